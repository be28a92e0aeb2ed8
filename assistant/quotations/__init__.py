"""Quotations kept: the basket, their citation styles, the manifest of an export, its checking."""
