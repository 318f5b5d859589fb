"""Another user, who may only look: for tests that run as root; and what a user sees of a home on a
read-only mount, for which nobody needs to be root."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from processes import PATIENCE_S, Ran

NOBODY = 65534

needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="mounts, or becomes another user, which only root can"
)


def open_to_others(path: Path) -> None:
    """Let another user reach the folder of a test, or that of a file, which pytest keeps
    private."""
    for folder in (path, *path.parents):
        if folder.is_dir() and folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)


_NOT_MOUNTED = 77
# Mounts the home read-only in a namespace of its own, which a user may have without any rights, and
# types the lines there. As root it becomes another user first. Each line was typed once at a spare
# home before: another user may not be able to read the program itself.
_ON_A_READ_ONLY_MOUNT = f"""
import ctypes, json, os, sys
from calfcoach.__main__ import guarded

home, spare, user, lines = sys.argv[1], sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4])
libc = ctypes.CDLL(None, use_errno=True)

def must(answer):
    if answer:
        print(os.strerror(ctypes.get_errno()), file=sys.stderr)
        sys.exit({_NOT_MOUNTED})

def note(name, text):
    with open("/proc/self/" + name, "w") as file:
        file.write(text)

def typed(line):
    streams = [os.memfd_create(name) for name in ("out", "err")]
    child = os.fork()
    if not child:
        for number, stream in enumerate(streams, start=1):
            os.dup2(stream, number)
        code = guarded(line)
        sys.stdout.flush()
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return [code, *(os.pread(each, 1 << 20, 0).decode() for each in streams)]

os.environ["CALFCOACH_HOME"] = spare
for line in lines:
    guarded(line)
os.environ["CALFCOACH_HOME"] = home
DUMPABLE, NEWNS, NEWUSER = 4, 0x20000, 0x10000000
RDONLY, KEPT, REMOUNT, BIND = 1, 2 | 4 | 8, 32, 4096
if user != os.geteuid():
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    libc.prctl(DUMPABLE, 1, 0, 0, 0)  # else its files below /proc stay with root
group = os.getegid()
must(libc.unshare(NEWUSER | NEWNS))
note("setgroups", "deny")
note("uid_map", f"{{user}} {{user}} 1")
note("gid_map", f"{{group}} {{group}} 1")
place = home.encode()
must(libc.mount(place, place, None, BIND, None))
flags = os.statvfs(home).f_flag & KEPT | REMOUNT | BIND | RDONLY
must(libc.mount(None, place, None, flags, None))
assert not os.access(home, os.W_OK)
print()
print(json.dumps([typed(line) for line in lines]))
"""


def on_a_read_only_mount(home: Path, spare: Path, lines: Sequence[Sequence[str]]) -> list[Ran]:
    """What these lines leave behind where `home` is on a read-only mount, typed by a user who is
    not root: by this one, or as root by another, to whom the home is given. `spare` is a home for
    a rehearsal. Skips where the kernel lets no such user mount."""
    user = os.geteuid() or NOBODY
    if user != os.geteuid():
        open_to_others(home)
        open_to_others(spare)
        for path in (home, *home.rglob("*")):
            os.chown(path, user, user)
    program = [sys.executable, "-c", _ON_A_READ_ONLY_MOUNT]
    done = subprocess.run(
        [*program, str(home), str(spare), str(user), json.dumps(lines)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=3 * PATIENCE_S,
        check=False,
    )
    if done.returncode == _NOT_MOUNTED:
        pytest.skip(f"only root can mount here: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout.splitlines()[-1])
    return [Ran(code=code, out=out, err=err) for code, out, err in answers]
