"""A routine with the doses of the plan, and the line that says so.

Owns which routines a plan doses: those that it asks for, by name and never by path. How it doses
them is decided by `plan.doses`.
"""

from __future__ import annotations

from calfcoach.model import Dose, FootSteps, Hold, Reps, Routine, Step
from calfcoach.script import counted
from calfcoach.terms import Level, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.files.catalog import Catalog
    from calfcoach.plan.model import Plan

_MOST = 4  # changes that one line tells


def dosed(routine: Routine, plan: Plan | None, catalog: Catalog) -> Routine:
    """The routine as the plan doses it; as its file has it where the plan does not ask for it."""
    if plan is None or routine.origin is Origin.FILE or not asks_for(plan, routine.id):
        return routine
    from calfcoach.plan.doses import adapted

    return adapted(routine, plan, catalog.exercise)


def plan_to_dose(around: Surroundings) -> Plan | None:
    """The plan whose doses a session of today has, also while it is paused. A broken file is a
    warning, and the session is as its routine's file has it."""
    from calfcoach.plan.days import on_day

    plan = _plan(around)
    return None if plan is None else on_day(plan, _today(around))


def plan_of_day(around: Surroundings, day: date) -> Plan | None:
    """The same for a session of a day that may be over: with the stage of that day, and none for
    one before the plan began."""
    from calfcoach.plan.days import on_day

    plan = _plan(around)
    return None if plan is None or day < plan.began else on_day(plan, day)


def _plan(around: Surroundings) -> Plan | None:
    from calfcoach.cli.plan_book import as_history_has_it, standing_plan
    from calfcoach.cli.trouble import warn
    from calfcoach.errors import CoachError
    from calfcoach.store import History, HistoryError

    try:
        plan = standing_plan(around)
        if plan is None:
            return None
        with History.read(around.folders.history_file) as history:
            return as_history_has_it(plan, around, history)
    except HistoryError:  # told where the session opens it
        return plan
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return None


def _today(around: Surroundings) -> date:
    from calfcoach.cli.moments import present

    return present(around.settings.day_starts).today


def as_dosed(routine: Routine, key: str, around: Surroundings) -> Routine | None:
    """The routine as a session began it; None where the plan's doses are others by now. `key` is
    what `plan_key` gave then. CoachError for an exercise that cannot be read."""
    if not key:
        return routine
    from calfcoach.files.catalog import Catalog

    plan = plan_to_dose(around)
    if plan is None or plan_key(plan) != key:
        return None
    return dosed(routine, plan, Catalog(around.folders))


def doses_line(before: Routine, after: Routine, stage: str, level: Level, *, spoken: bool) -> str:
    """What the plan changes of a routine, in one line; empty where its doses are those of
    the file."""
    changes: list[str] = []
    for old, new in zip(before.each_step(), after.each_step(), strict=False):
        found = _changes(new, old.dose(level), new.dose(level), spoken=spoken)
        if old.exercise.id != new.exercise.id:
            found = [", ".join([*(found or [_name(new)]), f"in place of {_name(old)}"])]
        changes += found
    told = list(dict.fromkeys(changes))[:_MOST]
    if not told:
        return ""
    between = "; " if any("," in each for each in told) else ", "
    return f"Doses of the plan, {stage}: {between.join(told)}."


def plan_key(plan: Plan | None) -> str:
    """What tells the doses of a plan from those of another, or of another of its stages."""
    return "" if plan is None else f"{plan.id} {plan.stage_no} {plan.raise_rung}"


def asks_for(plan: Plan, name: str) -> bool:
    """Whether any stage of a plan asks for a routine."""
    return any(item.routine == name for stage in plan.stages for item in stage.items)


def _changes(step: Step, old: Dose, new: Dose, *, spoken: bool) -> list[str]:
    """In words, what of a step's dose is another. Holds are told for all that is held."""
    if isinstance(new.work, Hold):
        held = f"holds {new.work.hold_s:g} {'seconds' if spoken else 's'}"
        longer = [] if isinstance(old.work, Hold) and old.work == new.work else [held]
        more = [] if old.sets == new.sets else [f"{_name(step)} {counted(new.sets, 'set')}"]
        return longer + more
    if (old.work, old.sets) == (new.work, new.sets):
        return [] if old.load == new.load else [f"{_name(step)} with {new.load}"]
    amount = _amount(new, spoken=spoken)
    if old.sets != new.sets:
        amount = f"{counted(new.sets, 'set')} of {amount}"
    return [
        f"{_name(step)}{',' if ',' in _name(step) else ''} {amount}"
        + (f" with {new.load}" if new.load else "")
    ]


def _amount(dose: Dose, *, spoken: bool) -> str:
    match dose.work:
        case Reps(to_failure=False, reps=number):
            return counted(number, "rep")
        case FootSteps(steps=number):
            return counted(number, "step")
        case work:
            return f"{work.duration_s:g} {'seconds' if spoken else 's'}"


def _name(step: Step) -> str:
    return step.exercise.say or step.exercise.title
