"""The short words of the screen: sides in capitals, figures, what comes next. Pure."""

from __future__ import annotations

import math

from calfcoach import script
from calfcoach.events import Credit, Snapshot
from calfcoach.model import FootSteps, Reps
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.report.clock import clock, short_units
from calfcoach.screen.text import clean
from calfcoach.terms import Side

_EPSILON_S = 1e-6  # what is this near has come; as the engine has it
_SECONDS_UP_TO = 99  # from here on minutes and seconds


def ceiling(left_s: float) -> int:
    """Whole seconds still to come: 0 is the end, and only the end (or none, in a wait)."""
    return max(0, math.ceil(left_s - _EPSILON_S)) if math.isfinite(left_s) else 0


def to_whole_s(left_s: float) -> float:
    """Seconds until the ceiling of what is left is another."""
    if not math.isfinite(left_s):
        return 1.0
    return (left_s - _EPSILON_S) % 1.0 + _EPSILON_S


def digits(seconds: int) -> str:
    """A countdown as it is drawn: "22", "1:40"."""
    return str(seconds) if seconds <= _SECONDS_UP_TO else clock(seconds)


def figure(seconds: int) -> str:
    """A countdown in a line: "22 s", "1:40"."""
    return f"{seconds} s" if seconds <= _SECONDS_UP_TO else clock(seconds)


def length(duration_s: float) -> str:
    """A length in a line: "45 s", "1 min 24 s"."""
    return short_units(script.length(duration_s))


def who(item: WorkItem) -> str:
    """The working leg, the side in capitals: "LEFT leg back", "BOTH legs"."""
    if item.side is Side.BOTH:
        return "BOTH legs"
    words = item.exercise.side_words
    return clean(words.replace("{side}", item.side.upper()).replace("{other}", item.side.other))


def who_briefly(item: WorkItem) -> str:
    """The same in as few words as can be: "LEFT back", "BOTH"."""
    return " ".join(word for word in who(item).split() if word not in ("leg", "legs"))


def title(item: WorkItem) -> str:
    """What is done, and which part of it."""
    name = clean(item.exercise.title)
    return f"{name}, {clean(item.part.name)}" if item.part else name


def name(item: WorkItem) -> str:
    """What is done in as few words as can be: "Wall calf stretch"."""
    return script.capital(clean(script.name(item.exercise)))


def turn(item: WorkItem) -> str:
    """Which set or round it is, "round 1 of 2"."""
    return script.turn(item)


def turn_briefly(item: WorkItem) -> str:
    """As `turn`, the figures alone: "1 of 2"."""
    if item.sets > 1:
        return f"{item.set_no} of {item.sets}"
    return f"{item.round_no} of {item.rounds}" if item.rounds > 1 else ""


def dose(item: WorkItem) -> str:
    """How much one work phase is: "30 s", "10 reps, up 2, hold 2, down 3"."""
    return clean(short_units(script.dose(item)))


def dose_briefly(item: WorkItem) -> str:
    """How much, without the tempo: "30 s", "10 reps"."""
    return clean(short_units(script.short_dose(item)))


def load(item: WorkItem) -> str:
    """What is carried, empty for nothing."""
    return clean(item.load)


def joined(*parts: str) -> str:
    """What there is of it, with commas."""
    return ", ".join(part for part in parts if part)


# --------------------------------------------------------------------------- what comes


def next_phase(snapshot: Snapshot) -> Phase | None:
    """The phase after the open one."""
    phases = snapshot.timeline.phases
    later = snapshot.index + 1
    return phases[later] if later < len(phases) else None


def then(snapshot: Snapshot) -> str:
    """What comes after the open phase: "change, RIGHT leg back, 30 s", "the end"."""
    coming = next_phase(snapshot)
    if coming is None:
        return "the end"
    item = coming.item
    same = item.block_no == snapshot.phase.item.block_no
    side = "" if item.side is Side.BOTH else who(item)
    what = "" if same else clean(script.name(item.exercise))
    match coming.kind:
        case PhaseKind.SWITCH:
            return joined("change", side, dose_briefly(item))
        case PhaseKind.REST:
            return joined(f"rest {figure(ceiling(coming.duration_s))}", f"then {turn(item)}")
        case PhaseKind.WAIT:
            return joined("a key", what, side, dose_briefly(item))
        case PhaseKind.PREPARE | PhaseKind.WORK:
            place = script.at_place(item.exercise.place) if coming.moves else ""
            return joined(what or turn(item), side, dose_briefly(item), place)


def then_briefly(snapshot: Snapshot, *, how_much: bool = True) -> str:
    """The same in a short line: "then RIGHT, 30 s", "then the end"."""
    coming = next_phase(snapshot)
    if coming is None:
        return "then the end"
    item = coming.item
    if coming.kind is PhaseKind.REST:
        return f"then rest {figure(ceiling(coming.duration_s))}"
    if item.block_no != snapshot.phase.item.block_no:
        return f"then {clean(script.name(item.exercise))}"
    side = "" if item.side is Side.BOTH else item.side.upper()
    return f"then {joined(side, dose_briefly(item) if how_much or not side else '')}"


# ------------------------------------------------------------------------- what is done


def done(snapshot: Snapshot) -> str:
    """Work so far of what this session plans: seconds on each leg where legs take turns, else
    the reps or the seconds of this exercise."""
    item = snapshot.phase.item
    if item.side is not Side.BOTH:
        sides = [_side_done(snapshot, side) for side in (Side.LEFT, Side.RIGHT)]
        return "     ".join(side for side in sides if side)
    planned = [p.item for p in snapshot.timeline.work if p.item.exercise.id == item.exercise.id]
    reps = [each.planned_reps for each in planned]
    if all(number is not None for number in reps) and not isinstance(item.work, FootSteps):
        total = sum(number or 0 for number in reps)
        return f"{_plural(item)} {_reps_done(snapshot, item)} of {total}"
    total_s = sum(each.planned_s for each in planned)
    done_s = sum(c.done_s for c in _credits(snapshot, item)) + _open_s(snapshot)
    return f"{name(item).lower()} {math.floor(done_s + _EPSILON_S)} of {total_s:g} s"


def _side_done(snapshot: Snapshot, side: Side) -> str:
    planned_s = snapshot.timeline.work_s(side)
    if not planned_s:
        return ""
    done_s = sum(c.done_s for c in _others(snapshot) if c.item.side is side)
    if snapshot.phase.item.side is side:
        done_s += _open_s(snapshot)
    return f"{side} {math.floor(done_s + _EPSILON_S)} of {planned_s:g} s"


def _others(snapshot: Snapshot) -> list[Credit]:
    """What is credited, but for the open work: of that the clock knows more."""
    here = snapshot.phase.item.work_no if snapshot.phase.kind is PhaseKind.WORK else 0
    return [c for work_no, c in snapshot.credits.items() if work_no != here]


def _credits(snapshot: Snapshot, item: WorkItem) -> list[Credit]:
    return [c for c in _others(snapshot) if c.item.exercise.id == item.exercise.id]


def _open_s(snapshot: Snapshot) -> float:
    if snapshot.phase.kind is not PhaseKind.WORK:
        return 0.0
    earlier = snapshot.credits.get(snapshot.phase.item.work_no)
    return max(snapshot.elapsed_s, earlier.done_s if earlier else 0.0)


def _reps_done(snapshot: Snapshot, item: WorkItem) -> int:
    number = sum(c.done_reps or 0 for c in _credits(snapshot, item))
    if snapshot.phase.kind is PhaseKind.WORK:
        number += snapshot.phase.reps_after(snapshot.elapsed_s) or 0
    return number


def _plural(item: WorkItem) -> str:
    noun = clean(script.name(item.exercise))
    return script.counted(2, noun)[2:] if isinstance(item.work, Reps) else noun
