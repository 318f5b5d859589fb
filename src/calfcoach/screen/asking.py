"""What a page says while a question stands and the clock stands still. Pure."""

from __future__ import annotations

from typing import Any

from calfcoach import replies
from calfcoach.advice import Advice, Where
from calfcoach.events import Question, Snapshot

_STILL = "The clock stands still."
_WAITS = "The clock stands still. It waits for you."


def asking(snapshot: Snapshot, question: Question, where: str, briefly: str) -> dict[str, Any]:
    """The fields of `Page` that a question has of its own. `where` and `briefly` say what stands
    still."""
    match question:
        case Question.STOP:
            return {
                "band": "STOP?",
                "beside": (where, "", "Enter: stop and save", "Space: go on"),
                "brief": (("STOP?", ""), ("enter stops, saves", ""), ("space goes on", "")),
            }
        case Question.WHERE:
            return _place(where)
        case Question.PAIN:
            return _number(snapshot, where, briefly)
        case Question.SHARP:
            return _kind(where, "Sharp or sudden, tingling, or with a pop?", "tingling")
        case Question.PULSING:
            told = "Sharp or sudden, tingling, pulsing, or with a pop?"
            return _kind(where, told, "pulsing")
        case _:
            return {} if snapshot.advice is None else _advised(snapshot.advice, where)


def _text(*lines: str) -> dict[str, Any]:
    """Lines where the digits stand, which give way: a question has none of its own."""
    return {"band": "IT HURTS", "digits": "", "widest": "", "beside": lines, "lines": (_STILL,)}


def _place(where: str) -> dict[str, Any]:
    places = [f"{number} {each.words}" for number, each in enumerate(Where, 1)]
    return _text(f"{where}: where does it hurt?", "", *places) | {
        "brief": (
            ("where? 1 calf 2 heel", ""),
            ("3 ankle front 4 knee", ""),
            ("5 else, enter skips", ""),
        ),
    }


def _number(snapshot: Snapshot, where: str, briefly: str) -> dict[str, Any]:
    typed = snapshot.typed or "_"
    return {
        "band": "IT HURTS",
        "digits": typed,
        "widest": "10",
        "beside": (
            where,
            "",
            "How much does it hurt?",
            "0 none, 10 the worst",
            "Type a number, then Enter",
        ),
        "lines": (_STILL,),
        "brief": (("hurts 0-10?", typed), (briefly, ""), ("number, enter", "")),
    }


def _kind(where: str, question: str, also: str) -> dict[str, Any]:
    return _text(where, "", question, "Y: yes", "Enter: no") | {
        "brief": ((f"sharp {also} pop?", ""), ("y yes, enter no", ""), ("q stops and saves", "")),
    }


def _advised(advice: Advice, where: str) -> dict[str, Any]:
    """What to do, and the keys for it. What wants a professional is told in full: then nothing
    else is said."""
    said = _sentences(f"{advice.words} {replies.offered(advice)}")
    if advice.watch:
        return _text(advice.words, *advice.watch) | {
            "lines": ("Q stops and saves.",),
            "brief": ((advice.brief, ""), ("be seen today", ""), ("q stops and saves", "")),
        }
    return _text(where, "", *said) | {
        "lines": (_WAITS,),
        "brief": ((advice.brief, ""), *((line, "") for line in _briefly(advice))),
    }


def _sentences(text: str) -> list[str]:
    return [f"{part.rstrip('.')}." for part in text.split(". ")]


def _briefly(advice: Advice) -> tuple[str, str]:
    """The keys in two lines of 20 cells."""
    if advice.stop_only:
        return "enter or q stops", "and saves"
    if advice.goes_on:
        return "space goes on", "n skips, q stops"
    return "n skips this", "q stops and saves"
