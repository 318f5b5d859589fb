from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from calfcoach.files.folders import as_typed

RUB = """
title = "[i]Rub[/i] with 足 😀"
kind = "massage"
place = "chair"
muscles = ["soleus", "rotators"]
equipment = ["oil"]

[dose.default]
time = "1m30s"
pass = "3s"
sides = "each"
"""


def write(home: Path, name: str, text: str) -> Path:
    path = home / "exercises" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def listed(calf: Callable[..., Result]) -> Callable[..., list[str]]:
    """The ids that `exercises` with these options gives, which says nothing on stderr."""

    def list_them(*options: str) -> list[str]:
        result = calf("exercises", "--json", *options)
        assert (result.code, result.err) == (0, "")
        return [exercise["id"] for exercise in json.loads(result.out)["exercises"]]

    return list_them


def test_the_exercises_stand_in_columns_with_their_dose_in_words(
    calf: Callable[..., Result],
) -> None:
    result = calf("exercises", "--muscle", "toe")
    assert result.out.splitlines() == [
        "name            kind        place  equipment     muscles                           from"
        "     dose                                                                       title",
        "band-pull-up    strength    chair  elastic band  tibialis anterior, toe extensors  shipped"
        "  10 reps, up 2, hold 1, down 3, 2 sets, one leg after the other, rest 30 s"
        "  Band, pull the toes up",
        "heel-walk       activation  wall   none          tibialis anterior, toe extensors  shipped"
        "  20 s, 3 sets, both legs, rest 20 s                                         Heel walk",
        "towel-toe-curl  strength    chair  towel         toe flexors                       shipped"
        "  10 to 15 reps, up 1, hold 3, down 1, one leg after the other               "
        "Towel toe curl",
    ]
    assert (result.code, result.err) == (0, "")


def test_an_exercise_of_ones_own_is_shown_as_typed_and_says_where_it_is(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "rub", RUB))
    result = calf("exercises", "--muscle", "rotators")
    assert result.out.splitlines() == [
        "name  kind     place  equipment  muscles           from   dose"
        "                                       title",
        "rub   massage  chair  oil        soleus, rotators  yours  "
        "90 s, 3 s a pass, one leg after the other  [i]Rub[/i] with 足 😀",
        "",
        f"rub is yours: {path}",
    ]
    assert result.err == ""


def test_the_accessible_exercises_are_one_sentence_each(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "rub", RUB)
    result = calf("exercises", "--accessible", "--muscle", "soleus", "--kind", "massage")
    assert result.out.splitlines() == [
        "massage-upward: Calf massage, upward, massage, for gastrocnemius and soleus, "
        "on the floor, no equipment, 2 minutes, 3 seconds a pass, one leg after the other.",
        "rub: [i]Rub[/i] with 足 😀, massage, for soleus and rotators, on the chair, "
        "equipment oil, 90 seconds, 3 seconds a pass, one leg after the other, yours.",
    ]
    assert "  " not in calf("exercises", "--accessible").out


def test_the_filters_leave_what_fits(listed: Callable[..., list[str]]) -> None:
    assert listed("--kind", "massage") == ["mallet-tap", "massage-upward"]
    assert listed("--no-equipment", "--kind", "strength") == [
        "bridge",
        "heel-raise",
        "heel-raise-bent",
        "heel-raise-down-one",
        "heel-raise-one-leg",
        "heel-raise-slow",
    ]
    assert listed("--muscle", "hamstrings") == [
        "bedtime-hamstring-stretch",
        "bridge",
        "toe-touch-seated",
        "toe-touch-standing",
    ]
    assert listed("--for", "foam roll") == ["foam-roll"]
    assert listed("--for", "soleus stretch") == [
        "bedtime-calf-stretch",
        "soleus-stretch",
        "wall-calf-stretch",
        "wall-push-up-stretch",
    ]


HANG = """
title = "Hang"
kind = "stretch"

[dose.default]
hold = "30s"
sets = 3
sides = "each"
rest = "10s"
"""


def test_the_longest_time_is_that_of_the_usual_dose_with_sides_sets_and_rests(
    listed: Callable[..., list[str]], home: Path
) -> None:
    write(home, "hang", HANG)  # 2 × (3 × 30 + 2 × 10) and 5 to change legs
    write(home, "nod", 'title = "Nod"\nkind = "stretch"\n')  # without a dose it has no length
    assert "hang" in listed("--max", "3m45s")
    assert "hang" not in listed("--max", "3m44s")
    assert "nod" in listed()
    assert "nod" not in listed("--max", "60m")


def test_an_exercise_has_the_goals_of_the_routines_it_stands_in(
    calf: Callable[..., Result], listed: Callable[..., list[str]], home: Path
) -> None:
    recovering = listed("--goal", "recover")
    assert "massage-upward" in recovering
    assert "toe-touch-seated" not in recovering
    (home / "routines").mkdir(parents=True)
    text = 'title = "Easy"\ngoal = "recover"\n[[step]]\nexercise = "toe-touch-seated"\n'
    (home / "routines" / "easy.toml").write_text(text, encoding="utf-8")
    assert listed("--goal", "recover") == sorted([*recovering, "toe-touch-seated"])
    assert listed("--goal", "Recover", "--kind", "stretch", "--muscle", "hamstrings") == [
        "toe-touch-seated"
    ]
    assert calf("exercises", "--goal", "recover", "--kind", "roll").out == ""
    (home / "routines" / "broken.toml").write_text("title = 3\n", encoding="utf-8")
    result = calf("exercises", "--goal", "recover")
    assert "\ntoe-touch-seated  " in result.out
    assert result.code == 0
    assert result.err.startswith("warning: `step` is missing\n")
    assert calf("exercises").err == ""


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--max", "soon", '`--max` must be a duration such as "10m", got "soon"'),
        (
            "--goal",
            "run",
            '`--goal` must be loosen, strengthen, recover, relieve or maintain, got "run"',
        ),
    ],
)
def test_a_wrong_time_or_goal_is_a_usage_error(
    calf: Callable[..., Result], option: str, value: str, said: str
) -> None:
    result = calf("exercises", option, value)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {said}\n")


def test_seated_wants_a_seat_or_a_seated_form(listed: Callable[..., list[str]], home: Path) -> None:
    write(home, "hang", 'title = "Hang"\nkind = "stretch"\nplace = "step"\n')
    write(home, "lounge", 'title = "Lounge"\nkind = "relax"\nplace = "bed"\n')
    seated = listed("--seated")
    assert "lounge" in seated
    assert "wall-calf-stretch" in seated
    assert "hang" not in seated


def test_the_json_has_its_schema_and_doses_in_seconds(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "rub", RUB)
    document = json.loads(calf("exercises", "--json", "--for", "oil").out)
    assert document["schema"] == "calfcoach.exercises/1"
    (rub,) = document["exercises"]
    assert rub["doses"] == {
        "default": {
            "work": {"type": "time", "time_s": 90.0, "pass_s": 3.0, "duration_s": 90.0},
            "sets": 1,
            "sides": "each",
            "rest_s": 0.0,
            "load": "",
            "words": "90 s, 3 s a pass, one leg after the other",
        }
    }
    assert (rub["origin"], rub["place"], rub["equipment"]) == ("user", "chair", ["oil"])


def test_a_broken_file_is_a_warning_and_stops_nothing(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "broken", 'title = "Broken"\nkind = "strech"\n'))
    result = calf("exercises")
    assert len(result.out.splitlines()) == 43
    assert (result.code, result.err) == (
        0,
        "warning: `kind` must be activation, check, cold, contrast, heat, massage, mobility, "
        'press, relax, roll, strength, stretch or warm-up, got "strech"\n'
        f"  --> {path}:2:8\n"
        '   2 | kind = "strech"\n'
        "     |        ^\n"
        "  hint: did you mean `stretch`?\n",
    )


def test_nothing_that_fits_is_said_and_is_no_error(calf: Callable[..., Result]) -> None:
    said = "No exercise fits these filters: `calfcoach exercises` shows them all.\n"
    assert calf("exercises", "--for", "swimming") == Result(code=0, out="", err=said)
    result = calf("exercises", "--for", "swimming", "--json")
    assert json.loads(result.out) == {"schema": "calfcoach.exercises/1", "exercises": []}
    assert (result.code, result.err) == (0, said)


def test_a_wrong_kind_is_a_usage_error(calf: Callable[..., Result]) -> None:
    result = calf("exercises", "--kind", "rolling")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith('got "rolling"\n  hint: did you mean `roll`?\n')


def test_the_help_has_an_example(calf: Callable[..., Result]) -> None:
    result = calf("exercises", "--help")
    assert "Example: calfcoach exercises --kind stretch --muscle soleus" in result.out
    assert (result.code, result.err) == (0, "")
