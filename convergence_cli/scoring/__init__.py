"""Answers to numbers: exact, and each with what it was counted from (SPEC §3.2, §3.3)."""
