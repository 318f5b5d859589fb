"""The notes of each tone.

Pitches and lengths are CalfCoach's own judgement: high enough for the loudspeaker of a laptop,
short enough to stay out of the way of a voice, and told apart by their contour alone.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen


class Tone(StrEnum):
    """What a tone tells."""

    PREPARE = "prepare"
    TICK = "tick"
    HALF_WAY = "half-way"
    START = "start"
    SWITCH = "switch"
    END = "end"
    UP = "up"
    DOWN = "down"
    DONE = "done"
    PAUSED = "paused"
    REMIND = "remind"


@frozen
class Note:
    """A pitch, in Hz, that lasts `length_ms`; a glide where it ends at another, a gap at 0 Hz."""

    hz: int
    length_ms: int
    to_hz: int = 0


_C5, _E5, _G5, _A4, _A5, _C6, _E6 = 523, 659, 784, 440, 880, 1_047, 1_319


def _notes(*pairs: tuple[int, int]) -> tuple[Note, ...]:
    return tuple(Note(hz=hz, length_ms=length_ms) for hz, length_ms in pairs)


_KNOCK = _notes((_C5, 90), (0, 60), (_C5, 90))
NOTES = {
    Tone.PREPARE: _KNOCK,
    Tone.TICK: _notes((_A5, 45)),
    Tone.HALF_WAY: _notes((_E6, 30), (0, 50), (_E6, 30)),
    Tone.START: _notes((_C5, 80), (_G5, 220)),
    Tone.SWITCH: _notes((_G5, 110), (_C5, 110), (_G5, 110)),
    Tone.END: _notes((_G5, 80), (_C5, 300)),
    Tone.UP: (Note(hz=_C5, length_ms=150, to_hz=_G5),),
    Tone.DOWN: (Note(hz=_G5, length_ms=150, to_hz=_C5),),
    Tone.DONE: _notes((_C5, 100), (_E5, 100), (_G5, 100), (_C6, 500)),
    Tone.PAUSED: _notes((_A4, 180), (0, 180), (_A4, 180)),
    Tone.REMIND: _KNOCK,
}


def length_s(tone: Tone) -> float:
    """How long a tone lasts, its gaps included, in seconds."""
    return sum(note.length_ms for note in NOTES[tone]) / 1_000
