"""What all tests share: nobody's real history is ever touched, nothing reaches another machine,
and a way to type a command."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import pytest
from no_network import seal

from calfcoach.__main__ import guarded

_OURS = ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "LINES", "VISUAL", "EDITOR")
_FOR_TESTS = ("CALFCOACH_HOME", "CALFCOACH_REWRITE", "CALFCOACH_TEST_KILLS")


def pytest_configure() -> None:
    """Before a worker is started: each inherits the seal, and so does all that it starts."""
    seal()
    usual: dict[signal.Signals, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGHUP: signal.SIG_DFL,
    }
    for number, handler in usual.items():  # ignored by nohup, and behind a shell's `&`
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait at a terminal stand evenly among those that compute: one after the other they
    leave the processors idle, as all workers then wait at once."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    placed: list[tuple[float, list[pytest.Item]]] = []
    for waits in (True, False):
        kind = [each for path, each in files.items() if (path.parent.name == "tty") is waits]
        ends = list(accumulate(map(len, kind)))
        placed += [
            ((end - len(each) / 2) / ends[-1], each) for end, each in zip(ends, kind, strict=True)
        ]
    placed.sort(key=lambda one: one[0])
    items[:] = [item for _, each in placed for item in each]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new path for each test; nothing is made there until a test or the program makes it."""
    base = tmp_path_factory.mktemp("homes")
    return (base / f"home-{number}" for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of CalfCoach's own; no test can reach another."""
    folder = next(homes)
    monkeypatch.setenv("CALFCOACH_HOME", str(folder))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # many processes are started
    settings = [name for name in os.environ if name.startswith("CALFCOACH_")]
    for name in {*_OURS, *settings}.difference(_FOR_TESTS):
        monkeypatch.delenv(name, raising=False)
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def calf(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """`calf("list", "--json")` types `calfcoach list --json`, with nothing on stdin and no
    terminal, in this process."""

    def type_it(*arguments: str) -> Result:
        capsys.readouterr()
        code = guarded(list(arguments))
        captured = capsys.readouterr()
        return Result(code=code, out=captured.out, err=captured.err)

    return type_it
