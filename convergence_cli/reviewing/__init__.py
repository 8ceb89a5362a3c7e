"""What changed between two states of a workspace, why, and what of it is worse (SPEC §3.5)."""
