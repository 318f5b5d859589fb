"""What is told once, before the first session of all: its words, and how they look.

Owns the text. That it is acknowledged, and when it is asked for, is `opening`'s.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from calfcoach.cli.asking import tell_paged
from calfcoach.cli.forms import painted, wants_screen
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.wishes import Wishes

if TYPE_CHECKING:
    from calfcoach.screen.rows import Row

_READER = ("Screen reader? Type calfcoach --accessible once; I remember it.",)
_WHAT = (
    "CalfCoach guides exercises for calves and lower legs.",
    "It is general guidance, not medical advice; it finds and treats no illness.",
    "It cannot see or examine you. No clinician has reviewed it.",
)
_HELP = (
    "One leg newly swollen, warm or discoloured: do not start, get medical help.",
    "The same after a pop or a kick in calf or heel, with new numbness or weakness.",
    "Chest pain or trouble breathing: call for help at once.",
    "Stop at sharp pain.",
)
_KEPT = ("What you do is kept on this machine and sent nowhere.",)
_HEADING = "Before the first session"
_WIDEST = 78
_NARROWEST = 20


def tell_disclaimer(around: Surroundings, wishes: Wishes) -> None:
    """The whole of it on stderr, in the form that the session will have."""
    if not wants_screen(around, wishes) or not sys.stderr.isatty():
        for line in (*_READER, *_WHAT, *_HELP, *_KEPT):
            talk(line)
        return
    lines = painted(_page(around.room or _WIDEST), color=around.wants_color)
    if around.can_ask and not wishes.yes and wishes.speed is None:
        tell_paged(around, lines)
        return
    for line in lines:
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _page(columns: int) -> list[Row]:
    """A heading, what it is, what to get help for, and what is kept; one sentence a row where it
    fits."""
    from calfcoach.screen.rows import indented, row
    from calfcoach.screen.styles import PLAIN, STRONG
    from calfcoach.screen.text import folded

    def told(sentences: tuple[str, ...]) -> list[Row]:
        return [row((text, PLAIN)) for one in sentences for text in folded(one, room)]

    room = max(_NARROWEST, min(columns, _WIDEST + 2) - 2)
    # No lines and no signs: who hears it cannot have asked for the accessible form yet.
    rows: list[Row] = [*told(_READER), (), row((_HEADING, STRONG)), ()]
    rows += [*told(_WHAT), ()]
    for sentence in _HELP:
        rows += [row((text, STRONG)) for text in folded(sentence, room)]
    rows += [(), *told(_KEPT), ()]
    return [indented(each, 1 if columns > _NARROWEST else 0) for each in rows]
