"""What the program promises, one sentence of specification for each test."""
