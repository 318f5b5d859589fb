from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Result

from calfcoach.cli.surroundings import width
from calfcoach.files.folders import as_typed

SHIPPED = [
    "achilles",
    "after-run",
    "before-walk",
    "daily",
    "desk",
    "flare",
    "heat-cold",
    "heel-pain",
    "high-heels",
    "night-cramps",
    "posture",
    "roll",
    "soleus",
    "starter",
    "strength",
]
SOFA = """
title = "Sofa"
goal = "loosen"
tags = ["lazy"]
per_day = 2
days = ["mon", "thu"]

[[step]]
exercise = "towel-toe-curl"
reps = 8
limit = "1m"
sides = "each"
"""


def write(home: Path, name: str, text: str) -> Path:
    path = home / "routines" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(result: Result) -> list[str]:
    """The ids of a JSON list."""
    routines: list[dict[str, Any]] = json.loads(result.out)["routines"]
    return [routine["id"] for routine in routines]


@pytest.fixture
def listed(calf: Callable[..., Result]) -> Callable[..., list[str]]:
    """The ids that `list` with these options gives, which says nothing on stderr."""

    def list_them(*options: str) -> list[str]:
        result = calf("list", "--json", *options)
        assert (result.code, result.err) == (0, "")
        return names(result)

    return list_them


def test_the_list_has_a_header_and_a_line_for_each_shipped_routine(
    calf: Callable[..., Result],
) -> None:
    result = calf("list")
    header, *lines = result.out.splitlines()
    assert header.split() == ["name", "length", "times", "goal", "from", "needs", "title"]
    assert [line.split()[0] for line in lines] == SHIPPED
    assert lines[3] == (
        "daily         12 min 10 s       daily                         maintain    shipped  "
        "wall, chair, open floor                      Daily calf care"
    )
    assert (result.code, result.err) == (0, "")


def test_a_routine_of_ones_own_says_where_it_is(calf: Callable[..., Result], home: Path) -> None:
    path = as_typed(write(home, "sofa", SOFA))
    result = calf("list", "--for", "lazy")
    assert result.out.splitlines() == [
        "name  length            times                 goal    from   needs         title",
        "sofa  up to 2 min 10 s  twice a day, Mon Thu  loosen  yours  chair, towel  Sofa",
        "",
        f"sofa is yours: {path}",
    ]
    assert (result.code, result.err) == (0, "")


def test_a_routine_that_hides_a_shipped_one_says_so(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "daily", SOFA))
    lines = calf("list").out.splitlines()
    assert lines[-1] == f"daily is yours: {path}, instead of the shipped one"
    assert [line.split()[0] for line in lines[1:-2]] == SHIPPED


def test_the_accessible_list_is_one_sentence_a_routine(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "sofa", SOFA))
    result = calf("list", "--accessible")
    assert result.out.splitlines()[3] == (
        "daily: Daily calf care, 13 minutes 4 seconds, daily, goal maintain, "
        "with a wall, clear floor and a chair."
    )
    assert result.out.splitlines()[12] == (
        "sofa: Sofa, up to 2 minutes 16 seconds, twice a day, on Monday and Thursday, "
        f"goal loosen, with a chair and a towel, yours, in {path}."
    )
    assert "  " not in result.out
    assert result.err == ""


def test_the_json_list_has_its_schema_and_all_its_keys(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "sofa", SOFA))
    result = calf("list", "--for", "sofa", "--json")
    assert json.loads(result.out) == {
        "schema": "calfcoach.list/1",
        "level": "default",
        "routines": [
            {
                "id": "sofa",
                "title": "Sofa",
                "summary": "",
                "goal": "loosen",
                "tags": ["lazy"],
                "per_day": 2,
                "days": ["mon", "thu"],
                "total_s": 130.0,
                "up_to": True,
                "places": ["chair"],
                "equipment": ["towel"],
                "kinds": ["strength"],
                "muscles": ["toe flexors"],
                "origin": "user",
                "path": path,
            }
        ],
    }
    assert result.err == ""


def test_max_keeps_what_is_no_longer(listed: Callable[..., list[str]]) -> None:
    short = ["before-walk", "flare", "night-cramps", "posture"]
    assert listed("--max", "5m") == ["before-walk", "desk", *short[1:]]
    assert listed("--max", "4:59") == short


def test_max_goes_by_the_accessible_pacing_too(listed: Callable[..., list[str]]) -> None:
    assert listed("--max", "5m", "--accessible") == [
        "before-walk",
        "flare",
        "night-cramps",
        "posture",
    ]


def test_no_equipment_leaves_out_what_any_step_needs_something_for(
    listed: Callable[..., list[str]],
) -> None:
    needing = {"heat-cold", "heel-pain", "roll", "strength"}
    assert listed("--no-equipment") == [name for name in SHIPPED if name not in needing]


def test_goal_muscle_and_kind_filter(listed: Callable[..., list[str]]) -> None:
    assert listed("--goal", "relieve") == ["flare", "heel-pain", "night-cramps"]
    assert listed("--muscle", "toe flex") == ["heel-pain", "strength"]
    assert listed("--kind", "roll") == ["roll"]
    assert listed("--kind", "stretch", "--goal", "loosen") == [
        "desk",
        "high-heels",
        "roll",
        "soleus",
        "starter",
    ]


def test_every_word_must_begin_a_word_of_the_routine(listed: Callable[..., list[str]]) -> None:
    assert listed("--for", "CRAMP night") == ["night-cramps"]
    assert listed("--for", "towel toe") == ["heel-pain", "strength"]


def test_seated_wants_a_seated_form_of_every_exercise(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "sofa", SOFA)
    result = calf("list", "--seated", "--json")
    standing = {"desk"}  # whose walk back to the chair has no seated form
    assert names(result) == sorted({*SHIPPED, "sofa"} - standing)
    assert result.err == (
        "Where a step is not done sitting, `calfcoach show EXERCISE` tells its seated form.\n"
    )
    assert calf("list", "--seated", "--for", "lazy").err == ""


def test_the_middle_of_a_word_is_not_its_beginning(calf: Callable[..., Result]) -> None:
    assert calf("list", "--for", "ramps").out == ""


def test_nothing_that_fits_is_said_and_is_no_error(calf: Callable[..., Result]) -> None:
    said = "No routine fits these filters: `calfcoach list` shows them all.\n"
    assert calf("list", "--max", "1m") == Result(code=0, out="", err=said)
    assert calf("list", "--max", "1m", "--accessible") == Result(code=0, out="", err=said)
    result = calf("list", "--max", "1m", "--json")
    assert json.loads(result.out) == {
        "schema": "calfcoach.list/1",
        "level": "default",
        "routines": [],
    }
    assert (result.code, result.err) == (0, said)


def test_a_broken_file_is_named_once_and_stops_nothing(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(write(home, "broken", 'title = "Broken"\ngoal = "lose"\n'))
    result = calf("list")
    assert [line.split()[0] for line in result.out.splitlines()[1:]] == SHIPPED
    assert result.code == 0
    assert result.err == (
        "warning: `step` is missing\n"
        f"  --> {path}:1:1\n"
        '   1 | title = "Broken"\n'
        "     | ^\n"
        "  hint: a routine needs at least one [[step]]\n"
        "warning: `goal` must be loosen, strengthen, recover, relieve or maintain, "
        'got "lose"\n'
        f"  --> {path}:2:8\n"
        '   2 | goal = "lose"\n'
        "     |        ^\n"
        "  hint: did you mean `loosen`?\n"
    )


def test_a_routine_that_is_too_long_is_a_broken_file_too(
    calf: Callable[..., Result], home: Path
) -> None:
    path = as_typed(
        write(
            home,
            "endless",
            'title = "Endless"\n[[step]]\nexercise = "heel-walk"\ntime = "60m"\nsets = 20\n',
        )
    )
    result = calf("list")
    assert "endless" not in result.out
    assert (result.code, result.err) == (
        0,
        "warning: a routine may last 6 hours at most, this one lasts 20 hours\n"
        f"  --> {path}\n"
        "  hint: take fewer sets, rounds or steps, or make two routines of it\n",
    )


def test_markup_and_wide_characters_are_shown_as_typed_in_straight_columns(
    calf: Callable[..., Result], home: Path
) -> None:
    title = "[bold red]Hi[/] :smile: 足 😀"
    write(home, "mine", SOFA.replace('"Sofa"', f'"{title}"'))
    write(
        home,
        "other",
        """title = "Plain"
[[step]]
exercise = "rub"
time = "10s"
[exercise.rub]
title = "Rub"
kind = "massage"
equipment = ["足 [b]roller[/b] 😀"]
""",
    )
    lines = calf("list").out.splitlines()
    header, table = lines[0], [line for line in lines[1:] if line and " is yours: " not in line]
    mine = next(line for line in table if line.startswith("mine "))
    other = next(line for line in table if line.startswith("other "))
    assert mine.endswith(f"  {title}")
    assert "open floor, 足 [b]roller[/b] 😀" in other
    at = width(header.partition("title")[0])
    assert width(mine[: -len(title)]) == at
    assert width(other[: -len("Plain")]) == at


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (
            ("--goal", "lose"),
            '`--goal` must be loosen, strengthen, recover, relieve or maintain, got "lose"',
            "did you mean `loosen`?",
        ),
        (
            ("--kind", "strech"),
            "`--kind` must be activation, check, cold, contrast, heat, massage, mobility, press, "
            'relax, roll, strength, stretch or warm-up, got "strech"',
            "did you mean `stretch`?",
        ),
        (
            ("--max", "ten"),
            '`--max` must be a duration such as "10m", got "ten"',
            "write --max 10m",
        ),
        (
            ("--max", "0"),
            '`--max` can be 1 s to 360 min, got "0"',
            "write --max 1s or more",
        ),
        (
            ("--muscle", "solus"),
            "`--muscle` must be gastrocnemius, glutes, hamstrings, peroneals, sole of the foot, "
            "soleus, tibialis anterior, tibialis posterior, toe extensors, toe flexors, whole body "
            'or whole leg, got "solus"',
            "did you mean `soleus`?",
        ),
    ],
)
def test_a_wrong_value_is_a_usage_error_with_the_near_word(
    calf: Callable[..., Result], options: tuple[str, ...], message: str, hint: str
) -> None:
    expected = f"error: {message}\n  hint: {hint}\n"
    assert calf("list", *options) == Result(code=2, out="", err=expected)


def test_the_help_has_an_example(calf: Callable[..., Result]) -> None:
    result = calf("list", "--help")
    assert "Example: calfcoach list --max 10m --no-equipment" in result.out
    assert (result.code, result.err) == (0, "")
