"""The figure opposite the digits: where it stands, what gives way, how it moves, what it costs.

The screens in tests/screens are written anew by `CALFCOACH_REWRITE=1`, as in test_screen_pages.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from building import exercise, hold, own_reps, step, tempo_reps, timeline
from pictured import at_the_wall, lean, raises, strokes, two_leans
from screens import SIZES, STARTED, picture
from screens import shipped as shipped_timeline
from test_painter import glass
from test_screen_driver import Shown, shown
from test_screen_pages import compare, framed
from virtual import QUIET, Run, three_sets, two_sides

from calfcoach.drivers.screen import Screen
from calfcoach.events import Act
from calfcoach.figure.model import Motion, Works
from calfcoach.frozen import replace
from calfcoach.phase import PhaseKind
from calfcoach.screen.pages import page_of
from calfcoach.screen.plan import margin, planned
from calfcoach.terms import Kind, Pictures, Sides
from calfcoach.timeline import Timeline

BYTES_A_SECOND = 200
MOVING = Pictures.MOVING


def looked_at(made: Timeline, at_s: float) -> Run:
    run = Run(made)
    run.until(at_s)
    return run


SCENES: dict[str, Callable[[], Run]] = {
    "left hold": lambda: looked_at(two_leans(), 12),
    "right hold": lambda: looked_at(two_leans(), 37),
    "start": lambda: looked_at(two_leans(), 2),
    "change": lambda: looked_at(two_leans(), 27),
    "raise": lambda: looked_at(raises(), 5 + 7 * 3 + 1),
    "stroke": lambda: looked_at(strokes(), 5 + 31),
}


def dotted(lines: list[str]) -> list[tuple[int, int]]:
    """Where Braille stands: (row, column) of each."""
    return [(y, x) for y, line in enumerate(lines) for x, c in enumerate(line) if "⠀" < c <= "⣿"]


def seen(run: Run, columns: int = 80, rows: int = 24, how: Pictures = Pictures.MOVING) -> list[str]:
    return picture(run.at, run.now, columns, rows, pictures=how)


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_with_a_figure_looks_like_its_picture_at_every_size(name: str) -> None:
    run = SCENES[name]()
    lines: list[str] = []
    for columns, rows in SIZES:
        lines += framed(f"{columns}x{rows}", seen(run, columns, rows))
    plain = picture(run.at, run.now, 80, 24, pictures=Pictures.MOVING, dots=False)
    lines += framed("80x24, without Braille", plain)
    compare(f"figure {name}", lines)


# ------------------------------------------------------------------------------ where


def test_the_figure_stands_opposite_the_leg_that_works() -> None:
    for at_s, right in ((12, False), (37, True)):
        figure = dotted(seen(looked_at(two_leans(), at_s)))
        assert figure
        assert all((x < 40) is right for _, x in figure)


def test_the_right_leg_is_the_left_one_in_a_mirror() -> None:
    left, right = (dotted(seen(looked_at(two_leans(), at_s))) for at_s in (12, 37))
    rows = sorted({y for y, _ in left})
    assert rows == sorted({y for y, _ in right})
    reach = [max(x for y, x in left if y == row) for row in rows]
    mirrored = [min(x for y, x in right if y == row) for row in rows]
    sums = [x + other for x, other in zip(reach, mirrored, strict=True)]
    assert max(sums) - min(sums) <= 2  # a dot may fall into the next cell


@pytest.mark.parametrize("size", [(57, 24), (80, 15), (59, 15), (40, 12), (20, 3)])
def test_a_small_window_looks_as_it_does_without_figures(size: tuple[int, int]) -> None:
    for make in SCENES.values():
        run = make()
        assert seen(run, *size) == seen(run, *size, Pictures.OFF)


def test_the_figure_takes_no_word_and_no_digit_from_what_one_works_at() -> None:
    for name in ("left hold", "right hold", "raise", "stroke"):
        run = SCENES[name]()
        for size in ((60, 16), (80, 24), (120, 40)):
            with_it = {word for line in seen(run, *size) for word in line.split()}
            without = {word for line in seen(run, *size, Pictures.OFF) for word in line.split()}
            words = {word for word in without if word.strip("─█")}
            assert words <= with_it, (name, size)


def test_before_a_start_the_figure_waits_for_a_window_that_has_room_for_what_is_needed_too() -> (
    None
):
    needy = lean(equipment=("a chair",))
    run = looked_at(timeline(step(hold(20), of=needy, sides=Sides.EACH)), 2)
    assert seen(run, 60, 16) == seen(run, 60, 16, Pictures.OFF)
    assert "\n".join(seen(run, 80, 24)).count("You need a wall and a chair.") == 1
    assert dotted(seen(run, 80, 24))


def test_an_exercise_without_a_figure_looks_as_before() -> None:
    run = looked_at(two_sides(), 12)
    for columns, rows in SIZES:
        assert seen(run, columns, rows) == seen(run, columns, rows, Pictures.OFF)


def test_there_is_no_figure_beside_the_big_digits() -> None:
    run = looked_at(two_leans(), 12)
    big = picture(run.at, run.now, 80, 24, big=True, pictures=Pictures.MOVING)
    assert big == picture(run.at, run.now, 80, 24, big=True)


def test_in_a_pause_and_a_question_there_is_no_figure_and_coming_back_shows_it() -> None:
    run = looked_at(two_leans(), 12)
    run.press(Act.PAUSE)
    assert not dotted(seen(run))
    run.press(Act.PAUSE)
    assert dotted(seen(run))
    run.press(Act.HURT)
    assert not dotted(seen(run))


def test_in_a_rest_there_is_no_figure() -> None:
    made = three_sets()
    step_of = replace(made.steps[0], exercise=lean())
    run = looked_at(timeline(step_of), 5 + 20 + 3)
    assert seen(run) == seen(run, how=Pictures.OFF)


def test_what_is_done_at_ones_own_pace_has_its_words_and_its_figure() -> None:
    of = exercise("rise", kind=Kind.STRENGTH, figure=at_the_wall())
    run = looked_at(timeline(step(own_reps(15, 90), of=of)), 12)
    lines = seen(run)
    assert dotted(lines)
    assert any("at your own pace" in line for line in lines)


def test_the_digits_stay_as_large_as_they_were_from_preparation_to_work() -> None:
    for columns, rows in ((60, 16), (80, 24), (120, 40), (200, 60)):
        heights = set()
        for at_s, ink in ((2, "▒"), (12, "█")):
            lines = seen(looked_at(raises(), at_s), columns, rows)
            held = [y for y, line in enumerate(lines) if ink in line and "BOTH" not in line]
            meters = [y for y, line in enumerate(lines) if "▲" in line or "─" in line]
            heights.add(len([y for y in held if ink == "▒" or y not in meters or y > 3]))
        assert len(heights) == 1, (columns, rows)


WINDOWS = [(60, 16), (70, 20), (75, 22), (80, 24), (100, 30), (120, 40), (160, 45), (200, 50)]


def scales(run: Run, columns: int, rows: int) -> tuple[int | None, int | None, bool]:
    """How large the digits are without a figure and with one, and whether it stands there."""
    bare, page = (page_of(run.at, STARTED, pictures=how) for how in (Pictures.OFF, MOVING))
    room = columns - 2 * margin(columns)
    plain, with_it = (planned(one, room, rows, big=False)[0] for one in (bare, page))
    return plain.scale, with_it.scale, with_it.spot is not None


@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("lasts_s", [20, 95, 180])
def test_large_digits_for_both_legs_are_at_most_one_step_smaller_beside_a_figure(
    size: tuple[int, int], lasts_s: int
) -> None:
    made = timeline(step(hold(lasts_s), of=lean(), sides=Sides.BOTH, pacing=QUIET))
    work, before = looked_at(made, 6), looked_at(made, 2)
    for run in (work, before):
        without, with_it, stands = scales(run, *size)
        assert stands
        assert without is not None
        assert with_it is not None
        assert without - with_it <= (1 if size[0] > 80 else 0)
    if lasts_s < 100:
        assert scales(work, *size) == scales(before, *size)


@pytest.mark.parametrize("routine", ["heat-cold", "night-cramps", "desk", "strength"])
def test_no_sentence_and_no_digit_gives_way_to_the_figure_in_a_shipped_routine(
    routine: str, home: Path
) -> None:
    run = Run(shipped_timeline(routine, home))
    for index, phase in enumerate(run.at.timeline.phases):
        if phase.kind in (PhaseKind.REST, PhaseKind.WAIT):
            continue
        until(run, index)
        for columns, rows in WINDOWS:
            without, with_it, stands = scales(run, columns, rows)
            assert without is not None
            assert with_it is not None
            assert without - with_it <= (1 if columns > 80 else 0)
            assert stands or rows < 20
            said = {w for line in seen(run, columns, rows, Pictures.OFF) for w in line.split()}
            shown = {word for line in seen(run, columns, rows) for word in line.split()}
            lost = {word for word in said - shown if word.isalpha()}
            assert lost == set(), (phase.item.exercise.id, columns, rows)


def until(run: Run, index: int) -> None:
    while run.at.index < index:
        run.pass_s(1)


def test_long_words_of_the_beats_leave_room_for_the_figure_in_a_small_window() -> None:
    figure = at_the_wall(motion=Motion.TEMPO, works=Works.BOTH)
    of = exercise("pump", kind=Kind.MOBILITY, figure=figure, beats=("toes up", "toes down"))
    run = looked_at(timeline(step(tempo_reps(15, 2, 0, 2), of=of, pacing=QUIET)), 8)
    for rows in (16, 17):
        lines = seen(run, 60, rows)
        assert dotted(lines)
        assert any("TOES DOWN  2" in line for line in lines)


def test_what_stands_below_a_meter_stays_on_one_line_beside_the_figure() -> None:
    run = SCENES["stroke"]()
    assert any("stroke 11 of 20, 3 s each" in line for line in seen(run))
    assert dotted(seen(run))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_digits_and_figure_keep_their_place_when_the_work_begins(size: tuple[int, int]) -> None:
    places = []
    for at_s, ink in ((2, "▒"), (12, "█")):
        lines = seen(looked_at(raises(reps=12), at_s), *size)
        digits = [line for line in lines if ink in line and "legs" not in line]
        ends = max(line.index(ink * 2) + len(ink * 2) for line in digits)
        places.append((ends, max(x for _, x in dotted(lines))))
    (before, figure_before), (work, figure) = places
    assert abs(figure_before - figure) <= 2
    assert abs(before - work) <= size[0] // 20


def test_warm_and_cold_have_a_picture_each(home: Path) -> None:
    run = Run(shipped_timeline("heat-cold", home))
    poses: dict[str, set[str]] = {}
    for index, phase in enumerate(run.at.timeline.phases):
        until(run, index)
        name = phase.item.part.name if phase.item.part else ""
        lines = seen(run, 120, 40)
        dots = "".join(char for line in lines for char in line if "⠀" < char <= "⣿")
        if dots and phase.kind is PhaseKind.WORK:
            poses.setdefault(name, set()).add(dots)
    warm, cold = poses["Warm"], poses["Cold"]
    assert len(warm) == len(cold) == 1
    assert warm != cold


# ------------------------------------------------------------------------------ how it moves


def frames(made: Timeline, seconds: range, how: Pictures) -> list[str]:
    """The figure alone in each of the first seconds of work."""
    run = Run(made)
    shapes = []
    for second in seconds:
        run.until(5 + second + 0.01)
        lines = seen(run, 120, 40, how)
        shapes.append(" ".join(f"{y},{x}{lines[y][x]}" for y, x in dotted(lines)))
    return shapes


def test_a_raise_goes_up_is_held_and_comes_down_with_the_beats() -> None:
    first, second, held, held_on, down, lower, stands, *again = frames(
        raises(), range(14), Pictures.MOVING
    )
    assert second == held == held_on
    assert stands not in (first, second, down, lower)
    assert second not in (first, down, lower, stands)
    assert first != stands
    assert again == [first, second, held, held_on, down, lower, stands]


def test_a_stroke_begins_anew_each_time() -> None:
    shapes = frames(strokes(), range(9), Pictures.MOVING)
    assert shapes[:3] == shapes[3:6] == shapes[6:]
    assert len(set(shapes)) == 3


def test_a_figure_that_is_to_stand_still_does() -> None:
    assert len(set(frames(raises(), range(14), Pictures.STILL))) == 1


def test_before_a_start_the_figure_shows_the_first_pose() -> None:
    assert dotted(seen(looked_at(raises(), 1))) == dotted(seen(looked_at(raises(), 4)))


def test_on_a_tender_spot_the_roller_stands_still() -> None:
    of = exercise("roll", kind=Kind.ROLL, figure=at_the_wall(motion=Motion.ROLL))
    work = strokes().steps[0].work
    run = looked_at(timeline(step(work, of=of)), 12)
    run.press(Act.SPOT)
    shapes = []
    for _ in range(6):
        run.pass_s(1)
        shapes.append(dotted(seen(run)))
    assert shapes == [shapes[0]] * 6


# ------------------------------------------------------------------------------ key, bytes, window


def test_a_key_makes_the_figure_stand_still_and_go_and_come_back() -> None:
    with shown(raises(), pictures=Pictures.MOVING) as one:
        one.until(6.5)
        assert dotted(one.glass.lines)
        one.press(Act.PICTURES)
        assert "The picture stands still." in one.text
        assert dotted(one.glass.lines)
        one.press(Act.PICTURES)
        assert "No picture." in one.text
        assert not dotted(one.glass.lines)
        one.press(Act.PICTURES)
        assert "The picture moves." in one.text
        assert dotted(one.glass.lines)


def test_in_a_small_window_the_key_says_that_there_is_no_room() -> None:
    with shown(raises(), pictures=Pictures.OFF) as one:
        one.glass.resizes(57, 24)
        one.until(6.5)
        one.press(Act.PICTURES)
        assert "The picture moves. The window is too small for it." in one.text
        one.press(Act.PICTURES)
        assert "stands still. The window is too small for" in one.text
        one.press(Act.PICTURES)
        assert "No picture." in one.text
        assert "too small" not in one.text


def test_the_key_is_answered_where_no_figure_stands() -> None:
    with shown(raises(), pictures=Pictures.MOVING) as one:
        one.until(6.5)
        one.press(Act.PAUSE)
        one.press(Act.PICTURES)
        assert "The picture stands still. It has no place on this page." in one.text


def test_before_a_start_in_a_small_window_the_key_says_that_this_page_has_no_place() -> None:
    of = lean(equipment=("a chair",))
    made = timeline(step(hold(20), of=of, sides=Sides.EACH, pacing=QUIET))
    with shown(made, pictures=Pictures.OFF) as one:
        one.glass.resizes(60, 16)
        one.until(2)
        one.press(Act.PICTURES)
        assert "The picture moves. It has no place on this page." in one.text


def test_beside_big_digits_the_key_says_that_this_page_has_no_place() -> None:
    with shown(two_leans(), pictures=Pictures.OFF, big=True) as one:
        one.until(12)
        one.press(Act.PICTURES)
        assert "The picture moves. It has no place on this page." in one.text


def test_a_terminal_without_braille_gets_plain_characters() -> None:
    with glass(80, 24, encoding="ascii") as one:
        run = looked_at(two_leans(), 12)
        screen = Screen(one.painter, wall=_noon, pictures=Pictures.MOVING)
        screen.enter()
        screen.update(run.events, run.at, run.now)
        one.reads()
        text = "\n".join(one.lines)
        assert "()" in text or "(_)" in text
        assert text.isascii()
        assert "?" not in text.replace("? all keys", "")


def test_a_window_that_shrinks_and_grows_loses_the_figure_and_gets_it_back() -> None:
    with shown(two_leans(), pictures=Pictures.MOVING) as one:
        one.until(8)
        assert dotted(one.glass.lines)
        for columns, rows, there in ((59, 15, False), (20, 3, False), (60, 16, True)):
            one.glass.resizes(columns, rows)
            one.until(one.run.now + 1.25)
            assert bool(dotted(one.glass.lines)) is there
            wanted = seen(one.run, columns, rows)
            shown_now = [line.rstrip() for line in one.glass.lines]
            assert shown_now[: len(wanted)] == wanted


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("make", [raises, strokes])
def test_a_figure_that_moves_costs_no_more_than_its_bytes(
    make: Callable[[], Timeline], size: tuple[int, int]
) -> None:
    still, moving = (
        _bytes_a_second(make(), size, how) for how in (Pictures.STILL, Pictures.MOVING)
    )
    assert still < moving <= still + BYTES_A_SECOND


def test_between_two_seconds_nothing_of_the_figure_is_written() -> None:
    with shown(two_leans(), pictures=Pictures.MOVING) as one:
        one.until(8.0)
        assert one.until(8.5) == b""


def _bytes_a_second(made: Timeline, size: tuple[int, int], how: Pictures) -> float:
    """Bytes of 21 s of work (three reps), a second, behind its first second."""
    with glass(*size) as one:
        view = Shown(one, made, pictures=how)
        view.until(6)
        written = 0
        while view.run.now < 27:
            assert view.wish is not None
            written += len(view.until(view.wish))
    return written / 21


def _noon() -> datetime:
    return STARTED
