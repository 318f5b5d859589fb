"""The sums that SQLite makes are those of the sessions themselves."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import gap, keep, raises, stretches
from store_samples import work
from strategies import examples

from calfcoach.frozen import replace
from calfcoach.records import SessionOrigin, SessionRecord, Status, WorkStatus
from calfcoach.report.figures import counts, figures_of, is_cramp
from calfcoach.stats.tally import Hurt, SkipTally, Tallies
from calfcoach.store import History, HistoryError, local_day
from calfcoach.store.readable import Lost
from calfcoach.store.sums import read_tallies, tallies

TODAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)


def at_day(days_ago: int) -> datetime:
    return NOON - timedelta(days=days_ago)


def kept_at(home: Path, days_ago: int = 0, **changed: Any) -> str:
    at = at_day(days_ago)
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return keep(home, at, **{"local_day": day, **changed})


def read(home: Path, today: date = TODAY) -> Tallies:
    return read_tallies(home / "history.db", today)[0]


def lasted_s(session: SessionRecord) -> float:
    if session.origin is SessionOrigin.LOGGED:
        return session.planned_s if session.lasted_s is None else session.lasted_s
    sums = figures_of(session)
    work_s = sums.left_s + sums.right_s + sums.both_s
    return min(work_s, session.planned_s) if sums.done_s is None else sums.done_s


def work_sums(sessions: Iterable[SessionRecord]) -> Counter[tuple[object, ...]]:
    sums: Counter[tuple[object, ...]] = Counter()
    for session in sessions:
        for row in session.work:
            logged = session.origin is SessionOrigin.LOGGED
            sums[session.local_day, row.exercise_id, row.side, logged, row.muscles] += round(
                row.done_s * 1000
            )
    return sums


def test_a_history_without_a_file_adds_up_to_nothing(tmp_path: Path) -> None:
    assert read_tallies(tmp_path / "none.db", TODAY) == (Tallies(), [])
    assert not (tmp_path / "none.db").exists()


def test_pauses_and_what_goes_beyond_the_plan_are_no_practice(tmp_path: Path) -> None:
    kept_at(tmp_path, lasted_s=700.0, gaps=[gap(seconds=41.0), gap("away", 9.0)])
    kept_at(tmp_path, lasted_s=5000.0)

    assert sorted(each.lasted_s for each in read(tmp_path).sessions) == [650.0, 730.0]


def test_one_that_never_ended_has_lasted_as_long_as_its_work(tmp_path: Path) -> None:
    kept_at(tmp_path, status=Status.RUNNING)

    assert [(each.lasted_s, each.kept) for each in read(tmp_path).sessions] == [(120.0, True)]


def test_a_cramp_is_told_apart_and_its_work_is_not_stretch(tmp_path: Path) -> None:
    kept_at(tmp_path, routine_id="cramp", routine_hash="", rows=[work(planned_s=0.0)])

    found = read(tmp_path)

    assert [each.cramp for each in found.sessions] == [True]
    assert (found.work, found.kept, found.first) == ((), (), TODAY)


def test_a_day_is_kept_from_half_of_the_planned_work(tmp_path: Path) -> None:
    rows = (work(1, done_s=15.0), work(2, side="right", done_s=14.0))
    kept_at(tmp_path, 2, rows=rows)
    kept_at(tmp_path, 1, rows=(rows[0], replace(rows[1], done_s=15.0)))

    assert read(tmp_path).kept == (TODAY - timedelta(days=1),)


def test_one_session_of_a_day_that_counts_is_enough(tmp_path: Path) -> None:
    none = (work(1, done_s=0.0, status=WorkStatus.PART),)
    for rows in (none, stretches(), none):
        kept_at(tmp_path, rows=rows)

    assert read(tmp_path).kept == (TODAY,)


def test_a_step_that_is_skipped_on_both_legs_is_skipped_once(tmp_path: Path) -> None:
    skipped = [replace(row, status=WorkStatus.SKIPPED, done_s=0.0) for row in stretches()]
    kept_at(tmp_path, 1, rows=skipped)
    kept_at(tmp_path, rows=[replace(skipped[0], why="pain calf sharp"), *skipped[1:]])

    assert read(tmp_path).skips == (
        SkipTally(
            exercise_id="wall-calf-stretch",
            title="Wall calf stretch",
            reasons={"": 1, "pain calf sharp": 1},
        ),
    )


def test_of_two_worst_pains_the_later_one_is_told(tmp_path: Path) -> None:
    kept_at(tmp_path, 3, rows=[raises(pain=4, side="left")])
    kept_at(tmp_path, 1, rows=[raises(pain=4, side="right")])
    kept_at(tmp_path, 0, rows=[raises(pain=1)])

    hurt = Hurt(day=TODAY - timedelta(days=1), pain=4, title="Heel raise", side="right")
    assert read(tmp_path).hurt == hurt


def test_days_after_today_and_sessions_taken_back_are_left_out(tmp_path: Path) -> None:
    taken_back = kept_at(tmp_path)
    kept_at(tmp_path, -1)
    with History.open(tmp_path / "history.db") as history:
        history.drop(taken_back, at=NOON)

    found = read(tmp_path)

    assert (found.sessions, found.work, found.kept) == ((), (), ())


def test_days_of_rest_come_with_the_sums(tmp_path: Path) -> None:
    with History.open(tmp_path / "history.db") as history:
        history.rest("2026-11-14", "2026-11-15", "travel", at=NOON)

    (rest,) = read_tallies(tmp_path / "history.db", TODAY)[1]

    assert (rest.from_day, rest.until_day, rest.reason) == ("2026-11-14", "2026-11-15", "travel")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sessions SET local_day = '2026-11-1x'",
        "UPDATE sessions SET lasted_s = 'long'",
        "UPDATE sessions SET planned_s = 9e999",
        "UPDATE work SET muscles = '{'",
        "UPDATE work SET muscles = '7'",
        "UPDATE work SET done_s = 9e999",
        "UPDATE work SET exercise_title = x'00'",
    ],
)
def test_values_that_no_calfcoach_writes_are_damage(tmp_path: Path, damage: str) -> None:
    kept_at(tmp_path)
    with closing(sqlite3.connect(tmp_path / "history.db", isolation_level=None)) as connection:
        connection.execute(damage)

    with pytest.raises(HistoryError, match="damaged"):
        read(tmp_path)


def test_names_that_would_steer_a_terminal_are_shown_by_their_numbers(tmp_path: Path) -> None:
    kept_at(tmp_path, rows=[work(exercise_title="\x1b[31mred", pain=2)])

    found = read(tmp_path)

    assert found.hurt is not None
    assert found.hurt.title == found.work[0].title == "U+001B[31mred"


def copied(home: Path, times: int) -> None:
    """Each of so many days before today has the session of today too, with its work."""
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table, name in (("sessions", "id"), ("work", "session_id")):
            new = {name: f"printf('%08d', n) || substr({name}, 9)"}
            if table == "sessions":
                new["local_day"] = "date(local_day, '-' || n || ' days')"
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            connection.execute(
                "WITH RECURSIVE days (n) AS"
                f" (SELECT 1 UNION ALL SELECT n + 1 FROM days WHERE n < {times})"
                f" INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(new.get(each, each) for each in columns)} FROM {table}, days"
            )
        connection.execute("COMMIT")


def steps_of(home: Path) -> int:
    """How much SQLite does for the sums, in thousands of its instructions; no clock is as even."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with closing(sqlite3.connect(home / "history.db")) as connection:
        connection.row_factory = sqlite3.Row
        connection.set_progress_handler(step, 1000)
        tallies(connection, TODAY)
    return steps


def test_what_lies_further_back_than_ten_years_costs_nothing(tmp_path: Path) -> None:
    ten_years, longer = tmp_path / "ten-years", tmp_path / "longer"
    for folder, days in ((ten_years, 3_653), (longer, 9_000)):
        kept_at(folder)
        copied(folder, days)

    assert len(read(ten_years).kept) == len(read(longer).kept) == 3_654
    assert steps_of(longer) <= steps_of(ten_years) + 1


sessions = st.fixed_dictionaries(
    {
        "days_ago": st.integers(0, 200),
        "logged": st.booleans(),
        "cramp": st.integers(0, 9).map(lambda n: n == 0),
        "lasted_s": st.integers(0, 900).map(float),
        "rows": st.lists(
            st.tuples(
                st.sampled_from(["wall-calf-stretch", "soleus-stretch"]),
                st.sampled_from(["left", "right", "both"]),
                st.integers(0, 120),
            ),
            min_size=1,
            max_size=4,
        ),
        "paused_s": st.integers(0, 60),
    }
)


def written(home: Path, drawn: Iterable[dict[str, Any]]) -> list[SessionRecord]:
    for one in drawn:
        rows = [
            work(no + 1, exercise_id=name, side=side, planned_s=60.0, done_s=float(done_s))
            for no, (name, side, done_s) in enumerate(one["rows"])
        ]
        kept_at(
            home,
            one["days_ago"],
            rows=rows,
            lasted_s=one["lasted_s"],
            gaps=[gap(seconds=float(one["paused_s"]))],
            origin=SessionOrigin.LOGGED if one["logged"] else SessionOrigin.GUIDED,
            **({"routine_id": "cramp", "routine_hash": ""} if one["cramp"] else {}),
        )
    with History.read(home / "history.db") as history:
        return history.sessions(with_work=True)


@examples(15)
@given(st.lists(sessions, min_size=1, max_size=12))
def test_the_sums_are_those_of_the_sessions_themselves(drawn: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = written(Path(folder), drawn)
        found = read(Path(folder))

    half_a_year = [r for r in records if date.fromisoformat(r.local_day) >= date(2026, 5, 25)]
    weeks = [r for r in records if date.fromisoformat(r.local_day) >= date(2026, 8, 31)]
    assert [each.lasted_s for each in found.sessions] == [lasted_s(r) for r in half_a_year]
    assert [each.cramp for each in found.sessions] == [is_cramp(r) for r in half_a_year]
    sums = Counter(
        {
            (w.day.isoformat(), w.exercise_id, w.side, w.logged, w.muscles): round(w.done_s * 1000)
            for w in found.work
        }
    )
    assert sums == work_sums(r for r in weeks if not is_cramp(r))
    assert [day.isoformat() for day in found.kept] == sorted(
        {r.local_day for r in records if counts(r)}
    )
    assert found.first == min(date.fromisoformat(r.local_day) for r in records)


def test_the_day_of_a_session_is_the_one_that_was_lived(tmp_path: Path) -> None:
    """Half past midnight in the summer of Kiritimati, 14 hours east of everybody else."""
    at = datetime(2026, 11, 16, 10, 30, tzinfo=UTC)
    day = local_day(at, 14 * 3600, datetime(2026, 1, 1, 4).time())  # noqa: DTZ001  # a time of day
    keep(tmp_path, at, utc_offset_s=14 * 3600, local_day=day)

    assert read(tmp_path).kept == (date(2026, 11, 16),)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sessions SET lasted_s = 'long' WHERE id = :id",
        "UPDATE sessions SET local_day = '0000-11-1x' WHERE id = :id",
        "UPDATE work SET exercise_title = CAST(x'ff' AS TEXT) WHERE session_id = :id",
        "UPDATE work SET muscles = '7' WHERE session_id = :id",
        "UPDATE work SET done_s = 9e999 WHERE session_id = :id",
        "UPDATE work SET done_s = 'long' WHERE session_id = :id",
    ],
)
def test_the_sums_leave_out_a_session_that_cannot_be_read(tmp_path: Path, damage: str) -> None:
    kept_at(tmp_path, 1)
    bad = kept_at(tmp_path, 0)
    with closing(sqlite3.connect(tmp_path / "history.db", isolation_level=None)) as connection:
        connection.execute(damage, {"id": bad})
    lost: list[Lost] = []

    found, _ = read_tallies(tmp_path / "history.db", TODAY, lost.extend)

    assert [each.id for each in lost] == [bad]
    assert [day.isoformat() for day in found.kept][:1] == ["2026-11-16"]
    assert [each.day.isoformat() for each in found.sessions] == ["2026-11-16"]
