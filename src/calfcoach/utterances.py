"""What a voice says of an event, and what gives way to what. Pure.

The sentences are those of the cues and of the replies; here they get the form in which they are
spoken (numbers as words), their rank, and their place behind the tone of the same instant.
"""

from __future__ import annotations

from enum import IntEnum

from calfcoach import replies, script
from calfcoach.cues.aloud import TONE_S, tone_s
from calfcoach.events import Act, CueDue, Ended, Event, Muted, Paused, Resumed, Told
from calfcoach.frozen import frozen
from calfcoach.phase import CueKind
from calfcoach.records import Status
from calfcoach.spoken import in_words
from calfcoach.timeline import Timeline

__all__ = ["Rank", "Utterance", "in_words", "phrases", "said"]


class Rank(IntEnum):
    """What ends what: a higher one ends a lower one that is being said."""

    CUE = 1
    HALF_WAY = 2
    SWITCH = 3
    NAME = 4


@frozen
class Utterance:
    """Something to say, `delay_s` after its instant."""

    words: str
    rank: Rank
    delay_s: float = 0.0


def said(event: Event, *, tones: bool) -> Utterance | None:
    """What a voice says of an event; None for nothing. `tones`: whether tones sound too. Then a
    phrase waits for the tone of its instant, and a start is told by its tone alone."""
    if isinstance(event, CueDue):
        return None if event.returning else _cued(event, tones=tones)
    words = "" if _is_only_seen(event) else replies.words(event)
    if isinstance(event, Ended) and event.status is Status.COMPLETED:
        words = "Done."
    if not words:
        return None
    sounds = tones and isinstance(event, Ended | Paused | Resumed)
    return Utterance(words=in_words(words), rank=Rank.NAME, delay_s=TONE_S if sounds else 0.0)


def _is_only_seen(event: Event) -> bool:
    """A voice says nothing of being silent, and of pictures."""
    match event:
        case Muted(muted=True) | Told(what=Act.PICTURES):
            return True
        case _:
            return False


def _cued(event: CueDue, *, tones: bool) -> Utterance | None:
    cue = event.cue
    words = cue.spoken
    if tones and cue.kind is CueKind.START:
        words = words.removeprefix(script.START).lstrip()
    if not words:
        return None
    delay_s = tone_s(cue.kind) if tones else 0.0
    return Utterance(words=in_words(words), rank=_rank(cue.kind), delay_s=delay_s)


def _rank(kind: CueKind) -> Rank:
    match kind:
        case CueKind.SETUP | CueKind.MORE | CueKind.RAMP | CueKind.PASS:
            return Rank.CUE
        case CueKind.HALF_WAY | CueKind.LAST | CueKind.NEXT:
            return Rank.HALF_WAY
        case CueKind.SWITCH | CueKind.START | CueKind.RELEASE:
            return Rank.SWITCH
        case CueKind.UP | CueKind.HOLD | CueKind.DOWN | CueKind.PAUSE:
            return Rank.SWITCH
        case _:
            return Rank.NAME


def phrases(timeline: Timeline, *, tones: bool) -> list[str]:
    """All that will be said if nothing happens, in its order, each once."""
    events: list[Event] = [
        CueDue(phase=phase, cue=cue, late_s=0.0) for phase in timeline.phases for cue in phase.cues
    ]
    told = [said(event, tones=tones) for event in [*events, Ended(status=Status.COMPLETED)]]
    return list(dict.fromkeys(each.words for each in told if each is not None))
