"""Bytes from a keyboard → commands. Pure.

Owns which key asks for what, and which bytes are no key at all: sequences that nobody typed as
letters must not be read as letters. All keys are ASCII, so that no text is ever decoded: a letter
of several bytes, whole or cut in two, is none of them.

In accessible form arrows do nothing: they are the review keys of screen readers and leak.
"""

from __future__ import annotations

import re

from calfcoach.events import Act, Command, Digit

RIGHT, LEFT = b"\x1b[C", b"\x1b[D"

_KEYS: dict[bytes, Act] = {
    b" ": Act.PAUSE,
    b"p": Act.PAUSE,
    b"n": Act.NEXT,
    b"d": Act.DONE,
    b"\r": Act.ENTER,
    b"\n": Act.ENTER,
    b"b": Act.BACK,
    b"r": Act.REDO,
    b"a": Act.AFTERWARDS,
    b"+": Act.MORE,
    b"=": Act.MORE,  # the same key without Shift on many keyboards
    b"-": Act.LESS,
    b"w": Act.WHERE,
    b"m": Act.MUTE,
    b"h": Act.HURT,
    b"!": Act.HURT,
    b"?": Act.KEYS,
    b"q": Act.QUIT,
    b"\x7f": Act.ERASE,
    b"\x08": Act.ERASE,
}
_ARROWS = {RIGHT: Act.NEXT, b"\x1bOC": Act.NEXT, LEFT: Act.BACK, b"\x1bOD": Act.BACK}

# A program that crashed may have left mouse reports and pastes on, or a question of its own to
# the terminal unanswered: what comes of it is not typed, though it is full of letters.
_TOKEN = re.compile(
    rb"\x1b\[200~.*?\x1b\[201~"  # a paste
    rb"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # an answer of the terminal
    rb"|\x1b\[M[\x20-\xff]{3}"  # the mouse, in its oldest form: a click begins with a Space
    rb"|\x1b\[\[.?"  # F1 to F5 of the Linux console
    rb"|\x1b\[[0-?]*[ -/]*[@-~]?"  # arrows, function keys, the mouse, the focus
    rb"|\x1bO[0-9;]*[@-~]?"  # the same keys in another mode
    rb"|.",  # a key; also Esc alone, and Esc before the key that was pressed with Alt
    re.DOTALL,
)
_CUT_OFF = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|\[\[|\[M[\x20-\xff]{0,2}|O[0-9;]*|[\]PX^_][^\x07\x1b]*\x1b?)?\Z"
)
_PASTE, _PASTED = b"\x1b[200~", b"\x1b[201~"


def decode(data: bytes, *, accessible: bool) -> list[Command]:
    """The commands of what was typed, in order; unknown keys and lone Esc give none."""
    commands: list[Command] = []
    for found in _TOKEN.finditer(data):
        token = found.group()
        if token.isdigit():
            commands.append(Digit(value=int(token)))
        elif token in _ARROWS:
            commands += [] if accessible else [_ARROWS[token]]
        elif token.lower() in _KEYS:
            commands.append(_KEYS[token.lower()])
    return commands


def is_cut_off(data: bytes) -> bool:
    """Whether the end may be the beginning of something longer, of which the rest is on its way."""
    return data.rfind(_PASTE) > data.rfind(_PASTED) or _CUT_OFF.search(data) is not None
