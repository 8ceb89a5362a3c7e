"""Benchmarks: commands, not timed tests; figures are ratios measured side by side in one run."""
