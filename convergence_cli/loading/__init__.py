"""YAML in: read fast, explain slowly (SPEC §6)."""
