"""Whether everything is in order: the checks of `doctor`, which change nothing.

`findings` says what a finding is, `system` looks at the program and what it stands on, `own` at
what belongs to the user, `history` and `copies` at the history. Everything is only read. Knows
nothing of how the findings are printed.
"""
