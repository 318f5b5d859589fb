"""How much, as people write it on a sheet: "3x30s each side", "2 x 12 (2-3-3) rest 60s, +5 kg".

Owns the reading of amounts out of a line, and what is left of the line then. Knows no exercise.
Deterministic: the same line always reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from calfcoach.frozen import frozen, replace

_NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_UNIT = r"(?:seconds?|secs?|s|minutes?|mins?|min|m|[\"'″′])"
_LENGTH = rf"(?:[0-9]{{1,2}}:[0-5][0-9]|{_NUMBER}\s*{_UNIT}(?![a-z]))"
_COUNT = r"[0-9]{1,3}(?:\s*-\s*[0-9]{1,3})?"
_TIMES = r"\s*x\s*"
_SAME = str.maketrans({"×": "x", "✕": "x", "–": "-", "—": "-", "−": "-", "‐": "-", "’": "'"})
_DOZEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@frozen
class Amounts:
    """What a line says of how much. Lengths are seconds, counts as typed ("12", "10-12").

    `bare` is a number behind "3 x" that no unit follows. `rest` of the line is what was not read.
    """

    length_s: float | None = None
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
    left: str = ""

    @property
    def says_work(self) -> bool:
        """Whether anything is said of the work itself."""
        return bool(self.length_s or self.reps or self.bare or self.steps or self.to_failure)


def read_amounts(line: str) -> Amounts:
    """Read a line, in lower case and with its spaces and signs evened out."""
    left = " " + " ".join(line.translate(_SAME).lower().split()) + " "
    for number, word in enumerate(_DOZEN, 1):
        left = re.sub(rf"\b{word}(?= (sets?|reps?|times|rounds?)\b)", str(number), left)
    found = Amounts()
    for pattern, take in _PATTERNS:
        match = pattern.search(left)
        if match is not None:
            found = take(found, match)
            left = f"{left[: match.start()]} {left[match.end() :]}"
    return replace(found, left=" ".join(left.split()))


def seconds_of(text: str) -> float:
    """Seconds of "30s", "1.5 min" or "1:30", as `_LENGTH` finds them."""
    if ":" in text:
        minutes, _, rest = text.partition(":")
        return int(minutes) * 60.0 + int(rest)
    number = re.match(_NUMBER, text)
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


# ------------------------------------------------------------------------------ patterns
# Tried in this order, each once: what is more certain comes first and is taken out of the line.

_Take = Callable[[Amounts, re.Match[str]], Amounts]


def _tempo(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, tempo=match[1])


def _load(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, load=f"{match[1].replace(',', '.')} {match[2].rstrip('s')}")


def _rest(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, rest_s=seconds_of(match[1]))


def _per_day(found: Amounts, match: re.Match[str]) -> Amounts:
    words = {"once": 1, "twice": 2, "daily": 1, "every": 1}
    number = int(match[2]) if match[2] else words[match[1].split()[0]]
    return replace(found, per_day=number)


def _days(found: Amounts, match: re.Match[str]) -> Amounts:
    words = {"once": 1, "twice": 2}
    return replace(found, days=int(match[2]) if match[2] else words[match[1]])


def _sets_of_length(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, sets=int(match[1]), length_s=seconds_of(match[2]))


def _length_by_sets(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, sets=int(match[2]), length_s=seconds_of(match[1]))


def _sets_of_reps(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, sets=int(match[1]), reps=_count(match[2]))


def _reps_by_sets(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, sets=int(match[2]), reps=_count(match[1]))


def _sets_of_bare(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, sets=int(match[1]), bare=_count(match[2]))


def _sets(found: Amounts, match: re.Match[str]) -> Amounts:
    return found if found.sets else replace(found, sets=int(match[1]))


def _steps(found: Amounts, match: re.Match[str]) -> Amounts:
    return replace(found, steps=int(match[1]))


def _reps(found: Amounts, match: re.Match[str]) -> Amounts:
    return found if found.reps else replace(found, reps=_count(match[1]))


def _length(found: Amounts, match: re.Match[str]) -> Amounts:
    return found if found.length_s else replace(found, length_s=seconds_of(match[1]))


def _to_failure(found: Amounts, match: re.Match[str]) -> Amounts:
    del match
    return replace(found, to_failure=True)


def _sides(name: str) -> _Take:
    def take(found: Amounts, match: re.Match[str]) -> Amounts:
        del match
        return found if found.sides else replace(found, sides=name)

    return take


def _count(text: str) -> str:
    return text.replace(" ", "")


_LEG = r"(?:sides?|legs?|foot|feet|calf|calves|ankles?)"
_A_DAY = r"(?:a|per|each|every|/)\s*day"
_A_WEEK = r"(?:(?:times|x)\s*(?:a|per|each|/)\s*week|days\s*(?:a|per|/)\s*week)"

_PATTERNS: tuple[tuple[re.Pattern[str], _Take], ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (
            r"\(?\s*(?:tempo\s*)?\b([0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2})?)\b\s*\)?",
            _tempo,
        ),
        (rf"[+@]?\s*\b({_NUMBER})\s*(kg|kilos?|lbs?)\b", _load),
        (rf"\brest(?:ing)?\s*(?:for|of|:|=)?\s*({_LENGTH})", _rest),
        (rf"({_LENGTH})\s*(?:of\s*)?(?:rest|break|pause)\b", _rest),
        (
            rf"\b(([0-9]{{1,2}})\s*(?:times|x)\s*{_A_DAY}|(?:once|twice)\s*{_A_DAY}"
            r"|daily|every (?:day|night|evening|morning))\b",
            _per_day,
        ),
        (rf"\b(once|twice|([1-7])(?=\s*{_A_WEEK}))\s*(?:{_A_WEEK}|(?:a|per)\s*week)", _days),
        (
            rf"\b([0-9]{{1,2}})(?:{_TIMES}|\s*(?:sets?|rounds?)\s*(?:of|x)?\s*)({_LENGTH})",
            _sets_of_length,
        ),
        (
            rf"({_LENGTH})\s*(?:holds?\s*)?(?:{_TIMES}|,?\s*)([0-9]{{1,2}})\s*(?:sets?|rounds?|times|x)\b",
            _length_by_sets,
        ),
        (rf"({_LENGTH}){_TIMES}([0-9]{{1,2}})(?![0-9:.])", _length_by_sets),
        (
            rf"\b([0-9]{{1,2}})(?:{_TIMES}|\s*sets?\s*(?:of|x)?\s*)({_COUNT})\s*(?:reps?|repetitions?)\b",
            _sets_of_reps,
        ),
        (
            rf"\b({_COUNT})\s*(?:reps?|repetitions?)\s*(?:x|for|,)?\s*([0-9]{{1,2}})\s*(?:sets?|x)\b",
            _reps_by_sets,
        ),
        (r"\b([0-9]{1,3})\s*steps?\b", _steps),
        (
            rf"\b([0-9]{{1,2}})(?:{_TIMES}|\s*sets?\s*(?:of|x)\s*)({_COUNT})(?![0-9:.%])",
            _sets_of_bare,
        ),
        (r"\b([0-9]{1,2})\s*(?:sets?|rounds?)\b", _sets),
        (rf"\b({_COUNT})\s*(?:reps?|repetitions?|times|x)(?![a-z0-9])", _reps),
        (rf"\bx\s*({_COUNT})(?![0-9:.%])", _reps),
        (rf"(?:\bhold(?:ing)?\s*(?:for|:)?\s*)?({_LENGTH})(?:\s*holds?\b)?", _length),
        (
            r"\b(?:to failure|to fatigue|max(?:imum)?|as many as (?:you can|possible)|amrap)\b",
            _to_failure,
        ),
        (rf"(?:{_LEG}\s*)?\balternat(?:e|ing|ely)\b(?:\s*{_LEG})?", _sides("alternate")),
        (rf"\b(?:each|per|every)\s*{_LEG}\b|\be/s\b|\bboth sides\b|/\s*{_LEG}\b", _sides("each")),
        (rf"\bboth\s*{_LEG}\b(?:\s*(?:together|at once))?", _sides("both")),
        (rf"\bleft\s*{_LEG}?\s*only\b|\bonly (?:the )?left\b(?:\s*{_LEG})?", _sides("left")),
        (rf"\bright\s*{_LEG}?\s*only\b|\bonly (?:the )?right\b(?:\s*{_LEG})?", _sides("right")),
    )
)
