from __future__ import annotations

from datetime import UTC, datetime

import pytest

from calfcoach.cramp import (
    AGAIN,
    CHECK,
    CHECK_READ_S,
    EASE,
    LONGEST_S,
    STEPS,
    STROKE,
    TOO_LONG,
    Cramp,
    End,
    Stage,
)
from calfcoach.events import Act
from calfcoach.screen.cramp_page import cramp_rows

SIZES = ((200, 60), (120, 40), (80, 24), (60, 16), (40, 12), (20, 3))
NIGHT = datetime(2026, 11, 17, 3, 12, tzinfo=UTC)


def told(cramp: Cramp, until: float) -> list[tuple[float, str]]:
    """What is said until then, with its time, when nobody presses a key."""
    said = [(0.0, line) for line in cramp.advance(0.0)]
    while (deadline := cramp.deadline()) is not None and deadline <= until:
        said += [(deadline, line) for line in cramp.advance(deadline)]
    return said


def test_it_starts_at_once_and_leads_to_the_end_without_a_key() -> None:
    cramp = Cramp()
    said = told(cramp, LONGEST_S)
    assert [(at, line[:27]) for at, line in said] == [
        (0.0, "Straighten the knee. Pull t"),
        (6.0, "In bed, loop the sheet roun"),
        (15.0, "Firm, not forced. Breathe o"),
        (25.0, "A cramp eases when the toes"),
        (25.0, "or the calf is swollen, war"),
        (45.0, "Stay with it. Most let go w"),
        (60.0, "Letting go? Press Enter. If"),
        (180.0, "Still hard? Stand, weight t"),
        (180.0, "If it never was a hard knot"),
        (300.0, "Rest the leg, knee a little"),
        (330.0, "Toes up once more."),
        (600.0, "Ten minutes. Stop here and "),
        (600.0, "With dark urine, weakness, "),
    ]
    assert (cramp.end, cramp.lasted_s, cramp.deadline()) == (End.TOO_LONG, 600.0, None)
    assert [line for _, line in said[-2:]] == list(TOO_LONG)


def test_enter_eases_off_then_strokes_then_walks_a_few_steps() -> None:
    cramp = Cramp()
    told(cramp, 110.0)
    assert cramp.send(Act.ENTER, 110.0) == [EASE]
    assert told_from(cramp) == [(130.0, STROKE), (160.0, STEPS)]
    assert (cramp.end, cramp.eased_s, cramp.lasted_s) == (End.EASED, 110.0, 180.0)


def told_from(cramp: Cramp) -> list[tuple[float, str]]:
    said = []
    while (deadline := cramp.deadline()) is not None:
        said += [(deadline, line) for line in cramp.advance(deadline)]
    return said


@pytest.mark.parametrize("at", [0.5, 5.0, 14.0, 20.0, 24.9, 25.0, 30.0, 36.0, 50.0])
def test_nothing_is_rubbed_before_the_check_was_given_and_heard(at: float) -> None:
    cramp = Cramp()
    said = told(cramp, at)
    said += [(at, line) for line in cramp.send(Act.ENTER, at)]
    said += told_from(cramp)
    times = {line: moment for moment, line in said}
    assert times[STROKE] >= times[CHECK.lines[0]] + CHECK_READ_S
    assert [line for _, line in said].count(CHECK.lines[0]) == 1


def test_a_cramp_that_comes_back_is_released_again() -> None:
    cramp = Cramp()
    told(cramp, 40.0)
    cramp.send(Act.ENTER, 40.0)
    cramp.advance(60.0)
    assert cramp.send(Act.BACK, 70.0) == [AGAIN]
    assert (cramp.stage, cramp.eased_s) == (Stage.RELEASE, None)
    rest = [line for _, line in told_from(cramp)]
    assert CHECK.lines[0] not in rest
    assert rest[-2:] == list(TOO_LONG)
    assert cramp.lasted_s == LONGEST_S


def test_ten_minutes_count_from_the_first_second_however_often_it_comes_back() -> None:
    cramp = Cramp()
    cramp.advance(0.0)
    for at in range(50, 600, 50):
        cramp.send(Act.ENTER, float(at))
        cramp.send(Act.BACK, at + 10.0)
    told_from(cramp)
    assert (cramp.end, cramp.lasted_s) == (End.TOO_LONG, LONGEST_S)


@pytest.mark.parametrize(
    ("command", "end"),
    [
        (Act.QUIT, End.LEFT),
        (Act.STOP, End.LEFT),
        (Act.INTERRUPT, End.LEFT),
        (Act.NEXT, End.OTHER),
    ],
)
def test_it_can_be_left_at_any_time(command: Act, end: End) -> None:
    for at in (0.0, 30.0, 200.0):
        cramp = Cramp()
        told(cramp, at)
        assert cramp.send(command, at) == []
        assert (cramp.end, cramp.deadline()) == (end, None)


def test_something_else_that_it_was_not_goes_on_with_the_toes_up() -> None:
    cramp = Cramp()
    told(cramp, 30.0)
    cramp.send(Act.NEXT, 30.0)
    assert cramp.resume(48.0) == [AGAIN]
    assert (cramp.end, cramp.lasted_s) == (None, 30.0)
    cramp.advance(50.0)
    assert cramp.lasted_s == 50.0


def test_time_that_nobody_was_there_for_is_caught_up_with() -> None:
    cramp = Cramp()
    cramp.advance(0.0)
    said = cramp.advance(10_000.0)
    assert said[-2:] == list(TOO_LONG)
    assert cramp.end is End.TOO_LONG


def test_where_am_i_and_the_keys_are_answered_in_a_line() -> None:
    cramp = Cramp(key="D")
    told(cramp, 61.0)
    cramp.advance(75.0)
    assert cramp.send(Act.WHERE, 75.0) == [
        "Toes up, knee straight. 1 minute 15 seconds so far.",
    ]
    cramp.send(Act.DONE, 80.0)
    assert cramp.send(Act.WHERE, 85.0) == [
        "Ease off by half. 1 minute 25 seconds so far. 15 seconds left of this."
    ]
    assert cramp.send(Act.KEYS, 86.0) == [
        "D it lets go. B it is back. N this is something else. W where am I. Q stop and save."
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("at", [1.0, 27.0, 65.0, 185.0, 310.0])
def test_the_window_says_what_to_do_now_at_every_size(size: tuple[int, int], at: float) -> None:
    cramp = Cramp()
    said = told(cramp, at)
    cramp.advance(at)
    last = tuple(line for moment, line in said if moment == said[-1][0])
    rows = cramp_rows(cramp, last, NIGHT, size, night=True)
    assert len(rows) <= size[1]
    shown = "\n".join("".join(piece.text for piece in each) for each in rows)
    assert cramp.short.split(" ")[0].strip("?,").lower() in shown.lower()


@pytest.mark.parametrize("at", [555.0, 585.0, 599.0])
def test_one_that_lets_go_late_is_led_to_the_end_like_any_other(at: float) -> None:
    cramp = Cramp()
    told(cramp, at)
    assert cramp.send(Act.ENTER, at) == [EASE]
    assert told_from(cramp) == [(at + 20, STROKE), (at + 50, STEPS)]
    assert (cramp.end, cramp.lasted_s) == (End.EASED, at + 70)
