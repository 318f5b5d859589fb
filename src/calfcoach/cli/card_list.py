"""The cards: all of them by group, and one of them by what a person calls it.

Owns what `calfcoach learn` alone says, and what a card's names to try stand for as commands;
imports neither Typer nor Rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from calfcoach.cli.card_page import Ways, card_document, card_drawn, card_lines, card_sentences
from calfcoach.cli.cells import Cell, Column, Ink
from calfcoach.cli.drawing import Pen, pen_for
from calfcoach.cli.phrases import spelled
from calfcoach.cli.surroundings import Surroundings, columns, fitted, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.files.card import Card, find_card, load_cards
from calfcoach.files.catalog import Catalog

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


def show_cards(around: Surroundings, *, sources: bool, as_json: bool) -> None:
    """Print the list of cards. Raises `CoachError` where sources are asked of no card."""
    if sources:
        raise CoachError(
            "`--sources` belongs to one card",
            hint="write calfcoach learn night-cramps --sources",
            exit_code=2,
        )
    cards = load_cards()
    if as_json:
        tell_json("cards", {"cards": [_entry(card) for card in cards]})
    elif around.accessible:
        _tell(_sentences(cards))
    elif pen := pen_for(around):
        _tell(_drawn(cards, pen))
    else:
        rows = [_HEADER, *((card.id, card.group, card.summary) for card in cards)]
        _tell(columns(fitted(rows, around.room, _NARROW_DROP)))


def show_card(around: Surroundings, topic: str, *, sources: bool, as_json: bool) -> None:
    """Print one card. Raises `CoachError` for a topic that no card has."""
    card = find_card(topic)
    if as_json:
        tell_json("card", card_document(card))
        return
    ways = _ways(card, around, sources=sources)
    if around.accessible:
        _tell(card_sentences(card, ways, sources=sources))
    elif pen := pen_for(around):
        _tell(card_drawn(card, ways, pen, sources=sources))
    else:
        _tell(card_lines(card, ways, sources=sources, room=around.room))


# ---------------------------------------------------------------------------- the list


def _entry(card: Card) -> dict[str, object]:
    """A card in the list: `id`, `title`, `group`, `summary`, `words`."""
    return {
        "id": card.id,
        "title": card.title,
        "group": card.group,
        "summary": card.summary,
        "words": list(card.words),
    }


def _drawn(cards: Sequence[Card], pen: Pen) -> list[str]:
    rows: list[tuple[Cell, Cell]] = []
    for group, members in groupby(cards, key=lambda card: card.group):
        heading = ((_HEADINGS[group], Ink.HEADING),)
        rows += [*([("", "")] if rows else []), (heading, "")]
        rows += [(card.id, card.summary) for card in members]
    return [*pen.table(_COLUMNS, rows), "", *pen.text("To read one: calfcoach learn night-cramps")]


def _sentences(cards: Sequence[Card]) -> list[str]:
    told: list[str] = []
    for group, members in groupby(cards, key=lambda card: card.group):
        told.append(f"{_HEADINGS[group]}.")
        told += [f"{card.id}: {spelled(card.summary)}" for card in members]
    return [*told, "To read one, type calfcoach learn and its name."]


# ---------------------------------------------------------------------------- one card


def _ways(card: Card, around: Surroundings, *, sources: bool) -> Ways:
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
