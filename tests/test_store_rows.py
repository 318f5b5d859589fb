"""What a row must be, looked at without patterns, is what the patterns say."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples

from calfcoach.days import instant_text
from calfcoach.store import rows
from calfcoach.store.ids import is_id, new_id

INSTANT = "2026-11-20T18:03:22.123Z"
ID = new_id(1, bytes(10))
_AN_INSTANT = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")
_AN_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def changed(whole: str) -> st.SearchStrategy[str]:
    """The text with one piece put in the place of another."""
    signs = st.sampled_from(
        ["", "0", "9", "-", "+", ":", ".", ",", "Z", "W", "T", " ", "f", "F", "４", "\0"]
    )
    place = st.integers(0, len(whole))
    return st.builds(
        lambda a, n, sign: whole[:a] + sign + whole[a + n :], place, st.integers(0, 2), signs
    )


def row_of(**values: Any) -> sqlite3.Row:
    """A row with these columns."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    columns = ", ".join(f"? AS {name}" for name in values)
    row: sqlite3.Row = connection.execute(f"SELECT {columns}", list(values.values())).fetchone()
    connection.close()
    return row


def is_an_instant(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return _AN_INSTANT.fullmatch(text) is not None


@given(
    changed(INSTANT) | st.datetimes().map(lambda at: instant_text(at.replace(tzinfo=datetime.UTC)))
)
@example("2026-11-20T18:03:22+01:00")
@example("2026-11-20T18:03:22,123Z")
@examples(2_000)
def test_an_instant_is_one_in_its_whole_form(text: str) -> None:
    try:
        found = rows.instant_of(row_of(at=text))
    except sqlite3.DatabaseError:
        assert not is_an_instant(text)
    else:
        assert (found, is_an_instant(text)) == (text, True)


@given(changed(ID) | st.sampled_from(["", ID, ID.upper(), ID.replace("-", "")]))
@examples(500)
def test_an_id_is_one_in_its_whole_form(text: str) -> None:
    assert is_id(text) is (_AN_ID.fullmatch(text) is not None)


@pytest.mark.parametrize(
    "array",
    [
        "[]",
        '["calf"]',
        '["a", "b"]',
        '["a","b"]',
        '[""]',
        '["\\u00e9"]',
        '["a, b", "\\"", "é"]',
        '[ "a" ]',
    ],
)
def test_texts_of_an_array_are_those_of_json(array: str) -> None:
    row = row_of(at=INSTANT, local_day="2026-11-20", version="1", conditions=array, flags="[]")
    assert rows.screening_of(row).conditions == tuple(json.loads(array))


@pytest.mark.parametrize(
    "array",
    ["", '["]', '[""]]', '["a" "b"]', '["a', '"a"', "{}", "[1]", None, 7, '["a"b"]', '["\t"]'],
)
def test_what_is_no_array_of_texts_is_damage(array: object) -> None:
    row = row_of(at=INSTANT, local_day="2026-11-20", version="1", conditions="[]", flags=array)
    with pytest.raises(sqlite3.DatabaseError):
        rows.screening_of(row)
