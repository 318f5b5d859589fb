"""Past sessions, printed: the listing, and one of them step by step.

What `calfcoach history` does, without the parsing of its options, so that a quick path can do
the same before the command line's library is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from calfcoach.cli.cells import Column, Ink
from calfcoach.cli.drawing import Pen, pen_for
from calfcoach.cli.surroundings import Surroundings, columns, talk, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord
from calfcoach.store import History

if TYPE_CHECKING:
    from calfcoach.report.tables import Row

ON_A_TERMINAL = 9  # rows, so that listing and prompt stay on a small screen
IN_SENTENCES = 5

_COLUMNS = (
    Column(heading="when"),
    Column(heading="code", ink=Ink.STRONG),
    Column(heading="routine"),
    Column(heading="done of plan", right=True),
    Column(heading="left", right=True, named=True),
    Column(heading="right", right=True, named=True),
    Column(heading="tight", right=True, named=True),
    Column(heading="ended", least=11),
)
_DROP = (1,)  # the code: `last~1` finds a session too
_WORK_COLUMNS = {
    "step": Column(heading="step", right=True, named=True),
    "exercise": Column(heading="exercise", ink=Ink.STRONG, least=16),
    "side": Column(heading="side"),
    "set": Column(heading="set", right=True, named=True),
    "round": Column(heading="round", right=True, named=True),
    "done of plan": Column(heading="done of plan", right=True),
    "reps": Column(heading="reps", right=True, named=True),
    "remarks": Column(heading="remarks", least=11),
}
_GAP_COLUMNS = (Column(), Column(), Column(right=True), Column())


@frozen
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
        _print_session(session, running_id, pen_for(around))


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
    if not listing.total:
        talk("no session yet")
        talk("  hint: `calfcoach run daily` starts one")
        return
    pen = pen_for(around)
    for line in _rows(listing, pen):
        tell(line)
    if around.stdout_is_terminal:
        tell()
        for line in _footer(listing, pen):
            tell(line)


def _rows(listing: Listing, pen: Pen | None) -> list[str]:
    from calfcoach.report.tables import HISTORY_RIGHT, history_rows

    rows = history_rows(
        listing.sessions,
        this_year=listing.this_year,
        running_id=listing.running_id,
        brief=pen is not None,
    )
    if pen is None:
        return columns(rows, right=HISTORY_RIGHT)
    return pen.table(_COLUMNS, rows[1:], drop=_DROP, lead=3)


def _footer(listing: Listing, pen: Pen | None) -> list[str]:
    about = (
        f"{len(listing.sessions)} of {listing.total} shown, oldest first."
        + (" `--all` shows them all." if pen and len(listing.sessions) < listing.total else ""),
        "left and right are stretch time, in minutes and seconds.",
    )
    command = ("calfcoach history show last", "tells the last one step by step")
    if pen is None:
        return [*about, "   ".join(command)]
    return [*pen.paragraphs(about), *pen.commands([command])]


def _print_session(session: SessionRecord, running_id: str | None, pen: Pen | None) -> None:
    from calfcoach.report.tables import gap_rows, session_facts, work_rows

    facts = session_facts(session, this_year=_this_year(), running_id=running_id)
    work, gaps = work_rows(session.work), gap_rows(session)
    if pen is None:
        blocks = [columns(block) for block in (facts, work, gaps)]
    else:
        blocks = [pen.facts(facts), _work_table(work, pen), pen.table(_GAP_COLUMNS, gaps)]
    for number, block in enumerate(each for each in blocks if each):
        for line in [""] * bool(number) + block:
            tell(line)


def _work_table(rows: Sequence[Row], pen: Pen) -> list[str]:
    if not rows:
        return []
    header, *below = rows
    return pen.table([_WORK_COLUMNS[heading] for heading in header], below, lead=2)
