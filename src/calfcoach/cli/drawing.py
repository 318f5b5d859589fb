"""Tables and texts drawn for a terminal: bold names, aligned columns, long cells folded.

The one place that knows Rich's tables; Rich is imported only when something is drawn, so that a
pipe does not pay for it. Owns how things look and what gives way where there is little room; what
stands in a cell is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from calfcoach.cli.cells import (
    BOUND,
    Cell,
    Column,
    Ink,
    Line,
    least_width,
    lines_of,
    natural_width,
    unpadded,
    width_of,
)
from calfcoach.cli.surroundings import COLORLESS, Surroundings
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_READABLE = 100  # cells; longer lines of text are hard to come back from
_GAP = 2  # between columns
_INDENT = 2
_FACTS = (Column(), Column(least=20))
_COMMANDS = (Column(ink=Ink.STRONG), Column(least=20))


@frozen
class Pen:
    """Draws for a terminal of `room` cells. What it returns are finished lines."""

    room: int
    color: bool

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        drop: Sequence[int] = (),
        lead: int = 1,
    ) -> list[str]:
        """Rows under their headings. Empty columns are left out, then as many of those in `drop`,
        in that order, as it takes to fit; where nothing helps, an entry takes several lines, the
        `lead` first cells on the first of them."""
        texts = [
            [lines_of(cell, one.ink) for one, cell in zip(columns, r, strict=True)] for r in rows
        ]
        widths = [natural_width(one, [r[i] for r in texts]) for i, one in enumerate(columns)]
        shown = [i for i in range(len(columns)) if any(t for r in texts for t, _ in r[i])]
        if not shown:
            return []
        for column in [*drop, None]:
            least = {i: least_width(columns[i], widths[i]) for i in shown}
            spare = self.room - sum(least.values()) - _GAP * (len(least) - 1)
            if spare >= 0:
                return self._printed(_table(columns, texts, least, widths, spare))
            shown = [i for i in shown if i != column]
        return self._stacked(columns, texts, lead)

    def facts(self, rows: Sequence[Sequence[str]], *, indent: int = 0) -> list[str]:
        """Labels and what they say, which is folded beside them."""
        room = max(1, min(self.room, _READABLE) - indent)
        narrow = Pen(room=room, color=self.color)
        lines = narrow.table(_FACTS, [(label, unpadded(text)) for label, text in rows])
        return [" " * indent + line for line in lines]

    def text(self, text: str, *, ink: Ink = Ink.PLAIN, indent: int = 0) -> list[str]:
        """A text folded between words, the lines that follow under the first."""
        return self._folded(lines_of(text, ink), indent)

    def heading(self, name: str, title: str) -> list[str]:
        """What one has asked for: the name to type, and its title."""
        return self._folded(_side_by_side([(name, Ink.STRONG), *lines_of(title, Ink.PLAIN)]), 0)

    def paragraphs(self, texts: Iterable[str], *, indent: int = 0) -> list[str]:
        """Texts one below the other."""
        return [line for text in texts if text for line in self.text(text, indent=indent)]

    def commands(self, rows: Sequence[tuple[str, str]]) -> list[str]:
        """What can be typed, and what it does."""
        return self.table(_COMMANDS, rows)

    def _stacked(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Sequence[Line]]], lead: int
    ) -> list[str]:
        lines: list[str] = []
        for row in rows:
            lines += self._head([row[i][0] for i in range(lead) if row[i][0][0]])
            for text, _ in (line for cell in row[:lead] for line in cell[1:]):
                lines += self._folded([(text, Ink.PLAIN)], _INDENT)
            lines += self._below(columns[lead:], row[lead:])
        return lines

    def _head(self, pieces: Sequence[Line]) -> list[str]:
        """Pieces side by side; the last one is folded beside the others."""
        if not pieces:
            return []
        *before, last = pieces
        taken = sum(width_of(text) + _GAP for text, _ in before)
        if not before or taken > self.room // 2:
            return self._folded(_side_by_side(pieces), 0)
        (start,) = self._folded(_side_by_side(before), 0)
        room = min(self.room, _READABLE) - taken
        folded = self._printed(_text([last]), room)
        return [start + " " * _GAP + folded[0], *(" " * taken + line for line in folded[1:])]

    def _below(self, columns: Sequence[Column], cells: Sequence[Sequence[Line]]) -> list[str]:
        """What follows the head: short texts one after the other, cells of several lines each on
        its own."""
        lines: list[str] = []
        joined: list[str] = []
        for one, cell in zip(columns, cells, strict=True):
            said = [text for text, _ in cell if text and not one.spare]
            if len(said) > 1:
                lines += [line for t in said for line in self._folded([(t, Ink.PLAIN)], _INDENT)]
            else:
                joined += [_named(one, text) for text in said]
        if joined:
            lines += self._folded([(unpadded(", ".join(joined)), Ink.PLAIN)], _INDENT)
        return lines

    def _folded(self, line: Sequence[Line], indent: int) -> list[str]:
        from rich.padding import Padding

        indent = min(indent, max(0, self.room - 1))
        return self._printed(Padding(_text(line), (0, 0, 0, indent)), min(self.room, _READABLE))

    def _printed(self, drawn: RenderableType, room: int | None = None) -> list[str]:
        console = _console(room or self.room, color=self.color)
        with console.capture() as captured:
            console.print(drawn)
        lines = captured.get().replace(BOUND, " ").split("\n")[:-1]
        return [line.rstrip(" ") for line in lines]


def pen_for(around: Surroundings) -> Pen | None:
    """What draws for the person who looks at the terminal; None where plain lines are wanted: in
    a pipe, in accessible form, on a terminal that shows nothing but text."""
    room = around.room
    if room is None or around.accessible or around.environ.get("TERM") in COLORLESS:
        return None
    return Pen(room=room, color=around.wants_color)


# ----------------------------------------------------------------------------- helpers


@lru_cache(maxsize=4)  # a page is drawn in many pieces, and one costs a millisecond
def _console(room: int, *, color: bool) -> Console:
    """Knows nothing of the environment: what is wanted was decided before. Without colour bold
    stays, which is no colour."""
    from rich.console import Console

    return Console(
        width=max(room, 1),
        color_system="standard",
        no_color=not color,
        force_terminal=True,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _named(column: Column, text: str) -> str:
    """A cell where there are no columns."""
    itself = column.whose and text.endswith(column.whose)
    return f"{column.heading} {text}" if column.named and not itself else text


def _side_by_side(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Several texts in one line, two spaces apart."""
    return tuple(piece for line in lines for piece in ((" " * _GAP, Ink.PLAIN), line))[1:]


def _text(pieces: Iterable[Line], between: str = "") -> Text:
    from rich.text import Text

    text = Text(end="")  # whether it is folded or cut is its column's choice
    for number, (piece, ink) in enumerate(pieces):
        text.append(between if number else "")
        text.append(piece, style=ink.value or None)
    return text


def _table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Sequence[Line]]],
    least: Mapping[int, int],
    widths: Sequence[int],
    spare: int,
) -> RenderableType:
    """The columns of `least`, which says how many cells they need; the `spare` cells go to the
    one that would be cut, else Rich spreads them over those that would be folded."""
    from rich.table import Table

    table = Table(
        box=None,
        show_header=any(columns[i].heading for i in least),
        header_style="",
        pad_edge=False,
        padding=(0, _GAP, 0, 0),
    )
    for i, cells in least.items():
        one = columns[i]
        table.add_column(
            _text([(one.heading, Ink.HEADING)]),
            justify="right" if one.right else "left",
            no_wrap=one.cut or not one.least,
            overflow="ellipsis" if one.cut else "fold",
            min_width=cells,
            width=min(widths[i], cells + spare) if one.cut else None,
        )
    for row in rows:
        table.add_row(*(_text(row[i], between="\n") for i in least))
    return table
