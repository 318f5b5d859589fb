"""Which page a session has in this instant, when it will look different, and what that will be
of. Pure."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from calfcoach.events import Credit, Mode, Question, Snapshot
from calfcoach.frozen import replace
from calfcoach.phase import Phase, PhaseKind
from calfcoach.records import WorkStatus
from calfcoach.report.clock import clock
from calfcoach.screen import words
from calfcoach.screen.bar import bar_of
from calfcoach.screen.between import between, returning
from calfcoach.screen.keys import keys_of
from calfcoach.screen.page import Page
from calfcoach.screen.picture import picture_of
from calfcoach.screen.text import clean
from calfcoach.screen.working import next_change_s, working
from calfcoach.terms import Pictures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def page_of(
    snapshot: Snapshot,
    wall: datetime,
    *,
    speed: float = 1.0,
    message: str = "",
    pictures: Pictures = Pictures.OFF,
    dots: bool = True,
) -> Page:
    """The page of this instant. `wall` is the clock on the wall just now, `speed` how many
    seconds of the session pass in one of its; `message` an answer to a key. `dots`: whether
    figures may be drawn in Braille."""
    if snapshot.mode is Mode.PAUSED:
        from calfcoach.screen.standing import standing  # late: no session begins so

        shown = standing(snapshot)
    elif snapshot.mode is Mode.RETURNING:
        shown = returning(snapshot)
    elif snapshot.phase.kind is PhaseKind.WORK:
        shown = working(snapshot)
    else:
        shown = between(snapshot)
    message = clean(message) or _how_many(snapshot)
    picture = picture_of(snapshot, pictures, dots=dots)
    return Page(**_frame(snapshot, wall, speed) | shown, message=message, picture=picture)


def _how_many(snapshot: Snapshot) -> str:
    """The question that does not stop the clock, above the keys."""
    if snapshot.counting is None or snapshot.mode is not Mode.RUNNING:
        return ""
    typed = snapshot.typed or "_"
    if snapshot.counting is Question.HOW_MANY:
        return f"How many? {typed}  Type a number, then Enter."
    then = "Then Enter." if snapshot.typed else "0-9, Enter skips."
    if snapshot.counting is Question.HOW_MANY_RAISES:
        return f"How many more heel raises? {typed}  {then}"
    return f"How many more could you have done? {typed}  {then}"


def _frame(snapshot: Snapshot, wall: datetime, speed: float) -> dict[str, Any]:
    """What stands on every page: what it is, how long still, until when."""
    if snapshot.mode is Mode.PAUSED:
        stopped = wall - timedelta(seconds=(snapshot.paused_s + snapshot.gap_s) / speed)
        at, short = f"clock stopped at {stopped:%H:%M}", f"stopped {stopped:%H:%M}"
    else:
        ends = wall + timedelta(seconds=snapshot.to_go_s / speed)
        word = "by" if snapshot.timeline.up_to else "at"
        at, short = f"done {word} {ends:%H:%M}", f"{ends:%H:%M}"
    title = clean(snapshot.timeline.routine.title)
    return {
        "title": f"Rehearsal ×{speed:g}: {title}" if speed != 1.0 else title,
        "to_go": f"{clock(words.ceiling(snapshot.to_go_s))} to go",
        "clock": at,
        "short_clock": short,
        "bar": bar_of(snapshot.timeline, snapshot.index, snapshot.elapsed_s),
        "keys": keys_of(snapshot, rehearsal=speed != 1.0),
    }


def changes_in_s(snapshot: Snapshot) -> float | None:
    """Seconds of the session until its page looks different by itself; None where it does not."""
    if snapshot.mode is Mode.ENDED:
        return None
    if snapshot.mode is Mode.PAUSED:
        return words.to_whole_s(-snapshot.paused_s)
    if snapshot.mode is Mode.RETURNING:
        return words.to_whole_s(snapshot.returning_left_s)
    if snapshot.phase.kind is PhaseKind.WAIT:
        return None
    return next_change_s(snapshot)


def begun(snapshot: Snapshot, by_s: float) -> Snapshot | None:
    """About the instant `by_s` seconds after the next phase begins: to draw ahead what takes long.
    None where none follows, or nobody knows when."""
    phases = snapshot.timeline.phases[snapshot.index + 1 :]
    if snapshot.mode is not Mode.RUNNING or not phases or not math.isfinite(snapshot.left_s):
        return None
    return replace(
        snapshot,
        phase=phases[0],
        index=snapshot.index + 1,
        elapsed_s=by_s,
        left_s=phases[0].duration_s - by_s,
        to_go_s=snapshot.to_go_s - snapshot.left_s - by_s,
        credits={**snapshot.credits, **_credit_to_come(snapshot.phase)},
        spot_left_s=None,
    )


def _credit_to_come(phase: Phase) -> dict[int, Credit]:
    """What an open phase will have been, once it has come to its end."""
    if phase.kind is not PhaseKind.WORK:
        return {}
    length_s = phase.duration_s
    credit = Credit(
        item=phase.item,
        done_s=length_s,
        done_reps=phase.reps_after(length_s),
        status=WorkStatus.DONE,
    )
    return {phase.item.work_no: credit}


def later(snapshot: Snapshot, by_s: float) -> Snapshot | None:
    """The instant `by_s` seconds later in the same phase, or None where another one begins."""
    match snapshot.mode:
        case Mode.PAUSED:
            gone = snapshot.goes_on_in_s
            on_s = None if gone is None else max(0.0, gone - by_s)
            return replace(snapshot, paused_s=snapshot.paused_s + by_s, goes_on_in_s=on_s)
        case Mode.RETURNING if snapshot.returning_left_s > by_s:
            return replace(
                snapshot,
                returning_left_s=snapshot.returning_left_s - by_s,
                to_go_s=snapshot.to_go_s - by_s,
            )
        case Mode.RUNNING if snapshot.left_s > by_s:
            spot_s = snapshot.spot_left_s
            if spot_s is not None and spot_s <= by_s:
                return None
            return replace(
                snapshot,
                spot_left_s=None if spot_s is None else spot_s - by_s,
                elapsed_s=snapshot.elapsed_s + by_s,
                left_s=snapshot.left_s - by_s,
                to_go_s=snapshot.to_go_s - by_s,
            )
        case _:
            return None
