"""The questions for which the clock stands still: stop and save, and those after "it hurts".

Owns which of them stands, what was said of the pain so far, and what is asked next. What follows
from an answer, and that time stands still, is the session's.
"""

from __future__ import annotations

from calfcoach.advice import Hurt, advise
from calfcoach.course import Course
from calfcoach.events import Answered, Asked, Command, Event, Question
from calfcoach.questions import Asking, Choice, asked_on


class Inquiry:
    """What is asked on a course; nothing at first. Instants are seconds of the session's clock."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.asking: Asking | None = None
        self.hurt = Hurt()  # what was said of the pain that is, or was last, asked about

    @property
    def about_pain(self) -> bool:
        """Whether what is asked now is about a pain: then nothing happens by itself."""
        return self.asking is not None and self.asking.question is not Question.STOP

    def ask(self, question: Question, now: float) -> list[Event]:
        """Put a question, or put it again. WHERE begins to ask about another pain."""
        if question is Question.WHERE:
            self.hurt = Hurt()
        advice = None
        if question is Question.AFTER_PAIN:
            item, routine = self._course.phase.item, self._course.timeline.routine
            kind = item.part.kind if item.part else item.exercise.kind
            advice = advise(self.hurt, kind, frozenset(routine.tags))
        self.asking = Asking(question, asked_at=now, advice=advice)
        return [Asked(question=question, advice=advice)]

    def take(self, command: Command, now: float) -> tuple[Choice | None, list[Event]]:
        """What a key means for the question that stands, and what comes of it: with GO_ON, SKIP and
        STOP nothing is asked any more. None for a key that answers nothing."""
        asking = self.asking
        choice = None if asking is None else asking.take(command, now)
        if asking is None or choice is None:
            return None, []
        if choice is Choice.AGAIN:
            return choice, [Asked(question=asking.question, advice=asking.advice)]
        self.asking = None
        value = asking.number if choice is Choice.NOTE else None
        events: list[Event] = [Answered(question=asking.question, value=value)]
        if choice is Choice.NOTE:
            events += self._ask_on(asking.question, value, now)
        return choice, events

    def leave(self) -> None:
        """Ask nothing any more."""
        self.asking = None

    def _ask_on(self, question: Question, value: int | None, now: float) -> list[Event]:
        """Keep what was answered of a pain, and ask the next thing about it."""
        self.hurt, then = asked_on(self.hurt, question, value)
        told = question is Question.PAIN or self.hurt.sharp  # the place waits for the number
        noted = told and self.hurt.known
        events = [self._course.note_pain(self.hurt)] if noted else []
        return [*events, *self.ask(then, now)]
