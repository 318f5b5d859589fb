"""A file that is there whole, or not at all.

Written beside its place under another name, for its owner only, and put there at the end. Knows
nothing of what is written.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType

from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self


class NewFile:
    """Use `with`; what is raised inside leaves everything as it was. Raises `CoachError` where
    there is a file already and `replace` was not asked for, and where none can be written."""

    def __init__(self, path: Path, *, replace: bool) -> None:
        self._where = as_typed(path)
        self._replace = replace
        self._wanted = path
        self._path = path
        self._part = path
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            # A link keeps its place: what it leads to is replaced.
            self._path = self._wanted.resolve()
            self._refuse_what_is_there()
            self._part = self._path.with_name(f".{self._path.name[:200]}.{os.getpid()}.part")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self._part, flags, 0o600)
        except (OSError, ValueError, RuntimeError) as error:
            raise self._failure(error) from None
        return self

    def write(self, data: bytes) -> None:
        """Add bytes."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            raise self._failure(error) from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                os.fsync(self._descriptor)
            os.close(self._descriptor)
            if error is None:
                self._put_in_place()
        except OSError as failure:
            raise self._failure(failure) from None
        finally:
            with contextlib.suppress(OSError):
                self._part.unlink()

    def _put_in_place(self) -> None:
        if self._replace:
            self._part.replace(self._path)
            return
        try:
            os.link(self._part, self._path)  # fails where a file has come up meanwhile
        except FileExistsError:
            raise self._there_is_one() from None
        except OSError:  # a file system without links
            self._refuse_what_is_there()
            self._part.replace(self._path)

    def _refuse_what_is_there(self) -> None:
        if not self._path.exists():
            return
        if not self._path.is_file():
            raise CoachError(
                "this is not an ordinary file",
                where=self._where,
                hint="name a new file, or - for stdout",
            )
        if not self._replace:
            raise self._there_is_one()

    def _there_is_one(self) -> CoachError:
        return CoachError(
            "there is a file of this name already",
            where=self._where,
            hint="choose another name, or add --force to replace it",
        )

    def _failure(self, error: OSError | ValueError | RuntimeError) -> CoachError:
        why = "its links lead nowhere" if isinstance(error, RuntimeError) else reason(error)
        return CoachError(
            f"the file cannot be written: {why}",
            where=self._where,
            hint="see whether the folder is there, you may write to it and there is room",
        )
