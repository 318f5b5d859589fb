from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from building import exercise, hold, step, timeline
from virtual import QUIET, VirtualTerminal, three_sets, two_sides, with_wait

from calfcoach.alerts import Way
from calfcoach.drivers.notify import Notify
from calfcoach.events import Act, Command, Event, Snapshot
from calfcoach.player import Outcome, play
from calfcoach.records import Status
from calfcoach.session import Session
from calfcoach.terms import Notify as How
from calfcoach.terms import Sides
from calfcoach.timeline import Timeline

OSC777 = Way(by=How.OSC777)
IN_TMUX = Way(by=How.OSC9, bell=True)
BELL = Way(by=How.BELL, bell=True)


class Heard:
    """Everything that was sent, and when."""

    def __init__(self, way: Way, *, rings: bool = True) -> None:
        self.sent: list[tuple[float, bytes]] = []
        self._now = 0.0
        self._notify = Notify(self._send, way, rings=lambda: rings)

    def _send(self, data: bytes) -> None:
        self.sent.append((round(self._now, 3), data))

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        self._now = now
        return self._notify.update(events, snapshot, now)

    @property
    def texts(self) -> list[tuple[float, str]]:
        """What was said by OSC 777."""
        opening, end = b"\x1b]777;notify;CalfCoach;", b"\x1b\\"
        return [
            (at, data.removeprefix(opening).removesuffix(end).decode()) for at, data in self.sent
        ]


def heard(
    made: Timeline,
    *keys: tuple[float, Command],
    way: Way = OSC777,
    rings: bool = True,
    muted: bool = False,
) -> tuple[Heard, Outcome]:
    listening = Heard(way, rings=rings)
    session = Session(made, muted=muted)
    return listening, play(session, VirtualTerminal(keys), [listening])


def test_it_calls_at_a_change_and_at_the_end() -> None:
    assert heard(two_sides())[0].texts == [
        (25, "Change. Right leg."),
        (49, "The session is done."),
    ]


def test_it_calls_when_work_starts_after_a_rest() -> None:
    assert heard(three_sets())[0].texts == [
        (35, "Start. Calf stretch."),
        (65, "Start. Calf stretch."),
        (85, "The session is done."),
    ]


def test_it_calls_for_a_key_and_when_work_starts_behind_it() -> None:
    calls = heard(with_wait(), (40.0, Act.ENTER))[0].texts
    assert calls == [
        (15, "Next, on the floor, soleus, 20 seconds. Enter goes on."),
        (55, "Start. Soleus."),
        (75, "The session is done."),
    ]


def test_the_first_start_and_a_start_after_a_preparation_call_nobody() -> None:
    made = timeline(step(hold(10), pacing=QUIET), step(hold(10), of=exercise("b"), pacing=QUIET))
    assert [at for at, _ in heard(made)[0].texts] == [30]


def test_who_stops_is_there_and_needs_no_call() -> None:
    calls, outcome = heard(two_sides(), (12.0, Act.STOP))
    assert outcome.snapshot.status is Status.STOPPED
    assert calls.sent == []


def test_it_calls_when_nobody_came_back_from_a_pause() -> None:
    calls, outcome = heard(two_sides(), (12.0, Act.PAUSE))
    assert outcome.snapshot.status is not Status.COMPLETED
    assert calls.texts == [(612, "The session has ended, nobody came back.")]


def test_it_calls_at_most_once_in_two_seconds() -> None:
    made = timeline(*[step(hold(10), sides=Sides.EACH, pacing=QUIET) for _ in range(6)])
    keys: list[tuple[float, Command]] = [(6 + no * 0.1, Act.NEXT) for no in range(30)]
    calls = heard(made, *keys)[0].sent
    times = [at for at, _ in calls]
    assert len(times) >= 2
    assert all(later - earlier >= 2 for earlier, later in pairwise(times))


def test_muted_it_rings_no_bell_and_still_shows_its_call() -> None:
    shown = b"\x1b]9;CalfCoach: Change. Right leg.\x1b\\"
    assert heard(two_sides(), way=IN_TMUX)[0].sent[0] == (25, shown + b"\a")
    assert heard(two_sides(), way=IN_TMUX, muted=True)[0].sent[0] == (25, shown)
    assert heard(two_sides(), way=BELL, muted=True)[0].sent == []


def test_where_others_ring_there_is_no_second_bell() -> None:
    shown = b"\x1b]9;CalfCoach: Change. Right leg.\x1b\\"
    assert heard(two_sides(), way=IN_TMUX, rings=False)[0].sent[0] == (25, shown)
    assert heard(two_sides(), way=BELL, rings=False)[0].sent == []
    assert heard(two_sides(), way=BELL)[0].sent == [(25, b"\a"), (49, b"\a")]


def test_it_asks_for_no_time_of_its_own() -> None:
    listening = Heard(OSC777)
    session = Session(two_sides())
    assert listening.update(session.advance(0.0), session.snapshot(), 0.0) is None


@pytest.mark.parametrize("title", ["Calf;stretch", "Calf\x1b]0;x\x07 stretch"])
def test_a_hostile_name_stays_inside_its_call(title: str) -> None:
    made = timeline(step(hold(10), sets=2, rest_s=10, of=exercise(say=title), pacing=QUIET))
    sent = heard(made)[0].sent[0][1]
    assert sent.count(b"\x1b") == 2
    assert sent.count(b";") == 3
