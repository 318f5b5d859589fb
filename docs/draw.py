"""Shows the picture of an exercise while it is written: all poses, in cells or as SVG.

python docs/draw.py EXERCISE.toml [--cols 26 --rows 14] [--side left] [--ascii] [--svg]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from calfcoach.errors import CoachError
from calfcoach.figure.drawing import Row, drawn
from calfcoach.figure.svg import svg
from calfcoach.files.exercise import read_exercise_file
from calfcoach.model import Exercise
from calfcoach.terms import Origin, Side


def main() -> int:
    """Write what the command line asks for; 1 where a file has no picture or cannot be read."""
    asked = _asked()
    failed = 0
    for path in asked.exercise:
        try:
            exercise = read_exercise_file(
                path.read_bytes(), id=path.stem, where=str(path), origin=Origin.USER
            )
        except CoachError as error:
            for one in error.all():
                sys.stderr.write(f"{one.where}: {one.message}: {one.hint}\n")
            failed = 1
            continue
        if exercise.picture is None:
            sys.stderr.write(f"{path} has no picture\n")
            failed = 1
            continue
        for line in _lines(exercise, asked):
            sys.stdout.write(f"{line}\n")
    return failed


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercise", nargs="+", type=Path)
    parser.add_argument("--cols", type=int, default=26)
    parser.add_argument("--rows", type=int, default=14)
    parser.add_argument("--side", type=Side, default=Side.RIGHT)
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--svg", action="store_true")
    parser.add_argument("--at", type=float, help="one place between the poses, such as 0.5")
    parser.add_argument("--worked", action="store_true", help="the leg that works in colour")
    return parser.parse_args()


def _lines(exercise: Exercise, asked: argparse.Namespace) -> list[str]:
    """All poses side by side, or one after the other as SVG."""
    figure = exercise.picture
    assert figure is not None
    places = range(len(figure.poses)) if asked.at is None else (asked.at,)
    if asked.svg:
        return [svg(figure, side=asked.side, title=exercise.title, at=at) for at in places]
    size = {"cols": asked.cols, "rows": asked.rows}
    pictures = [drawn(figure, **size, side=asked.side, at=at, ascii=asked.ascii) for at in places]
    lines = [f"{exercise.id}  {figure.view}, {figure.works} works, {figure.motion}"]
    for rows in zip(*pictures, strict=True):
        lines.append(" │ ".join("".join(_shown(row, asked.worked)) for row in rows) + " │")
    return lines


def _shown(row: Row, colour: bool) -> list[str]:
    return [f"\x1b[36m{part.text}\x1b[0m" if part.worked and colour else part.text for part in row]


if __name__ == "__main__":
    sys.exit(main())
