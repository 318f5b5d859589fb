"""The statistics, whole: this week, the last twelve, and all that is said of them.

Owns which weeks and days are looked at. The door of the package: `summary_of`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.records import RestRecord
from calfcoach.stats import calendar, legs, streak, trends
from calfcoach.stats.calendar import DAYS, first_day
from calfcoach.stats.streak import IsDue
from calfcoach.stats.tally import SessionTally, SkipTally, Tallies, WorkTally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Dated = TypeVar("_Dated", SessionTally, WorkTally)

WEEKS = 12
BALANCE_DAYS = 28


@frozen
class Week:
    """Monday to Sunday. `seconds` is practice as lived, without pauses, on days of rest too;
    `days_kept` of `days_due`: up to today, without days of rest. `kept` is whether six of seven
    were; None where none was due, and while the week can still become one. Cramps are no sessions
    here.
    """

    monday: date
    sessions: int
    cramps: int
    seconds: float
    days_kept: int
    days_due: int
    kept: bool | None
    stretched: tuple[legs.Stretched, ...]

    @property
    def sunday(self) -> date:
        """Its last day; the last that there is, where that would be behind it."""
        return self.monday + timedelta(days=min(DAYS - 1, (date.max - self.monday).days))


@frozen
class Whole:
    """Some weeks together. `weeks_kept` of `weeks_judged`: those that are over, or kept already."""

    sessions: int
    seconds: float
    days_kept: int
    days_due: int
    weeks_kept: int
    weeks_judged: int


@frozen
class Summary:
    """All that `stats` tells. `weeks` are at most twelve, oldest first, this week last; there is
    none before the first session. `any_session` is False for an empty history."""

    today: date
    any_session: bool
    weeks: tuple[Week, ...]
    reps: tuple[legs.RepsDone, ...]
    balance: legs.Balance
    streak: streak.Streak
    calendar: tuple[calendar.Cell, ...]
    tightness: trends.Trend
    pain: trends.Trend
    skips: tuple[SkipTally, ...]

    @property
    def week(self) -> Week:
        """This week."""
        return self.weeks[-1]

    @property
    def whole(self) -> Whole:
        """The weeks together."""
        judged = [week.kept for week in self.weeks if week.kept is not None]
        return Whole(
            sessions=sum(week.sessions for week in self.weeks),
            seconds=sum(week.seconds for week in self.weeks),
            days_kept=sum(week.days_kept for week in self.weeks),
            days_due=sum(week.days_due for week in self.weeks),
            weeks_kept=sum(judged),
            weeks_judged=len(judged),
        )


def since(today: date) -> date:
    """The first day whose sessions `summary_of` wants."""
    return first_day(today)


def since_work(today: date) -> date:
    """The first day whose stretches, skips and pain it wants."""
    return first_day(today, WEEKS)


def since_all_work(today: date) -> date:
    """The first day whose other work it wants too."""
    return date.fromordinal(max(today.toordinal() - BALANCE_DAYS + 1, 1))


def summary_of(
    tallies: Tallies,
    today: date,
    *,
    rests: Sequence[RestRecord] = (),
    is_due: IsDue | None = None,
) -> Summary:
    """The statistics of a day. `is_due` says on which days a plan asked for something; without
    one each day counts."""
    begin = min([since(today), *tallies.kept[:1]])
    rest = streak.rest_days(rests, begin, today)
    mondays = _mondays(tallies, today)
    recent = [w for w in tallies.work if 0 <= (today - w.day).days < BALANCE_DAYS]
    week_s = [each for each in tallies.work if mondays[-1] <= each.day <= today]
    return Summary(
        today=today,
        any_session=tallies.first is not None,
        weeks=_weeks(mondays, tallies, today, rest, is_due),
        reps=legs.reps_done(week_s),
        balance=legs.balance(recent),
        streak=streak.streak_of(tallies.kept, today, rest=rest, is_due=is_due),
        calendar=calendar.calendar_of(tallies.sessions, today, rest),
        tightness=trends.tightness(tallies.sessions, mondays),
        pain=trends.pain(tallies.sessions, mondays, tallies.hurt),
        skips=tuple(sorted(tallies.skips, key=lambda one: (-one.times, one.exercise_id))),
    )


def _mondays(tallies: Tallies, today: date) -> list[date]:
    """The weeks that are told, from that of the first session on."""
    start = first_day(today, WEEKS)
    begun = calendar.monday_of(min(tallies.first or today, today))
    weeks = ((calendar.monday_of(today) - start).days + DAYS - 1) // DAYS + 1
    mondays = [start + timedelta(days=DAYS * n) for n in range(weeks)]
    return [monday for monday in mondays if monday >= begun]


def _weeks(
    mondays: Sequence[date],
    tallies: Tallies,
    today: date,
    rest: Collection[date],
    is_due: IsDue | None,
) -> tuple[Week, ...]:
    sessions, work = _by_week(tallies.sessions, today), _by_week(tallies.work, today)
    return tuple(
        _week(monday, sessions.get(monday, []), work.get(monday, []), today, rest, is_due)
        for monday in mondays
    )


def _by_week(rows: Iterable[_Dated], today: date) -> dict[date, list[_Dated]]:
    """What lies up to today, by the Monday of its week."""
    found: dict[date, list[_Dated]] = {}
    for each in rows:
        if each.day <= today:
            found.setdefault(calendar.monday_of(each.day), []).append(each)
    return found


def _week(
    monday: date,
    sessions: Sequence[SessionTally],
    work: Sequence[WorkTally],
    today: date,
    rest: Collection[date],
    is_due: IsDue | None,
) -> Week:
    days = [monday + timedelta(days=n) for n in range(DAYS) if n <= (date.max - monday).days]
    practice = [each for each in sessions if not each.cramp]
    kept = {each.day for each in practice if each.kept and each.day not in rest}
    due = [d for d in days if d in kept or (d not in rest and (is_due is None or is_due(d)))]
    until_today = [day for day in due if day <= today]
    return Week(
        monday=monday,
        sessions=len(practice),
        cramps=len(sessions) - len(practice),
        seconds=round(sum((each.lasted_s for each in practice), 0.0), 3),
        days_kept=len(kept),
        days_due=len(until_today),
        kept=_is_kept(len(kept), len(due), over=days[-1] < today),
        stretched=legs.stretched(work),
    )


def _is_kept(kept: int, due: int, *, over: bool) -> bool | None:
    """Six of seven days keep a week; of fewer that are due the same share, rounded up."""
    enough = -(-due * (streak.FORGIVEN_IN - 1) // streak.FORGIVEN_IN)
    if due and kept >= enough:
        return True
    return False if due and over else None
