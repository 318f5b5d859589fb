"""The index says what the library's files say, and gives way to a person's own."""

from __future__ import annotations

import json
import os
import re
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
from calfcoach.doctor.own import check_own_files
from calfcoach.files.as_shipped import is_as_shipped
from calfcoach.files.card import Card, called, find_card, load_cards
from calfcoach.files.catalog import Catalog
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import as_typed, shipped_exercises, shipped_routines
from calfcoach.files.library_index import SORTS, index_path, index_text, read_index
from calfcoach.files.picture_late import read_figure, unread_picture
from calfcoach.files.ready import ready_exercise, ready_figure, ready_routine
from calfcoach.files.routine import read_routine
from calfcoach.files.symptom import load_book
from calfcoach.files.symptom_index import find_book
from calfcoach.frozen import replace
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Goal, Kind, Level, Origin

Calf = Callable[..., Result]
CARDS = load_cards()
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


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_is_found_by_the_same_names_as_from_the_files(calf: Calf, card: Card) -> None:
    assert find_card(card.title) == called(card.title, CARDS)
    for topic in (card.id, card.title, *card.words):
        from_files = called(topic, CARDS)  # as `find_card` does, which reads all of them each time
        assert from_files is not None
        assert calf("learn", topic, "--json") == calf("learn", from_files.id, "--json")


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
    tree = copied_to(tmp_path)
    lines = [
        ["list"],
        ["list", "--json"],
        ["exercises", "--max", "1m"],
        ["exercises", "--json"],
        ["exercises", "--goal", "relieve"],
        ["learn"],
        ["learn", "--json"],
        ["find", "swollen", "calf", "--json"],
        ["show", "daily", "--json"],
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


# ----------------------------------------------------------- whether it is as shipped


def test_the_doctor_reads_a_library_that_is_not_as_it_was_shipped(tmp_path: Path) -> None:
    tree = copied_to(tmp_path)
    assert "no own ones" in looked_at(tmp_path)
    broken = tree / "library" / "exercises" / "heel-walk.toml"
    broken.write_text("title = 1\n", encoding="utf-8")
    assert "heel-walk.toml" in looked_at(tmp_path)
    broken.unlink()
    assert "`heel-walk`" in looked_at(tmp_path)


def test_the_doctor_reads_shipped_routines_with_exercises_of_ones_own(home: Path) -> None:
    own(home, "exercises/wall-calf-stretch", "title = 1")
    found = [finding.words for finding in check_own_files(here(home).folders)]
    assert is_as_shipped()
    assert len(found) > 1
    assert any("daily" in words for words in found)


def copied_to(folder: Path) -> Path:
    """The program with its library, as it is installed."""
    tree = folder / "calfcoach"
    package = Path(index_path("routines")).resolve().parents[2]
    shutil.copytree(package, tree, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped_routines(), tree / "routines", dirs_exist_ok=True)
    return tree


def looked_at(tree: Path) -> str:
    """What `doctor` says of the routines in this tree."""
    ran = subprocess.run(
        [sys.executable, "-m", "calfcoach", "doctor"],
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return "\n".join(line for line in ran.stdout.splitlines() if " routines " in line)


# ------------------------------------------------------------- what is ready-made


def as_from_its_file(name: str) -> Exercise:
    path = shipped_exercises() / f"{name}.toml"
    data = path.read_bytes()
    return read_exercise_file(data, id=name, where=as_typed(path), origin=Origin.SHIPPED)


@pytest.mark.parametrize("name", [path.stem for path in shipped_exercises().iterdir()])
def test_a_ready_made_exercise_is_that_of_its_file(name: str) -> None:
    path = shipped_exercises() / f"{name}.toml"
    made, read = ready_exercise(name, path.read_bytes(), as_typed(path)), as_from_its_file(name)
    assert made is not None
    assert made == read
    assert repr(replace(made, figure=None)) == repr(replace(read, figure=None))  # 1 is no 1.0


@pytest.mark.parametrize("name", [path.stem for path in shipped_exercises().iterdir()])
def test_a_ready_made_figure_is_that_of_its_file(name: str) -> None:
    unread = unread_picture((shipped_exercises() / f"{name}.toml").read_bytes(), name)
    assert unread is not None
    kind = as_from_its_file(name).kind
    made, read = ready_figure(unread.picture, kind), read_figure(unread, kind)
    assert made == read
    assert repr(made) == repr(read)
    assert as_from_its_file(name).picture == read
    assert ready_figure(unread.picture + b"\n", kind) is None


@pytest.mark.parametrize("name", [path.stem for path in shipped_routines().iterdir()])
def test_a_ready_made_routine_is_that_of_its_file(home: Path, name: str) -> None:
    """One with exercises of its own is read from its file."""
    path = shipped_routines() / f"{name}.toml"
    library = {one.stem: as_from_its_file(one.stem) for one in shipped_exercises().iterdir()}
    data, where = path.read_bytes(), as_typed(path)
    read = read_routine(data, id=name, where=where, exercises=library, origin=Origin.SHIPPED)
    own_ones = any(step.exercise.origin is Origin.INLINE for step in read.each_step())
    made = ready_routine(name, data, where, library.__getitem__)
    assert made == (None if own_ones else read)
    assert without_pictures(made) == without_pictures(None if own_ones else read)
    assert Catalog(here(home).folders).routine(name) == read


def without_pictures(routine: Routine | None) -> str:
    """All that is said of a routine: a picture that is still to be read says where it lies."""
    return re.sub(r"<[\w.]*LateFigure object at \w+>", "", repr(routine))


def test_what_is_ready_made_holds_for_the_bytes_it_was_made_from() -> None:
    data = (shipped_exercises() / "heel-walk.toml").read_bytes()
    assert ready_exercise("heel-walk", data, "here") is not None
    assert ready_exercise("heel-walk", data + b"# changed", "here") is None
    assert ready_exercise("heel-raise", data, "here") is None
    assert ready_exercise("heel", data, "here") is None


def test_a_routine_is_ready_made_only_with_all_its_exercises() -> None:
    def other(name: str) -> Exercise:
        if name == "heel-walk":
            raise KeyError(name)
        return as_from_its_file(name)

    data = (shipped_routines() / "daily.toml").read_bytes()
    assert ready_routine("daily", data, "here", as_from_its_file) is not None
    assert ready_routine("daily", data, "here", other) is None


def test_a_shipped_routine_takes_an_exercise_of_ones_own(home: Path) -> None:
    text = shipped_exercise("wall-calf-stretch")
    own(home, "exercises/wall-calf-stretch", text.replace('title = "', 'title = "My '))
    titles = {
        step.exercise.title for step in Catalog(here(home).folders).routine("daily").each_step()
    }
    assert "My " + as_from_its_file("wall-calf-stretch").title in titles


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
