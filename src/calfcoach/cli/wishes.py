"""What the options of `run` ask for, read and checked; and kept, so that a resumed session
is the same one."""

from __future__ import annotations

import json
from pathlib import Path

from calfcoach.frozen import frozen, replace
from calfcoach.model import Routine
from calfcoach.terms import Advance, Level, Side

WHAT_IS_DUE = ""  # no routine was named


@frozen
class Wishes:
    """The options of one `run`. `routine` is a name or a path as given, or `WHAT_IS_DUE`;
    `conditions` and `sore` are no options but what the routine was fitted to, `plan` what tells the
    doses of the plan that it was given ("" for those of its file). `own_level`: the level was asked
    for just now, and wins over the plan."""

    routine: str
    level: Level
    side: Side = Side.BOTH
    within_s: float | None = None
    start_at: int = 1
    resume: bool = False
    manual: bool = False
    yes: bool = False
    mute: bool | None = None  # None: as the routine wishes
    voice: bool | None = None  # None: as the settings say
    plain: bool = False
    big: bool = False
    ascii: bool = False
    speed: float | None = None
    conditions: tuple[str, ...] = ()
    sore: int | None = None
    plan: str = ""
    own_level: bool = False


def waits_for_keys(routine: Routine, wishes: Wishes) -> bool:
    """Whether a session of these would stand still without a keyboard."""
    steps = routine.each_step()
    return wishes.manual or any(step.pacing.advance is Advance.MANUAL for step in steps)


def as_kept(wishes: Wishes) -> str:
    """What the history keeps, as JSON: enough to lay out the same session again."""
    routine = wishes.routine
    if "/" in routine or routine.endswith(".toml"):
        routine = str(Path(routine).absolute())
    kept = {
        "routine": routine,
        "level": wishes.level.value,
        "side": wishes.side.value,
        "within_s": wishes.within_s,
        "start_at": wishes.start_at,
        "manual": wishes.manual,
        "conditions": list(wishes.conditions),
        "sore": wishes.sore,
        "plan": wishes.plan,
    }
    return json.dumps(kept)  # in ASCII: a path may hold bytes that are no text


def from_kept(text: str, now: Wishes) -> Wishes | None:
    """The wishes of a session that broke off; how it sounds and what is asked is as `now`.
    None where they cannot be read."""
    try:
        kept = json.loads(text)
        return replace(
            now,
            routine=str(kept["routine"]),
            level=Level(kept["level"]),
            side=Side(kept["side"]),
            within_s=None if kept["within_s"] is None else float(kept["within_s"]),
            start_at=int(kept["start_at"]),
            manual=bool(kept["manual"]),
            conditions=tuple(str(each) for each in kept.get("conditions", ())),
            sore=None if kept.get("sore") is None else int(kept["sore"]),
            plan=str(kept.get("plan", "")),
        )
    except (ValueError, KeyError, TypeError):
        return None
