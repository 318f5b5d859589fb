"""Sessions as sentences for a screen reader: no columns, no signs, one sentence a line.

Owns the wording. Numbers stand as digits, units as words; a length is never written 12:10,
which is read as a time of day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calfcoach.records import GapRecord, RestRecord, SessionRecord, Status, WorkRecord, WorkStatus
from calfcoach.report.clock import as_lived, spoken_day, spoken_moment
from calfcoach.report.figures import (
    NOTABLE_PAIN,
    Figures,
    eased_s,
    figures_of,
    is_cramp,
    is_logged,
)
from calfcoach.report.tables import GAP_WORDS
from calfcoach.script import counted, length, seconds, sentence

_ENDED = {
    Status.COMPLETED: "finished",
    Status.STOPPED: "stopped",
    Status.INTERRUPTED: "interrupted",
    Status.RUNNING: "not finished",
}
_MINUTES_FROM_S = 99.0  # doses above it are said in minutes and seconds
_REPS = {"stretch": "hold", "strength": "rep"}  # elsewhere they may be steps too


def history_sentence(session: SessionRecord, *, this_year: int, running_id: str | None) -> str:
    """One session in one line: how it ended, what was done, when."""
    sums = figures_of(session)
    parts = [routine_name(session), _ending(session, running_id)]
    lasted_s = session.lasted_s if is_logged(session) else sums.done_s
    if lasted_s is not None:
        parts.append(length(lasted_s))
    if not is_logged(session) and not is_cramp(session):
        parts += _sides(sums)
    if session.tightness is not None:
        parts.append(f"tightness {session.tightness}")
    if session.pain_worst is not None:
        parts.append(f"hurt {session.pain_worst}")
    if session.pain_after is not None and session.pain_after >= NOTABLE_PAIN:
        parts.append(f"pain {session.pain_after}")
    if sums.away_s > 0:
        parts.append(f"away {length(sums.away_s)}")
    when = spoken_moment(as_lived(session.started_at, session.utc_offset_s), this_year)
    return f"{sentence(', '.join(parts))} {when}."


def rest_sentence(rest: RestRecord, *, this_year: int) -> str:
    """Days that were kept free, in one line."""
    first = spoken_day(date.fromisoformat(rest.from_day), this_year)
    last = spoken_day(date.fromisoformat(rest.until_day), this_year)
    why = "" if rest.reason == "rest" else f", {rest.reason}"
    until = "" if first == last else f" to {last}"
    return f"Rest{why}. {first}{until}."


def routine_name(session: SessionRecord) -> str:
    """A routine's name as one says it: night cramps."""
    return session.routine_id.replace("-", " ")


def reps(number: int, kind: str) -> str:
    """A count with the noun that fits an exercise's kind: 20 reps, 3 holds, 15 times."""
    return counted(number, _REPS.get(kind, "time"))


def _ending(session: SessionRecord, running_id: str | None) -> str:
    if is_logged(session):
        return "logged later"
    if session.status is Status.RUNNING and session.id == running_id:
        return "running"
    if is_cramp(session):
        let_go_s = eased_s(session)
        leg = next((f", {w.side} leg" for w in session.work if w.side != "both"), "")
        if let_go_s is not None:
            return f"eased after {length(let_go_s)}{leg}"
        if session.status is Status.COMPLETED:
            return f"not eased{leg}"
    return _ENDED[session.status]


def _sides(sums: Figures) -> list[str]:
    """Stretch time of each leg; without any, the time of all work."""
    if sums.stretch_left_s or sums.stretch_right_s:
        return [f"left {length(sums.stretch_left_s)}", f"right {length(sums.stretch_right_s)}"]
    work_s = sums.left_s + sums.right_s + sums.both_s
    return [f"{length(work_s)} of work"] if work_s else []


# ------------------------------------------------------------------------- one session


def session_sentences(
    session: SessionRecord, *, this_year: int, running_id: str | None
) -> list[str]:
    """One session, step by step."""
    said = [history_sentence(session, this_year=this_year, running_id=running_id)]
    if session.day_answer:
        said.append(sentence(f"Before it: {session.day_answer}"))
    said += _scores(session)
    said += [_work_sentence(work) for work in session.work]
    said += [_gap_sentence(gap, session.utc_offset_s) for gap in session.gaps]
    if session.note:
        said.append(sentence(f"Note: {' '.join(session.note.split())}"))
    return list(_without_echo(said))


def _scores(session: SessionRecord) -> list[str]:
    """The scores that were given, each with its word in a sentence of its own."""
    from calfcoach.report.score_words import pain_of, tightness_of  # a page of the day has none

    said = [f"Pain {each.when} {each.score}, {each.word}." for each in pain_of(session)]
    return said + [f"Tightness {each.score}, {each.word}." for each in tightness_of(session)]


def _work_sentence(work: WorkRecord) -> str:
    parts = [f"step {work.step_no}"]
    if work.side != "both":
        parts.append(f"{work.side} leg")
    parts += [work.exercise_title, f"set {work.set_no}"]
    if work.round_no > 1:
        parts.append(f"round {work.round_no}")
    parts += [_amount(work), _status(work)]
    if work.load:
        parts.append(f"load {work.load}")
    if work.pain is not None:
        parts.append(f"pain {work.pain}")
    if work.reps_left is not None:
        parts.append(f"could have done {work.reps_left} more")
    return sentence(", ".join(part for part in parts if part))


def _amount(work: WorkRecord) -> str:
    if work.planned_reps is not None and work.done_reps is not None:
        return f"{work.done_reps} of {reps(work.planned_reps, work.kind)}"
    if not work.planned_s or round(work.done_s, 1) == round(work.planned_s, 1):
        return seconds(work.done_s)
    if max(work.done_s, work.planned_s) < _MINUTES_FROM_S:
        return f"{round(work.done_s, 1):g} of {seconds(work.planned_s)}"
    return f"{seconds(work.done_s)} of {seconds(work.planned_s)}"


def _status(work: WorkRecord) -> str:
    words = {WorkStatus.DONE: "done", WorkStatus.PART: "in part", WorkStatus.SKIPPED: "skipped"}
    why = f", {work.why}" if work.why else ""
    if work.why.startswith("pain"):  # one may have gone on and finished it all the same
        why = ", it hurt" if work.status is WorkStatus.DONE else " because it hurt"
    return words[work.status] + why


def _gap_sentence(gap: GapRecord, offset_s: int) -> str:
    word = GAP_WORDS.get(gap.reason, gap.reason)
    at = as_lived(gap.at, offset_s)
    return sentence(f"{word}, {length(gap.seconds)}, at {at:%H:%M}")


def _without_echo(said: list[str]) -> Iterator[str]:
    """The same sentence twice in a row sounds like a fault of the reader."""
    before = ""
    for line in said:
        if line != before:
            yield line
        before = line
