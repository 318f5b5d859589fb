from __future__ import annotations

import fcntl
import os
import pickle
import struct
import sys
import termios
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import pyte
import pytest
from building import exercise, hold, step, timeline
from hypothesis import given
from hypothesis import strategies as st
from processes import pass_time
from screens import STARTED
from strategies import examples
from virtual import Run

from calfcoach.drivers.painter import LEAVE_S, Frame, Painter
from calfcoach.frozen import replace
from calfcoach.player import ViewLostError
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import page_of
from calfcoach.screen.pieces import Segment, Style
from calfcoach.terms import Sides

STYLES = (
    None,
    Style(bold=True),
    Style(color="green"),
    Style(reverse=True),
    Style(bold=True, color="magenta"),
)


@contextmanager
def counted_writes() -> Iterator[list[int]]:
    """How often the system was asked to write."""
    writes = [0]

    def watch(_frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and called is os.write:
            writes[0] += 1

    sys.setprofile(watch)
    try:
        yield writes
    finally:
        sys.setprofile(None)


class Glass:
    """A terminal that pyte keeps, and a painter on it."""

    def __init__(self, columns: int, rows: int, **form: Any) -> None:
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        self.picture = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.picture)
        self.painter = Painter(self.slave, **form)
        self.resizes(columns, rows)

    def resizes(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.picture.resize(rows, columns)

    def stops_reading(self) -> None:
        """Nothing more is taken until somebody reads: not for ten looks in a row, since the system
        makes room once more as it passes on what it has."""
        os.set_blocking(self.slave, False)
        full = 0
        while full < 10:
            try:
                os.write(self.slave, b"\x00" * 256)
                full = 0
            except BlockingIOError:
                full += 1
                pass_time(0.01)
        os.set_blocking(self.slave, True)

    def reads(self) -> bytes:
        """What was written since; shown too."""
        data = b""
        while True:
            try:
                more = os.read(self.master, 65536)
            except (BlockingIOError, OSError):
                break
            if not more:
                break
            data += more
        self._stream.feed(data)
        return data

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.picture.display]

    def closes(self) -> None:
        for descriptor in (self.master, self.slave):
            with suppress(OSError):
                os.close(descriptor)


@contextmanager
def glass(columns: int = 20, rows: int = 5, **form: Any) -> Iterator[Glass]:
    made = Glass(columns, rows, **form)
    try:
        yield made
    finally:
        made.closes()


def frame(*lines: str | tuple[Segment, ...], columns: int = 20, rows: int = 5) -> Frame:
    made = tuple((Segment(line),) if isinstance(line, str) else line for line in lines)
    return Frame(columns=columns, rows=rows, lines=made)


def segments() -> st.SearchStrategy[Segment]:
    text = st.text(st.sampled_from("ab  █▒─腿😀é"), max_size=8)
    return st.builds(Segment, text, st.sampled_from(STYLES))


def frames(columns: int, rows: int) -> st.SearchStrategy[Frame]:
    line = st.lists(segments(), max_size=4).map(tuple)
    lines = st.lists(line, max_size=rows).map(tuple)
    return st.builds(Frame, columns=st.just(columns), rows=st.just(rows), lines=lines)


def expected(shown: Frame) -> list[list[tuple[str, Style | None]]]:
    """Row by row what each cell should hold; cut between wide characters."""
    table = []
    for y in range(shown.rows):
        row: list[tuple[str, Style | None]] = []
        for text, style in shown.lines[y] if y < len(shown.lines) else ():
            for char in text:
                row += [(char, style), *([("", style)] if char in "腿😀" else [])]
        if len(row) > shown.columns and row[shown.columns][0] == "":
            row[shown.columns - 1] = (" ", None)
        table.append([*row[: shown.columns], *[(" ", None)] * (shown.columns - len(row))])
    return table


@given(st.lists(st.one_of(frames(12, 4), frames(15, 3)), min_size=1, max_size=12), st.data())
@examples(40)
def test_after_any_frames_the_terminal_shows_exactly_the_last(
    shown: list[Frame], data: st.DataObject
) -> None:
    with glass(12, 4) as one:
        one.painter.enter()
        for each in shown:
            one.resizes(each.columns, each.rows)
            if data.draw(st.booleans()):
                one.painter.ready(each)
            assert one.painter.paint(each)
            one.reads()
        for y, row in enumerate(expected(shown[-1])):
            for x, (char, style) in enumerate(row):
                cell = one.picture.buffer[y][x]
                assert char in ("", cell.data)
                seen = char.strip() or (style is not None and style.reverse)
                if seen and char:
                    colour = style.color if style and style.color else "default"
                    assert cell.fg == colour
                    assert bool(cell.bold) == bool(style and style.bold)
                    assert bool(cell.reverse) == bool(style and style.reverse)
                elif char == " ":
                    assert not cell.reverse


def test_an_equal_frame_writes_nothing() -> None:
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.reads()
        assert one.painter.paint(frame("calf"))
        assert one.reads() == b""


def test_a_frame_that_was_got_ready_writes_the_same_bytes() -> None:
    with glass() as one, glass() as other:
        for each in (one, other):
            each.painter.enter()
            each.painter.paint(frame("calf", "22"))
            each.reads()
        one.painter.ready(frame("calf", "21"))
        one.painter.paint(frame("calf", "21"))
        other.painter.paint(frame("calf", "21"))
        assert one.reads() == other.reads()
        assert one.lines == ["calf", "21", "", "", ""]


def test_what_was_got_ready_and_did_not_come_is_forgotten() -> None:
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("22"))
        one.painter.ready(frame("21"))
        one.painter.paint(frame("paused"))
        one.painter.paint(frame("21"))
        one.reads()
        assert one.lines[0] == "21"


def test_each_frame_is_one_write_inside_synchronized_output() -> None:
    with glass() as one:
        one.painter.enter()
        with counted_writes() as writes:
            one.painter.paint(frame("calf"))
        assert writes == [1]
        written = one.reads()
        assert written.startswith(b"\x1b[?2026h\x1b[?1049h")
        assert written.endswith(b"\x1b[?2026l")
        assert written.count(b"\x1b[?2026h") == 1


def test_a_second_of_a_hold_costs_less_than_two_hundred_bytes_on_average() -> None:
    held = step(
        hold(60), of=exercise(side_words="{side} leg back", cues=("Lean.",)), sides=Sides.LEFT
    )
    run = Run(timeline(held))
    with glass(80, 24) as one:
        one.painter.enter()
        written = []
        for second in range(64):
            run.until(second)
            lines = laid_out(page_of(run.at, STARTED), 80, 24)
            one.painter.paint(Frame(columns=80, rows=24, lines=lines))
            written.append(len(one.reads()))
        assert sum(written) / len(written) < 195
        assert sum(written[6:]) / len(written[6:]) < 175


def test_the_terminal_is_left_as_it_was_and_leaving_twice_does_no_harm() -> None:
    with glass() as one:
        one.painter.leave()
        assert one.reads() == b""
        one.painter.enter()
        assert one.painter.entered
        one.painter.paint(frame("calf"))
        one.reads()
        assert one.picture.cursor.hidden
        one.painter.leave()
        one.painter.leave()
        assert one.reads() == b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l"
        assert not one.picture.cursor.hidden


def test_what_nobody_knows_is_painted_whole_without_entering_again() -> None:
    with glass() as one:
        one.painter.forget()
        one.painter.enter()
        one.painter.paint(frame("calf", "leg"))
        one.reads()
        one.painter.forget()
        one.painter.paint(frame("calf", "leg"))
        written = one.reads()
        assert b"\x1b[2J" in written
        assert b"1049" not in written
        assert one.lines[:2] == ["calf", "leg"]


def test_entered_again_it_paints_everything_anew() -> None:
    with glass() as one:
        for _ in range(2):
            one.painter.enter()
            one.painter.paint(frame("calf"))
            assert b"calf" in one.reads()
            one.painter.leave()


def test_a_terminal_that_does_not_read_loses_frames_and_never_tears_them() -> None:
    whole = ["█" * 200] * 60
    with glass(200, 60) as one:
        one.painter.enter()
        began = time.monotonic()
        written = [
            one.painter.paint(frame(str(number), *whole, columns=200, rows=60))
            for number in range(5)
        ]
        assert written == [False] * 5
        assert time.monotonic() - began < LEAVE_S
        for _ in range(200):
            one.reads()
            if one.painter.paint(frame("last", columns=200, rows=60)):
                break
        one.reads()
        assert one.lines == ["last", *[""] * 59]


def test_leaving_waits_a_little_for_a_terminal_that_does_not_read() -> None:
    with glass(200, 60) as one:
        one.painter.enter()
        one.painter.paint(frame(*["█" * 200] * 60, columns=200, rows=60))
        began = time.monotonic()
        one.painter.leave()
        assert LEAVE_S <= time.monotonic() - began < LEAVE_S + 5
        assert not one.painter.entered


def test_without_colour_weight_and_texture_stay() -> None:
    line = (Segment("█", Style(color="green", bold=True)), Segment("x", Style(reverse=True)))
    with glass(color=False) as one:
        one.painter.enter()
        one.painter.paint(frame(line))
        written = one.reads()
        assert b"32" not in written
        assert one.picture.buffer[0][0].bold
        assert one.picture.buffer[0][1].reverse


def test_only_our_own_codes_reach_the_terminal() -> None:
    hostile = "a\x1b[2Jb\x07\u009b31mc\u202e\u200bd\r\ne"
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("x"))
        one.reads()
        one.painter.paint(frame(hostile))
        written = one.reads().decode()
        assert one.lines[0] == "a[2Jb31mcde"
        assert "\x07" not in written
        assert "\u202e" not in written
        assert "\x1b[2J" not in written


def test_what_an_encoding_lacks_becomes_something_that_it_has() -> None:
    with glass(encoding="ascii") as one:
        one.painter.enter()
        one.painter.paint(frame("█▒░ ━─ ▲■▼ 腿"))
        one.reads()
        assert one.lines[0] == "#+: =- ^*v ?"


def test_a_terminal_that_is_gone_is_told() -> None:
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        os.close(one.master)
        with pytest.raises(ViewLostError):
            one.painter.paint(frame("leg"))
        one.painter.leave()


def test_where_nobody_knows_the_size_it_is_eighty_by_twenty_four() -> None:
    read, write = os.pipe()
    assert Painter(write).size == (80, 24)
    os.close(read)
    os.close(write)
    with glass() as one:
        one.resizes(0, 0)
        assert one.painter.size == (80, 24)


def written_for(*shown: Frame, encoding: str = "utf-8", color: bool = True) -> bytes:
    """What the last of some frames took, without the marks around it."""
    with glass(encoding=encoding, color=color) as one:
        one.painter.enter()
        for each in shown:
            one.reads()
            assert one.painter.paint(each)
        return one.reads().removeprefix(b"\x1b[?2026h").removesuffix(b"\x1b[?2026l")


def test_one_letter_is_one_move_and_one_letter() -> None:
    assert written_for(frame("w 22 s of 30"), frame("w 21 s of 30")) == b"\x1b[1;4H1"


def test_a_short_way_is_written_over_and_a_long_one_jumped() -> None:
    before = frame("1 to 2 of 34567890", "1")
    assert written_for(before, frame("2 to 3 of 34567890", "2")) == b"\x1b[1H2\x1b[4C3\x1b[2H2"
    assert written_for(before, frame("2 tu 2 of 34567891", "1")) == b"\x1b[1H2 tu\x1b[13C1"


def test_the_row_below_is_reached_by_a_relative_move() -> None:
    assert written_for(frame("  xx", "  xx"), frame("  ██", "  ██")) == (
        "\x1b[1;3H██\x1bD\b\b██".encode()
    )


def test_what_was_at_the_end_of_a_row_is_erased_at_once() -> None:
    assert written_for(frame("a message"), frame("a")) == b"\x1b[1;3H\x1b[K"


def test_styles_that_look_alike_are_one_and_stay_one() -> None:
    bold = Style(bold=True)
    assert Style(bold=True, reverse=False) is bold
    assert replace(replace(bold, color="red"), color="") is bold
    assert pickle.loads(pickle.dumps(bold)) is bold
    assert Style(bold=True, color="red") != bold


def test_a_style_is_told_once_and_not_for_blanks() -> None:
    bold = Style(bold=True)
    line = (Segment("a", bold), Segment(" "), Segment("b", bold))
    assert written_for(frame("x"), frame(line)) == b"\x1b[1H\x1b[1ma b\x1b[m"


def test_styles_that_look_the_same_without_colours_are_one() -> None:
    line = (Segment("a", Style(color="red")), Segment("b"), Segment("c", Style(color="green")))
    assert written_for(frame("x"), frame(line), color=False) == b"\x1b[1Habc"


def test_letters_of_european_scripts_need_no_moves() -> None:
    words = "Wärme, нога, γάμπα"
    assert written_for(frame("x"), frame(words)) == f"\x1b[1H{words}".encode()


def test_behind_a_wide_character_the_place_is_told_again() -> None:
    assert written_for(frame("x"), frame("腿a")) == "\x1b[1H腿\x1b[1;3Ha".encode()


def test_a_wide_character_wipes_both_of_its_cells_first() -> None:
    assert written_for(frame("abc"), frame("😀c")) == "\x1b[1H  \x1b[1H😀".encode()


def test_half_a_wide_character_leaves_nothing_behind() -> None:
    with glass(6, 1) as one:
        one.painter.enter()
        for text in ("腿腿腿", "a腿腿b", " 腿", "腿a", "ab腿", "a", "abcdef", "abcd腿", "腿腿"):
            one.painter.paint(frame(text, columns=6, rows=1))
            one.reads()
            assert one.lines == [text]


def test_a_wide_character_that_the_encoding_lacks_keeps_its_room() -> None:
    with glass(encoding="ascii") as one:
        one.painter.enter()
        one.painter.paint(frame("xxxxxxxx"))
        one.painter.paint(frame("腿腿x|"))
        one.reads()
        assert one.lines[0] == "? ? x|"


def test_what_the_encoding_has_stays_beside_what_it_lacks() -> None:
    assert written_for(frame("x"), frame("█━é"), encoding="cp437") == (
        b"\x1b[1H" + "█=é".encode("cp437")
    )


def test_nothing_is_painted_on_a_terminal_that_was_given_back() -> None:
    with glass() as one:
        assert not one.painter.paint(frame("too early"))
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.painter.leave()
        one.reads()
        assert not one.painter.paint(frame("too late"))
        assert one.reads() == b""


ALERT = b"\x1b]9;CalfCoach: Change.\x1b\\"


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_is_passed_on_is_written_at_once_where_nothing_waits() -> None:
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.reads()
        one.painter.pass_on(ALERT)
        assert one.reads() == ALERT
        assert not one.painter.waits
        one.painter.paint(frame("calf"))
        assert one.reads() == b""


def test_what_is_passed_on_never_lands_inside_a_frame() -> None:
    with glass(200, 60) as one:
        one.painter.enter()
        assert not one.painter.paint(frame(*["█" * 200] * 60, columns=200, rows=60))
        one.painter.pass_on(ALERT)
        assert one.painter.waits
        written = one.reads()
        while not one.painter.paint(frame("last", columns=200, rows=60)):
            written += one.reads()
        written += one.reads()
        first, _, behind = written.partition(b"\x1b[?2026l")
        assert ALERT not in first
        assert behind.startswith(ALERT + b"\x1b[?2026h")
        assert written.count(ALERT) == 1


def test_what_is_passed_on_too_late_is_dropped_and_the_frame_arrives() -> None:
    watch = Watch()
    with glass(clock=watch) as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.stops_reading()
        one.painter.pass_on(ALERT)
        assert not one.painter.paint(frame("leg"))
        watch.now = 2.0
        assert not one.painter.waits or not one.painter.paint(frame("leg"))
        one.reads()
        assert one.painter.paint(frame("leg"))
        assert ALERT not in one.reads()
        assert one.lines[0] == "leg"


def test_what_is_passed_on_arrives_where_the_terminal_reads_again_in_time() -> None:
    watch = Watch()
    with glass(clock=watch) as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.stops_reading()
        one.painter.pass_on(ALERT)
        watch.now = 1.9
        one.reads()
        one.painter.paint(frame("leg"))
        assert one.reads().startswith(ALERT + b"\x1b[?2026h")


def test_half_of_what_was_passed_on_is_followed_by_its_other_half() -> None:
    watch = Watch()
    long = b"\x1b]9;" + b"x" * 200_000 + b"\a"
    with glass(clock=watch) as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.reads()
        one.painter.pass_on(long)
        watch.now = 60.0
        written = b""
        while not one.painter.paint(frame("leg")):
            written += one.reads()
        assert (written + one.reads()).startswith(long + b"\x1b[?2026h")


def test_nothing_is_passed_on_to_a_terminal_that_is_not_ours() -> None:
    with glass() as one:
        one.painter.pass_on(ALERT)
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.painter.leave()
        one.painter.pass_on(ALERT)
        assert ALERT not in one.reads()


def test_leaving_does_not_wait_for_what_is_passed_on() -> None:
    with glass() as one:
        one.painter.enter()
        one.painter.paint(frame("calf"))
        one.stops_reading()
        one.painter.pass_on(ALERT)
        one.painter.leave()
        assert (
            one.painter.left_over == b"\x1b[?2026l\x1b[m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l"
        )
        assert ALERT not in one.reads()


def test_passing_on_to_a_terminal_that_is_gone_is_told() -> None:
    with glass() as one:
        one.painter.enter()
        os.close(one.master)
        with pytest.raises(ViewLostError):
            one.painter.pass_on(ALERT)
