from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from screens import STARTED, picture
from test_painter import Glass, glass
from virtual import Run, ten_raises, told, two_sides, two_steps

from calfcoach.drivers.screen import AHEAD, RETRY_MOST_S, Screen
from calfcoach.events import Act, Command, Digit, Event
from calfcoach.timeline import Timeline


class Shown:
    """A session on a screen of 80 by 24, with a clock that is moved by hand."""

    def __init__(self, one: Glass, made: Timeline, **form: Any) -> None:
        self.glass = one
        self.looks = 0  # at the clock on the wall: once for each frame that is laid out
        self.run = Run(made)
        self.screen = Screen(one.painter, wall=self._wall, **form)
        self.screen.enter()
        self.wish: float | None = None
        self.sees(self.run.events)

    def _wall(self) -> datetime:
        self.looks += 1
        return STARTED + timedelta(seconds=self.run.now)

    def sees(self, events: list[Event]) -> bytes:
        self.wish = self.screen.update(events, self.run.at, self.run.now)
        return self.glass.reads()

    def until(self, at: float) -> bytes:
        return self.sees(self.run.until(at))

    def press(self, *commands: Command) -> bytes:
        return self.sees(self.run.press(*commands))

    def shows(self, columns: int, rows: int) -> bool:
        """Whether the terminal shows this instant, whole."""
        wanted = picture(self.run.at, self.run.now, columns, rows)
        seen = [line.rstrip() for line in self.glass.lines]
        return seen == [*wanted, *[""] * (rows - len(wanted))]

    @property
    def text(self) -> str:
        return "\n".join(self.glass.lines)


@contextmanager
def shown(made: Timeline, **form: Any) -> Iterator[Shown]:
    with glass(80, 24) as one:
        yield Shown(one, made, **form)


def test_it_wants_to_be_called_when_the_next_figure_is_due() -> None:
    with shown(two_sides()) as one:
        one.until(5)
        assert one.wish is not None
        assert round(one.wish, 6) == 6
        one.until(6.25)
        assert one.wish is not None
        assert round(one.wish, 3) == 7
        one.press(Act.PAUSE)
        one.until(8)
        assert round(one.wish, 3) <= 8.3


def test_a_cue_that_is_only_heard_keeps_the_frame_that_was_got_ready() -> None:
    with shown(ten_raises()) as one:
        one.until(5)
        one.until(6)
        looks = one.looks
        events = one.run.until(7)
        assert events
        assert told(events) == []  # cues alone
        one.sees(events)
        assert one.looks == looks
        assert one.shows(80, 24)


def test_the_frame_that_was_got_ready_is_the_one_that_is_due() -> None:
    with shown(two_sides()) as one:
        for second in range(5, 20):
            one.until(second)
            assert one.shows(80, 24)


def test_what_was_got_ready_is_written_before_anybody_works_out_what_it_means() -> None:
    with shown(two_sides()) as one:
        one.until(5)
        one.until(6)
        one.screen.on_time(6.5)
        assert one.glass.reads() == b""  # its moment has not come
        one.screen.on_time(7.0)
        assert one.glass.reads() != b""
        assert one.until(7) == b""
        assert one.shows(80, 24)


def test_the_frames_of_the_next_seconds_are_laid_out_at_once() -> None:
    with shown(two_sides(hold_s=60)) as one:
        one.until(5)
        one.until(6)
        looks = one.looks
        for second in range(7, 6 + AHEAD):
            assert one.until(second) != b""
            assert one.shows(80, 24)
            assert one.wish is not None
            assert round(one.wish, 3) == second + 1
        assert one.looks == looks
        one.until(6 + AHEAD)
        assert one.looks > looks
        assert one.shows(80, 24)


def test_after_a_key_one_frame_is_got_ready_as_another_key_may_follow() -> None:
    with shown(two_sides(hold_s=60)) as one:
        one.until(6)
        looks = one.looks
        one.press(Act.MORE)
        assert one.looks == looks + 2  # this instant, and the next second
        for second in range(7, 20):
            one.until(second)
            assert one.shows(80, 24) or "seconds left" in one.text


def test_seconds_that_nobody_looked_at_are_passed_over() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.run.until(9.5)
        one.sees([])
        assert one.shows(80, 24)
        one.until(10)
        assert one.shows(80, 24)


def test_a_message_is_not_lost_to_the_frame_that_was_got_ready() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.screen.tell("The history cannot be saved.", one.run.now)
        one.screen.on_time(7.0)
        assert one.glass.reads() == b""
        one.until(7)
        assert "The history cannot be saved." in one.text


def test_nothing_is_written_when_nothing_looks_different() -> None:
    with shown(two_sides()) as one:
        one.until(6.0)
        assert one.until(6.5) == b""
        assert one.until(7.0) != b""


def test_an_answer_to_a_key_stays_for_a_while_and_goes() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.press(Act.WHERE)
        assert "Next, right leg." in one.text
        one.until(8)
        assert "Next, right leg." in one.text
        one.until(16)
        assert "Next, right leg." not in one.text


def test_an_answer_does_not_outlive_what_it_tells_of() -> None:
    with shown(two_sides()) as one:
        one.until(24)
        one.press(Act.MORE)
        assert "6 seconds left." in one.text
        one.press(Act.NEXT)
        assert "seconds left." not in one.text


def test_what_moves_to_the_end_is_said_while_the_next_begins() -> None:
    with shown(two_steps()) as one:
        one.until(8)
        one.press(Act.AFTERWARDS)
        assert "Moved to the end: calf stretch." in one.text


def test_a_warning_stays_as_long_as_it_was_asked_to() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.screen.tell("The history cannot be written.", 6.0, lasts_s=15)
        one.until(20)
        assert "The history cannot be written." in one.text
        one.until(22)
        assert "cannot be written" not in one.text


def test_the_page_of_keys_closes_by_its_key_and_by_whatever_is_done() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.press(Act.KEYS)
        assert "close this page" in one.text
        one.until(9)
        assert "close this page" in one.text
        assert "16 s" in one.glass.lines[3]  # the session goes on behind it
        one.press(Act.KEYS)
        assert "close this page" not in one.text
        one.press(Act.KEYS)
        assert "close this page" in one.text
        one.press(Act.PAUSE)
        assert "PAUSED" in one.text
        assert "close this page" not in one.text


def test_a_frame_that_was_not_taken_whole_is_tried_again_soon() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.glass.stops_reading()
        one.run.until(7)
        wish = one.screen.update([], one.run.at, one.run.now)
        assert wish is not None
        assert 7 < wish <= 7 + RETRY_MOST_S
        one.glass.reads()
        one.run.until(wish)
        one.screen.update([], one.run.at, one.run.now)
        one.glass.reads()
        assert one.shows(80, 24)


def test_another_size_is_painted_whole_at_once() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.glass.resizes(40, 12)
        one.sees([])
        assert one.shows(40, 12)


def test_a_tempo_is_drawn_once_a_second() -> None:
    with shown(ten_raises()) as one:
        for second in range(5, 12):
            one.until(second)
            assert one.wish is not None
            assert round(one.wish, 3) == second + 1


def test_a_rehearsal_is_drawn_no_more_often_than_eyes_can_follow() -> None:
    with shown(ten_raises(), speed=60.0) as one:
        one.until(5)
        assert one.wish is not None
        assert one.wish >= 5 + 60 * 0.05


def test_what_is_not_ours_to_paint_on_is_left_alone() -> None:
    with shown(two_sides()) as one:
        one.screen.leave()
        one.glass.reads()
        assert one.until(6) == b""
        assert one.wish is None


def test_the_end_is_for_others_to_tell() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        assert one.press(Act.STOP) == b""
        assert one.wish is None


def test_woken_before_its_time_it_does_nothing_and_keeps_its_wish() -> None:
    with shown(two_sides()) as one:
        one.until(5)
        one.until(6)
        looks, wish = one.looks, one.wish
        for early in (6.5, 6.9, 6.95, 6.999):
            assert one.until(early) == b""
            assert one.wish == wish
        one.until(7)
        assert one.looks == looks  # the frame that was got ready is shown
        assert one.shows(80, 24)


def test_woken_before_another_phase_begins_it_does_nothing() -> None:
    with shown(two_sides()) as one:
        one.until(24.0)
        looks = one.looks
        wish = one.wish
        for early in (24.9, 24.97):
            assert one.until(early) == b""
            assert (one.looks, one.wish) == (looks, wish)
        one.until(25.0)
        assert one.shows(80, 24)


def test_a_digit_is_shown_at_once_though_nothing_else_changes() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.press(Act.HURT)
        one.until(8)
        one.press(Act.ENTER)
        one.until(9.25)
        assert one.press(Digit(value=4)) != b""
        assert one.shows(80, 24)
        one.until(9.5)
        assert one.press(Act.ERASE) != b""
        assert one.shows(80, 24)


def test_woken_early_it_still_shows_another_size_and_what_was_told() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.glass.resizes(40, 12)
        one.until(6.3)
        assert one.shows(40, 12)
        one.screen.tell("The history cannot be written.", one.run.now)
        one.until(6.4)
        assert "cannot be written" in one.text


def test_woken_early_it_writes_what_the_terminal_had_not_taken() -> None:
    with shown(two_sides()) as one:
        one.until(6)
        one.glass.stops_reading()
        one.glass.painter.pass_on(b"\x1b]9;CalfCoach: Change.\x1b\\")
        one.glass.reads()
        assert one.until(6.5) == b"\x1b]9;CalfCoach: Change.\x1b\\"
