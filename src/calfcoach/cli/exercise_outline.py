"""An exercise laid out for reading: how it is done, what to mind, how much.

Owns what `calfcoach show EXERCISE` says: drawn for a terminal, in plain columns, for a screen
reader. Pure: an exercise in, lines out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.cells import Ink
from calfcoach.cli.drawing import Pen
from calfcoach.cli.pictures import Block, Easel, beside, exercise_picture
from calfcoach.cli.surroundings import columns
from calfcoach.frozen import replace
from calfcoach.model import Exercise
from calfcoach.terms import Level, Side

_INDENT = " " * 2
_SHOWN = ("set-up", "cues")  # what the picture shows, so they stand beside it
_READABLE = 100  # cells of text and picture together
_FRAME = 5  # cells around a picture beside text
_LEAST_BESIDE = 36  # cells: shorter lines are hard to read
_NO_DOSE = "none of its own: each step that uses it says how much"


def exercise_lines(
    exercise: Exercise, *, origin: str, side: Side, level: Level | None
) -> list[str]:
    """The outline with aligned columns. `side` is the working leg of the texts (left, where it
    is both), `level` the only one whose dose is told, or None for all."""
    lines = [f"{exercise.id}: {exercise.title}", "", *columns(_head(exercise, origin))]
    for heading, texts in _sections(exercise):
        lines += ["", _heading(heading, texts, side), *(_INDENT + t for t in _told(texts, side))]
    lines += ["", "doses"]
    doses = columns(_doses(exercise, level))
    lines += [_INDENT + line for line in doses] or [f"{_INDENT}{_NO_DOSE}"]
    forms = _forms(exercise)
    return [*lines, *([""] if forms else []), *columns(forms)]


def exercise_drawn(
    exercise: Exercise,
    pen: Pen,
    *,
    origin: str,
    side: Side,
    level: Level | None,
    easel: Easel | None = None,
) -> list[str]:
    """The outline of `exercise_lines`, drawn; with an easel the picture is beside how it is done,
    or above it where there is too little room."""
    lines = [*pen.heading(exercise.id, exercise.title), "", *pen.facts(_head(exercise, origin))]
    sections = _sections(exercise)
    block = exercise_picture(exercise, easel, working(side)) if easel is not None else None
    if block is not None:
        first = [section for section in sections if section[0] in _SHOWN]
        sections = sections[len(first) :]
        lines += ["", *_with_picture(block, first, side, pen)]
    for section in sections:
        lines += ["", *_section(section, side, pen)]
    lines += ["", *pen.text("doses", ink=Ink.HEADING)]
    indent = len(_INDENT)
    doses = pen.facts(_doses(exercise, level), indent=indent)
    lines += doses or pen.text(_NO_DOSE, indent=indent)
    forms = _forms(exercise)
    return [*lines, *([""] if forms else []), *pen.facts(forms)]


def exercise_sentences(
    exercise: Exercise, *, origin: str, side: Side, level: Level | None
) -> list[str]:
    """The outline for a screen reader: one sentence a line, lengths in words."""
    things = script.joined(exercise.equipment)
    equipment = f"equipment: {things}" if things else "no equipment"
    muscles = script.joined(exercise.muscles)
    told = [
        f"Exercise {exercise.id}: {exercise.title}",
        f"{exercise.kind} for {muscles}" if muscles else exercise.kind.value,
        f"Done {script.at_place(exercise.place)}, {equipment}",
        origin,
    ]
    for heading, texts in _sections(exercise):
        told += [_heading(heading, texts, side), *_told(texts, side)]
    levels = _levels(exercise, level)
    told += [f"Dose, {each}: {_dose(exercise, each, accessible=True)}" for each in levels]
    if not levels:
        told.append(f"Dose, {_NO_DOSE}")
    told += [f"{word}: {text}" for word, text in _forms(exercise)]
    return phrases.sentences(told)


def _with_picture(
    block: Block, sections: Sequence[tuple[str, tuple[str, ...]]], side: Side, pen: Pen
) -> list[str]:
    """What to do beside the picture where a readable line fits there, else below it."""
    spare = min(pen.room, _READABLE) - block.width - _FRAME
    narrow = replace(pen, room=spare) if spare >= _LEAST_BESIDE else pen
    texts: list[str] = []
    for section in sections:
        texts += [*([""] if texts else []), *_section(section, side, narrow)]
    if narrow is not pen:
        return beside(block, texts)
    return [*beside(block, ()), *([""] if texts else []), *texts]


def _section(section: tuple[str, tuple[str, ...]], side: Side, pen: Pen) -> list[str]:
    heading, texts = section
    lines = pen.text(_heading(heading, texts, side), ink=Ink.HEADING)
    return [*lines, *pen.paragraphs(_told(texts, side), indent=len(_INDENT))]


def _head(exercise: Exercise, origin: str) -> list[tuple[str, str]]:
    head = [
        ("kind", exercise.kind.value),
        ("muscles", ", ".join(exercise.muscles)),
        ("place", script.at_place(exercise.place)),
        ("equipment", ", ".join(exercise.equipment) or "none"),
        ("from", origin),
    ]
    return [(word, text) for word, text in head if text]


def _sections(exercise: Exercise) -> list[tuple[str, tuple[str, ...]]]:
    sections = [
        ("set-up", exercise.setup),
        ("cues", exercise.cues),
        ("mistakes", exercise.mistakes),
        ("cautions", exercise.cautions),
        ("sources disagree", (exercise.disagree,) if exercise.disagree else ()),
    ]
    return [(heading, texts) for heading, texts in sections if texts]


def _heading(heading: str, texts: Iterable[str], side: Side) -> str:
    """Texts that speak of the working leg are told for one; the heading says for which."""
    if not any("{side}" in text or "{other}" in text for text in texts):
        return heading
    return f"{heading}, here for the {working(side)} leg"


def _told(texts: Iterable[str], side: Side) -> list[str]:
    return [script.filled(text, working(side)) for text in texts]


def working(side: Side) -> Side:
    """The leg that is told and drawn: the left one, where it is both."""
    return Side.LEFT if side is Side.BOTH else side


def _levels(exercise: Exercise, only: Level | None) -> list[Level]:
    """The levels that have a dose; the one asked for, though it may fall back on default's."""
    if only is not None:
        return [only] if exercise.dose(only) else []
    return [level for level in Level if level in exercise.doses]


def _dose(exercise: Exercise, level: Level, *, accessible: bool) -> str:
    dose = exercise.dose(level)
    return "" if dose is None else phrases.dose(dose, accessible=accessible)


def _doses(exercise: Exercise, level: Level | None) -> list[tuple[str, str]]:
    return [
        (each.value, _dose(exercise, each, accessible=False)) for each in _levels(exercise, level)
    ]


def _forms(exercise: Exercise) -> list[tuple[str, str]]:
    forms = [
        ("easier", exercise.easier),
        ("harder", exercise.harder),
        ("seated", exercise.seated),
    ]
    return [(word, text) for word, text in forms if text]
