"""What a voice has said so far, while the cue sheet is written, and whether a phrase fits.

Owns which sentences of an exercise still wait to be heard, and when. The lines have a state of
their own (`told`): what is read takes another time than what is listened to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from calfcoach import script
from calfcoach.cues.told import EPSILON_S, Told
from calfcoach.phase import Cue, CueKind, WorkItem
from calfcoach.spoken import speaking_s
from calfcoach.terms import Coach

TONE_S = 0.6  # what shares its instant with a tone begins this much later
NEW_TONE_S = 0.8  # behind an end the knock of what is new begins half a second later
CHANGE_TONE_S = 0.3  # a change must not wait as long, and the tone of a beat is short
MOST_SETUPS = 2  # sentences of how one gets into position

_LONG_TONE = frozenset({CueKind.PREPARE, CueKind.PLACE})
_SHORT_TONE = frozenset(
    {CueKind.SWITCH, CueKind.UP, CueKind.DOWN, CueKind.RELEASE, CueKind.PASS, CueKind.RAMP}
)
_NO_TONE = frozenset(
    {CueKind.SETUP, CueKind.MORE, CueKind.HOLD, CueKind.PAUSE}
    | {CueKind.LAST, CueKind.NEXT, CueKind.TICK}
)


def tone_s(kind: CueKind) -> float:
    """Seconds by which the words of a cue give way to its tone."""
    if kind in _NO_TONE:
        return 0.0
    if kind in _LONG_TONE:
        return NEW_TONE_S
    return CHANGE_TONE_S if kind in _SHORT_TONE else TONE_S


def over_s(kind: CueKind, words: str) -> float:
    """Seconds from a cue's instant until its words have been said, with tones or without."""
    return tone_s(kind) + speaking_s(words) if words else 0.0


def heard(cue: Cue, said: str) -> Cue:
    """The cue with what a voice says of it. Most say nothing and stay as they are: making each of
    them anew took longer than all the rest of the sheet."""
    if said == cue.spoken:
        return cue
    other = None if said == cue.words else said
    return Cue(kind=cue.kind, offset_s=cue.offset_s, words=cue.words, count=cue.count, said=other)


def first_fitting(kind: CueKind, forms: Sequence[str], room_s: float) -> str:
    """The first form that has been said within `room_s`; else the last one."""
    fitting = (words for words in forms if over_s(kind, words) <= room_s + EPSILON_S)
    return next(fitting, forms[-1])


class Aloud:
    """The sentences of each exercise that no voice has said yet."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self.place = False  # whether the next place was said at the end of the work before
        self._setups: dict[str, deque[str]] = {}
        self._cues: dict[str, deque[str]] = {}
        self._set_up: set[str] = set()  # exercises that began, or had a sentence of setting up
        self._noted: set[int] = set()
        self._beaten: set[str] = set()  # exercises of which "Up" and "Down" were said

    @property
    def key(self) -> str:
        """The key that ends a wait."""
        return self._told.key

    def level(self, item: WorkItem) -> Coach:
        """How much is said of an item's exercise."""
        return self._told.level(item.exercise)

    def learns(self, item: WorkItem) -> bool:
        """Whether the exercise is still taught."""
        return self._told.learns(item)

    def meet(self, item: WorkItem) -> None:
        """Get the sentences of an exercise, and the note of a step, ready once."""
        exercise = item.exercise
        if exercise.id not in self._setups:
            taught = self.learns(item)
            self._setups[exercise.id] = deque(exercise.setup[:MOST_SETUPS] if taught else ())
            self._cues[exercise.id] = deque(exercise.cues if taught else ())
        if item.step.note and item.step.no not in self._noted:
            self._noted.add(item.step.no)
            if self.level(item) is not Coach.FEW:  # behind the cue that says what to do
                self._cues[exercise.id].insert(1, item.step.note)

    def setup(self, item: WorkItem, room_s: float) -> str:
        """The next sentence for a preparation, taken, if it has been said within `room_s`; else
        "". Reps at a tempo have no room for their cues later, so any that fits is taken; and a
        note is told here where nothing else is taught."""
        name = item.exercise.id
        waiting = [(self._setups[name], None if item.at_tempo else 1)]
        if item.at_tempo or not self.learns(item):
            waiting.append((self._cues[name], None))
        for texts, most in waiting:
            for text in list(texts)[:most]:
                said = _said(text, item)
                if speaking_s(said) <= room_s + EPSILON_S:
                    texts.remove(text)
                    self._set_up.add(name)
                    return said
        return ""

    def begin(self, item: WorkItem) -> None:
        """Work begins: of how one gets into position only the first sentence still helps, and
        only if none was said."""
        name = item.exercise.id
        setups = self._setups[name]
        if name in self._set_up:
            setups.clear()
        elif not item.at_tempo:
            self._setups[name] = deque(list(setups)[:1])
        self._set_up.add(name)

    def cue(self, item: WorkItem, before: str, kind: CueKind, room_s: float) -> str:
        """The next sentence for work, taken, if it has been said behind `before` within
        `room_s`; else ""."""
        texts = self._setups[item.exercise.id] or self._cues[item.exercise.id]
        if not texts:
            return ""
        said = _said(texts[0], item)
        if over_s(kind, f"{before} {said}".strip()) > room_s + EPSILON_S:
            return ""
        texts.popleft()
        return said

    def first_set(self, item: WorkItem) -> bool:
        """Whether the two ways of a rep are said: in the first set of what is still taught."""
        first = item.exercise.id not in self._beaten
        self._beaten.add(item.exercise.id)
        return first and self.learns(item)


def _said(text: str, item: WorkItem) -> str:
    return script.sentence(script.filled(text, item.side))
