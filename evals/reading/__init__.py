"""The reading report: what is read of the documents, field by field, beside what is known."""
