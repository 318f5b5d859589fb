from __future__ import annotations

import datetime
from typing import Any

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st
from planned import begin_plan
from strategies import examples

from calfcoach.files.document import parse
from calfcoach.files.plain_toml import read_plain

PIECES = [
    "[[stage]]\n", "[[stage.item]]\n", "[[stage.item.part]]\n", "[stage]\n", "[[ stage ]]\n",
    "[[]]\n", "[[a]] # new\n", "[[a.b]]\n", "a = [ ]\n", "a = []\n", "b = [{}]\n", "stage = 1\n",
    'name = "base"\n', "name = 'base'\n", 'name = """base"""\n', 'name = ""\n', '"name" = 1\n',
    'name = "it\'s # no comment, [1] = {}"\n', 'name = "a\\tb"\n', 'name = "a\tb"\n', 'name = "\n',
    'name = """\n', "na-me_2 = 7\n", "2 = 2\n", "a.b = 1\n", " = 1\n", "name = \n", "name\n",
    "é = 1\n", "days = 7 # or fewer\n", "days = 07\n", "days = +7\n", "days = 7_000\n",
    "days = 7.5\n", "days = 0\n", "on = true\n", "on = True\n", "off = false,\n",
    "day = 2026-11-21\n", "day = 2026-02-30\n", "day = 2026-11-21 10:00:00\n",
    "day = 2026-11-21T10:00:00Z\n", "day = 2026-W47-6\n", "at = 10:00:00\n", "list = [14, 28]\n",
    "list = [14, 28,]\n", "list = [14 28]\n", "list = [,]\n", "list = [\n  1,\n  2,\n]\n",
    "list = [\n  1, # one\n]\n", 'list = ["mon", ["tue"]]\n', "list = [1]]\n", "list = [1\n",
    'row = { claim = "x", cite = "y" }\n', "row = { a = 1, a = 2 }\n", "row = { a = 1, }\n",
    "row = {\na = 1 }\n", "row = { a = { b = 1 } }\n", "row = { a.b = 1 }\n", "row = {}\n",
    "row = { , }\n", "row = { a = 1 b = 2 }\n", "# a comment\n", "#\n", "# \x01\n", "\n", " \t\n",
    "  ", "\r", "\ufeff", "\u00a0", "}", "]", "=", '"', ",",
]  # fmt: skip


def type_of(value: Any) -> Any:
    """What a value is made of, as 1 and true, and a day and an instant, are equal to `==`."""
    if isinstance(value, dict):
        return {key: type_of(one) for key, one in value.items()}
    return [type_of(one) for one in value] if isinstance(value, list) else type(value)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join))
@example("[[stage]]\n[[stage.item]]\nstage = 1\n[[stage]]\n")
@example("a = []\n[[a]]\n")
@example("b = [{}]\n[[b.c]]\n")
@example("days = 7")
@examples(2_000)
def test_what_is_read_as_plain_is_what_the_parser_reads(text: str) -> None:
    found = read_plain(text)
    if found is not None:
        read = tomli.loads(text)
        assert found == read
        assert type_of(found) == type_of(read)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ('sound = "off"', {"sound": "off"}),
        ("volume = 30 # of 100\nvoice = true\n", {"volume": 30, "voice": True}),
        ("began = 2026-11-21\n", {"began": datetime.date(2026, 11, 21)}),
        ("a = [\n  { b = [1, 2] },\n]\n", {"a": [{"b": [1, 2]}]}),
        ("[[a]]\n  [[a.b]]\n  c = 1\n[[a]]\n", {"a": [{"b": [{"c": 1}]}, {}]}),
    ],
)
def test_what_we_write_and_most_people_is_plain(text: str, found: dict[str, Any]) -> None:
    assert read_plain(text) == found


@pytest.mark.parametrize(
    "text",
    ["[a]\n", "a = 'b'\n", 'a = "\\n"\n', "a = 1.5\n", "a.b = 1\n", "a = 1\na = 2\n", "a", "[[a]"],
)
def test_what_is_not_plain_or_no_toml_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text) is None


def test_a_file_of_ours_is_read_without_the_parser_and_knows_its_text(home: Any) -> None:
    begin_plan(home)
    data = (home / "plan.toml").read_bytes()
    document = parse(data, "plan.toml", mostly_plain=True)
    assert document == read_plain(data.decode()) == tomli.loads(data.decode())
    assert document.text == data.decode()
