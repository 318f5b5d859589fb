"""What a check finds, and the two findings that many share.

Knows no check.
"""

from __future__ import annotations

import os
import stat
import sys

from calfcoach.enumeration import StrEnum
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.files.folders import AnyPath

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class State(StrEnum):
    """How something stands. A note needs nothing done."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@frozen
class Finding:
    """One thing that was looked at: what it is, how it stands, in words, and what to do."""

    name: str
    state: State
    words: str
    hint: str = ""


def private(name: str, path: AnyPath, words: str) -> Finding:
    """A file or folder that is there: ok with these words, or open to others. OSError."""
    found = os.stat(path)
    if sys.platform != "win32":
        if found.st_uid != os.getuid() and os.getuid() != 0:
            hint = f"make it yours: sudo chown $USER {as_typed(path)}"
            return Finding(
                name=name, state=State.PROBLEM, words=f"{words}: it is another user's", hint=hint
            )
        if found.st_mode & _OTHERS:
            mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
            return Finding(
                name=name,
                state=State.PROBLEM,
                words=f"{words}: other users may look into it",
                hint=f"close it: chmod {mode} {as_typed(path)}",
            )
    return Finding(name=name, state=State.OK, words=words)


def of_error(name: str, error: CoachError) -> Finding:
    """An error that the user can mend, as a finding."""
    where = f", in {error.where}" if error.where else ""
    words = f"{error.message}{where}"
    return Finding(name=name, state=State.PROBLEM, words=words, hint=error.hint)
