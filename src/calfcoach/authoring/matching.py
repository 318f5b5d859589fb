"""Which exercise is meant by the words of a line or of an answer.

Owns the other names under which exercises stand on sheets. Knows the names of exercises, not
what they are. Deterministic; of several that fit, the one of which most words stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from calfcoach.files.problems import nearest
from calfcoach.frozen import frozen

_WORD = re.compile(r"[0-9]+(?:/[0-9]+)+|[a-z0-9]+")
_SHORT = {"hr": "heel raise", "fr": "foam roll"}
_IS_SHORT = re.compile(r"^\W*(HR|FR)\b(?=[\s:,x-]*[0-9])")
_BETWEEN = frozenset(
    {"a", "an", "and", "as", "at", "by", "do", "exercise", "exercises", "for", "from", "hold"}
    | {"holding", "in", "is", "it", "no", "of", "on", "onto", "or", "per", "rep", "reps", "set"}
    | {"sets", "the", "then", "times", "to", "up", "with", "your"}
)
_SINGULARS = {"calves": "calf", "feet": "foot", "str": "stretch"}
_USUAL = {  # what sheets call it: the exercise
    "calf stretch": "wall-calf-stretch",
    "gastrocnemius stretch": "wall-calf-stretch",
    "gastroc stretch": "wall-calf-stretch",
    "wall stretch": "wall-calf-stretch",
    "straight knee calf stretch": "wall-calf-stretch",
    "standing calf stretch": "wall-calf-stretch",
    "bent knee calf stretch": "soleus-stretch",
    "calf stretch knee bent": "soleus-stretch",
    "calf raise": "heel-raise",
    "double leg heel raise": "heel-raise",
    "double leg calf raise": "heel-raise",
    "single leg heel raise": "heel-raise-one-leg",
    "single leg calf raise": "heel-raise-one-leg",
    "one leg calf raise": "heel-raise-one-leg",
    "bent knee heel raise": "heel-raise-bent",
    "bent knee calf raise": "heel-raise-bent",
    "seated calf raise": "heel-raise-bent",
    "slow calf raise": "heel-raise-slow",
    "eccentric heel raise": "heel-raise-down-one",
    "eccentric calf raise": "heel-raise-down-one",
    "heel raise toe on towel": "heel-raise-towel",
    "toe curl": "towel-toe-curl",
    "towel curl": "towel-toe-curl",
    "towel scrunch": "towel-toe-curl",
    "foam roller": "foam-roll",
    "foam rolling": "foam-roll",
    "calf roll": "foam-roll",
    "plantar fascia stretch": "sole-stretch",
    "foot pump": "ankle-pumps",
    "calf massage": "massage-upward",
    "walk on heel": "heel-walk",
    "heel walking": "heel-walk",
    "rise toe": "heel-raise",
    "knee to wall": "ankle-mobility",
    "single leg balance": "single-leg-stance",
    "one leg balance": "single-leg-stance",
    "contrast bath": "contrast",
    "march": "warm-up-march",
    "marching": "warm-up-march",
    "heat pack": "heat",
    "ice pack": "cold",
    "ice": "cold",
    "glute bridge": "bridge",
}


@frozen
class Named:
    """An exercise by its id and the texts under which it is known, such as its title."""

    id: str
    texts: tuple[str, ...]


@frozen
class Meant:
    """The exercise that is meant. `sure` where its name stands there whole and alone; `others`
    fit as well; `left` are the words of the line that are none of its name."""

    id: str
    sure: bool
    others: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Names:
    """All exercises, to be found by words. Building it costs once; asking is quick."""

    def __init__(self, exercises: Iterable[Named]) -> None:
        self._phrases: dict[frozenset[str], dict[str, None]] = {}
        self.ids: tuple[str, ...] = ()
        for each in exercises:
            self.ids += (each.id,)
            for text in (each.id.replace("-", " "), *each.texts):
                self._add(text, each.id)
        for text, name in _USUAL.items():
            if name in self.ids:
                self._add(text, name)

    def meant_by(self, text: str) -> Meant | None:
        """The exercise whose name has the most words in the text, or None."""
        words = content_words(text)
        there = frozenset(words)
        best: frozenset[str] = frozenset()
        found: dict[str, None] = {}
        for phrase, names in self._phrases.items():
            if phrase <= there and len(phrase) >= max(1, len(best)):
                found = {**found, **names} if len(phrase) == len(best) else dict(names)
                best = phrase
        if not found:
            return None
        first, *others = found
        left = tuple(word for word in words if word not in best)
        return Meant(id=first, sure=not left and not others, others=tuple(others), left=left)

    def beginning(self, text: str) -> Sequence[str]:
        """The exercises whose id begins so; the one that is called so itself comes alone."""
        name = "-".join(_WORD.findall(text.lower()))
        if name in self.ids:
            return (name,)
        return tuple(one for one in self.ids if name and one.startswith(name))

    def near(self, text: str) -> str:
        """The id that is most like a text which names none; empty where none is."""
        return nearest("-".join(_WORD.findall(text.lower())), self.ids)

    def _add(self, text: str, name: str) -> None:
        words = frozenset(content_words(text))
        if words:
            self._phrases.setdefault(words, {})[name] = None


def spelled_out(text: str) -> tuple[str, str]:
    """A text with its shorthand name in full, "HR 2x12", and what to say of that; empty where it
    begins with none. Only capitals with a number behind them are shorthand."""
    if (found := _IS_SHORT.match(text)) is None:
        return text, ""
    name = _SHORT[found[1].lower()]
    return f"{name}{text[found.end() :]}", f"{found[1]} was read as {name}."


def content_words(text: str) -> list[str]:
    """The words of a text in lower case that carry its meaning, each in its singular."""
    return [_singular(word) for word in _WORD.findall(text.lower()) if word not in _BETWEEN]


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
