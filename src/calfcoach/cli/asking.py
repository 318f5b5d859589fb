"""Questions that are put before a session: numbered lists, numbers, yes and no.

Owns how they are asked and asked again. They wait for as long as it takes; Q and the end of
input leave. Knows nothing of what is asked.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence

from calfcoach.cli.leaving import LeftError as LeftError
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.drivers.prompt import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.drawing import Pen

_BETWEEN = r"[\s,;.]+|\band\b"
_ROOMY_ROWS = 8
_LEAST_AT_ONCE = 2  # rows
_BELOW = 3  # rows for the question that follows
_MORE = "Enter: more."
_YES, _NO = ("y", "yes"), ("n", "no")
_LEAVE = ("q", "quit")


def put(around: Surroundings, *lines: str, as_typed: bool = False) -> str:
    """Ask, and the answer: one line, in lower case unless `as_typed`. LeftError for Q and the end
    of input."""
    answer = ask(*lines, room=around.folds_at, as_typed=as_typed)
    if answer is None or answer.lower() in _LEAVE:
        raise LeftError
    return answer


def put_yes_or_no(around: Surroundings, question: str) -> bool:
    """Ask until it is answered by yes or no."""
    lines = f"{question} Y yes, N no, then Enter."
    while True:
        answer = put(around, lines)
        if answer in _YES or answer in _NO:
            return answer in _YES
        lines = "Y for yes or N for no, then Enter."


def put_numbers(around: Surroundings, question: str, count: int) -> tuple[int, ...]:
    """Ask for numbers of a list of `count`, none for Enter alone; until they are such."""
    while True:
        numbers = read_numbers(put(around, question), count)
        if numbers is not None:
            return numbers
        question = f"Numbers from 1 to {count} with spaces between them, such as 1 {count}. {ENTER}"


ENTER = "Enter alone: none."


def read_numbers(answer: str, count: int) -> tuple[int, ...] | None:
    """The numbers of an answer in order, each once; None for anything else than 1 to `count`."""
    words = [word for word in re.split(_BETWEEN, answer) if word]
    allowed = [str(number) for number in range(1, count + 1)]
    if any(word not in allowed for word in words):
        return None
    return tuple(sorted({int(word) for word in words}))


def put_score(around: Surroundings, question: str) -> int:
    """Ask until it is answered by a number from 0 to 10."""
    while True:
        score = read_score(put(around, question))
        if score is not None:
            return score
        question = "A number from 0 to 10, then Enter."


def read_score(answer: str) -> int | None:
    """A number from 0 to 10; None for anything else."""
    return int(answer) if answer in [str(number) for number in range(11)] else None


def put_choice(around: Surroundings, lines: Sequence[str], count: int) -> int:
    """Ask for one number of a list of `count`; 0 for Enter alone."""
    numbers = read_numbers(put(around, *lines), count)
    while numbers is None or len(numbers) > 1:
        again = f"One number from 1 to {count}, then Enter." if count > 1 else "1, then Enter."
        numbers = read_numbers(put(around, again), count)
    return numbers[0] if numbers else 0


def tell_list(
    around: Surroundings, heading: str, entries: Sequence[str], *, notes: Sequence[str] = ()
) -> tuple[int, ...]:
    """A heading and a numbered list to the person, each entry folded beside its number. The numbers
    that were typed already where it was turned over. LeftError for Q."""
    from calfcoach.cli.drawing import pen_for

    pen = pen_for(around)
    if pen is None:
        ends = [entry if entry.endswith(".") else f"{entry}." for entry in entries]
        numbered = [f"{no}. {entry}" for no, entry in enumerate(ends, 1)]
        for line in (heading, *numbered, *notes):
            talk(line)
        return ()
    return tell_paged(around, _drawn(pen, heading, entries, notes), len(entries))


def tell_paged(around: Surroundings, lines: Sequence[str], count: int = 0) -> tuple[int, ...]:
    """Finished lines to the person, in a low window as many at a time as it has room for: what
    has scrolled away is answered unread. Of a list of `count` entries, the numbers that were typed
    where it was turned over. LeftError for Q."""
    import shutil  # late: few questions need so many rows

    rows = shutil.get_terminal_size().lines
    below = _BELOW if rows >= _ROOMY_ROWS else 1
    at_once = len(lines) if len(lines) + below <= rows else max(rows - below, _LEAST_AT_ONCE)
    left, typed = list(lines), set[int]()
    while len(left) > at_once:
        for line in left[: at_once - 1]:
            _write(line)
        left = left[at_once - 1 :]
        if count:
            typed |= set(put_numbers(around, _MORE, count))
        else:
            put(around, _MORE)
    for line in left:
        _write(line)
    return tuple(sorted(typed))


def _drawn(pen: Pen, heading: str, entries: Sequence[str], notes: Sequence[str]) -> list[str]:
    from calfcoach.cli.cells import Ink

    rows = [(str(no).rjust(len(str(len(entries)))), entry) for no, entry in enumerate(entries, 1)]
    lines = ["", *pen.text(heading, ink=Ink.STRONG), *pen.facts(rows)]
    return [*lines, *pen.paragraphs(notes)]


def _write(line: str) -> None:
    """A finished line, which may hold codes of its style, on stderr."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def say(around: Surroundings, line: str) -> None:
    """A line to the person, folded between words where its terminal ends."""
    from calfcoach.cli.drawing import pen_for

    pen = pen_for(around)
    for each in pen.text(line) if pen else [line]:
        talk(each)


def put_pause(around: Surroundings, seconds: float) -> None:
    """Let a person read for so long; Enter goes on at once. LeftError for Q."""
    question = f"It starts in {math.ceil(seconds)} seconds. Enter starts now, Q leaves."
    if ask(question, patience_s=seconds, room=around.folds_at) in _LEAVE:
        raise LeftError
