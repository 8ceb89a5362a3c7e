"""Tests of the room `merging`, and of git that calls it."""
