"""What each form of an amount says: a match of its pattern, put into the amounts so far.

Owns what is said. A taker answers None where the line has said such a thing before: then the
amount is kept as one that found no room. Knows no exercise and none of the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from calfcoach.authoring.amounts import Amounts, seconds_of
from calfcoach.frozen import replace

Take = Callable[[Amounts, re.Match[str]], Amounts | None]

_PER_DAY_MOST = 24
_DAYS_MOST = 7


def tempo(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """Seconds up, held, down; a beat that is not said is none."""
    if found.tempo:
        return None
    beats = [beat or "0" for beat in match.groups()]
    if len(beats) == 4 and match[4] is None:
        beats.pop()
    return replace(found, tempo="-".join(beats))


def load(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """A weight; of "2 x 5 kg" nothing, for a step has one."""
    if found.load or match[1]:
        return None
    return replace(found, load=f"{match[2].replace(',', '.')} {match[3].rstrip('s')}")


def rest(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """The rest between sets."""
    return None if found.rest_s is not None else replace(found, rest_s=seconds_of(match[1]))


def top(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """A hold at the top of a rep."""
    return None if found.top_s is not None else replace(found, top_s=seconds_of(match[1]))


def _least(found: Amounts, text: str, whole: str) -> tuple[int, Amounts]:
    """The lower end of "2-3", with a doubt where it is a range."""
    least, _, most = _count(text).partition("-")
    doubt = (f"{whole.strip()} was read as {least}.",) if most else ()
    return int(least), replace(found, doubts=(*found.doubts, *doubt))


def per_day(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """How often a day."""
    number, doubted = _least(found, match[1], match[0])
    room = not found.per_day and 1 <= number <= _PER_DAY_MOST
    return replace(doubted, per_day=number) if room else None


def days(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """On how many days a week."""
    number, doubted = _least(found, match[1], match[0])
    room = not found.days and 1 <= number <= _DAYS_MOST
    return replace(doubted, days=number) if room else None


def per_day_in_words(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """ "Daily", "twice a day"."""
    return None if found.per_day else replace(found, per_day=2 if "twice" in match[0] else 1)


def days_in_words(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """ "Once a week"."""
    return None if found.days else replace(found, days=2 if "twice" in match[0] else 1)


def no_room(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """What a routine cannot say, such as how often an hour."""
    del found, match
    return None


def lengths(sets: int, length: int) -> Take:
    """A length and a number of sets, by their groups."""

    def taken(found: Amounts, match: re.Match[str]) -> Amounts | None:
        if found.sets or found.length_s is not None:
            return None
        held = "hold" in match[0]
        return replace(found, sets=int(match[sets]), length_s=seconds_of(match[length]), held=held)

    return taken


def counts(sets: int, reps: int) -> Take:
    """A count and a number of sets, by their groups."""

    def taken(found: Amounts, match: re.Match[str]) -> Amounts | None:
        if found.sets or found.reps or found.bare:
            return None
        return replace(found, sets=int(match[sets]), reps=_count(match[reps]))

    return taken


def some_steps(sets: int, steps: int) -> Take:
    """Foot steps and, where it has a group, a number of sets."""

    def taken(found: Amounts, match: re.Match[str]) -> Amounts | None:
        if found.steps is not None or (sets and found.sets):
            return None
        stepped = replace(found, steps=int(match[steps]))
        return replace(stepped, sets=int(match[sets])) if sets else stepped

    return taken


def bare(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """ "3 x 12": the sets first, unless the first number is the larger one."""
    if found.sets or found.reps or found.bare:
        return None
    first, second = _count(match[1]), _count(match[2])
    swapped = int(first.partition("-")[0]) > int(second.partition("-")[0])
    if "-" in (second if swapped else first):
        return None  # a range of sets
    sets, reps = (second, first) if swapped else (first, second)
    doubts = found.doubts
    if (swapped and "-" not in first) or match[0].strip().startswith("x"):
        doubts = (*doubts, f"{match[0].strip()} was read as {sets} sets of {reps}.")
    return replace(found, sets=int(sets), bare=reps, doubts=doubts)


def counts_bare(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """ "3 sets of 12", whatever 12 counts."""
    if found.sets or found.reps or found.bare:
        return None
    return replace(found, sets=int(match[1]), bare=_count(match[2]))


def sets_of_most(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """Sets of as many as one can."""
    if found.sets or found.to_failure:
        return None
    return replace(found, sets=int(match[1]), to_failure=True)


def sets(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """A number of sets alone."""
    return None if found.sets else replace(found, sets=int(match[1]))


def reps(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """A count alone."""
    return None if found.reps or found.bare else replace(found, reps=_count(match[1]))


def length(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """A length alone."""
    if found.length_s is not None:
        return None
    return replace(found, length_s=seconds_of(match[1]), held="hold" in match[0])


def to_failure(found: Amounts, match: re.Match[str]) -> Amounts | None:
    """As many as one can."""
    del match
    return replace(found, to_failure=True)


def sides(name: str) -> Take:
    """The legs, by the name that `Amounts` has for them."""

    def taken(found: Amounts, match: re.Match[str]) -> Amounts | None:
        del match
        return None if found.sides not in ("", name) else replace(found, sides=name)

    return taken


def _count(text: str) -> str:
    return text.replace(" ", "")
