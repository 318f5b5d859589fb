"""The tones of a session as (time, tone), and a listener who knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from virtual import VirtualTerminal

from calfcoach.earcons import KNOCK_AFTER_S, Sounding, tone_of
from calfcoach.events import Command, Event, Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.phase import Coaching
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.timeline import Options, Timeline, compile_routine


class Tones:
    """A driver that keeps which tone sounds when, in seconds. A panned one names its side."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.heard: list[tuple[float, str]] = []
        self._quiet = quiet

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        sounding = tone_of(events, snapshot, quiet=self._quiet)
        if sounding is not None:
            self.heard += told(sounding, now)
        return None


def told(sounding: Sounding, at: float) -> list[tuple[float, str]]:
    """A sounding and what follows it as (time, tone)."""
    side = "" if sounding.side.value == "both" else f" {sounding.side.value}"
    lines = [(round(at, 3), f"{sounding.tone.value}{side}")]
    if sounding.then is not None:
        lines.append((round(at + KNOCK_AFTER_S, 3), sounding.then.value))
    return lines


def tones(
    made: Timeline,
    *keys: tuple[float, Command],
    gaps: Iterable[tuple[float, float]] = (),
    muted: bool = False,
    quiet: bool = False,
) -> list[tuple[float, str]]:
    """All tones of a session."""
    driver = Tones(quiet=quiet)
    play(Session(made, muted=muted), VirtualTerminal(keys, gaps=gaps), [driver])
    return sorted(driver.heard)


def shipped(name: str, coaching: Coaching | None = None) -> Timeline:
    """A shipped routine as it is done without any wish."""
    routine = Catalog(find_folders({"CALFCOACH_HOME": "/nonexistent"})).routine(name)
    return compile_routine(routine, Options(), coaching or Coaching())


def phases_heard(heard: Sequence[tuple[float, str]]) -> list[tuple[str, float]]:
    """What phases a session had, and when each began, by its tones alone."""
    phases: list[tuple[str, float]] = []
    for at, tone in heard:
        name = tone.split()[0]
        kind, since = phases[-1] if phases else ("", 0.0)
        if name == "prepare" and kind == "rest" and abs(at - since - KNOCK_AFTER_S) < 0.001:
            phases[-1] = ("prepare", since)  # it was no rest: something new comes
        elif name == "prepare" and kind != "work":  # in work it asks to look at the skin
            phases.append(("prepare", at))
        elif name == "start" and kind != "work":
            phases.append(("work", at))
        elif name == "end":
            phases.append(("rest", at))
        elif name in ("switch", "done"):
            phases.append((name, at))
    return phases
