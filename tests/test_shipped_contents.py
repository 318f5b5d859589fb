"""What the shipped routines are for, what they say of themselves, and what is in them at all."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import tomli
from conftest import Result
from test_library import UNWANTED, check_sources, numbers, told_numbers

from calfcoach.cli.drawing import Pen
from calfcoach.cli.routine_table import routine_table
from calfcoach.files.catalog import Catalog
from calfcoach.files.dose import WORK_KEYS
from calfcoach.files.folders import find_folders, shipped_routines
from calfcoach.model import Routine
from calfcoach.terms import Kind, Place
from calfcoach.timeline import Options, compile_routine

every_routine = pytest.mark.parametrize(
    "name", sorted(p.stem for p in shipped_routines().glob("*.toml"))
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Routine]:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path_factory.mktemp("home"))}))
    return {name: catalog.routine(name) for name in catalog.names()}


# --------------------------------------------------------------------- what is told of it


@every_routine
def test_a_routine_says_for_whom_it_is_and_what_to_expect(
    shipped: dict[str, Routine], calf: Callable[..., Result], name: str
) -> None:
    routine = shipped[name]
    assert routine.who
    assert routine.expect
    assert routine.expect_not
    assert routine.tags
    assert routine.summary
    document = json.loads(calf("show", name, "--json").out)
    assert document["who"] == routine.who
    assert document["expect"] == list(routine.expect)
    assert document["expect_not"] == list(routine.expect_not)


@every_routine
def test_a_routine_makes_no_promise_and_no_diagnosis(
    shipped: dict[str, Routine], name: str
) -> None:
    routine = shipped[name]
    told = [routine.title, routine.summary, routine.who, *routine.expect, *routine.expect_not]
    told += [step.note for step in routine.each_step()]
    assert [text for text in told if UNWANTED.search(text)] == []
    assert [text for text in told[1:] if text and not text.endswith((".", "?"))] == []


@every_routine
def test_every_number_of_a_routine_has_its_source_beside_it(
    shipped: dict[str, Routine], name: str
) -> None:
    routine = shipped[name]
    check_sources(routine.sources)
    told = [routine.summary, routine.who, *routine.expect, *routine.expect_not]
    shown = {number for text in told for number in numbers(text) if text}
    sourced = {number for source in routine.sources for number in numbers(source.claim)}
    steps = tomli.loads((shipped_routines() / f"{name}.toml").read_text(encoding="utf-8"))["step"]
    for step in [inner for one in steps for inner in one.get("step", [one])]:
        work = {key: value for key, value in step.items() if key in {*WORK_KEYS, "tempo", "sets"}}
        shown |= set(told_numbers(work)) | {n for n in numbers(step.get("note", "")) if n > 2}
    assert {number for number in shown if number > 2} - sourced == set()


def test_show_tells_for_whom_a_routine_is_and_what_to_expect_in_columns(
    calf: Callable[..., Result],
) -> None:
    told = calf("show", "flare").out.splitlines()
    assert told[:15] == [
        "flare: Flare",
        "Legs up and feet moved gently on a bad day. Nothing is loaded, pressed or stretched.",
        "",
        "length      4 min 45 s",
        "for         People whose calf is sorer than usual, with no swelling, numbness or pop"
        " in it, and no injury of the last 3 days.",
        "goal        relieve",
        "times       3 times a day",
        "needs       a chair",
        "from        shipped",
        "work        left leg 30 s, right leg 30 s, both legs 3 min",
        "count       Ankle pumps: 15 reps",
        "expect      A leg that feels a little quieter, and stays in use.",
        "expect not  Stretching, pressing and heel raises: they come back when walking is easy"
        " again.",
        "expect not  Help against a new swelling or numbness: that is a matter for a doctor today.",
        "",
    ]


def test_show_tells_it_a_screen_reader_one_sentence_a_line(calf: Callable[..., Result]) -> None:
    told = calf("show", "flare", "--accessible").out.splitlines()
    first = told.index(
        "It is for: People whose calf is sorer than usual, with no swelling, numbness or pop in it,"
        " and no injury of the last 3 days."
    )
    assert told[first + 1 : first + 4] == [
        "Expect: A leg that feels a little quieter, and stays in use.",
        "Do not expect: Stretching, pressing and heel raises: they come back when walking is easy"
        " again.",
        "Do not expect: Help against a new swelling or numbness: that is a matter for a doctor"
        " today.",
    ]


def test_show_draws_it_on_a_terminal_too(shipped: dict[str, Routine]) -> None:
    made = compile_routine(shipped["flare"])
    drawn = routine_table(made, Options(), None, Pen(room=200, color=False))
    assert [line.rstrip() for line in drawn if "expect" in line] == [
        "expect      A leg that feels a little quieter, and stays in use.",
        "expect not  Stretching, pressing and heel raises: they come back when walking is easy"
        " again.",
        "expect not  Help against a new swelling or numbness: that is a matter for a doctor today.",
    ]


# ------------------------------------------------------------------- what is in them at all


def test_no_routine_taps_with_a_mallet(shipped: dict[str, Routine]) -> None:
    used = {step.exercise.id for routine in shipped.values() for step in routine.each_step()}
    assert "mallet-tap" not in used


@every_routine
def test_a_warm_up_is_offered_only_where_one_belongs(
    shipped: dict[str, Routine], name: str
) -> None:
    without = {"after-run", "before-walk", "flare", "heat-cold", "night-cramps", "posture"}
    assert shipped[name].warm_up is (name not in without)


def test_nothing_is_loaded_pressed_or_stretched_in_a_flare(shipped: dict[str, Routine]) -> None:
    used = {step.exercise.technique for step in shipped["flare"].each_step()}
    assert used == {"move", "relax"}
    assert {step.exercise.place for step in shipped["flare"].each_step()} == {Place.CHAIR}


def test_a_sore_tendon_is_loaded_and_not_stretched(shipped: dict[str, Routine]) -> None:
    steps = shipped["achilles"].each_step()
    assert Kind.STRETCH not in {step.exercise.kind for step in steps}
    assert [step.exercise.id for step in steps if step.exercise.kind is Kind.STRENGTH] == [
        "heel-raise-slow",
        "heel-raise-bent",
    ]


def test_no_hold_comes_before_a_walk(shipped: dict[str, Routine]) -> None:
    assert Kind.STRETCH not in {step.exercise.kind for step in shipped["before-walk"].each_step()}


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("heel", ["heel-pain"]),
        ("achilles", ["achilles"]),
        ("flare", ["flare"]),
        ("desk", ["desk", "posture"]),
        ("run", ["after-run", "before-walk"]),
    ],
)
def test_a_routine_is_found_by_its_tag(
    shipped: dict[str, Routine], word: str, names: list[str]
) -> None:
    assert [name for name, routine in shipped.items() if word in routine.tags] == names
