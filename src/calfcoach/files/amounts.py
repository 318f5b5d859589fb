"""How amounts are read: durations, tempo, numbers of reps.

Readers as in `values`. Knows the ways in which seconds and reps may be written, no keys.
"""

from __future__ import annotations

import re

from calfcoach.files.problems import Spot, as_written
from calfcoach.frozen import frozen
from calfcoach.model import Tempo

REPS_MAX = 200
BEAT_MAX_S = 60

_SECONDS = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)s|([0-9]{1,6})")
_MINUTES = re.compile(r"([0-9]{1,4})m(?:([0-5]?[0-9](?:\.[0-9]{1,3})?)s)?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_LOOSE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*(s|m)[a-z.]*|([0-9]{1,6}\.[0-9]{1,3})", re.I)
_HOURS = re.compile(r"([0-9]{1,2})\s*h[a-z.]*", re.I)
_SEPARATORS = re.compile(r"\s*[-/:,x–\s]\s*")
_LEADING = re.compile(r"([0-9]{1,3})(?![0-9.,-])")
_GUESSED_CHARS = 40
_SETS = re.compile(r"([0-9]{1,2})\s*[x×*]\s*([0-9]{1,3})")
_BEAT = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})?")
_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")


@frozen
class Duration:
    """Seconds as a float from "30s", "1m30s", "1:30", "90" or 90; both ends are allowed."""

    low_s: float
    high_s: float
    example: str = "30s"

    def __call__(self, value: object, spot: Spot) -> float | None:
        """Read a duration in seconds."""
        seconds = _seconds(value)
        if seconds is None:
            spot.report(
                f'{spot.name} must be a duration such as "{self.example}", got {as_written(value)}',
                spot.write(f'"{_guess(value) or self.example}"'),
            )
            return None
        if not self.low_s <= seconds <= self.high_s:
            low, high = duration_words(self.low_s), duration_words(self.high_s)
            nearest, way = (low, "more") if seconds < self.low_s else (high, "less")
            text = nearest.replace(" min", "m").replace(" ", "")
            spot.report(
                f"{spot.name} can be {low} to {high}, got {as_written(value)}",
                spot.write(f'"{text}" or {way}'),
            )
            return None
        return float(seconds)


def duration_words(seconds: float) -> str:
    """A length in words: 45 s, 10 min, 1 min 30 s."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or (rest and seconds < 60):
        return f"{seconds:g} s"
    return f"{minutes:.0f} min {rest:g} s" if rest else f"{minutes:.0f} min"


def _seconds(value: object) -> float | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None  # not yet a float: it may be too large for one
    if not isinstance(value, str):
        return None
    if found := _SECONDS.fullmatch(value):
        return float(found[1] or found[2])
    if found := _MINUTES.fullmatch(value) or _CLOCK.fullmatch(value):
        return int(found[1]) * 60 + float(found[2] or 0)
    return None


def _guess(value: object) -> str:
    """What was probably meant by "30 sec", "2 min" or 2.5; empty where nobody can know."""
    text = str(value) if isinstance(value, float) else value
    if isinstance(text, str) and (hours := _HOURS.fullmatch(text)):
        return f"{int(hours[1]) * 60}m"
    found = _LOOSE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return ""
    guess = f"{found[3]}s" if found[3] else f"{found[1]}{found[2].lower()}"
    return guess if _seconds(guess) is not None else ""


@frozen
class TempoText:
    """A tempo such as "2-3-3" or "2-3-3-1": seconds up, hold, down, pause."""

    def __call__(self, value: object, spot: Spot) -> Tempo | None:
        """Read a tempo of three or four beats, one of them longer than 0 s."""
        beats = value.split("-") if isinstance(value, str) else []
        fits = len(beats) in (3, 4) and all(_BEAT.fullmatch(beat) for beat in beats)
        if not fits or any(float(beat) > BEAT_MAX_S for beat in beats):
            spot.report(
                f'{spot.name} must be seconds up-hold-down such as "2-3-3", '
                f"each 0 to {BEAT_MAX_S}, got {as_written(value)}",
                spot.write(f'"{_guessed_tempo(value)}"'),
            )
            return None
        seconds = [float(beat) for beat in beats]
        if not any(seconds):
            spot.report(
                f"{spot.name} needs at least one beat longer than 0 s, got {as_written(value)}",
                spot.write('"2-3-3"'),
            )
            return None
        up, hold, down, *pause = seconds
        return Tempo(up_s=up, hold_s=hold, down_s=down, pause_s=sum(pause))


def _guessed_tempo(value: object) -> str:
    """What was probably meant by "2/3/3" or "2 - 3 - 3"; else an example."""
    beats = _SEPARATORS.split(value.strip()[:40]) if isinstance(value, str) else []
    fits = len(beats) in (3, 4) and all(_BEAT.fullmatch(beat) for beat in beats)
    if not fits or not 0 < max(map(float, beats)) <= BEAT_MAX_S:
        return "2-3-3"
    return "-".join(beats)


@frozen
class CountText:
    """A number of reps: 12, "10-12" or "max"."""

    def __call__(self, value: object, spot: Spot) -> Count | None:
        """Read a number of reps, 1 to 200."""
        least, reps = 0, 0
        if isinstance(value, int) and not isinstance(value, bool):
            least = reps = value
        elif value == "max":
            return Count(reps=0, least=0)
        elif isinstance(value, str) and (found := _RANGE.fullmatch(value)):
            least, reps = int(found[1]), int(found[2])
            reps = reps if least < reps else 0
        if 1 <= least <= reps <= REPS_MAX:
            return Count(reps=reps, least=least)
        spot.report(
            f'{spot.name} must be 1 to {REPS_MAX}, a range such as "10-12" or "max", '
            f"got {as_written(value)}",
            _guessed_count(value, spot),
        )
        return None


def _guessed_count(value: object, spot: Spot) -> str:
    """The hint for "2 x 12" or "12 reps"; else an example."""
    text = value.strip() if isinstance(value, str) and len(value) < _GUESSED_CHARS else ""
    if found := _SETS.fullmatch(text):
        return f"{spot.write(str(int(found[2])))} and sets = {int(found[1])}"
    found = _LEADING.match(text)
    return spot.write(found[1] if found and 1 <= int(found[1]) <= REPS_MAX else "12")


@frozen
class Count:
    """A number of reps as a file gives it: aim for `reps`, done from `least`; both 0 for max."""

    reps: int
    least: int

    @property
    def to_failure(self) -> bool:
        """Whether as many as one can are meant."""
        return self.reps == 0
