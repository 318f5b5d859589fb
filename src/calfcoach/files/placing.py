"""Problems into errors: each with its line, column and step, in the order of the file.

Owns where in the file a problem is shown. Only a file with an error costs this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from calfcoach.errors import CoachError
from calfcoach.files.document import Document
from calfcoach.files.places import PlacedError, joined, place_at
from calfcoach.files.positions import Mark, find_marks
from calfcoach.files.problems import KeyPath, Problem
from calfcoach.files.step_names import place_name
from calfcoach.frozen import frozen

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_SHORT_ESCAPES = {"b": "\b", "f": "\f", "r": "\r", "e": "\x1b"}


def placed_errors(
    problems: Sequence[Problem],
    document: Mapping[str, object],
    where: str,
    stopped: CoachError | None,
) -> CoachError:
    """What `problems.error_of` returns. Without its text a document has no lines to show."""
    text = document.text if isinstance(document, Document) else None
    offsets = _offsets(problems, document, text) if text is not None else {}
    found = sorted(problems, key=lambda one: (offsets.get(id(one), 0), _order(one.path, document)))
    errors = [_error(one, document, where, text, offsets.get(id(one))) for one in found]
    if stopped is not None:
        errors.append(CoachError(stopped.message, where=stopped.where or where, hint=stopped.hint))
    return joined(errors)


def _error(
    problem: Problem,
    document: Mapping[str, object],
    where: str,
    text: str | None,
    offset: int | None,
) -> CoachError:
    called = place_name(problem.path, document)
    if text is None or offset is None:
        named = "  ".join(filter(None, (where, called)))
        return CoachError(problem.message, where=named, hint=problem.hint)
    return PlacedError(
        problem.message, place=place_at(text, offset, where, called), hint=problem.hint
    )


@frozen
class _Aim:
    """Where a problem points: at a path that is there; `exact` if that is its own, not the one of
    the table in which its key is missing."""

    path: KeyPath
    exact: bool


def _offsets(
    problems: Sequence[Problem], document: Mapping[str, object], text: str
) -> dict[int, int]:
    """The offset of each problem in the text, by its `id`."""
    aims = {id(one): _aim(one.path, document) for one in problems}
    marks = find_marks(text, {aim.path for aim in aims.values()})
    return {
        id(one): _offset(one, marks[aim.path], text, exact=aim.exact)
        for one in problems
        if (aim := aims[id(one)]).path in marks
    }


def _aim(path: KeyPath, document: object) -> _Aim:
    for length, key in enumerate(path):
        inside = _entry(document, key)
        if inside is None:
            return _Aim(path=path[:length], exact=False)
        document = inside
    return _Aim(path=path, exact=True)


def _entry(document: object, key: str | int) -> object:
    """What a key leads to; None where there is nothing (TOML has no such value)."""
    if isinstance(document, dict):
        return document.get(key)
    if isinstance(document, list) and isinstance(key, int) and 0 <= key < len(document):
        return document[key]
    return None


def _offset(problem: Problem, mark: Mark, text: str, *, exact: bool) -> int:
    if exact and problem.of_key:
        return mark.key
    if exact and problem.char:
        return _place_of_char(problem.char, text, mark)
    return mark.start


def _place_of_char(char: str, text: str, mark: Mark) -> int:
    """Where a character stands in a text, itself or as an escape; else where the text begins."""
    raw = text.find(char, mark.start, mark.end)
    if raw >= 0:
        return raw
    for found in _ESCAPE.finditer(text, mark.start, mark.end):
        digits = found[1] or found[2] or found[3]
        meant = chr(int(digits, 16)) if digits else _SHORT_ESCAPES.get(found[4], "")
        if meant == char:
            return found.start()
    return mark.start


def _order(path: KeyPath, document: object) -> tuple[int, ...]:
    order: list[int] = []
    for key in path:
        if isinstance(key, int):
            order.append(key)
            document = document[key] if isinstance(document, list) else None
        else:
            table = document if isinstance(document, dict) else {}
            # a key that is missing comes first of its table
            order.append(list(table).index(key) if key in table else -1)
            document = table.get(key)
    return tuple(order)
