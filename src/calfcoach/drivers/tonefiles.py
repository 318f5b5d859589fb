"""The tones as files, for players that can only play files. No driver.

Owns their folder in the cache: each tone is written once, whole or not at all, and only for this
user. Knows nothing of players.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from calfcoach.earcons import Tone
from calfcoach.files.folders import as_typed, make_folders
from calfcoach.terms import Side, Sound

FORMAT = 1  # of what is in the files; another number makes them anew
_HEAD_BYTES = 44  # a file that is no longer holds no sound
_AHEAD = (  # what a session needs, in about the order in which it does
    (Tone.PREPARE, Side.BOTH),
    (Tone.TICK, Side.BOTH),
    (Tone.START, Side.BOTH),
    (Tone.HALF_WAY, Side.BOTH),
    (Tone.SWITCH, Side.RIGHT),
    (Tone.END, Side.BOTH),
    (Tone.SWITCH, Side.LEFT),
    (Tone.UP, Side.BOTH),
    (Tone.DOWN, Side.BOTH),
    (Tone.DONE, Side.BOTH),
    (Tone.PAUSED, Side.BOTH),
    (Tone.SWITCH, Side.BOTH),
    (Tone.REMIND, Side.BOTH),
)


class ToneFiles:
    """The tones of one set at one volume, 0 to 100. `trouble` says why a tone could not be
    written, else it is empty."""

    def __init__(self, folder: Path, sound: Sound, volume: int) -> None:
        self._folder = folder
        self._sound = sound
        self._volume = volume
        self._seen: set[str] = set()  # written ahead, or there
        self.trouble = ""

    def file(self, tone: Tone, side: Side, *, quiet: bool) -> Path | None:
        """The file of a tone, at half the volume where it is `quiet`; written now, in a few
        milliseconds, where it was not before. None where that fails."""
        volume = self._volume_now(quiet=quiet)
        path = self._folder / self._name(tone, side, volume)
        if _is_there(path) or self._write(path, _wave(tone, side, self._sound, volume)):
            return path
        return None

    def write_next(self, *, quiet: bool) -> bool:
        """Write one of the tones that are still missing; False where all are there, or it fails."""
        volume = self._volume_now(quiet=quiet)
        for tone, side in _AHEAD:
            name = self._name(tone, side, volume)
            if name in self._seen:
                continue
            self._seen.add(name)
            if not _is_there(self._folder / name):
                return self.file(tone, side, quiet=quiet) is not None
        return False

    def _volume_now(self, *, quiet: bool) -> int:
        return self._volume // 2 if quiet else self._volume

    def _name(self, tone: Tone, side: Side, volume: int) -> str:
        return f"{FORMAT}-{self._sound}-{volume}-{tone}-{side}.wav"

    def _write(self, path: Path, data: bytes) -> bool:
        """Write under another name and rename: what has the name is whole."""
        rough = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            make_folders(self._folder)
            with open(rough, "wb", opener=_open_private) as file:
                file.write(data)
            rough.replace(path)
        except OSError:
            self.trouble = f"The tones could not be written to `{as_typed(self._folder)}`"
            with contextlib.suppress(OSError):
                rough.unlink()
            return False
        return True


def _is_there(path: Path) -> bool:
    try:
        return path.stat().st_size > _HEAD_BYTES
    except OSError:
        return False


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _wave(tone: Tone, side: Side, sound: Sound, volume: int) -> bytes:
    from calfcoach.earcons.waves import wave  # late: mostly the cache has the tone

    return wave(tone, side, sound, volume)
