"""Starting a plan: what stands in the way, what is asked, what begins.

What `calfcoach plan start` does, without the parsing of its options. Which doses a goal has is the
library's; what a person may not do is told here and left out by `run`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from calfcoach.cli.asking import LeftError, put_yes_or_no
from calfcoach.cli.gate import refuse_for
from calfcoach.cli.moments import Now, present
from calfcoach.cli.plan_book import START, filed_plan, keep, keep_edit, plan_path
from calfcoach.cli.plan_questions import Wishes, ask_what_is_open, no_goal
from calfcoach.cli.plan_words import asked_for, date_of, tell_lines
from calfcoach.cli.safety import EXIT_LEFT
from calfcoach.cli.standing import with_flares
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.files.goal_file import goal_info, goal_plan, goals
from calfcoach.plan.figures import FINE_PAIN
from calfcoach.plan.model import Plan, PlanGoal, PlanState
from calfcoach.plan.standing import day_no, pause_on, with_rests
from calfcoach.plan.steps import TOO_MUCH_PAIN
from calfcoach.report.agenda import UNDER_PAIN_RULES
from calfcoach.report.plan_where import where_on
from calfcoach.script import capital
from calfcoach.store import History

if TYPE_CHECKING:
    from calfcoach.files.catalog import Catalog
    from calfcoach.files.goal_file import GoalInfo
    from calfcoach.model import Routine

_NOT = (
    "It is general exercise: no diagnosis and no treatment.",
    "What worries you, or does not get better, belongs before a clinician.",
)
_PAIN = (
    f"Pain rules hold: up to {FINE_PAIN} of 10 goes on, up to {TOO_MUCH_PAIN} stays,"
    f" above {TOO_MUCH_PAIN} goes back."
)


def start_plan(around: Surroundings, wishes: Wishes, *, ask: bool, replace: bool) -> int:
    """Begin a plan, with questions for what is open where somebody can answer them and `ask` is
    set; the exit code. With `replace` a plan that stands gives way. CoachError (usage) without a
    goal, and for a plan that stands."""
    now = present(around.settings.day_starts)
    asked = ask and around.can_ask
    with History.open(around.folders.history_file) as history:
        keep_edit(around, history, now)
        code = refuse_for(history, around)
        if code is not None:
            return code
        if wishes.goal is None and not asked:
            raise no_goal()
        try:
            if not replace:
                _give_way(around, history, now, asked=asked)
            whole = ask_what_is_open(wishes, goals(), around) if asked else wishes
        except LeftError:
            talk("No plan was begun.")
            return EXIT_LEFT
        plan = _made(whole, now)
        keep(around, history, plan, START, now)
        tell_lines([*_begins(plan, now, around), *_limits(plan, history, around), *_next()], around)
    return 0


def _give_way(around: Surroundings, history: History, now: Now, *, asked: bool) -> None:
    """Ask for a plan that stands. CoachError where nobody can be asked, LeftError for no. A file
    that is no plan is told, as replacing it is a thing of its own."""
    try:
        plan = filed_plan(around)
    except CoachError as problem:
        problem.hint = f"{problem.hint}; or add --replace" if problem.hint else "add --replace"
        raise
    if plan is None or plan.state is PlanState.STOPPED:
        return
    plan = with_rests(plan, with_flares(history, now.today, plan.began))
    if day_no(plan, now.today) > plan.days:
        return  # all of its days are over
    paused = pause_on(plan, now.today) is not None
    where = where_on(day_no(plan, now.today), plan.days, paused=paused)
    stands = f"a plan stands already: {_info(plan.goal).title}, {where}"
    if not asked:
        raise CoachError(
            stands,
            where=as_typed(plan_path(around)),
            hint="add --replace to begin a new one in its place",
        )
    if not put_yes_or_no(around, f"{capital(stands)}. Begin a new one in its place?"):
        raise LeftError


def _made(wishes: Wishes, now: Now) -> Plan:
    import os

    from calfcoach.days import epoch_ms
    from calfcoach.store.ids import RANDOM_BYTES, new_id

    assert wishes.goal is not None
    return goal_plan(
        wishes.goal,
        plan_id=new_id(epoch_ms(now.instant), os.urandom(RANDOM_BYTES)),
        began=now.today,
        risks=wishes.risks or (),
        age=wishes.age,
        sex=wishes.sex or "",
    )


def _info(goal: PlanGoal) -> GoalInfo:
    return goal_info(goal)


# ------------------------------------------------------------------------ what is told


def _begins(plan: Plan, now: Now, around: Surroundings) -> list[str]:
    first = date_of(plan.began, now.today, around)
    last = date_of(plan.began + timedelta(plan.days - 1), now.today, around)
    weeks = plan.days // 7
    lines = [f"{_info(plan.goal).title}: {weeks} weeks, from {first} to {last}."]
    begins, *beside = asked_for(plan, around)
    lines += [f"It begins with {begins}.", *(f"Beside it: {each}." for each in beside)]
    days = [
        f"day {number}, {date_of(plan.began + timedelta(number - 1), now.today, around)}"
        for number in plan.reviews
    ]
    lines += [f"Reviews: {'; '.join(days)}."] if days else []
    if plan.goal in UNDER_PAIN_RULES:
        lines.append(_PAIN)
    return [*lines, *_NOT]


def _limits(plan: Plan, history: History, around: Surroundings) -> list[str]:
    """What the answers to the safety questions leave out of the plan's routines."""
    from calfcoach.cli.fitting import fit
    from calfcoach.cli.standing import Limits, limits_now
    from calfcoach.files.catalog import Catalog

    limits = Limits(conditions=limits_now(history, around).conditions)  # not how one day is
    if not limits.conditions:
        return []
    catalog, lines = Catalog(around.folders), list[str]()
    for routine in _routines(plan, catalog):
        fitted = fit(routine, limits)
        if fitted.routine is None:
            lines.append(f"Nothing of {routine.id} may be done now.")
        lines += [f"Left out: {one.title}. {one.why}" for one in fitted.left_out]
    return list(dict.fromkeys(lines))


def _routines(plan: Plan, catalog: Catalog) -> list[Routine]:
    names = dict.fromkeys(item.routine for stage in plan.stages for item in stage.items)
    found: list[Routine] = []
    for name in names:
        with suppress(CoachError):  # told when it is run
            found.append(catalog.routine(name))
    return found


def _next() -> Sequence[str]:
    return ("Next: `calfcoach run`", "All weeks: `calfcoach plan show`")
