"""Drafts of routines, tried before they are files: what options, questions and sheets share.

Owns how a draft is named and whether its steps hold together. Writes nothing.
"""

from __future__ import annotations

import re

from calfcoach.authoring.draft import Draft, DraftStep, draft_text
from calfcoach.authoring.step_words import EXAMPLE
from calfcoach.cli import phrases
from calfcoach.cli.routine_reading import Library, read_text
from calfcoach.errors import CoachError
from calfcoach.files.fields import ID_CHARS
from calfcoach.files.folders import shipped_routines
from calfcoach.frozen import replace
from calfcoach.model import Routine
from calfcoach.terms import Level


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
