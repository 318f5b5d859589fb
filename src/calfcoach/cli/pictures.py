"""Pictures as lines to print: the figures of exercises, beside one another and beside text.

Owns where pictures are printed at all, how large they are there, and what stands beneath them. How
a figure is drawn is `figure`'s. Imports neither Typer nor Rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from calfcoach.cli.letters import encoding_of, writes
from calfcoach.cli.surroundings import COLORLESS, Surroundings, talk, width
from calfcoach.figure.drawing import LEAST_COLS, LEAST_ROWS, Row, drawn
from calfcoach.figure.model import Figure
from calfcoach.figure.shapes import frame
from calfcoach.frozen import frozen
from calfcoach.model import Exercise
from calfcoach.terms import Side, Sides

ROWS = 14  # of the picture of one exercise
_LEAST_ROOM, _LEAST_LINES = 24, 12  # a terminal below has no room for both words and pictures
_MOST_COLS = 40
# Poses side by side: rows of each, and in how many lines. Large ones in one line first, then in
# several, then small ones, rather than one alone.
_LAYOUTS = (
    *((rows, 1) for rows in (ROWS, 12, 10)),
    *((rows, lines) for rows in (10, 8, LEAST_ROWS) for lines in (1, 2, 3)),
)
_GAP = 2
_DOTS = "⣿→"
_BOLD, _PLAIN, _COLOR = "\x1b[1m", "\x1b[0m", "\x1b[1;32m"  # the one of a leg that works
_ONE_LEG = (Sides.EACH, Sides.ALTERNATE, Sides.LEFT, Sides.RIGHT)


@frozen
class Easel:
    """Where pictures are printed: cells across, whether in colour, and whether in plain
    characters."""

    room: int
    color: bool
    ascii: bool


@frozen
class Block:
    """Finished lines, each of them `width` cells wide."""

    lines: tuple[str, ...]
    width: int


def easel_for(around: Surroundings, *, ascii: bool = False) -> Easel | None:  # noqa: A002
    """Where pictures are printed; None where there are words only: in a pipe, in accessible form,
    on a terminal that shows nothing but text or is too small."""
    room = around.room
    if room is None or around.accessible or around.environ.get("TERM") in COLORLESS:
        return None
    import shutil

    if room < _LEAST_ROOM or shutil.get_terminal_size().lines < _LEAST_LINES:
        return None
    plain = not writes(_DOTS, encoding_of(around.environ, ascii=ascii))
    return Easel(room=room, color=around.wants_color, ascii=plain)


def only_words(around: Surroundings) -> None:
    """Say why pictures were asked for and are not there."""
    words = "Pictures are shown on a terminal only. Here are the words."
    if around.accessible:
        words = "Pictures are left out in this form. Here are the words."
    elif around.room is not None:
        words = "This terminal shows no pictures. Here are the words."
    talk(words)


def best(figure: Figure) -> float:
    """The pose that says most where there is room for one: heels up, the roller on its way."""
    return float(len(figure.poses) - 1)


def columns_for(figure: Figure, rows: int, most: int = _MOST_COLS) -> int:
    """Cells across that a figure of so many rows fills."""
    whole = frame(figure, Side.RIGHT)  # a mirror makes nothing wider
    across = (whole.right - whole.left) / max(whole.bottom - whole.top, 0.1)
    return max(LEAST_COLS, min(most, ceil(across * rows * 2) + 1))


def picture(figure: Figure, easel: Easel, *, side: Side, rows: int, cols: int = 0) -> Block:
    """A figure in its best pose; as wide as it needs where `cols` is not given."""
    return _pose(figure, easel, side, best(figure), rows, cols or columns_for(figure, rows))


def poses(figure: Figure, easel: Easel, *, side: Side) -> Block:
    """All poses side by side with numbers beneath, in several lines or smaller where they must
    be; the best one alone, which then says so, where even so there is no room for them."""
    count, arrow = len(figure.poses), " -> " if easel.ascii else " → "
    for rows, lines in _LAYOUTS if count > 1 else ():
        cols, each = columns_for(figure, rows), ceil(count / lines)
        if each * (cols + len(arrow)) - len(arrow) > easel.room - _GAP:
            continue
        blocks = [
            beneath(_pose(figure, easel, side, float(index), rows, cols), [str(index + 1)])
            for index in range(count)
        ]
        return _below_one_another(
            [_with_arrows(blocks[no : no + each], arrow) for no in range(0, count, each)]
        )
    cols = columns_for(figure, ROWS, most=min(_MOST_COLS, easel.room - _GAP))
    alone = picture(figure, easel, side=side, rows=ROWS, cols=cols)
    return beneath(alone, [f"pose {count} of {count}"]) if count > 1 else alone


def exercise_picture(exercise: Exercise, easel: Easel, side: Side) -> Block | None:
    """How an exercise looks, over the name of the leg that works where it is one; None where it
    has no picture."""
    figure = exercise.picture
    if figure is None:
        return None
    block = poses(figure, easel, side=side)
    named = leg(exercise, side)
    return beneath(block, [named]) if named else block


def leg(exercise: Exercise, side: Side) -> str:
    """The leg that a picture shows at work; empty where both do."""
    return f"{side} leg" if exercise.sides in _ONE_LEG and side is not Side.BOTH else ""


def beneath(block: Block, texts: Sequence[str], *, strong: bool = False) -> Block:
    """A block with texts in its middle below it; they are not wider than it."""
    lines = [_centred(text, block.width, strong) for text in texts]
    return Block(lines=(*block.lines, *lines), width=block.width)


def _centred(text: str, cells: int, strong: bool) -> str:
    """Text in the middle; the blanks around it are not bold, so that they can be cut off."""
    spare = max(0, cells - width(text))
    before = spare // 2
    shown = f"{_BOLD}{text}{_PLAIN}" if strong and text else text
    return f"{' ' * before}{shown}{' ' * (spare - before)}"


def beside(block: Block, texts: Sequence[str], *, indent: int = _GAP) -> list[str]:
    """Finished lines at the right of a block, whichever is the longer one."""
    gap, empty = " " * (_GAP + 1), " " * block.width
    pairs = zip_longest(block.lines, texts)
    return [
        f"{' ' * indent}{line if line is not None else empty}{gap}{text or ''}".rstrip()
        for line, text in pairs
    ]


def row_of(figure: Figure, rows: int, down: float) -> int:
    """In which of the rows of a picture that is as wide as it needs something is that stands so
    far `down` in the box of the figure."""
    whole = frame(figure, Side.RIGHT)
    share = (down - whole.top) / max(whole.bottom - whole.top, 0.1)
    return min(rows - 1, max(0, round(share * (rows - 1))))


def side_by_side(blocks: Sequence[Block], gap: str = " " * _GAP) -> Block:
    """Blocks in one row, their first lines level."""
    rows = zip_longest(*(block.lines for block in blocks))
    lines = [
        gap.join(
            line if line is not None else " " * b.width for line, b in zip(r, blocks, strict=True)
        )
        for r in rows
    ]
    wide = sum(block.width for block in blocks) + len(gap) * (len(blocks) - 1)
    return Block(lines=tuple(lines), width=wide)


def _pose(figure: Figure, easel: Easel, side: Side, at: float, rows: int, cols: int) -> Block:
    lines = drawn(figure, cols=cols, rows=rows, side=side, at=at, ascii=easel.ascii)
    return Block(lines=tuple(_inked(line, easel.color) for line in lines), width=cols)


def _inked(line: Row, color: bool) -> str:
    """A leg that works is bold, and coloured where there is colour."""
    ink = _COLOR if color else _BOLD
    return "".join(
        f"{ink}{part.text}{_PLAIN}" if part.worked and part.text.strip() else part.text
        for part in line
    )


def _with_arrows(blocks: Sequence[Block], arrow: str) -> Block:
    """Blocks of one height with arrows between their middles."""
    high = len(blocks[0].lines)
    signs = tuple(arrow if row == high // 2 else " " * len(arrow) for row in range(high))
    between = Block(lines=signs, width=len(arrow))
    row = [one for block in blocks for one in (between, block)][1:]
    return side_by_side(row, gap="")


def _below_one_another(blocks: Sequence[Block]) -> Block:
    """Blocks from the top down with an empty line between, all as wide as the widest."""
    wide = max(block.width for block in blocks)
    lines: list[str] = []
    for block in blocks:
        lines += [" " * wide] if lines else []
        lines += [f"{line}{' ' * (wide - block.width)}" for line in block.lines]
    return Block(lines=tuple(lines), width=wide)
