"""Plans: what they promise, and what they lead to."""
