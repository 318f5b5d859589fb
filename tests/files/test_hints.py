"""A hint that says what to write is right: with it in the place of the value there is no problem.

Tried over all broken files, and over wrong values one by one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from routine_samples import LIBRARY
from test_broken_files import FILES

from calfcoach.errors import CoachError
from calfcoach.files.places import PlacedError
from calfcoach.files.positions import find_marks
from calfcoach.files.routine import read_routine
from calfcoach.terms import Origin

_WRITE = re.compile(
    r"write (?:(?P<key>[A-Za-z0-9_-]+) = )?(?P<value>\[\".*?\]|\".*?\"|[0-9]+|true|false)"
    r"(?: or (?:more|less))?(?P<more>(?:(?:,| and) [a-z]+ = (?:[0-9]+|\"each\"))*)"
)
_HEADER = re.compile(r"write (?P<header>\[.*\])")


def problems(text: str) -> tuple[CoachError, ...]:
    try:
        read_routine(
            text.encode(), id="mine", where="mine.toml", exercises=LIBRARY, origin=Origin.FILE
        )
    except CoachError as error:
        return error.all()
    return ()


def mended(text: str, problem: PlacedError) -> str | None:
    """The text as the hint has it; None where the hint does not say what to write."""
    lines = text.splitlines(keepends=True)
    place = problem.place
    offset = sum(map(len, lines[: place.line_no - 1])) + place.column - 1
    found = _WRITE.fullmatch(problem.hint)
    header = _HEADER.fullmatch(problem.hint)
    if header is not None and header["header"][:2] != '["' and "above" not in problem.hint:
        lines[place.line_no - 1] = f"{header['header']}\n"
    elif found is None or problem.message.endswith("is missing"):
        return None
    elif problem.message.startswith("the file is not valid TOML"):
        if found["key"] is None:
            return None
        lines[place.line_no - 1] = f"{found['key']} = {found['value']}\n"
    else:
        (end,) = {mark.end for mark in find_marks(text).values() if mark.start == offset}
        return with_keys(f"{text[:offset]}{found['value']}{text[end:]}", place.line_no, found)
    return with_keys("".join(lines), place.line_no, found)


def with_keys(text: str, line_no: int, found: re.Match[str] | None) -> str:
    if found is None or not found["more"]:
        return text
    lines = text.splitlines(keepends=True)
    keys = [f"{one}\n" for one in re.split(", | and ", found["more"]) if one]
    return "".join([*lines[:line_no], *keys, *lines[line_no:]])


def check(text: str) -> int:
    """Try every hint of a text by itself; how many there were."""
    before = problems(text)
    tried = 0
    for problem in before:
        new = mended(text, problem) if isinstance(problem, PlacedError) else None
        if new is None:
            continue
        assert isinstance(problem, PlacedError)
        tried += 1
        after = problems(new)
        if problem.message.startswith("the file is not valid TOML"):  # only one is ever told
            lines = [one.place.line_no for one in after if isinstance(one, PlacedError)]
            assert problem.place.line_no not in lines, (problem.hint, after)
        else:
            assert problem.message not in [one.message for one in after], problem.hint
            assert {one.message for one in after} < {one.message for one in before}, problem.hint
    return tried


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_hint_says_to_write_mends_the_file(path: Path) -> None:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return
    check(text)


STEP = 'title = "Mine"\n[[step]]\nexercise = "{name}"\n{body}\n'


def test_a_long_value_without_quotes_is_told_the_rule_and_no_other_value() -> None:
    long = "as long as it feels good, half a minute or more"
    (problem,) = problems(STEP.format(name="soleus-stretch", body=f"hold = {long}"))
    assert problem.hint == 'durations look like "30s", "1m30s" or "1:30"'
    (problem,) = problems(STEP.format(name="soleus-stretch", body="hold ="))
    assert problem.hint == 'write hold = "30s"'


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize(
    ("name", "line", "meant"),
    [
        ("soleus-stretch", "hold = 3x30s", 'hold = "30s" and sets = 3'),
        ("soleus-stretch", "hold = 90 min", 'hold = "10m" or less'),
        ("soleus-stretch", "hold = 1m 30s", 'hold = "90s"'),
        ("soleus-stretch", "hold = 30,5s", 'hold = "30.5s"'),
        ("heel-walk", "time = 0:45 min", 'time = "45s"'),
        ("heel-raise", "reps = 2x12", "reps = 12 and sets = 2"),
        ("heel-raise", "reps = 12 x 2", "reps = 12 and sets = 2"),
        ("heel-raise", "reps = 12 each", 'reps = 12 and sides = "each"'),
        ("foam-roll", "time = 2x60s per leg", 'time = "1m", sets = 2 and sides = "each"'),
        ("heel-raise", "sets = 3 sets of 12", "sets = 3 and reps = 12"),
        ("heel-raise", "reps = 10 to 12", 'reps = "10-12"'),
        ("heel-raise", "reps = 10–12", 'reps = "10-12"'),
        ("heel-raise", "reps = 12\nsets = two", "sets = 2"),
        ("heel-raise", "reps = 12\nsets = 99x", "sets = 20 or less"),
        ("heel-raise", "reps = 12\ntempo = 2,5-1-3", 'tempo = "2.5-1-3"'),
        ("heel-raise", "reps = 12\nrest = 1,5m", 'rest = "90s"'),
        ("heel-raise", "reps = 12\nsides = left and right", 'sides = "each"'),
        ("heel-raise", "reps = 12\nadvance = Manual", 'advance = "manual"'),
    ],
)
def test_a_wrong_value_is_told_how_it_is_written(
    name: str, line: str, meant: str, quote: str
) -> None:
    """With quotes around it and without."""
    head, equals, value = line.rpartition(" = ")
    text = STEP.format(name=name, body=f"{head}{equals}{quote}{value}{quote}")
    (problem,) = problems(text)
    near = f"did you mean `{value.lower()}`?"
    assert problem.hint in (f"write {meant}", near)
    if problem.hint != near:
        assert check(text) == 1
