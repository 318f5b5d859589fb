"""What is unusual in a routine file that is in order, each thing at its line.

Owns where in the file it is said; what is unusual is said by `authoring.advisories` and
`files.warnings`. Reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from calfcoach.authoring.advisories import dose_advisories
from calfcoach.authoring.draft import lines_of, remarks_at
from calfcoach.errors import CoachError
from calfcoach.files.places import PlacedError, place_at
from calfcoach.files.positions import find_marks
from calfcoach.files.problems import KeyPath, listed
from calfcoach.files.warnings import notices_of
from calfcoach.model import Circuit, Routine, Step

_LINES_NAMED = 8


def advisories_of(routine: Routine, text: str, where: str) -> tuple[CoachError, ...]:
    """What is unusual in a routine, each thing at its line. `text` is that of its file."""
    paths, marks = _paths(routine), find_marks(text)
    warnings: list[tuple[int, CoachError]] = []
    for no, key, message, hint in _found(routine):
        mark = marks.get((*paths[no], key)) or marks[paths[no]]
        place = place_at(text, mark.start, where, _step_called(routine, no))
        warnings.append((mark.start, PlacedError(message, place=place, hint=hint)))
    warnings += _remarks(text, where)
    return tuple(warning for _, warning in sorted(warnings, key=lambda pair: pair[0]))


def _found(routine: Routine) -> Iterator[tuple[int, str, str, str]]:
    """What is unusual: the number of the step, the key in it, the message and the hint."""
    for one in notices_of(routine):
        yield one.no, one.key, _small(one.says), _small(one.advice)
    for each in dose_advisories(routine):
        hint = f"says who: {each.sources}" if each.sources else _see(_step(routine, each.no))
        yield each.no, each.key, each.says, hint


def _remarks(text: str, where: str) -> Iterator[tuple[int, CoachError]]:
    """That remarks of a draft still wait, at the first of them."""
    starts = remarks_at(text)
    if not starts:
        return
    lines = lines_of(text, starts)
    named = listed(lines[:_LINES_NAMED], "and")
    if len(lines) == 1:
        message = f"a remark still waits for you, in line {named}"
    else:
        more = " and more" if len(lines) > _LINES_NAMED else ""
        message = f"{len(lines)} remarks still wait for you, in lines {named}{more}"
    hint = "do what each says, then delete its line"
    yield starts[0], PlacedError(message, place=place_at(text, starts[0], where, ""), hint=hint)


def _paths(routine: Routine) -> dict[int, KeyPath]:
    """Where in the file each step stands, by its number."""
    paths: dict[int, KeyPath] = {}
    for index, entry in enumerate(routine.steps):
        if isinstance(entry, Circuit):
            nested = enumerate(entry.steps)
            paths |= {step.no: ("step", index, "step", inner) for inner, step in nested}
        else:
            paths[entry.no] = ("step", index)
    return paths


def _step(routine: Routine, no: int) -> Step:
    return next(step for step in routine.each_step() if step.no == no)


def _step_called(routine: Routine, no: int) -> str:
    return f"step {no} ({_step(routine, no).exercise.id.rpartition('/')[2]})"


def _see(step: Step) -> str:
    """Where the doses stand that a step was measured against."""
    inside, _, name = step.exercise.id.rpartition("/")
    if inside:
        return f"its doses stand under [exercise.{name}]"
    return f"`calfcoach show {name}{' --sources' if step.exercise.sources else ''}` has its doses"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
