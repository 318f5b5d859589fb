"""How single values are read: text, words, numbers, true or false, days, times of day.

Each reader is a frozen value that says what it takes, so that one table of fields can drive
reading, errors and whatever else is told about a key. Called with a value it returns what was
read, or reports a problem at the given spot and returns None. Knows no keys and no tables.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from calfcoach.files.problems import (
    Spot,
    as_written,
    did_you_mean,
    has_content,
    listed,
    refuse_unsafe,
)
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any, Protocol

    from calfcoach.enumeration import StrEnum
else:
    Protocol = object

TEXT_CHARS = 2_000
TITLE_CHARS = 100
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_NO = ("no", "off", "false", "never", "0")
_YES = ("yes", "on", "true", "always", "1")
_ENTRIES = 4  # of an array that may be meant for one word
_BLANKS = r"[ \n\t]+"
_TIME_OF_DAY = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"


class Reader(Protocol):
    """Turns a value of a file into one of the model; None after a reported problem."""

    def __call__(self, value: object, spot: Spot) -> Any:
        """Read `value`, which stands at `spot`."""


@frozen
class Whole:
    """A whole number from `low` to `high`, both allowed.

    `with_reps`: it may be told what to do about "3 sets of 12", as there is a key for the reps.
    """

    low: int
    high: int
    with_reps: bool = False

    def __call__(self, value: object, spot: Spot) -> int | None:
        """Read a whole number."""
        if isinstance(value, int) and not isinstance(value, bool):
            if self.low <= value <= self.high:
                return value
            hint = spot.write(self._limit(value))
        else:
            hint = self._hint(value, spot)
        wanted = f"a whole number from {self.low} to {self.high}"
        if self.low == self.high:
            wanted = str(self.low)
            hint = spot.write(wanted)
        spot.report(f"{spot.name} must be {wanted}, got {as_written(value)}", hint)
        return None

    def _limit(self, number: int) -> str:
        return f"{self.low} or more" if number < self.low else f"{self.high} or less"

    def _hint(self, value: object, spot: Spot) -> str:
        """The number in "3", "3x", "three" or 3.0; the lowest where nothing is said."""
        from calfcoach.files.meant import meant_number, meant_reps

        number = meant_number(value, unit=str(spot.path[-1] if spot.path else ""))
        if number is not None:
            fits = self.low <= number <= self.high
            return spot.write(str(number) if fits else self._limit(number))
        if self.with_reps and (both := meant_reps(value)) is not None:
            number, least, reps = both
            if self.low <= number <= self.high and least == reps:
                return f"{spot.write(str(number))} and reps = {reps}"
        if has_content(value, spot):
            return "give the whole number alone, without quotes"
        return spot.write(str(self.low))


@frozen
class Flag:
    """True or false."""

    def __call__(self, value: object, spot: Spot) -> bool | None:
        """Read true or false."""
        if isinstance(value, bool):
            return value
        said = value.strip().lower() if isinstance(value, str) else ""
        if value in (0, 1):
            said = _YES[-1] if value else _NO[-1]
        hint = spot.write("false" if said in _NO else "true")
        if said not in _NO + _YES and has_content(value, spot):
            hint = "choose true or false"
        spot.report(f"{spot.name} must be true or false, got {as_written(value)}", hint)
        return None


@frozen
class Text:
    """Text on one line: line ends and tabs become a space, other control characters are refused.

    `some`: it must not be empty.
    """

    chars: int = TEXT_CHARS
    some: bool = False

    def __call__(self, value: object, spot: Spot) -> str | None:
        """Read text, folded to one line."""
        if not isinstance(value, str):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            quoted = f'"{as_written(value)}"' if number else '"…"'
            spot.report(f"{spot.name} must be text, got {as_written(value)}", spot.write(quoted))
            return None
        if len(value) > self.chars:  # first: what follows would go through a whole mebibyte
            spot.report(
                f"{spot.name} is {len(value):,} characters long, the limit is {self.chars:,}",
                "shorten it",
            )
            return None
        text = value.strip()
        if not value.isprintable():  # nearly all is: then there is nothing to refuse or to fold
            if refuse_unsafe(value, spot):  # first: some of these are blanks, which are stripped
                return None
            import re  # late: few texts have several lines

            text = re.sub(_BLANKS, _folded, value).strip()
        if self.some and not text:
            spot.report(f"{spot.name} must not be empty", spot.write('"…"'))
        else:
            return text
        return None


def _folded(blanks: re.Match[str]) -> str:
    """One space for blanks with a line end or a tab among them; spaces alone are meant."""
    return " " if blanks.group().strip(" ") else blanks.group()


@frozen
class Choice:
    """One word out of a few, as a member of an enumeration where one is given.

    `meant` lists what is often written for one of the words, in small letters.
    """

    words: tuple[str, ...]
    kind: type[StrEnum] | None = None
    meant: tuple[tuple[tuple[str, ...], str], ...] = ()

    def __call__(self, value: object, spot: Spot) -> Any:
        """Read one of the words."""
        if isinstance(value, str) and value in self.words:
            return self.kind(value) if self.kind else value
        known = sorted(self.words) if len(self.words) > 5 else self.words
        spot.report(
            f"{spot.name} must be {listed(known)}, got {as_written(value)}",
            self._hint(value, spot),
        )
        return None

    def _hint(self, value: object, spot: Spot) -> str:
        example = f'"{self.words[0]}"'
        entries = value[:_ENTRIES] if isinstance(value, list) else [value]
        texts = [one[:100] if isinstance(one, str) else "" for one in entries]
        said = " and ".join(" ".join(text.lower().split()) for text in texts)
        for words, meant in (*((((word,), word)) for word in self.words), *self.meant):
            if said in words and value not in self.words:
                return spot.write(f'"{meant}"')
        near = did_you_mean(value, self.words) if isinstance(value, str) else ""
        if near or not has_content(value, spot):
            return near or spot.write(example)
        return f"choose the one that is meant, such as {example}"


def choice(kind: type[StrEnum], meant: tuple[tuple[tuple[str, ...], str], ...] = ()) -> Choice:
    """The reader of an enumeration's words; `meant` as in `Choice`."""
    return Choice(words=tuple(member.value for member in kind), kind=kind, meant=meant)


@frozen
class Days:
    """How many days a week, 1 to 7, or which: ["mon", "wed", "fri"]."""

    def __call__(self, value: object, spot: Spot) -> int | tuple[str, ...] | None:
        """Read a number of days, or their names, which come back in the order of the week."""
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 7:
            return value
        names: Sequence[object] = value if isinstance(value, list) else ()
        wrong = [no for no, name in enumerate(names) if name not in WEEKDAYS]
        if names and not wrong:
            return tuple(day for day in WEEKDAYS if day in names)
        from calfcoach.files.meant import meant_day, meant_days  # late: only for what is wrong

        for no in wrong:
            place, day = spot.at(no), meant_day(names[no])
            place.report(
                f"{place.name} must be {listed(WEEKDAYS)}, got {as_written(names[no])}",
                place.write(f'"{day}"') if day else "see which day is meant",
            )
        if not wrong:
            meant = meant_days(value)
            if isinstance(value, int) and not isinstance(value, bool):
                meant = "1 or more" if value < 1 else "7 or less"
            elif not meant and not has_content(value, spot):
                meant = '3 or ["mon", "wed", "fri"]'
            spot.report(
                f'{spot.name} must be 1 to 7 or days such as ["mon", "wed", "fri"], '
                f"got {as_written(value)}",
                spot.write(meant) if meant else "give how many days, or which",
            )
        return None


@frozen
class TimeOfDay:
    """A time of day such as "04:00", up to `latest_hour` o'clock, that included."""

    latest_hour: int = 12

    def __call__(self, value: object, spot: Spot) -> datetime.time | None:
        """Read a time of day; TOML's own local time is taken too."""
        import re

        read = value if isinstance(value, datetime.time) else None
        if isinstance(value, str) and (found := re.fullmatch(_TIME_OF_DAY, value)):
            read = _time_of(found)
        if read is not None and read <= datetime.time(self.latest_hour):
            return read.replace(second=0, microsecond=0)
        spot.report(
            f"{spot.name} must be a time from 00:00 to {self.latest_hour:02}:00, "
            f"got {as_written(value)}",
            spot.write('"04:00"'),
        )
        return None


@frozen
class Hours:
    """A stretch of the day such as "22:00-07:00", which may go over midnight; "off" for none."""

    example: str = "22:00-07:00"

    def __call__(self, value: object, spot: Spot) -> tuple[datetime.time, datetime.time] | None:
        """Read the first and the last time of day; the same twice, as for "off", is never."""
        if value == "off":
            return datetime.time(0), datetime.time(0)
        import re

        first, dash, last = value.partition("-") if isinstance(value, str) else ("", "", "")
        ends = [re.fullmatch(_TIME_OF_DAY, end.strip()) for end in (first, last)]
        if dash and ends[0] and ends[1]:
            return _time_of(ends[0]), _time_of(ends[1])
        spot.report(
            f'{spot.name} must be hours such as "{self.example}" or "off", got {as_written(value)}',
            spot.write(f'"{self.example}"'),
        )
        return None


def _time_of(found: re.Match[str]) -> datetime.time:
    return datetime.time(int(found[1]), int(found[2]))
