"""What `calfcoach export` does: choose what and how, and write it.

The history is read piece by piece, a month or a year, and written as it is read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from calfcoach.cli.export_days import (
    LAST_DAY,
    Days,
    Past,
    Tally,
    sessions_of,
    told_of_days,
    work_kinds,
)
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.files.problems import as_written, did_you_mean
from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord
from calfcoach.store import History

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.store.exporting_work import Phases, WorkKinds

FORMATS = ("json", "jsonl", "csv", "ics")
STDOUT = "-"

_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".ics": "ics"}


@frozen
class Wanted:
    """The options as they were typed."""

    file: str
    form: str
    since: str
    until: str
    details: bool
    force: bool


def export_history(around: Surroundings, wanted: Wanted) -> None:
    """Write the history as it is wanted. Raises `CoachError`; the file is then as it was."""
    form = _form(wanted)
    days = _days(around, wanted)
    tally = Tally()
    path = around.folders.history_file
    with History.read(path) as history:
        past = Past(history=history, path=path, days=days, lose=tally.lost.extend)
        pieces = _pieces(past, form, tally, details=wanted.details)
        if wanted.file == STDOUT:
            _to_stdout(pieces)
        else:
            from pathlib import Path

            from calfcoach.cli.new_file import NewFile

            with NewFile(Path(wanted.file), replace=wanted.force) as file:
                for piece in pieces:
                    file.write(piece)
    _say(around, wanted, tally)


def print_schema() -> None:
    """Print the published schema of the json form."""
    import json

    from calfcoach.exchange.schema import export_schema

    tell(json.dumps(export_schema(), indent=2))


def _form(wanted: Wanted) -> str:
    form = wanted.form or ("json" if wanted.file == STDOUT else _by_ending(wanted.file))
    if not form:
        raise CoachError(
            f"the ending of {as_written(wanted.file)} names no format",
            hint="end it in .json, .jsonl, .csv or .ics, or add --format json",
            exit_code=2,
        )
    if form not in FORMATS:
        raise CoachError(
            f"`--format` must be json, jsonl, csv or ics, got {as_written(form)}",
            hint=did_you_mean(form, FORMATS) or "write --format json",
            exit_code=2,
        )
    if wanted.details and form != "ics":
        raise CoachError(
            f"`--details` is for ics alone; {form} holds them always",
            hint="leave it out",
            exit_code=2,
        )
    return form


def _by_ending(file: str) -> str:
    from pathlib import Path  # late: what is written to stdout needs none

    return _ENDINGS.get(Path(file).suffix.lower(), "")


def _days(around: Surroundings, wanted: Wanted) -> Days:
    if not wanted.since and not wanted.until:
        return Days(first="", last=LAST_DAY, whole=True)
    from calfcoach.cli.moments import present, read_day

    now = present(around.settings.day_starts)
    first = read_day(wanted.since, now, "--from").isoformat() if wanted.since else ""
    last = read_day(wanted.until, now, "--to").isoformat() if wanted.until else LAST_DAY
    if first > last:
        raise CoachError(
            "`--from` lies after `--to`", hint="write the earlier day first", exit_code=2
        )
    return Days(first=first, last=last, whole=False)


def _pieces(past: Past, form: str, tally: Tally, *, details: bool) -> Iterator[bytes]:
    """The export, piece by piece."""
    if form == "ics":
        from calfcoach.exchange.calendar import calendar_of

        yield calendar_of(_counted(sessions_of(past), tally), details=details)
        return
    kinds = work_kinds(past)  # before more is imported: it goes on meanwhile
    if form == "csv":
        texts = _table(past, kinds, tally)
    else:
        from calfcoach.cli.export_records import texts_of

        texts = texts_of(past, kinds, form, tally)
    for text in texts:
        yield text.encode("utf-8", "replace")


def _table(past: Past, kinds: WorkKinds, tally: Tally) -> Iterator[str]:
    from calfcoach.exchange.table_writer import session_cells, table_pieces, work_cells

    def sessions() -> Iterator[tuple[str, Phases | None]]:
        for session_id, own, work, _ in told_of_days(past, kinds, session_cells, work_cells):
            tally.sessions.add(session_id)
            yield own, work

    return table_pieces(sessions())


def _counted(sessions: Iterable[SessionRecord], tally: Tally) -> Iterator[SessionRecord]:
    for session in sessions:
        tally.sessions.add(session.id)
        yield session


def _to_stdout(pieces: Iterable[bytes]) -> None:
    """Bytes, not text: the file is UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _say(around: Surroundings, wanted: Wanted, tally: Tally) -> None:
    if tally.lost or tally.rows_lost:
        _warn(around, tally)
    if wanted.file == STDOUT:
        return
    from pathlib import Path

    sessions = "1 session" if len(tally.sessions) == 1 else f"{len(tally.sessions)} sessions"
    said = f"Wrote {sessions} to {as_typed(Path(wanted.file))}."
    for line in folded_for(said, around):
        talk(line)


def _warn(around: Surroundings, tally: Tally) -> None:
    from calfcoach.cli.past_lost import warn_of_lost
    from calfcoach.cli.trouble import warn

    warn_of_lost(around, tally.lost)
    if tally.rows_lost:
        rows = "1 row" if tally.rows_lost == 1 else f"{tally.rows_lost} rows"
        were = "was" if tally.rows_lost == 1 else "were"
        problem = CoachError(
            f"{rows} of the history cannot be read and {were} left out",
            where=as_typed(around.folders.history_file),
            hint="`calfcoach doctor` looks at the history",
        )
        warn(problem, accessible=around.accessible)
