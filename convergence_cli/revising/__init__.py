"""What differs between two versions of a definition, and what that does to answers."""
