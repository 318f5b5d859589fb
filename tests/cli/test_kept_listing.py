"""The history into a pipe is kept for the next who asks, as long as nothing has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import Result
from past_sessions import TUESDAY, keep

from calfcoach.lock import SessionLock

Calf = Callable[..., Result]


def settle(home: Path) -> None:
    """As if all was written a while ago: what is fresh is not relied on."""
    for path in [home, *home.rglob("*")]:
        os.utime(path, (time.time() - 60, time.time() - 60))


def kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "run").glob("*"))


def spoil(home: Path, name: str) -> None:
    """Write something into a kept answer that nobody else would say."""
    path = home / "run" / name
    path.write_text(path.read_text(encoding="utf-8") + "kept\n", encoding="utf-8")


@pytest.fixture
def lived(home: Path) -> Path:
    keep(home)
    settle(home)
    return home


def test_a_listing_is_kept_and_told_again(calf: Calf, lived: Path) -> None:
    told = calf("history")
    assert (told.code, told.err) == (0, "")
    assert kept(lived) == ["history"]
    assert calf("history") == told
    spoil(lived, "history")
    assert calf("history").out == f"{told.out}kept\n"


def test_another_session_makes_the_history_anew(calf: Calf, lived: Path) -> None:
    told = calf("history")
    keep(lived, TUESDAY + timedelta(days=1))
    assert len(calf("history").out.splitlines()) == len(told.out.splitlines()) + 1


def test_a_setting_makes_it_anew(calf: Calf, lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = calf("history")
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert calf("history") != told


def test_a_listing_with_a_warning_is_not_kept(calf: Calf, lived: Path) -> None:
    (lived / "config.toml").write_text("level = 1\n", encoding="utf-8")
    settle(lived)
    first = calf("history")
    assert "level" in first.err
    assert (kept(lived), calf("history")) == ([], first)


def test_nothing_is_kept_while_a_session_runs(calf: Calf, lived: Path) -> None:
    with SessionLock(lived / "session.lock"):
        calf("history")
        assert kept(lived) == []


def test_what_was_written_just_now_is_not_relied_on(calf: Calf, home: Path) -> None:
    keep(home)
    calf("history")
    assert kept(home) == []


@pytest.mark.parametrize(
    "line", ["history --json", "history --all", "history --week", "list", "exercises", "show daily"]
)
def test_other_lines_are_not_kept(calf: Calf, lived: Path, line: str) -> None:
    calf(*line.split())
    assert kept(lived) == []


@pytest.mark.parametrize("left", ["", "calfcoach due 1\n", "\x00\n\n", "x" * 100])
def test_what_is_no_kept_listing_is_passed_over(calf: Calf, lived: Path, left: str) -> None:
    told = calf("history")
    (lived / "run" / "history").write_bytes(left.encode() + b"\xff")

    assert calf("history") == told


def test_a_file_of_the_same_length_in_its_place_makes_the_history_anew(
    calf: Calf, lived: Path
) -> None:
    settings = lived / "config.toml"
    settings.write_text('level = "start"\n', encoding="utf-8")
    settle(lived)
    calf("history")
    stood, other = settings.stat(), lived / "other"
    other.write_text('units = "cm"   \n', encoding="utf-8")
    assert other.stat().st_size == stood.st_size
    os.utime(other, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    spoil(lived, "history")
    assert "kept" in calf("history").out
    other.replace(settings)
    assert "kept" not in calf("history").out


def test_a_kept_listing_is_for_its_owner_alone(calf: Calf, lived: Path) -> None:
    calf("history")

    assert oct((lived / "run" / "history").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("name", ["TZ", "ACCESSIBLE", "NO_COLOR", "CALFCOACH_LEVEL"])
def test_what_steers_a_listing_makes_it_anew(
    calf: Calf, lived: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    calf("history")
    spoil(lived, "history")
    monkeypatch.setenv(name, {"TZ": "Asia/Tokyo", "CALFCOACH_LEVEL": "full"}.get(name, "1"))

    assert "kept" not in calf("history").out
