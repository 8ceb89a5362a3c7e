"""Convergence plans: what they promise, how far each promise has come, what they lead to."""
