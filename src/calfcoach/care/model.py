"""The nouns of care: flag, condition, ruling. Frozen values.

Owns what they *are*, and hands the day's answer on from `day`. The questions and the table stand in
`library/care/`, `data` reads them, `rules` decides.
"""

from __future__ import annotations

from calfcoach.care.day import SORE_FROM, VERY_SORE_FROM, DayAnswer
from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.model import Routine
    from calfcoach.source import Source

__all__ = (
    "FLARE",
    "SORE_FROM",
    "VERY_SORE_FROM",
    "Condition",
    "DayAnswer",
    "Door",
    "Effect",
    "Fitted",
    "Flag",
    "LeftOut",
    "Ruling",
    "Said",
    "Tier",
)

FLARE = "flare"


class Tier(StrEnum):
    """How soon help is needed."""

    EMERGENCY = "emergency"
    TODAY = "today"


class Door(StrEnum):
    """How an open flag can be cleared."""

    CLINICIAN = "clinician"  # seen by one, and what they said
    MISTAKE = "mistake"  # the wrong key; the same day only
    PASSED = "passed"  # it went by itself; a few flags only


class Said(StrEnum):
    """What the clinician said, at the door of that name."""

    FINE = "fine"
    GENTLE = "gentle"
    NOT_YET = "not-yet"


class Effect(StrEnum):
    """What a condition does to a technique. In order of strictness."""

    ALLOW = "allow"
    LIGHT = "light"
    BLOCK = "block"


@frozen
class Flag:
    """Something that is a reason to get help now, and that nothing is coached with.

    `id` is kept in the history; `no` is its number on the first page (1–9). `ask` is the line
    on that page, `confirm` the same in words for the question "is that right?", `do` what to
    do now, a sentence each, `back` what would bring it back after it passed.
    """

    id: str
    no: int
    tier: Tier
    ask: str
    confirm: str
    do: tuple[str, ...]
    doors: tuple[Door, ...]
    back: str = ""
    sources: tuple[Source, ...] = ()


@frozen
class Condition:
    """Something good to know, which limits and never blocks all. `no` is its number on the second
    page (1–12); 0 for one that follows from another answer (an injury under 72 hours, a clinician
    who said "gentle only"). `then` is a second question asked after a yes (y/n), which adds the
    condition `then_id`."""

    id: str
    no: int
    ask: str
    label: str
    then: str = ""
    then_id: str = ""
    sources: tuple[Source, ...] = ()


@frozen
class Ruling:
    """What is decided for one exercise: `why` it is blocked, or the `advice` it needs."""

    effect: Effect = Effect.ALLOW
    why: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@frozen
class LeftOut:
    """An exercise that a routine goes without, and the reason in one sentence."""

    title: str
    why: str


@frozen
class Fitted:
    """A routine as a person may do it now; None where nothing is left of it."""

    routine: Routine | None
    left_out: tuple[LeftOut, ...] = ()
    advice: tuple[str, ...] = ()
