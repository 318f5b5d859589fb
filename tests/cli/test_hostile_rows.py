"""A history into which somebody else has written: no row of it steers the terminal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import TUESDAY, gap, keep

from calfcoach.store import History

Calf = Callable[..., Any]

HOSTILE = "\x1b[2Ja\x9b31mb\x00c\u202ed"
HARMLESS = "U+001B[2JaU+009B31mbU+0000cU+202Ed"
SESSION_TEXTS = ("routine_id", "routine_title", "routine_hash", "options", "day_answer", "note")
WORK_TEXTS = (
    *("exercise_id", "exercise_title", "kind", "technique", "load", "why"),
    "muscles",
)


def scribbled(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "history.db")) as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            plain.execute(statement, {"hostile": HOSTILE, "array": json.dumps([HOSTILE])})
        plain.commit()


def hostile_history(home: Path) -> None:
    keep(home, TUESDAY, gaps=[gap()])
    scribbled(
        home,
        *(f"UPDATE sessions SET {column} = :hostile" for column in SESSION_TEXTS),
        "UPDATE sessions SET note = :hostile || char(10) || :hostile",
        *(f"UPDATE work SET {column} = :hostile" for column in WORK_TEXTS[:-1]),
        "UPDATE work SET muscles = :array",
        "UPDATE gaps SET reason = :hostile",
    )


def test_texts_of_rows_are_made_harmless_as_they_are_read(home: Path) -> None:
    hostile_history(home)
    with History.read(home / "history.db") as history:
        session = history.session("last")
    for column in SESSION_TEXTS[:-1]:
        assert getattr(session, column) == HARMLESS
    assert session.note == f"{HARMLESS}\n{HARMLESS}"
    for work in session.work:
        assert [getattr(work, column) for column in WORK_TEXTS[:-1]] == [HARMLESS] * 6
        assert work.muscles == (HARMLESS,)
    assert [each.reason for each in session.gaps] == [HARMLESS]


@pytest.mark.parametrize("command", [("history",), ("history", "show"), ()])
@pytest.mark.parametrize("form", [(), ("--json",), ("--accessible",)])
def test_no_row_steers_the_terminal(
    calf: Calf, home: Path, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    hostile_history(home)

    result = calf(*command, *form)

    assert result.code == 0
    assert not {"\x1b", "\x9b", "\x00", "\u202e"} & {*result.out, *result.err}


def test_a_title_in_an_error_is_harmless(calf: Calf, home: Path) -> None:
    for days in range(2):
        keep(home, TUESDAY + timedelta(days=days))
    scribbled(
        home,
        "UPDATE sessions SET routine_title = :hostile",
        "UPDATE sessions SET id = substr(id, 1, 24) || '00000000000' || (rowid % 2)",
    )

    result = calf("history", "show", "bbbb")

    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == (
        "error: `bbbb` could be 2 sessions:"
        f" `bbbbbbbbbbbb` (2026-11-18, {HARMLESS}), `bbbbbbbbbbbc` (2026-11-17, {HARMLESS})"
    )


@pytest.mark.parametrize(
    "scribble",
    [
        "UPDATE sessions SET id = substr(id, 1, 32) || char(27) || '[2J'",
        "UPDATE sessions SET id = :hostile",
        "UPDATE sessions SET id = upper(id) || 'F'",
        "UPDATE sessions SET id = ''",
        "UPDATE sessions SET id = x'1b5b324a'",
        "UPDATE sessions SET routine_title = x'1b5b324a'",
        "UPDATE sessions SET started_at = 'yesterday'",
        # Python itself takes any one character between a day and a time.
        "UPDATE sessions SET started_at = replace(started_at, 'T', char(155))",
        "UPDATE sessions SET started_at = '0001-01-01T00:00:00.000+14:00'",
        "UPDATE sessions SET updated_at = '9999-12-31T23:59:59.000Z'",
        "UPDATE gaps SET at = replace(at, 'T', char(10))",
        "UPDATE work SET side = :hostile",
        "UPDATE work SET muscles = '[1, 2]'",
        "UPDATE work SET muscles = '{\"soleus\": 1}'",
        "UPDATE work SET muscles = '\"soleus\"'",
        f"UPDATE work SET muscles = '{'[' * 200_000}'",
    ],
)
def test_a_row_that_is_none_is_damage(calf: Calf, home: Path, scribble: str) -> None:
    keep(home, TUESDAY, gaps=[gap()])
    scribbled(home, scribble)

    one, listing = calf("history", "show"), calf("history", "--json")

    assert (one.code, one.out) == (1, "")
    assert one.err.splitlines()[0].startswith("error: this session cannot be read: ")
    assert (listing.code, json.loads(listing.out)["sessions"]) == (0, [])
    assert listing.err.startswith("warning: 1 session cannot be read and is left out: ")
    assert not {"\x1b", "\x9b", "\x00", "\u202e"} & {*listing.err}
