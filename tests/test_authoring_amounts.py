from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.authoring.amounts import Amounts, duration_text, seconds_of
from calfcoach.authoring.amounts_in_words import read_amounts
from calfcoach.frozen import replace


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("calf stretch 3x30s each side", Amounts(length_s=30, sets=3, sides="each")),
        ("calf stretch 3 × 30 sec per leg", Amounts(length_s=30, sets=3, sides="each")),
        ("calf stretch 30 sec x 3", Amounts(length_s=30, sets=3)),
        ("calf stretch hold for 30 seconds, 3 times", Amounts(length_s=30, sets=3)),
        ("calf stretch 1:30 both sides", Amounts(length_s=90, sides="both sides")),
        ("calf stretch 3x30", Amounts(bare="30", sets=3)),
        ("heel raise 3 sets of 15 reps", Amounts(reps="15", sets=3)),
        ("heel raise 15 reps x 3 sets", Amounts(reps="15", sets=3)),
        ("heel raise three sets of 10-12", Amounts(bare="10-12", sets=3)),
        ("heel raise x 20", Amounts(reps="20")),
        ("heel raise 2x12 rest 1 min", Amounts(bare="12", sets=2, rest_s=60)),
        ("heel raise to failure, 30s rest", Amounts(to_failure=True, rest_s=30)),
        ("heel walk 20 steps", Amounts(steps=20)),
        ("foam roll 2 min per leg", Amounts(length_s=120, sides="each")),
        ("foam roll 1,5 min left only", Amounts(length_s=90, sides="left")),
        ("foam roll 60s, legs alternating", Amounts(length_s=60, sides="alternate")),
        ("heel walk 1/2 min", Amounts(length_s=30)),
        ("heel walk 1 1/2 min", Amounts(length_s=90)),
        ("heel walk 1½ min", Amounts(length_s=90)),
        ("heel walk ¼ minute", Amounts(length_s=15)),
        ("heel walk 3 x 1 1/2 min", Amounts(length_s=90, sets=3)),
        ("heel walk half a minute", Amounts(length_s=30)),
        ("heel walk a minute", Amounts(length_s=60)),
        ("heel walk a minute and a half", Amounts(length_s=90)),
        ("heel walk one and a half minutes", Amounts(length_s=90)),
        ("calf stretch forty-five seconds x 2", Amounts(length_s=45, sets=2)),
        ("calf stretch 30-second hold x 3", Amounts(length_s=30, sets=3, held=True)),
        ("hold 30 seconds, twice each leg", Amounts(length_s=30, sets=2, sides="each")),
        (
            "hold for thirty seconds, three times on each leg",
            Amounts(length_s=30, sets=3, sides="each"),
        ),
        ("every night", Amounts(per_day=1)),
        ("twice a day", Amounts(per_day=2)),
        ("3x/day", Amounts(per_day=3)),
        ("3 times a week", Amounts(days=3)),
        ("5 days per week", Amounts(days=5)),
    ],
)
def test_amounts_are_read_as_people_write_them(line: str, said: Amounts) -> None:
    found = read_amounts(line)
    assert replace(found, left="") == said
    assert not any(char.isdigit() for char in found.left)


def test_tempo_load_and_rest_are_told_apart() -> None:
    found = read_amounts("heel raises 2 x 12 (2-3-3) rest 60s, +5 kg")
    assert (found.sets, found.bare, found.tempo) == (2, "12", "2-3-3")
    assert (found.rest_s, found.load) == (60.0, "5 kg")
    assert found.left == "heel raises ,"


def test_what_is_no_amount_is_left_as_it_stands() -> None:
    found = read_amounts("Knee straight,  toes forward")
    assert found.left == "knee straight, toes forward"
    assert not found.says_work


@pytest.mark.parametrize("text", ["1/3 min", "2 1/3 min", "12/10/8 reps", "x 2 1/2", "3x12 1/2"])
def test_no_part_of_a_fraction_is_an_amount(text: str) -> None:
    assert read_amounts(text) == Amounts(left=text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("1.5 min", 90), ("2 minutes", 120), ("1:05", 65), ("2'", 120)],
)
def test_lengths_are_seconds(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"), [(30, "30s"), (90, "90s"), (120, "2m"), (150, "2m30s")]
)
def test_lengths_are_written_as_a_file_has_them(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@given(st.text(alphabet="0123456789 x-.:,sminrepskgeachlegrest×/'\"(", max_size=80))
def test_no_line_is_too_strange_to_read(line: str) -> None:
    found = read_amounts(line)
    assert found == read_amounts(line)
    assert not re.search(r"\s\s", found.left)
