from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Result
from processes import (
    HOLD,
    LONG_HOLD,
    REP,
    REP_THEN_HOLD,
    Ran,
    agree,
    done,
    ended,
    only_session,
    pass_time,
    read_until,
    routine_file,
    run,
    sessions,
    start,
)

from calfcoach.__main__ import guarded
from calfcoach.lock import SessionLock
from calfcoach.records import Status

Calf = Callable[..., Result]
REHEARSAL = "Rehearsal, 1000 times faster, silent. It is not saved.\n"


@pytest.fixture
def rehearsed(capfd: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """The lines of a rehearsal; it takes no time, so it need be no process of its own."""

    def play(*arguments: str) -> list[str]:
        capfd.readouterr()
        assert guarded(["run", *arguments, "--speed", "1000"]) == 0
        said = capfd.readouterr()
        assert said.err == REHEARSAL
        return said.out.splitlines()

    return play


@pytest.fixture
def wakeup_kept() -> Iterator[None]:
    """Signals are handled after a session in this process as they were before."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    yield
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


# ------------------------------------------------------------------------ without a terminal


def test_a_session_without_a_terminal_is_told_in_lines_and_kept(home: Path, tmp_path: Path) -> None:
    ran = run("run", routine_file(tmp_path, HOLD))
    assert ran == Ran(
        code=0,
        out=(
            "Short. 2 seconds, 1 part. You need clear floor.\n"
            "Start. Lean, left leg, 1 second.\n"
            "Start. Lean, right leg, 1 second.\n"
            "Done. Left leg 1 second, right leg 1 second. Saved.\n"
        ),
        err="",
    )
    session = only_session(home)
    assert (session.status, session.day_answer) == (Status.COMPLETED, "not asked")
    assert done(session) == [("left", 1.0, 1.0), ("right", 1.0, 1.0)]
    assert session.lasted_s == pytest.approx(2.0, abs=0.5)


def test_lines_into_a_pipe_have_nothing_that_steers_a_terminal(home: Path, tmp_path: Path) -> None:
    ran = run(
        *("run", routine_file(tmp_path, REP), "--yes", "--mute", "--plain"),
        FORCE_COLOR="1",
        TERM="xterm-256color",
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Done. Rises left 1, right 1. Saved.\n")
    assert not set("\x1b\a\r") & set(ran.out)
    assert only_session(home).day_answer == "not asked"


def test_a_session_in_which_nothing_was_done_is_not_kept_and_that_is_said(
    home: Path, tmp_path: Path
) -> None:
    process = start("run", routine_file(tmp_path, HOLD, prepare="60s"))
    read_until(process, "Get ready. Lean, left leg, 1 second.")
    process.send_signal(signal.SIGINT)
    assert ended(process) == Ran(
        code=130, out="Stopped. Nothing was done, so nothing is kept.\n", err=""
    )
    assert sessions(home) == []


def test_text_that_the_output_cannot_show_becomes_question_marks(tmp_path: Path) -> None:
    path = Path(routine_file(tmp_path, REP))
    path.write_text(path.read_text().replace('say = "rise"', 'say = "Füße"'), encoding="utf-8")
    ran = run("run", str(path), PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Done. F??e left 1, right 1. Saved.\n")


# ----------------------------------------------------------------------------- endings


def test_a_signal_ends_the_session_with_what_was_done_saved(tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    cases = [
        (signal.SIGINT, 130, Status.STOPPED),
        (signal.SIGTERM, 143, Status.INTERRUPTED),
        (signal.SIGHUP, 129, Status.INTERRUPTED),
    ]
    started = []  # all at once: each has a home, and so a lock, of its own
    for number, code, status in cases:
        home = tmp_path / number.name
        process = start("run", path, environ={"CALFCOACH_HOME": str(home)})
        started.append((process, home, number, code, status))
    for process, home, number, code, status in started:
        read_until(process, "Start. Lean, left leg, 60 seconds.")
        process.send_signal(number)
        word = status.value.capitalize()
        assert ended(process) == Ran(
            code=code, out=f"{word}. Rises left 1, right 1. Saved.\n", err=""
        )
        session = only_session(home)
        assert session.status is status
        assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_the_part_of_a_hold_that_was_done_is_kept(home: Path, tmp_path: Path) -> None:
    process = start("run", routine_file(tmp_path, 'exercise = "lean"\nhold = "30s"'))
    read_until(process, "Start. Lean, 30 seconds.")
    pass_time(1.0)
    process.send_signal(signal.SIGTERM)
    assert ended(process) == Ran(code=143, out="Interrupted. 1 second of work. Saved.\n", err="")
    (work,) = only_session(home).work
    assert (work.status.value, work.planned_s) == ("part", 30.0)
    assert work.done_s == pytest.approx(1.0, abs=0.4)


def test_a_pipe_that_closes_interrupts_the_session_saved_and_without_a_word(
    home: Path, tmp_path: Path
) -> None:
    process = start("run", routine_file(tmp_path, f"{REP}\n\n[[step]]\n{HOLD}"))
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout as lines, process.stderr as words:
        read_until(process, "Start. Rise, right leg, 1 rep, up 0.1, down 0.1. Up.")
        lines.close()
        assert words.read() == ""
        assert process.wait() == 3
    session = only_session(home)
    assert session.status is Status.INTERRUPTED
    assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_a_full_disk_under_the_output_interrupts_the_session_saved(
    home: Path, tmp_path: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("run", routine_file(tmp_path, HOLD), stdout=full.fileno())
        assert ended(process) == Ran(code=3, out="", err="")
    assert sessions(home) == []


def test_without_any_output_from_the_start_the_session_runs_and_is_saved(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP)
    assert run("run", path, before=lambda: os.closerange(1, 3)) == Ran(code=0, out="", err="")
    assert only_session(home).status is Status.COMPLETED


# --------------------------------------------------------------------------- rehearsals


def test_a_rehearsal_leaves_no_history_and_takes_no_lock(
    home: Path, tmp_path: Path, rehearsed: Callable[..., list[str]], wakeup_kept: None
) -> None:
    with SessionLock(home / "session.lock"):
        assert rehearsed(routine_file(tmp_path, HOLD, prepare="5s", switch="2s")) == [
            "Short. 9 seconds, 1 part. You need clear floor.",
            "Get ready. Lean, left leg, 1 second.",
            "Start.",
            "Change. Right leg.",
            "Start.",
            "Done. Left leg 1 second, right leg 1 second. A rehearsal, not saved.",
        ]
    assert [path.name for path in home.iterdir()] == ["session.lock"]


def test_one_side_alone_is_guided_where_asked(
    tmp_path: Path, rehearsed: Callable[..., list[str]]
) -> None:
    both = 'exercise = "lean"\nhold = "2s"'
    assert rehearsed(routine_file(tmp_path, f"{HOLD}\n\n[[step]]\n{both}"), "--side", "left") == [
        "Short. 3 seconds, 2 parts. You need clear floor.",
        "Start. Lean, left leg, 1 second.",
        "Start. Lean, 2 seconds.",
        "Done. Left leg 1 second. A rehearsal, not saved.",
    ]


def test_a_session_begins_at_the_step_asked_for(
    tmp_path: Path, rehearsed: Callable[..., list[str]]
) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    assert rehearsed(path, "--start-at", "2")[:2] == [
        "Short. 2 minutes, 1 part. You need clear floor.",
        "Start. Lean, left leg, 60 seconds.",
    ]


def test_a_shorter_form_drops_what_is_said_to_be_droppable(
    tmp_path: Path, rehearsed: Callable[..., list[str]]
) -> None:
    path = routine_file(tmp_path, 'exercise = "lean"\nhold = "30s"\nsets = 4\nsides = "each"')
    assert rehearsed(path)[0] == "Short. 4 minutes, 1 part. You need clear floor."
    assert rehearsed(path, "--for", "2m")[0] == "Short. 1 minute, 1 part. You need clear floor."


def test_the_level_chooses_the_dose_of_a_step_that_names_none(
    tmp_path: Path, rehearsed: Callable[..., list[str]]
) -> None:
    path = routine_file(tmp_path, 'exercise = "sway"\n')
    with Path(path).open("a", encoding="utf-8") as file:
        file.write('[exercise.sway]\ntitle = "Sway"\nkind = "stretch"\n')
        file.write('dose.start = { time = "10s" }\ndose.default = { time = "20s" }\n')
    assert rehearsed(path)[0] == "Short. 20 seconds, 1 part. You need clear floor."
    assert rehearsed(path, "--level", "start")[0].startswith("Short. 10 seconds,")
    assert rehearsed(path, "--level", "advanced")[0].startswith("Short. 20 seconds,")


def test_in_accessible_form_there_are_three_seconds_more_to_get_ready(
    tmp_path: Path, rehearsed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = routine_file(tmp_path, HOLD, prepare="5s", switch="2s")
    assert rehearsed(path)[0] == "Short. 9 seconds, 1 part. You need clear floor."
    longer = "Short. 15 seconds, 1 part. You need clear floor."
    assert rehearsed(path, "--accessible")[0] == longer
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert rehearsed(path)[0] == longer


def test_a_name_of_ones_own_and_a_path_are_the_same_routine(
    home: Path, rehearsed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "routines").mkdir(parents=True)
    routine_file(home / "routines", HOLD, name="mine")
    monkeypatch.chdir(home / "routines")
    assert rehearsed("mine") == rehearsed("mine.toml") == rehearsed("./mine.toml")


def test_a_broken_setting_is_warned_of_and_stops_nothing(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('sound = "loud"\n')
    ran = run("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Done. Rises left 1, right 1. Saved.")
    assert ran.err.startswith("warning: `sound` must be clear, soft, bell or off")


# ------------------------------------------------------------------------ what is refused


def refused(code: int, *lines: str) -> Result:
    return Result(code=code, out="", err="".join(f"{line}\n" for line in lines))


def test_options_that_say_nothing_useful_are_refused_with_what_to_write(
    calf: Calf, tmp_path: Path
) -> None:
    path = routine_file(tmp_path)
    cases = {
        ("--side", "both"): (
            'error: `--side` must be left or right, got "both"',
            "  hint: write --side left",
        ),
        ("--level", "hard"): (
            'error: `--level` must be start, default or advanced, got "hard"',
            "  hint: write --level start",
        ),
        ("--for", "soon"): (
            'error: `--for` must be a duration such as "6m", got "soon"',
            "  hint: write --for 6m",
        ),
        ("--speed", "0"): (
            "error: `--speed` must be 0.1 to 1000, got 0",
            "  hint: write --speed 60",
        ),
        ("--speed", "nan"): (
            "error: `--speed` must be 0.1 to 1000, got nan",
            "  hint: write --speed 60",
        ),
        ("--strat-at", "2"): (
            "error: no such option: --strat-at (Possible options: --start-at)",
            "  hint: `calfcoach run --help` shows how",
        ),
    }
    for options, lines in cases.items():
        assert calf("run", path, *options) == refused(2, *lines)


def test_a_step_that_is_not_there_cannot_be_started_at(calf: Calf, tmp_path: Path) -> None:
    ran = calf("run", routine_file(tmp_path, REP_THEN_HOLD), "--start-at", "3")
    assert ran == refused(
        2,
        "error: `short` has 2 steps, there is no step 3",
        "  hint: `calfcoach show short` numbers them",
    )


def test_waiting_for_a_key_is_refused_where_there_is_no_keyboard(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    no_keyboard = "error: waiting for a key between steps needs a keyboard, and there is none"
    by_option = calf("run", routine_file(tmp_path), "--manual")
    assert by_option == refused(2, no_keyboard, "  hint: leave out --manual")
    by_file = calf("run", routine_file(tmp_path, advance="manual"))
    assert by_file == refused(2, no_keyboard, '  hint: write advance = "auto"')
    assert not home.exists()


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(calf: Calf) -> None:
    assert calf("run", "dayly") == refused(
        1,
        "error: no routine is called `dayly`",
        "  hint: did you mean `daily`? `calfcoach list` shows them all",
    )


def test_a_name_with_an_escape_code_in_it_steers_no_terminal(calf: Calf) -> None:
    ran = calf("run", "da\x1b[31mily")
    assert ran.code == 1
    assert "\x1b" not in ran.err


def test_all_that_is_wrong_with_a_file_is_told_at_once(calf: Calf, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('title = 3\n[[step]]\nexercise = "nope"\nhold = "thirty"\n')
    ran = calf("run", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if line.startswith("error")] == [
        "error: `title` must be text, got 3",
        "error: no exercise is called `nope`",
        'error: `hold` must be a duration such as "30s", got "thirty"',
    ]


def test_what_is_no_routine_file_is_refused_with_its_path(calf: Calf, tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "empty.toml").write_text("")
    (tmp_path / "latin.toml").write_bytes(b'title = "F\xfc\xdfe"\n')
    expected = {
        "folder.toml": (
            "error: this is a folder, not a file",
            f"  --> {tmp_path}/folder.toml",
            "  hint: name a file in it",
        ),
        "empty.toml": (
            "error: the file is empty",
            f"  --> {tmp_path}/empty.toml",
            '  hint: write at least title = "…" and one [[step]]',
        ),
        "latin.toml": (
            "error: the file is not UTF-8 text: byte 0xfc",
            f"  --> {tmp_path}/latin.toml:1:11",
            '   1 | title = "F\ufffd\ufffde"',
            "     |           ^",
            "  hint: save it as UTF-8 in your editor",
        ),
        "missing.toml": (
            "error: there is no such file",
            f"  --> {tmp_path}/missing.toml",
            "  hint: see whether the path is right",
        ),
    }
    for name, lines in expected.items():
        assert calf("run", str(tmp_path / name)) == refused(1, *lines)


def test_a_second_session_at_once_is_refused_while_the_first_lives(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    first = start("run", routine_file(tmp_path, LONG_HOLD, name="long"))
    read_until(first, "Start. Lean, left leg, 60 seconds.")
    second = run("run", routine_file(tmp_path, REP))
    assert (second.code, second.out) == (1, "")
    assert second.err.splitlines()[:2] == [
        f"error: a session is already running (process {first.pid})",
        f"  --> {home}/session.lock",
    ]
    first.kill()
    ended(first)
    assert SessionLock(home / "session.lock").held_by() is None
