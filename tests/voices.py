"""What a voice says in an untouched session, with the instants at which it begins."""

from __future__ import annotations

from collections.abc import Sequence

from building import Untouched

from calfcoach.events import CueDue, Event, Snapshot
from calfcoach.frozen import frozen
from calfcoach.phase import PhaseKind
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.timeline import Timeline
from calfcoach.utterances import Utterance, said


@frozen
class Spoken:
    """One phrase: its instant in seconds, what it is, and whether it falls into work."""

    at_s: float
    utterance: Utterance
    working: bool

    @property
    def begins_s(self) -> float:
        return self.at_s + self.utterance.delay_s

    @property
    def words(self) -> str:
        return self.utterance.words


class Ear:
    """A driver that keeps every phrase."""

    def __init__(self, *, tones: bool) -> None:
        self._tones = tones
        self.heard: list[Spoken] = []

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        del snapshot
        for event in events:
            utterance = said(event, tones=self._tones)
            if utterance is not None:
                working = isinstance(event, CueDue) and event.phase.kind is PhaseKind.WORK
                at_s = round(now, 3)
                self.heard.append(Spoken(at_s=at_s, utterance=utterance, working=working))
        return None


def heard(made: Timeline, *, tones: bool) -> list[Spoken]:
    """All that is said in an untouched session."""
    ear = Ear(tones=tones)
    play(Session(made), Untouched(), [ear])
    return ear.heard
