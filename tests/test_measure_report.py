"""How measurements read: sentences, and charts in any width."""

from __future__ import annotations

from datetime import date

import pytest
from test_measure_figures import knee, night

from calfcoach.files.measure_file import knee_limits, raise_norms
from calfcoach.measure.knee import knee_test
from calfcoach.measure.nights import Night, nights
from calfcoach.measure.raises import RaiseCount
from calfcoach.records import MeasureKind
from calfcoach.report.measure_chart import Chart, ChartRow, chart_lines
from calfcoach.report.measure_spoken import kind_sentences
from calfcoach.report.measure_words import (
    cramp_sentences,
    knee_sentences,
    night_sentence,
    raise_sentences,
)
from calfcoach.terms import Unit

TODAY = date(2026, 10, 29)
ROWS = (
    ChartRow(label="1 Oct", figures=((8.0, "8"), (10.0, "10"))),
    ChartRow(label="8 Oct", figures=((9.5, "9.5"), None)),
)
CHART = Chart(title="Knee to wall", series=("left", "right"), rows=ROWS)


def test_a_first_time_tells_best_and_mean() -> None:
    tests = [knee_test(knee(28, [9.5, 10.0, 10.0], [9.0]))]

    assert knee_sentences(tests, knee_limits(), Unit.CM, TODAY, spoken=False) == [
        "Left leg: best 10 cm, mean 9.8 cm of 3.",
        "Right leg: best 9 cm, one trial.",
    ]


def test_changes_and_gaps_are_told_from_two_centimetres_on_alone() -> None:
    tests = [knee_test(knee(0, [8.0], [8.0])), knee_test(knee(28, [11.0], [8.5]))]

    assert knee_sentences(tests, knee_limits(), Unit.CM, TODAY, spoken=False)[2:] == [
        "The left leg reaches 2.5 cm farther than the right one.",
        "Left leg: 3 cm more than the first time (Thu 1 Oct), a change.",
        "Right leg: less than 2 cm from the first time (Thu 1 Oct), which is no change.",
    ]


def test_inches_are_heard_as_words() -> None:
    tests = [knee_test(knee(0, [8.0], [])), knee_test(knee(28, [4.0], []))]

    assert knee_sentences(tests, knee_limits(), Unit.INCH, TODAY, spoken=True) == [
        "Left leg: best 1.6 inches, one trial.",
        "Left leg: 1.6 inches less than the first time, Thursday 1 October, a change.",
    ]


def test_a_count_stands_beside_its_range_and_all_caveats() -> None:
    counts = [
        RaiseCount(day=date(2026, 10, 1), left=15, right=15),
        RaiseCount(day=TODAY, left=22, right=18, left_why="form", pain=2),
    ]

    lines = raise_sentences(counts, raise_norms(), TODAY, age=45, sex="male", spoken=False)

    assert lines == [
        "Left leg: 22 reps, form lost.",
        "Right leg: 18 reps.",
        "Pain 2 of 10, fine.",
        "The right leg did 4 fewer than the left one.",
        "Left leg: 7 more than the first time (Thu 1 Oct), a change.",
        "Right leg: no more than 6 from the first time (Thu 1 Oct), which is no change.",
        "For men of 40 to 49 sources give 24 to 28 on one leg.",
        "Sources disagree, above all on whether age matters.",
        "Some of these figures were taken on a slope of 10 degrees, so a count on flat floor is "
        "not quite the same.",
        "The same person differs by about 6 from day to day.",
        "It is neither passed nor failed.",
    ]


def test_a_night_is_told_with_what_is_known_of_it() -> None:
    known = Night(day=date(2026, 10, 28), count=2, minutes=2.5, severity=6, side="left")

    assert night_sentence(known, TODAY, spoken=False) == (
        "Last night: 2 cramps, 2.5 min, severity 6 of 10, left leg."
    )
    assert night_sentence(known, TODAY, spoken=True) == (
        "Last night: 2 cramps, 2 minutes 30 seconds, severity 6 of 10, left leg."
    )
    assert night_sentence(Night(day=date(2026, 10, 20), count=0), TODAY, spoken=False) == (
        "Night of Tue 20 Oct: no cramp."
    )


def test_fewer_cramps_are_told_by_the_night() -> None:
    noted = nights([night(day, 2 if day < 7 else 1) for day in range(14)])

    assert cramp_sentences(noted) == [
        "First week: 14 cramps in 7 nights noted.",
        "Last week: 7 cramps in 7 nights noted.",
        "Fewer a night than in the first week.",
    ]
    assert cramp_sentences(noted[:3]) == [
        "Two weeks are set side by side once 5 nights are noted of each."
    ]
    assert cramp_sentences([*noted, *nights([night(14, 9)])])[1:] == [
        "Last week with 5 nights noted: 7 cramps in 7 nights noted.",
        "Fewer a night than in the first week.",
    ]
    even = nights([night(day, 1 if day < 10 else 2) for day in range(12)])
    assert cramp_sentences(even)[2] == "About as many a night in both."


def test_trends_are_sentences_for_a_screen_reader() -> None:
    records = [knee(0, [8.0], [8.0]), knee(14, [9.0], []), knee(28, [11.0], [8.5])]

    lines = kind_sentences(MeasureKind.KNEE_TO_WALL, records, Unit.CM, TODAY)

    assert lines == [
        "Knee to wall, 3 times, since Thursday 1 October.",
        "Left leg: first 8 centimetres, now 11 centimetres.",
        "Right leg: first 8 centimetres, now 8.5 centimetres.",
        "The left leg reaches 2.5 centimetres farther than the right one.",
        "Left leg: 3 centimetres more than the first time, Thursday 1 October, a change.",
        "Left leg: 2 centimetres more than the last time, Thursday 15 October, a change.",
        "Right leg: less than 2 centimetres from the first time, Thursday 1 October, which is no "
        "change.",
    ]


# ------------------------------------------------------------------------------- charts


def test_a_chart_has_one_scale_and_reads_without_colour() -> None:
    assert chart_lines(CHART, 40, "#-") == [
        "       left             right",
        "1 Oct    8 #########--   10 ###########",
        "8 Oct  9.5 ##########-    -",
    ]


def test_without_room_for_bars_the_figures_stand_alone() -> None:
    assert chart_lines(CHART, 20, "#-") == [
        "       left  right",
        "1 Oct     8     10",
        "8 Oct   9.5      -",
    ]
    assert chart_lines(CHART, 16, "#-")[0] == "         L    R"
    assert chart_lines(CHART, 12, "#-") == [
        "1 Oct",
        " left 8",
        " right 10",
        "8 Oct",
        " left 9.5",
    ]


@pytest.mark.parametrize("room", range(12, 121))
def test_no_line_of_a_chart_is_longer_than_the_room(room: int) -> None:
    assert max(map(len, chart_lines(CHART, room, "#-"))) <= room


def test_the_first_time_stays_above_the_newest() -> None:
    rows = tuple(ChartRow(label=f"{day:2}", figures=((1.0, "1"),)) for day in range(30))

    lines = chart_lines(Chart(title="", series=("",), rows=rows), 30, "#-")

    assert [line.split()[0] for line in lines] == ["0", *map(str, range(22, 30))]


def test_a_chart_of_nothing_is_drawn_too() -> None:
    rows = (ChartRow(label="1 Oct", figures=(None, None)),)

    assert chart_lines(Chart(title="", series=("a", "b"), rows=rows), 40, "#-")[1] == (
        "1 Oct  -                -"
    )
