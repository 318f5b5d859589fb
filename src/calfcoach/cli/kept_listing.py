"""A listing into a pipe that is kept for the next who asks: what it is made from, and whether it
may be kept.

One that came with a warning, or while a session runs, is not. When a kept one holds, and where it
lies, is `due_kept`'s.
"""

from __future__ import annotations

import os
import sys
from io import StringIO

from calfcoach.cli.due_kept import KEPT_IN_PIPES, keep_answer, states
from calfcoach.files.settings import FILE_NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from calfcoach.cli.quick_lines import Typed
    from calfcoach.cli.surroundings import Surroundings


def keeping(
    around: Surroundings,
    name: str,
    typed: Typed,
    made_from: Callable[[Surroundings], Sequence[str]],
    tell: Callable[[], None],
) -> None:
    """What `tell` prints is printed at the end, and kept where it may be."""
    words = [name, *(f"--{switch}" for switch in typed.on)]
    known = " ".join(words) in KEPT_IN_PIPES and not typed.texts
    if around.stdout_is_terminal or around.settings.problems or not known:
        tell()
        return
    before = states(made_from(around))
    out, err = sys.stdout, sys.stderr
    text, ear = StringIO(), _Ear(err)
    sys.stdout, sys.stderr = text, ear
    try:
        tell()
    finally:
        sys.stdout, sys.stderr = out, err
        out.write(text.getvalue())
    if not ear.heard and not _is_running(around):
        keep_answer(words, around.environ, (0, text.getvalue()), before=before)


def history_files(around: Surroundings) -> list[str]:
    """What `history` is made from; the log of the history is where writes come first."""
    folders = around.folders
    history = folders.history_file
    return [history, f"{history}-wal", os.path.join(folders.config_folder, FILE_NAME)]  # noqa: PTH118  # no pathlib here


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
