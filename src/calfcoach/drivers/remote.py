"""Steering from another shell: a socket that one user can connect to.

Owns the socket, the lines on it and how much of the loop's time they may take. It blocks never
and reads little: whoever floods it, sends no end or does not read is dropped, and the countdown
does not notice. What a request means is `report.steering`'s, what is answered `report.status`'s.

One request a connection: a line of at most 64 bytes, answered by one line of JSON, the state
after it, with `ok`, and `error` where it is false.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import struct
import time
from collections import deque
from pathlib import Path

from calfcoach.events import Command, Mode, Snapshot
from calfcoach.files.folders import make_folders
from calfcoach.frozen import frozen, replace
from calfcoach.records import Status
from calfcoach.report.status import SCHEMA, document, later, said
from calfcoach.report.steering import Request, read_request, refusal, step_of

LINE_MOST = 64  # bytes of a request
MOST = 8  # connections at a time
TURN_S = 0.05  # in each of which one connection is taken in, so that there are 20 a second
READS_A_TURN = 4  # of a few bytes each
PATIENCE_S = 2.0  # a connection that has asked nothing by then is closed
_NEW_NAME = "session.new"  # until it can be connected to
_PEER = struct.Struct("3i")  # process, user, group


@frozen
class _Asked:
    """A request and whom to answer."""

    to: socket.socket
    request: Request


class _Line:
    """A connection and what it has sent so far."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self.connection = connection
        self.until = until
        self.data = b""


class Remote:
    """A socket that is listened to, and its connections. `close` it at the end."""

    def __init__(self, listener: socket.socket, path: Path) -> None:
        self._listener = listener
        self._path = path
        self._lines: dict[int, _Line] = {}
        self._requests: deque[_Asked] = deque()
        self._doing: tuple[_Asked, Snapshot] | None = None  # was sent, and the state before it
        self._turn_until = 0.0
        self._taken = 0  # connections in this turn
        self._reads = 0  # readings in this turn

    @classmethod
    def at(cls, path: Path) -> Remote | None:
        """Listen at `path`, for this user alone; to be called by whoever holds the session's
        lock. The socket of a session that was killed is replaced. None, and no word of it, where
        there can be none: no such sockets, a folder that is not ours, a path that is too long, or
        a session that lives."""
        if not hasattr(socket, "AF_UNIX"):
            return None
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.setblocking(False)
        try:
            make_folders(path.parent)
            if not _is_private(path.parent) or _is_taken(path):
                raise PermissionError
            _bind(listener, path)
        except OSError:
            listener.close()
            return None
        return cls(listener, path)

    # --------------------------------------------------------------- for the terminal's select

    def descriptors(self) -> list[int]:
        """What to wait for; less of it, or nothing, where enough was heard in this turn."""
        self._begin_turn()
        found: list[int] = []
        if self._reads < READS_A_TURN:
            found += self._lines
        if not self._taken and len(self._lines) < MOST:
            found.append(self._listener.fileno())
        return found

    def rests_s(self) -> float | None:
        """Seconds after which `descriptors` are to be asked for again; None where they stay."""
        if not self._lines and not self._taken and not self._reads:
            return None  # mostly nobody asks
        now = time.monotonic()
        times = [line.until for line in self._lines.values()]
        if self._taken or self._reads >= READS_A_TURN:
            times.append(self._turn_until)
        return max(0.0, min(times) - now) if times else None

    def take(self, descriptor: int) -> None:
        """Something is to be read there: a connection, or what was sent on one."""
        if descriptor == self._listener.fileno():
            self._take_in()
        elif descriptor in self._lines:
            self._read(descriptor)

    def command(self, snapshot: Snapshot, since_s: float) -> Command | None:
        """Answer what can be answered, and return the next command. `snapshot` is the session after
        the last command that was returned, `since_s` seconds ago."""
        if self._doing is not None:
            (asked, before), self._doing = self._doing, None
            self._answer(asked, snapshot, error=refusal(asked.request, before, snapshot))
        while self._requests:
            asked = self._requests.popleft()
            now = later(snapshot, since_s)
            step = step_of(asked.request, now)
            if step.act is not None:
                self._doing = asked, snapshot
                return step.act
            self._answer(asked, now, note=step.note, error=step.error)
        return None

    def close(self) -> None:
        """The session is over: answer who stopped it, and take the socket away."""
        if self._doing is not None:
            (asked, before), self._doing = self._doing, None
            over = asked.request is Request.STOP
            after = replace(before, mode=Mode.ENDED, status=Status.STOPPED) if over else before
            self._answer(asked, after)
        for asked in self._requests:
            asked.to.close()
        self._requests.clear()
        for descriptor in list(self._lines):
            self._drop(descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._listener.close()

    # --------------------------------------------------------------------------------- inside

    def _begin_turn(self) -> None:
        now = time.monotonic()
        if now >= self._turn_until:
            self._turn_until = now + TURN_S
            self._taken = self._reads = 0
        for descriptor, line in list(self._lines.items()):
            if now >= line.until:
                self._drop(descriptor)

    def _take_in(self) -> None:
        """A new connection, if it is this user's. Whatever fails counts as one: no busy loop."""
        self._taken += 1
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        connection.setblocking(False)
        if not _is_of_this_user(connection):
            connection.close()
            return
        until = time.monotonic() + PATIENCE_S
        self._lines[connection.fileno()] = _Line(connection, until)
        self._read(connection.fileno())  # mostly it is there already

    def _read(self, descriptor: int) -> None:
        self._reads += 1
        line = self._lines[descriptor]
        try:
            data = line.connection.recv(LINE_MOST + 1 - len(line.data))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        line.data += data
        if b"\n" not in line.data and len(line.data) <= LINE_MOST:
            if not data:
                self._drop(descriptor)
            return
        del self._lines[descriptor]
        request = read_request(line.data.partition(b"\n")[0].decode("utf-8", "replace").strip())
        if request is None:
            _send(line.connection, {"schema": SCHEMA, "ok": False, "error": "no such request"})
        else:
            self._requests.append(_Asked(to=line.connection, request=request))

    def _drop(self, descriptor: int) -> None:
        self._lines.pop(descriptor).connection.close()

    def _answer(
        self, asked: _Asked, snapshot: Snapshot, *, note: str = "", error: str = ""
    ) -> None:
        content = document(snapshot) | {"ok": not error, "error": error or None}
        if note:
            content["words"] = f"{note} {said(replace(snapshot, mode=Mode.RUNNING))}"
        _send(asked.to, content)


def _send(connection: socket.socket, content: dict[str, object]) -> None:
    """One line, and the connection is closed. It fits into what the system keeps for who reads
    late; who reads never loses it. Only ASCII stands in it, and nothing that steers a terminal."""
    line = json.dumps(content).replace("\x7f", "\\u007f") + "\n"
    with contextlib.suppress(OSError):
        connection.send(line.encode())
    connection.close()


def _bind(listener: socket.socket, path: Path) -> None:
    """Bind and listen under another name, so that what has the right name can be connected to."""
    new = path.with_name(_NEW_NAME)
    new.unlink(missing_ok=True)
    mask = os.umask(0o177)
    try:
        listener.bind(str(new))
    finally:
        os.umask(mask)
    try:
        listener.listen(MOST)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _is_private(folder: Path) -> bool:
    """Whether nobody else can put anything there."""
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _is_taken(path: Path) -> bool:
    """Whether a session answers there, or something lies there that is no socket."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISSOCK(mode):
        return True
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.setblocking(False)
        try:
            caller.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:  # so busy that it takes nobody
            return True
    return True


def _is_of_this_user(connection: socket.socket) -> bool:
    """Whether we ourselves are at the other end, where the system tells. The socket's mode keeps
    others out; where a folder ignores modes this does."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    try:
        told = connection.getsockopt(socket.SOL_SOCKET, option, _PEER.size)
    except OSError:
        return False
    _, user, _ = _PEER.unpack(told)
    return bool(user == os.geteuid())
