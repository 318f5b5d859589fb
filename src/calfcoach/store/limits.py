"""The format of the history's file, and the bounds that hold for all of it."""

FORMAT = 4  # each step to it stands in `tables`
MOST = 1_000_000_000  # of any number: seconds of thirty years
AT_ONCE = 500  # values in one IN (…); SQLites before 3.32 take 999 at most
