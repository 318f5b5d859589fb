"""Ranges of written amounts as regular expressions, for those who can check nothing else.

A JSON Schema knows the range of a number, but not that of "1m30s". Owns the patterns; they accept
exactly what `amounts` reads and finds in range. In the dialect that Python, JavaScript and Rust
share: no look-around, no named groups.
"""

from __future__ import annotations

from calfcoach.files.amounts import BEAT_MAX_S, REPS_MAX, Duration

_DECIMALS = r"(\.[0-9]{1,3})?"
_NO_DECIMALS = r"(\.0{1,3})?"


def duration_pattern(read: Duration) -> str:
    """Every way to write the seconds of a range: "90s", "90", "1m30s", "1:30".

    The range ends at a whole minute, and begins at whole seconds or below one.
    """
    low, tenth = int(read.low_s), round(read.low_s * 10) % 10
    high = int(read.high_s)
    if high % 60 or high != read.high_s or (tenth and low) or low > 59:
        raise ValueError(f"there is no pattern for {read.low_s} to {read.high_s} s")
    forms = [_seconds(low, high, tenth), _whole(max(low, 1 if tenth else 0), high, 6)]
    forms += [_minutes(low, high // 60, tenth), _clock(max(low, 1 if tenth else 0), high // 60)]
    return f"^({'|'.join(forms)})$"


def tempo_pattern() -> str:
    """Three or four beats with hyphens, each from 0 to its most."""
    beat = f"({_whole(0, BEAT_MAX_S - 1, 2)}{_DECIMALS}|{BEAT_MAX_S}{_NO_DECIMALS})"
    return f"^{beat}(-{beat}){{2,3}}$"


def still_tempo_pattern() -> str:
    """A tempo in which no beat lasts, which is none."""
    return f"^0{{1,2}}{_NO_DECIMALS}(-0{{1,2}}{_NO_DECIMALS}){{2,3}}$"


def count_pattern() -> str:
    """The word max, or a range of reps; that it rises is more than a pattern can say."""
    number = _whole(1, REPS_MAX, 3)
    return f"^(max|{number}-{number})$"


def _seconds(low: int, high: int, tenth: int) -> str:
    below = f"0{{1,6}}\\.[{tenth}-9][0-9]{{0,2}}|" if tenth else ""
    body = _whole(1 if tenth else low, high - 1, 6)
    return f"({below}{body}{_DECIMALS}|{_whole(high, high, 6)}{_NO_DECIMALS})s"


def _minutes(low: int, high: int, tenth: int) -> str:
    """Minutes up to `high`, which stands without seconds; none of them only with some."""
    some = f"m({_whole(0, 59, 2)}{_DECIMALS}s)?"
    most = f"{_whole(high, high, 4)}m(0{{1,2}}{_NO_DECIMALS}s)?"
    if not low and not tenth:
        return f"{_whole(0, high - 1, 4)}{some}|{most}"
    below = f"0{{1,2}}\\.[{tenth}-9][0-9]{{0,2}}|" if tenth else ""
    seconds = f"0{{1,4}}m({below}{_whole(low or 1, 59, 2)}{_DECIMALS})s"
    between = f"{_whole(1, high - 1, 4)}{some}|" if high > 1 else ""
    return f"{seconds}|{between}{most}"


def _clock(low: int, high: int) -> str:
    most = f"{_whole(high, high, 4)}:00"
    some = f"{_whole(0 if not low else 1, high - 1, 4)}:[0-5][0-9]|" if high > 1 or not low else ""
    seconds = "" if not low else f"0{{1,4}}:({_two_digits(low)})|"
    return f"{seconds}{some}{most}"


def _two_digits(low: int) -> str:
    """From `low` to 59, always two digits."""
    tens, ones = divmod(low, 10)
    after = f"|[{tens + 1}-5][0-9]" if tens < 5 else ""
    return f"{tens}[{ones}-9]{after}"


def _whole(low: int, high: int, digits: int) -> str:
    """Whole numbers from `low` to `high` in up to so many digits, leading zeros among them."""
    forms = []
    for lowest, form in _plain(low, high):
        zeros = digits - len(str(lowest))
        forms.append(f"0{{0,{zeros}}}{form}" if zeros else form)
    return f"({'|'.join(forms)})"


def _plain(low: int, high: int) -> list[tuple[int, str]]:
    """Patterns without leading zeros, each with its lowest number: 5 to 342 is 5-9, 10-99,
    100-299, 300-339 and 340-342."""
    found: list[tuple[int, str]] = []
    at = low
    while at <= high:
        unit = 1  # the last digits that may be anything
        while at and at % (unit * 10) == 0 and at + unit * 10 - 1 <= high:
            unit *= 10
        first = at // unit % 10
        count = min(10 - first, (high - at + 1) // unit)
        head = str(at // unit // 10) if at // unit >= 10 else ""
        digit = str(first) if count == 1 else f"[{first}-{first + count - 1}]"
        found.append((at, f"{head}{digit}{'[0-9]' * (len(str(unit)) - 1)}"))
        at += count * unit
    return found
