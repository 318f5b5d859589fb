"""The keys of a step out of the amounts of its line, held against what the exercise usually is.

Owns which reading is taken where several are possible, and what is said of the others. Every
amount of the line stands in a key or in a doubt. Knows no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from calfcoach.authoring.amounts import Amounts, duration_text
from calfcoach.authoring.draft import Value
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Exercise, FootSteps, Hold, Parts, Reps, Work
from calfcoach.terms import Kind, Level, Sides

_SHORT_HOLD_S = 15  # up to this, "10 reps, hold 5 s" are short holds of one set
_LEAST_SECONDS = 10  # from this on a bare number beside a stretch is seconds
_IS_ROLLED = re.compile(r"\b(?:roll|massag|walk|march)")  # done for a time, held by nobody

Keys = tuple[tuple[str, Value], ...]
_Work = tuple[list[tuple[str, Value]], int | None, list[str]]


def keys_of(amounts: Amounts, exercise: Exercise) -> tuple[Keys, list[str]]:
    """The keys of a step in the order of a file, and what is not certain about them."""
    dose = exercise.dose(Level.DEFAULT)
    usual = dose.work if dose is not None else None
    if isinstance(usual, Parts):
        said = amounts.says_work or amounts.sets
        own = ["Its parts are its own; write them out where yours differ."] if said else []
        return (), [*amounts.doubts, *own, *_lost(amounts, (), own)]
    work, sets, doubts = _work(amounts, usual, exercise)
    if not work:
        doubts.append("Nothing is said of how much; its own dose is taken.")
    tempo, of_tempo = _tempo(amounts, work, usual)
    sides, of_sides = _sides(amounts.sides, exercise.sides, bool(work))
    doubts += [*of_tempo, *of_sides]
    every: list[tuple[str, Value]] = [
        *work,
        ("tempo", tempo),
        ("sets", sets if sets is not None and sets > 1 else ""),
        ("sides", sides),
        ("rest", duration_text(amounts.rest_s) if amounts.rest_s else ""),
        ("load", amounts.load),
    ]
    keys = tuple((key, value) for key, value in every if value != "")
    return keys, [*amounts.doubts, *doubts, *_lost(amounts, keys, doubts)]


def plain_keys(amounts: Amounts) -> tuple[Keys, list[str]]:
    """What can be said of a step whose exercise is not known, and what found no place there."""
    number = amounts.reps or amounts.bare
    every: list[tuple[str, Value]] = []
    if amounts.length_s:
        key = "time" if _IS_ROLLED.search(amounts.left) and not amounts.held else "hold"
        every.append((key, duration_text(amounts.length_s)))
    elif number:
        every.append(("reps", int(number) if number.isdecimal() else number))
    elif amounts.steps:
        every.append(("steps", amounts.steps))
    elif amounts.to_failure:
        every.append(("reps", "max"))
    sides = {"together": "both", "both sides": "each"}.get(amounts.sides, amounts.sides)
    every += [
        ("tempo", amounts.tempo),
        ("sets", amounts.sets or ""),
        ("sides", sides),
        ("rest", duration_text(amounts.rest_s) if amounts.rest_s else ""),
        ("load", amounts.load),
    ]
    keys = tuple((key, value) for key, value in every if value != "")
    return keys, [*amounts.doubts, *_lost(amounts, keys, amounts.doubts)]


def _lost(amounts: Amounts, keys: Keys, doubts: Iterable[str]) -> list[str]:
    """What is said of how much and stands in no key and in no doubt."""
    kept = dict(keys)
    told = " ".join(doubts)
    number = amounts.reps or amounts.bare
    length = "" if amounts.length_s is None else duration_text(amounts.length_s)
    top = "" if amounts.top_s is None else duration_text(amounts.top_s)
    rest = "" if amounts.rest_s is None else duration_text(amounts.rest_s)
    said = [
        (length, length, ("hold", "time", "limit")),
        (number, f"{number} reps", ("reps", "steps", "" if amounts.sets else "sets")),
        (str(amounts.steps or ""), f"{amounts.steps} steps", ("steps",)),
        (str(amounts.sets or ""), f"{amounts.sets} sets", ("sets",)),
        (amounts.tempo, f"tempo {amounts.tempo}", ("tempo",)),
        (top, f"{top} at the top", ()),
        (rest, f"rest {rest}", ("rest",)),
        (amounts.load, amounts.load, ("load",)),
        ("max" if amounts.to_failure else "", "as many as you can", ("reps",)),
    ]
    lost = [
        words
        for text, words, names in said
        if text
        and text not in [str(kept.get(name, "")) for name in names]
        and not (words == "1 sets" and keys)
        and not re.search(rf"(?<![0-9]){re.escape(text)}(?![0-9])", told)
    ]
    return [f"Not used of how much: {', '.join(lost)}"] if lost else []


def _sides(said: str, own: Sides, works: bool) -> tuple[str, list[str]]:
    """Which legs; "both legs" of what is done one leg after the other means each of them."""
    if said == "together":
        usual = own is Sides.BOTH
        return "both", [] if usual else ["Both legs at once: it is usually one after the other."]
    if said == "both sides" and own is Sides.BOTH:
        return "both", ["Both sides was read as both legs at once."]
    if said == "both" and own is not Sides.BOTH:
        return "each", ["Both legs was read as one leg after the other."]
    if said:
        return said.replace("both sides", "each"), []
    return (own.value if works and own is not Sides.BOTH else ""), []


def _tempo(
    amounts: Amounts, work: Iterable[tuple[str, Value]], usual: Work | None
) -> tuple[str, list[str]]:
    """The tempo as said, or the exercise's own with the hold at the top that is said."""
    names = [key for key, _ in work]
    fits = "reps" in names and "hold" not in names and "limit" not in names
    if amounts.tempo:
        doubt = f"The tempo {amounts.tempo} does not go with this work."
        return (amounts.tempo, []) if fits else ("", [doubt])
    top_s = amounts.length_s if amounts.top_s is None and amounts.held else amounts.top_s
    own = usual.tempo if isinstance(usual, Reps) else None
    if not fits or own is None or not top_s:
        return "", []
    doubt = f"{duration_text(top_s)} was read as a hold at the top, in its own tempo."
    return str(replace(own, hold_s=top_s)), [doubt]


def _work(amounts: Amounts, usual: Work | None, exercise: Exercise) -> _Work:
    """The work of one set, the number of sets, and what is not certain about them."""
    number = amounts.reps or amounts.bare
    if amounts.to_failure and not isinstance(usual, Hold):
        doubt = "As many as you can: `limit` is the longest time for them."
        limit = duration_text(amounts.length_s) if amounts.length_s else "2m"
        return [("reps", "max"), ("limit", limit)], amounts.sets, [doubt]
    if amounts.steps is not None:
        return [("steps", amounts.steps)], amounts.sets, []
    if number and (isinstance(usual, Reps) or (usual is None and exercise.kind is Kind.STRENGTH)):
        return [("reps", int(number) if number.isdecimal() else number)], amounts.sets, []
    if isinstance(usual, Reps) and amounts.held and amounts.sets and amounts.length_s is not None:
        return _held_reps(amounts.sets, amounts.length_s)
    if amounts.length_s is not None:
        return _timed(amounts, amounts.length_s, usual, exercise)
    if amounts.bare:
        return _bare(amounts, usual)
    if amounts.reps:
        return _counted(amounts, usual)
    return [], amounts.sets, []


def _held_reps(number: int, length_s: float) -> _Work:
    """ "10 x 5 s hold" of what is counted: so many reps, each held at the top."""
    doubt = f"{number} holds of {duration_text(length_s)} were read as {number} reps."
    return [("reps", number)], None, [doubt]


def _timed(amounts: Amounts, length_s: float, usual: Work | None, exercise: Exercise) -> _Work:
    length = duration_text(length_s)
    number = amounts.reps or amounts.bare
    if not isinstance(usual, Hold) and exercise.kind is not Kind.STRETCH:
        doubts = []
        if number:
            doubts = [f"A time and a number: {length} was taken, {number} was not."]
        elif isinstance(usual, Reps):
            doubts = ["A time where reps are usual: is that meant?"]
        return [("time", length)], amounts.sets, doubts
    if not number:
        return [("hold", length)], amounts.sets, []
    least = int(number.partition("-")[0])
    ranged = [f"{number} was read as {least}."] if "-" in number else []
    if length_s <= _SHORT_HOLD_S or amounts.sets:
        doubt = f"Read as {least} short holds in one set."
        return [("hold", length), ("reps", least)], amounts.sets, [*ranged, doubt]
    return [("hold", length)], least, [*ranged, f"Read as {least} sets of one hold."]


def _bare(amounts: Amounts, usual: Work | None) -> _Work:
    number: Value = int(amounts.bare) if amounts.bare.isdecimal() else amounts.bare
    if isinstance(usual, FootSteps) and isinstance(number, int):
        return [("steps", number)], amounts.sets, [f"{number} was read as steps."]
    if isinstance(usual, Reps) or usual is None:
        return [("reps", number)], amounts.sets, []
    if not isinstance(number, int) or number < _LEAST_SECONDS:
        doubt = f"{amounts.sets} x {number} is not clear; its own dose is taken."
        return [], None, [doubt]
    key = "time" if isinstance(usual, Continuous) else "hold"
    return [(key, f"{number}s")], amounts.sets, [f"{number} was read as seconds."]


def _counted(amounts: Amounts, usual: Work | None) -> _Work:
    number: Value = int(amounts.reps) if amounts.reps.isdecimal() else amounts.reps
    if isinstance(usual, Hold):
        least = int(amounts.reps.partition("-")[0])
        hold = duration_text(usual.hold_s)
        doubts = [f"{amounts.reps} was read as {least}."] if "-" in amounts.reps else []
        doubts.append(f"How long to hold is not said; {hold} is its own dose.")
        if amounts.sets:
            return [("hold", hold), ("reps", least)], amounts.sets, doubts
        return [("hold", hold)], least, doubts
    if isinstance(usual, Continuous):
        doubt = f"{amounts.reps} reps where a time is usual: its own dose is taken."
        return [], None, [doubt]
    if isinstance(usual, FootSteps) and isinstance(number, int):
        return [("steps", number)], amounts.sets, [f"{number} was read as steps."]
    return [("reps", number)], amounts.sets, []
