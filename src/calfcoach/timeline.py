"""Routine → a flat tuple of phases with their cues.

Owns the order and the length of everything that happens in a session. Pure: it knows no
clock, no terminal and no history. The sentences come from `script`.

A routine is first expanded into its work (`WorkItem`, one for every work phase), then laid
out: preparation, changes and rests are put between. What reorders a session (afterwards,
resume, `start_at`) reorders the work and lays it out again, so the time between always fits
what really stands before it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import dropwhile, pairwise

from calfcoach.errors import CoachError
from calfcoach.frozen import frozen, replace
from calfcoach.model import Circuit, Dose, Parts, Reps, Routine, Step
from calfcoach.phase import Coaching, Phase, PhaseKind, WorkItem
from calfcoach.script import counted, length
from calfcoach.terms import Advance, Level, Side, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import assert_never  # what is never called need not be there

ACCESSIBLE_EXTRA_S = 3.0  # longer preparation and change, so that every line is read to its end
MORE_S = 5.0  # what one press of + or − is worth; in tempo reps one rep
SHORTEST_WORK_S = 1.0
LONGEST_PHASE_S = 60 * 60.0
LONGEST_ROUTINE_S = 6 * 60 * 60.0
MOST_PHASES = 2_000


@frozen
class Options:
    """What `run` may change about a routine: one side only, a level, a first step, manual
    advance, accessible pacing."""

    level: Level = Level.DEFAULT
    side: Side = Side.BOTH
    start_at: int = 1
    manual: bool = False
    accessible: bool = False


@frozen
class Timeline:
    """A session as planned: its phases in order, and how its words are chosen."""

    routine: Routine
    phases: tuple[Phase, ...]
    coaching: Coaching
    accessible: bool = False
    manual: bool = False
    whole: bool = False  # whether all cues were written in one go, none kept as heard

    @property
    def total_s(self) -> float:
        """Length of an untouched session in seconds; waits for a key count nothing."""
        return sum(phase.duration_s for phase in self.phases if math.isfinite(phase.duration_s))

    @property
    def up_to(self) -> bool:
        """Whether the person may end some of the work early, so that the total is a limit."""
        return any(phase.at_most for phase in self.phases)

    @property
    def work(self) -> tuple[Phase, ...]:
        """The work phases alone, in order."""
        return tuple(phase for phase in self.phases if phase.kind is PhaseKind.WORK)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that occur, each once, in their order."""
        return tuple({phase.item.step.no: phase.item.step for phase in self.phases}.values())

    def work_s(self, side: Side) -> float:
        """Planned work on one side (or on both at once) in seconds."""
        return sum(phase.item.planned_s for phase in self.work if phase.item.side is side)


# --------------------------------------------------------------------------- compile


def compile_routine(
    routine: Routine,
    options: Options | None = None,
    coaching: Coaching | None = None,
    *,
    done: frozenset[int] = frozenset(),
    cued: bool = True,
) -> Timeline:
    """Lay a routine out in time. `done` holds the `work_no`s that a resumed session has behind
    it. Without its cues (not `cued`) it is only good to be measured, and made in half the time.
    Raises `CoachError` when nothing is left to do or a limit of the format is passed.
    """
    options = options or Options()
    coaching = replace(coaching or Coaching(), accessible=options.accessible)
    _check_work(routine, options)
    items = _number(_expand(routine, options))
    last_no = max((step.no for step in routine.each_step()), default=0)
    if options.start_at > last_no:
        raise CoachError(
            f"`{routine.id}` has {counted(last_no, 'step')}, there is no step {options.start_at}",
            hint=f"`calfcoach show {routine.id}` numbers them",
            exit_code=2,
        )
    # from where that step first comes up: the earlier steps of its circuit belong to later rounds
    items = list(dropwhile(lambda item: item.step.no < options.start_at, items))
    items = [item for item in items if item.work_no not in done]
    if not items:
        raise CoachError(
            f"nothing of `{routine.id}` is left to do with these options",
            hint="leave out --side, or choose another routine",
        )
    timeline = Timeline(
        routine=routine,
        phases=(),
        coaching=coaching,
        accessible=options.accessible,
        manual=options.manual,
    )
    phases = _lay_out(items, None, timeline)
    laid_out = replace(timeline, phases=tuple(phases))
    _check_limits(laid_out)
    return _with_phases(timeline, phases) if cued else laid_out


def _check_limits(timeline: Timeline) -> None:
    phases = len(timeline.phases)
    if phases > MOST_PHASES:
        raise _too_long(timeline.routine, f"have 2,000 phases at most, this one has {phases:,}")
    if timeline.total_s > LONGEST_ROUTINE_S:
        lasts = length(timeline.total_s)
        raise _too_long(timeline.routine, f"last 6 hours at most, this one lasts {lasts}")


def _check_work(routine: Routine, options: Options) -> None:
    """Before anything is laid out: a small file can ask for millions of holds."""
    count = 0
    for entry in routine.steps:
        repeat, steps = (entry.repeat, entry.steps) if isinstance(entry, Circuit) else (1, (entry,))
        count += repeat * sum(_work_count(step, options) for step in steps)
    if count > MOST_PHASES:
        raise _too_long(routine, f"have 2,000 phases at most, this one has over {count:,}")


def _work_count(step: Step, options: Options) -> int:
    dose = step.dose(options.level)
    parts = len(dose.work.parts) * dose.work.rounds if isinstance(dose.work, Parts) else 1
    return len(_order_of_sides(dose, options.side)) * parts


def _too_long(routine: Routine, limit: str) -> CoachError:
    return CoachError(
        f"a routine may {limit}",
        where=routine.path or routine.id,
        hint="take fewer sets, rounds or steps, or make two routines of it",
    )


# --------------------------------------------------------------- routine → work items


def _expand(routine: Routine, options: Options) -> list[WorkItem]:
    """All work in order; one block for every time that a step comes up."""
    items: list[WorkItem] = []
    block_no = 0
    for entry_no, entry in enumerate(routine.steps, 1):
        match entry:
            case Step():
                block_no += 1
                items += _work_of(entry, options, block_no)
            case Circuit():
                for round_no in range(1, entry.repeat + 1):
                    for step in entry.steps:
                        block_no += 1
                        items += [
                            replace(
                                item,
                                circuit_no=entry_no,
                                circuit_rest_s=entry.rest_s,
                                round_no=round_no,
                                rounds=entry.repeat,
                            )
                            for item in _work_of(step, options, block_no)
                        ]
            case _:
                assert_never(entry)
    return items


def _work_of(step: Step, options: Options, block_no: int) -> list[WorkItem]:
    dose = step.dose(options.level)
    order = _order_of_sides(dose, options.side)
    items: list[WorkItem] = []
    for side, set_no in order:
        base = WorkItem(
            step=step,
            block_no=block_no,
            side=side,
            set_no=set_no,
            sets=dose.sets,
            rest_s=dose.rest_s,
            load=dose.load,
            work=dose.work,
            planned_s=dose.work.duration_s,
            alternate=dose.sides is Sides.ALTERNATE,
        )
        items += _split_parts(base, dose.work) if isinstance(dose.work, Parts) else [base]
    return items


def _order_of_sides(dose: Dose, only: Side) -> list[tuple[Side, int]]:
    """(side, set) in the order in which they are done, from 1."""
    numbers = range(1, dose.sets + 1)
    match dose.sides:
        case Sides.BOTH:
            return [(Side.BOTH, no) for no in numbers]
        case Sides.LEFT:
            order = [(Side.LEFT, no) for no in numbers]
        case Sides.RIGHT:
            order = [(Side.RIGHT, no) for no in numbers]
        case Sides.EACH:
            order = [(side, no) for side in (Side.LEFT, Side.RIGHT) for no in numbers]
        case Sides.ALTERNATE:
            order = [(side, no) for no in numbers for side in (Side.LEFT, Side.RIGHT)]
        case _:
            assert_never(dose.sides)
    return [(side, no) for side, no in order if only in (Side.BOTH, side)]


def _split_parts(base: WorkItem, parts: Parts) -> list[WorkItem]:
    """One item a part; the rounds of the parts stand where sets stand elsewhere."""
    return [
        replace(base, part=part, planned_s=part.time_s, set_no=round_no, sets=parts.rounds)
        for round_no in range(1, parts.rounds + 1)
        for part in parts.in_round(round_no)
    ]


def _number(items: Iterable[WorkItem]) -> list[WorkItem]:
    """Count the work and find, for every side, its partner on the other one."""
    numbered = [replace(item, work_no=no) for no, item in enumerate(items, 1)]
    turns = Counter[tuple[int, Side]]()
    by_turn: dict[tuple[int, Side, int], int] = {}
    for item in numbered:
        turns[item.block_no, item.side] += 1
        by_turn[item.block_no, item.side, turns[item.block_no, item.side]] = item.work_no
    pairs = {
        work_no: by_turn.get((block_no, side.other, turn), 0)
        for (block_no, side, turn), work_no in by_turn.items()
        if side is not Side.BOTH
    }
    return [replace(item, pair_no=pairs.get(item.work_no, 0)) for item in numbered]


# --------------------------------------------------------------- work items → phases


def _lay_out(items: Sequence[WorkItem], before: WorkItem | None, timeline: Timeline) -> list[Phase]:
    """Put preparation, change and rest before every item. `before` is where one stands now."""
    phases: list[Phase] = []
    for previous, item in pairwise([before, *items]):
        assert item is not None
        phases += _lead(previous, item, timeline)
        phases.append(Phase(kind=PhaseKind.WORK, item=item, duration_s=item.planned_s))
    return phases


def prepare_s(timeline: Timeline, item: WorkItem, *, moved: bool) -> float:
    """Seconds to get ready for `item`: its preparation, or its move from another place."""
    return _paced(item.step.pacing.move_s if moved else item.step.pacing.prepare_s, timeline)


def _paced(duration_s: float, timeline: Timeline) -> float:
    """Preparation and change are longer in accessible form; one of 0 stays 0."""
    return duration_s + ACCESSIBLE_EXTRA_S if timeline.accessible and duration_s else duration_s


def _lead(previous: WorkItem | None, item: WorkItem, timeline: Timeline) -> list[Phase]:
    pacing = item.step.pacing
    if previous is None:
        return _phases(item, (PhaseKind.PREPARE, prepare_s(timeline, item, moved=False)))
    if previous.block_no == item.block_no and previous.work_no < item.work_no:
        return _phases(item, _between(previous, item, _paced(pacing.switch_s, timeline)))
    moves = previous.exercise.place is not item.exercise.place
    same_circuit = item.circuit_no and previous.circuit_no == item.circuit_no
    rest_s = item.circuit_rest_s if same_circuit and previous.round_no != item.round_no else 0.0
    manual = timeline.manual or pacing.advance is Advance.MANUAL
    return _phases(
        item,
        (PhaseKind.REST, rest_s),
        (PhaseKind.WAIT, math.inf if manual else 0.0),
        (PhaseKind.PREPARE, prepare_s(timeline, item, moved=moves)),
        moves=moves,
    )


def _between(previous: WorkItem, item: WorkItem, switch_s: float) -> tuple[PhaseKind, float]:
    """What stands between two sets, sides or parts of one step."""
    if item.part is not None:
        return (PhaseKind.SWITCH, switch_s)
    if previous.side is item.side:
        # One side alone of an alternating step: the other leg's turn is still its rest.
        return (PhaseKind.REST, max(item.rest_s, switch_s) if item.alternate else item.rest_s)
    if item.set_no != previous.set_no and item.alternate:
        return (PhaseKind.SWITCH, max(item.rest_s, switch_s))
    return (PhaseKind.SWITCH, switch_s)


def _phases(item: WorkItem, *leads: tuple[PhaseKind, float], moves: bool = False) -> list[Phase]:
    return [
        Phase(kind=kind, item=item, duration_s=duration_s, moves=moves)
        for kind, duration_s in leads
        if duration_s > 0
    ]


def _with_phases(timeline: Timeline, phases: Sequence[Phase], *, behind: int = 0) -> Timeline:
    from calfcoach.cues import with_cues  # late: most who lay a routine out only measure it

    sheet = with_cues(phases, timeline.coaching, behind=behind)
    return replace(timeline, phases=sheet, whole=not behind)


# ------------------------------------------------------------------ changes on the way


def afterwards(timeline: Timeline, index: int) -> Timeline | None:
    """Move what is left of the step at `index` to the end; None where nothing stands after it.

    The phases before `index` stay; the one at `index` is the first of the new rest.
    """
    here = timeline.phases[index]
    left = [p.item for p in timeline.phases[index:] if p.kind is PhaseKind.WORK]
    moved = [item for item in left if item.block_no == here.item.block_no]
    others = [item for item in left if item.block_no != here.item.block_no]
    if not others:
        return None
    behind = timeline.phases[:index]
    # in every other phase `item` is what comes next, and one stands where one last worked
    at = here.item if here.kind is PhaseKind.WORK else _last_work(behind)
    fresh = _keep_lengths(_lay_out([*others, *moved], at, timeline), timeline.phases[index:])
    return _with_phases(timeline, [*behind, *fresh], behind=index)


def _last_work(phases: Sequence[Phase]) -> WorkItem | None:
    return next((p.item for p in reversed(phases) if p.kind is PhaseKind.WORK), None)


def _keep_lengths(fresh: Sequence[Phase], old: Sequence[Phase]) -> list[Phase]:
    """What + and − changed on a side stays changed when its step moves."""
    changed = {p.item.work_no: p for p in old if p.kind is PhaseKind.WORK}
    return [
        replace(phase, duration_s=changed[phase.item.work_no].duration_s)
        if phase.kind is PhaseKind.WORK
        else phase
        for phase in fresh
    ]


def adjusted(timeline: Timeline, index: int, by: int, elapsed_s: float) -> Timeline | None:
    """One press of + (`by` 1) or − (−1) on the phase at `index`: 5 s, or one rep at a tempo.

    It never gets shorter than what has passed, and the same set of the other side, if it is
    still to come, gets the same length. None where nothing changes.
    """
    phase = timeline.phases[index]
    duration_s = _adjusted_s(phase, by, elapsed_s)
    if duration_s is None or duration_s == phase.duration_s:
        return None
    phases = list(timeline.phases)
    phases[index] = replace(phase, duration_s=duration_s)
    if phase.kind is PhaseKind.WORK and phase.item.pair_no:
        for later in range(index + 1, len(phases)):
            other = phases[later]
            if other.kind is PhaseKind.WORK and other.item.work_no == phase.item.pair_no:
                phases[later] = replace(other, duration_s=duration_s)
    if not timeline.whole:
        return _with_phases(timeline, phases)
    from calfcoach.cues import with_cues_of  # late, as above

    sheet = with_cues_of(phase.item.exercise.id, phases, timeline.coaching)
    return replace(timeline, phases=sheet)


def _adjusted_s(phase: Phase, by: int, elapsed_s: float) -> float | None:
    work = phase.item.work
    if not math.isfinite(phase.duration_s):
        return None
    if phase.kind is PhaseKind.WORK and isinstance(work, Reps) and work.tempo is not None:
        rep_s = work.tempo.rep_s
        begun = max(1, math.ceil(elapsed_s / rep_s - 1e-9))
        reps = max(begun, round(phase.duration_s / rep_s) + by)
        return min(reps, 200) * rep_s if reps * rep_s <= LONGEST_PHASE_S else None
    least_s = max(elapsed_s, SHORTEST_WORK_S if phase.kind is PhaseKind.WORK else 0.0)
    return min(max(phase.duration_s + by * MORE_S, least_s), LONGEST_PHASE_S)
