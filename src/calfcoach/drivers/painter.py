"""The painter: what the terminal shows now, and how to change it with the fewest bytes.

Owns the alternate screen and the difference between two frames. A frame is one write that never
blocks, inside synchronized output; a terminal that does not take it whole gets the rest before
anything else, and the frames between are lost, never torn. What a picture means it does not
know, and it trusts no text: only characters with a width get through.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import lru_cache
from itertools import compress, count, islice, zip_longest
from operator import is_not

from calfcoach.drivers.outgoing import Outgoing
from calfcoach.drivers.output import unblocked
from calfcoach.frozen import frozen
from calfcoach.player import ViewLostError
from calfcoach.screen.pieces import Segment, Style
from calfcoach.screen.text import NARROW, cells_of

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
_ANY = 0  # the style of a blank: none is needed to draw it


Cell = tuple[str, int]  # a character and its style; equal ones are the same one
_BLANK: Cell = (" ", _ANY)


@frozen
class Frame:
    """A whole picture: rows of styled text from the top, at most `rows`, shorter ones are blank
    behind."""

    columns: int
    rows: int
    lines: tuple[tuple[Segment, ...], ...]


@frozen
class _Drawn:
    """A frame, and each of its rows as cells."""

    frame: Frame
    cells: list[list[Cell]]


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
        self._shown: _Drawn | None = None  # what stands there once all that waits is written
        # what comes next: behind what, what, and the bytes for it
        self._prepared: deque[tuple[_Drawn | None, _Drawn, bytes]] = deque()
        self._codes: list[str] = ["", ""]
        self._inked: list[bool] = [False, False]  # whether a blank in this style can be seen
        self._simple = frozenset(self._writables())
        self._made = [_Cells(0, inked=False), _Cells(1, inked=False)]  # by their style's number
        self._made_in: dict[Style | None, _Cells] = {None: self._made[1]}
        self._as_cells = lru_cache(maxsize=256)(self._expanded)

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
        self._shown = None
        self._prepared.clear()

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
            self._shown = _Drawn(frame=Frame(columns=0, rows=0, lines=()), cells=[])

    def ready(self, frame: Frame) -> None:
        """Work out what it takes to show a frame that will probably come next, behind those that
        were got ready since the last one was painted."""
        before = self._prepared[-1][1] if self._prepared else self._shown
        self._prepared.append((before, *self._difference(before, frame)))

    def paint(self, frame: Frame) -> bool:
        """Show a frame; whether all of it is written, else it should be tried again. A terminal
        that is not ours is left alone. Raises `ViewLostError` when nobody can see it any more."""
        if self._open is None or not self._flush():
            return False
        if self._shown is not None and frame is self._shown.frame:
            return True
        before, coming, data = self._prepared.popleft() if self._prepared else (None, None, b"")
        if coming is None or before is not self._shown or coming.frame != frame:
            self._prepared.clear()
            coming, data = self._difference(self._shown, frame)
        self._shown = coming
        self._outgoing.waiting = data
        return self._flush()

    def _flush(self) -> bool:
        """Write what waits, as far as it is taken; whether that was all."""
        try:
            return self._outgoing.empty or self._outgoing.flush(self._out)
        except OSError as error:
            raise ViewLostError from error

    # ------------------------------------------------------------------- the difference

    def _difference(self, shown: _Drawn | None, frame: Frame) -> tuple[_Drawn, bytes]:
        """A frame as it will be drawn, and the bytes that turn what is shown into it; none where
        nothing changes."""
        same_size = False
        lines: tuple[tuple[Segment, ...], ...] = ()
        cells = [[_BLANK] * frame.columns] * frame.rows
        if shown is not None and (shown.frame.columns, shown.frame.rows) == (
            frame.columns,
            frame.rows,
        ):
            same_size, lines, cells = True, shown.frame.lines, shown.cells[:]
        pen = _Pen(self._codes, self._inked)
        pairs = islice(zip_longest(lines, frame.lines, fillvalue=()), frame.rows)
        for row, (old, new) in enumerate(pairs):
            if old != new:
                before, cells[row] = cells[row], self._as_cells(new, frame.columns)
                pen.draw(row, before, cells[row])
        drawn, made = pen.finished(), _Drawn(frame=frame, cells=cells)
        if same_size and not drawn:
            return made, b""
        first = "" if same_size else (_CLEAR if shown is not None else _ENTER + _CLEAR)
        return made, f"{_BEGIN}{first}{drawn}{_END}".encode(self._encoding)

    def _expanded(self, line: tuple[Segment, ...], columns: int) -> list[Cell]:
        """The cell behind a wide character is empty and belongs to it; what has no width, and
        what could steer the terminal, is left out."""
        cells: list[Cell] = []
        for text, style in line:
            made = self._made_in.get(style)
            if made is None:
                made = self._make(style or Style())
            if self._simple.issuperset(text):
                cells += map(made.__getitem__, text)
                continue
            for char in text:
                wide = cells_of(char) if char.isprintable() else 0
                drawn = self._writable(char) if wide > 0 else ""
                if drawn:
                    behind = "" if drawn == char else " "
                    cells += [made[drawn], *[made[behind]] * (wide - 1)]
        if len(cells) > columns and not cells[columns][0]:  # half of a wide character
            cells[columns - 1] = _BLANK
        del cells[columns:]
        cells += [_BLANK] * (columns - len(cells))
        return cells

    def _make(self, style: Style) -> _Cells:
        """The cells of a style that was not met yet; those of one with the same codes, if any."""
        codes = style.codes(color=self._color)
        if codes not in self._codes:
            self._made.append(_Cells(len(self._codes), inked=style.reverse))
            self._codes.append(codes)
            self._inked.append(style.reverse)
        made = self._made_in[style] = self._made[self._codes.index(codes, 1)]
        return made

    def _writables(self) -> Iterable[str]:
        """The characters of one cell that can be had as they are; mostly all, found at once."""
        try:
            "".join(NARROW).encode(self._encoding)
        except UnicodeEncodeError:
            return (char for char in NARROW if self._writable(char) == char)
        return NARROW

    def _writable(self, char: str) -> str:
        """A character as the encoding can have it."""
        try:
            char.encode(self._encoding)
        except UnicodeEncodeError:
            return _PLAINER.get(char, "?")
        return char


class _Cells(dict[str, Cell]):
    """The cells of one style by their characters, each made once, so that `is` tells a change.
    A blank that cannot be seen in this style is that of any."""

    def __init__(self, style: int, *, inked: bool) -> None:
        self._style = style
        self._blank = (" ", style) if inked else _BLANK

    def __missing__(self, char: str) -> Cell:
        cell = self[char] = self._blank if char == " " else (char, self._style)
        return cell


class _Pen:
    """Draws changed cells, and knows where it stands and in which style."""

    def __init__(self, codes: list[str], inked: list[bool]) -> None:
        self._codes = codes
        self._inked = inked
        self._out: list[str] = []
        self._at: tuple[int, int] | None = None  # unknown behind what terminals disagree about
        self._style = 1
        # what was last compared, and what came of it
        self._rows: tuple[list[Cell], list[Cell]] | None = None
        self._runs: list[tuple[int, str]] = []
        self._blank_from: int | None = None

    def draw(self, row: int, old: list[Cell], new: list[Cell]) -> None:
        """The changed cells of one row. Large digits have the same row several times."""
        if self._rows is None or self._rows[0] is not old or self._rows[1] is not new:
            self._rows = old, new
            self._runs, self._blank_from = _changes(old, new)
        for column, text in self._runs:
            self._put(row, column, text, old, new)
        if self._blank_from is not None:
            self._go(row, self._blank_from, new)
            self._use(1)
            self._out.append("\x1b[K")

    def _put(self, row: int, column: int, text: str, old: list[Cell], new: list[Cell]) -> None:
        """A text of one style from `column` on; a wide character stands alone."""
        style, end = new[column][1], column + len(text)
        self._go(row, column, new)
        if style != _ANY or self._inked[self._style]:
            self._use(style or 1)
        wide = end < len(new) and not new[end][0]
        if wide and old[end][0] and old[end] is not _BLANK:
            self._out.append("  ")  # what a terminal would show that takes it for a narrow one
            self._at = None
            self._go(row, column, new)
        self._out.append(text)
        at_edge = end >= len(new)
        self._at = None if wide or at_edge or text[0] not in NARROW else (row, end)

    def _go(self, row: int, column: int, new: list[Cell]) -> None:
        if self._at == (row, column):
            return
        way = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
        if self._at is not None and row - self._at[0] in (0, 1):
            for other in (self._relative(row, column), self._rewritten(row, column, new)):
                if other and _cost(other) < _cost(way):
                    way = other
        self._out.append(way)
        self._at = (row, column)

    def _rewritten(self, row: int, column: int, new: list[Cell]) -> str:
        """The unchanged cells between, where they can be written again as they are."""
        if self._at is None or self._at[0] != row or not 0 < column - self._at[1] <= _NEAR:
            return ""
        between = new[self._at[1] : column]
        inked = self._inked[self._style]
        if any(style != self._style and (inked or style != _ANY) for _, style in between):
            return ""
        if any(char not in NARROW for char, _ in between):
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


def _changes(old: list[Cell], new: list[Cell]) -> tuple[list[tuple[int, str]], int | None]:
    """The texts to be put into a row, by their columns; and the column from which it is blank,
    where that is worth a code."""
    changed = list(compress(count(), map(is_not, old, new)))
    if not changed:
        return [], None
    end = len(new)
    if new[changed[-1]] is _BLANK:
        while end and new[end - 1] is _BLANK:
            end -= 1
    blanks = [at for at in changed if at >= end]
    del changed[len(changed) - len(blanks) :]
    runs = _runs(changed, old, new)
    if len(blanks) >= _LONG:
        return runs, blanks[0]
    return runs + _runs(blanks, old, new), None


def _runs(columns: list[int], old: list[Cell], new: list[Cell]) -> list[tuple[int, str]]:
    """Cells of a row, those of one style side by side at once."""
    runs = []
    done, width = 0, len(new)  # the column behind the last one
    for column in columns:
        text, style = new[column]
        if column < done or not text:  # the right half of a wide character
            continue
        done = column + 1
        if text in NARROW:
            while done < width:
                cell = new[done]
                if cell[1] != style or old[done] is cell or cell[0] not in NARROW:
                    break
                text += cell[0]
                done += 1
        runs.append((column, text))
    return runs


def _cost(way: str) -> int:
    """Bytes that go over the line."""
    return len(way) if way.isascii() else len(way.encode())
