"""Routines as text: reading them, and what is said of those that are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from calfcoach.errors import CoachError
from calfcoach.files.routine import read_routine
from calfcoach.model import Continuous, Dose, Exercise, Hold, Part, Parts, Routine, Step, Work
from calfcoach.terms import Kind, Level, Origin, Sides

_POSITION = re.compile(r"(?<=\.toml):[0-9]+:[0-9]+")
SHORT = Dose(work=Hold(hold_s=30), sets=2, sides=Sides.EACH, rest_s=10, load="towel")


def _exercise(name: str, kind: Kind, dose: Dose | None = None) -> Exercise:
    return Exercise(
        id=name, title=name, kind=kind, doses={} if dose is None else {Level.DEFAULT: dose}
    )


WARM = Part(name="Warm", time_s=180, kind=Kind.HEAT)
LIBRARY: Mapping[str, Exercise] = {
    one.id: one
    for one in (
        _exercise("wall-calf-stretch", Kind.STRETCH, SHORT),
        _exercise("soleus-stretch", Kind.STRETCH),
        _exercise("heel-raise", Kind.STRENGTH),
        _exercise("heel-walk", Kind.ACTIVATION),
        _exercise("foam-roll", Kind.ROLL),
        _exercise("massage", Kind.MASSAGE),
        _exercise("heat-pack", Kind.HEAT, Dose(work=Continuous(time_s=600))),
        _exercise("contrast", Kind.CONTRAST, Dose(work=Parts(rounds=2, parts=(WARM,)))),
    )
}


def read(text: str) -> Routine:
    return read_routine(
        text.encode(), id="mine", where="~/mine.toml", exercises=LIBRARY, origin=Origin.FILE
    )


def unplaced(where: str) -> str:
    """What is said of a place without its line and column, which have tests of their own."""
    return _POSITION.sub("", where)


def refused(text: str) -> list[tuple[str, str, str]]:
    """Step, message and hint of each problem."""
    with pytest.raises(CoachError) as caught:
        read(text)
    return [(unplaced(one.where), one.message, one.hint) for one in caught.value.all()]


def step(body: str, name: str = "soleus-stretch") -> Step:
    (found,) = read(f'title = "Mine"\n[[step]]\nexercise = "{name}"\n{body}').each_step()
    return found


def work(body: str, name: str = "heel-raise") -> Work | None:
    return step(body, name).work


def step_refused(body: str, name: str = "heel-raise") -> tuple[str, str]:
    (problem,) = refused(f'title = "Mine"\n[[step]]\nexercise = "{name}"\n{body}')
    assert problem[0] == f"~/mine.toml  step 1 ({name})"
    return problem[1], problem[2]
