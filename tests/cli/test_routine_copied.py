from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from calfcoach.files.folders import shipped_routines
from calfcoach.files.schema import schema_text

Calf = Callable[..., Result]
GOOD = 'title = "Mine"\nwarm_up = false\n[[step]]\nexercise = "warm-up-march"\n'


def own(home: Path, text: str = GOOD) -> Path:
    file = home / "routines" / "mine.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def editor(tmp_path: Path, does: str) -> str:
    program = tmp_path / "editor.sh"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return str(program)


# --------------------------------------------------------------------------------- copy


def test_a_shipped_routine_is_copied_as_it_is(calf: Calf, home: Path) -> None:
    file = home / "routines" / "daily.toml"
    assert calf("routine", "copy", "daily") == Result(
        code=0,
        out=f"copied to {file}\n",
        err=(
            "It stands in the place of the shipped daily from now on.\n"
            "To change it: calfcoach routine edit daily\n"
        ),
    )
    assert file.read_bytes() == (shipped_routines() / "daily.toml").read_bytes()
    assert calf("routine", "copy", "daily") == Result(
        code=2,
        out="",
        err=(
            "error: `daily` is yours already\n"
            f"  --> {file}\n"
            "  hint: name the copy: calfcoach routine copy daily daily-2\n"
        ),
    )


def test_a_file_of_somebody_else_is_read_before_it_is_taken_in(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.toml"
    theirs.write_text('title = "T"\n[[step]]\nexercise = "heel-rise"\n')
    assert calf("routine", "copy", str(theirs), "mine").code == 1
    assert not (home / "routines" / "mine.toml").exists()
    theirs.write_text(GOOD)
    assert calf("routine", "copy", str(theirs), "mine").code == 0
    assert (home / "routines" / "mine.toml").read_text() == GOOD


@pytest.mark.parametrize("name", ["../x", "nul", "A", ""])
def test_a_copy_never_leaves_the_folder(calf: Calf, home: Path, name: str) -> None:
    wanted = name or "daily/../x"
    tried = calf("routine", "copy", "daily", wanted)
    assert (tried.code, tried.out) == (2, "")
    assert not list(home.rglob("*.toml"))


# ---------------------------------------------------------------------- path and schema


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing"])
@pytest.mark.parametrize(
    "typed",
    [("copy", "daily", "dang"), ("new", "dang", "--step", "heel-walk steps=20")],
    ids=["copy", "new"],
)
def test_nothing_is_written_through_a_link_out_of_the_folder(
    calf: Calf, home: Path, tmp_path: Path, typed: tuple[str, ...], there: bool
) -> None:
    outside = tmp_path / "outside.txt"
    if there:
        outside.write_text("mine")
    link = home / "routines" / "dang.toml"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    told = calf("routine", *typed, "--force")
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "error: this is a link to a file in another folder, which is not written\n"
        f"  --> {link}\n"
        "  hint: put a copy of the file there, or make a link of the whole folder\n"
    )
    assert outside.exists() == there
    assert not there or outside.read_text() == "mine"


def test_a_link_out_of_the_folder_is_not_checked_by_its_name_either(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret:x:0:0\n")
    link = home / "routines" / "out.toml"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    for name in ("out", str(link)):
        told = calf("routine", "check", name)
        assert told.code == 1
        assert "this is a link to a file in another folder, which is not read" in told.err
        assert "secret" not in told.out + told.err


def test_the_folder_and_the_file_of_a_routine_are_printed(calf: Calf, home: Path) -> None:
    assert calf("routine", "path").out == f"{home}/routines\n"
    assert calf("routine", "path", "daily").out == f"{shipped_routines() / 'daily.toml'}\n"
    file = own(home)
    assert calf("routine", "path", "mine").out == f"{file}\n"
    assert calf("routine", "path", "mien") == Result(
        code=1,
        out="",
        err=(
            "error: no routine is called `mien`\n"
            "  hint: did you mean `mine`? `calfcoach list` shows them all\n"
        ),
    )


def test_the_printed_folder_is_there_for_what_is_put_into_it(calf: Calf, home: Path) -> None:
    folder = Path(calf("routine", "path").out.rstrip("\n"))
    assert folder.stat().st_mode & 0o777 == 0o700
    written = calf("routine", "schema", "--output", str(folder))
    assert written.out == f"written to {folder}/routine.schema.json\n"
    assert calf("routine", "copy", "daily", "mine").code == 0


@pytest.mark.parametrize(
    ("stands", "what", "hint"),
    [
        ("file", "a file", "give it another name, such as routines.old"),
        ("routines", "a link that leads in a circle", "delete the link"),
        (
            "nowhere",
            "a link that leads nowhere",
            "delete the link, or make the folder that it leads to",
        ),
    ],
)
def test_what_stands_in_the_place_of_the_folder_is_named(
    calf: Calf, home: Path, stands: str, what: str, hint: str
) -> None:
    home.mkdir()
    if stands == "file":
        (home / "routines").write_text("")
    else:
        (home / "routines").symlink_to(home / stands)
    said = (
        f"error: {what} stands where the folder of your routines belongs\n"
        f"  --> {home}/routines\n  hint: {hint}\n"
    )
    assert calf("routine", "copy", "daily", "mine").err == said
    assert calf("routine", "new", "mine", "--step", "walk").err == said
    assert calf("routine", "path") == Result(code=1, out="", err=said)
    checked = calf("routine", "check")
    assert (checked.code, checked.err) == (1, said)


def test_the_schema_is_printed_or_written_once(calf: Calf, tmp_path: Path) -> None:
    text = schema_text().rstrip("\n") + "\n"
    assert calf("routine", "schema") == Result(code=0, out=text, err="")
    written = calf("routine", "schema", "--output", str(tmp_path))
    file = tmp_path / "routine.schema.json"
    assert written == Result(
        code=0,
        out=f"written to {file}\n",
        err="The first line of a routine that uses it: #:schema ./routine.schema.json\n",
    )
    assert file.read_text() == text
    assert calf("routine", "schema", "--output", str(file)).code == 1
    assert calf("routine", "schema", "--output", str(file), "--force").code == 0


# --------------------------------------------------------------------------------- edit


def test_an_edited_routine_is_saved_and_looked_over(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own(home)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sed -i 's/Mine/Ours/' \"$1\""))
    assert calf("routine", "edit", "mine") == Result(code=0, out=f"saved in {file}\n", err="")
    assert file.read_text() == GOOD.replace("Mine", "Ours")
    assert [one.name for one in file.parent.iterdir()] == ["mine.toml"]


def test_a_text_that_is_left_broken_is_kept_and_opened_again(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = own(home), home / "routines" / ".mine.edit.toml"
    monkeypatch.setenv("VISUAL", editor(tmp_path, "sed -i 's/march/mars/' \"$1\""))
    tried = calf("routine", "edit", "mine")
    assert (tried.code, tried.out) == (1, "")
    assert tried.err == (
        f"Nothing was changed. The text is kept in {kept}.\n"
        "error: no exercise is called `warm-up-mars`\n"
        f"  --> {kept}:4:12  step 1 (warm-up-mars)\n"
        '   4 | exercise = "warm-up-mars"\n'
        "     |            ^\n"
        "  hint: did you mean `warm-up-march`?\n"
    )
    assert file.read_text() == GOOD
    assert calf("list", "--json").err == ""
    monkeypatch.setenv("VISUAL", editor(tmp_path, "sed -i 's/mars/march/; s/Mine/Ours/' \"$1\""))
    again = calf("routine", "edit", "mine")
    assert again == Result(
        code=0,
        out=f"saved in {file}\n",
        err=(
            f"This is the text that was kept in {kept}.\n"
            "To begin again from the saved routine, delete that file.\n"
        ),
    )
    assert file.read_text() == GOOD.replace("Mine", "Ours")
    assert not kept.exists()


def test_an_unchanged_routine_is_left_alone(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own(home)
    monkeypatch.setenv("EDITOR", "true")
    assert calf("routine", "edit", "mine") == Result(code=0, out="", err="Nothing was changed.\n")
    assert [one.name for one in file.parent.iterdir()] == ["mine.toml"]


def test_a_routine_that_was_changed_meanwhile_is_not_overwritten(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = own(home)
    other = f"sed -i 's/Mine/Other/' {file}; sed -i 's/Mine/Ours/' \"$1\""
    monkeypatch.setenv("EDITOR", editor(tmp_path, other))
    tried = calf("routine", "edit", "mine")
    assert tried.code == 1
    assert file.read_text() == GOOD.replace("Mine", "Other")
    kept = home / "routines" / ".mine.edit.toml"
    assert kept.read_text() == GOOD.replace("Mine", "Ours")
    assert tried.err == (
        f"error: {file} was changed meanwhile by another program\n"
        f"  --> {kept}\n"
        "  hint: the text is kept there; compare the two, "
        "and put one in the place of the other\n"
    )


def test_only_what_is_yours_can_be_edited(calf: Calf) -> None:
    assert calf("routine", "edit", "daily") == Result(
        code=1,
        out="",
        err=(
            "error: `daily` is shipped with CalfCoach, and only what is yours can be edited\n"
            "  hint: make it yours first: calfcoach routine copy daily\n"
        ),
    )
    assert calf("routine", "edit", "../x").code == 2


# ------------------------------------------------------------------------------- script


def test_a_script_is_the_whole_session_with_its_times(calf: Calf, home: Path) -> None:
    own(home)
    shown = calf("show", "mine", "--script")
    assert shown == Result(code=0, out=SCRIPT, err="")


@pytest.mark.parametrize("name", ["daily", "starter", "roll"])
def test_a_script_says_what_a_session_says(calf: Calf, name: str) -> None:
    kept = Path(__file__).parent.parent / "scripts" / f"{name}.txt"
    lines = kept.read_text().splitlines()
    said = [line.partition(" ")[2] for line in lines]
    shown = calf("show", name, "--script", "--accessible").out
    for words in said:
        first = words.split(". ")[0].rstrip(".")
        assert f"\n{first}." in shown, words


HURRIED = """
title = "Hurried"
[pacing]
prepare = "5s"
move = "5s"
[[step]]
exercise = "warm-up-march"
time = "15s"
[[step]]
exercise = "heel-raise"
reps = 12
tempo = "2-2-3"
sets = 2
sides = "each"
load = "5 kg"
note = "Hold on to the back of a chair, as a floor may be wet, and look ahead and not at your feet."
"""


@pytest.mark.parametrize("form", [[], ["--accessible"]])
def test_a_script_has_all_words_where_a_session_has_no_time_for_them(
    calf: Calf, tmp_path: Path, form: list[str]
) -> None:
    path = tmp_path / "hurried.toml"
    path.write_text(HURRIED)
    lines = calf("show", str(path), "--script", *form).out.splitlines()
    shown = [line.partition("  ")[2] or line for line in lines]
    assert "Get ready to march on the spot, 15 seconds." in shown
    text = "\n".join(shown)
    assert "Space pauses" not in text
    raise_ = "Heel raise, left leg, 12 reps, up 2, hold 2, down 3, 5 kg, set 1 of 2."
    assert raise_ in text
    note = HURRIED.partition('note = "')[2].partition('"')[0]
    assert shown.count(note) == 1
    assert text.index(raise_) < text.index(note)


def test_an_exercise_has_no_script(calf: Calf) -> None:
    assert calf("show", "heel-raise", "--script") == Result(
        code=2,
        out="",
        err=(
            "error: `--script` writes out routines, and `heel-raise` is an exercise\n"
            "  hint: leave out --script\n"
        ),
    )


SCRIPT = """\
Mine
1 min 5 s. Needs: clear floor.

0:00  Get ready to march on the spot, 60 seconds.
0:05  Start.
0:35  Half way.
1:02  3 seconds.
1:05  End.
"""
