"""Whether what stands in a session that is imported can be true together.

Owns those rules. Each value by itself was looked at before. Knows no file format and no clock: now
is handed in.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from calfcoach.days import read_instant
from calfcoach.exchange.fields import RecordError
from calfcoach.records import SessionOrigin, SessionRecord, Status

_AHEAD = timedelta(minutes=1)  # as far as two clocks may differ
_CLOSE_S = 60.0  # as far as lengths may differ that were measured one by one
_ONE_DAY = timedelta(days=1)  # between the calendar's day and the one that was lived


def check_times(session: SessionRecord, now: datetime | None) -> None:
    """RecordError for a session that ended before it began, lies on a day that is not near its
    start, or after `now`."""
    started = read_instant(session.started_at)
    if now is not None and started > now + _AHEAD:
        raise RecordError(
            f"the session begins in the future: {session.started_at}",
            hint="correct `started_at`, or the clock of this computer",
        )
    if session.ended_at is not None:
        ended = read_instant(session.ended_at)
        if ended < started:
            raise RecordError(
                f"the session ended at {session.ended_at}, before it began at {session.started_at}",
                hint="correct `started_at` or `ended_at`",
            )
        if now is not None and ended > now + _AHEAD:
            raise RecordError(
                f"the session ends in the future: {session.ended_at}",
                hint="correct `ended_at`, or the clock of this computer",
            )
    calendar = (started + timedelta(seconds=session.utc_offset_s)).date()
    if abs(date.fromisoformat(session.local_day) - calendar) > _ONE_DAY:
        raise RecordError(
            f"`local_day` is {session.local_day}, but the session began on {calendar}",
            hint="correct `local_day`: it is that of the start, or the day before",
        )


def check_lengths(session: SessionRecord) -> None:
    """RecordError for a session that lasted longer than from its start to its end; for a guided one
    that was completed without an end, or is shorter than a phase or a pause in it.

    A skipped phase may have seconds, a pause may belong to a phase that was never begun, and of a
    session that was stopped early or changed while it ran only a part of the planned work is there.
    """
    if session.lasted_s is not None and session.ended_at is not None:
        between = read_instant(session.ended_at) - read_instant(session.started_at)
        if session.lasted_s > between.total_seconds() + _CLOSE_S:
            raise RecordError(
                f"the session lasted {session.lasted_s:g} s, but it is"
                f" {between.total_seconds():g} s from its start to its end",
                hint="correct `lasted_s` or `ended_at`",
            )
    if session.origin is SessionOrigin.LOGGED:
        return  # what was told from memory
    if session.status is Status.COMPLETED and session.ended_at is None:
        raise RecordError("a completed session has no `ended_at`", hint="add `ended_at`")
    if session.lasted_s is not None:
        _check_parts(session, session.lasted_s + _CLOSE_S)


def _check_parts(session: SessionRecord, most_s: float) -> None:
    for work in session.work:
        if work.done_s > most_s:
            raise RecordError(
                f"phase {work.work_no} has {work.done_s:g} s of work, the whole session lasted"
                f" {session.lasted_s:g} s",
                hint="correct `done_s` or `lasted_s`",
            )
    for gap in session.gaps:
        if gap.seconds > most_s:
            raise RecordError(
                f"a pause of {gap.seconds:g} s is longer than the whole session, which lasted"
                f" {session.lasted_s:g} s",
                hint="correct `seconds` or `lasted_s`",
            )
