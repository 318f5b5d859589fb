"""Signals at random moments of a session, alone and in storms, on a real pseudo-terminal.

After each the terminal is as before and the history tells the truth. `make torture` does more.
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from processes import HOLD, REP, agree, pass_time, routine_file, sessions, wait_until
from truth import is_truthful
from viewer import Viewer, viewer

from calfcoach.records import Status

pytestmark = pytest.mark.tty

STORMS = int(os.environ.get("CALFCOACH_TEST_STORMS", "16"))
SHARDS = 4
AT_ONCE = 4  # sessions beside each other: most of their time is waiting
STORM_S = 2.4  # from before the first frame until after some work, at most
HARMLESS = (signal.SIGWINCH, signal.SIGPIPE, signal.SIGSTOP, signal.SIGTSTP, signal.SIGCONT)
ENDING = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
STATUS = {130: Status.STOPPED, 143: Status.INTERRUPTED, 129: Status.INTERRUPTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """Which signals come when, in seconds; and those at its end, one of which ends it."""

    gusts: list[tuple[float, signal.Signals]]
    ends_at: float
    ending: list[signal.Signals]
    plain: bool

    @property
    def code(self) -> int:
        (number,) = ENDING.keys() & self.ending
        return ENDING[number]


def storm(chance: random.Random) -> Storm:
    number, ends_at = chance.randint(0, 12), chance.uniform(0.0, STORM_S)
    moments = sorted(chance.uniform(0.0, ends_at) for _ in range(number))
    return Storm(
        gusts=[(at, chance.choice(HARMLESS)) for at in moments],
        ends_at=ends_at,
        ending=[*chance.sample([*HARMLESS], chance.randint(0, 2)), chance.choice(list(ENDING))],
        plain=chance.random() < 0.25,
    )


@dataclass(slots=True)
class Exposed:
    """A session in a storm."""

    one: Viewer
    home: Path
    storm: Storm
    began: float

    def has_begun(self) -> bool:
        self.one.looks()
        return ("Start." if self.storm.plain else "\x1b[?1049h") in self.one.screen


def storms_of(shard: int) -> int:
    return STORMS // SHARDS + (shard < STORMS % SHARDS)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_after_a_storm_of_signals_the_terminal_is_as_before_and_the_log_is_true(
    tmp_path: Path, shard: int
) -> None:
    chance = random.Random(shard)
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{HOLD}\nsets = 20", switch="0.1s")
    storms = [storm(chance) for _ in range(storms_of(shard))]
    for first in range(0, len(storms), AT_ONCE):
        with ExitStack() as all_at_once:
            exposed = []
            for no, each in enumerate(storms[first : first + AT_ONCE], start=first):
                home = tmp_path / str(no)
                agree(home)
                words = ("run", path, "--mute", "--yes", *(["--plain"] if each.plain else []))
                looking = viewer(*words, job=True, CALFCOACH_HOME=str(home))
                began = time.monotonic()
                one = all_at_once.enter_context(looking)
                exposed.append(Exposed(one=one, home=home, storm=each, began=began))
            blow(exposed)
            for each_one in exposed:
                stands_after(each_one)


def blow(exposed: list[Exposed]) -> None:
    """Send every signal to its session at its time, and the one that ends it last."""
    gusts: list[tuple[float, Exposed, signal.Signals | None]]
    gusts = [(at, each, number) for each in exposed for at, number in each.storm.gusts]
    gusts += [(each.storm.ends_at, each, None) for each in exposed]
    began = time.monotonic()
    for at, each, number in sorted(gusts, key=lambda gust: gust[0]):
        pass_time(max(0.0, began + at - time.monotonic()))
        if number is None:
            end(each)
        else:
            each.one.sends(number)
            each.one.looks()


def end(each: Exposed) -> None:
    each.one.sends(signal.SIGCONT)  # it may stand still
    # Python itself answers, or loses, what comes while it starts.
    wait_until(each.has_begun)
    pid = each.one.pid
    with suppress(ProcessLookupError):  # it may be quicker than we are
        for number in (*each.storm.ending, signal.SIGCONT):
            os.kill(pid, number)


def stands_after(each: Exposed) -> None:
    code = each.one.leaves()
    wall_s = time.monotonic() - each.began
    assert code == each.storm.code, each.storm
    assert each.one.settings_now() == each.one.settings, each.storm
    assert not each.one.hides_cursor(), each.storm
    assert each.one.screen.count("\x1b[?1049h") == 0 or each.one.on_main_screen, each.storm
    assert not (each.home / "state").exists(), each.storm
    (session,) = sessions(each.home)
    if session.status is Status.RUNNING:  # hit before it heard signals: as if killed
        assert session.work == (), each.storm
    else:
        assert session.status is STATUS[code], each.storm
        is_truthful(session, wall_s)
