"""What the command line promises to those who type it and to those who script it."""
