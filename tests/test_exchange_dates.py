from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any

import pytest

from calfcoach.days import local_day
from calfcoach.errors import CoachError
from calfcoach.exchange import dates, loop
from calfcoach.exchange.entries import Gathered, gather
from calfcoach.exchange.table import columns_of, read_rows
from calfcoach.records import SessionOrigin, SessionRecord, Status

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,"
    "Target Type,Target Value,Archived?\n"
)
OLD_HABITS = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n"


def placing(**changed: Any) -> dates.Placing:
    """An hour east of UTC, whatever the time of the year."""
    return dates.Placing(
        routine=changed.get("routine", "imported"),
        minutes=changed.get("minutes"),
        offset_s=lambda when: 3600,
        day_of=lambda at, offset_s: local_day(at, offset_s, time(4)),
        now=NOW,
    )


def from_dates(text: str, *maps: str, **changed: Any) -> Gathered:
    columns = columns_of(text.partition("\n")[0])
    matched = dates.matched(columns, dates.read_map(maps) if maps else {}, "x.csv")
    told = dates.read_dates(read_rows(io.StringIO(text, newline=""), "x.csv"), matched)
    return gather(dates.placed(told, placing(**changed)), "x.csv")


def archive(**members: str) -> io.BytesIO:
    """An archive; `habits` is Habits.csv, the others the days of the habit at that place."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in members.items():
            path = "Habits.csv" if name == "habits" else f"{name[1:]} Habit/Checkmarks.csv"
            made.writestr(path, text)
    file.seek(0)
    return file


def from_loop(file: io.BytesIO, *habits: str) -> Gathered:
    return gather(dates.placed(loop.read_archive(file, "x.zip", habits), placing()), "x.zip")


def told(found: Gathered) -> list[tuple[str, str, float | None]]:
    """Of each session the start, the routine and the minutes."""
    return [(each.started_at, each.routine_id, _minutes(each)) for each in found.sessions]


def _minutes(session: SessionRecord) -> float | None:
    return session.lasted_s and session.lasted_s / 60


def problems(found: Gathered) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in found.problems]


# -------------------------------------------------------------------------------- dates


def test_a_column_of_dates_is_enough() -> None:
    found = from_dates("date\n2026-11-19\n2026-11-20\n")

    assert told(found) == [
        ("2026-11-19T11:00:00.000Z", "imported", 0),
        ("2026-11-20T11:00:00.000Z", "imported", 0),
    ]
    assert [(each.status, each.origin, each.local_day) for each in found.sessions] == [
        (Status.COMPLETED, SessionOrigin.LOGGED, "2026-11-19"),
        (Status.COMPLETED, SessionOrigin.LOGGED, "2026-11-20"),
    ]


def test_columns_of_other_names_are_mapped() -> None:
    text = "Datum;Minuten;Übung;Notiz\n20.11.2026 07:30;12,5;Waden dehnen;gut\n"

    found = from_dates(text, "date=Datum,minutes=Minuten", "routine=Übung", "note=Notiz")

    assert told(found) == [("2026-11-20T06:30:00.000Z", "waden-dehnen", 12.5)]
    assert (found.sessions[0].routine_title, found.sessions[0].note) == ("Waden dehnen", "gut")
    assert [(row.side, row.kind, row.done_s) for row in found.sessions[0].work] == [
        ("both", "mobility", 750.0)
    ]


def test_scores_and_a_time_of_their_own_columns_are_read() -> None:
    found = from_dates("date,time,tight,pain\n2026-11-20,7:05,4,0\n")

    (session,) = found.sessions
    assert (session.started_at, session.tightness, session.pain_worst) == (
        "2026-11-20T06:05:00.000Z",
        4,
        0,
    )


def test_an_offset_in_the_file_wins_over_this_place() -> None:
    found = from_dates("date\n2026-11-20T07:30:00-05:00\n")

    assert found.sessions[0].started_at == "2026-11-20T12:30:00.000Z"


def test_what_the_rows_leave_open_is_given_once() -> None:
    found = from_dates("date,minutes\n2026-11-20,\n2026-11-19,5\n", routine="daily", minutes=10.0)

    assert told(found) == [
        ("2026-11-20T11:00:00.000Z", "daily", 10),
        ("2026-11-19T11:00:00.000Z", "daily", 5),
    ]


def test_the_same_row_gives_the_same_id_and_a_second_one_another() -> None:
    text = "date\n2026-11-20\n2026-11-20\n"

    first, second = from_dates(text), from_dates(text)

    assert [each.id for each in first.sessions] == [each.id for each in second.sessions]
    assert len({each.id for each in first.sessions}) == 2


def test_rows_that_cannot_be_are_named_with_their_line() -> None:
    text = (
        "date,minutes,tight,note\n"
        "soon,,,\n"
        "03/04/2026,,,\n"
        "2026-11-20,400,,\n"
        "2026-11-20,,11,\n"
        '2026-11-20,,,"two\nlines"\n'
        "2026-11-22,,,\n"
        "1969-12-31,,,\n"
        "2026-11-20,,,a\x1bb\n"
    )

    assert problems(from_dates(text)) == [
        ("x.csv:2", '`date` must be a date such as 2026-11-20, got "soon"'),
        ("x.csv:3", 'the date "03/04/2026" can be read in two ways'),
        ("x.csv:4", '`minutes` must be 0 to 360, got "400"'),
        ("x.csv:5", '`tight` must be 0 to 10, got "11"'),
        ("x.csv:8", "the date is in the future"),
        ("x.csv:9", "the date is before 1970"),
        ("x.csv:10", "`note` holds the control character U+001B"),
    ]


@pytest.mark.parametrize(
    ("maps", "said"),
    [
        (("when=Datum",), ('`--map` takes FIELD=COLUMN, got "when=Datum"', 2)),
        (("date",), ('`--map` takes FIELD=COLUMN, got "date"', 2)),
        (("date=Datun",), ("there is no column `Datun`", 1)),
        ((), ("no column is known to hold the date", 1)),
    ],
)
def test_a_map_that_cannot_be_is_refused(maps: tuple[str, ...], said: tuple[str, int]) -> None:
    with pytest.raises(CoachError) as caught:
        from_dates("Datum\n2026-11-20\n", *maps)

    assert (caught.value.message, caught.value.exit_code) == said


def test_a_row_with_more_cells_than_the_header_is_refused_with_its_line() -> None:
    with pytest.raises(CoachError) as caught:
        from_dates("date,note\n2026-11-20,a,b\n")

    assert (caught.value.where, caught.value.message) == (
        "x.csv:2",
        "the row has 3 cells, the header 2",
    )


# --------------------------------------------------------------------------------- Loop


def test_the_days_of_a_habit_that_were_checked_are_sessions() -> None:
    days = "Date,Value,Notes\n2026-11-20,YES_MANUAL,fine\n2026-11-19,YES_AUTO,\n2026-11-18,NO,\n"

    found = from_loop(archive(habits=f"{HABITS}001,Stretch,YES_NO,,,1,1,#F,,,,false\n", _001=days))

    assert told(found) == [("2026-11-20T11:00:00.000Z", "stretch", 0)]
    assert found.sessions[0].note == "fine"


def test_an_archive_of_an_older_version_has_numbers_and_no_header() -> None:
    days = "2026-11-20,2\n2026-11-19,1\n2026-11-18,0\n2026-11-17,3\n"

    found = from_loop(archive(habits=f"{OLD_HABITS}001,Stretch,,,1,1,#F\n", _001=days))

    assert told(found) == [("2026-11-20T11:00:00.000Z", "stretch", 0)]


def test_a_habit_that_counts_minutes_gives_them() -> None:
    row = "001,Stretch,NUMERICAL,,,1,1,#F,min,AT_LEAST,10.0,false\n"
    days = "Date,Value,Notes\n2026-11-20,12500,\n2026-11-19,0,\n2026-11-18,SKIP,\n"

    found = from_loop(archive(habits=HABITS + row, _001=days))

    assert told(found) == [("2026-11-20T11:00:00.000Z", "stretch", 12.5)]


def test_of_several_habits_one_must_be_named() -> None:
    rows = "001,Stretch,YES_NO,,,1,1,#F,,,,false\n002,Read,YES_NO,,,1,1,#F,,,,false\n"
    days = "Date,Value,Notes\n2026-11-20,YES_MANUAL,\n"

    with pytest.raises(CoachError) as caught:
        from_loop(archive(habits=HABITS + rows, _001=days, _002=days))

    assert (caught.value.message, caught.value.hint) == (
        "the archive holds several habits",
        'name some: --habit "Stretch" or --habit "Read"',
    )
    found = from_loop(archive(habits=HABITS + rows, _001=days, _002=days), "Read")
    assert [each.routine_id for each in found.sessions] == ["read"]


def test_a_day_with_another_value_is_named() -> None:
    row = "001,Stretch,YES_NO,,,1,1,#F,,,,false\n"
    found = from_loop(archive(habits=HABITS + row, _001="Date,Value,Notes\n2026-11-20,7,\n"))

    assert problems(found) == [
        ("x.zip:2", '"7" is not a value of a yes-or-no habit (001 Habit/Checkmarks.csv)')
    ]


def test_the_table_of_all_habits_has_a_column_each() -> None:
    text = "Date,Stretch,Read,\n2026-11-20,2,0,\n2026-11-19,YES_MANUAL,2,\n"
    rows = list(read_rows(io.StringIO(text, newline=""), "x.csv"))

    assert loop.is_table(columns_of(text.partition("\n")[0]))
    found = gather(dates.placed(loop.read_table(rows, ["Stretch"]), placing()), "x.csv")
    assert told(found) == [
        ("2026-11-20T11:00:00.000Z", "stretch", 0),
        ("2026-11-19T11:00:00.000Z", "stretch", 0),
    ]


def test_an_archive_of_something_else_is_refused() -> None:
    with pytest.raises(CoachError) as caught:
        from_loop(archive(_001="a"))
    assert caught.value.message == (
        "this is not an archive of Loop Habit Tracker: `Habits.csv` is missing"
    )
    with pytest.raises(CoachError) as caught:
        from_loop(io.BytesIO(b"PK\x03\x04 and no more"))
    assert caught.value.message == "this archive cannot be read"
