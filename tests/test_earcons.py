from __future__ import annotations

import io
import math
import wave as riff
from array import array
from itertools import pairwise

import pytest
from building import (
    circuit,
    continuous,
    contrast,
    exercise,
    foot_steps,
    hold,
    own_reps,
    starts,
    step,
    tempo_reps,
    timeline,
)
from listening import phases_heard, shipped, tones
from virtual import QUIET, three_sets, three_short_holds, two_sides, two_steps, with_wait

from calfcoach.cues.work import HALF_WAY_FROM_S, LAST_SECONDS_FROM_S, is_timed
from calfcoach.earcons import NOTES, Tone, length_s
from calfcoach.earcons.waves import RATE_HZ, wave
from calfcoach.events import Act
from calfcoach.frozen import replace
from calfcoach.phase import Phase, PhaseKind
from calfcoach.terms import Kind, Side, Sides, Sound
from calfcoach.timeline import Timeline

ROUTINES = (
    "achilles",
    "after-run",
    "before-walk",
    "daily",
    "desk",
    "flare",
    "heat-cold",
    "heel-pain",
    "high-heels",
    "night-cramps",
    "posture",
    "roll",
    "soleus",
    "starter",
    "strength",
)
every_routine = pytest.mark.parametrize("name", ROUTINES)
every_tone = pytest.mark.parametrize("tone", Tone)

COUNTED = replace(QUIET, countdown=3)

# --------------------------------------------------------------------- which tone, and when


def test_two_sides_have_a_knock_a_start_a_change_to_the_other_side_and_a_staircase() -> None:
    assert tones(two_sides()) == [
        (0, "prepare"),
        (5, "start"),
        (22, "tick"),
        (23, "tick"),
        (24, "tick"),
        (25, "switch right"),
        (29, "start"),
        (46, "tick"),
        (47, "tick"),
        (48, "tick"),
        (49, "done"),
    ]


def test_the_last_three_seconds_before_a_start_tick() -> None:
    made = timeline(step(hold(5), pacing=COUNTED))
    assert tones(made) == [
        (0, "prepare"),
        (2, "tick"),
        (3, "tick"),
        (4, "tick"),
        (5, "start"),
        (10, "done"),
    ]


def test_half_way_sounds_in_holds_of_thirty_seconds() -> None:
    assert (20, "half-way") in tones(timeline(step(hold(30), pacing=QUIET)))


def test_another_place_has_its_knock_behind_the_end() -> None:
    assert tones(two_steps())[1:5] == [(5, "start"), (15, "end"), (15.5, "prepare"), (30, "start")]


def test_another_exercise_at_the_same_place_has_its_knock_too() -> None:
    made = timeline(
        step(hold(10), pacing=QUIET), step(hold(10), of=exercise("soleus"), pacing=QUIET)
    )
    assert tones(made)[1:4] == [(5, "start"), (15, "end"), (15.5, "prepare")]


def test_a_rest_has_the_end_alone() -> None:
    heard = [tone for tone in tones(three_sets()) if tone[1] != "tick"]
    assert heard == [
        (0, "prepare"),
        (5, "start"),
        (25, "end"),
        (35, "start"),
        (55, "end"),
        (65, "start"),
        (85, "done"),
    ]


def test_the_same_exercise_at_the_same_place_has_no_knock() -> None:
    made = timeline(step(hold(10), pacing=QUIET), step(hold(5), pacing=QUIET))
    assert tones(made)[1:4] == [(5, "start"), (15, "end"), (20, "start")]


def test_behind_the_rest_of_a_circuit_the_preparation_knocks_by_itself() -> None:
    made = timeline(
        circuit(
            2,
            step(hold(5), pacing=QUIET),
            step(hold(5), of=exercise("soleus"), pacing=QUIET),
            rest_s=20,
        )
    )
    assert tones(made)[5:8] == [(20, "end"), (40, "prepare"), (45, "start")]


def test_short_holds_start_rise_and_their_release_falls() -> None:
    assert tones(three_short_holds()) == [
        (0, "prepare"),
        (5, "start"),
        (15, "down"),
        (20, "start"),
        (30, "down"),
        (35, "start"),
        (45, "done"),
    ]


def test_reps_rise_and_fall_and_the_first_rise_is_the_start() -> None:
    assert tones(timeline(step(tempo_reps(2, 2, 2, 3), pacing=QUIET))) == [
        (0, "prepare"),
        (5, "start"),
        (9, "down"),
        (12, "up"),
        (16, "down"),
        (19, "done"),
    ]


def test_reps_that_only_fall_begin_with_the_start_too() -> None:
    made = timeline(step(tempo_reps(2, 0, 0, 3, 1), pacing=QUIET))
    assert tones(made)[1:] == [(5, "start"), (9, "down"), (13, "done")]


def test_the_first_passes_tick() -> None:
    made = timeline(step(continuous(14, pass_s=2), pacing=QUIET))
    assert tones(made)[1:] == [(5, "start"), (7, "tick"), (9, "tick"), (11, "tick"), (19, "done")]


def test_pressing_ticks_as_it_gets_firmer() -> None:
    press = exercise("press", kind=Kind.PRESS)
    heard = tones(timeline(step(hold(40), of=press, pacing=QUIET)))
    assert heard[1:5] == [(5, "start"), (15, "tick"), (25, "half-way"), (27, "tick")]


def test_a_look_at_the_skin_is_knocked_for() -> None:
    heat = exercise("heat", kind=Kind.HEAT)
    heard = tones(timeline(step(continuous(400), of=heat, pacing=QUIET)))
    assert heard[2:4] == [(205, "half-way"), (305, "prepare")]


def test_warm_and_cold_swap_as_a_change_does_but_on_no_side() -> None:
    assert (65, "switch") in tones(timeline(step(contrast(), pacing=QUIET)))


def test_what_waits_for_a_key_knocks_and_reminds_every_half_minute() -> None:
    heard = tones(with_wait(), (80.0, Act.ENTER), (82.0, Act.STOP))
    assert heard[2:] == [
        (15, "end"),
        (15.5, "prepare"),
        (45, "remind"),
        (75, "remind"),
        (80, "prepare"),
    ]


def test_work_that_a_key_ends_has_its_end() -> None:
    made = timeline(
        step(own_reps(15, 90), pacing=QUIET),
        step(foot_steps(20, 40), of=exercise("heel-walk"), pacing=QUIET),
    )
    heard = tones(made, (30.0, Act.ENTER), (40.0, Act.ENTER))
    assert heard == [
        (0, "prepare"),
        (5, "start"),
        (30, "end"),
        (30.5, "prepare"),
        (35, "start"),
        (40, "done"),
    ]


def test_skipped_work_has_no_end() -> None:
    assert tones(two_steps(), (8.0, Act.NEXT), (12.0, Act.STOP)) == [
        (0, "prepare"),
        (5, "start"),
        (8, "prepare"),
    ]


def test_a_pause_by_a_key_is_low_and_the_work_starts_again_after_its_ticks() -> None:
    heard = tones(two_sides(), (12.0, Act.PAUSE), (20.0, Act.PAUSE), (26.0, Act.STOP))
    assert heard == [
        (0, "prepare"),
        (5, "start"),
        (12, "paused"),
        (22, "tick"),
        (23, "tick"),
        (24, "tick"),
        (25, "start"),
    ]


def test_it_hurts_and_quit_stand_still_silently() -> None:
    assert tones(two_sides(), (8.0, Act.HURT), (9.0, Act.STOP)) == [(0, "prepare"), (5, "start")]
    assert tones(two_sides(), (8.0, Act.QUIT), (9.0, Act.STOP)) == [(0, "prepare"), (5, "start")]


def test_an_absence_and_ctrl_z_sound_like_a_pause() -> None:
    assert tones(two_sides(), gaps=((8.0, 5.0),))[2] == (13, "paused")
    assert tones(two_sides(), (8.0, Act.SUSPENDED), (9.0, Act.STOP))[2] == (8, "paused")


def test_a_start_told_a_second_late_and_a_tick_told_a_third_late_are_left_out() -> None:
    made = timeline(step(hold(5), pacing=COUNTED))
    assert (5.9, "start") in tones(made, gaps=((4.5, 1.4),))
    assert "start" not in [tone for _, tone in tones(made, gaps=((4.5, 1.9),))]
    assert (3.2, "tick") in tones(made, gaps=((2.5, 0.7),))
    assert [tone for _, tone in tones(made, gaps=((2.5, 0.9),))].count("tick") == 2


def test_a_muted_session_has_no_tone_and_a_stopped_one_no_last_one() -> None:
    assert tones(two_sides(), muted=True) == []
    assert tones(two_sides(), (26.0, Act.STOP))[-1] == (25, "switch right")


def test_in_the_quiet_hours_the_session_ends_without_a_staircase() -> None:
    assert tones(two_sides(), quiet=True)[-1] == (49, "end")


# --------------------------------------------------------------------- every shipped routine


@every_routine
def test_the_tones_alone_tell_every_phase_of_a_shipped_routine(name: str) -> None:
    made = shipped(name)
    told = [(phase, round(at, 3)) for phase, at in zip(made.phases, starts(made), strict=True)]
    expected = [(_as_heard(phase, made), at) for phase, at in told]
    expected.append(("done", round(made.total_s, 3)))
    assert phases_heard(tones(made)) == expected


@every_routine
def test_half_way_and_the_last_three_seconds_of_a_shipped_routine_are_heard(name: str) -> None:
    made = shipped(name)
    heard = tones(made)
    for phase, at in zip(made.phases, starts(made), strict=True):
        works = phase.kind is PhaseKind.WORK
        if works and is_timed(phase) and phase.duration_s >= HALF_WAY_FROM_S:
            assert (round(at + phase.duration_s / 2, 3), "half-way") in heard
        if not works or (is_timed(phase) and phase.duration_s >= LAST_SECONDS_FROM_S):
            # the beginning of a phase of three seconds has a tone of its own
            left = [left_s for left_s in (3, 2, 1) if left_s < phase.duration_s]
            last = {(round(at + phase.duration_s - left_s, 3), "tick") for left_s in left}
            assert last <= set(heard), (phase.kind, at)


@every_routine
def test_no_two_tones_of_a_shipped_routine_sound_at_once(name: str) -> None:
    lengths = {tone.value: length_s(tone) for tone in Tone}
    for (at, tone), (later, _) in pairwise(tones(shipped(name))):
        assert at + lengths[tone.split()[0]] <= later + 0.001, (at, tone, later)


def _as_heard(phase: Phase, made: Timeline) -> str:
    """A preparation for more of the same is told like a rest."""
    index = next(at for at, each in enumerate(made.phases) if each is phase)
    before = [each.item.exercise.id for each in made.phases[:index] if each.kind is PhaseKind.WORK]
    same = before[-1:] == [phase.item.exercise.id] and not phase.moves
    return "rest" if phase.kind is PhaseKind.PREPARE and same else phase.kind.value


# ----------------------------------------------------------------------- what it sounds like


def samples(data: bytes) -> tuple[int, array[int]]:
    """Channels and samples of a WAV file."""
    with riff.open(io.BytesIO(data)) as file:
        assert (file.getframerate(), file.getsampwidth()) == (44_100, 2)
        return file.getnchannels(), array("h", file.readframes(file.getnframes()))


def loudness(one: array[int]) -> float:
    return math.sqrt(sum(value * value for value in one) / len(one))


def pitch_hz(one: array[int]) -> float:
    """The mean pitch, by the upward crossings of a note whose harmonics are faint."""
    ups = [at for at, (low, high) in enumerate(pairwise(one)) if low < 0 <= high]
    return (len(ups) - 1) * RATE_HZ / (ups[-1] - ups[0])


LENGTHS_MS = {
    Tone.PREPARE: 240,
    Tone.TICK: 45,
    Tone.HALF_WAY: 110,
    Tone.START: 300,
    Tone.SWITCH: 330,
    Tone.END: 380,
    Tone.UP: 150,
    Tone.DOWN: 150,
    Tone.DONE: 800,
    Tone.PAUSED: 540,
    Tone.REMIND: 240,
}


@every_tone
@pytest.mark.parametrize("sound", [Sound.SOFT, Sound.CLEAR])
def test_a_tone_is_as_long_as_its_notes_and_at_most_minus_twelve_decibels(
    tone: Tone, sound: Sound
) -> None:
    channels, found = samples(wave(tone, Side.BOTH, sound, 100))
    assert channels == 1
    assert abs(len(found) / 44.1 - LENGTHS_MS[tone]) <= 2
    assert length_s(tone) == LENGTHS_MS[tone] / 1000
    peak_db = 20 * math.log10(max(map(abs, found)) / 32_767)
    assert peak_db == pytest.approx(-18 if tone is Tone.REMIND else -12, abs=0.2)


@every_tone
def test_a_tone_neither_begins_nor_ends_with_a_click(tone: Tone) -> None:
    _, found = samples(wave(tone, Side.BOTH, Sound.SOFT, 100))
    assert max(map(abs, [*found[:3], *found[-3:]])) < 20


def test_the_soft_set_rises_more_slowly_than_the_clear_one() -> None:
    rises = [
        samples(wave(Tone.START, Side.BOTH, sound, 100))[1][:132]  # 3 ms
        for sound in (Sound.SOFT, Sound.CLEAR)
    ]
    assert loudness(rises[0]) < loudness(rises[1]) / 2


@every_tone
def test_all_but_the_pause_lie_where_a_small_loudspeaker_carries_them(tone: Tone) -> None:
    pitches = [hz for note in NOTES[tone] for hz in (note.hz, note.to_hz) if hz]
    low = 440 if tone is Tone.PAUSED else 500
    assert all(low <= hz <= 1_600 for hz in pitches)


def test_the_notes_have_their_pitch() -> None:
    _, start = samples(wave(Tone.START, Side.BOTH, Sound.CLEAR, 100))
    assert pitch_hz(start[400:3_400]) == pytest.approx(523, abs=2)
    assert pitch_hz(start[3_900:13_000]) == pytest.approx(784, abs=2)
    _, tick = samples(wave(Tone.TICK, Side.BOTH, Sound.CLEAR, 100))
    assert pitch_hz(tick) == pytest.approx(880, abs=8)


def test_a_glide_rises_or_falls_through_the_fifth() -> None:
    _, up = samples(wave(Tone.UP, Side.BOTH, Sound.CLEAR, 100))
    _, down = samples(wave(Tone.DOWN, Side.BOTH, Sound.CLEAR, 100))
    assert pitch_hz(up[:1_500]) < 580 < 720 < pitch_hz(up[-1_500:])
    assert pitch_hz(down[:1_500]) > 720 > 580 > pitch_hz(down[-1_500:])


@pytest.mark.parametrize(("side", "near"), [(Side.LEFT, 0), (Side.RIGHT, 1)])
def test_the_last_note_of_a_change_is_louder_on_the_side_that_comes(side: Side, near: int) -> None:
    channels, found = samples(wave(Tone.SWITCH, side, Sound.CLEAR, 100))
    assert channels == 2
    ears = found[near::2], found[1 - near :: 2]
    last = 2 * len(ears[0]) // 3
    assert ears[0][:last] == ears[1][:last]
    assert loudness(ears[0][last:]) == pytest.approx(4 * loudness(ears[1][last:]), rel=0.02)


def test_only_a_change_is_panned() -> None:
    assert samples(wave(Tone.START, Side.LEFT, Sound.CLEAR, 100))[0] == 1


def test_the_volume_scales_a_tone_down_to_silence() -> None:
    full, half, none = (
        max(map(abs, samples(wave(Tone.END, Side.BOTH, Sound.SOFT, volume))[1]))
        for volume in (100, 50, 0)
    )
    assert half == pytest.approx(full / 2, abs=2)
    assert none == 0


@every_tone
def test_the_same_tone_is_the_same_bytes(tone: Tone) -> None:
    assert wave(tone, Side.LEFT, Sound.SOFT, 70) == wave(tone, Side.LEFT, Sound.SOFT, 70)


def test_each_leg_in_turn_is_heard_on_its_own_side() -> None:
    made = timeline(step(hold(5), sets=2, sides=Sides.ALTERNATE, pacing=QUIET))
    changes = [tone for _, tone in tones(made) if tone.startswith("switch")]
    assert changes == ["switch right", "switch left", "switch right"]
