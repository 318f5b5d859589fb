from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples, options, routines
from virtual import Run

from calfcoach.countdown import EPSILON_S
from calfcoach.events import (
    Act,
    Adjusted,
    Command,
    CueDue,
    Digit,
    Ended,
    Event,
    Mode,
    MovedToEnd,
    Muted,
    PhaseEnded,
    PhaseStarted,
    Question,
    Returning,
    Snapshot,
    Told,
)
from calfcoach.model import Routine
from calfcoach.phase import PhaseKind
from calfcoach.records import Status, WorkStatus
from calfcoach.terms import Side
from calfcoach.timeline import Options, Timeline, compile_routine

random_sessions = examples(10)

# What a person or the system may do, each after a while: a command, or just a moment at
# which the loop comes round late.
WHILES = st.one_of(
    st.floats(0, 2.9),
    st.floats(0, 30),
    st.sampled_from([0.0, 0.5, 3.0, 5.0, 301.0, 599.9]),
)
COMMANDS: list[Command] = [
    *(act for act in Act if act not in (Act.STOP, Act.INTERRUPT)),
    Digit(value=1),
    Digit(value=4),
    Digit(value=7),
]
DEEDS = st.lists(
    st.tuples(st.booleans(), WHILES, st.none() | st.sampled_from(COMMANDS)), max_size=25
)
# What never costs or adds any work.
HARMLESS: list[Command] = [
    Act.PAUSE,
    Act.BACK,
    Act.REDO,
    Act.SUSPENDED,
    Act.WHERE,
    Act.MUTE,
    Act.KEYS,
    Act.ERASE,
    Act.AFTERWARDS,
]
HARMLESS_DEEDS = st.lists(
    st.tuples(st.booleans(), st.floats(0, 20), st.none() | st.sampled_from(HARMLESS)), max_size=20
)
ENDINGS = st.none() | st.sampled_from([Act.STOP, Act.INTERRUPT])


@st.composite
def timelines(draw: st.DrawFn, *, even: bool = False) -> Timeline:
    routine: Routine = draw(routines(even=even))
    return compile_routine(routine, draw(options(one_side=False)))


def do(run: Run, attentive: bool, after_s: float, command: Command | None) -> list[Event]:
    """Let time pass, attended to or in one leap, and then do something."""
    if run.session.ended:
        return []
    if attentive:
        came = run.pass_s(after_s)
        return came if command is None else [*came, *run.press(command)]
    return run.absent(after_s, command)


def play_to_end(run: Run) -> None:
    """On to the end with as few keys as that takes."""
    while not run.session.ended:
        at = run.at
        if at.asking is not None:
            run.pass_s(0.5)
            run.press(Act.PAUSE if at.asking in (Question.STOP, Question.AFTER_PAIN) else Act.ENTER)
        elif at.mode is Mode.PAUSED:
            run.press(Act.PAUSE)
        elif at.phase.kind is PhaseKind.WAIT:
            run.press(Act.DONE)
        else:
            run.pass_s(1.0)


# ------------------------------------------------------------------- what holds throughout


@random_sessions
@given(made=timelines(), deeds=DEEDS, ending=ENDINGS)
def test_one_phase_is_open_at_any_time_and_each_is_ended_once(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]], ending: Act | None
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
    if ending is not None:
        run.press(ending)
    opened = 0
    for event in run.events:
        match event:
            case PhaseStarted():
                opened += 1
                assert opened == 1
            case PhaseEnded():
                opened -= 1
                assert opened == 0
            case CueDue() | Adjusted() | Returning():
                assert opened == 1
            case _:
                pass
    assert opened == (0 if run.session.ended else 1)
    ends = [event for event in run.events if isinstance(event, Ended)]
    assert len(ends) == (1 if run.session.ended else 0)
    assert not ends or run.events[-1] is ends[0]


@random_sessions
@given(made=timelines(), deeds=DEEDS)
def test_a_cue_is_given_once_at_most_for_each_start(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
    given_cues: list[tuple[bool, str, int]] = []
    for event in run.events:
        if isinstance(event, PhaseStarted):
            given_cues = []
        if isinstance(event, Returning):
            given_cues = [cue for cue in given_cues if not cue[0]]
        if isinstance(event, Adjusted):  # an end that moves away is told again
            given_cues = [cue for cue in given_cues if cue[1] not in ("tick", "last", "next")]
        if isinstance(event, CueDue):
            cue = (event.returning, event.cue.kind.value, event.cue.count)
            assert cue not in given_cues
            assert event.late_s >= 0
            given_cues.append(cue)


@random_sessions
@given(made=timelines(even=True), deeds=DEEDS)
def test_planned_seconds_are_equal_for_both_sides_under_every_command(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    planned = {side: made.work_s(side) for side in Side}
    assert planned[Side.LEFT] == planned[Side.RIGHT]
    numbers = sorted(phase.item.work_no for phase in made.work)
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
        now = run.session.timeline
        assert {side: now.work_s(side) for side in Side} == planned
        assert sorted(phase.item.work_no for phase in now.work) == numbers


@random_sessions
@given(made=timelines(), deeds=DEEDS)
def test_the_next_deadline_is_never_past_and_at_most_a_second_off_while_running(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
        deadline, mode = run.session.deadline(), run.at.mode
        if mode is Mode.ENDED:
            assert deadline is None
        elif mode is not Mode.PAUSED:
            assert deadline is not None
            assert run.now <= deadline <= run.now + 1
        else:
            assert deadline is None or deadline >= run.now
            assert (deadline is None) == (run.at.asking is not None and run.at.asking != "stop")


@random_sessions
@given(made=timelines(), deeds=DEEDS)
def test_active_time_is_never_more_than_wall_time(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
        at = run.at
        done_s = sum(credit.done_s for credit in at.credits.values())
        noted = at.credits.get(at.phase.item.work_no)
        open_s = at.elapsed_s if at.phase.kind is PhaseKind.WORK else 0.0
        if noted is not None:
            open_s = max(0.0, open_s - noted.done_s)
        assert done_s + open_s <= run.now + len(made.phases) * len(deeds) * EPSILON_S + EPSILON_S


def check_snapshot(at: Snapshot) -> None:
    assert 0 <= at.elapsed_s <= at.phase.duration_s + EPSILON_S
    assert at.left_s >= 0
    assert math.isfinite(at.to_go_s)
    assert at.to_go_s >= 0
    assert at.paused_s >= 0
    assert (at.reason is not None) == (at.mode is Mode.PAUSED)
    assert at.asking is None or at.mode is Mode.PAUSED
    assert at.typed == "" or 0 <= int(at.typed) <= 999  # Enter refuses what cannot be
    assert at.typed == "" or at.asking is not None or at.counting
    assert not at.counting or at.phase.kind is not PhaseKind.WORK
    assert at.spot_left_s is None or 0 <= at.spot_left_s <= 30
    assert (at.advice is not None) == (at.asking is Question.AFTER_PAIN)
    assert (at.status is Status.RUNNING) == (at.mode is not Mode.ENDED)


@random_sessions
@given(made=timelines(), deeds=DEEDS, ending=ENDINGS)
def test_a_snapshot_always_makes_sense(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]], ending: Act | None
) -> None:
    run = Run(made)
    check_snapshot(run.at)
    for deed in deeds:
        do(run, *deed)
        check_snapshot(run.at)
    if ending is not None:
        run.press(ending)
        check_snapshot(run.at)


@random_sessions
@given(made=timelines(), deeds=DEEDS)
def test_a_command_that_returns_nothing_changed_nothing(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    for attentive, after_s, command in deeds:
        do(run, attentive, after_s, None)
        before = run.at, run.session.deadline(), run.session.timeline
        if command is None or run.session.ended or isinstance(command, Digit):
            continue
        if run.press(command) or command is Act.ERASE:
            continue
        assert (run.at, run.session.deadline(), run.session.timeline) == before


@random_sessions
@given(made=timelines(), deeds=DEEDS, more=st.lists(st.sampled_from(COMMANDS), max_size=5))
def test_after_the_end_every_call_returns_nothing(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]], more: list[Command]
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
    if not run.session.ended:
        run.press(Act.STOP)
    before = run.at
    for command in [*more, Act.STOP, Act.INTERRUPT]:
        run.now += 1000
        assert run.session.send(command, run.now) == []
        assert run.session.advance(run.now) == []
        assert run.session.deadline() is None
    assert run.at == before


# ------------------------------------------------------------------------------ what is done


@random_sessions
@given(made=timelines(), deeds=HARMLESS_DEEDS)
def test_done_equals_planned_under_any_mix_of_pause_away_back_redo_and_afterwards(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    for deed in deeds:
        do(run, *deed)
    play_to_end(run)
    assert run.at.status is Status.COMPLETED
    assert len(run.credits) == len(made.work)
    for credit in run.credits:
        assert credit.status is WorkStatus.DONE
        assert credit.done_s == credit.item.planned_s


@random_sessions
@given(made=timelines(), lates=st.lists(st.floats(0, 1.99), min_size=1, max_size=30))
def test_an_untouched_session_lasts_its_total_however_late_it_is_asked(
    made: Timeline, lates: list[float]
) -> None:
    # A wait has no length of its own: it is left with a key, at once.
    run = Run(compile_routine(made.routine, Options(accessible=made.accessible)))
    made = run.session.timeline
    waited_s = 0.0
    for turn in range(100_000):
        deadline = run.session.deadline()
        if deadline is None:
            break
        run.now = deadline + lates[turn % len(lates)]
        run.events += run.session.advance(run.now)
        if run.at.phase.kind is PhaseKind.WAIT:
            waited_s += run.at.elapsed_s
            run.press(Act.DONE)
    last = [event for event in run.events if isinstance(event, CueDue)][-1]
    assert run.session.ended
    assert run.now - last.late_s - waited_s == pytest.approx(made.total_s, abs=1e-4)
    assert not [e for e in run.events if isinstance(e, (Told, Muted, MovedToEnd, Adjusted))]
    assert [credit.done_s for credit in run.credits] == [p.item.planned_s for p in made.work]


@random_sessions
@given(made=timelines(), deeds=DEEDS)
def test_what_was_done_never_becomes_less(
    made: Timeline, deeds: list[tuple[bool, float, Command | None]]
) -> None:
    run = Run(made)
    best: dict[int, tuple[bool, float, int]] = {}
    for deed in deeds:
        do(run, *deed)
        for number, credit in run.at.credits.items():
            reps = credit.done_reps if credit.item.at_tempo else 0  # a person's count is final
            now = (credit.status is WorkStatus.DONE, credit.done_s, reps or 0)
            before = best.get(number, (False, 0.0, 0))
            assert all(new >= old for new, old in zip(now, before, strict=True))
            best[number] = now
