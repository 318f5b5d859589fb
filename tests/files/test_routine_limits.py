from __future__ import annotations

import pytest
from routine_samples import read, refused, step, step_refused, work


@pytest.mark.parametrize(
    "body",
    [
        'hold = "1s"',
        'hold = "10m"',
        "reps = 1",
        "reps = 200",
        "steps = 1",
        "steps = 200",
        'time = "60m"',
        'reps = 60\ntempo = "0-60-0"',
        'hold = "5m"\nreps = 12\nrelease = "0s"',
        'hold = "1s"\nsets = 20\nrest = "60m"',
        'hold = "1s"\nprepare = "10m"\nmove = 0\nswitch = "10m"\ncountdown = 10',
        f'hold = "1s"\nnote = "{"x" * 2000}"',
        f'hold = "1s"\nload = "{"x" * 100}"',
        'rounds = 20\nparts = [{ name = "A", time = "60m" }]',
    ],
)
def test_a_step_may_reach_its_limits(body: str) -> None:
    assert work(body) is not None


PAUSE = "can be 0 s to 10 min"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("hold = 0", "`hold` can be 1 s to 10 min, got 0"),
        ('hold = "10m1s"', '`hold` can be 1 s to 10 min, got "10m1s"'),
        ("steps = 0", "`steps` must be a whole number from 1 to 200, got 0"),
        ("steps = 201", "`steps` must be a whole number from 1 to 200, got 201"),
        ('time = "60m1s"', '`time` can be 1 s to 60 min, got "60m1s"'),
        ('reps = 1\nlimit = "61m"', '`limit` can be 1 s to 60 min, got "61m"'),
        ('reps = 61\ntempo = "0-60-0"', "one set lasts 61 min, the limit is 60 min"),
        ('hold = "10m"\nreps = 6', "one set lasts 60 min 25 s, the limit is 60 min"),
        ("hold = 9\nsets = 0", "`sets` must be a whole number from 1 to 20, got 0"),
        ("hold = 9\nsets = 21", "`sets` must be a whole number from 1 to 20, got 21"),
        ("hold = 9\nrest = 3601", "`rest` can be 0 s to 60 min, got 3601"),
        ("hold = 9\nprepare = 601", f"`prepare` {PAUSE}, got 601"),
        ("hold = 9\nmove = 601", f"`move` {PAUSE}, got 601"),
        ("hold = 9\nswitch = 601", f"`switch` {PAUSE}, got 601"),
        ("hold = 9\nreps = 2\nrelease = 601", f"`release` {PAUSE}, got 601"),
        ("hold = 9\ncountdown = 11", "`countdown` must be a whole number from 0 to 10, got 11"),
        (
            'rounds = 21\nparts = [{ name = "A", time = 9 }]',
            "`rounds` must be a whole number from 1 to 20, got 21",
        ),
        (
            f'hold = 9\nnote = "{"x" * 2001}"',
            "`note` is 2,001 characters long, the limit is 2,000",
        ),
    ],
)
def test_a_step_beyond_a_limit_is_told_the_limit(body: str, message: str) -> None:
    assert step_refused(body)[0] == message


@pytest.mark.parametrize(
    ("top", "message"),
    [
        ("per_day = 0", "`per_day` must be a whole number from 1 to 24, got 0"),
        ("per_day = 25", "`per_day` must be a whole number from 1 to 24, got 25"),
        ("format = 0", "`format` must be 1, got 0"),
        (f'tags = ["{"x" * 101}"]', "entry 1 of `tags` is 101 characters long, the limit is 100"),
    ],
)
def test_a_top_key_beyond_a_limit_is_told_the_limit(top: str, message: str) -> None:
    text = f'title = "Mine"\n{top}\n[[step]]\nexercise = "wall-calf-stretch"\n'
    assert [(where, said) for where, said, _ in refused(text)] == [("~/mine.toml", message)]


def test_a_title_may_have_a_hundred_characters_and_no_more() -> None:
    body = '\n[[step]]\nexercise = "wall-calf-stretch"\n'
    assert read(f'title = "{"x" * 100}"{body}').title == "x" * 100
    assert refused(f'title = "{"x" * 101}"{body}') == [
        ("~/mine.toml", "`title` is 101 characters long, the limit is 100", "shorten it")
    ]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("heat-pack", 'time = "20m"'),
        ("heat-pack", 'time = "5m"\nsets = 2\nsides = "each"'),
        ("heat-pack", "sets = 2"),
        ("contrast", 'rounds = 4\nparts = [{ name = "A", time = "5m", kind = "cold" }]'),
        (
            "contrast",
            'rounds = 2\nend = "A"\nparts = [{ name = "A", time = "8m", kind = "heat" },'
            '{ name = "B", time = "4m", kind = "cold" }]',
        ),
        ("massage", 'rounds = 20\nparts = [{ name = "A", time = "5m" }]'),
        (
            "contrast",
            'rounds = 4\nparts = [{ name = "A", time = "5m", kind = "cold" },'
            '{ name = "B", time = "10m", kind = "relax" }]',
        ),
    ],
)
def test_heat_and_cold_may_last_twenty_minutes_a_step(name: str, body: str) -> None:
    assert step(body, name).no == 1


@pytest.mark.parametrize(
    ("name", "body", "lasting"),
    [
        ("heat-pack", 'time = "20m1s"', "20 min 1 s"),
        ("heat-pack", 'time = "5m1s"\nsets = 2\nsides = "alternate"', "20 min 4 s"),
        ("heat-pack", "sets = 3", "30 min"),
        ("heat-pack", 'sets = 2\nsides = "each"', "40 min"),
        ("contrast", 'rounds = 7\nparts = [{ name = "A", time = "3m" }]', "21 min"),
        ("massage", 'rounds = 7\nparts = [{ name = "A", time = "3m", kind = "heat" }]', "21 min"),
        (
            "heat-pack",
            'rounds = 3\nparts = [{ name = "A", time = "5m" },'
            '{ name = "B", time = "3m", kind = "cold" },'
            '{ name = "C", time = "9m", kind = "relax" }]',
            "24 min",
        ),
    ],
)
def test_more_heat_and_cold_in_a_step_is_refused(name: str, body: str, lasting: str) -> None:
    assert step_refused(body, name) == (
        f"heat and cold last {lasting} in this step, the limit is 20 min",
        "make it shorter, or leave out a round or a set",
    )


def test_the_rounds_of_a_circuit_count_for_heat() -> None:
    nested = 'repeat = 3\n[[step.step]]\nexercise = "heat-pack"\n'
    assert refused(f'title = "Mine"\n[[step]]\n{nested}') == [
        (
            "~/mine.toml  step 1 (heat-pack)",
            "heat and cold last 30 min in this step, the limit is 20 min",
            "make it shorter, or leave out a round or a set",
        )
    ]
