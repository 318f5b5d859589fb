"""A sheet of exercises, line by line, as the steps of a draft.

Owns what a line becomes, and what its author has to look at. Deterministic, no network; every
line of the sheet is found again in the draft. What is not certain is marked, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from textwrap import wrap

from calfcoach.authoring.amounts import Amounts
from calfcoach.authoring.draft import DraftStep, commented, marked
from calfcoach.authoring.matching import Meant, Names, content_words
from calfcoach.authoring.sheet_keys import keys_of, plain_keys
from calfcoach.authoring.sheet_lines import (
    BULLET,
    LINE_CHARS,
    NEVER,
    NUMBERS,
    TWO,
    Line,
    lines_of_row,
)
from calfcoach.authoring.sheet_pairs import OF_HEADINGS, READ_ABOVE, name_words, with_doses
from calfcoach.authoring.sheet_tables import rows_of
from calfcoach.files.problems import UNSAFE
from calfcoach.frozen import frozen, replace
from calfcoach.model import Exercise

LINES_MAX = 200
_SHOWN_CHARS = 180  # of a line in one comment; a longer one goes on in the next
_TITLE_CHARS = 100
_SIGNS = re.compile(r"^[\W_]*$")
_WORDLESS = frozenset({"hold", "for", "of", "and", "x", "rep", "set", "then", "warm"})
_UNSAFE_BUT_TAB = re.compile(rf"(?!\t){UNSAFE}")


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

    @property
    def crowded(self) -> int:
        """How many lines hold two exercises that nothing parts for certain."""
        return sum(not {*marked([TWO])}.isdisjoint(step.comments) for step in self.steps)


def read_sheet(text: str, names: Names, exercises: Mapping[str, Exercise]) -> Sheet:
    """Read a whole sheet. What would steer a terminal counts as a space."""
    split = [line.rstrip()[: LINE_CHARS + 1] for line in _split(text)]
    texts = [_UNSAFE_BUT_TAB.sub(" ", line) for line in split]
    rows = [row for row in rows_of(texts) if not _SIGNS.fullmatch(row.text)]
    notes = []
    if len(rows) > LINES_MAX:
        notes.append(
            f"The sheet has {len(rows)} lines; those after line {LINES_MAX} were left out."
        )
    notes += [
        f"Longer than {LINE_CHARS} characters, its end was left out: {' '.join(line.split())[:40]}"
        for line in [line for line in texts if len(line) > LINE_CHARS][:LINES_MAX]
    ]
    lines = [line for row in rows[:LINES_MAX] for line in lines_of_row(row, names)]
    lines = with_doses(lines, names)
    often = _often(lines)
    whole = _often([line for line in lines if not line.makes_step])
    if all(line.amounts.per_day in (None, 1) for line in lines):
        whole = replace(whole, per_day=1)  # what a routine is without a word: "daily" is no news
    sheet = Sheet(per_day=often.per_day, days=often.days, comments=marked(notes))
    for index, line in enumerate(lines):
        sheet = _with_line(sheet, line, index == 0, whole, names, exercises)
    return sheet


def step_from(
    words: str,
    meant: Meant,
    exercise: Exercise,
    amounts: Amounts,
    *,
    source: str = "",
    whole: Amounts | None = None,
) -> DraftStep:
    """The step that a line asks for. `source` is the line, repeated above the step; `whole` says
    how often the routine as a whole is done."""
    keys, doubts = keys_of(amounts, exercise)
    doubts = [*_doubts_of_name(meant, exercise), *doubts, *_doubts_of_often(amounts, whole)]
    unused = ", ".join(part for part in (*amounts.unread, words) if part)
    if unused:
        doubts.append(f"Not used of this line: {unused}")
    return DraftStep(
        exercise=exercise.id,
        keys=keys,
        title=exercise.title,
        comments=(*(_source(source) if source else ()), *marked(doubts)),
    )


# -------------------------------------------------------------------------------- lines


def _split(text: str) -> Iterable[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _often(lines: Iterable[Line]) -> Amounts:
    """How often: as said of the whole sheet, else as the first line says that says it."""
    said = sorted(lines, key=lambda line: line.makes_step)
    per_day = next((line.amounts.per_day for line in said if line.amounts.per_day), None)
    days = next((line.amounts.days for line in said if line.amounts.days), None)
    return Amounts(per_day=per_day, days=days)


def _with_line(
    sheet: Sheet,
    line: Line,
    first: bool,
    whole: Amounts,
    names: Names,
    exercises: Mapping[str, Exercise],
) -> Sheet:
    if line.heads:
        return _with_step(sheet, DraftStep(exercise="", comments=_source(line.text), out=True))
    if _is_heading(line, first):
        return _with_heading(sheet, line.text, first)
    if line.says_often and not line.makes_step:
        remark = f"How often, from the sheet: {line.text}"
        return replace(sheet, comments=(*sheet.comments, *marked([remark])))
    if line.meant is None:
        return _with_step(sheet, _unknown(line, whole, names))
    exercise = exercises[line.meant.id]
    words = _unused(line.meant, exercise)
    step = step_from(words, line.meant, exercise, line.amounts, source=line.text, whole=whole)
    if line.unclear:
        unclear = (*_source(line.text), *marked([line.unclear]))
        step = replace(step, keys=(), comments=unclear, out=True)
    if line.below:
        at = len(_source(line.text))
        below = [(*_source(text), *marked([READ_ABOVE])) for text in line.below]
        comments = (*step.comments[:at], *chain.from_iterable(below), *step.comments[at:])
        step = replace(step, comments=comments)
    return _with_step(sheet, step)


def _with_step(sheet: Sheet, step: DraftStep) -> Sheet:
    return replace(sheet, steps=(*sheet.steps, step))


def _is_heading(line: Line, first: bool) -> bool:
    """Whether a line heads the sheet or a part of it. No sentence does, nor what has an amount."""
    if line.text.endswith((".", "!", "?")) or NEVER.match(BULLET.sub("", line.text)):
        return False
    if BULLET.match(line.text) or not line.amounts.says_nothing:
        return False
    if line.meant is not None:
        return first and not line.meant.sure
    return first or _is_plainly_heading(line.text)


def _is_plainly_heading(text: str) -> bool:
    return text.endswith(":") or text.startswith("#") or bool(OF_HEADINGS.search(text))


def _with_heading(sheet: Sheet, text: str, first: bool) -> Sheet:
    """The heading as a comment, waiting for the author where it can be something else."""
    kept = _source(text)
    if not _is_plainly_heading(text):
        kept = (*kept, *marked(["Read as the heading."]))
    if first:
        title = text.strip(" #:*_")[:_TITLE_CHARS]
        return replace(sheet, title=title, comments=(*sheet.comments, *kept))
    return _with_step(sheet, DraftStep(exercise="", comments=kept, out=True))


def _unknown(line: Line, whole: Amounts, names: Names) -> DraftStep:
    """A line that names no exercise: a remark; with an amount a step to be completed."""
    amounts = line.amounts
    asking = name_words(amounts.left)
    near = names.near(asking) if asking else ""
    source = _source(line.text)
    if not amounts.says_work:
        return DraftStep(exercise="", comments=(*source, *marked(["Not used."])), out=True)
    keys, doubts = plain_keys(amounts)
    asked = f" Is it {near}?" if near else ""
    doubts = [f"No exercise of that name is known.{asked}", *doubts]
    doubts += _doubts_of_often(amounts, whole)
    unused = (*amounts.unread, *NUMBERS.findall(amounts.left))
    if unused:
        doubts.append(f"Not used of this line: {', '.join(unused)}")
    return DraftStep(
        exercise=near or "name-of-an-exercise",
        keys=keys,
        comments=(*source, *marked(doubts)),
        out=True,
    )


def _source(line: str) -> tuple[str, ...]:
    first, *more = wrap(line, _SHOWN_CHARS) or [""]
    return (f"# From the sheet: {commented(first)}", *(f"#   {commented(part)}" for part in more))


# -------------------------------------------------------------------------------- doubts


def _unused(meant: Meant, exercise: Exercise) -> str:
    """The words that nothing was made of; those of the exercise's title are no news."""
    known = _WORDLESS.union(content_words(f"{exercise.title} {exercise.id.replace('-', ' ')}"))
    return ", ".join(word for word in meant.left if word not in known)


def _doubts_of_name(meant: Meant, exercise: Exercise) -> list[str]:
    if meant.others:
        others = ", ".join(meant.others[:4])
        return [f"Read as {exercise.id}. It can also be {others}."]
    return []


def _doubts_of_often(amounts: Amounts, whole: Amounts | None) -> list[str]:
    """A routine is done so often as a whole; a line that says it of itself is not certain."""
    per_day, days = (whole.per_day, whole.days) if whole is not None else (None, None)
    doubts = []
    if amounts.per_day and amounts.per_day != per_day:
        doubts.append(f"{amounts.per_day} a day is said of this line; a routine has one for all.")
    if amounts.days and amounts.days != days:
        doubts.append(
            f"{amounts.days} days a week is said of this line; a routine has one for all."
        )
    return doubts
