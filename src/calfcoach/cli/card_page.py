"""A card laid out for reading: drawn for a terminal, in plain lines, for a screen reader.

Owns what `calfcoach learn TOPIC` says. Pure: a card and the commands to try in, lines out. The
picture of a card is for those who see it: its text says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from calfcoach.cli import phrases
from calfcoach.cli.card_picture import card_picture, picture_document
from calfcoach.cli.cells import Ink
from calfcoach.cli.claims import source_documents, source_lines
from calfcoach.cli.drawing import Pen
from calfcoach.cli.pictures import Easel
from calfcoach.files.card import Card
from calfcoach.frozen import frozen

_PLAIN_ROOM = 80  # cells of a line in a pipe: prose on one line cannot be read in a pager
_NARROWEST = 20
_POINT = "- "
_INDENT = 2


@frozen
class Ways:
    """Where one may go from a card: commands to try, cards to read on, and, where the sources
    are not shown, the command that shows them."""

    attempts: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    sources: str = ""


def card_lines(card: Card, ways: Ways, *, sources: bool, room: int | None) -> list[str]:
    """The card in plain lines, folded at `room` cells, at 80 where there is no terminal."""
    wide = max(_NARROWEST, room or _PLAIN_ROOM)
    lines = [*_fold(f"{card.id}: {card.title}", wide), *_fold(card.summary, wide)]
    for paragraph in _paragraphs(card):
        lines += ["", *_fold(paragraph, wide)]
    lines += _spaced([line for point in card.points for line in _hung(_POINT, point, wide)])
    lines += _spaced([line for label, told in _facts(card) for line in _hung(label, told, wide)])
    lines += _spaced(_ways(ways))
    return [*lines, *(["", "Sources:", *_source_lines(card)] if sources else [])]


def card_drawn(
    card: Card, ways: Ways, pen: Pen, *, sources: bool, easel: Easel | None = None
) -> list[str]:
    """The lines of `card_lines`, drawn; with an easel the picture too."""
    lines = [*pen.heading(card.id, card.title), *pen.text(card.summary)]
    for paragraph in _paragraphs(card):
        lines += ["", *pen.text(paragraph)]
    lines += _spaced([line for point in card.points for line in _drawn(_POINT, point, pen)])
    lines += _spaced(card_picture(card, easel) if easel is not None else [])
    lines += _spaced([line for label, told in _facts(card) for line in _drawn(label, told, pen)])
    lines += _spaced(_ways(ways))
    if sources:
        lines += ["", *pen.text("Sources", ink=Ink.HEADING)]
        for line in _source_lines(card):
            lines += pen.text(line.lstrip(), indent=len(line) - len(line.lstrip()))
    return lines


def card_sentences(card: Card, ways: Ways, *, sources: bool) -> list[str]:
    """The card for a screen reader: one sentence a line, no drawing, units as words."""
    told = [card.title, card.summary, *_paragraphs(card), *card.points]
    told += [f"{label}{text}" for label, text in _facts(card)]
    told += [f"To try, type {command}" for command in ways.attempts]
    told += [f"To read on, type {command}" for command in ways.see]
    if ways.sources and not sources:
        told.append(f"For the sources, type {ways.sources}")
    lines = phrases.sentences([phrases.spelled(text) for text in told])
    return [*lines, *(source_lines(card.sources, accessible=True) if sources else [])]


def card_document(card: Card) -> dict[str, Any]:
    """A card: `id`, `title`, `group`, `summary`, the paragraphs `text`, `points`, `heard` (of a
    myth), `try` (routines and exercises), `see` (cards), `words`, `disagree`, the lines of
    `picture` and its `caption`, `sources`."""
    return {
        "id": card.id,
        "title": card.title,
        "group": card.group,
        "summary": card.summary,
        "heard": card.heard,
        "text": list(card.text),
        "points": list(card.points),
        "try": list(card.attempts),
        "see": list(card.see),
        "words": list(card.words),
        "disagree": card.disagree,
        "picture": picture_document(card),
        "caption": card.caption,
        "sources": source_documents(card.sources),
    }


# ----------------------------------------------------------------------------- helpers


def _paragraphs(card: Card) -> list[str]:
    return [*([f"You may have heard: {card.heard}"] if card.heard else []), *card.text]


def _facts(card: Card) -> list[tuple[str, str]]:
    return [("Sources disagree: ", card.disagree)] if card.disagree else []


def _ways(ways: Ways) -> list[str]:
    """Commands, one a line, so that each can be copied."""
    told = [("Try: ", ways.attempts), ("See: ", ways.see)]
    told += [("Sources: ", (ways.sources,) if ways.sources else ())]
    return [
        f"{' ' * len(label) if number else label}{command}"
        for label, commands in told
        for number, command in enumerate(commands)
    ]


def _source_lines(card: Card) -> list[str]:
    return source_lines(card.sources, accessible=False)


def _spaced(lines: Sequence[str]) -> list[str]:
    """Lines with an empty one in front; nothing for nothing."""
    return ["", *lines] if lines else []


def _fold(text: str, room: int) -> Iterable[str]:
    from calfcoach.screen.text import clean, folded

    return folded(clean(text), room)


def _hung(label: str, text: str, room: int) -> list[str]:
    """A text folded beside its label, where that is short; else after it."""
    if label != _POINT:
        return [*_fold(label + text, room)]
    first, *others = _fold(text, room - len(label))
    return [label + first, *(" " * len(label) + line for line in others)]


def _drawn(label: str, text: str, pen: Pen) -> list[str]:
    if label != _POINT:
        return pen.text(label + text)
    first, *others = pen.text(text, indent=len(label))
    return [label + first[len(label) :], *others]
