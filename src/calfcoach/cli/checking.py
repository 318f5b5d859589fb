"""The posture check, which is a reminder to move; and the notices that timers show.

What `calfcoach check` does, without the parsing of its options. A notice is silent where somebody
has just moved, has a session running, keeps the day free or has told a red flag.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from calfcoach.cli.moments import Now, present
from calfcoach.cli.surroundings import Surroundings, folded_for, tell
from calfcoach.days import read_instant
from calfcoach.errors import CoachError
from calfcoach.files.tip_file import CheckWords, check_words
from calfcoach.frozen import frozen
from calfcoach.records import MeasureKind, Status

if TYPE_CHECKING:
    from calfcoach.records import SessionRecord

_QUESTION = "Enter: moved. N, then Enter: not now."
_AGAIN = "Enter alone, or N and Enter."
_MOVED, _NOT_NOW, _LEFT = ("", "y", "yes"), ("n", "no"), ("q", "quit")
_BREAK = "With more time: calf run posture, or calf run desk."
_BREAK_SPOKEN = "With more time, type calfcoach run posture, or calfcoach run desk."
_QUIET_FOR = timedelta(minutes=20)  # after a session or a check


@frozen
class Asked:
    """The options. `moved` is the answer where it was given already."""

    moved: bool | None = None
    sitting: bool = False
    standing: bool = False
    sources: bool = False


def check_posture(around: Surroundings, asked: Asked) -> int:
    """Show what to look at, ask whether somebody moved, and write that down; the exit code. Without
    a terminal and without an answer it only shows; while a red flag stands open it says what to do
    about that instead. HistoryError where it cannot be written."""
    if asked.sitting and asked.standing:
        raise CoachError(
            "`--sitting` and `--standing` contradict each other", hint="leave out one", exit_code=2
        )
    moved = asked.moved
    if moved is None:
        if (blocked := _blocked(around)) is not None:
            return blocked
        for line in _lines(around, asked):
            for each in folded_for(line, around):
                tell(each)
        if asked.sources:
            _tell_sources(around)
            return 0
        if not around.can_ask:
            return 0
        moved = _ask(around)
    if moved is not None:
        _write(around, asked, moved=moved)
    return 0


def _blocked(around: Surroundings) -> int | None:
    """The exit code where a red flag stands open, which is told; nobody without a history has
    told one."""
    if not around.folders.history.exists():
        return None
    from calfcoach.cli.gate import refuse  # 15 ms

    return refuse(around)


def check_lines(words: CheckWords, asked: Asked, risks: tuple[str, ...]) -> list[str]:
    """What a check says, for one posture or both."""
    sit = words.sit if not asked.standing else ()
    stand = words.stand if not asked.sitting else ()
    return [*sit, *stand, *words.for_risks(risks), *words.move]


def _lines(around: Surroundings, asked: Asked) -> list[str]:
    lines = check_lines(check_words(), asked, _risks(around))
    return [*lines, _BREAK_SPOKEN if around.accessible else _BREAK]


def _risks(around: Surroundings) -> tuple[str, ...]:
    """The risks of the plan. A plan's file that cannot be read is told of elsewhere."""
    from calfcoach.cli.plan_book import standing_plan

    try:
        plan = standing_plan(around)
    except CoachError:
        return ()
    return plan.risks if plan else ()


def _tell_sources(around: Surroundings) -> None:
    from calfcoach.cli.claims import source_lines

    tell("Sources." if around.accessible else "Sources")
    for line in source_lines(check_words().sources, accessible=around.accessible):
        for each in folded_for(line, around):
            tell(each)


def _ask(around: Surroundings) -> bool | None:
    """Whether somebody moved; None where they left."""
    from calfcoach.drivers.prompt import ask

    question = _QUESTION
    while True:
        answer = ask(question, room=around.folds_at)
        if answer is None or answer in _LEFT:
            return None
        if answer in _MOVED or answer in _NOT_NOW:
            return answer in _MOVED
        question = _AGAIN


def _write(around: Surroundings, asked: Asked, *, moved: bool) -> None:
    from calfcoach.script import counted
    from calfcoach.store import History

    now = present(around.settings.day_starts)
    posture = "sit" if asked.sitting else "stand" if asked.standing else ""
    offset = now.instant.utcoffset() or timedelta()
    day = now.today.isoformat()
    with History.open(around.folders.history_file) as history:
        history.measure(
            MeasureKind.CHECK,
            {"posture": posture, "moved": moved},
            local_day=day,
            utc_offset_s=round(offset.total_seconds()),
            at=now.instant,
        )
        checks = history.measures(MeasureKind.CHECK, since_day=day)
    if not moved:
        tell("Noted: not now.")
        return
    times = sum(one.local_day == day and one.values["moved"] for one in checks)
    tell(f"Noted: moved. Today: {counted(times, 'time')}.")


# ---------------------------------------------------------------------------- notices


def give_notice(around: Surroundings, kind: str) -> None:
    """Show a notice on the desktop, unless there is no reason to. What a timer starts: it never
    fails for want of a desktop. CoachError for a kind that is none."""
    from calfcoach.cli.option_values import read_option
    from calfcoach.cli.remind_notice import show_notice
    from calfcoach.cli.standing import AT_NIGHT
    from calfcoach.files.values import Choice
    from calfcoach.reminders.model import TITLES, Kind

    texts = dict(check_words().notices)
    word = read_option(Choice(words=tuple(texts)), kind, "--notify")
    now = present(around.settings.day_starts)
    if _is_quiet(around, now, word):
        return
    typed = f"calf run {AT_NIGHT}" if word == "bedtime" else "calf check"
    with suppress(CoachError):
        show_notice(TITLES[Kind(word)], f"{texts[word]} Type {typed}.", around.environ)


def _is_quiet(around: Surroundings, now: Now, kind: str) -> bool:
    from calfcoach.cli.standing import AT_NIGHT
    from calfcoach.lock import SessionLock
    from calfcoach.store import History

    path = around.folders.history
    if SessionLock(around.folders.lock).held_by() is not None:
        return True
    if not path.is_file():
        return False
    day = now.today.isoformat()
    with History.read(path) as history:
        if history.open_flags() or any(
            rest.from_day <= day <= rest.until_day for rest in history.rests()
        ):
            return True
        sessions = history.day(day)
        if kind == "bedtime":
            return any(_is_done(one) for one in sessions if one.routine_id == AT_NIGHT)
        checks = history.measures(MeasureKind.CHECK, since_day=day)
    ends = [one.ended_at or one.started_at for one in sessions] + [one.at for one in checks]
    return any(_is_fresh(read_instant(end), now) for end in ends)


def _is_done(session: SessionRecord) -> bool:
    return session.status is Status.COMPLETED


def _is_fresh(moment: datetime, now: Now) -> bool:
    return timedelta() <= now.instant - moment <= _QUIET_FOR
