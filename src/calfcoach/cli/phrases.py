"""How amounts, doses, times and origins are put into words by the library commands.

Owns wording only, in two forms: short units for eyes ("12 min 10 s"), whole words for a
screen reader ("12 minutes 10 seconds"). Pure; what is said in a session is `script`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from calfcoach import script
from calfcoach.days import DAY_NAMES
from calfcoach.model import Continuous, Dose, Exercise, FootSteps, Hold, Parts, Reps, Routine, Work
from calfcoach.report.clock import short_units
from calfcoach.terms import Place, Side, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import assert_never  # what is never called need not be there

    from calfcoach.timeline import Timeline

_SIDES = {
    Sides.BOTH: "both legs",
    Sides.EACH: "one leg after the other",
    Sides.ALTERNATE: "legs in turn",
    Sides.LEFT: "left leg",
    Sides.RIGHT: "right leg",
}
_ONE_SIDE = {Side.LEFT: Sides.LEFT, Side.RIGHT: Sides.RIGHT}
_UNITS = {"s": "second", "min": "minute"}
_UNIT = r"\b([0-9]+(?:\.[0-9]+)?) (s|min)\b"
_SENTENCE_END = r"(?<=[.!?]) +(?=[^\W\d_a-z])"


def length(duration_s: float, *, accessible: bool) -> str:
    """A length to the second: "12 min 10 s", "1 h 2 min"."""
    said = script.length(duration_s)
    return said if accessible else short_units(said)


def seconds(duration_s: float, *, accessible: bool) -> str:
    """A dose: seconds up to 99, then minutes."""
    said = script.seconds(duration_s)
    return said if accessible else short_units(said)


def total(timeline: Timeline, *, accessible: bool) -> str:
    """The length of a session, "up to" where the person may end some of it early."""
    said = length(timeline.total_s, accessible=accessible)
    return f"up to {said}" if timeline.up_to else said


def times(routine: Routine, *, accessible: bool) -> str:
    """How often a routine is meant to be done: "daily", "twice a day, 5 days a week"."""
    a_day = {1: "once", 2: "twice"}.get(routine.per_day, f"{routine.per_day} times") + " a day"
    match routine.days:
        case 7:
            return "daily" if routine.per_day == 1 else a_day
        case int() as number:
            days = f"{script.counted(number, 'day')} a week"
        case names if accessible:
            days = "on " + script.joined(DAY_NAMES[name] for name in names)
        case names:
            days = " ".join(DAY_NAMES[name][:3] for name in names)
    return days if routine.per_day == 1 else f"{a_day}, {days}"


def things(exercises: Sequence[Exercise]) -> str:
    """Places and equipment in few words, for a column: "wall, chair, towel"."""
    places = {exercise.place for exercise in exercises}
    equipment = (thing for exercise in exercises for thing in exercise.equipment)
    return ", ".join(
        [*(place.value for place in Place if place in places), *dict.fromkeys(equipment)]
    )


# ------------------------------------------------------------------------------ doses


def dose(given: Dose, *, accessible: bool, only: Side = Side.BOTH) -> str:
    """A dose in words: "hold 30 s, 2 rounds, legs in turn, rest 5 s". `only` is the one side
    that is done of a dose for both in turn."""
    alternate = given.sides is Sides.ALTERNATE
    sides = given.sides
    if sides in (Sides.EACH, Sides.ALTERNATE):
        sides = _ONE_SIDE.get(only, sides)
    more = given.sets > 1
    said = [
        work(given.work, accessible=accessible),
        script.counted(given.sets, "round" if alternate else "set") if more else "",
        _SIDES[sides],
        f"rest {seconds(given.rest_s, accessible=accessible)}" if more and given.rest_s else "",
        given.load,
    ]
    return ", ".join(part for part in said if part)


def work(given: Work, *, accessible: bool) -> str:
    """The work of one set in words."""
    match given:
        case Hold():
            return _hold(given, accessible=accessible)
        case Reps():
            return _reps(given, accessible=accessible)
        case Continuous(time_s=time_s, pass_s=None):
            return seconds(time_s, accessible=accessible)
        case Continuous(time_s=time_s, pass_s=pass_s):
            assert pass_s is not None
            said = seconds(time_s, accessible=accessible)
            return f"{said}, {seconds(pass_s, accessible=accessible)} a pass"
        case FootSteps(steps=steps, limit_s=limit_s):
            limit = seconds(limit_s, accessible=accessible)
            return f"{script.counted(steps, 'step')} at your own pace, up to {limit}"
        case Parts():
            return _parts(given, accessible=accessible)
        case _:
            assert_never(given)


def _hold(given: Hold, *, accessible: bool) -> str:
    held = seconds(given.hold_s, accessible=accessible)
    if given.reps == 1:
        return f"hold {held}"
    said = f"{given.reps} holds of {held}"
    if not given.release_s:
        return said
    return f"{said}, {seconds(given.release_s, accessible=accessible)} apart"


def _reps(given: Reps, *, accessible: bool) -> str:
    number = script.counted(given.reps, "rep")
    if given.least < given.reps:
        number = f"{given.least} to {number}"
    if given.tempo is not None:
        return f"{number}, {script.tempo(given.tempo)}"
    limit = seconds(given.duration_s, accessible=accessible)
    if given.to_failure:
        return f"as many reps as you can, up to {limit}"
    return f"{number} at your own pace, up to {limit}"


def _parts(given: Parts, *, accessible: bool) -> str:
    named = [f"{part.name} {seconds(part.time_s, accessible=accessible)}" for part in given.parts]
    said = script.joined(named)
    if given.rounds > 1:
        said = f"{given.rounds} rounds of {said}"
    return f"{said}, ending with {given.end}" if given.end else said


# -------------------------------------------------------------------------- sentences


def sentences(texts: Iterable[str]) -> list[str]:
    """Texts one sentence a line, each with its full stop."""
    return [_ended(one) for text in texts for one in re.split(_SENTENCE_END, text) if one]


def spelled(text: str) -> str:
    """A text of the library with its units as words: "30 s" becomes "30 seconds"."""
    return re.sub(_UNIT, lambda found: script.counted(float(found[1]), _UNITS[found[2]]), text)


def _ended(text: str) -> str:
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
