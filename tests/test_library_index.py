"""The index says what the library's files say, and gives way to a person's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from library_index import indexes
from processes import PATIENCE_S

from calfcoach.cli.listed import (
    ListedRoutine,
    exercise_documents,
    listed_exercises,
    listed_routines,
)
from calfcoach.cli.listing_made import listed_exercise, listed_routine
from calfcoach.cli.surroundings import Surroundings, look_around
from calfcoach.files.card import Card, find_card, load_cards
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import shipped_exercises, shipped_routines
from calfcoach.files.library_index import SORTS, index_path, index_text, read_index
from calfcoach.files.symptom import load_book
from calfcoach.files.symptom_index import find_book
from calfcoach.terms import Goal, Kind, Level

Calf = Callable[..., Result]
LEVELS = [(level, accessible) for level in Level for accessible in (False, True)]
FILTERS = (
    "",
    "--max 5m",
    "--max 12m10s",
    "--seated",
    "--no-equipment",
    "--no-equipment --seated",
    "--muscle sol",
    "--muscle gastrocnemius --kind heat",
    "--muscle nose",
    "--for calf",
    "--for zzz",
    *(f"--goal {goal}" for goal in Goal),
    *(f"--kind {kind}" for kind in Kind),
)
OWN = """
title = "Mine"
goal = "relieve"

[[step]]
exercise = "wall-calf-stretch"
hold = "30s"
"""


def here(home: Path, level: Level = Level.DEFAULT, *, accessible: bool = False) -> Surroundings:
    environ = {"CALFCOACH_HOME": str(home), "CALFCOACH_LEVEL": level.value}
    return look_around(environ, accessible=accessible, color="auto")


def own(home: Path, name: str, text: str) -> None:
    path = home / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def shipped_exercise(name: str) -> str:
    return (shipped_exercises() / f"{name}.toml").read_text(encoding="utf-8")


# ----------------------------------------------------------------- what the index says


@pytest.mark.parametrize("sort", SORTS)
def test_the_index_is_what_is_made_from_the_library(sort: str) -> None:
    """`make reference` writes it anew."""
    assert Path(index_path(sort)).read_text(encoding="utf-8") == index_text(indexes()[sort])


@pytest.mark.parametrize(("level", "accessible"), LEVELS)
def test_every_shipped_routine_is_listed_as_its_file_would_be(
    home: Path, level: Level, accessible: bool
) -> None:
    around = here(home, level, accessible=accessible)
    catalog = Catalog(around.folders)
    read = [listed_routine(one, level, accessible=accessible) for one in catalog.routines()[0]]
    assert len(catalog.known_routines()) == len(read) == len(list(shipped_routines().iterdir()))
    assert listed_routines(catalog, around) == (read, [])


def test_every_shipped_exercise_is_listed_as_its_file_would_be(home: Path) -> None:
    around = here(home)
    catalog = Catalog(around.folders)
    exercises = catalog.exercises()[0]
    assert len(catalog.known_exercises()) == len(exercises)
    assert listed_exercises(catalog, around) == (
        [listed_exercise(one, around.folders) for one in exercises],
        [],
    )


def test_the_index_has_the_book_of_symptoms_whole() -> None:
    assert find_book() == load_book()


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.id)
def test_a_card_is_found_by_the_same_names_as_from_the_files(calf: Calf, card: Card) -> None:
    for topic in (card.id, card.title, *card.words):
        assert calf("learn", topic, "--json") == calf("learn", find_card(topic).id, "--json")


@pytest.mark.parametrize("accessible", ["0", "1"])
@pytest.mark.parametrize("options", FILTERS)
def test_the_list_from_the_index_is_that_from_the_files(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch, options: str, accessible: str
) -> None:
    """A copy of a shipped exercise changes no routine, and has all of them read in full."""
    monkeypatch.setenv("ACCESSIBLE", accessible)
    quick = [calf("list", *options.split(), *form) for form in ((), ("--json",))]
    own(home, "exercises/wall-calf-stretch", shipped_exercise("wall-calf-stretch"))
    assert Catalog(here(home).folders).known_routines() == {}
    assert [calf("list", *options.split(), *form) for form in ((), ("--json",))] == quick


@pytest.mark.parametrize("level", Level)
def test_the_list_at_a_level_is_that_from_the_files(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch, level: Level
) -> None:
    monkeypatch.setenv("CALFCOACH_LEVEL", level.value)
    quick = [calf("list"), calf("list", "--json")]
    own(home, "exercises/wall-calf-stretch", shipped_exercise("wall-calf-stretch"))
    assert [calf("list"), calf("list", "--json")] == quick


def test_listings_without_an_index_say_the_same(tmp_path: Path) -> None:
    package = Path(index_path("routines")).resolve().parents[2]
    tree = tmp_path / "calfcoach"
    shutil.copytree(package, tree, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped_routines(), tree / "routines", dirs_exist_ok=True)
    lines = [
        ["list"],
        ["list", "--json"],
        ["exercises", "--max", "1m"],
        ["exercises", "--json"],
        ["exercises", "--goal", "relieve"],
        ["learn"],
        ["learn", "--json"],
        ["find", "swollen", "calf", "--json"],
    ]
    quick = [typed_in(tmp_path, line) for line in lines]
    shutil.rmtree(tree / "library" / "index")
    assert [typed_in(tmp_path, line) for line in lines] == quick


def typed_in(tree: Path, line: list[str]) -> tuple[int, str, str]:
    """What the program in this tree says."""
    ran = subprocess.run(
        [sys.executable, "-m", "calfcoach", *line],
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ran.returncode == 0
    return ran.returncode, ran.stdout, ran.stderr


# --------------------------------------------------------------- what is one's own


def test_a_routine_of_ones_own_is_listed_among_those_of_the_index(home: Path) -> None:
    own(home, "routines/mine", OWN)
    around = here(home)
    found, problems = listed_routines(Catalog(around.folders), around)
    names = [one.id for one in found]
    assert (problems, names) == ([], sorted([*read_index("routines"), "mine"]))
    assert [(one.source, one.place) for one in found if one.id == "mine"] == [
        ("yours", str(home / "routines" / "mine.toml"))
    ]


def test_a_routine_of_ones_own_stands_for_the_shipped_one_and_no_other(home: Path) -> None:
    own(home, "routines/daily", OWN)
    around = here(home)
    catalog = Catalog(around.folders)
    assert read_index("routines").keys() - catalog.known_routines().keys() == {"daily"}
    assert listed(around)["daily"].title == "Mine"


def test_a_broken_file_of_ones_own_never_gives_way_to_the_index(home: Path) -> None:
    own(home, "routines/daily", "title = 1")
    own(home, "exercises/heel-walk", "title = 1")
    around = here(home)
    catalog = Catalog(around.folders)
    assert "daily" not in listed(around)
    assert "heel-walk" not in [one.id for one in listed_exercises(catalog, around)[0]]
    assert len(listed_exercises(catalog, around)[1]) == 1


def test_an_exercise_of_ones_own_changes_the_length_of_shipped_routines(home: Path) -> None:
    before = listed(here(home))
    text = shipped_exercise("wall-calf-stretch")
    assert 'place = "wall"' in text
    own(home, "exercises/wall-calf-stretch", text.replace('place = "wall"', 'place = "bed"'))
    after = listed(here(home))
    assert "bed" in after["daily"].places
    assert "bed" not in before["daily"].places


def test_a_folder_that_cannot_be_listed_is_named_and_hides_nothing(calf: Calf, home: Path) -> None:
    plain = calf("list")
    home.mkdir(exist_ok=True)
    (home / "routines").write_text("", encoding="utf-8")
    told = calf("list")
    assert (told.code, told.out) == (0, plain.out)
    assert told.err == (
        "warning: the folder cannot be listed: not a directory\n"
        f"  --> {home / 'routines'}\n"
        "  hint: see whether it is a folder and you may read it\n"
    )


def test_a_new_exercise_of_ones_own_leaves_the_index_standing(home: Path) -> None:
    own(home, "exercises/mine", shipped_exercise("wall-calf-stretch"))
    catalog = Catalog(here(home).folders)
    assert catalog.known_routines() == read_index("routines")
    assert catalog.known_exercises() == read_index("exercises")


def test_documents_are_of_the_file_that_stands_for_the_shipped_one(home: Path) -> None:
    text = shipped_exercise("wall-calf-stretch")
    own(home, "exercises/wall-calf-stretch", text)
    catalog = Catalog(here(home).folders)
    mine, shipped = exercise_documents(catalog, ["wall-calf-stretch", "heel-walk"])
    assert (mine["origin"], shipped["origin"]) == ("user", "shipped")
    assert json.loads(json.dumps(mine)) == {
        **read_index("documents")["wall-calf-stretch"],
        "origin": "user",
    }


def listed(around: Surroundings) -> dict[str, ListedRoutine]:
    return {one.id: one for one in listed_routines(Catalog(around.folders), around)[0]}
