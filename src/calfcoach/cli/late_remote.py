"""The session's socket, opened when the session first waits: behind its first frame.

Owns when, not how: what is listened to is `drivers.remote`'s, whose modules take as long as a third
of an interpreter.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from calfcoach.drivers.remote import Remote
    from calfcoach.events import Command, Snapshot


class LateRemote:
    """The terminal's `Remote` at `path`, for whoever holds the session's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = False
        self._remote: Remote | None = None

    def descriptors(self) -> list[int]:
        """What to wait for just now."""
        return self._remote.descriptors() if self._remote is not None else []

    def rests_s(self) -> float | None:
        """Seconds after which that is to be asked again, or None."""
        return self._remote.rests_s() if self._remote is not None else None

    def take(self, descriptor: int) -> None:
        """Something is to be read there."""
        if self._remote is not None:
            self._remote.take(descriptor)

    def command(self, snapshot: Snapshot, since_s: float) -> Command | None:
        """The next command. The first call comes before anything is waited for: a second is left
        until the next frame."""
        if not self._opened:
            self._open()
        return self._remote.command(snapshot, since_s) if self._remote is not None else None

    def close(self) -> None:
        """It is over."""
        if self._remote is not None:
            self._remote.close()

    def _open(self) -> None:
        from calfcoach.drivers.remote import Remote

        self._opened = True
        self._remote = Remote.at(self._path)
