"""Values of options, read as the files' own are: the same words, limits and hints.

Owns the way from an option's text to a value, or to a usage error (exit code 2).
Knows no command.
"""

from __future__ import annotations

from calfcoach.errors import CoachError
from calfcoach.files.amounts import Duration
from calfcoach.files.problems import Problem, Spot
from calfcoach.files.values import Choice, Reader
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SLOWEST, FASTEST = 0.1, 1000.0  # of a rehearsal


def read_option(reader: Reader, text: str, option: str) -> Any:
    """The value of an option such as "--goal". Raises `CoachError` (usage) for a wrong one."""
    problems: list[Problem] = []
    spot = Spot(problems=problems, path=(option,), form="write {key} {value}")
    value = reader(text, spot)
    for problem in problems:
        hint = problem.hint.replace('"', "")  # quotes are TOML's; a shell needs none
        raise CoachError(problem.message, hint=hint, exit_code=2)
    return value


def read_duration(text: str, option: str, *, example: str) -> float:
    """Seconds from "6m", "1m30s", "1:30" or "90". Raises `CoachError` (usage) otherwise."""
    from calfcoach.timeline import LONGEST_ROUTINE_S

    reader = Duration(low_s=1, high_s=LONGEST_ROUTINE_S, example=example)
    seconds: float = read_option(reader, text, option)
    return seconds


def read_side(text: str) -> Side:
    """The leg that `--side` names; both where it names none."""
    one_leg = Choice(words=(Side.LEFT.value, Side.RIGHT.value), kind=Side)
    side: Side = read_option(one_leg, text, "--side") if text else Side.BOTH
    return side


def read_speed(speed: float | None) -> float | None:
    """The speed of a rehearsal; None for none. Raises `CoachError` (usage) out of its limits."""
    if speed is not None and not SLOWEST <= speed <= FASTEST:
        raise CoachError(
            f"`--speed` must be {SLOWEST:g} to {FASTEST:g}, got {speed:g}",
            hint="write --speed 60",
            exit_code=2,
        )
    return speed
