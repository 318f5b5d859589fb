"""The view in screen form: which frame is shown, and when the next one is due.

Owns the message that answers a key, the page of keys, what makes it flash, and that the next frames
are laid out before their time comes, so that on time they only have to be written. What a page says
and how it is laid out is `screen`'s, how it reaches the terminal the painter's.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
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
    MovedToEnd,
    Muted,
    PhaseEnded,
    PhaseStarted,
    Returning,
    Snapshot,
    Told,
)
from calfcoach.player import ViewLostError
from calfcoach.records import Status
from calfcoach.screen.flash import EXACT_S, Flashing, is_flashed
from calfcoach.screen.keys_page import keys_page
from calfcoach.screen.layout import laid_out
from calfcoach.screen.page import Page
from calfcoach.screen.pages import begun, changes_in_s, later, page_of
from calfcoach.screen.picture import DOTS, after, told
from calfcoach.screen.plan import band_rows, shows_figure
from calfcoach.screen.words import where_briefly
from calfcoach.script import WORDS_A_SECOND
from calfcoach.terms import Flash, Pictures

ROOMY_COLUMNS = 60  # below it "where am I" is told in figures
MESSAGE_S = 4.0  # at least as long as a glance back at the screen takes
FRAME_S = 0.05  # real seconds between two frames of a rehearsal
RETRY_S = 0.01  # after a frame that was not taken whole; doubled each time
RETRY_MOST_S = 0.5
AHEAD = 20  # frames that are got ready one after another: after the first the caches are warm
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
        flash: Flash = Flash.OFF,
        pictures: Pictures = Pictures.OFF,
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
        self._coming: deque[tuple[float, float, Frame]] = deque()  # from, until, what is shown then
        self._ahead: tuple[Page, Frame] | None = None  # how the next phase will probably begin
        self._flashing = Flashing(flash, speed=speed)
        self._pictures = pictures
        self._dots = painter.writes(DOTS)
        self._over = False  # the end was shown
        self._stands: tuple[float, object] | None = None  # until when all is ready, and of what

    def enter(self) -> None:
        """Take the terminal over."""
        self._stands = None
        self._painter.enter()

    def leave(self) -> None:
        """Give the terminal back."""
        self._painter.leave()

    @property
    def left_over(self) -> bytes:
        """What has to be written to the terminal before the end is told there."""
        return self._painter.left_over

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing, where nothing is half written."""
        self._painter.pass_on(data)

    def forget(self) -> None:
        """Show everything anew the next time."""
        self._stands = None
        self._painter.forget()

    def on_time(self, now: float) -> None:
        """Nothing has happened until the moment that was waited for: what was got ready for it is
        written before anybody works out what it means. That takes longer on one second than on
        the next, and would be seen as an uneven pace."""
        frame = self._foreseen(now)
        if frame is not None:
            with suppress(ViewLostError):  # the next update will be told
                self._painter.paint(frame)

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Show this instant, if it looks different; the end is for others to tell."""
        if any(isinstance(event, PhaseStarted | Returning) for event in events):
            self._message = ""  # it told of what is over
        for event in events:
            self._heed(event, now)
        if not self._painter.entered:
            return None
        if snapshot.status is not Status.RUNNING:
            return self._flash_at_last(snapshot, now)
        if self._speed > 1.0 and not events and now < self._next_at:
            return self._next_at
        as_foreseen = self._is_as_foreseen(events, snapshot)
        if as_foreseen and (changes_at := self._changes_at(now)) is not None:
            return changes_at
        self._next_at = now + FRAME_S * self._speed
        return self._show(snapshot, now, as_foreseen=as_foreseen)

    def _flash_at_last(self, snapshot: Snapshot, now: float) -> float | None:
        """The end of all flashes too, before the terminal is given back."""
        if snapshot.status is not Status.COMPLETED or self._over:
            return None
        self._over = True
        self._flashing.begin(now)
        left_s = self._flashing.left_s(now)
        if not left_s or not self._painter.paint(self._frame(snapshot, self._wall(), now)):
            return None
        return now + left_s

    def tell(self, message: str, now: float, lasts_s: float = 0.0) -> None:
        """Show a message for as long as it takes to read it."""
        reading_s = len(message.split()) / WORDS_A_SECOND + 1.0
        self._stands = None
        self._coming.clear()
        self._message = message
        self._message_until = now + max(MESSAGE_S, reading_s, lasts_s) * self._speed

    # ----------------------------------------------------------------------------- inside

    def _show(self, snapshot: Snapshot, now: float, *, as_foreseen: bool) -> float | None:
        """Paint this instant and get the next ones ready; when the first of them is due."""
        frame = self._foreseen(now) if as_foreseen else None
        frame = frame or self._frame(snapshot, self._wall(), now)
        self._coming.clear()
        self._stands = None
        if not self._painter.paint(frame):
            self._retry_s = min(self._retry_s * 2, RETRY_MOST_S)
            return now + self._retry_s * self._speed
        self._retry_s = RETRY_S
        alone_s = changes_in_s(snapshot)
        changes_s = self._sooner(math.inf if alone_s is None else alone_s, now)
        if math.isinf(changes_s):
            return None
        if self._speed > 1.0:
            return now + max(changes_s, FRAME_S * self._speed)
        if alone_s is not None:
            # a key is mostly followed by another one: what is got ready now is seldom seen
            until = self._get_ready(snapshot, now, changes_s, AHEAD if as_foreseen else 1)
            self._stands = (until, self._what(snapshot))
        return now + changes_s

    def _is_as_foreseen(self, events: Sequence[Event], snapshot: Snapshot) -> bool:
        """Whether what was got ready still holds: nothing happened that shows (most cues are only
        heard), and nothing waits to be written."""
        if self._stands is None or self._painter.waits:
            return False
        heard = all(isinstance(each, CueDue) and not is_flashed(each) for each in events)
        return heard and self._stands[1] == self._what(snapshot)

    def _changes_at(self, now: float) -> float | None:
        """When the next frame that is ready is due, with the one of this instant on the screen;
        None where more have to be got ready, or that could not be written."""
        frame = self._foreseen(now)
        if self._stands is None or now >= self._stands[0] - EXACT_S:
            return None
        if frame is not None and not self._painter.paint(frame):
            return None
        return next(
            (since for since, _, _ in self._coming if since > now + EXACT_S), self._stands[0]
        )

    def _sooner(self, changes_s: float, now: float) -> float:
        """How long what is shown at `now` stands: a message and a flash may end before it
        changes by itself."""
        ends = (self._message_left_s(now), self._flashing.left_s(now))
        return min(changes_s, *(left_s or math.inf for left_s in ends))

    def _message_left_s(self, now: float) -> float:
        """How long the message is still shown; 0 where there is none any more."""
        left_s = self._message_until - now
        return left_s if left_s > EXACT_S else 0.0

    def _what(self, snapshot: Snapshot) -> object:
        """What may look different before its time without an event: a digit is typed, the window
        has another size."""
        return (
            self._painter.size,
            snapshot.index,
            snapshot.mode,
            snapshot.asking,
            snapshot.typed,
            snapshot.counting,
            snapshot.muted,
            snapshot.spot_left_s is None,
        )

    def _heed(self, event: Event, now: float) -> None:
        """Answers to keys are messages; what is asked or done closes the page of keys."""
        if is_flashed(event):
            self._flashing.begin(now)
        match event:
            case Told(what=Act.KEYS):
                self._keys += 1
                return
            case Told(what=Act.WHERE, snapshot=snapshot) if self._painter.size[0] < ROOMY_COLUMNS:
                self.tell(where_briefly(snapshot), now)
            case Told(what=Act.PICTURES):
                self._pictures = after(self._pictures)
                stands = self._pictured(event.snapshot)
                self.tell(told(self._pictures, *self._painter.size, stands=stands), now)
            case Told() | Adjusted() | MovedToEnd() | Muted():
                self.tell(replies.words(event), now)
            case CueDue() | PhaseStarted() | PhaseEnded(finished=True):
                return
            case Asked(question=question) if question.lets_time_run:
                return  # it stands there already
            case Asked():
                self._message = ""
            case Answered(question=question) if question.lets_time_run:
                self.tell(replies.words(event), now)
            case _:
                pass
        self._keys = 0

    def _pictured(self, snapshot: Snapshot) -> bool:
        """Whether the picture stands on the page of this instant."""
        page = page_of(snapshot, self._wall(), pictures=self._pictures, dots=self._dots)
        return shows_figure(page, *self._painter.size, big=self._big)

    def _frame(self, snapshot: Snapshot, wall: datetime, now: float) -> Frame:
        """The frame of an instant."""
        columns, rows = self._painter.size
        page = self._page(snapshot, wall, self._message if self._message_left_s(now) else "")
        lines = keys_page(page, columns, rows, self._keys - 1) if self._keys else ()
        if not lines:  # behind the last page of keys the session is seen again
            self._keys = 0
            lines = self._laid_out(page, columns, rows).lines
        if self._flashing.left_s(now):
            band = band_rows(page, columns, rows, big=self._big)
            lines = self._flashing.turned(lines, band, columns, rows)
        return Frame(columns=columns, rows=rows, lines=lines)

    def _page(self, snapshot: Snapshot, wall: datetime, message: str) -> Page:
        return page_of(
            snapshot,
            wall,
            speed=self._speed,
            message=message,
            pictures=self._pictures,
            dots=self._dots,
        )

    def _laid_out(self, page: Page, columns: int, rows: int) -> Frame:
        """A page in this window; the one that was drawn ahead need not be drawn again."""
        if self._ahead is not None and self._ahead[0] == page:
            frame = self._ahead[1]
            if (frame.columns, frame.rows) == (columns, rows):
                return frame
        lines = laid_out(page, columns, rows, big=self._big)
        return Frame(columns=columns, rows=rows, lines=lines)

    def _get_ready(self, snapshot: Snapshot, now: float, in_s: float, frames: int) -> float:
        """Lay out so many frames of what comes when nothing happens, from `in_s` on: on time they
        are only written. Until when nothing else is shown."""
        since = now
        for _ in range(frames):
            coming = later(snapshot, in_s + _LATE_S)
            if coming is None:
                self._draw_ahead(snapshot)
                return now + in_s
            since = now + in_s
            frame = self._frame(coming, self._wall() + timedelta(seconds=in_s), since)
            self._painter.ready(frame)
            in_s += self._sooner(changes_in_s(coming) or 0.0, since)
            self._coming.append((since, now + in_s, frame))
        return since

    def _draw_ahead(self, snapshot: Snapshot) -> None:
        """Lay out how the next phase will probably begin: where it does, as nearly always, it is
        only written, and else at least its figure is drawn."""
        coming = begun(snapshot, _LATE_S)
        if coming is None:
            return
        wall = self._wall() + timedelta(seconds=snapshot.left_s)
        page = self._page(coming, wall, "")
        frame = self._laid_out(page, *self._painter.size)
        self._ahead = (page, frame)
        self._painter.ready(frame)

    def _foreseen(self, now: float) -> Frame | None:
        """What was got ready for this moment, if it has come."""
        while self._coming and now >= self._coming[0][1] - EXACT_S:
            self._coming.popleft()
        if not self._coming:
            return None
        since, _, frame = self._coming[0]
        return frame if since <= now + EXACT_S else None
