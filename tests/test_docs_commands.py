"""Commands and options as they are told: in the help, in the manual pages and in the README.

`CALFCOACH_REWRITE=1` writes the help in `help/` anew; look at each difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import manual
import pytest
from conftest import Result
from processes import agree, run
from reference import SECTIONS

from calfcoach.cli.lazy import COMMANDS
from calfcoach.files.fields import Field
from calfcoach.files.settings_table import SETTINGS

ROOT = Path(__file__).parents[1]
HELP = Path(__file__).parent / "help"
ALL: dict[str, Any] = dict(manual.every_command())
PAGES = manual.pages()


# ------------------------------------------------------------------------------- the help


def golden(first: str) -> Path:
    return HELP / f"{first.replace(' ', '-')}.txt"


@pytest.mark.parametrize("first", ["calfcoach", *(f"calfcoach {c.name}" for c in COMMANDS)])
def test_the_help_of_a_command_is_the_one_that_was_looked_at(
    first: str, calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    paths = [path for path in ALL if path == first or path.startswith(f"{first} ")]
    said = ""
    for path in [first] if first == "calfcoach" else paths:
        told = calf(*path.split()[1:], "--help")
        assert (told.code, told.err) == (0, "")
        said += f"$ {path} --help\n{told.out.rstrip()}\n\n"
    if os.environ.get("CALFCOACH_REWRITE") == "1":
        golden(first).parent.mkdir(exist_ok=True)
        golden(first).write_text(said, encoding="utf-8")
    assert said == golden(first).read_text(encoding="utf-8"), "run `make reference`"


def test_no_help_of_a_command_that_is_gone_is_kept() -> None:
    known = {golden("calfcoach").name, *(golden(f"calfcoach {c.name}").name for c in COMMANDS)}
    assert {path.name for path in HELP.iterdir()} == known


@pytest.mark.parametrize("path", ALL)
def test_a_command_and_each_of_its_options_says_what_it_does(path: str) -> None:
    command = ALL[path]
    assert (command.help or "").strip()
    unsaid = [p.opts[0] for p in command.params if not (getattr(p, "help", None) or "").strip()]
    assert unsaid == []


def test_every_line_of_the_list_of_commands_says_something() -> None:
    assert [command.name for command in COMMANDS if not command.help.endswith(".")] == []
    assert [setting.name for setting in SETTINGS if not setting.meaning] == []


# ------------------------------------------------------------------------ the manual pages


@pytest.mark.parametrize("name", ["calfcoach.1", "calfcoach-routine.5"])
def test_a_manual_page_is_what_the_program_says_now(name: str) -> None:
    kept = (manual.FOLDER / name).read_text(encoding="utf-8")
    assert kept == PAGES[name], "run `make reference`"


def test_the_manual_has_every_command_and_every_option() -> None:
    page = PAGES["calfcoach.1"].replace("\\-", "-")
    for path, command in ALL.items():
        assert path == "calfcoach" or re.search(rf"^\.SS {path}\b", page, re.MULTILINE)
        for param in command.params:
            for name in (*param.opts, *param.secondary_opts):
                assert param.param_type_name == "argument" or f"\\fB{name}\\fR" in page


@pytest.mark.parametrize("field", [f for _, _, fields in SECTIONS for f in fields])
def test_a_field_of_a_routine_file_says_what_it_means(field: Field) -> None:
    assert field.meaning.strip()
    assert f"\\fB{field.name}\\fR\n" in PAGES["calfcoach-routine.5"]


@pytest.mark.parametrize("name", ["calfcoach.1", "calfcoach-routine.5"])
@pytest.mark.parametrize(
    "checker",
    [
        ("groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"),
        ("mandoc", "-Tlint", "-Wwarning"),
    ],
)
def test_a_manual_page_is_set_without_a_warning(name: str, checker: tuple[str, ...]) -> None:
    if shutil.which(checker[0]) is None:
        pytest.skip(f"{checker[0]} is not installed")
    done = subprocess.run(
        [*checker, str(manual.FOLDER / name)], capture_output=True, text=True, check=False
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
    assert said == []


# ------------------------------------------------------------- what the pages tell to type

TYPED = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROSE = ("README.md", "docs/routines.md", "examples/README.md", "ARCHITECTURE.md", "CHANGELOG.md")
# Words of other programs that stand in code; every other option must be one of ours.
FOREIGN = {"--output_file", "--model"}
PLACEHOLDER = re.compile(r"[A-Z]{2,}|…|\[|\.\.\.")
PLAIN_WORD = re.compile(r"[a-z][a-z-]*")


def typed_in(page: str) -> Iterator[str]:
    """Every command of ours that stands as code on a page, as it is typed."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in FENCED.findall(text):
        for part in re.split(r"&&|\||\n|;", block):
            words = part.strip()
            if "calfcoach " in words and not words.startswith(("#", "python3", "cd ")):
                yield words[words.index("calfcoach ") :]
    for span in TYPED.findall(FENCED.sub("", text)):
        inner = re.search(r"\$\((calfcoach[^)]*)\)|#\((calfcoach[^)]*)\)", span)
        if inner:
            yield next(filter(None, inner.groups()))
        elif re.match(r"calfcoach( |$)", span):
            yield span


def command_of(words: list[str]) -> tuple[str, list[str]]:
    """The longest command that these words name, and the words behind it."""
    for length in range(len(words), 0, -1):
        path = " ".join(words[:length])
        if path in ALL:
            return path, words[length:]
    raise AssertionError(words)


EVERY_TYPED = sorted({(page, typed) for page in PROSE for typed in typed_in(page)})


@pytest.mark.parametrize(("page", "typed"), EVERY_TYPED)
def test_a_command_of_a_page_exists_with_its_options(page: str, typed: str) -> None:
    path, behind = command_of(shlex.split(typed.replace("…", "")))
    known = {name for param in ALL[path].params for name in (*param.opts, *param.secondary_opts)}
    options = {word.partition("=")[0] for word in behind if re.match(r"--?[a-z]", word)}
    assert options - known - {"--help", "-h"} == set(), page
    if hasattr(ALL[path], "commands"):
        below = [word for word in behind[:1] if PLAIN_WORD.fullmatch(word)]
        assert below == [], f"{path} has no command {below}"


@pytest.mark.parametrize("page", PROSE[:3])  # the others tell of other programs and of the past
def test_every_option_that_stands_as_code_on_a_page_is_one_of_ours(page: str) -> None:
    known = {n for command in ALL.values() for p in command.params for n in p.opts}
    known |= {n for command in ALL.values() for p in command.params for n in p.secondary_opts}
    text = FENCED.sub("", (ROOT / page).read_text(encoding="utf-8"))
    options = {o for span in TYPED.findall(text) for o in re.findall(r"(?<!\S)--[a-z_-]+", span)}
    assert options - known - FOREIGN - {"--help"} == set()


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    spans = " ".join(TYPED.findall(text))
    assert [c.name for c in COMMANDS if not re.search(rf"\b{c.name}\b", spans)] == []


# -------------------------------------------------------------------- typed for real

# What needs hands, a running session, or is tried elsewhere, and why.
NOT_HERE = {
    "calfcoach cramp": "lasts minutes; its own tests play it",
    "calfcoach cues test": "would sound",
    "calfcoach remind": "would ask this machine's own timers",
    "calfcoach ctl pause": "needs a running session; its own tests steer one",
    "calfcoach run ./two-minutes.toml": "played below, from the page's own text",
}
# These ask, or need one more word, and say so; the tests on a real terminal answer them.
OTHERWISE = {
    "calfcoach due": (0, 10, ""),
    "calfcoach plan start": (2, 2, "a plan needs a goal: "),
    "calfcoach routine new": (2, 2, "there is no terminal to ask at"),
    "calfcoach screen": (2, 2, "these questions need a terminal"),
    "calfcoach screen clear": (2, 2, "these questions need a terminal"),
}
WHOLE = sorted(set(typed_in("README.md")))
REAL = [t for t in WHOLE if not PLACEHOLDER.search(t) and t not in NOT_HERE]


def test_what_is_not_typed_here_stands_in_the_readme() -> None:
    assert {*NOT_HERE, *OTHERWISE} - set(WHOLE) == set()


@pytest.mark.parametrize("typed", REAL)
def test_a_command_of_the_readme_works_in_a_home_with_a_session(
    typed: str,
    home: Path,
    tmp_path: Path,
    calf: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agree(home)
    assert calf("log", "daily").code == 0
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")
    words = shlex.split(typed)[1:]
    # a session writes to the real stdout, so that it is played by a program of its own
    done = run(*words, "--speed", "600") if words[:1] == ["run"] else calf(*words)
    *codes, told = OTHERWISE.get(typed, (0, 0, ""))
    assert done.code in codes, done.err
    assert str(told) in done.err


def test_the_routine_of_the_readme_is_played(home: Path, tmp_path: Path) -> None:
    agree(home)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (routine,) = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    path = tmp_path / "two-minutes.toml"
    path.write_text(routine, encoding="utf-8")
    played = run("run", str(path), "--speed", "600")
    assert played.code == 0
    assert "Done. Left leg 30 seconds, right leg 30 seconds." in played.out
