"""The history as a calendar that others can show: one event a session that was done.

Owns what an event tells: title and minutes, and more only when asked for. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from calfcoach.days import read_instant
from calfcoach.records import SessionRecord, Status

if TYPE_CHECKING:
    from icalendar import Event, Timezone

_PRODUCT = "-//CalfCoach//History//EN"


def calendar_of(sessions: Iterable[SessionRecord], *, details: bool) -> bytes:
    """The calendar (RFC 5545). Sessions that are still running are left out. With `details` an
    event also tells the seconds of each leg, the scores and the note."""
    from icalendar import Calendar  # late: 100 ms that nothing else pays

    done = [session for session in sessions if session.status is not Status.RUNNING]
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # The format knows no offset beside a time: each becomes a small zone of its own.
    for offset_s in sorted({session.utc_offset_s for session in done}):
        calendar.add_component(_zone(offset_s))
    for session in done:
        calendar.add_component(_event(session, details=details))
    return bytes(calendar.to_ical())


def _zone(offset_s: int) -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    offset = timedelta(seconds=offset_s)
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", _zone_name(offset_s))
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # by the clock of the zone itself
    always.add("tzoffsetfrom", offset)
    always.add("tzoffsetto", offset)
    zone.add_component(always)
    return zone


def _event(session: SessionRecord, *, details: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{session.id}@calfcoach")
    event.add("dtstamp", read_instant(session.updated_at).replace(microsecond=0))
    event.add("summary", _summary(session))
    zone = {"TZID": _zone_name(session.utc_offset_s)}
    started = _clock(session)
    event.add("dtstart", started, parameters=zone)
    event.add("dtend", started + timedelta(seconds=round(session.lasted_s or 0)), parameters=zone)
    event.add("transp", "TRANSPARENT")  # what was done keeps nobody from a meeting
    if details:
        event.add("description", _details(session))
    return event


def _zone_name(offset_s: int) -> str:
    """A name such as UTC+0100; seconds only where there are any."""
    sign = "-" if offset_s < 0 else "+"
    minutes, seconds = divmod(abs(offset_s), 60)
    rest = f"{seconds:02}" if seconds else ""
    return f"UTC{sign}{minutes // 60:02}{minutes % 60:02}{rest}"


def _clock(session: SessionRecord) -> datetime:
    """The start as the clock there showed it, without a zone."""
    there = read_instant(session.started_at).astimezone(UTC).replace(tzinfo=None)
    return (there + timedelta(seconds=session.utc_offset_s)).replace(microsecond=0)


def _summary(session: SessionRecord) -> str:
    return f"{session.routine_title}, {round((session.lasted_s or 0) / 60)} min"


def _details(session: SessionRecord) -> str:
    lines = []
    for side, name in (("left", "left leg"), ("right", "right leg"), ("both", "both legs")):
        done_s = sum(work.done_s for work in session.work if work.side == side)
        lines += [f"{name}: {round(done_s)} s"] if done_s else []
    scores = {
        "tightness": session.tightness,
        "worst pain": session.pain_worst,
        "pain after": session.pain_after,
        "pain next morning": session.pain_next_morning,
    }
    lines += [f"{name}: {score} of 10" for name, score in scores.items() if score is not None]
    return "\n".join(lines + ([session.note] if session.note else []))
