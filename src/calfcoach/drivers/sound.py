"""The tones, played by the platform's player.

Owns when a tone of a session begins: a little before its instant where that is foreseen, so that
it is heard at it. Where nothing can be played the bell rings instead. Which tone it is belongs to
`earcons`, how it is played to `players`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from calfcoach.coming import Coming, coming
from calfcoach.drivers.children import Children
from calfcoach.drivers.players import Player
from calfcoach.drivers.tonefiles import ToneFiles
from calfcoach.earcons import KNOCK_AFTER_S, Sounding, Tone, tone_of
from calfcoach.events import CueDue, Event, Mode, Paused, PhaseEnded, Reason, Snapshot
from calfcoach.frozen import frozen, replace
from calfcoach.phase import Cue, CueKind, Phase
from calfcoach.player import Driver
from calfcoach.terms import Side
from calfcoach.terms import Sound as Set

EARLY_S = 0.01  # what a player needs until it is started
WRITE_AHEAD_S = 0.3  # a tone is written only where the next is not nearer than that
WRITE_EVERY_S = 0.05
AWAY_EVERY_S = 60.0
AWAY_CALLS = 3
_ONE_INSTANT_S = 1e-6


@frozen
class _Early:
    """A tone that was begun before its event, with the cues that it was begun for."""

    sounding: Sounding
    cues: tuple[tuple[Phase, Cue], ...]


class Sound:
    """A driver that sounds. `folder` keeps the tones as files, `sound` is their set, `volume` 0
    to 100. `quiet` says whether these are the quiet hours. `bell` takes over where nothing can be
    played; None where no bell is wanted. `path` are the folders to look for a player in, those of
    the environment where it is None. Close it at the end."""

    def __init__(
        self,
        children: Children,
        *,
        folder: Path,
        sound: Set,
        volume: int,
        quiet: Callable[[], bool],
        bell: Driver | None,
        path: str | None = None,
    ) -> None:
        self._player = Player(children, path)
        self._files = ToneFiles(folder, sound, volume)
        self._volume = volume
        self._quiet = quiet
        self._bell = bell
        self._early: _Early | None = None
        self._later: tuple[float, Tone] | None = None  # the knock behind an end, and when
        self._calls: list[float] = []  # when to call again who is away
        self._now = 0.0
        self._missed = False  # a tone that was due could not be played

    @property
    def player(self) -> Player:
        """What plays the tones, and can play other sounds."""
        return self._player

    @property
    def sounds(self) -> bool:
        """Whether anything is heard, be it the bell."""
        return self._volume > 0 and (self._can_play or self._bell is not None)

    @property
    def rings(self) -> bool:
        """Whether it is the bell that is heard."""
        return self._volume > 0 and not self._can_play and self._bell is not None

    @property
    def note(self) -> str:
        """What the person should know at the end; empty where all went well."""
        trouble = self._player.trouble or self._files.trouble
        if not self._missed or not trouble:
            return ""
        instead = "the bell rang instead" if self._bell is not None else "none were heard"
        return f"{trouble}, so {instead}."

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Begin what is due, and what is due in an instant. Returns when that will be."""
        self._now = now
        self._player.attend(now)
        if self._volume == 0:
            return None
        if self._can_play:
            wish = self._play_all(events, snapshot, now)
            if self._can_play:
                return wish
        return self._ring(events, snapshot, now)

    def preview(self, tone: Tone, side: Side, now: float) -> bool:
        """Play a tone that belongs to no session; False where it cannot be played."""
        return self._start(tone, side, now)

    def close(self) -> None:
        """Leave nothing behind but the last tone, which plays to its end."""
        self._player.close(self._now)

    @property
    def _can_play(self) -> bool:
        return not (self._player.lost or self._files.trouble)

    def _ring(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        if tone_of(events, snapshot) is not None:
            self._missed = True
        return self._bell.update(events, snapshot, now) if self._bell is not None else None

    def _play_all(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        self._forget(events, snapshot)
        if snapshot.muted:
            return None
        sounding = tone_of(events, snapshot, quiet=self._quiet())
        if sounding is not None and not self._was_begun(sounding, events):
            self._begin(sounding, now, now)
        if snapshot.mode is Mode.ENDED:
            return None
        if snapshot.mode is not Mode.RUNNING or any(isinstance(each, CueDue) for each in events):
            self._early = None
        wishes = (
            self._knock(now),
            self._call(events, snapshot, now),
            self._begin_early(snapshot, now),
        )
        return min((wish for wish in wishes if wish is not None), default=None)

    def _forget(self, events: Sequence[Event], snapshot: Snapshot) -> None:
        """What was to follow does not, where the person or an absence came between."""
        left = any(isinstance(each, PhaseEnded) and not each.finished for each in events)
        if left or snapshot.muted or snapshot.mode is not Mode.RUNNING:
            self._later = None
        if snapshot.muted or snapshot.mode is not Mode.PAUSED or snapshot.reason is not Reason.AWAY:
            self._calls = []

    def _was_begun(self, sounding: Sounding, events: Sequence[Event]) -> bool:
        if self._early is None or self._early.sounding != sounding:
            return False
        return any(
            isinstance(each, CueDue) and (each.phase, each.cue) in self._early.cues
            for each in events
        )

    def _begin_early(self, snapshot: Snapshot, now: float) -> float | None:
        """Begin the next tone where its instant is near. Returns when it will be; or when to
        write the next file, where there is time for that."""
        following = _foreseen(snapshot)
        in_s = following.in_s if following is not None else WRITE_AHEAD_S
        writes_at = now + WRITE_EVERY_S if self._wrote(in_s) else None
        if following is None:
            return writes_at
        cues = tuple((each.phase, each.cue) for each in following.events)
        sounding = tone_of(following.events, snapshot, quiet=self._quiet())
        if sounding is None or (self._early is not None and self._early.cues == cues):
            return writes_at
        if in_s > EARLY_S + _ONE_INSTANT_S:
            return writes_at or now + in_s - EARLY_S
        self._begin(sounding, now, now + in_s)
        self._early = _Early(sounding=sounding, cues=cues)
        return None

    def _wrote(self, in_s: float) -> bool:
        return in_s >= WRITE_AHEAD_S and self._files.write_next(quiet=self._quiet())

    def _knock(self, now: float) -> float | None:
        """What follows an end; returns when it will."""
        if self._later is None:
            return None
        at, tone = self._later
        if now < at - EARLY_S - _ONE_INSTANT_S:
            return at - EARLY_S
        self._later = None
        self._start(tone, Side.BOTH, now)
        return None

    def _call(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Call who is away, a few times; returns when next."""
        if any(isinstance(each, Paused) and each.reason is Reason.AWAY for each in events):
            began = now - snapshot.paused_s
            self._calls = [began + no * AWAY_EVERY_S for no in range(1, AWAY_CALLS + 1)]
        if self._calls and now >= self._calls[0] - _ONE_INSTANT_S:
            self._calls.pop(0)
            self._start(Tone.PAUSED, Side.BOTH, now)
        return self._calls[0] if self._calls else None

    def _begin(self, sounding: Sounding, now: float, instant: float) -> None:
        self._later = None if sounding.then is None else (instant + KNOCK_AFTER_S, sounding.then)
        self._start(sounding.tone, sounding.side, now)

    def _start(self, tone: Tone, side: Side, now: float) -> bool:
        file = self._files.file(tone, side, quiet=self._quiet())
        return file is not None and self._player.play(file, now) is not None


def _foreseen(snapshot: Snapshot) -> Coming | None:
    """What comes next; on a tender spot there are no passes to keep time with."""
    following, spot_s = coming(snapshot), snapshot.spot_left_s
    if following is None or spot_s is None or following.in_s >= spot_s:
        return following
    kept = tuple(each for each in following.events if each.cue.kind is not CueKind.PASS)
    return replace(following, events=kept)
