"""JSON is read as the standard library reads it, also where it is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from calfcoach.files import json_reading
from calfcoach.files.json_reading import read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def outcome(read: Callable[[str], Any], text: str) -> str:
    try:
        return repr(read(text))
    except (ValueError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"


@given(value=VALUES, indent=st.none() | st.integers(0, 2), ascii_only=st.booleans())
@examples(100)
def test_what_is_written_is_read_again(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert read_json(text) == value


@given(text=st.text(alphabet='{}[]":,0123456789.eE+-truefalsn \\u\n\x00NaIity', max_size=12))
@examples(200)
def test_what_is_no_json_is_refused_in_the_same_words(text: str) -> None:
    assert outcome(read_json, text) == outcome(json.loads, text)


@pytest.mark.parametrize(
    "text", ["", " {}", "{} ", "{}{}", "NaN", "-Infinity", '"\\ud800"', "[" * 100_000, "1" * 5_000]
)
def test_the_edges_are_those_of_the_standard_library(text: str) -> None:
    assert outcome(read_json, text) == outcome(json.loads, text)


def test_objects_are_made_by_whoever_reads() -> None:
    text = '[{"a": {"b": 1}}, {}]'

    assert read_json(text, lambda found: [*found.items()]) == json.loads(
        text, object_hook=lambda found: [*found.items()]
    )


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        read_json(None)  # type: ignore[arg-type]  # as a damaged row may have it


def test_without_the_scanner_it_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reading, "_scan", None)

    assert read_json('{"a": [1, 2.5, "\u00e9"]}') == {"a": [1, 2.5, "\u00e9"]}
