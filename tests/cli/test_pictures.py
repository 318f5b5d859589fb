"""Pictures outside of a session: of one exercise, of many, of a routine; and as SVG."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pexpect
import pytest
from conftest import Result
from processes import PATIENCE_S, agree, run

from calfcoach.cli.card_page import Ways, card_drawn
from calfcoach.cli.drawing import Pen
from calfcoach.cli.exercise_outline import exercise_drawn
from calfcoach.cli.picture_sheet import sheet_lines, strip_lines
from calfcoach.cli.pictures import Easel, columns_for, exercise_picture, picture, poses, row_of
from calfcoach.errors import CoachError
from calfcoach.files.card import load_card
from calfcoach.files.catalog import Catalog
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import find_folders
from calfcoach.files.measure_file import measure_sheet
from calfcoach.frozen import replace
from calfcoach.model import Exercise
from calfcoach.records import MeasureKind
from calfcoach.screen.text import width
from calfcoach.terms import Origin, Side
from calfcoach.timeline import Options

Calf = Callable[..., Result]
BRAILLE = re.compile("[\u2801-\u28ff]")
CODES = re.compile(r"\x1b\[[\d;]*m")
HOSTILE = "[red]x[/] 腿😀 " + "w" * 60
OWN = """\
title = "Mine"
kind = "stretch"
sides = "each"
setup = ["Stand so."]
dose.default.hold = "30s"

[picture]
view = "leg"
props = [{ floor = 0.9 }]

[[picture.pose]]
knee = [0.5, 0.3]
ankle = [0.4, 0.75]
toe = [0.6, 0.87]
"""


def easel(room: int = 80, *, color: bool = False, ascii: bool = False) -> Easel:  # noqa: A002
    return Easel(room=room, color=color, ascii=ascii)


def shipped() -> Catalog:
    return Catalog(find_folders(os.environ))


def wall_stretch() -> Exercise:
    return shipped().exercise("wall-calf-stretch")


def page(room: int, exercise: Exercise, side: Side = Side.BOTH) -> list[str]:
    drawn = exercise_drawn(
        exercise,
        Pen(room=room, color=False),
        origin="shipped",
        side=side,
        level=None,
        easel=easel(room),
    )
    return [CODES.sub("", line) for line in drawn]


def wide(text: str) -> int:
    return width(CODES.sub("", text))


def own(home: Path, text: str = OWN, name: str = "mine") -> None:
    path = home / "exercises" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def seen(*arguments: str, size: tuple[int, int] = (80, 24), **environ: str) -> str:
    """What is printed at a real terminal."""
    columns, rows = size
    child = pexpect.spawn(
        sys.executable,
        ["-m", "calfcoach", *arguments],
        env=os.environ | {"TERM": "xterm-256color"} | environ,
        encoding="utf-8",
        timeout=PATIENCE_S,
        dimensions=(rows, columns),
    )
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before).replace("\r\n", "\n")


# ------------------------------------------------------------------------ one exercise


def test_a_wide_page_has_the_set_up_beside_the_picture() -> None:
    lines = page(100, wall_stretch())
    start = next(i for i, line in enumerate(lines) if "set-up, here for the left leg" in line)
    assert BRAILLE.search(lines[start])
    assert lines[start + 1].endswith("Hands on the wall, left knee straight, left heel down.")
    beneath = next(i for i, line in enumerate(lines) if line.strip() == "left leg")
    assert beneath == start + 14
    assert BRAILLE.search(lines[beneath - 1])


def test_a_narrow_page_has_the_set_up_below_the_picture() -> None:
    lines = page(44, wall_stretch())
    set_up = next(i for i, line in enumerate(lines) if line.startswith("set-up"))
    assert lines[set_up - 2].strip() == "left leg"
    assert [i for i, line in enumerate(lines) if BRAILLE.search(line)][-1] == set_up - 3


def test_the_leg_beneath_the_picture_is_the_one_that_the_words_name() -> None:
    left, right = page(100, wall_stretch(), Side.LEFT), page(100, wall_stretch(), Side.RIGHT)
    assert "left leg" in [line.strip() for line in left]
    assert "right leg" in [line.strip() for line in right]
    assert any("set-up, here for the right leg" in line for line in right)
    assert left != right


def test_where_both_legs_work_no_leg_is_named() -> None:
    lines = [line.strip() for line in page(100, shipped().exercise("heel-raise"))]
    assert not {"left leg", "right leg"} & set(lines)


def test_poses_stand_side_by_side_with_numbers_and_an_arrow() -> None:
    raise_ = shipped().exercise("heel-raise")
    assert raise_.picture is not None
    block = poses(raise_.picture, easel(80), side=Side.RIGHT)
    assert block.lines[-1].split() == ["1", "2"]
    assert sum("→" in line for line in block.lines) == 1
    assert {wide(line) for line in block.lines} == {block.width}
    plain = poses(raise_.picture, easel(80, ascii=True), side=Side.RIGHT)
    assert sum(" -> " in line for line in plain.lines) == 1
    assert all(line.isascii() for line in plain.lines)


def test_where_poses_have_no_room_the_last_one_stands_alone() -> None:
    raise_ = shipped().exercise("heel-raise-down-one")
    assert raise_.picture is not None
    alone = poses(raise_.picture, easel(24), side=Side.RIGHT)
    assert not any("→" in line for line in alone.lines)
    assert len(alone.lines) == 15
    best = picture(raise_.picture, easel(24), side=Side.RIGHT, rows=14, cols=22)
    assert alone.lines[:-1] == best.lines
    assert alone.lines[-1].strip() == "pose 6 of 6"


@pytest.mark.parametrize(
    ("room", "numbers"),
    [
        (200, [["1", "2", "3", "4", "5", "6"]]),
        (80, [["1", "2", "3"], ["4", "5", "6"]]),
        (40, [["1", "2"], ["3", "4"], ["5", "6"]]),
    ],
)
def test_many_poses_stand_in_several_lines_where_one_has_no_room(
    room: int, numbers: list[list[str]]
) -> None:
    one = shipped().exercise("heel-raise-down-one")
    assert one.picture is not None
    block = poses(one.picture, easel(room), side=Side.LEFT)
    beneath = [line.split() for line in block.lines if re.fullmatch(r"[ 1-8]*[1-8][ ]*", line)]
    assert beneath == numbers
    assert {wide(line) for line in block.lines} == {block.width}
    assert block.width <= room - 2


def test_what_stands_beneath_a_picture_ends_with_no_blanks() -> None:
    daily = shipped().routine("daily")
    found, _ = shipped().exercises()
    for line in (*strip_lines(daily, Options(), easel()), *sheet_lines(found, easel())):
        assert CODES.sub("", line) == CODES.sub("", line).rstrip()


def test_a_leg_that_works_is_bold_and_has_colour_where_there_is_any() -> None:
    bold = exercise_picture(wall_stretch(), easel(80), Side.RIGHT)
    green = exercise_picture(wall_stretch(), easel(80, color=True), Side.RIGHT)
    assert bold is not None
    assert green is not None
    assert "\x1b[1m" in "".join(bold.lines)
    assert "\x1b[1;32m" not in "".join(bold.lines)
    assert "\x1b[1;32m" in "".join(green.lines)


@pytest.mark.parametrize("room", [24, 33, 40, 60, 80, 100, 120, 200])
def test_no_page_with_a_picture_is_wider_than_the_terminal(room: int) -> None:
    for one in shipped().exercises()[0]:
        lines = page(room, one)
        assert [line for line in lines if wide(line) > room] == []
        shown = exercise_picture(one, easel(room), Side.LEFT)
        assert (shown is not None) == any(BRAILLE.search(line) for line in lines)


def test_an_exercise_without_a_picture_is_shown_in_words() -> None:
    bare = replace(wall_stretch(), figure=None)
    assert page(100, bare) == [
        CODES.sub("", line)
        for line in exercise_drawn(
            bare, Pen(room=100, color=False), origin="shipped", side=Side.BOTH, level=None
        )
    ]


# ------------------------------------------------------------------- many, and a routine


@pytest.mark.parametrize("room", [24, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("ascii", [False, True])
def test_the_sheet_names_every_exercise_in_lines_that_fit(room: int, ascii: bool) -> None:  # noqa: A002
    found, _ = shipped().exercises()
    lines = sheet_lines(found, easel(room, ascii=ascii))
    assert [line for line in lines if wide(line) > room] == []
    text = "\n".join(lines)
    assert [one.id for one in found if len(one.id) <= 18 and one.id not in text] == []
    assert "…" not in text
    assert all(line.isascii() for line in lines) or not ascii


def test_the_sheet_names_those_without_a_picture_below() -> None:
    bare = replace(wall_stretch(), figure=None, id="bare")
    assert sheet_lines([bare], easel()) == ["no picture: bare"]
    both = sheet_lines([wall_stretch(), bare], easel())
    assert both[-2:] == ["", "no picture: bare"]


def test_the_strip_has_the_steps_in_order_each_with_its_dose() -> None:
    daily = shipped().routine("daily")
    lines = [CODES.sub("", line) for line in strip_lines(daily, Options(), easel(200))]
    text = "\n".join(lines)
    assert lines[0] == "daily: Daily calf care"
    numbers = [int(no) for no in re.findall(r"(?:^|  )(\d+) [A-Z]", text)]
    assert numbers == [step.no for step in daily.each_step()]
    assert "60 s, both legs" in text


@pytest.mark.parametrize("room", [24, 40, 80, 200])
def test_hostile_titles_neither_widen_a_strip_nor_steer_the_terminal(room: int) -> None:
    daily = shipped().routine("daily")
    first = daily.each_step()[0]
    step = replace(first, exercise=replace(first.exercise, title=HOSTILE + "\x1b[2J"))
    lines = strip_lines(replace(daily, steps=(step,), title=HOSTILE), Options(), easel(room))
    assert [line for line in lines if wide(line) > room] == []
    assert "\x1b[2J" not in "".join(lines)


# -------------------------------------------------------------------------------- SVG


def test_an_exercise_can_be_had_as_svg(calf: Calf) -> None:
    result = calf("show", "wall-calf-stretch", "--svg")
    assert (result.code, result.err) == (0, "")
    root = ElementTree.fromstring(result.out)
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.findtext(f"{space}title") == "Wall calf stretch, knee straight, left leg"


def test_the_svg_of_the_left_leg_is_the_mirrored_one(calf: Calf) -> None:
    left, right = (
        calf("show", "wall-calf-stretch", "--svg", "--side", side).out for side in ("left", "right")
    )
    assert "<title>Wall calf stretch, knee straight, right leg</title>" in right
    assert calf("show", "wall-calf-stretch", "--svg").out == left

    def across(text: str) -> list[float]:
        return [float(x) for x in re.findall(r"(?:cx=\"|[\" ])([\d.]+),", text)]

    assert across(left)
    assert across(left) == [pytest.approx(240 - x, abs=0.11) for x in across(right)]


def test_the_svg_has_every_pose(calf: Calf) -> None:
    root = ElementTree.fromstring(calf("show", "heel-raise-down-one", "--svg").out)
    numbers = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert numbers == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [("heel-raise", "--json", "--svg"), ("daily", "--pictures", "--script")],
)
def test_two_forms_at_once_contradict_each_other(
    calf: Calf, name: str, first: str, second: str
) -> None:
    result = calf("show", name, first, second)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        f"error: `{first}` and `{second}` contradict each other",
        f"  hint: leave out {first} or {second}",
    ]


def test_an_exercise_without_a_picture_has_no_svg(calf: Calf, home: Path) -> None:
    own(home, OWN.split("[picture]")[0])
    result = calf("show", "mine", "--svg")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "error: `mine` has no picture",
        "  hint: `calfcoach show mine` says in words how it is done",
    ]


def test_a_routine_has_no_svg_and_an_exercise_no_strip(calf: Calf) -> None:
    routine = calf("show", "daily", "--svg")
    assert (routine.code, routine.out) == (2, "")
    assert "`--svg` draws exercises, and `daily` is a routine" in routine.err
    exercise = calf("show", "heel-raise", "--pictures")
    assert (exercise.code, exercise.out) == (2, "")
    assert (
        "`--pictures` shows the steps of routines, and `heel-raise` is an exercise" in exercise.err
    )


# ----------------------------------------------------------------- where words are all


def test_a_pipe_has_the_words_only() -> None:
    for arguments in (("show", "heel-raise"), ("show", "heel-raise", "--ascii")):
        result = run(*arguments)
        assert (result.code, result.err) == (0, "")
        assert not BRAILLE.search(result.out)
        assert "->" not in result.out


def test_a_pipe_that_asks_for_pictures_has_the_words_and_is_told_why(calf: Calf) -> None:
    for arguments in (("exercises",), ("show", "daily")):
        result = calf(*arguments, "--pictures")
        assert result.out == calf(*arguments).out
        assert result.err == "Pictures are shown on a terminal only. Here are the words.\n"


def test_the_accessible_form_has_the_words_only(calf: Calf) -> None:
    result = calf("exercises", "--pictures", "--accessible")
    assert result.out == calf("exercises", "--accessible").out
    assert result.err == "Pictures are left out in this form. Here are the words.\n"


@pytest.mark.tty
def test_a_terminal_shows_the_picture_of_an_exercise(home: Path) -> None:
    assert BRAILLE.search(seen("show", "wall-calf-stretch"))
    assert BRAILLE.search(seen("exercises", "--pictures", "--kind", "stretch"))
    assert BRAILLE.search(seen("show", "daily", "--pictures", size=(40, 20)))


@pytest.mark.tty
def test_a_terminal_that_has_no_braille_gets_plain_characters(home: Path) -> None:
    asked = seen("show", "wall-calf-stretch", "--ascii")
    other = seen("show", "wall-calf-stretch", PYTHONIOENCODING="latin-1")
    assert "#" in asked
    assert not BRAILLE.search(asked)
    assert asked == other


@pytest.mark.tty
@pytest.mark.parametrize(
    ("size", "environ"),
    [
        ((20, 24), {}),
        ((80, 8), {}),
        ((80, 24), {"TERM": "dumb"}),
        ((80, 24), {"ACCESSIBLE": "1"}),
    ],
)
def test_a_small_or_plain_terminal_has_the_words_only(
    home: Path, size: tuple[int, int], environ: dict[str, str]
) -> None:
    assert not BRAILLE.search(seen("show", "wall-calf-stretch", size=size, **environ))


@pytest.mark.tty
def test_a_small_terminal_that_is_asked_for_pictures_says_that_it_shows_none(home: Path) -> None:
    said = seen("exercises", "--pictures", "--kind", "stretch", size=(20, 24))
    assert said.startswith("This terminal shows no pictures. Here are the words.\n")


# ------------------------------------------------------------------ the map and the test


def test_the_map_has_its_words_at_their_heights() -> None:
    card = load_card("trigger-points")
    lines = card_drawn(card, Ways(), Pen(room=80, color=False), sources=False, easel=easel(80))
    crease = next(i for i, line in enumerate(lines) if "never press here" in line)
    upper = next(i for i, line in enumerate(lines) if "upper site" in line)
    inner = next(i for i, line in enumerate(lines) if "inner site, mid-calf" in line)
    assert crease + 2 < upper < inner
    assert all(BRAILLE.search(lines[row]) for row in (crease, upper, inner))
    assert "⣿" in lines[upper]
    assert "The right leg from behind: its inner side is on the left." in " ".join(lines)


def test_the_map_gives_way_where_its_words_have_no_room() -> None:
    card = load_card("trigger-points")
    lines = card_drawn(card, Ways(), Pen(room=50, color=False), sources=False, easel=easel(50))
    assert not any(BRAILLE.search(line) for line in lines)
    assert "never press here" not in " ".join(lines)


def test_a_row_of_a_picture_is_found_by_its_height() -> None:
    card = load_card("trigger-points")
    assert card.picture is not None
    assert row_of(card.picture, 20, -1.0) == 0
    assert row_of(card.picture, 20, 0.0) == 0
    assert row_of(card.picture, 20, 1.0) == 19
    assert columns_for(card.picture, 20) < 40  # so that its height decides how large it is


def test_knee_to_wall_has_a_picture_that_says_what_is_measured() -> None:
    sheet = measure_sheet(MeasureKind.KNEE_TO_WALL)
    assert sheet.picture is not None
    assert sheet.caption == "The arrow is what is measured: from the wall to the big toe."


@pytest.mark.tty
@pytest.mark.parametrize(
    ("columns", "rows", "drawn"),
    [(80, 24, True), (40, 30, True), (40, 24, False), (24, 24, False), (80, 12, False)],
)
def test_knee_to_wall_shows_it_on_one_screen_with_the_first_question(
    home: Path, columns: int, rows: int, drawn: bool
) -> None:
    agree(home)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "calfcoach", "measure", "knee-to-wall"],
        env=os.environ | {"TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=PATIENCE_S,
        dimensions=(rows, columns),
    )
    child.expect("Q leaves|leaves[.]")
    said = str(child.before)
    child.close(force=True)
    assert bool(BRAILLE.search(said)) is drawn
    assert ("The arrow is what is" in said) is drawn
    lines = CODES.sub("", said).splitlines()
    first = next((no for no, line in enumerate(lines) if BRAILLE.search(line)), 0)
    assert len(lines) - first < rows or not drawn


# --------------------------------------------------------------- pictures of one's own


def test_a_picture_of_ones_own_is_shown(home: Path, calf: Calf) -> None:
    own(home)
    assert "<title>Mine, left leg</title>" in calf("show", "mine", "--svg").out
    found = shipped().exercise("mine")
    assert any(BRAILLE.search(line) for line in page(80, found))


def test_a_picture_of_ones_own_is_checked_by_commands_that_show_none(
    home: Path, calf: Calf
) -> None:
    own(home, OWN.replace("[0.4, 0.75]", "[0.4, 75]"))
    result = calf("exercises")
    assert result.code == 0
    assert "`ankle` must be [x, y], numbers from 0 to 1, got [0.4, 75]" in result.err


def test_a_shipped_picture_is_read_when_it_is_asked_for_and_only_then() -> None:
    broken = OWN.replace("[0.4, 0.75]", "[0.4, 75]").encode()
    found = read_exercise_file(broken, id="mine", where="mine.toml", origin=Origin.SHIPPED)
    with pytest.raises(CoachError) as late:
        assert found.picture
    with pytest.raises(CoachError) as at_once:
        read_exercise_file(broken, id="mine", where="mine.toml", origin=Origin.USER)
    assert (late.value.message, late.value.where) == (
        at_once.value.message,
        at_once.value.where,
    )


def test_a_picture_that_is_read_late_is_the_same_one_each_time() -> None:
    found = wall_stretch()
    assert found.picture is found.picture
    assert found == wall_stretch()


def test_a_shipped_exercise_with_its_dose_below_the_picture_is_read_as_a_whole() -> None:
    dose, rest = 'dose.default.hold = "30s"\n', OWN.partition("[picture]")
    data = rest[0].replace(dose, "") + rest[1] + rest[2] + '\n[dose.default]\nhold = "30s"\n'
    found = read_exercise_file(data.encode(), id="mine", where="mine", origin=Origin.SHIPPED)
    assert found.doses
    assert found.picture is not None
    assert not callable(found.figure)
