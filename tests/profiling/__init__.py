"""What applies to a profile, and why."""
