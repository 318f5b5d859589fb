"""What a tone sounds like: the bytes of a sound file.

Owns pitch, loudness, rise and fall of the samples. Knows no player and no file.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence

from calfcoach.earcons.notes import NOTES, Note, Tone
from calfcoach.terms import Side, Sound

RATE_HZ = 44_100
FULL = 100  # the highest volume

_LOUDEST = round(32_767 * 10 ** (-12 / 20))  # -12 dBFS: room for the voice, and no fright
_HARMONIC = 10 ** (-12 / 20)  # of the second harmonic, so that small loudspeakers carry it
_FAR_EAR = 10 ** (-12 / 20)  # of a panned note: who has one earpiece in still hears it
_ATTACK_S = {Sound.SOFT: 0.008, Sound.CLEAR: 0.002}
_RELEASE_S = 0.01  # a note that stops at once clicks
_TABLE = 1_024  # steps of one turn of the wave
_BLOCKS = range(400, 1_000)  # samples
_HALVED = frozenset({Tone.REMIND})  # in volume
_PANNED = frozenset({Tone.SWITCH})


def wave(tone: Tone, side: Side, sound: Sound, volume: int) -> bytes:
    """A tone as the bytes of a WAV file: 44.1 kHz, 16 bits, in stereo only where a last note is
    panned to `side`. `volume` is 0 to 100; the same arguments give the same bytes."""
    import io
    import wave as riff  # a millisecond that most commands need not

    table = _table(volume / (2 * FULL if tone in _HALVED else FULL))
    notes = [_samples(note, table, _ATTACK_S[sound]) for note in NOTES[tone]]
    panned = tone in _PANNED and side is not Side.BOTH
    buffer = io.BytesIO()
    with riff.open(buffer, "wb") as file:
        file.setnchannels(2 if panned else 1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        # The module turns the samples round itself where the machine keeps them the other way.
        file.writeframes((_in_stereo(notes, side) if panned else _joined(notes)).tobytes())
    return buffer.getvalue()


def _table(share: float) -> list[int]:
    """One turn of the sine and its second harmonic, at `share` of the full volume."""
    turn = [math.tau * step / _TABLE for step in range(_TABLE)]
    shape = [math.sin(angle) + _HARMONIC * math.sin(2 * angle) for angle in turn]
    scale = share * _LOUDEST / max(shape)
    return [round(value * scale) for value in shape]


def _samples(note: Note, table: Sequence[int], attack_s: float) -> array[int]:
    """A note with its rise and fall; only its edges are worked on sample by sample, for a tone is
    made while a session runs."""
    number = RATE_HZ * note.length_ms // 1_000
    if not note.hz:
        return array("h", bytes(2 * number))
    made = _glide(note, number, table) if note.to_hz else _steady(note.hz, number, table)
    for at, share in _ramp(attack_s):
        made[at] = round(made[at] * share)
    for at, share in _ramp(_RELEASE_S):
        made[-1 - at] = round(made[-1 - at] * share)
    return made


def _steady(hz: int, number: int, table: Sequence[int]) -> array[int]:
    """A pitch out of equal blocks: of all lengths tried the one that holds most nearly a whole
    number of turns, so that the pitch is off by less than a tenth of a hertz."""
    size = min(_BLOCKS, key=lambda tried: abs(tried * hz / RATE_HZ - round(tried * hz / RATE_HZ)))
    turns = round(size * hz / RATE_HZ)
    block = array("h", [table[at * turns * _TABLE // size % _TABLE] for at in range(size)])
    return (block * (number // size + 1))[:number]


def _glide(note: Note, number: int, table: Sequence[int]) -> array[int]:
    step = note.hz * _TABLE / RATE_HZ
    bend = (note.to_hz - note.hz) * _TABLE / RATE_HZ / (2 * number)
    return array("h", [table[int((step + bend * at) * at) % _TABLE] for at in range(number)])


def _ramp(lasts_s: float) -> Iterator[tuple[int, float]]:
    """From silence to full, smoothly: samples from the edge with the share that is heard."""
    number = round(lasts_s * RATE_HZ)
    return ((at, 0.5 - 0.5 * math.cos(math.pi * at / number)) for at in range(number))


def _joined(notes: Sequence[array[int]]) -> array[int]:
    made = array("h")
    for note in notes:
        made.extend(note)
    return made


def _in_stereo(notes: Sequence[array[int]], side: Side) -> array[int]:
    """Both ears alike, but the last note fainter in the ear that is not on `side`."""
    near = _joined(notes)
    far = _joined([*notes[:-1], array("h", [round(value * _FAR_EAR) for value in notes[-1]])])
    left, right = (near, far) if side is Side.LEFT else (far, near)
    made = array("h", bytes(4 * len(near)))
    made[0::2], made[1::2] = left, right
    return made
