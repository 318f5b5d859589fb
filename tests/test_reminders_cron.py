from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reminder_samples import ALL, CALL, ODD_NAMES, ODDER_NAMES, SHIFT

from calfcoach.errors import CoachError
from calfcoach.reminders.cron import block, read_block, with_block, without_block
from calfcoach.reminders.model import Call, Reminder

OURS = block(ALL, CALL)
# What cron takes: five fields, of which only these kinds are written, then a command.
ENTRY = re.compile(r"([0-9]{1,2}) ([0-9,]+) \* \* ([0-6](?:,[0-6])*) (.+)")


def entries(text: str) -> list[tuple[set[tuple[int, int, int]], str]]:
    """Each line as cron reads it: at which (weekday, hour, minute), and what the shell gets."""
    read = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        found = ENTRY.fullmatch(line)
        assert found, line
        minute, hours, days = int(found[1]), found[2].split(","), found[3].split(",")
        assert minute < 60
        assert all(int(hour) < 24 for hour in hours)
        # An % that has no backslash ends the command; one that has loses it.
        assert not re.search(r"(?<!\\)%", found[4])
        times = {(int(day), int(hour), minute) for day in days for hour in hours}
        read.append((times, found[4].replace("\\%", "%")))
    return read


def test_a_line_is_written_for_each_minute_of_the_hour() -> None:
    call = Call(program=("/usr/bin/calfcoach",), environ=(("CALFCOACH_HOME", "/h"),))
    assert block(ALL[:1], call).decode() == (
        "# >>> calfcoach remind >>>\n"
        "# To take it away: calfcoach remind off\n"
        "# CalfCoach session\n"
        "0 18 * * 0,1,2,3,4,5,6 CALFCOACH_HOME=/h /usr/bin/calfcoach due --notify"
        " >/dev/null 2>&1\n"
        "30 7 * * 0,1,2,3,4,5,6 CALFCOACH_HOME=/h /usr/bin/calfcoach due --notify"
        " >/dev/null 2>&1\n"
        "# <<< calfcoach remind <<<\n"
    )


def meant(reminder: Reminder) -> set[tuple[int, int, int]]:
    numbers = {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
    return {(numbers[day], at.hour, at.minute) for day in reminder.days for at in reminder.times}


def test_cron_reads_the_times_as_they_are_meant() -> None:
    for one in ALL:
        read = entries(block([one], CALL).decode())
        assert set().union(*(times for times, _ in read)) == meant(one)


def test_what_was_written_is_read_back() -> None:
    assert read_block(b"5 4 * * * mine\n" + OURS) == list(ALL)
    assert read_block(b"5 4 * * * mine\n") == []
    assert read_block(block(SHIFT, CALL)) == list(SHIFT)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_shell_gets_the_paths_as_they_are(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    program = folder / "calfcoach"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$CALFCOACH_HOME" "$@" > "{tmp_path}/said"\n')
    program.chmod(0o755)
    call = Call(program=(str(program),), environ=(("CALFCOACH_HOME", str(folder)),))
    (_, command), *_ = entries(block(ALL[:1], call).decode())
    subprocess.run(["/bin/sh", "-c", command], check=True, env={"PATH": "/usr/bin:/bin"})
    assert (tmp_path / "said").read_text() == f"{folder}|due|--notify|"


@pytest.mark.parametrize("name", ODDER_NAMES)
def test_what_crons_read_differently_is_refused(name: str) -> None:
    with pytest.raises(CoachError) as caught:
        block(ALL, Call(program=(f"/opt/{name}",)))
    assert caught.value.message.startswith(
        "a crontab cannot hold a control character or a backslash, as in `/opt/"
    )


CRONTABS = st.lists(
    st.sampled_from([b"5 4 * * * mine", b"# note", b"", b"\xff\xfe", b"A=1\r", b"@daily x % y"])
).map(b"\n".join)


@given(CRONTABS, st.booleans())
def test_the_lines_of_others_come_back_byte_for_byte(others: bytes, ends: bool) -> None:
    crontab = others + (b"\n" if ends and others else b"")
    once = with_block(crontab, OURS)
    assert once.startswith(crontab)
    assert without_block(once) == crontab
    assert with_block(once, OURS) == once


def test_lines_that_were_added_below_ours_stay() -> None:
    crontab = with_block(b"a\n", OURS) + b"b\n"
    assert without_block(crontab) == b"a\nb\n"


@pytest.mark.parametrize("lost", ["# >>> calfcoach remind >>>", "# <<< calfcoach remind <<<"])
def test_nothing_is_touched_where_a_mark_is_missing(lost: str) -> None:
    crontab = b"a\n" + OURS.replace(f"{lost}\n".encode(), b"") + b"b\n"
    with pytest.raises(CoachError) as caught:
        without_block(crontab)
    assert (caught.value.message, caught.value.where) == (
        "one of the two marks around the lines of calfcoach is missing",
        "crontab",
    )
