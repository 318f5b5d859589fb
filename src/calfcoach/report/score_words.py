"""What a score of 0 to 10 means, in words: fine, watch it, too much.

Owns the words, and the one sentence on the next session that goes with the higher ones. The limits
and their sources stand in the library. A word is about a number that was given: none of it is a
diagnosis. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.enumeration import StrEnum
from calfcoach.files.norms import norms
from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord


class Light(StrEnum):
    """How a score is to be taken; the value is its word for pain."""

    FINE = "fine"
    WATCH = "watch it"
    TOO_MUCH = "too much"


class Scored(StrEnum):
    """What was scored, by the name of the score in the history."""

    TIGHTNESS = "tightness"
    PAIN = "pain_after"
    MORNING = "pain_next_morning"


@frozen
class Given:
    """A score of a session with its word. `when` is before, worst (during it), after or next
    morning; empty where there is but one."""

    when: str = ""
    score: int
    word: str


@frozen
class _Words:
    """What is said of one kind of score: its name, and the sentences of the two higher lights."""

    name: str
    watch: str
    too_much: str


_WORDS: Mapping[Scored, _Words] = {
    Scored.TIGHTNESS: _Words(
        name="Tightness",
        watch="Next time stretch to a mild pull and no further.",
        too_much="Next time lean half as far, and stop where a pull turns into pain.",
    ),
    Scored.PAIN: _Words(
        name="Pain",
        watch="Next time the same and no more, and less if the morning is worse.",
        too_much="Next time do less: a milder pull, fewer reps, nothing pressed.",
    ),
    Scored.MORNING: _Words(
        name="Morning pain",
        watch="Do no more than the last time, and less where it climbs.",
        too_much="Do less than the last time: a milder pull, fewer reps, nothing pressed.",
    ),
}
_VERY_TIGHT = "high"  # what is tight was not therefore too much
_WORSE = "That is more than after the session, so do less than the last time."


def light(score: int) -> Light:
    """How a score of 0–10 is to be taken."""
    limits = norms()
    if score <= limits.fine_up_to:
        return Light.FINE
    return Light.WATCH if score <= limits.watch_up_to else Light.TOO_MUCH


def asks_next_morning(score: int | None) -> bool:
    """Whether a score makes the next morning worth a question."""
    return score is not None and light(score) is not Light.FINE


def word(score: int, what: Scored = Scored.PAIN) -> str:
    """The word that stands beside a score."""
    found = light(score)
    high = what is Scored.TIGHTNESS and found is Light.TOO_MUCH
    return _VERY_TIGHT if high else found.value


def answer(what: Scored, score: int, *, after: int | None = None) -> str:
    """What is said to a score just given: the score with its word and, where it is no longer fine,
    one sentence on the next session. `after` is the pain after the session that a morning's is
    set beside: more than that asks for less, however little it is."""
    words = _WORDS[what]
    said = f"{words.name} {score} of 10, {word(score, what)}."
    found = light(score)
    if found is Light.TOO_MUCH:
        return f"{said} {words.too_much}"
    if after is not None and score > after:
        return f"{said} {_WORSE}"
    return said if found is Light.FINE else f"{said} {words.watch}"


def pain_of(session: SessionRecord) -> list[Given]:
    """The pain scores that were given, in the order of time."""
    given = (
        ("before", session.pain_before),
        ("worst", session.pain_worst),
        ("after", session.pain_after),
        ("next morning", session.pain_next_morning),
    )
    return [
        Given(when=when, score=score, word=word(score))
        for when, score in given
        if score is not None
    ]


def tightness_of(session: SessionRecord) -> list[Given]:
    """The tightness that was given, if it was."""
    score = session.tightness
    return [] if score is None else [Given(score=score, word=word(score, Scored.TIGHTNESS))]
