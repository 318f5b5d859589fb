"""A sheet of exercises, line by line, as the steps of a draft.

Owns what a line becomes, and what its author has to look at. Deterministic, no network; every
line of the sheet is found again in the draft. What is not certain is marked, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from calfcoach.authoring.amounts_in_words import Amounts, duration_text, read_amounts
from calfcoach.authoring.draft import DraftStep, Value, commented, marked
from calfcoach.authoring.matching import Meant, Names
from calfcoach.files.problems import UNSAFE
from calfcoach.frozen import frozen, replace
from calfcoach.model import Continuous, Exercise, FootSteps, Hold, Parts, Reps, Work
from calfcoach.terms import Kind, Level

LINES_MAX = 200
_LINE_CHARS = 500
_BULLET = re.compile(r"^\s*(?:[-*•–·]+|[0-9]{1,2}[.)](?![0-9])|[a-z]\))\s+")
_SIGNS = re.compile(r"^[\W_]*$")
_WORDLESS = frozenset({"hold", "for", "of", "and", "x", "rep", "set", "then", "warm"})
_SHORT_HOLD_S = 15  # up to this, "10 reps, hold 5 s" are short holds of one set
_LEAST_SECONDS = 10  # from this on a bare number beside a stretch is seconds


@frozen
class Sheet:
    """What a sheet says: its title if it has one, the steps in order, how often, and remarks."""

    title: str = ""
    steps: tuple[DraftStep, ...] = ()
    per_day: int | None = None
    days: int | None = None
    comments: tuple[str, ...] = ()

    @property
    def named(self) -> int:
        """How many lines name an exercise."""
        return sum(not step.out for step in self.steps)


def read_sheet(text: str, names: Names, exercises: Mapping[str, Exercise]) -> Sheet:
    """Read a whole sheet. What would steer a terminal counts as a space."""
    lines = [UNSAFE.sub(" ", line[:_LINE_CHARS]).strip() for line in _split(text)]
    lines = [line for line in lines if line and not _SIGNS.fullmatch(line)]
    sheet = Sheet()
    if len(lines) > LINES_MAX:
        note = f"The sheet has {len(lines)} lines; those after line {LINES_MAX} were left out."
        sheet = replace(sheet, comments=marked([note]))
        lines = lines[:LINES_MAX]
    for index, line in enumerate(lines):
        sheet = _with_line(sheet, line, index == 0, names, exercises)
    return sheet


def step_from(
    words: str, meant: Meant, exercise: Exercise, amounts: Amounts, *, source: str = ""
) -> DraftStep:
    """The step that a line asks for. `source` is the line, repeated above the step."""
    keys, doubts = _keys(amounts, exercise)
    doubts = [*_doubts_of_name(meant, exercise), *doubts]
    if words:
        doubts.append(f"Not used of this line: {words}")
    comments = [f"# From the sheet: {commented(source)}"] if source else []
    return DraftStep(
        exercise=exercise.id,
        keys=keys,
        title=exercise.title,
        comments=(*comments, *marked(doubts)),
    )


# -------------------------------------------------------------------------------- lines


def _split(text: str) -> Iterable[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _with_line(
    sheet: Sheet, line: str, first: bool, names: Names, exercises: Mapping[str, Exercise]
) -> Sheet:
    amounts = read_amounts(_BULLET.sub("", line))
    meant = names.meant_by(amounts.left)
    sheet = _with_frequency(sheet, amounts)
    if first and not amounts.says_work and (meant is None or not meant.sure):
        return replace(sheet, title=line.strip(" #:*_")[:100])
    if meant is None and not amounts.says_work:
        if amounts.per_day or amounts.days:
            remark = f"How often, from the sheet: {line}"
            return replace(sheet, comments=(*sheet.comments, *marked([remark])))
        return _with_step(sheet, _unknown(line, amounts, names))
    if meant is None:
        return _with_step(sheet, _unknown(line, amounts, names))
    words = _unused(meant)
    return _with_step(sheet, step_from(words, meant, exercises[meant.id], amounts, source=line))


def _with_step(sheet: Sheet, step: DraftStep) -> Sheet:
    return replace(sheet, steps=(*sheet.steps, step))


def _with_frequency(sheet: Sheet, amounts: Amounts) -> Sheet:
    return replace(
        sheet,
        per_day=sheet.per_day or (amounts.per_day if 1 <= (amounts.per_day or 0) <= 24 else None),
        days=sheet.days or amounts.days,
    )


def _unknown(line: str, amounts: Amounts, names: Names) -> DraftStep:
    """A line that names no exercise: a remark; with an amount a step to be completed."""
    near = names.near(amounts.left) if amounts.left else ""
    doubts = ["No exercise of that name is known." + (f" Is it {near}?" if near else "")]
    source = f"# From the sheet: {commented(line)}"
    if not amounts.says_work:
        return DraftStep(exercise="", comments=(source, *marked(["Not used."])), out=True)
    keys = tuple((key, value) for key, value in _plain_keys(amounts) if value)
    return DraftStep(
        exercise=near or "name-of-an-exercise",
        keys=keys,
        comments=(source, *marked(doubts)),
        out=True,
    )


def _unused(meant: Meant) -> str:
    return ", ".join(word for word in meant.left if word not in _WORDLESS)


def _doubts_of_name(meant: Meant, exercise: Exercise) -> list[str]:
    if meant.others:
        others = ", ".join(meant.others[:4])
        return [f"Read as {exercise.id}. It can also be {others}."]
    return []


# --------------------------------------------------------------------------------- keys


def _keys(amounts: Amounts, exercise: Exercise) -> tuple[tuple[tuple[str, Value], ...], list[str]]:
    """The keys of a step in the order of a file, and what is not certain about them."""
    dose = exercise.dose(Level.DEFAULT)
    usual = dose.work if dose is not None else None
    if isinstance(usual, Parts):
        said = amounts.says_work or amounts.sets
        return (), ["Its parts are its own; write them out where yours differ."] if said else []
    work, sets, doubts = _work(amounts, usual, exercise)
    if not work:
        doubts.append("Nothing is said of how much; its own dose is taken.")
    keys: list[tuple[str, Value]] = [*work]
    if amounts.tempo and any(key == "reps" for key, _ in work) and not _has(work, "hold", "limit"):
        keys.append(("tempo", amounts.tempo))
    elif amounts.tempo:
        doubts.append(f"The tempo {amounts.tempo} does not go with this work.")
    if sets is not None and sets > 1:
        keys.append(("sets", sets))
    if amounts.sides:
        keys.append(("sides", amounts.sides))
    elif work and exercise.sides.value != "both":
        keys.append(("sides", exercise.sides.value))
    if amounts.rest_s:
        keys.append(("rest", duration_text(amounts.rest_s)))
    if amounts.load:
        keys.append(("load", amounts.load))
    return tuple(keys), doubts


def _has(work: Iterable[tuple[str, Value]], *names: str) -> bool:
    return any(key in names for key, _ in work)


def _work(
    amounts: Amounts, usual: Work | None, exercise: Exercise
) -> tuple[list[tuple[str, Value]], int | None, list[str]]:
    """The work of one set, the number of sets, and what is not certain about them."""
    if amounts.to_failure and not isinstance(usual, Hold):
        doubt = "As many as you can: `limit` is the longest time for them."
        return [("reps", "max"), ("limit", "2m")], amounts.sets, [doubt]
    if amounts.steps is not None:
        return [("steps", amounts.steps)], amounts.sets, []
    if amounts.length_s is not None:
        return _timed(amounts, amounts.length_s, usual, exercise)
    if amounts.bare:
        return _bare(amounts, usual)
    if amounts.reps:
        return _counted(amounts, usual)
    return [], amounts.sets, []


def _timed(
    amounts: Amounts, length_s: float, usual: Work | None, exercise: Exercise
) -> tuple[list[tuple[str, Value]], int | None, list[str]]:
    length = duration_text(length_s)
    if not isinstance(usual, Hold) and exercise.kind is not Kind.STRETCH:
        doubts = []
        if amounts.reps or amounts.bare:
            doubts = [f"A time and a number: {length} was taken, the number was not."]
        elif isinstance(usual, Reps):
            doubts = ["A time where reps are usual: is that meant?"]
        return [("time", length)], amounts.sets, doubts
    number = amounts.reps or amounts.bare
    if not number:
        return [("hold", length)], amounts.sets, []
    count = int(number.rpartition("-")[2])
    if length_s <= _SHORT_HOLD_S:
        doubt = f"Read as {count} short holds in one set."
        return [("hold", length), ("reps", count)], amounts.sets, [doubt]
    return [("hold", length)], count, [f"Read as {count} sets of one hold."]


def _bare(
    amounts: Amounts, usual: Work | None
) -> tuple[list[tuple[str, Value]], int | None, list[str]]:
    number: Value = int(amounts.bare) if amounts.bare.isdecimal() else amounts.bare
    if isinstance(usual, FootSteps) and isinstance(number, int):
        return [("steps", number)], amounts.sets, [f"{number} was read as steps."]
    if isinstance(usual, Reps) or usual is None:
        return [("reps", number)], amounts.sets, []
    if not isinstance(number, int) or number < _LEAST_SECONDS:
        doubt = f"{amounts.sets} x {number} is not clear; its own dose is taken."
        return [], None, [doubt]
    key = "time" if isinstance(usual, Continuous) else "hold"
    return [(key, f"{number}s")], amounts.sets, [f"{number} was read as seconds."]


def _counted(
    amounts: Amounts, usual: Work | None
) -> tuple[list[tuple[str, Value]], int | None, list[str]]:
    number: Value = int(amounts.reps) if amounts.reps.isdecimal() else amounts.reps
    if isinstance(usual, Hold):
        count = int(amounts.reps.rpartition("-")[2])
        hold = duration_text(usual.hold_s)
        doubt = f"How long to hold is not said; {hold} is its own dose."
        return [("hold", hold)], count * (amounts.sets or 1), [doubt]
    if isinstance(usual, Continuous):
        doubt = f"{amounts.reps} reps where a time is usual: its own dose is taken."
        return [], None, [doubt]
    if isinstance(usual, FootSteps) and isinstance(number, int):
        return [("steps", number)], amounts.sets, [f"{number} was read as steps."]
    return [("reps", number)], amounts.sets, []


def _plain_keys(amounts: Amounts) -> list[tuple[str, Value]]:
    """What can be said of a step whose exercise is not known."""
    number = amounts.reps or amounts.bare
    length = duration_text(amounts.length_s) if amounts.length_s else ""
    keys: list[tuple[str, Value]] = [("hold", length)] if length else []
    if not length and number:
        keys = [("reps", int(number) if number.isdecimal() else number)]
    if not length and not number and amounts.steps:
        keys = [("steps", amounts.steps)]
    return [
        *keys,
        ("sets", amounts.sets or 0),
        ("sides", amounts.sides),
        ("rest", duration_text(amounts.rest_s) if amounts.rest_s else ""),
        ("load", amounts.load),
    ]
