"""What a line says of how much, and how lengths are read and written.

Owns the values; how a line is taken apart is `amount_patterns`'s. Knows no exercise.
"""

from __future__ import annotations

import re

from calfcoach.frozen import frozen

NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
UNIT = r"(?:seconds?|secs?|s|minutes?|mins?|min|m|[\"'″′])"
LENGTH = rf"(?:[0-9]{{1,2}}:[0-5][0-9]|{NUMBER}\s*{UNIT}(?![a-z]))"


@frozen
class Amounts:
    """What a line says of how much. Lengths are seconds, counts as typed ("12", "10-12").

    `bare` is a number behind "3 x" that no unit follows. `top_s` is a hold at the top of a rep;
    `held` says that the length was called a hold. `together` says that "both legs" means at once.
    `unread` are amounts for which there was no room, `doubts` readings that are not certain.
    `left` of the line is what was not read.
    """

    length_s: float | None = None
    held: bool = False
    top_s: float | None = None
    reps: str = ""
    bare: str = ""
    steps: int | None = None
    sets: int | None = None
    tempo: str = ""
    rest_s: float | None = None
    load: str = ""
    sides: str = ""
    per_day: int | None = None
    days: int | None = None
    to_failure: bool = False
    unread: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    left: str = ""

    @property
    def says_work(self) -> bool:
        """Whether anything is said of the work itself."""
        return bool(self.length_s or self.reps or self.bare or self.steps or self.to_failure)

    @property
    def says_nothing(self) -> bool:
        """Whether no amount of any kind was read."""
        return self == Amounts(left=self.left)


def seconds_of(text: str) -> float:
    """Seconds of "30s", "1.5 min" or "1:30", as `LENGTH` finds them."""
    if ":" in text:
        minutes, _, rest = text.partition(":")
        return int(minutes) * 60.0 + int(rest)
    number = re.match(NUMBER, text)
    assert number is not None, text
    unit = text[number.end() :].strip()
    each_s = 60 if unit.startswith("m") or unit in ("'", "′") else 1
    return float(number.group().replace(",", ".")) * each_s


def duration_text(seconds: float) -> str:
    """Seconds as a routine file has them: "30s", "1m30s"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or seconds <= 99:
        return f"{seconds:g}s"
    return f"{minutes:.0f}m{rest:g}s" if rest else f"{minutes:.0f}m"
