"""The short words of the screen: sides in capitals, figures, what comes next. Pure."""

from __future__ import annotations

import math
from operator import attrgetter

from calfcoach import script
from calfcoach.events import Credit, Snapshot
from calfcoach.model import Continuous, FootSteps, Hold, Parts, Reps, Tempo
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.report.clock import clock, short_units
from calfcoach.screen.lasting import lasting
from calfcoach.screen.text import clean
from calfcoach.terms import Side

_EPSILON_S = 1e-6  # what is this near has come; as the engine has it
_SECONDS_UP_TO = 99  # from here on minutes and seconds
_LONG_S = 600.0  # sums from here on too


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


def band(item: WorkItem) -> str:
    """What the band says: the working leg; of parts, which one."""
    if item.part is None:
        return who(item)
    side = "" if item.side is Side.BOTH else who(item)
    return joined(clean(item.part.name).upper(), side)


def title(item: WorkItem) -> str:
    """What is done."""
    return clean(item.exercise.title)


def name(item: WorkItem) -> str:
    """What is done in as few words as can be: "Wall calf stretch"."""
    return script.capital(in_sentence(item))


def in_sentence(item: WorkItem) -> str:
    """The same in the middle of a line."""
    return clean(script.name(item.exercise))


def turn(item: WorkItem) -> str:
    """Which set or round it is, "round 1 of 2"."""
    return script.turn(item)


def turn_briefly(item: WorkItem) -> str:
    """As `turn`, the figures alone: "1 of 2"."""
    if item.sets > 1:
        return f"{item.set_no} of {item.sets}"
    return f"{item.round_no} of {item.rounds}" if item.rounds > 1 else ""


def dose(phase: Phase) -> str:
    """How much one work phase is, as + and − have left it: "30 s", "10 reps, up 2, hold 2,
    down 3"."""
    match phase.item.work:
        case Reps(tempo=Tempo() as tempo):
            beats = script.tempo(tempo, phase.item.exercise.beats)
            return clean(f"{reps(phase)}, {beats}")
        case _:
            return dose_briefly(phase)


def dose_briefly(phase: Phase) -> str:
    """How much, without the tempo: "30 s", "10 reps"."""
    item = phase.item
    match item.work:
        case Reps(tempo=Tempo()):
            return reps(phase)
        case Hold(reps=number) if number > 1:
            return clean(short_units(script.dose(item)))
        case Hold() | Continuous() | Parts():
            short = phase.duration_s <= _SECONDS_UP_TO
            return f"{phase.duration_s:g} s" if short else length(phase.duration_s)
        case Reps() | FootSteps():
            return script.own_pace(item)


def reps(phase: Phase) -> str:
    """How many at a tempo: "10 reps"; "8-10 reps" where fewer are enough."""
    most, work = phase.reps or 0, phase.item.work
    least = work.least if isinstance(work, Reps) else most
    return f"{least}-{most} reps" if 0 < least < most else script.counted(most, "rep")


def work_of(snapshot: Snapshot, item: WorkItem) -> Phase:
    """The phase in which a work item is done."""
    phases = snapshot.timeline.phases
    later = (p for p in phases[snapshot.index :] if p.kind is PhaseKind.WORK)
    found = next((p for p in later if p.item.work_no == item.work_no), None)
    return found or snapshot.phase


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


def then(snapshot: Snapshot) -> tuple[str, str]:
    """What comes after the open phase: a name, which gives way where there is no room, and what
    is said of it: ("", "change, RIGHT leg back, 30 s"), ("heel raise", ", 10 reps")."""
    coming = next_phase(snapshot)
    if coming is None:
        return "", "the end"
    item = coming.item
    same = item.block_no == snapshot.phase.item.block_no
    here = snapshot.phase.item
    plain = item.side is Side.BOTH and here.side is Side.BOTH and item.part is None
    who_then = "" if plain else band(item)
    what = "" if same else in_sentence(item)
    much = dose_briefly(work_of(snapshot, item))
    match coming.kind:
        case PhaseKind.SWITCH:
            return "", joined("change", who_then, much)
        case PhaseKind.REST:
            return "", joined(f"rest {figure(ceiling(coming.duration_s))}", f"then {turn(item)}")
        case PhaseKind.WAIT:
            return what, joined("" if same else " ", who_then, much, "after a key").lstrip(" ")
        case PhaseKind.PREPARE | PhaseKind.WORK:
            place = script.at_place(item.exercise.place) if coming.moves else ""
            told = joined("" if what else turn(item), who_then, much, place)
            return what, f", {told}" if what and told else told


def then_briefly(snapshot: Snapshot, *, how_much: bool = True) -> str:
    """The same in a short line: "then RIGHT, 30 s", "then the end"."""
    coming = next_phase(snapshot)
    if coming is None:
        return "then the end"
    item = coming.item
    if coming.kind is PhaseKind.REST:
        return f"then rest {figure(ceiling(coming.duration_s))}"
    side = "" if item.side is Side.BOTH else item.side.upper()
    if item.block_no != snapshot.phase.item.block_no:
        return f"then {side} {in_sentence(item)}" if side else f"then {in_sentence(item)}"
    side = clean(item.part.name) if item.part else side
    much = dose_briefly(work_of(snapshot, item))
    return f"then {joined(side, much if how_much or not side else '')}"


def coming_up(item: WorkItem) -> tuple[str, str]:
    """The next thing after a rest or a wait: its name, then its side and set."""
    told = joined(band(item), turn(item))
    return name(item).upper(), f", {told}"


def where_briefly(snapshot: Snapshot) -> str:
    """Where am I, for a window of few columns: what is left of this, and of all."""
    to_go = f"{clock(ceiling(snapshot.to_go_s))} to go"
    if not math.isfinite(snapshot.left_s):
        return to_go
    return f"{left_of(snapshot)}, {to_go}"


def left_of(snapshot: Snapshot) -> str:
    """How much of the open phase is left: "22 of 30 s", "4:15 of 5:00", "rep 4 of 10"."""
    phase = snapshot.phase
    reps = phase.reps_after(snapshot.elapsed_s)
    if phase.kind is PhaseKind.WORK and reps is not None and phase.reps:
        noun = "rep" if phase.item.at_tempo else "hold"
        return f"{noun} {min(reps + 1, phase.reps)} of {phase.reps}"
    left, total = ceiling(snapshot.left_s), ceiling(phase.duration_s)
    if total <= _SECONDS_UP_TO:
        return f"{left} of {total} s"
    return f"{clock(left)} of {clock(total)}"


# ------------------------------------------------------------------------- what is done


def done(snapshot: Snapshot) -> str:
    """Work so far of what this session plans: seconds on each leg where legs take turns, else
    the reps or the seconds of this exercise."""
    here, item = snapshot.phase, snapshot.phase.item
    if item.side is not Side.BOTH:
        open_s = _open_s(snapshot)
        return "     ".join(
            f"{side} {_of(done_s + (open_s if side is item.side else 0.0), planned_s)}"
            for side, done_s, planned_s in _legs(snapshot)
        )
    of_this = _of_both(snapshot)
    if item.at_tempo:
        total = sum(p.reps or 0 for p in of_this if p.item.at_tempo)
        return f"{_plural(item)} {_reps_done(snapshot, item)} of {total}"
    if _is_counted(item):  # at one's own pace: nobody knows how long
        sets = [p for p in of_this if _is_counted(p.item)]
        over = sum(1 for p in sets if p.item.work_no in snapshot.credits and p is not here)
        return f"{in_sentence(item)} {over} of {script.counted(len(sets), 'set')}"
    done_s = sum(c.done_s for c in _credits(snapshot, item) if not _is_counted(c.item))
    total_s = sum(p.duration_s for p in of_this if not _is_counted(p.item))
    return f"{in_sentence(item)} {_of(done_s + _open_s(snapshot), total_s)}"


def _is_counted(item: WorkItem) -> bool:
    return isinstance(item.work, Reps | FootSteps)


def planned(snapshot: Snapshot) -> list[Phase]:
    """All work of the session, as + and − have left it; also what a resumed one has behind it."""
    here = snapshot.timeline.work
    known = {phase.item.work_no for phase in here}
    behind = [c.item for no, c in sorted(snapshot.credits.items()) if no not in known]
    done_before = [
        Phase(kind=PhaseKind.WORK, item=item, duration_s=item.planned_s) for item in behind
    ]
    return [*done_before, *here]


def _of(done_s: float, total_s: float) -> str:
    """ "8 of 180 s"; long ones in minutes."""
    done = math.floor(done_s + _EPSILON_S)
    if total_s < _LONG_S:
        return f"{done} of {total_s:g} s"
    return f"{clock(done)} of {clock(total_s)}"


@lasting(attrgetter("phase", "credits", "timeline"))
def _legs(snapshot: Snapshot) -> list[tuple[Side, float, float]]:
    """Of each leg that has work: seconds done, but for the open work, and planned."""
    whole, over = planned(snapshot), _others(snapshot)
    return [
        (side, sum(c.done_s for c in over if c.item.side is side), planned_s)
        for side in (Side.LEFT, Side.RIGHT)
        if (planned_s := sum(p.duration_s for p in whole if p.item.side is side))
    ]


@lasting(attrgetter("phase", "credits", "timeline"))
def _of_both(snapshot: Snapshot) -> list[Phase]:
    """All work of this exercise that both legs do at once."""
    exercise = snapshot.phase.item.exercise.id
    alike = [p for p in planned(snapshot) if p.item.exercise.id == exercise]
    return [p for p in alike if p.item.side is Side.BOTH]


def _others(snapshot: Snapshot) -> list[Credit]:
    """What is credited, but for the open work: of that the clock knows more."""
    here = snapshot.phase.item.work_no if snapshot.phase.kind is PhaseKind.WORK else 0
    return [c for work_no, c in snapshot.credits.items() if work_no != here]


def _credits(snapshot: Snapshot, item: WorkItem) -> list[Credit]:
    same = (item.exercise.id, item.side)
    return [c for c in _others(snapshot) if (c.item.exercise.id, c.item.side) == same]


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
    return script.times(2, in_sentence(item))[2:]
