"""The voice, spoken by an engine of the system.

Owns when a phrase of a session begins: what was written ahead as exactly as a tone, what comes too
late not at all, what is more important first. What is said is `utterances`' business, how it is
made to sound that of the mouth and its phrasebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from calfcoach.coming import Coming, coming
from calfcoach.drivers.children import Children
from calfcoach.drivers.engines import Engine
from calfcoach.drivers.mouth import Mouth, Player
from calfcoach.drivers.phrasebook import Phrasebook, Trust
from calfcoach.events import (
    Asked,
    CueDue,
    Ended,
    Event,
    Mode,
    Paused,
    PhaseEnded,
    Returning,
    Snapshot,
)
from calfcoach.frozen import frozen
from calfcoach.phase import Cue, Phase
from calfcoach.records import Status
from calfcoach.timeline import Timeline
from calfcoach.utterances import Rank, Utterance, phrases, said

EARLY_S = 0.01  # what a player needs until it is heard
LATEST_S = 1.0  # words that come later belong to what is over
QUESTION_S = 10.0  # a question stands longer than its instant
BEFORE_CUE_S = 0.3  # so near to a cue nothing is written
_AGAIN_S = 0.02  # how soon to look again whether a phrase can begin
_ONE_INSTANT_S = 1e-6


@frozen
class _Waiting:
    """A phrase that begins `at` an instant, and no later than `until`. A `question` is not asked
    any more once it is answered."""

    words: str
    rank: int
    at: float
    until: float
    question: bool = False


class Voice:
    """A driver that speaks. `player` plays a sound file, None where nothing can; `folder` keeps
    what was written ahead; `tones` tells whether tones sound too. Close it at the end."""

    def __init__(
        self,
        children: Children,
        engine: Engine,
        *,
        folder: Path,
        player: Player | None,
        tones: Callable[[], bool],
        volume: int,
    ) -> None:
        self._trust = Trust(engine.name)
        self._book = Phrasebook(children, engine, folder, volume, self._trust)
        self._mouth = Mouth(children, engine, self._book, self._trust, player, volume)
        self._engine = engine
        self._tones = tones
        self._waiting: list[_Waiting] = []
        self._begun: tuple[Phase, Cue] | None = None  # said before its event came
        self._written: tuple[Timeline, bool] | None = None  # whose phrases are, with tones or not
        self._over = False  # the session is; what is said then is its last

    @property
    def note(self) -> str:
        """What the person should know at the end; empty where all went well."""
        if not self._engine.speaks and not self._mouth.plays:
            return f"`{self._engine.name}` was not heard: no sound file could be played."
        return self._trust.note

    @property
    def speaking(self) -> bool:
        """Whether something is being said or waits to be."""
        return self._mouth.speaking or bool(self._waiting)

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Say what the events ask for; begin what is due in an instant; write what comes later."""
        self._over = self._over or any(isinstance(event, Ended) for event in events)
        if snapshot.muted:
            self.hush()
            self._begun = None
        else:
            self._hear(events, now)
            if snapshot.asking is None and snapshot.counting is None:
                self._waiting = [each for each in self._waiting if not each.question]
        wish = self.attend(now)
        if snapshot.muted or self._trust.lost or self._over:
            return wish
        following = coming(snapshot)
        return _first(
            self._begin_early(following, now), self._write(following, snapshot, now), wish
        )

    def say(self, words: str, rank: Rank, now: float) -> None:
        """Say something that is no event, by the same rules."""
        self._wait(words, rank, now)
        self.attend(now)

    def attend(self, now: float) -> float | None:
        """Go on with what is being said, and begin what waits. Returns when to call again."""
        self._mouth.attend(now)
        self._book.attend(now)
        if self._trust.lost:
            self.hush()
            self._book.close()
            return None
        self._begin(now)
        wishes = [
            now + _AGAIN_S if self._due(each, now) else each.at - self._early_s(each.words)
            for each in self._waiting
        ]
        if not self._over:  # nobody waits for it then
            wishes += [each for each in (self._mouth.wish(), self._book.wish(now)) if each]
        return _first(*wishes)

    def hush(self) -> None:
        """Say nothing more of what was to be said, and end what is being said."""
        self._waiting.clear()
        self._mouth.end()

    def close(self) -> None:
        """Leave nothing behind but the last words, which are said to their end by an engine that
        has always come to one."""
        self._waiting.clear()
        self._book.close()
        self._mouth.close(finish=self._over and not self._trust.doubted)

    def _hear(self, events: Sequence[Event], now: float) -> None:
        """Cues come one by one. The answers to what a person did are one phrase, which nothing
        that was said before may hold up."""
        if any(_leaves(event) for event in events):
            self.hush()
            self._begun = None
        cues = [event for event in events if isinstance(event, CueDue)]
        spoken = [(event, utterance) for event in cues if (utterance := self._said(event))]
        for event, utterance in spoken:
            if (event.phase, event.cue) != self._begun:
                self._wait(utterance.words, utterance.rank, now - event.late_s + utterance.delay_s)
        self._answer([each for each in events if not isinstance(each, CueDue)], now, bool(spoken))
        if events:
            self._begun = None

    def _answer(self, events: Sequence[Event], now: float, after_cue: bool) -> None:
        """What is asked while time runs stands behind what the cues say."""
        answers = [utterance for event in events if (utterance := self._said(event))]
        if not answers:
            return
        asked = [event.question for event in events if isinstance(event, Asked)]
        at = now + max(each.delay_s for each in answers)
        if any(question.lets_time_run for question in asked):
            at = max([at, *(each.at for each in self._waiting)])
        elif not after_cue and not self._over:
            self._mouth.end()
        words = " ".join(each.words for each in answers)
        self._wait(words, max(each.rank for each in answers), at, question=bool(asked))

    def _said(self, event: Event) -> Utterance | None:
        return said(event, tones=self._tones())

    def _wait(self, words: str, rank: int, at: float, *, question: bool = False) -> None:
        until = at + (QUESTION_S if question else LATEST_S)
        self._waiting.append(
            _Waiting(words=words, rank=rank, at=at, until=until, question=question)
        )

    def _begin(self, now: float) -> None:
        """Begin the most important of what is due, unless what is being said is as important."""
        self._waiting = [each for each in self._waiting if now < each.until]
        due = [each for each in self._waiting if self._due(each, now)]
        if not due:
            return
        best = max(due, key=lambda each: each.rank)  # the first of them
        if not self._mouth.able(best.words):
            if self._mouth.plays:
                self._book.write(best.words, now)
        elif self._may_begin(best.rank):
            self._waiting.remove(best)
            self._mouth.say(best.words, best.rank, now)

    def _due(self, waiting: _Waiting, now: float) -> bool:
        return now >= waiting.at - self._early_s(waiting.words) - _ONE_INSTANT_S

    def _early_s(self, words: str) -> float:
        return EARLY_S if self._mouth.file(words) is not None else 0.0

    def _may_begin(self, rank: int) -> bool:
        return not self._mouth.speaking or (self._mouth.endable and rank > self._mouth.rank)

    def _begin_early(self, following: Coming | None, now: float) -> float | None:
        """Begin the most important phrase of the next instant shortly before it, where it was
        written. Returns when that is, None where it is not begun before its event."""
        if following is None or self._begun is not None:
            return None
        told = [(event, each) for event in following.events if (each := self._said(event))]
        if not told:
            return None
        event, utterance = max(told, key=lambda each: each[1].rank)
        if utterance.delay_s >= EARLY_S:  # its event comes first
            return None
        if self._mouth.file(utterance.words) is None:
            return None
        at = now + following.in_s + utterance.delay_s - EARLY_S
        if now < at - _ONE_INSTANT_S:
            return at
        if self._may_begin(utterance.rank):
            self._begun = (event.phase, event.cue)
            self._mouth.say(utterance.words, utterance.rank, now)
        return None

    def _write(self, following: Coming | None, snapshot: Snapshot, now: float) -> float | None:
        """Write the next phrase that is missing, where nothing else is about to happen."""
        near = following is not None and following.in_s <= BEFORE_CUE_S
        if near or self._waiting or not self._mouth.plays or snapshot.mode is Mode.ENDED:
            return None
        tones = self._tones()
        if self._written is None or (
            snapshot.timeline is not self._written[0] or tones is not self._written[1]
        ):
            self._written = snapshot.timeline, tones
            self._book.order(phrases(snapshot.timeline, tones=tones))
        self._book.go_on(now)
        return self._book.wish(now)


def _leaves(event: Event) -> bool:
    """Whether what was said before an event is not so any more."""
    match event:
        case PhaseEnded(finished=False) | Paused() | Returning():
            return True
        case Ended(status=status):
            return status is not Status.COMPLETED
        case _:
            return False


def _first(*wishes: float | None) -> float | None:
    return min((wish for wish in wishes if wish is not None), default=None)
