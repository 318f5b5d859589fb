"""How every exercise looks, in every pose, at two sizes: `golden/NAME.txt`.

`CALFCOACH_REWRITE=1` writes them anew; look at each difference before you keep it.
"""

from __future__ import annotations

import os
import runpy
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from calfcoach.figure.drawing import drawn
from calfcoach.figure.model import Figure
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import shipped_exercises, toml_files
from calfcoach.model import Exercise
from calfcoach.terms import Origin, Side, Sides

GOLDEN = Path(__file__).parent / "golden"
DOCS = Path(__file__).parents[2] / "docs"
FILES = toml_files(shipped_exercises())
DRAWN = [name for name, path in FILES.items() if b"[picture]" in path.read_bytes()]
SIZES = [(26, 14), (16, 8)]


def exercise(name: str, origin: Origin = Origin.SHIPPED) -> Exercise:
    data = FILES[name].read_bytes()
    return read_exercise_file(data, id=name, where=f"{name}.toml", origin=origin)


def figure(name: str) -> Figure:
    found = exercise(name).picture
    assert found is not None
    return found


def lines(shown: Figure, cols: int, rows: int, at: int, side: Side = Side.RIGHT) -> list[str]:
    pictured = drawn(shown, cols=cols, rows=rows, side=side, at=float(at))
    return ["".join(part.text for part in row) for row in pictured]


@pytest.mark.parametrize("name", DRAWN)
def test_an_exercise_looks_as_it_did(name: str) -> None:
    shown = figure(name)
    told: list[str] = []
    for cols, rows in SIZES:
        for at in range(len(shown.poses)):
            pose = lines(shown, cols, rows, at)
            assert {len(line) for line in pose} == {cols}
            told += [f"== {cols}x{rows}, pose {at + 1}", *(line.rstrip() for line in pose)]
    text = "\n".join(told) + "\n"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("CALFCOACH_REWRITE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_exercise_that_is_guided_has_a_picture() -> None:
    assert sorted(set(FILES) - set(DRAWN)) == []


def test_nothing_is_kept_of_an_exercise_that_is_gone() -> None:
    assert sorted({file.stem for file in GOLDEN.glob("*.txt")} - set(DRAWN)) == []


def test_no_two_exercises_look_the_same() -> None:
    best = Counter(
        tuple(lines(figure(name), 26, 14, len(figure(name).poses) - 1)) for name in DRAWN
    )
    assert [number for number in best.values() if number > 1] == []


@pytest.mark.parametrize("name", [name for name in DRAWN if exercise(name).sides is not Sides.BOTH])
def test_left_and_right_are_told_apart_where_it_is_small(name: str) -> None:
    shown = figure(name)
    for at in range(len(shown.poses)):
        left = "".join(lines(shown, 16, 8, at, Side.LEFT))
        right = "".join(lines(shown, 16, 8, at, Side.RIGHT))
        differ = sum(one != other for one, other in zip(left, right, strict=True))
        assert differ >= len(left) // 8, f"pose {at + 1}"  # fewer: only rounding, or a detail


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_read_late_is_the_one_that_is_read_at_once(name: str) -> None:
    assert figure(name) == exercise(name, Origin.USER).picture


@pytest.mark.parametrize("name", DRAWN)
def test_a_shipped_picture_stands_where_it_can_be_read_late(name: str) -> None:
    assert callable(exercise(name).figure), "[picture] must be the last table of the file"


@pytest.mark.parametrize("name", DRAWN)
def test_the_poses_of_a_picture_differ_where_it_is_large(name: str) -> None:
    shown = figure(name)
    poses = [tuple(lines(shown, 40, 20, at)) for at in range(len(shown.poses))]
    written = [(tuple(sorted(pose.joints.items())), pose.props) for pose in shown.poses]
    assert len(set(poses)) == len(set(written))
    assert all(one != next_ for one, next_ in pairwise(poses))


def test_the_sheet_of_all_exercises_is_what_they_look_like_now() -> None:
    drawing = runpy.run_path(str(DOCS / "figure_sheet.py"))
    kept = (DOCS / "exercises.svg").read_text(encoding="utf-8")
    assert kept == drawing["drawn"](), "run `make screenshots`"
    assert kept.count("://") == kept.count('xmlns="http://') == 1
    titles = [exercise(name).title for name in DRAWN]
    assert [title for title in titles if len(title) <= 34 and f">{title}<" not in kept] == []
