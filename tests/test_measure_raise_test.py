"""The heel-raise test, beat by beat, on a clock that jumps."""

from __future__ import annotations

from calfcoach.measure.raise_test import Beat, Dose, RaiseTest, Said, Stage
from calfcoach.terms import Side

DOSE = Dose(warm_up_reps=10, beat_s=1.0, rest_s=120.0)
SHORT = Dose(warm_up_reps=1, beat_s=1.0, rest_s=20.0)


def live(test: RaiseTest, now: float, until: float) -> list[tuple[float, str]]:
    """Advance at each deadline; what was said and when."""
    said = [(now, each.line) for each in test.advance(now)]
    while (deadline := test.deadline()) is not None and deadline <= until:
        said += [(deadline, each.line) for each in test.advance(deadline)]
    test.advance(until)
    return said


def at_the_first_leg(dose: Dose = DOSE, *legs: Side) -> RaiseTest:
    """A test whose first leg begins at 0."""
    test = RaiseTest(dose, legs or (Side.LEFT, Side.RIGHT))
    test.advance(-2.0)
    test.go_on(-1.0)
    test.go_on(0.0)
    return test


def words(said: list[Said]) -> list[str]:
    return [each.line for each in said]


def test_the_warm_up_is_led_by_the_beat_and_leads_to_the_left_leg() -> None:
    said = live(RaiseTest(DOSE), 0.0, 40.0)

    assert said[0] == (0.0, "Warm-up: 10 raises on both legs. It starts in 5 seconds.")
    assert said[1:5] == [(5.0, "Up 1."), (6.0, "Down."), (7.0, "Up 2."), (8.0, "Down.")]
    assert said[20:] == [
        (24.0, "Down."),
        (
            25.0,
            "Left leg. Lift the right foot, fingertips on the wall. It starts in 15 seconds; "
            "Enter starts now.",
        ),
        (37.0, "3"),
        (38.0, "2"),
        (39.0, "1"),
        (40.0, "Left leg, go. Enter when it is over."),
        (40.0, "Up 1."),
    ]


def test_only_whole_reps_count() -> None:
    for seconds, reps in ((0.5, 0), (1.9, 0), (2.0, 1), (43.9, 21), (44.0, 22)):
        test = at_the_first_leg()
        live(test, 0.0, seconds)

        said = test.go_on(seconds)

        assert test.reps == {Side.LEFT: reps}
        assert said[0].line == f"Left leg, {reps} rep{'s' * (reps != 1)} by the beat."


def test_two_minutes_lie_between_the_legs() -> None:
    test = at_the_first_leg()
    live(test, 0.0, 44.0)
    test.go_on(44.0)

    said = live(test, 44.0, 164.0)

    assert said == [
        (104.0, "1 minute of rest left."),
        (134.0, "30 seconds of rest left."),
        (
            149.0,
            "Right leg. Lift the left foot, fingertips on the wall. It starts in 15 seconds; "
            "Enter starts now.",
        ),
        (161.0, "3"),
        (162.0, "2"),
        (163.0, "1"),
        (164.0, "Right leg, go. Enter when it is over."),
        (164.0, "Up 1."),
    ]


def test_the_key_ends_the_rest_and_then_the_preparation() -> None:
    test = at_the_first_leg()
    live(test, 0.0, 10.0)
    test.go_on(10.0)

    assert words(test.go_on(12.0)) == [
        "Right leg. Lift the left foot, fingertips on the wall. It starts in 5 seconds; "
        "Enter starts now."
    ]
    assert words(test.go_on(13.0)) == ["Right leg, go. Enter when it is over."]
    live(test, 13.0, 20.0)
    assert words(test.go_on(20.0)) == ["Right leg, 3 reps by the beat."]
    assert (test.over, test.ended_early) == (True, False)
    assert test.reps == {Side.LEFT: 5, Side.RIGHT: 3}


def test_one_leg_alone_ends_the_test() -> None:
    test = at_the_first_leg(DOSE, Side.RIGHT)
    live(test, 0.0, 30.0)

    test.go_on(30.0)

    assert (test.over, test.reps) == (True, {Side.RIGHT: 15})
    assert test.deadline() is None
    assert test.go_on(31.0) == []


def test_pain_ends_the_test_and_keeps_the_leg_as_counted() -> None:
    test = at_the_first_leg()
    live(test, 0.0, 21.0)

    said = test.it_hurts(21.0)

    assert said == [Said(line="It hurts, so the test ends here. Heels down.", beat=Beat.END)]
    assert (test.reps, test.hurt) == ({Side.LEFT: 10}, Side.LEFT)
    assert test.ended_early


def test_leaving_drops_the_leg_at_work_and_keeps_the_one_before() -> None:
    test = at_the_first_leg(SHORT)
    live(test, 0.0, 10.0)
    test.go_on(10.0)
    live(test, 10.0, 40.0)
    assert test.stage is Stage.COUNT

    test.stop(40.5)

    assert (test.reps, test.ended_early) == ({Side.LEFT: 5}, True)


def test_a_clock_that_stood_still_ends_the_count_where_it_was() -> None:
    test = at_the_first_leg()
    live(test, 0.0, 10.5)

    said = test.advance(600.0)

    assert words(said) == [
        "Nobody kept the beat for a while, so the count ends there.",
        "Left leg, 5 reps by the beat.",
        "Rest 2 minutes. Enter goes on before.",
    ]
    assert test.reps == {Side.LEFT: 5}
    assert test.deadline() == 660.0


def test_no_leg_begins_while_nobody_is_there() -> None:
    test = at_the_first_leg()
    live(test, 0.0, 10.0)
    test.go_on(10.0)

    said = words(test.advance(900.0))

    assert said == [
        "Right leg. Lift the left foot, fingertips on the wall. It starts in 15 seconds; "
        "Enter starts now."
    ]
    assert (test.stage, test.reps) == (Stage.SET, {Side.LEFT: 5})
    assert words(test.advance(990.0)) == said
    assert test.stage is Stage.SET


def test_a_leg_that_nobody_ends_ends_at_200() -> None:
    test = at_the_first_leg(DOSE, Side.LEFT)

    said = live(test, 0.0, 401.0)

    assert said[-1] == (400.0, "Left leg, 200 reps by the beat.")
    assert test.over


def test_beats_are_heard_up_and_down() -> None:
    test = at_the_first_leg(SHORT)

    heard = [test.advance(at)[0].beat for at in (0.0, 1.0, 2.0, 3.0)]

    assert heard == [Beat.UP, Beat.DOWN, Beat.UP, Beat.DOWN]


def test_where_one_is_is_told_in_every_stage() -> None:
    test = RaiseTest(SHORT, key="D")
    test.advance(0.0)
    told = [words(test.where(1.0))[-1]]
    test.go_on(2.0)
    told.append(words(test.where(2.5))[-1])
    test.go_on(3.0)
    live(test, 3.0, 8.0)
    told.append(words(test.where(8.0))[-1])
    test.go_on(9.0)
    told.append(words(test.where(10.0))[-1])
    test.stop(11.0)
    told.append(words(test.where(12.0))[-1])

    assert told == [
        "Warm-up, both legs.",
        "Left leg starts soon.",
        "Left leg, 2 reps.",
        "Rest. Right leg in 19 seconds.",
        "Over.",
    ]
