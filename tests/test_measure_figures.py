"""What is read out of trials, counts and nights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from calfcoach.files.measure_file import knee_limits, raise_norms
from calfcoach.measure.knee import Change, changes, knee_test
from calfcoach.measure.nights import Week, compared, nights, weeks
from calfcoach.measure.raises import RaiseCount, Typical, typical, uneven
from calfcoach.measure.units import UnclearError, figure, read_lengths, to_cm, with_unit
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.terms import Side, Unit

FIRST = date(2026, 10, 1)


def record(kind: MeasureKind, day: int, values: Mapping[str, Any]) -> MeasureRecord:
    local_day = (FIRST + timedelta(days=day)).isoformat()
    at = f"{local_day}T12:00:00.000Z"
    return MeasureRecord(
        id=f"{day}", kind=kind, at=at, utc_offset_s=0, local_day=local_day, values=values
    )


def knee(day: int, left: list[float], right: list[float]) -> MeasureRecord:
    return record(MeasureKind.KNEE_TO_WALL, day, {"left_cm": left, "right_cm": right})


def night(day: int, count: int, *, noted_on: int | None = None, **told: Any) -> MeasureRecord:
    values = {
        "night": (FIRST + timedelta(days=day)).isoformat(),
        "count": count,
        "minutes": told.get("minutes"),
        "severity": told.get("severity"),
        "side": told.get("side", ""),
    }
    return record(MeasureKind.CRAMPS, day if noted_on is None else noted_on, values)


# -------------------------------------------------------------------------------- units


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("9.5,10,10", (9.5, 10.0, 10.0)),
        (" 9.5, 10  10 ", (9.5, 10.0, 10.0)),
        ("9;10", (9.0, 10.0)),
        ("9; 10", (9.0, 10.0)),
        ("9,10,11", (9.0, 10.0, 11.0)),
        ("9.5,10", (9.5, 10.0)),
        ("9, 5", (9.0, 5.0)),
        ("9 15", (9.0, 15.0)),
        ("", ()),
    ],
)
def test_lengths_are_numbers_with_anything_between_them(
    text: str, lengths: tuple[float, ...]
) -> None:
    assert read_lengths(text) == lengths


@pytest.mark.parametrize("text", ["9,5", "9,5 10", "10,10", "9,5,10", "9,5;10,5"])
def test_a_comma_that_may_be_a_decimal_one_is_not_guessed_at(text: str) -> None:
    with pytest.raises(UnclearError):
        read_lengths(text)


def test_how_far_apart_trials_may_lie_is_a_matter_of_their_unit() -> None:
    assert read_lengths("3,4,4", Unit.INCH) == (3.0, 4.0, 4.0)
    with pytest.raises(UnclearError):
        read_lengths("3,5,5", Unit.INCH)


@pytest.mark.parametrize("text", ["far", "-1", "inf", "nan", "9.5cm", "1e999"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"length|could not convert"):
        read_lengths(text)


def test_inches_come_back_as_they_were_typed() -> None:
    assert to_cm(4.0, Unit.INCH) == 10.16
    assert [figure(to_cm(tenth / 10, Unit.INCH), Unit.INCH) for tenth in range(98)] == [
        f"{tenth / 10:g}" for tenth in range(98)
    ]


def test_units_are_words_where_they_are_heard() -> None:
    assert with_unit(2.54, Unit.INCH, spoken=True) == "1 inch"
    assert with_unit(9.5, Unit.CM, spoken=True) == "9.5 centimetres"
    assert with_unit(9.5, Unit.CM) == "9.5 cm"


# ------------------------------------------------------------------------- knee to wall


def test_best_mean_and_gap_are_those_of_the_trials() -> None:
    test = knee_test(knee(0, [9.5, 10.0, 10.0], [7.0]))

    legs = [(leg.side, leg.best, leg.mean) for leg in test.legs]
    assert legs == [(Side.LEFT, 10.0, 9.83), (Side.RIGHT, 7.0, 7.0)]
    assert test.gap_cm == 2.83
    assert knee_test(knee(0, [9.5], [])).gap_cm is None


def test_a_change_is_one_from_two_centimetres_on() -> None:
    tests = [
        knee_test(knee(0, [8.0], [9.0])),
        knee_test(knee(7, [9.0], [])),
        knee_test(knee(14, [10.0], [7.01])),
    ]

    assert changes(tests, knee_limits()) == (
        Change(side=Side.LEFT, day=FIRST, first=True, by_cm=2.0, counts=True),
        Change(side=Side.LEFT, day=FIRST + timedelta(days=7), first=False, by_cm=1.0, counts=False),
        Change(side=Side.RIGHT, day=FIRST, first=True, by_cm=-1.99, counts=False),
    )
    assert changes(tests[:1], knee_limits()) == ()
    assert changes([], knee_limits()) == ()


# -------------------------------------------------------------------------- heel raises


@pytest.mark.parametrize(
    ("age", "sex", "low", "high", "ages"),
    [
        (None, "", 21, 25, None),
        (45, "female", 21, 25, (40, 49)),
        (45, "male", 24, 28, (40, 49)),
        (49, "", 21, 28, (40, 49)),
        (75, "male", 14, 25, (70, 79)),
        (12, "female", 21, 25, None),
        (95, "male", 24, 25, None),
    ],
)
def test_the_typical_range_spans_sources_that_disagree(
    age: int | None, sex: str, low: int, high: int, ages: tuple[int, int] | None
) -> None:
    expected = Typical(low=low, high=high, ages=ages, sex=sex)
    assert typical(raise_norms(), age=age, sex=sex) == expected


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [(22, 20, False), (20, 23, True), (5, 6, False), (0, 0, False), (20, None, False)],
)
def test_legs_are_uneven_where_more_than_a_tenth_lies_between_them(
    left: int, right: int | None, told: bool
) -> None:
    assert uneven(RaiseCount(day=FIRST, left=left, right=right), raise_norms()) is told


# ------------------------------------------------------------------------- night cramps


def test_the_later_of_two_notes_on_a_night_holds() -> None:
    noted = nights([night(0, 3), night(0, 1, noted_on=2), night(1, 0)])

    assert [(each.day, each.count) for each in noted] == [
        (FIRST, 1),
        (FIRST + timedelta(days=1), 0),
    ]


def test_weeks_are_counted_from_the_first_night() -> None:
    noted = nights(
        [
            night(0, 2, minutes=4.0, severity=6),
            night(1, 0, severity=9),
            night(6, 1, minutes=1.5, severity=5),
            night(15, 1),
        ]
    )

    first, empty, last = weeks(noted)
    assert first == Week(first=FIRST, nights=3, with_cramps=2, cramps=3, minutes=5.5, severity=5.5)
    assert (empty.nights, empty.cramps, empty.severity) == (0, 0, None)
    assert (last.first, last.nights, last.cramps) == (FIRST + timedelta(days=14), 1, 1)


def test_a_week_counts_from_five_nights_on_and_the_weeks_are_those_of_the_diary() -> None:
    noted = nights([night(day, 2 if day < 7 else 1) for day in range(25) if day not in (14, 15)])

    both = compared(noted)
    assert both is not None
    assert (both.first, both.last) == (weeks(noted)[0], weeks(noted)[2])
    assert (both.last.nights, weeks(noted)[3].nights) == (5, 4)
    assert compared(noted[:11]) is None
    assert compared(noted[:12]) is not None


@pytest.mark.parametrize(("cramps", "by"), [(3, 0.0), (4, 4 / 7), (0, 0.0)])
def test_less_than_half_a_cramp_a_night_is_no_change(cramps: int, by: float) -> None:
    both = compared(nights([night(day, int(day >= 14 - cramps)) for day in range(14)]))

    assert both is not None
    assert both.by == pytest.approx(by)


def test_the_first_week_is_set_against_the_last_from_two_weeks_on() -> None:
    noted = nights([night(day, 2 if day < 7 else 1) for day in range(14)])

    assert compared(noted[:11]) is None
    assert compared(()) is None
    both = compared(noted)
    assert both is not None
    assert (both.first.cramps, both.last.cramps) == (14, 7)
    assert (both.last.first, both.last.last) == (
        FIRST + timedelta(days=7),
        FIRST + timedelta(days=13),
    )
