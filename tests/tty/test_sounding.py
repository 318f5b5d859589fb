"""What is heard of a session at a real terminal: programs note what they are given."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from processes import HOLD, agree, command, only_session, routine_file, wait_until
from terminal import BEL, Person, person

pytestmark = pytest.mark.tty


@pytest.fixture
def programs(home: Path, tmp_path: Path) -> Path:
    """The only folder in which programs are found, at the terminal of somebody who has agreed."""
    agree(home)
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def program(folder: Path, name: str, does: str = "") -> Path:
    """A program that notes its last argument, then does something else; its log."""
    log = folder / f"{name}.log"
    (folder / name).write_text(
        f"#!{sys.executable} -I\nimport sys\n"
        f"with open({str(log)!r}, 'a') as log: log.write(sys.argv[-1] + '\\n')\n{does}\n"
    )
    (folder / name).chmod(0o755)
    return log


def heard(log: Path) -> list[str]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [Path(line).stem.removeprefix("1-clear-70-") for line in lines]


def listener(programs: Path, *arguments: str) -> AbstractContextManager[Person]:
    """Somebody who wants tones by day."""
    return person(
        *arguments,
        PATH=str(programs),
        CALFCOACH_SOUND="clear",
        CALFCOACH_QUIET_HOURS="off",
    )


def test_tones_are_played_by_a_program_that_never_writes_on_the_terminal(
    programs: Path, home: Path, tmp_path: Path
) -> None:
    log = program(programs, "paplay", "print('NOISE', flush=True); sys.stderr.write('NOISE')")
    path = routine_file(tmp_path, HOLD, prepare="1s", switch="1s")
    with listener(programs, "run", path, "--yes") as one:
        assert one.leaves() == 0
        wait_until(lambda: "done-both" in heard(log))
    assert heard(log) == ["prepare-both", "start-both", "switch-right", "start-both", "done-both"]
    assert "NOISE" not in one.screen
    assert BEL not in one.screen
    assert [work.done_s for work in only_session(home).work] == [1, 1]


def test_without_a_player_the_bell_rings_and_one_line_says_why(
    programs: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, HOLD)
    with listener(programs, "run", path, "--yes") as one:
        assert one.leaves() == 0
    assert one.screen.count(BEL) == 1 + 1 + 3  # two starts, the end
    assert one.screen.splitlines()[-1] == (
        "No player for the tones was found (`pw-play`, `paplay` or `aplay`), "
        "so the bell rang instead."
    )


def test_a_player_that_never_ends_holds_nothing_up(
    programs: Path, home: Path, tmp_path: Path
) -> None:
    log = program(programs, "aplay", "import time; time.sleep(60)")
    path = routine_file(tmp_path, HOLD, prepare="1s")
    with listener(programs, "run", path, "--yes") as one:
        assert one.leaves() == 0
    assert heard(log)[:2] == ["prepare-both", "start-both"]
    lasted_s = only_session(home).lasted_s
    assert lasted_s is not None
    assert lasted_s < 10


def test_the_voice_says_what_is_told_and_only_where_it_is_wanted(
    programs: Path, tmp_path: Path
) -> None:
    log = program(programs, "espeak-ng")
    slow = routine_file(tmp_path, HOLD, name="slow", prepare="2s", switch="2s")
    spoken: list[tuple[str, str, list[str]]] = [
        ("--no-voice", routine_file(tmp_path, HOLD), []),
        ("--voice", slow, SAID),
    ]
    for option, path, said in spoken:
        with person("run", path, "--yes", option, PATH=str(programs), CALFCOACH_SOUND="off") as one:
            assert one.leaves() == 0
            wait_until(lambda: len(heard(log)) >= len(said))  # noqa: B023  # asked at once
        assert heard(log) == said


SAID = [
    "Lean. Left leg.",
    "Start.",
    "Change. Right leg.",
    "Start.",
    "Done.",
]


def test_a_routine_that_wishes_for_silence_sounds_behind_the_key_m(
    programs: Path, tmp_path: Path
) -> None:
    log = program(programs, "paplay")
    path = Path(routine_file(tmp_path, HOLD, prepare="1s", switch="1s"))
    path.write_text(path.read_text().replace("\n\n[pacing]", "\nsound = false\n\n[pacing]", 1))
    with listener(programs, "run", str(path), "--yes") as one:
        one.sees("Start.")
        one.types("m")
        one.sees("Sound on.")
        assert one.leaves() == 0
        wait_until(lambda: "done-both" in heard(log))
    assert heard(log) == ["switch-right", "start-both", "done-both"]


def test_the_line_that_says_why_is_folded_between_words(programs: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, HOLD)
    environ = {"PATH": str(programs), "CALFCOACH_SOUND": "clear", "CALFCOACH_QUIET_HOURS": "off"}
    one = Person(command("run", path, "--yes"), environ=environ, columns=40)
    try:
        assert one.leaves() == 0
        last = one.screen.splitlines()
    finally:
        one.is_gone()
    assert last[-3:] == [
        "No player for the tones was found",
        "(`pw-play`, `paplay` or `aplay`), so the",
        "bell rang instead.",
    ]
