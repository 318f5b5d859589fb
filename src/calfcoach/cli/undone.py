"""Taking back the last change to the history, and saying what it was.

What `calfcoach undo` does, without the parsing of its options. Owns the words for each kind of
change.
"""

from __future__ import annotations

from datetime import date

from calfcoach.cli.moments import present
from calfcoach.cli.plan_book import (
    after_undo,
    keep_edit,
    keep_removal,
    newest_is_damaged,
    plan_path,
)
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.errors import CoachError
from calfcoach.records import MeasureKind, MeasureRecord, Undone
from calfcoach.report.clock import as_lived
from calfcoach.report.moment_words import near_day, near_moment
from calfcoach.script import counted
from calfcoach.store import History

_OF_SESSIONS = {
    "session": "{}",
    "log": "{}, logged by hand",
    "edit": "the correction of {}",
    "score": "the score of {}",
    "note": "the note of {}",
    "delete": "the deletion of {}",
    "import": "the import of {}",
}
_OF_PLANS = {
    "start": "the start of the plan",
    "edit": "what was changed in the plan by hand",
    "accept": "the next step of the plan",
    "decline": "the no to a step of the plan",
    "pause": "the pause of the plan",
    "resume": "the end of the plan's pause",
    "stop": "the end of the plan",
}
_OF_MEASURES = {
    MeasureKind.KNEE_TO_WALL: "knee to wall",
    MeasureKind.HEEL_RAISE: "the heel raise test",
    MeasureKind.SQUAT: "the squat test",
    MeasureKind.CRAMPS: "the note on cramps",
    MeasureKind.CHECK: "the check",
}


def take_back(around: Surroundings, *, redo: bool) -> None:
    """Take back one change, or make one again, and say which. CoachError where there is none."""
    now = present(around.settings.day_starts)
    with History.open(around.folders.history_file) as history:
        if plan_path(around).exists():  # what was edited by hand since is the newest change
            if not newest_is_damaged(history):
                keep_edit(around, history, now)
        else:
            keep_removal(around, history, now)
        undone = history.redo(at=now.instant) if redo else history.undo(at=now.instant)
        if undone is None:
            raise _nothing(redo=redo)
        words = told(undone, now.today, spoken=around.accessible)
        tell(f"{'Made again' if redo else 'Took back'}: {words}.")
        if undone.plan is not None:
            after_undo(around, history, undone.plan)


def told(undone: Undone, today: date, *, spoken: bool) -> str:
    """What a change was: "the correction of daily of today 07:30"."""
    if undone.rest is not None and undone.count == 1 and undone.kind != "import":
        rest = undone.rest
        until = near_day(rest.until_day, today, spoken=spoken)
        what = "the end of the rest" if undone.kind == "rest end" else "the rest"
        if undone.kind == "rest end":
            return what
        why = "" if rest.reason == "rest" else f", {rest.reason}"
        return f"{what} until {until}{why}"
    if undone.kind == "rest end":
        return "the end of the rest"
    if undone.kind == "plan" and undone.plan is not None:
        change = _OF_PLANS.get(undone.plan.why, "a change of the plan")
        return f"{change}, {near_day(undone.plan.local_day, today, spoken=spoken)}"
    if undone.kind == "measure" and undone.measure is not None:
        return _measure(undone.measure, today, spoken)
    return _OF_SESSIONS.get(undone.kind, "a change to {}").format(_sessions(undone, today, spoken))


def _sessions(undone: Undone, today: date, spoken: bool) -> str:
    if undone.kind == "import":
        from_file = f" from {undone.source}" if undone.source else ""
        entries = "1 entry" if undone.count == 1 else f"{undone.count:,} entries"
        return f"{entries}{from_file}"
    if undone.session is None or undone.count > 1:
        return counted(undone.count, "session")
    session = undone.session
    lived = as_lived(session.started_at, session.utc_offset_s)
    name = session.routine_id.replace("-", " ") if spoken else session.routine_id
    return f"{name} of {near_moment(lived, session.local_day, today, spoken=spoken)}"


def _measure(record: MeasureRecord, today: date, spoken: bool) -> str:
    lived = as_lived(record.at, record.utc_offset_s)
    when = near_moment(lived, record.local_day, today, spoken=spoken)
    return f"{_OF_MEASURES[record.kind]} of {when}"


def _nothing(*, redo: bool) -> CoachError:
    if redo:
        return CoachError(
            "there is nothing to make again",
            hint="`--redo` follows an undo, as long as nothing else was changed since",
        )
    return CoachError(
        "there is nothing left to take back", hint="`calfcoach history` lists what is kept"
    )
