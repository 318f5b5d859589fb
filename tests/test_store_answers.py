"""The safety questions in the history: answers, flags and their clearing, the day's answer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import NOON, after, start, work

from calfcoach.days import instant_text
from calfcoach.errors import CoachError
from calfcoach.records import FlagOrigin, ScreeningRecord, Status
from calfcoach.store import History, HistoryError

DAY = "2026-11-20"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def answered(second: float = 0, *conditions: str, flags: tuple[str, ...] = ()) -> ScreeningRecord:
    return ScreeningRecord(
        at=instant_text(after(second)),
        local_day=DAY,
        version="1",
        conditions=conditions,
        flags=flags,
    )


# --------------------------------------------------------------------------- screenings


def test_a_history_without_answers_has_none(path: Path) -> None:
    with History.read(path) as history:
        assert history.screening() is None
        assert history.whole_screening() is None
        assert history.flags() == history.open_flags() == []
        assert history.day_answer(DAY) is None
        assert not history.hurt_since_answer(DAY)
    assert not path.parent.exists()


def test_the_newest_answers_count_and_whole_ones_apart(path: Path) -> None:
    whole = answered(1, "raynaud", "under-18")
    broken_off = answered(2, flags=("clot",))
    with History.open(path) as history:
        for each in (answered(0), whole, broken_off):
            history.save_screening(each)
    with History.read(path) as history:
        assert history.screening() == broken_off
        assert history.whole_screening() == whole


def test_no_answer_can_be_edited_or_removed(path: Path) -> None:
    with History.open(path) as history:
        history.save_screening(answered())
        flag_id = history.open_flag("clot", "screen", at=NOON)
        history.close_flag(flag_id, "mistake", "no", at=after(1))
        history.save_day_answer(DAY, "usual", at=NOON)
    tables = {"screenings": "version", "flags": "flag", "clearances": "said", "day_answers": "at"}
    with closing(sqlite3.connect(path)) as plain:
        for table, column in tables.items():
            for statement in (
                f"UPDATE {table} SET {column} = 'x'",
                f"DELETE FROM {table}",
                f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            ):
                with pytest.raises(sqlite3.IntegrityError) as caught:
                    plain.execute(statement)
                assert str(caught.value) == f"{table} are append-only"


def test_answers_that_are_no_answers_are_damage(path: Path) -> None:
    with History.open(path) as history:
        history.save_screening(answered())
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("DROP TRIGGER screenings_are_never_edited")
        for column, value in (("conditions", "{"), ("flags", "[1]"), ("local_day", "soon")):
            plain.execute(f"UPDATE screenings SET flags = '[]', {column} = ?", [value])
            plain.commit()
            with History.read(path) as history, pytest.raises(HistoryError) as caught:
                history.screening()
            assert caught.value.message == "the history is damaged"


# -------------------------------------------------------------------------------- flags


def test_a_flag_stands_open_until_it_is_closed_and_both_answers_are_kept(path: Path) -> None:
    with History.open(path) as history:
        flag_id = history.open_flag("clot", FlagOrigin.CRAMP, at=NOON)
        (standing,) = history.open_flags()
        assert (standing.id, standing.flag, standing.origin) == (flag_id, "clot", FlagOrigin.CRAMP)
        assert (standing.opened_at, standing.closed_at) == (instant_text(NOON), None)
        assert (standing.door, standing.said, standing.day) == ("", "", "")
        assert history.close_flag(flag_id, "mistake", "no", at=after(60))
        assert history.open_flags() == []
        (closed,) = history.flags()
    assert (closed.flag, closed.closed_at) == ("clot", instant_text(after(60)))
    assert (closed.door, closed.said) == ("mistake", "no")


def test_a_clinician_who_says_not_yet_leaves_it_open_and_that_is_kept(path: Path) -> None:
    with History.open(path) as history:
        flag_id = history.open_flag("pop", "day", at=NOON)
        assert not history.close_flag(flag_id, "clinician", "not-yet", day=DAY, at=after(1))
        (flag,) = history.open_flags()
        assert (flag.door, flag.said, flag.day) == ("clinician", "not-yet", DAY)
        assert not history.close_flag(flag_id, "mistake", "yes", at=after(2))
        assert history.close_flag(flag_id, "clinician", "gentle", day=DAY, at=after(3))
        (flag,) = history.flags()
    assert (flag.said, flag.closed_at) == ("gentle", instant_text(after(3)))


def test_a_flag_told_twice_is_one_and_told_again_after_it_was_closed_another(path: Path) -> None:
    with History.open(path) as history:
        first = history.open_flag("numb", "screen", at=NOON)
        assert history.open_flag("numb", "day", at=after(1)) == first
        other = history.open_flag("pop", "day", at=after(1))
        history.close_flag(first, "passed", day=DAY, at=after(2))
        again = history.open_flag("numb", "hurt", at=after(3))
        assert [each.id for each in history.flags()] == [first, other, again]
        assert [each.id for each in history.open_flags()] == [other, again]


def test_a_flag_that_is_not_there_cannot_be_closed_nor_one_come_from_nowhere(path: Path) -> None:
    with History.open(path) as history:
        with pytest.raises(CoachError, match="the history does not hold this flag"):
            history.close_flag("nope", "mistake", at=NOON)
        with pytest.raises(ValueError, match="'dream' is not a valid FlagOrigin"):
            history.open_flag("clot", "dream", at=NOON)
        assert history.flags() == []


# ----------------------------------------------------------------------- the day's answer


def test_the_newest_answer_of_a_day_is_that_days(path: Path) -> None:
    with History.open(path) as history:
        history.save_day_answer(DAY, "usual", at=NOON)
        history.save_day_answer(DAY, "sore 4", at=after(1))
        history.save_day_answer("2026-11-21", "usual", at=after(2))
        assert history.day_answer(DAY) == "sore 4"
        assert history.day_answer("2026-11-22") is None


def test_only_a_session_that_ended_early_in_pain_since_the_answer_counts(path: Path) -> None:
    with History.open(path) as history:
        earlier = history.begin(start(after(-60)))
        history.save_work(earlier, work(why="pain calf", pain=5), at=after(-30))
        history.finish(earlier, Status.STOPPED, at=after(-20), lasted_s=40)
        history.save_day_answer(DAY, "usual", at=NOON)
        assert not history.hurt_since_answer(DAY)
        whole = history.begin(start(after(10)))
        history.note_pain(whole, 2, at=after(11))
        history.finish(whole, Status.COMPLETED, at=after(20), lasted_s=10)
        calm = history.begin(start(after(30)))
        history.save_work(calm, work(), at=after(31))
        history.finish(calm, Status.STOPPED, at=after(40), lasted_s=10)
        assert not history.hurt_since_answer(DAY)
        hurt = history.begin(start(after(50)))
        history.save_work(hurt, work(why="pain"), at=after(51))
        assert not history.hurt_since_answer(DAY)  # it goes on
        history.finish(hurt, Status.STOPPED, at=after(60), lasted_s=10)
        assert history.hurt_since_answer(DAY)
        history.save_day_answer(DAY, "sore 2", at=after(70))
        assert not history.hurt_since_answer(DAY)


def test_pain_before_any_work_was_done_counts_too(path: Path) -> None:
    with History.open(path) as history:
        history.save_day_answer(DAY, "usual", at=NOON)
        session_id = history.begin(start(after(1)))
        history.note_pain(session_id, 6, at=after(2))
        history.drop(session_id, at=after(3))
        assert history.hurt_since_answer(DAY)
