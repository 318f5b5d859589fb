"""A routine made by questions: its title, then an exercise and a dose again and again.

Owns the questions and their order. What is typed is read by the same rules as options; the length
is shown as it grows.
"""

from __future__ import annotations

import re

from calfcoach.authoring.dose_words import examples_for
from calfcoach.authoring.draft import MARK, Draft, DraftStep
from calfcoach.authoring.matching import Names
from calfcoach.authoring.step_words import find_exercise, read_dose, read_step, says_dose
from calfcoach.cli import phrases
from calfcoach.cli.asking import LeftError, put, say
from calfcoach.cli.routine_drafting import name_from, title_from, try_steps, with_usual
from calfcoach.cli.routine_reading import Library, own_file, planned, usual_options
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.problems import UNSAFE
from calfcoach.files.values import TITLE_CHARS
from calfcoach.frozen import replace
from calfcoach.model import Routine
from calfcoach.script import counted
from calfcoach.terms import Level

_LIST = "?"
_BACK = ("b", "back", "undo")
_YES = ("", "y", "yes")
_NO = ("n", "no")


def ask_for_draft(around: Surroundings, name: str, title: str, library: Library) -> Draft | None:
    """What the answers make; None for a person who left, or named no exercise."""
    try:
        say(around, "A new routine. Q and Enter leave at any question, nothing is written then.")
        if title or name:
            title = title or title_from(name)
            steps = _ask_steps(around, library)
        else:
            title, steps = _ask_all(around, library)
    except LeftError:
        return None
    return Draft(id=name or name_from(title), title=title, steps=steps or ()) if steps else None


def _ask_all(around: Surroundings, library: Library) -> tuple[str, tuple[DraftStep, ...]]:
    """The title and the steps; from the first step there is a way back to the title."""
    while True:
        title = _ask_title(around)
        steps = _ask_steps(around, library, first="B goes back to the title.")
        if steps is not None:
            return title, steps


def _ask_title(around: Surroundings) -> str:
    """A title from which the name of a file that is not there yet can be made."""
    while True:
        title = put(around, "What is it called? A title such as Morning calves.", as_typed=True)
        title = " ".join(title.split())
        if title == _LIST:
            say(around, "Lists show the title; the name of the file is made of it.")
            continue
        if title.lower() in _BACK:
            say(around, "This is the first question: there is nothing to go back to.")
            continue
        if not (problem := _problem_of(title, around)):
            return title
        warn(CoachError(problem), accessible=around.accessible)


def _problem_of(title: str, around: Surroundings) -> str:
    if re.search(UNSAFE, title) or len(title) > TITLE_CHARS:
        return f"a title has at most {TITLE_CHARS} ordinary letters and signs"
    try:
        there = own_file(around.folders, name_from(title)).exists()
    except CoachError as error:
        return error.message
    return f"there is a routine called `{name_from(title)}` already" if there else ""


def _ask_steps(
    around: Surroundings, library: Library, first: str = ""
) -> tuple[DraftStep, ...] | None:
    """The steps; None for who goes back before the first of them, which `first` offers."""
    names = library.named()
    steps: list[DraftStep] = []
    while True:
        end = (
            "Enter alone: done. ? lists them, B takes the last step back."
            if steps
            else f"? lists them. {first}".strip()
        )
        question = f"Step {len(steps) + 1}: which exercise? Its name, or how it begins. {end}"
        answer = put(around, question, as_typed=True).strip()
        if not answer and steps:
            return tuple(steps)
        if answer.lower() in _BACK and first and not steps:
            return None
        if answer.lower() in _BACK:
            _take_back(around, steps, library)
        elif answer in ("", _LIST):
            _tell_exercises(around, library)
        else:
            _ask_step(around, steps, answer, names, library)


def _tell_exercises(around: Surroundings, library: Library) -> None:
    """The names by their kinds, so that they fit into a window, and what can be typed."""
    kinds: dict[str, list[str]] = {}
    for name in library.named().ids:
        kinds.setdefault(library[name].kind.value, []).append(name)
    for kind, names in kinds.items():
        say(around, f"{kind.capitalize()}: {', '.join(names)}.")
    say(around, "The dose may follow: calf stretch 3x30s each side.")


def _take_back(around: Surroundings, steps: list[DraftStep], library: Library) -> None:
    if not steps:
        say(around, "There is no step to take back.")
        return
    say(around, f"Taken back: {steps.pop().title}.")
    if steps:
        _tell_length(around, steps, library)


def _ask_step(
    around: Surroundings, steps: list[DraftStep], answer: str, names: Names, library: Library
) -> None:
    """Add the step that an answer names, with the dose that it says or that is asked for; nothing
    where it named none."""
    try:
        if (whole := _with_dose(answer, names, library)) is not None:
            _take(around, steps, whole, library)
            return
        name = find_exercise(answer, names)
    except CoachError as error:
        warn(error, accessible=around.accessible)
        return
    exercise = library[name]
    step = with_usual(DraftStep(exercise=name, title=exercise.title), library)
    asked = _ask_dose(around, step, library)
    while asked is not None and not _take(around, steps, asked, library):
        asked = _ask_dose(around, step, library)


def _with_dose(answer: str, names: Names, library: Library) -> DraftStep | None:
    """The step of an answer that says how much of it as well."""
    if not says_dose(answer) or len(names.beginning(answer)) == 1:
        return None
    return with_usual(read_step(answer, names, library), library)


def _ask_dose(around: Surroundings, step: DraftStep, library: Library) -> DraftStep | None:
    """The step with its dose; None for who wants another exercise."""
    exercise = library[step.exercise]
    examples = examples_for(exercise)
    usual = f"Enter alone: {step.usual}. " if step.usual else ""
    question = (
        f"{exercise.title}. How much? Such as {examples[0]}. {usual}? shows more, B goes back."
    )
    while True:
        answer = put(around, question)
        if not answer and step.usual:
            return step
        if answer in _BACK:
            return None
        if answer in ("", _LIST):
            for example in examples:
                say(around, f"{example}.")
            continue
        try:
            return read_dose(answer, step, exercise)
        except CoachError as error:
            warn(error, accessible=around.accessible)


def _take(around: Surroundings, steps: list[DraftStep], step: DraftStep, library: Library) -> bool:
    """Add a step that a file may hold, and say how long it is now; else say what is wrong. False
    for a dose that was read and is not what was meant."""
    try:
        routine = try_steps([*steps, step], library)
    except CoachError as error:
        warn(CoachError(error.message, hint=error.hint), accessible=around.accessible)
        return True
    right = _right_one(around, steps, step, routine, library) if step.comments else step
    if right is None:
        return False
    steps.append(replace(right, comments=()))  # what was said of it is settled
    _tell_length(around, steps, library)
    return True


def _right_one(
    around: Surroundings,
    steps: list[DraftStep],
    step: DraftStep,
    routine: Routine,
    library: Library,
) -> DraftStep | None:
    """The step that is taken after what was not certain of it was shown; another dose can be
    typed there. None for who goes back."""
    _tell_doubts(around, step)
    while True:
        *_, last = routine.each_step()
        dose = phrases.dose(last.dose(Level.DEFAULT), accessible=around.accessible)
        question = f"{step.title}, {dose}, right? Enter takes it, B goes back."
        answer = put(around, f"{question} Another dose replaces it.")
        if answer in _YES:
            return step
        if answer in (*_BACK, *_NO):
            return None
        try:
            other = _other_dose(answer, step, library)
            routine, step = try_steps([*steps, other], library), other
        except CoachError as error:
            warn(CoachError(error.message, hint=error.hint), accessible=around.accessible)
            continue
        if not step.comments:
            return step
        _tell_doubts(around, step)


def _other_dose(answer: str, step: DraftStep, library: Library) -> DraftStep:
    plain = DraftStep(exercise=step.exercise, title=step.title)
    return with_usual(read_dose(answer, plain, library[step.exercise]), library)


def _tell_doubts(around: Surroundings, step: DraftStep) -> None:
    """What was not read, or not for certain."""
    for remark in step.comments:
        say(around, remark.removeprefix(MARK).replace("Not used of this line", "Not used"))


def _tell_length(around: Surroundings, steps: list[DraftStep], library: Library) -> None:
    timeline = planned(try_steps(steps, library), "draft", usual_options(around))
    length = phrases.total(timeline, accessible=around.accessible)
    say(around, f"So far {counted(len(steps), 'step')}, {length}.")
