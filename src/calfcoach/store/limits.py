"""The bounds that hold for the whole history."""

MOST = 1_000_000_000  # of any number: seconds of thirty years
AT_ONCE = 500  # values in one IN (…); SQLites before 3.32 take 999 at most
