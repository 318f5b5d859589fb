from __future__ import annotations

import datetime

import pytest

from calfcoach.files.amounts import Count, CountText, Duration, TempoText, duration_words
from calfcoach.files.dose_table import DOSE, SIDES
from calfcoach.files.fields import Field, ListOf, Table, TableOf, is_id, read_table
from calfcoach.files.problems import KeyPath, Problem, Spot
from calfcoach.files.tables import ROUTINE
from calfcoach.files.values import Days, Flag, Reader, Text, TimeOfDay, Whole, choice
from calfcoach.frozen import replace
from calfcoach.model import Tempo
from calfcoach.terms import Goal

HOLD = Duration(low_s=1, high_s=600)


def read(reader: Reader, value: object, key: str = "hold") -> object:
    problems: list[Problem] = []
    result = reader(value, Spot(problems=problems, path=(key,)))
    assert problems == []
    return result


def refused(reader: Reader, value: object, key: str = "hold") -> tuple[str, str]:
    problems: list[Problem] = []
    assert reader(value, Spot(problems=problems, path=(key,))) is None
    (problem,) = problems
    assert problem.path[0] == key
    return problem.message, problem.hint


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30s", 30.0),
        ("1m30s", 90.0),
        ("1:30", 90.0),
        ("90", 90.0),
        (90, 90.0),
        ("2.5s", 2.5),
        ("1m2.5s", 62.5),
        ("2m", 120.0),
        ("0:05", 5.0),
        ("10:00", 600.0),
    ],
)
def test_a_duration_is_read_in_every_way_of_writing_it(written: object, seconds: float) -> None:
    result = read(HOLD, written)
    assert result == seconds
    assert isinstance(result, float)


@pytest.mark.parametrize(
    ("value", "got", "meant"),
    [
        ("30 sec", '"30 sec"', "30s"),
        ("2 min", '"2 min"', "2m"),
        ("2 Minutes", '"2 Minutes"', "2m"),
        ("2.5", '"2.5"', "2.5s"),
        (2.5, "2.5", "2.5s"),
        ("1m 30s", '"1m 30s"', "90s"),
        ("1 min 30 sec", '"1 min 30 sec"', "90s"),
        ("1m30", '"1m30"', "90s"),
        ("1m90s", '"1m90s"', "2m30s"),
        ("1,5m", '"1,5m"', "90s"),
        ("30,5s", '"30,5s"', "30.5s"),
        ("0:45 min", '"0:45 min"', "45s"),
        ("0:01:30", '"0:01:30"', "90s"),
        ('60"', '"60""', "1m"),
        (True, "true", "30s"),
        ("", '""', "30s"),
        (float("nan"), "nan", "30s"),
        (datetime.time(0, 0, 30), "00:00:30", "30s"),
        (datetime.time(0, 1, 30), "00:01:30", "90s"),
        ([], "an array", "30s"),
        ({}, "a table", "30s"),
        ("one minute", '"one minute"', "1m"),
        ("two minutes", '"two minutes"', "2m"),
        ("half a minute", '"half a minute"', "30s"),
        ("one and a half minutes", '"one and a half minutes"', "90s"),
        ("a minute and a half", '"a minute and a half"', "90s"),
        ("\u00bem", '"\u00bem"', "45s"),
        ("1\u00bd min", '"1\u00bd min"', "90s"),
    ],
)
def test_what_is_no_duration_is_answered_with_one(value: object, got: str, meant: str) -> None:
    assert refused(HOLD, value) == (
        f'`hold` must be a duration such as "30s", got {got}',
        f'write hold = "{meant}"',
    )


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("1:75", '"1:75"'),
        ("2.30", '"2.30"'),
        ("2,30 min", '"2,30 min"'),
        (2.25, "2.25"),
        ("1,000 s", '"1,000 s"'),
        ("thirty", '"thirty"'),
        ("a few seconds", '"a few seconds"'),
        ("30s to 1m", '"30s to 1m"'),
        ([30], "an array"),
        ({"s": 30}, "a table"),
        ("30ms", '"30ms"'),
        ("-30s", '"-30s"'),
        (-5, "-5"),
        ("٣٠s", '"٣٠s"'),
        ("3x30s", '"3x30s"'),  # no key for the sets is known here
        ("9" * 500 + "s", '"' + "9" * 40 + '…"'),
    ],
)
def test_where_a_length_could_be_two_the_rule_is_told_and_no_other_length(
    value: object, got: str
) -> None:
    assert refused(HOLD, value) == (
        f'`hold` must be a duration such as "30s", got {got}',
        'durations look like "30s", "1m30s" or "1:30"',
    )


@pytest.mark.parametrize("value", ["3x30s", "3 x 30 s", "3 sets of 30 sec", "3 × 0:30"])
def test_sets_in_a_duration_are_told_apart(value: str) -> None:
    assert refused(replace(HOLD, in_sets=True), value)[1] == 'write hold = "30s" and sets = 3'


@pytest.mark.parametrize("value", ["90 min", "1 h", "11,5 min"])
def test_a_length_beyond_its_limit_is_told_the_limit_however_it_is_written(value: str) -> None:
    assert refused(HOLD, value) == (
        f'`hold` can be 1 s to 10 min, got "{value}"',
        'write hold = "10m" or less',
    )


def test_a_duration_outside_its_limits_names_them() -> None:
    assert read(HOLD, "1s") == 1.0
    assert read(HOLD, "10m") == 600.0
    assert refused(HOLD, "0.9s") == (
        '`hold` can be 1 s to 10 min, got "0.9s"',
        'write hold = "1s" or more',
    )
    assert refused(HOLD, 601) == (
        "`hold` can be 1 s to 10 min, got 601",
        'write hold = "10m" or less',
    )


def test_a_number_with_thousands_of_digits_is_only_too_large() -> None:
    assert refused(HOLD, -(16**5000))[1] == 'durations look like "30s", "1m30s" or "1:30"'
    assert refused(TempoText(), 16**5000, "tempo")[0].endswith("got a huge number")
    assert refused(HOLD, 16**5000)[0] == "`hold` can be 1 s to 10 min, got a huge number"
    assert refused(Whole(low=1, high=20), 16**5000, "sets")[0] == (
        "`sets` must be a whole number from 1 to 20, got a huge number"
    )
    assert refused(Text(), 16**5000, "title")[0] == "`title` must be text, got a huge number"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (2.5, "2.5 s"), (59, "59 s"), (60, "1 min"), (90, "1 min 30 s"), (3600, "60 min")],
)
def test_a_length_is_told_in_minutes_and_seconds(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


def test_a_tempo_has_three_or_four_beats() -> None:
    assert read(TempoText(), "2-3-3") == Tempo(up_s=2, hold_s=3, down_s=3)
    assert read(TempoText(), "2-3-3-1") == Tempo(up_s=2, hold_s=3, down_s=3, pause_s=1)
    assert read(TempoText(), "0-0.5-60") == Tempo(up_s=0, hold_s=0.5, down_s=60)


@pytest.mark.parametrize("value", ["2-3", "2-3-3-1-1", "61-0-0", "60.1-0-0", "-1-2-3", 233])
def test_what_is_no_tempo_is_answered_with_the_rule(value: object) -> None:
    got = f'"{value}"' if isinstance(value, str) else value
    assert refused(TempoText(), value, "tempo") == (
        f'`tempo` must be seconds up-hold-down such as "2-3-3", each 0 to 60, got {got}',
        "three or four numbers, a hyphen between each two",
    )


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2/3/4", "2-3-4"),
        ("2 - 3 - 4", "2-3-4"),
        ("2–3–4", "2-3-4"),
        ("2,5-1-3", "2.5-1-3"),
        ("2s-3s-4s", "2-3-4"),
    ],
)
def test_a_tempo_in_other_signs_is_known(value: str, meant: str) -> None:
    assert refused(TempoText(), value, "tempo")[1] == f'write tempo = "{meant}"'


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("reps", value) for value in ("a dozen", "as many as possible", "12 x 2 x 2", [12])),
        *(("tempo", value) for value in ("slow", "down 3, up 2, hold 1", [2, 3, 3], 2.5)),
        *(("sets", value) for value in ("a few", "3 sets of 30s", "12 reps", "2 min", [3])),
        *(("hold", value) for value in ("20 x 3", "30-60s", "half", ["30s"])),
        *(("sides", value) for value in ("strong one first", 2, ["left", "a", "b"])),
        *(("warm_up", value) for value in ("10m", "walk", 5, ["yes"])),
        *(("days", value) for value in ("weekends", "3 times an hour", {"mon": 1})),
    ],
)
def test_no_example_stands_in_the_place_of_what_somebody_meant(key: str, value: object) -> None:
    readers = {field.name: field.read for field in (*DOSE.fields, *ROUTINE.fields)}
    assert not refused(readers[key], value, key)[1].startswith("write ")


def test_a_number_with_thousands_of_digits_is_no_word() -> None:
    for value in (16**5000, [16**5000]):
        assert refused(Flag(), value, "sound")[1] == "choose true or false"
        assert refused(SIDES, value, "sides")[1] == 'choose the one that is meant, such as "both"'


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("reps", "12 x 2", "reps = 12 and sets = 2"),
        ("reps", "12 each", 'reps = 12 and sides = "each"'),
        ("reps", "2 x 12 per leg", 'reps = 12, sets = 2 and sides = "each"'),
        ("reps", "twelve", "reps = 12"),
        ("time", "60s each leg", 'time = "1m" and sides = "each"'),
        ("hold", "3x30s each side", 'hold = "30s", sets = 3 and sides = "each"'),
        ("tempo", "up 2, hold 2, down 3", 'tempo = "2-2-3"'),
        ("tempo", "2s up, 2s hold, 3s down, 1s pause", 'tempo = "2-2-3-1"'),
        ("sets", "3 sets of 12", "sets = 3 and reps = 12"),
        ("sets", "three sets", "sets = 3"),
        ("sides", ["left", "right"], 'sides = "each"'),
        ("sides", ["left"], 'sides = "left"'),
        ("warm_up", "never", "warm_up = false"),
        ("warm_up", 1, "warm_up = true"),
    ],
)
def test_a_clear_meaning_is_written_out(key: str, value: object, hint: str) -> None:
    readers = {field.name: field.read for field in (*DOSE.fields, *ROUTINE.fields)}
    assert refused(readers[key], value, key)[1] == f"write {hint}"


@pytest.mark.parametrize(("char", "code"), [("\u0085", "U+0085"), ("\x1f", "U+001F")])
def test_control_characters_at_an_end_of_a_text_are_refused_too(char: str, code: str) -> None:
    readers: tuple[Reader, ...] = (Text(), HOLD, TempoText(), CountText())
    for reader, text in zip(readers, ("a", "30s", "2-3-3", "10-12"), strict=True):
        for value in (f"{text}{char}", f"{char}{text}", char):
            assert refused(reader, value, "key") == (
                f"`key` contains the control character {code}",
                f"remove {code}",
            )


def test_a_tempo_without_a_beat_that_lasts_is_refused() -> None:
    assert refused(TempoText(), "0-0-0", "tempo") == (
        '`tempo` needs at least one beat longer than 0 s, got "0-0-0"',
        'write tempo = "2-3-3"',
    )


def test_reps_are_a_number_a_range_or_max() -> None:
    assert read(CountText(), 1) == Count(reps=1, least=1)
    assert read(CountText(), 200) == Count(reps=200, least=200)
    assert read(CountText(), "10-12") == Count(reps=12, least=10)
    most = read(CountText(), "max")
    assert isinstance(most, Count)
    assert most.to_failure


@pytest.mark.parametrize(
    ("value", "got", "hint"),
    [
        (0, "0", "write reps = 1 or more"),
        (201, "201", "write reps = 200 or less"),
        ("12-10", '"12-10"', 'write reps = "10-12"'),
        ("10 to 12", '"10 to 12"', 'write reps = "10-12"'),
        ("10–12", '"10–12"', 'write reps = "10-12"'),
        ("10—12", '"10—12"', 'write reps = "10-12"'),
        ("12-12", '"12-12"', "write reps = 12"),
        ("12", '"12"', "write reps = 12"),
        ("12 reps", '"12 reps"', "write reps = 12"),
        ("2x12", '"2x12"', "write reps = 12 and sets = 2"),
        ("3 × 10-12", '"3 × 10-12"', 'write reps = "10-12" and sets = 3'),
        ("0-5", '"0-5"', 'reps look like 12, "10-12" or "max"'),
        ("190-201", '"190-201"', 'reps look like 12, "10-12" or "max"'),
        (12.0, "12.0", "write reps = 12"),
        (True, "true", "write reps = 12"),
    ],
)
def test_other_reps_are_refused(value: object, got: str, hint: str) -> None:
    assert refused(CountText(), value, "reps") == (
        f'`reps` must be 1 to 200, a range such as "10-12" or "max", got {got}',
        hint,
    )


@pytest.mark.parametrize(
    ("value", "got", "hint"),
    [
        (0, "0", "1 or more"),
        (21, "21", "20 or less"),
        (3.0, "3.0", "3"),
        ("99", '"99"', "20 or less"),
        ("three", '"three"', "3"),
        ("3x", '"3x"', "3"),
        ("3", '"3"', "3"),
        (False, "false", "1"),
    ],
)
def test_a_whole_number_stays_in_its_range(value: object, got: str, hint: str) -> None:
    assert refused(Whole(low=1, high=20), value, "sets") == (
        f"`sets` must be a whole number from 1 to 20, got {got}",
        f"write sets = {hint}",
    )


def test_whole_numbers_may_be_their_limits() -> None:
    assert read(Whole(low=1, high=20), 1) == 1
    assert read(Whole(low=1, high=20), 20) == 20


def test_true_and_false_are_not_words() -> None:
    assert read(Flag(), False) is False
    assert refused(Flag(), "yes", "warm_up") == (
        '`warm_up` must be true or false, got "yes"',
        "write warm_up = true",
    )


@pytest.mark.parametrize("blank", [" ", "\n", " \t", " \n"])
def test_a_mebibyte_of_blanks_is_too_long_before_it_is_folded(blank: str) -> None:
    blanks = blank * (1_048_576 // len(blank))
    assert refused(Text(chars=100), blanks, "title") == (
        "`title` is 1,048,576 characters long, the limit is 100",
        "shorten it",
    )
    assert refused(Text(), f"a{blanks}b", "summary")[0] == (
        "`summary` is 1,048,578 characters long, the limit is 2,000"
    )


def test_blanks_around_a_line_end_become_one_space_and_others_stay() -> None:
    assert read(Text(), " a  b \n \t c\td\n") == "a  b c d"


def test_a_choice_suggests_the_nearest_word() -> None:
    assert read(choice(Goal), "relieve") is Goal.RELIEVE
    listed = "loosen, strengthen, recover, relieve or maintain"
    assert refused(choice(Goal), "loosn", "goal") == (
        f'`goal` must be {listed}, got "loosn"',
        "did you mean `loosen`?",
    )
    assert refused(choice(Goal), 3, "goal") == (
        f"`goal` must be {listed}, got 3",
        'choose the one that is meant, such as "loosen"',
    )
    assert refused(choice(Goal), True, "goal")[1] == 'write goal = "loosen"'


def test_days_are_a_number_or_names_in_the_order_of_the_week() -> None:
    assert read(Days(), 1) == 1
    assert read(Days(), 7) == 7
    assert read(Days(), ["fri", "mon", "mon"]) == ("mon", "fri")


@pytest.mark.parametrize(
    ("value", "got", "meant"),
    [
        (0, "0", "1 or more"),
        (8, "8", "7 or less"),
        (True, "true", '3 or ["mon", "wed", "fri"]'),
        ([], "an array", '3 or ["mon", "wed", "fri"]'),
    ],
)
def test_other_days_are_refused(value: object, got: str, meant: str) -> None:
    assert refused(Days(), value, "days") == (
        f'`days` must be 1 to 7 or days such as ["mon", "wed", "fri"], got {got}',
        f"write days = {meant}",
    )


def days_refused(value: object) -> list[tuple[KeyPath, str, str]]:
    problems: list[Problem] = []
    assert Days()(value, Spot(problems=problems, path=("days",))) is None
    return [(one.path, one.message, one.hint) for one in problems]


def test_every_wrong_day_is_told_by_itself() -> None:
    week = "mon, tue, wed, thu, fri, sat or sun"
    assert days_refused(["mon", "tues", 3, "Friday", "dimanche"]) == [
        (("days", 1), f'entry 2 of `days` must be {week}, got "tues"', 'write "tue"'),
        (("days", 2), f"entry 3 of `days` must be {week}, got 3", "see which day is meant"),
        (("days", 3), f'entry 4 of `days` must be {week}, got "Friday"', 'write "fri"'),
        (
            ("days", 4),
            f'entry 5 of `days` must be {week}, got "dimanche"',
            "see which day is meant",
        ),
    ]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("mon", '["mon"]'),
        ("Monday, Wed and fri", '["mon", "wed", "fri"]'),
        ("3", "3"),
        ("3 times", "3"),
        ("daily", "7"),
    ],
)
def test_days_in_one_text_are_known(value: str, hint: str) -> None:
    ((_, _, told),) = days_refused(value)
    assert told == f"write days = {hint}"


def test_no_is_told_as_false() -> None:
    assert refused(Flag(), "no", "warm_up")[1] == "write warm_up = false"
    assert refused(Flag(), 0, "warm_up")[1] == "write warm_up = false"


@pytest.mark.parametrize("value", ["left and right", "L/R", "both sides", "each side", "per leg"])
def test_one_leg_after_the_other_is_never_told_as_both_at_once(value: str) -> None:
    assert refused(SIDES, value, "sides")[1] == 'write sides = "each"'


def test_a_time_of_day_is_read_up_to_its_latest() -> None:
    reader = TimeOfDay(latest_hour=12)
    assert read(reader, "00:00") == datetime.time(0)
    assert read(reader, "12:00") == datetime.time(12)
    assert read(reader, datetime.time(4, 30)) == datetime.time(4, 30)
    for value, got in [("12:01", '"12:01"'), ("24:00", '"24:00"'), ("4", '"4"'), (4, "4")]:
        assert refused(reader, value, "day_starts") == (
            f"`day_starts` must be a time from 00:00 to 12:00, got {got}",
            'write day_starts = "04:00"',
        )


def test_text_is_folded_to_one_line_and_markup_is_only_text() -> None:
    assert read(Text(), "Breathe out\n  as\tyou lean.\n") == "Breathe out as you lean."
    assert read(Text(), "[bold red]no[/]") == "[bold red]no[/]"
    assert read(Text(), "Wade, gêner, 足") == "Wade, gêner, 足"


@pytest.mark.parametrize(
    "char",
    [
        "\x00", "\x07", "\x08", "\x0b", "\r", "\x1b", "\x7f", "\x80", "\x9b", "\x9f", "\u061c",
        "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069",
    ],
)  # fmt: skip
def test_a_control_character_is_refused_by_its_number(char: str) -> None:
    code = f"U+{ord(char):04X}"
    assert refused(Text(), f"a{char}b", "note") == (
        f"`note` contains the control character {code}",
        f"remove {code}",
    )


def test_text_may_be_as_long_as_its_limit_and_not_longer() -> None:
    assert read(Text(), "x" * 2000) == "x" * 2000
    assert refused(Text(), "x" * 2001, "note") == (
        "`note` is 2,001 characters long, the limit is 2,000",
        "shorten it",
    )
    assert read(Text(chars=100), "x" * 100, "title") == "x" * 100
    assert refused(Text(chars=100), "x" * 101, "title") == (
        "`title` is 101 characters long, the limit is 100",
        "shorten it",
    )


def test_what_is_no_text_is_shown_in_quotes() -> None:
    assert refused(Text(), 5, "load") == ("`load` must be text, got 5", 'write load = "5"')
    assert refused(Text(), True, "load") == ("`load` must be text, got true", 'write load = "…"')
    assert refused(Text(some=True), " ", "title") == (
        "`title` must not be empty",
        'write title = "…"',
    )


def test_an_array_names_the_entry_that_is_wrong() -> None:
    reader = ListOf(read=Text(some=True), single=True)
    assert read(reader, ["a", "b"]) == ("a", "b")
    assert read(reader, "a") == ("a",)
    assert refused(reader, ["a", 2], "cues") == (
        "entry 2 of `cues` must be text, got 2",
        'write "2"',
    )
    assert refused(reader, 2, "cues") == ("`cues` must be an array, got 2", 'write cues = ["…"]')


SIZE = Table(called="a size", fields=(Field(name="width", read=Whole(low=1, high=9), meaning=""),))
SHELF = Table(
    called="a shelf",
    fields=(
        Field(name="name", read=Text(), meaning="", required=True),
        Field(name="size", read=TableOf(table=SIZE), meaning=""),
    ),
    elsewhere=((("colour",), "on the wall"),),
)


def test_a_table_reads_every_key_and_reports_every_problem_with_its_path() -> None:
    problems: list[Problem] = []
    raw = {"nam": 1, "colour": "red", "depth": 2, "size": {"width": 10}}
    assert read_table(raw, SHELF, Spot(problems=problems)) == {"size": {}}
    assert problems == [
        Problem(
            path=("nam",),
            message="`nam` is not a key of a shelf",
            hint="did you mean `name`?",
            of_key=True,
        ),
        Problem(
            path=("colour",),
            message="`colour` is not a key of a shelf",
            hint="`colour` belongs on the wall",
            of_key=True,
        ),
        Problem(
            path=("depth",),
            message="`depth` is not a key of a shelf",
            hint="the keys are name and size",
            of_key=True,
        ),
        Problem(
            path=("size", "width"),
            message="`width` must be a whole number from 1 to 9, got 10",
            hint="write width = 9 or less",
        ),
    ]


def test_an_unknown_key_that_steers_a_terminal_is_made_harmless() -> None:
    problems: list[Problem] = []
    read_table({"\x1b[2J" + "x" * 99: 1, "name": ""}, SHELF, Spot(problems=problems))
    assert problems[0].message == "`U+001B[2J" + "x" * 60 + "` is not a key of a shelf"


@pytest.mark.parametrize("name", ["daily", "my-calf-2", "a", "9", "a" * 64])
def test_an_id_is_lower_case_letters_digits_and_hyphens(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Daily",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "a/b",
        "..",
        "../a",
        "a\n",
        "ä",
        "٣",
        "a" * 65,
        "a.b",
        "con",
        "nul",
        "aux",
        "com1",
        "lpt9",
    ],
)
def test_an_id_cannot_be_anything_else(name: str) -> None:
    assert not is_id(name)
