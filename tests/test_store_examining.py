"""What is looked at beside SQLite's own check finds what a look at each row would find."""

from __future__ import annotations

import _thread
import sqlite3
import struct
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from past_sessions import TUESDAY, keep
from processes import PATIENCE_S

from calfcoach.store import History
from calfcoach.store.columns import COLUMNS
from calfcoach.store.examining import Examined, examine
from calfcoach.store.integrity import Look
from calfcoach.store.limits import FORMAT
from calfcoach.store.meanwhile import begin, begin_all
from calfcoach.store.tables import MIGRATIONS

NOW = "2027-01-01T00:00:00.000Z"
PAGE = 4096
AN_ID = "019a9c2f-5e00-7000-8000-00000000000"
INSTANTS = ("started_at", "ended_at", "updated_at")


@pytest.fixture
def lived(home: Path) -> Path:
    for no in range(3):
        keep(home, TUESDAY + timedelta(hours=no))
    with History.open(home / "history.db") as history:
        history.rest("2026-11-18", "2026-11-19", "travel", at=TUESDAY)
    return home


def test_the_columns_that_are_looked_for_are_those_that_are_made() -> None:
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in (statement for step in MIGRATIONS for statement in step):
            made.execute(statement)
        names = made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = {name: made.execute(f"PRAGMA table_info({name})").fetchall() for (name,) in names}
    found = {name: ", ".join(row[1] for row in rows) for name, rows in columns.items()}
    found.pop("sqlite_sequence", None)  # SQLite's own
    assert found == COLUMNS


def execute(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute("PRAGMA ignore_check_constraints = 1")
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)


def damaged(home: Path) -> dict[str, int]:
    return examine(home / "history.db", NOW).damaged


def test_a_whole_history_has_no_damage(lived: Path) -> None:
    found = examine(lived / "history.db", NOW)

    assert (found.sessions, found.damaged, found.missing, found.orphans) == (3, {}, (), 0)


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        *(("sessions", f"id = {value}") for value in (f"'{AN_ID}'", f"'{AN_ID}G'", "x'00'")),
        ("sessions", f"id = '{AN_ID}1' || char(0) || 'x'"),
        *(("sessions", f"{name} = '2026-02-30T06:30:00.000Z'") for name in INSTANTS),
        *(("sessions", f"{name} = {name} || char(0)") for name in INSTANTS),
        *(("sessions", f"{name} = CAST({name} AS BLOB)") for name in INSTANTS),
        ("sessions", "ended_at = '2026-11-17 06:30:00.000Z'"),
        *(("sessions", f"local_day = '{day}'") for day in ("2026-02-29", "0999-01-01", "today")),
        ("sessions", "local_day = local_day || char(0)"),
        *(("sessions", f"lasted_s = {value}") for value in ("-1", "1e10", "'x'", "x'31'")),
        ("sessions", "routine_title = CAST(x'ff' AS TEXT)"),
        ("sessions", "note = x'00'"),
        ("sessions", "tightness = 11"),
        *(
            ("work", f"at = '{at}'")
            for at in ("2026-02-30T06:30:00.000Z", "2026-11-17T24:30:00.000Z")
        ),
        ("work", "at = at || char(0)"),
        ("work", "done_s = -1"),
        ("work", "side = 'up'"),
        ("operations", "at = 'noon'"),
        ("operations", f"id = '{AN_ID}'"),
        ("operations", "target = 'x'"),
        ("operations", "kind = x'00'"),
        ("touched", "row_id = 'x'"),
        ("touched", "after = '['"),
        ("touched", "before = '7'"),
    ],
)
def test_one_damaged_row_among_others_is_counted(lived: Path, table: str, damage: str) -> None:
    one = "work_no = 2 AND session_id = (SELECT max(id) FROM sessions)"
    execute(lived, f"UPDATE {table} SET {damage} WHERE {one if table == 'work' else 'rowid = 2'}")

    assert damaged(lived)[table] == 1


@pytest.mark.parametrize(
    "odd",
    [
        "started_at = '2026-11-17T07:30:00+01:00'",
        "ended_at = NULL",
        "lasted_s = NULL",
        "lasted_s = 1000000000",
        "local_day = '2028-02-29'",
        "note = 'two' || char(10) || 'lines' || char(27)",
    ],
)
def test_an_odd_row_that_can_be_read_is_no_damage(lived: Path, odd: str) -> None:
    execute(lived, f"UPDATE sessions SET {odd} WHERE rowid = 2")

    assert damaged(lived) == {}


def test_each_format_has_a_step_to_it() -> None:
    assert len(MIGRATIONS) == FORMAT


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS) + 1))
def test_a_history_of_any_format_misses_nothing(home: Path, number: int) -> None:
    home.mkdir(exist_ok=True)
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        for statement in (statement for step in MIGRATIONS[:number] for statement in step):
            plain.execute(statement)
        plain.execute(f"PRAGMA user_version = {number}")
        made = plain.execute("SELECT type, name FROM sqlite_master WHERE sql NOT NULL").fetchall()
        assert examine(home / "history.db", NOW).missing == ()
        for kind, name in sorted(made, key=lambda each: each[0] == "table"):
            plain.execute(f"DROP {kind} IF EXISTS {name}" if "sqlite_" not in name else "SELECT 1")

    missing = examine(home / "history.db", NOW).missing

    assert set(missing) == {f"{kind} {name}" for kind, name in made if "sqlite_" not in name}


def test_rows_without_what_they_refer_to_are_counted_once(lived: Path) -> None:
    execute(
        lived,
        "DELETE FROM sessions WHERE rowid = 3",
        f"INSERT INTO clearances VALUES ('{AN_ID}1', 'gone', '{NOW}', 'mistake', '', '', 1)",
    )

    found = examine(lived / "history.db", NOW)

    assert found.strays == {"work": 4, "changes": 2, "touched": 1}
    assert found.orphans == 8


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sessions SET note = 'as it was'",
        "UPDATE work SET side = 'up' WHERE work_no = 1",
        "UPDATE work SET exercise_title = CAST(x'ff' AS TEXT)",
        "DELETE FROM sessions WHERE rowid = 3",
        "DROP INDEX work_by_exercise",
        "DROP TABLE work",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 99",
    ],
)
def test_a_look_that_was_begun_before_finds_the_same(lived: Path, change: str) -> None:
    execute(lived, change)
    path = lived / "history.db"

    assert examine(path, NOW, Look(path)) == examine(path, NOW)


def test_to_look_at_a_file_that_is_not_there_makes_none(tmp_path: Path) -> None:
    look = Look(tmp_path / "history.db")

    with pytest.raises(sqlite3.Error):
        look.check.wait()
    with pytest.raises(sqlite3.Error):
        look.work()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_leads_its_reader_in_circles_is_damaged(lived: Path) -> None:
    path = lived / "history.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE").fetchone()
        (root,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'gaps'").fetchone()
        plain.execute("INSERT INTO gaps VALUES ('x', 1, 'pause', 'noon', 1.0)")
    data = bytearray(path.read_bytes())
    pages = len(data) // PAGE
    leaf = data[(root - 1) * PAGE : root * PAGE]
    branches = [crowd(child) for child in range(pages + 2, pages + 6)]
    data[(root - 1) * PAGE : root * PAGE] = crowd(pages + 1)
    path.write_bytes(data + b"".join(branches) + leaf)
    resize(path, pages + 5)

    found = examine(path, NOW)

    assert found == Examined(format=4, journal="delete", complaints=found.complaints, damaged={})
    assert found.complaints


def crowd(child: int) -> bytes:
    """A page of a table whose every branch leads to the same page: a hundred ways each."""
    cells = 100
    head = struct.pack(">BHHHBI", 5, 0, cells, PAGE - 5 * cells, 0, child)
    places = b"".join(struct.pack(">H", PAGE - 5 * (no + 1)) for no in range(cells))
    body = b"".join(struct.pack(">IB", child, cells - no) for no in range(cells))
    return (head + places).ljust(PAGE - len(body), b"\0") + body


def resize(path: Path, pages: int) -> None:
    """Have the header of a file count its pages anew."""
    with path.open("r+b") as file:
        file.seek(28)
        file.write(struct.pack(">I", pages))


def test_what_was_begun_gives_what_it_returned_each_time_it_is_waited_for() -> None:
    where = begin(threading.get_ident)

    assert where() == where() != threading.get_ident()


def test_what_failed_meanwhile_fails_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise ValueError("no luck")

    failed = begin(fail)

    with pytest.raises(ValueError, match="no luck"):
        failed()


def test_its_caller_goes_on_when_all_is_ready_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calfcoach.store.meanwhile._READY_S", PATIENCE_S)
    done: list[str] = []
    goes_on = threading.Event()

    def answers() -> Iterator[None]:
        for _ in range(100):
            tmp_path.stat()  # lets others go on
        done.append("ready")
        yield
        goes_on.wait(PATIENCE_S)
        done.append("asked")
        yield

    (asked,) = begin_all(answers(), 1)

    assert done == ["ready"]
    goes_on.set()
    asked()
    assert done == ["ready", "asked"]


def test_its_caller_does_not_wait_for_what_is_held_up() -> None:
    done: list[str] = []
    free = threading.Event()

    def answers() -> Iterator[None]:
        free.wait(PATIENCE_S)
        done.append("ready")
        yield
        yield

    (asked,) = begin_all(answers(), 1)

    assert done == []
    free.set()
    asked()
    assert done == ["ready"]


def test_where_no_thread_is_to_be_had_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_thread, "start_new_thread", refuse)

    assert begin(threading.get_ident)() == threading.get_ident()


def test_with_an_sqlite_for_one_thread_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calfcoach.store.meanwhile.sqlite3.threadsafety", 0)

    assert begin(threading.get_ident)() == threading.get_ident()
