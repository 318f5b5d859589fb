"""A question in mid-session and what its keys mean.

Owns which keys answer which question. Pure: what follows from an answer is the session's.
"""

from __future__ import annotations

from enum import StrEnum

from calfcoach.events import Act, Command, Digit, Question

DROPPED_S = 0.5  # keys this soon after a question were not meant for it
WORST_PAIN = 10
STRONG_PAIN = 6  # from here on going on is not offered: the pain rule stops above 5


class Choice(StrEnum):
    """What an answer asks the session to do."""

    GO_ON = "go on"
    SKIP = "skip"
    STOP = "stop"
    NOTE = "note"  # keep the number, then ask what now


_CHOICES: dict[Question, dict[Command, Choice]] = {
    Question.STOP: {Act.ENTER: Choice.STOP, Act.PAUSE: Choice.GO_ON},
    Question.PAIN: {Act.ENTER: Choice.NOTE, Act.QUIT: Choice.STOP},
    Question.AFTER_PAIN: {
        Act.PAUSE: Choice.GO_ON,
        Act.NEXT: Choice.SKIP,
        Act.QUIT: Choice.STOP,
    },
    Question.AFTER_STRONG_PAIN: {Act.NEXT: Choice.SKIP, Act.QUIT: Choice.STOP},
}


class Asking:
    """A question that stands since `asked_at`, and what was typed so far."""

    def __init__(self, question: Question, *, asked_at: float) -> None:
        self.question = question
        self.asked_at = asked_at
        self.typed = ""

    def take(self, command: Command, now: float) -> Choice | None:
        """What a key means here; None for one that answers nothing, and for a digit, which is
        kept in `typed` as long as the number stays 0–10."""
        if now - self.asked_at < DROPPED_S:
            return None
        if self.question is Question.PAIN:
            self._type(command)
        return _CHOICES[self.question].get(command)

    def _type(self, command: Command) -> None:
        if isinstance(command, Digit) and int(f"{self.typed}{command.value}") <= WORST_PAIN:
            self.typed = str(int(f"{self.typed}{command.value}"))
        elif command is Act.ERASE:
            self.typed = self.typed[:-1]

    @property
    def then(self) -> Question:
        """What is asked once the number is known."""
        strong = self.number is not None and self.number >= STRONG_PAIN
        return Question.AFTER_STRONG_PAIN if strong else Question.AFTER_PAIN

    @property
    def number(self) -> int | None:
        """The number typed, or None."""
        return int(self.typed) if self.typed else None
