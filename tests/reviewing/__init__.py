"""What changed between two states, and where."""
