"""Past sessions, printed: the listing, and one of them step by step.

What `calfcoach history` does, without the parsing of its options, so that a quick path can do
the same before the command line's library is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from calfcoach.cli.surroundings import Surroundings, columns, talk, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.records import SessionRecord
from calfcoach.store import History

ON_A_TERMINAL = 9  # rows, so that listing and prompt stay on a small screen
IN_SENTENCES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What was read for the listing: the newest sessions, oldest first, of `total`."""

    sessions: list[SessionRecord]
    total: int
    running_id: str | None
    this_year: int


def list_sessions(
    around: Surroundings,
    *,
    limit: int | None = None,
    everything: bool = False,
    as_json: bool = False,
) -> None:
    """Print the newest `limit` sessions; without one as many as suit the form. Raises
    `CoachError` for a limit together with `everything`, `HistoryError` for what cannot be read.
    """
    if everything and limit is not None:
        raise CoachError(
            "`--all` and `--limit` contradict each other", hint="leave out one", exit_code=2
        )
    if limit is None and not everything and not as_json:
        limit = _usual_limit(around)
    listing = _read(around, limit)
    if as_json:
        from calfcoach.report.figures import session_json

        tell_json("history", {"sessions": [session_json(each) for each in listing.sessions]})
    elif around.accessible:
        _say(listing)
    else:
        _print(listing, around)


def show_session(around: Surroundings, selector: str, *, as_json: bool = False) -> None:
    """Print one session, phase by phase. Raises `CoachError` where there is none or several."""
    with History.read(around.folders.history) as past:
        session = past.session(selector)
        running = running_session(around, past)
    running_id = running.id if running else None
    if as_json:
        from calfcoach.report.figures import whole_session_json

        tell_json("session", whole_session_json(session))
    elif around.accessible:
        from calfcoach.report.spoken import session_sentences

        for line in session_sentences(session, this_year=_this_year(), running_id=running_id):
            tell(line)
    else:
        _print_session(session, running_id)


def running_session(around: Surroundings, history: History) -> SessionRecord | None:
    """The session that a living process is guiding just now."""
    session = history.unfinished()
    if session is None:
        return None
    from calfcoach.lock import SessionLock

    held_by = SessionLock(around.folders.lock).held_by()
    return None if held_by is None else session


def _usual_limit(around: Surroundings) -> int | None:
    if around.accessible:
        return IN_SENTENCES
    return ON_A_TERMINAL if around.stdout_is_terminal else None


def _read(around: Surroundings, limit: int | None) -> Listing:
    with History.read(around.folders.history) as past:
        sessions = past.sessions(limit=limit, with_work=True)
        running = running_session(around, past)
        # Fewer than asked for are all there are.
        total = len(sessions) if limit is None or len(sessions) < limit else past.count()
    return Listing(
        sessions=sessions,
        total=total,
        running_id=running.id if running else None,
        this_year=_this_year(),
    )


def _this_year() -> int:
    return datetime.now(UTC).astimezone().year


def _say(listing: Listing) -> None:
    from calfcoach.report.spoken import history_sentence

    if not listing.total:
        tell("No session yet. Type calfcoach run daily to start one.")
    for session in reversed(listing.sessions):
        tell(history_sentence(session, this_year=listing.this_year, running_id=listing.running_id))
    shown = len(listing.sessions)
    if shown < listing.total:
        tell(f"These are {shown} of {listing.total}. For more, type calfcoach history --all.")


def _print(listing: Listing, around: Surroundings) -> None:
    from calfcoach.report.tables import HISTORY_RIGHT, history_rows

    if not listing.total:
        talk("no session yet")
        talk("  hint: `calfcoach run daily` starts one")
        return
    rows = history_rows(
        listing.sessions, this_year=listing.this_year, running_id=listing.running_id
    )
    for line in columns(rows, right=HISTORY_RIGHT):
        tell(line)
    if around.stdout_is_terminal:
        tell()
        tell(f"{len(listing.sessions)} of {listing.total} shown, oldest first.")
        tell("left and right are stretch time, in minutes and seconds.")
        tell("calfcoach history show last   tells the last one step by step")


def _print_session(session: SessionRecord, running_id: str | None) -> None:
    from calfcoach.report.tables import gap_rows, session_facts, work_rows

    facts = session_facts(session, this_year=_this_year(), running_id=running_id)
    for block in (facts, work_rows(session.work), gap_rows(session)):
        if block and block is not facts:
            tell()
        for line in columns(block):
            tell(line)
