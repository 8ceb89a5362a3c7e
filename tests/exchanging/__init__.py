"""Which answers count, and what they amount to."""
