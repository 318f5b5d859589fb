"""The scanner and the parser agree on where everything stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from strategies import examples
from toml_texts import documents

from calfcoach.files.folders import shipped_exercises, shipped_routines
from calfcoach.files.positions import find_marks, line_and_column
from calfcoach.files.problems import KeyPath

SHIPPED = sorted([*shipped_exercises().parent.rglob("*.toml"), *shipped_routines().glob("*.toml")])


def entries(inside: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Everything in a document, from the top down."""
    yield path, inside
    if isinstance(inside, dict):
        for key, value in inside.items():
            yield from entries(value, (*path, key))
    elif isinstance(inside, list):
        for index, value in enumerate(inside):
            yield from entries(value, (*path, index))


def parses(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


def key_at(text: str, offset: int) -> str:
    """The key that begins at a place, read by the parser: it is the first of a new line."""
    line = text[offset:].split("\n", 1)[0]
    for end in range(1, len(line) + 1):
        try:
            (key,) = tomli.loads(f"{line[:end]} = 1")
        except (tomli.TOMLDecodeError, ValueError):
            continue
        if not isinstance(tomli.loads(f"{line[:end]} = 1")[key], dict) and (
            end == len(line) or line[end] in "\t .=]"
        ):
            return key
    raise AssertionError(f"no key in {line!r}")


def assert_in_place(text: str) -> None:
    """Every leaf's place holds its key and its value, and nothing else has a place."""
    text = text.replace("\r\n", "\n")
    document = tomli.loads(text)
    found = find_marks(text)
    assert set(found) == {path for path, _ in entries(document)}
    for path, value in entries(document):
        mark = found[path]
        if path and isinstance(path[-1], str):
            assert key_at(text, mark.key) == path[-1]
        raw = text[mark.start : mark.end]
        if not isinstance(value, dict | list):
            assert repr(tomli.loads(f"value = {raw}")["value"]) == repr(value)
    for path in list(found)[:: max(1, len(found) // 20)]:  # asked for alone, it is the same
        assert find_marks(text, [path]) == {path: found[path]}


@examples(80)
@given(text=documents(parses))
def test_every_leaf_stands_where_the_scanner_says(text: str) -> None:
    assert_in_place(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_leaf_of_the_shipped_files_is_found(path: Path) -> None:
    assert_in_place(path.read_text(encoding="utf-8"))


# what the corpora of TOML parsers try, one kind of trouble each
CORPUS = {
    "key-escapes": '"\\n" = 1\n"\\u00e9" = 2\n"\\"" = 3\n',
    "key-empty": '"" = 1\n',
    "key-quoted-dots": '"a.b".c = 1\na."b.c" = 2\na . d = 3\n',
    "key-numeric": "1 = 1\n2.2 = 2\n-3 = 3\n",
    "key-like-value": "true = 1\ninf = 2\n2001-02-03 = 3\n",
    "key-special": "'~!@$^&*()_+-`1234567890[]|/?><.,;:' = 1\n",
    "dotted-out-of-order": "a.b = 1\nc = 2\na.d = 3\n",
    "table-super-later": "[x.y.z]\nk = 1\n[x]\nk = 2\n",
    "table-spaces": "[ a . b ]\nk = 1\n[[ c . d ]]\nk = 2\n",
    "table-quoted": "['a b'.\"c]\"]\nk = 1\n",
    "table-array-nest": "[[a]]\n[[a.b]]\nk=1\n[[a.b]]\nk=2\n[[a]]\n[[a.b]]\nk=3\n[a.c]\nk=4\n",
    "table-array-implicit": "[[a.b.c]]\nk = 1\n[[a.b.c]]\nk = 2\n[a.x]\nk = 3\n",
    "table-array-dotted": "[[a]]\nb.c = 1\nb.d = 2\n[[a]]\nb.c = 3\n",
    "table-after-array": "[[a]]\nk=1\n[a.b]\nk=2\n[a.b.c]\nk=3\n[[a]]\n[a.b]\nk=4\n",
    "inline-nested": "a = { b = { c = [1, { d = 2 }] }, e.f = 3 }\n",
    "inline-empty": "a = {}\nb = { }\nc = [{}, {}]\n",
    "inline-brackets-in-text": 'a = [ "]", \'}\', { "b,]" = "[{" } ]\n',
    "array-lines": "a = [\n  1, # one ]\n\n  2,\n  # 3,\n]\nb = 2\n",
    "array-nested": 'a = [[1, 2], ["a", [[], [3.0]]]]\n',
    "array-no-blanks": "a=[1,2,[3],{b=4}]\n",
    "text-many-quotes": 'a = """"x""""\nb = """x"""""\nc = \'\'\'\'x\'\'\'\'\'\n',
    "text-looks-like-toml": "a = \"\"\"\nb = 1\n[[c]]\n\"\"\"\nd = '''\n[e]\nf = 2\n'''\n",
    "text-backslashes": 'a = "\\\\"\nb = """\\\\"""\nc = \'\\\'\nd = """x\\"""" \ne = 1\n',
    "text-line-end-escape": 'a = """x \\\n\n   y"""\nb = 2\n',
    "text-hash": "a = \"#\" # \"\nb = '#' # '\nc = 3\n",
    "date-blank": "a = 1979-05-27 07:32:00 # x\nb = 1979-05-27   # y\nc = [1979-05-27, 07:32:00]\n",
    "numbers": "a=+1\nb=0x0\nc=1_0.0_1e+1_0\nd=nan\ne=-inf\n",
    "windows-lines": 'a = 1\r\n[b]\r\nc = """\r\nx\r\n"""\r\nd = [\r\n1,\r\n]\r\n',
    "no-last-line-end": "[a]\nb = 1",
    "comment-last": "a = 1\n# b = 2",
    "blank-lines": "\n\n \t\n# x\n\n  a = 1\n\n",
    "wide": 'a = "\u4e2d\u6587" # \U0001f600\n"\u00fc" = 1\n',
}


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
def test_every_leaf_of_a_hard_case_is_found(text: str) -> None:
    assert_in_place(text)


def test_the_lines_and_columns_of_a_document_are_told() -> None:
    text = '''\
title = "Mine"   # a remark
tags = [ "a",
         "b" ]
pacing.move = "5s"
[[step]]
exercise = "x"
[[step]]
parts = [{ name = "A", time = "1m" }]
"odd key" = 1
  [step.sub]
note = """
two
lines"""
'''
    wanted: list[KeyPath] = [
        ("title",),
        ("tags", 1),
        ("pacing",),
        ("pacing", "move"),
        ("step", 1),
        ("step", 1, "parts", 0, "time"),
        ("step", 1, "odd key"),
        ("step", 1, "sub"),
        ("step", 1, "sub", "note"),
    ]
    found = find_marks(text, wanted)
    assert [
        (line_and_column(text, found[path].key), line_and_column(text, found[path].start))
        for path in wanted
    ] == [
        ((1, 1), (1, 9)),
        ((3, 10), (3, 10)),
        ((4, 1), (4, 1)),
        ((4, 8), (4, 15)),
        ((7, 1), (7, 1)),
        ((8, 24), (8, 31)),
        ((9, 1), (9, 13)),
        ((10, 9), (10, 3)),
        ((11, 1), (11, 8)),
    ]


def test_what_is_not_in_the_document_has_no_place() -> None:
    assert find_marks("a = 1\n[b]\n", [("c",), ("b", "a"), ("a", 0)]) == {}
    assert find_marks("") == {(): find_marks("x = 1")[()]}
