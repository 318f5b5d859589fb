"""A question in mid-session and what its keys mean.

Owns which keys answer which question, and in which order a pain is asked about. Pure: what
follows from an answer is the session's, what is advised `advice`'s.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.advice import WORST_PAIN, Advice, Hurt, Offer, Where
from calfcoach.enumeration import StrEnum
from calfcoach.events import Act, Command, Digit, Question
from calfcoach.frozen import replace

DROPPED_S = 0.5  # keys this soon after a question were not meant for it
MOST_REPS = 200  # the format's limit of one set
MOST_LEFT = 9  # one digit; who could do more than that could do far more
_MOST_TYPED = 999  # there is no room for more


class Choice(StrEnum):
    """What an answer asks the session to do."""

    GO_ON = "go on"
    SKIP = "skip"
    STOP = "stop"
    NOTE = "note"  # keep what was answered, then ask on
    AGAIN = "again"  # what was typed is no such number


_YES_OR_NO: dict[Command, Choice] = {
    Act.YES: Choice.NOTE,
    Act.ENTER: Choice.NOTE,
    Act.NEXT: Choice.NOTE,  # n, where no is meant
    Act.QUIT: Choice.STOP,
}
_CHOICES: dict[Question, dict[Command, Choice]] = {
    Question.STOP: {Act.ENTER: Choice.STOP, Act.PAUSE: Choice.GO_ON},
    Question.WHERE: {
        Act.ENTER: Choice.NOTE,
        Act.QUIT: Choice.STOP,
        **{Digit(value=no): Choice.NOTE for no, _ in enumerate(Where, 1)},
    },
    Question.PAIN: {Act.ENTER: Choice.NOTE, Act.QUIT: Choice.STOP},
    Question.SHARP: _YES_OR_NO,
    Question.PULSING: _YES_OR_NO,
}
_NUMBERS = {
    Question.WHERE: range(1, len(Where) + 1),
    Question.PAIN: range(WORST_PAIN + 1),
    Question.HOW_MANY: range(MOST_REPS + 1),
    Question.HOW_MANY_MORE: range(MOST_LEFT + 1),
    Question.HOW_MANY_RAISES: range(MOST_LEFT + 1),
}


class Asking:
    """A question that stands since `asked_at`, and what was typed so far. `advice` is what is
    asked about after a pain."""

    def __init__(
        self, question: Question, *, asked_at: float, advice: Advice | None = None
    ) -> None:
        self.question = question
        self.asked_at = asked_at
        self.advice = advice
        self.typed = ""

    def take(self, command: Command, now: float) -> Choice | None:
        """What a key means here; None for one that answers nothing, and for a digit, which is kept
        in `typed`. A number that cannot be is never taken for a part of itself."""
        if now - self.asked_at < DROPPED_S:
            return None
        self._type(command)
        choice = self._choices.get(command)
        if choice is Choice.NOTE and self._is_wrong:
            self.typed = ""
            return Choice.AGAIN
        return choice

    @property
    def _is_wrong(self) -> bool:
        allowed = _NUMBERS.get(self.question)
        return allowed is not None and self.number is not None and self.number not in allowed

    @property
    def _choices(self) -> Mapping[Command, Choice]:
        if self.question is Question.HOW_MANY:
            return {Act.ENTER: Choice.NOTE} if self.typed else {}
        if self.question.of_what_could_be:
            return {Act.ENTER: Choice.NOTE}
        if self.advice is not None:
            return _offered(self.advice)
        return _CHOICES[self.question]

    def _type(self, command: Command) -> None:
        if isinstance(command, Digit):
            number = int(f"{self.typed}{command.value}")
            if self.question is Question.WHERE:  # one digit answers
                self.typed = str(number) if number in _NUMBERS[Question.WHERE] else self.typed
            elif self.question in _NUMBERS and number <= _MOST_TYPED:
                self.typed = str(number)
        elif command is Act.ERASE:
            self.typed = self.typed[:-1]
        elif command is Act.YES and self.question in (Question.SHARP, Question.PULSING):
            self.typed = "1"

    @property
    def number(self) -> int | None:
        """The number typed, or None."""
        return int(self.typed) if self.typed else None


class Counting(Asking):
    """A number that is asked for while time runs on: how many reps it were, or how many more it
    could have been. `say_at_s` is when in the open phase it can be said, None where there is no
    room; `said`: once is enough."""

    def __init__(self, question: Question, *, asked_at: float) -> None:
        super().__init__(question, asked_at=asked_at)
        self.say_at_s: float | None = None
        self.said = False

    def hears(self, command: Command) -> bool:
        """Whether a key is meant for it: digits are, and Enter behind them. An Enter that comes
        too early is none at all, so that a key pressed twice does not also end the rest."""
        return isinstance(command, Digit) or command in (Act.ENTER, Act.ERASE)

    @property
    def left_standing(self) -> int | None:
        """The number that stands there without its Enter, if it can be one."""
        return None if self._is_wrong else self.number

    def is_early(self, now: float) -> bool:
        """Whether keys are still dropped."""
        return now - self.asked_at < DROPPED_S


def _offered(advice: Advice) -> Mapping[Command, Choice]:
    """The keys of what is offered. Where something has to be read first, Enter, which has just
    been the answer to a question, does nothing."""
    choices: dict[Command, Choice] = {Act.QUIT: Choice.STOP}
    if advice.goes_on:
        choices[Act.PAUSE] = Choice.GO_ON
    if Offer.SKIP in advice.offers:
        choices[Act.NEXT] = Choice.SKIP
    if advice.stop_only and not advice.watch:
        choices[Act.ENTER] = Choice.STOP
    return choices


def asked_on(hurt: Hurt, question: Question, number: int | None) -> tuple[Hurt, Question]:
    """What is known of a pain after an answer, and what is asked next."""
    match question:
        case Question.WHERE:
            where = None if not number else list(Where)[number - 1]
            return replace(hurt, where=where), Question.PAIN
        case Question.PAIN:
            then = Question.PULSING if hurt.where is Where.KNEE else Question.SHARP
            return replace(hurt, pain=number), then
        case _:
            return replace(hurt, sharp=number is not None), Question.AFTER_PAIN
