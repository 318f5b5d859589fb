"""The tones: which one belongs to which instant, and what it sounds like. Pure."""

from __future__ import annotations

from calfcoach.earcons.choice import KNOCK_AFTER_S, Sounding, tone_of
from calfcoach.earcons.notes import NOTES, Note, Tone, length_s
from calfcoach.earcons.waves import RATE_HZ, wave

__all__ = [
    "KNOCK_AFTER_S",
    "NOTES",
    "RATE_HZ",
    "Note",
    "Sounding",
    "Tone",
    "length_s",
    "tone_of",
    "wave",
]
