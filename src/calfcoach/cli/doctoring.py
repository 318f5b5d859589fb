"""What `calfcoach doctor` does, without the parsing of its options: look, mend or put back.

Most look only: what changes anything is imported when it is asked for.
"""

from __future__ import annotations

from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.problems import visible
from calfcoach.frozen import frozen

_SHOWN_CHARS = 60  # of what was typed


@frozen
class Wanted:
    """The options of `doctor`."""

    which: str | None
    as_json: bool
    mend: bool
    restore: bool
    yes: bool


def attend(around: Surroundings, wanted: Wanted) -> int:
    """Look, mend or restore; the exit code."""
    _check(wanted)
    if not wanted.mend and not wanted.restore:
        from calfcoach.cli.doctor_page import examine

        return examine(around, as_json=wanted.as_json)
    from calfcoach.cli import repairing

    if wanted.mend:
        return repairing.mend(around, agreed=wanted.yes)
    if wanted.which is None:
        repairing.list_copies(around, as_json=wanted.as_json)
    else:
        repairing.restore(around, wanted.which, agreed=wanted.yes)
    return 0


def _check(wanted: Wanted) -> None:
    if wanted.mend and wanted.restore:
        raise _usage("`--mend` and `--restore` do not go together", "give one after the other")
    if wanted.which is not None and not wanted.restore:
        shown = visible(wanted.which[:_SHOWN_CHARS])
        raise _usage(
            f"`{shown}` is the name of nothing here",
            f"to put a backup back, write calfcoach doctor --restore {shown}",
        )
    if wanted.as_json and (wanted.mend or wanted.which is not None):
        raise _usage("`--json` is for looking, and something would be changed", "leave out --json")


def _usage(message: str, hint: str) -> CoachError:
    return CoachError(message, hint=hint, exit_code=2)
