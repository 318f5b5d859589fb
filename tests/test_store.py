from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import NOON, after, gap, start, work

from calfcoach import __version__
from calfcoach.errors import CoachError
from calfcoach.records import SessionOrigin, SessionRecord, Status, WorkRecord, WorkStatus
from calfcoach.store import History


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def actions(history: History, session_id: str) -> list[str]:
    return [change.action for change in history.changes(session_id)]


# ------------------------------------------------------------------------------- the file


def test_reading_where_there_is_no_file_shows_an_empty_history_and_makes_nothing(
    path: Path,
) -> None:
    with History.read(path) as history:
        assert history.sessions() == []
        assert history.day("2026-11-20") == []
        assert history.unfinished() is None
        assert history.times_met() == {}
        assert history.changes() == []
        assert history.acknowledged("disclaimer") is None
    assert not path.parent.exists()


def test_the_folder_the_file_and_its_companions_are_private(path: Path) -> None:
    mask = os.umask(0)
    try:
        with History.open(path) as history:
            history.begin(start())
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    finally:
        os.umask(mask)
    assert modes == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_permissions(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    History.open(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_odd_characters_in_the_path_lead_to_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "50% off? #1 ünï" / "history.db"
    with History.open(path) as history:
        history.begin(start())
    with History.read(path) as history:
        assert len(history.sessions()) == 1
    assert [each.name for each in path.parent.iterdir()] == ["history.db"]


def test_an_empty_file_is_an_empty_history_and_can_be_filled(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with History.read(path) as history:
        assert history.sessions() == []
    assert path.stat().st_size == 0
    with History.open(path) as history:
        history.begin(start())
    with History.read(path) as history:
        assert len(history.sessions()) == 1


def test_what_one_has_open_another_may_read(path: Path) -> None:
    with History.open(path) as writer, History.read(path) as reader:
        session_id = writer.begin(start())
        writer.save_work(session_id, work(), at=after(30))
        assert reader.session("last").work == (work(),)


def test_a_history_can_be_closed_twice(path: Path) -> None:
    history = History.open(path)
    history.close()
    history.close()


# ----------------------------------------------------------------------- a session's life


def test_a_session_comes_back_as_it_was_told(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start(pain_before=2))
        first, second = work(1), work(2, side="right", status=WorkStatus.PART, done_s=12.5)
        history.save_work(session_id, first, at=after(35))
        history.add_gap(session_id, gap(2), at=after(80))
        history.save_work(session_id, second, at=after(95))
        history.finish(session_id, Status.STOPPED, at=after(120), lasted_s=120.0)
        found = history.session(session_id)
    assert found == SessionRecord(
        id=session_id,
        code=found.code,
        status=Status.STOPPED,
        origin=SessionOrigin.GUIDED,
        routine_id="daily",
        routine_title="Daily calf care",
        routine_hash="ab12",
        started_at="2026-11-20T12:00:00.000Z",
        ended_at="2026-11-20T12:02:00.000Z",
        updated_at="2026-11-20T12:02:00.000Z",
        utc_offset_s=3600,
        local_day="2026-11-20",
        planned_s=730.0,
        planned_left_s=180.0,
        planned_right_s=180.0,
        planned_both_s=140.0,
        lasted_s=120.0,
        options='{"mute": true}',
        day_answer="usual",
        tightness=None,
        pain_before=2,
        pain_worst=None,
        pain_after=None,
        pain_next_morning=None,
        note="",
        work=(first, second),
        gaps=(gap(2),),
    )
    assert len(found.code) == 4


def test_the_row_says_which_version_wrote_it_and_when(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
    with closing(sqlite3.connect(path)) as plain:
        row = plain.execute("SELECT app_version, updated_at FROM sessions").fetchone()
    assert row == (__version__, "2026-11-20T12:00:30.000Z")


def test_each_step_of_a_session_is_in_the_changes(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
        history.finish(session_id, Status.COMPLETED, at=after(730), lasted_s=730.0)
        history.set_score(session_id, "tightness", 4, at=after(740))
        found = [(change.at, change.action, change.what) for change in history.changes(session_id)]
    assert found == [
        ("2026-11-20T12:00:00.000Z", "begun", {}),
        (
            "2026-11-20T12:12:10.000Z",
            "finished",
            {"status": "running", "ended_at": None, "lasted_s": None},
        ),
        ("2026-11-20T12:12:20.000Z", "tightness set", {"tightness": None}),
    ]


def test_a_part_that_grows_is_one_attempt_and_leaves_no_change(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        for done_s in (60.0, 120.0):
            part = work(planned_s=180.0, done_s=done_s, status=WorkStatus.PART)
            history.save_work(session_id, part, at=after(done_s))
        whole = work(planned_s=180.0, done_s=180.0)
        history.save_work(session_id, whole, at=after(180))
        assert history.session("last").work == (whole,)
        assert actions(history, session_id) == ["begun"]


def test_a_part_that_shrinks_was_another_attempt_and_is_kept(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        given_up = work(done_s=20.0, status=WorkStatus.PART)
        again = work(done_s=5.0, status=WorkStatus.PART)
        history.save_work(session_id, given_up, at=after(20))
        history.save_work(session_id, again, at=after(30))
        assert history.session("last").work == (again,)
        assert history.changes()[-1].what["done_s"] == 20.0


@pytest.mark.parametrize("status", [WorkStatus.DONE, WorkStatus.SKIPPED])
def test_what_a_finished_phase_held_is_kept_when_it_is_done_again(
    path: Path, status: WorkStatus
) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(status=status, why="pain", pain=3), at=after(30))
        history.save_work(session_id, work(done_s=25.0), at=after(90))
        assert history.session("last").work == (work(done_s=25.0),)
        change = history.changes()[-1]
    assert (change.action, change.at) == ("work replaced", "2026-11-20T12:01:30.000Z")
    assert change.what == {
        "work_no": 1,
        "step_no": 2,
        "set_no": 1,
        "round_no": 1,
        "exercise_id": "wall-calf-stretch",
        "exercise_title": "Wall calf stretch",
        "kind": "stretch",
        "muscles": '["gastrocnemius", "soléus"]',
        "technique": "stretch-standing",
        "side": "left",
        "planned_s": 30.0,
        "done_s": 30.0,
        "planned_reps": None,
        "done_reps": None,
        "load": "",
        "status": status.value,
        "why": "pain",
        "pain": 3,
        "at": "2026-11-20T12:00:00.000Z",
        "reps_left": None,
    }


def test_saving_the_same_work_again_changes_nothing(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
        history.save_work(session_id, work(), at=after(31))
        assert history.session("last").work == (work(),)
        assert actions(history, session_id) == ["begun"]


@pytest.mark.parametrize("stood", [[], [work(done_s=12.0, status=WorkStatus.PART)]])
def test_work_that_was_saved_early_can_be_taken_back_without_a_trace(
    path: Path, stood: list[WorkRecord]
) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        for each in stood:
            history.save_work(session_id, each, at=after(12))
        found, changes = history.session(session_id), history.changes()
        before = history.save_early(session_id, work(), at=after(30))
        assert before is not None
        early = history.session(session_id)
        assert (early.work, early.updated_at) == ((work(),), "2026-11-20T12:00:30.000Z")
        history.take_back(session_id, before)
        assert history.session(session_id) == found
        assert history.changes() == changes


@pytest.mark.parametrize(
    ("stood", "comes"),
    [
        (work(), work(done_s=29.0)),
        (work(status=WorkStatus.SKIPPED, done_s=1.0), work()),
        (work(done_s=40.0, status=WorkStatus.PART), work()),
        (work(done_s=12.0, status=WorkStatus.PART), work(pain=3)),
    ],
    ids=["done", "skipped", "more was done", "worse pain"],
)
def test_what_could_not_be_taken_back_without_a_trace_is_not_saved_early(
    path: Path, stood: WorkRecord, comes: WorkRecord
) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, stood, at=after(12))
        found, changes = history.session(session_id), history.changes()
        assert history.save_early(session_id, comes, at=after(30)) is None
        assert history.session(session_id) == found
        assert history.changes() == changes


def test_the_worst_pain_follows_the_work_and_never_falls(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        seen = []
        for work_no, pain in enumerate([None, 2, 5, 3, None], start=1):
            history.save_work(session_id, work(work_no, pain=pain), at=after(work_no))
            seen.append(history.session("last").pain_worst)
        history.save_work(session_id, work(3, pain=0), at=after(9))
        seen.append(history.session("last").pain_worst)
    assert seen == [None, 2, 5, 5, 5, 5]


def test_work_of_a_session_that_was_never_begun_is_refused(path: Path) -> None:
    with History.open(path) as history:
        writes: list[Callable[[], object]] = [
            lambda: history.save_work("nowhere", work(), at=NOON),
            lambda: history.save_early("nowhere", work(), at=NOON),
            lambda: history.add_gap("nowhere", gap(), at=NOON),
            lambda: history.finish("nowhere", Status.STOPPED, at=NOON, lasted_s=1.0),
            lambda: history.set_note("nowhere", "a note", at=NOON),
            lambda: history.drop("nowhere", at=NOON),
        ]
        for write in writes:
            with pytest.raises(CoachError) as caught:
                write()
            assert caught.value.message == "the history does not hold this session"
            assert caught.value.where == "nowhere"


def test_a_session_does_not_end_as_running(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        with pytest.raises(ValueError, match=r"^a session that is over is not running$"):
            history.finish(session_id, Status.RUNNING, at=NOON, lasted_s=0.0)
        assert history.session("last").status is Status.RUNNING


def test_a_dropped_session_is_never_listed_and_its_row_stays(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.drop(session_id, at=after(5))
        assert history.sessions() == []
        assert history.day("2026-11-20") == []
        assert history.unfinished() is None
        with pytest.raises(CoachError, match="no session is called"):
            history.session(session_id)
        assert [(each.action, each.what) for each in history.changes(session_id)] == [
            ("begun", {}),
            ("dropped", {"deleted_at": None}),
        ]
    with closing(sqlite3.connect(path)) as plain:
        rows = plain.execute("SELECT id, deleted_at FROM sessions").fetchall()
    assert rows == [(session_id, "2026-11-20T12:00:05.000Z")]


# ------------------------------------------------------------------- sessions cut short


def test_the_newest_session_without_an_end_is_the_unfinished_one(path: Path) -> None:
    with History.open(path) as history:
        history.begin(start(after(0)))
        newest = history.begin(start(after(100)))
        ended = history.begin(start(after(200)))
        history.finish(ended, Status.COMPLETED, at=after(300), lasted_s=100.0)
        history.save_work(newest, work(), at=after(130))
        found = history.unfinished()
    assert found is not None
    assert (found.id, found.status, found.work) == (newest, Status.RUNNING, (work(),))


def test_a_killed_session_with_work_is_kept_as_it_was_when_last_heard_of(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(95))
        assert history.settle(session_id, at=after(86_400)) is True
        found = history.session("last")
        assert history.unfinished() is None
    assert found.status is Status.INTERRUPTED
    assert found.ended_at == "2026-11-20T12:01:35.000Z"
    assert found.lasted_s == 95.0
    assert found.work == (work(),)


@pytest.mark.parametrize("saved", [[], [work(done_s=0.0, status=WorkStatus.SKIPPED)]])
def test_a_killed_session_without_work_is_dropped(path: Path, saved: list[WorkRecord]) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        for each in saved:
            history.save_work(session_id, each, at=after(9))
        assert history.settle(session_id, at=after(86_400)) is False
        assert history.sessions() == []


def test_counted_reps_without_seconds_are_work_done(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        reps = work(done_s=0.0, planned_reps=12, done_reps=12)
        history.save_work(session_id, reps, at=after(9))
        assert history.settle(session_id, at=after(60)) is True
