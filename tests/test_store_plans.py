"""Versions of the plan, measurements and tips in the history, and the format that brought them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_samples import NOON, after, start, work

from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.records import Added, MeasureKind, MeasureRecord, PlanVersion, TipTold
from calfcoach.store import History, HistoryError, instant_text
from calfcoach.store.salvage import salvage

DAY = "2026-11-20"
WALL = {"left_cm": [8.5, 9.0, 9.0], "right_cm": [7.0]}
RAISES = {
    "left_reps": 22,
    "right_reps": None,
    "left_why": "tired",
    "right_why": "",
    "pain": 1,
}
CRAMPS = {"night": DAY, "count": 2, "minutes": 3.5, "severity": 6, "side": "left"}
# Written by the program of that format, and never to be edited: so it lies on people's disks.
FORMAT_3 = Path(__file__).parent / "files" / "format-3.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def keep(history: History, text: str, seconds: float = 0.0, why: str = "edit") -> str:
    return history.keep_plan("loosen-1", text, why, local_day=DAY, at=after(seconds))


def measure(
    history: History, kind: MeasureKind, values: dict[str, Any], seconds: float = 0.0, **more: Any
) -> str:
    told: dict[str, Any] = {"local_day": DAY, "utc_offset_s": 3600} | more
    return history.measure(kind, values, at=after(seconds), **told)


def execute(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(statements)


# --------------------------------------------------------------------- versions of the plan


def test_every_version_of_a_plan_is_kept_as_it_was_typed(path: Path) -> None:
    typed = 'goal = "loosen"\r\n\t# a note \x1b[2J \u202e'
    with History.open(path) as history:
        first = keep(history, "format = 1\n", 0, "start")
        second = keep(history, typed, 60)

        assert history.plan_versions() == [
            PlanVersion(
                id=first,
                plan_id="loosen-1",
                at=instant_text(NOON),
                local_day=DAY,
                why="start",
                text="format = 1\n",
            ),
            PlanVersion(
                id=second,
                plan_id="loosen-1",
                at=instant_text(after(60)),
                local_day=DAY,
                why="edit",
                text=typed,
            ),
        ]


def test_versions_of_one_instant_stay_in_their_order(path: Path) -> None:
    with History.open(path) as history:
        for number in range(20):
            keep(history, str(number))
        assert [each.text for each in history.plan_versions()] == [str(no) for no in range(20)]


def test_a_clock_that_went_back_leaves_the_versions_in_their_order(path: Path) -> None:
    with History.open(path) as history:
        keep(history, "one", 7200)
        keep(history, "two", 0)
        keep(history, "three", 3600)
        assert [each.text for each in history.plan_versions()] == ["one", "two", "three"]
        assert [row["text"] for row in history.all_rows("plan_versions")] == ["one", "two", "three"]

        history.undo(at=after(60))
        assert history.plan_versions()[-1].text == "two"


def test_versions_that_come_to_a_plan_that_stays_go_before_it_and_are_saved_so(path: Path) -> None:
    with History.open(path) as history:
        keep(history, "mine", 0)
        known = history.plan_versions()[0]
        ids = ("019a9c2f-5e00-7000-8000-000000000001", "019a9c2f-5e00-7000-8000-000000000002")
        others = [replace(known, id=each, text=f"other {no}") for no, each in enumerate(ids)]
        history.add((), what="x.json", at=after(60), plans=others, plan_stays=True)

    salvage(path, path.with_name("saved.db"))

    for each in (path, path.with_name("saved.db")):
        with History.read(each) as history:
            texts = [version.text for version in history.plan_versions()]
        assert texts == ["other 0", "other 1", "mine"]


def test_a_version_is_one_step_of_undo(path: Path) -> None:
    with History.open(path) as history:
        keep(history, "one", 0, "start")
        keep(history, "two", 1, "accept")

        undone = history.undo(at=after(2))
        assert undone is not None
        assert undone.plan is not None
        assert (undone.kind, undone.words) == ("plan", "plan: accept of 2026-11-20")
        assert (undone.plan.text, undone.count) == ("two", 1)
        assert [each.text for each in history.plan_versions()] == ["one"]

        history.redo(at=after(3))
        assert [each.text for each in history.plan_versions()] == ["one", "two"]


def test_a_text_longer_than_any_plan_is_refused(path: Path) -> None:
    with History.open(path) as history:
        with pytest.raises(CoachError) as caught:
            keep(history, "x" * 1_048_577)
        assert history.plan_versions() == []
    assert caught.value.message == "a plan has at most 1048576 characters, this one has 1048577"


def test_a_version_of_no_day_is_refused(path: Path) -> None:
    with History.open(path) as history:
        with pytest.raises(ValueError, match="fri"):
            history.keep_plan("loosen-1", "x", "edit", local_day="fri", at=NOON)
        assert history.plan_versions() == []


# ------------------------------------------------------------------------------ measurements


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (MeasureKind.KNEE_TO_WALL, WALL),
        (MeasureKind.KNEE_TO_WALL, {"left_cm": [], "right_cm": [0.0]}),
        (MeasureKind.HEEL_RAISE, RAISES),
        (MeasureKind.SQUAT, {"heels_down": False}),
        (MeasureKind.CRAMPS, CRAMPS),
        (MeasureKind.CRAMPS, CRAMPS | {"minutes": None, "severity": None, "side": ""}),
        (MeasureKind.CHECK, {"posture": "sit", "moved": True}),
    ],
)
def test_a_measurement_is_there_as_it_was_told(
    path: Path, kind: MeasureKind, values: dict[str, Any]
) -> None:
    with History.open(path) as history:
        measure_id = measure(history, kind, values, note="barefoot\nin the hall")
    with History.read(path) as history:
        assert history.measures() == [
            MeasureRecord(
                id=measure_id,
                kind=kind,
                at=instant_text(NOON),
                utc_offset_s=3600,
                local_day=DAY,
                values=values,
                note="barefoot\nin the hall",
            )
        ]


def test_measurements_are_asked_for_by_kind_and_day(path: Path) -> None:
    with History.open(path) as history:
        measure(history, MeasureKind.KNEE_TO_WALL, WALL, 2, local_day="2026-11-22")
        measure(history, MeasureKind.KNEE_TO_WALL, WALL, 0)
        measure(history, MeasureKind.SQUAT, {"heels_down": True}, 1)

        of_wall = history.measures(MeasureKind.KNEE_TO_WALL)
        later = history.measures(since_day="2026-11-21")
        everything = history.measures()

    assert [each.local_day for each in of_wall] == [DAY, "2026-11-22"]
    assert [each.kind for each in later] == [MeasureKind.KNEE_TO_WALL]
    assert [each.at for each in everything] == [instant_text(after(no)) for no in range(3)]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("knee-to-wall", {"left_cm": [8.0]}, "knee-to-wall needs right_cm"),
        ("knee-to-wall", WALL | {"left_cm": 8.0}, "left_cm must be a list of at most 20 trials"),
        ("knee-to-wall", WALL | {"left_cm": [1.0] * 21}, "left_cm must be a list of at most 20"),
        ("knee-to-wall", WALL | {"left_cm": [61]}, "left_cm must be 0 to 60 cm"),
        ("knee-to-wall", WALL | {"left_cm": [float("nan")]}, "left_cm must be 0 to 60 cm"),
        ("knee-to-wall", WALL | {"left_cm": ["8"]}, "left_cm must be 0 to 60 cm"),
        ("knee-to-wall", WALL | {"toes": 1}, "toes is no value of knee-to-wall"),
        ("heel-raise", RAISES | {"left_reps": 201}, "left_reps must be 0 to 200"),
        ("heel-raise", RAISES | {"left_reps": True}, "left_reps must be 0 to 200"),
        (
            "heel-raise",
            RAISES | {"left_why": "bored"},
            "left_why must be one of: tired, form, pain",
        ),
        ("heel-raise", RAISES | {"pain": 11}, "pain must be 0 to 10"),
        ("squat", {"heels_down": 1}, "heels_down must be true or false"),
        ("cramps", CRAMPS | {"night": "fri"}, "night must be a day such as 2026-11-20"),
        ("cramps", CRAMPS | {"count": None}, "count must be 0 to 100"),
        ("cramps", CRAMPS | {"minutes": 10**400}, "minutes must be 0 to 1440"),
        ("cramps", CRAMPS | {"side": []}, "side must be one of: left, right, both"),
        ("check", {"posture": "lie", "moved": True}, "posture must be one of: sit, stand"),
        ("jump", {}, "'jump' is not a valid MeasureKind"),
    ],
)
def test_values_that_are_not_those_of_their_kind_are_refused(
    path: Path, kind: str, values: dict[str, Any], said: str
) -> None:
    with History.open(path) as history:
        with pytest.raises(ValueError, match=said):
            measure(history, kind, values)  # type: ignore[arg-type]  # a kind that there is not
        assert history.measures() == []
        assert history.undo(at=after(1)) is None


def test_a_note_of_a_measurement_steers_no_terminal(path: Path) -> None:
    with History.open(path) as history:
        with pytest.raises(CoachError, match="a note can hold no control characters"):
            measure(history, MeasureKind.SQUAT, {"heels_down": True}, note="\x1b[2J")
        assert history.measures() == []


def test_a_measurement_is_one_step_of_undo(path: Path) -> None:
    with History.open(path) as history:
        measure(history, MeasureKind.CRAMPS, CRAMPS)

        undone = history.undo(at=after(1))
        assert undone is not None
        assert undone.measure is not None
        assert (undone.kind, undone.words) == ("measure", "measure: cramps of 2026-11-20")
        assert undone.measure.values == CRAMPS
        assert history.measures() == []

        history.redo(at=after(2))
        assert [each.values for each in history.measures()] == [CRAMPS]


@pytest.mark.parametrize(
    "scribble",
    [
        "UPDATE measures SET content = '[]'",
        "UPDATE measures SET content = '{'",
        """UPDATE measures SET content = '{"heels_down": "yes"}'""",
        "UPDATE measures SET local_day = 'fri'",
        "UPDATE measures SET utc_offset_s = 90000",
        "UPDATE measures SET id = '../x'",
        "PRAGMA ignore_check_constraints = 1; UPDATE measures SET kind = 'jump'",
        "UPDATE plan_versions SET text = x'00ff'",
        "UPDATE plan_versions SET at = 'noon'",
    ],
)
def test_rows_that_no_calfcoach_writes_are_damage(path: Path, scribble: str) -> None:
    with History.open(path) as history:
        measure(history, MeasureKind.SQUAT, {"heels_down": True})
        keep(history, "x")
    execute(path, f"{scribble};")

    def ask(history: History) -> None:
        history.measures()
        history.plan_versions()

    with History.read(path) as history, pytest.raises(HistoryError, match="damaged"):
        ask(history)


# -------------------------------------------------------------------------------------- tips


def test_the_tips_that_were_told_are_known_from_a_day_on(path: Path) -> None:
    with History.open(path) as history:
        history.tell_tip("heels", local_day="2026-11-10", at=after(0))
        history.tell_tip("water", local_day=DAY, at=after(1))

        assert history.tips_told(since_day="2026-11-11") == [
            TipTold(tip="water", local_day=DAY, at=instant_text(after(1)))
        ]
        assert [each.tip for each in history.tips_told()] == ["heels", "water"]
        assert history.undo(at=after(2)) is None


@pytest.mark.parametrize("deed", ["DELETE FROM tips", "UPDATE tips SET tip = 'x'"])
def test_a_tip_that_was_told_stays_told(path: Path, deed: str) -> None:
    with History.open(path) as history:
        history.tell_tip("heels", local_day=DAY, at=NOON)
    with pytest.raises(sqlite3.IntegrityError, match="tips are append-only"):
        execute(path, deed)


# ---------------------------------------------------------------------------- reps that are left


@pytest.mark.parametrize("left", [None, 0, 9])
def test_how_many_more_reps_there_were_is_kept_with_the_phase(path: Path, left: int | None) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(reps_left=left), at=after(30))
        assert history.session("last").work == (work(reps_left=left),)


def test_more_than_nine_reps_left_are_refused(path: Path) -> None:
    with History.open(path) as history:
        session_id = history.begin(start())
        with pytest.raises(HistoryError):
            history.save_work(session_id, work(reps_left=10), at=after(30))


# -------------------------------------------------------------------------------- from elsewhere


def test_plans_and_measurements_are_added_once_and_taken_back_as_one(
    path: Path, tmp_path: Path
) -> None:
    with History.open(tmp_path / "old.db") as old:
        keep(old, "one")
        measure(old, MeasureKind.SQUAT, {"heels_down": True})
        plans, measures = old.plan_versions(), old.measures()
    with History.open(path) as history:

        def add(seconds: float) -> Added:
            return history.add(
                [], what="old.json", at=after(seconds), plans=plans, measures=measures
            )

        assert add(10) == Added(new=2)
        assert (history.plan_versions(), history.measures()) == (plans, measures)
        assert add(20) == Added(known=2)
        undone = history.undo(at=after(30))
        assert (history.plan_versions(), history.measures()) == ([], [])
        assert history.fates("plans", [plans[0].id]) == {plans[0].id: "back"}
        assert add(40) == Added(back=2)
        assert (history.plan_versions(), history.measures()) == (plans, measures)

    assert undone is not None
    assert (undone.kind, undone.count, undone.plan) == ("import", 2, plans[0])


# ------------------------------------------------------------------------------------ the format


def rows(path: Path, tables: tuple[str, ...]) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as plain:
        return {table: plain.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_a_history_of_format_3_loses_nothing(path: Path) -> None:
    kept = ("sessions", "gaps", "changes", "operations", "touched", "rests", "tombstones")
    execute(path, FORMAT_3.read_text(encoding="utf-8"))
    path.chmod(0o600)
    before, work_before = rows(path, kept), rows(path, ("work",))["work"]

    History.open(path).close()

    assert rows(path, kept) == before
    assert rows(path, ("work",))["work"] == [(*row, None) for row in work_before]
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("PRAGMA user_version").fetchone() == (4,)


def test_a_migrated_file_has_the_tables_of_a_new_one(path: Path, tmp_path: Path) -> None:
    execute(path, FORMAT_3.read_text(encoding="utf-8"))
    History.open(path).close()
    History.open(tmp_path / "new.db").close()

    def schema(file: Path) -> set[tuple[str, str]]:
        with closing(sqlite3.connect(file)) as plain:
            return set(plain.execute("SELECT type, name FROM sqlite_master").fetchall())

    assert schema(path) == schema(tmp_path / "new.db")


def test_what_was_done_in_format_3_can_be_taken_back_in_turn(path: Path) -> None:
    execute(path, FORMAT_3.read_text(encoding="utf-8"))
    with History.open(path) as history:
        measure(history, MeasureKind.SQUAT, {"heels_down": True}, 1000)
        undone = [history.undo(at=after(2000 + no)) for no in range(6)]
        assert (history.sessions(), history.rests()) == ([], [])

    kinds = [each and each.kind for each in undone]
    assert kinds == ["measure", "log", "rest", "edit", "log", None]


def test_what_was_touched_is_as_safe_after_the_migration(path: Path) -> None:
    execute(path, FORMAT_3.read_text(encoding="utf-8"))
    History.open(path).close()
    for deed in ("DELETE FROM touched", "DELETE FROM operations", "UPDATE touched SET row_id = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="are append-only"):
            execute(path, deed)
