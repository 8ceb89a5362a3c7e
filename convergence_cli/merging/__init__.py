"""Two sides and what both started from: one text, or a conflict for each entry both changed."""
