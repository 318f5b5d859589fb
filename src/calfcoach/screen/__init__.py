"""What a session looks like on a whole terminal: pages, and how they fit a size.

A page says what stands on the screen (words, figures, kind of ink); `layout` gives each its
place. Pure: no clock, no terminal; `drivers/screen.py` shows it.
"""
