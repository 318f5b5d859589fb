"""`calfcoach due`, without the parsing of its options: the answer is told and kept, or the
desktop is told.
"""

from __future__ import annotations

import os
import sys

from calfcoach.cli.due_kept import A_MINUTE_S, keep_answer, states
from calfcoach.cli.due_line import DueNow, call_to, due_json, due_line, due_now
from calfcoach.cli.plan_book import plan_file
from calfcoach.cli.surroundings import Surroundings, json_document
from calfcoach.errors import CoachError
from calfcoach.files.settings import FILE_NAME

_MAKING_S = 1.0  # that may have passed since the answer was worked out


def tell_due(around: Surroundings, *, as_json: bool) -> int:
    """Print what is due, and keep that for the next who asks; the exit code. HistoryError."""
    before = states(_files(around))
    due = due_now(around)
    text = _text(due, around, as_json=as_json)
    sys.stdout.write(text)
    if not (due.trouble or around.settings.problems or around.asked_accessible):
        words = ["due", "--json"] if as_json else ["due"]
        answer = (due.code, text)
        seconds = due.holds_s - _MAKING_S if due.holds_s else A_MINUTE_S
        keep_answer(words, around.environ, answer, before=before, seconds=seconds)
    return due.code


def notify_due(around: Surroundings) -> None:
    """Tell the desktop where something is due, and nothing otherwise. What a timer starts: nobody
    reads what it prints, and it never fails for want of a desktop. HistoryError."""
    call = call_to(due_now(around))
    if not call:
        return
    from contextlib import suppress

    from calfcoach.cli.remind_notice import show_notice

    with suppress(CoachError):
        show_notice("CalfCoach", call, around.environ)


def _text(due: DueNow, around: Surroundings, *, as_json: bool) -> str:
    if as_json:
        return json_document("due", due_json(due))
    line = due_line(due, spoken=around.accessible)
    return f"{line}\n" if line else ""


def _files(around: Surroundings) -> list[str]:
    """What an answer is made from; the log of the history beside it, where writes come first, and
    the folders in which the plan's routines and exercises must be."""
    history, config = around.folders.history_file, around.folders.config_folder
    own = [os.path.join(config, name) for name in (FILE_NAME, "routines", "exercises")]
    return [history, f"{history}-wal", plan_file(around), *own]
