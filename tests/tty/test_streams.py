from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from processes import REP, only_session, routine_file
from terminal import person

from calfcoach.records import Status

pytestmark = pytest.mark.tty

# `2>/dev/null`, and then what the person types.
UNSEEN = """
import os, sys
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
from calfcoach.__main__ import main
main()
"""


def test_nothing_is_asked_where_no_question_can_be_seen(home: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute", program=UNSEEN) as one:
        assert one.leaves() == 0
    assert one.screen.endswith("Done. Rises left 1, right 1. Saved.\r\n")
    assert only_session(home).status is Status.COMPLETED


def test_help_on_a_terminal_has_colour_unless_it_is_unwanted() -> None:
    cases: list[tuple[bool, tuple[str, ...], dict[str, Any]]] = [
        (True, (), {}),
        (False, ("--color", "never"), {}),
        (False, ("--color", "never"), {"FORCE_COLOR": "1"}),
        (False, (), {"NO_COLOR": "1"}),
        (True, (), {"NO_COLOR": ""}),
        (False, (), {"TERM": "dumb"}),
        (False, ("--accessible",), {}),
    ]
    for coloured, options, environ in cases:
        with person("--help", *options, **{"TERM": "xterm-256color"} | environ) as one:
            assert one.leaves() == 0
        assert ("\x1b" in one.screen) == coloured
        assert "Guide a session." in one.screen
