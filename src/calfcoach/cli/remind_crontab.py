"""Reminders in the crontab of this user, read and handed back by `crontab`.

Owns that the lines of others are never lost: where it cannot be told what stands there, nothing
is written. What our lines say is `calfcoach.reminders.cron`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from calfcoach.cli.remind_tools import Answer, Shown, failed, has_tool, must_run, own_call, run_tool
from calfcoach.cli.surroundings import Surroundings
from calfcoach.reminders import cron
from calfcoach.reminders.model import Kind, Reminder, by_kind

_LIST = ("crontab", "-l")
_DENIED = "not allowed"
_NO_CRONTAB = ("no crontab", "no such file")  # how crons say that there is none yet


class Cron:
    """Lines of the crontab between two marks."""

    form = cron.FORM

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def shown(self, reminders: Sequence[Reminder]) -> list[Shown]:
        """Our lines; those of others are not shown."""
        return [Shown(where="crontab, at its end", text=self._block(reminders).decode())]

    def others(self, reminders: Sequence[Reminder]) -> list[Path]:
        """None: the lines of others stay."""
        return []

    def install(self, reminders: Sequence[Reminder]) -> None:
        """Hand the crontab back with our lines."""
        self._hand_in(cron.with_block(self._read(), self._block(reminders)))

    def standing(self) -> dict[Kind, tuple[Reminder, ...]]:
        """What our lines say. CoachError where the crontab cannot be read."""
        if not has_tool("crontab", self._around.environ):
            return {}
        answer = run_tool(_LIST, self._around.environ)
        if answer.code and _DENIED in answer.err.lower():  # nor could we ever write there
            return {}
        crontab = _listed(answer)
        cron.without_block(crontab)  # raises where our lines cannot be told from others
        return by_kind(cron.read_block(crontab))

    def remove(self) -> None:
        """Hand the crontab back without our lines, or take it away where nothing else was in it."""
        if not has_tool("crontab", self._around.environ):
            return
        before = self._read()
        after = cron.without_block(before)
        if after:
            if after != before:
                self._hand_in(after)
        elif before:
            must_run(["crontab", "-r"], self._around.environ)

    def _block(self, reminders: Sequence[Reminder]) -> bytes:
        return cron.block(reminders, own_call(self._around, "XDG_RUNTIME_DIR"))

    def _read(self) -> bytes:
        return _listed(run_tool(_LIST, self._around.environ))

    def _hand_in(self, crontab: bytes) -> None:
        must_run(["crontab", "-"], self._around.environ, stdin=crontab)


def _listed(answer: Answer) -> bytes:
    """The crontab; empty where there is none. Whatever else is said is an error: to take it for
    none would write over the lines of others."""
    if answer.code == 0:
        return answer.out
    if any(word in answer.err.lower() for word in _NO_CRONTAB):
        return b""
    raise failed(_LIST, answer)
