"""Past sessions, printed: the listing.

What `calfcoach history` does, without the parsing of its options, so that a quick path can do
the same before the command line's library is imported.
"""

from __future__ import annotations

from datetime import UTC, datetime

from calfcoach.cli.surroundings import Surroundings, columns, talk, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from calfcoach.cli.drawing import Pen
    from calfcoach.records import RestRecord, SessionLine, SessionRecord, Status, WholeLine
    from calfcoach.report.tables import Entry
    from calfcoach.store import History
    from calfcoach.store.all_work import Kinds
    from calfcoach.store.lines_ahead import Ahead

    Session = SessionLine | WholeLine | SessionRecord

ON_A_TERMINAL = 9  # rows, so that listing and prompt stay on a small screen
IN_SENTENCES = 5


@frozen
class Filters:
    """Which sessions are listed: local days from `since_day` and before `until_day`, one routine,
    one status, the deleted ones instead. None for no limit."""

    since_day: str | None = None
    until_day: str | None = None
    routine: str | None = None
    status: Status | None = None
    deleted: bool = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The same as the history's questions take it."""
        return {
            "since_day": self.since_day,
            "until_day": self.until_day,
            "routine": self.routine,
            "status": self.status.value if self.status else None,
            "deleted": self.deleted,
        }

    @property
    def with_rests(self) -> bool:
        """Whether days that were kept free belong to the listing."""
        return self.routine is None and self.status is None and not self.deleted

    @property
    def any(self) -> bool:
        """Whether anything is left out by a filter."""
        return not self.with_rests or (self.since_day, self.until_day) != (None, None)


@frozen
class Listing:
    """What was read for the listing: the newest entries, oldest first, of `total`."""

    entries: Sequence[Entry]
    total: int
    running_id: str | None
    this_year: int
    filters: Filters


def list_sessions(
    around: Surroundings,
    *,
    limit: int | None = None,
    everything: bool = False,
    as_json: bool = False,
    as_csv: bool = False,
    filters: Filters | None = None,
    ahead: Ahead | None = None,
) -> None:
    """Print the newest `limit` sessions; without one as many as suit the form. `ahead` is what was
    asked for already, where all are to be printed. Raises
    `CoachError` for options that contradict each other, `HistoryError` for what cannot be read.
    """
    for first, second, both in (
        ("--all", "--limit", everything and limit is not None),
        ("--json", "--csv", as_json and as_csv),
    ):
        if both:
            message = f"`{first}` and `{second}` contradict each other"
            raise CoachError(message, hint="leave out one", exit_code=2)
    if limit is None and not everything and not as_json and not as_csv:
        limit = _usual_limit(around)
    for_reading = not (as_json or as_csv)
    listing = _read(around, limit, filters or Filters(), ahead, for_reading=for_reading)
    if not listing.total and listing.filters.routine:
        _check_routine(around, listing.filters.routine)
    if as_json:
        _tell_json(listing)
    elif as_csv:
        from calfcoach.report.session_table import session_csv

        _tell_text(session_csv(_sessions_of(listing)))
    elif around.accessible:
        _say(listing)
    else:
        _print(listing, around)


def _check_routine(around: Surroundings, name: str) -> None:
    """A name that no session has is a routine's that was never done, or a mistake: CoachError."""
    from calfcoach.store import History

    with History.read(around.folders.history_file) as history:
        if history.sessions(routine=name, limit=1):
            return
    from calfcoach.files.catalog import Catalog

    if name != "cramp":
        Catalog(around.folders).routine(name)


def _sessions_of(listing: Listing) -> list[dict[str, Any]]:
    from calfcoach.records import RestRecord
    from calfcoach.report.figures import session_json

    return [session_json(each) for each in listing.entries if not isinstance(each, RestRecord)]


def _tell_json(listing: Listing) -> None:
    from calfcoach.records import RestRecord
    from calfcoach.report.figures import rest_json

    rests = [each for each in listing.entries if isinstance(each, RestRecord)]
    content = {
        "sessions": _sessions_of(listing),
        "rests": [rest_json(each) for each in rests],
    }
    tell_json("history", content)


def _tell_text(text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        tell(line)


def running_session(around: Surroundings, history: History) -> SessionRecord | None:
    """The session that a living process is guiding just now."""
    from calfcoach.store.faults import DamageError

    try:
        session = history.unfinished()
    except DamageError:
        session = None  # it is left out of the listing too
    if session is None:
        return None
    from calfcoach.lock import SessionLock

    held_by = SessionLock(around.folders.lock_file).held_by()
    return None if held_by is None else session


def _usual_limit(around: Surroundings) -> int | None:
    if around.accessible:
        return IN_SENTENCES
    return ON_A_TERMINAL if around.stdout_is_terminal else None


def _read(
    around: Surroundings,
    limit: int | None,
    filters: Filters,
    ahead: Ahead | None,
    *,
    for_reading: bool,
) -> Listing:
    """The newest `limit` entries. Where a program reads them, a limit is one of sessions."""
    as_lines = for_reading and not around.accessible
    kinds = None
    if limit is None and filters == Filters():
        # Before all else: what comes meanwhile takes as long.
        path = around.folders.history_file
        if as_lines and ahead is None:
            from calfcoach.store.lines_ahead import ask_ahead

            ahead = ask_ahead(path)
        elif not for_reading:
            from calfcoach.store.all_work import ask_for_kinds

            kinds = ask_for_kinds(path)
    from calfcoach.report.tables import in_order

    if as_lines:
        sessions, rests, lost = _lines(around, limit, filters, ahead)
    else:
        whole = not for_reading
        sessions, rests, lost = _records(around, limit, filters, kinds, whole=whole)
    rests = _within(rests, filters)
    # Fewer than asked for are all there are.
    total = len(sessions)
    if limit is not None and len(sessions) >= limit:
        total = _count(around, filters) - lost
    entries = in_order(sessions, rests)
    if limit is not None and for_reading:
        entries = entries[-limit:]
    running = _running(around, sessions) if for_reading else None
    return Listing(
        entries=entries,
        total=total + len(rests),
        running_id=running.id if running else None,
        this_year=this_year(),
        filters=filters,
    )


def _lines(
    around: Surroundings, limit: int | None, filters: Filters, ahead: Ahead | None
) -> tuple[Sequence[Session], list[RestRecord], int]:
    """Sessions as lines, rests, and how many sessions had to be left out."""
    path = around.folders.history_file
    if ahead is not None:
        from calfcoach.store.all_lines import read_all_lines

        if (found := read_all_lines(path, ahead)) is not None:
            return *found, 0
    from calfcoach.store.faults import DamageError
    from calfcoach.store.lines import read_lines
    from calfcoach.store.wanted import Wanted

    try:
        return *read_lines(path, Wanted(**filters.chosen), limit), 0
    except DamageError:
        from calfcoach.cli.past_lost import what_is_left

        sessions, lost = what_is_left(around, limit, filters.chosen)
    return sessions, _rests(around), lost


def _records(
    around: Surroundings,
    limit: int | None,
    filters: Filters,
    kinds: Kinds | None,
    *,
    whole: bool,
) -> tuple[Sequence[Session], list[RestRecord], int]:
    """The same as `whole` lines, or as records with the sums of their work."""
    from calfcoach.cli.past_lost import all_readable, readable_whole_lines
    from calfcoach.store import History

    sessions: Sequence[Session]
    with History.read(around.folders.history_file) as past:
        if whole:
            sessions, lost = readable_whole_lines(around, past, limit, filters.chosen, kinds)
        else:
            sessions, lost = all_readable(around, past, limit, filters.chosen, sums=True)
        return sessions, past.rests(), lost


def _rests(around: Surroundings) -> list[RestRecord]:
    from calfcoach.store import History

    with History.read(around.folders.history_file) as past:
        return past.rests()


def _count(around: Surroundings, filters: Filters) -> int:
    from calfcoach.store import History

    with History.read(around.folders.history_file) as past:
        return past.count(**filters.chosen)


def _running(around: Surroundings, sessions: Sequence[Session]) -> SessionRecord | None:
    """The session that is guided just now, where any of these can be it."""
    from calfcoach.records import LINE_FIELDS, SessionRecord, Status

    at = LINE_FIELDS.index("status")
    statuses = {each.status if isinstance(each, SessionRecord) else each[at] for each in sessions}
    if Status.RUNNING not in statuses:
        return None
    from calfcoach.store import History

    with History.read(around.folders.history_file) as past:
        return running_session(around, past)


def _within(rests: Sequence[RestRecord], filters: Filters) -> list[RestRecord]:
    """The rests that reach into the days asked for."""
    if not filters.with_rests:
        return []
    first, end = filters.since_day, filters.until_day
    return [
        rest
        for rest in rests
        if (first is None or rest.until_day >= first) and (end is None or rest.from_day < end)
    ]


def this_year() -> int:
    """The year it is here: it is not written beside a day."""
    return datetime.now(UTC).astimezone().year


def _say(listing: Listing) -> None:
    from calfcoach.records import RestRecord, SessionRecord
    from calfcoach.report.spoken import history_sentence, rest_sentence

    year = listing.this_year
    if not listing.total:
        tell(_nothing(listing, spoken=True))
    for each in reversed(listing.entries):
        if isinstance(each, RestRecord):
            tell(rest_sentence(each, this_year=year))
        elif isinstance(each, SessionRecord):  # nothing was read as a line
            tell(history_sentence(each, this_year=year, running_id=listing.running_id))
    shown = len(listing.entries)
    if shown < listing.total:
        tell(f"These are {shown} of {listing.total}. For more, type calfcoach history --all.")


def _nothing(listing: Listing, *, spoken: bool) -> str:
    if listing.filters.any:
        return "No session fits these options." if spoken else "no session fits these options"
    return "No session yet. Type calfcoach run daily to start one." if spoken else "no session yet"


def _print(listing: Listing, around: Surroundings) -> None:
    if not listing.total:
        talk(_nothing(listing, spoken=False))
        if not listing.filters.any:
            talk("  hint: `calfcoach run daily` starts one")
        return
    pen = None
    if around.stdout_is_terminal:
        from calfcoach.cli.drawing import pen_for

        pen = pen_for(around)
    tell("\n".join(history_lines(listing, pen)))
    if around.stdout_is_terminal:
        tell()
        for line in _footer(listing, pen):
            tell(line)


def history_lines(listing: Listing, pen: Pen | None) -> list[str]:
    """The listing, drawn: a line an entry, wherever the columns beside the last leave it room."""
    from calfcoach.report.tables import HISTORY_RIGHT, history_rows

    def rows(cells: int | None, *, weekdays: bool = True) -> list[tuple[str, ...]]:
        return history_rows(
            listing.entries,
            this_year=listing.this_year,
            running_id=listing.running_id,
            cells=cells,
            weekdays=weekdays,
        )

    if pen is None:
        return columns(rows(None), right=HISTORY_RIGHT)
    from calfcoach.cli.past_drawn import drawn

    return drawn(rows, pen)


def _footer(listing: Listing, pen: Pen | None) -> list[str]:
    about = (
        f"{len(listing.entries)} of {listing.total} shown, oldest first."
        + (" `--all` shows them all." if pen and len(listing.entries) < listing.total else ""),
        "left and right are stretch time, in minutes and seconds.",
    )
    command = ("calfcoach history show last", "tells the last one step by step")
    if pen is None:
        return [*about, "   ".join(command)]
    return [*pen.paragraphs(about), *pen.commands([command])]
