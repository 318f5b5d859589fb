"""Many pictures in rows and columns: all exercises, or the steps of a routine in their order.

Owns what stands beneath each. Where pictures are printed is `pictures`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calfcoach.cli import phrases
from calfcoach.cli.pictures import Block, Easel, beneath, picture, side_by_side
from calfcoach.model import Exercise, Routine, Step
from calfcoach.terms import Side
from calfcoach.timeline import Options

_NONE = "no picture"
_ROWS = 9
_LEAST_CELL, _MOST_CELL = 24, 28  # cells across; the longest name of ours has 25
_GAP = 2
_NARROW = 18  # two of these rather than one column that leaves half of the terminal empty


def sheet_lines(exercises: Sequence[Exercise], easel: Easel) -> list[str]:
    """The exercises that have a picture, each over its name; below them the names of the
    others."""
    shown = [one for one in exercises if one.picture is not None]
    wide = _cell(easel)
    cells = [_pictured(one, Side.RIGHT, easel, _folded_id(one.id, wide)) for one in shown]
    without = [one.id for one in exercises if one.picture is None]
    lines = _grid(cells, easel)
    if without:
        lines += [*([""] if lines else []), *_fold(f"{_NONE}: {', '.join(without)}", easel.room)]
    return lines


def strip_lines(routine: Routine, options: Options, easel: Easel) -> list[str]:
    """The steps of a routine in their order, each over its number, its title and its dose."""
    wide = _cell(easel)
    cells = []
    for step in routine.each_step():
        dose = step.dose(options.level)
        told = phrases.dose(dose, accessible=False, only=options.side)
        left = Side.LEFT in (options.side, dose.sides.value)
        side = Side.LEFT if left else Side.RIGHT
        named = _pictured(step.exercise, side, easel, _folded(_name(step), wide))
        cells.append(beneath(named, _folded(told, wide)))
    return [*_fold(f"{routine.id}: {routine.title}", easel.room), "", *_grid(cells, easel)]


def _name(step: Step) -> str:
    return f"{step.no} {step.exercise.title}"


def _cell(easel: Easel) -> int:
    """How wide a picture and what is beneath it are."""
    return min(_MOST_CELL, (easel.room + _GAP) // _columns(easel) - _GAP)


def _columns(easel: Easel) -> int:
    columns = (easel.room + _GAP) // (_LEAST_CELL + _GAP)
    return columns if columns > 1 else max(1, (easel.room + _GAP) // (_NARROW + _GAP))


def _pictured(exercise: Exercise, side: Side, easel: Easel, texts: Sequence[str]) -> Block:
    wide = _cell(easel)
    figure = exercise.picture
    if figure is None:
        top = " " * wide
        lines = [*[top] * (_ROWS // 2), _NONE.center(wide), *[top] * (_ROWS - _ROWS // 2 - 1)]
        block = Block(lines=tuple(lines), width=wide)
    else:
        block = picture(figure, easel, side=side, rows=_ROWS, cols=wide)
    return beneath(block, texts, strong=True)


def _grid(cells: Sequence[Block], easel: Easel) -> list[str]:
    """Row by row, an empty line between."""
    columns = _columns(easel)
    lines: list[str] = []
    for first in range(0, len(cells), columns):
        row = side_by_side(cells[first : first + columns])
        lines += [*([""] if lines else []), *(line.rstrip() for line in row.lines)]
    return lines


def _folded_id(name: str, room: int) -> list[str]:
    """A name folded after its hyphens, where it is too long."""
    if len(name) <= room:
        return [name]
    return [line.replace("- ", "-") for line in _fold(name.replace("-", "- "), room)]


def _folded(text: str, room: int) -> list[str]:
    return list(_fold(text, room))


def _fold(text: str, room: int) -> Iterable[str]:
    from calfcoach.screen.text import clean, folded

    return folded(clean(text), room)
