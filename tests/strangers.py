"""Another user, who may only look: for tests that run as root."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
