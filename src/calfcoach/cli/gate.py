"""What stands in the way of a session: red flags that were told and not cleared.

Owns what is said instead of a session, and how a flag comes into the history. Knows nothing of
how it is asked for or cleared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.records import FlagOrigin
from calfcoach.store import History, HistoryError, local_day, read_instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.care.model import Flag
    from calfcoach.records import FlagRecord

EXIT_BLOCKED = 4
_WHEN = {"emergency": "Get help now.", "today": "Get this looked at today."}
_UNKNOWN = "Something told here needs a clinician's look."
_STANDS = "While this stands open, no session is guided."
_CLEAR = (
    "What clears it: calfcoach screen clear",
    "For what clears it, type calfcoach screen clear.",
)


def refuse(around: Surroundings) -> int | None:
    """Where a flag stands open say what to do now, and the exit code; else None. A history that
    cannot be read tells of none, and that is said."""
    try:
        with History.read(around.folders.history_file) as history:
            return refuse_for(history, around)
    except HistoryError as problem:
        from calfcoach.cli.trouble import warn

        warn(problem, accessible=around.accessible)
        return None


def refuse_for(history: History, around: Surroundings) -> int | None:
    """The same with a history that is open already. HistoryError."""
    standing = history.open_flags()
    if not standing:
        return None
    tell_what_to_do([flag.flag for flag in standing], around)
    return EXIT_BLOCKED


def open_flag(around: Surroundings, flag: str, *, origin: FlagOrigin | str) -> None:
    """Keep a flag that was told just now. HistoryError."""
    with History.open(around.folders.history_file) as history:
        history.open_flag(flag, origin, at=datetime.now(UTC))


def tell_what_to_do(flag_ids: Iterable[str], around: Surroundings) -> None:
    """On stdout, the most urgent first: what was told, what to do now, and what clears it."""
    from calfcoach.cli.cells import Ink
    from calfcoach.cli.drawing import pen_for

    pen, shown = pen_for(around), list[str]()
    for number, (heading, sentences) in enumerate(_blocks(flag_ids, around)):
        if pen is None:
            lines = [*([heading] if heading else []), *sentences]
        else:
            drawn = pen.text(heading, ink=Ink.STRONG) if heading else []
            lines = [*([""] if number else []), *drawn, *pen.paragraphs(sentences)]
        shown += lines
    if pen is not None and around.can_ask:
        from contextlib import suppress

        from calfcoach.cli.asking import LeftError, tell_paged

        with suppress(LeftError):
            tell_paged(around, shown)
        return
    for line in shown:
        tell(line)


def _blocks(flag_ids: Iterable[str], around: Surroundings) -> list[tuple[str, Sequence[str]]]:
    """A heading and sentences for each flag, and how to go on. What several flags ask for is said
    once."""
    said: list[str] = []
    blocks: list[tuple[str, Sequence[str]]] = []
    for flag in known_flags(flag_ids):
        heading = _WHEN[flag.tier.value] if flag else _UNKNOWN
        told = (f"{flag.confirm}.", *flag.do) if flag else ()
        fresh = [sentence for sentence in told if sentence not in said]
        said += fresh
        blocks.append((heading if heading not in said else "", fresh))
        said.append(heading)
    return [*blocks, ("", (_STANDS, _CLEAR[around.accessible]))]


def known_flags(flag_ids: Iterable[str]) -> list[Flag | None]:
    """The flags of these ids, emergencies first; None for one that no question asks any more."""
    from calfcoach.care.data import questions

    wanted = set(flag_ids)
    found: list[Flag | None] = [flag for flag in questions().flags if flag.id in wanted]
    found.sort(key=lambda flag: flag is not None and flag.tier.value != "emergency")
    return found if len(found) == len(wanted) else [*found, None]


# ------------------------------------------------------------------------------- the day


def today_of(around: Surroundings, now: datetime) -> str:
    """The local day that an instant belongs to here."""
    return local_day(now, offset_of(now), around.settings.day_starts)


def offset_of(now: datetime) -> int:
    """Seconds east of UTC at an instant, where the person is."""
    offset = now.astimezone().utcoffset() or timedelta()
    return int(offset.total_seconds())


def day_opened(flag: FlagRecord, around: Surroundings) -> date:
    """The local day on which a flag was told."""
    return date.fromisoformat(today_of(around, read_instant(flag.opened_at)))
