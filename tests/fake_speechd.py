"""A server that talks as Speech Dispatcher does, on a real Unix socket, in a thread."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType


class FakeSpeechd:
    """Keeps the lines that it was sent; those of a phrase are in `said`. `silent`: it takes
    connections and never reads. `tells`: it says when it begins; the end of each phrase is told
    by `finish`."""

    def __init__(self, path: Path, *, silent: bool = False, tells: bool = True) -> None:
        self.lines: list[str] = []
        self.said: list[str] = []
        self.queued = 0
        self.connections = 0
        self._silent = silent
        self.tells = tells
        self._clients: list[socket.socket] = []
        self._in_text = False
        self._number = 0
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.bind(str(path))
        self._listening.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> FakeSpeechd:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.hang_up()
        self._thread.join(5)
        self.hang_up()  # one that was taken just before

    def finish(self, number: int | None = None) -> None:
        """Tell that a phrase, else the last one, has come to its end."""
        self._clients[-1].sendall(_event(702, number or self._number, "END"))

    def send(self, data: bytes) -> None:
        self._clients[-1].sendall(data)

    def hang_up(self) -> None:
        """End all connections."""
        for client in self._clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            client.close()
        self._clients.clear()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._clients.append(client)
            self.connections += 1
            if not self._silent:
                self._in_text = False
                _lines(client, self._hear)

    def _hear(self, client: socket.socket, line: str) -> None:
        self.lines.append(line)
        if self._in_text and line != ".":
            self.said.append(line)
        elif self._in_text:
            self._in_text = False
            self._number += 1
            client.sendall(b"225-%d\r\n225 OK MESSAGE QUEUED\r\n" % self._number)
            if self.tells:
                client.sendall(_event(701, self._number, "BEGIN"))
            self.queued += 1
        elif line == "SPEAK":
            self._in_text = True
            client.sendall(b"230 OK RECEIVING DATA\r\n")
        else:
            client.sendall(b"200 OK\r\n")


def _lines(client: socket.socket, hear: Callable[[socket.socket, str], None]) -> None:
    rest = b""
    with contextlib.suppress(OSError):
        while data := client.recv(4096):
            *lines, rest = (rest + data).split(b"\r\n")
            for line in lines:
                hear(client, line.decode())


def _event(code: int, number: int, name: str) -> bytes:
    return f"{code}-{number}\r\n{code}-7\r\n{code} {name}\r\n".encode()
