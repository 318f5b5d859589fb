"""A routine made by questions: its title, then an exercise and a dose again and again.

Owns the questions and their order. What is typed is read by the same rules as options; the length
is shown as it grows.
"""

from __future__ import annotations

from calfcoach.authoring.draft import Draft, DraftStep
from calfcoach.authoring.matching import Names
from calfcoach.authoring.step_words import find_exercise, read_dose
from calfcoach.cli import phrases
from calfcoach.cli.asking import LeftError, put, say
from calfcoach.cli.routine_drafting import name_from, title_from, try_steps, with_usual
from calfcoach.cli.routine_reading import Library, own_file, planned, usual_options
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.problems import UNSAFE
from calfcoach.files.values import TITLE_CHARS

_LIST = "?"


def ask_for_draft(around: Surroundings, name: str, title: str, library: Library) -> Draft | None:
    """What the answers make; None for a person who left, or named no exercise."""
    try:
        say(around, "A new routine. Q and Enter leave at any question, nothing is written then.")
        title = title or (title_from(name) if name else _ask_title(around))
        name = name or name_from(title)
        steps = _ask_steps(around, library)
    except LeftError:
        return None
    return Draft(id=name, title=title, steps=steps) if steps else None


def _ask_title(around: Surroundings) -> str:
    """A title from which the name of a file that is not there yet can be made."""
    while True:
        title = put(around, "What is it called? A title such as Morning calves.", as_typed=True)
        title = " ".join(title.split())
        if not (problem := _problem_of(title, around)):
            return title
        warn(CoachError(problem), accessible=around.accessible)


def _problem_of(title: str, around: Surroundings) -> str:
    if UNSAFE.search(title) or len(title) > TITLE_CHARS:
        return f"a title has at most {TITLE_CHARS} ordinary letters and signs"
    try:
        there = own_file(around.folders, name_from(title)).exists()
    except CoachError as error:
        return error.message
    return f"there is a routine called `{name_from(title)}` already" if there else ""


def _ask_steps(around: Surroundings, library: Library) -> tuple[DraftStep, ...]:
    names = library.named()
    steps: list[DraftStep] = []
    while True:
        end = "Enter alone: done." if steps else "? and Enter lists them."
        question = f"Step {len(steps) + 1}: which exercise? Its name, or how it begins. {end}"
        answer = put(around, question)
        if not answer and steps:
            return tuple(steps)
        step = _asked_step(around, answer, names, library)
        if step is not None:
            _take(around, steps, step, library)


def _asked_step(
    around: Surroundings, answer: str, names: Names, library: Library
) -> DraftStep | None:
    """The step that an answer names, with its dose asked for; None where it named none."""
    if answer in ("", _LIST):
        for name in names.ids:
            say(around, f"{name}: {library[name].title}")
        return None
    try:
        name = find_exercise(answer, names)
    except CoachError as error:
        warn(error, accessible=around.accessible)
        return None
    exercise = library[name]
    step = with_usual(DraftStep(exercise=name, title=exercise.title), library)
    return _ask_dose(around, step, library)


def _ask_dose(around: Surroundings, step: DraftStep, library: Library) -> DraftStep:
    exercise = library[step.exercise]
    usual = step.usual and f"Enter alone: {step.usual}."
    question = f"{exercise.title}. How much? Such as 3x30s each side, or hold=30s sets=3. {usual}"
    while True:
        answer = put(around, question.strip())
        if not answer and step.usual:
            return step
        try:
            given = read_dose(answer, step, exercise)
        except CoachError as error:
            warn(error, accessible=around.accessible)
            continue
        for remark in given.comments:
            say(around, remark.removeprefix("# ? "))
        return given


def _take(around: Surroundings, steps: list[DraftStep], step: DraftStep, library: Library) -> None:
    """Add a step that a file may hold, and say how long it is now; else say what is wrong."""
    try:
        routine = try_steps([*steps, step], library)
    except CoachError as error:
        warn(CoachError(error.message, hint=error.hint), accessible=around.accessible)
        return
    steps.append(step)
    timeline = planned(routine, "draft", usual_options(around))
    length = phrases.total(timeline, accessible=around.accessible)
    say(around, f"So far {len(steps)} step{'s' if len(steps) > 1 else ''}, {length}.")
