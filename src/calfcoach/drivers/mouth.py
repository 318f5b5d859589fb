"""One phrase aloud at a time, by whatever says it soonest. No driver.

A sound file that was written before is played; else the engine says it, which may be a server that
is spoken to over its socket. Owns that what is being said can be ended, and that what hangs or
fails is noticed. Knows nothing of sessions: what is said, and when, is decided elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.engines import Engine, phrase, spd_volume, speech
from calfcoach.drivers.phrasebook import Phrasebook, Trust
from calfcoach.drivers.speechd import Message, Speechd

HANGS_S = 20.0  # no phrase lasts that long
PLAYED_LATE_S = 2.0  # a headset that wakes up may need as long
TAKEN_BACK_S = 1.0  # what a server has not begun by then is not said any more
_HEAD_BYTES = 44  # of a WAV file
_PLAYER_FAILURES = 3  # in a row; then nothing is played any more
_CHARACTERS_A_SECOND = 10.0  # slow speech, where nobody tells when it ends

Player = Callable[[Path, float], Child | None]  # a file and the time


class Mouth:
    """Says what it is told to say. `player` plays a sound file, None where nothing can."""

    def __init__(
        self,
        children: Children,
        engine: Engine,
        book: Phrasebook,
        trust: Trust,
        player: Player | None,
        volume: int,
    ) -> None:
        self._children = children
        self._engine = engine
        self._book = book
        self._trust = trust
        self._player = player
        self._server = Speechd(engine.address, spd_volume(volume)) if engine.address else None
        self._voice: Child | Message | None = None
        self._plays = False  # it is the player that is at work, not the engine
        self._most_s = HANGS_S  # of what is being played
        self._words = ""
        self._since = 0.0
        self._player_failures = 0
        self.rank = 0  # of what is being said; 0 where nothing is

    @property
    def plays(self) -> bool:
        """Whether sound files can be heard, so that it is worth to write some."""
        return self._player is not None

    @property
    def speaking(self) -> bool:
        """Whether something is being said, as far as is known."""
        return self._voice is not None

    @property
    def endable(self) -> bool:
        """Whether what is being said would end if it had to."""
        return self._plays or isinstance(self._voice, Message) or self._engine.endable

    def file(self, words: str) -> Path | None:
        """The sound of a phrase, where it was written and can be played."""
        return self._book.file(words) if self._player is not None else None

    def able(self, words: str) -> bool:
        """Whether a phrase could be begun at once."""
        return bool(self._engine.speaks) or self.file(words) is not None

    def say(self, words: str, rank: int, now: float) -> None:
        """Begin a phrase, in place of what is being said."""
        self.end()
        if not phrase(words):
            return
        self._words, self._since = words, now
        self._voice = self._play(words, now) or self._ask(words) or self._speak(words)
        self.rank = rank if self._voice is not None else 0

    def end(self) -> None:
        """End what is being said, where that is possible."""
        if self._voice is not None and self.endable:
            self._voice.kill()
            self._silent()

    def attend(self, now: float) -> None:
        """Notice what has ended, and end what hangs."""
        if self._server is not None:
            self._server.attend()
        voice, lasts_s = self._voice, now - self._since
        if isinstance(voice, Message):
            self._attend_message(voice, lasts_s)
        elif voice is not None:
            self._attend_child(voice, lasts_s)

    def wish(self) -> float | None:
        """When it must be looked after at the latest."""
        most_s = self._most_s if self._plays else HANGS_S
        return None if self._voice is None else self._since + most_s

    def close(self, *, finish: bool) -> None:
        """Leave. `finish`: what is being said is said to its end."""
        if self._voice is not None and not finish:
            self._voice.kill()
        self._silent()
        if self._server is not None:
            self._server.close()

    def _play(self, words: str, now: float) -> Child | None:
        path = self.file(words)
        if path is None or self._player is None:
            return None
        child = self._player(path, now)
        self._most_s = _length_s(path) + PLAYED_LATE_S
        self._plays = child is not None
        if child is None:
            self._count_player(failed=True)
        return child

    def _ask(self, words: str) -> Message | None:
        return None if self._server is None else self._server.speak(words)

    def _speak(self, words: str) -> Child | None:
        if not self._engine.speaks:
            return None
        argv, stdin = speech(self._engine, words)
        child = self._children.start(argv, stdin=stdin)
        if child is None:
            self._trust.failed()
        return child

    def _attend_child(self, child: Child, lasts_s: float) -> None:
        hangs = child.running  # asked once: it may be reaped before kill returns
        if hangs and lasts_s < (self._most_s if self._plays else HANGS_S):
            return
        if hangs:
            child.kill()
        if self._plays:
            self._count_player(failed=hangs or child.failed)
        elif hangs:
            self._trust.hung()
        elif child.failed:
            self._trust.failed()
        else:
            self._trust.worked()
        self._silent()

    def _attend_message(self, message: Message, lasts_s: float) -> None:
        """What the server has not begun in time is taken back: it would be told too late. One
        that never tells when it begins or ends is given the time that the words need."""
        tells = self._server is not None and self._server.tells_begin
        needs_s = TAKEN_BACK_S + len(self._words) / _CHARACTERS_A_SECOND
        if not message.running:
            self._trust.worked() if message.queued else self._trust.failed()
            self._silent()
        elif lasts_s >= TAKEN_BACK_S and not message.queued:
            message.kill()
            self._trust.failed()
            self._silent()
        elif lasts_s >= TAKEN_BACK_S and tells and not message.begun:
            message.kill()
            self._silent()
        elif lasts_s >= (HANGS_S if message.begun else needs_s):
            self._silent()

    def _count_player(self, *, failed: bool) -> None:
        self._player_failures = self._player_failures + 1 if failed else 0
        if self._player_failures >= _PLAYER_FAILURES:
            self._player = None

    def _silent(self) -> None:
        self._voice = None
        self._plays = False
        self.rank = 0


def _length_s(path: Path) -> float:
    """How long a sound file lasts; as long as any phrase where its head does not tell."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            size = file.seek(0, os.SEEK_END)
    except OSError:
        return HANGS_S
    bytes_a_second = int.from_bytes(head[28:32], "little")
    if head[:4] != b"RIFF" or len(head) < _HEAD_BYTES or not bytes_a_second:
        return HANGS_S
    return min(size / bytes_a_second, HANGS_S)
