from __future__ import annotations

import pytest
from routine_samples import unplaced

from calfcoach.errors import CoachError
from calfcoach.files.document import FILE_MAX_BYTES
from calfcoach.files.exercise import read_exercise, read_exercise_file
from calfcoach.files.problems import Problem
from calfcoach.model import Dose, Exercise, Hold, Reps, Tempo
from calfcoach.source import Source
from calfcoach.terms import Gaze, Kind, Level, Origin, Place, Sides


def read(data: str | bytes) -> Exercise:
    data = data.encode() if isinstance(data, str) else data
    return read_exercise_file(data, id="mine", where="~/mine.toml", origin=Origin.USER)


def refused(data: str | bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(CoachError) as caught:
        read(data)
    return [(unplaced(one.where), one.message, one.hint) for one in caught.value.all()]


FULL = """\
title = "My calf stretch"
kind = "stretch"
technique = "stretch"
muscles = ["soleus"]
equipment = ["towel"]
place = "open floor"
gaze = "away"
sides = "each"
setup = "Stand."
cues = ["Lean in.", "Breathe."]
mistakes = ["Heel up."]
cautions = "Not on a fresh strain."
say = "my stretch"
side_words = "{side} leg back"
easier = "Sit."
harder = "Lean more."
seated = "Towel."
sources = [{ claim = "30 s", cite = "A paper", mark = "secondhand" }, "my physio"]

[dose.start]
hold = "15s"

[dose.default]
hold = "30s"
sets = 3
sides = "both"
rest = "10s"

[dose.advanced]
reps = 12
tempo = "2-3-3"
load = "5 kg"
"""


def test_every_key_of_an_exercise_is_read() -> None:
    tempo = Tempo(up_s=2, hold_s=3, down_s=3)
    assert read(FULL) == Exercise(
        id="mine",
        title="My calf stretch",
        kind=Kind.STRETCH,
        technique="stretch",
        muscles=("soleus",),
        equipment=("towel",),
        place=Place.OPEN_FLOOR,
        gaze=Gaze.AWAY,
        sides=Sides.EACH,
        setup=("Stand.",),
        cues=("Lean in.", "Breathe."),
        mistakes=("Heel up.",),
        cautions=("Not on a fresh strain.",),
        say="my stretch",
        side_words="{side} leg back",
        doses={
            Level.START: Dose(work=Hold(hold_s=15), sides=Sides.EACH),
            Level.DEFAULT: Dose(work=Hold(hold_s=30), sets=3, sides=Sides.BOTH, rest_s=10),
            Level.ADVANCED: Dose(
                work=Reps(reps=12, least=12, tempo=tempo), sides=Sides.EACH, load="5 kg"
            ),
        },
        easier="Sit.",
        harder="Lean more.",
        seated="Towel.",
        sources=(
            Source(claim="30 s", cite="A paper", mark="secondhand"),
            Source(claim="", cite="my physio", mark="own"),
        ),
        origin=Origin.USER,
    )


def test_a_title_and_a_kind_are_enough() -> None:
    assert read('title = "Mine"\nkind = "relax"') == Exercise(
        id="mine", title="Mine", kind=Kind.RELAX, origin=Origin.USER
    )


def test_one_source_may_stand_without_an_array() -> None:
    assert read('title = "Mine"\nkind = "relax"\nsources = "my physio"').sources == (
        Source(claim="", cite="my physio", mark="own"),
    )


def test_all_problems_of_an_exercise_come_at_once() -> None:
    text = """\
kind = "streching"
technique = "calf-raise"
cues = ["Lean.", 3]
sides = "one"
hold = "30s"
sources = [{ claim = "x" }, 3]
[dose.default]
sets = 3
[dose.start]
hold = "30s"
reps = 3
tempo = "2-3-3"
[dose.hard]
hold = "30s"
"""
    kinds = (
        "activation, check, cold, contrast, heat, massage, mobility, press, relax, roll, "
        "strength, stretch or warm-up"
    )
    techniques = (
        "balance, cold, contrast, heat, heel-raise, heel-walk, mallet, massage, move, relax, roll, "
        "strength, stretch or trigger-point"
    )
    top = "~/mine.toml"
    assert refused(text) == [
        (top, "`title` is missing", 'write title = "…"'),
        (top, f'`kind` must be {kinds}, got "streching"', "did you mean `stretch`?"),
        (top, f'`technique` must be {techniques}, got "calf-raise"', "did you mean `heel-raise`?"),
        (top, "entry 2 of `cues` must be text, got 3", 'write "3"'),
        (
            top,
            '`sides` must be both, each, alternate, left or right, got "one"',
            'choose the one that is meant, such as "both"',
        ),
        (
            top,
            "`hold` is not a key of an exercise",
            "`hold` belongs in a dose, such as [dose.default]",
        ),
        ("~/mine.toml  source 1", "`cite` is missing", 'write cite = "…"'),
        (top, "entry 2 of `sources` must be text or a table, got 3", 'write "…"'),
        (
            "~/mine.toml  dose.default",
            "the dose says nothing of the work",
            "give it one of hold, reps, time, steps or rounds",
        ),
        ("~/mine.toml  dose.start", "`tempo` goes only with `reps`", "leave out `tempo`"),
        (
            "~/mine.toml  dose.hard",
            "`hard` is not a key of [dose]",
            "the keys are start, default and advanced",
        ),
    ]


def test_work_beside_the_levels_is_told_where_it_belongs() -> None:
    assert refused('title = "Mine"\nkind = "stretch"\n[dose]\nhold = "30s"') == [
        (
            "~/mine.toml  dose.hold",
            "`hold` is not a key of [dose]",
            "`hold` belongs in a level such as [dose.default]",
        )
    ]


def test_too_much_heat_in_a_dose_is_refused() -> None:
    text = 'title = "Mine"\nkind = "heat"\nsides = "each"\ndose.default.time = "11m"'
    assert refused(text) == [
        (
            "~/mine.toml  dose.default",
            "heat and cold last 22 min in this step, the limit is 20 min",
            "make it shorter, or leave out a round or a set",
        )
    ]


def test_an_inline_exercise_gathers_its_problems_under_its_path() -> None:
    problems: list[Problem] = []
    read = read_exercise(
        {"title": "Own", "kind": "roll", "dose": {"default": {"time": "1m", "pass": "99s"}}},
        id="mine/own",
        origin=Origin.INLINE,
        problems=problems,
        path=("exercise", "own"),
    )
    assert read is None
    assert problems == [
        Problem(
            path=("exercise", "own", "dose", "default", "pass"),
            message='`pass` can be 0.5 s to 1 min, got "99s"',
            hint='write pass = "1m" or less',
        )
    ]


# ------------------------------------------------------------ files that are no TOML document


def test_an_empty_file_is_told_what_it_needs() -> None:
    assert refused("") == [
        ("~/mine.toml", "the file is empty", 'write at least title = "…" and kind = "stretch"')
    ]


def test_a_file_of_a_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    text = 'title = "Mine"\nkind = "relax"\n#'
    assert read(text + "x" * (FILE_MAX_BYTES - len(text))).title == "Mine"
    assert refused(text + "x" * (FILE_MAX_BYTES - len(text) + 1)) == [
        (
            "~/mine.toml",
            "the file is larger than 1 MiB",
            "a routine takes a few kilobytes; see whether this is the file you meant",
        )
    ]


def test_bytes_that_are_no_utf_8_are_told_by_their_line() -> None:
    assert refused(b'title = "Mine"\nkind = "\xe9"') == [
        (
            "~/mine.toml",
            "the file is not UTF-8 text: byte 0xe9",
            "save it as UTF-8 in your editor",
        )
    ]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (
            "title = Mine",
            "1:9",
            "text must stand in quotes",
            'write title = "Mine"',
        ),
        (
            'title = "Mine"\nhold = 30s',
            "2:8",
            "text must stand in quotes",
            'write hold = "30s"',
        ),
        (
            "title",
            "1:6",
            "a = is missing behind the key",
            'write a line as key = "value"',
        ),
        ("= 3", "1:1", "invalid statement", 'write a line as key = "value"'),
        (
            "a = 1\na = 2\n",
            "2:1",
            "the key `a` stands here a second time",
            "a key may stand once in a table: leave one out",
        ),
        (
            "[[step]]\n[step]",
            "2:1",
            "the table `step` stands here a second time",
            "a table may stand once; steps begin with [[step]], two brackets",
        ),
        (
            'title = "Mine',
            "1:9",
            'the text that begins here has no " at its end',
            "put a quote at the end of the text",
        ),
        (
            'title = "\x1b[2J"',
            "1:10",
            "the control character U+001B",
            "remove U+001B",
        ),
        (
            'title = "\\q"',
            "1:10",
            "a backslash has a meaning of its own in text",
            "write it twice, or the text in single quotes",
        ),
        (
            "[title",
            "1:7",
            "the header has no ] at its end",
            "write [title]",
        ),
    ],
)  # fmt: skip
def test_a_slip_of_syntax_is_told_by_line_and_column(
    text: str, place: str, message: str, hint: str
) -> None:
    with pytest.raises(CoachError) as caught:
        read(text)
    assert (caught.value.where, caught.value.message, caught.value.hint) == (
        f"~/mine.toml:{place}",
        f"the file is not valid TOML: {message}",
        hint,
    )


def test_what_no_parser_should_have_to_bear_is_one_error() -> None:
    assert refused("a = " + "[" * 50_000) == [
        (
            "~/mine.toml",
            "the file nests tables or arrays too deeply",
            "a routine needs no more than three levels",
        )
    ]
    assert refused("a = " + "9" * 5_000) == [
        ("~/mine.toml", "the file holds a number with too many digits", "shorten it")
    ]
