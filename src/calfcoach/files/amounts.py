"""How amounts are read: durations, tempo, numbers of reps.

Readers as in `values`. Knows the ways in which seconds and reps may be written, no keys.
"""

from __future__ import annotations

from calfcoach.files.problems import Spot, as_written, has_content, listed, refuse_unsafe
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.model import Tempo

REPS_MAX = 200
BEAT_MAX_S = 60

_CHARS = 200  # that are looked at for control characters; what is longer is no amount
# Patterns are texts here: to compile them all took 2 ms of every start, and few are ever needed.
_SECONDS = r"([0-9]{1,6}(?:\.[0-9]{1,3})?)s|([0-9]{1,6})"
_MINUTES = r"([0-9]{1,4})m(?:([0-5]?[0-9](?:\.[0-9]{1,3})?)s)?"
_CLOCK = r"([0-9]{1,4}):([0-5][0-9])"
_BEAT = r"[0-9]{1,2}(?:\.[0-9]{1,3})?"
_RANGE = r"([0-9]{1,3})-([0-9]{1,3})"


@frozen
class Duration:
    """Seconds as a float from "30s", "1m30s", "1:30", "90" or 90; both ends are allowed.

    `in_sets`: it may be told what to do about "3x30s", as there is a key for the sets.
    """

    low_s: float
    high_s: float
    example: str = "30s"
    in_sets: bool = False

    def __call__(self, value: object, spot: Spot) -> float | None:
        """Read a duration in seconds."""
        seconds = _seconds(value)
        if seconds is not None and self.low_s <= seconds <= self.high_s:
            return float(seconds)
        if isinstance(value, str) and refuse_unsafe(value[:_CHARS], spot):
            return None
        from calfcoach.files.meant import meant_seconds  # late: only for what is wrong

        if seconds is None and (meant := meant_seconds(value)) is not None:
            if self.low_s <= meant <= self.high_s:
                self._refuse(value, spot, spot.write(f'"{duration_text(meant)}"'))
                return None
            seconds = meant  # to say only how it is written would lead to a second error
        if seconds is None:
            self._refuse(value, spot, self._hint(value, spot))
            return None
        low, high = duration_words(self.low_s), duration_words(self.high_s)
        nearest, way = (self.low_s, "more") if seconds < self.low_s else (self.high_s, "less")
        spot.report(
            f"{spot.name} can be {low} to {high}, got {as_written(value)}",
            spot.write(f'"{duration_text(nearest)}" or {way}'),
        )
        return None

    def _refuse(self, value: object, spot: Spot, hint: str) -> None:
        spot.report(
            f'{spot.name} must be a duration such as "{self.example}", got {as_written(value)}',
            hint,
        )

    def _hint(self, value: object, spot: Spot) -> str:
        """What to do where the length is not told alone. Where something is told, an example
        would be another length than was meant."""
        from calfcoach.files.meant import meant_seconds, meant_sets_of, without_each

        said, each = without_each(value) if self.in_sets else (value, False)
        sets, seconds = meant_sets_of(said) or (0, meant_seconds(said))
        if self.in_sets and seconds is not None and self.low_s <= seconds <= self.high_s:
            return _with_keys(spot.write(f'"{duration_text(seconds)}"'), sets, each)
        if has_content(value, spot):
            return 'durations look like "30s", "1m30s" or "1:30"'
        return spot.write(f'"{self.example}"')


def duration_text(seconds: float) -> str:
    """A length as it may stand in a file: 45s, 90s, 10m, 2m30s."""
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        return f"{minutes:.0f}m"
    return f"{seconds:g}s" if seconds < 120 else f"{minutes:.0f}m{rest:g}s"


def _with_keys(text: str, sets: int, each: bool) -> str:
    """A hint with the other keys that belong to what was meant."""
    keys = [f"sets = {sets}"] * bool(sets) + ['sides = "each"'] * each
    return listed([text, *keys], "and")


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
    plain = value.removesuffix("s")
    if plain.isascii() and plain.isdigit() and len(plain) <= 6:
        return float(plain)
    import re  # late: most lengths are plain

    if found := re.fullmatch(_SECONDS, value):
        return float(found[1] or found[2])
    if found := re.fullmatch(_MINUTES, value) or re.fullmatch(_CLOCK, value):
        return int(found[1]) * 60 + float(found[2] or 0)
    return None


@frozen
class TempoText:
    """A tempo such as "2-3-3" or "2-3-3-1": seconds up, hold, down, pause."""

    def __call__(self, value: object, spot: Spot) -> Tempo | None:
        """Read a tempo of three or four beats, one of them longer than 0 s."""
        if isinstance(value, str) and refuse_unsafe(value[:_CHARS], spot):
            return None
        import re

        beats = value.split("-") if isinstance(value, str) else []
        fits = len(beats) in (3, 4) and all(re.fullmatch(_BEAT, beat) for beat in beats)
        if not fits or any(float(beat) > BEAT_MAX_S for beat in beats):
            spot.report(
                f'{spot.name} must be seconds up-hold-down such as "2-3-3", '
                f"each 0 to {BEAT_MAX_S}, got {as_written(value)}",
                _tempo_hint(value, spot),
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
        from calfcoach.model import Tempo  # late: who reads routines has it already

        return Tempo(up_s=up, hold_s=hold, down_s=down, pause_s=sum(pause))


def _tempo_hint(value: object, spot: Spot) -> str:
    """What was probably meant by "2/3/3" or "2,5 - 1 - 3"; else the rule, or an example."""
    import re

    from calfcoach.files.meant import meant_tempo

    beats = meant_tempo(value)
    if (
        beats
        and 0 < max(map(float, beats)) <= BEAT_MAX_S
        and all(re.fullmatch(_BEAT, beat) for beat in beats)
    ):
        return spot.write(f'"{"-".join(beats)}"')
    if has_content(value, spot):
        return "three or four numbers, a hyphen between each two"
    return spot.write('"2-3-3"')


@frozen
class CountText:
    """A number of reps: 12, "10-12" or "max"."""

    def __call__(self, value: object, spot: Spot) -> Count | None:
        """Read a number of reps, 1 to 200."""
        if isinstance(value, str) and refuse_unsafe(value[:_CHARS], spot):
            return None
        least, reps = 0, 0
        if isinstance(value, int) and not isinstance(value, bool):
            least = reps = value
        elif value == "max":
            return Count(reps=0, least=0)
        elif isinstance(value, str):
            least, reps = _range(value)
        if 1 <= least <= reps <= REPS_MAX:
            return Count(reps=reps, least=least)
        spot.report(
            f'{spot.name} must be 1 to {REPS_MAX}, a range such as "10-12" or "max", '
            f"got {as_written(value)}",
            _reps_hint(value, spot),
        )
        return None


def _range(text: str) -> tuple[int, int]:
    """Both ends of "10-12"; zeros for what is none."""
    import re

    found = re.fullmatch(_RANGE, text)
    least, reps = (int(found[1]), int(found[2])) if found else (0, 0)
    return (least, reps) if least < reps else (0, 0)


def _reps_hint(value: object, spot: Spot) -> str:
    """The hint for "2 x 12", "12 reps" or "10 to 12"; else the rule, or an example."""
    from calfcoach.files.meant import meant_reps, without_each

    if isinstance(value, int) and not isinstance(value, bool):
        return spot.write("1 or more" if value < 1 else f"{REPS_MAX} or less")
    said, each = without_each(value)
    if (found := meant_reps(said)) is not None:
        sets, least, most = found
        if 1 <= least <= most <= REPS_MAX:
            text = spot.write(str(most) if least == most else f'"{least}-{most}"')
            return _with_keys(text, sets, each)
    if has_content(value, spot):
        return 'reps look like 12, "10-12" or "max"'
    return spot.write("12")


@frozen
class Count:
    """A number of reps as a file gives it: aim for `reps`, done from `least`; both 0 for max."""

    reps: int
    least: int

    @property
    def to_failure(self) -> bool:
        """Whether as many as one can are meant."""
        return self.reps == 0
