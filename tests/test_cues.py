from __future__ import annotations

from typing import Any

import pytest
from building import (
    continuous,
    contrast,
    cues_of,
    exercise,
    foot_steps,
    hold,
    max_reps,
    own_reps,
    routine,
    short_holds,
    spoken,
    step,
    tempo_reps,
    ticks,
    timeline,
    works,
)

from calfcoach.cues import with_cues
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Pacing, Step, Work
from calfcoach.phase import Coaching, CueKind, Phase
from calfcoach.terms import Coach, Kind, Place, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

FLOOR = exercise("foam-roll", place=Place.FLOOR)
ROLL = exercise("foam-roll", kind=Kind.ROLL)
STROKE = exercise("stroke", kind=Kind.MASSAGE)


def coached(*entries: Step | Circuit, accessible: bool = False, **coaching: Any) -> Timeline:
    return compile_routine(routine(*entries), Options(accessible=accessible), Coaching(**coaching))


def worked(work: Work, **changed: Any) -> Phase:
    """The work phase of a single step."""
    return works(timeline(step(work, **changed)))[0]


# --------------------------------------------------------------------------- 3, 2, 1


def test_3_2_1_comes_before_a_start() -> None:
    made = timeline(step(hold(10), sets=2, rest_s=8, sides=Sides.ALTERNATE), step(hold(10)))
    assert ticks(made.phases[0]) == [(2, 3), (3, 2), (4, 1)]
    assert ticks(made.phases[2]) == [(1, 3), (2, 2), (3, 1)]
    assert ticks(made.phases[4]) == [(5, 3), (6, 2), (7, 1)]


def test_a_countdown_has_as_many_ticks_as_asked_for_and_as_there_is_time() -> None:
    def of(countdown: int, prepare_s: float) -> list[int]:
        pacing = Pacing(prepare_s=prepare_s, countdown=countdown)
        first = timeline(step(hold(10), pacing=pacing)).phases[0]
        return [count for _, count in ticks(first)]

    assert of(5, 8) == [5, 4, 3, 2, 1]
    assert of(0, 8) == []
    assert of(3, 3) == [2, 1]
    assert of(3, 0.5) == []


def test_a_wait_has_no_countdown() -> None:
    made = timeline(step(hold(10)), step(hold(10)), manual=True)
    assert ticks(made.phases[2]) == []


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (hold(15), [(12, 3), (13, 2), (14, 1)]),
        (hold(14.5), []),
        (continuous(20), [(17, 3), (18, 2), (19, 1)]),
        (own_reps(5, limit_s=30), [(27, 3), (28, 2), (29, 1)]),
        (own_reps(4, limit_s=29), []),
        (tempo_reps(3), []),
        (short_holds(20, reps=2), []),
    ],
)
def test_3_2_1_comes_before_the_end_of_timed_work_of_15_s_and_more(
    work: Work, expected: list[tuple[float, int]]
) -> None:
    assert ticks(worked(work)) == expected


def test_every_work_ends_with_its_cue() -> None:
    kinds = (hold(5), short_holds(), tempo_reps(), own_reps(), foot_steps(), continuous())
    for work in kinds:
        phase = worked(work)
        assert [cue.offset_s for cue in cues_of(phase, CueKind.END)] == [phase.duration_s]
        assert phase.cues[-1].kind is CueKind.END


# ------------------------------------------------------------------------- timed work


def test_half_way_is_told_from_30_s_on() -> None:
    assert spoken(worked(hold(30))) == [(0, "Start."), (15, "Half way."), (27, "3 seconds.")]
    assert spoken(worked(hold(29.5))) == [(0, "Start."), (26.5, "3 seconds.")]
    assert spoken(worked(hold(10))) == [(0, "Start.")]


def test_half_way_on_the_left_says_that_the_right_comes_next() -> None:
    made = timeline(step(hold(30), sides=Sides.ALTERNATE, sets=2, rest_s=4))
    told = [spoken(phase)[1][1] for phase in works(made)]
    assert told == ["Half way. Next, right leg.", "Half way."] * 2
    parts = timeline(step(contrast(1), sides=Sides.EACH))
    halves = [cues_of(phase, CueKind.HALF_WAY)[0].words for phase in works(parts)]
    assert halves == ["Half way.", "Half way. Next, right leg.", "Half way.", "Half way."]


def test_the_next_place_is_told_5_s_before_the_end() -> None:
    made = timeline(step(hold(30)), step(hold(30), FLOOR))
    assert spoken(made.phases[1])[-1] == (25, "5 seconds. Next, on the floor.")
    assert ticks(made.phases[1]) == [(27, 3), (28, 2), (29, 1)]
    assert spoken(made.phases[2]) == [(0, "Stop. Foam roll, 30 seconds.")]
    assert [cue.kind for cue in made.phases[2].cues[:1]] == [CueKind.PLACE]


@pytest.mark.parametrize("work", [hold(10), tempo_reps(3), own_reps(), short_holds()])
def test_the_next_place_is_told_in_the_announcement_where_the_work_had_no_word_for_it(
    work: Work,
) -> None:
    made = timeline(step(work), step(hold(30), FLOOR))
    assert spoken(made.phases[2]) == [(0, "Stop. On the floor, foam roll, 30 seconds.")]


def test_a_place_that_was_told_is_told_anew_for_the_next_move() -> None:
    made = timeline(step(hold(30)), step(hold(10), FLOOR), step(hold(30)))
    assert spoken(made.phases[4])[0][1] == "Stop. At the wall, calf stretch, 30 seconds."


def test_every_stroke_has_its_mark_and_the_first_four_are_heard() -> None:
    marks = cues_of(worked(continuous(16, pass_s=3), of=ROLL), CueKind.PASS)
    assert [(cue.offset_s, cue.count, cue.heard) for cue in marks] == [
        (0, 1, True),
        (3, 2, True),
        (6, 3, True),
        (9, 4, True),
        (12, 5, False),
        (15, 6, False),
    ]
    exact = cues_of(worked(continuous(9, pass_s=3)), CueKind.PASS)
    assert [cue.offset_s for cue in exact] == [0, 3, 6]
    assert cues_of(worked(continuous(9)), CueKind.PASS) == []


def test_how_slow_rolling_is_stands_in_words_once() -> None:
    made = timeline(step(continuous(30, pass_s=2.5), ROLL, sides=Sides.EACH))
    left, right = works(made)
    assert spoken(left) == [
        (0, "Start."),
        (2.5, "One pass takes 2.5 seconds."),
        (15, "Half way. Next, right leg."),
        (27, "3 seconds."),
    ]
    assert spoken(right) == [(0, "Start."), (15, "Half way."), (27, "3 seconds.")]


def test_massage_strokes_from_the_ankle_to_the_knee_on_each_leg() -> None:
    made = timeline(step(continuous(30, pass_s=3), STROKE, sides=Sides.EACH))
    for phase in works(made):
        assert [words for _, words in spoken(phase) if "Ankle" in words] == ["Ankle to knee."]
    first = cues_of(works(made)[0], CueKind.PASS)
    assert [(cue.count, cue.words) for cue in first if cue.words] == [(2, "Ankle to knee.")]


def test_a_stroke_waits_for_a_pass_at_which_nothing_is_read() -> None:
    taught = exercise("stroke", kind=Kind.MASSAGE, cues=("Light hands, lotion on the skin.",))
    made = coached(step(continuous(30, pass_s=3), taught), accessible=True)
    assert spoken(works(made)[0]) == [
        (0, "Start. Light hands, lotion on the skin."),
        (6, "Ankle to knee."),
        (15, "Half way."),
        (27, "3 seconds."),
    ]
    late = exercise(
        "stroke", kind=Kind.MASSAGE, cues=("Light hands, a drop of lotion on the skin.",)
    )
    made = coached(step(continuous(30, pass_s=1), late), accessible=True)
    assert [w for _, w in spoken(works(made)[0]) if "Ankle" in w] == []


@pytest.mark.parametrize("coach", [Coach.NORMAL, Coach.FEW])
def test_passes_have_no_words_for_those_who_know_them(coach: Coach) -> None:
    for of in (ROLL, STROKE):
        made = coached(step(continuous(30, pass_s=3), of), coach=coach)
        assert [cue.words for cue in cues_of(works(made)[0], CueKind.PASS)] == [""] * 10


# ------------------------------------------------------------------------- short holds


def test_short_holds_start_and_let_go_one_by_one() -> None:
    phase = worked(short_holds(10, reps=3, release_s=5))
    assert spoken(phase) == [
        (0, "Start."),
        (10, "Let go."),
        (15, "Hold 2 of 3."),
        (25, "Let go."),
        (30, "Hold 3 of 3."),
    ]
    releases = cues_of(phase, CueKind.RELEASE)
    assert [(cue.offset_s, cue.count) for cue in releases] == [(10, 1), (25, 2)]
    starts = cues_of(phase, CueKind.START)
    assert [(cue.offset_s, cue.count) for cue in starts] == [(0, 1), (15, 2), (30, 3)]


def test_holds_without_a_release_follow_each_other() -> None:
    phase = worked(short_holds(10, reps=2, release_s=0))
    assert spoken(phase) == [(0, "Start."), (10, "Hold 2 of 2.")]
    assert cues_of(phase, CueKind.RELEASE) == []


def test_words_that_cannot_be_read_in_time_are_left_out_and_their_tone_stays() -> None:
    phase = worked(short_holds(10, reps=2, release_s=1))
    assert spoken(phase) == [(0, "Start."), (11, "Hold 2 of 2.")]
    assert [cue.offset_s for cue in cues_of(phase, CueKind.RELEASE)] == [10]


def test_a_shorter_set_of_short_holds_leaves_out_those_that_do_not_begin() -> None:
    made = timeline(step(short_holds(10, reps=3, release_s=5)))
    shorter = replace(made.phases[1], duration_s=30)
    assert [c.count for c in cues_of(made.phases[1], CueKind.START)] == [1, 2, 3]
    written = with_cues([made.phases[0], shorter], made.coaching)[1]
    assert [c.count for c in cues_of(written, CueKind.START)] == [1, 2]


# ------------------------------------------------------------------------------- tempo


def test_every_beat_of_a_rep_has_its_cue_and_its_number() -> None:
    beats = cues_of(
        worked(tempo_reps(2, 2, 1, 3, 0.5)),
        *(CueKind.UP, CueKind.HOLD, CueKind.DOWN, CueKind.PAUSE),
    )
    assert [(cue.kind.value, cue.offset_s, cue.count) for cue in beats] == [
        ("up", 0, 1),
        ("hold", 2, 1),
        ("down", 3, 1),
        ("pause", 6, 1),
        ("up", 6.5, 2),
        ("hold", 8.5, 2),
        ("down", 9.5, 2),
        ("pause", 12.5, 2),
    ]


def test_beats_of_0_are_left_out() -> None:
    phase = worked(tempo_reps(1, 2, 0, 3))
    kinds = [cue.kind for cue in phase.cues]
    assert kinds == [CueKind.START, CueKind.UP, CueKind.DOWN, CueKind.END]


def test_up_and_down_are_said_for_three_reps_and_then_the_number_at_the_top() -> None:
    assert spoken(worked(tempo_reps(5, 2, 2, 3))) == [
        (0, "Start. Up."),
        (4, "Down."),
        (7, "Up."),
        (11, "Down."),
        (14, "Up."),
        (18, "Down."),
        (23, "4."),
        (30, "5."),
    ]


@pytest.mark.parametrize(
    ("beats", "top"),
    [((2, 2, 3), CueKind.HOLD), ((2, 0, 3), CueKind.DOWN), ((0, 0, 4), CueKind.DOWN)],
)
def test_the_top_is_what_follows_the_first_beat(beats: tuple[float, ...], top: CueKind) -> None:
    told = [cue for cue in worked(tempo_reps(4, *beats)).cues if cue.words == "4."]
    assert [cue.kind for cue in told] == [top]


def test_a_tempo_without_a_way_up_starts_with_its_first_beat() -> None:
    assert spoken(worked(tempo_reps(1, 0, 2, 3))) == [(0, "Start. Hold."), (2, "Down.")]


# --------------------------------------------------------------------------- own pace


def test_own_pace_says_how_many_how_long_and_the_key() -> None:
    assert spoken(worked(own_reps(15, limit_s=90))) == [
        (0, "Start. 15 reps. At your own pace, 90 seconds at most. Enter when done."),
        (80, "10 seconds left."),
    ]
    assert spoken(worked(foot_steps(10, limit_s=20))) == [
        (0, "Start. 10 steps. At your own pace, 20 seconds at most. Enter when done."),
    ]
    most = "As many reps as you can. At your own pace, 2 minutes at most."
    assert spoken(worked(max_reps(120)))[0] == (0, f"Start. {most} Enter when done.")


def test_the_key_is_d_in_accessible_form_and_unsaid_without_keys() -> None:
    entry = step(foot_steps(10, limit_s=20))
    own = "Start. 10 steps. At your own pace, 20 seconds at most."
    assert spoken(coached(entry, accessible=True).phases[1]) == [(0, f"{own} D when done.")]
    assert spoken(coached(entry, keys=False).phases[1]) == [(0, own)]


def test_a_wait_says_what_comes_and_the_key() -> None:
    entries = (step(hold(10)), step(hold(20), FLOOR, pacing=Pacing(move_s=20)))
    manual = compile_routine(routine(*entries), Options(manual=True))
    words = "Next, on the floor, foam roll, 20 seconds."
    assert spoken(manual.phases[2]) == [(0, f"{words} Enter goes on.")]
    accessible = compile_routine(routine(*entries), Options(manual=True, accessible=True))
    assert spoken(accessible.phases[2]) == [(0, f"{words} D goes on.")]
    assert spoken(accessible.phases[3])[0] == (0, "On the floor, foam roll, 20 seconds.")
