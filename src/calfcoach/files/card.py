"""Cards: short texts to read, one TOML file each, and finding one by what a person calls it.

Owns the keys of a card, what makes a card of them, and which words lead to it. Knows nothing of
how a card is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from calfcoach.errors import CoachError
from calfcoach.figure.model import Figure
from calfcoach.files.card_picture import FIELDS, Label, labels_of, take_picture
from calfcoach.files.document import empty, parse
from calfcoach.files.fields import Field, ListOf, Table, is_id, read_table
from calfcoach.files.folders import as_typed, read_bytes, toml_files
from calfcoach.files.problems import Problem, Spot, did_you_mean, error_of, visible
from calfcoach.files.tables import SourceOf
from calfcoach.files.values import TITLE_CHARS, Choice, Text
from calfcoach.frozen import frozen
from calfcoach.source import Source

GROUPS = (  # in the order in which they are listed
    "product",
    "safety",
    "body",
    "symptoms",
    "doing",
    "habits",
    "professionals",
    "myths",
)

_FOLDER = Path(__file__).parent.parent / "library" / "cards"


@frozen
class Card:
    """A short text to read.

    `text` are its paragraphs, `points` short lines below them, `heard` the claim that a myth
    answers. `attempts` names routines and exercises, `see` other cards, `words` what it may be
    asked for by beside its id and title. `picture` with its `labels` shows nothing that `text`
    does not say; `caption` stands below it. `disagree` says where sources differ and what is done
    here.
    """

    id: str
    title: str
    group: str
    summary: str
    text: tuple[str, ...]
    points: tuple[str, ...] = ()
    heard: str = ""
    attempts: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    disagree: str = ""
    picture: Figure | None = None
    labels: tuple[Label, ...] = ()
    caption: str = ""
    sources: tuple[Source, ...] = ()


_LINE = Text(some=True)
_LINES = ListOf(read=_LINE, single=True)
_NAMES = ListOf(read=Text(chars=TITLE_CHARS, some=True), single=True)

CARD = Table(
    called="a card",
    fields=(
        Field(
            name="title",
            read=Text(chars=TITLE_CHARS, some=True),
            meaning="its name in a list",
            required=True,
        ),
        Field(
            name="group",
            read=Choice(words=GROUPS),
            meaning="where it is listed",
            required=True,
            missing='write group = "body"',
        ),
        Field(name="summary", read=_LINE, meaning="what it says, in a sentence", required=True),
        Field(
            name="text",
            read=_LINES,
            meaning="its paragraphs",
            required=True,
            missing='write text = ["…"]',
        ),
        Field(name="points", read=_LINES, meaning="short lines below the text"),
        Field(name="heard", read=_LINE, meaning="the claim that a myth answers"),
        Field(name="try", read=_NAMES, meaning="routines and exercises to try"),
        Field(name="see", read=_NAMES, meaning="other cards"),
        Field(name="words", read=_NAMES, meaning="words to find it by"),
        Field(name="disagree", read=_LINE, meaning="where sources differ, and what is done here"),
        *FIELDS,
        Field(
            name="sources",
            read=ListOf(read=SourceOf(), single=True),
            meaning="who says so",
            required=True,
            missing='write sources = [{ claim = "…", cite = "…", mark = "…" }]',
        ),
    ),
)


# ---------------------------------------------------------------------------- reading


def read_card(data: bytes, *, id: str, where: str) -> Card:  # noqa: A002 - the model's word
    """Read a card file. `where` is the file as the user would type it.

    Raises CoachError with all problems of the file.
    """
    document = parse(data, where)
    if not data.strip():
        raise empty(where, "write at least title, group, summary, text and sources")
    problems: list[Problem] = []
    spot = Spot(problems=problems)
    try:
        values = read_table(document, CARD, spot)
        picture = take_picture(values, spot)
        _check_together(values, spot)
    except CoachError as stopped:
        raise error_of(problems, document, where, stopped) from None
    if problems:
        raise error_of(problems, document, where)
    values |= {"labels": labels_of(values), "attempts": values.pop("try", ())}
    return Card(id=id, picture=picture, **values)


def _check_together(values: dict[str, object], spot: Spot) -> None:
    """What single keys cannot know: a myth needs what was heard."""
    group = values.get("group")
    if group == "myths" and "heard" not in values:
        spot.at("heard").report("`heard` is missing", 'write heard = "…", the claim')
    if group not in (None, "myths") and "heard" in values:
        spot.at("heard").report("`heard` belongs to myths only", 'leave it out, or group = "myths"')


# ---------------------------------------------------------------------------- finding


def card_names(folder: Path = _FOLDER) -> list[str]:
    """The ids of all cards, sorted."""
    return sorted(name for name in toml_files(folder) if is_id(name))


def load_card(name: str, folder: Path = _FOLDER) -> Card:
    """The card of an id that is there. Raises CoachError where its file cannot be read."""
    path = folder / f"{name}.toml"
    where = as_typed(path)
    return read_card(read_bytes(path, where), id=name, where=where)


def load_cards(folder: Path = _FOLDER) -> list[Card]:
    """All cards in the order of their groups, by id within one, myths last."""
    cards = [load_card(name, folder) for name in card_names(folder)]
    return sorted(cards, key=lambda card: (GROUPS.index(card.group), card.id))


def find_card(topic: str, folder: Path = _FOLDER) -> Card:
    """The card of an id, else of a title or of one of the words that it is found by, whatever
    the case and however blanks and hyphens stand. Raises CoachError where there is none."""
    if is_id(topic) and topic in card_names(folder):
        return load_card(topic, folder)
    cards = load_cards(folder)
    found = called(topic, cards)
    if found is None:
        raise _unknown(topic, cards)
    return found


class Named(Protocol):
    """What is known of a card where no more than its names is."""

    @property
    def id(self) -> str:
        """Its name in commands."""

    @property
    def title(self) -> str:
        """Its name in a list."""

    @property
    def words(self) -> Sequence[str]:
        """What else it is found by."""


_Named = TypeVar("_Named", bound=Named)


def called(topic: str, cards: Sequence[_Named]) -> _Named | None:
    """The first card with that id or title, else with that among its words."""
    asked = _plain(topic)
    for names_of in (_own_names, _other_names):
        for card in cards:
            if asked in names_of(card):
                return card
    return None


def _own_names(card: Named) -> set[str]:
    return {_plain(card.id), _plain(card.title)}


def _other_names(card: Named) -> set[str]:
    return {_plain(word) for word in card.words}


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _unknown(topic: str, cards: Sequence[Card]) -> CoachError:
    near = did_you_mean(topic, _all_names(cards))
    return CoachError(
        f"no card is called `{visible(topic[:64])}`",
        hint=f"{near} `calfcoach learn` lists them all".strip(),
    )


def _all_names(cards: Iterable[Card]) -> list[str]:
    """What may be offered to somebody who mistyped, ids first."""
    cards = list(cards)
    ids = [card.id for card in cards]
    others = [name.lower() for card in cards for name in (card.title, *card.words)]
    return list(dict.fromkeys([*ids, *others]))
