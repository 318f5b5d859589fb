"""What the values of a measurement may be, by its kind.

Owns these limits: what is typed, imported and read from the history is held to the same. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from calfcoach.records import MeasureKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TRIALS = 20  # of one leg at one time; three are asked for
FARTHEST_CM = 60  # from a wall; nobody's knee reaches so far
MOST_REPS = 200  # the limit of any set
MOST_CRAMPS = 100  # in one night
MOST_MINUTES = 24 * 60
SCORE = 10


def checked(kind: MeasureKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept. ValueError, which names the value, for a missing, an unknown or
    a wrong one."""
    rules = _RULES[kind]
    for name in values:
        if name not in rules:
            raise ValueError(f"{name[:40]} is no value of {kind.value}")
    found = {}
    for name, rule in rules.items():
        if name not in values:
            raise ValueError(f"{kind.value} needs {name}")
        found[name] = rule(name, values[name])
    return found


def _trials(name: str, value: Any) -> list[float]:
    if not isinstance(value, list | tuple) or len(value) > TRIALS:
        raise ValueError(f"{name} must be a list of at most {TRIALS} trials")
    return [_length(name, each) for each in value]


def _length(name: str, value: Any) -> float:
    length = _number(value)
    if not 0 <= length <= FARTHEST_CM:
        raise ValueError(f"{name} must be 0 to {FARTHEST_CM} cm")
    return length


def _whole(most: int, *, empty: bool = False) -> Callable[[str, Any], int | None]:
    def rule(name: str, value: Any) -> int | None:
        if value is None and empty:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise ValueError(f"{name} must be 0 to {most}")
        return value

    return rule


def _minutes(name: str, value: Any) -> float | None:
    if value is None:
        return None
    minutes = _number(value)
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(f"{name} must be 0 to {MOST_MINUTES}")
    return minutes


def _number(value: Any) -> float:
    """A number as a float; NaN, which no range holds, for anything else."""
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known and abs(value) < FARTHEST_CM + MOST_MINUTES else math.nan


def _one_of(*words: str) -> Callable[[str, Any], str]:
    def rule(name: str, value: Any) -> str:
        if value not in words:
            raise ValueError(f"{name} must be one of: {', '.join(filter(None, words))}")
        return str(value)

    return rule


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false")  # noqa: TRY004 - a wrong value, not a bug
    return value


def _day(name: str, value: Any) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a day such as 2026-11-20") from None


_SCORE = _whole(SCORE, empty=True)
_REPS = _whole(MOST_REPS, empty=True)
_WHY = _one_of("tired", "form", "pain", "")
_RULES: Mapping[MeasureKind, Mapping[str, Callable[[str, Any], Any]]] = {
    MeasureKind.KNEE_TO_WALL: {"left_cm": _trials, "right_cm": _trials},
    MeasureKind.HEEL_RAISE: {
        "left_reps": _REPS,
        "right_reps": _REPS,
        "left_why": _WHY,
        "right_why": _WHY,
        "pain": _SCORE,
    },
    MeasureKind.SQUAT: {"heels_down": _truth},
    MeasureKind.CRAMPS: {
        "night": _day,
        "count": _whole(MOST_CRAMPS),
        "minutes": _minutes,
        "severity": _SCORE,
        "side": _one_of("left", "right", "both", ""),
    },
    MeasureKind.CHECK: {"posture": _one_of("sit", "stand", ""), "moved": _truth},
}
