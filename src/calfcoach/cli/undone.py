"""Taking back the last change to the history, and saying what it was.

What `calfcoach undo` does, without the parsing of its options. Owns the words for each kind of
change.
"""

from __future__ import annotations

from datetime import date

from calfcoach.cli.moments import present
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.errors import CoachError
from calfcoach.records import Undone
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


def take_back(around: Surroundings, *, redo: bool) -> None:
    """Take back one change, or make one again, and say which. CoachError where there is none."""
    now = present(around.settings.day_starts)
    with History.open(around.folders.history) as history:
        undone = history.redo(at=now.instant) if redo else history.undo(at=now.instant)
    if undone is None:
        raise _nothing(redo=redo)
    words = told(undone, now.today, spoken=around.accessible)
    tell(f"{'Made again' if redo else 'Took back'}: {words}.")


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


def _nothing(*, redo: bool) -> CoachError:
    if redo:
        return CoachError(
            "there is nothing to make again",
            hint="`--redo` follows an undo, as long as nothing else was changed since",
        )
    return CoachError(
        "there is nothing left to take back", hint="`calfcoach history` lists what is kept"
    )
