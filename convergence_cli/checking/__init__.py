"""Whether the files of a workspace agree with one another: each rule yields diagnostics."""
