"""Bytes from a keyboard → commands. Pure.

In accessible form arrows do nothing: they are the review keys of screen readers and leak.
"""

from __future__ import annotations

from calfcoach.events import Act, Command, Digit

_KEYS: dict[str, Act] = {
    " ": Act.PAUSE,
    "p": Act.PAUSE,
    "n": Act.NEXT,
    "d": Act.DONE,
    "\r": Act.ENTER,
    "\n": Act.ENTER,
    "b": Act.BACK,
    "r": Act.REDO,
    "a": Act.AFTERWARDS,
    "+": Act.MORE,
    "=": Act.MORE,  # the same key without Shift on many keyboards
    "-": Act.LESS,
    "w": Act.WHERE,
    "m": Act.MUTE,
    "h": Act.HURT,
    "!": Act.HURT,
    "?": Act.KEYS,
    "q": Act.QUIT,
    "\x7f": Act.ERASE,
    "\x08": Act.ERASE,
}
_ARROWS = {"C": Act.NEXT, "D": Act.BACK}


def decode(data: bytes, *, accessible: bool) -> list[Command]:
    """The commands of what was typed, in order; unknown keys and lone Esc give none."""
    text = data.decode("utf-8", "replace")
    commands: list[Command] = []
    index = 0
    while index < len(text):
        if text[index] == "\x1b":
            arrow, index = _escape(text, index)
            if arrow is not None and not accessible:
                commands.append(arrow)
            continue
        char = text[index].lower()
        if char in _KEYS:
            commands.append(_KEYS[char])
        elif char in "0123456789":
            commands.append(Digit(value=int(char)))
        index += 1
    return commands


def _escape(text: str, index: int) -> tuple[Act | None, int]:
    """One escape sequence from `index`: its command, if any, and where the text goes on."""
    index += 1
    if text[index : index + 1] not in ("[", "O"):
        return None, index  # a lone Esc, or Alt with a key: the key itself still counts
    index += 1
    if text[index : index + 1] == "[":
        return None, index + 2  # F1 to F5 of the Linux console: one letter more
    start = index
    while index < len(text) and not "\x40" <= text[index] <= "\x7e":
        index += 1
    plain = index == start
    final = text[index : index + 1]
    return (_ARROWS.get(final) if plain else None), index + 1
