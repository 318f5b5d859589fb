from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from past_sessions import keep
from processes import local_today, run, sessions
from terminal import person

pytestmark = pytest.mark.tty

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def test_a_backup_is_put_back_once_the_person_agreed(home: Path) -> None:
    keep(home, MONDAY)
    keep(home, MONDAY + timedelta(days=1))
    run("history", "delete", "last", "--yes")
    today = local_today()
    for answer, said, left in (
        ("n\r", "Nothing was changed.", 1),
        ("y\r", f"The backup {today} with 2 sessions is the history now.", 2),
    ):
        with person("doctor", "--restore", "1") as one:
            one.sees(f"Put back the backup {today} with 2 sessions? The history of now is kept.")
            one.replies(answer)
            one.sees(said)
        assert len(sessions(home)) == left


def test_what_would_be_mended_is_shown_before_it_is_asked(home: Path) -> None:
    keep(home, MONDAY)
    (home / "history.db").chmod(0o644)
    with person("doctor", "--mend") as one:
        one.sees("Close ")
        one.sees("Do this? Y yes, N no, then Enter.")
        one.replies("y\r")
        one.sees("is closed to other users.")
    assert stat.S_IMODE((home / "history.db").stat().st_mode) == 0o600
