"""The one loop: clock and keys → session → drivers.

Owns the turning of the crank and the two ports. Knows no terminal, no sound and no database:
those stand behind `Keys` and `Driver`.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.events import Act, Command, Event, Snapshot
from calfcoach.frozen import frozen
from calfcoach.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


class ViewLostError(Exception):
    """Nobody can see the session any more: a closed pipe, a terminal that is gone."""


class Keys(Protocol):
    """Where commands come from, and the clock they are timed by."""

    def now(self) -> float:
        """Seconds of a clock that never goes back and runs on while the machine sleeps."""

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        """Wait for a command until the clock reads `until` (None: for as long as it takes).
        None when the time came first, or earlier where the view should look again: another size
        of the window, the terminal ours once more. The only place that blocks."""


class Driver(Protocol):
    """What shows, sounds, speaks or saves a session."""

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Take what happened. Returns when it next wants to be called, or None.
        Raises `ViewLostError` when it is the view and cannot show anything any more."""


@frozen
class Outcome:
    """How a session ended, and the clock at its start and at its end, which is before the
    drivers have shown and sounded their last."""

    snapshot: Snapshot
    started_at: float
    ended_at: float

    @property
    def lasted_s(self) -> float:
        """Seconds from start to end, pauses included."""
        return self.ended_at - self.started_at


def play(session: Session, keys: Keys, drivers: Sequence[Driver]) -> Outcome:
    """Run a session to its end. The drivers are served in their order: the journal first."""
    started_at = ended_at = now = keys.now()
    events = session.advance(now)
    while True:
        snapshot = session.snapshot()
        wishes = [session.deadline()]
        try:
            wishes += [driver.update(events, snapshot, now) for driver in drivers]
            session.excuse(keys.now() - now)
        except ViewLostError:
            if session.ended:
                break
            events = session.send(Act.INTERRUPT, now)
            continue
        times = [wish for wish in wishes if wish is not None]
        if session.ended and not times:
            break
        command = keys.wait(min(times) if times else None, snapshot)
        now = keys.now()
        if session.ended and command in (Act.STOP, Act.INTERRUPT):
            break  # nobody waits for the last words any more
        if not session.ended:
            ended_at = now
        events = session.advance(now) if command is None else session.send(command, now)
    return Outcome(snapshot=session.snapshot(), started_at=started_at, ended_at=ended_at)
