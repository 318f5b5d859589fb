"""Bytes from a keyboard → commands. Pure.

Owns which key asks for what, and which bytes are no key at all: sequences that nobody typed as
letters must not be read as letters. All keys are ASCII, so that no text is ever decoded: a letter
of several bytes, whole or cut in two, is none of them.

In accessible form arrows do nothing: they are the review keys of screen readers and leak.
"""

from __future__ import annotations

import re
from functools import cache

from calfcoach.events import Act, Command, Digit

SEQUENCE_S = 0.5  # an arrow sends its bytes at once; a slow line may tear them apart
MOST_BYTES = 8192  # of a paste; what is longer is not kept

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
    b"t": Act.SPOT,
    b"f": Act.FADED,
    b"y": Act.YES,
    b"v": Act.PICTURES,
    b"?": Act.KEYS,
    b"q": Act.QUIT,
    b"\x7f": Act.ERASE,
    b"\x08": Act.ERASE,
}
_ARROWS = {RIGHT: Act.NEXT, b"\x1bOC": Act.NEXT, LEFT: Act.BACK, b"\x1bOD": Act.BACK}

# A program that crashed may have left mouse reports and pastes on, or a question of its own to
# the terminal unanswered: what comes of it is not typed, though it is full of letters.
_TOKEN = (
    rb"\x1b\[200~.*?\x1b\[201~"  # a paste
    rb"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # an answer of the terminal
    rb"|\x1b\[M[\x20-\xff]{3}"  # the mouse, in its oldest form: a click begins with a Space
    rb"|\x1b\[\[.?"  # F1 to F5 of the Linux console
    rb"|\x1b\[[0-?]*[ -/]*[@-~]?"  # arrows, function keys, the mouse, the focus
    rb"|\x1bO[0-9;]*[@-~]?"  # the same keys in another mode
    rb"|."  # a key; also Esc alone, and Esc before the key that was pressed with Alt
)
_CUT_OFF = rb"\x1b(?:\[[0-?]*[ -/]*|\[\[|\[M[\x20-\xff]{0,2}|O[0-9;]*|[\]PX^_][^\x07\x1b]*\x1b?)?\Z"
_PASTE, _PASTED = b"\x1b[200~", b"\x1b[201~"


@cache
def patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What finds a token, and one that is cut off. They take a millisecond to be made, which the
    first frame need not wait for: who waits for keys asks for them before there is one."""
    return re.compile(_TOKEN, re.DOTALL), re.compile(_CUT_OFF)


def decode(data: bytes, *, accessible: bool) -> list[Command]:
    """The commands of what was typed, in order; unknown keys and lone Esc give none."""
    commands: list[Command] = []
    for found in patterns()[0].finditer(data):
        token = found.group()
        if token.isdigit():
            commands.append(Digit(value=int(token)))
        elif token in _ARROWS:
            commands += [] if accessible else [_ARROWS[token]]
        elif token.lower() in _KEYS:
            commands.append(_KEYS[token.lower()])
    return commands


class Typing:
    """What is typed, cut into whole keys: the letters of an arrow that comes in two pieces are no
    keys, and nothing waits for its rest. Times are seconds of any clock."""

    def __init__(self) -> None:
        self._open = b""  # the beginning of something longer
        self._since = 0.0

    def take(self, data: bytes, now: float) -> bytes:
        """The whole keys that have come with `data`."""
        if self._open and now > self._since + SEQUENCE_S:
            self._open = b""  # a lone Esc, or something of which the rest never came
        begun = bool(self._open)
        data = self._open + data
        at = _open_from(data)
        whole, self._open = data[:at], data[at:]
        pasting = self._open.startswith(_PASTE)
        if whole or pasting or not begun:
            self._since = now
        if len(self._open) > MOST_BYTES:  # its first and its last bytes tell all there is to know
            self._open = self._open[: len(_PASTE)] + self._open[-len(_PASTED) :]
        return whole


def _open_from(data: bytes) -> int:
    """Where something begins at the end of `data` of which the rest may be on its way."""
    paste = data.rfind(_PASTE)
    if paste > data.rfind(_PASTED):
        return paste
    found = patterns()[1].search(data)
    return len(data) if found is None else found.start()
