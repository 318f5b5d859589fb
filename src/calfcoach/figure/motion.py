"""Which pose a figure has at a moment of the work.

Owns the steps of the movement: whole seconds, so that few frames are drawn. Knows no session and
no clock: it is told the seconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach.figure.model import Figure, Motion

OWN_STROKE_S = 3.0  # one stroke, where nobody says how long it lasts
OWN_POSE_S = 3.0  # one pose, where nobody says at which tempo: each costs half a kilobyte
_STEP_S = 1.0
_PLACES = 2  # between two poses of a rep: more of them cost more than they show
_EPSILON_S = 1e-6


def place(
    figure: Figure,
    *,
    elapsed_s: float,
    beats_s: Sequence[float] = (),
    stroke_s: float = 0.0,
    part: int = 0,
) -> float:
    """Where between the poses a figure is after `elapsed_s` of the work, for `drawn(at=…)`.

    `beats_s` are the seconds up, held, down and paused of one rep, `stroke_s` those of one
    stroke or pass; where they are not known the figure goes at a calm pace of its own. `part`
    counts the parts that come in turn, from 0. It is always where a second will end, so that it
    moves as soon as a beat begins.
    """
    last = len(figure.poses) - 1
    if last < 1 or not math.isfinite(elapsed_s):
        return 0.0
    elapsed_s = max(0.0, elapsed_s) + _EPSILON_S
    match figure.motion:
        case Motion.STILL:
            return float(last)  # what is held is where the way there ends
        case Motion.TEMPO if sum(beats_s) > 0:
            return _of_rep(elapsed_s % sum(beats_s), beats_s, last, figure.top)
        case Motion.TEMPO:
            return float(last * (math.floor(elapsed_s / OWN_POSE_S) % 2))
        case Motion.ALTERNATE:
            return float(math.floor(elapsed_s / OWN_POSE_S) % (last + 1))
        case Motion.PARTS:
            return float(part % (last + 1))
        case Motion.STROKE | Motion.ROLL:
            lasts_s = stroke_s or OWN_STROKE_S
            share = _share(elapsed_s % lasts_s, lasts_s)
            back = figure.motion is Motion.ROLL and math.floor(elapsed_s / lasts_s) % 2
            return last * (1 - share if back else share)


def _of_rep(into_s: float, beats_s: Sequence[float], last: int, top: int | None) -> float:
    """Where a rep is: up to its top, there while it is held, and from there to the last pose, or
    back the way it came where the last one is the top."""
    up_s, hold_s, down_s, *_ = (*beats_s, 0.0, 0.0, 0.0)
    highest = last if top is None else min(max(top - 1, 0), last)
    if into_s < up_s:
        return _stepped(highest * _share(into_s, up_s))
    into_s -= up_s + hold_s
    if into_s < 0:
        return float(highest)
    if into_s >= down_s:
        return 0.0
    share = _share(into_s, down_s)
    if highest < last:
        return highest + _stepped((last - highest) * share)
    return highest - _stepped(highest * share)


def _stepped(way: float) -> float:
    """A way in whole steps; half a step is taken at once, so that no beat begins without one."""
    return math.floor(way * _PLACES + 0.5 + _EPSILON_S) / _PLACES


def _share(into_s: float, lasts_s: float) -> float:
    """Which part of a beat is over when the second that runs will have ended."""
    return min(1.0, (math.floor(into_s / _STEP_S) + 1) * _STEP_S / lasts_s)
