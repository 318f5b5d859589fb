"""Measurements: what is read out of trials, counts and nights. Pure; nothing here passes or fails.

Owns the figures that come of a person's own. Limits and norms are arguments: they stand in the
library with their sources. Knows nothing of files, the history or how it is asked.
"""
