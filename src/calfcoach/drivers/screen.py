"""The view in screen form: which frame is shown, and when the next one is due.

Owns the message that answers a key, the page of keys, and that the next frame is laid out before
its time comes, so that on time it only has to be written. What a page says and how it is laid
out is `screen`'s, how it reaches the terminal the painter's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from calfcoach import replies
from calfcoach.drivers.painter import Frame, Painter
from calfcoach.events import (
    Act,
    Adjusted,
    Answered,
    Asked,
    CueDue,
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
from calfcoach.frozen import replace
from calfcoach.records import Status
from calfcoach.screen.keys_page import keys_page
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import changes_in_s, page_of
from calfcoach.screen.words import where_briefly
from calfcoach.script import WORDS_A_SECOND

ROOMY_COLUMNS = 60  # below it "where am I" is told in figures
MESSAGE_S = 4.0  # at least as long as a glance back at the screen takes
FRAME_S = 0.05  # real seconds between two frames of a rehearsal
RETRY_S = 0.01  # after a frame that was not taken whole; doubled each time
RETRY_MOST_S = 0.5
_LATE_S = 1e-4  # a frame that is got ready is one that is looked at a little after its time


class Screen:
    """Shows a session through a painter. `wall` tells the time of day; `speed` is that of a
    rehearsal. Also the `Display` of the terminal: it is entered and left through this."""

    def __init__(
        self,
        painter: Painter,
        *,
        wall: Callable[[], datetime],
        big: bool = False,
        speed: float = 1.0,
    ) -> None:
        self._painter = painter
        self._wall = wall
        self._big = big
        self._speed = speed
        self._message = ""
        self._message_until = 0.0
        self._next_at = 0.0  # a rehearsal is not drawn before
        self._keys = 0  # which page of keys is open, from 1; 0 for none
        self._retry_s = RETRY_S
        self._coming: tuple[float, float, Frame] | None = None  # from, until, what is shown then

    def enter(self) -> None:
        """Take the terminal over."""
        self._painter.enter()

    def leave(self) -> None:
        """Give the terminal back."""
        self._painter.leave()

    @property
    def left_over(self) -> bytes:
        """What has to be written to the terminal before the end is told there."""
        return self._painter.left_over

    def forget(self) -> None:
        """Show everything anew the next time."""
        self._painter.forget()

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Show this instant, if it looks different; the end is for others to tell."""
        if any(isinstance(event, PhaseStarted | Returning) for event in events):
            self._message = ""  # it told of what is over
        for event in events:
            self._heed(event, now)
        if snapshot.status is not Status.RUNNING or not self._painter.entered:
            return None
        if self._speed > 1.0 and not events and now < self._next_at:
            return self._next_at
        self._next_at = now + FRAME_S * self._speed
        frame = self._foreseen(events, now) or self._frame(snapshot, self._wall(), now)
        self._coming = None
        if not self._painter.paint(frame):
            self._retry_s = min(self._retry_s * 2, RETRY_MOST_S)
            return now + self._retry_s * self._speed
        self._retry_s = RETRY_S
        changes_s = changes_in_s(snapshot)
        if changes_s is None:
            return self._message_until if now < self._message_until else None
        if self._speed > 1.0:
            return now + max(changes_s, FRAME_S * self._speed)
        if now < self._message_until:
            changes_s = min(changes_s, self._message_until - now)
        self._get_ready(snapshot, now, changes_s)
        return now + changes_s

    def tell(self, message: str, now: float, lasts_s: float = 0.0) -> None:
        """Show a message for as long as it takes to read it."""
        reading_s = len(message.split()) / WORDS_A_SECOND + 1.0
        self._message = message
        self._message_until = now + max(MESSAGE_S, reading_s, lasts_s) * self._speed

    # ----------------------------------------------------------------------------- inside

    def _heed(self, event: Event, now: float) -> None:
        """Answers to keys are messages; what is asked or done closes the page of keys."""
        match event:
            case Told(what=Act.KEYS):
                self._keys += 1
                return
            case Told(what=Act.WHERE, snapshot=snapshot) if self._painter.size[0] < ROOMY_COLUMNS:
                self.tell(where_briefly(snapshot), now)
            case Told() | Adjusted() | MovedToEnd() | Muted():
                self.tell(replies.words(event), now)
            case CueDue() | PhaseStarted() | PhaseEnded(finished=True):
                return
            case Asked(question=Question.HOW_MANY):
                return  # it stands there already
            case Asked():
                self._message = ""
            case Answered(question=Question.HOW_MANY):
                self.tell(replies.words(event), now)
            case _:
                pass
        self._keys = 0

    def _frame(self, snapshot: Snapshot, wall: datetime, now: float) -> Frame:
        """The frame of an instant."""
        message = self._message if now < self._message_until else ""
        columns, rows = self._painter.size
        page = page_of(snapshot, wall, speed=self._speed, message=message)
        lines = keys_page(page, columns, rows, self._keys - 1) if self._keys else ()
        if not lines:  # behind the last page of keys the session is seen again
            self._keys = 0
            lines = laid_out(page, columns, rows, big=self._big)
        return Frame(columns=columns, rows=rows, lines=lines)

    def _get_ready(self, snapshot: Snapshot, now: float, in_s: float) -> None:
        """Lay out what comes when nothing happens: on time it is only written."""
        coming = _later(snapshot, in_s + _LATE_S)
        if coming is None:
            return
        wall = self._wall() + timedelta(seconds=in_s / self._speed)
        frame = self._frame(coming, wall, now + in_s)
        self._painter.ready(frame)
        after_s = changes_in_s(coming) or 0.0
        self._coming = (now + in_s, now + in_s + after_s, frame)

    def _foreseen(self, events: Sequence[Event], now: float) -> Frame | None:
        """What was got ready for this moment, if nothing has happened and it has come."""
        if self._coming is None or events:
            return None
        since, until, frame = self._coming
        same_size = (frame.columns, frame.rows) == self._painter.size
        return frame if since <= now < until and same_size else None


def _later(snapshot: Snapshot, by_s: float) -> Snapshot | None:
    """The instant `by_s` seconds later in the same phase, or None where another one begins."""
    match snapshot.mode:
        case Mode.PAUSED:
            gone = snapshot.goes_on_in_s
            on_s = None if gone is None else max(0.0, gone - by_s)
            return replace(snapshot, paused_s=snapshot.paused_s + by_s, goes_on_in_s=on_s)
        case Mode.RETURNING if snapshot.returning_left_s > by_s:
            return replace(
                snapshot,
                returning_left_s=snapshot.returning_left_s - by_s,
                to_go_s=snapshot.to_go_s - by_s,
            )
        case Mode.RUNNING if snapshot.left_s > by_s:
            spot_s = snapshot.spot_left_s
            if spot_s is not None and spot_s <= by_s:
                return None
            return replace(
                snapshot,
                spot_left_s=None if spot_s is None else spot_s - by_s,
                elapsed_s=snapshot.elapsed_s + by_s,
                left_s=snapshot.left_s - by_s,
                to_go_s=snapshot.to_go_s - by_s,
            )
        case _:
            return None
