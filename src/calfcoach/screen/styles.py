"""The styles of the screen: the terminal's own colours, and never a colour alone.

Only the sixteen colours that a person has chosen for their terminal, and its own foreground and
background: what has high contrast there keeps it here. What must be read is in the foreground
colour; colour only helps the eye to find it.
"""

from __future__ import annotations

from calfcoach.screen.page import Ink
from calfcoach.screen.pieces import Style

PLAIN = Style()
STRONG = Style(bold=True)
LIT = Style(bold=True, reverse=True)
DIGITS = {
    Ink.WORK: Style(),
    Ink.CHANGE: Style(color="magenta"),
    Ink.LIGHT: Style(),
}
BAND = {
    Ink.WORK: Style(bold=True, color="green"),
    Ink.CHANGE: Style(bold=True, color="magenta"),
    Ink.LIGHT: Style(color="cyan"),
}
BAR = Style()  # heavy and light lines tell it; codes for it each second would cost a tenth more
METER = Style(bold=True, color="green")
