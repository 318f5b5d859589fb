"""The one question about sound, put before the first session of all.

Owns when it is asked and what is kept of the answer. What sounds then is `hearing`'s business.
"""

from __future__ import annotations

from datetime import UTC, datetime

from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.errors import CoachError
from calfcoach.files.settings import load_settings
from calfcoach.frozen import replace
from calfcoach.store import History
from calfcoach.terms import Sound

ASKED, VERSION = "sound", "1"
_QUESTION = "Sound? Enter tones, V tones and voice, N none."
_SPOKEN = "Sound? Enter tones, N none. Your screen reader is the voice."
_AGAIN = "Enter, V or N."
_LATER = "calfcoach config set sound, or voice, changes it."


def sound_chosen(history: History, around: Surroundings, wishes: Wishes) -> Surroundings:
    """The surroundings with what the person has chosen, asked where nobody has yet. LeftError."""
    if not around.can_ask or wishes.yes or wishes.mute or history.acknowledged(ASKED):
        return around
    origins = around.settings.origins
    if origins["sound"] == origins["voice"] == "default":
        around = _ask(around)
    history.acknowledge(ASKED, VERSION, at=datetime.now(UTC))
    return around


def _ask(around: Surroundings) -> Surroundings:
    from calfcoach.cli.asking import put, say  # late: it is asked once in a life

    answer = put(around, _SPOKEN if around.accessible else _QUESTION)
    while answer not in ("", "t", "v", "n"):
        answer = put(around, _AGAIN)
    voice = answer == "v"
    sound = Sound.OFF if answer == "n" else Sound.CLEAR
    say(around, f"{_said(sound, voice=voice)} {_LATER}")
    return _kept(around, sound, voice=voice)


def _said(sound: Sound, *, voice: bool) -> str:
    if sound is Sound.OFF:
        return "No sound."
    return "Tones and voice." if voice else "Tones."


def _kept(around: Surroundings, sound: Sound, *, voice: bool) -> Surroundings:
    """Both in the settings; where they cannot be written, at least for this session."""
    from calfcoach.files.config_file import set_setting

    try:
        set_setting(around.folders, "sound", sound.value)
        set_setting(around.folders, "voice", str(voice).lower())
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return replace(around, settings=replace(around.settings, sound=sound, voice=voice))
    return replace(around, settings=load_settings(around.folders, around.environ))
