"""The nouns of care: flag, condition, ruling. Frozen values.

Owns what they *are*. The questions and the table stand in `library/care/`, `data` reads them,
`rules` decides.
"""

from __future__ import annotations

from enum import StrEnum

from calfcoach.frozen import frozen
from calfcoach.model import Routine, Source

SORE_FROM = 4  # of 10: from here no raises, no rolling, half the stretch
VERY_SORE_FROM = 6  # of 10: from here rest, or the routine below
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
class DayAnswer:
    """The day's question: "usual", "sore" with `sore` 0–10, "new" with the `flag` it opened, or
    "not asked". `kept` is how it stands in the history."""

    word: str = "not asked"
    sore: int | None = None
    flag: str = ""

    @property
    def kept(self) -> str:
        """ "usual", "sore 4", "new swollen" or "not asked"."""
        return " ".join(str(p) for p in (self.word, self.sore, self.flag) if p not in (None, ""))


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
