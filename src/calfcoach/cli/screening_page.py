"""What was answered to the safety questions, what stands open, and what each answer limits.

Owns how it reads. What is limited is decided by `care.rules`, technique by technique: that says
as much as a list of all exercises, which takes five times as long to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from calfcoach.care.data import questions
from calfcoach.care.model import Condition, DayAnswer, Effect
from calfcoach.cli.cells import Ink
from calfcoach.cli.drawing import pen_for
from calfcoach.cli.gate import day_opened, known_flags, today_of
from calfcoach.cli.standing import pages_are_due, standing_conditions
from calfcoach.cli.surroundings import Surroundings, tell, tell_json
from calfcoach.files.tables import TECHNIQUES
from calfcoach.frozen import frozen
from calfcoach.records import FlagRecord, ScreeningRecord
from calfcoach.report.clock import spoken_day
from calfcoach.script import joined
from calfcoach.store import History
from calfcoach.store.faults import LostPagesError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NEVER = "The safety questions were not answered to their end yet."
_LOST = "An earlier answer to the safety questions cannot be read, nor what it limits."
_ANEW = "`calfcoach screen` puts them again; without that no session is guided."
_FIRST = "They are put before the next session on a terminal."
_DUE = "They are put again before the next session on a terminal."
_NOTHING = "Nothing stands in the way, and nothing is left out."
_CALLED = {  # the techniques, in words
    "move": "moving about",
    "relax": "relaxing",
    "stretch": "stretching",
    "heel-raise": "heel raises",
    "strength": "strength work",
    "heel-walk": "heel walks",
    "balance": "balancing",
    "roll": "rolling",
    "trigger-point": "pressing on tender spots",
    "mallet": "tapping",
    "contrast": "heat and cold in turn",
}


@frozen
class Limit:
    """What one condition does: the techniques that it leaves out, each with the reason, and the
    advice that goes with others."""

    condition: Condition
    left_out: tuple[tuple[str, str], ...]
    advice: tuple[str, ...]


@frozen
class Standing:
    """All that is known of a person's safety answers."""

    last: ScreeningRecord | None
    lost: bool
    due: bool
    limits: tuple[Limit, ...]
    flags: tuple[FlagRecord, ...]
    today: date
    day_answer: str


def show_screening(around: Surroundings, *, as_json: bool) -> None:
    """Print it. HistoryError for what cannot be read."""
    with History.read(around.folders.history_file) as history:
        standing = _look(history, around)
    if as_json:
        tell_json("screen", _document(standing))
        return
    _print([*_answers(standing), *_flags(standing, around), *_limits(standing)], around)


def show_limits(history: History, around: Surroundings) -> None:
    """Print what the answers limit, just after they were given."""
    standing = _look(history, around)
    _print(_limits(standing) or [("", (_NOTHING,))], around)


def _look(history: History, around: Surroundings) -> Standing:
    now = datetime.now(UTC)
    today = today_of(around, now)
    lost = False
    try:
        last, conditions = history.whole_screening(), standing_conditions(history, now)
    except LostPagesError:
        last, conditions, lost = None, (), True
    return Standing(
        last=last,
        lost=lost,
        due=pages_are_due(history, today),
        limits=_limits_of(conditions),
        flags=tuple(history.flags()),
        today=date.fromisoformat(today),
        day_answer=history.day_answer(today) or DayAnswer().kept,
    )


def _limits_of(condition_ids: Iterable[str]) -> tuple[Limit, ...]:
    held = set(condition_ids)
    return tuple(_limit(each) for each in questions().conditions if each.id in held)


def _limit(condition: Condition) -> Limit:
    from calfcoach.care.rules import rule

    left_out: list[tuple[str, str]] = []
    advice: list[str] = []
    for technique in TECHNIQUES:
        ruling = rule(technique, [condition.id], DayAnswer())
        if ruling.effect is Effect.BLOCK:
            left_out.append((technique, " ".join(ruling.why)))
        elif ruling.effect is Effect.LIGHT:
            advice += [words for words in ruling.advice if words not in advice]
    return Limit(condition=condition, left_out=tuple(left_out), advice=tuple(advice))


# ---------------------------------------------------------------------------- in words

Block = tuple[str, tuple[str, ...]]


def _answers(standing: Standing) -> list[Block]:
    last = standing.last
    if standing.lost:
        return [("", (_LOST, _DUE, _ANEW))]
    if last is None:
        return [("", (_NEVER, _FIRST))]
    day = spoken_day(date.fromisoformat(last.local_day), standing.today.year)
    labels = [limit.condition.label for limit in standing.limits]
    told = (
        f"Good to know: {joined(labels)}." if labels else "Nothing that was told limits a session."
    )
    again = (_DUE,) if standing.due else ()
    return [(f"Safety questions, answered on {day}", (told, *again))]


def _flags(standing: Standing, around: Surroundings) -> list[Block]:
    """What stands open, and what to do now."""
    blocks: list[Block] = []
    for record in standing.flags:
        if record.closed_at is not None:
            continue
        (flag,) = known_flags([record.flag])
        day = spoken_day(day_opened(record, around), standing.today.year)
        words = f"{flag.confirm}." if flag else f"{record.flag}."
        do = flag.do if flag else ()
        blocks.append((f"Open since {day}", (words, *do)))
    return [*blocks, ("", ("No session is guided while a flag is open.",))] if blocks else []


def _limits(standing: Standing) -> list[Block]:
    blocks: list[Block] = []
    for limit in standing.limits:
        reasons = dict.fromkeys(why for _, why in limit.left_out)
        lines = [
            f"Left out: {joined([_CALLED.get(t, t) for t, w in limit.left_out if w == why])}. {why}"
            for why in reasons
        ]
        words = limit.condition.label
        blocks.append((words[:1].upper() + words[1:], (*lines, *limit.advice)))
    return blocks


def _print(blocks: list[Block], around: Surroundings) -> None:
    pen = pen_for(around)
    for number, (heading, sentences) in enumerate(blocks):
        if pen is None:
            lines = [*([f"{heading}."] if heading else []), *sentences]
        else:
            drawn = pen.text(heading, ink=Ink.STRONG) if heading else []
            lines = [*([""] if number else []), *drawn, *pen.paragraphs(sentences)]
        for line in lines:
            tell(line)


# ----------------------------------------------------------------------------- as JSON


def _document(standing: Standing) -> dict[str, Any]:
    last = standing.last
    return {
        "answered": last and {"at": last.at, "local_day": last.local_day, "version": last.version},
        "due": standing.due,
        "conditions": [_condition(limit) for limit in standing.limits],
        "flags": [_flag(record) for record in standing.flags],
        "day": {"local_day": standing.today.isoformat(), "answer": standing.day_answer},
    }


def _condition(limit: Limit) -> dict[str, Any]:
    left_out = [{"technique": technique, "why": why} for technique, why in limit.left_out]
    return {
        "id": limit.condition.id,
        "label": limit.condition.label,
        "left_out": left_out,
        "advice": list(limit.advice),
    }


def _flag(record: FlagRecord) -> dict[str, Any]:
    (flag,) = known_flags([record.flag])
    return {
        "flag": record.flag,
        "tier": flag.tier.value if flag else None,
        "told": flag.confirm if flag else "",
        "do": list(flag.do) if flag else [],
        "origin": record.origin.value,
        "opened_at": record.opened_at,
        "closed_at": record.closed_at,
        "door": record.door,
        "said": record.said,
        "day": record.day,
    }
