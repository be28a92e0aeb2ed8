"""The documents and what is known of them: types, catalogue, vectors, and the bundled data."""
