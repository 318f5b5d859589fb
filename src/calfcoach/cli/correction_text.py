"""A past session as a small text to be edited, and what was changed in it.

Owns the form of that text (TOML). Only what reads otherwise than it was written is a change, so
that nothing is altered by being looked at. Knows nothing of files or editors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calfcoach.cli.corrections import counts_reps, read_corrections, read_phases
from calfcoach.cli.moments import Now
from calfcoach.errors import CoachError
from calfcoach.files.problems import did_you_mean, visible
from calfcoach.records import SessionRecord, WorkRecord
from calfcoach.report.clock import as_lived

_DONE = "done"


def text_of(session: SessionRecord) -> str:
    """The session as a text: one line a value, then one a work phase."""
    written = _values(session)
    lines = [
        f"# {visible(session.routine_title)}. Change what is wrong, save, and close the editor.",
        "# Scores are 0 to 10; an empty one was not given. minutes: how long it lasted.",
        "# pain and tight are those after it.",
        "",
    ]
    lines += [f"{name} = {_quoted(text)}" for name, text in written.items() if name != "note"]
    lines += [f"note = {_quoted_lines(written['note'])}"]
    if session.work:
        lines += ["", "# What was done: seconds as 30s, or the number of reps.", f"[{_DONE}]"]
    for work in session.work:
        about = f"{work.exercise_title}, {work.side}, set {work.set_no}"
        lines.append(f"{work.work_no} = {_quoted(_amount(work))}  # {visible(about)}")
    return "\n".join(lines) + "\n"


def changes_in(text: str, session: SessionRecord, now: Now) -> dict[str, Any]:
    """What `History.edit` is to write: nothing where the text says what the session says. Raises
    `CoachError` for a text that cannot be read."""
    found = _read(text)
    phases = found.pop(_DONE, {})
    if not isinstance(phases, Mapping):
        raise CoachError(f"`{_DONE}` must be a table", hint=f"write [{_DONE}]", exit_code=2)
    written = _values(session)
    for name in found:
        if name not in written:
            hint = did_you_mean(name, written)
            raise CoachError(f"unknown key `{visible(name[:60])}`", hint=hint, exit_code=2)
    typed = {name: _plain(name, value).strip("\n") for name, value in found.items()}
    changed = {name: each for name, each in typed.items() if each != written[name].strip("\n")}
    amounts = {str(work.work_no): _amount(work) for work in session.work}
    done = {
        _number(key): _plain(key, value)
        for key, value in phases.items()
        if _plain(key, value) != amounts.get(key)
    }
    return {**read_corrections(changed, now, mark=""), **read_phases(done, session)}


def _values(session: SessionRecord) -> dict[str, str]:
    lived = as_lived(session.started_at, session.utc_offset_s)
    minutes = "" if session.lasted_s is None else f"{session.lasted_s / 60:.4g}"
    return {
        "at": f"{lived:%Y-%m-%d %H:%M}",
        "minutes": minutes,
        "tight": _score(session.tightness),
        "pain": _score(session.pain_after),
        "pain_next_morning": _score(session.pain_next_morning),
        "note": session.note,
    }


def _score(score: int | None) -> str:
    return "" if score is None else str(score)


def _amount(work: WorkRecord) -> str:
    if counts_reps(work) and work.done_reps is not None:
        return str(work.done_reps)
    return f"{round(work.done_s, 3):g}s" if work.done_s else "0"


def _read(text: str) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:  # of tomli, or of a text too deep to read
        raise CoachError(
            f"the text cannot be read: {visible(str(error))}",
            hint='each line is a name, an equals sign and a text, as in tight = "4"',
            exit_code=2,
        ) from None


def _plain(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else str(value)[:20]
    raise CoachError(
        f"`{visible(name[:60])}` must be a text or a number",
        hint=f'write {visible(name[:60])} = "4"',
        exit_code=2,
    )


def _number(key: str) -> int:
    if key.isdecimal() and key.isascii() and len(key) < 6:
        return int(key)
    raise CoachError(
        f"`{_DONE}` has no work phase `{visible(key[:60])}`",
        hint="the numbers are those that stand there",
        exit_code=2,
    )


def _quoted(text: str) -> str:
    import json  # a JSON string is a TOML string

    return json.dumps(text, ensure_ascii=False)


def _quoted_lines(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    if "\\" in text or '""' in text or text.endswith('"'):
        return _quoted(text)
    return f'"""\n{text}\n"""'
