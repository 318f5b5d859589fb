from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Result

Calf = Callable[..., Result]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found, empty at first."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    return folder


def program(folder: Path, name: str, log: Path) -> None:
    """A program that notes its arguments, and writes a file where it is told one."""
    script = (
        f"#!{sys.executable} -I\n"
        "import sys, pathlib\n"
        f"with open({str(log)!r}, 'a') as log: log.write(repr(sys.argv[1:]) + '\\n')\n"
    )
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


def hours_from_now(first: int, last: int) -> str:
    """Quiet hours that begin and end so many hours from now."""
    now = datetime.now(UTC).astimezone()
    begin, end = (now + timedelta(hours=each) for each in (first, last))
    return f"{begin:%H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(("first", "last", "now"), [(9, 15, ""), (-3, 3, ", now")])
def test_what_is_missing_is_told_with_what_to_install(
    calf: Calf, programs: Path, monkeypatch: pytest.MonkeyPatch, first: int, last: int, now: str
) -> None:
    hours = hours_from_now(first, last)
    monkeypatch.setenv("CALFCOACH_QUIET_HOURS", hours)

    result = calf("cues", "test")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "tones        clear, volume 70",
        f"quiet hours  {hours}, half the volume{now}",
        "player       none found; install pipewire, pulseaudio-utils or alsa-utils",
        "voice        off; calfcoach config set voice true",
        "engine       none found; install espeak-ng or speech-dispatcher, or set voice_command",
        "alert        The terminal's bell",
        "flash        off",
    ]


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFCOACH_QUIET_HOURS", "off")


def test_every_tone_is_played_once_and_told(
    calf: Calf, programs: Path, tmp_path: Path, at_noon: None
) -> None:
    log = tmp_path / "played"
    program(programs, "paplay", log)

    result = calf("cues", "test")

    told = [line.split("  ")[0] for line in result.out.splitlines()[8:]]
    played = [
        Path(line.strip("[]'")).stem.split("-", 3)[3] for line in log.read_text().splitlines()
    ]
    assert told == [
        *("prepare", "tick", "half-way", "start", "switch", "end", "up", "down"),
        *("paused", "remind", "done"),
    ]
    assert played == [f"{tone}-both" for tone in told]


def test_a_sentence_of_each_cue_is_spoken_unless_that_is_not_wanted(
    calf: Calf, programs: Path, tmp_path: Path, at_noon: None
) -> None:
    log = tmp_path / "said"
    program(programs, "espeak-ng", log)

    result = calf("cues", "test")

    said = [line.rpartition("'")[0].rpartition("'")[2] for line in log.read_text().splitlines()]
    assert said == result.out.splitlines()[-14:]
    assert (said[0], said[5], said[-1]) == (
        "Wall calf stretch. Left leg back.",
        "Change. Right leg back.",
        "Done.",
    )
    log.unlink()
    assert calf("cues", "test", "--no-voice").out in result.out
    assert not log.exists()


def test_as_json_nothing_sounds(calf: Calf, programs: Path, tmp_path: Path) -> None:
    log = tmp_path / "played"
    program(programs, "aplay", log)
    program(programs, "spd-say", log)

    made = json.loads(calf("cues", "test", "--json").out)

    assert made["schema"] == "calfcoach.cues/1"
    assert (made["player"], made["engine"], made["far"]) == ("aplay", "spd-say", False)
    assert not log.exists()


def test_over_ssh_nothing_sounds_at_the_other_machine(
    calf: Calf, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "::1 1 ::1 22")
    program(programs, "pw-play", tmp_path / "played")

    result = calf("cues", "test")

    assert "player       not used: over ssh it would sound at the other machine" in result.out
    assert not (tmp_path / "played").exists()


def test_in_accessible_form_it_is_sentences(calf: Calf, programs: Path) -> None:
    lines = calf("cues", "test", "--accessible").out.splitlines()

    assert lines[0] == "Tones: clear, volume 70."
    assert all(line.endswith(".") and "  " not in line for line in lines)
