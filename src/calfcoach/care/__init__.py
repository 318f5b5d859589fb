"""When not to coach: red flags, conditions, and what each leaves out. The rules are data."""
