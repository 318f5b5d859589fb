"""What the history holds as the records of a JSON document, or of JSON Lines.

Owns which of them belong to the days that are told of. Each is read when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from calfcoach import __version__
from calfcoach.cli.export_days import Past, Tally, told_of_days
from calfcoach.days import instant_text
from calfcoach.exchange.carried import (
    change_values,
    measure_values,
    operation_values,
    plan_values,
    rest_values,
    row_values,
)
from calfcoach.exchange.document import (
    json_lines,
    json_pieces,
    session_text,
    whole_session,
    work_text,
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
from calfcoach.records import MeasureRecord, PlanVersion, RestRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.store.exporting_work import WorkKinds

# What belongs to no single day; flags and how they were cleared are told whatever the days are.
_OF_NO_DAY = (ACKNOWLEDGEMENT, TOMBSTONE)


def texts_of(past: Past, kinds: WorkKinds, form: str, tally: Tally) -> Iterator[str]:
    """The export as json or jsonl, piece by piece."""
    header = {"exported_at": instant_text(datetime.now(UTC)), "app_version": __version__}
    write = json_pieces if form == "json" else json_lines
    return write(header, _records(past, kinds, tally))


def _records(
    past: Past, kinds: WorkKinds, tally: Tally
) -> dict[str, Iterable[dict[str, Any] | str]]:
    """The records of each shape; each is read when its turn comes."""
    history, days = past.history, past.days

    def sessions() -> Iterator[str]:
        for session_id, own, work, gaps in told_of_days(past, kinds, session_text, work_text):
            tally.sessions.add(session_id)
            yield whole_session(own, work, gaps)

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
        SESSION.plural: sessions(),
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
