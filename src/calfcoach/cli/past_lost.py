"""Sessions and other rows that cannot be read: they are left out, and one warning names them.

Owns the words of it. Knows nothing of how such rows are found.
"""

from __future__ import annotations

from calfcoach.store.faults import DamageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.records import SessionRecord, WholeLine
    from calfcoach.store import History
    from calfcoach.store.all_work import Kinds
    from calfcoach.store.readable import Lost

_NAMED = 5


def all_readable(
    around: Surroundings,
    past: History,
    limit: int | None,
    chosen: Mapping[str, Any],
    *,
    sums: bool = False,
    told: bool = False,
) -> tuple[list[SessionRecord], int]:
    """The newest `limit` sessions with their work, or with no more than its `sums`, or these and
    what was `told` in it, `chosen` as `History.sessions` takes it, and how many had to be left
    out, which is said. HistoryError where the file itself is damaged."""
    form: dict[str, Any] = {"with_work": not (sums or told), "with_sums": sums, "with_told": told}
    try:
        return past.sessions(limit=limit, **form, **chosen), 0
    except DamageError:
        return what_is_left(around, limit, chosen)


def readable_whole_lines(
    around: Surroundings,
    past: History,
    limit: int | None,
    chosen: Mapping[str, Any],
    kinds: Kinds | None,
) -> tuple[Sequence[WholeLine | SessionRecord], int]:
    """The same as whole lines of a listing."""
    from calfcoach.store.wanted import Wanted

    try:
        return past.whole_lines(Wanted(**chosen), limit, kinds), 0
    except DamageError:
        return what_is_left(around, limit, chosen)


def what_is_left(
    around: Surroundings, limit: int | None, chosen: Mapping[str, Any]
) -> tuple[list[SessionRecord], int]:
    """As much of it as can be read, where some cannot."""
    from calfcoach.store.readable import readable_sessions
    from calfcoach.store.wanted import Wanted

    path = around.folders.history_file
    found = readable_sessions(path, Wanted(**chosen), limit=limit, with_work=True)
    warn_of_lost(around, found.lost)
    return found.sessions, len(found.lost)


def readable(
    around: Surroundings, past: History, since_day: str, *, sums: bool = False, told: bool = False
) -> list[SessionRecord]:
    """As `all_readable`, from a local day on, without the number."""
    return all_readable(around, past, None, {"since_day": since_day}, sums=sums, told=told)[0]


def warn_of_lost(around: Surroundings, lost: Sequence[Lost]) -> None:
    """Say on stderr which sessions were left out, each once; nothing where there are none."""
    from calfcoach.upkeep import hearer_of

    hearer = hearer_of(around.folders.history_file)
    if hearer is not None:
        hearer.leave_out("sessions", {each.row_no: each.name for each in lost})


def warn_of_rows(around: Surroundings, table: str, names: Sequence[str]) -> None:
    """Say on stderr that these rows of a table were left out."""
    from calfcoach.cli.trouble import warn
    from calfcoach.errors import CoachError
    from calfcoach.files.folders import as_typed
    from calfcoach.store.lost_rows import counted_rows

    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        shown.append(f"and {len(names) - _NAMED} more")
    are, them = ("is", "it") if len(names) == 1 else ("are", "them")
    what = counted_rows(table, len(names))
    problem = CoachError(
        f"{what} cannot be read and {are} left out: {', '.join(shown)}",
        where=as_typed(around.folders.history_file),
        hint=f"`calfcoach doctor --mend` moves {them} aside; a copy of all is kept",
    )
    warn(problem, accessible=around.accessible)
