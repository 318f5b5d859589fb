from __future__ import annotations

import pytest
from routine_samples import refused


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = """\
title = 3
goal = "loosn"
[[step]]
exercise = "soleus-stretch"
hold = "30s"
[[step]]
exercise = "soleus-stretch"
hold = "thirty"
sets = 99
[[step]]
repeat = 2
  [[step.step]]
  exercise = "heel-walk"
  steps = 5
  [[step.step]]
  exercise = "heel-rise"
  reps = 12
  tempo = "fast"
[[step]]
hold = "30s"
"""
    assert [(where, message) for where, message, _ in refused(text)] == [
        ("~/mine.toml", "`title` must be text, got 3"),
        (
            "~/mine.toml",
            '`goal` must be loosen, strengthen, recover, relieve or maintain, got "loosn"',
        ),
        (
            "~/mine.toml  step 2 (soleus-stretch)",
            '`hold` must be a duration such as "30s", got "thirty"',
        ),
        (
            "~/mine.toml  step 2 (soleus-stretch)",
            "`sets` must be a whole number from 1 to 20, got 99",
        ),
        ("~/mine.toml  step 4 (heel-rise)", "no exercise is called `heel-rise`"),
        (
            "~/mine.toml  step 4 (heel-rise)",
            '`tempo` must be seconds up-hold-down such as "2-3-3", each 0 to 60, got "fast"',
        ),
        ("~/mine.toml  step 5", "`exercise` is missing"),
    ]


def test_steps_written_for_step_are_told_so_and_nothing_is_called_missing() -> None:
    steps = '[[steps]]\nexercise = "soleus-stretch"\nhold = "30s"\n'
    nested = '[[step]]\nrepeat = 2\n[[step.steps]]\nexercise = "heel-walk"\nsteps = 5\n'
    assert refused(f'title = "Mine"\n{steps}') == [
        ("~/mine.toml", "`steps` is not a key of a routine", "did you mean [[step]]?")
    ]
    assert refused(f'title = "Mine"\n{nested}') == [
        (
            "~/mine.toml  circuit from step 1",
            "`steps` is not a key of a circuit",
            "did you mean [[step.step]]?",
        )
    ]
    assert refused('title = "Mine"\nsteps = 5\n') == [
        ("~/mine.toml", "`step` is missing", "a routine needs at least one [[step]]"),
        ("~/mine.toml", "`steps` is not a key of a routine", "`steps` belongs in a [[step]]"),
    ]


def test_a_newer_format_is_the_only_thing_said() -> None:
    assert refused('format = 2\ntitel = "x"') == [
        (
            "~/mine.toml",
            "the file has format 2, this CalfCoach reads format 1",
            "upgrade CalfCoach to run it",
        )
    ]


@pytest.mark.parametrize("blank", ["", "\n \n"])
def test_an_empty_file_is_told_what_it_needs(blank: str) -> None:
    assert refused(blank) == [
        ("~/mine.toml", "the file is empty", 'write at least title = "…" and one [[step]]')
    ]


def test_an_escape_sequence_is_refused_wherever_text_may_stand() -> None:
    text = """\
title = "a\\u001B[2Jb"
tags = ["a", "\\u202E"]
[[step]]
exercise = "\\u0007"
note = "\\u009B31m"
hold = "\\u001B]0;pwned\\u0007"
"\\u001B[31m" = 1
[exercise.own]
title = "[red]a[/]"
kind = "stretch"
cues = "\\u2066"
"""
    found = refused(text)
    assert [message for _, message, _ in found] == [
        "`title` contains the control character U+001B",
        "entry 2 of `tags` contains the control character U+202E",
        "`exercise` contains the control character U+0007",
        "`note` contains the control character U+009B",
        "`hold` contains the control character U+001B",
        "`U+001B[31m` is not a key of a step",
        "`cues` contains the control character U+2066",
    ]
    assert "".join("".join(problem) for problem in found).isprintable()


def test_a_file_full_of_problems_stops_at_a_hundred() -> None:
    steps = '[[step]]\nexercise = "soleus-stretch"\nhold = 0\n' * 12_000
    found = refused(f'title = "Mine"\n{steps}')
    assert len(found) == 101
    assert found[99][0] == "~/mine.toml  step 100 (soleus-stretch)"
    assert found[100] == (
        "~/mine.toml",
        "there are more problems than these 100",
        "mend these first",
    )


def test_tables_of_steps_in_a_step_are_a_circuit_misspelt() -> None:
    nested = '[[step]]\n[[step.steps]]\nexercise = "heel-walk"\nsteps = 5\n'
    assert [one[1:] for one in refused(f'title = "Mine"\n{nested}')] == [
        ("`repeat` is missing", "write repeat = 2"),
        ("`steps` is not a key of a circuit", "did you mean [[step.step]]?"),
    ]


def test_one_table_in_two_brackets_is_told_to_take_one() -> None:
    text = 'title = "Mine"\n[[pacing]]\nprepare = "3s"\n[[step]]\nexercise = "heel-walk"\nsteps = 5'
    assert refused(text) == [
        ("~/mine.toml  [pacing]", "`pacing` is one table, not an array of them", "write [pacing]")
    ]


def test_all_that_is_wrong_with_ones_own_exercises_comes_at_once() -> None:
    text = """\
title = "Mine"
[[step]]
exercise = "foo"
[exercise]
foo = 3
[exercise.bar]
title = "Bar"
kind = "stretch"
beats = ["up", 3]
dose.default = 3
"""
    assert [message for _, message, _ in refused(text)] == [
        "`foo` must be a table such as [exercise.my-id], got 3",
        "entry 2 of `beats` must be text, got 3",
        "`default` must be a table, got 3",
    ]


def test_a_wrong_end_is_told_beside_a_wrong_part() -> None:
    text = """\
title = "Mine"
[[step]]
exercise = "contrast"
rounds = 99
parts = [{ name = "Warm", time = "3 min" }]
end = "Cold"
"""
    assert [message for _, message, _ in refused(text)] == [
        "`rounds` must be a whole number from 1 to 20, got 99",
        '`time` must be a duration such as "60s", got "3 min"',
        '`end` must name one of the parts, got "Cold"',
    ]


def test_beside_hold_and_reps_only_the_third_is_wrong() -> None:
    body = 'hold = "30s"\ntime = "10s"\nreps = 3\nrelease = "2s"\n'
    assert refused(f'title = "Mine"\n[[step]]\nexercise = "soleus-stretch"\n{body}') == [
        (
            "~/mine.toml  step 1 (soleus-stretch)",
            "`time` cannot stand beside `hold` and `reps`: a step has one kind of work",
            "leave one of them out, or make two steps",
        )
    ]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("duration", "did you mean `time` or `hold`?"),
        ("seconds", "did you mean `time` or `hold`?"),
        ("repetitions", "did you mean `reps`?"),
        ("legs", "did you mean `sides`?"),
    ],
)
def test_a_key_of_another_name_is_known(key: str, hint: str) -> None:
    text = f'title = "Mine"\n[[step]]\nexercise = "heel-walk"\nsteps = 5\n{key} = 45\n'
    assert [found[2] for found in refused(text)] == [hint]


def test_a_character_that_nobody_can_see_is_shown_in_a_name() -> None:
    text = 'title = "Mine"\n[[step]]\nexercise = "heel-\u200bwalk"\nsteps = 5\n'
    assert refused(text)[0][1:] == (
        "no exercise is called `heel-U+200Bwalk`",
        "did you mean `heel-walk`?",
    )


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ('repetitions = 12\ntempo = "2-2-3"', "`reps`"),
        ('repz = 12\nlimit = "2m"', "`reps`"),
        ('duration = "2m"\npass = "3s"', "`time` or `hold`"),
        ('hold = "5s"\nrepetitions = 3\nrelease = "2s"', "`reps`"),
    ],
)
def test_a_misnamed_work_does_not_cost_the_keys_that_go_with_it(body: str, meant: str) -> None:
    text = f'title = "M"\n[[step]]\nexercise = "heel-raise"\n{body}\n'
    assert [hint for _, _, hint in refused(text)] == [f"did you mean {meant}?"]


def test_what_does_not_go_with_the_work_that_is_meant_is_still_told() -> None:
    text = 'title = "M"\n[[step]]\nexercise = "heel-raise"\nrepetitions = 12\npass = "3s"\n'
    assert [hint for _, _, hint in refused(text)] == ["did you mean `reps`?", "leave out `pass`"]


def test_the_name_of_a_step_is_its_exercise() -> None:
    (problem,) = refused('title = "M"\n[[step]]\nname = "wall calf stretch"\n')
    assert problem[1:] == ("`name` is not a key of a step", "did you mean `exercise`?")
