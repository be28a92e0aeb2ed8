"""An authority's improvement history: its visits, grades over time, and what became of what."""
