from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import NOON, after, start, work

from calfcoach.errors import CoachError
from calfcoach.records import SessionRecord, Status, WorkStatus
from calfcoach.store import History

DAY_S = 86_400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with History.open(path) as opened:
        yield opened


def titles(sessions: list[SessionRecord]) -> list[str]:
    return [session.routine_title for session in sessions]


def begin_on(history: History, day: int, routine: str) -> str:
    return history.begin(
        start(after(day * DAY_S), routine_id=routine, routine_title=f"{routine} {day}")
    )


def put_with_tails(path: Path, tails: list[str]) -> list[str]:
    """Sessions whose random ends are chosen, so that their codes are known."""
    ids = []
    with History.open(path) as history:
        for no, tail in enumerate(tails):
            made = history.begin(start(after(no * DAY_S), routine_title=f"Routine {no}"))
            ids.append(made[:24] + f"{tail:0<12}")
    with closing(sqlite3.connect(path)) as plain:
        found = plain.execute("SELECT id FROM sessions ORDER BY started_at").fetchall()
        for (old,), new in zip(found, ids, strict=True):
            plain.execute("UPDATE sessions SET id = ? WHERE id = ?", [new, old])
        plain.commit()
    return ids


# ------------------------------------------------------------------------------ listings


def test_sessions_are_listed_oldest_first_whatever_order_they_came_in(history: History) -> None:
    for day in (2, 0, 1):
        begin_on(history, day, "daily")
    assert titles(history.sessions()) == ["daily 0", "daily 1", "daily 2"]


def test_a_limit_keeps_the_newest(history: History) -> None:
    for day in range(5):
        begin_on(history, day, "daily")
    assert titles(history.sessions(limit=2)) == ["daily 3", "daily 4"]
    assert history.sessions(limit=0) == []


def test_a_limit_beyond_every_number_of_sqlite_keeps_all(history: History) -> None:
    for day in range(3):
        begin_on(history, day, "daily")
    assert titles(history.sessions(limit=10**20)) == ["daily 0", "daily 1", "daily 2"]


def test_as_many_sessions_are_counted_as_can_be_listed(history: History) -> None:
    assert history.count() == 0
    first, second, _ = (begin_on(history, day, "daily") for day in range(3))
    history.drop(first, at=after(0))
    history.finish(second, Status.COMPLETED, at=after(0), lasted_s=1.0)
    assert history.count() == len(history.sessions()) == 2


def test_days_of_a_listing_are_from_and_before(history: History) -> None:
    for day in range(5):  # 20 to 24 November
        begin_on(history, day, "daily")
    assert titles(history.sessions(since_day="2026-11-22")) == ["daily 2", "daily 3", "daily 4"]
    assert titles(history.sessions(until_day="2026-11-22")) == ["daily 0", "daily 1"]
    assert titles(history.sessions(since_day="2026-11-21", until_day="2026-11-22")) == ["daily 1"]


def test_a_listing_brings_the_work_only_when_asked(history: History) -> None:
    session_id = begin_on(history, 0, "daily")
    history.save_work(session_id, work(2, side="right"), at=after(60))
    history.save_work(session_id, work(1), at=after(90))
    assert history.sessions()[0].work == ()
    assert history.sessions(with_work=True)[0].work == (work(1), work(2, side="right"))


def test_a_day_has_all_its_sessions_with_their_work(history: History) -> None:
    night = history.begin(start(NOON + timedelta(hours=14), routine_title="half past midnight"))
    history.begin(start(NOON + timedelta(hours=16), routine_title="next morning"))
    noon = history.begin(start(NOON, routine_title="noon"))
    history.save_work(noon, work(), at=after(30))
    found = history.day("2026-11-20")
    assert [session.id for session in found] == [noon, night]
    assert [session.work for session in found] == [(work(),), ()]


def test_ten_thousand_sessions_can_be_listed(path: Path, history: History) -> None:
    model = begin_on(history, 0, "daily")
    history.save_work(model, work(), at=NOON)
    with closing(sqlite3.connect(path)) as plain:
        columns = [row[1] for row in plain.execute("PRAGMA table_info(sessions)")]
        copied = ", ".join(
            {
                "id": "substr(id, 1, 24) || printf('%012x', n * 28147497671)",
                "started_at": "printf('20%02d-01-01T00:00:00.000Z', n / 400)",
                "local_day": "printf('20%02d-01-01', n / 400)",
            }.get(column, column)
            for column in columns
        )
        plain.execute(
            "WITH RECURSIVE counted (n) AS"
            " (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 10000)"
            f" INSERT INTO sessions SELECT {copied} FROM sessions, counted"
        )
        columns = [row[1] for row in plain.execute("PRAGMA table_info(work)")]
        copied = ", ".join(f"work.{column}" for column in columns if column != "session_id")
        plain.execute(
            f"INSERT INTO work SELECT sessions.id, {copied} FROM work, sessions"
            " WHERE sessions.id != work.session_id"
        )
        plain.commit()
    assert history.sessions(limit=1)[0].id == model
    everything = history.sessions(with_work=True)
    assert len(everything) == 10_001
    assert len({session.code for session in everything}) == 10_001
    assert all(len(session.work) == 1 for session in everything)
    assert history.times_met() == {"wall-calf-stretch": 10_001}


# ----------------------------------------------------------------------------- selectors


def test_last_counts_back_from_the_newest(history: History) -> None:
    for day in range(3):
        begin_on(history, day, "daily")
    chosen = ["last", "last~0", "last~1", "last~2", " LAST~2 "]
    assert titles([history.session(each) for each in chosen]) == [
        "daily 2",
        "daily 2",
        "daily 1",
        "daily 0",
        "daily 0",
    ]


def test_counting_back_too_far_says_how_far_one_can(history: History) -> None:
    begin_on(history, 0, "daily")
    with pytest.raises(CoachError) as one:
        history.session("last~1")
    begin_on(history, 1, "daily")
    with pytest.raises(CoachError) as two:
        history.session("last~99999999999999999999")
    assert one.value.message == "`last~1` goes back too far: the history holds 1 session"
    assert one.value.hint == "the first one is `last`"
    assert (
        two.value.message
        == "`last~99999999999999999999` goes back too far: the history holds 2 sessions"
    )
    assert two.value.hint == "the first one is `last~1`"


def test_an_empty_history_has_no_last_session(history: History) -> None:
    with pytest.raises(CoachError) as caught:
        history.session("last")
    assert caught.value.message == "the history holds no session yet"
    assert caught.value.hint == "`calfcoach run` starts one"


def test_the_code_that_a_listing_shows_finds_its_session(history: History) -> None:
    for day in range(30):
        begin_on(history, day, "daily")
    for listed in history.sessions():
        assert history.session(listed.code).id == listed.id
        assert history.session(listed.code.upper()).id == listed.id
        assert history.session(listed.id).id == listed.id
        assert history.session(listed.code).code == listed.code


def test_codes_that_begin_alike_are_shown_longer(path: Path) -> None:
    put_with_tails(path, ["00000", "00001", "f"])
    with History.read(path) as history:
        assert [session.code for session in history.sessions()] == ["bbbbb", "bbbbc", "zbbb"]
        # Alone in its listing, yet as long as the others in the history make it.
        assert [session.code for session in history.sessions(until_day="2026-11-21")] == ["bbbbb"]


def test_an_ambiguous_code_names_the_sessions_it_could_be(path: Path) -> None:
    put_with_tails(path, ["00000", "00001", "f"])
    with History.read(path) as history:
        with pytest.raises(CoachError) as caught:
            history.session("bbb")
        assert titles([history.session("z"), history.session("bbbbc")]) == [
            "Routine 2",
            "Routine 1",
        ]
    assert caught.value.message == (
        "`bbb` could be 2 sessions:"
        " `bbbbc` (2026-11-21, Routine 1), `bbbbb` (2026-11-20, Routine 0)"
    )
    assert caught.value.hint == "type the whole code of the one you mean"


def test_a_very_ambiguous_code_names_five(path: Path) -> None:
    put_with_tails(path, [f"0{no}" for no in range(7)])
    with History.read(path) as history, pytest.raises(CoachError) as caught:
        history.session("b")
    assert caught.value.message == (
        "`b` could be 7 sessions:"
        " `bjbb` (2026-11-26, Routine 6), `bhbb` (2026-11-25, Routine 5),"
        " `bgbb` (2026-11-24, Routine 4), `bfbb` (2026-11-23, Routine 3),"
        " `bdbb` (2026-11-22, Routine 2), and 2 more"
    )


def test_the_code_of_a_dropped_session_finds_nothing_and_makes_nothing_ambiguous(
    path: Path,
) -> None:
    kept, dropped = put_with_tails(path, ["00000", "00001"])
    with History.open(path) as history:
        history.drop(dropped, at=after(DAY_S))
        assert history.session("bbbb").id == kept
        with pytest.raises(CoachError, match="no session is called `bbbbc`"):
            history.session("bbbbc")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("zzzz", "zzzz"),
        ("desk", "desk"),
        ("", ""),
        ("last~", "last~"),
        ("last~x", "last~x"),
        ("last~-1", "last~-1"),
        ("last~²", "last~²"),
        ("%", "%"),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("\x1b[31mred", "U+001B[31mred"),
        ("caf\udce9", "cafU+DCE9"),
        ("a" * 5000, "a" * 60),
    ],
)
def test_a_selector_that_names_nothing_is_shown_harmlessly(
    history: History, typed: str, shown: str
) -> None:
    begin_on(history, 0, "daily")
    with pytest.raises(CoachError) as caught:
        history.session(typed)
    assert caught.value.message == f"no session is called `{shown}`"
    assert (
        caught.value.hint
        == "`calfcoach history` shows the code of each session; `last` is the newest"
    )


# --------------------------------------------------------------------------- times met


def test_an_exercise_is_met_once_per_session_in_which_it_was_done(history: History) -> None:
    first, second, third, dropped = (begin_on(history, day, "daily") for day in range(4))
    history.save_work(first, work(1), at=NOON)
    history.save_work(first, work(2, side="right"), at=NOON)
    history.save_work(first, work(3, exercise_id="heel-walk"), at=NOON)
    history.save_work(second, work(1), at=NOON)
    history.save_work(
        second, work(2, exercise_id="heel-walk", done_s=4.0, status=WorkStatus.PART), at=NOON
    )
    history.save_work(third, work(1, status=WorkStatus.SKIPPED), at=NOON)
    history.save_work(dropped, work(1), at=NOON)
    history.drop(dropped, at=NOON)
    history.finish(first, Status.COMPLETED, at=NOON, lasted_s=1.0)
    assert history.times_met() == {"wall-calf-stretch": 2, "heel-walk": 1}
