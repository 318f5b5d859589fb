from __future__ import annotations

import pytest
from building import (
    circuit,
    continuous,
    contrast,
    exercise,
    foot_steps,
    hold,
    max_reps,
    own_reps,
    routine,
    short_holds,
    step,
    tempo_reps,
    timeline,
    work_items,
)

from calfcoach import script
from calfcoach.frozen import replace
from calfcoach.model import Reps, Tempo, Work
from calfcoach.phase import WorkItem
from calfcoach.terms import Kind, Place, Side, Sides

WALL = exercise("wall-stretch", side_words="{side} leg back")


def item(work: Work, of_sides: Sides = Sides.BOTH, index: int = 0, sets: int = 1) -> WorkItem:
    return work_items(timeline(step(work, WALL, sides=of_sides, sets=sets)))[index]


def test_a_sentence_begins_with_a_capital_and_ends_with_one_full_stop() -> None:
    assert script.sentence(" heel heavy, breathe out ") == "Heel heavy, breathe out."
    assert script.sentence("At the wall.") == "At the wall."
    assert script.sentence("3 seconds") == "3 seconds."
    assert script.sentence("  ") == ""


def test_a_list_is_joined_as_one_speaks_it() -> None:
    assert script.joined([]) == ""
    assert script.joined(["", "a wall"]) == "a wall"
    assert script.joined(["a wall", "a chair"]) == "a wall and a chair"
    assert script.joined(["a wall", "clear floor", "a chair"]) == "a wall, clear floor and a chair"


@pytest.mark.parametrize(
    ("duration_s", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (2.5, "2.5 seconds"),
        (2.04, "2 seconds"),
        (60, "60 seconds"),
        (99, "99 seconds"),
        (100, "1 minute 40 seconds"),
        (180, "3 minutes"),
    ],
)
def test_a_dose_is_told_in_seconds_up_to_99(duration_s: float, said: str) -> None:
    assert script.seconds(duration_s) == said


@pytest.mark.parametrize(
    ("duration_s", "said"),
    [
        (0, "0 seconds"),
        (60, "1 minute"),
        (784, "13 minutes 4 seconds"),
        (3600, "1 hour"),
        (3725, "1 hour 2 minutes"),
        (7260, "2 hours 1 minute"),
    ],
)
def test_a_length_is_told_in_minutes_and_seconds(duration_s: float, said: str) -> None:
    assert script.length(duration_s) == said


@pytest.mark.parametrize(
    ("left_s", "said"),
    [
        (600, "10 minutes to go"),
        (60, "1 minute to go"),
        (59, "59 seconds to go"),
        (1, "1 second to go"),
        (-1, "0 seconds to go"),
    ],
)
def test_what_is_to_go_is_told_in_minutes_until_the_last(left_s: float, said: str) -> None:
    assert script.to_go(left_s) == said


def test_an_exercise_is_called_by_the_name_for_a_sentence() -> None:
    assert script.name(WALL) == "wall stretch"
    assert script.name(exercise("heel-raise", say="")) == "Heel raise"


def test_a_side_is_named_in_the_words_of_the_exercise() -> None:
    left, right = (item(hold(30), Sides.EACH, index) for index in (0, 1))
    assert (script.side(left), script.side(right)) == ("left leg back", "right leg back")
    assert (script.short_side(left), script.short_side(right)) == ("left leg", "right leg")
    both = item(hold(30))
    assert (script.side(both), script.short_side(both)) == ("", "")


def test_sides_are_filled_in_and_other_braces_stay() -> None:
    text = "{side} heel down, the {other} foot flat, {0} {sides}"
    assert script.filled(text, Side.LEFT) == "left heel down, the right foot flat, {0} {sides}"
    assert script.filled(text, Side.RIGHT) == "right heel down, the left foot flat, {0} {sides}"
    assert script.filled(text, Side.BOTH) == "each heel down, the other foot flat, {0} {sides}"


def test_a_tempo_is_told_beat_by_beat_without_those_of_0() -> None:
    assert script.tempo(Tempo(up_s=2, hold_s=2, down_s=3)) == "up 2, hold 2, down 3"
    assert script.tempo(Tempo(up_s=1, hold_s=0, down_s=2.5, pause_s=1)) == "up 1, down 2.5, pause 1"


@pytest.mark.parametrize(
    ("work", "said", "short"),
    [
        (hold(30), "30 seconds", "30 seconds"),
        (short_holds(10, reps=3), "3 holds of 10 seconds", "3 holds of 10 seconds"),
        (tempo_reps(10, 2, 2, 3), "10 reps, up 2, hold 2, down 3", "10 reps"),
        (tempo_reps(1, 2, 0, 2), "1 rep, up 2, down 2", "1 rep"),
        (tempo_reps(5, 0, 3, 4), "5 reps, hold 3, down 4", "5 reps"),
        (own_reps(15), "15 reps", "15 reps"),
        (Reps(reps=12, least=10, limit_s=90), "10 to 12 reps", "10 to 12 reps"),
        (max_reps(), "as many reps as you can", "as many reps as you can"),
        (continuous(120), "2 minutes", "2 minutes"),
        (foot_steps(20), "20 steps", "20 steps"),
        (contrast(2), "Warm, 60 seconds", "Warm, 60 seconds"),
    ],
)
def test_a_dose_is_told_in_words(work: Work, said: str, short: str) -> None:
    assert script.dose(item(work)) == said
    assert script.short_dose(item(work)) == short


def test_work_that_the_clock_ends_asks_for_nothing_at_ones_own_pace() -> None:
    assert script.own_pace(item(hold(30))) == ""


def test_sets_and_rounds_are_told_where_there_are_several() -> None:
    assert script.turn(item(hold(30))) == ""
    assert script.turn(item(hold(30), Sides.EACH, 1, sets=3)) == "set 2 of 3"
    assert script.turn(item(hold(30), Sides.ALTERNATE, 2, sets=2)) == "round 2 of 2"
    assert script.turn(item(contrast(2), index=2)) == "round 2 of 2"
    rounds = work_items(timeline(circuit(2, step(hold(30), sets=3))))
    assert script.turn(rounds[4]) == "set 2 of 3, round 2 of 2"


@pytest.mark.parametrize(
    ("place", "said", "needed"),
    [
        (Place.WALL, "at the wall", "a wall"),
        (Place.FLOOR, "on the floor", "floor to lie on"),
        (Place.CHAIR, "on the chair", "a chair"),
        (Place.STEP, "at the step", "a step"),
        (Place.OPEN_FLOOR, "on clear floor", "clear floor"),
        (Place.BED, "on the bed", "a bed"),
    ],
)
def test_every_place_has_its_words(place: Place, said: str, needed: str) -> None:
    assert script.at_place(place) == said
    assert script.needs([exercise(place=place)]) == needed


def test_an_announcement_tells_name_side_dose_load_and_turn() -> None:
    raised = step(tempo_reps(12, 2, 2, 3), WALL, sets=2, sides=Sides.EACH, load="5 kg")
    left = work_items(timeline(raised))[0]
    whole = "Wall stretch, left leg back, 12 reps, up 2, hold 2, down 3, 5 kg, set 1 of 2."
    assert script.announcement(left) == whole
    assert script.announcement(left, place=True) == "At the wall, w" + whole[1:]
    assert script.announcement(left, brief=True) == "Wall stretch, left leg back, 12 reps, 5 kg."


def test_the_first_announcement_gets_ready() -> None:
    march = exercise("march", kind=Kind.WARM_UP, say="march on the spot")
    ready = work_items(timeline(step(continuous(60), march)))[0]
    assert script.first_announcement(ready) == "Get ready to march on the spot, 60 seconds."
    unsaid = work_items(timeline(step(continuous(60), replace(march, say=""))))[0]
    assert script.first_announcement(unsaid) == "Get ready. March, 60 seconds."
    both = item(hold(30), sets=2)
    assert script.first_announcement(both) == "Get ready. Wall stretch, 30 seconds, set 1 of 2."
    assert script.first_announcement(both, brief=True) == "Get ready. Wall stretch, 30 seconds."


def test_needs_are_places_in_a_fixed_order_then_things_once() -> None:
    chair = exercise("toe-curl", place=Place.CHAIR, equipment=("towel", "ice pack"))
    floor = exercise("foam-roll", place=Place.FLOOR, equipment=("foam roller", "towel"))
    assert script.needs([chair, floor, WALL]) == (
        "a wall, floor to lie on, a chair, a towel, an ice pack and a foam roller"
    )
    own = exercise("own", equipment=("a stick", "two bands", "some lotion", "socks"))
    assert script.needs([own]) == "a wall, a stick, two bands, some lotion and socks"
    assert script.needs([]) == ""


def test_a_line_needs_time_to_be_read_slowly_or_by_eye() -> None:
    line = "Lean in to a mild pull."
    assert script.reading_s(line, accessible=True) == 6 / 2.5 + 1
    assert script.reading_s(line, accessible=False) == 6 / 5 + 1


def test_a_routine_says_what_it_needs() -> None:
    steps = routine(step(hold(30), WALL), step(hold(30), WALL)).each_step()
    assert script.needs([of.exercise for of in steps]) == "a wall"


def test_what_was_done_is_counted_by_its_name() -> None:
    assert script.times(1, "heel raise") == "1 heel raise"
    assert script.times(20, "heel raise") == "20 heel raises"
    assert script.times(15, "ankle pumps") == "15 ankle pumps"
    assert script.times(3, "press") == "3 presses"
    assert script.times(20, "heel raise with bent knees") == "20 heel raises with bent knees"
    assert script.times(1, "heel raise with bent knees") == "1 heel raise with bent knees"
    assert script.times(8, "ankle circles, slow and wide") == "8 ankle circles"
    assert script.times(8, "かかと上げ") == "8 かかと上げ"
