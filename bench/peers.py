"""Other programs at like tasks, in an environment of their own, on as many sessions.

Owns which programs and how they are fetched. A program that cannot be fetched is told as not there,
and nothing fails. Nothing of them is installed beside calfcoach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from pathlib import Path

from peer_homes import MAKERS, Peer

FETCHED = {"termdown": "termdown", "td-watson": "watson", "jrnl": "jrnl", "khal": "khal"}
FOUND = ("task", "timew")  # of the system, where they are


def fetch(folder: Path) -> tuple[Path, list[str]]:
    """An environment with all programs that can be had; and the names of those that cannot."""
    place = folder / "environment"
    pip = place / "bin" / "pip"
    if not pip.exists():
        venv.create(place, with_pip=True)
    missing = []
    for package, program in FETCHED.items():
        if (place / "bin" / program).exists():
            continue
        command = [str(pip), "install", "--quiet", "--disable-pip-version-check", package]
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            missing.append(package)
    missing += [name for name in FOUND if shutil.which(name) is None]
    subprocess.run([place / "bin" / "python", "-m", "compileall", "-q", place / "lib"], check=False)
    return place / "bin", missing


def prepare(programs: Path, folder: Path, size: int) -> list[Peer]:
    """All programs that are there, each with a history of so many sessions."""
    made = []
    for name, make in MAKERS.items():
        found = shutil.which(name, path=f"{programs}:{os.environ['PATH']}")
        if found is not None:
            home = folder / name
            home.mkdir(parents=True, exist_ok=True)
            made.append(make(Path(found), home, size))
    return made


def countdown(programs: Path) -> str | None:
    """The countdown of another program, where it is there."""
    return shutil.which("termdown", path=str(programs))
