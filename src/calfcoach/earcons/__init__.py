"""The tones: which one belongs to which instant, and what it sounds like. Pure. The bytes are made
by `earcons.waves`, which a session needs only where a tone is not in the cache."""

from __future__ import annotations

from calfcoach.earcons.choice import KNOCK_AFTER_S, Sounding, tone_of
from calfcoach.earcons.notes import NOTES, Note, Tone, length_s

__all__ = [
    "KNOCK_AFTER_S",
    "NOTES",
    "Note",
    "Sounding",
    "Tone",
    "length_s",
    "tone_of",
]
