"""YAML and results out: skeletons that a person fills in, and files that are never half written."""
