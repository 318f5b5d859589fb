"""What all measurements share: whether one may be done now, and how its result is kept.

Owns the gate before a guided measurement: an open red flag, what conditions and the day forbid.
A number that was measured elsewhere is only written down, and passes none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from calfcoach.cli.asking import say
from calfcoach.cli.gate import EXIT_BLOCKED, offset_of, refuse_for, tell_what_to_do, today_of
from calfcoach.cli.standing import Limits, day_is_due, in_flare, limits_now, pages_are_due
from calfcoach.cli.surroundings import Surroundings, folded_for, tell
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.store import History

if TYPE_CHECKING:
    from calfcoach.files.measure_file import MeasureSheet
    from calfcoach.plan.model import Plan

EXIT_EARLY = 3
_ACHILLES = "The plan is for a tendon that hurts: its own steps load it, not a test to the limit."
_FLARE = "Calves that were very sore, or hurt, a short while ago rest from raises to the limit."


def may_measure(around: Surroundings, sheet: MeasureSheet) -> int | None:
    """Before a guided measurement: None where it may be done; the exit code where a red flag stands
    open, or is told now. CoachError where something else forbids it. LeftError."""
    to_the_limit = sheet.kind is MeasureKind.HEEL_RAISE
    opened = History.open if around.can_ask else History.read  # who is not asked tells nothing
    with opened(around.folders.history) as history:
        blocked = refuse_for(history, around)
        if blocked is not None:
            return blocked
        blocked = _ask_what_is_due(history, around, day=to_the_limit)
        if blocked is not None:
            return blocked
        limits = limits_now(history, around)
        flares = to_the_limit and in_flare(history, datetime.now(UTC))
    reasons = [*_reasons(around, sheet, limits), *([_FLARE] if flares else [])]
    if to_the_limit and _treats_a_tendon(around):
        reasons.append(_ACHILLES)
    if reasons:
        raise CoachError(f"`measure {sheet.kind}` is left out for now", hint=" ".join(reasons))
    return None


def _ask_what_is_due(history: History, around: Surroundings, *, day: bool) -> int | None:
    """The safety pages where they are due, and with `day` the day's question; the exit code where a
    flag was told."""
    if not around.can_ask:
        return None
    now = datetime.now(UTC)
    today = today_of(around, now)
    if pages_are_due(history, today):
        from calfcoach.cli.opening import tell_disclaimer_if_new
        from calfcoach.cli.screening import screen
        from calfcoach.cli.wishes import Wishes

        wishes = Wishes(routine="measure", level=around.settings.level)
        tell_disclaimer_if_new(around, wishes)
        return screen(history, around)
    if day and day_is_due(history, around, now, "measure"):
        from calfcoach.cli.day_question import ask_day

        answer = ask_day(history, around, today)
        if answer.flag:
            tell_what_to_do([answer.flag], around)
            return EXIT_BLOCKED
    return None


def _reasons(around: Surroundings, sheet: MeasureSheet, limits: Limits) -> list[str]:
    """Why it is left out; what is only to be heeded is said at once."""
    from calfcoach.care.model import Effect
    from calfcoach.care.rules import rule

    ruling = rule(sheet.technique, limits.conditions, limits.day)
    reasons = list(ruling.why) if ruling.effect is Effect.BLOCK else []
    reasons += [why for name, why in sheet.not_with.items() if name in limits.conditions]
    if not reasons:
        say_all(around, ruling.advice)
    return reasons


def say_all(around: Surroundings, lines: Iterable[str]) -> None:
    """Lines to the person, on stderr."""
    for line in lines:
        say(around, line)


def _treats_a_tendon(around: Surroundings) -> bool:
    plan = plan_of(around)
    return plan is not None and plan.goal.value == "achilles"


def plan_of(around: Surroundings) -> Plan | None:
    """The plan that stands; a broken file is told of and stops nothing."""
    from calfcoach.cli.plan_book import standing_plan

    try:
        return standing_plan(around)
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return None


def keep(around: Surroundings, kind: MeasureKind, values: Mapping[str, Any]) -> list[MeasureRecord]:
    """Write a measurement down; all of its kind, the new one last. HistoryError."""
    now = datetime.now(UTC)
    day = today_of(around, now)
    with History.open(around.folders.history_file) as history:
        new = history.measure(kind, values, local_day=day, utc_offset_s=offset_of(now), at=now)
        found = history.measures(kind)
    return [*(each for each in found if each.id != new), *(e for e in found if e.id == new)]


def tell_kept(around: Surroundings, lines: Iterable[str]) -> None:
    """What came of a measurement that was kept, on stdout."""
    for line in [*lines, "Saved."]:
        for folded in folded_for(line, around):
            tell(folded)


def needs_flags(kind: MeasureKind, example: str) -> CoachError:
    """Nobody can be asked here."""
    return CoachError(
        f"`measure {kind}` asks on a terminal only",
        hint=f"write calfcoach measure {kind} {example}",
        exit_code=2,
    )
