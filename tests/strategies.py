"""Hypothesis strategies: random routines, and random ways to run them.

All durations are whole or half seconds, so that sums of them are exact. Routines are short
(at most some minutes), because what goes wrong in a long one goes wrong in a short one too.
What comes out is what a file may hold; the limits of the format are not reached.
`QUICK` is for tests over whole routines.
"""

from __future__ import annotations

import os

from building import exercise, routine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from calfcoach.frozen import replace
from calfcoach.model import (
    Circuit,
    Continuous,
    Dose,
    Exercise,
    FootSteps,
    Hold,
    Pacing,
    Part,
    Parts,
    Reps,
    Routine,
    Step,
    Tempo,
    Work,
)
from calfcoach.phase import Coaching
from calfcoach.terms import Advance, Coach, Kind, Level, Place, Side, Sides
from calfcoach.timeline import Options

_TORTURE = os.environ.get("HYPOTHESIS_PROFILE") == "torture"


def examples(number: int) -> settings:
    """How many random cases a property is tried on; a hundred times as many in `make torture`."""
    return settings(
        max_examples=number * (100 if _TORTURE else 1),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


QUICK = examples(10)

_NAMES = ("wall-stretch", "heel-raise", "heel-walk", "foam-roll", "warm-and-cold")
_EXERCISES = (
    exercise(
        "wall-stretch",
        setup=("Hands on the wall, {side} leg back.",),
        cues=("Lean in.", "Keep the {side} heel down."),
        side_words="{side} leg back",
    ),
    exercise("heel-raise", kind=Kind.STRENGTH, cues=("Same height on every rep.",)),
    exercise("heel-walk", kind=Kind.WARM_UP, place=Place.OPEN_FLOOR, say="walk on the heels"),
    exercise("foam-roll", kind=Kind.ROLL, place=Place.FLOOR, setup=("Sit, one leg up.", "Slow.")),
    exercise("warm-and-cold", kind=Kind.CONTRAST, place=Place.CHAIR),
)
_PACINGS = (
    Pacing(),
    Pacing(prepare_s=0, move_s=0, switch_s=0, countdown=0),
    Pacing(prepare_s=0.5, move_s=3, switch_s=0.5, countdown=5),
    Pacing(prepare_s=12.5, move_s=0, switch_s=3),
    Pacing(prepare_s=5, move_s=15, switch_s=5, advance=Advance.MANUAL),
)


def seconds(least: float, most: float) -> st.SearchStrategy[float]:
    """Whole and half seconds from `least` to `most`."""
    return st.integers(round(least * 2), round(most * 2)).map(lambda halves: halves / 2)


def holds() -> st.SearchStrategy[Work]:
    return st.builds(Hold, hold_s=seconds(1, 40), reps=st.integers(1, 4), release_s=seconds(0, 6))


def tempos() -> st.SearchStrategy[Tempo]:
    return st.builds(
        Tempo,
        up_s=seconds(0, 3),
        hold_s=seconds(0, 3),
        down_s=seconds(0.5, 4),
        pause_s=seconds(0, 2),
    )


@st.composite
def tempo_reps(draw: st.DrawFn) -> Work:
    reps = draw(st.integers(1, 6))
    return Reps(reps=reps, least=draw(st.integers(1, reps)), tempo=draw(tempos()))


@st.composite
def own_reps(draw: st.DrawFn) -> Work:
    limit_s = draw(seconds(1, 60))
    if draw(st.booleans()):
        return Reps(reps=0, least=0, to_failure=True, limit_s=limit_s)
    reps = draw(st.integers(1, 15))
    return Reps(reps=reps, least=draw(st.integers(1, reps)), limit_s=limit_s)


def continuous() -> st.SearchStrategy[Work]:
    return st.builds(Continuous, time_s=seconds(1, 60), pass_s=st.none() | seconds(1, 5))


def foot_steps() -> st.SearchStrategy[Work]:
    return st.builds(FootSteps, steps=st.integers(1, 20), limit_s=seconds(1, 40))


@st.composite
def parts(draw: st.DrawFn) -> Work:
    names = draw(st.lists(st.sampled_from(["Warm", "Cold", "Cool"]), min_size=1, unique=True))
    kinds = st.sampled_from([Kind.HEAT, Kind.COLD])
    built = tuple(Part(name=n, time_s=draw(seconds(1, 40)), kind=draw(kinds)) for n in names)
    end = draw(st.none() | st.sampled_from(names))
    return Parts(rounds=draw(st.integers(1, 3)), parts=built, end=end)


def work() -> st.SearchStrategy[Work]:
    """Any kind of work."""
    return st.one_of(holds(), tempo_reps(), own_reps(), continuous(), foot_steps(), parts())


@st.composite
def doses(draw: st.DrawFn, sides: st.SearchStrategy[Sides]) -> Dose:
    drawn = draw(work())
    return Dose(
        work=drawn,
        sets=1 if isinstance(drawn, Parts) else draw(st.integers(1, 3)),
        sides=draw(sides),
        rest_s=draw(seconds(0, 10)),
        load=draw(st.sampled_from(["", "5 kg"])),
    )


def exercises() -> st.SearchStrategy[Exercise]:
    """One of five, in different places, with more or fewer words; without doses."""
    return st.sampled_from(_EXERCISES)


def pacings() -> st.SearchStrategy[Pacing]:
    """Usual ones, none, short ones, and one that waits for a key."""
    return st.sampled_from(_PACINGS)


@st.composite
def steps(draw: st.DrawFn, sides: st.SearchStrategy[Sides]) -> Step:
    """A step that names its work, or takes a dose of its exercise."""
    step = Step(no=1, exercise=draw(exercises()), pacing=draw(pacings()))
    dose = draw(doses(sides))
    if draw(st.booleans()):
        by_level = {draw(st.sampled_from([Level.START, Level.ADVANCED])): draw(doses(sides))}
        return replace(
            step, exercise=replace(step.exercise, doses={Level.DEFAULT: dose, **by_level})
        )
    return replace(
        step, work=dose.work, sets=dose.sets, sides=dose.sides, rest_s=dose.rest_s, load=dose.load
    )


@st.composite
def circuits(draw: st.DrawFn, sides: st.SearchStrategy[Sides]) -> Circuit:
    nested = draw(st.lists(steps(sides), min_size=1, max_size=2))
    return Circuit(repeat=draw(st.integers(1, 3)), steps=tuple(nested), rest_s=draw(seconds(0, 9)))


@st.composite
def routines(draw: st.DrawFn, *, even: bool = False) -> Routine:
    """A routine of 1 to 4 entries. `even`: no step asks for the left or the right leg alone."""
    allowed = [Sides.BOTH, Sides.EACH, Sides.ALTERNATE] if even else list(Sides)
    sides = st.sampled_from(allowed)
    entries = st.lists(steps(sides) | circuits(sides), min_size=1, max_size=4)
    return routine(*draw(entries))


def options(*, one_side: bool = True) -> st.SearchStrategy[Options]:
    """Ways to run a whole routine; `one_side` says whether --side may be among them."""
    return st.builds(
        Options,
        level=st.sampled_from([*Level]),
        side=st.sampled_from([*Side]) if one_side else st.just(Side.BOTH),
        manual=st.booleans(),
        accessible=st.booleans(),
    )


def coachings() -> st.SearchStrategy[Coaching]:
    return st.builds(
        Coaching,
        coach=st.sampled_from([*Coach]),
        known=st.frozensets(st.sampled_from(_NAMES), max_size=2),
        keys=st.booleans(),
    )
