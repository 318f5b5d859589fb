"""The text of a new routine file, with comments for the person who goes on writing it.

Owns how a draft is written down. Knows neither where the file lies nor whether an exercise of
that name exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from calfcoach.files.problems import visible
from calfcoach.frozen import frozen

Value = str | int

MARK = "# ? "  # begins every comment that waits for the author
_REMARK = re.compile(rf"^[ \t]*{re.escape(MARK)}", re.MULTILINE)
_NUMBERS = frozenset({"reps", "sets", "steps", "rounds", "countdown"})
_WHOLE = re.compile(r"[0-9]{1,6}")
_LONGEST_COMMENT = 200  # characters of somebody else's line that are repeated
_SIDES = {
    "both": "both legs at once",
    "each": "all sets of the left leg, then the right",
    "alternate": "left, right, left, right",
    "left": "the left leg only",
    "right": "the right leg only",
}


@frozen
class DraftStep:
    """A step that is to be written: the exercise's id, its keys in order, and comments above it.

    `title` and `usual` are what the exercise is called and how much of it is done where the step
    says nothing. A step that is `out` is written as a comment; one without an exercise is nothing
    but its comments.
    """

    exercise: str
    keys: tuple[tuple[str, Value], ...] = ()
    title: str = ""
    usual: str = ""
    comments: tuple[str, ...] = ()
    out: bool = False


@frozen
class Draft:
    """A routine that is to be written. `id` is the name of its file without the ending."""

    id: str
    title: str
    steps: tuple[DraftStep, ...]
    goal: str = "maintain"
    per_day: int = 1
    days: int = 7
    comments: tuple[str, ...] = ()


def draft_text(draft: Draft) -> str:
    """The whole file, ending with a line break."""
    lines = [
        f"# {commented(draft.title)}",
        "# Everything behind a # is a remark. Change what you like, then look it over:",
        f"#   calfcoach routine check {draft.id}",
        *draft.comments,
        "",
        "format = 1",
        f"title = {quoted(draft.title)}",
        '# summary = "What it is for, in one sentence."',
        f'goal = "{draft.goal}" # loosen, strengthen, recover, relieve or maintain',
        f"per_day = {draft.per_day} # how often a day",
        f'days = {draft.days} # how many days a week, or which: ["mon", "wed", "fri"]',
        "# warm_up = false # no warm-up is offered before it, and none is missed",
        "",
        "[pacing]",
        'prepare = "5s" # before each step',
        'move = "15s" # the same where the place changes',
        'switch = "5s" # between left and right',
    ]
    for step in draft.steps:
        lines += ["", *step_lines(step)]
    return "\n".join(lines) + "\n"


def step_lines(step: DraftStep) -> list[str]:
    """One step as it stands in the file, with its comments, without an empty line around it."""
    if not step.exercise:
        return [*step.comments]
    body = ["[[step]]" + (f" # {commented(step.title)}" if step.title else "")]
    body.append(f"exercise = {quoted(step.exercise)}")
    if not step.keys and step.usual:
        body.append(f"# its own dose: {commented(step.usual)}")
    for key, value in step.keys:
        meant = _SIDES.get(str(value), "") if key == "sides" else ""
        body.append(f"{key} = {written(value)}" + (f" # {meant}" if meant else ""))
    return [*step.comments, *(f"# {line}" if step.out else line for line in body)]


def remarks_at(text: str) -> tuple[int, ...]:
    """Where in the text of a file the remarks begin that still wait for the author."""
    return tuple(found.start() for found in _REMARK.finditer(text))


def lines_of(text: str, offsets: Iterable[int]) -> list[str]:
    """The numbers of the lines, from 1, at these places of a text, as words."""
    return [str(text.count("\n", 0, offset) + 1) for offset in offsets]


def typed_value(key: str, text: str) -> Value:
    """A value as typed behind `key=`: a number where the key counts something, else text."""
    if key in _NUMBERS and _WHOLE.fullmatch(text):
        return int(text)
    return text


def written(value: Value) -> str:
    """A value as TOML writes it."""
    return str(value) if isinstance(value, int) else quoted(value)


def quoted(text: str) -> str:
    """Text as TOML writes it; what would steer a terminal stands as U+001B and the like."""
    escaped = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def commented(text: str) -> str:
    """Text that can stand behind a # in one line, cut where it is endless."""
    shown = " ".join(visible(text).split())
    return shown if len(shown) <= _LONGEST_COMMENT else f"{shown[:_LONGEST_COMMENT]}…"


def marked(notes: Iterable[str]) -> tuple[str, ...]:
    """Remarks that wait for the author, as comment lines."""
    return tuple(f"{MARK}{commented(note)}" for note in notes)
