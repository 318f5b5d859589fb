"""The cards: all of them by group, and one of them by what a person calls it.

Owns what `calfcoach learn` alone says, and what a card's names to try stand for as commands;
imports neither Typer nor Rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from calfcoach.cli.cells import Cell, Column, Ink
from calfcoach.cli.drawing import Pen, pen_for
from calfcoach.cli.surroundings import Surroundings, columns, fitted, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.files.library_index import read_index
from calfcoach.frozen import frozen

if TYPE_CHECKING:
    from calfcoach.cli.card_page import Ways
    from calfcoach.files.card import Card

_HEADINGS = {
    "product": "This program",
    "safety": "When to get help",
    "body": "The calf",
    "symptoms": "What one may feel",
    "doing": "How to do it",
    "habits": "Through the day",
    "professionals": "Whom to ask",
    "myths": "Heard elsewhere",
}
_HEADER = ("name", "group", "summary")
_NARROW_DROP = (1, 2)
_COLUMNS = (Column(ink=Ink.STRONG), Column(least=20))
_COMMANDS = frozenset({"cramp"})  # what is a command of its own, and neither routine nor exercise


@frozen
class ListedCard:
    """What the list knows of a card; `words` are those that it is found by beside its title."""

    id: str
    title: str
    group: str
    summary: str
    words: Sequence[str]


def show_cards(around: Surroundings, *, sources: bool, as_json: bool) -> None:
    """Print the list of cards. Raises `CoachError` where sources are asked of no card."""
    if sources:
        raise CoachError(
            "`--sources` belongs to one card",
            hint="write calfcoach learn night-cramps --sources",
            exit_code=2,
        )
    entries = card_entries()
    cards = [ListedCard(**entry) for entry in entries]
    if as_json:
        tell_json("cards", {"cards": entries})
    elif around.accessible:
        _tell(_sentences(cards))
    elif pen := pen_for(around):
        _tell(_drawn(cards, pen))
    else:
        rows = [_HEADER, *((card.id, card.group, card.summary) for card in cards)]
        _tell(columns(fitted(rows, around.room, _NARROW_DROP)))


def show_card(
    around: Surroundings,
    topic: str,
    *,
    sources: bool,
    as_json: bool,
    ascii: bool = False,  # noqa: A002 - what the option is called
) -> None:
    """Print one card. Raises `CoachError` for a topic that no card has."""
    from calfcoach.cli import card_page as page  # late: the list of cards needs none of it

    card = _card(topic)
    if as_json:
        tell_json("card", page.card_document(card))
        return
    ways = _ways(card, around, sources=sources)
    if around.accessible:
        _tell(page.card_sentences(card, ways, sources=sources))
    elif pen := pen_for(around):
        from calfcoach.cli.pictures import easel_for

        easel = easel_for(around, ascii=ascii)
        _tell(page.card_drawn(card, ways, pen, sources=sources, easel=easel))
    else:
        _tell(page.card_lines(card, ways, sources=sources, room=around.room))


# ---------------------------------------------------------------------------- the list


def card_entries() -> list[dict[str, Any]]:
    """All cards of the library's index, in the order of the list; read in full without one."""
    if index := read_index("cards"):
        return [*index.values()]
    from calfcoach.files.card import load_cards

    return [card_entry(card) for card in load_cards()]


def card_entry(card: Card) -> dict[str, Any]:
    """A card in the list: `id`, `title`, `group`, `summary`, `words`."""
    return {
        "id": card.id,
        "title": card.title,
        "group": card.group,
        "summary": card.summary,
        "words": list(card.words),
    }


def _drawn(cards: Sequence[ListedCard], pen: Pen) -> list[str]:
    rows: list[tuple[Cell, Cell]] = []
    for group, members in groupby(cards, key=lambda card: card.group):
        heading = ((_HEADINGS[group], Ink.HEADING),)
        rows += [*([("", "")] if rows else []), (heading, "")]
        rows += [(card.id, card.summary) for card in members]
    return [*pen.table(_COLUMNS, rows), "", *pen.text("To read one: calfcoach learn night-cramps")]


def _sentences(cards: Sequence[ListedCard]) -> list[str]:
    from calfcoach.cli.phrases import spelled

    told: list[str] = []
    for group, members in groupby(cards, key=lambda card: card.group):
        told.append(f"{_HEADINGS[group]}.")
        told += [f"{card.id}: {spelled(card.summary)}" for card in members]
    return [*told, "To read one, type calfcoach learn and its name."]


# ---------------------------------------------------------------------------- one card


def _card(topic: str) -> Card:
    """The card of a topic, read alone where the library's index knows it by that name."""
    from calfcoach.files.card import called, find_card, load_card

    index = read_index("cards")
    if topic not in index:
        known = called(topic, [ListedCard(**entry) for entry in index.values()])
        if known is not None:
            return load_card(known.id)
    return find_card(topic)


def _ways(card: Card, around: Surroundings, *, sources: bool) -> Ways:
    from calfcoach.cli.card_page import Ways
    from calfcoach.files.catalog import Catalog

    catalog = Catalog(around.folders)
    routines, exercises = catalog.names(), catalog.exercise_names()
    attempts = [_command(name, routines, exercises) for name in card.attempts]
    return Ways(
        attempts=tuple(command for command in attempts if command),
        see=tuple(f"calfcoach learn {name}" for name in card.see),
        sources="" if sources else f"calfcoach learn {card.id} --sources",
    )


def _command(name: str, routines: Sequence[str], exercises: Sequence[str]) -> str:
    """What to type for a name to try; a routine comes before an exercise of its name."""
    if name in _COMMANDS:
        return f"calfcoach {name}"
    if name in routines:
        return f"calfcoach run {name}"
    return f"calfcoach show {name}" if name in exercises else ""


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        tell(line)
