"""What a shell completes behind `calfcoach`: the real scripts in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from past_sessions import keep
from processes import PATIENCE_S, only_session, run

from calfcoach.cli.completing import NAMES, SCRIPTS, script

DOCS = Path(__file__).parents[2] / "docs"
_BIN = Path(sys.executable).parent


def in_shell(shell: str, program: str, *arguments: str) -> list[str]:
    """The lines that a program in a shell prints; `calfcoach` is found on the path."""
    done = subprocess.run(
        [shell, "-c", program, shell, *arguments],
        env=os.environ | {"PATH": f"{_BIN}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout.splitlines()


def in_bash(*words: str, prefix: str = "") -> list[str]:
    """What bash offers where the cursor stands behind the last of `words`."""
    program = prefix + (
        'eval "$(calfcoach completion bash)"\n'
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
        "_calfcoach\n"
        'for word in "${COMPREPLY[@]}"; do printf "%s\\n" "$word"; done'
    )
    return in_shell("bash", program, *words)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["calfcoach", "hist"], ["history"]),
        (["calf", "st"], ["stats"]),
        (["calf", "history", "s"], ["show"]),
        (["calf", "history", "--js"], ["--json"]),
        (["calf", "history", "show", "--js"], ["--json"]),
        (["calf", "--accessible", "history", "del"], ["delete"]),
        (["calf", "--color", "al"], ["always"]),
        (["calf", "--color", "never", "plan", "rev"], ["review"]),
        (["calf", "run", "da"], ["daily"]),
        (["calf", "run", "--level", "st"], ["start"]),
        (["calf", "run", "--level", "=", "st"], ["start"]),
        (["calf", "run", "--level", "="], ["start", "default", "advanced"]),
        (["calf", "run", "--level=st"], []),
        (["calf", "run", "daily", "--si"], ["--side"]),
        (["calf", "run", "daily", "da"], []),
        (["calf", "run", "--", "da"], ["daily"]),
        (["calf", "log", "daily", "--note", ""], []),
        (["calf", "show", "wall-calf-stretch"], ["wall-calf-stretch"]),
        (["calf", "history", "--routine", "da"], ["daily"]),
        (["calf", "routine", "check", "daily", "des"], ["desk"]),
        (["calf", "plan", "start", "loo"], ["loosen"]),
        (["calf", "config", "get", "day"], ["day_starts"]),
        (["calf", "measure", "show", "sq"], ["squat"]),
        (["calf", "completion", ""], ["bash", "zsh", "fish"]),
        (["calf", "ctl", "pa"], ["pause"]),
        (["calf", "no-such-thing", "s"], []),
        (["calf"], []),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else None,
)
def test_bash_offers_what_may_stand_there(words: list[str], offered: list[str]) -> None:
    assert in_bash(*words) == offered


def test_bash_offers_the_newest_sessions_by_their_codes(home: Path) -> None:
    keep(home)
    code = only_session(home).code
    assert in_bash("calf", "history", "show", "") == ["last", code]
    assert in_bash("calf", "history", "delete", "last", code[:2]) == [code]


def test_without_a_history_no_session_is_offered(home: Path) -> None:
    assert in_bash("calf", "history", "show", "") == []
    assert not home.exists()


def test_a_routine_of_ones_own_is_offered(home: Path) -> None:
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "dawn.toml").write_text("", encoding="utf-8")
    assert in_bash("calf", "run", "da") == ["daily", "dawn"]


HOSTILE = ("$(touch hurt)", "`touch hurt`", "; touch hurt", "a b", "a:b", "*", "\x1b[2J", "-x", "é")


def test_a_file_with_a_hostile_name_is_never_offered(home: Path) -> None:
    (home / "routines").mkdir(parents=True)
    usual = in_bash("calf", "run", "")
    for name in (*HOSTILE, "a\nb"):
        (home / "routines" / f"{name}.toml").write_text("", encoding="utf-8")
    assert in_bash("calf", "run", "") == usual
    assert run("__complete", "routines").out.split("\n")[:-1] == usual


@pytest.mark.parametrize("word", HOSTILE)
def test_what_is_typed_is_never_run(tmp_path: Path, word: str) -> None:
    there = f"cd '{tmp_path}'\n"
    assert in_bash("calf", "show", word, prefix=there) == []
    in_bash("calf", word, "", prefix=there)
    in_bash("calf", f"--{word}", "", prefix=there)
    in_bash(word, "run", "", prefix=there)
    assert list(tmp_path.iterdir()) == []


def test_a_shell_with_settings_of_its_own_is_offered_the_same() -> None:
    strict = "set -u; IFS=,; shopt -s nullglob\n"
    assert in_bash("calf", "history", "", prefix=strict) == ["show", "edit", "delete"]


@pytest.mark.parametrize(("shell", "words"), [("zsh", "-n"), ("fish", "--no-execute")])
def test_the_scripts_of_other_shells_can_be_read_by_them(
    tmp_path: Path, shell: str, words: str
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / "script"
    path.write_text(script(shell), encoding="utf-8")
    subprocess.run([shell, words, path], check=True, timeout=PATIENCE_S)


def test_fish_offers_what_may_stand_there() -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    program = "calfcoach completion fish | source; complete -C $argv[2]"
    assert [line.split("\t")[0] for line in in_shell("fish", program, "calf run da")] == ["daily"]
    offered = in_shell("fish", program, "calf run --level st")
    assert [line.split("\t")[0] for line in offered] == ["start"]


def test_the_scripts_are_those_that_the_commands_make() -> None:
    made = (
        "import completions\n"
        "for name, text in completions.scripts().items():\n"
        "    shipped = (completions.FOLDER / name).read_text(encoding='utf-8')\n"
        "    assert shipped == text, f'{name}: run python docs/completions.py'"
    )
    subprocess.run([sys.executable, "-c", made], cwd=DOCS, check=True, timeout=PATIENCE_S)


@pytest.mark.parametrize("shell", SCRIPTS)
def test_completion_prints_the_script_in_both_ways(calf: Callable[..., Result], shell: str) -> None:
    printed = calf("completion", shell)
    assert printed == Result(code=0, out=script(shell), err="")
    assert printed == calf("completion", shell, "--color", "auto")


def test_another_shell_is_a_usage_error(calf: Callable[..., Result]) -> None:
    assert calf("completion", "csh") == Result(
        code=2,
        out="",
        err="error: `completion` knows bash, zsh and fish\n"
        "  hint: write calfcoach completion bash\n",
    )


@pytest.mark.parametrize("kind", NAMES)
def test_names_are_silent_where_nothing_can_be_read(home: Path, kind: str) -> None:
    home.mkdir()
    (home / "config.toml").write_text("level = 3\n[", encoding="utf-8")
    (home / "routines").write_text("no folder", encoding="utf-8")
    (home / "history.db").write_text("no history", encoding="utf-8")
    told = run("__complete", kind)
    assert (told.code, told.err) == (0, "")
    assert ("daily" in told.out.split("\n")) == (kind != "sessions")


def test_the_question_for_names_is_no_command_of_the_person(calf: Callable[..., Result]) -> None:
    assert "__complete" not in calf("--help").out
    assert calf("__complete").code == 2
    assert calf("__complete", "secrets").code == 2


def test_a_session_more_is_offered_at_once(home: Path) -> None:
    keep(home)
    for path in home.glob("history.db*"):
        os.utime(path, (time.time() - 60, time.time() - 60))  # else it would not be relied on
    first = run("__complete", "sessions").out
    assert run("__complete", "sessions").out == first
    assert (home / "run" / "__completesessions").exists()
    keep(home)
    assert len(run("__complete", "sessions").out.split()) == len(first.split()) + 1
