"""What a week of the plan came to, from the sessions of the history.

Owns how sessions, pain and mornings are added up for the rules. Pure: knows no rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.plan.days import (
    WEEK,
    items_on,
    plan_day,
    routines_of,
    session_counts,
    stage_no_on,
)
from calfcoach.plan.ladder import LADDER_ROUTINES, RUNGS
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.plan.resuming import gone_on
from calfcoach.plan.standing import counted_days, day_no, free_on, weeks_since, with_rests
from calfcoach.records import RestRecord, SessionRecord

REPS_TO_SPARE = 4
FINE_PAIN = 3
_CRAMP = "cramp"  # its session is no practice, and its pain is the cramp's
_BY_PAIN = (PlanGoal.HEEL_PAIN, PlanGoal.ACHILLES)


@frozen
class WeekFigures:
    """A week of the plan, its first and last day meant.

    `whole` says whether all of its seven days are over. `planned` and `kept` count sessions, free
    days left out. `worst_pain` is the worst told in or after a session (0–10), None where nobody
    said; `pain` and `tightness` are means. `worse_mornings` counts mornings on which it hurt more
    than it used to. `recent_pain` and `recent_mornings` are the same of the seven days up to now.
    `spare_days` are the days of the stage, in order, after whose raises four more or more were
    left, without more pain than 3; empty where the newest such question was answered otherwise.
    `trained` says whether there was a session on the day up to which is looked.
    """

    from_day: date
    until_day: date
    whole: bool = True
    planned: int = 0
    kept: int = 0
    worst_pain: int | None = None
    pain: float | None = None
    tightness: float | None = None
    worse_mornings: int = 0
    recent_pain: int | None = None
    recent_mornings: int = 0
    spare_days: tuple[date, ...] = ()
    trained: bool = False

    @property
    def adherence(self) -> int | None:
        """Kept sessions of the planned ones in per cent, rounded down; None where none was."""
        return 100 * self.kept // self.planned if self.planned else None


def week_figures(
    plan: Plan, sessions: Sequence[SessionRecord], rests: Sequence[RestRecord], until: date
) -> WeekFigures:
    """The newest whole week of the present stage before `until` (today), or what there is of its
    first one. After a long pause the weeks are counted anew.

    `sessions` are those since the plan began, with at least what was told in their work; those of
    `until` itself count for the pain of now alone. A long rest or a flare is a pause, whether or
    not `plan` has it.
    """
    paused = gone_on(with_rests(plan, rests), until)
    start = weeks_since(paused, until)
    lived = list(counted_days(paused, start, until))
    days = [day for day in lived if day_no(paused, day) <= plan.days]
    whole = len(days) // WEEK
    week = days[(whole - 1) * WEEK : whole * WEEK] if whole else days
    since = lived[-WEEK] if len(lived) > WEEK else start
    practice = _practice(sessions, plan)
    recent = [one for one in practice if since <= _day(one) <= until]
    made = (
        _figures(paused, week, practice, rests, whole=whole > 0)
        if week
        else WeekFigures(from_day=start, until_day=start, whole=False)
    )
    return WeekFigures(
        **{name: getattr(made, name) for name in _OF_A_WEEK},
        recent_pain=_worst(recent),
        recent_mornings=_worse_mornings(plan, recent, practice),
        spare_days=_spare_days(
            paused, [one for one in practice if _dose_since(paused) <= _day(one) <= until]
        ),
        trained=any(_day(one) == until for one in practice),
    )


def weeks_of(
    plan: Plan, sessions: Sequence[SessionRecord], rests: Sequence[RestRecord], until: date
) -> tuple[WeekFigures, ...]:
    """All weeks of the plan from its first day on, up to the day before `until` and its own last
    one; the newest may be a part of one. For looking back."""
    paused = with_rests(plan, rests)
    days = list(counted_days(paused, plan.began, until))[: plan.days]
    practice = _practice(sessions, plan)
    weeks = [days[start : start + WEEK] for start in range(0, len(days), WEEK)]
    return tuple(_figures(paused, week, practice, rests, whole=len(week) == WEEK) for week in weeks)


_OF_A_WEEK = (
    "from_day",
    "until_day",
    "whole",
    "planned",
    "kept",
    "worst_pain",
    "pain",
    "tightness",
    "worse_mornings",
)


def _figures(
    plan: Plan,
    week: Sequence[date],
    practice: Sequence[SessionRecord],
    rests: Sequence[RestRecord],
    *,
    whole: bool,
) -> WeekFigures:
    first, last = week[0], week[-1]
    mine = [one for one in practice if first <= _day(one) <= last]
    counts = [_kept_on(plan, day, mine, free_on(rests, day)) for day in week]
    pains = [pain for one in mine if (pain := _pain(one)) is not None]
    return WeekFigures(
        from_day=first,
        until_day=last,
        whole=whole,
        planned=sum(planned for planned, _ in counts),
        kept=sum(kept for _, kept in counts),
        worst_pain=_worst(mine),
        pain=_mean(pains),
        tightness=_mean([one.tightness for one in mine if one.tightness is not None]),
        worse_mornings=_worse_mornings(plan, mine, practice),
    )


def _kept_on(
    plan: Plan, day: date, sessions: Iterable[SessionRecord], free: str
) -> tuple[int, int]:
    """Planned and kept sessions of a day. Before the present stage the plan no longer knows what
    was asked, so that there any of its routines stands for what was due."""
    of_day = [one for one in sessions if _day(one) == day]
    if day >= plan.stage_since:
        items = plan_day(plan, day, of_day, free).items
        return sum(item.times for item in items), sum(min(i.done, i.times) for i in items)
    if free:
        return 0, 0
    stage = plan.stages[stage_no_on(plan, day) - 1]
    planned = sum(item.per_day for item in items_on(stage, day_no(plan, day), day))
    own = routines_of(plan)
    kept = sum(1 for one in of_day if one.routine_id in own and session_counts(one))
    return planned, min(planned, kept)


# ------------------------------------------------------------------------------------ pain


def _practice(sessions: Iterable[SessionRecord], plan: Plan) -> list[SessionRecord]:
    mine = [one for one in sessions if one.routine_id != _CRAMP and _day(one) >= plan.began]
    return sorted(mine, key=lambda one: one.started_at)


def _day(session: SessionRecord) -> date:
    return date.fromisoformat(session.local_day)


def _pain(session: SessionRecord) -> int | None:
    """The worst that was told in a session or after it."""
    told = [session.pain_worst, session.pain_after, *(work.pain for work in session.work)]
    return max((pain for pain in told if pain is not None), default=None)


def _worst(sessions: Iterable[SessionRecord]) -> int | None:
    return max((pain for one in sessions if (pain := _pain(one)) is not None), default=None)


def _worse_mornings(
    plan: Plan, sessions: Iterable[SessionRecord], all_of_them: Sequence[SessionRecord]
) -> int:
    """On how many mornings after these sessions it hurt more than it used to."""
    usual = _usual_morning(plan, all_of_them)
    worse = {
        _day(one) + timedelta(days=1)
        for one in sessions
        if one.pain_next_morning is not None
        and one.pain_next_morning > (usual if one.pain_before is None else one.pain_before)
    }
    return len(worse)


def _usual_morning(plan: Plan, sessions: Iterable[SessionRecord]) -> int:
    """The pain that mornings are compared with where a session has none of its own from before
    it: in a plan against pain the first morning that was told, otherwise none."""
    if plan.goal not in _BY_PAIN:
        return 0
    told = (one.pain_next_morning for one in sessions if one.pain_next_morning is not None)
    return next(told, 0)


def _dose_since(plan: Plan) -> date:
    """Since when the raise has its present form and dose."""
    return max(plan.stage_since, plan.raise_since or plan.stage_since)


def _spare_days(plan: Plan, sessions: Iterable[SessionRecord]) -> tuple[date, ...]:
    """Days on which reps were left at the present rung. One bad answer ends what came before."""
    rung = RUNGS[plan.raise_rung]
    days: list[date] = []
    for session in sessions:
        left = [
            work.reps_left
            for work in session.work
            if work.exercise_id == rung.exercise and work.reps_left is not None
        ]
        if not left or session.routine_id not in LADDER_ROUTINES:
            continue
        if min(left) < REPS_TO_SPARE or (_pain(session) or 0) > FINE_PAIN:
            days.clear()
        elif _day(session) not in days:
            days.append(_day(session))
    return tuple(days)


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None
