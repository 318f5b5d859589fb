"""The screens as pictures: what stands in tests/screens is compared line by line.

`CALFCOACH_REWRITE=1` writes them anew; look at each difference before you keep it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from screens import (
    ENDS,
    SCENES,
    SIZES,
    STARTED,
    as_text,
    end_picture,
    keys_picture,
    picture,
    styled,
)
from virtual import Run, ten_raises, three_sets, two_sides

from calfcoach.events import Mode
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import begun, page_of
from calfcoach.timeline import Timeline

PICTURES = Path(__file__).parent / "screens"


def compare(name: str, lines: list[str]) -> None:
    file = PICTURES / f"{name.replace(' ', '-')}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get("CALFCOACH_REWRITE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def framed(title: str, lines: list[str]) -> list[str]:
    return [f"== {title}", *lines]


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_looks_like_its_picture_at_every_size(name: str, tmp_path: Path) -> None:
    run = SCENES[name](tmp_path)
    lines: list[str] = []
    for columns, rows in SIZES:
        lines += framed(f"{columns}x{rows}", picture(run.at, run.now, columns, rows))
    lines += framed("80x24, big", picture(run.at, run.now, 80, 24, big=True))
    lines += framed("80x24, styles", styled(run.at, run.now, 80, 24))
    compare(name, lines)


def test_the_page_of_keys_looks_like_its_picture_at_every_size(tmp_path: Path) -> None:
    run = SCENES["hold"](tmp_path)
    lines: list[str] = []
    for columns, rows in SIZES:
        lines += framed(f"{columns}x{rows}", keys_picture(run.at, run.now, columns, rows))
    compare("keys", lines)


@pytest.mark.parametrize("name", ENDS)
def test_the_end_looks_like_its_picture_at_every_width(name: str, tmp_path: Path) -> None:
    run = ENDS[name](tmp_path)
    assert run.at.mode is Mode.ENDED
    lines: list[str] = []
    for columns in sorted({columns for columns, _ in SIZES}):
        lines += framed(f"{columns} wide", end_picture(run, columns))
    compare(f"end {name}", lines)


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_fits_a_window_of_any_size(name: str, tmp_path: Path) -> None:
    run = SCENES[name](tmp_path)
    page = page_of(run.at, STARTED)
    for columns in (1, 2, 5, 11, 19, 29, 30, 31, 39, 47, 59, 61, 99, 133):
        for rows in (1, 2, 4, 6, 7, 8, 9, 10, 11, 13, 14, 17, 20, 23, 31, 50):
            for big in (False, True):
                assert as_text(laid_out(page, columns, rows, big=big), columns, rows)
            assert keys_picture(run.at, run.now, columns, rows)


@pytest.mark.parametrize("made", [two_sides, three_sets, ten_raises])
def test_the_page_with_which_a_phase_begins_is_known_before(made: Callable[[], Timeline]) -> None:
    run = Run(made())
    while (to_come := begun(run.at, 0.0)) is not None:
        left_s = run.at.left_s
        run.pass_s(left_s)
        assert page_of(to_come, STARTED) == page_of(run.at, STARTED)
