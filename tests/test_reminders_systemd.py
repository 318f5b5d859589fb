from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from reminder_samples import ALL, CALL, ODD_NAMES, ODDER_NAMES, SHIFT

from calfcoach.reminders.model import Call, Kind
from calfcoach.reminders.systemd import read_timer, unit_name, units

VERIFY = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(VERIFY is None, reason="there is no systemd-analyze here")


def text_of(name: str, call: Call = CALL) -> str:
    return {one.name: one.text for one in units(ALL, call).files}[name]


def test_a_timer_and_a_service_are_written_for_each_reminder() -> None:
    assert text_of("calfcoach-posture.timer") == (
        "# Written by calfcoach remind. To take it away: calfcoach remind off\n"
        "[Unit]\n"
        "Description=CalfCoach posture check\n"
        "\n"
        "[Timer]\n"
        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 10:00:00\n"
        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 11:00:00\n"
        "AccuracySec=1min\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )
    assert text_of("calfcoach-session.service").splitlines()[4:] == [
        "[Service]",
        "Type=oneshot",
        "ExecStart=/usr/bin/calfcoach due --notify",
        "SuccessExitStatus=10",
    ]


def test_what_was_written_is_read_back() -> None:
    for one in ALL:
        assert read_timer(one.kind, text_of(unit_name(one.kind, "timer"))) == (one,)


def test_a_kind_with_two_sets_of_days_is_one_timer() -> None:
    timer, service = units(SHIFT, CALL).files
    assert [line for line in timer.text.splitlines() if "OnCalendar" in line] == [
        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 22:00:00",
        "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 23:00:00",
        "OnCalendar=Tue,Wed,Thu,Fri,Sat *-*-* 00:00:00",
        "OnCalendar=Tue,Wed,Thu,Fri,Sat *-*-* 01:00:00",
    ]
    assert service.text.count("ExecStart=") == 1
    assert read_timer(Kind.MOVE, timer.text) == SHIFT


@pytest.mark.parametrize("text", ["", "[Timer]\nOnCalendar=daily\n", "OnCalendar=x *-*-* 10:00:00"])
def test_a_timer_that_was_changed_beyond_reading_tells_nothing(text: str) -> None:
    assert read_timer(Kind.SESSION, text) == ()


def test_what_systemd_would_read_otherwise_is_quoted() -> None:
    call = Call(program=("/opt/a b%/calfcoach",), environ=(("CALFCOACH_HOME", '/h "x" %n $y\n'),))
    service = text_of("calfcoach-session.service", call)
    assert 'Environment="CALFCOACH_HOME=/h \\"x\\" %%n $y\\n"' in service
    assert 'ExecStart=/usr/bin/env "/opt/a b%%/calfcoach" due --notify' in service


@needs_systemd
@pytest.mark.parametrize("name", ["plain", *ODD_NAMES, *ODDER_NAMES])
def test_systemd_accepts_the_units_whatever_the_paths_hold(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    program = folder / "calfcoach"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    call = Call(program=(str(program),), environ=(("CALFCOACH_HOME", str(folder)),))
    made = units(ALL, call)
    place = tmp_path / "units"
    place.mkdir()
    for one in made.files:
        (place / one.name).write_text(one.text, encoding="utf-8")
    paths = [str(place / one.name) for one in made.files]
    assert VERIFY is not None
    done = subprocess.run(
        [VERIFY, "verify", "--user", "--man=no", *paths],
        capture_output=True,
        text=True,
        check=False,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    ours = [line for line in done.stderr.splitlines() if "calfcoach" in line]
    assert (done.returncode, ours) == (0, [])


@needs_systemd
def test_systemd_reads_the_times_as_they_are_meant() -> None:
    assert VERIFY is not None
    lines = [line for line in text_of("calfcoach-move.timer").splitlines() if "OnCal" in line]
    said = [line.removeprefix("OnCalendar=") for line in lines]
    done = subprocess.run([VERIFY, "calendar", *said], capture_output=True, text=True, check=False)
    forms = [line.split(": ", 1)[1] for line in done.stdout.splitlines() if "Normalized" in line]
    assert forms == ["Mon,Sat,Sun *-*-* 10:45:00", "Mon,Sat,Sun *-*-* 11:30:00"]
