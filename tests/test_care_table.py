"""The table of limits, whole: what each condition does to each technique, as it was decided."""

from __future__ import annotations

import re

import pytest

from calfcoach.care.data import Cell, questions, read_limits, table
from calfcoach.care.model import DayAnswer, Effect, Ruling
from calfcoach.care.rules import rule
from calfcoach.errors import CoachError
from calfcoach.files.tables import MARKS, TECHNIQUES

# One letter a technique: · allow, L light, B block.
# move relax stretch heel-raise strength heel-walk balance massage roll trigger mallet heat cold
# contrast
DECIDED = {
    "pregnant": "·LLLLLLLBBBLLB",
    "diabetes-circulation": "L·LLLLLLLLBBBB",
    "raynaud": "············BB",
    "blood-thinner": "··LLLLLLLBBLLL",
    "fragile-bones": "··LLLLLLLLB···",
    "injury": "··LLLLLLLBBLLL",
    "injury-fresh": "BBBBBBBBBBBBBB",
    "fracture-unhealed": "LLBBBBBBBBBBLB",
    "unsteady": "LLLLLLL·L·····",
    "heart": "LLLLLLL·L··LLL",
    "quinolone-cortisone": "··LBBLLLLLL···",
    "insertional-achilles": "··LLLL·LLLL···",
    "walking-pain": "LLLLLLLLLLLBLB",
    "under-18": "··LLLLLLLLLLLL",
    "gentle-only": "··LBBLLLBBBLLL",
    "sore": "··LBB···BBB···",
    "very-sore": "BBBBBBBBBBBBBB",
}
LETTERS = {Effect.ALLOW: "·", Effect.LIGHT: "L", Effect.BLOCK: "B"}
SORE_DAYS = {"sore": (4, 5), "very-sore": (6, 7, 8, 9, 10)}
CALM = DayAnswer(word="usual")

every_cell = pytest.mark.parametrize(
    ("condition", "technique", "letter"),
    [
        (condition, technique, letter)
        for condition, row in DECIDED.items()
        for technique, letter in zip(TECHNIQUES, row, strict=True)
    ],
)


def rulings(condition: str, technique: str) -> list[Ruling]:
    """What a person with one condition alone is told, or one who is so sore today."""
    if condition in SORE_DAYS:
        days = [DayAnswer(word="sore", sore=sore) for sore in SORE_DAYS[condition]]
        return [rule(technique, (), day) for day in days]
    return [rule(technique, [condition], CALM)]


@every_cell
def test_each_condition_does_to_each_technique_what_was_decided(
    condition: str, technique: str, letter: str
) -> None:
    for ruling in rulings(condition, technique):
        assert LETTERS[ruling.effect] == letter
        assert bool(ruling.why) == (letter == "B")
        assert bool(ruling.advice) == (letter == "L")


def test_the_rows_are_the_conditions_that_are_asked_for_and_the_two_sore_days() -> None:
    asked = {condition.id for condition in questions().conditions}
    assert set(table()) == asked | set(SORE_DAYS) == set(DECIDED)


def test_every_condition_has_a_cell_for_every_technique() -> None:
    for condition, row in table().items():
        assert set(row) == set(TECHNIQUES), condition


def cells() -> list[tuple[str, str, Cell]]:
    return [(c, t, cell) for c, row in table().items() for t, cell in row.items()]


def test_every_limit_says_why_in_whole_sentences_and_who_says_so() -> None:
    for condition, technique, cell in cells():
        if cell.effect is Effect.ALLOW:
            assert cell == Cell()
            continue
        assert cell.sources, (condition, technique)
        for source in cell.sources:
            assert source.claim
            assert source.mark in set(MARKS) - {"own", "recalled"}
            assert (source.cite == "CalfCoach") == (source.mark == "judgement")
        for sentence in cell.say:
            assert re.fullmatch(r"[A-Z0-9][^!]*\.", sentence), sentence


def test_figures_that_are_told_stand_in_a_claim_of_the_same_limit() -> None:
    for condition, technique, cell in cells():
        claimed = " ".join(source.claim for source in cell.sources)
        for figure in re.findall(r"\d+", " ".join(cell.say)):
            assert figure in claimed, (condition, technique, figure)


def test_what_presses_deeper_is_never_freer() -> None:
    """So that a routine never keeps its pressing where it lost the massage before it."""
    order = list(Effect)
    for condition, row in table().items():
        for deeper in ("roll", "trigger-point", "mallet"):
            stricter = order.index(row[deeper].effect) >= order.index(row["massage"].effect)
            assert stricter, (condition, deeper)


def test_a_load_on_the_calf_is_never_freer_than_a_stretch_of_it() -> None:
    order = list(Effect)
    for condition, row in table().items():
        stretch = order.index(row["stretch"].effect)
        assert stretch <= order.index(row["heel-raise"].effect), condition
        assert row["heel-raise"].effect is row["strength"].effect, condition


def test_contrast_is_as_strict_as_its_heat_and_its_cold() -> None:
    order = list(Effect)
    for condition, row in table().items():
        parts = max(order.index(row[one].effect) for one in ("heat", "cold"))
        assert order.index(row["contrast"].effect) >= parts, condition


# ------------------------------------------------------------------------- a broken table

ROW = """\
[[condition]]
id = "tired"
allow = ["move", "relax", "stretch", "strength", "heel-walk", "balance", "massage", "roll",
  "trigger-point", "mallet", "heat", "cold", "contrast"]

[[condition.limit]]
techniques = ["heel-raise"]
effect = "block"
say = "Not when tired."
sources = [{ claim = "not when tired", cite = "CalfCoach", mark = "judgement" }]
"""


def refused(data: str) -> list[tuple[str, str]]:
    with pytest.raises(CoachError) as caught:
        read_limits(data.encode(), "limits.toml")
    return [(one.message, one.hint) for one in caught.value.all()]


def test_a_row_is_read_into_a_cell_for_each_technique() -> None:
    row = read_limits(ROW.encode(), "limits.toml")["tired"]
    assert row["heel-raise"].say == ("Not when tired.",)
    assert [technique for technique in TECHNIQUES if row[technique] == Cell()] == [
        technique for technique in TECHNIQUES if technique != "heel-raise"
    ]


def test_an_unknown_technique_is_refused_and_the_one_that_is_missing_named() -> None:
    assert refused(ROW.replace('["heel-raise"]', '["heel-raises"]')) == [
        (
            "entry 1 of `techniques` must be balance, cold, contrast, heat, heel-raise, heel-walk, "
            "mallet, massage, move, relax, roll, strength, stretch or trigger-point, "
            'got "heel-raises"',
            "did you mean `heel-raise`?",
        ),
    ]


def test_an_unknown_effect_is_refused() -> None:
    assert refused(ROW.replace('"block"', '"forbid"')) == [
        (
            '`effect` must be light or block, got "forbid"',
            'choose the one that is meant, such as "light"',
        )
    ]


def test_a_technique_that_is_forgotten_or_named_twice_is_refused() -> None:
    assert refused(ROW.replace('"move", ', "")) == [
        ("`tired` says nothing of `move`", "allow or limit it")
    ]
    assert refused(ROW.replace('"move", ', '"move", "heel-raise", ')) == [
        ("`heel-raise` stands twice under `tired`", "name it once")
    ]


def test_a_limit_without_a_source_or_a_reason_is_refused() -> None:
    bare = ROW.replace('say = "Not when tired."\n', "").split("sources")[0]
    assert refused(bare) == [
        ("`say` is missing", 'write say = "…"'),
        ("`sources` is missing", 'write sources = "…"'),
    ]


def test_an_unknown_key_is_refused() -> None:
    assert refused(ROW + 'unless = "rested"\n') == [
        (
            "`unless` is not a key of a limit",
            "the keys are techniques, effect, say and sources",
        )
    ]


def test_a_condition_with_two_rows_is_refused() -> None:
    assert refused(ROW + ROW) == [("`tired` has two rows", "put them into one")]


def test_a_row_without_limits_is_refused() -> None:
    assert refused('[[condition]]\nid = "Tired"\n') == [
        ("`limit` is missing", 'write limit = "…"'),
        ('`id` must be an id, got "Tired"', 'write id = "my-id"'),
    ]
