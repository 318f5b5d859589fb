"""What the history adds up to: weeks, legs, runs of days, a calendar, trends. Pure.

Takes sums by day (`tally`), never the clock or the store: today is an argument. Owns what counts;
how it is worded and drawn is the report's and the command's. `summary` is the door.
"""
