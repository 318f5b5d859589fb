"""The pages of a session that stands still: pause, away, and the questions. Pure."""

from __future__ import annotations

from typing import Any

from calfcoach import script
from calfcoach.events import Reason, Snapshot
from calfcoach.phase import PhaseKind
from calfcoach.records import WorkStatus
from calfcoach.report.clock import clock
from calfcoach.screen import words
from calfcoach.screen.asking import asking
from calfcoach.screen.page import Ink
from calfcoach.timeline import prepare_s

_WAITS = "After 10 minutes I save what is done and end."


def standing(snapshot: Snapshot) -> dict[str, Any]:
    """What a page says while the clock stands still."""
    if snapshot.asking is not None:
        return _frame(snapshot) | asking(
            snapshot, snapshot.asking, _where(snapshot), _briefly(snapshot)
        )
    if snapshot.reason is Reason.AWAY or snapshot.gap_s >= 0.5:
        return _frame(snapshot) | _away(snapshot)
    return _frame(snapshot) | _paused(snapshot)


def _frame(snapshot: Snapshot) -> dict[str, Any]:
    """Where one stands, in light ink: nothing runs."""
    phase = snapshot.phase
    item = phase.item
    shown = _digits(snapshot)
    turn = words.turn(item) if phase.kind is PhaseKind.WORK else ""
    following = ("then", *words.then(snapshot))
    if phase.kind in (PhaseKind.REST, PhaseKind.WAIT):
        following = ("next", *words.coming_up(item))
    return {
        "ink": Ink.LIGHT,
        "wide": True,
        "digits": shown,
        "widest": shown,
        "side": item.side,
        "what": words.title(item),
        "turn": words.joined(turn, _left(snapshot)),
        "short": (words.name(item), words.turn_briefly(item)),
        "next_first": True,
        "then": _left(snapshot),
        "lines": ("Nothing is counted while paused.", _done(snapshot), _WAITS),
        "following": (following,),
    }


def _digits(snapshot: Snapshot) -> str:
    """What was large when it stopped: the rep, else the seconds that are left."""
    phase = snapshot.phase
    if phase.kind is PhaseKind.WAIT:
        return ""
    done = phase.reps_after(snapshot.elapsed_s)
    if phase.kind is PhaseKind.WORK and phase.item.at_tempo and done is not None:
        return str(min(done + 1, phase.reps or 1))
    return words.digits(words.ceiling(snapshot.left_s))


def _paused(snapshot: Snapshot) -> dict[str, Any]:
    lasts = clock(int(snapshot.paused_s))
    return {
        "band": f"PAUSED {lasts}",
        "beside": (_where(snapshot), "", *_offered(snapshot, f"Space: {_after(snapshot)}")),
        "brief": (
            (f"PAUSED {lasts}", words.turn_briefly(snapshot.phase.item)),
            (_briefly(snapshot), ""),
            (f"space on, {words.then_briefly(snapshot, how_much=False)}", ""),
        ),
    }


def _away(snapshot: Snapshot) -> dict[str, Any]:
    """Nobody was there: it says how long, and whether it goes on by itself."""
    gone = words.length(round(snapshot.gap_s))
    on_s = snapshot.goes_on_in_s
    if on_s is None:
        said, brief = [f"Space: {_after(snapshot)}"], "space goes on"
    else:
        on = words.figure(words.ceiling(on_s))
        said, brief = [f"Going on: {on}", "Space: at once"], f"going on in {on}"
    lines = ("Nothing is counted while paused.", _done(snapshot))
    return {
        "lines": lines if on_s is not None else (*lines, _WAITS),
        "band": f"AWAY {gone}, not counted",
        "beside": (_where(snapshot), "", *_offered(snapshot, *said)),
        "brief": (("AWAY", gone), (_briefly(snapshot), ""), (brief, "")),
    }


def _where(snapshot: Snapshot) -> str:
    """What stands still."""
    match snapshot.phase.kind:
        case PhaseKind.REST:
            return "Rest"
        case PhaseKind.WAIT:
            return "Waiting for a key"
        case PhaseKind.WORK | PhaseKind.PREPARE | PhaseKind.SWITCH:
            return words.band(snapshot.phase.item)


def _left(snapshot: Snapshot) -> str:
    """How much of it is left."""
    match snapshot.phase.kind:
        case PhaseKind.WORK:
            return words.left_of(snapshot) + ("" if snapshot.phase.item.at_tempo else " left")
        case PhaseKind.REST:
            return f"{words.figure(words.ceiling(snapshot.left_s))} left"
        case PhaseKind.WAIT:
            return ""
        case PhaseKind.PREPARE | PhaseKind.SWITCH:
            return "before the start"


def _briefly(snapshot: Snapshot) -> str:
    if snapshot.phase.kind is PhaseKind.WORK:
        return f"{words.who_briefly(snapshot.phase.item)} {words.left_of(snapshot)}"
    return _where(snapshot)


def _after(snapshot: Snapshot) -> str:
    """What Space does: work gets its preparation once more."""
    left = words.figure(words.ceiling(snapshot.left_s))
    if snapshot.phase.kind is PhaseKind.WORK:
        back = words.ceiling(prepare_s(snapshot.timeline, snapshot.phase.item, moved=False))
        if snapshot.phase.item.at_tempo:
            left = words.left_of(snapshot)
        return f"{words.figure(back)} to get back, then {left}" if back else f"at once, {left}"
    if snapshot.phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
        return "from its start"
    return "go on"


def _offered(snapshot: Snapshot, *keys: str) -> tuple[str, ...]:
    """What keys do, where there are any."""
    if not snapshot.timeline.coaching.keys:
        return tuple(each for each in keys if not each.startswith("Space"))
    working = snapshot.phase.kind is PhaseKind.WORK
    return (*keys, *(("r: this side from the start",) if working else ()))


def _done(snapshot: Snapshot) -> str:
    """What stands in the history already."""
    items = [c.item for c in snapshot.credits.values() if c.status is WorkStatus.DONE]
    names = list(dict.fromkeys(script.name(item.exercise) for item in items))
    if not names:
        return "Nothing is finished yet."
    return f"Done so far: {script.joined(names)}."
