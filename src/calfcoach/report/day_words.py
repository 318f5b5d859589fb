"""The words of `calfcoach` alone: blocks of rows for eyes, sentences for ears.

Owns the layout of the plain form and the limit of 16 lines. What is known stands in `day`.
"""

from __future__ import annotations

from calfcoach.records import SessionRecord, Status
from calfcoach.report.clock import (
    as_lived,
    clock,
    short_day,
    short_units,
    short_weekday,
    spoken_day,
    weekday,
)
from calfcoach.report.day import DAILY, DayMark, ExerciseDone, Today
from calfcoach.report.figures import figures_of
from calfcoach.report.spoken import reps, routine_name
from calfcoach.report.tables import done_of_plan
from calfcoach.script import capital, joined, length, sentence

Block = list[tuple[str, ...]]

LINES_MAX = 16
_SESSIONS_MAX = 4
_DONE_CELLS = len("12:10 of 12:10")
WELCOME = (
    "CalfCoach guides you through stretching and strengthening your calves.",
    "It counts, says when to change legs, and keeps a history on this machine only.",
    "To start, type calfcoach run daily",
)


def today_blocks(today: Today, *, legend: bool = True) -> list[Block]:
    """The day as blocks of rows, to be aligned each for itself, with an empty line between.

    Without `legend` what the marks of the days mean is left out: it makes the longest line.
    """
    head: Block = [(short_day(today.day, today.day.year),)]
    if not today.readable:
        return [head, command_rows(today)]
    if today.first_start and not today.blocked and today.due == DAILY:
        return [[(line,) for line in WELCOME]]
    done = [*due_rows(today), *done_rows(today)]
    week, commands = _week(today, legend), command_rows(today)
    around = [head, done, week, commands]
    room = LINES_MAX - sum(len(block) for block in around) - len(around)
    return [block for block in (head, done, _exercises(today, room), week, commands) if block]


def due_rows(today: Today) -> Block:
    """What is due, until it is done."""
    if today.daily is None or today.daily_done or today.blocked:
        return []
    up_to = "up to " if today.daily.up_to else ""
    return [("due", today.due, f"{up_to}{short_units(length(today.daily.total_s))}", "", "")]


def done_rows(today: Today) -> Block:
    """The sessions of the day; many earlier ones are counted in one row."""
    rows = [_session_row(each) for each in today.sessions]
    if len(rows) > _SESSIONS_MAX:
        earlier = len(rows) - _SESSIONS_MAX + 1
        rows = [(f"{earlier} earlier", "", "", ""), *rows[earlier:]]
    if not rows:
        return [("done", "nothing yet", "", "", "")]
    return [("done" if index == 0 else "", *row) for index, row in enumerate(rows)]


def _session_row(session: SessionRecord) -> tuple[str, ...]:
    started = as_lived(session.started_at, session.utc_offset_s)
    how = "" if session.status is Status.COMPLETED else session.status.value
    done = done_of_plan(session, figures_of(session))
    return (session.routine_id, f"{done:>{_DONE_CELLS}}", f"{started:%H:%M}", how)


def _exercises(today: Today, room: int) -> Block:
    """The table of exercises in at most `room` lines."""
    rows = [_exercise_row(each) for each in today.exercises]
    if not rows:
        return []
    if len(rows) > room - 1:
        left_out = len(rows) - room + 2
        rows = [*rows[:-left_out], (f"and {left_out} more", "", "")]
    return [("today", "left", "right"), *rows]


def _exercise_row(done: ExerciseDone) -> tuple[str, ...]:
    left = _amount(done.left_s, done.left_reps, done.kind)
    right = _amount(done.right_s, done.right_reps, done.kind)
    if both := _amount(done.both_s, done.both_reps, done.kind):
        left = f"{left}, {both} both" if left else f"{both} both"
    return (done.title, left, right)


def _amount(done_s: float, counted: int | None, kind: str) -> str:
    if counted:
        return reps(counted, kind)
    return clock(done_s) if done_s > 0 else ""


def _week(today: Today, legend: bool) -> Block:
    days = "  ".join(f"{short_weekday(mark.day)} {sign(mark)}" for mark in today.week)
    rows: Block = [("7 days", f"{days}  {marks_legend(today)}" if legend else days)]
    if today.tightness:
        rows.append(("tight", tightness(today.tightness)))
    return rows


def sign(mark: DayMark) -> str:
    """The mark of a day in one character."""
    if mark.kept:
        return "x"
    return "/" if mark.begun else "."


def marks_legend(today: Today) -> str:
    """What the marks of the days mean, those that are there."""
    return "x kept, . not" + (", / begun" if any(mark.begun for mark in today.week) else "")


def tightness(scores: tuple[int, ...]) -> str:
    """The scores of the last seven days: the first and the last."""
    if len(scores) == 1:
        return f"{scores[0]} (your own score)"
    return f"first {scores[0]}, now {scores[-1]} (your own scores, 7 days)"


def command_rows(today: Today) -> Block:
    """What to type next, and what it does."""
    command = today.next_command
    if today.blocked:
        about = "a safety question stands open, so no session starts"
    elif today.running is not None:
        about = f"{today.running.routine_id} is running now"
    elif today.broken is not None:
        broken = today.broken
        at = as_lived(broken.updated_at, broken.utc_offset_s)
        about = f"goes on with {broken.routine_id}, which broke off at {at:%H:%M}"
    elif today.daily_done:
        about = f"{today.due} is done for today; this is what was done last"
    else:
        about = f"{today.due}{_daily_length(today)}"
    return [(command, about)]


def _daily_length(today: Today) -> str:
    if today.daily is None:
        return ""
    return f", {'up to ' if today.daily.up_to else ''}{short_units(length(today.daily.total_s))}"


# -------------------------------------------------------------------------- sentences


def today_sentences(today: Today) -> list[str]:
    """The day, one sentence a line."""
    said = [sentence(spoken_day(today.day, today.day.year))]
    if not today.readable:
        return [*said, *_next_sentences(today)]
    if today.first_start and not today.blocked and today.due == DAILY:
        return [sentence(line) for line in WELCOME]
    said += [_session_sentence(each) for each in today.sessions] or ["Nothing done yet today."]
    said += [_exercise_sentence(each) for each in today.exercises]
    kept = [weekday(mark.day) for mark in today.week if mark.kept]
    days = f"done on {joined(kept)}" if kept else "nothing was done"
    said.append(f"In the last 7 days, {days}.")
    if len(today.tightness) > 1:
        first, last = today.tightness[0], today.tightness[-1]
        said.append(f"Tightness by your own scores was {first} first and {last} last.")
    elif today.tightness:
        said.append(f"Tightness by your own score was {today.tightness[0]}.")
    return [*said, *_next_sentences(today)]


def _session_sentence(session: SessionRecord) -> str:
    words = {Status.COMPLETED: "done", Status.STOPPED: "stopped"}
    parts = [routine_name(session), words.get(session.status, session.status.value)]
    done_s = figures_of(session).done_s
    if done_s is not None:
        parts.append(length(done_s))
    started = as_lived(session.started_at, session.utc_offset_s)
    return sentence(f"{', '.join(parts)}, at {started:%H:%M}")


def _exercise_sentence(done: ExerciseDone) -> str:
    sides = (
        ("left leg", done.left_s, done.left_reps),
        ("right leg", done.right_s, done.right_reps),
        ("both legs", done.both_s, done.both_reps),
    )
    said = [done.title]
    for name, done_s, counted in sides:
        if counted:
            said.append(f"{name} {reps(counted, done.kind)}")
        elif done_s > 0:
            said.append(f"{name} {length(done_s)}")
    return sentence(", ".join(said))


def _next_sentences(today: Today) -> list[str]:
    if today.blocked:
        return [
            "A safety question stands open, so no session starts.",
            f"Once it has been looked at, type {today.next_command}.",
        ]
    if today.running is not None:
        return [sentence(f"{routine_name(today.running)} is running now")]
    if today.broken is not None:
        broken = today.broken
        at = as_lived(broken.updated_at, broken.utc_offset_s)
        return [
            sentence(f"{routine_name(broken)} broke off at {at:%H:%M}"),
            f"To go on with it, type {today.next_command}.",
        ]
    if today.daily_done:
        return [
            f"{capital(today.due)} is done for today.",
            f"To hear what was done, type {today.next_command}.",
        ]
    said = ""
    if today.daily is not None:
        said = f", {'up to ' if today.daily.up_to else ''}{length(today.daily.total_s)}"
    return [f"Next, type {today.next_command} for {today.due}{said}."]
