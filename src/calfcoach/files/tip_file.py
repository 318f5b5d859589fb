"""Tips and the words of the check, read from `library/tips.toml` and `library/check.toml`.

Owns the keys of these files. Knows nothing of when a tip is told, or how a check is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from calfcoach.errors import CoachError
from calfcoach.files.document import empty, parse
from calfcoach.files.fields import Field, ListOf, NamedTables, Table, TableOf, read_table
from calfcoach.files.problems import Problem, Spot, error_of
from calfcoach.files.tables import SourceOf
from calfcoach.files.values import TITLE_CHARS, Flag, Text
from calfcoach.frozen import frozen
from calfcoach.source import Source
from calfcoach.tips import Tip

_LIBRARY = Path(__file__).parent.parent / "library"
_NAMES = ListOf(read=Text(chars=TITLE_CHARS, some=True), single=True)
_SENTENCES = ListOf(read=Text(some=True))
_SOURCES = Field(
    name="sources",
    read=ListOf(read=SourceOf(), single=True),
    meaning="who says so",
    required=True,
    missing='write sources = [{ claim = "…", cite = "…", mark = "…" }]',
)
_TEXT = Field(
    name="text",
    read=_SENTENCES,
    meaning="its sentences",
    required=True,
    missing='write text = ["…"]',
)
_TIP = Table(
    called="a tip",
    fields=(
        _TEXT,
        Field(name="risks", read=_NAMES, meaning="the risks that it is for"),
        Field(name="goals", read=_NAMES, meaning="the plans that it is for"),
        Field(name="cold", read=Flag(), meaning="whether it is for the cold season alone"),
        Field(name="card", read=Text(chars=TITLE_CHARS), meaning="the card that tells more"),
        _SOURCES,
    ),
)
_TIPS = Table(
    called="the tips",
    fields=(
        Field(
            name="tip",
            read=NamedTables(header="[tip.my-id]"),
            meaning="the tips by their id",
            required=True,
            missing="write [tip.my-id]",
        ),
    ),
)


def read_tips(data: bytes, where: str) -> tuple[Tip, ...]:
    """Read a file of tips, in its order. Raises CoachError with all its problems."""
    if not data.strip():
        raise empty(where, "write [tip.my-id] with at least text and sources")
    document = parse(data, where)
    problems: list[Problem] = []
    spot = Spot(problems=problems)
    tips = []
    try:
        named = read_table(document, _TIPS, spot).get("tip", {})
        for name, table in named.items():
            values = read_table(table, _TIP, spot.at("tip").at(name))
            tips.append((name, values))
    except CoachError as stopped:
        raise error_of(problems, document, where, stopped) from None
    if problems:
        raise error_of(problems, document, where)
    return tuple(Tip(id=name, **values) for name, values in tips)


@cache
def load_tips() -> tuple[Tip, ...]:
    """The shipped tips."""
    path = _LIBRARY / "tips.toml"
    return read_tips(path.read_bytes(), path.name)


# ---------------------------------------------------------------------------- the check


@frozen
class CheckWords:
    """What a check says: `sit` and `stand` are what to look at in either posture, `move` what to
    do then. `extras` are sentences for those who told a risk, by the word of the risk. `notices`
    are what a desktop notice says, by its kind."""

    sit: tuple[str, ...]
    stand: tuple[str, ...]
    move: tuple[str, ...]
    extras: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]

    def for_risks(self, risks: Sequence[str]) -> tuple[str, ...]:
        """The sentences for the risks that were told, in the order of the file."""
        return tuple(text for risk, text in self.extras if risk in risks)


@frozen
class _Sentences:
    """A table of single sentences by name."""

    def __call__(self, value: object, spot: Spot) -> tuple[tuple[str, str], ...] | None:
        """Read each of them."""
        if not isinstance(value, dict):
            spot.report(f"{spot.name} must be a table", spot.write('{ name = "…" }'))
            return None
        read = Text(some=True)
        found = [(name, read(text, spot.at(name))) for name, text in value.items()]
        return tuple((name, text) for name, text in found if text is not None)


_CHECK = Table(
    called="the check",
    fields=(
        Field(name="sit", read=_SENTENCES, meaning="sitting", required=True),
        Field(name="stand", read=_SENTENCES, meaning="standing", required=True),
        Field(name="move", read=_SENTENCES, meaning="what then", required=True),
        Field(name="extras", read=_Sentences(), meaning="a sentence for a risk", required=True),
        Field(name="notices", read=_Sentences(), meaning="what a notice says", required=True),
        _SOURCES,
    ),
)
_FILE = Table(
    called="the file",
    fields=(Field(name="check", read=TableOf(table=_CHECK), meaning="its words", required=True),),
)


def read_check(data: bytes, where: str) -> CheckWords:
    """Read the words of the check. Raises CoachError with all problems of the file."""
    document = parse(data, where)
    problems: list[Problem] = []
    values = read_table(document, _FILE, Spot(problems=problems))
    if problems:
        raise error_of(problems, document, where)
    return CheckWords(**values["check"])


@cache
def check_words() -> CheckWords:
    """The shipped words of the check."""
    path = _LIBRARY / "check.toml"
    return read_check(path.read_bytes(), path.name)
