"""Symptoms: what to do about what a person feels, read from `library/symptoms/`.

Owns the keys of the two files there, `symptoms.toml` and `words.toml`, and what has to go together
in them. Knows nothing of how words are compared, of the safety questions and of who is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.fields import Field, ListOf, Table, TableOf, read_table
from calfcoach.files.folders import as_typed, read_bytes
from calfcoach.files.problems import Problem, Spot, error_of
from calfcoach.files.tables import SourceOf
from calfcoach.files.values import TITLE_CHARS, Text, choice
from calfcoach.finding import URGENT, Book, Gate, Soon, Symptom
from calfcoach.frozen import frozen

_FOLDER = Path(__file__).parent.parent / "library" / "symptoms"

_LINE = Text(some=True)
_LINES = ListOf(read=_LINE, single=True)
_NAME = Text(chars=TITLE_CHARS, some=True)
_NAMES = ListOf(read=_NAME, single=True)


@frozen
class _Phrases:
    """An array of phrases. Plain ones are taken as they stand, which a thousand of them are: to
    read each by itself would double the time of an answer."""

    def __call__(self, value: object, spot: Spot) -> tuple[str, ...] | None:
        if isinstance(value, list) and all(map(_is_plain, value)):
            return tuple(value)
        return _NAMES(value, spot)


def _is_plain(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= TITLE_CHARS
        and value.isascii()
        and value.isprintable()
        and value == value.strip()
    )


_GATE = Table(
    called="a gate",
    fields=(
        Field(name="ask", read=_LINE, meaning="asked before a routine", required=True),
        Field(name="then", read=_LINE, meaning="what to do where it is so", required=True),
    ),
)
_SYMPTOM = Table(
    called="a symptom",
    fields=(
        Field(name="id", read=_NAME, meaning="its name", required=True),
        Field(name="title", read=_NAME, meaning="what it is called", required=True),
        Field(name="words", read=_Phrases(), meaning="phrases that lead to it", required=True),
        Field(name="unless", read=_Phrases(), meaning="phrases that mean something else"),
        Field(name="routine", read=_NAME, meaning="what to run"),
        Field(name="gates", read=ListOf(read=TableOf(table=_GATE)), meaning="asked before it"),
        Field(name="soon", read=choice(Soon), meaning="how soon somebody is to be seen"),
        Field(name="flag", read=_NAME, meaning="the safety question that answers"),
        Field(name="text", read=_LINES, meaning="what to know"),
        Field(name="do", read=_LINES, meaning="what to do, and what to leave"),
        Field(name="later", read=_LINE, meaning="whom to see when it does not get better"),
        Field(name="cards", read=_NAMES, meaning="cards to read"),
        Field(name="sources", read=ListOf(read=SourceOf()), meaning="who says so", required=True),
    ),
)
_SYMPTOMS = Table(
    called="the symptoms",
    fields=(
        Field(
            name="symptom",
            read=ListOf(read=TableOf(table=_SYMPTOM)),
            meaning="all of them",
            required=True,
        ),
    ),
)
_WORDS = Table(
    called="the words",
    fields=(
        Field(name="small", read=_Phrases(), meaning="words that say nothing", required=True),
        Field(
            name="same",
            read=ListOf(read=_Phrases()),
            meaning="words that mean the same, the first for all",
            required=True,
        ),
        Field(name="ordinary", read=_Phrases(), meaning="words that are no slip of another"),
    ),
)


def load_book(folder: Path = _FOLDER) -> Book:
    """All symptoms and the words for them. Raises CoachError where a file cannot be read."""
    symptoms, words = folder / "symptoms.toml", folder / "words.toml"
    return read_book(
        read_bytes(symptoms, as_typed(symptoms)),
        read_bytes(words, as_typed(words)),
        where=(as_typed(symptoms), as_typed(words)),
    )


def read_book(symptoms: bytes, words: bytes, *, where: tuple[str, str]) -> Book:
    """Read both files; `where` names them as a user would type them. Raises CoachError with all
    problems of the first one that has any."""
    listed = _read(symptoms, where[0], _SYMPTOMS)["symptom"]
    told = _read(words, where[1], _WORDS)
    return Book(
        symptoms=tuple(_symptom(one, where[0]) for one in listed),
        same=told["same"],
        small=told["small"],
        ordinary=told.get("ordinary", ()),
    )


def _read(data: bytes, where: str, keys: Table) -> dict[str, Any]:
    document = parse(data, where)
    problems: list[Problem] = []
    values = read_table(document, keys, Spot(problems=problems))
    if problems:
        raise error_of(problems, document, where)
    return values


def _symptom(values: Mapping[str, Any], where: str) -> Symptom:
    """A routine with its gate, or a reason to see somebody: never both, never neither."""
    gates = tuple(Gate(**gate) for gate in values.get("gates", ()))
    symptom = Symptom(**{**values, "gates": gates})
    if bool(symptom.routine) == (symptom.soon is not None):
        raise _unfit(symptom, where, "needs either `routine` or `soon`")
    if symptom.routine and not gates:
        raise _unfit(symptom, where, "has a `routine` and no `gates` before it")
    if symptom.soon and not (symptom.do or symptom.flag):
        raise _unfit(symptom, where, "has neither `do` nor `flag`")
    if symptom.unless and symptom.soon in URGENT:
        raise _unfit(symptom, where, "calls for help and has `unless`, which would silence it")
    return symptom


def _unfit(symptom: Symptom, where: str, why: str) -> CoachError:
    return CoachError(f"`{symptom.id}` {why}", where=where, hint="a symptom is one or the other")
