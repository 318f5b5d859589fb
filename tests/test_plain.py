from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import exercise, hold, step, timeline
from virtual import QUIET, VirtualTerminal, two_sides

from calfcoach.drivers.plain import Lines, Plain
from calfcoach.events import Act, Command, Event, Snapshot
from calfcoach.player import Outcome, ViewLostError, play
from calfcoach.records import Status
from calfcoach.session import Session
from calfcoach.timeline import Timeline

WHOLE = (
    b"Get ready. Calf stretch, left leg, 20 seconds. W says where you are, Space pauses.\n"
    b"Start.\n"
    b"3 seconds.\n"
    b"Change. Right leg.\n"
    b"Start.\n"
    b"3 seconds.\n"
)


@dataclass(slots=True)
class Pipe:
    """A pipe whose ends are closed after the test, whoever closed them before."""

    reader: int
    writer: int

    def read(self) -> bytes:
        """All there is to read now."""
        os.set_blocking(self.reader, False)
        found = b""
        try:
            while data := os.read(self.reader, 65_536):
                found += data
        except BlockingIOError:
            pass
        return found

    def fill(self) -> int:
        """Write until no more goes in; how many bytes that were."""
        os.set_blocking(self.writer, False)
        number = 0
        try:
            while True:
                number += os.write(self.writer, b"x" * 512)
        except BlockingIOError:
            os.set_blocking(self.writer, True)
        return number

    def close_reader(self) -> None:
        os.close(self.reader)
        self.reader = -1


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe(*os.pipe())
    yield made
    for descriptor in (made.reader, made.writer):
        if descriptor >= 0:
            os.close(descriptor)


def shown(
    pipe: Pipe, made: Timeline, *keys: tuple[float, Command], encoding: str = "utf-8"
) -> Outcome:
    view = Plain(Lines(pipe.writer, encoding))
    return play(Session(made), VirtualTerminal(keys), [view])


def test_a_session_is_lines_without_escape_or_carriage_return(pipe: Pipe) -> None:
    shown(pipe, two_sides())
    assert pipe.read() == WHOLE


def test_every_line_is_there_at_its_time(pipe: Pipe) -> None:
    class Reader:
        def __init__(self) -> None:
            self.found: list[tuple[float, bytes]] = []

        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del events, snapshot
            data = pipe.read()
            if data:
                self.found.append((now, data))

    reader = Reader()
    play(Session(two_sides()), VirtualTerminal(), [Plain(Lines(pipe.writer)), reader])
    assert [now for now, _ in reader.found] == [0, 5, 22, 25, 29, 46]
    assert b"".join(data for _, data in reader.found) == WHOLE


def test_keys_are_answered_with_one_line(pipe: Pipe) -> None:
    shown(pipe, two_sides(), (12.0, Act.WHERE), (13.0, Act.MUTE), (14.0, Act.STOP))
    assert pipe.read().decode().splitlines()[2:] == [
        "Left leg, 13 of 20 seconds left. Next, right leg. 37 seconds to go.",
        "Sound off.",
    ]


def test_the_same_sentence_never_comes_twice_in_a_row(pipe: Pipe) -> None:
    shown(pipe, two_sides(), (12.0, Act.KEYS), (13.0, Act.KEYS), (14.0, Act.STOP))
    lines = pipe.read().decode().splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("Space pause.")


def test_characters_that_the_encoding_lacks_become_question_marks(pipe: Pipe) -> None:
    made = timeline(step(hold(20), of=exercise("soleus", say="Soleus détente …"), pacing=QUIET))
    shown(pipe, made, (3.0, Act.STOP), encoding="latin-1")
    assert pipe.read().startswith(b"Get ready. Soleus d\xe9tente ?, 20 seconds.")
    shown(pipe, made, (3.0, Act.STOP), encoding="ascii")
    assert pipe.read().startswith(b"Get ready. Soleus d?tente ?, 20 seconds.")


def test_text_that_is_no_unicode_is_no_obstacle(pipe: Pipe) -> None:
    Lines(pipe.writer).say("caf\udce9")
    assert pipe.read() == b"caf?\n"


def test_a_reader_that_stops_gets_all_lines_later(pipe: Pipe) -> None:
    filled = pipe.fill()

    class Slow:
        """Reads nothing until 40 s."""

        def __init__(self) -> None:
            self.found = b""

        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del events, snapshot
            if now >= 40:
                self.found += pipe.read()

    slow = Slow()
    outcome = play(Session(two_sides()), VirtualTerminal(), [Plain(Lines(pipe.writer)), slow])
    assert outcome.snapshot.status is Status.COMPLETED
    assert outcome.lasted_s == pytest.approx(49)  # it was neither away nor held up
    assert slow.found[:filled] == b"x" * filled
    assert slow.found[filled:] + pipe.read() == WHOLE


def test_a_reader_that_never_comes_back_ends_nothing_and_is_waited_for_two_seconds(
    pipe: Pipe,
) -> None:
    pipe.fill()
    terminal = VirtualTerminal()
    outcome = play(Session(two_sides()), terminal, [Plain(Lines(pipe.writer))])
    assert outcome.snapshot.status is Status.COMPLETED
    assert outcome.ended_at == pytest.approx(49)
    assert terminal.now() == pytest.approx(51, abs=0.21)


def test_a_stopped_reader_who_is_back_at_the_end_gets_the_last_lines(pipe: Pipe) -> None:
    filled = pipe.fill()
    lines = Lines(pipe.writer)
    lines.say("Start.")
    assert lines.flush() is False
    assert len(pipe.read()) == filled
    assert lines.flush() is True
    assert pipe.read() == b"Start.\n"


def test_a_line_longer_than_a_pipe_takes_at_once_arrives_whole(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    lines.say("a" * 200_000)
    found = b""
    while not lines.flush():
        found += pipe.read()
    assert found + pipe.read() == b"a" * 200_000 + b"\n"


def test_a_closed_pipe_is_a_lost_view(pipe: Pipe) -> None:
    pipe.close_reader()
    lines = Lines(pipe.writer)
    with pytest.raises(ViewLostError):
        lines.say("Start.")
    assert lines.flush() is True  # nothing is waiting for nobody


def test_a_pipe_closed_in_mid_session_interrupts_it(pipe: Pipe) -> None:
    class Leaving:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del events, snapshot
            if now >= 12 and pipe.reader >= 0:
                pipe.close_reader()

    outcome = play(Session(two_sides()), VirtualTerminal(), [Leaving(), Plain(Lines(pipe.writer))])
    assert outcome.snapshot.status is Status.INTERRUPTED
    assert outcome.ended_at == 22  # when the next line was to be shown
    assert outcome.snapshot.credits[1].done_s == 17


def test_lines_go_to_a_file_as_they_do_to_a_pipe(tmp_path: Path) -> None:
    with (tmp_path / "out.txt").open("wb") as file:
        play(Session(two_sides()), VirtualTerminal(), [Plain(Lines(file.fileno()))])
    assert (tmp_path / "out.txt").read_bytes() == WHOLE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_a_lost_view() -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(ViewLostError):
            Lines(descriptor).say("Start.")
    finally:
        os.close(descriptor)
