"""Files that mean harm: limits hold before work is done, and nothing in them steers a terminal."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import run
from routine_samples import read, refused

from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.places import PlacedError
from calfcoach.timeline import compile_routine

HEAD = 'title = "Mine"\n'
STEP = '[[step]]\nexercise = "soleus-stretch"\n'
LARGEST = 1_048_576


def first(text: str) -> tuple[str, str, str]:
    """Place, message and hint of the first problem."""
    with pytest.raises(CoachError) as caught:
        read(text)
    return caught.value.where, caught.value.message, caught.value.hint


# ----------------------------------------------------------------------- control characters

CONTROLS = ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x85", "\x9b", "\x9f"]
TURNING = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
PLACES = {
    "a title": ('title = "M{}"\n', 1, 11),
    "a remark": ("# a {}\n", 1, 5),
    "a key": ('"a{}" = 1\n', 1, 3),
    "an array": ('tags = ["a",\n"b{}"]\n', 2, 3),
    "long text": ('who = """a\n b\n c{}\n"""\n', 3, 3),
    "a literal": ("who = 'a{}'\n", 1, 9),
}


@pytest.mark.parametrize("char", CONTROLS + TURNING, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize("place", PLACES)
def test_a_control_character_is_refused_with_its_place(place: str, char: str) -> None:
    text, line, column = PLACES[place]
    where, message, hint = first(text.format(char) + HEAD)
    code = f"U+{ord(char):04X}"
    assert (where, hint) == (f"~/mine.toml:{line}:{column}", f"remove {code}")
    assert message in (
        f"the file contains the control character {code}",
        f"the file is not valid TOML: the control character {code}",
    )


@pytest.mark.parametrize("char", CONTROLS + TURNING, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize(
    "line", ["head = [0${}38, 0.13]", "a = {{ b = x{}y }}", 'a = "b"{}"c"', "a = b{}c", "a{}b c"]
)
def test_no_hint_to_a_slip_repeats_a_control_character(line: str, char: str) -> None:
    with pytest.raises(CoachError) as caught:
        parse(line.format(char).encode(), "mine.toml")
    for one in caught.value.all():
        assert char not in f"{one.message}{one.hint}"


def told(text: str) -> list[tuple[str, str]]:
    """Place and message of each problem."""
    with pytest.raises(CoachError) as caught:
        read(text)
    return [(one.where.partition(":")[2], one.message) for one in caught.value.all()]


def test_raw_control_characters_are_told_with_all_else_that_is_wrong() -> None:
    text = f'title = "M\u202ey"\n# \x9b\u2066\nper_day = 99\n{STEP}hold = "x"\n'
    control = "the file contains the control character"
    found = told(text)
    assert found[:3] == [
        ("1:11", f"{control} U+202E"),
        ("2:3", f"{control} U+009B"),
        ("2:4", f"{control} U+2066"),
    ]
    assert [where.partition(" ")[0] for where, _ in found[3:]] == ["3:11", "6:8"]


def test_a_sound_file_with_raw_control_characters_has_no_other_problem() -> None:
    found = told(f"{HEAD}# \u202e and \u202c\n{STEP}hold = 9\n")
    assert [where for where, _ in found] == ["2:3", "2:9"]


def test_of_many_raw_control_characters_some_are_told() -> None:
    found = told(f"{HEAD}# {chr(0x202E) * 500}\n{STEP}hold = 9\n")
    assert len(found) == 21
    assert found[-1][1] == "there are more control characters than these 20"


def test_raw_control_characters_come_before_what_is_no_toml() -> None:
    found = told(f"{HEAD}# \u202e and \u202c\nhold = \n")
    assert [where for where, _ in found] == ["2:3", "2:9"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('title = "My \\u001b[31m"', 13),
        ('title = "My \\U0000001b[31m"', 13),
        ('title = "My \\\\u \\e"', 17),
        ('"title" = "\\u0041\\u001B"', 18),
    ],
)
def test_an_escaped_control_character_is_shown_where_it_stands(text: str, column: int) -> None:
    where, message, _ = first(f"{text}\n{STEP}hold = 9\n")
    assert (where, message) == (
        f"~/mine.toml:1:{column}",
        "`title` contains the control character U+001B",
    )


@pytest.mark.parametrize("settings", [False, True])
def test_settings_and_every_other_file_refuse_them_alike(settings: bool) -> None:
    with pytest.raises(CoachError) as caught:
        parse('level = "start" # \u202e\n'.encode(), "config.toml", settings=settings)
    assert caught.value.where == "config.toml:1:19"


def test_letters_of_every_script_and_emoji_are_welcome() -> None:
    title = "Füße · 小腿 · икры · ساق · 🦵🏽 · a\u0301"
    assert read(f'title = "{title}"\n{STEP}hold = 9\n').title == title


# ----------------------------------------------------------------------------------- limits

TOO_MUCH = {
    "brackets": "a = " + "[" * (LARGEST - 4),
    "tables": "a = " + "{a=" * 300_000,
    "headers": "[" + "a." * 500_000 + "a]",
    "dotted": "a." * 500_000 + "a = 1",
    "entries": "tags = [" + "1," * 500_000 + "]",
    "steps": "[[step]]\n" * 110_000,
    "keys": "".join(f"k{number}=1\n" for number in range(59_000)),
    "a long line": 'title = "' + "x" * 1_000_000 + '"',
    "a long key": "a" * 1_000_000 + " = 1",
    "an open text": 'title = """' + "x\n" * 500_000,
    "backslashes": 'title = "' + "\\\\" * 500_000,
    "quotes": '"' * 1_000_000,
    "remarks": "#\n" * 500_000 + "a",
    "digits": "per_day = " + "9" * 1_000_000,
    "fractions": "per_day = 0." + "9" * 1_000_000,
    "blanks": " " * 1_000_000 + "a",
    "sides": STEP + 'sides = "' + "each" * 200_000 + '"',
    "digits in texts": "who = '" + ("9" * 4_200 + " ") * 240 + "'\nper_day = " + "9" * 5_000,
    "blanks in a value": "a = x" + " " * 1_000_000 + "y",
    "blanks and words": "a = " + "x  " * 340_000,
    "blanks in a key": "a " * 500_000 + "= 1",
    "near keys": "".join(f"titl{number} = 1\n" for number in range(50_000)),
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_mebibyte_of_anything_is_refused_within_a_second(text: str) -> None:
    assert len(text) <= LARGEST
    began = time.process_time()
    assert refused(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("hold = 1000000000", "`hold` can be 1 s to 10 min, got 1000000000", "10m"),
        ('hold = "1000000000s"', '`hold` can be 1 s to 10 min, got "1000000000s"', "10m"),
        (f"hold = {'9' * 4_000}", "`hold` can be 1 s to 10 min, got a huge number", "10m"),
        ("hold = nan", '`hold` must be a duration such as "30s", got nan', ""),
        ("hold = inf", '`hold` must be a duration such as "30s", got inf', ""),
        ("hold = 1e999", '`hold` must be a duration such as "30s", got inf', ""),
        ("hold = 00:00:30", '`hold` must be a duration such as "30s", got 00:00:30', ""),
        ("hold = true", '`hold` must be a duration such as "30s", got true', ""),
    ],
)
def test_an_absurd_duration_is_refused_with_its_place(line: str, message: str, hint: str) -> None:
    expected = f'write hold = "{hint or "30s"}"' + (" or less" if hint else "")
    assert first(f"{HEAD}{STEP}{line}\n") == (
        "~/mine.toml:4:8  step 1 (soleus-stretch)",
        message,
        expected,
    )


@pytest.mark.parametrize(("value", "got"), [("1979-05-27", "1979-05-27"), ("[[[[]]]]", "an array")])
def test_what_may_mean_anything_is_told_the_rule(value: str, got: str) -> None:
    assert first(f"{HEAD}{STEP}hold = {value}\n") == (
        "~/mine.toml:4:8  step 1 (soleus-stretch)",
        f'`hold` must be a duration such as "30s", got {got}',
        'durations look like "30s", "1m30s" or "1:30"',
    )


@pytest.mark.parametrize("value", ["nan", "-inf", "1979-05-27", "07:32:00", "3.0", "[3]", "{}"])
def test_only_a_whole_number_is_a_number_of_sets(value: str) -> None:
    where, message, _ = first(f"{HEAD}{STEP}hold = 9\nsets = {value}\n")
    assert where == "~/mine.toml:5:8  step 1 (soleus-stretch)"
    assert message.startswith("`sets` must be a whole number from 1 to 20, got ")


def test_more_digits_than_a_number_may_have_are_found() -> None:
    assert first(f"{HEAD}per_day = {'9' * 5_000}\n") == (
        "~/mine.toml:2:11",
        "the file holds a number with too many digits",
        "shorten it",
    )


def test_twenty_times_twenty_times_twenty_sets_are_refused_before_they_are_laid_out() -> None:
    inner = '[[step.step]]\nexercise = "heel-raise"\nreps = 1\nsets = 20\nsides = "alternate"\n'
    routine = read(f"{HEAD}" + f"[[step]]\nrepeat = 20\n{inner * 20}" * 20)
    began = time.process_time()
    with pytest.raises(CoachError) as caught:
        compile_routine(routine)
    assert time.process_time() - began < 0.5
    assert "2,000" in caught.value.message


# ------------------------------------------------------------------- what is no ordinary file


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_to_a_secret(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def folder(path: Path) -> None:
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [pipe, device, link_to_a_secret, folder, link_to_itself])
def test_what_is_no_ordinary_file_is_named_once_and_the_others_are_listed(
    home: Path, make: Callable[[Path], None]
) -> None:
    routines = home / "routines"
    routines.mkdir(parents=True)
    make(routines / "mine.toml")
    (routines / "good.toml").write_text(f'title = "Good"\n{STEP}hold = "9s"\n')
    ran = run("list", "--json")
    assert ran.code == 0
    assert '"Good"' in ran.out
    assert ran.err.count("mine.toml") == 1
    assert "root:" not in ran.err
    assert run("show", "mine").code == 1


# ------------------------------------------------------------------------------ deep keys


DEEP = ".".join(["a"] * 900)


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{DEEP}.b{number} = 1\n" for number in range(500)),
        "".join(f"[{DEEP}.b{number}]\n" for number in range(500)),
        "".join(f"[[{DEEP}.b{number}]]\n" for number in range(500)),
        "".join(f'x{number} = {{ "a" . {DEEP} = 1 }}\n' for number in range(500)),
    ],
    ids=["keys", "tables", "arrays", "inline"],
)
def test_a_key_of_many_parts_is_refused_at_once(text: str, settings: bool) -> None:
    began = time.monotonic()
    with pytest.raises(PlacedError) as caught:
        parse(text.encode(), "mine.toml", settings=settings)
    assert time.monotonic() - began < 1
    assert caught.value.message == "a key has more than 6 parts"
    assert caught.value.place.line_no == 1


@pytest.mark.parametrize(
    "text",
    [
        'note = "a.b.c.d.e.f.g.h.i"',
        "note = 'a.b.c.d.e.f.g.h.i'",
        'note = """\na.b.c.d.e.f.g.h.i\n"a.b.c.d.e.f.g.h.i" \\""" a.b.c.d.e.f.g.h.i"""',
        "note = '''\na.b.c.d.e.f.g.h.i\n\"\"\"'''",
        "# a.b.c.d.e.f.g.h.i\nnote = 1",
        'note = "..." # a.b.c.d.e.f.g.h.i',
        'a.b.c.d.e."f.g.h.i.j.k.l" = 1',
        "list = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]",
    ],
)
def test_dots_in_texts_comments_and_numbers_are_no_parts_of_a_key(text: str) -> None:
    parse(text.encode(), "mine.toml")


@pytest.mark.parametrize("piece", ['"\\"', '\\"', "'''", '"""', "a.", "a . ", '"', "'", '"".'])
def test_no_text_with_dots_takes_long_to_look_through(piece: str) -> None:
    text = "a.b.c.d.e.f.g.h" + " = " + piece * (1_000_000 // len(piece))
    began = time.monotonic()
    with pytest.raises(CoachError):
        parse(text.encode(), "mine.toml")
    text = "x = " + piece * (900_000 // len(piece)) + "\na = '.......'"
    with pytest.raises(CoachError):
        parse(text.encode(), "mine.toml")
    assert time.monotonic() - began < 3


# ------------------------------------------------------------------------------ no folders


@pytest.mark.parametrize(
    "command", ["list", "show daily", "run daily --speed 1000 --yes", "show heel-raise"]
)
@pytest.mark.parametrize("make", [link_to_itself, lambda path: path.write_text("")])
def test_what_is_no_folder_is_named_once_and_stops_nothing_shipped(
    home: Path, make: Callable[[Path], None], command: str
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    make(home / "routines")
    ran = run(*command.split())
    assert ran.code == 0
    assert ran.err.count("the folder cannot be listed") == 1
    assert run("routine", "check").code == 1
    assert "the folder cannot be listed" in run("doctor").out


def test_an_import_waits_for_no_named_pipe(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    os.mkfifo(path)
    ran = run("import", str(path))
    assert ran.code == 1
    assert ran.err.startswith("error: this is not an ordinary file\n")


def test_show_names_the_file_whose_name_cannot_be_used(home: Path) -> None:
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "con.toml").write_text(f'title = "Mine"\n{STEP}hold = "9s"\n')
    for command in ("show", "run"):
        ran = run(command, "con")
        assert ran.code == 1
        assert ran.err.startswith("error: `con` cannot be the name of a routine\n")
