"""A client of Speech Dispatcher, over its own socket.

Owns the protocol (SSIP): what is sent, and what the replies and events mean for a message of ours.
Never blocks, never waits for a reply, and orders about only what it has said itself: what other
programs say is not ours to end. Knows nothing of sessions and of what is worth saying.

Commands are sent one behind the other without a wait between them: the server reads a line at a
time. The priority is `text`: it waits while a screen reader speaks, and is the lowest that is
still said afterwards.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from calfcoach.drivers.engines import phrase

if TYPE_CHECKING:
    from socket import socket

_READ = 4_096
_READS_MOST = 16  # of one turn; a server that never stops talking gets no more of ours
_WAITING_MOST = 65_536  # bytes that the server did not take; then it is not worth more
_LINE_MOST = 1_000
_QUEUED, _BEGUN, _ENDED, _CANCELLED = "225", "701", "702", "703"
_CLIENT = "user:calfcoach:coach"


class Message:
    """Something that the server was asked to say. `queued`: it has taken it. `begun`: it is
    heard. `running`: it is not over, as far as is known."""

    def __init__(self, server: Speechd) -> None:
        self._server = server
        self.queued = False
        self.begun = False
        self.running = True
        self.failed = False

    def kill(self) -> None:
        """End it, or take it back before it is said."""
        if self.running:
            self.running = False
            self._server.cancel()


class Speechd:
    """One connection, opened with the first phrase and again where the server has closed it.
    `volume` counts from -100 to 100."""

    def __init__(self, address: str, volume: int) -> None:
        self._address = address
        self._volume = volume
        self._socket: socket | None = None
        self._outgoing = b""
        self._incoming = b""
        self._unnumbered: deque[Message] = deque()
        self._messages: dict[str, Message] = {}
        self._number = ""  # of a reply whose last line has not come
        self.tells_begin = False  # it has told once that a message is heard

    def speak(self, words: str) -> Message | None:
        """Say something; None where there is no server."""
        self.attend()
        if self._socket is None and not self._connect():
            return None
        message = Message(self)
        self._unnumbered.append(message)
        text = phrase(words)
        dotted = f".{text}" if text.startswith(".") else text
        self._send("SPEAK", dotted, ".")
        return message if self._socket is not None else None

    def cancel(self) -> None:
        """End what we say and take back what waits; nobody else's."""
        self._send("CANCEL SELF")

    def attend(self) -> None:
        """Send what could not be sent, read what has come."""
        self._flush()
        for _ in range(_READS_MOST):
            data = self._read()
            if not data:
                break
            self._incoming += data
        *lines, self._incoming = self._incoming.split(b"\r\n")
        self._incoming = self._incoming[-_LINE_MOST:]
        for line in lines:
            self._hear(line.decode("ascii", "replace"))

    def close(self) -> None:
        """Leave. What is being said is said to its end."""
        self._send("QUIT")
        self._drop()

    def _connect(self) -> bool:
        import socket

        if not self._address or not hasattr(socket, "AF_UNIX"):
            return False
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            connection.connect(self._address)
        except (OSError, ValueError):  # ValueError: a zero byte in its path
            connection.close()
            return False
        self._socket = connection
        self._send(
            f"SET SELF CLIENT_NAME {_CLIENT}",
            "SET SELF LANGUAGE en",
            "SET SELF PRIORITY text",
            f"SET SELF VOLUME {self._volume}",
            "SET SELF NOTIFICATION BEGIN on",
            "SET SELF NOTIFICATION END on",
            "SET SELF NOTIFICATION CANCEL on",
        )
        return self._socket is not None

    def _send(self, *lines: str) -> None:
        if self._socket is not None:
            self._outgoing += "".join(f"{line}\r\n" for line in lines).encode(errors="replace")
            self._flush()

    def _flush(self) -> None:
        if self._socket is None or not self._outgoing:
            return
        try:
            taken = self._socket.send(self._outgoing)
        except BlockingIOError:
            taken = 0
        except OSError:
            self._drop()
            return
        self._outgoing = self._outgoing[taken:]
        if len(self._outgoing) > _WAITING_MOST:
            self._drop()

    def _read(self) -> bytes:
        if self._socket is None:
            return b""
        try:
            data = self._socket.recv(_READ)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._drop()
        return data

    def _drop(self) -> None:
        """It is gone; what it was saying is nothing that we could end or wait for."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None
        self._outgoing = self._incoming = b""
        self._number = ""
        for message in [*self._unnumbered, *self._messages.values()]:
            message.running = False
        self._unnumbered.clear()
        self._messages.clear()

    def _hear(self, line: str) -> None:
        """A reply's first line that is not its last one has the number of the message."""
        code, more, rest = line[:3], line[3:4] == "-", line[4:].strip()
        if more:
            self._number = self._number or rest
            return
        number, self._number = self._number, ""
        if code == _QUEUED and self._unnumbered:
            message = self._messages[number] = self._unnumbered.popleft()
            message.queued = True
        elif code == _BEGUN and number in self._messages:
            self._messages[number].begun = self.tells_begin = True
        elif code in (_ENDED, _CANCELLED) and number in self._messages:
            self._messages.pop(number).running = False
