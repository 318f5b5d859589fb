"""What pressing, heat and cold always say: how pressure builds up, when the skin is looked at."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import (
    circuit,
    continuous,
    contrast,
    cues_of,
    exercise,
    hold,
    lived,
    own_reps,
    routine,
    spoken,
    step,
    tempo_reps,
    timeline,
    works,
)

from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders, shipped_exercises, toml_files
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Part, Parts, Step
from calfcoach.phase import Coaching, CueKind
from calfcoach.terms import Coach, Kind, Sides
from calfcoach.timeline import Options, Timeline, adjusted, compile_routine

PRESS = exercise("hand-press", kind=Kind.PRESS)
HEAT = exercise("heat", kind=Kind.HEAT)
PACKS = exercise("packs", kind=Kind.CONTRAST)
SKIN = "Look at the skin. Bright red, white, blotchy or numb: take it off."
ENOUGH = "Enough now, 5 of 10 at most. Stay until it fades."


def coached(*entries: Step | Circuit, accessible: bool = False, **coaching: Any) -> Timeline:
    options = Options(accessible=accessible)
    return compile_routine(routine(*entries), options, Coaching(keys=False, **coaching))


def checks(made: Timeline) -> list[tuple[int, float]]:
    """Every look at the skin: which work it falls into, and when."""
    return [
        (phase.item.work_no, cue.offset_s)
        for phase in works(made)
        for cue in cues_of(phase, CueKind.CHECK)
    ]


# --------------------------------------------------------------------------- pressing


def test_pressing_builds_up_over_20_s() -> None:
    made = timeline(step(continuous(60), PRESS))
    assert spoken(made.phases[0])[0][1].startswith("Get ready. Hand press, 60 seconds at most.")
    assert spoken(works(made)[0]) == [
        (0, "Start. Press lightly."),
        (10, "A little more."),
        (20, ENOUGH),
        (30, "Half way."),
        (57, "3 seconds."),
    ]


@pytest.mark.parametrize("coach", [Coach.NORMAL, Coach.FEW])
def test_pressure_is_told_to_those_who_know_it_too(coach: Coach) -> None:
    made = coached(step(continuous(60), PRESS), coach=coach)
    assert [words for _, words in spoken(works(made)[0])] == [
        "Start. Press lightly.",
        "A little more.",
        ENOUGH,
    ]


def test_a_hold_that_presses_builds_up_too() -> None:
    ramp = cues_of(works(timeline(step(hold(60), PRESS)))[0], CueKind.RAMP)
    assert [(cue.offset_s, cue.count) for cue in ramp] == [(10, 1), (20, 2)]


def test_a_word_of_pressure_waits_for_the_line_before_it() -> None:
    made = coached(step(continuous(40), PRESS), accessible=True)
    assert spoken(works(made)[0]) == [
        (0, "Start. Press lightly."),
        (10, "A little more."),
        (20, "Half way."),
        (22, ENOUGH),
        (37, "3 seconds."),
    ]


def test_pressing_too_short_to_build_up_stays_light() -> None:
    assert [w for _, w in spoken(works(timeline(step(continuous(8), PRESS)))[0])] == [
        "Start. Press lightly."
    ]
    told = [w for _, w in spoken(works(timeline(step(continuous(14), PRESS)))[0])]
    assert told == ["Start. Press lightly.", "A little more."]


def test_pressing_lasts_at_most_its_time() -> None:
    made = timeline(step(continuous(60), PRESS, sides=Sides.EACH))
    assert made.up_to
    assert [phase.at_most for phase in made.phases] == [False, True, False, True]
    assert [phase.self_paced for phase in works(made)] == [False, False]
    assert not timeline(step(continuous(60))).up_to


def test_the_first_cue_of_pressing_comes_where_there_is_room() -> None:
    taught = replace(PRESS, cues=("Thumb flat.", "Breathe out."))
    made = coached(step(continuous(60), taught))
    assert [w for _, w in spoken(works(made)[0])] == [
        "Start. Press lightly. Thumb flat.",
        "A little more.",
        ENOUGH,
        "Half way. Breathe out.",
        "3 seconds.",
    ]


# -------------------------------------------------------------------------------- heat


def test_the_skin_is_looked_at_at_each_5_minutes_of_heat() -> None:
    made = timeline(step(continuous(720), HEAT))
    assert checks(made) == [(1, 300), (1, 600)]
    assert [(at_s, words) for at_s, words in spoken(works(made)[0])] == [
        (0, "Start."),
        (300, SKIN),
        (360, "Half way."),
        (600, SKIN),
        (717, "3 seconds."),
    ]


@pytest.mark.parametrize("coach", Coach)
def test_the_skin_is_looked_at_at_every_level(coach: Coach) -> None:
    made = coached(step(continuous(1200), HEAT), coach=coach)
    assert len(checks(made)) == 4


def test_a_look_at_the_very_end_comes_while_there_is_time_for_it() -> None:
    made = coached(step(continuous(300), HEAT), accessible=True)
    assert spoken(works(made)[0]) == [
        (0, "Start."),
        (150, "Half way."),
        (290, SKIN),
        (297, "3 seconds."),
    ]


def test_a_look_at_half_way_comes_right_behind_it() -> None:
    told = spoken(works(timeline(step(continuous(600), HEAT)))[0])
    assert told[1:3] == [(300, "Half way."), (302, SKIN)]


def test_heat_and_cold_count_together_and_rest_does_not() -> None:
    warm = Part(name="Warm", time_s=180, kind=Kind.HEAT)
    cold = Part(name="Cold", time_s=60, kind=Kind.COLD)
    pause = Part(name="Pause", time_s=120, kind=Kind.RELAX)
    both = timeline(step(Parts(rounds=4, parts=(warm, cold)), PACKS))
    # 300 s: 60 s into the second warm part; 600 s: 120 s into the third; 900 s: the end of the
    # fourth, where it comes just before
    assert checks(both) == [(3, 60), (5, 120), (7, 171)]
    rested = timeline(step(Parts(rounds=3, parts=(warm, pause)), PACKS))
    assert checks(rested) == [(3, 120)]


def test_each_step_counts_for_itself_and_all_its_turns_together() -> None:
    twice = timeline(step(continuous(200), HEAT), step(continuous(200), HEAT))
    assert checks(twice) == []
    again = timeline(circuit(2, step(continuous(200), HEAT)))
    assert checks(again) == [(2, 102)]  # behind the half-way at 100
    legs = timeline(step(continuous(240), HEAT, sides=Sides.EACH))
    assert checks(legs) == [(2, 60)]


def test_a_part_too_short_for_a_look_leaves_it_to_the_next() -> None:
    long = Part(name="Warm", time_s=299, kind=Kind.HEAT)
    blink = Part(name="Cold", time_s=2, kind=Kind.COLD)
    made = timeline(step(Parts(rounds=2, parts=(long, blink)), PACKS))
    assert checks(made) == [(3, 2), (3, 290)]


def test_a_longer_part_gets_another_look() -> None:
    made = timeline(step(continuous(298), HEAT))
    assert checks(made) == []
    longer = adjusted(made, 1, 1, 10)
    assert longer is not None
    assert checks(longer) == [(1, 294)]


def test_other_work_has_no_look_at_the_skin() -> None:
    for work in (continuous(900), hold(600)):
        assert checks(timeline(step(work))) == []


def test_a_session_of_warm_and_cold_is_lived_as_written() -> None:
    made = coached(step(contrast(4), PACKS), accessible=True)
    lines = lived(made)
    assert [(at_s, words) for at_s, words in lines if words == SKIN] == [(352.0, SKIN)]
    assert [words for _, words in lines if words.startswith(("Swap", "Change"))] == [
        "Swap. Cold, 30 seconds.",
        "Swap. Warm, 60 seconds, round 2 of 4.",
        "Swap. Cold, 30 seconds.",
        "Swap. Warm, 60 seconds, round 3 of 4.",
        "Swap. Cold, 30 seconds.",
        "Swap. Warm, 60 seconds, round 4 of 4.",
        "Swap. Cold, 30 seconds.",
    ]


def test_counted_work_is_left_alone() -> None:
    for work in (own_reps(), tempo_reps()):
        (phase,) = works(timeline(step(work, PRESS)))
        assert cues_of(phase, CueKind.RAMP, CueKind.CHECK) == []


# ---------------------------------------------------------------------------- massage


REVERSE = re.compile(
    r"knee to (the )?ankle|from (the |just below the )?knee|down(wards?)? (the calf|from)"
    r"|top to bottom|towards? the (foot|feet|ankle)"
)


@pytest.mark.parametrize("name", list(toml_files(shipped_exercises())))
def test_no_shipped_massage_strokes_down(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.getbasetemp() / "none"
    found = Catalog(find_folders({"CALFCOACH_HOME": str(home)})).exercise(name)
    if found.kind is not Kind.MASSAGE:
        return
    texts = (*found.setup, *found.cues, found.easier, found.harder, found.seated)
    assert [text for text in texts if REVERSE.search(text.lower())] == []
    assert re.search(r"up|ankle", " ".join(texts).lower())
