"""Control characters that stand raw in a file, each with its place.

Owns which of them a file may not hold where the parser takes them. Only a file with one in it
costs this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from calfcoach.errors import CoachError
from calfcoach.files.places import PlacedError, joined, place_at
from calfcoach.files.problems import code_point

CONTROLS_TOLD = 20


def controls_in(text: str, where: str, steering: str) -> tuple[CoachError, ...]:
    """An error for each character of a text that matches, the first 20 of them, and one more
    where there are others."""
    found = list(islice(re.finditer(steering, text), CONTROLS_TOLD + 1))
    told = tuple(_error(text, where, one) for one in found[:CONTROLS_TOLD])
    if len(found) == len(told):
        return told
    more = f"there are more control characters than these {CONTROLS_TOLD}"
    return (*told, CoachError(more, where=where, hint="remove these first"))


def with_controls(controls: Iterable[CoachError], error: CoachError) -> CoachError:
    """The control characters in front of all else that is wrong; what `error` says of the same
    character is left out."""
    first = tuple(controls)
    there = {(one.where.partition("  ")[0], one.hint) for one in first}
    rest = [error, *error.others]
    rest = [one for one in rest if (one.where.partition("  ")[0], one.hint) not in there]
    return joined([*first, *rest])


def _error(text: str, where: str, found: re.Match[str]) -> CoachError:
    code = code_point(found.group())
    return PlacedError(
        f"the file contains the control character {code}",
        place=place_at(text, found.start(), where),
        hint=f"remove {code}",
    )
