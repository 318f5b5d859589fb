"""The questions for which the clock runs on: how many reps it were, and how many more it could be.

Owns when they are said, which keys are meant for them, and that they answer themselves when the
next work begins. They never hold anything up, and make no session longer.
"""

from __future__ import annotations

import math

from calfcoach import replies, script
from calfcoach.countdown import EPSILON_S
from calfcoach.course import Course
from calfcoach.cues.aloud import tone_s
from calfcoach.events import Act, Answered, Asked, Command, Event, Question
from calfcoach.phase import WorkItem
from calfcoach.questions import Choice, Counting
from calfcoach.spoken import speaking_s

LATE_ENTER_S = 5.0  # behind a number that was typed before the work began


class Counts:
    """What may be told of the sets of a course. Instants are seconds of the session's clock.

    How many it were can be told at once, whether there is room to ask or not. How many more it
    could have been is asked once, after the last set of heel raises, in the first rest, change or
    preparation that has room for the words; before it is asked no key is meant for it.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._count: Counting | None = None
        self._item: WorkItem | None = None  # what it asks about
        self._enter_until_s = -math.inf

    @property
    def standing(self) -> Counting | None:
        """The question that may be answered just now."""
        count = self._count
        if count is None or self._course.works:
            return None
        if count.question is Question.HOW_MANY:
            return count if self._course.uncounted is not None else None
        return count if count.said else None

    @property
    def to_say_s(self) -> float:
        """Seconds until a question is to be put; infinite where that is over, or never comes."""
        count = self._count
        if count is None or count.said or count.say_at_s is None or self._is_over(count):
            return math.inf
        return max(0.0, count.say_at_s - self._course.open.elapsed_s)

    def come_due(self, now: float) -> list[Event]:
        """Put the question whose time has come."""
        count = self._count
        if count is None or self.to_say_s > EPSILON_S:
            return []
        count.said = True
        if count.question.of_what_could_be:
            count.asked_at = now  # keys in the half second before were not meant for it
            self._item, self._course.raised = self._course.raised, None
        return [Asked(question=count.question)]

    def drops(self, command: Command, now: float) -> bool:
        """Whether a key is the Enter that belongs to a number before the work: it ends none."""
        if command is not Act.ENTER or now > self._enter_until_s:
            return False
        self._enter_until_s = -math.inf
        return True

    def take(self, command: Command, now: float) -> list[Event] | None:
        """What comes of a key that is meant for the question; None for one that means what it
        always does. Enter without a number passes over how many more, and only over that."""
        count = self.standing
        if count is None or not count.hears(command):
            return None
        choice = count.take(command, now)
        if choice is Choice.NOTE:
            return self._answer(count, now)
        if choice is Choice.AGAIN:
            return [Asked(question=count.question)]
        return [] if count.is_early(now) else None

    def step_on(self, late_s: float, now: float) -> list[Event]:
        """Open the phase after a closed one, and find the time to ask in it. A number that still
        waits for its Enter counts when work begins."""
        counted = self._count_at_last(now)
        if self._course.works:
            self._count = None
            if self._course.uncounted is not None:
                self._begin(Question.HOW_MANY, now)
        events = self._course.step_on(late_s)
        self._find_room(now)
        return [*counted, *events]

    # ----------------------------------------------------------------------------- inside

    def _is_over(self, count: Counting) -> bool:
        """Whether there is nothing any more that it could be asked about."""
        many = count.question is Question.HOW_MANY
        return (self._course.uncounted if many else self._course.raised) is None

    def _answer(self, count: Counting, now: float) -> list[Event]:
        """Keep the number, if one was typed; behind how many it may be asked how many more."""
        number, self._count = count.left_standing, None
        credit = None
        if number is not None and count.question is Question.HOW_MANY:
            credit = self._course.count(number)
        elif number is not None and self._item is not None:
            credit = self._course.count_left(self._item, number)
        answered = Answered(question=count.question, value=number, credit=credit)
        self._find_room(now, behind=replies.words(answered))
        return [answered]

    def _count_at_last(self, now: float) -> list[Event]:
        """Work begins: a number that still waits for its Enter counts, and that Enter, when it
        comes, ends no work."""
        count = self.standing
        if count is None or not count.typed or not self._course.leads_to_work:
            return []
        self._enter_until_s = now + LATE_ENTER_S
        return [] if count.left_standing is None else self._answer(count, now)

    def _begin(self, question: Question, now: float) -> None:
        if self._course.timeline.coaching.keys:
            self._count = Counting(question, asked_at=now)

    def _find_room(self, now: float, *, behind: str = "") -> None:
        """When in the open phase the question can be said that is still to be asked; not while
        `behind` is read, which has just been said."""
        course = self._course
        if course.works:
            return
        if self._count is None and course.raised is not None:
            between = course.last_work is not course.raised
            more = Question.HOW_MANY_RAISES if between else Question.HOW_MANY_MORE
            self._begin(more, now)
        if self._count is not None and not self._count.said:
            words = replies.words(Asked(question=self._count.question))
            read_s = _reading_s(behind, course) if behind else 0.0
            self._count.say_at_s = _room(course, words, from_s=course.open.elapsed_s + read_s)


def _room(course: Course, words: str, *, from_s: float) -> float | None:
    """When a line can be said in the open phase, in seconds from its start and not before `from_s`:
    after one that has been read and heard, and so that the next need not wait. None where there is
    no room."""
    needed_s, free_s = max(_reading_s(words, course), speaking_s(words)), from_s
    for cue in (each for each in course.phase.cues if each.words or each.spoken):
        if cue.offset_s - free_s >= needed_s:
            break
        heard_s = tone_s(cue.kind) + speaking_s(cue.spoken)
        lasts_s = max(_reading_s(cue.words, course), heard_s)
        free_s = max(free_s, cue.offset_s + math.ceil(lasts_s))
    return free_s if course.phase.duration_s - free_s >= needed_s else None


def _reading_s(words: str, course: Course) -> float:
    return script.reading_s(words, accessible=course.timeline.accessible)
