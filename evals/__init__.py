"""Known question-answer pairs, what is measured on them, and the report."""
