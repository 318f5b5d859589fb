"""What the coming stages of a plan ask for, one short text a stage.

Owns the words for the doses of a stage: routines, how often, and what the plan changes in them.
"""

from __future__ import annotations

from calfcoach.cli.plan_words import often
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import DoseChange, Item, Plan, Stage
from calfcoach.script import counted, seconds


def coming_stages(plan: Plan, after: int, around: Surroundings) -> tuple[tuple[str, str], ...]:
    """The stages after the one of that number, each by its name with what it asks for."""
    catalog = Catalog(around.folders)
    spoken = around.accessible
    return tuple(
        (stage.name, _asks(stage, catalog, spoken=spoken)) for stage in plan.stages[after:]
    )


def _asks(stage: Stage, catalog: Catalog, *, spoken: bool) -> str:
    items = "; ".join(_item(item, spoken=spoken) for item in stage.items)
    doses = [_change(change, catalog, spoken=spoken) for change in stage.changes]
    told = ", ".join(dose for dose in doses if dose)
    return f"{items}: {told}" if told else items


def _item(item: Item, *, spoken: bool) -> str:
    instead = f", instead of {item.instead_of}" if item.instead_of else ""
    return f"{item.routine}, {often(item.days, item.per_day, accessible=spoken)}{instead}"


def _change(change: DoseChange, catalog: Catalog, *, spoken: bool) -> str:
    name = _named(change.use or change.exercise, catalog) if change.exercise else ""
    held = ""
    if change.hold_s is not None:
        held = seconds(change.hold_s) if spoken else f"{change.hold_s:g} s"
        held = f"hold {held}" if name else f"holds {held}"
    load = f"with {change.load}" if change.load else ""
    told = ", ".join(part for part in (held, _amount(change, spoken=spoken)) if part)
    named = name or ("" if held else change.kind)
    return " ".join(part for part in (named, told, load) if part)


def _amount(change: DoseChange, *, spoken: bool) -> str:
    """Sets and reps, as far as they change: "2 x 8"."""
    sets = "" if change.sets is None else counted(change.sets, "set")
    reps = "" if change.reps is None else counted(change.reps, "rep")
    if not (sets and reps):
        return sets or reps
    return f"{sets} of {reps}" if spoken else f"{change.sets} x {change.reps}"


def _named(exercise_id: str, catalog: Catalog) -> str:
    """What an exercise is called, the heel raise without the form that it comes to have; by its
    id where it cannot be read, which is told when it is run."""
    if any(exercise_id == rung.exercise for rung in RUNGS):
        return "heel raise"
    try:
        exercise = catalog.exercise(exercise_id)
    except CoachError:
        return exercise_id
    return exercise.say or exercise.title
