"""The pages between work: getting ready, changing sides, resting, waiting, coming back. Pure."""

from __future__ import annotations

from typing import Any

from calfcoach import script
from calfcoach.events import Snapshot
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.screen import words
from calfcoach.screen.page import Ink
from calfcoach.screen.text import clean
from calfcoach.terms import Side

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
    rest = words.figure(words.ceiling(snapshot.left_s))
    return _towards(item, left) | {
        "label": "BACK IN PLACE",
        "beside": ("", f"then {rest} more" if snapshot.elapsed_s else ""),
        "turn": words.joined(words.turn(item), f"goes on in {words.figure(left)}"),
        "short": words.name(item),
        "then": f"then {rest} more",
        "lines": _setup(item),
        "following": (("then", words.then(snapshot)), ("done", words.done(snapshot))),
        "brief": (
            (words.who_briefly(item), f"in {words.figure(left)}"),
            (words.name(item), words.turn_briefly(item)),
            (f"then {rest} more", ""),
        ),
    }


def _ready(snapshot: Snapshot, label: str) -> dict[str, Any]:
    """Before work: the block stands already where the next leg is."""
    item = snapshot.phase.item
    left = words.ceiling(snapshot.left_s)
    starts = f"starts in {words.figure(left)}"
    changing = snapshot.phase.kind is PhaseKind.SWITCH
    return _towards(item, left) | {
        "widest": words.digits(words.ceiling(snapshot.phase.duration_s)),
        "label": label,
        "beside": _before_it(snapshot),
        "turn": words.joined(words.turn(item), starts),
        "lines": _setup(item),
        "following": (
            ("for", words.joined(words.dose(item), words.load(item))),
            *((("done", words.done(snapshot)),) if snapshot.credits or changing else ()),
        ),
        "short": f"{words.name(item)} {words.turn_briefly(item)}".strip(),
        "then": f"for {words.dose_briefly(item)}",
        "brief": (
            (words.who_briefly(item), f"in {words.figure(left)}"),
            (words.name(item), words.turn_briefly(item)),
            (f"{words.dose_briefly(item)}, {script.at_place(item.exercise.place)}", ""),
        ),
    }


def _towards(item: WorkItem, left: int) -> dict[str, Any]:
    return {
        "ink": Ink.CHANGE,
        "side": item.side,
        "band": words.who(item),
        "digits": words.digits(left),
        "widest": words.digits(left),
        "what": words.title(item),
    }


def _before_it(snapshot: Snapshot) -> tuple[str, ...]:
    """What has just ended and the way to go; at the very start what one needs."""
    item = snapshot.phase.item
    previous = _previous(snapshot)
    place = script.at_place(item.exercise.place)
    if previous is None:
        steps = snapshot.timeline.steps
        needs = script.needs([step.exercise for step in steps])
        up_to = "up to " if snapshot.timeline.up_to else ""
        length = f"{up_to}{words.length(snapshot.timeline.total_s)}"
        parts = f"{length}, {script.counted(len(steps), 'part')}"
        return (parts, *((f"You need {needs}.",) if needs else ()), "", f"First, {place}.")
    if snapshot.phase.kind is PhaseKind.SWITCH and item.side is not previous.item.side:
        arrow = ">" if item.side is Side.RIGHT else "<"
        over = f"{previous.item.side} done, {words.length(_done_s(snapshot, previous))}"
        return (over, "", arrow * _ARROWS)
    return (f"{place} now" if snapshot.phase.moves else f"still {place}",)


def _done_s(snapshot: Snapshot, phase: Phase) -> float:
    credit = snapshot.credits.get(phase.item.work_no)
    return credit.done_s if credit else 0.0


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
    coming = words.joined(words.name(item).upper(), words.who(item), words.turn(item))
    place = "same place" if not snapshot.phase.moves else script.at_place(item.exercise.place)
    return {
        "ink": Ink.LIGHT,
        "wide": True,
        "band": "REST",
        "digits": words.digits(left),
        "widest": words.digits(words.ceiling(snapshot.phase.duration_s)),
        "what": "Breathe, and shake the legs loose.",
        "turn": over,
        "following": (
            ("next", coming),
            ("", words.joined(words.dose(item), words.load(item))),
            ("place", place),
        ),
        "short": f"{words.name(item)}, {words.who_briefly(item)}",
        "then": words.turn(item) or "next",
        "brief": (
            ("REST", words.figure(left)),
            (f"next {words.name(item)}", ""),
            (words.joined(words.who_briefly(item), words.turn_briefly(item)), ""),
        ),
    }


def _wait(snapshot: Snapshot) -> dict[str, Any]:
    """Nothing happens until a key."""
    item = snapshot.phase.item
    place = script.at_place(item.exercise.place)
    coming = words.joined(words.name(item).upper(), words.who(item), words.turn(item))
    return {
        "ink": Ink.LIGHT,
        "wide": True,
        "band": "READY WHEN YOU ARE",
        "beside": ("Enter goes on.",),
        "what": words.title(item),
        "turn": "waiting for Enter",
        "lines": _setup(item),
        "following": (
            ("next", coming),
            ("", words.joined(words.dose(item), words.load(item))),
            ("place", place),
        ),
        "short": f"{words.name(item)}, {words.who_briefly(item)}",
        "then": words.dose_briefly(item),
        "brief": (
            ("Enter goes on", ""),
            (f"next {words.name(item)}", ""),
            (words.joined(words.who_briefly(item), words.dose_briefly(item)), ""),
        ),
    }
