"""The platform's player of sound files. No driver: what sounds and speaks shares it.

Owns which player is taken, and when one that fails or hangs is given up. Knows nothing of tones,
words or sessions.
"""

from __future__ import annotations

import os

from calfcoach.drivers.programs import find_program
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from calfcoach.drivers.children import Child, Children

_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
NONE_FOUND = "No player for the tones was found (`pw-play`, `paplay` or `aplay`)"
MOST_AT_ONCE = 4
HANGS_S = 5.0  # a tone lasts less than a second; even a headset that wakes up needs no longer
MOST_FAILURES = 3  # in a row, of a player that has played before


@frozen
class _Playing:
    """A file that was begun `since` some time, and by which player."""

    child: Child
    command: tuple[str, ...]
    since: float


def find_players(path: str | None = None) -> list[tuple[str, ...]]:
    """The commands that play a file whose name is put behind them, the best one first. `path` are
    the folders to look in, those of the environment where it is None."""
    found = [(find_program(program, path), *options) for program, *options in _PLAYERS]
    return [command for command in found if command[0]]


class Player:
    """Plays sound files. Where the first player fails at its first file the next one is taken,
    each once. `trouble` says why nothing can be played any more, else it is empty."""

    def __init__(self, children: Children, path: str | None = None) -> None:
        self._children = children
        self._commands = find_players(path)
        self._playing: list[_Playing] = []
        self._failed: list[str] = []
        self._failures = 0
        self._worked = False  # the player that is used now, at least once
        self.trouble = "" if self._commands else NONE_FOUND

    @property
    def lost(self) -> bool:
        """Whether there is nothing to play with, or no more."""
        return not self._commands

    @property
    def name(self) -> str:
        """The program in use; empty where there is none."""
        return os.path.basename(self._commands[0][0]) if self._commands else ""  # noqa: PTH119  # spares the making of a path

    def play(self, file: Path, now: float) -> Child | None:
        """Begin to play a file; None where nothing can be played any more."""
        self.attend(now)
        while not self.lost:
            command = self._commands[0]
            child = self._children.start([*command, str(file)])
            if child is not None:
                self._playing.append(_Playing(child=child, command=command, since=now))
                return child
            self._give_up()
        return None

    def attend(self, now: float) -> None:
        """Notice what has ended, what failed and what hangs. Waits for nothing."""
        ended = [each for each in self._playing if not each.child.running]
        self._playing = [each for each in self._playing if each.child.running]
        for each in ended:
            self._count(each)
        overdue = [each for each in self._playing if now - each.since > HANGS_S]
        if len(overdue) > MOST_AT_ONCE:
            self._hang()

    def close(self, now: float) -> None:
        """It is over: what still plays comes to its end, what hangs is ended."""
        for each in self._playing:
            if now - each.since > HANGS_S:
                each.child.kill()
        self._playing.clear()

    def _count(self, ended: _Playing) -> None:
        """A player that never played is given up at once, one that did after some failures."""
        if self._commands[:1] != [ended.command]:
            return  # of one that was given up
        if not ended.child.failed:
            self._worked, self._failures = True, 0
            return
        self._failures += 1
        if not self._worked or self._failures >= MOST_FAILURES:
            self._give_up()

    def _give_up(self) -> None:
        self._failed.append(f"`{self.name}`")
        self._commands.pop(0)
        self._worked, self._failures = False, 0
        if self.lost:
            self.trouble = f"{' and '.join(self._failed)} could not play the tones"

    def _hang(self) -> None:
        self.trouble = f"`{self.name}` did not come to an end"
        for each in self._playing:
            each.child.kill()
        self._playing.clear()
        self._commands.clear()
