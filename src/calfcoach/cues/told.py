"""What a session has told so far, while its cue sheet is written.

Owns how much is said at each coach level, and when a text that waits finds its room. Knows
nothing of single kinds of work.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

from calfcoach import script
from calfcoach.frozen import replace
from calfcoach.model import Exercise
from calfcoach.phase import Coaching, Cue, CueKind, Phase, WorkItem
from calfcoach.terms import Coach

MOST_CHARACTERS = 100  # of a line: one row of a Braille display or of a narrow terminal, twice
EPSILON_S = 1e-6


class Told:
    """What was said, what waits to be said, and how much heat and cold there was: all but `place`
    by exercise or by step, so that another length of one exercise changes no other."""

    def __init__(self, coaching: Coaching) -> None:
        self.coaching = coaching
        self.texts: dict[str, deque[str]] = {}
        self.setup_due: set[str] = set()
        self.noted: set[int] = set()
        self.place = False  # whether the next place was told at the end of the work before
        self.paces: set[str] = set()  # exercises whose length of a pass was told
        self.thermal_s: dict[int, float] = {}  # heat and cold so far, by step
        self.checks: dict[int, int] = {}  # looks at the skin so far, by step

    @property
    def key(self) -> str:
        """The key that ends a wait, or work at one's own pace."""
        return "D" if self.coaching.accessible else "Enter"

    def level(self, exercise: Exercise) -> Coach:
        """How much is said of an exercise: what is known well is no longer taught."""
        if self.coaching.coach is Coach.LEARN and exercise.id in self.coaching.known:
            return Coach.NORMAL
        return self.coaching.coach

    def learns(self, item: WorkItem) -> bool:
        """Whether the exercise is still taught."""
        return self.level(item.exercise) is Coach.LEARN

    def names_only(self, item: WorkItem) -> bool:
        """Whether nothing but names is wanted."""
        return self.level(item.exercise) is Coach.FEW

    def meet(self, item: WorkItem) -> None:
        """Get the words of an exercise ready when it comes up for the first time, and the note
        of a step likewise."""
        exercise = item.exercise
        first = 0
        if exercise.id not in self.texts:
            self.texts[exercise.id] = deque()
            if self.learns(item):
                self.texts[exercise.id].extend([*exercise.setup[:1], *exercise.cues])
                first = len(exercise.setup[:1]) + len(exercise.cues[:1])
                if exercise.setup:
                    self.setup_due.add(exercise.id)
        if item.step.note and item.step.no not in self.noted:
            self.noted.add(item.step.no)
            if not self.names_only(item):
                # behind the set-up and the first cue, which says what to do at the start
                self.texts[exercise.id].insert(first, script.sentence(item.step.note))

    def text(self, before: str, room_s: float, item: WorkItem) -> str:
        """The next text, taken, if it can be read after `before` within `room_s`; else ""."""
        texts = self.texts[item.exercise.id]
        if not texts:
            return ""
        text = script.capital(script.filled(texts[0], item.side))
        line = f"{before} {text}".strip()
        if len(line) > MOST_CHARACTERS or self.reading_s(line) > room_s + EPSILON_S:
            return ""
        texts.popleft()
        self.setup_due.discard(item.exercise.id)
        return text

    def reading_s(self, text: str) -> float:
        """Seconds that a line needs before the next may begin."""
        return script.reading_s(text, accessible=self.coaching.accessible)


def ticks(phase: Phase, number: int) -> list[Cue]:
    """The last seconds of a phase, one by one; none where it has no end."""
    if not math.isfinite(phase.duration_s):
        return []
    return [
        Cue(kind=CueKind.TICK, offset_s=phase.duration_s - second, count=second)
        for second in range(number, 0, -1)
        if phase.duration_s - second > 0
    ]


def readable(cues: Sequence[Cue], end_s: float, told: Told) -> list[Cue]:
    """Without the words that could not be read to their end before the next ones begin; the
    cues themselves, and so their tones, stay. The words of the first are always said."""
    kept: list[Cue] = []
    next_s = end_s
    start_s = told.reading_s(cues[0].words)
    for cue in reversed(cues):
        words = cue.words
        if words and cue is not cues[0]:
            fits = told.reading_s(words) <= next_s - cue.offset_s + EPSILON_S
            words = words if fits and cue.offset_s >= start_s - EPSILON_S else ""
        next_s = cue.offset_s if words else next_s
        kept.append(cue if words == cue.words else replace(cue, words=words))
    return _once_in_a_row(kept[::-1])


def _once_in_a_row(cues: Sequence[Cue]) -> list[Cue]:
    """Where what stood between was left out, the same is not said twice."""
    last, heard = "", []
    for cue in cues:
        words = "" if last.endswith(cue.words) else cue.words
        last = words or last
        heard.append(cue if words == cue.words else replace(cue, words=words))
    return heard
