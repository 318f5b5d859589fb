"""The words of `calfcoach` alone, for eyes: blocks of rows.

Owns the layout of the plain form and the limit of 16 lines. What is known stands in `day`.
"""

from __future__ import annotations

from calfcoach.plan.days import OVER
from calfcoach.plan.model import DueItem, PlanDay
from calfcoach.plan.standing import PAUSED
from calfcoach.records import SessionRecord, Status
from calfcoach.report.clock import (
    as_lived,
    clock,
    short_day,
    short_units,
    short_weekday,
)
from calfcoach.report.day import DayMark, NextStep, Today
from calfcoach.report.dose_words import dose_row
from calfcoach.report.exercises_done import ExerciseDone
from calfcoach.report.figures import figures_of
from calfcoach.report.plan_where import where_on
from calfcoach.report.spoken import reps
from calfcoach.report.tables import done_of_plan
from calfcoach.script import joined, length

Block = list[tuple[str, ...]]

LINES_MAX = 16
_SESSIONS_MAX = 4
_DONE_CELLS = len("12:10 of 12:10")
FREE = {
    "rest": "rest day",
    "flare": "rest for a flare",
    "travel": "rest for travel",
    "ill": "rest while ill",
    PAUSED: "the plan is paused",
}
WELCOME = (
    "CalfCoach guides you through stretching and strengthening your calves.",
    "It counts, says when to change legs, and keeps a history on this machine only.",
    "To start, type calfcoach run daily",
)


def today_blocks(today: Today, *, legend: bool = True) -> list[Block]:
    """The day as blocks of rows, to be aligned each for itself, with an empty line between.

    Without `legend` what the marks of the days mean is left out: it makes the longest line.
    """
    head: Block = [(line,) for line in (heading(today), *below_heading(today))]
    if not today.readable:
        return [head, command_rows(today)]
    if today.welcomes:
        return [[(line,) for line in WELCOME]]
    done = [*due_rows(today), *done_rows(today)]
    week, commands = _week(today, legend), command_rows(today)
    around = [head, done, week, commands]
    room = LINES_MAX - sum(len(block) for block in around) - len(around)
    return [block for block in (head, done, _exercises(today, room), week, commands) if block]


def heading(today: Today) -> str:
    """The day, and where the plan stands."""
    day = short_day(today.day, today.day.year)
    planned = today.agenda.plan_day
    parts = [day] if planned is None else [day, _plan_day(planned, waits=today.agenda.waits)]
    if today.agenda.rest and not (today.agenda.waits and today.agenda.rest == PAUSED):
        parts.append(FREE.get(today.agenda.rest, today.agenda.rest))
    elif today.agenda.flare and today.agenda.waits:
        parts.append("flare")
    return ", ".join(parts)


def below_heading(today: Today) -> tuple[str, ...]:
    """What the plan has to say on a pause, and on a step that begins tomorrow."""
    then = today.agenda.from_tomorrow
    return tuple(filter(None, (today.agenda.resumed, then and f"from tomorrow  {then}")))


def _plan_day(planned: PlanDay, *, waits: bool) -> str:
    if planned.day_no < 1:
        return "before the plan"
    if planned.day_no > planned.of_days:
        return f"after the {planned.of_days} days of the plan ({planned.stage})"
    return f"{where_on(planned.day_no, planned.of_days, paused=waits)} ({planned.stage})"


def due_rows(today: Today) -> Block:
    """What is asked and not done yet, what is due now first."""
    agenda = today.agenda
    rows: Block = []
    for item in (*agenda.due(today.part), *agenda.later(today.part)):
        found = today.lengths.get(item.routine)
        if found is None:
            continue
        up_to = "up to " if found.up_to else ""
        about = f"{up_to}{short_units(length(found.total_s))}"
        rows.append(("" if rows else "due", item.routine, about, *_due_notes(today, item)))
    return rows


def _due_notes(today: Today, item: DueItem) -> tuple[str, str]:
    """How often it is done already, and what it is made of."""
    notes = []
    if item.times > 1:
        notes.append(f"{item.done} of {item.times}")
    if item in today.agenda.later(today.part):
        notes.append("this evening")
    found = today.lengths.get(item.routine)
    parts = found.parts if found and today.agenda.plan_day else ()
    return ", ".join(notes), ", ".join(parts)


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
    if today.agenda.plan_day is None:
        rows = [_exercise_row(each) for each in today.exercises]
    else:
        rows = [dose_row(each) for each in today.dose]
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
    if mark.rest:
        return "r"
    if mark.begun:
        return "/"
    return "." if mark.due else "-"


def marks_legend(today: Today) -> str:
    """What the marks of the days mean, those that are there."""
    signs = {sign(mark) for mark in today.week}
    others = ((".", ". not"), ("/", "/ begun"), ("r", "r rest day"), ("-", "- not due"))
    return ", ".join(["x kept", *(words for each, words in others if each in signs)])


def tightness(scores: tuple[int, ...]) -> str:
    """The scores of the last seven days: the first and the last."""
    if len(scores) == 1:
        return f"{scores[0]} (your own score)"
    return f"first {scores[0]}, now {scores[-1]} (your own scores, 7 days)"


def command_rows(today: Today) -> Block:
    """What to type next, and what it does; then what the plan has to say."""
    rows: Block = [(today.next_command, _about(today))]
    if today.agenda.blocked or not today.readable:
        return rows
    if today.agenda.proposal:
        rows.append(("calf plan why", "a change of the plan, with its reasons"))
    elif today.reviews:
        rows.append(("calf plan review", "what has changed up to today"))
    return rows


def _about(today: Today) -> str:
    match today.next_step:
        case NextStep.CLEAR:
            return "a safety question stands open, so no session starts"
        case NextStep.WATCH if today.running is not None:
            return f"{today.running.routine_id} is running now"
        case NextStep.RESUME if today.broken is not None:
            broken = today.broken
            at = as_lived(broken.updated_at, broken.utc_offset_s)
            return f"goes on with {broken.routine_id}, which broke off at {at:%H:%M}"
        case NextStep.END_REST:
            return "nothing is due in a rest; this ends it"
        case NextStep.UNPAUSE:
            return "the plan stands still; this goes on with it"
        case NextStep.LATER:
            return "last thing before lying down"
        case NextStep.LOOK_BACK:
            return f"{all_done(today)} for today; this is what was done last"
        case NextStep.FREE:
            return _free(today)
        case _:
            return f"{today.due}{_next_length(today)}"


def _free(today: Today) -> str:
    planned, then = today.agenda.plan_day, today.next_due
    if planned is not None and planned.rest == OVER:
        return "nothing is due; all days of the plan are over"
    if then is None:
        return "nothing is due today"
    day = " ".join(short_day(then.day, today.day.year).split())
    return f"nothing is due today; next {joined(then.routines)}, {day}"


def all_done(today: Today) -> str:
    """What is done: by name where it is one routine."""
    names = [item.routine for item in today.agenda.items]
    return f"{names[0]} is done" if len(names) == 1 else f"{joined(names)} are done"


def _next_length(today: Today) -> str:
    if today.length is None:
        return ""
    return f", {'up to ' if today.length.up_to else ''}{short_units(length(today.length.total_s))}"
