"""What a voice says beside the lines: by level, and only what has its time."""

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

from calfcoach.model import Circuit, Pacing, Step
from calfcoach.phase import Coaching, CueKind, Phase, PhaseKind
from calfcoach.spoken import speaking_s
from calfcoach.terms import Coach, Gaze, Kind, Place, Sides
from calfcoach.timeline import Options, Timeline, adjusted, compile_routine

at_every_level = pytest.mark.parametrize("coach", Coach)

WALL = exercise(
    "wall-stretch",
    gaze=Gaze.AWAY,
    side_words="{side} leg back",
    setup=("Hands on the wall, {other} foot in front.", "{side} knee straight, heel down."),
    cues=("Lean in until it pulls.", "Let the {side} heel get heavy.", "Breathe out slowly."),
)
FLOOR = exercise("foam-roll", place=Place.FLOOR)
FIFTEEN = Pacing(prepare_s=15, move_s=15, switch_s=5)


def coached(*entries: Step | Circuit, manual: bool = False, **coaching: Any) -> Timeline:
    accessible = coaching.pop("accessible", False)
    options = Options(manual=manual, accessible=accessible)
    return compile_routine(routine(*entries), options, Coaching(**coaching))


def aloud(phase: Phase) -> list[tuple[float, str]]:
    """What a voice says of a phase, with the offsets."""
    return [(cue.offset_s, cue.spoken) for cue in phase.cues if cue.spoken]


def all_aloud(made: Timeline) -> list[str]:
    return [words for phase in made.phases for _, words in aloud(phase)]


# ---------------------------------------------------------------------------- a first hold


def test_a_first_stretch_of_both_legs_is_taught_in_eleven_phrases() -> None:
    made = coached(step(hold(30), WALL, sides=Sides.EACH, pacing=FIFTEEN))
    assert [aloud(phase) for phase in made.phases] == [
        [
            (0, "Get ready. Wall stretch. Left leg back."),
            (4, "Hands on the wall, right foot in front."),
            (8, "Left knee straight, heel down."),
        ],
        [
            (0, "Start. Lean in until it pulls."),
            (9, "Let the left heel get heavy."),
            (15, "Half way. Breathe out slowly."),
            (22, "Next, right leg back."),
        ],
        [(0, "Change. Right leg back.")],
        [(0, "Start."), (15, "Half way.")],
    ]


def test_a_known_stretch_has_its_name_the_change_and_half_way() -> None:
    made = coached(step(hold(30), WALL, sides=Sides.EACH), coach=Coach.NORMAL)
    assert [aloud(phase) for phase in made.phases] == [
        [(0, "Get ready. Wall stretch. Left leg back.")],
        [(0, "Start."), (15, "Half way.")],
        [(0, "Change. Right leg back.")],
        [(15, "Half way.")],  # which tells that it runs
    ]


def test_where_the_screen_is_in_sight_a_known_hold_has_only_its_start() -> None:
    made = coached(step(hold(30)), coach=Coach.NORMAL)
    assert aloud(works(made)[0]) == [(0, "Start.")]


def test_few_has_names_alone() -> None:
    entries = (step(hold(30), sides=Sides.EACH), step(tempo_reps(4), FLOOR))
    assert all_aloud(coached(*entries, coach=Coach.FEW)) == [
        "Get ready. Calf stretch. Left leg.",
        "Start.",
        "Change. Right leg.",
        "Start.",
        "Stop. Foam roll.",
        "Start.",
    ]


@pytest.mark.parametrize("coach", [Coach.NORMAL, Coach.LEARN])
def test_another_place_is_told_once(coach: Coach) -> None:
    made = coached(step(hold(30), WALL), step(hold(30), FLOOR), coach=coach)
    before, move = aloud(made.phases[1]), aloud(made.phases[2])
    if coach is Coach.LEARN:
        assert before[-1:] == [(25, "Next, on the floor.")]
        assert move == [(0, "Stop. Foam roll.")]
    else:
        assert before == [(0, "Start."), (15, "Half way.")]
        assert move == [(0, "Stop. On the floor, foam roll.")]


@at_every_level
def test_no_seconds_are_spoken_in_a_hold(coach: Coach) -> None:
    for work in (hold(30), hold(15), continuous(60), contrast(1)):
        made = coached(step(work, WALL), step(work, FLOOR), coach=coach)
        said = [words for phase in works(made) for _, words in aloud(phase)]
        assert [words for words in said if "second" in words] == []


def test_set_up_that_does_not_fit_before_the_hold_is_told_in_it() -> None:
    short = Pacing(prepare_s=4, move_s=4, switch_s=5)
    made = coached(step(hold(30), WALL, sides=Sides.LEFT, pacing=short))
    assert aloud(made.phases[0]) == [(0, "Get ready. Wall stretch. Left leg back.")]
    assert aloud(made.phases[1])[:2] == [
        (0, "Start. Hands on the wall, right foot in front."),
        (9, "Lean in until it pulls."),
    ]


def test_a_note_is_told_to_those_who_know_the_exercise_too() -> None:
    entry = step(hold(30), WALL, note="with the blue band", pacing=FIFTEEN)
    assert "With the blue band." in all_aloud(coached(entry, coach=Coach.NORMAL))
    assert "With the blue band." not in all_aloud(coached(entry, coach=Coach.FEW))
    taught = [words for words in all_aloud(coached(entry)) if "blue" in words]
    assert taught == ["With the blue band."]


# ------------------------------------------------------------------------- out of sight


@at_every_level
@pytest.mark.parametrize("work", [hold(10), hold(20), continuous(12), hold(45)])
def test_half_way_and_the_last_seconds_are_heard_where_the_screen_is_out_of_sight(
    coach: Coach, work: Any
) -> None:
    away = exercise("away", gaze=Gaze.AWAY)
    (phase,) = works(coached(step(work, away), coach=coach))
    (half,) = cues_of(phase, CueKind.HALF_WAY)
    told = coach is Coach.LEARN or phase.duration_s >= 30  # else its tone has to do
    assert (half.offset_s, half.spoken) == (phase.duration_s / 2, "Half way." if told else "")
    assert ticks(phase) == [(phase.duration_s - number, number) for number in (3, 2, 1)]
    (seen,) = works(coached(step(work), coach=coach))
    assert spoken(phase) == spoken(seen)  # no line more


def test_work_under_10_s_has_no_half_way() -> None:
    (phase,) = works(coached(step(hold(9.5), exercise("away", gaze=Gaze.AWAY))))
    assert cues_of(phase, CueKind.HALF_WAY, CueKind.TICK) == []


def test_reps_and_short_holds_are_counted_and_have_no_half_way() -> None:
    away = exercise("away", gaze=Gaze.AWAY)
    for work in (tempo_reps(10), short_holds(20, reps=2), own_reps(), foot_steps()):
        (phase,) = works(coached(step(work, away)))
        assert cues_of(phase, CueKind.HALF_WAY) == []


# ---------------------------------------------------------------------------------- reps


def test_up_and_down_are_said_in_the_first_set_and_then_only_numbers() -> None:
    first, second = works(coached(step(tempo_reps(4), sets=2, rest_s=20)))
    assert aloud(first) == [
        (0, "Start. Up."),
        (4, "Down."),
        (7, "Up."),
        (11, "Down."),
        (14, "Up."),
        (18, "Down."),
        (23, "4."),
    ]
    assert aloud(second) == [(0, "Start."), (2, "1."), (9, "2."), (16, "3."), (23, "4.")]


def test_who_knows_the_reps_hears_the_numbers_alone() -> None:
    (phase,) = works(coached(step(tempo_reps(3)), coach=Coach.NORMAL))
    assert aloud(phase) == [(0, "Start."), (2, "1."), (9, "2."), (16, "3.")]


def test_beats_that_are_too_quick_for_words_are_counted() -> None:
    (phase,) = works(coached(step(tempo_reps(3, 0.5, 0, 0.5))))
    assert aloud(phase) == [(0, "Start."), (1.5, "2.")]


def test_short_holds_are_numbered_and_let_go() -> None:
    made = coached(step(short_holds(10, reps=2, release_s=5)))
    assert aloud(works(made)[0]) == [(0, "Start."), (10, "Let go."), (15, "Hold 2 of 2.")]
    few = coached(step(short_holds(10, reps=2, release_s=5)), coach=Coach.FEW)
    assert aloud(works(few)[0]) == [(0, "Start.")]


def test_own_pace_is_explained_to_those_who_learn_it() -> None:
    entry = step(own_reps(15, limit_s=90), exercise(cues=("Curl all toes.",)))
    lines = {coach: aloud(works(coached(entry, coach=coach))[0]) for coach in Coach}
    whole = "Start. 15 reps. At your own pace, 90 seconds at most. Enter when done."
    assert lines[Coach.LEARN][0] == (0, whole)
    assert [words for _, words in lines[Coach.LEARN][1:]] == ["Curl all toes.", "10 seconds left."]
    assert lines[Coach.NORMAL] == [(0, "Start. 15 reps.")]
    assert lines[Coach.FEW] == [(0, "Start. 15 reps.")]


# ------------------------------------------------------------------- what keeps from harm


@at_every_level
def test_pressure_and_looks_at_the_skin_are_spoken_at_every_level(coach: Coach) -> None:
    press = exercise("press", kind=Kind.PRESS)
    packs = exercise("packs", kind=Kind.HEAT)
    pressed, warmed = works(
        coached(step(continuous(60), press), step(hold(600), packs), coach=coach)
    )
    assert [words for _, words in aloud(pressed)][:3] == [
        "Start. Press lightly.",
        "A little more.",
        "Enough now, 5 of 10 at most. Stay until it fades.",
    ]
    looks = [cue.spoken for cue in cues_of(warmed, CueKind.CHECK)]
    assert looks == ["Look at the skin. Bright red, white, blotchy or numb: take it off."] * 2


# ------------------------------------------------------------------------------- waiting


def test_a_wait_is_called_to_mind_every_30_s_by_the_voice_alone() -> None:
    made = coached(step(hold(10)), step(hold(10), FLOOR), manual=True)
    (wait,) = (phase for phase in made.phases if phase.kind is PhaseKind.WAIT)
    reminders = cues_of(wait, CueKind.REMIND)
    assert [cue.offset_s for cue in reminders] == [30.0 * no for no in range(1, 20)]
    assert [cue.count for cue in reminders] == list(range(1, 20))
    assert {cue.spoken for cue in reminders} == {"Waiting for Enter."}
    assert len(spoken(wait)) == 1
    other = coached(step(hold(10)), step(hold(10)), manual=True, accessible=True)
    (wait,) = (phase for phase in other.phases if phase.kind is PhaseKind.WAIT)
    assert {cue.spoken for cue in cues_of(wait, CueKind.REMIND)} == {"Waiting for D."}
    assert aloud(wait)[0] == (0, "Next, calf stretch. D goes on.")


# ------------------------------------------------------------------------- all of it


ENTRIES: tuple[Step | Circuit, ...] = (
    step(hold(30), WALL, sides=Sides.ALTERNATE, sets=2, rest_s=5, pacing=FIFTEEN),
    *(step(hold(hold_s), WALL, sides=Sides.EACH) for hold_s in (5, 10, 12, 15, 20, 30, 120)),
    *(step(continuous(time_s), FLOOR) for time_s in (5, 10, 30, 300)),
    step(continuous(40, pass_s=3), exercise("roll", kind=Kind.ROLL, cues=("Slowly.",))),
    step(continuous(60, pass_s=3), exercise("stroke", kind=Kind.MASSAGE, cues=("Lightly.",))),
    *(step(continuous(time_s), exercise("p", kind=Kind.PRESS)) for time_s in (20, 30, 45, 60)),
    step(contrast(3), exercise("packs", kind=Kind.CONTRAST, cues=("Warm, never hot.",))),
    step(hold(600), exercise("heat", kind=Kind.HEAT, cues=("Warm.",), gaze=Gaze.AWAY)),
    circuit(2, step(tempo_reps(6, 1, 0, 1), FLOOR), step(short_holds(4, 3, 2), FLOOR), rest_s=20),
    step(tempo_reps(30, 0.5, 0, 0.5), exercise("quick")),
    step(own_reps(), exercise("curl", cues=("Curl all toes.",))),
)


@at_every_level
@pytest.mark.parametrize("accessible", [False, True])
def test_a_phrase_has_been_said_before_the_next_begins(coach: Coach, accessible: bool) -> None:
    made = coached(*ENTRIES, coach=coach, accessible=accessible)
    for phase in made.phases:
        said = [*aloud(phase), (phase.duration_s, "")]
        for (at_s, words), (then_s, _) in pairwise(said):
            assert at_s + speaking_s(words) <= then_s + 1e-6, (words, at_s, then_s)


@at_every_level
def test_a_hold_has_five_phrases_at_most_and_one_where_it_is_known(coach: Coach) -> None:
    most = 5 if coach is Coach.LEARN else 2  # one of them "Start.", where no tone tells it
    for phase in works(coached(*ENTRIES, coach=coach)):
        if phase.self_paced or phase.item.planned_reps or phase.item.exercise.kind is Kind.PRESS:
            continue
        looks = cues_of(phase, CueKind.CHECK)
        assert len(aloud(phase)) - len(looks) <= most, aloud(phase)


@at_every_level
def test_every_cue_of_a_phase_can_be_told_from_the_others(coach: Coach) -> None:
    for phase in coached(*ENTRIES, coach=coach).phases:
        known = [(cue.kind, cue.count) for cue in phase.cues]
        assert len(known) == len(set(known))
        assert [cue.offset_s for cue in phase.cues] == sorted(cue.offset_s for cue in phase.cues)


def test_a_longer_hold_tells_what_comes_next_later() -> None:
    made = coached(step(hold(30), sides=Sides.EACH))
    longer = adjusted(made, 1, 1, 3.0)
    assert longer is not None
    assert aloud(longer.phases[1])[-1] == (27, "Next, right leg.")
    assert [words for _, words in aloud(longer.phases[1])] == [
        words for _, words in aloud(made.phases[1])
    ]
