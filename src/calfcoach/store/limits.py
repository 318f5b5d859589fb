"""The bound of all numbers in the history."""

MOST = 1_000_000_000  # seconds of thirty years
