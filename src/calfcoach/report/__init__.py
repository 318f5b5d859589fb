"""Records of the history as figures, rows, sentences and JSON.

Pure: the day, the instant and what is running are arguments. Knows nothing of the store's file,
of options and of how wide a terminal is; `cli` aligns the rows and prints.
"""
