"""Undo and redo: whatever was done, and in whatever order."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import after, start, work

from calfcoach.frozen import replace
from calfcoach.records import MeasureKind, Status
from calfcoach.store import History, HistoryError, instant_text
from calfcoach.store.changes import Score

State = tuple[list[Any], ...]
Deed = Callable[[History, int, datetime], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def state(history: History) -> State:
    """All that a person can see."""
    sessions = [replace(each, updated_at="", code="") for each in history.sessions(with_work=True)]
    return sessions, history.rests(), history.plan_versions(), history.measures()


def log(history: History, number: int, at: datetime) -> None:
    history.log(start(after(number)), [work(1), work(2, side="right")], 60.0, at=at)


def guide(history: History, number: int, at: datetime) -> None:
    session_id = history.begin(start(after(number)))
    history.save_work(session_id, work(1), at=at)
    history.note_pain(session_id, number % 11, at=at)
    history.finish(session_id, Status.STOPPED, at=at, lasted_s=30.0)


def rest(history: History, number: int, at: datetime) -> None:
    history.rest("2026-11-20", f"2026-11-{21 + number % 9}", "ill", at=at)


def end_rest(history: History, number: int, at: datetime) -> None:
    history.end_rest(f"2026-11-{20 + number % 10}", at=at)


def keep_plan(history: History, number: int, at: datetime) -> None:
    history.keep_plan("loosen-1", f"stage = {number}", "accept", local_day="2026-11-20", at=at)


def measure(history: History, number: int, at: datetime) -> None:
    values = {"left_cm": [float(number % 20)], "right_cm": []}
    history.measure(
        MeasureKind.KNEE_TO_WALL, values, local_day="2026-11-20", utc_offset_s=3600, at=at
    )


def on_a_session(change: Callable[[History, str, int, datetime], object]) -> Deed:
    def deed(history: History, number: int, at: datetime) -> None:
        sessions = history.sessions()
        if sessions:
            change(history, sessions[number % len(sessions)].id, number, at)

    return deed


DEEDS: dict[str, Deed] = {
    "log": log,
    "guide": guide,
    "rest": rest,
    "plan": keep_plan,
    "measure": measure,
    "end rest": end_rest,
    "score": on_a_session(lambda h, i, n, at: h.set_score(i, "pain_before", n % 11, at=at)),
    "note": on_a_session(lambda h, i, n, at: h.set_note(i, f"note {n % 3}", at=at)),
    "edit": on_a_session(
        lambda h, i, n, at: h.edit(
            i,
            {
                "pain_after": n % 5,
                "started_at": after(-n),
                "local_day": "2026-11-19",
                "utc_offset_s": n,
                "done_s": {1: float(n % 40)},
            },
            at=at,
        )
    ),
    "delete": on_a_session(lambda h, i, n, at: h.delete([i], at=at)),
    "import": lambda h, n, at: (
        h.add(
            [replace(each, id=_other(each.id, n)) for each in h.sessions(with_work=True)],
            what="x",
            at=at,
        ),
        None,
    )[1],
}


def _other(session_id: str, number: int) -> str:
    return f"{session_id[:-6]}{number:06x}"


steps = st.lists(
    st.tuples(
        st.sampled_from([*DEEDS, "undo", "undo", "undo", "redo", "redo"]), st.integers(0, 500)
    ),
    max_size=20,
)


@given(steps)
@settings(deadline=None, max_examples=25)
def test_each_undo_goes_one_further_back_and_each_redo_returns(
    taken: list[tuple[str, int]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        History.open(Path(folder) / "history.db") as history,
    ):
        past: list[State] = [state(history)]
        ahead: list[State] = []
        for number, (what, value) in enumerate(taken):
            at = after(1000 + number)
            if what == "undo":
                assert (history.undo(at=at) is None) == (len(past) == 1)
                if len(past) > 1:
                    ahead.append(past.pop())
            elif what == "redo":
                assert (history.redo(at=at) is None) == (not ahead)
                if ahead:
                    past.append(ahead.pop())
            else:
                DEEDS[what](history, value, at)
                if state(history) != past[-1]:
                    past.append(state(history))
                    ahead.clear()
            assert state(history) == past[-1]


@pytest.mark.parametrize("score", ["tightness", "pain_after"])
def test_a_guided_session_is_one_step_with_the_score_at_its_end(path: Path, score: Score) -> None:
    with History.open(path) as history:
        guide(history, 1, after(100))
        history.set_score(history.session("last").id, score, 4, at=after(101))

        undone = history.undo(at=after(102))
        assert history.sessions() == []
        history.redo(at=after(103))
        assert getattr(history.session("last"), score) == 4

    assert undone is not None
    assert (undone.kind, undone.at) == ("session", instant_text(after(100)))
    assert undone.words == "session: daily of 2026-11-20"


def test_any_other_score_after_a_session_is_a_step_of_its_own(path: Path) -> None:
    with History.open(path) as history:
        guide(history, 1, after(100))
        one = history.session("last").id
        history.set_score(one, "tightness", 4, at=after(101))
        history.set_score(one, "tightness", 5, at=after(102))
        guide(history, 2, after(200))
        history.set_score(one, "pain_after", 3, at=after(300))
        history.set_score(history.session("last").id, "pain_next_morning", 1, at=after(301))

        kinds = [undone.kind for no in range(4) if (undone := history.undo(at=after(400 + no)))]
        assert kinds == ["score", "score", "session", "score"]
        assert history.session("last").tightness == 4


def test_a_score_told_during_the_session_belongs_to_it(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
        history.set_score(session_id, "pain_before", 2, at=after(31))
        history.finish(session_id, Status.COMPLETED, at=after(60), lasted_s=60.0)
        undone = history.undo(at=after(90))

    assert undone is not None
    assert undone.kind == "session"


def test_a_session_that_was_settled_can_be_taken_back(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
        history.settle(session_id, at=after(900))
        history.undo(at=after(901))
        assert history.sessions() == []


def test_a_discarded_session_with_work_in_it_can_be_had_back(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
        history.drop(session_id, at=after(900))
        assert history.unfinished() is None
        history.undo(at=after(901))
        found = history.unfinished()

    assert found is not None
    assert found.id == session_id


def test_a_purge_cannot_be_taken_back_and_ends_what_can_be_made_again(path: Path) -> None:
    with History.open(path) as history:
        log(history, 1, after(100))
        log(history, 2, after(101))
        history.undo(at=after(102))
        history.purge([history.session("last").id], at=after(103))
        assert history.redo(at=after(104)) is None
        assert history.undo(at=after(105)) is None


def written_by_others(path: Path, images: tuple[str, str]) -> None:
    """A session, and an operation on it with these columns before and after."""
    with History.open(path) as history:
        log(history, 1, after(100))
        session_id = history.session("last").id
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(
            "INSERT INTO operations (id, at, kind, source) VALUES ('x', ?, 'edit', '')",
            [instant_text(after(101))],
        )
        plain.execute(
            "INSERT INTO touched (operation_id, kind, row_id, work_no, before, after)"
            " VALUES ('x', 'sessions', ?, 0, ?, ?)",
            [session_id, *images],
        )
        plain.commit()


@pytest.mark.parametrize("before", ['{"status": "running"}', '{"id = 1; --": 1}'])
def test_an_operation_that_no_calfcoach_wrote_is_damage(path: Path, before: str) -> None:
    written_by_others(path, (before, "{}"))
    with History.open(path) as history:
        there = state(history)
        with pytest.raises(HistoryError, match="damaged"):
            history.undo(at=after(102))
        assert state(history) == there


@pytest.mark.parametrize("images", [("[", "{}"), ('"text"', "{}"), ("{}", "null")])
def test_an_operation_that_cannot_be_read_is_passed_over(
    path: Path, images: tuple[str, str]
) -> None:
    written_by_others(path, images)
    with History.open(path) as history:
        undone = history.undo(at=after(102))
        assert undone is not None
        assert undone.kind == "log"
        assert history.sessions() == []


def test_a_session_that_was_lost_does_not_stand_in_the_way_of_what_is_older(path: Path) -> None:
    with History.open(path) as history:
        log(history, 1, after(1))
        log(history, 2, after(2))
        lost = history.sessions()[-1].id
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("DELETE FROM sessions WHERE id = ?", [lost])
        plain.commit()
    with History.open(path) as history:
        undone = history.undo(at=after(3))
        assert undone is not None
        assert history.sessions() == []
        assert history.undo(at=after(4)) is None
        assert history.redo(at=after(5)) is not None
        assert len(history.sessions()) == 1
