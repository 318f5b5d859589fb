"""Drafts of routines, tried before they are files: what options, questions and sheets share.

Owns how a draft is named, whether its steps hold together, and what is said of its remarks.
Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from calfcoach.authoring.draft import Draft, DraftStep, draft_text, lines_of, remarks_at
from calfcoach.authoring.step_words import EXAMPLE
from calfcoach.cli import phrases
from calfcoach.cli.routine_reading import Library, read_text
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.errors import CoachError
from calfcoach.files.fields import ID_CHARS
from calfcoach.files.folders import shipped_routines
from calfcoach.files.problems import listed
from calfcoach.frozen import replace
from calfcoach.model import Routine
from calfcoach.terms import Level

_IS_ABSENT = re.compile(r"# \? (?!Read as the heading)")
_LINES_NAMED = 8


def with_usual(step: DraftStep, library: Library) -> DraftStep:
    """The step with its own dose in words, for the remark where it takes that one."""
    dose = library[step.exercise].dose(Level.DEFAULT)
    return replace(step, usual=phrases.dose(dose, accessible=False)) if dose else step


def try_steps(steps: list[DraftStep], library: Library) -> Routine:
    """A routine of these steps. CoachError with the first thing that is wrong."""
    text = draft_text(Draft(id="draft", title="Draft", steps=tuple(steps)))
    return read_text(text.encode(), "draft", "draft", library)


def name_from(title: str) -> str:
    """The name of a file from a title: "Morning calves!" is morning-calves. It never hides a
    shipped routine, which takes a name that was typed: "Daily" is my-daily."""
    name = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:ID_CHARS].strip("-")
    if not name:
        raise CoachError(
            "the routine needs a name",
            hint=f'write calfcoach routine new morning --step "{EXAMPLE}"',
            exit_code=2,
        )
    return f"my-{name}" if (shipped_routines() / f"{name}.toml").is_file() else name


def title_from(name: str) -> str:
    """A title from the name of a file: morning-calves is "Morning calves"."""
    return name.replace("-", " ").capitalize()


def tell_remarks(around: Surroundings, text: str, steps: Sequence[DraftStep]) -> None:
    """What the author of a new file has to settle: lines of a sheet that are no steps of it yet,
    and remarks. `steps` are those of the draft that `text` was made of."""
    if absent := _absent(text, steps):
        are = "line of the sheet is" if len(absent) == 1 else "lines of the sheet are"
        talk(f"{len(absent)} {are} not in it yet: see {_in_lines(absent)} of the file.")
    if waiting := lines_of(text, remarks_at(text)):
        what = "1 remark waits" if len(waiting) == 1 else f"{len(waiting)} remarks wait"
        signs = "a number sign and a question mark" if around.accessible else "# ?"
        talk(f"{what} for you in the file, in {_in_lines(waiting)}. Each begins with {signs}.")


def _absent(text: str, steps: Sequence[DraftStep]) -> list[str]:
    """The lines of the file where something stands that is no step yet."""
    found, at = list[int](), 0
    for step in steps:
        if step.comments:
            at = text.find("\n".join(step.comments), at)
        if step.out and any(_IS_ABSENT.match(comment) for comment in step.comments):
            found.append(at)
    return lines_of(text, found)


def _in_lines(numbers: Sequence[str]) -> str:
    more = " and more" if len(numbers) > _LINES_NAMED else ""
    lines = "line" if len(numbers) == 1 else "lines"
    return f"{lines} {listed(numbers[:_LINES_NAMED], 'and')}{more}"
