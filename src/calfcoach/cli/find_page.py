"""An answer laid out for reading: drawn for a terminal, in plain lines, for a screen reader.

Owns what `calfcoach find WORDS` says. Pure: an answer in, lines out. The gate stands before the
routine in every form, so that nobody reads the command without the question.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from calfcoach.cli import phrases
from calfcoach.cli.cells import Ink
from calfcoach.cli.claims import source_documents, source_lines
from calfcoach.cli.drawing import Pen
from calfcoach.finding import Symptom
from calfcoach.frozen import frozen

_ROOM = 80  # cells of a line in a pipe


@frozen
class Answer:
    """What is said: the symptom, `do` (what to do where it is no routine), the words that led to
    it, and what else may be meant."""

    symptom: Symptom
    do: tuple[str, ...]
    words: tuple[str, ...]
    others: tuple[Symptom, ...] = ()


def answer_lines(answer: Answer, *, sources: bool) -> list[str]:
    """The answer in plain lines, folded at 80 cells."""
    lines: list[str] = []
    for paragraph in _paragraphs(answer):
        lines += [*([""] if lines else []), *(one for text in paragraph for one in _fold(text))]
    return [*lines, *(["", "Sources:", *_source_lines(answer)] if sources else [])]


def answer_drawn(answer: Answer, pen: Pen, *, sources: bool) -> list[str]:
    """The lines of `answer_lines`, drawn."""
    (title,), *others = _paragraphs(answer)
    lines = pen.text(title, ink=Ink.STRONG)
    for paragraph in others:
        lines += [""]
        for text in paragraph:
            command = text == _command(answer.symptom)
            lines += pen.text(text, ink=Ink.STRONG if command else Ink.PLAIN)
    if sources:
        lines += ["", *pen.text("Sources", ink=Ink.HEADING)]
        for line in _source_lines(answer):
            lines += pen.text(line.lstrip(), indent=len(line) - len(line.lstrip()))
    return lines


def answer_said(answer: Answer, *, sources: bool) -> list[str]:
    """The answer for a screen reader: one sentence a line, units as words."""
    symptom = answer.symptom
    told = [symptom.title, *_gates(symptom)]
    told += [f"Otherwise type {_command(symptom)}"] if symptom.routine else []
    told += [*answer.do, *symptom.text, symptom.later]
    told += [f"To read on, type calfcoach learn {card}" for card in symptom.cards]
    told += [f"If you mean {_other(other)}" for other in answer.others]
    told += _not_meant(answer)
    lines = phrases.sentences(phrases.spelled(text) for text in told)
    return [*lines, *(source_lines(symptom.sources, accessible=True) if sources else [])]


def answer_document(answer: Answer) -> dict[str, Any]:
    """An answer: `id`, `title`, `routine` and `command` (empty where there is none), its `gates`,
    `how_soon` and `flag` (empty for a routine; `flag` is an id of the safety questions), `do`,
    `text`, `later`, `cards`, `words` (of the person, that led here), `others`, `sources`."""
    symptom = answer.symptom
    return {
        "id": symptom.id,
        "title": symptom.title,
        "routine": symptom.routine,
        "command": _command(symptom),
        "gates": [{"ask": gate.ask, "then": gate.then} for gate in symptom.gates],
        "how_soon": symptom.soon.value if symptom.soon else "",
        "flag": symptom.flag,
        "do": list(answer.do),
        "text": list(symptom.text),
        "later": symptom.later,
        "cards": list(symptom.cards),
        "words": list(answer.words),
        "others": [
            {"id": one.id, "title": one.title, "words": one.words[0]} for one in answer.others
        ],
        "sources": source_documents(symptom.sources),
    }


# ----------------------------------------------------------------------------- helpers


def _paragraphs(answer: Answer) -> list[list[str]]:
    """What is said, in paragraphs of lines; the title is the first."""
    symptom = answer.symptom
    read = [f"calfcoach learn {card}" for card in symptom.cards]
    paragraphs = [
        [symptom.title],
        list(answer.do),
        _gates(symptom),
        ["Otherwise:", _command(symptom)] if symptom.routine else [],
        list(symptom.text),
        [symptom.later] if symptom.later else [],
        _aligned("Read: ", read),
        [f"Or: {other.title}: {_found_by(other)}" for other in answer.others],
        _not_meant(answer),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def _gates(symptom: Symptom) -> list[str]:
    """The questions before a routine, each with what to do instead."""
    starts = ("First", *("Also" for _ in symptom.gates[1:]))
    return [
        f"{start}: {gate.ask} If so, {gate.then[0].lower()}{gate.then[1:]}"
        for start, gate in zip(starts, symptom.gates, strict=False)
    ]


def _command(symptom: Symptom) -> str:
    """What to type; the help with a cramp is a command of its own."""
    if symptom.routine == "cramp":
        return "calfcoach cramp"
    return f"calfcoach run {symptom.routine}" if symptom.routine else ""


def _other(symptom: Symptom) -> str:
    return f"{symptom.title[0].lower()}{symptom.title[1:]}, type {_found_by(symptom)}"


def _found_by(symptom: Symptom) -> str:
    return f"calfcoach find {symptom.words[0]}"


def _not_meant(answer: Answer) -> list[str]:
    """How to get past an alarm: it is raised by words, and words can be meant otherwise."""
    if answer.symptom.routine or not answer.words:
        return []
    words = " ".join(answer.words)
    return [f"Not what you mean? Ask again in other words than: {words}."]


def _aligned(label: str, commands: list[str]) -> list[str]:
    """Commands one a line, so that each can be copied."""
    return [
        f"{' ' * len(label) if number else label}{command}"
        for number, command in enumerate(commands)
    ]


def _source_lines(answer: Answer) -> list[str]:
    return source_lines(answer.symptom.sources, accessible=False)


def _fold(text: str) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return wrap(text, _ROOM, subsequent_indent=indent, break_on_hyphens=False)
