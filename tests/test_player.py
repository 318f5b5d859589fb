from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from virtual import Run, VirtualTerminal, played, told, two_sides, two_steps

from calfcoach.events import Act, Command, Event, Paused, Snapshot
from calfcoach.player import Outcome, ViewLostError, play
from calfcoach.records import Status
from calfcoach.session import Session
from calfcoach.timeline import Timeline

KEYS_HINT = "W says where you are, Space pauses."


class Witness:
    """A driver that keeps what it was told and may wish, or be lost, at a time."""

    def __init__(
        self,
        name: str = "",
        calls: list[str] | None = None,
        *,
        wishes: Callable[[float, Snapshot], float | None] = lambda _now, _at: None,
        lost_at: float | None = None,
    ) -> None:
        self._name = name
        self._calls = calls if calls is not None else []
        self._wishes = wishes
        self._lost_at = lost_at
        self.events: list[Event] = []
        self.times: list[float] = []

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        self._calls.append(self._name)
        if self._lost_at is not None and now >= self._lost_at:
            raise ViewLostError
        self.events += events
        self.times.append(now)
        return self._wishes(now, snapshot)


def run_with(
    *drivers: Witness, keys: Sequence[tuple[float, Command]] = (), made: Timeline | None = None
) -> Outcome:
    return play(Session(made or two_sides()), VirtualTerminal(keys), drivers)


def test_a_session_plays_to_its_end() -> None:
    witness = Witness()
    outcome = run_with(witness)
    assert outcome.snapshot.status is Status.COMPLETED
    assert (outcome.started_at, outcome.ended_at, outcome.lasted_s) == (0, 49, 49)
    assert witness.events == Run(two_sides()).events + Run(two_sides()).to_end()


def test_the_clock_of_the_terminal_counts() -> None:
    terminal = VirtualTerminal([(1005.0, Act.STOP)], starts_at=1000)
    outcome = play(Session(two_sides()), terminal, [])
    assert (outcome.started_at, outcome.ended_at, outcome.lasted_s) == (1000, 1005, 5)


def test_what_is_typed_is_done_at_once() -> None:
    witness = Witness()
    run_with(witness, keys=[(12.25, Act.PAUSE), (20.25, Act.STOP)])
    assert told(witness.events)[-4:] == [
        "paused: pause",
        "unpaused: pause, 8",
        "leave work left: part 7.25",
        "ended: stopped",
    ]


def test_a_transcript_of_lines_and_times() -> None:
    _, lines = played(two_sides(), (12.0, Act.PAUSE), (15.0, Act.PAUSE))
    assert lines == [
        (0, f"Get ready. Calf stretch, left leg, 20 seconds. {KEYS_HINT}"),
        (5, "Start."),
        (12, "Paused. Left leg, 13 seconds left. Space goes on."),
        (15, "Back in place. 5 seconds."),
        (20, "Go on. 13 seconds."),
        (30, "3 seconds."),
        (33, "Change. Right leg."),
        (37, "Start."),
        (54, "3 seconds."),
    ]


def test_a_machine_that_sleeps_is_an_absence() -> None:
    outcome, lines = played(two_sides(), gaps=[(12.0, 60.0)])
    assert (72.0, "Away 61 seconds, not counted. Left leg. Going on in 10 seconds.") in lines
    assert outcome.snapshot.status is Status.COMPLETED


@pytest.mark.parametrize(("takes_s", "is_absence"), [(3.0, False), (10.0, False), (13.0, True)])
def test_a_disk_that_wakes_up_is_no_absence_unless_it_takes_too_long(
    takes_s: float, is_absence: bool
) -> None:
    terminal = VirtualTerminal()

    def stall(now: float, _: Snapshot) -> float | None:
        if now == 24.97:
            terminal.take(takes_s)
        return 24.97 if now < 24.97 else None

    witness = Witness(wishes=stall)
    outcome = play(Session(two_sides()), terminal, [witness])
    assert any(isinstance(each, Paused) for each in witness.events) is is_absence
    assert outcome.snapshot.status is Status.COMPLETED
    assert (outcome.snapshot.away_s > 0) is is_absence


def test_what_is_excused_is_excused_once() -> None:
    terminal = VirtualTerminal(gaps=[(40.0, 60.0)])

    def stall(now: float, _: Snapshot) -> float | None:
        if now == 24.97:
            terminal.take(9.0)
        return 24.97 if now < 24.97 else None

    outcome = play(Session(two_sides()), terminal, [Witness(wishes=stall)])
    assert outcome.snapshot.away_s > 0


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([(18.0, Act.WHERE)], "Waiting for Enter. Next, soleus. 35 seconds to go."),
        ([(18.0, Act.PAUSE)], "Paused. Waiting for Enter. Space goes on."),
        ([(18.0, Act.PAUSE), (19.0, Act.PAUSE)], "Go on. Waiting for Enter."),
    ],
)
def test_a_wait_can_be_asked_about_and_paused(keys: list[tuple[float, Command]], said: str) -> None:
    _, lines = played(two_steps(manual=True), *keys, (20.0, Act.STOP))
    assert (keys[-1][0], said) in lines


def test_a_wait_in_accessible_form_names_its_own_key() -> None:
    made = two_steps(manual=True, accessible=True)
    _, lines = played(made, (28.0, Act.PAUSE), (29.0, Act.STOP))
    assert (28.0, "Paused. Waiting for D. Space goes on.") in lines


def test_drivers_are_served_in_their_order_at_every_turn() -> None:
    calls: list[str] = []
    run_with(Witness("journal", calls), Witness("view", calls), Witness("bell", calls))
    assert calls == ["journal", "view", "bell"] * (len(calls) // 3)


def test_a_lost_view_interrupts_and_the_journal_hears_of_it() -> None:
    journal = Witness()
    outcome = run_with(journal, Witness(lost_at=12), Witness())
    assert outcome.snapshot.status is Status.INTERRUPTED
    assert outcome.ended_at == 12
    assert told(journal.events)[-2:] == ["leave work left: part 7", "ended: interrupted"]
    assert outcome.snapshot.credits[1].done_s == 7


def test_a_view_lost_at_the_start_ends_the_session_at_once() -> None:
    outcome = run_with(Witness(), Witness(lost_at=0))
    assert (outcome.snapshot.status, outcome.ended_at) == (Status.INTERRUPTED, 0)
    assert outcome.snapshot.credits == {}


def test_a_view_lost_after_the_end_does_not_change_it() -> None:
    outcome = run_with(Witness(), Witness(lost_at=49))
    assert outcome.snapshot.status is Status.COMPLETED


def test_a_wish_wakes_the_loop_before_the_session_needs_it() -> None:
    witness = Witness(wishes=lambda now, _: 5.125 if now < 5.125 else None)
    run_with(witness, keys=[(8.0, Act.STOP)])
    assert 5.125 in witness.times


def test_a_wish_in_the_past_is_served_at_once_and_time_stands_still() -> None:
    left = [3, 2, 1]
    witness = Witness(wishes=lambda _now, _at: -5.0 if left and left.pop() else None)
    run_with(witness, keys=[(8.0, Act.STOP)])
    assert witness.times[:4] == [0, 0, 0, 0]


def test_while_only_a_key_can_change_anything_the_loop_waits_for_one() -> None:
    terminal = VirtualTerminal([(12.0, Act.HURT), (90_000.0, Act.STOP)])
    play(Session(two_sides()), terminal, [Witness()])
    assert terminal.waits[-1] is None


def test_after_the_end_drivers_are_served_until_none_wishes() -> None:
    witness = Witness(
        wishes=lambda now, at: now + 0.4 if at.status is not Status.RUNNING and now < 50 else None
    )
    outcome = run_with(witness)
    assert [round(time, 3) for time in witness.times[-4:]] == [49, 49.4, 49.8, 50.2]
    assert outcome.ended_at == 49  # the end was before the last was shown
    assert told(witness.events)[-1] == "ended: completed"


def test_a_key_after_the_end_does_nothing() -> None:
    witness = Witness(
        wishes=lambda now, at: 51.0 if at.status is not Status.RUNNING and now < 51 else None
    )
    outcome = run_with(witness, keys=[(50.0, Act.STOP)])
    assert outcome.snapshot.status is Status.COMPLETED
    assert told(witness.events)[-1] == "ended: completed"


def test_a_view_lost_while_the_last_is_shown_ends_the_loop() -> None:
    first = Witness(wishes=lambda now, _: now + 0.4 if now < 60 else None)
    outcome = run_with(first, Witness(lost_at=50))
    assert outcome.snapshot.status is Status.COMPLETED
    assert outcome.ended_at == pytest.approx(49)
