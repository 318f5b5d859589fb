"""What an export writes is what the records say, byte by byte: a kind at a time or one by one."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from exchange_samples import NOW, around_of, ids, instants, lengths, session_values, sessions
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import TUESDAY, gap, keep
from store_samples import work
from strategies import examples

from calfcoach.cli import exporting
from calfcoach.exchange.cells import joined, safe_cell
from calfcoach.exchange.table_writer import COLUMNS, SESSION_COLUMNS, WORK_COLUMNS
from calfcoach.files.problems import UNSAFE
from calfcoach.frozen import replace
from calfcoach.records import SessionRecord
from calfcoach.store import History, instant_text


@contextmanager
def a_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def written(home: Path, form: str) -> str:
    """What an export of this form writes."""
    file = home / f"x.{form}"
    wanted = exporting.Wanted(
        file=str(file), form=form, since="", until="", details=False, force=True
    )
    exporting.export_history(around_of(home), wanted)
    return file.read_bytes().decode()


def kept(home: Path) -> list[SessionRecord]:
    with History.read(home / "history.db") as history:
        found = history.sessions(with_work=True)
    return sorted(found, key=lambda each: (each.local_day[:7], each.started_at, each.id))


def as_table(found: Iterable[SessionRecord]) -> str:
    """Cell by cell, by the writer of the standard library."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        own = [cell(getattr(each, field.name)) for field in SESSION_COLUMNS.values()]
        phases = [
            [cell(getattr(phase, field.name)) for field in WORK_COLUMNS.values()]
            for phase in each.work
        ]
        writer.writerows([*own, *phase] for phase in phases or [[""] * len(WORK_COLUMNS)])
    return out.getvalue()


def cell(value: object) -> str:
    if value is None:
        return ""
    return safe_cell(joined(value) if isinstance(value, tuple) else str(value))


def as_json(session: SessionRecord) -> str:
    text = json.dumps(session_values(session), ensure_ascii=False)
    return re.sub(UNSAFE, lambda found: f"\\u{ord(found.group()):04x}", text)


def check(home: Path) -> None:
    found = kept(home)
    lines = [as_json(each) for each in found]
    assert written(home, "csv") == as_table(found)
    body = written(home, "json").partition('"sessions": [')[2].partition('],\n"rests"')[0]
    assert body == ("\n" + ",\n".join(lines) + "\n" if lines else "")
    said = [line for line in written(home, "jsonl").split("\n") if '{"type": "session",' in line]
    assert said == [f'{{"type": "session", {each[1:]}' for each in lines]


@st.composite
def alike(draw: st.DrawFn) -> list[SessionRecord]:
    """Sessions of a few kinds: each comes again on other days, with other lengths."""
    found: list[SessionRecord] = []
    for kind in draw(st.lists(sessions(), max_size=3)):
        for _ in range(draw(st.integers(1, 4))):
            at = draw(instants())
            day = (at + timedelta(seconds=kind.utc_offset_s)).date().isoformat()
            phases = [replace(each, done_s=draw(lengths())) for each in kind.work]
            found.append(
                replace(
                    kind,
                    id=draw(ids()),
                    started_at=instant_text(at),
                    local_day=day,
                    ended_at=draw(st.none() | instants().map(instant_text)),
                    lasted_s=draw(st.none() | lengths()),
                    work=tuple(phases),
                )
            )
    return list({each.id: each for each in found}.values())


@given(past=alike())
@examples(60)
def test_any_history_is_written_as_its_records_say(past: list[SessionRecord]) -> None:
    with a_home() as home:
        with History.open(home / "history.db") as history:
            history.add(past, what="test", at=NOW)

        check(home)


@pytest.mark.parametrize(
    "odd",
    [
        "exercise_title = 'a' || char(27) || '[2J%s%%', load = '=1+\"1\"'",
        "at = '2026-11-17T07:30:00+01:00'",
        "done_s = 0.1 + 0.2, planned_s = 1e-7",
        "why = '-', technique = char(9)",
        'muscles = \'["%s", "a;b\\\\", ""]\'',
    ],
)
def test_odd_rows_are_written_as_they_are_read(home: Path, odd: str) -> None:
    for hour in range(3):
        phases = [work(work_no=no, side="left") for no in (1, 2, 3)]
        keep(home, TUESDAY + timedelta(hours=hour), rows=phases, gaps=[gap()], note="100 %\n%s")
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute(f"UPDATE work SET {odd} WHERE work_no = 2")
        plain.execute("UPDATE gaps SET reason = '100 %d' WHERE rowid = 1")

    check(home)


def test_a_month_is_told_before_the_next_whatever_the_clocks_said(home: Path) -> None:
    ids = [keep(home, TUESDAY + timedelta(hours=hour)) for hour in range(3)]
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute(f"UPDATE sessions SET local_day = '2026-12-01' WHERE id = '{ids[0]}'")

    rows = list(csv.DictReader(io.StringIO(written(home, "csv"))))

    assert list(dict.fromkeys(row["id"] for row in rows)) == [ids[1], ids[2], ids[0]]
    check(home)


def test_a_damaged_session_takes_no_other_of_its_month_away(home: Path) -> None:
    lost, left = keep(home, TUESDAY), keep(home, TUESDAY + timedelta(hours=1))
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute(f"UPDATE work SET at = at || char(0) WHERE session_id = '{lost}'")

    rows = list(csv.DictReader(io.StringIO(written(home, "csv"))))

    assert {row["id"] for row in rows} == {left}
