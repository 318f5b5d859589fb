from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Result
from past_sessions import keep
from processes import Ran, ended, local_today, run, start

from calfcoach.lock import SessionLock
from calfcoach.records import FlagOrigin, MeasureKind
from calfcoach.store import History

LINES = (
    "Sitting: feet flat, knees at about a right angle, legs uncrossed.\n"
    "Standing: tall without effort, weight on both feet, both heels down.\n"
    "Then move for a minute: walk a few steps, or pump the ankles 20 times where you sit.\n"
    "With more time: calf run posture, or calf run desk.\n"
)
NOTIFY_SEND = '#!/bin/sh\nprintf "%s|" "$@" > "$SAID"\nexit ${NOTIFY_CODE:-0}\n'


def checks(home: Path) -> list[tuple[str, bool]]:
    with History.read(home / "history.db") as history:
        found = history.measures(MeasureKind.CHECK)
    return [(one.values["posture"], one.values["moved"]) for one in found]


def test_without_a_terminal_it_only_shows(calf: Callable[..., Result], home: Path) -> None:
    assert calf("check") == Result(code=0, out=LINES, err="")
    assert not (home / "history.db").exists()


def test_the_answer_can_be_an_option(calf: Callable[..., Result], home: Path) -> None:
    assert calf("check", "--moved").out == "Noted: moved. Today: 1 time.\n"
    assert calf("check", "--not-now", "--sitting").out == "Noted: not now.\n"
    assert calf("check", "--moved", "--standing").out == "Noted: moved. Today: 2 times.\n"
    assert checks(home) == [("", True), ("sit", False), ("stand", True)]


def test_a_check_can_be_taken_back(calf: Callable[..., Result], home: Path) -> None:
    calf("check", "--moved")
    assert calf("undo").code == 0
    assert checks(home) == []


def test_one_posture_alone_can_be_asked_for(calf: Callable[..., Result]) -> None:
    assert calf("check", "--sitting").out == LINES.replace(LINES.splitlines(True)[1], "")
    result = calf("check", "--sitting", "--standing")
    assert (result.code, result.err) == (
        2,
        "error: `--sitting` and `--standing` contradict each other\n  hint: leave out one\n",
    )


def test_every_figure_has_a_source(calf: Callable[..., Result]) -> None:
    out = calf("check", "--sources").out
    assert out.startswith(f"{LINES}Sources\n")
    assert "    CalfCoach (judgement of the authors)\n" in out
    assert "    Soleus Trigger Point: The Hidden Culprit (source article)\n" in out


def test_in_accessible_form_it_is_sentences(calf: Callable[..., Result]) -> None:
    assert calf("check", "--accessible").out == LINES.replace(
        "With more time: calf run posture, or calf run desk.",
        "With more time, type calfcoach run posture, or calfcoach run desk.",
    )


def test_the_risks_of_the_plan_are_minded(calf: Callable[..., Result], home: Path) -> None:
    started = calf("plan", "start", "loosen", "--risks", "crossing,heels", "--yes")
    assert started.code == 0, started.err
    assert calf("check").out.splitlines()[2:4] == [
        "Which leg was on top just now? Put both feet down.",
        "Heels on? Slip them off for the minute, if the floor allows.",
    ]


def test_nobody_is_asked_to_move_while_a_red_flag_stands_open(
    calf: Callable[..., Result], home: Path
) -> None:
    with History.open(home / "history.db") as history:
        history.open_flag("dvt", FlagOrigin.SCREEN, at=datetime.now(UTC))
    result = calf("check")
    assert result.code == 4
    assert "move for a minute" not in result.out
    assert "While this stands open, no session is guided." in result.out


# ------------------------------------------------------------------------------ notices


class Desktop:
    """A system with a `notify-send` that writes down what it is to show."""

    def __init__(self, base: Path) -> None:
        self.said = base / "said"
        self.programs = base / "programs"
        self.programs.mkdir()
        program = self.programs / "notify-send"
        program.write_text(NOTIFY_SEND, encoding="utf-8")
        program.chmod(0o755)

    def notices(self, kind: str, **environ: str) -> tuple[Ran, str]:
        self.said.unlink(missing_ok=True)
        path = environ.pop("PATH", str(self.programs))
        environ |= {"PATH": path, "SAID": str(self.said)}
        ran = ended(start("check", "--notify", kind, environ=environ))
        return ran, self.said.read_text() if self.said.exists() else ""


QUIET = (Ran(code=0, out="", err=""), "")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "posture",
            "CalfCoach posture check|Look how you sit or stand, then change it and move for a "
            "minute. Type calf check.|",
        ),
        (
            "move",
            "CalfCoach move break|Move for a minute: walk a few steps, or pump the ankles 20 times "
            "where you sit. Type calf check.|",
        ),
        (
            "bedtime",
            "CalfCoach bedtime stretch|Before you lie down: the stretch for the night. Type calf "
            "run night-cramps.|",
        ),
    ],
)
def test_a_timer_shows_one_notice(desktop: Desktop, kind: str, said: str) -> None:
    assert desktop.notices(kind) == (QUIET[0], f"--app-name=CalfCoach|--|{said}")


def test_who_has_just_moved_is_left_alone(desktop: Desktop) -> None:
    run("check", "--moved")
    assert desktop.notices("move") == QUIET
    assert desktop.notices("bedtime")[1]


def test_who_has_just_trained_is_left_alone(desktop: Desktop, home: Path) -> None:
    moment = datetime.now(UTC) - timedelta(minutes=14)  # it lasts 12 min 10 s
    keep(home, moment, local_day=local_today())
    assert desktop.notices("posture") == QUIET


def test_a_day_that_is_kept_free_has_no_notices(desktop: Desktop) -> None:
    run("rest", "--reason", "travel")
    assert desktop.notices("move") == QUIET
    assert desktop.notices("bedtime") == QUIET


def test_bedtime_is_silent_once_the_stretch_is_done(desktop: Desktop, home: Path) -> None:
    moment = datetime.now(UTC) - timedelta(minutes=14)
    keep(home, moment, local_day=local_today(), routine_id="night-cramps")
    assert desktop.notices("bedtime") == QUIET


def test_no_notice_asks_to_move_while_a_red_flag_stands_open(desktop: Desktop, home: Path) -> None:
    with History.open(home / "history.db") as history:
        history.open_flag("dvt", FlagOrigin.SCREEN, at=datetime.now(UTC))
    assert desktop.notices("move") == QUIET


def test_a_running_session_is_not_disturbed(desktop: Desktop, home: Path) -> None:
    with SessionLock(home / "session.lock"):
        assert desktop.notices("move") == QUIET


def test_a_notice_that_cannot_be_shown_is_no_failure_of_a_timer(
    desktop: Desktop, tmp_path: Path
) -> None:
    assert desktop.notices("move", NOTIFY_CODE="1")[0] == QUIET[0]
    assert desktop.notices("move", PATH=str(tmp_path)) == QUIET


def test_on_a_mac_the_words_are_arguments_and_never_a_script(desktop: Desktop) -> None:
    (desktop.programs / "notify-send").rename(desktop.programs / "osascript")
    assert desktop.notices("posture")[1] == (
        "-e|on run argv|-e|display notification (item 2 of argv) with title (item 1 of argv)|"
        "-e|end run|CalfCoach posture check|Look how you sit or stand, then change it and move for "
        "a minute. Type calf check.|"
    )


def test_an_unknown_notice_is_named(calf: Callable[..., Result]) -> None:
    result = calf("check", "--notify", "x")
    assert (result.code, result.err) == (
        2,
        'error: `--notify` must be posture, move or bedtime, got "x"\n'
        "  hint: write --notify posture\n",
    )
