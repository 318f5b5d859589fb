"""The history as files that others can read, and such files as history.

`fields` and `shapes` say what a record may hold; `document`, `table` and `calendar` write and read
the forms; `dates` and `loop` read what other programs wrote. Pure but for the streams that are
handed in. Knows nothing of folders, options or the database.
"""
