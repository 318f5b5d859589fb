"""No test, and no program that a test starts, can open a socket to another machine.

Two seals. On Linux a filter in the kernel refuses every socket but a Unix one; it needs no rights,
cannot be taken off again, and is inherited by every process that is started from here on. Where
there is no such filter, Python's own audit hook refuses the same in this process alone: the
programs that tests start are then not held back, and the test of it says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import socket
import struct
import sys
from pathlib import Path

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER_MODE = 22, 38, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LOAD, _SAME, _ANSWER = 0x20, 0x15, 0x06  # BPF: load a word, go on if equal, return
_CALL_AT, _ARCH_AT, _FAMILY_AT = 0, 4, 16  # where struct seccomp_data has them (little endian)
# Of each kind of machine its number in the kernel's audit.h, and its number of socket(2).
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def seal() -> None:
    """Refuse sockets to other machines in this process and, where it can be, in those it starts.

    To be called before any other thread or process is started.
    """
    if not refused(socket.AF_INET):
        _filter_in_kernel()
    sys.addaudithook(_refuse_here)


def refused(family: int) -> bool:
    """Whether a socket of this family is refused, here and so in whatever is started."""
    try:
        socket.socket(family).close()
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EAFNOSUPPORT)
    return False


def held_back() -> bool:
    """Whether the kernel filters what the programs do that are started from here."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:  # another system
        return False
    return platform.machine() in _MACHINES and "\nSeccomp:\t2\n" in status


def _refuse_here(event: str, values: tuple[object, ...]) -> None:
    if event == "socket.__new__" and values[1] not in (socket.AF_UNIX, -1):
        raise PermissionError(errno.EACCES, "a test asked for a socket to another machine")


def _filter_in_kernel() -> None:
    """Where there is none (another system or machine), nothing happens."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None or sys.byteorder != "little":
        return
    machine, call = known
    steps = (
        (_LOAD, 0, 0, _ARCH_AT),
        (_SAME, 0, 5, machine),  # a program of another kind of machine is let be
        (_LOAD, 0, 0, _CALL_AT),
        (_SAME, 0, 3, call),
        (_LOAD, 0, 0, _FAMILY_AT),
        (_SAME, 1, 0, socket.AF_UNIX),
        (_ANSWER, 0, 0, _REFUSE),
        (_ANSWER, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for asked in (
        (_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (_PR_SET_SECCOMP, _FILTER_MODE, program, 0, 0),
    ):
        arguments = [a if isinstance(a, bytes) else ctypes.c_ulong(a) for a in asked]
        if libc.prctl(*arguments) != 0:
            number = ctypes.get_errno()
            if number not in (errno.EINVAL, errno.EPERM, errno.ENOSYS):
                raise OSError(number, os.strerror(number))
            return  # a kernel without it, or a container that forbids it
