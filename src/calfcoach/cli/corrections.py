"""A correction of a past session: what the words of an option or of an edited text ask for.

Owns the reading, and the limits of what can be. Knows nothing of the history's file or of editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from calfcoach.cli.gate import offset_of
from calfcoach.cli.moments import Now, read_minutes, read_moment
from calfcoach.cli.option_values import read_duration
from calfcoach.errors import CoachError
from calfcoach.files.problems import did_you_mean, listed, visible
from calfcoach.records import SessionRecord, WorkRecord
from calfcoach.store import local_day

SCORES = {"tight": "tightness", "pain": "pain_after", "pain_next_morning": "pain_next_morning"}
_NO_SCORE = ("", "none", "-")
_SETS = re.compile(r"(?:([0-9]{1,2})x)?([0-9a-z:.]{1,12})")
_MOST_REPS = 10_000
_SHOWN_CHARS = 60


def read_corrections(typed: Mapping[str, str], now: Now, *, mark: str = "--") -> dict[str, Any]:
    """What `History.edit` is to write. `mark` stands before a name where it is told: dashes for an
    option. Raises `CoachError` (usage) for what cannot be."""
    wanted: dict[str, Any] = {}
    for name, text in typed.items():
        shown = mark + (name.replace("_", "-") if mark else name)
        if name in SCORES:
            wanted[SCORES[name]] = _score(text, shown)
        elif name == "note":
            wanted["note"] = text.strip("\n")
        elif name == "minutes":
            wanted["lasted_s"] = read_minutes(text, shown)
        else:
            wanted |= _start(text, now, shown)
    return wanted


def _score(text: str, shown: str) -> int | None:
    word = text.strip().lower()
    if word in _NO_SCORE:
        return None
    if word.isdecimal() and word.isascii() and len(word) <= 2 and int(word) <= 10:
        return int(word)
    raise _usage(f"`{shown}` must be 0 to 10, or none, got {_shown(text)}", f"{shown} 4")


def _start(text: str, now: Now, shown: str) -> dict[str, Any]:
    started = read_moment(text, now, shown)
    offset_s = offset_of(started)
    day = local_day(started, offset_s, now.day_starts)
    return {"started_at": started, "utc_offset_s": offset_s, "local_day": day}


# ------------------------------------------------------------------------- what was done


def read_done(texts: Iterable[str], session: SessionRecord) -> dict[str, dict[int, Any]]:
    """What each `--done` makes of the phases of its exercise: "3x30s" the first three sets of each
    side, "30s" all of them. Raises `CoachError` (usage) for what the session does not hold."""
    wanted: dict[str, dict[int, Any]] = {"done_s": {}, "done_reps": {}}
    ids = list(dict.fromkeys(work.exercise_id for work in session.work))
    for text in texts:
        name, mark, amount = (part.strip() for part in text.partition("="))
        found = _SETS.fullmatch(amount.lower())
        if not mark or found is None:
            message = f"`--done` must be an exercise and how much of it, got {_shown(text)}"
            raise _usage(message, "--done wall-calf-stretch=25s")
        if name not in ids:
            hint = did_you_mean(name, ids) or f"it has {listed(ids, 'and') or 'none'}"
            message = f"this session has no exercise {_shown(name)}"
            raise CoachError(message, hint=hint, exit_code=2)
        sets = int(found[1]) if found[1] else None
        for work, counts in _sets(session.work, name, sets):
            _put(wanted, work, found[2] if counts else "0", "--done")
    return {name: values for name, values in wanted.items() if values}


def _sets(
    work: Iterable[WorkRecord], exercise_id: str, sets: int | None
) -> list[tuple[WorkRecord, bool]]:
    """The phases of an exercise, and whether each is one of the first `sets` of its side."""
    seen: dict[str, int] = {}
    found = []
    for each in work:
        if each.exercise_id == exercise_id:
            seen[each.side] = seen.get(each.side, 0) + 1
            found.append((each, sets is None or seen[each.side] <= sets))
    return found


def read_phases(texts: Mapping[int, str], session: SessionRecord) -> dict[str, dict[int, Any]]:
    """What was done of single phases, by `work_no`. Raises `CoachError` (usage) otherwise."""
    wanted: dict[str, dict[int, Any]] = {"done_s": {}, "done_reps": {}}
    phases = {work.work_no: work for work in session.work}
    for work_no, text in texts.items():
        if work_no not in phases:
            raise CoachError(f"this session has no work phase {work_no}", exit_code=2)
        _put(wanted, phases[work_no], text, f"done {work_no}")
    return {name: values for name, values in wanted.items() if values}


def counts_reps(work: WorkRecord) -> bool:
    """Whether a bare number of a phase means reps."""
    return work.planned_reps is not None or work.done_reps is not None


def _put(wanted: dict[str, dict[int, Any]], work: WorkRecord, text: str, shown: str) -> None:
    """Seconds as they are; reps with the seconds that they take by the phase's own measure."""
    if text == "0":
        wanted["done_s"][work.work_no] = 0.0
        if counts_reps(work):
            wanted["done_reps"][work.work_no] = 0
    elif counts_reps(work) and text.isdecimal() and text.isascii():
        reps = int(text[:6])
        if reps > _MOST_REPS:
            raise _usage(f"`{shown}` has too many reps: {_shown(text)}", f"{shown}=12")
        wanted["done_reps"][work.work_no] = reps
        if work.planned_reps:
            wanted["done_s"][work.work_no] = round(work.planned_s * reps / work.planned_reps, 3)
    else:
        wanted["done_s"][work.work_no] = read_duration(text, shown, example="30s")


def _usage(message: str, example: str) -> CoachError:
    return CoachError(message, hint=f"write {example}", exit_code=2)


def _shown(text: str) -> str:
    return f'"{visible(text[:_SHOWN_CHARS])}"'
