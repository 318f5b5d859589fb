from __future__ import annotations

from itertools import pairwise
from typing import Any

from building import (
    NO_PACING,
    circuit,
    contrast,
    exercise,
    hold,
    routine,
    short_holds,
    spoken,
    step,
    tempo_reps,
    timeline,
    works,
)

from calfcoach import script
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Pacing, Step, Work
from calfcoach.phase import Coaching, Phase
from calfcoach.terms import Kind, Place, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

LONG = Pacing(prepare_s=20, move_s=20, switch_s=5)
WORDY = exercise(
    "wall-stretch",
    setup=("Hands on the wall, {side} knee straight.", "Never said."),
    cues=("Lean in.", "Heavy {side} heel.", "Look up."),
)
FLOOR = exercise("foam-roll", place=Place.FLOOR)


def coached(*entries: Step | Circuit, accessible: bool = False, **coaching: Any) -> Timeline:
    return compile_routine(routine(*entries), Options(accessible=accessible), Coaching(**coaching))


def worked(work: Work, **changed: Any) -> Phase:
    """The work phase of a single step."""
    return works(timeline(step(work, **changed)))[0]


# ------------------------------------------------------------- preparation, change, rest


def test_the_first_preparation_names_two_keys_where_there_are_keys() -> None:
    entry = step(hold(30), pacing=LONG)
    ready = "Get ready. Calf stretch, 30 seconds."
    assert spoken(coached(entry).phases[0]) == [(0, f"{ready} W says where you are, Space pauses.")]
    assert spoken(coached(entry, keys=False).phases[0]) == [(0, ready)]


def test_a_preparation_that_is_too_short_for_all_leaves_out_tempo_and_turn() -> None:
    raises = step(tempo_reps(10, 2, 2, 3), sets=2)
    made = coached(step(hold(10)), raises, accessible=True)
    assert spoken(made.phases[2])[0][1] == (
        "Stop. Calf stretch, 10 reps, up 2, hold 2, down 3, set 1 of 2."
    )
    short = replace(raises, pacing=Pacing(prepare_s=2))
    made = coached(step(hold(10)), short, accessible=True)
    assert spoken(made.phases[2])[0][1] == "Stop. Calf stretch, 10 reps."


def test_a_change_names_the_side_first_then_the_new_round() -> None:
    made = timeline(step(hold(10), sets=2, rest_s=8, sides=Sides.ALTERNATE))
    changes = [spoken(phase) for phase in made.phases if phase.kind.value == "switch"]
    assert changes == [
        [(0, "Change. Right leg.")],
        [(0, "Change. Left leg, round 2 of 2.")],
        [(0, "Change. Right leg.")],
    ]


def test_warm_and_cold_are_swapped_and_the_next_part_named() -> None:
    made = timeline(step(contrast(2, end="Warm"), sides=Sides.EACH))
    changes = [spoken(phase)[0][1] for phase in made.phases if phase.kind.value == "switch"]
    assert changes == [
        "Swap. Cold, 30 seconds.",
        "Swap. Warm, 60 seconds, round 2 of 2.",
        "Change. Right leg, Warm, 60 seconds, round 1 of 2.",
        "Swap. Cold, 30 seconds.",
        "Swap. Warm, 60 seconds, round 2 of 2.",
    ]


def test_a_rest_says_how_long_and_what_comes_next() -> None:
    sets = timeline(step(hold(10), sets=2, rest_s=20))
    assert spoken(sets.phases[2]) == [
        (0, "Rest, 20 seconds. Next, set 2 of 2."),
        (15, "5 seconds."),
    ]
    rounds = timeline(circuit(2, step(hold(10)), rest_s=20))
    assert spoken(rounds.phases[2])[0] == (0, "Rest, 20 seconds. Next, calf stretch, round 2 of 2.")
    one_side = compile_routine(
        routine(step(hold(10), sets=2, rest_s=20, sides=Sides.EACH)), Options()
    )
    assert spoken(one_side.phases[2])[0] == (0, "Rest, 20 seconds. Next, set 2 of 2.")


def test_without_any_preparation_the_start_says_it_all() -> None:
    made = timeline(step(hold(10), sides=Sides.EACH, pacing=NO_PACING))
    assert [spoken(phase) for phase in made.phases] == [
        [(0, "Start. Calf stretch, left leg, 10 seconds.")],
        [(0, "Start. Calf stretch, right leg, 10 seconds.")],
    ]
    waited = timeline(step(hold(10)), step(hold(10), pacing=NO_PACING), manual=True)
    assert spoken(waited.phases[3]) == [(0, "Start. Calf stretch, 10 seconds.")]


# -------------------------------------------------------------------------- the words


def said(made: Timeline) -> list[str]:
    return [words for phase in made.phases for _, words in spoken(phase)]


def test_setup_and_cues_are_told_once_for_the_leg_that_works() -> None:
    made = coached(step(hold(30), WORDY, sides=Sides.EACH, pacing=LONG), keys=False)
    assert said(made) == [
        "Get ready. Wall stretch, left leg, 30 seconds.",
        "Hands on the wall, left knee straight.",
        "Start. Lean in.",
        "Half way. Heavy left heel.",
        "3 seconds.",
        "Change. Right leg.",
        "Start. Look up.",
        "Half way.",
        "3 seconds.",
    ]


def test_an_exercise_that_comes_again_is_not_set_up_again() -> None:
    first = step(hold(10), replace(WORDY, cues=()), pacing=LONG)
    made = coached(first, first, keys=False)
    assert said(made).count("Hands on the wall, each knee straight.") == 1


def test_a_cue_that_begins_with_the_side_begins_with_a_capital() -> None:
    lean = exercise("lean", cues=("{side} heel heavy.",))
    made = coached(step(hold(30), lean, sides=Sides.EACH), keys=False)
    assert said(made)[1] == "Start. Left heel heavy."


def test_what_is_known_of_another_exercise_changes_nothing() -> None:
    made = coached(step(hold(30), WORDY, pacing=LONG), known=frozenset({"foam-roll"}))
    assert "Hands on the wall, each knee straight." in said(made)


def test_a_setup_without_room_in_the_preparation_comes_with_the_start() -> None:
    made = coached(step(hold(30), WORDY, pacing=Pacing(prepare_s=2)), keys=False)
    assert said(made)[:2] == [
        "Get ready. Wall stretch, 30 seconds.",
        "Start. Hands on the wall, each knee straight.",
    ]


def test_words_wait_for_room_to_be_read() -> None:
    short = Pacing(prepare_s=2)
    entry = step(hold(2), WORDY, sets=2, rest_s=20, pacing=short)
    made = coached(entry, keys=False, accessible=True)
    assert spoken(made.phases[1]) == [(0, "Start.")]
    assert spoken(made.phases[2]) == [
        (0, "Rest, 20 seconds. Next, set 2 of 2."),
        (5, "Hands on the wall, each knee straight."),
        (15, "5 seconds."),
    ]


def test_reps_at_a_tempo_get_their_words_before_the_start() -> None:
    raises = exercise("heel-raise", kind=Kind.STRENGTH, cues=("Same height on every rep.",))
    made = coached(step(tempo_reps(4), raises, pacing=LONG), keys=False)
    ready = "Get ready. Heel raise, 4 reps, up 2, hold 2, down 3."
    at_s = 4.0  # 11 words by eye need 3.2 s
    assert spoken(made.phases[0]) == [(0, ready), (at_s, "Same height on every rep.")]


def test_no_line_begins_before_the_one_before_it_was_read() -> None:
    entries = (
        step(hold(30), WORDY, sides=Sides.EACH, pacing=LONG),
        circuit(2, step(tempo_reps(5, 1, 0, 1), FLOOR), step(short_holds(4, 3, 2), FLOOR)),
        step(contrast(2), exercise("packs", cues=("Warm, never hot.",))),
    )
    for phase in coached(*entries, accessible=True).phases:
        lines = [*spoken(phase), (phase.duration_s, "")]
        for (at_s, words), (then_s, _) in pairwise(lines):
            assert script.reading_s(words, accessible=True) <= then_s - at_s + 1e-6, words
