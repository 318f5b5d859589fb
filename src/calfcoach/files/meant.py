"""What was probably meant by a value that nobody can read: "1,5 min", "10 to 12", "Monday".

Owns these guesses, for hints alone: nothing is ever read by them. A guess is made only where
the text can mean but one thing. Knows no keys and no ranges but that of sets.
"""

from __future__ import annotations

import datetime
import re

_CHARS = 40  # of a value; what is longer is no amount
_SETS_MAX = 20
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_FRACTIONS = {"\u00bc": 0.25, "\u00bd": 0.5, "\u00be": 0.75}
_FRACTION = re.compile("([0-9]{0,4}) ?([\u00bc\u00bd\u00be])")
_HALVES = (
    (re.compile(r"^([0-9]+) and (?:a |1 )?half\b"), r"\1.5"),
    (re.compile(r"^([0-9]+|an?) (hour|minute) and (?:a |1 )?half$"), r"\1 and a half \2"),
    (re.compile(r"^an? and a half\b"), "1.5"),
    (re.compile(r"^([0-9]+) and a half\b"), r"\1.5"),
    (re.compile(r"^(?:a |1 )?half (?:an? )?(?=[a-z])"), "0.5 "),
    (re.compile(r"^an? (?=[a-z])"), "1 "),
)
# "2.30" may be 2 min 30 s, "1,000 s" a thousand
_TWO_WAYS = re.compile(
    r"[0-9]+[.,][0-5][0-9]\s*(?:m[a-z]*\.?|'|\u2032)?|.*[0-9],[0-9]{3}(?![0-9]).*"
)
_EACH = re.compile(
    r"(.*[^\s,;-])[\s,;-]*\b(?:(?:on |for )?(?:each|every|per)(?: (?:leg|side|foot|calf))?)"
)
_NUMBERED = re.compile(
    r"x?\s*(?P<number>[0-9]{1,9})(?:\.0)?\s*(?:x|\u00d7|times|(?P<unit>[a-z]{2,12})\.?)?"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BETWEEN_DAYS = re.compile(r"[\s,;/+&]+(?:and\s+)?")
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,3})?"
_HOURS = r"h|hr|hrs|hour|hours"
_MINUTES = r"m|min|mins|minute|minutes|\'|\u2032"
_SECONDS = r"s|sec|secs|second|seconds|\"|\'\'|\u2033"
_LENGTH = re.compile(
    rf"(?:(?P<h>{_NUMBER})\s*(?:{_HOURS})\.?)?"
    rf"(?:(?:\s|and|\+)*(?P<m>{_NUMBER})\s*(?:{_MINUTES})\.?)?"
    rf"(?:(?:\s|and|\+)*(?P<s>{_NUMBER})\s*(?:{_SECONDS})\.?)?"
)
_MINUTES_ALONE = re.compile(rf"(?P<m>[0-9]{{1,4}})\s*(?:{_MINUTES})\.?\s*(?P<s>[0-5][0-9])")
_CLOCK = re.compile(
    rf"(?:(?P<h>[0-9]{{1,2}}):)?(?P<m>[0-9]{{1,4}}):(?P<s>[0-5][0-9])\s*(?:{_MINUTES})?\.?"
)
_PLAIN = re.compile(rf"(?P<s>{_NUMBER})")
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_DASH = re.compile("\\s*[\u2010-\u2015\u2212-]\\s*")
_BETWEEN = re.compile(r"\s*(?:[-/:;x|]|\s)\s*")
_BEAT = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,3})?)\s*(?:s|sec)?")
_TIMES = re.compile(
    r"(?P<sets>[0-9]{1,3})\s*(?:(?P<bare>[x\u00d7*]|times)|sets?\s+of)\s*(?P<each>[0-9].*)"
)
_BEATS = r"up\W*(N)s?\W+hold\W*(N)s?\W+down\W*(N)s?(?:\W+pause\W*(N)s?)?"
_BEATS_AFTER = r"(N)s?\W*up\W+(N)s?\W*hold\W+(N)s?\W*down(?:\W+(N)s?\W*pause)?"
_BEAT_WORDS = [
    re.compile(form.replace("N", r"[0-9]{1,2}(?:\.[0-9]{1,3})?")) for form in (_BEATS, _BEATS_AFTER)
]
_REPS = re.compile(
    r"([0-9]{1,3})(?:\s*(?:-|\.\.\.?|to|bis)\s*([0-9]{1,3}))?\s*"
    r"(?:x|\u00d7|times|reps?\.?|repetitions?)?"
)


def meant_seconds(value: object) -> float | None:
    """The seconds of "30 sec", "1,5 min", "1m 30s", "0:45 min", "half a minute", 2.5 or 00:01:30;
    none of "2.30", which may be 2 min 30 s, nor of "ten", which has no unit."""
    written = str(value) if isinstance(value, float | datetime.time) else value
    if _TWO_WAYS.fullmatch(_text(written)) or _text(written).lower() in _NUMBERS:
        return None
    text = _in_digits(written)
    for pattern, digits in _HALVES:
        text = pattern.sub(digits, text)
    for pattern in (_LENGTH, _MINUTES_ALONE, _CLOCK, _PLAIN):
        found = pattern.fullmatch(text)
        if text and found is not None:
            parts = {"h": 0.0, "m": 0.0, "s": 0.0} | {
                unit: float(number) for unit, number in found.groupdict().items() if number
            }
            return round(parts["h"] * 3_600 + parts["m"] * 60 + parts["s"], 3)
    return None


def meant_sets_of(value: object) -> tuple[int, float] | None:
    """The sets, and the seconds of each, of "3x30s" or "3 sets of 30 sec"."""
    found = _TIMES.fullmatch(_in_digits(value))
    seconds = meant_seconds(found["each"]) if found is not None else None
    if found is None or seconds is None or not 1 <= int(found["sets"]) <= _SETS_MAX:
        return None
    if found["each"].isdigit() and found["bare"] and int(found["sets"]) > seconds:
        return None  # either of them may be the seconds
    return int(found["sets"]), seconds


def meant_reps(value: object) -> tuple[int, int, int] | None:
    """Sets (0 where none are told), the least reps and the most of "2 x 12" or "10 to 12". Of
    "12 x 2" the larger are the reps."""
    text = _DASH.sub("-", _in_digits(value))
    if isinstance(value, float) and value.is_integer():
        text = f"{value:.0f}"
    sets = 0
    if found := _TIMES.fullmatch(text):
        sets, text = int(found["sets"]), found["each"]
        if found["bare"] and text.isdigit() and sets > int(text):
            sets, text = int(text), found["sets"]
        if not 1 <= sets <= _SETS_MAX:
            return None
    found = _REPS.fullmatch(text)
    if found is None:
        return None
    ends = [int(end) for end in found.groups() if end is not None]
    return sets, min(ends), max(ends)


def meant_tempo(value: object) -> list[str]:
    """The beats of "2/3/3", "2 - 3 - 3", "2,5-1-3" or "up 2, hold 3, down 3"; none where there
    are not three or four."""
    for pattern in _BEAT_WORDS:
        if told := pattern.fullmatch(_plain(value)):
            return [beat for beat in told.groups() if beat is not None]
    beats = [_BEAT.fullmatch(one) for one in _BETWEEN.split(_DASH.sub("-", _plain(value)))]
    if len(beats) == 1:  # or with commas between them
        beats = [_BEAT.fullmatch(one) for one in re.split(r"\s*,\s*", _text(value))]
    read = [beat[1] for beat in beats if beat is not None]
    return read if len(read) == len(beats) and len(read) in (3, 4) else []


def without_each(value: object) -> tuple[object, bool]:
    """A text without the "each leg" at its end, and whether it had one: "12 each"."""
    found = _EACH.fullmatch(_text(value))
    return (found[1], True) if found is not None else (value, False)


def meant_number(value: object, unit: str = "") -> int | None:
    """The number in "3", "3x", "3 times", "three" or 3.0; in "3 sets" where the unit is `sets`."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    found = _NUMBERED.fullmatch(_in_digits(value))
    if found is None or (found["unit"] and found["unit"].rstrip("s") != unit.rstrip("s")):
        return None
    return int(found["number"])


def meant_days(value: object) -> str:
    """How "monday, fri", "daily" or "3" is written; empty where nobody can know."""
    text = _text(value)
    number = 7 if text in ("daily", "every day", "everyday") else meant_number(text, unit="days")
    if number is not None:
        return str(number) if 1 <= number <= 7 else ""
    days = [meant_day(name) for name in _BETWEEN_DAYS.split(text)]
    quoted = [f'"{day}"' for day in days]
    return f"[{', '.join(quoted)}]" if all(days) else ""


def meant_day(name: object) -> str:
    """The short name of a day written as "Mon", "tues" or "Wednesday"; empty for no day."""
    text = _text(name).rstrip(".")
    near = [day[:3] for day in _DAYS if day.startswith(text)]
    return near[0] if len(near) == 1 and len(text) > 1 else ""


def _plain(value: object) -> str:
    """Text in small letters with a point in its decimals; empty for what is too long."""
    return _COMMA.sub(".", _text(value))


def _in_digits(value: object) -> str:
    """The same with digits for the words of numbers and for fractions."""
    text = _NUMBER_WORD.sub(lambda word: str(_NUMBERS.index(word.group())), _plain(value))
    return _FRACTION.sub(lambda one: f"{int(one[1] or 0) + _FRACTIONS[one[2]]:g}", text)


def _text(value: object) -> str:
    return value.strip().lower() if isinstance(value, str) and len(value) <= _CHARS else ""
