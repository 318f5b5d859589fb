"""The safety questions and the table of limits, read from `library/care/`.

Owns the keys of those two files and reads each once. Knows nothing of who is asked, of answers
and of routines. What ships is held free of errors by tests; a reader still refuses what it
does not know, since a word that is misspelt here would let something through.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from calfcoach.care.model import Condition, Door, Effect, Flag, Tier
from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.fields import Field, ListOf, Table, TableOf, is_id, read_table
from calfcoach.files.problems import Problem, Spot, as_written, error_of
from calfcoach.files.tables import TECHNIQUES, SourceOf
from calfcoach.files.values import TITLE_CHARS, Choice, Text, Whole, choice
from calfcoach.frozen import frozen, replace
from calfcoach.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FOLDER = Path(__file__).parent.parent / "library" / "care"


@frozen
class DayItem:
    """A line of the day's question: what to look out for, and the flag it opens.

    `ask` is the line in the list, `confirm` the same in words for "is that right?".
    """

    flag: str
    ask: str
    confirm: str


@frozen
class Questions:
    """All that is asked. `version` changes when the questions of the two pages do; `flags` stand
    in the order of the first page, `conditions` in that of the second, those that only follow
    from another answer (`no` 0) behind them."""

    version: str
    flags: tuple[Flag, ...]
    conditions: tuple[Condition, ...]
    day_items: tuple[DayItem, ...]


@frozen
class Cell:
    """What a condition does to a technique. `say` is the reason of a block, the advice of a
    light, a sentence each, and empty where all is allowed."""

    effect: Effect = Effect.ALLOW
    say: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


Limits = Mapping[str, Mapping[str, Cell]]


@cache
def questions() -> Questions:
    """The shipped questions."""
    path = _FOLDER / "questions.toml"
    return read_questions(path.read_bytes(), path.name)


def version() -> str:
    """The version of the shipped questions, without reading them: every start asks for it, and
    the rest of the file would cost it some milliseconds."""
    with (_FOLDER / "questions.toml").open(encoding="utf-8") as file:
        return next(line.split('"')[1] for line in file if line.startswith("version = "))


def day_items() -> tuple[DayItem, ...]:
    """The lines of the day's question, as they stand in the file; see `rules.rotated`."""
    return questions().day_items


@cache
def table() -> Limits:
    """The shipped table: condition → technique → cell, with a cell for every technique. The rows
    are the conditions of the second page, those that follow from them, and two for a sore day."""
    path = _FOLDER / "limits.toml"
    return read_limits(path.read_bytes(), path.name)


def read_questions(data: bytes, where: str) -> Questions:
    """Read a file of questions. Raises CoachError with all its problems."""
    values = _read(data, where, _QUESTIONS)
    return Questions(
        version=values["version"],
        flags=tuple(Flag(**one) for one in values["flag"]),
        conditions=tuple(Condition(**one) for one in values["condition"]),
        day_items=tuple(DayItem(**one) for one in values["day"]),
    )


def read_limits(data: bytes, where: str) -> Limits:
    """Read a file of limits. Raises CoachError with all its problems: words that are unknown, a
    technique that a condition names twice or forgets, a condition with two rows."""
    limits: dict[str, Mapping[str, Cell]] = {}
    for condition, row in _read(data, where, _LIMITS)["condition"]:
        if condition in limits:
            raise CoachError(f"`{condition}` has two rows", where=where, hint="put them into one")
        limits[condition] = row
    return limits


def _read(data: bytes, where: str, keys: Table) -> dict[str, Any]:
    document = parse(data, where)
    problems: list[Problem] = []
    values = read_table(document, keys, Spot(problems=problems))
    if problems:
        raise error_of(problems, document, where)
    return values


# ----------------------------------------------------------------- readers of these two files


@frozen
class _Id:
    """What an answer is kept by."""

    def __call__(self, value: object, spot: Spot) -> str | None:
        if isinstance(value, str) and is_id(value):
            return value
        spot.report(f"{spot.name} must be an id, got {as_written(value)}", spot.write('"my-id"'))
        return None


@frozen
class _Row:
    """A condition's row of the table: its id and a cell for each technique."""

    def __call__(self, value: object, spot: Spot) -> tuple[str, dict[str, Cell]] | None:
        row = TableOf(table=_ROW)(value, spot)
        if row is None or not {"id", "limit"} <= row.keys():
            return None
        cells: dict[str, Cell] = {}
        for techniques, cell in (*row["limit"], (row.get("allow", ()), Cell())):
            for technique in techniques:
                if technique in cells:
                    spot.report(f"`{technique}` stands twice under `{row['id']}`", "name it once")
                cells[technique] = cell
        for technique in TECHNIQUES:
            if technique not in cells:
                spot.report(f"`{row['id']}` says nothing of `{technique}`", "allow or limit it")
        return row["id"], cells


@frozen
class _Limit:
    """Techniques that a condition limits in the same way."""

    def __call__(self, value: object, spot: Spot) -> tuple[tuple[str, ...], Cell] | None:
        limit = TableOf(table=_LIMIT)(value, spot)
        if limit is None or len(limit) < len(_LIMIT.fields):
            return None
        techniques = limit.pop("techniques")
        return techniques, Cell(**limit)


_SENTENCES = ListOf(read=Text(some=True), single=True)
_TITLE = Text(chars=TITLE_CHARS, some=True)
_SOURCES = Field(name="sources", read=ListOf(read=SourceOf()), meaning="who says so", required=True)
_TECHNIQUES = ListOf(read=Choice(words=TECHNIQUES))
_ID = Field(name="id", read=_Id(), meaning="what an answer is kept by", required=True)
_ASK = Field(name="ask", read=Text(some=True), meaning="the line on the page", required=True)
_CONFIRM = Field(name="confirm", read=Text(some=True), meaning="is that right?", required=True)

_FLAG = Table(
    called="a flag",
    fields=(
        _ID,
        Field(name="no", read=Whole(low=1, high=9), meaning="number on the page", required=True),
        Field(name="tier", read=choice(Tier), meaning="how soon", required=True),
        _ASK,
        _CONFIRM,
        Field(name="do", read=_SENTENCES, meaning="what to do now", required=True),
        Field(name="doors", read=ListOf(read=choice(Door)), meaning="what clears", required=True),
        Field(name="back", read=Text(some=True), meaning="what would bring it back"),
        _SOURCES,
    ),
)
_CONDITION = Table(
    called="a condition",
    fields=(
        _ID,
        Field(name="no", read=Whole(low=0, high=12), meaning="number on the page", required=True),
        _ASK,
        Field(name="label", read=_TITLE, meaning="its name in a list", required=True),
        Field(name="then", read=Text(some=True), meaning="asked after a yes"),
        Field(name="then_id", read=_Id(), meaning="what a yes to that adds"),
        replace(_SOURCES, required=False),
    ),
)
_DAY = Table(
    called="a line of the day's question",
    fields=(Field(name="flag", read=_Id(), meaning="what it opens", required=True), _ASK, _CONFIRM),
)
_QUESTIONS = Table(
    called="the questions",
    fields=(
        Field(name="version", read=_TITLE, meaning="changes with the questions", required=True),
        Field(name="flag", read=ListOf(read=TableOf(table=_FLAG)), meaning="page 1", required=True),
        Field(
            name="condition",
            read=ListOf(read=TableOf(table=_CONDITION)),
            meaning="page 2",
            required=True,
        ),
        Field(name="day", read=ListOf(read=TableOf(table=_DAY)), meaning="daily", required=True),
    ),
)
_LIMIT = Table(
    called="a limit",
    fields=(
        Field(name="techniques", read=_TECHNIQUES, meaning="which techniques", required=True),
        Field(
            name="effect",
            read=Choice(words=(Effect.LIGHT.value, Effect.BLOCK.value), kind=Effect),
            meaning="what it does to them",
            required=True,
        ),
        Field(name="say", read=_SENTENCES, meaning="why, or with which care", required=True),
        _SOURCES,
    ),
)
_ROW = Table(
    called="a condition's row",
    fields=(
        _ID,
        Field(name="allow", read=_TECHNIQUES, meaning="techniques without a limit"),
        Field(name="limit", read=ListOf(read=_Limit()), meaning="the limits", required=True),
    ),
)
_LIMITS = Table(
    called="the limits",
    fields=(Field(name="condition", read=ListOf(read=_Row()), meaning="the rows", required=True),),
)
