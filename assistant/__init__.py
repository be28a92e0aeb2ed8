"""How documents are asked: question, scope, retrieval, answer; command line and page."""
