"""Finding: what a person says about a symptom, and the answer that fits it best.

Owns what an answer is, how words are made comparable and which answer wins. What calls for help
wins over everything, the more urgent first: no word beside it leads to a routine. Pure; knows
nothing of files, of what the answers say, or of how they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.source import Source

CLOSE = 0.8  # likeness of a mistyped word, 0 to 1
CORRECTED_CHARS = 6  # shorter words are too much like each other: heard, heart
ASKED_CHARS = 1_000  # more is no symptom; the rest is not read

_WORD = re.compile(r"[a-z0-9]+")
_CLAUSE = re.compile(r"[,.;:!?()\n\r]+")
_ENDINGS = ("ness", "ing", "ed", "s")
_STEM_CHARS = 3  # what an ending leaves
_SILENT = re.compile("['’ʼ`´\u0300-\u036f]")
_DOUBLE = re.compile(r"([^aeiou0-9])\1$")


class Soon(StrEnum):
    """How soon somebody has to be seen. In order of urgency."""

    EMERGENCY = "emergency"
    TODAY = "today"
    SOON = "soon"  # within days
    VISIT = "visit"  # at the next visit


URGENT = (Soon.SOON, Soon.TODAY, Soon.EMERGENCY)  # what wins over a routine, and by how much


@frozen
class Gate:
    """A question before a routine, and what to do instead where the answer is yes."""

    ask: str
    then: str


@frozen
class Symptom:
    """A symptom or a situation, and what to do about it.

    `words` are phrases that it is known by, the first of which leads here alone; `unless`
    phrases that mean something else, which nothing that calls for help may have: a word said
    anywhere must not silence it. Either `routine` names what to run, behind its `gates`,
    or `soon` says how soon somebody has to be seen. `flag` is the id of the safety question
    whose text is the answer. `text` says what to know, `do` what to do and to leave, `later`
    whom to see when it does not get better; `cards` are read on.
    """

    id: str
    title: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    routine: str = ""
    gates: tuple[Gate, ...] = ()
    soon: Soon | None = None
    flag: str = ""
    text: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    later: str = ""
    cards: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@frozen
class Book:
    """All that can be found: the symptoms, the groups of words that mean the same (the first
    stands for all), words that say nothing, and ordinary ones that are no slip of another."""

    symptoms: tuple[Symptom, ...]
    same: tuple[tuple[str, ...], ...] = ()
    small: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


@frozen
class Match:
    """A symptom that fits, how well, and the words of the person that led to it."""

    symptom: Symptom
    score: int
    words: tuple[str, ...]


@frozen
class _Entry:
    """A symptom with its phrases made comparable."""

    symptom: Symptom
    phrases: tuple[frozenset[str], ...]
    unless: tuple[frozenset[str], ...]


def find(asked: str, book: Book) -> list[Match]:
    """The symptoms that fit, best first: the more urgent, then those that more of the words
    speak for, then the one that stands first in the book. Of those that call for help all, of
    the others only the equally good. Empty where nothing fits."""
    lexicon = _lexicon(book)
    heard = lexicon.read(asked[:ASKED_CHARS], correct=True)
    found = [match for one in lexicon.entries if (match := _match(one, heard))]
    found.sort(key=lambda match: (-_urgency(match), -match.score))
    if not found or _urgency(found[0]):
        return [match for match in found if _urgency(match)]
    return [match for match in found if match.score == found[0].score]


def meant(word: str, book: Book) -> str:
    """The word that a mistyped one stands for; itself where it is none."""
    return _lexicon(book).corrected(word)


def _urgency(match: Match) -> int:
    """0 for what may wait for a routine or a visit."""
    soon = match.symptom.soon
    return URGENT.index(soon) + 1 if soon in URGENT else 0


def _match(entry: _Entry, heard: Mapping[str, str]) -> Match | None:
    """How well a symptom fits: by the words of all of its phrases that were said whole."""
    said = {word for phrase in entry.phrases if phrase <= heard.keys() for word in phrase}
    if not said or any(phrase <= heard.keys() for phrase in entry.unless):
        return None
    words = dict.fromkeys(typed for word, typed in heard.items() if word in said)
    return Match(symptom=entry.symptom, score=len(said), words=tuple(words))


# ------------------------------------------------------------------------------- words


class _Lexicon:
    """Words made comparable: without case, accents and endings, one word for all that mean the
    same, none for those that say nothing."""

    def __init__(self, book: Book) -> None:
        self._groups = book.same
        self._small = {stem(word) for word in book.small}
        self._same = {
            tuple(stem(word) for word in _split(said)): group[0]
            for group in book.same
            for said in group
        }
        self._longest = max(map(len, self._same), default=1)
        phrases = [said for one in book.symptoms for said in (*one.words, *one.unless)]
        phrases += [said for group in book.same for said in group]
        self._typed = {word for said in phrases for word in _split(said)}
        self._right = {stem(word) for word in {*self._typed, *book.small, *book.ordinary}}
        self.entries = [
            _Entry(
                symptom=one,
                phrases=tuple(frozenset(self.read(words)) for words in one.words),
                unless=tuple(frozenset(self.read(words)) for words in one.unless),
            )
            for one in book.symptoms
        ]

    @cached_property
    def _warning(self) -> frozenset[str]:
        """Words of what calls for help: to take another word for one of these frightens."""
        urgent = [one for one in self.entries if one.symptom.soon in URGENT]
        heads = {word for one in urgent for phrase in one.phrases for word in phrase}
        said = [phrase for one in urgent for phrase in one.symptom.words]
        said += [phrase for group in self._groups if group[0] in heads for phrase in group]
        return frozenset(word for phrase in said for word in _split(phrase))

    def read(self, text: str, *, correct: bool = False) -> dict[str, str]:
        """The words of a text, each with how it was typed. Words that mean one stand next to
        each other, with no comma between them."""
        read: dict[str, str] = {}
        for clause in _CLAUSE.split(text):
            typed = _split(clause)
            stems = [stem(self.corrected(word) if correct else word) for word in typed]
            start = 0
            while start < len(typed):
                length, word = self._word_at(stems, start)
                if word not in self._small:
                    read.setdefault(word, " ".join(typed[start : start + length]))
                start += length
        return read

    def _word_at(self, stems: Sequence[str], start: int) -> tuple[int, str]:
        """How many words mean one, and which; the longest of those that begin here."""
        for length in range(min(self._longest, len(stems) - start), 0, -1):
            word = self._same.get(tuple(stems[start : start + length]))
            if word is not None:
                return length, word
        return 1, stems[start]

    def corrected(self, word: str) -> str:
        """A word without its slip. A word that warns is reached by one slip alone, which is not
        in its first letter."""
        if len(word) < CORRECTED_CHARS or stem(word) in self._right:
            return word
        from difflib import get_close_matches  # 4 ms, which words without a slip do without

        near = [
            known
            for known in sorted(self._typed)
            if len(known) >= CORRECTED_CHARS
            and (known not in self._warning or _is_one_slip(word, known))
        ]
        return next(iter(get_close_matches(word, near, n=1, cutoff=CLOSE)), word)


@lru_cache(maxsize=2)
def _lexicon(book: Book) -> _Lexicon:
    return _Lexicon(book)


@lru_cache(maxsize=4_096)  # the book says most of its words many times
def stem(word: str) -> str:
    """A word without its ending: "cramps" and "cramping" are both "cramp". What is left need not
    be a word, it only has to be the same for all forms."""
    for ending in _ENDINGS:
        if len(word) >= len(ending) + _STEM_CHARS and word.endswith(ending):
            if ending != "s" or not word.endswith("ss"):
                word = word.removesuffix(ending)
            break
    if len(word) > _STEM_CHARS:
        word = word.removesuffix("e")
    return _DOUBLE.sub(r"\1", word)


def _is_one_slip(typed: str, word: str) -> bool:
    """One letter left out, added or replaced, or two neighbours swapped; never the first."""
    if typed[:1] != word[:1]:
        return False
    start = next(
        (at for at, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other),
        min(len(typed), len(word)),
    )
    left, right = typed[start:], word[start:]
    return (
        left[1:] in (right, right[1:])
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def _split(text: str) -> list[str]:
    """Words in small letters, without accents and apostrophes."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    return _WORD.findall(_SILENT.sub("", plain))
