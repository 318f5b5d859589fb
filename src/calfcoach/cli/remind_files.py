"""Reminders that are files in a folder of the system's: written, put back, taken away.

Owns that a file without our mark is never written over unasked and never removed, and that a
reminder that cannot be installed leaves what stood there before. What switches a file on is its
kind's business.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from calfcoach.cli.new_file import NewFile
from calfcoach.cli.remind_tools import Shown, remove_file, write_files
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, read_bytes
from calfcoach.reminders.model import MARK, Written

_MARKED_WITHIN = 1000  # bytes from the top


class Switch(Protocol):
    """What a system does with such files. CoachError where it refuses."""

    def switch_on(self, names: Sequence[str]) -> None:
        """Start what these files say."""

    def switch_off(self, names: Sequence[str]) -> None:
        """Stop it; what does not run is no failure."""

    def are_gone(self, names: Sequence[str]) -> None:
        """The files were removed."""

    def is_left_over(self, name: str) -> bool:
        """Whether there is no such file any more, and yet something that it switched on."""

    def was_on(self, name: str) -> bool:
        """Whether a file that is not ours is switched on, as far as can be seen."""


class Files:
    """The files of one folder that may be ours, by their `names`."""

    def __init__(self, folder: Path, names: Iterable[str], switch: Switch) -> None:
        self._folder = folder
        self._names = tuple(names)
        self._switch = switch

    def shown(self, made: Iterable[Written]) -> list[Shown]:
        """What would be written."""
        return [Shown(where=as_typed(self._folder / one.name), text=one.text) for one in made]

    def others(self, made: Iterable[Written]) -> list[Path]:
        """Files of others that would be written over."""
        paths = [self._folder / one.name for one in made]
        return [path for path in paths if os.path.lexists(path) and not _is_ours(path)]

    def ours(self) -> list[str]:
        """The names of what is there of ours."""
        return [
            name
            for name in self._names
            if _is_ours(self._folder / name) or self._switch.is_left_over(name)
        ]

    def text(self, name: str) -> str:
        """What stands in a file of ours; empty where that cannot be read."""
        path = self._folder / name
        return _bytes(path).decode("utf-8", "replace") if _is_ours(path) else ""

    def install(self, made: Sequence[Written]) -> None:
        """Write these in place of all that is ours. CoachError where that fails: then everything
        is as it was, unless another one beside it says otherwise."""
        ours, names = self.ours(), [one.name for one in made]
        before = self._contents({*ours, *names})
        on = [name for name in before if name in ours or self._switch.was_on(name)]
        try:
            self._take_away([*ours, *(name for name in before if name not in ours)])
            write_files(self._folder, made)
            self._switch.switch_on(names)
        except KeyboardInterrupt:
            self._put_back(names, before, on)
            raise
        except CoachError as problem:
            self._put_back(names, before, on, because=problem)
            raise

    def remove(self) -> None:
        """Take away all that is ours. CoachError where that fails."""
        self._take_away(self.ours())

    def _contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """What stands in those that are there. CoachError for one that cannot be read, which could
        not be put back."""
        paths = {name: self._folder / name for name in sorted(names)}
        return {
            name: read_bytes(path, as_typed(path))
            for name, path in paths.items()
            if os.path.lexists(path)
        }

    def _take_away(self, names: Sequence[str]) -> None:
        if not names:
            return
        self._switch.switch_off(names)
        for name in names:
            remove_file(self._folder / name)
        self._switch.are_gone(names)

    def _put_back(
        self,
        names: Sequence[str],
        before: Mapping[str, bytes],
        on: Sequence[str],
        because: CoachError | None = None,
    ) -> None:
        """Take `names` away again and put back what was there. CoachError where it stays off."""
        try:
            self._take_away(names)
            for name, data in before.items():
                with NewFile(self._folder / name, replace=True) as file:
                    file.write(data)
            if on:
                self._switch.switch_on(on)
        except CoachError as left_off:
            told = because or left_off
            lost = CoachError(
                "the reminders from before could not be switched on again",
                hint="type calfcoach remind show to see what is left of them",
            )
            raise CoachError(
                told.message, where=told.where, hint=told.hint, others=(lost,)
            ) from None


def _is_ours(path: Path) -> bool:
    return MARK.encode() in _bytes(path)[:_MARKED_WITHIN]


def _bytes(path: Path) -> bytes:
    """What stands in a file; empty where that cannot be read."""
    try:
        return read_bytes(path, as_typed(path), missing_ok=True)
    except CoachError:
        return b""
