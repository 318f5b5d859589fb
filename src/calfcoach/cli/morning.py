"""The question of the next morning: whether a session of the day before still hurts.

Owns when it is due, its words, and that it is put once. It comes before the first session of a
day, only after one that gives a reason, and Enter passes over it.

Somebody whose calves are always tight would be asked every day. So a tightness alone is no reason
for a week, once the question was passed over three times in a row; the next answer begins the
count anew. Pain, an end because of pain and a loaded tendon stay reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from calfcoach.advice import PAIN
from calfcoach.cli.gate import today_of
from calfcoach.cli.standing import AT_NIGHT, is_night
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.records import SessionRecord, Status
from calfcoach.report.figures import CRAMP
from calfcoach.store import History
from calfcoach.terms import Kind

TENDON = ("achilles", "heel-pain")  # routines and goals whose strength work the morning judges
PASSED_TIMES = 3  # in a row, and tightness alone is no reason any more
LEFT_DAYS = 7
_ASKED = "morning question"
_PASSED = "morning question passed"  # how often in a row, and on which day last: "3 2026-11-20"
_AGAIN = "A number from 0 to 10, or Enter alone."


def ask_morning_if_due(
    history: History, around: Surroundings, routine_id: str, now: datetime
) -> None:
    """Put the question where it is due, and keep its answer with the session that it is about.
    LeftError where the person leaves: then it is put again."""
    today = date.fromisoformat(today_of(around, now))
    session = due_about(history, today, routine_id, now, plan_goal=lambda: _plan_goal(around))
    if session is not None:
        _ask(history, around, session)


def due_about(
    history: History,
    today: date,
    routine_id: str,
    now: datetime,
    *,
    plan_goal: Callable[[], str] = str,
) -> SessionRecord | None:
    """The session of the day before that the question is about; None where it is not due: there
    was none that gives a reason, it was asked or told already, this is not the first session of
    the day, or somebody is about to go to bed. `plan_goal` tells what the plan is for, "" without
    one: a tendon's makes all strength work a reason."""
    if routine_id == AT_NIGHT and is_night(now):
        return None
    before = history.day((today - timedelta(days=1)).isoformat())
    left = _is_left(history, today)
    session = _most_telling(each for each in before if _gives_reason(each, plan_goal, left=left))
    if session is None or session.pain_next_morning is not None:
        return None
    if history.acknowledged(_ASKED) == today.isoformat():
        return None
    first = all(each.routine_id == CRAMP for each in history.day(today.isoformat()))
    return session if first else None


def _plan_goal(around: Surroundings) -> str:
    """What the plan that stands is for; a file that cannot be read is told of elsewhere."""
    from calfcoach.cli.plan_book import standing_plan

    try:
        plan = standing_plan(around)
    except CoachError:
        return ""
    return "" if plan is None else plan.goal.value


def _gives_reason(session: SessionRecord, plan_goal: Callable[[], str], *, left: bool) -> bool:
    """Whether the next morning matters: a score that is to be watched, an end because it hurt, or
    a tendon that was loaded. `left`: a tightness is not to be watched just now."""
    from calfcoach.report.score_words import asks_next_morning

    scores = (None if left else session.tightness, session.pain_worst, session.pain_after)
    return (
        any(asks_next_morning(score) for score in scores)
        or _stopped_by_pain(session)
        or (_was_strength(session) and (session.routine_id in TENDON or plan_goal() in TENDON))
    )


def _stopped_by_pain(session: SessionRecord) -> bool:
    told = session.pain_worst is not None or any(w.why.startswith(PAIN) for w in session.work)
    return told and session.status in (Status.STOPPED, Status.INTERRUPTED)


def _was_strength(session: SessionRecord) -> bool:
    return any(
        work.kind == Kind.STRENGTH and (work.done_s > 0 or (work.done_reps or 0) > 0)
        for work in session.work
    )


def _most_telling(sessions: Iterable[SessionRecord]) -> SessionRecord | None:
    """The one of several that hurt most; of equal ones the newest."""
    return max(sessions, key=lambda each: (_worst(each), each.started_at), default=None)


def _worst(session: SessionRecord) -> int:
    scores = (session.pain_worst, session.pain_after, session.tightness)
    return max((score for score in scores if score is not None), default=-1)


def _ask(history: History, around: Surroundings, session: SessionRecord) -> None:
    from calfcoach.cli.asking import put, read_score, say
    from calfcoach.report.score_words import Scored, answer

    typed = put(around, question(session, spoken=around.accessible))
    while typed and read_score(typed) is None:
        typed = put(around, _AGAIN)
    now = datetime.now(UTC)
    history.acknowledge(_ASKED, today_of(around, now), at=now)
    score = read_score(typed)
    _count_passed(history, date.fromisoformat(today_of(around, now)), now, passed=score is None)
    if score is None:
        return
    history.set_score(session.id, "pain_next_morning", score, at=now)
    say(around, answer(Scored.MORNING, score, after=session.pain_after))


def _is_left(history: History, today: date) -> bool:
    """Whether a tightness is left alone for now."""
    times, last = _passed(history)
    return times >= PASSED_TIMES and last is not None and today < last + timedelta(days=LEFT_DAYS)


def _count_passed(history: History, today: date, now: datetime, *, passed: bool) -> None:
    times, _ = _passed(history)
    if passed or times:
        told = f"{times + 1 if passed else 0} {today.isoformat()}"
        history.acknowledge(_PASSED, told, at=now)


def _passed(history: History) -> tuple[int, date | None]:
    """How often in a row the question was passed over, and on which day last."""
    times, _, day = (history.acknowledged(_PASSED) or "").partition(" ")
    try:
        return int(times), date.fromisoformat(day)
    except ValueError:  # nothing yet, or a history that others have written in
        return 0, None


def question(session: SessionRecord, *, spoken: bool) -> str:
    """The question about a session, one sentence where it is heard."""
    if spoken:
        return f"Pain this morning from {session.routine_title}, 0 to 10, or Enter to skip?"
    return f"Pain this morning from {session.routine_title}? 0 to 10, Enter skips."
