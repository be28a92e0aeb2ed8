"""Authorities beside each other, by practice area."""
