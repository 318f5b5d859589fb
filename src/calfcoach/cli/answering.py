"""What to do about a symptom: the answer looked up, and printed in the form that is wanted.

Composes the book of symptoms, the safety questions and the page; imports neither Typer nor Rich.
"""

from __future__ import annotations

from calfcoach.cli.drawing import pen_for
from calfcoach.cli.find_page import Answer, answer_document, answer_drawn, answer_lines, answer_said
from calfcoach.cli.surroundings import Surroundings, tell, tell_json
from calfcoach.errors import CoachError
from calfcoach.files.problems import visible
from calfcoach.files.symptom_index import find_book
from calfcoach.finding import Match, Symptom, find

_OTHERS = 3  # more would be a list, and no answer
_ASKED_CHARS = 64


def show_answer(around: Surroundings, asked: str, *, sources: bool, as_json: bool) -> None:
    """Print what to do. Raises `CoachError` where nothing fits."""
    found = find(asked, find_book())
    if not found:
        raise _unknown(asked)
    answer = _answer(found)
    if as_json:
        tell_json("find", {"asked": asked, **answer_document(answer)})
    elif around.accessible:
        _tell(answer_said(answer, sources=sources))
    elif pen := pen_for(around):
        _tell(answer_drawn(answer, pen, sources=sources))
    else:
        _tell(answer_lines(answer, sources=sources))


def _answer(found: list[Match]) -> Answer:
    best = found[0]
    return Answer(
        symptom=best.symptom,
        do=_what_to_do(best.symptom),
        words=best.words,
        others=tuple(match.symptom for match in found[1 : 1 + _OTHERS]),
    )


def _what_to_do(symptom: Symptom) -> tuple[str, ...]:
    """The words of the safety question where there is one, so that both say the same."""
    if not symptom.flag:
        return symptom.do
    from calfcoach.care.data import questions  # 10 ms that a routine does without

    return next(flag.do for flag in questions().flags if flag.id == symptom.flag)


def _unknown(asked: str) -> CoachError:
    shown = asked if len(asked) <= _ASKED_CHARS else f"{asked[:_ASKED_CHARS]}…"
    return CoachError(
        f"nothing here fits `{visible(shown)}`",
        hint="say where and when you feel it, or look at `calfcoach learn` and `calfcoach list`;"
        " ask a doctor about what is new, strong or worrying",
    )


def _tell(lines: list[str]) -> None:
    for line in lines:
        tell(line)
