"""What a session adds up to: time run, work on each side, pauses. And a session as JSON.

Owns what counts as done. Says only what the stored rows can bear.
"""

from __future__ import annotations

from operator import attrgetter

from calfcoach.frozen import fields_of, frozen, maker
from calfcoach.records import WHOLE_LINE_FIELDS, SessionOrigin, SessionRecord, WorkSums

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from calfcoach.records import GapRecord, RestRecord, WholeLine, WorkRecord

AWAY = "away"
CRAMP = "cramp"  # the id under which a cramp is kept
EASED = "eased"  # why its work ended
STRETCH = "stretch"
NOTABLE_PAIN = 4  # after a session: from here on it is no longer as usual


@frozen
class Figures:
    """Sums of one session, in seconds.

    `run_s` is the time from start to end without pauses and time away, preparation and rest
    included; None while it is not known. `done_s` is the same, at most what was planned: what
    was done again or pressed longer does not make a session more than whole. `left_s` and so on
    are all work on a side, `stretch_left_s` and so on only that of stretches. Planned work is
    that of the whole session, also of one that was stopped early.
    """

    run_s: float | None
    done_s: float | None
    left_s: float
    right_s: float
    both_s: float
    stretch_left_s: float
    stretch_right_s: float
    planned_left_s: float
    planned_right_s: float
    planned_both_s: float
    paused_s: float
    away_s: float


_new_figures = maker(Figures, fields_of(Figures))  # a listing has thousands
_done = attrgetter(*fields_of(WorkSums))
_in_a_line = attrgetter(*WHOLE_LINE_FIELDS)
_PLACES = 3  # milliseconds, as they are stored: a sum of floats may end in …0000001


def figures_of(session: SessionRecord) -> Figures:
    """The sums of a session that was read with its gaps and its work, or the sums of that."""
    run_s, done_s, paused_s, away_s = lived(session.lasted_s, session.planned_s, session.gaps)
    done = _sums_of(session.work) if session.sums is None else session.sums
    planned = session.planned_left_s, session.planned_right_s, session.planned_both_s
    return _new_figures((run_s, done_s, *_done(done), *planned, paused_s, away_s))


def lived(
    lasted_s: float | None, planned_s: float, gaps: Sequence[GapRecord]
) -> tuple[float | None, float | None, float, float]:
    """`run_s`, `done_s`, `paused_s` and `away_s`, as `Figures` has them, of a session that lasted
    so long, in seconds."""
    paused_s = away_s = 0.0
    if gaps:
        away_s = sum([gap.seconds for gap in gaps if gap.reason == AWAY], 0.0)
        paused_s = sum([gap.seconds for gap in gaps if gap.reason != AWAY], 0.0)
    if lasted_s is None:
        return None, None, paused_s, away_s
    run_s = max(lasted_s - away_s - paused_s, 0.0)
    return run_s, min(run_s, planned_s), paused_s, away_s


def _sums_of(work: Sequence[WorkRecord]) -> WorkSums:
    done = _by_side((each.side, each.done_s) for each in work)
    stretched = _by_side((each.side, each.done_s) for each in work if each.kind == STRETCH)
    return WorkSums(
        left_s=done["left"],
        right_s=done["right"],
        both_s=done["both"],
        stretch_left_s=stretched["left"],
        stretch_right_s=stretched["right"],
    )


def _by_side(amounts: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums = {"left": 0.0, "right": 0.0, "both": 0.0}
    for side, amount_s in amounts:
        sums[side] = sums.get(side, 0.0) + amount_s
    return sums


def counts(session: SessionRecord) -> bool:
    """Whether a session makes its day a kept one: from half of its planned work, however it
    ended and whoever wrote it down; a day that was only ticked counts."""
    from calfcoach.stats.tally import keeps_day  # a listing does without

    sums = figures_of(session)
    return keeps_day(
        planned_s=sums.planned_left_s + sums.planned_right_s + sums.planned_both_s,
        done_s=sums.left_s + sums.right_s + sums.both_s,
        logged=is_logged(session),
    )


def is_logged(session: SessionRecord) -> bool:
    """Whether it was done away from the screen and written down later."""
    return session.origin is SessionOrigin.LOGGED


def is_cramp(session: SessionRecord) -> bool:
    """Whether it was a cramp, which has no plan: it lasts as long as it lasts."""
    return session.routine_id == CRAMP and not session.routine_hash


def eased_s(session: SessionRecord) -> float | None:
    """Seconds until a cramp let go; None where it did not."""
    return next((work.done_s for work in session.work if work.why == EASED), None)


# ------------------------------------------------------------------------------- JSON


def session_json(session: SessionRecord | WholeLine) -> dict[str, Any]:
    """A session as one object of `calfcoach.history/1`. Times end in `_s` and are seconds.

    `run_s`, `done_s`, the work per side (`left_s`, `stretch_left_s`, `planned_left_s` …),
    `paused_s` and `away_s` are as in `Figures`; `routine` is the routine's name, `options` as
    it was kept.
    """
    if isinstance(session, SessionRecord):
        done = _sums_of(session.work) if session.sums is None else session.sums
        session = (*_in_a_line(session), session.code, session.gaps, *_done(done))
    # fmt: off
    (
        local_day, started_at, session_id, status, origin, routine_id, routine_title, routine_hash,
        ended_at, offset_s, planned_s, lasted_s, planned_left_s, planned_right_s, planned_both_s,
        tightness, before, worst, after, next_morning, day_answer, options, note,
        code, gaps, left_s, right_s, both_s, stretch_left_s, stretch_right_s,
    ) = session
    # fmt: on
    run_s, done_s, paused_s, away_s = lived(lasted_s, planned_s, gaps)
    return {
        "id": session_id,
        "code": code,
        "status": status.value,
        "origin": origin.value,
        "routine": routine_id,
        "routine_title": routine_title,
        "routine_hash": routine_hash,
        "started_at": started_at,
        "ended_at": ended_at,
        "utc_offset_s": offset_s,
        "local_day": local_day,
        "planned_s": planned_s,
        "lasted_s": lasted_s,
        "run_s": None if run_s is None else round(run_s, _PLACES),
        "done_s": None if done_s is None else round(done_s, _PLACES),
        "left_s": round(left_s, _PLACES),
        "right_s": round(right_s, _PLACES),
        "both_s": round(both_s, _PLACES),
        "stretch_left_s": round(stretch_left_s, _PLACES),
        "stretch_right_s": round(stretch_right_s, _PLACES),
        "planned_left_s": round(planned_left_s, _PLACES),
        "planned_right_s": round(planned_right_s, _PLACES),
        "planned_both_s": round(planned_both_s, _PLACES),
        "paused_s": round(paused_s, _PLACES),
        "away_s": round(away_s, _PLACES),
        "tightness": tightness,
        "pain_before": before,
        "pain_worst": worst,
        "pain_after": after,
        "pain_next_morning": next_morning,
        "day_answer": day_answer,
        "options": options,
        "note": note,
    }


def rest_json(rest: RestRecord) -> dict[str, Any]:
    """Days that were kept free, from the first to the last, as one object."""
    return {
        "id": rest.id,
        "from_day": rest.from_day,
        "until_day": rest.until_day,
        "reason": rest.reason,
    }


def whole_session_json(session: SessionRecord) -> dict[str, Any]:
    """A session with its work phases and gaps: the content of `calfcoach.session/1`."""
    return {
        **session_json(session),
        "work": [_work_json(work) for work in session.work],
        "gaps": [_gap_json(gap) for gap in session.gaps],
    }


def _work_json(work: WorkRecord) -> dict[str, Any]:
    return {
        "work_no": work.work_no,
        "step_no": work.step_no,
        "set_no": work.set_no,
        "round_no": work.round_no,
        "exercise": work.exercise_id,
        "exercise_title": work.exercise_title,
        "kind": work.kind,
        "muscles": list(work.muscles),
        "technique": work.technique,
        "side": work.side,
        "planned_s": work.planned_s,
        "done_s": work.done_s,
        "planned_reps": work.planned_reps,
        "done_reps": work.done_reps,
        "reps_left": work.reps_left,
        "load": work.load,
        "status": work.status.value,
        "why": work.why,
        "pain": work.pain,
        "at": work.at,
    }


def _gap_json(gap: GapRecord) -> dict[str, Any]:
    return {"work_no": gap.work_no, "reason": gap.reason, "at": gap.at, "seconds": gap.seconds}
