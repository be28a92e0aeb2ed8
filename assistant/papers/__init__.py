"""What is written out: a paper of headings, our words, quotations and tables, in each format."""
