"""What a person hears of a session, and how they are called: tones or bell, voice, alerts.

Owns which of them there are on this terminal, by the settings, the options and the routine. What
each does is the drivers' business.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from functools import partial

from calfcoach.alerts import BEL, is_remote, way_to_call
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.wishes import Wishes
from calfcoach.drivers.bell import Bell
from calfcoach.drivers.children import Children
from calfcoach.files.settings import Settings
from calfcoach.model import Routine
from calfcoach.terms import Notify, Side, Sound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.drivers.notify import Notify as Caller
    from calfcoach.drivers.sound import Sound as Tones
    from calfcoach.drivers.voice import Voice
    from calfcoach.player import Driver

_LOUDSPEAKERS = ("PULSE_SERVER", "PIPEWIRE_REMOTE")  # are named: those where the person is
_FAR = "The voice was silent: it would have spoken at the other machine. --voice lets it."
_VOICELESS = (
    "No voice was found: install espeak-ng or speech-dispatcher, or set voice_command. "
    "calfcoach cues test tries it."
)


class Hearing:
    """The drivers of a session that are heard. Close it at the end; then `notes` are what a person
    should know of them."""

    def __init__(
        self,
        tones: Tones | Bell | None,
        voice: Voice | None,
        caller: Caller | None,
        notes: list[str],
        ring: Callable[[], None],
    ) -> None:
        self._tones = tones
        self._voice = voice
        self._caller = caller
        self._notes = notes
        self._ring = ring
        self.muted = False  # what is told by `tell`; a session knows for itself

    @property
    def audible(self) -> bool:
        """Whether there is anything that could be muted."""
        return self._tones is not None or self._voice is not None

    @property
    def drivers(self) -> list[Driver]:
        """In the order in which they are served: what must be exact first."""
        return [each for each in (self._tones, self._voice, self._caller) if each is not None]

    def tell(self, lines: Sequence[str], now: float, *, knock: bool) -> float | None:
        """What belongs to no session: say lines, in place of what is being said, behind a knock or
        a bell where so wanted. Returns when to `tell` again, with nothing new."""
        if self.muted:
            return None
        if knock and self._tones is not None:
            self._knock(now)
        if self._voice is None:
            return None
        if lines:
            from calfcoach.utterances import Rank, in_words  # late: only a cramp is led so

            self._voice.hush()
            self._voice.say(in_words(" ".join(lines)), Rank.NAME, now)
        return self._voice.attend(now)

    def mute(self) -> bool:
        """Turn off what `tell` makes heard, or on; whether it is off now."""
        self.muted = not self.muted
        if self._voice is not None:
            self._voice.hush()
        return self.muted

    def _knock(self, now: float) -> None:
        from calfcoach.earcons import Tone

        played = not isinstance(self._tones, Bell | None) and self._tones.preview(
            Tone.PREPARE, Side.BOTH, now
        )
        if not played:
            self._ring()

    def close(self) -> None:
        """Leave nothing behind that still makes a sound, but for the last one."""
        for each in self._sounding:
            each.close()

    @property
    def notes(self) -> list[str]:
        """Whole sentences."""
        return [*self._notes, *(each.note for each in self._sounding if each.note)]

    @property
    def _sounding(self) -> list[Tones | Voice]:
        """What starts programs of its own; the bell does not."""
        tones = None if isinstance(self._tones, Bell) else self._tones
        return [each for each in (tones, self._voice) if each is not None]


def hearing_for(
    around: Surroundings, wishes: Wishes, children: Children, pass_on: Callable[[bytes], None]
) -> Hearing:
    """What is heard of a session here. `pass_on` writes to the terminal where nothing is half
    written."""
    notes: list[str] = []
    ring = partial(pass_on, BEL)
    tones = _tones(around, children, ring)
    voice = _voice(around, wishes, children, tones, notes)
    caller = _caller(around, pass_on, tones)
    return Hearing(tones, voice, caller, notes, ring if may_ring(around) else _be_silent)


def starts_muted(routine: Routine, wishes: Wishes) -> bool:
    """Whether the session begins without a sound: as the option says, else as the routine wishes,
    unless its voice was asked for."""
    if wishes.mute is not None:
        return wishes.mute
    return not (routine.sound or wishes.voice)


def is_quiet(settings: Settings, at: time) -> bool:
    """Whether a time of day is among the quiet hours."""
    first, last = settings.quiet_hours
    return first <= at < last if first <= last else at >= first or at < last


def is_quiet_now(settings: Settings) -> bool:
    """Whether it is one of the quiet hours where the person is."""
    return is_quiet(settings, datetime.now().astimezone().time())


def volume_now(settings: Settings) -> int:
    """The volume, 0 to 100, half of it in the quiet hours."""
    return settings.volume // 2 if is_quiet_now(settings) else settings.volume


def may_ring(around: Surroundings) -> bool:
    """The bell is for a terminal. In accessible form only where it was asked for."""
    if not around.stdout_is_terminal or around.settings.sound is Sound.OFF:
        return False
    return not around.accessible or around.settings.sound is Sound.BELL


def is_far(environ: Mapping[str, str]) -> bool:
    """Whether a sound of this machine would be heard somewhere else."""
    return is_remote(environ) and not any(environ.get(name) for name in _LOUDSPEAKERS)


def _somebody_listens(around: Surroundings) -> bool:
    return around.stdin_is_terminal or around.stdout_is_terminal


def _tones(
    around: Surroundings, children: Children, ring: Callable[[], None]
) -> Tones | Bell | None:
    """Tones where they can be played, else the bell where that may ring."""
    settings = around.settings
    bell = Bell(ring) if may_ring(around) else None
    if settings.sound in (Sound.OFF, Sound.BELL) or not _somebody_listens(around):
        return bell
    if is_far(around.environ) or not hasattr(os, "posix_spawn"):
        return bell
    from calfcoach.drivers.sound import Sound as Tones

    return Tones(
        children,
        folder=around.folders.cache / "tones",
        sound=settings.sound,
        volume=settings.volume,
        quiet=partial(is_quiet_now, settings),
        bell=bell,
    )


def _voice(
    around: Surroundings,
    wishes: Wishes,
    children: Children,
    tones: Tones | Bell | None,
    notes: list[str],
) -> Voice | None:
    """The voice, where it is wanted and there is an engine for it."""
    settings = around.settings
    wanted = settings.voice if wishes.voice is None else wishes.voice
    if not wanted or not _somebody_listens(around):
        return None
    if wishes.voice is None and is_far(around.environ):
        notes.append(_FAR)
        return None
    from calfcoach.drivers.engines import find_engine
    from calfcoach.drivers.players import Player
    from calfcoach.drivers.voice import Voice

    volume = volume_now(settings)
    found = find_engine(settings.voice_command, volume, around.environ)
    if found.note:
        notes.append(found.note)
    if found.engine is None:
        notes.append(_VOICELESS)
        return None
    player = Player(children) if tones is None or isinstance(tones, Bell) else tones.player
    return Voice(
        children,
        found.engine,
        folder=around.folders.cache / "voice",
        player=player.play if not player.lost else None,
        tones=partial(_sounds, tones),
        volume=volume,
    )


def _sounds(tones: Tones | Bell | None) -> bool:
    """Whether a start is told without the voice."""
    return tones is not None and (isinstance(tones, Bell) or tones.sounds)


def _caller(
    around: Surroundings, pass_on: Callable[[bytes], None], tones: Tones | Bell | None
) -> Caller | None:
    """The terminal's call; never in accessible form, where it would be heard twice."""
    notify = around.settings.notify
    if notify is Notify.OFF or around.accessible or not around.stdout_is_terminal:
        return None
    import sys

    from calfcoach.drivers.notify import Notify as Caller

    way = way_to_call(notify, around.environ)
    return Caller(
        pass_on,
        way,
        rings=partial(_call_rings, around.settings, tones, marks=bool(way.between)),
        encoding=sys.stdout.encoding or "utf-8",
    )


def _call_rings(settings: Settings, tones: Tones | Bell | None, *, marks: bool) -> bool:
    """Whether an alert may ring too: where it was asked for; else not in silence, and beside tones
    only where it `marks` a window (tmux). Never where the bell is what is heard already."""
    if isinstance(tones, Bell) or (tones is not None and tones.rings):
        return False
    if settings.notify is Notify.BELL:
        return True
    return settings.sound is not Sound.OFF and (tones is None or marks)


def _be_silent() -> None:
    """The bell where none may ring."""
