"""The published schemas: what they promise an editor is what our reader says.

Two checkers from outside are asked: `jsonschema`, and `taplo`, which is what editors run.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from calfcoach.errors import CoachError
from calfcoach.figure.body import JOINTS
from calfcoach.files.allowed import default_of, takes
from calfcoach.files.amounts import CountText, Duration, TempoText
from calfcoach.files.catalog import Catalog
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.exercise_table import BeatWords
from calfcoach.files.fields import (
    Field,
    LateTableOf,
    ListOf,
    NamedTables,
    Table,
    TableOf,
    Tables,
    read_table,
)
from calfcoach.files.folders import find_folders
from calfcoach.files.picture import PICTURE, PosesOf
from calfcoach.files.picture_numbers import PropOf
from calfcoach.files.problems import Problem, Spot
from calfcoach.files.ranges import duration_pattern
from calfcoach.files.schema import exercise_schema_text, schema_text, table_schema
from calfcoach.files.source_table import SourceOf
from calfcoach.files.tables import (
    CIRCUIT,
    DOSE,
    DOSES,
    EXERCISE,
    INLINE_EXERCISE,
    PACING,
    PART,
    ROUTINE,
    SOURCE,
    STEP,
)
from calfcoach.files.values import Choice, Days, Flag, Reader, Text, Whole
from calfcoach.frozen import replace
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Origin

INLINE = replace(INLINE_EXERCISE, called="an exercise inside a routine")
TABLES = (CIRCUIT, DOSE, DOSES, EXERCISE, INLINE, PACING, PART, PICTURE, ROUTINE, SOURCE, STEP)
SCHEMAS = files("calfcoach") / "library" / "schemas"
ROOT = Path(__file__).parent.parent

BROKEN = """\
#:schema ./routine.schema.json
title = "Mine"
titel = "x"  # wrong
per_day = 30  # wrong
goal = "loose"  # wrong
days = ["mon", "thur"]  # wrong
warm_up = "no"  # wrong

[pacing]
prepare = "11m"  # wrong
tags = "y"  # wrong

[[step]]
exercise = "wall-calf-stretch"
hold = "thirty"  # wrong
sets = "three"  # wrong
summary = "x"  # wrong

[[step]]
exercise = "heel-raise"
reps = 300  # wrong
tempo = "2-3"  # wrong

[[step]]
exercise = "heel-raise"
reps = "max"
limit = "2h"  # wrong
rest = -1  # wrong

[[step]]
repeat = 30  # wrong
hold = "30s"  # wrong
  [[step.step]]
  exercise = "heel-walk"
  time = 0.5  # wrong

[[step]]
exercise = "contrast"
rounds = 4
parts = [
  { name = "Warm", time = "3m", kind = "hot" },  # wrong
  { name = "Cold", time = "61m" },  # wrong
  { name = "", time = "1m" },  # wrong
  { name = "Mild", time = "1m", side = 2 },  # wrong
]

[exercise.mine]
title = 5  # wrong
kind = "stretchy"  # wrong
hold = 3  # wrong
dose.default.time = "2h"  # wrong
"""


def checker(schema: dict[str, Any]) -> Any:
    jsonschema: Any = pytest.importorskip("jsonschema", reason="it comes with the dev extra")
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


@cache
def checker_of(called: str) -> Any:
    (table,) = [table for table in TABLES if table.called == called]
    return checker(table_schema(table))


def refused_keys(table: Table, document: object) -> set[str]:
    """The keys of a table that its schema refuses."""
    found = set()
    for error in checker_of(table.called).iter_errors(document):
        missing = re.match(r"'([a-z_]+)' is a required property", error.message)
        found.add(str(error.path[0]) if error.path else missing[1] if missing else "?")
    return found


# ----------------------------------------------------------------- the published files


@pytest.mark.parametrize(
    ("name", "text"), [("routine", schema_text()), ("exercise", exercise_schema_text())]
)
def test_the_published_schemas_are_current(name: str, text: str) -> None:
    published = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == text, "run python docs/reference.py"


def test_every_key_has_a_meaning_a_range_and_a_place_in_the_schema() -> None:
    for table in TABLES:
        properties = table_schema(table)["properties"]
        assert tuple(properties) == table.names()
        for field in table.fields:
            assert field.meaning
            assert takes(field.read)
            assert len(properties[field.name]["description"]) > len(field.meaning)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.called)
def test_a_declared_default_is_a_value_that_the_key_takes(table: Table) -> None:
    for field in table.fields:
        if field.default is None:
            continue
        written = list(field.default) if isinstance(field.default, tuple) else field.default
        assert read_alone(field, written)[1] == []
        assert tomli.loads(f"key = {default_of(field)}")["key"] == written


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        (schema_text(), "routines"),
        (schema_text(), "examples"),
        (exercise_schema_text(), "src/calfcoach/library/exercises"),
    ],
)
def test_every_shipped_file_is_valid(text: str, folder: str) -> None:
    ask = checker(json.loads(text))
    paths = sorted((ROOT / folder).glob("*.toml"))
    assert paths
    for path in paths:
        document = tomli.loads(path.read_text(encoding="utf-8"))
        assert list(ask.iter_errors(document)) == [], path.name


def test_every_example_of_the_page_is_valid() -> None:
    ask = whole_checker()
    page = (ROOT / "docs" / "routines.md").read_text(encoding="utf-8")
    texts = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(texts) == 21
    for text in texts:
        assert list(ask.iter_errors(tomli.loads(text))) == [], text


def test_leaving_a_key_out_is_the_same_as_its_declared_default(tmp_path: Path) -> None:
    def routine(above: str, pacing: str) -> Routine:
        text = f'title = "Mine"\n{above}\n[pacing]\n{pacing}\n[[step]]\nexercise = "heel-raise"\n'
        file = tmp_path / "mine.toml"
        file.write_text(text, encoding="utf-8")
        read = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)})).routine(str(file))
        return replace(read, hash="")

    bare = routine("", "")
    assert routine(defaults_of(ROUTINE), defaults_of(PACING)) == bare


def test_an_exercise_is_the_same_with_its_declared_defaults_written_out(tmp_path: Path) -> None:
    def exercise(keys: str, dose: str) -> Exercise:
        text = f'title = "Mine"\nkind = "press"\n{keys}\n[dose.default]\nhold = "9s"\n{dose}'
        return read_exercise_file(text.encode(), id="mine", where="x", origin=Origin.USER)

    # `release` stands only beside short holds, which have a default of their own
    dose = defaults_of(DOSE).replace('release = "5s"\n', "")
    assert dose == 'sets = 1\nrest = "0s"\n'
    assert exercise(defaults_of(EXERCISE), dose) == exercise("", "")
    assert exercise("", 'reps = 3\nrelease = "5s"\n') == exercise("", "reps = 3\n")


def defaults_of(table: Table) -> str:
    """All declared defaults of a table, written out."""
    return "".join(
        f"{field.name} = {default_of(field)}\n"
        for field in table.fields
        if field.default is not None
    )


def test_the_declared_limit_of_own_pace_is_the_one_that_is_used() -> None:
    (limit,) = [field for field in DOSE.fields if field.name == "limit"]
    assert limit.otherwise == "6 s a rep, rounded up to 30 s; 2 s a foot step"


# --------------------------------------------------- reader and schema say the same


DURATIONS = tuple(
    dict.fromkeys(f.read for t in TABLES for f in t.fields if isinstance(f.read, Duration))
)


@pytest.mark.parametrize("read", DURATIONS, ids=lambda read: f"{read.low_s:g}-{read.high_s:g}")
def test_the_pattern_of_a_duration_is_its_range(read: Duration) -> None:
    pattern = re.compile(duration_pattern(read))
    ends = (0, 1, 2, 9, 10, 58, 59, 60, 61, 99, 100, 599, 600, 601, 3_599, 3_600, 3_601, 99_999)
    texts = {form.format(s=s) for s in ends for form in SECONDS}
    texts |= {form.format(m=m, s=s) for m in ends for s in (0, 1, 9, 59, 60) for form in MINUTES}
    for text in texts:
        problems: list[Problem] = []
        taken = read(text, Spot(problems=problems, path=("key",))) is not None
        assert (pattern.search(text) is not None) == taken, text


SECONDS = ("{s}", "{s}s", "{s}.0s", "{s}.001s", "{s}.5s", "{s}.49s", "{s:06}s", "{s:07}", "{s}.5")
MINUTES = (
    "{m}m",
    "{m}m{s}s",
    "{m}m{s:02}s",
    "{m}m{s}.5s",
    "{m}:{s:02}",
    "{m:05}:{s:02}",
    "{m}:{s}",
)


def read_alone(field: Field, value: object) -> tuple[Any, list[Problem]]:
    problems: list[Problem] = []
    return field.read(value, Spot(problems=problems, path=(field.name,))), problems


WRITTEN = st.one_of(
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,4})?s", fullmatch=True),
    st.from_regex(r"[0-9]{1,7}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}m([0-9]{1,2}(\.[0-9])?s)?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}:[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}(\.5)?(-[0-9]{1,2}(\.5)?){1,4}", fullmatch=True),
    st.sampled_from(("0s", "1s", "0.5s", "0.4s", "600s", "10m", "10m1s", "60m", "1:00:00", "max")),
    st.sampled_from(("stretch", "each", "auto", "heat", "open floor", "mon", "own", "screen")),
    st.sampled_from(("", " ", "text", "x" * 100, "x" * 101, "x" * 2_001, "30 s", "thirty")),
)
SINGLE = st.one_of(
    st.integers(-2, 260),
    st.sampled_from((3_600, 3_601, 10**9)),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    WRITTEN,
)
VALUES = st.one_of(
    SINGLE,
    st.lists(SINGLE, max_size=3),
    st.dictionaries(st.sampled_from(("cite", "mark", "claim", "name", "time", "x")), SINGLE),
    st.lists(
        st.dictionaries(st.sampled_from(("name", "time", "kind", "cite")), SINGLE), max_size=2
    ),
)


def good(read: Reader) -> st.SearchStrategy[Any]:
    """Values that a reader takes."""
    match read:
        case Whole(low=low, high=high):
            return st.integers(low, high)
        case Flag():
            return st.booleans()
        case Text(chars=chars):
            return st.sampled_from(("x", "Some words.", "é" * chars))
        case Choice(words=words):
            return st.sampled_from(words)
        case Days():
            return st.sampled_from((1, 7, ["mon"], ["sun", "tue"]))
        case Duration(low_s=low_s, high_s=high_s):
            whole = st.integers(int(-(-low_s // 1)), int(high_s))
            return (
                whole | whole.map(lambda s: f"{s}s") | whole.map(lambda s: f"{s // 60}m{s % 60}s")
            )
        case TempoText():
            return st.sampled_from(("2-3-3", "0-0-1", "60-60-60-60", "1.5-0-2"))
        case CountText():
            return st.sampled_from((1, 200, "max", "10-12"))
        case _:
            return good_holder(read)


def good_holder(read: Reader) -> st.SearchStrategy[Any]:
    match read:
        case ListOf(read=inner, single=single):
            many: st.SearchStrategy[Any] = st.lists(good(inner), max_size=3)
            return many | st.just("words") if single else many
        case SourceOf():
            return st.just("A book") | good_table(SOURCE)
        case BeatWords():
            return st.just(["curl", "let go"])
        case TableOf(table=table) | LateTableOf(table=table):
            return good_table(table)
        case Tables():
            return st.just([{"exercise": "heel-walk"}])
        case PropOf():
            return st.sampled_from(({"wall": 1}, {"towel": [[0, 0.5], [1.0, 0.25]]}))
        case PosesOf():
            joints = {key: [0.5, 1] for key in JOINTS}
            return st.just([joints | {"props": [{"roller": [0.5, 0.5, 0.1]}]}, {}])
        case NamedTables():
            return st.just({"mine": {"title": "x", "kind": "stretch"}})
        case _:
            raise AssertionError(read)


def good_table(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    required = {f.name: good(f.read) for f in table.fields if f.required}
    optional = {f.name: good(f.read) for f in table.fields if not f.required}
    return st.fixed_dictionaries(required, optional=optional)


GOOD = {table.called: good_table(table) for table in TABLES}


def problems_of(table: Table, document: dict[str, Any]) -> set[str]:
    problems: list[Problem] = []
    read_table(document, table, Spot(problems=problems))
    found = {str(problem.path[0]) for problem in problems}
    # A key that is missing, but meant by an unknown one, is told with that one.
    meant = {
        field.name
        for field in table.fields
        if field.required and field.name not in document
        if any(f"did you mean `{field.name}`" in problem.hint for problem in problems)
        or any(f"did you mean [[{field.name}]]" in problem.hint for problem in problems)
    }
    return found | meant


def unsaid(document: dict[str, Any]) -> bool:
    """Whether a value is refused for what a pattern cannot say: that "12-10" does not rise."""
    found = re.fullmatch(r"0*([0-9]+)-0*([0-9]+)", str(document.get("reps")))
    return found is not None and int(found[1]) >= int(found[2])


POOL: tuple[Any, ...] = (
    *(True, False, -1, 0, 1, 7, 8, 0.5, 1.0, 30.0, 10**9),
    *("", " ", "x", "thirty", "30 s", "max", "10-12", "0-5", "1-201", "2-3", "0-0-0", "0-0-0-0"),
    *("0.0-0-0.5", "60-60-60", "60.1-1-1", "61-0-0", "1-1-1-1-1", "0.4s", "0.5s", "0s", "0m0s"),
    *("mon", "stretch", "each", "auto", "heat", "open floor", "own", "screen", "Stretch"),
    *([], ["mon"], ["mon", "x"], ["up"], ["up", "down"], ["a", "b", "c"], ["a", ""], [1], [[]]),
    *({}, {"cite": "x"}, {"cite": ""}, {"cite": "x", "mark": "mine"}, {"x": 1}, [{}]),
    *([{"cite": "x"}], [{"claim": "x"}], [{"name": "x", "time": "3m"}], [{"name": "x"}]),
)


def edges(read: Reader) -> Iterator[Any]:
    """Values at both sides of the ends of a reader's range."""
    match read:
        case Whole(low=low, high=high):
            yield from (low - 1, low, high, high + 1)
        case Duration(low_s=low_s, high_s=high_s):
            for end in (int(low_s), int(high_s)):
                for seconds in (end - 1, end, end + 1):
                    yield from (seconds, f"{seconds}s", f"{seconds}", f"{seconds}.5s")
        case CountText():
            yield from (0, 1, 200, 201, "0-1", "1-2", "199-200", "200-201")
        case Text(chars=chars) | ListOf(read=Text(chars=chars)):
            for text in ("", " ", "x" * chars, "x" * (chars + 1)):
                yield from (text, [text], ["x", text])
        case BeatWords():
            yield from (["up", "x" * 100], ["up", "x" * 101], ["up", " "])
        case ListOf(read=TableOf(table=table)):
            yield from ([one] for one in edge_tables(table))
        case ListOf(read=SourceOf()):
            yield from ([one] for one in edge_tables(SOURCE))
        case TableOf(table=table) | LateTableOf(table=table):
            yield from edge_tables(table)


def edge_tables(table: Table) -> Iterator[dict[str, Any]]:
    least = {f.name: LEAST[f.name] for f in table.fields if f.required}
    for field in table.fields:
        yield from (least | {field.name: value} for value in edges(field.read))


LEAST = {
    "title": "Mine",
    "kind": "stretch",
    "name": "Warm",
    "time": "3m",
    "cite": "A book",
    "repeat": 2,
    "exercise": "heel-walk",
    "step": [{"exercise": "heel-walk"}],
    "pose": [{key: [0.5, 0.5] for key in JOINTS}],
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.called)
def test_at_the_ends_of_every_range_both_say_the_same(table: Table) -> None:
    least = {f.name: LEAST[f.name] for f in table.fields if f.required}
    for field in table.fields:
        if isinstance(field.read, Tables | NamedTables | PosesOf):
            continue
        for value in (*POOL, *edges(field.read)):
            document = least | {field.name: value}
            if not unsaid(document):
                refused = refused_keys(table, document)
                assert refused == problems_of(table, document), (field.name, value)


@examples(40)
@given(data=st.data())
def test_what_the_reader_takes_the_schema_takes(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    document = data.draw(GOOD[table.called])
    assert problems_of(table, document) == set()
    assert refused_keys(table, document) == set()


@examples(200)
@given(data=st.data())
def test_one_wrong_key_is_refused_by_both_or_by_none(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    document = data.draw(GOOD[table.called])
    field = data.draw(st.sampled_from([f for f in table.fields if not isinstance(f.read, Tables)]))
    value = data.draw(VALUES)
    if isinstance(field.read, NamedTables | PosesOf):  # what stands in them is read by others
        value = data.draw(SINGLE)
    document = document | {field.name: value}
    if not unsaid(document):
        assert refused_keys(table, document) == problems_of(table, document)


@examples(40)
@given(data=st.data())
def test_an_unknown_or_a_missing_key_is_refused_by_both(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    document = data.draw(GOOD[table.called])
    every = sorted({name for other in TABLES for name in other.names()} | {"hodl", "Title", "x-y"})
    document[data.draw(st.sampled_from(every))] = data.draw(SINGLE)
    one_less: bool = data.draw(st.booleans())
    if one_less:
        del document[data.draw(st.sampled_from(sorted(document)))]
    if not unsaid(document):
        assert refused_keys(table, document) == problems_of(table, document)


@examples(20)
@given(data=st.data())
def test_a_whole_routine_of_keys_that_are_taken_is_valid(data: st.DataObject) -> None:
    circuit = st.builds(
        lambda outer, inner: outer | {"step": inner},
        GOOD[CIRCUIT.called],
        st.lists(GOOD[STEP.called], min_size=1, max_size=2),
    )
    document = data.draw(GOOD[ROUTINE.called])
    document["step"] = data.draw(st.lists(GOOD[STEP.called] | circuit, min_size=1, max_size=3))
    document["exercise"] = {"my-own": data.draw(GOOD[INLINE.called])}
    assert list(whole_checker().iter_errors(document)) == []


@cache
def whole_checker() -> Any:
    return checker(json.loads(schema_text()))


def test_a_bare_number_out_of_a_written_range_is_refused_by_both() -> None:
    for field in DOSE.fields:
        if isinstance(field.read, Duration):
            for value in (int(field.read.high_s) + 1, f"{int(field.read.high_s) + 1}s", "0.4"):
                assert read_alone(field, value)[1] != []
                assert refused_keys(DOSE, {field.name: value}) == {field.name}


def test_a_circuit_and_a_step_do_not_take_each_others_keys() -> None:
    ask = whole_checker()
    inner = [{"exercise": "heel-walk", "time": "25s"}]

    def wrong(step: dict[str, Any]) -> list[tuple[str | int, ...]]:
        document = {"title": "Mine", "step": [step]}
        return sorted({tuple(e.path) for e in ask.iter_errors(document)})

    assert wrong({"repeat": 2, "rest": "30s", "step": inner}) == []
    assert wrong({"repeat": 2, "hold": "30s", "step": inner}) == [("step", 0, "hold")]
    assert wrong({"step": inner}) == [("step", 0)]
    assert wrong({"repeat": 2}) == [("step", 0)]
    assert wrong({"hold": "30s"}) == [("step", 0)]
    nested = {"repeat": 2, "step": [{"repeat": 2, "step": inner}]}
    assert ("step", 0, "step", 0, "repeat") in wrong(nested)


# --------------------------------------------------------- the same lines as our errors


def test_the_schema_marks_the_very_lines_that_are_wrong(tmp_path: Path) -> None:
    taplo = shutil.which("taplo")
    if taplo is None:
        pytest.skip("taplo, which editors run, is not installed here")
    (tmp_path / "routine.schema.json").write_text(schema_text(), encoding="utf-8")
    file = tmp_path / "broken.toml"
    file.write_text(BROKEN, encoding="utf-8")
    ran = subprocess.run(
        [taplo, "lint", "--no-auto-config", file.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = {int(line) for line in re.findall(r"broken\.toml:([0-9]+):[0-9]+", ran.stderr)}
    assert ran.returncode == 1
    assert found == wrong_lines()


def test_our_errors_name_the_very_lines_that_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(CoachError) as caught:
        Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)})).routine(str(file))
    found = [re.search(r"broken\.toml:([0-9]+):[0-9]+", one.where) for one in caught.value.all()]
    assert None not in found
    assert {int(one[1]) for one in found if one} == wrong_lines()


def wrong_lines() -> set[int]:
    """The lines of `BROKEN` that say of themselves that they are wrong."""
    return {no for no, line in enumerate(BROKEN.split("\n"), 1) if line.endswith("# wrong")}


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "a" * 65, "Mine", "a--b"])
def test_a_name_that_the_reader_refuses_is_none_in_the_schema(name: str) -> None:
    ask = checker(json.loads(schema_text()))
    document = {
        "title": "Mine",
        "step": [{"exercise": name, "hold": "9s"}],
        "exercise": {name: {"title": "Own", "kind": "stretch"}},
    }
    assert [error.path[0] for error in ask.iter_errors(document)][:1] == ["exercise"]
    document["exercise"] = {"a" * 64: {"title": "Own", "kind": "stretch"}}
    assert list(ask.iter_errors(document)) == []
