"""Past sessions taken out of the history, so that they can be had back, or for good.

What `calfcoach history delete` does, without the parsing of its options.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.cli.asking import LeftError, put_yes_or_no
from calfcoach.cli.corrected import name_of
from calfcoach.cli.moments import present
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.records import SessionRecord
from calfcoach.script import counted
from calfcoach.store import History
from calfcoach.store.backups import may_hold
from calfcoach.store.faults import DamageError

if TYPE_CHECKING:
    from calfcoach.store.readable import Lost

_NAMED = 5  # sessions of a question


def delete_sessions(
    around: Surroundings, selectors: Sequence[str], *, yes: bool, purge: bool
) -> None:
    """Delete the sessions, once a person agreed. CoachError where nobody can be asked."""
    now = present(around.settings.day_starts)
    with History.read(around.folders.history_file) as history:
        found = [_found(history, each, with_deleted=purge) for each in selectors]
    sessions = list({session.id: session for session in found}.values())
    what = _names(sessions, now.today, spoken=around.accessible)
    if not yes and not _agreed(around, what, purge=purge):
        talk("Nothing was deleted.")
        return
    ids = [session.id for session in sessions]
    with History.open(around.folders.history_file) as history:
        if purge:
            history.purge(ids, at=now.instant)
        else:
            history.delete(ids, at=now.instant)
    if not purge:
        tell(f"Deleted: {what}.")
        talk("To have it back, type calfcoach undo.")
        return
    tell(f"Deleted for good: {what}.")
    for line in _out_of_reach(around, ids):
        talk(line)


def _found(history: History, selector: str, *, with_deleted: bool) -> SessionRecord | Lost:
    """The session that is meant; one that cannot be read may go too, where its id is known."""
    try:
        return history.session(selector, with_deleted=with_deleted)
    except DamageError as damage:
        from calfcoach.store.readable import LostError

        if not isinstance(damage, LostError) or not damage.lost.id:
            raise
        return damage.lost


def _agreed(around: Surroundings, what: str, *, purge: bool) -> bool:
    if not around.can_ask:
        raise CoachError(
            "nobody can be asked here whether to delete",
            hint="add --yes if it is meant",
            exit_code=2,
        )
    question = f"Delete {what} for good? Nothing brings it back." if purge else f"Delete {what}?"
    try:
        return put_yes_or_no(around, question)
    except LeftError:
        return False


def _names(sessions: Sequence[SessionRecord | Lost], today: date, *, spoken: bool) -> str:
    named = [_name(session, today, spoken=spoken) for session in sessions[:_NAMED]]
    if len(sessions) > _NAMED:
        return counted(len(sessions), "session")
    return ", ".join(named)


def _name(session: SessionRecord | Lost, today: date, *, spoken: bool) -> str:
    if isinstance(session, SessionRecord):
        return name_of(session, today, spoken=spoken)
    name = session.name.replace("`", "") if spoken else session.name
    return f"a session that cannot be read, {name}"


def _out_of_reach(around: Surroundings, ids: Sequence[str]) -> list[str]:
    """Where what was purged may still stand."""
    copies = _copies(around.folders.history, ids)
    lines = []
    if copies:
        lines.append(f"These copies of the history still hold it: {', '.join(copies)}.")
    lines.append("Exports, and backups of this computer, are out of reach: delete them yourself.")
    return lines


def _copies(history: Path, ids: Sequence[str]) -> list[str]:
    """The copies beside the history that hold a session, or cannot be looked into, as one would
    type them."""
    own = {history.name, f"{history.name}-wal", f"{history.name}-shm"}
    places = [*history.parent.glob("*.db"), *history.parent.glob("backups/*.db")]
    found = [path for path in sorted(places) if path.is_file() and path.name not in own]
    return [as_typed(path) for path in found if may_hold(path, ids)]
