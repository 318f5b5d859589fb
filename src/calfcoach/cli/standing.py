"""What was answered to the safety questions and holds now, and which of them are due again.

Owns how long an answer holds. Asks nothing, and knows nothing of routines.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from calfcoach.care.day import SORE_FROM, VERY_SORE_FROM, DayAnswer
from calfcoach.cli.gate import today_of
from calfcoach.cli.surroundings import Surroundings
from calfcoach.days import read_instant
from calfcoach.frozen import frozen, replace
from calfcoach.plan.standing import IN_FLARE
from calfcoach.records import CalfSign, RestRecord
from calfcoach.store import History
from calfcoach.store.faults import LostPagesError

HOLDS_DAYS = 90
FLARE_FOR = timedelta(days=14)
FRESH_FOR = timedelta(hours=72)
FRESH, GENTLE = "injury-fresh", "gentle-only"
AT_NIGHT = "night-cramps"
_DAY = timedelta(days=1)
_NIGHT_FROM, _NIGHT_UNTIL = 22, 7  # hours
_NIGHT = timedelta(hours=9)
_GENTLE_SAID = "gentle"
_SCORES = [str(score) for score in range(11)]


@frozen
class Limits:
    """What a session is fitted to: conditions that hold, and how the calves are today."""

    conditions: tuple[str, ...] = ()
    day: DayAnswer = DayAnswer()


def limits_now(history: History, around: Surroundings) -> Limits:
    """What limits a session at this moment, as far as it was ever answered."""
    now = datetime.now(UTC)
    return Limits(
        conditions=standing_conditions(history, now),
        day=answer_of(history.day_answer(today_of(around, now))),
    )


def standing_conditions(history: History, now: datetime) -> tuple[str, ...]:
    """The conditions that hold at an instant: those of the newest screening, without an injury that
    is fresh no more, and what a clinician has said since. LostPagesError."""
    last = history.whole_screening()
    held = list(last.conditions) if last else []
    if last and FRESH in held and now - read_instant(last.at) >= FRESH_FOR:
        held.remove(FRESH)
    if said_gentle(history, since=last.at if last else ""):
        held.append(GENTLE)
    return tuple(dict.fromkeys(held))


def said_gentle(history: History, since: str = "") -> bool:
    """Whether a clinician has said gentle only since an instant. HistoryError."""
    return any(
        flag.said == _GENTLE_SAID and bool(flag.closed_at) and str(flag.closed_at) > since
        for flag in history.flags()
    )


def pages_are_due(history: History, today: str) -> bool:
    """Whether the pages are to be put before the next session: they never were to their end, it is
    90 days ago, the answers cannot be read, or the questions have changed."""
    from calfcoach.care.data import version

    try:
        last = history.whole_screening()
    except LostPagesError:
        return True
    if last is None or last.version != version():
        return True
    return date.fromisoformat(today) - date.fromisoformat(last.local_day) >= timedelta(HOLDS_DAYS)


def day_is_due(history: History, around: Surroundings, now: datetime, routine_id: str) -> bool:
    """Whether the day's question is to be put: not asked yet, told something new that was cleared
    since, or a session has ended in pain since. Who is up at night with a cramp and has answered
    it before bed is left in peace."""
    today = today_of(around, now)
    if routine_id == AT_NIGHT and is_night(now):
        before_bed = today_of(around, now - _NIGHT)
        return history.day_answer(today) is None and history.day_answer(before_bed) is None
    answer = answer_of(history.day_answer(today))
    return answer.word in (DayAnswer().word, "new") or history.hurt_since_answer(today)


def in_flare(history: History, now: datetime) -> bool:
    """Whether the calves are in a flare: very sore when last asked, or hurt so that a session had
    to end, and since then neither as usual nor little sore. After two weeks nobody knows."""
    since = now - FLARE_FOR
    found = _flares(history.calf_signs(since.date().isoformat()))
    return bool(found) and found[-1].over is None and read_instant(found[-1].told_at) > since


def with_flares(history: History, today: date, since: date | None = None) -> list[RestRecord]:
    """The rests of the history and, as rests with the reason `IN_FLARE`, the flares that were only
    told, from the one of `since` on up to today: a plan stands still in them."""
    first = (since or today) - FLARE_FOR
    told = []
    for flare in _flares(history.calf_signs(first.isoformat())):
        last = min(today, flare.told + FLARE_FOR - _DAY)
        until = last if flare.over is None else min(last, flare.over - _DAY)
        if flare.began <= until:
            told.append(_as_rest(flare, until))
    return [*history.rests(), *told]


@frozen
class _Flare:
    """Days of a flare: its first, the one on which it was told last, and at which instant; the day
    on which the calves were told to be better, None while they were not."""

    began: date
    told: date
    told_at: str
    over: date | None = None


def _flares(signs: Iterable[CalfSign]) -> list[_Flare]:
    """Flares, oldest first. What is very sore lasts until it is little sore or as usual, the pain
    that ended a session until the next answer."""
    found: list[_Flare] = []
    sore = hurt = False
    for sign in signs:
        day, answer = date.fromisoformat(sign.local_day), answer_of(sign.answer)
        was, hurt = sore or hurt, sign.answer is None
        starts = hurt or (answer.sore is not None and answer.sore >= VERY_SORE_FROM)
        if answer.word == "usual" or (answer.sore is not None and answer.sore < SORE_FROM):
            sore = False
        sore = sore or (starts and not hurt)
        open_one = found[-1] if was and found and day - found[-1].told < FLARE_FOR else None
        if starts:
            began = open_one.began if open_one else day
            flare = _Flare(began=began, told=day, told_at=sign.at)
            found = [*(found[:-1] if open_one else found), flare]
        elif open_one and not sore:
            found[-1] = replace(open_one, over=day)
    return found


def _as_rest(flare: _Flare, until: date) -> RestRecord:
    return RestRecord(
        id=f"flare {flare.told_at}",
        from_day=flare.began.isoformat(),
        until_day=until.isoformat(),
        reason=IN_FLARE,
        at=flare.told_at,
    )


def is_night(now: datetime) -> bool:
    """Whether most people are in bed where the person is."""
    hour = now.astimezone().hour
    return hour >= _NIGHT_FROM or hour < _NIGHT_UNTIL


def answer_of(kept: str | None) -> DayAnswer:
    """A day's answer of the history, read: what is no answer counts as not asked."""
    word, _, rest = (kept or "").partition(" ")
    if word == "sore" and rest in _SCORES:
        return DayAnswer(word=word, sore=int(rest))
    if word == "new":
        return DayAnswer(word=word, flag=rest)
    return DayAnswer(word=word) if word == "usual" else DayAnswer()
