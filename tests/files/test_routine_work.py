from __future__ import annotations

import pytest
from routine_samples import WARM, refused, step, step_refused, work

from calfcoach.model import Continuous, Dose, FootSteps, Hold, Part, Parts, Reps, Tempo
from calfcoach.terms import Kind, Level, Sides


def test_each_kind_of_work_is_read() -> None:
    tempo = Tempo(up_s=2, hold_s=3, down_s=3)
    assert work('hold = "30s"') == Hold(hold_s=30)
    assert work('hold = "10s"\nreps = 3') == Hold(hold_s=10, reps=3, release_s=5)
    assert work('hold = "10s"\nreps = 3\nrelease = "8s"') == Hold(hold_s=10, reps=3, release_s=8)
    assert work('reps = 12\ntempo = "2-3-3"') == Reps(reps=12, least=12, tempo=tempo)
    assert work('reps = "10-12"\ntempo = "2-3-3"') == Reps(reps=12, least=10, tempo=tempo)
    assert work('reps = "max"\nlimit = "2m"') == Reps(reps=0, least=0, to_failure=True, limit_s=120)
    assert work('time = "60s"') == Continuous(time_s=60)
    assert work("steps = 20") == FootSteps(steps=20, limit_s=40)
    assert work('steps = 20\nlimit = "1m"') == FootSteps(steps=20, limit_s=60)
    assert work(
        'rounds = 4\nend = "Warm"\n'
        'parts = [{ name = "Warm", time = "3m", kind = "heat" }, { name = "Cold", time = "1m" }]',
        "contrast",
    ) == Parts(
        rounds=4,
        end="Warm",
        parts=(WARM, Part(name="Cold", time_s=60, kind=Kind.CONTRAST)),
    )


@pytest.mark.parametrize(
    ("reps", "limit_s"), [("1", 30), ("5", 30), ("6", 60), ("15", 90), ('"10-12"', 90)]
)
def test_reps_without_a_limit_get_six_seconds_each_rounded_up(reps: str, limit_s: float) -> None:
    found = work(f"reps = {reps}")
    assert isinstance(found, Reps)
    assert found.limit_s == limit_s


@pytest.mark.parametrize("kind", ["foam-roll", "massage"])
def test_a_pass_goes_with_rolling_and_massage(kind: str) -> None:
    assert work('time = "60s"\npass = "3s"', kind) == Continuous(time_s=60, pass_s=3)


def test_a_pass_goes_with_nothing_else() -> None:
    assert step_refused('time = "60s"\npass = "3s"') == (
        "`pass` goes only with rolling and massage, this exercise is of the kind `strength`",
        "leave out `pass`",
    )


@pytest.mark.parametrize(
    ("body", "second", "first"),
    [
        ('hold = "30s"\ntime = "30s"', "time", "hold"),
        ('time = "30s"\nhold = "30s"', "hold", "time"),
        ("reps = 3\nsteps = 3", "steps", "reps"),
        ("steps = 3\nrounds = 3\nparts = [{ name = 'a', time = 9 }]", "rounds", "steps"),
    ],
)
def test_a_step_has_one_kind_of_work(body: str, second: str, first: str) -> None:
    problems = refused(f'title = "Mine"\n[[step]]\nexercise = "heel-raise"\n{body}')
    assert (
        "~/mine.toml  step 1 (heel-raise)",
        f"`{second}` cannot stand beside `{first}`: a step has one kind of work",
        "leave one of them out, or make two steps",
    ) in problems


@pytest.mark.parametrize(
    ("body", "key", "beside"),
    [
        ('hold = "30s"\ntempo = "2-3-3"', "tempo", "`reps`"),
        ('hold = "30s"\nreps = 3\ntempo = "2-3-3"', "tempo", "`reps`"),
        ('hold = "30s"\nlimit = "30s"', "limit", "`reps` or `steps`"),
        ('hold = "30s"\nrelease = "5s"', "release", "`hold` and `reps` together"),
        ('reps = 3\nrelease = "5s"', "release", "`hold` and `reps` together"),
        ('hold = "30s"\npass = "3s"', "pass", "`time`"),
        ('hold = "30s"\nend = "Warm"', "end", "`rounds`"),
        ("steps = 3\nparts = []", "parts", "`rounds`"),
    ],
)
def test_a_key_that_goes_with_other_work_is_refused(body: str, key: str, beside: str) -> None:
    assert step_refused(body) == (f"`{key}` goes only with {beside}", f"leave out `{key}`")


def test_a_tempo_excludes_a_limit() -> None:
    assert step_refused('reps = 3\ntempo = "2-3-3"\nlimit = "30s"') == (
        "`limit` cannot stand beside `tempo`: the tempo says how long the reps take",
        "leave one of them out",
    )


def test_as_many_reps_as_one_can_need_a_limit_and_no_tempo() -> None:
    assert step_refused('reps = "max"') == (
        '`reps` = "max" needs `limit`: nobody knows how many there will be',
        'write limit = "2m"',
    )
    assert step_refused('reps = "max"\ntempo = "2-3-3"') == (
        '`reps` = "max" cannot stand beside `tempo`: nobody knows how many there will be',
        'write limit = "2m"',
    )


@pytest.mark.parametrize("reps", ['"max"', '"2-3"'])
def test_short_holds_need_one_number(reps: str) -> None:
    assert step_refused(f'hold = "10s"\nreps = {reps}') == (
        "`reps` beside `hold` must be one number",
        "write reps = 3",
    )


@pytest.mark.parametrize("parts", ["", "parts = []"])
def test_rounds_need_parts(parts: str) -> None:
    assert step_refused(f"rounds = 2\n{parts}") == (
        "`rounds` needs at least one part",
        'write parts = [{ name = "Warm", time = "3m", kind = "heat" }]',
    )


def test_the_end_must_be_one_of_the_parts() -> None:
    assert step_refused('rounds = 2\nparts = [{ name = "Warm", time = 9 }]\nend = "Cold"') == (
        '`end` must name one of the parts, got "Cold"',
        'write end = "Warm"',
    )


def test_rounds_exclude_sets_in_a_step_and_in_a_dose() -> None:
    expected = (
        "`sets` cannot stand beside `rounds`: the rounds are the sets",
        "leave out `sets`",
    )
    assert step_refused('sets = 2\nrounds = 2\nparts = [{ name = "A", time = 9 }]') == expected
    assert step_refused("sets = 2", "contrast") == expected


@pytest.mark.parametrize("kind", [Kind.HEAT, Kind.COLD, Kind.RELAX])
def test_a_part_is_heat_cold_or_rest_between(kind: Kind) -> None:
    body = f'rounds = 2\nparts = [{{ name = "A", time = "1m", kind = "{kind}" }}]'
    assert work(body, "contrast") == Parts(
        rounds=2, parts=(Part(name="A", time_s=60, kind=kind),), end=None
    )


def test_a_part_of_another_kind_is_told_those_there_are() -> None:
    body = 'rounds = 2\nparts = [{ name = "A", time = "1m", kind = "massage" }]'
    assert refused(f'title = "Mine"\n[[step]]\nexercise = "contrast"\n{body}') == [
        (
            "~/mine.toml  step 1 (contrast), part 1",
            '`kind` must be heat, cold or relax, got "massage"',
            'choose the one that is meant, such as "heat"',
        )
    ]


def test_a_part_says_what_is_missing_in_it() -> None:
    body = 'rounds = 2\nparts = [{ name = "A", time = 9 }, { nmae = "B", kind = "hot" }]'
    place = "~/mine.toml  step 1 (contrast), part 2"
    assert refused(f'title = "Mine"\n[[step]]\nexercise = "contrast"\n{body}') == [
        (place, "`time` is missing", 'write time = "3m"'),
        (place, "`nmae` is not a key of a part", "did you mean `name`?"),
        (
            place,
            '`kind` must be heat, cold or relax, got "hot"',
            'choose the one that is meant, such as "heat"',
        ),
    ]


def test_a_step_without_work_needs_an_exercise_with_a_dose() -> None:
    assert step_refused("sets = 2") == (
        "the step says nothing of the work, and `heel-raise` has no default dose",
        "give it one of hold, reps, time, steps or rounds",
    )


def test_a_step_may_change_sets_sides_rest_and_load_of_a_dose() -> None:
    found = step('sets = 5\nsides = "left"\nrest = 0\nload = "1 kg"', "wall-calf-stretch")
    assert found.dose(Level.DEFAULT) == Dose(
        work=Hold(hold_s=30), sets=5, sides=Sides.LEFT, rest_s=0, load="1 kg"
    )
