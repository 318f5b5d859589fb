from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from calfcoach.cli.forms import flash_of
from calfcoach.cli.hearing import is_far, is_quiet, starts_muted
from calfcoach.cli.wishes import Wishes
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.settings import Settings, load_settings
from calfcoach.model import Routine
from calfcoach.terms import Flash, Level


def settings(home: Path, **environ: str) -> Settings:
    folders = find_folders({"CALFCOACH_HOME": str(home)})
    return load_settings(folders, {f"CALFCOACH_{name}": value for name, value in environ.items()})


def shipped(home: Path, name: str) -> Routine:
    return Catalog(find_folders({"CALFCOACH_HOME": str(home)})).routine(name)


def wishes(**given: bool) -> Wishes:
    return Wishes(routine="", level=Level.DEFAULT, mute=given.get("mute"), voice=given.get("voice"))


@pytest.mark.parametrize(
    ("routine", "given", "muted"),
    [
        ("daily", {}, False),
        ("daily", {"mute": True}, True),
        ("desk", {}, True),
        ("desk", {"mute": False}, False),
        ("desk", {"voice": True}, False),
        ("night-cramps", {}, True),
        ("night-cramps", {"voice": True, "mute": True}, True),
    ],
)
def test_a_routine_may_wish_for_silence_and_an_option_wins(
    home: Path, routine: str, given: dict[str, bool], muted: bool
) -> None:
    assert starts_muted(shipped(home, routine), wishes(**given)) is muted


def test_desk_flashes_softly_unless_the_settings_say_otherwise(home: Path) -> None:
    desk, daily = shipped(home, "desk"), shipped(home, "daily")
    assert flash_of(desk, settings(home)) is Flash.SOFT
    assert flash_of(daily, settings(home)) is Flash.OFF
    assert flash_of(desk, settings(home, FLASH="off")) is Flash.OFF
    assert flash_of(daily, settings(home, FLASH="strong")) is Flash.STRONG


@pytest.mark.parametrize(
    ("hours", "at", "quiet"),
    [
        ("22:00-07:00", time(21, 59), False),
        ("22:00-07:00", time(22), True),
        ("22:00-07:00", time(3), True),
        ("22:00-07:00", time(7), False),
        ("13:00-14:30", time(14, 29), True),
        ("13:00-14:30", time(12), False),
        ("off", time(0), False),
        ("off", time(23), False),
    ],
)
def test_quiet_hours_may_go_over_midnight(home: Path, hours: str, at: time, quiet: bool) -> None:
    assert is_quiet(settings(home, QUIET_HOURS=hours), at) is quiet


def test_over_ssh_sound_is_far_unless_it_is_led_back() -> None:
    assert is_far({"SSH_CONNECTION": "::1 1 ::1 22"})
    assert is_far({"SSH_TTY": "/dev/pts/1"})
    assert not is_far({"SSH_TTY": "/dev/pts/1", "PULSE_SERVER": "localhost:24713"})
    assert not is_far({})
