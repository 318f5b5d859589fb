"""How much is said at each coach level: the lines of every hold, counted."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from building import (
    circuit,
    continuous,
    contrast,
    cues_of,
    exercise,
    foot_steps,
    hold,
    own_reps,
    routine,
    short_holds,
    spoken,
    step,
    tempo_reps,
    ticks,
    works,
)

from calfcoach import script
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders, shipped_routines, toml_files
from calfcoach.model import Circuit, Hold, Pacing, Step
from calfcoach.phase import Coaching, CueKind, Phase
from calfcoach.terms import Coach, Kind, Place, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

LONG = Pacing(prepare_s=20, move_s=20, switch_s=5)
WORDY = exercise(
    "wall-stretch",
    setup=("Hands on the wall, {side} knee straight.",),
    cues=("Lean in.", "Heavy {side} heel.", "Look up."),
)
FLOOR = exercise("foam-roll", place=Place.FLOOR)
MOST_LINES = {Coach.LEARN: 5, Coach.NORMAL: 1, Coach.FEW: 1}
ROUTINES = list(toml_files(shipped_routines()))

at_every_level = pytest.mark.parametrize("coach", Coach)


def coached(*entries: Step | Circuit, **coaching: Any) -> Timeline:
    return compile_routine(routine(*entries), coaching=Coaching(keys=False, **coaching))


def said(made: Timeline) -> list[str]:
    return [words for phase in made.phases for _, words in spoken(phase)]


def is_hold(phase: Phase) -> bool:
    return isinstance(phase.item.work, Hold) and phase.item.work.reps == 1


# ------------------------------------------------------------------------ how many lines


@at_every_level
@pytest.mark.parametrize("accessible", [False, True])
@pytest.mark.parametrize("name", ROUTINES)
def test_no_hold_of_a_shipped_routine_has_more_lines_than_its_level_allows(
    coach: Coach, accessible: bool, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.getbasetemp()
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(home / "none")}))
    made = compile_routine(
        catalog.routine(name), Options(accessible=accessible), Coaching(coach=coach)
    )
    counted = [len(spoken(phase)) for phase in works(made) if is_hold(phase)]
    assert [number for number in counted if number > MOST_LINES[coach]] == []


@at_every_level
def test_a_hold_that_ends_with_a_walk_has_no_more_lines(coach: Coach) -> None:
    made = coached(step(hold(60), WORDY, sides=Sides.EACH), step(hold(60), FLOOR), coach=coach)
    for phase in works(made):
        assert 1 <= len(spoken(phase)) <= MOST_LINES[coach]


def test_what_was_done_in_three_sessions_is_coached_as_at_normal() -> None:
    entries = (step(hold(30), WORDY, sides=Sides.EACH, pacing=LONG), step(hold(30), FLOOR))
    known = coached(*entries, known=frozenset({"wall-stretch", "foam-roll"}))
    assert said(known) == said(coached(*entries, coach=Coach.NORMAL))
    new = coached(*entries, known=frozenset({"foam-roll"}))
    assert "Hands on the wall, left knee straight." in said(new)


# ---------------------------------------------------------------------------- which lines


ENTRIES = (
    step(hold(30), WORDY, sides=Sides.ALTERNATE, sets=2, rest_s=5, pacing=LONG, note="Slowly."),
    step(hold(30), FLOOR),
)


def test_learning_has_the_half_way_the_last_seconds_and_what_comes_next() -> None:
    assert said(coached(*ENTRIES)) == [
        "Get ready. Wall stretch, left leg, 30 seconds, round 1 of 2.",
        "Hands on the wall, left knee straight.",
        "Start. Lean in.",
        "Half way. Slowly.",
        "3 seconds.",
        "Change. Right leg.",
        "Start. Heavy right heel.",
        "Half way. Look up.",
        "3 seconds.",
        "Change. Left leg, round 2 of 2.",
        "Start.",
        "Half way. Next, right leg.",
        "3 seconds.",
        "Change. Right leg.",
        "Start.",
        "Half way.",
        "5 seconds. Next, on the floor.",
        "Stop. Foam roll, 30 seconds.",
        "Start.",
        "Half way.",
        "3 seconds.",
    ]


def test_normal_has_name_place_and_change_and_the_note_of_the_author() -> None:
    assert said(coached(*ENTRIES, coach=Coach.NORMAL)) == [
        "Get ready. Wall stretch, left leg, 30 seconds, round 1 of 2.",
        "Start. Slowly.",
        "Change. Right leg.",
        "Start.",
        "Change. Left leg, round 2 of 2.",
        "Start.",
        "Change. Right leg.",
        "Start.",
        "Stop. On the floor, foam roll, 30 seconds.",
        "Start.",
    ]


def test_few_has_names_only() -> None:
    assert said(coached(*ENTRIES, coach=Coach.FEW)) == [
        "Get ready. Wall stretch, left leg.",
        "Start.",
        "Change. Right leg.",
        "Start.",
        "Change. Left leg.",
        "Start.",
        "Change. Right leg.",
        "Start.",
        "Stop. Foam roll.",
        "Start.",
    ]


@at_every_level
def test_the_tones_of_a_hold_are_the_same_at_every_level(coach: Coach) -> None:
    (phase,) = works(coached(step(hold(30)), coach=coach))
    assert ticks(phase) == [(27, 3), (28, 2), (29, 1)]
    assert [cue.offset_s for cue in cues_of(phase, CueKind.HALF_WAY)] == [15]
    assert [cue.offset_s for cue in cues_of(phase, CueKind.START, CueKind.END)] == [0, 30]


def test_a_rest_says_less_at_each_level() -> None:
    sets = step(hold(10), sets=2, rest_s=20)
    rests = {coach: spoken(coached(sets, coach=coach).phases[2]) for coach in Coach}
    assert rests == {
        Coach.LEARN: [(0, "Rest, 20 seconds. Next, set 2 of 2."), (15, "5 seconds.")],
        Coach.NORMAL: [(0, "Rest, 20 seconds. Next, set 2 of 2.")],
        Coach.FEW: [(0, "Rest, 20 seconds.")],
    }


def test_own_pace_says_less_at_each_level() -> None:
    entry = step(own_reps(15, limit_s=90), exercise(cues=("Curl all toes.",)))
    lines = {coach: spoken(works(coached(entry, coach=coach))[0]) for coach in Coach}
    whole = "Start. 15 reps. At your own pace, 90 seconds at most."
    assert lines == {
        Coach.LEARN: [(0, whole), (4, "Curl all toes."), (80, "10 seconds left.")],
        Coach.NORMAL: [(0, whole)],
        Coach.FEW: [(0, "Start. 15 reps.")],
    }


def test_reps_at_a_tempo_are_counted_at_every_level_and_few_leaves_out_up_and_down() -> None:
    raises = step(tempo_reps(4, 2, 2, 3))
    lines = {c: [w for _, w in spoken(works(coached(raises, coach=c))[0])] for c in Coach}
    taught = ["Start. Up.", "Down.", "Up.", "Down.", "Up.", "Down.", "4."]
    assert lines == {
        Coach.LEARN: taught,
        Coach.NORMAL: taught,
        Coach.FEW: ["Start. Up.", "1.", "2.", "3.", "4."],
    }


def test_a_swap_of_warm_and_cold_names_the_part_alone_at_few() -> None:
    made = coached(step(contrast(2), sides=Sides.EACH), coach=Coach.FEW)
    swaps = [spoken(phase)[0][1] for phase in made.phases if phase.kind.value == "switch"]
    assert swaps == [
        "Swap. Cold.",
        "Swap. Warm.",
        "Swap. Cold.",
        "Change. Right leg, Warm.",
        "Swap. Cold.",
        "Swap. Warm.",
        "Swap. Cold.",
    ]


def test_without_a_preparation_or_behind_a_wait_few_names_what_comes() -> None:
    bare = Pacing(prepare_s=0, move_s=0, switch_s=0)
    entries = routine(step(hold(10), sides=Sides.LEFT), step(hold(10), FLOOR, pacing=bare))
    made = compile_routine(entries, Options(manual=True), Coaching(coach=Coach.FEW, keys=False))
    assert said(made) == [
        "Get ready. Calf stretch, left leg.",
        "Start.",
        "Next, foam roll. Enter goes on.",
        "Start. Foam roll.",
    ]


@at_every_level
@pytest.mark.parametrize("accessible", [False, True])
def test_no_line_begins_before_the_one_before_it_was_read(coach: Coach, accessible: bool) -> None:
    press = exercise("press", kind=Kind.PRESS, cues=("Thumb flat.",), place=Place.CHAIR)
    packs = exercise("packs", kind=Kind.CONTRAST, cues=("Warm, never hot.",))
    stroke = exercise("stroke", kind=Kind.MASSAGE, cues=("Light at first.",))
    entries: tuple[Step | Circuit, ...] = (
        step(hold(30), WORDY, sides=Sides.EACH, pacing=LONG, note="A word of the author."),
        *(step(continuous(time_s), press, pacing=LONG) for time_s in (5, 12, 20, 26, 30, 40, 60)),
        *(step(continuous(time_s, pass_s=3), stroke, pacing=LONG) for time_s in (7, 20, 60)),
        *(step(hold(time_s), packs, pacing=LONG) for time_s in (298, 300, 303, 600, 1200)),
        step(hold(600), packs, pacing=LONG, sides=Sides.EACH),
        step(continuous(30), press, pacing=LONG, sides=Sides.EACH),
        circuit(2, step(contrast(4), packs, pacing=LONG)),
        step(foot_steps(20, 40), FLOOR, pacing=LONG),
        circuit(2, step(tempo_reps(5, 1, 0, 1), FLOOR), step(short_holds(4, 3, 2), FLOOR)),
    )
    made = compile_routine(routine(*entries), Options(accessible=accessible), Coaching(coach=coach))
    for phase in works(made):
        lines = [*spoken(phase), (phase.duration_s, "")]
        for (at_s, words), (then_s, _) in pairwise(lines):
            needed_s = script.reading_s(words, accessible=accessible)
            assert needed_s <= then_s - at_s + 1e-6, (words, at_s, then_s)
