"""The listing of all sessions into a pipe, kept for the next who asks: whether it may be kept.

One that came with a warning, or while a session runs, is not. When a kept one holds, and where it
lies, is `due_kept`'s.
"""

from __future__ import annotations

import os
import sys
from io import StringIO

from calfcoach.cli.due_kept import keep_answer
from calfcoach.cli.past import list_sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.store.lines_ahead import Ahead


def list_and_keep(around: Surroundings, ahead: Ahead | None, before: Sequence[str]) -> None:
    """`calfcoach history` into a pipe: print the listing, and keep it where it may be. `ahead` is
    what was asked for it already; `before` is how the files it is made from stood before any of
    them was read. Raises what `list_sessions` does."""
    if around.settings.problems:
        list_sessions(around, ahead=ahead)
        return
    out, err = sys.stdout, sys.stderr
    text, ear = StringIO(), _Ear(err)
    sys.stdout, sys.stderr = text, ear
    try:
        list_sessions(around, ahead=ahead)
    finally:
        sys.stdout, sys.stderr = out, err
        out.write(text.getvalue())
    if not ear.heard and not _is_running(around):
        keep_answer(["history"], around.environ, (0, text.getvalue()), before=before)


def _is_running(around: Surroundings) -> bool:
    """A session that is guided just now is told by its process, not by a file alone."""
    path = around.folders.lock_file
    try:
        if not os.stat(path).st_size:  # noqa: PTH116  # no pathlib here
            return False  # it holds no number: nobody has it
    except OSError:
        return False
    from calfcoach.lock import SessionLock

    return SessionLock(path).held_by() is not None


class _Ear(StringIO):
    """Stderr as it is, and whether anything was said there."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.heard = False
        self._stream = stream

    def write(self, text: str) -> int:
        """Hand it on."""
        self.heard = True
        return self._stream.write(text)

    def flush(self) -> None:
        """Hand that on too."""
        self._stream.flush()
