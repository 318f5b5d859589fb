"""JSON for a person to read: letter for letter as Python's own writer lays it out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.cli.json_text import laid_out

_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_ANY = st.recursive(
    _PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(_ANY)
def test_any_value_is_laid_out_as_json_itself_does_it(value: object) -> None:
    assert laid_out(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_a_listing_has_a_line_for_each_value() -> None:
    document = {"schema": "calfcoach.x/1", "rests": [], "sessions": [{"id": "ä", "pain": None}]}

    assert laid_out(document).split("\n") == [
        "{",
        '  "schema": "calfcoach.x/1",',
        '  "rests": [],',
        '  "sessions": [',
        "    {",
        '      "id": "ä",',
        '      "pain": null',
        "    }",
        "  ]",
        "}",
    ]


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        laid_out({"a": {"b": object()}})
