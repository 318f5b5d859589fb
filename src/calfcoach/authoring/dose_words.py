"""A dose from a few words, for an exercise that is known: "2x12 at 2-1-3", "30 s twice each leg".

Owns what a bare number means, which words mean nothing here, and the examples that fit an
exercise. How amounts are written is `amounts_in_words`'s.
"""

from __future__ import annotations

import re

from calfcoach.authoring.amounts import Amounts
from calfcoach.authoring.amounts_in_words import read_amounts
from calfcoach.frozen import frozen, replace
from calfcoach.model import Continuous, Exercise, FootSteps, Hold, Parts, Reps
from calfcoach.terms import Kind, Level, Sides

_NUMBER = re.compile(r"(?<![\w.:/-])[0-9]{1,3}(?:-[0-9]{1,3})?(?![\w.:/-])")
_WORD = re.compile(r"[^\s,.;()]+")
_EMPTY = frozenset(
    {"a", "an", "and", "at", "by", "do", "for", "hold", "in", "is", "it", "of", "on", "rep"}
    | {"reps", "rest", "set", "sets", "tempo", "the", "then", "to", "with", "x", "-", "@"}
)
_OF_SIDES = frozenset({"each", "every", "per", "leg", "legs", "side", "sides", "foot", "feet"})


@frozen
class DoseWords:
    """What a text says of how much; `unread` are its words of which nothing was made."""

    amounts: Amounts
    unread: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether no word of it was read as an amount."""
        return replace(self.amounts, doubts=(), unread=(), left="").says_nothing


def read_dose_words(text: str, exercise: Exercise) -> DoseWords:
    """The amounts of a text; a bare number counts what is done in the exercise."""
    amounts = read_amounts(text)
    if not amounts.says_work and _NUMBER.search(amounts.left):
        amounts = _counted(text, amounts, _unit_of(exercise))
    empty = _EMPTY
    if amounts.sides or exercise.sides is not Sides.BOTH:
        empty = empty | _OF_SIDES
    unread = tuple(word for word in _WORD.findall(amounts.left) if word not in empty)
    return DoseWords(amounts=amounts, unread=unread)


def _counted(text: str, amounts: Amounts, unit: str) -> Amounts:
    """The amounts of a text with the unit that its bare number lacks: never at a number that
    says something already, as the rest does in "rest 60 s, 12"."""
    for number in _NUMBER.finditer(text):
        again = read_amounts(f"{text[: number.end()]} {unit} {text[number.end() :]}")
        nothing_else = replace(again, length_s=None, reps="", steps=None, left=amounts.left)
        if again.says_work and nothing_else == amounts:
            doubt = f"{number[0]} was read as {number[0]} {unit}."
            return again if unit == "reps" else replace(again, doubts=(*again.doubts, doubt))
    return amounts


def examples_for(exercise: Exercise) -> tuple[str, ...]:
    """Doses of the exercise as they can be typed, the shortest first, the last with keys."""
    each = "" if exercise.sides is Sides.BOTH else " each side"
    match _usual_work(exercise):
        case Hold():
            keys = "hold=30s sets=2" + (" sides=each" if each else "")
            return f"2x30s{each}", f"30 s twice{each} with 10 s rest", keys
        case Reps():
            return f"2x12{each}", f"2x12{each} at 2-1-3 with 60 s rest", "reps=12 sets=2 rest=60s"
        case FootSteps():
            return "20 steps", "2x20 steps", "steps=20 sets=2"
        case Parts():
            return ("rounds=3",)
        case _ if "walk" in exercise.id.split("-") and exercise.kind is Kind.ACTIVATION:
            return "30 s", "2x20 steps", "steps=20 sets=2", "time=30s sets=2"
        case _:
            return f"60 s{each}", "time=60s"


def _unit_of(exercise: Exercise) -> str:
    match _usual_work(exercise):
        case Reps():
            return "reps"
        case FootSteps():
            return "steps"
        case _:
            return "s"


def _usual_work(exercise: Exercise) -> object:
    """The work of its own dose; without one, what is usual for its kind."""
    if (dose := exercise.dose(Level.DEFAULT)) is not None:
        return dose.work
    if exercise.kind is Kind.STRETCH:
        return Hold(hold_s=30)
    return Reps(reps=10, least=10) if exercise.kind is Kind.STRENGTH else Continuous(time_s=60)
