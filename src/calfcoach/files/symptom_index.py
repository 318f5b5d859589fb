"""The book of symptoms, read from the library's index.

Owns how a book stands in the index: its symptoms by id, and its words. `symptom` reads and checks
the files that it is made from. Knows nothing of how words are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calfcoach.files.library_index import read_index
from calfcoach.finding import Book, Gate, Soon, Symptom
from calfcoach.frozen import fields_of
from calfcoach.source import Source


def find_book() -> Book:
    """The book of the index, or of its files where there is no index. Raises CoachError where a
    file cannot be read."""
    symptoms, words = read_index("symptoms"), read_index("words")
    if not symptoms or not words:
        from calfcoach.files.symptom import load_book  # late: it is half of the time of an answer

        return load_book()
    return Book(
        symptoms=tuple(_symptom(name, entry) for name, entry in symptoms.items()),
        same=tuple(map(tuple, words["same"])),
        small=tuple(words["small"]),
        ordinary=tuple(words["ordinary"]),
    )


def book_entries(book: Book) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the index says of the symptoms, by id in their order, and of the words."""
    symptoms = {one.id: _entry(one) for one in book.symptoms}
    return symptoms, {"same": book.same, "small": book.small, "ordinary": book.ordinary}


def _entry(one: Symptom) -> dict[str, Any]:
    """The fields that say something."""
    entry = {name: getattr(one, name) for name in fields_of(one) if name != "id"}
    entry["gates"] = [[gate.ask, gate.then] for gate in one.gates]
    entry["sources"] = [[source.claim, source.cite, source.mark] for source in one.sources]
    return {name: value for name, value in entry.items() if value}


def _symptom(name: str, entry: Mapping[str, Any]) -> Symptom:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    if "soon" in fields:
        fields["soon"] = Soon(fields["soon"])
    fields["gates"] = tuple(Gate(ask=ask, then=then) for ask, then in fields.get("gates", ()))
    fields["sources"] = tuple(
        Source(claim=claim, cite=cite, mark=mark) for claim, cite, mark in fields["sources"]
    )
    return Symptom(id=name, **fields)
