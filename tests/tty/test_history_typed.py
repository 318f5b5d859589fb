from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from past_sessions import keep
from processes import sessions
from terminal import person

pytestmark = pytest.mark.tty

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def test_a_wrong_text_is_opened_again_on_request(home: Path, tmp_path: Path) -> None:
    keep(home, MONDAY)
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\nif grep -q "tight = 30" "$1"; then echo "tight = 3" > "$1"; '
        'else echo "tight = 30" > "$1"; fi\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    with person("history", "edit", "last", EDITOR=str(script)) as one:
        one.sees("Enter opens it again. Q, then Enter, leaves it.")
        one.replies("\r")
        one.sees("Corrected: daily of ")
    assert [each.tightness for each in sessions(home)] == [3]


def test_on_a_terminal_it_asks_first(home: Path) -> None:
    keep(home, MONDAY, utc_offset_s=0)
    for answer, said, left in (("n\r", "Nothing was deleted.", 1), ("y\r", "Deleted: daily", 0)):
        with person("history", "delete", "last") as one:
            one.sees("Delete daily of Mon 16 Nov 2020 06:30? Y yes, N no, then Enter.")
            one.replies(answer)
            one.sees(said)
        assert len(sessions(home)) == left
