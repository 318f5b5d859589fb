"""The painter: what the terminal shows now, and how to change it with the fewest bytes.

Owns the alternate screen and the difference between two frames. A frame is one write that never
blocks, inside synchronized output; a terminal that does not take it whole gets the rest before
anything else, and the frames between are lost, never torn. What a picture means it does not
know, and it trusts no text: only characters with a width get through.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import chain

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from calfcoach.drivers.outgoing import Outgoing
from calfcoach.drivers.output import unblocked
from calfcoach.frozen import frozen
from calfcoach.player import ViewLostError

LEAVE_S = 1.0  # how long leaving waits for a terminal that does not read
_LOOK_S = 0.02
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
# cleared first: where there is no other screen, what comes next must not stand amid the frame
_LEAVE = b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_CLEAR = "\x1b[m\x1b[2J"
_NEAR = 4  # unchanged cells that are cheaper written again than jumped over
_LONG = 4  # blank cells at the end of a row from which erasing is cheaper
_PLAINER = dict(zip("█▒░━─▲▼■…→←·–—×", "#+:=-^v*.><.--x", strict=True))
_KEPT_ROWS = 200
# One cell on every terminal: ASCII, the letters of Latin, Greek and Cyrillic, and the blocks, lines
# and arrows that the screen itself draws.
_LETTERS = (range(0x20, 0x7F), range(0xC0, 0x180), range(0x3AC, 0x3CF), range(0x400, 0x460))
_DOTS = range(0x2800, 0x2900)  # Braille: figures are drawn with it
_NARROW = frozenset([*map(chr, chain(*_LETTERS, _DOTS)), *"█▒░━─▲▼■…→←·–—×°"])
_ANY = 0  # the style of a blank: none is needed to draw it
_BLANK = (" ", _ANY)


Cell = tuple[str, int]


@frozen
class Frame:
    """A whole picture: rows of styled text from the top, at most `rows`, shorter ones are blank
    behind."""

    columns: int
    rows: int
    lines: tuple[tuple[Segment, ...], ...]


class Painter:
    """Paints on a terminal's descriptor. `color` is False where only weight and texture may tell
    things apart; `clock` tells real seconds, for what is passed on."""

    def __init__(
        self,
        descriptor: int,
        *,
        encoding: str = "utf-8",
        color: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._color = color
        self._open: ExitStack | None = None
        self._out = -1
        self._outgoing = Outgoing(clock)
        self._shown: Frame | None = None  # what stands there once all that waits is written
        self._prepared: tuple[Frame | None, Frame, bytes] | None = None
        self._codes: list[str] = ["", ""]
        self._inked: list[bool] = [False, False]  # whether a blank in this style can be seen
        self._styles: dict[Style, int] = {}
        self._simple = frozenset(char for char in _NARROW if self._writable(char) == char)
        self._rows: dict[tuple[tuple[Segment, ...], int], list[Cell]] = {}

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows as they are now; 80 by 24 where nobody knows."""
        try:
            columns, rows = os.get_terminal_size(self._descriptor)
        except OSError:
            return 80, 24
        return columns or 80, rows or 24

    def writes(self, char: str) -> bool:
        """Whether the terminal's encoding has a character."""
        return self._writable(char) == char

    @property
    def entered(self) -> bool:
        """Whether the terminal is ours to paint on."""
        return self._open is not None

    def enter(self) -> None:
        """Take the whole terminal, which shows with the next frame: that is painted whole."""
        if self._open is not None:
            return
        self._open = ExitStack()
        self._out = self._open.enter_context(unblocked(self._descriptor))
        self._shown = self._prepared = None

    @property
    def left_over(self) -> bytes:
        """What a terminal that had stopped reading still has to be given, after leaving, before
        anything else is written there."""
        return b"" if self.entered else self._outgoing.waiting

    @property
    def waits(self) -> bool:
        """Whether something is still to be written."""
        return not self._outgoing.empty

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing (a bell, an alert): never inside a frame, before
        the next one, and not at all where the terminal takes nothing for 2 s or is not ours.
        Raises `ViewLostError` when nobody can see it any more."""
        if self._open is not None:
            self._outgoing.pass_on(data)
            self._flush()

    def leave(self) -> None:
        """Give it back as it was; also where it was not taken. Waits `LEAVE_S` at most for a
        terminal that has stopped reading; what it does not take is `left_over`."""
        if self._open is None:
            return
        until = time.monotonic() + LEAVE_S
        try:
            self._flush()
            self._outgoing.drop_passing()
            self._outgoing.waiting += _LEAVE if self._shown is not None else b""
            while not self._flush() and time.monotonic() < until:
                time.sleep(_LOOK_S)  # `select` may tell of room where nothing is taken
        except ViewLostError:
            self._outgoing.waiting = b""  # nothing to give back
        finally:
            self._open.close()
            self._open = None

    def forget(self) -> None:
        """Nobody knows what stands there: the next frame is painted whole."""
        if self._shown is not None:
            self._shown = Frame(columns=0, rows=0, lines=())

    def ready(self, frame: Frame) -> None:
        """Work out what it takes to show a frame that will probably come next."""
        self._prepared = (self._shown, frame, self._difference(frame))

    def paint(self, frame: Frame) -> bool:
        """Show a frame; whether all of it is written, else it should be tried again. A terminal
        that is not ours is left alone. Raises `ViewLostError` when nobody can see it any more."""
        if self._open is None or not self._flush():
            return False
        prepared = self._prepared
        if prepared is not None and prepared[0] is self._shown and prepared[1] == frame:
            data = prepared[2]
        else:
            data = self._difference(frame)
        self._prepared = None
        self._shown = frame
        self._outgoing.waiting = data
        return self._flush()

    def _flush(self) -> bool:
        """Write what waits, as far as it is taken; whether that was all."""
        try:
            return self._outgoing.empty or self._outgoing.flush(self._out)
        except OSError as error:
            raise ViewLostError from error

    # ------------------------------------------------------------------- the difference

    def _difference(self, frame: Frame) -> bytes:
        """The bytes that turn what is shown into `frame`; none where nothing changes."""
        shown = self._shown
        same_size = shown is not None and (shown.columns, shown.rows) == (frame.columns, frame.rows)
        pen = _Pen(self._codes, self._inked)
        for row in range(frame.rows):
            new = frame.lines[row] if row < len(frame.lines) else ()
            old: tuple[Segment, ...] = ()
            if shown is not None and same_size:
                old = shown.lines[row] if row < len(shown.lines) else ()
            if old != new:
                pen.draw(row, self._cells(old, frame.columns), self._cells(new, frame.columns))
        drawn = pen.finished()
        if same_size and not drawn:
            return b""
        first = "" if same_size else (_CLEAR if shown is not None else _ENTER + _CLEAR)
        return f"{_BEGIN}{first}{drawn}{_END}".encode(self._encoding)

    def _cells(self, line: tuple[Segment, ...], columns: int) -> list[Cell]:
        """A row as cells; most rows stay as they are for a long time, and are kept."""
        cells = self._rows.get((line, columns))
        if cells is None:
            if len(self._rows) > _KEPT_ROWS:
                self._rows.clear()
            cells = self._rows[line, columns] = self._expanded(line, columns)
        return cells

    def _expanded(self, line: tuple[Segment, ...], columns: int) -> list[Cell]:
        """The cell behind a wide character is empty and belongs to it; what has no width, and
        what could steer the terminal, is left out."""
        cells: list[Cell] = []
        for text, style, _ in line:
            number = self._number(style)
            blank = number if self._inked[number] else _ANY
            if self._simple.issuperset(text):
                cells += [(char, blank if char == " " else number) for char in text]
                continue
            for char in text:
                wide = get_character_cell_size(char) if char.isprintable() else 0
                drawn = self._writable(char) if wide > 0 else ""
                if drawn:
                    cells.append((drawn, blank if drawn == " " else number))
                    behind = ("", number) if drawn == char else (" ", blank)
                    cells += [behind] * (wide - 1)
        if len(cells) > columns and not cells[columns][0]:  # half of a wide character
            cells[columns - 1] = (" ", _ANY)
        del cells[columns:]
        return cells + [(" ", _ANY)] * (columns - len(cells))

    def _number(self, style: Style | None) -> int:
        """A style as a number; its codes are worked out once."""
        if not style:
            return 1
        number = self._styles.get(style)
        if number is not None:
            return number
        shown = (style if self._color else style.without_color).update_link(None)
        codes = shown.render("x", color_system=ColorSystem.STANDARD).partition("x")[0]
        codes = codes.removeprefix("\x1b[").removesuffix("m")
        if codes not in self._codes:
            self._codes.append(codes)
            lines = shown.underline or shown.underline2 or shown.overline or shown.strike
            self._inked.append(bool(shown.reverse or shown.bgcolor or lines))
        number = self._styles[style] = self._codes.index(codes, 1)
        return number

    def _writable(self, char: str) -> str:
        """A character as the encoding can have it."""
        try:
            char.encode(self._encoding)
        except UnicodeEncodeError:
            return _PLAINER.get(char, "?")
        return char


class _Pen:
    """Draws changed cells, and knows where it stands and in which style."""

    def __init__(self, codes: list[str], inked: list[bool]) -> None:
        self._codes = codes
        self._inked = inked
        self._out: list[str] = []
        self._at: tuple[int, int] | None = None  # unknown behind what terminals disagree about
        self._style = 1

    def draw(self, row: int, old: list[Cell], new: list[Cell]) -> None:
        """The changed cells of one row."""
        end = len(new)
        while end and new[end - 1] == _BLANK:
            end -= 1
        blanks = [at for at in range(end, len(new)) if old[at] != new[at]]
        column = 0
        while column < end:
            if old[column] == new[column]:
                column += 1
                continue
            while column and not new[column][0]:  # the right half of a wide character
                column -= 1
            column = self._run(row, column, end, old, new)
        if len(blanks) >= _LONG:
            self._go(row, blanks[0], new)
            self._use(1)
            self._out.append("\x1b[K")
        else:
            for at in blanks:
                self._put(row, at, old, new)

    def _run(self, row: int, column: int, end: int, old: list[Cell], new: list[Cell]) -> int:
        """Changed cells in a row, from `column`; where the run ends."""
        while column < end and (old[column] != new[column] or not new[column][0]):
            if new[column][0]:
                self._put(row, column, old, new)
            column += 1
        return column

    def _put(self, row: int, column: int, old: list[Cell], new: list[Cell]) -> None:
        char, style = new[column]
        self._go(row, column, new)
        if style != _ANY or self._inked[self._style]:
            self._use(style or 1)
        wide = column + 1 < len(new) and not new[column + 1][0]
        if wide and old[column + 1][0] and old[column + 1] != _BLANK:
            self._out.append("  ")  # what a terminal would show that takes it for a narrow one
            self._at = None
            self._go(row, column, new)
        self._out.append(char)
        at_edge = column + 1 >= len(new)
        self._at = None if wide or at_edge or char not in _NARROW else (row, column + 1)

    def _go(self, row: int, column: int, new: list[Cell]) -> None:
        if self._at == (row, column):
            return
        move = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
        ways = [move, self._relative(row, column), self._rewritten(row, column, new)]
        self._out.append(min((way for way in ways if way), key=_cost))
        self._at = (row, column)

    def _rewritten(self, row: int, column: int, new: list[Cell]) -> str:
        """The unchanged cells between, where they can be written again as they are."""
        if self._at is None or self._at[0] != row or not 0 < column - self._at[1] <= _NEAR:
            return ""
        between = new[self._at[1] : column]
        inked = self._inked[self._style]
        if any(style != self._style and (inked or style != _ANY) for _, style in between):
            return ""
        if any(char not in _NARROW for char, _ in between):
            return ""
        return "".join(char for char, _ in between)

    def _relative(self, row: int, column: int) -> str:
        """From where it stands to a place in this row or the next; empty where that is no way."""
        if self._at is None or row - self._at[0] not in (0, 1):
            return ""
        down = "\x1bD" if row > self._at[0] else ""  # a byte less than the other code for it
        by = column - self._at[1]
        if -4 <= by <= 0:
            return down + "\b" * -by
        return f"{down}\x1b[{by}C" if by > 0 else f"{down}\x1b[{-by}D"

    def _use(self, style: int) -> None:
        if style == self._style:
            return
        codes = self._codes[style]
        if not codes:
            self._out.append("\x1b[m")
        elif self._style == 1:
            self._out.append(f"\x1b[{codes}m")
        else:
            self._out.append(f"\x1b[0;{codes}m")
        self._style = style

    def finished(self) -> str:
        """All that was drawn, ending in the plain style."""
        if self._out:
            self._use(1)
        return "".join(self._out)


def _cost(way: str) -> int:
    """Bytes that go over the line."""
    return len(way.encode())
