"""What differs between two versions of a definition, and how answers follow."""
