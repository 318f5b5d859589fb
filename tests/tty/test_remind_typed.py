from __future__ import annotations

from pathlib import Path

import pytest
from terminal import person

pytestmark = pytest.mark.tty


def test_it_shows_asks_and_then_installs(tmp_path: Path) -> None:
    program = tmp_path / "systemctl"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    here = str(tmp_path)
    units = tmp_path / ".config" / "systemd" / "user"
    for keys, said, count in (("n\r", "Nothing was installed.", 0), ("y\r", "Installed", 2)):
        typed = ("remind", "--at", "7:30", "--with", "systemd")
        with person(*typed, HOME=here, PATH=here, XDG_CONFIG_HOME="") as one:
            one.sees("OnCalendar=")
            one.sees("Install it? Y yes, N no, then Enter.")
            assert not units.exists()
            one.replies(keys)
            one.sees(said)
            assert one.leaves() == 0
        assert len(list(units.glob("*"))) == count


def test_a_calendar_file_is_shown_and_asked_about_too(tmp_path: Path) -> None:
    file = tmp_path / "calf.ics"
    for keys, said, there in (("n\r", "Nothing was written.", False), ("y\r", "Written to", True)):
        with person("remind", "--at", "7:30,18:00", "--output", str(file)) as one:
            one.sees("Session: every day at 07:30 and 18:00.")
            one.sees("Write 2 events to ")
            assert not file.exists()
            one.replies(keys)
            one.sees(said)
            assert one.leaves() == 0
        assert file.exists() is there
