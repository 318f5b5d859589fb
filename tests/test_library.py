"""What the library promises: everything that the sources name has a home, and every exercise is
whole: its words, its doses, and a source beside every number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import Result

from calfcoach.cli.drawing import Pen
from calfcoach.cli.exercise_outline import exercise_drawn
from calfcoach.files.catalog import Catalog
from calfcoach.files.dose import thermal_s
from calfcoach.files.folders import find_folders, shipped_exercises, shipped_routines
from calfcoach.files.tables import TECHNIQUES
from calfcoach.model import Dose, Exercise, Hold
from calfcoach.source import Source
from calfcoach.terms import Kind, Level, Place, Side, Sides

CARDS = shipped_exercises().parent / "cards"
ARTICLES = {
    "How Can I Make My Stiff Calf Muscles Softer?",
    "Calf muscle spasms after walking",
    "Tight Calves and Back Pain How They Are Connected",
    "lowerbacktightness Pain and the Role of Calf Muscles",
    "Soleus Trigger Point: The Hidden Culprit",
}
HOMES = {  # a row of the list of exercises and self-care, and where it is met with
    1: ("wall-calf-stretch",),
    2: ("soleus-stretch",),
    3: ("wall-push-up-stretch",),
    4: ("toe-touch-standing",),
    5: ("toe-touch-seated",),
    6: ("ankle-mobility", "ankle-circles"),
    7: ("heel-raise",),
    8: ("heel-walk",),
    9: ("towel-toe-curl",),
    10: ("band-point", "band-pull-up", "band-turn-in", "band-turn-out"),
    11: ("single-leg-stance", "bridge"),
    12: ("walk",),
    13: ("warm-up-march", "ankle-pumps"),
    14: ("cool-down-walk",),
    15: ("leg-lift-relax",),
    16: ("massage-upward",),
    17: ("hand-press",),
    18: ("mallet-tap",),
    19: ("foam-roll",),
    20: ("tp-soleus-upper",),
    21: ("tp-soleus-medial",),
    22: ("card massage-therapist", "card physiotherapy"),
    23: ("heat",),
    24: ("cold",),
    25: ("contrast",),
    26: ("card keep-warm",),
    27: ("check posture-sit",),
    28: ("check posture-stand",),
    29: ("check move-break", "card move-break"),
    30: ("card uncross",),
    31: ("card hydrate",),
    32: ("card nutrition",),
    33: ("card footwear",),
    34: ("card rest-days",),
    35: ("card offload",),
    36: ("card progress-gradually",),
    37: ("card good-form",),
    38: ("card stress",),
    39: ("card weight",),
    40: ("card consistency",),
    41: ("card body-mechanics",),
    42: ("card listen-to-the-body",),
}
MORE_HOMES = {  # what has no row: checks, and what is a matter for professionals
    "heels that will not stay down": ("check heel-flat-check",),
    "tender points": ("tp-soleus-upper", "tp-soleus-medial", "card trigger-points"),
    "what a cramp is like": ("card cramps",),
    "how tight the calves are": ("card tests",),
    "the calf squeezed by a clinician": ("card calf-squeeze-test",),
    "scans": ("card scans",),
    "medicines": ("card ask-medicines",),
    "creams": ("card creams",),
    "inserts": ("card orthotics",),
    "chiropractic": ("card chiropractic",),
    "acupuncture": ("card acupuncture",),
}
FITTING = {  # the columns of the safety table that a kind may stand in
    Kind.STRETCH: {"stretch"},
    Kind.STRENGTH: {"strength", "heel-raise"},
    Kind.ACTIVATION: {"heel-walk", "balance"},
    Kind.MOBILITY: {"stretch", "move"},
    Kind.MASSAGE: {"massage", "mallet"},
    Kind.PRESS: {"massage", "trigger-point"},
    Kind.ROLL: {"roll"},
    Kind.HEAT: {"heat"},
    Kind.COLD: {"cold"},
    Kind.CONTRAST: {"contrast"},
    Kind.WARM_UP: {"move"},
    Kind.RELAX: {"relax"},
    Kind.CHECK: {"move"},
}
STANDING = {Place.WALL, Place.OPEN_FLOOR, Place.STEP}
PRESSED_OR_ROLLED = {"massage", "mallet", "roll", "trigger-point"}
UNWANTED = re.compile(
    r"!|\b(cures?|cured|guarantee\w*|miracle|perfect|great|well done|we|our|us)\b"
    r"|lactic|melt|break up|\byou have\b",
    re.IGNORECASE,
)
NOT_FOR_READERS = re.compile(r"\b[CWRS][0-9]+\b|\[[JER]|https?:|\.md\b")


def catalog() -> Catalog:
    return Catalog(find_folders({"CALFCOACH_HOME": "/nowhere"}))


EXERCISES = {name: catalog().exercise(name) for name in catalog().exercise_names()}
every_exercise = pytest.mark.parametrize("one", EXERCISES.values(), ids=EXERCISES.keys())
SHIPPED = sorted([*shipped_exercises().glob("*.toml"), *shipped_routines().glob("*.toml")])
every_file = pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)


def texts(one: Exercise) -> list[str]:
    told = [*one.setup, *one.cues, *one.mistakes, *one.cautions]
    return [text for text in [*told, one.easier, one.harder, one.seated, one.disagree] if text]


# ----------------------------------------------------------------------- rows and homes


def test_every_row_is_listed() -> None:
    assert list(HOMES) == list(range(1, 43))


@pytest.mark.parametrize(("row", "places"), [*HOMES.items(), *MORE_HOMES.items()])
def test_everything_that_the_sources_name_has_a_home(
    row: int | str, places: tuple[str, ...]
) -> None:
    for place in places:
        sort, _, name = place.rpartition(" ")
        if sort == "card":
            assert (CARDS / f"{name}.toml").is_file(), f"{row}: no card {name}"
        else:
            assert (EXERCISES[name].kind is Kind.CHECK) is (sort == "check")


def test_every_exercise_but_the_harder_forms_is_the_home_of_a_row() -> None:
    known = {place.rpartition(" ")[2] for places in HOMES.values() for place in places}
    known.add("heel-flat-check")
    assert sorted(EXERCISES.keys() - known) == [
        "bedtime-calf-stretch",
        "bedtime-hamstring-stretch",
        "heel-raise-bent",
        "heel-raise-down-one",
        "heel-raise-one-leg",
        "heel-raise-slow",
        "heel-raise-towel",
        "sole-stretch",
    ]


def test_the_way_up_from_two_legs_to_one_can_be_walked() -> None:
    for name in ("heel-raise", "heel-raise-slow", "heel-raise-down-one", "heel-raise-one-leg"):
        assert EXERCISES[name].technique == "heel-raise"


# ------------------------------------------------------------------------ whole exercises


@every_exercise
def test_an_exercise_stands_in_a_fitting_column_of_the_safety_table(one: Exercise) -> None:
    assert one.technique in TECHNIQUES
    assert one.technique in FITTING[one.kind]


@every_exercise
def test_an_exercise_says_what_how_and_when_not(one: Exercise) -> None:
    assert one.say
    assert one.muscles
    assert one.cautions
    assert one.mistakes
    assert one.easier
    assert one.seated
    if one.kind is not Kind.WARM_UP:  # which is its name, and needs nothing arranged
        assert one.setup
        assert one.cues


@every_exercise
def test_a_standing_exercise_names_a_harder_form_too(one: Exercise) -> None:
    assert one.place not in STANDING or one.harder


@every_exercise
def test_a_text_is_one_or_more_sentences(one: Exercise) -> None:
    for text in texts(one):
        assert re.fullmatch(r"[A-Z0-9{].*\.", text), text


@every_exercise
def test_a_cue_is_short_enough_to_be_said(one: Exercise) -> None:
    assert [text for text in one.setup[:1] if len(text) > 65] == []
    assert [text for text in one.cues if len(text) > 60] == []


@every_exercise
def test_sides_are_named_where_and_only_where_there_are_any(one: Exercise) -> None:
    named = any("{side}" in text for text in [*one.setup, *one.cues])
    assert named is (one.sides is not Sides.BOTH)


@every_exercise
def test_a_text_makes_no_promise_and_no_diagnosis(one: Exercise) -> None:
    own = [text for text in texts(one) if text != one.disagree]  # which tells of others
    assert [text for text in [one.title, one.say, *own] if UNWANTED.search(text)] == []


@every_exercise
def test_a_dose_stands_at_each_level_and_grows_with_it(one: Exercise) -> None:
    assert list(one.doses) == list(Level)
    seconds = [dose.work.duration_s * dose.sets for dose in one.doses.values()]
    assert seconds == sorted(seconds)
    assert {dose.sides for dose in one.doses.values()} == {one.sides}


@every_exercise
def test_a_dose_stays_within_what_is_meant_for_everyone(one: Exercise) -> None:
    for dose in one.doses.values():
        if isinstance(dose.work, Hold):
            assert 10 <= dose.work.hold_s <= 60
            assert 1 <= dose.sets <= 5
        assert thermal_s(dose, one.kind) <= 20 * 60


@every_exercise
def test_pressing_and_rolling_warn_of_a_swollen_leg_first(one: Exercise) -> None:
    if one.technique in PRESSED_OR_ROLLED | {"heat", "cold", "contrast"}:
        assert one.cautions[0].startswith("Never if one leg is newly swollen, or painful and warm")


def test_what_only_seems_to_work_on_the_soleus_is_not_filed_under_it() -> None:
    assert EXERCISES["toe-touch-standing"].muscles == ("hamstrings",)
    assert EXERCISES["towel-toe-curl"].muscles == ("toe flexors",)
    assert EXERCISES["heel-raise"].kind is Kind.STRENGTH


def test_where_sources_disagree_it_is_said() -> None:
    said = {name: one.disagree for name, one in EXERCISES.items() if one.disagree}
    stretches = ("wall-calf-stretch", "soleus-stretch", "toe-touch-seated", "toe-touch-standing")
    for name in stretches:  # how long, and how often
        assert "3 to 5 times" in said[name]
        assert "30 seconds 3 times" in said[name]
    for name in ("heel-raise", "heel-raise-slow", "heel-raise-bent"):  # to spare, or to load
        assert "spare it in a flare" in said[name]
    for name in ("heat", "cold", "contrast"):  # warmth alone, or both
        assert "warmth" in said[name]
    assert "walking on the heels" in said["heel-walk"]
    assert "2 to 6 weeks" in said["posture-sit"]  # how soon to ask about the back


def test_disagreement_tells_of_others_and_then_of_this_coach() -> None:
    for one in EXERCISES.values():
        assert not one.disagree or " Here " in one.disagree


# -------------------------------------------------------------------------------- sources


@every_exercise
def test_a_source_says_what_who_and_how_well_it_is_known(one: Exercise) -> None:
    assert one.sources
    check_sources(one.sources)


def check_sources(sources: Iterable[Source]) -> None:
    for source in sources:
        assert source.claim
        assert source.cite
        assert source.mark in {"article", "read", "secondhand", "consensus", "judgement"}
        assert (source.mark == "article") is (source.cite in ARTICLES)
        assert (source.mark == "judgement") is source.cite.startswith("CalfCoach")


WORDS = {"once": 1.0, "one": 1.0, "twice": 2.0, "two": 2.0, "three": 3.0}
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def numbers(text: str) -> set[float]:
    words = re.findall(r"[a-z]+", text.lower())
    return {float(n) for n in NUMBER.findall(text)} | {WORDS[w] for w in words if w in WORDS}


def told_numbers(value: object) -> Iterator[float]:
    """Every number above 1 of a dose as it stands in the file; minutes as minutes."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from told_numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from told_numbers(inner)
    elif isinstance(value, int | str) and not isinstance(value, bool):
        yield from (float(n) for n in NUMBER.findall(str(value)) if float(n) > 1)


@every_exercise
def test_every_number_has_its_source_beside_it(one: Exercise) -> None:
    sourced = {number for source in one.sources for number in numbers(source.claim)}
    text_of = (shipped_exercises() / f"{one.id}.toml").read_text(encoding="utf-8")
    document: dict[str, Any] = tomli.loads(text_of)
    shown = {float(n) for text in texts(one) for n in NUMBER.findall(text)}
    shown |= set(told_numbers(document["dose"]))
    assert shown - sourced == set()


@every_file
def test_a_file_names_no_workplace(file: Path) -> None:
    assert NOT_FOR_READERS.findall(file.read_text(encoding="utf-8")) == []


def test_show_says_where_sources_disagree(calf: Callable[..., Result]) -> None:
    heat = EXERCISES["heat"].disagree
    plain = calf("show", "heat").out.splitlines()
    assert plain[plain.index("sources disagree") + 1] == f"  {heat}"
    spoken = calf("show", "heat", "--accessible").out.splitlines()
    first = spoken.index("Sources disagree.")
    assert spoken[first + 1 : first + 3] == [
        "One article wants warmth alone and no cold, another both in turn.",
        "Here warmth is for stiff calves, cold for an ache after effort, and both in turn is a"
        " matter of comfort; a leg hurt in the last 3 days gets neither.",
    ]
    pen = Pen(room=300, color=False)
    drawn = exercise_drawn(EXERCISES["heat"], pen, origin="shipped", side=Side.BOTH, level=None)
    beginning = "  One article wants warmth alone and no cold, another both in turn. "
    row = drawn.index(beginning + "Here warmth is for stiff calves,")
    assert drawn[row - 1] == "\x1b[4msources disagree\x1b[0m"
    assert drawn[row + 1] == (
        "  cold for an ache after effort, and both in turn is a matter of comfort;"
        " a leg hurt in the last 3"
    )
    assert drawn[row + 2] == "  days gets neither."
    assert json.loads(calf("show", "heat", "--json").out)["disagree"] == heat


def test_the_sources_say_which_of_them_are_judgement(calf: Callable[..., Result]) -> None:
    told = calf("show", "single-leg-stance", "--sources").out.splitlines()
    assert told[told.index("sources") + 1 :] == [
        "  steadiness of foot and ankle is named as an aim; no exercise and no dose given",
        "    Soleus Trigger Point: The Hidden Culprit (source article)",
        "  ankle bend went with dynamic balance in 88 older adults",
        "    Hernández-Guillén et al. 2021, PLoS One (study or guideline, read in excerpt)",
        "  15, 30 and 45 s a leg for the three levels; a count of 5 in the seated form",
        "    CalfCoach (judgement of the authors)",
        "  wall within reach, and who should leave it out",
        "    CalfCoach (judgement of the authors)",
    ]


def test_a_dose_of_the_trial_is_shipped_as_it_was() -> None:
    dose = EXERCISES["bedtime-calf-stretch"].dose(Level.DEFAULT)
    assert dose == Dose(work=Hold(hold_s=10.0), sets=3, sides=Sides.ALTERNATE)
