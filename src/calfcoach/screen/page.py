"""A page: what one screen says, before it is fitted to a size. Frozen values."""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.figure.model import Figure
from calfcoach.frozen import frozen
from calfcoach.screen.bar import Bar
from calfcoach.terms import Side


class Ink(StrEnum):
    """The kind of a phase, as a texture: it is told without any colour."""

    WORK = "█"
    CHANGE = "▒"
    LIGHT = "░"


@frozen
class Key:
    """A key and what it does now, `short` where there is little room. `kept`: its short word
    stays even where the others stand alone."""

    name: str
    does: str
    short: str
    kept: bool = False


@frozen
class Meter:
    """A row beside the digits: a word, a figure, a sign; `filled` of its bar from 0 to 1, or
    None without one. `lit`: this is what to do now."""

    word: str
    figure: str = ""
    sign: str = ""
    filled: float | None = None
    lit: bool = False


@frozen
class Picture:
    """The figure of an exercise: for which leg it stands, and `at` which of its poses, as
    `figure.drawing` counts them. `dots` is False where only plain characters can be written."""

    figure: Figure
    side: Side
    at: float = 0.0
    dots: bool = True


@frozen
class Page:
    """What stands on the screen.

    `side` is the half on which the block (band and digits) stands; BOTH is the middle.
    `wide`: the band goes across, because nothing works. `digits` are drawn large, `widest` is
    the widest that they will be in this phase, so that they keep their size. `label` stands on
    the other half at the height of the band. `beside` stands on the other half of the digits.
    `what` and `turn` are the ends of the line below them; `short` and `then` are the same line
    where there is no row for what comes next. `lines` are sentences, `following` rows with a
    label. `brief` is all of it for a window of a few short lines: left and right end of each, the
    most needed first. Of a pair of a name and what is said of it, the name gives way.
    `next_first`: where there is no other row for what comes next, it takes that of the bar.
    `picture` stands opposite the digits, where a window has room for it. `shared`: the work that
    comes has something beside its digits, so these keep its place free.
    """

    title: str
    to_go: str
    clock: str
    short_clock: str
    bar: Bar
    ink: Ink
    side: Side = Side.BOTH
    wide: bool = False
    band: str = ""
    live: str = ""
    digits: str = ""
    widest: str = ""
    label: str = ""
    beside: tuple[Meter | str, ...] = ()
    what: str = ""
    turn: str = ""
    short: tuple[str, str] = ("", "")
    lines: tuple[str, ...] = ()
    following: tuple[tuple[str, str, str], ...] = ()
    then: str = ""
    keys: tuple[Key, ...] = ()
    message: str = ""
    brief: tuple[tuple[str, str], ...] = ()
    next_first: bool = False
    picture: Picture | None = None
    shared: bool = False
