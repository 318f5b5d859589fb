"""The pages between work: getting ready, changing sides, resting, waiting, coming back. Pure."""

from __future__ import annotations

import math

from calfcoach import script
from calfcoach.events import Snapshot
from calfcoach.model import Continuous, FootSteps, Hold, Reps
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.records import WorkStatus
from calfcoach.screen import words
from calfcoach.screen.page import Ink
from calfcoach.screen.text import clean
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ARROWS = 24


def between(snapshot: Snapshot) -> dict[str, Any]:
    """What a page says while nothing is worked, by the kind of the phase."""
    match snapshot.phase.kind:
        case PhaseKind.REST:
            return _rest(snapshot)
        case PhaseKind.WAIT:
            return _wait(snapshot)
        case PhaseKind.SWITCH:
            return _ready(snapshot, "CHANGE")
        case _:
            return _ready(snapshot, "GET READY")


def returning(snapshot: Snapshot) -> dict[str, Any]:
    """The preparation once more, before the work goes on."""
    left = words.ceiling(snapshot.returning_left_s)
    item = snapshot.phase.item
    rest = words.left_of(snapshot)
    both = item.side is Side.BOTH  # then the band has the middle, and no label beside it
    return _towards(item, left) | {
        "band": words.band(item) + (": back in place" if both else ""),
        "label": "" if both else "BACK IN PLACE",
        "beside": ("", f"then {rest}") if item.side is not Side.BOTH or item.at_tempo else (),
        "shared": _is_shared(snapshot.phase),
        "turn": words.joined(words.turn(item), f"goes on in {words.figure(left)}"),
        "short": (words.name(item), words.turn_briefly(item)),
        "then": rest,
        "lines": _setup(item),
        "following": (("then", *words.then(snapshot)), ("done", "", words.done(snapshot))),
        "brief": (
            (words.who_briefly(item), f"in {words.figure(left)}"),
            (words.name(item), words.turn_briefly(item)),
            (f"then {rest}", ""),
        ),
    }


def _ready(snapshot: Snapshot, label: str) -> dict[str, Any]:
    """Before work: the block stands already where the next leg is."""
    item = snapshot.phase.item
    coming = words.work_of(snapshot, item)
    left = words.ceiling(snapshot.left_s)
    changing = snapshot.phase.kind is PhaseKind.SWITCH
    beside = _before_it(snapshot)
    alone = item.side is Side.BOTH and not (item.at_tempo or coming.self_paced)
    who = words.band(item) if item.part else words.who_briefly(item)
    return _towards(item, left) | {
        "widest": words.digits(words.ceiling(snapshot.phase.duration_s)),
        "label": label,
        # with both legs the digits have the middle, as they will have in the work itself
        "beside": () if alone else beside,
        "shared": _is_shared(coming),
        "turn": words.joined(words.turn(item), f"starts in {words.figure(left)}"),
        "short": (words.name(item), words.turn_briefly(item)),
        "then": words.dose_briefly(coming),
        "lines": _setup(item),
        "following": (
            ("dose", "", words.joined(words.dose(coming), words.load(item))),
            *((("", "", text) for text in beside if text) if alone else ()),
            *((("done", "", words.done(snapshot)),) if snapshot.credits or changing else ()),
        ),
        "brief": (
            (who, f"in {words.figure(left)}"),
            (words.name(item), words.turn_briefly(item)),
            (f"{words.dose_briefly(coming)}, {script.at_place(item.exercise.place)}", ""),
        ),
    }


def _is_shared(phase: Phase) -> bool:
    """Whether something stands beside the digits while this is worked."""
    match phase.item.work:
        case Reps() | FootSteps() | Continuous(pass_s=float()):
            return True
        case Hold(reps=reps):
            return reps > 1
        case _:
            return False


def _towards(item: WorkItem, left: int) -> dict[str, Any]:
    return {
        "ink": Ink.CHANGE,
        "side": item.side,
        "band": words.band(item),
        "digits": words.digits(left),
        "widest": words.digits(left),
        "what": words.title(item),
    }


def _before_it(snapshot: Snapshot) -> tuple[str, ...]:
    """What has just ended and the way to go; at the very start what one needs."""
    item = snapshot.phase.item
    previous = _previous(snapshot)
    place = script.at_place(item.exercise.place)
    if previous is None and not snapshot.credits:
        steps = snapshot.timeline.steps
        needs = script.needs([step.exercise for step in steps])
        up_to = "up to " if snapshot.timeline.up_to else ""
        length = f"{up_to}{words.length(snapshot.timeline.total_s)}"
        parts = f"{length}, {script.counted(len(steps), 'part')}"
        return (parts, *((f"You need {needs}.",) if needs else ()), "", f"First, {place}.")
    if previous is None:
        return ()
    if snapshot.phase.kind is not PhaseKind.SWITCH:
        return (f"now {place}",) if snapshot.phase.moves else ()
    if item.side is not previous.item.side:
        arrow = ">" if item.side is Side.RIGHT else "<"
        return (f"{previous.item.side} {_over(snapshot, previous)}", "", arrow * _ARROWS)
    part = previous.item.part
    return (f"{clean(part.name)} {_over(snapshot, previous)}",) if part else ()


def _over(snapshot: Snapshot, phase: Phase) -> str:
    """ "done, 30 s", or that it was skipped."""
    credit = snapshot.credits.get(phase.item.work_no)
    if credit is None or (credit.status is WorkStatus.SKIPPED and credit.done_s < 1):
        return "skipped"
    return f"done, {words.length(math.floor(credit.done_s))}"


def _previous(snapshot: Snapshot) -> Phase | None:
    before = snapshot.timeline.phases[: snapshot.index]
    return next((p for p in reversed(before) if p.kind is PhaseKind.WORK), None)


def _setup(item: WorkItem) -> tuple[str, ...]:
    """How one gets into position."""
    told = [script.filled(text, item.side) for text in item.exercise.setup]
    told.insert(1, item.step.note)
    return tuple(clean(script.sentence(text)) for text in told if text)


def _rest(snapshot: Snapshot) -> dict[str, Any]:
    item = snapshot.phase.item
    left = words.ceiling(snapshot.left_s)
    over = f"set {item.set_no - 1} of {item.sets} done" if item.set_no > 1 else ""
    if not over and item.round_no > 1:
        over = f"round {item.round_no - 1} of {item.rounds} done"
    return _coming_up(snapshot) | {
        "band": "REST",
        "digits": words.digits(left),
        "widest": words.digits(words.ceiling(snapshot.phase.duration_s)),
        "what": "Breathe, and shake the legs loose.",
        "turn": over,
        "brief": (
            ("REST", words.figure(left)),
            (f"next {words.name(item)}", ""),
            (words.joined(words.who_briefly(item), words.turn_briefly(item)), ""),
        ),
    }


def _wait(snapshot: Snapshot) -> dict[str, Any]:
    """Nothing happens until a key."""
    item = snapshot.phase.item
    much = words.dose_briefly(words.work_of(snapshot, item))
    return _coming_up(snapshot) | {
        "band": "READY WHEN YOU ARE",
        "beside": ("Enter goes on.",),
        "what": words.title(item),
        "turn": "waiting for Enter",
        "lines": _setup(item),
        "brief": (
            ("enter goes on", ""),
            (f"next {words.name(item)}", ""),
            (words.joined(words.who_briefly(item), much), ""),
        ),
    }


def _coming_up(snapshot: Snapshot) -> dict[str, Any]:
    """In light ink across the whole width: what comes next, its dose and its place."""
    item = snapshot.phase.item
    coming = words.work_of(snapshot, item)
    place = script.at_place(item.exercise.place) if snapshot.phase.moves else "same place"
    return {
        "ink": Ink.LIGHT,
        "wide": True,
        "following": (
            ("next", *words.coming_up(item)),
            ("dose", "", words.joined(words.dose(coming), words.load(item))),
            ("place", "", place),
        ),
        "short": (f"next {words.in_sentence(item)}", f", {words.who_briefly(item)}"),
        "then": words.turn(item) or words.dose_briefly(coming),
    }
