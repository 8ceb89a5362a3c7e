"""Compliance answers for the French e-health doctrine, kept as reviewed YAML files."""

__version__ = "0.1.0"
