"""What the renderers promise to those who read a result."""
