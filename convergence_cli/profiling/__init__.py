"""What applies to a profile, and why: one engine, used by every command (SPEC §3.1)."""
