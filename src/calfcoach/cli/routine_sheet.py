"""A sheet of exercises as the draft of a routine: read, each step tried, nothing written.

Owns what becomes of a line that no file may hold. What lines mean is `authoring.sheet`'s.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.authoring.draft import Draft, DraftStep, commented
from calfcoach.authoring.sheet import Sheet, read_sheet
from calfcoach.cli.routine_drafting import name_from, title_from, try_steps, with_usual
from calfcoach.cli.routine_reading import Library
from calfcoach.errors import CoachError
from calfcoach.files.document import FILE_MAX_BYTES, too_large
from calfcoach.files.folders import as_typed, read_bytes
from calfcoach.files.order import is_pressing, relaxes
from calfcoach.files.values import TITLE_CHARS
from calfcoach.frozen import replace
from calfcoach.terms import Goal

if TYPE_CHECKING:
    from calfcoach.cli.routine_new import Wishes

_RELAX = "leg-lift-relax"


def sheet_draft(wishes: Wishes, library: Library) -> Draft:
    """The draft that a sheet makes. CoachError for one that names no exercise."""
    text, where = _sheet_text(wishes.from_text)
    sheet = read_sheet(text, library.named(), library)
    if not sheet.named and sheet.crowded:
        raise CoachError(
            "a line of the sheet holds two exercises, and no other line is a step",
            where=where,
            hint="write a line for each exercise",
        )
    if not sheet.named:
        raise CoachError(
            "no line of the sheet names an exercise that is known",
            where=where,
            hint='a line is such as "calf stretch 3x30s each side"; '
            "`calfcoach exercises` shows the names",
        )
    steps = _that_hold(sheet, library)
    stem = "" if wishes.from_text == "-" else Path(wishes.from_text).stem
    title = (wishes.title or (title_from(wishes.name) if wishes.name else "")) or sheet.title
    title = title or title_from(stem or "sheet")
    name = wishes.name or name_from(wishes.title or stem or title)
    return Draft(
        id=name,
        title=title[:TITLE_CHARS],
        steps=steps,
        goal=wishes.goal or Goal.MAINTAIN.value,
        per_day=sheet.per_day or 1,
        days=sheet.days or 7,
        comments=sheet.comments,
    )


def _sheet_text(name: str) -> tuple[str, str]:
    """The sheet and its place in words. Bytes that are no UTF-8 stand as question marks."""
    if name != "-":
        where = as_typed(Path(name))
        return read_bytes(Path(name), where, pipe_ok=True).decode("utf-8", "replace"), where
    data = sys.stdin.buffer.read(FILE_MAX_BYTES + 1)
    if len(data) > FILE_MAX_BYTES:
        raise too_large("stdin")
    return data.decode("utf-8", "replace"), "stdin"


def _that_hold(sheet: Sheet, library: Library) -> tuple[DraftStep, ...]:
    """The steps; one that no file may hold is a remark with what is wrong, and what presses a
    muscle has something relaxing before it. Each is tried by itself: a long sheet stays quick."""
    relax = with_usual(DraftStep(exercise=_RELAX, title=library[_RELAX].title), library)
    steps: list[DraftStep] = []
    relaxed = False
    for step in sheet.steps:
        problem = None if step.out else _problem_of([relax, step], library)
        if problem is not None:
            remark = f"# ? Left out: {commented(problem.message)}"
            steps.append(replace(step, comments=(*step.comments, remark), out=True))
        elif step.out:
            steps.append(step)
        else:
            if is_pressing(library[step.exercise]) and not relaxed:
                remark = "# ? Put in: what presses wants a muscle that was relaxed before."
                steps.append(replace(relax, comments=(remark,)))
                relaxed = True
            relaxed = relaxed or relaxes(library[step.exercise])
            steps.append(with_usual(step, library))
    return tuple(steps)


def _problem_of(steps: list[DraftStep], library: Library) -> CoachError | None:
    try:
        try_steps(steps, library)
    except CoachError as error:
        return error
    return None
