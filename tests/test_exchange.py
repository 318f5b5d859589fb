from __future__ import annotations

import contextlib
import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import (
    NOW,
    around_of,
    besides,
    content,
    histories,
    session_values,
    sessions,
    table_of,
    texts,
    texts_of,
)
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import gap, session
from store_samples import work
from strategies import examples

from calfcoach.cli import exporting, importing
from calfcoach.errors import CoachError
from calfcoach.exchange.carried import rest_values
from calfcoach.exchange.cells import joined, parted, restored_cell, safe_cell
from calfcoach.exchange.document import json_lines, json_pieces, read_document, read_lines
from calfcoach.exchange.entries import Gathered, gather
from calfcoach.exchange.schema import export_schema
from calfcoach.exchange.table import read_rows, read_table
from calfcoach.exchange.table_writer import COLUMNS
from calfcoach.frozen import replace
from calfcoach.records import (
    MeasureRecord,
    PlanVersion,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkStatus,
)
from calfcoach.store import History

HEADER = {"exported_at": "2026-11-21T12:00:00.000Z", "app_version": "0"}

Past = tuple[list[SessionRecord], list[RestRecord]]
Beside = tuple[list[PlanVersion], list[MeasureRecord]]


def records(past: Past) -> dict[str, Any]:
    return {
        "sessions": texts_of(past[0]),
        "rests": map(rest_values, past[1]),
    }


def from_json(text: str) -> Gathered:
    return gather(read_document(io.StringIO(text), "x.json"), "x.json")


def from_lines(text: str) -> Gathered:
    return gather(read_lines(io.StringIO(text, newline=""), "x.jsonl"), "x.jsonl")


def from_table(text: str) -> Gathered:
    rows = read_rows(io.StringIO(text, newline=""), "x.csv")
    return gather(read_table(rows), "x.csv")


def document(*given: SessionRecord, **changed: Any) -> dict[str, Any]:
    """The document of some sessions as a value, with keys of its first session changed."""
    made: dict[str, Any] = json.loads("".join(json_pieces(HEADER, records((list(given), [])))))
    if changed:
        made["sessions"][0] |= changed
    return made


def problems(text: str) -> list[tuple[str, str]]:
    return [(each.where, each.message) for each in from_json(text).problems]


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(CoachError) as caught:
        from_json(text)
    return caught.value.where, caught.value.message


@contextmanager
def two_homes() -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "one", Path(folder) / "other"


def export(home: Path, file: Path) -> None:
    wanted = exporting.Wanted(
        file=str(file), form="", since="", until="", details=False, force=False
    )
    exporting.export_history(around_of(home), wanted)


def take_in(home: Path, file: Path) -> None:
    wanted = importing.Wanted(
        file=str(file),
        dry_run=False,
        skip_bad=False,
        columns=(),
        routine="",
        minutes=None,
        habits=(),
    )
    importing.import_file(around_of(home), wanted)


# ------------------------------------------------------------------------ there and back


@pytest.mark.parametrize("ending", ["json", "jsonl"])
@given(past=histories(), beside=besides(), tips=st.lists(texts(), max_size=3))
@examples(8)
def test_an_export_gives_the_same_history_in_an_empty_home(
    ending: str, past: Past, beside: Beside, tips: list[str]
) -> None:
    with two_homes() as (one, other):
        with History.open(one / "history.db") as history:
            plans, measures = beside
            history.add(*past, what="test", at=NOW, plans=plans, measures=measures)
            for tip in tips:
                history.tell_tip(tip, local_day="2026-11-21", at=NOW)
        export(one, one / f"x.{ending}")

        take_in(other, one / f"x.{ending}")

        assert content(other) == content(one)
        take_in(other, one / f"x.{ending}")
        assert content(other) == content(one)


@given(past=st.lists(sessions(), max_size=4, unique_by=lambda each: each.id))
@examples(8)
def test_a_table_gives_the_same_sessions_in_an_empty_home(past: list[SessionRecord]) -> None:
    with two_homes() as (one, other):
        with History.open(one / "history.db") as history:
            history.add(past, what="test", at=NOW)
        export(one, one / "x.csv")

        take_in(other, one / "x.csv")
        take_in(other, one / "x.csv")

        kept = [replace(each, gaps=()) for each in content(one)[0]]
        assert content(other)[0] == kept


@given(past=histories())
@examples(30)
def test_every_form_reads_what_it_wrote(past: Past) -> None:
    by_json = from_json("".join(json_pieces(HEADER, records(past))))
    by_lines = from_lines("".join(json_lines(HEADER, records(past))))
    by_table = from_table(table_of(past[0]))

    assert (list(by_json.sessions), list(by_json.rests), by_json.problems) == (*past, ())
    assert (list(by_lines.sessions), list(by_lines.rests), by_lines.problems) == (*past, ())
    assert list(by_table.sessions) == [replace(each, gaps=()) for each in past[0]]


def test_answers_come_along_once(home: Path, tmp_path: Path) -> None:
    with History.open(home / "history.db") as history:
        flag = history.open_flag("swollen", "screen", at=NOW)
        history.close_flag(flag, "passed", "gone", day="2026-11-20", at=NOW)
        history.save_day_answer("2026-11-20", "sore 4", at=NOW)
        history.acknowledge("disclaimer", "1", at=NOW)
    export(home, tmp_path / "x.json")

    take_in(tmp_path, tmp_path / "x.json")
    take_in(tmp_path, tmp_path / "x.json")

    agreed = content(home)[2].pop("acknowledgements")
    assert len(agreed) == 1
    assert content(tmp_path) == (*content(home)[:2], content(home)[2] | {"acknowledgements": []})
    assert len(content(tmp_path)[2]["clearances"]) == 1


def test_a_file_never_clears_a_red_flag_that_was_told_here(home: Path, tmp_path: Path) -> None:
    with History.open(home / "history.db") as history:
        flag = history.open_flag("clot", "day", at=NOW)
    export(home, tmp_path / "before.json")
    with History.open(home / "history.db") as history:
        history.close_flag(flag, "clinician", "fine", day="2026-11-20", at=NOW)
    export(home, tmp_path / "cleared.json")

    take_in(tmp_path, tmp_path / "before.json")
    take_in(tmp_path, tmp_path / "cleared.json")

    with History.read(tmp_path / "history.db") as history:
        assert [each.flag for each in history.open_flags()] == ["clot"]


def test_a_session_that_was_running_is_interrupted_elsewhere(home: Path, tmp_path: Path) -> None:
    running = session(status=Status.RUNNING, ended_at=None, lasted_s=None)
    (tmp_path / "x.json").write_text(json.dumps(document(running)))

    take_in(home, tmp_path / "x.json")

    (found,) = content(home)[0]
    assert (found.status, found.ended_at) == (Status.INTERRUPTED, running.updated_at)


@given(text=texts(lines=True))
@examples(100)
def test_no_cell_starts_a_formula_and_each_comes_back(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored_cell(safe_cell(text)) == text


@given(found=st.lists(texts(), max_size=4))
@examples(100)
def test_several_texts_in_one_cell_come_back(found: list[str]) -> None:
    assert parted(joined(tuple(found))) == tuple(found)


def test_a_cell_that_a_person_wrote_keeps_its_apostrophe() -> None:
    assert restored_cell("'tis") == "'tis"


# ---------------------------------------------------------------------- the published form


def test_the_published_schema_is_the_one_that_is_read_by() -> None:
    published = files("calfcoach") / "library" / "schemas" / "history.schema.json"

    assert json.loads(published.read_text(encoding="utf-8")) == export_schema()


def test_a_document_has_the_keys_of_the_schema_and_no_others() -> None:
    made = document(session())
    schema = export_schema()

    assert list(made) == list(schema["properties"])
    assert list(made["sessions"][0]) == list(schema["$defs"]["session"]["properties"])
    assert list(made["sessions"][0]["work"][0]) == list(schema["$defs"]["work"]["properties"])


def test_the_table_has_a_row_a_work_phase_under_its_header() -> None:
    rows = list(csv.DictReader(io.StringIO(table_of([session()]))))

    assert tuple(rows[0]) == COLUMNS
    assert [(row["id"][-2:], row["work_no"], row["work_side"]) for row in rows] == [
        ("01", "1", "left"),
        ("01", "2", "right"),
        ("01", "3", "left"),
        ("01", "4", "right"),
    ]


# ------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("note", "a\x1bb", "`note` holds the control character U+001B"),
        ("note", "a\u202eb", "`note` holds the control character U+202E"),
        ("note", "x" * 2001, "`note` has at most 2000 characters, this one has 2001"),
        ("routine_title", "a\nb", "`routine_title` holds the control character U+000A"),
        ("routine_id", 7, "`routine_id` must be a text, got 7"),
        ("id", "../../x", '`id` must be an id, got "../../x"'),
        (
            "status",
            "best",
            '`status` must be running, completed, stopped or interrupted, got "best"',
        ),
        ("tightness", 11, "`tightness` must be 0 to 10, got 11"),
        ("tightness", True, "`tightness` must be a whole number, got true"),
        ("tightness", 4.5, "`tightness` must be a whole number, got 4.5"),
        ("planned_s", -1, "`planned_s` must be 0 to 1000000000, got -1"),
        ("planned_s", None, "`planned_s` must be a number, got null"),
        ("utc_offset_s", 90_000, "`utc_offset_s` must be -86400 to 86400, got 90000"),
        (
            "local_day",
            "2026-02-30",
            '`local_day` must be a day such as 2026-11-20, got "2026-02-30"',
        ),
        ("local_day", "20260228", '`local_day` must be a day such as 2026-11-20, got "20260228"'),
        (
            "started_at",
            "2026-11-20",
            '`started_at` must be a moment such as 2026-11-20T06:30:00.000Z, got "2026-11-20"',
        ),
        (
            "started_at",
            "2026-11-20T07:30:00",
            "`started_at` must be a moment such as "
            '2026-11-20T06:30:00.000Z, got "2026-11-20T07:30:00"',
        ),
        ("work", {}, "`work` must be a list, got a table"),
        ("gaps", [1], "a gap must be an object, got 1"),
        ("extra", 1, "`extra` is not a key of a session"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_line(key: str, value: Any, said: str) -> None:
    text = json.dumps(document(session(), **{key: value}), indent=1)

    assert problems(text) == [("x.json:6", said)]


def test_a_key_that_is_missing_is_named() -> None:
    made = document(session())
    del made["sessions"][0]["routine_id"]

    assert problems(json.dumps(made)) == [("x.json, session 1", "a session needs `routine_id`")]


def test_two_phases_of_one_number_are_refused() -> None:
    twice = session_values(session())["work"][:1] * 2

    assert problems(json.dumps(document(session(), work=twice))) == [
        ("x.json, session 1", "two work phases of one session have the same `work_no`")
    ]


def test_one_id_with_two_contents_is_refused() -> None:
    made = document(session(), session(note="another"))

    assert [message for _, message in problems(json.dumps(made))] == [
        f"the id {session().id} stands there twice, with different content"
    ]


def test_a_clearance_needs_its_flag() -> None:
    made = document()
    made["clearances"] = [
        {
            "id": session().id,
            "flag_id": session().id,
            "at": "2026-11-20T06:30:00Z",
            "door": "passed",
            "said": "",
            "day": "",
            "closes": 1,
        }
    ]

    assert problems(json.dumps(made)) == [
        ("x.json, clearance 1", "a clearance names a flag that is not there")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", ("x.json:1", "this is not an export of CalfCoach: it is empty")),
        (
            '{"a": 1}',
            ("x.json:1", "this is not an export of CalfCoach: its first key is not `schema`"),
        ),
        (
            '{"schema": "calfcoach.export/1", "sessions": [\n{"id": NaN}]}',
            ("x.json:2", "NaN is not a number that JSON knows"),
        ),
        (
            '{"schema": "calfcoach.export/1", "sessions": [{"id": 1e999}]}',
            ("x.json:1", "a number is too large"),
        ),
        (
            '{"schema": "calfcoach.export/1", "sessions": [' + "9" * 5000 + "]}",
            ("x.json:1", "a number has too many digits"),
        ),
        (
            '{"schema": "calfcoach.export/1", "sessions": [{"id": "a", "id": "b"}]}',
            ("x.json:1", "the key `id` stands there twice"),
        ),
        (
            '{"schema": "calfcoach.export/1", "sessions": ' + "[" * 100_000,
            ("x.json:1", "the lists or objects are nested too deeply"),
        ),
        (
            '{"schema": "calfcoach.export/1",\n"sessions": [],\n"sessions": []}',
            ("x.json:3", "`sessions` stands there twice"),
        ),
        (
            '{"schema": "calfcoach.export/1", "more": []}',
            ("x.json:1", "`more` is not a key of an export"),
        ),
        (
            '{"schema": "calfcoach.export/1"} x',
            ("x.json:1", "something stands behind the end of the document"),
        ),
        (
            '{"schema": "calfcoach.export/1",\n"sessions": [{"id": "a"',
            ("x.json:2", "this is not valid JSON: expecting ',' delimiter"),
        ),
        (
            '{"schema": "calfcoach.export/2"}',
            (
                "x.json:1",
                "this was exported by another version of CalfCoach "
                '("calfcoach.export/2", this one knows calfcoach.export/1)',
            ),
        ),
        (
            '{"schema": "calfcoach.history/1"}',
            ("x.json:1", '`schema` must be calfcoach.export/1, got "calfcoach.history/1"'),
        ),
    ],
)
def test_a_document_that_is_none_is_refused_with_its_line(text: str, said: object) -> None:
    assert refusal(text) == said


def test_a_wrong_line_does_not_spoil_the_others() -> None:
    lines = "".join(json_lines(HEADER, records(([session()], [])))).splitlines()
    text = "\n".join([lines[0], "{", '{"type": "sesion"}', "[]", lines[1], ""])

    found = from_lines(text)

    assert list(found.sessions) == [replace(session(), code="")]
    assert [(each.where, each.message) for each in found.problems] == [
        ("x.jsonl:2", "this is not valid JSON: expecting property name enclosed in double quotes"),
        ("x.jsonl:3", '"sesion" is not a type of record'),
        ("x.jsonl:4", "a line must be an object, got an array"),
    ]


def test_lines_need_their_header() -> None:
    with pytest.raises(CoachError) as caught:
        from_lines('{"type": "session"}\n')

    assert caught.value.message == (
        "this is not an export of CalfCoach: its first line is no header"
    )


def test_a_document_is_read_whatever_its_blanks_and_however_it_is_cut() -> None:
    many = [
        replace(session(), id=f"019a9c2f-5e00-7000-8000-{number:012x}", code="")
        for number in range(700)  # more than is read at once
    ]
    made = document(*many)

    assert list(from_json(json.dumps(made)).sessions) == many
    assert list(from_json(json.dumps(made, indent=4)).sessions) == many


def test_a_row_that_contradicts_another_is_named_with_its_line() -> None:
    text = table_of([session()]).splitlines()
    text[3] = text[3].replace("Daily calf care", "Another")

    found = from_table("\n".join(text))

    assert found.sessions == ()
    assert [(each.where, each.message) for each in found.problems] == [
        ("x.csv:4", "the rows of one session say different things of it")
    ]


def test_a_cell_that_is_no_number_is_named_with_its_line() -> None:
    text = table_of([session(note="two\nlines")]).splitlines()
    text[-1] = text[-1].replace(",30.0,30.0,", ",30.0,soon,")

    found = from_table("\n".join(text))

    assert [(each.where, each.message) for each in found.problems] == [
        ("x.csv:8", '`done_s` must be a number, got "soon"')
    ]


def test_sessions_as_they_come_about_are_taken_in_elsewhere() -> None:
    """Left in the middle of a phase, skipped with some seconds, paused before the first phase."""
    skipped = work(2, status=WorkStatus.SKIPPED, done_s=12.0, side="right")
    stopped = session(
        status=Status.STOPPED, lasted_s=60.0, work=(work(1), skipped), planned_left_s=180.0
    )
    waited = replace(stopped, gaps=(gap("away", 50.0, work_no=7), gap("hurt", 3.0, work_no=0)))
    told = session(origin=SessionOrigin.LOGGED, lasted_s=10.0)

    for each in (stopped, waited, told):
        assert problems(json.dumps(document(each))) == []


# ------------------------------------------------------------------------- hostile content


def _samples() -> list[bytes]:
    past: Past = ([session(note="=1\n'x")], [])
    table = table_of(past[0])
    return [
        "".join(json_pieces(HEADER, records(past))).encode(),
        "".join(json_lines(HEADER, records(past))).encode(),
        table.encode(),
        b"date,minutes,note\n2020-11-16,12,x\n20.11.2020,,\n",
        b"Date,Stretch,Read,\n2020-11-20,2,0,\n",
    ]


@given(
    sample=st.sampled_from(_samples()),
    cuts=st.lists(
        st.tuples(
            st.integers(0, 5000),
            st.integers(0, 8),
            st.binary(max_size=3) | st.sampled_from([b'"', b"{", b"[", b"\n", b",", b"9" * 30]),
        ),
        max_size=4,
    ),
)
@examples(150)
def test_whatever_stands_in_a_file_it_is_taken_or_refused(
    sample: bytes, cuts: list[tuple[int, int, bytes]]
) -> None:
    data = bytearray(sample)
    for at, length, new in cuts:
        start = at % (len(data) + 1)
        data[start : start + length] = new
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x"
        file.write_bytes(data)
        wanted = importing.Wanted(
            file=str(file),
            dry_run=True,
            skip_bad=True,
            columns=(),
            routine="",
            minutes=None,
            habits=(),
        )
        with contextlib.suppress(CoachError):
            importing.import_file(around_of(Path(folder) / "home"), wanted)
