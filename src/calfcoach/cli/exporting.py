"""What `calfcoach export` does: choose what and how, and write it.

The history is read month by month, and written as it is read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from calfcoach import __version__
from calfcoach.cli.export_days import LAST_DAY, Days, sessions_of
from calfcoach.cli.moments import present, read_day
from calfcoach.cli.new_file import NewFile
from calfcoach.cli.past_lost import warn_of_lost
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell
from calfcoach.cli.trouble import warn
from calfcoach.days import instant_text
from calfcoach.errors import CoachError
from calfcoach.exchange.carried import (
    change_values,
    measure_values,
    operation_values,
    plan_values,
    rest_values,
    row_values,
    session_values,
)
from calfcoach.exchange.shapes import (
    ACKNOWLEDGEMENT,
    CHANGE,
    CLEARANCE,
    DAY_ANSWER,
    FLAG,
    MEASURE,
    OPERATION,
    PLAN_VERSION,
    REST,
    SCREENING,
    SESSION,
    TIP,
    TOMBSTONE,
    Shape,
)
from calfcoach.files.folders import as_typed
from calfcoach.files.problems import as_written, did_you_mean
from calfcoach.frozen import frozen
from calfcoach.records import MeasureRecord, PlanVersion, RestRecord, SessionRecord
from calfcoach.store import History
from calfcoach.store.readable import Lost

FORMATS = ("json", "jsonl", "csv", "ics")
STDOUT = "-"

_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".ics": "ics"}
# What belongs to no single day; flags and how they were cleared are told whatever the days are.
_OF_NO_DAY = (ACKNOWLEDGEMENT, TOMBSTONE)


@frozen
class Wanted:
    """The options as they were typed."""

    file: str
    form: str
    since: str
    until: str
    details: bool
    force: bool


class _Tally:
    """What was written, and what could not be: counted while it passes."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.others: set[str] = set()  # rests, versions of the plan, measurements
        self.rows_lost = 0
        self.lost: list[Lost] = []

    def lose(self) -> None:
        self.rows_lost += 1


def export_history(around: Surroundings, wanted: Wanted) -> None:
    """Write the history as it is wanted. Raises `CoachError`; the file is then as it was."""
    form = _form(wanted)
    days = _days(around, wanted)
    tally = _Tally()
    with History.read(around.folders.history) as history:
        found = sessions_of(history, around.folders.history, days, tally.lost.extend)
        sessions = _counted(found, tally)
        pieces = _pieces(history, sessions, form, days, tally, details=wanted.details)
        if wanted.file == STDOUT:
            _to_stdout(pieces)
        else:
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
    form = wanted.form or _ENDINGS.get(Path(wanted.file).suffix.lower(), "")
    if not form and wanted.file == STDOUT:
        form = "json"
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


def _days(around: Surroundings, wanted: Wanted) -> Days:
    now = present(around.settings.day_starts)
    first = read_day(wanted.since, now, "--from").isoformat() if wanted.since else ""
    last = read_day(wanted.until, now, "--to").isoformat() if wanted.until else LAST_DAY
    if first > last:
        raise CoachError(
            "`--from` lies after `--to`", hint="write the earlier day first", exit_code=2
        )
    return Days(first=first, last=last, whole=not wanted.since and not wanted.until)


def _pieces(
    history: History,
    sessions: Iterable[SessionRecord],
    form: str,
    days: Days,
    tally: _Tally,
    *,
    details: bool,
) -> Iterator[bytes]:
    """The export, piece by piece."""
    if form == "ics":
        from calfcoach.exchange.calendar import calendar_of

        yield calendar_of(sessions, details=details)
        return
    if form == "csv":
        from calfcoach.exchange.table import table_pieces

        texts = table_pieces(map(session_values, sessions))
    else:
        from calfcoach.exchange.document import json_lines, json_pieces

        header = {"exported_at": instant_text(datetime.now(UTC)), "app_version": __version__}
        write = json_pieces if form == "json" else json_lines
        texts = write(header, _records(history, sessions, days, tally))
    for text in texts:
        yield text.encode("utf-8", "replace")


def _records(
    history: History, sessions: Iterable[SessionRecord], days: Days, tally: _Tally
) -> dict[str, Iterable[dict[str, Any]]]:
    """The records of each shape; each is read when its turn comes."""

    def beside(
        found: Iterable[Any], values: Callable[[Any], dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        for record in found:
            if days.hold(*_days_of(record)):
                tally.others.add(record.id)
                yield values(record)

    def rows(shape: Shape) -> Iterator[dict[str, Any]]:
        if shape in _OF_NO_DAY and not days.whole:
            return
        for values in row_values(shape, history.all_rows(shape.plural), tally.lose):
            if "local_day" not in values or days.hold(values["local_day"]):
                yield values

    def changes() -> Iterator[dict[str, Any]]:
        yield from change_values(history.all_rows("changes"), tally.sessions, tally.lose)

    def operations() -> Iterator[dict[str, Any]]:
        yield from operation_values(
            history.all_rows("operations"),
            history.all_rows("touched"),
            tally.sessions,
            tally.others,
            tally.lose,
        )

    plain = (TIP, SCREENING, FLAG, CLEARANCE, DAY_ANSWER, ACKNOWLEDGEMENT, TOMBSTONE)
    return {
        SESSION.plural: map(session_values, sessions),
        REST.plural: beside(history.rests(), rest_values),
        PLAN_VERSION.plural: beside(history.plan_versions(), plan_values),
        MEASURE.plural: beside(history.measures(), measure_values),
        CHANGE.plural: changes(),
        OPERATION.plural: operations(),
        **{shape.plural: rows(shape) for shape in plain},
    }


def _days_of(record: RestRecord | PlanVersion | MeasureRecord) -> tuple[str, ...]:
    """The day of a record, or its first and last."""
    if isinstance(record, RestRecord):
        return record.from_day, record.until_day
    return (record.local_day,)


def _counted(sessions: Iterable[SessionRecord], tally: _Tally) -> Iterator[SessionRecord]:
    for session in sessions:
        tally.sessions.add(session.id)
        yield session


def _to_stdout(pieces: Iterable[bytes]) -> None:
    """Bytes, not text: the file is UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _say(around: Surroundings, wanted: Wanted, tally: _Tally) -> None:
    warn_of_lost(around, tally.lost)
    if tally.rows_lost:
        rows = "1 row" if tally.rows_lost == 1 else f"{tally.rows_lost} rows"
        were = "was" if tally.rows_lost == 1 else "were"
        problem = CoachError(
            f"{rows} of the history cannot be read and {were} left out",
            where=as_typed(around.folders.history),
            hint="`calfcoach doctor` looks at the history",
        )
        warn(problem, accessible=around.accessible)
    if wanted.file == STDOUT:
        return
    sessions = "1 session" if len(tally.sessions) == 1 else f"{len(tally.sessions)} sessions"
    said = f"Wrote {sessions} to {as_typed(Path(wanted.file))}."
    for line in folded_for(said, around):
        talk(line)
