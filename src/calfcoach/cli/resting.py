"""Days that are kept free, written down and ended.

What `calfcoach rest` does, without the parsing of its options.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.cli.agenda_now import filed_or_trouble
from calfcoach.cli.moments import Now, present, read_day
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.plan.model import PlanState
from calfcoach.plan.standing import pause_on, with_rests
from calfcoach.records import RestReason, RestRecord
from calfcoach.report.clock import short_day, spoken_day
from calfcoach.report.moment_words import near_day
from calfcoach.store import History

_LONGEST_DAYS = 366
_WORDS = {
    RestReason.REST: "Rest",
    RestReason.FLARE: "Rest for a flare",
    RestReason.TRAVEL: "Rest for travel",
    RestReason.ILL: "Rest while ill",
}


def begin_rest(around: Surroundings, until: str, reason: RestReason) -> None:
    """Keep the days from today to `until` free. CoachError for a day that is over or far off."""
    now = present(around.settings.day_starts)
    last = read_day(until, now, "--until", ahead=True)
    if last < now.today:
        raise CoachError(
            f"`--until` lies in the past: {last.isoformat()}",
            hint="the last free day is today or later",
            exit_code=2,
        )
    if (last - now.today).days > _LONGEST_DAYS:
        raise CoachError(
            f"`--until` is more than a year away: {last.isoformat()}",
            hint="write a nearer day; a rest can be made longer at any time",
            exit_code=2,
        )
    with History.open(around.folders.history_file) as history:
        history.rest(now.today.isoformat(), last.isoformat(), reason.value, at=now.instant)
        rests = history.rests()
    tell(_rest_words(around, now, last, reason))
    for line in _plan_words(around, rests, now.today):
        tell(line)


def _rest_words(around: Surroundings, now: Now, last: date, reason: RestReason) -> str:
    if last == now.today:
        return f"{_WORDS[reason]} today."
    day = near_day(last.isoformat(), now.today, spoken=around.accessible)
    if day == "tomorrow":
        written = (spoken_day if around.accessible else short_day)(last, now.today.year)
        day = f"tomorrow, {' '.join(written.split())}"
    return f"{_WORDS[reason]} until {day}."


def _plan_words(around: Surroundings, rests: Sequence[RestRecord], today: date) -> list[str]:
    """What a rest that covers today does to the plan, in sentences; none without a plan."""
    plan, trouble = filed_or_trouble(around)
    if trouble is not None:
        warn(trouble, accessible=around.accessible)
    if plan is None or plan.state is not PlanState.ACTIVE or today < plan.began:
        return []
    if pause_on(with_rests(plan, rests), today) is None:
        return ["Nothing is due. The plan goes on by the calendar."]
    return [
        "Nothing is due, and the plan stands still: these days do not count.",
        "Afterwards `calfcoach plan why` tells how it goes on."
        if not around.accessible
        else "Afterwards, type calfcoach plan why to hear how it goes on.",
    ]


def end_rest(around: Surroundings) -> None:
    """End the rest before today. CoachError where there is none."""
    now = present(around.settings.day_starts)
    with History.open(around.folders.history_file) as history:
        ended = history.end_rest(now.today.isoformat(), at=now.instant)
    if not ended:
        raise CoachError("no rest is under way", hint="`calfcoach rest --until fri` begins one")
    tell("The rest has ended. Today counts again.")
