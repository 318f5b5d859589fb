"""The page about routine files, and the sheets: every example is read and played to its end."""

from __future__ import annotations

import os
import re
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli
from conftest import Result
from virtual import VirtualTerminal

from calfcoach.events import Act, Command, Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.tables import CIRCUIT, MARKS, PACING, PART, ROUTINE, STEP
from calfcoach.files.warnings import warnings_of
from calfcoach.model import Routine
from calfcoach.phase import PhaseKind
from calfcoach.player import play
from calfcoach.records import Status
from calfcoach.session import Session
from calfcoach.terms import Level, Sides
from calfcoach.timeline import compile_routine

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "routines.md"
SHEETS = ROOT / "examples"
SHEET_NAMES = ("achilles", "contrast", "desk-break", "night-cramps", "roller-and-trigger-points")


def examples_of(page: str) -> Iterator[tuple[str, str]]:
    """Heading and text of every routine on the page."""
    heading = ""
    for found in re.finditer(r"^#+ ([^\n]+)$|^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        heading = found[1] or heading
        if found[2]:
            yield heading, found[2]


EXAMPLES = dict(examples_of(PAGE.read_text(encoding="utf-8")))
TEXTS = EXAMPLES | {
    name: (SHEETS / f"{name}-sheet.toml").read_text(encoding="utf-8") for name in SHEET_NAMES
}
every_example = pytest.mark.parametrize("name", TEXTS)


class Patient(VirtualTerminal):
    """Somebody who presses Enter where the session waits for them, and only there."""

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        if snapshot.phase.kind is PhaseKind.WAIT:
            return Act.DONE
        return super().wait(until, snapshot)


def read(folder: Path, text: str) -> Routine:
    path = folder / "example.toml"
    path.write_text(text, encoding="utf-8")
    return Catalog(find_folders({"CALFCOACH_HOME": str(folder)})).routine(str(path))


# -------------------------------------------------------------------------- every example


@every_example
def test_an_example_is_read_without_a_warning_and_played_to_its_end(
    name: str, tmp_path: Path
) -> None:
    routine = read(tmp_path, TEXTS[name])
    assert warnings_of(routine) == ()
    made = compile_routine(routine)
    outcome = play(Session(made), Patient(), [])
    assert outcome.snapshot.status is Status.COMPLETED
    assert outcome.lasted_s == pytest.approx(made.total_s)
    assert len(outcome.snapshot.credits) == len(made.work)


@every_example
def test_an_example_names_a_source_for_the_doses_that_it_writes(name: str, tmp_path: Path) -> None:
    routine = read(tmp_path, TEXTS[name])
    steps = routine.each_step()
    writes = [step for step in steps if step.work is not None]
    assert bool(routine.sources) == bool(writes)
    for source in (*routine.sources, *(s for step in steps for s in step.exercise.sources)):
        assert source.cite
        assert source.mark in MARKS
        assert source.mark not in ("recalled", "own")


@every_example
def test_an_example_names_a_source_for_the_days_that_it_writes(name: str, tmp_path: Path) -> None:
    if "days" not in tomli.loads(TEXTS[name]):
        return
    claims = " ".join(source.claim for source in read(tmp_path, TEXTS[name]).sources)
    assert re.search(r"\b((days|once|twice) a week|every night)\b", claims)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("achilles", "no worse than usual"),
        ("achilles", "flat floor."),
        ("roller-and-trigger-points", "the hollow of the knee"),
    ],
)
def test_a_sheet_keeps_what_its_text_warns_of(name: str, words: str, tmp_path: Path) -> None:
    sheet = (SHEETS / f"{name}.txt").read_text(encoding="utf-8")
    assert words in " ".join(sheet.split())
    notes = [step.note for step in read(tmp_path, TEXTS[name]).each_step()]
    assert any(words in note for note in notes)


def test_an_exercise_of_the_file_goes_before_the_one_of_the_library(tmp_path: Path) -> None:
    text = EXAMPLES["19. An exercise of your own"].replace("stair-drop", "wall-calf-stretch")
    titles = [step.exercise.title for step in read(tmp_path, text).each_step()]
    assert titles[1] == "Heel drop on a stair"


@every_example
def test_no_example_promises_or_praises(name: str) -> None:
    assert re.search(r"(?i)\b(cure|guarantee|perfect|great|well done)|!", TEXTS[name]) is None


# ------------------------------------------------------------------------------- the page


def test_there_are_a_start_and_twenty_numbered_examples() -> None:
    headings = list(EXAMPLES)
    assert headings[0] == "Five minutes to start"
    numbers = [int(heading.partition(".")[0]) for heading in headings[1:]]
    assert numbers == list(range(1, 21))


def test_the_routine_of_the_start_passes_the_check(
    tmp_path: Path, calf: Callable[..., Result]
) -> None:
    path = tmp_path / "evening.toml"
    path.write_text(EXAMPLES["Five minutes to start"], encoding="utf-8")
    checked = calf("routine", "check", str(path))
    assert (checked.code, checked.err) == (0, "")
    shown = calf("show", str(path))
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("evening: Evening calves\nLoosen up, then both stretches.\n")


def test_every_key_of_a_routine_stands_in_an_example() -> None:
    shown: set[str] = set()
    for text in TEXTS.values():
        shown |= keys_of(tomli.loads(text))
    tables = (CIRCUIT, PACING, PART, ROUTINE, STEP)
    assert {key for table in tables for key in table.names()} - shown == set()


def keys_of(value: object) -> set[str]:
    """All keys in a document, however deep."""
    if isinstance(value, list):
        return {key for entry in value for key in keys_of(entry)}
    if isinstance(value, dict):
        return set(value) | {key for entry in value.values() for key in keys_of(entry)}
    return set()


def test_the_reference_is_what_the_tables_say() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "reference.py"))
    with_reference: Callable[[str], str] = made["with_reference"]
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_reference(page), "run python docs/reference.py"


def test_the_reference_has_every_key_of_every_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for table in (CIRCUIT, PACING, PART, ROUTINE, STEP):
        for field in table.fields:
            assert f"\n| `{field.name}` | " in page


def test_a_page_without_the_marks_is_not_written_to() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "reference.py"))
    with pytest.raises(ValueError, match="the page has no marks for the reference"):
        made["with_reference"]("# Nothing here\n")


# ------------------------------------------------------------------------------ the sheets


def test_every_sheet_has_its_routine_and_its_line_in_the_list() -> None:
    assert sorted(path.stem for path in SHEETS.glob("*.txt")) == list(SHEET_NAMES)
    assert sorted(path.stem for path in SHEETS.glob("*.toml")) == [
        f"{name}-sheet" for name in SHEET_NAMES
    ]
    listed = (SHEETS / "README.md").read_text(encoding="utf-8")
    for name in SHEET_NAMES:
        assert f"| [{name}.txt]({name}.txt) | [{name}-sheet.toml]({name}-sheet.toml) |" in listed


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_a_sheet_becomes_a_draft_with_the_work_of_its_routine(
    name: str, calf: Callable[..., Result]
) -> None:
    made = calf("routine", "new", "drafted", "--from-text", str(SHEETS / f"{name}.txt"))
    assert made.code == 0
    catalog = Catalog(find_folders(os.environ))
    asked = catalog.routine(str(SHEETS / f"{name}-sheet.toml"))
    assert work_of(catalog.routine("drafted")) == work_of(asked)


def work_of(routine: Routine) -> list[tuple[str, float, int, Sides]]:
    """Of each step the exercise, the seconds of a set, the sets and the sides."""
    doses = [(step.exercise.id, step.dose(Level.DEFAULT)) for step in routine.each_step()]
    return [(name, dose.work.duration_s, dose.sets, dose.sides) for name, dose in doses]


def test_a_routine_has_no_name_that_a_shipped_one_has() -> None:
    shipped = {path.stem for path in (ROOT / "routines").glob("*.toml")}
    assert shipped.isdisjoint(f"{name}-sheet" for name in SHEET_NAMES)
