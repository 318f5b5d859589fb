from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_speechd import FakeSpeechd
from processes import wait_until

from calfcoach.drivers.speechd import Message, Speechd

OPENING = [
    "SET SELF CLIENT_NAME user:calfcoach:coach",
    "SET SELF LANGUAGE en",
    "SET SELF PRIORITY text",
    "SET SELF VOLUME 100",
    "SET SELF NOTIFICATION BEGIN on",
    "SET SELF NOTIFICATION END on",
    "SET SELF NOTIFICATION CANCEL on",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "speechd.sock"


def spoken(speech: Speechd, words: str) -> Message:
    message = speech.speak(words)
    assert message is not None
    return message


def attended(speech: Speechd, holds: Callable[[], bool]) -> None:
    def look() -> bool:
        speech.attend()
        return holds()

    wait_until(look)


def test_a_phrase_is_said_behind_what_the_server_must_know(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        message = spoken(speech, "Half way.")
        attended(speech, lambda: message.begun)
        assert server.lines == [*OPENING, "SPEAK", "Half way.", "."]
        assert (message.queued, message.running) == (True, True)
        server.finish()
        attended(speech, lambda: not message.running)
        speech.close()
        wait_until(lambda: server.lines[-1:] == ["QUIT"])


def test_one_connection_serves_all_phrases(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        first, second = spoken(speech, "One."), spoken(speech, "Two.")
        attended(speech, lambda: second.begun)
        server.finish(1)
        attended(speech, lambda: not first.running)
        assert second.running
        assert (server.connections, server.said) == (1, ["One.", "Two."])
        speech.close()


def test_a_line_that_is_a_dot_does_not_end_a_phrase(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        message = spoken(speech, ".\r\nQUIT\r\n.")
        attended(speech, lambda: message.queued)
        assert server.said == [".. QUIT ."]
        speech.close()


def test_ending_a_phrase_takes_back_only_what_is_ours(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        spoken(speech, "Lean in.").kill()
        wait_until(lambda: server.lines[-1:] == ["CANCEL SELF"])
        assert not [line for line in server.lines if "all" in line.lower().split()]
        speech.close()


def test_where_there_is_no_server_nothing_is_said(path: Path) -> None:
    assert Speechd(str(path), 100).speak("One.") is None
    assert Speechd("", 100).speak("One.") is None
    assert Speechd("/a\0b", 100).speak("One.") is None
    assert Speechd(f"/{'long' * 100}", 100).speak("One.") is None


def test_a_server_that_hangs_up_is_called_again(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        first = spoken(speech, "One.")
        attended(speech, lambda: first.begun)
        server.hang_up()
        attended(speech, lambda: not first.running)
        second = spoken(speech, "Two.")
        attended(speech, lambda: second.begun)
        assert (server.connections, server.said) == (2, ["One.", "Two."])
        speech.close()


def test_a_server_that_never_reads_holds_nobody_up(path: Path) -> None:
    with FakeSpeechd(path, silent=True):
        speech = Speechd(str(path), 100)
        began = time.monotonic()
        for _ in range(2_000):
            speech.speak("A phrase that nobody takes. " * 10)
            speech.attend()
        assert time.monotonic() - began < 5
        speech.close()


def test_what_a_server_says_without_being_asked_changes_nothing(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        message = spoken(speech, "One.")
        attended(speech, lambda: message.begun)
        server.send(b"\xff\r\n225\r\n702-99\r\n702 END\r\n\r\n-\r\n702\r\n" + b"x" * 50_000)
        second = spoken(speech, "Two.")
        server.send(b"\r\n")
        attended(speech, lambda: second.begun)
        assert message.running
        speech.close()


def test_a_flood_is_read_in_turns(path: Path) -> None:
    with FakeSpeechd(path) as server:
        speech = Speechd(str(path), 100)
        message = spoken(speech, "One.")
        attended(speech, lambda: message.begun)
        server.send(b"700-1\r\n" * 10_000)
        server.finish()
        attended(speech, lambda: not message.running)
        speech.close()
