"""Values of options, read in the words of the routine format."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from calfcoach.errors import CoachError
from calfcoach.files.amounts import Duration
from calfcoach.files.problems import Problem, Spot
from calfcoach.timeline import LONGEST_ROUTINE_S

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_choice(
    option: str, text: str, choices: type[_Choice], *, without: Sequence[_Choice] = ()
) -> _Choice | None:
    """One of a set of words, or None for an empty text. Raises `CoachError`, exit code 2."""
    if not text:
        return None
    allowed = [choice for choice in choices if choice not in without]
    for choice in allowed:
        if text.lower() == choice.value:
            return choice
    near = difflib.get_close_matches(text.lower(), [choice.value for choice in allowed], 1)
    names = ", ".join(choice.value for choice in allowed)
    raise CoachError(
        f'`{option}` must be one of {names}, got "{text}"',
        hint=f"did you mean {near[0]}?" if near else f"write {option} {allowed[0].value}",
        exit_code=2,
    )


def read_duration(option: str, text: str) -> float:
    """Seconds of "6m", "90s" or "1:30". Raises `CoachError`, exit code 2."""
    problems: list[Problem] = []
    spot = Spot(problems=problems, path=(option,), form="write {key} {value}")
    seconds = Duration(low_s=1.0, high_s=LONGEST_ROUTINE_S, example="6m")(text, spot)
    if seconds is None:
        raise CoachError(problems[0].message, hint=problems[0].hint, exit_code=2)
    return seconds
