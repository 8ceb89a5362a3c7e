"""Results to text: pure functions, which neither write files nor pick exit codes."""
