"""What a person does to the history by hand: logging, correcting, deleting, resting, adding."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import session as sample
from store_samples import NOON, after, filled, gap, start, work

from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.records import (
    Added,
    RestRecord,
    ScreeningRecord,
    SessionOrigin,
    Status,
    WorkStatus,
)
from calfcoach.store import History, instant_text, new_id

REST_ID = new_id(1, bytes(10))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def content(path: Path) -> bytes:
    """All bytes of the history's files."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(path.name + "*")))


def guided(history: History, seconds: float = 0.0, **changed: Any) -> str:
    """A session that came to its end."""
    session_id = history.begin(start(after(seconds), **changed))
    history.save_work(session_id, work(1), at=after(seconds + 30))
    history.save_work(session_id, work(2, side="right"), at=after(seconds + 60))
    history.finish(session_id, Status.COMPLETED, at=after(seconds + 70), lasted_s=70.0)
    return session_id


# --------------------------------------------------------------------------------- log


def test_a_logged_session_is_completed_and_marked_as_logged(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.log(
            start(), [work(1), work(2, side="right")], 600.0, at=after(900), pain=2, note="away"
        )
        kept = history.session(session_id)

    assert (kept.origin, kept.status) == (SessionOrigin.LOGGED, Status.COMPLETED)
    assert (kept.ended_at, kept.lasted_s) == (instant_text(after(600)), 600.0)
    assert (kept.pain_after, kept.tightness, kept.note) == (2, None, "away")
    assert [(each.side, each.done_s) for each in kept.work] == [("left", 30.0), ("right", 30.0)]


def test_a_note_with_control_characters_logs_nothing(path: Path) -> None:
    with History.open(path) as history:
        with pytest.raises(CoachError, match="control characters"):
            history.log(start(), [], 60.0, at=after(900), note="\x1b[2J")
        assert history.count() == 0
        assert history.undo(at=after(901)) is None


# -------------------------------------------------------------------------------- edit


def test_a_new_start_moves_the_end_with_it(path: Path) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        moved = {"started_at": after(-3600), "local_day": "2026-11-19", "utc_offset_s": 7200}
        assert history.edit(session_id, moved, at=after(99))
        kept = history.session(session_id)

    assert kept.started_at == instant_text(after(-3600))
    assert kept.ended_at == instant_text(after(-3600 + 70))
    assert (kept.local_day, kept.utc_offset_s, kept.lasted_s) == ("2026-11-19", 7200, 70.0)


def test_what_was_done_decides_how_a_phase_ended(path: Path) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        history.edit(session_id, {"done_s": {1: 12.5, 2: 0.0}}, at=after(99))
        kept = history.session(session_id)

    assert [(each.done_s, each.status) for each in kept.work] == [
        (12.5, WorkStatus.PART),
        (0.0, WorkStatus.SKIPPED),
    ]


def test_an_edit_that_changes_nothing_is_no_change(path: Path) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        assert not history.edit(session_id, {"note": "", "done_s": {1: 30.0}}, at=after(99))
        undone = history.undo(at=after(100))

    assert undone is not None
    assert undone.kind == "session"


def test_an_edit_that_fails_changes_nothing_at_all(path: Path) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        before = history.session(session_id)
        with pytest.raises(CoachError, match="no work phase 9"):
            history.edit(session_id, {"tightness": 4, "done_s": {1: 3.0, 9: 3.0}}, at=after(99))
        assert history.session(session_id) == before


@pytest.mark.parametrize(
    "wanted",
    [
        {"status": "running"},
        {"tightness": 11},
        {"lasted_s": -1.0},
        {"lasted_s": float("nan")},
        {"done_s": {1: float("inf")}},
    ],
)
def test_what_cannot_be_is_not_written(path: Path, wanted: dict[str, Any]) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        before = history.session(session_id)
        with pytest.raises(ValueError, match=r".+"):
            history.edit(session_id, wanted, at=after(99))
        assert history.session(session_id) == before


def test_what_an_edit_replaced_stays_in_the_changes(path: Path) -> None:
    with History.open(path) as history:
        session_id = guided(history)
        history.edit(session_id, {"note": "one", "done_s": {1: 3.0}}, at=after(99))
        told = [(each.action, each.what.get("note", "-")) for each in history.changes()]

    assert told == [("begun", "-"), ("finished", "-"), ("edited", ""), ("work replaced", "-")]


# ------------------------------------------------------------------------------ delete


def test_deleted_sessions_are_listed_apart(path: Path) -> None:
    with History.open(path) as history:
        first, second = guided(history), guided(history, 600)
        assert history.delete([first, first], at=after(999)) == 1
        assert [each.id for each in history.sessions()] == [second]
        assert [each.id for each in history.sessions(deleted=True)] == [first]
        assert (history.count(), history.count(deleted=True)) == (1, 1)
        assert history.session(first, with_deleted=True).id == first
        with pytest.raises(CoachError, match="no session is called"):
            history.session(first)


def test_a_session_in_which_nothing_was_done_is_not_among_the_deleted(path: Path) -> None:
    with History.open(path) as history:
        history.drop(history.begin(start()), at=after(5))
        assert history.sessions(deleted=True) == []
        assert history.undo(at=after(6)) is None


def test_sessions_are_asked_for_by_routine_and_by_how_they_ended(path: Path) -> None:
    with History.open(path) as history:
        daily, desk = guided(history), guided(history, 600, routine_id="desk")
        begun = history.begin(start(after(1200)))
        assert [each.id for each in history.sessions(routine="desk")] == [desk]
        assert [each.id for each in history.sessions(status="running")] == [begun]
        assert history.count(routine="daily", status="completed") == 1
        assert [each.id for each in history.sessions(routine="daily")] == [daily, begun]


# ------------------------------------------------------------------------------- purge


def test_a_purged_session_leaves_nothing_but_its_id(path: Path) -> None:
    with History.open(path) as history:
        gone = guided(history, routine_title="Unmistakable")
        stays = guided(history, 600)
        history.set_note(gone, "a secret of mine", at=after(700))
        history.edit(gone, {"note": "another secret"}, at=after(701))
        history.delete([gone], at=after(702))
        history.purge([gone], at=after(703))

        assert [each.id for each in history.sessions()] == [stays]
        assert history.sessions(deleted=True) == []
        assert {each.session_id for each in history.changes()} == {stays}
        assert [row["id"] for row in history.all_rows("tombstones")] == [gone]
        undone = history.undo(at=after(704))

    assert undone is not None
    assert undone.session is not None
    assert undone.session.id == stays
    assert gone.encode() in content(path)
    assert b"Unmistakable" not in content(path)
    assert b"secret" not in content(path)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_undo_skips_what_was_purged_and_goes_on_with_the_rest(path: Path) -> None:
    with History.open(path) as history:
        first, gone = guided(history), guided(history, 600)
        history.delete([first, gone], at=after(700))
        history.purge([gone], at=after(701))
        history.undo(at=after(702))  # of what is left of the deletion
        assert [each.id for each in history.sessions()] == [first]
        history.undo(at=after(703))
        assert history.sessions() == []
        assert history.undo(at=after(704)) is None


def test_an_unknown_id_purges_nothing(path: Path) -> None:
    with History.open(path) as history:
        kept = guided(history)
        with pytest.raises(CoachError, match="does not hold this session"):
            history.purge([kept, "nobody"], at=after(99))
        assert [each.id for each in history.sessions()] == [kept]
        assert history.all_rows("tombstones") == []


@pytest.mark.parametrize("table", ["changes", "operations", "touched", "tombstones"])
def test_what_happened_cannot_be_rewritten(path: Path, table: str) -> None:
    with History.open(path) as history:
        history.purge([guided(history)], at=after(99))
        guided(history, 600)
    with closing(sqlite3.connect(path)) as plain:
        for deed in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid"):
            with pytest.raises(sqlite3.IntegrityError, match=table):
                plain.execute(deed)


# -------------------------------------------------------------------------------- rest


def test_a_rest_lasts_until_it_is_ended(path: Path) -> None:
    with History.open(path) as history:
        rest_id = history.rest("2026-11-20", "2026-11-25", "travel", at=NOON)
        assert history.rests() == [
            RestRecord(
                id=rest_id,
                from_day="2026-11-20",
                until_day="2026-11-25",
                reason="travel",
                at=instant_text(NOON),
            )
        ]
        assert history.end_rest("2026-11-23", at=after(9))
        assert [each.until_day for each in history.rests()] == ["2026-11-22"]
        assert not history.end_rest("2026-11-23", at=after(10))


def test_nothing_is_left_of_a_rest_that_ends_on_its_first_day(path: Path) -> None:
    with History.open(path) as history:
        history.rest("2026-11-20", "2026-11-25", at=NOON)
        assert history.end_rest("2026-11-20", at=after(9))
        assert history.rests() == []
        history.undo(at=after(10))
        assert len(history.rests()) == 1


@pytest.mark.parametrize(
    ("until", "reason"), [("2026-11-19", "rest"), ("fri", "rest"), ("2026-11-21", "lazy")]
)
def test_a_rest_that_cannot_be_is_refused(path: Path, until: str, reason: str) -> None:
    with History.open(path) as history:
        with pytest.raises(ValueError, match=r".+"):
            history.rest("2026-11-20", until, reason, at=NOON)
        assert history.rests() == []


# --------------------------------------------------------------------------------- add


def test_what_is_added_is_there_as_it_was(path: Path, tmp_path: Path) -> None:
    session_id = filled(tmp_path / "old.db")
    with History.open(tmp_path / "old.db") as history:
        history.add_gap(session_id, gap(), at=after(61))
        history.finish(session_id, Status.STOPPED, at=after(90), lasted_s=90.0)
        history.set_score(session_id, "tightness", 4, at=after(95))
        (before,) = history.sessions(with_work=True)
    rest = RestRecord(
        id=REST_ID, from_day="2026-11-01", until_day="2026-11-02", at=instant_text(NOON)
    )
    with History.open(path) as history:
        added = history.add([before], [rest], what="old.json", at=after(500))
        assert added == Added(new=2)
        assert history.sessions(with_work=True) == [before]
        assert history.rests() == [rest]
        assert history.add([before], [rest], what="old.json", at=after(501)) == Added(known=2)
        undone = history.undo(at=after(502))
        assert (history.sessions(), history.rests()) == ([], [])
        assert history.add([before], [rest], what="old.json", at=after(503)) == Added(back=2)
        assert history.sessions(with_work=True) == [
            replace(before, updated_at=instant_text(after(503)))
        ]

    assert undone is not None
    assert (undone.kind, undone.count, undone.source) == ("import", 2, "old.json")


def test_what_was_purged_does_not_come_back(path: Path) -> None:
    with History.open(path) as history:
        guided(history)
        sessions = history.sessions(with_work=True)
        history.purge([each.id for each in sessions], at=after(99))
        assert history.add(sessions, what="backup", at=after(100)) == Added(purged=1)
        assert history.fates("sessions", [each.id for each in sessions]) == {
            sessions[0].id: "purged"
        }
        assert history.sessions() == []


def test_a_session_that_was_running_elsewhere_comes_in_as_interrupted(path: Path) -> None:
    running = sample(status=Status.RUNNING, ended_at=None, lasted_s=None)
    with History.open(path) as history:
        history.add([running], what="backup", at=after(100))
        assert history.unfinished() is None
        assert [each.status for each in history.sessions()] == [Status.INTERRUPTED]


def test_answers_come_along_once(path: Path, tmp_path: Path) -> None:
    tables = ("screenings", "flags", "clearances", "day_answers", "acknowledgements")
    with History.open(tmp_path / "old.db") as old:
        old.acknowledge("disclaimer", "1", at=NOON)
        old.save_day_answer("2026-11-20", "usual", at=NOON)
        old.save_screening(
            ScreeningRecord(at=instant_text(NOON), local_day="2026-11-20", version="1")
        )
        old.close_flag(old.open_flag("numb", "screen", at=NOON), "mistake", "no", at=after(1))
        answers = {table: old.all_rows(table) for table in tables}
    with History.open(path) as history:
        for seconds in (10, 20):
            history.add([], what="backup", at=after(seconds), answers=answers)
        assert {table: history.all_rows(table) for table in tables} == answers


def test_all_or_nothing_is_added(path: Path) -> None:
    sound = sample()
    broken = sample(id="../../etc", code="x")
    with History.open(path) as history:
        with pytest.raises(CoachError, match="another form"):
            history.add([sound, broken], what="backup", at=after(100))
        assert history.sessions() == []


def test_a_migrated_history_can_be_taken_back_too(path: Path) -> None:
    with History.open(path) as history:
        first, second = guided(history), guided(history, 600)
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(
            "ALTER TABLE work DROP COLUMN reps_left;"
            "DROP TABLE touched; DROP TABLE operations; DROP TABLE rests; DROP TABLE tombstones;"
            "DROP TABLE plan_versions; DROP TABLE measures; DROP TABLE tips;"
            "DROP INDEX sessions_deleted;"
            "PRAGMA user_version = 2;"
        )
    with History.open(path) as history:
        history.undo(at=datetime.now(UTC) + timedelta(days=1))
        assert [each.id for each in history.sessions()] == [first]
        history.redo(at=datetime.now(UTC) + timedelta(days=1))
        assert [each.id for each in history.sessions()] == [first, second]
