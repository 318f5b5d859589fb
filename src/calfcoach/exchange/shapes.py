"""The records of an export: which keys each has, and what stands under them.

One table drives reading, writing and the published JSON Schema. Knows no file format and nothing
of where the records come from.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.exchange.fields import (
    OPTIONS_LETTERS,
    SCORE,
    Columns,
    Day,
    Id,
    Instant,
    OneOf,
    RecordError,
    Rule,
    Seconds,
    Text,
    Texts,
    Whole,
)
from calfcoach.exchange.measured import Typed, Values
from calfcoach.files.problems import as_written, did_you_mean, visible
from calfcoach.frozen import frozen
from calfcoach.records import (
    GAP_REASONS,
    FlagOrigin,
    MeasureKind,
    RestReason,
    SessionOrigin,
    Status,
    WorkStatus,
)
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = "calfcoach.export/1"
_FARTHEST_S = 24 * 60 * 60  # no clock on Earth is farther from UTC
_MOST_LEFT = 9  # reps that were left; nobody counts more
LISTED = 10_000  # work phases, or gaps, of one session; a routine has 2,000 phases at most


@frozen
class Field:
    """One key of a record. `empty`: null may stand there, and a missing key means it."""

    name: str
    rule: Rule
    empty: bool = False


@frozen
class Shape:
    """A kind of record. `name` is its type in JSON Lines, `plural` its key in JSON; `nested` are
    lists of records inside it, by key."""

    name: str
    plural: str
    fields: tuple[Field, ...]
    nested: tuple[tuple[str, Shape], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in their order."""
        return (*(field.name for field in self.fields), *(key for key, _ in self.nested))


def _score(name: str) -> Field:
    return Field(name=name, rule=Whole(most=SCORE), empty=True)


def _texts(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name=name, rule=Text()) for name in names)


_AT = Field(name="at", rule=Instant())
_ID = Field(name="id", rule=Id())

WORK = Shape(
    name="work",
    plural="work",
    fields=(
        *(Field(name=name, rule=Whole()) for name in ("work_no", "step_no", "set_no", "round_no")),
        *_texts("exercise_id", "exercise_title", "kind"),
        Field(name="muscles", rule=Texts()),
        *_texts("technique"),
        Field(name="side", rule=OneOf(words=tuple(side.value for side in Side))),
        Field(name="planned_s", rule=Seconds()),
        Field(name="done_s", rule=Seconds()),
        Field(name="planned_reps", rule=Whole(), empty=True),
        Field(name="done_reps", rule=Whole(), empty=True),
        *_texts("load"),
        Field(name="status", rule=OneOf(words=tuple(each.value for each in WorkStatus))),
        *_texts("why"),
        _score("pain"),
        _AT,
        Field(name="reps_left", rule=Whole(most=_MOST_LEFT), empty=True),
    ),
)
GAP = Shape(
    name="gap",
    plural="gaps",
    fields=(
        Field(name="work_no", rule=Whole()),
        Field(name="reason", rule=OneOf(words=GAP_REASONS)),
        _AT,
        Field(name="seconds", rule=Seconds()),
    ),
)
SESSION = Shape(
    name="session",
    plural="sessions",
    fields=(
        _ID,
        Field(name="status", rule=OneOf(words=tuple(each.value for each in Status))),
        Field(name="origin", rule=OneOf(words=tuple(each.value for each in SessionOrigin))),
        *_texts("routine_id", "routine_title", "routine_hash"),
        Field(name="started_at", rule=Instant()),
        Field(name="ended_at", rule=Instant(), empty=True),
        Field(name="updated_at", rule=Instant()),
        Field(name="utc_offset_s", rule=Whole(least=-_FARTHEST_S, most=_FARTHEST_S)),
        Field(name="local_day", rule=Day()),
        *(
            Field(name=name, rule=Seconds())
            for name in ("planned_s", "planned_left_s", "planned_right_s", "planned_both_s")
        ),
        Field(name="lasted_s", rule=Seconds(), empty=True),
        Field(name="options", rule=Text(most=OPTIONS_LETTERS)),
        *_texts("day_answer"),
        *(_score(name) for name in ("tightness", "pain_before", "pain_worst", "pain_after")),
        _score("pain_next_morning"),
        Field(name="note", rule=Text(lines=True)),
    ),
    nested=(("work", WORK), ("gaps", GAP)),
)
REST = Shape(
    name="rest",
    plural="rests",
    fields=(
        _ID,
        Field(name="from_day", rule=Day()),
        Field(name="until_day", rule=Day()),
        Field(name="reason", rule=OneOf(words=tuple(each.value for each in RestReason))),
        _AT,
    ),
)
SCREENING = Shape(
    name="screening",
    plural="screenings",
    fields=(
        _ID,
        _AT,
        Field(name="local_day", rule=Day()),
        *_texts("version"),
        Field(name="conditions", rule=Texts()),
        Field(name="flags", rule=Texts()),
    ),
)
FLAG = Shape(
    name="flag",
    plural="flags",
    fields=(
        _ID,
        *_texts("flag"),
        Field(name="opened_at", rule=Instant()),
        Field(name="origin", rule=OneOf(words=tuple(each.value for each in FlagOrigin))),
    ),
)
CLEARANCE = Shape(
    name="clearance",
    plural="clearances",
    fields=(
        _ID,
        Field(name="flag_id", rule=Id()),
        _AT,
        Field(name="door", rule=OneOf(words=("clinician", "mistake", "passed"))),
        *_texts("said", "day"),
        Field(name="closes", rule=Whole(most=1)),
    ),
)
DAY_ANSWER = Shape(
    name="day_answer",
    plural="day_answers",
    fields=(_ID, Field(name="local_day", rule=Day()), _AT, *_texts("answer")),
)
ACKNOWLEDGEMENT = Shape(
    name="acknowledgement",
    plural="acknowledgements",
    fields=(*_texts("what", "version"), _AT),
)
PLAN_VERSION = Shape(
    name="plan_version",
    plural="plan_versions",
    fields=(
        _ID,
        *_texts("plan_id"),
        _AT,
        Field(name="local_day", rule=Day()),
        *_texts("why"),
        Field(name="text", rule=Typed()),
    ),
)
MEASURE = Shape(
    name="measure",
    plural="measures",
    fields=(
        _ID,
        Field(name="kind", rule=OneOf(words=tuple(each.value for each in MeasureKind))),
        _AT,
        Field(name="utc_offset_s", rule=Whole(least=-_FARTHEST_S, most=_FARTHEST_S)),
        Field(name="local_day", rule=Day()),
        Field(name="values", rule=Values()),
        Field(name="note", rule=Text(lines=True)),
    ),
)
TIP = Shape(
    name="tip",
    plural="tips",
    fields=(_ID, *_texts("tip"), Field(name="local_day", rule=Day()), _AT),
)
CHANGE = Shape(
    name="change",
    plural="changes",
    fields=(
        _ID,
        _AT,
        Field(name="session_id", rule=Id()),
        *_texts("action"),
        Field(name="what", rule=Columns()),
    ),
)
TOUCH = Shape(
    name="touch",
    plural="touched",
    fields=(
        *_texts("kind"),
        Field(name="row_id", rule=Id()),
        Field(name="work_no", rule=Whole()),
        Field(name="before", rule=Columns(), empty=True),
        Field(name="after", rule=Columns(), empty=True),
    ),
)
OPERATION = Shape(
    name="operation",
    plural="operations",
    fields=(
        _ID,
        _AT,
        *_texts("kind", "source"),
        Field(name="target", rule=Id(), empty=True),
    ),
    nested=(("touched", TOUCH),),
)
TOMBSTONE = Shape(name="tombstone", plural="tombstones", fields=(_ID, _AT))

# In the order in which they stand in a file: what others refer to comes first.
SHAPES = (
    SESSION,
    REST,
    PLAN_VERSION,
    MEASURE,
    TIP,
    SCREENING,
    FLAG,
    CLEARANCE,
    DAY_ANSWER,
    ACKNOWLEDGEMENT,
    CHANGE,
    OPERATION,
    TOMBSTONE,
)
BY_NAME = {shape.name: shape for shape in SHAPES}
_KEYS = {
    shape.name: frozenset(shape.keys)
    for shape in (*SHAPES, *(inner for outer in SHAPES for _, inner in outer.nested))
}
BY_PLURAL = {shape.plural: shape for shape in SHAPES}


def read_record(shape: Shape, given: object) -> dict[str, Any]:
    """The values of a record by key, each as its field has it. Raises `RecordError` for a
    missing, an unknown or a wrong one."""
    if not isinstance(given, Mapping):
        raise RecordError(f"a {shape.name} must be an object, got {as_written(given)}")
    if not given.keys() <= _KEYS[shape.name]:
        key = next(key for key in given if key not in _KEYS[shape.name])
        raise RecordError(
            f"`{visible(str(key)[:64])}` is not a key of a {shape.name}",
            hint=did_you_mean(str(key), shape.keys),
        )
    values = {}
    for field in shape.fields:  # a million times in a long import
        value = given.get(field.name)
        if value is None:
            value = _read_nothing(shape, field, given)
        else:
            value = field.rule.read(field.name, value)
        values[field.name] = value
    for key, inner in shape.nested:
        values[key] = _read_list(key, inner, given.get(key, []))
    return values


def _read_nothing(shape: Shape, field: Field, given: Mapping[str, object]) -> Any:
    if field.empty:
        return None
    if field.name not in given:
        raise RecordError(f"a {shape.name} needs `{field.name}`")
    return field.rule.read(field.name, None)


def _read_list(key: str, shape: Shape, given: object) -> list[dict[str, Any]]:
    if not isinstance(given, list):
        raise RecordError(f"`{key}` must be a list, got {as_written(given)}")
    # an import touches as many rows as it has sessions, so only what a session holds is limited
    if len(given) > LISTED and shape is not TOUCH:
        raise RecordError(f"`{key}` has at most {LISTED} entries, this one has {len(given)}")
    return [read_record(shape, each) for each in given]
