"""How documents get in: read, recognise, split into passages, store."""
