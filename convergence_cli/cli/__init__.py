"""Commands: the only room that knows both edges, files and screens."""
