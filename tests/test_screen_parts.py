from __future__ import annotations

from datetime import timedelta

import pytest
from building import (
    circuit,
    continuous,
    exercise,
    hold,
    max_reps,
    own_reps,
    routine,
    step,
    tempo_reps,
    timeline,
)
from hypothesis import given
from hypothesis import strategies as st
from screens import STARTED, as_text, end_picture, picture
from strategies import QUICK, examples, routines
from virtual import QUIET, Run, own_pace, ten_raises, three_short_holds, two_sides, with_wait

from calfcoach.events import Act, Command, Credit, Digit, Mode
from calfcoach.frozen import replace
from calfcoach.model import Routine
from calfcoach.records import Status, WorkStatus
from calfcoach.screen import glyphs
from calfcoach.screen.bar import Bar, bar_of, drawn_bar
from calfcoach.screen.keybar import key_row
from calfcoach.screen.keys import keys_of
from calfcoach.screen.keys_page import keys_page
from calfcoach.screen.layout import laid_out
from calfcoach.screen.page import Meter
from calfcoach.screen.pages import changes_in_s, page_of
from calfcoach.screen.rows import kept
from calfcoach.screen.text import clean, cut, folded, width
from calfcoach.screen.words import done
from calfcoach.terms import Kind, Side, Sides
from calfcoach.timeline import Timeline, compile_routine

PRESSED: tuple[Command, ...] = (
    Act.WHERE,
    Act.MORE,
    Act.LESS,
    Act.PAUSE,
    Act.BACK,
    Act.REDO,
    Act.AFTERWARDS,
    Act.HURT,
    Act.YES,
    Act.SPOT,
    Act.FADED,
    Act.QUIT,
    Act.NEXT,
    Digit(value=2),
    Digit(value=7),
    Act.ENTER,
)


def at(made: Timeline, seconds: float) -> Run:
    run = Run(made)
    run.until(seconds)
    return run


# --------------------------------------------------------------------------------- text


def test_a_text_is_cut_with_an_ellipsis_and_never_in_the_middle_of_a_wide_character() -> None:
    assert cut("calf stretch", 12) == "calf stretch"
    assert cut("calf stretch", 11) == "calf stret…"
    assert cut("calf stretch", 6) == "calf…"
    assert cut("小腿拉伸", 8) == "小腿拉伸"
    assert cut("小腿拉伸", 7) == "小腿拉…"
    assert cut("小腿拉伸", 6) == "小腿…"
    assert cut("calf", 1) == "…"
    assert cut("calf", 0) == ""


def test_what_has_no_width_of_its_own_is_taken_out_of_a_title() -> None:
    assert clean("leg\u200b \u2764\ufe0f\u200d\U0001f9b5") == "leg \u2764\U0001f9b5"
    assert clean("a\x1b[31mb\nc\u202ed") == "a[31mb cd"
    assert clean("e\u0301") == "é"


@given(st.text(max_size=40), st.integers(0, 30))
@examples(60)
def test_no_cut_text_is_wider_than_its_room(text: str, room: int) -> None:
    assert width(cut(clean(text), room)) <= room


def test_sentences_are_folded_between_words_and_the_last_line_says_that_more_follows() -> None:
    assert folded("Heel heavy, breathe out.", 12) == ["Heel heavy,", "breathe out."]
    assert folded("Heel heavy, breathe out. And in.", 12, 2) == ["Heel heavy,", "breathe out…"]
    assert folded("", 12) == []
    assert folded("Heel", 12, 0) == []


# ------------------------------------------------------------------------------- digits


def test_digits_are_as_large_as_columns_and_rows_allow() -> None:
    assert glyphs.largest("30", 22, 7) == 1
    assert glyphs.largest("30", 21, 7) == 0
    assert glyphs.largest("30", 44, 14) == 2
    assert glyphs.largest("30", 44, 13) == 1
    assert glyphs.largest("30", 14, 5) == 0
    assert glyphs.largest("30", 14, 4) is None
    assert glyphs.largest("1:30", 30, 20) == 0


@pytest.mark.parametrize("scale", [0, 1, 2, 3])
def test_a_drawn_figure_has_the_size_that_was_asked_about(scale: int) -> None:
    drawn = glyphs.drawn("10:42_", scale, "#")
    assert len(drawn) == glyphs.rows_of(scale)
    assert {len(line) for line in drawn} == {glyphs.width_of("10:42_", scale)}


def test_no_two_digits_look_alike() -> None:
    for scale in (0, 1):
        assert len({glyphs.drawn(digit, scale, "#") for digit in "0123456789"}) == 10


# ---------------------------------------------------------------------------------- bar


def test_the_bar_has_a_segment_a_step_as_long_as_its_time() -> None:
    done, left = drawn_bar(Bar(segments=(60, 120, 60), passed_s=90), 26)
    assert done + left == "━━━━━━ ━━━───────── ──────"


def test_the_rounds_of_a_circuit_are_segments_of_their_own() -> None:
    made = timeline(circuit(2, step(hold(20)), step(continuous(40))), step(hold(30)))
    assert len(bar_of(made, 0, 0.0).segments) == 3


def test_a_bar_of_too_many_steps_is_one_line() -> None:
    done, left = drawn_bar(Bar(segments=(1.0,) * 40, passed_s=10), 80)
    assert (len(done), len(left)) == (20, 60)
    assert " " not in done + left


@given(
    st.lists(st.floats(0, 4000), min_size=1, max_size=30),
    st.floats(0, 9000),
    st.integers(1, 200),
)
@examples(60)
def test_a_bar_has_exactly_its_cells(segments: list[float], passed_s: float, columns: int) -> None:
    done, left = drawn_bar(Bar(segments=tuple(segments), passed_s=passed_s), columns)
    assert len(done + left) == columns


# -------------------------------------------------------------------------- what is seen


@given(routines(), st.data())
@QUICK
def test_every_instant_of_any_routine_fits_any_window(made: Routine, data: st.DataObject) -> None:
    columns, rows = data.draw(st.integers(1, 130)), data.draw(st.integers(1, 45))
    run = Run(compile_routine(made))
    for _ in range(30):
        run.pass_s(data.draw(st.floats(0.1, 40)))
        run.press(data.draw(st.sampled_from(PRESSED)))
        if run.at.mode is Mode.ENDED:
            break
        page = page_of(run.at, STARTED, message="Next, right leg. 5 minutes to go.")
        for big in (False, True):
            assert as_text(laid_out(page, columns, rows, big=big), columns, rows)
        assert as_text(keys_page(page, columns, rows), columns, rows)
        soon_s = changes_in_s(run.at)
        assert soon_s is None or 0 < soon_s < 1.01


def test_the_block_stands_on_the_half_of_the_leg_that_works() -> None:
    for columns, rows in ((80, 24), (120, 40), (60, 16), (40, 12)):
        half = columns // 2
        left, right = at(two_sides(), 10), at(two_sides(), 35)
        for run, side in ((left, Side.LEFT), (right, Side.RIGHT)):
            lines = picture(run.at, run.now, columns, rows)
            ink = [n for line in lines for n, char in enumerate(line) if char == "█"]
            where = [n < half + 4 if side is Side.LEFT else n >= half - 4 for n in ink]
            assert len(ink) > 20
            assert all(where)


def test_digits_keep_their_size_while_they_run_down() -> None:
    run = Run(two_sides(hold_s=120))
    run.until(6)
    sizes = set()
    while run.at.phase.item.side is Side.LEFT and run.at.left_s > 1.5:
        lines = picture(run.at, run.now, 120, 40)
        sizes.add(sum("█" in line for line in lines[5:]))
        run.pass_s(1)
    assert len(sizes) == 1


def test_a_countdown_shows_the_ceiling_and_never_nought_before_the_end() -> None:
    run = at(two_sides(), 5)
    assert page_of(run.at, STARTED).digits == "20"
    run.pass_s(0.01)
    assert page_of(run.at, STARTED).digits == "20"
    run.pass_s(0.99)
    assert page_of(run.at, STARTED).digits == "19"
    run.pass_s(18.99)
    assert page_of(run.at, STARTED).digits == "1"


def test_a_tempo_lights_the_row_of_the_beat_and_fills_its_meter() -> None:
    run = at(ten_raises(), 5)
    seen = []
    for _ in range(7):
        page = page_of(run.at, STARTED)
        seen.append([(m.word, m.filled) for m in page.beside if not isinstance(m, str) and m.lit])
        run.pass_s(1)
    assert seen == [
        [("UP", 0.5)],
        [("UP", 1.0)],
        [("HOLD", 0.5)],
        [("HOLD", 1.0)],
        [("DOWN", pytest.approx(1 / 3))],
        [("DOWN", pytest.approx(2 / 3))],
        [("DOWN", 1.0)],
    ]
    assert page_of(run.at, STARTED).digits == "2"


def test_short_holds_count_each_hold_and_say_when_to_let_go() -> None:
    run = at(three_short_holds(), 5)
    assert page_of(run.at, STARTED).digits == "10"
    assert page_of(run.at, STARTED).live == ""
    run.pass_s(11)
    assert page_of(run.at, STARTED).digits == "4"
    assert page_of(run.at, STARTED).live == "LET GO"
    assert "hold 1 of 3" in page_of(run.at, STARTED).beside
    run.pass_s(5)
    assert page_of(run.at, STARTED).digits == "9"
    assert "hold 2 of 3" in page_of(run.at, STARTED).beside


def test_at_ones_own_pace_the_reps_that_are_asked_for_are_large() -> None:
    page = page_of(at(own_pace(), 15).at, STARTED)
    assert page.digits == "15"
    assert page.beside == ("reps", "at your own pace", "Enter when done", "", "80 s left at most")
    unlimited = timeline(step(max_reps(120), pacing=QUIET))
    assert page_of(at(unlimited, 15).at, STARTED).digits == "1:50"


def test_a_wait_says_which_key_goes_on_and_has_no_digits() -> None:
    run = at(with_wait(), 20)
    lines = picture(run.at, run.now, 80, 24)
    assert "Enter goes on." in "\n".join(lines)
    assert page_of(run.at, STARTED).digits == ""
    run.press(Act.PAUSE)
    assert "PAUSED" in "\n".join(picture(run.at, run.now, 80, 24))


def test_the_finish_time_stays_while_the_clock_runs_and_moves_with_a_pause() -> None:
    run = at(two_sides(), 10)
    first = page_of(run.at, STARTED).clock
    run.pass_s(1)
    assert page_of(run.at, STARTED + timedelta(seconds=1)).clock == first
    run.press(Act.PAUSE)
    run.pass_s(120)
    paused = page_of(run.at, STARTED + timedelta(seconds=121))
    assert paused.clock == "clock stopped at 07:42"


def test_with_reps_at_ones_own_pace_the_session_is_done_by_a_time_not_at_it() -> None:
    assert page_of(at(own_pace(), 6).at, STARTED).clock.startswith("done by ")


def test_the_keys_are_those_that_matter_now() -> None:
    def names(run: Run) -> list[str]:
        return [key.name for key in keys_of(run.at)]

    run = at(two_sides(), 10)
    assert names(run) == ["space", "n", "b", "h", "q", "?"]
    run.press(Act.PAUSE)
    assert names(run) == ["space", "r", "n", "h", "q"]
    run.press(Act.QUIT)
    assert names(run) == ["enter", "space"]
    assert names(at(own_pace(), 10))[0] == "enter"


def test_the_row_of_keys_loses_words_before_keys_and_keeps_the_way_out() -> None:
    keys = keys_of(at(two_sides(), 10).at)
    said = [
        "".join(piece.text for piece in key_row(keys, room)) for room in (80, 60, 52, 40, 12, 1)
    ]
    assert said == [
        "space pause   n next   b back   h it hurts   q stop   ? all keys",
        "space pause  n next  b back  h it hurts  q stop  ? all keys",
        "space pause  n next  b back  h hurts  q stop  ? keys",
        "space  n  b  h hurts  q  ?",
        "space h q ?",
        "q",
    ]


def test_markup_in_a_title_is_shown_as_it_was_typed() -> None:
    made = timeline(
        step(hold(20), of=exercise("x", title="[red]Calf[/] :leg: 小腿"), sides=Sides.EACH)
    )
    lines = picture(at(made, 10).at, 10, 80, 24)
    assert any("[red]Calf[/] :leg: 小腿" in line for line in lines)


def test_a_message_replaces_nothing_where_there_is_room_for_it() -> None:
    run = at(ten_raises(), 10)
    with_it = laid_out(page_of(run.at, STARTED, message="Sound off."), 80, 24)
    without = laid_out(page_of(run.at, STARTED), 80, 24)
    changed = [n for n, (a, b) in enumerate(zip(with_it, without, strict=True)) if a != b]
    assert changed == [22]
    small = as_text(laid_out(page_of(run.at, STARTED, message="Sound off."), 20, 3), 20, 3)
    assert small[-1] == "Sound off."


def test_reps_at_ones_own_pace_have_no_seconds_in_a_short_window() -> None:
    run = at(timeline(step(own_reps(15, 90), pacing=QUIET)), 10)
    assert picture(run.at, 10, 20, 3)[0].endswith("15 reps")


def test_a_resumed_session_counts_what_was_done_before() -> None:
    made = compile_routine(
        routine(step(hold(20), sides=Sides.EACH, sets=2)), done=frozenset({1, 2})
    )
    whole = compile_routine(routine(step(hold(20), sides=Sides.EACH, sets=2)))
    earned = [
        Credit(item=phase.item, done_s=20, done_reps=None, status=WorkStatus.DONE)
        for phase in whole.work[:2]
    ]
    run = Run(made, earned=earned)
    run.until(8)
    assert done(run.at) == "left 40 of 40 s     right 3 of 40 s"
    run.to_end()
    assert "Calf stretch   0:40 of 0:40  0:40 of 0:40" in end_picture(run, 80)


def test_what_is_done_with_both_legs_and_with_one_has_two_rows_at_the_end() -> None:
    same = exercise()
    made = timeline(step(hold(20), of=same), step(hold(20), of=same, sides=Sides.EACH))
    run = Run(made)
    run.to_end()
    assert "Calf stretch   0:20 of 0:20 both" in end_picture(run, 80)
    assert "Calf stretch   0:20 of 0:20  0:20 of 0:20" in end_picture(run, 80)


def test_more_and_less_are_seen_in_the_dose_on_both_sides_and_in_the_sum() -> None:
    run = at(two_sides(), 10)
    run.press(Act.MORE)
    lines = "\n".join(picture(run.at, run.now, 80, 24))
    assert "25 s" in lines
    assert "change, RIGHT leg, 25 s" in lines
    assert "left 5 of 25 s     right 0 of 25 s" in lines


@pytest.mark.parametrize("size", [(30, 8), (36, 10), (40, 12), (45, 30), (50, 20), (55, 24)])
def test_a_long_hold_shows_its_time_in_every_window(size: tuple[int, int]) -> None:
    run = at(two_sides(hold_s=300), 46)
    lines = picture(run.at, run.now, *size)
    assert page_of(run.at, STARTED).digits == "4:19"
    assert sum("█" in line for line in lines) > 4 or any("4:19" in line for line in lines)


def test_of_a_long_title_the_name_gives_way_and_the_side_and_the_set_stay() -> None:
    long = exercise("x", title="A stretch with a very long title indeed " * 2, say="")
    made = timeline(step(hold(20), of=long, sides=Sides.ALTERNATE, sets=3, rest_s=9))
    for size in ((80, 24), (60, 16), (40, 12)):
        lines = "\n".join(picture(at(made, 10).at, 10, *size))
        assert "LEFT leg" in lines
        assert "1 of 3" in lines
        assert "then RIGHT" in lines or "change, RIGHT leg, 20 s" in lines


def test_a_frame_that_stands_still_says_when_the_clock_stopped() -> None:
    run = at(two_sides(), 10)
    run.absent(7200)
    page = page_of(run.at, STARTED + timedelta(seconds=7210))
    assert page.clock == "clock stopped at 07:42"


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (120, 40)])
@pytest.mark.parametrize("seconds", [46.0, 400.0])
def test_a_figure_of_minutes_keeps_to_the_half_of_its_leg(
    size: tuple[int, int], seconds: float
) -> None:
    run = at(two_sides(hold_s=600), seconds)
    middle = size[0] // 2
    left = picture(run.at, run.now, *size)
    assert all("█" not in line[middle + 4 :] for line in left)
    run.until(605 + seconds)
    right = picture(run.at, run.now, *size)
    assert run.at.phase.item.side is Side.RIGHT
    assert all("█" not in line[: middle - 4] for line in right)


@pytest.mark.parametrize("acts", [(Act.PAUSE,), (Act.QUIT,), (Act.HURT,)])
@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 16), (40, 12)])
def test_what_stands_still_tells_side_set_and_what_comes_next(
    size: tuple[int, int], acts: tuple[Act, ...]
) -> None:
    long = exercise("x", title="A stretch with quite a long title", say="")
    made = timeline(step(hold(20), of=long, sides=Sides.ALTERNATE, sets=3, rest_s=9))
    run = at(made, 10)
    run.press(*acts)
    shown = "\n".join(picture(run.at, run.now, *size))
    for text in ("LEFT leg", "1 of 3", "then   change, RIGHT leg, 20 s"):
        assert text in shown


def test_two_long_titles_leave_the_set_of_the_one_and_the_side_of_the_other() -> None:
    first = exercise("x", title="Seated ankle circles, slow and wide", say="")
    second = exercise("y", title="Standing knee raise with a towel", say="")
    made = timeline(
        step(hold(20), of=first, sets=2), step(hold(20), of=second, sides=Sides.ALTERNATE)
    )
    run = at(made, 35)
    shown = "\n".join(picture(run.at, run.now, 40, 12))
    assert "Seated ankl… 2 of 2" in shown
    assert "then LEFT Standing" in shown


def test_what_has_to_be_said_of_work_is_worth_more_than_a_long_name() -> None:
    long = exercise("x", title="Seated ankle circles, slow and wide", say="")
    made = timeline(circuit(2, step(own_reps(8), of=long, sets=2, load="12.5 kg")))
    shown = "\n".join(picture(at(made, 10).at, 10, 80, 24))
    assert "set 1 of 2, round 1 of 2, 8 reps, 12.5 kg" in shown


def test_where_fewer_reps_are_enough_both_numbers_are_shown() -> None:
    made = timeline(step(replace(tempo_reps(12, 1, 1, 1), least=10)))
    assert "10-12 reps" in "\n".join(picture(at(made, 1).at, 1, 80, 24))
    assert "10-12 reps" in "\n".join(picture(at(made, 9).at, 9, 80, 24))


def test_only_what_came_to_its_end_is_called_done() -> None:
    run = at(two_sides(), 10)
    run.press(Act.NEXT, Act.PAUSE)
    assert "Nothing is finished yet." in page_of(run.at, STARTED).lines
    run.press(Act.PAUSE)
    run.until(60)
    run.press(Act.PAUSE)
    assert run.at.status is Status.COMPLETED


def test_what_one_needs_is_told_at_the_start_alone() -> None:
    warm, lean = exercise("march"), exercise("lean")
    run = at(timeline(step(hold(20), of=warm), step(hold(20), of=lean)), 1)
    page = page_of(run.at, STARTED)
    assert "You need" in f"{page.beside}{page.following}"
    run.until(10)
    run.press(Act.AFTERWARDS)
    page = page_of(run.at, STARTED)
    assert "You need" not in f"{page.beside}{page.following}"


def test_sets_at_ones_own_pace_are_counted_where_nobody_knows_their_time() -> None:
    made = timeline(
        step(max_reps(12), sets=2), step(hold(90), sides=Sides.ALTERNATE), step(hold(30))
    )
    assert done(at(made, 6).at) == "calf stretch 0 of 2 sets"
    run = at(made, 6)
    run.press(Act.ENTER)
    run.pass_s(1)
    assert done(run.at) == "calf stretch 1 of 2 sets"


def test_a_text_without_spaces_is_folded_too() -> None:
    assert folded("壁に手をついて足を", 8) == ["壁に手を", "ついて足", "を"]
    assert folded("壁に手をついて足を", 7, 2) == ["壁に手", "をつい…"]
    assert folded("unbreakable", 6) == ["unbre…"]


def test_digits_that_cannot_be_larger_are_no_reason_to_say_less() -> None:
    run = at(two_sides(), 10)
    assert picture(run.at, run.now, 40, 12, big=True) == picture(run.at, run.now, 40, 12)
    assert "━" in "".join(picture(run.at, run.now, 80, 24, big=True))


def test_of_a_name_enough_stays_to_know_it_by() -> None:
    assert kept("wall calf stretch", ", LEFT leg back, 30 s", 60) == (
        "wall calf stretch, LEFT leg back, 30 s"
    )
    assert kept("wall calf stretch", ", LEFT leg back, 30 s", 34) == (
        "wall calf st…, LEFT leg back, 30 s"
    )
    assert kept("wall calf stretch", ", LEFT leg back, 30 s, at the wall", 33) == (
        "wall calf st…, LEFT leg back, 30…"
    )


def test_a_stroke_of_massage_never_goes_down() -> None:
    def signs(kind: Kind) -> set[str]:
        of = exercise("x", kind=kind)
        run = Run(timeline(step(continuous(30, 3.0), of=of)))
        run.until(6)
        seen = set()
        while run.at.status is Status.RUNNING:
            beside = page_of(run.at, STARTED).beside
            seen |= {each.sign for each in beside if isinstance(each, Meter)}
            run.pass_s(1)
        return seen

    assert signs(Kind.MASSAGE) == {"▲"}
    assert signs(Kind.ROLL) == {"▲", "▼"}
