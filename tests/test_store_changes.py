from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import NOON, after, start, work

from calfcoach.errors import CoachError
from calfcoach.records import Status
from calfcoach.store import History


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def actions(history: History, session_id: str) -> list[str]:
    return [change.action for change in history.changes(session_id)]


# ------------------------------------------------------------------------------- scores


def test_scores_are_kept_and_so_is_what_they_replace(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.set_score(session_id, "tightness", 6, at=after(1))
        history.set_score(session_id, "tightness", 4, at=after(2))
        history.set_score(session_id, "tightness", 4, at=after(3))  # nothing new
        history.set_score(session_id, "pain_next_morning", 0, at=after(4))
        history.set_score(session_id, "pain_next_morning", None, at=after(5))
        found = history.session("last")
        changes = [(each.action, dict(each.what)) for each in history.changes()[1:]]
    assert (found.tightness, found.pain_next_morning) == (4, None)
    assert changes == [
        ("tightness set", {"tightness": None}),
        ("tightness set", {"tightness": 6}),
        ("pain_next_morning set", {"pain_next_morning": None}),
        ("pain_next_morning set", {"pain_next_morning": 0}),
    ]


def test_the_worst_pain_only_rises_and_what_it_replaced_is_kept(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        for second, pain in enumerate((4, 2, 4, 7)):
            history.note_pain(session_id, pain, at=after(second))
        assert history.session("last").pain_worst == 7
        assert [(each.action, dict(each.what)) for each in history.changes()[1:]] == [
            ("pain_worst set", {"pain_worst": None}),
            ("pain_worst set", {"pain_worst": 4}),
        ]


def test_pain_noted_later_does_not_lower_that_of_the_work(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(pain=6), at=after(1))
        history.note_pain(session_id, 3, at=after(2))
        assert history.session("last").pain_worst == 6


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_beyond_ten_is_refused_also_where_worse_was_told(path: Path, pain: int) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.note_pain(session_id, 10, at=NOON)
        with pytest.raises(ValueError, match=rf"^a score is 0 to 10, got {pain}$"):
            history.note_pain(session_id, pain, at=NOON)


@pytest.mark.parametrize("value", [-1, 11])
def test_a_score_beyond_ten_is_refused(path: Path, value: int) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        with pytest.raises(ValueError, match=rf"^a score is 0 to 10, got {value}$"):
            history.set_score(session_id, "pain_after", value, at=NOON)
        assert actions(history, session_id) == ["begun"]


def test_only_scores_can_be_set_as_scores(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        with pytest.raises(ValueError, match=r"^not a score: id = '' --$"):
            history.set_score(session_id, "id = '' --", 1, at=NOON)  # type: ignore[arg-type]  # the attack


def test_notes_keep_every_language_and_the_note_before(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.set_note(session_id, "'); DROP TABLE sessions; --", at=after(1))
        history.set_note(session_id, "[b]左脚[/b] 🦵\nzwei Zeilen", at=after(2))
        assert history.session("last").note == "[b]左脚[/b] 🦵\nzwei Zeilen"
        assert history.changes()[-1].what == {"note": "'); DROP TABLE sessions; --"}


@pytest.mark.parametrize("note", ["\x1b[2J", "a\x00b", "\x9b31m", "caf\udce9", "tab\there"])
def test_a_note_with_control_characters_is_refused(path: Path, note: str) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        with pytest.raises(CoachError) as caught:
            history.set_note(session_id, note, at=NOON)
        assert history.session("last").note == ""
    assert caught.value.message == "a note can hold no control characters"
    assert caught.value.hint == "type it anew; a text copied from a terminal may carry them unseen"


def test_a_note_that_is_too_long_is_refused_with_its_length(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.set_note(session_id, "x" * 2000, at=NOON)
        with pytest.raises(CoachError) as caught:
            history.set_note(session_id, "x" * 2001, at=NOON)
    assert caught.value.message == "a note has at most 2000 characters, this one has 2001"
    assert caught.value.hint == "shorten it"


# --------------------------------------------------------------------- what was agreed to


def test_the_version_acknowledged_last_counts(path: Path) -> None:
    with History.open(path) as history:
        assert history.acknowledged("disclaimer") is None
        history.acknowledge("disclaimer", "1", at=after(0))
        history.acknowledge("disclaimer", "2", at=after(1))
        history.acknowledge("strength", "7", at=after(2))
        assert history.acknowledged("disclaimer") == "2"
        history.acknowledge("disclaimer", "1", at=after(3))
        assert history.acknowledged("disclaimer") == "1"


# ------------------------------------------------------------------ the append-only table


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE changes SET what = '{}'", "changes are never edited"),
        ("DELETE FROM changes", "changes are never removed"),
        (
            "INSERT OR REPLACE INTO changes SELECT id, at, session_id, 'x', '{}' FROM changes",
            "changes are never replaced",
        ),
    ],
)
def test_nobody_rewrites_what_was_changed(path: Path, statement: str, refusal: str) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.set_score(session_id, "tightness", 5, at=after(1))
        before = history.changes()
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            with pytest.raises(sqlite3.IntegrityError) as caught:
                plain.execute(statement)
            assert str(caught.value) == refusal
        assert history.changes() == before


# ---------------------------------------------------------------------- formats of the file


def test_a_new_file_has_the_settings_that_keep_it_safe(path: Path) -> None:
    History.open(path).close()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("PRAGMA user_version").fetchone() == (4,)
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_history_of_format_1_opens(path: Path) -> None:
    # Written out and never to be edited: it is what the first release left on people's disks.
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(FORMAT_1)
    with History.read(path) as history:
        before = history.session("last")
        assert [each.action for each in history.changes()] == ["begun"]
        assert history.acknowledged("disclaimer") == "1"
    with History.open(path) as history:
        assert history.session("last") == before
        history.set_score(before.id, "tightness", 3, at=after(0))
    assert (before.routine_title, before.status, before.tightness) == (
        "Desk break",
        Status.COMPLETED,
        2,
    )
    assert (before.planned_left_s, before.planned_right_s, before.planned_both_s) == (60, 60, 120)
    assert [(each.exercise_id, each.muscles) for each in before.work] == [
        ("heel-raise", ("gastrocnemius",))
    ]
    assert [each.reason for each in before.gaps] == ["away"]


FORMAT_1 = """
CREATE TABLE sessions (id TEXT PRIMARY KEY NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
    routine_id TEXT NOT NULL, routine_title TEXT NOT NULL, routine_hash TEXT NOT NULL,
    started_at TEXT NOT NULL, ended_at TEXT, utc_offset_s INTEGER NOT NULL,
    local_day TEXT NOT NULL, planned_s REAL NOT NULL, planned_left_s REAL NOT NULL,
    planned_right_s REAL NOT NULL, planned_both_s REAL NOT NULL, lasted_s REAL,
    options TEXT NOT NULL,
    day_answer TEXT NOT NULL, tightness INTEGER, pain_before INTEGER, pain_worst INTEGER,
    pain_after INTEGER, pain_next_morning INTEGER, note TEXT NOT NULL, updated_at TEXT NOT NULL,
    app_version TEXT NOT NULL, deleted_at TEXT);
CREATE TABLE work (session_id TEXT NOT NULL, work_no INTEGER NOT NULL, step_no INTEGER NOT NULL,
    set_no INTEGER NOT NULL, round_no INTEGER NOT NULL, exercise_id TEXT NOT NULL,
    exercise_title TEXT NOT NULL, kind TEXT NOT NULL, muscles TEXT NOT NULL,
    technique TEXT NOT NULL, side TEXT NOT NULL, planned_s REAL NOT NULL, done_s REAL NOT NULL,
    planned_reps INTEGER, done_reps INTEGER, load TEXT NOT NULL, status TEXT NOT NULL,
    why TEXT NOT NULL, pain INTEGER, at TEXT NOT NULL,
    PRIMARY KEY (session_id, work_no)) WITHOUT ROWID;
CREATE TABLE gaps (session_id TEXT NOT NULL, work_no INTEGER NOT NULL, reason TEXT NOT NULL,
    at TEXT NOT NULL, seconds REAL NOT NULL);
CREATE TABLE changes (id TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL, session_id TEXT NOT NULL,
    action TEXT NOT NULL, what TEXT NOT NULL);
CREATE TABLE acknowledgements (what TEXT NOT NULL, version TEXT NOT NULL, at TEXT NOT NULL);
INSERT INTO sessions VALUES ('019e6f2a-1400-7abc-8def-0123456789ab', 'completed', 'guided',
    'desk', 'Desk break', 'ff00', '2026-11-19T10:00:00.000Z', '2026-11-19T10:05:00.000Z', 3600,
    '2026-11-19', 300.0, 60.0, 60.0, 120.0, 300.0, '', 'usual', 2, NULL, NULL, NULL, NULL, '',
    '2026-11-19T10:05:00.000Z', '0.1.0', NULL);
INSERT INTO work VALUES ('019e6f2a-1400-7abc-8def-0123456789ab', 1, 1, 1, 1, 'heel-raise',
    'Heel raise', 'strength', '["gastrocnemius"]', '', 'both', 60.0, 60.0, 12, 12, '5 kg',
    'done', '', NULL, '2026-11-19T10:01:00.000Z');
INSERT INTO gaps VALUES ('019e6f2a-1400-7abc-8def-0123456789ab', 1, 'away',
    '2026-11-19T10:00:30.000Z', 12.5);
INSERT INTO changes VALUES ('019e6f2a-1400-7abc-8def-aaaaaaaaaaaa', '2026-11-19T10:00:00.000Z',
    '019e6f2a-1400-7abc-8def-0123456789ab', 'begun', '{}');
INSERT INTO acknowledgements VALUES ('disclaimer', '1', '2026-11-19T09:59:00.000Z');
PRAGMA user_version = 1;
"""
