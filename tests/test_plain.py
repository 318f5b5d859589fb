from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import exercise, hold, max_reps, step, timeline
from processes import PATIENCE_S
from virtual import QUIET, VirtualTerminal, for_strength, two_sides

from calfcoach.drivers.plain import Lines, Plain
from calfcoach.events import Act, Command, Digit, Event, Snapshot
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
# A program that says much, tells on stderr when all is said, and waits until it is shown.
MUCH = """
import os, select
from calfcoach.drivers.plain import Lines
lines = Lines(1)
for no in range(1000):
    lines.say(f"Line {no} of a thousand, all of them said in good time.")
os.write(2, b"said")
while not lines.flush():
    select.select([], [], [], 0.01)
"""


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


def test_a_cue_that_was_just_said_is_not_said_again(pipe: Pipe) -> None:
    view = Plain(Lines(pipe.writer))
    session = Session(two_sides())
    events = session.advance(0.0)
    view.update(events, session.snapshot(), 0.0)
    view.update(events, session.snapshot(), 0.0)
    assert pipe.read() == WHOLE.splitlines(keepends=True)[0]


def test_a_key_is_answered_however_often_it_is_pressed(pipe: Pipe) -> None:
    keys = [Act.KEYS, Act.KEYS, Act.QUIT, Act.SUSPENDED, Act.STOP]
    shown(pipe, two_sides(), *[(12.0 + no * 0.1, key) for no, key in enumerate(keys)])
    lines = pipe.read().decode().splitlines()[2:]
    assert [line.split(".")[0] for line in lines] == ["Space pause", "Space pause"] + [
        "Stop and save? Enter stops, Space goes on"
    ] * 2


def test_what_is_asked_about_a_pain_stands_a_sentence_a_line(pipe: Pipe) -> None:
    keys: list[Command] = [Act.HURT, Digit(value=4), Digit(value=2), Act.ENTER, Act.YES, Act.QUIT]
    shown(pipe, two_sides(), *[(12.0 + no, key) for no, key in enumerate(keys)])
    assert pipe.read().decode().splitlines()[2:] == [
        "Paused. Where? Type a number. Enter skips.",
        "1 calf, 2 heel or Achilles, 3 front of the ankle, 4 behind the knee, 5 elsewhere.",
        "Behind the knee.",
        "How much, 0 to 10? Type a number and press Enter.",
        "2 of 10.",
        "Sharp or sudden, tingling, pulsing, or with a pop? Y yes, Enter no.",
        "Yes.",
        "This session stops here.",
        "Chest pain or short breath: call the emergency number.",
        "Be seen today if the leg swells, feels warm or changes colour.",
        "Also if it popped, stays numb or weak, or will not lift you on tiptoe.",
        "Q stops and saves.",
    ]


def test_reps_at_ones_own_pace_are_asked_for_in_the_rest_behind_them(pipe: Pipe) -> None:
    made = timeline(step(max_reps(60), sets=2, rest_s=30, pacing=QUIET, of=exercise("curl")))
    keys: list[tuple[float, Command]]
    keys = [(25.0, Act.ENTER), (40.0, Digit(value=9)), (41.0, Act.ENTER), (45.0, Act.STOP)]
    shown(pipe, made, *keys)
    assert pipe.read().decode().splitlines()[-3:] == [
        "Rest, 30 seconds. Next, set 2 of 2.",
        "How many? Type a number and press Enter.",
        "9 reps.",
    ]


def test_after_the_last_raises_it_is_asked_how_many_more_behind_the_next_preparation(
    pipe: Pipe,
) -> None:
    made = for_strength()
    keys: list[tuple[float, Command]]
    keys = [(35.0, Digit(value=4)), (36.0, Act.ENTER), (38.0, Act.STOP)]
    shown(pipe, made, *keys)
    assert pipe.read().decode().splitlines()[-3:] == [
        "Stop. Calf stretch, 20 seconds.",
        "How many more could you have done? 0 to 9, Enter skips.",
        "4 more.",
    ]


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


def test_a_reader_that_never_comes_back_ends_nothing_and_is_waited_for_a_minute(
    pipe: Pipe,
) -> None:
    pipe.fill()
    terminal = VirtualTerminal()
    outcome = play(Session(two_sides()), terminal, [Plain(Lines(pipe.writer))])
    assert outcome.snapshot.status is Status.COMPLETED
    assert outcome.ended_at == pytest.approx(49)
    assert terminal.now() == pytest.approx(49 + 60, abs=0.21)


def test_a_signal_ends_the_waiting_for_a_reader(pipe: Pipe) -> None:
    pipe.fill()
    terminal = VirtualTerminal([(55.0, Act.STOP)])
    outcome = play(Session(two_sides()), terminal, [Plain(Lines(pipe.writer))])
    assert outcome.snapshot.status is Status.COMPLETED
    assert terminal.now() == pytest.approx(55)


def test_a_long_line_is_folded_between_words_where_there_is_little_room(pipe: Pipe) -> None:
    lines = Lines(pipe.writer, room=lambda: 20)
    lines.say("Start. Lean in to a mild pull.")
    assert pipe.read() == b"Start. Lean in to a\nmild pull.\n"


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


@pytest.mark.tty
def test_a_terminal_that_nobody_reads_gets_all_lines_later_and_blocks_nothing() -> None:
    person, program = os.openpty()
    with os.fdopen(person, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [sys.executable, "-c", MUCH], stdout=program, stderr=subprocess.PIPE
        )
        os.close(program)
        try:
            assert process.stderr is not None
            with process.stderr as words:
                assert select.select([words], [], [], PATIENCE_S)[0], "a write has blocked"
                found = b""
                while found.count(b"\n") < 1000 and (data := screen.read(65_536)):
                    found += data
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
            process.wait()
    assert found == b"".join(
        b"Line %d of a thousand, all of them said in good time.\r\n" % no for no in range(1000)
    )


def test_an_output_that_is_busy_and_says_so_is_not_lost(pipe: Pipe) -> None:
    filled = pipe.fill()
    os.set_blocking(pipe.writer, False)  # as some shells leave it
    lines = Lines(pipe.writer)
    lines.say("a" * 10_000)
    found = pipe.read()
    while not lines.flush():
        found += pipe.read()
    assert len(found + pipe.read()) == filled + 10_001


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_a_lost_view() -> None:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    try:
        with pytest.raises(ViewLostError):
            Lines(descriptor).say("Start.")
    finally:
        os.close(descriptor)


def test_what_is_passed_on_stands_between_lines(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    lines.say("Start.")
    lines.pass_on(b"\a")
    lines.say("Half way.")
    assert pipe.read() == b"Start.\n\aHalf way.\n"


def test_what_is_passed_on_never_lands_inside_a_line(pipe: Pipe) -> None:
    lines = Lines(pipe.writer)
    lines.say("a" * 200_000)
    lines.pass_on(b"\a")
    found = b""
    while not lines.flush():
        found += pipe.read()
    assert found + pipe.read() == b"a" * 200_000 + b"\n\a"


def test_what_is_passed_on_is_dropped_where_nobody_reads_for_two_seconds(pipe: Pipe) -> None:
    now = [0.0]
    filled = pipe.fill()
    lines = Lines(pipe.writer, clock=lambda: now[0])
    lines.pass_on(b"\a")
    lines.say("Start.")
    now[0] = 1.9
    assert lines.flush() is False
    now[0] = 2.0
    assert len(pipe.read()) == filled
    assert lines.flush() is True
    assert pipe.read() == b"Start.\n"


def test_passing_on_to_a_closed_pipe_is_a_lost_view(pipe: Pipe) -> None:
    pipe.close_reader()
    lines = Lines(pipe.writer)
    with pytest.raises(ViewLostError):
        lines.pass_on(b"\a")
    assert lines.flush() is True
