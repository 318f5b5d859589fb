"""The stages of a plan as they stand in a file: their keys, and how they are read.

Shared by a person's plan and the shipped goals. Knows nothing of either.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from calfcoach.errors import CoachError
from calfcoach.files.amounts import REPS_MAX, Duration
from calfcoach.files.document import empty, parse
from calfcoach.files.fields import Field, ListOf, Table, Tables, is_id, read_table
from calfcoach.files.problems import Problem, Spot, as_written, error_of
from calfcoach.files.source_table import SourceOf
from calfcoach.files.values import TITLE_CHARS, Choice, Days, Text, Whole
from calfcoach.frozen import frozen
from calfcoach.plan.model import PLAN_MAX_DAYS, DoseChange, Item, Stage
from calfcoach.terms import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STAGES_MAX = 20
ENTRIES_MAX = 50  # items of a stage, its changes, pauses
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)


@frozen
class Day:
    """A day, as TOML's own date or as text: 2026-11-20."""

    def __call__(self, value: object, spot: Spot) -> datetime.date | None:
        """Read a day of this or the next century, so that no count of days is endless."""
        day = value
        if isinstance(value, str):
            try:
                day = datetime.date.fromisoformat(value)
            except ValueError:
                day = None
        if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
            if FIRST_DAY <= day <= LAST_DAY:
                return day
            message = f"{spot.name} must be a day from {FIRST_DAY} to {LAST_DAY}, got {day}"
        else:
            message = f"{spot.name} must be a day such as 2026-11-20, got {as_written(value)}"
        spot.report(message, spot.write("2026-11-20"))
        return None


@frozen
class Name:
    """The id of a routine or an exercise. Whether it is there is not asked here."""

    def __call__(self, value: object, spot: Spot) -> str | None:
        """Read an id: lower case, digits, hyphens."""
        if isinstance(value, str) and is_id(value):
            return value
        spot.report(
            f"{spot.name} must be a name such as daily, got {as_written(value)}",
            spot.write('"daily"'),
        )
        return None


ITEM = Table(
    called="an item",
    fields=(
        Field(
            name="routine",
            read=Name(),
            meaning="which routine",
            required=True,
            missing='write routine = "daily"',
        ),
        Field(name="days", read=Days(), meaning="how many days a week, or which"),
        Field(name="per_day", read=Whole(low=1, high=24), meaning="how often a day"),
        Field(name="instead_of", read=Name(), meaning="the routine that it replaces"),
    ),
)
CHANGE = Table(
    called="a change",
    fields=(
        Field(name="exercise", read=Name(), meaning="which exercise"),
        Field(
            name="kind",
            read=Choice(words=tuple(kind.value for kind in Kind)),
            meaning="every exercise of a kind",
        ),
        Field(name="routine", read=Name(), meaning="only in this routine"),
        Field(name="use", read=Name(), meaning="the exercise in its place"),
        Field(name="hold", read=Duration(low_s=1, high_s=600), meaning="seconds of a hold"),
        Field(name="sets", read=Whole(low=1, high=20), meaning="sets in one session"),
        Field(name="reps", read=Whole(low=1, high=REPS_MAX), meaning="reps of a set"),
        Field(name="load", read=Text(chars=TITLE_CHARS), meaning="the weight"),
    ),
)
STAGE = Table(
    called="a stage",
    fields=(
        Field(name="name", read=Text(chars=TITLE_CHARS, some=True), meaning="what it is called",
              required=True),
        Field(name="weeks", read=Whole(low=1, high=52), meaning="how long", required=True,
              missing="write weeks = 1"),
        Field(name="item", read=Tables(header="[[stage.item]]"), meaning="what it asks for",
              required=True, missing="a stage needs at least one [[stage.item]]"),
        Field(name="change", read=Tables(header="[[stage.change]]"), meaning="other doses"),
    ),
    elsewhere=(
        (ITEM.names(), "in a [[stage.item]]"),
        (CHANGE.names(), "in a [[stage.change]]"),
    ),
)  # fmt: skip
SOURCES = Field(name="sources", read=ListOf(read=SourceOf(), single=True), meaning="who says so")
REVIEWS = Field(
    name="reviews",
    read=ListOf(read=Whole(low=1, high=PLAN_MAX_DAYS), example="[14, 28]"),
    meaning="days of the plan on which it is looked back",
)
LENGTH = Field(
    name="days",
    read=Whole(low=1, high=PLAN_MAX_DAYS),
    meaning="how many days it has",
    required=True,
    missing="write days = 28",
)
STAGES = Field(
    name="stage",
    read=Tables(header="[[stage]]"),
    meaning="what is asked, for how long",
    required=True,
    missing="a plan needs at least one [[stage]]",
)


def read_file(data: bytes, where: str) -> dict[str, Any]:
    """The document of a plan's file. CoachError for one that is empty or is no TOML."""
    document = parse(data, where, mostly_plain=True)
    if not document:
        raise empty(where, "`calfcoach plan start` writes a plan")
    return document


def read_stages(tables: Sequence[Mapping[str, object]], spot: Spot) -> tuple[Stage, ...]:
    """Read `[[stage]]` tables; what is wrong becomes problems, and the result is then short."""
    if _too_many(tables, STAGES_MAX, spot):
        return ()
    return tuple(
        stage for no, table in enumerate(tables) if (stage := _read_stage(table, spot.at(no)))
    )


def problems_error(
    problems: Sequence[Problem],
    document: Mapping[str, object],
    where: str,
    stopped: CoachError | None = None,
) -> CoachError:
    """All problems of a plan's file as one error; those of a stage say which one. There must be
    at least one. `stopped` is what ended the reading early, and comes last."""
    from calfcoach.files.places import joined  # late: few plans have an error in them

    errors: list[CoachError] = []
    for place in sorted({_place(problem) for problem in problems}):
        group = [problem for problem in problems if _place(problem) == place]
        named = "  ".join(filter(None, (where, _words(place))))
        errors += error_of(group, document, named).all()
    if stopped is not None:
        errors.append(CoachError(stopped.message, where=where, hint=stopped.hint))
    return joined(errors)


def _read_stage(table: Mapping[str, object], spot: Spot) -> Stage | None:
    values = read_table(table, STAGE, spot)
    before = len(spot.problems)
    items = [_read_item(one, spot.at("item", no)) for no, one in _some(values, "item", spot)]
    changes = [
        _read_change(one, spot.at("change", no)) for no, one in _some(values, "change", spot)
    ]
    if len(spot.problems) > before or not {"name", "weeks", "item"} <= values.keys():
        return None
    return Stage(
        name=values["name"],
        weeks=values["weeks"],
        items=tuple(item for item in items if item),
        changes=tuple(change for change in changes if change),
    )


def _some(values: Mapping[str, Any], key: str, spot: Spot) -> list[tuple[int, Any]]:
    tables = values.get(key, ())
    return [] if _too_many(tables, ENTRIES_MAX, spot.at(key)) else list(enumerate(tables))


def _read_item(table: Mapping[str, object], spot: Spot) -> Item | None:
    values = read_table(table, ITEM, spot)
    return Item(**values) if "routine" in values else None


def _read_change(table: Mapping[str, object], spot: Spot) -> DoseChange | None:
    values = read_table(table, CHANGE, spot)
    if ("exercise" in table) == ("kind" in table):
        spot.report("a change names either an `exercise` or a `kind`",
                    'write exercise = "heel-raise", or kind = "stretch"')  # fmt: skip
        return None
    if "hold" in values:
        values["hold_s"] = values.pop("hold")
    return DoseChange(**values)


def _too_many(tables: Sequence[object], most: int, spot: Spot) -> bool:
    if len(tables) > most:
        spot.report(
            f"there are {len(tables):,} of {spot.name}, the limit is {most}", "leave some out"
        )
    return len(tables) > most


_Place = tuple[int, str, int]


def _place(problem: Problem) -> _Place:
    """Stage, part and entry of a problem, all from 1; zeros for one at the top of the file."""
    match problem.path:
        case ("stage", int() as no, "item" | "change" as part, int() as entry, *_):
            return no + 1, part, entry + 1
        case ("stage", int() as no, *_):
            return no + 1, "", 0
        case ("pause", int() as no, *_):
            return 0, "pause", no + 1
        case _:
            return 0, "", 0


def _words(place: _Place) -> str:
    no, part, entry = place
    words = [f"stage {no}"] if no else []
    if part:
        words.append(f"{part} {entry}")
    return ", ".join(words)
