"""What the world is made of: frozen records, no behaviour beyond naming."""
