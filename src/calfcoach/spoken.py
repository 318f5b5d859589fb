"""Text as it is spoken: numbers and units as words, and how long saying it takes. Pure.

Owns how a figure is pronounced. Knows nothing of what is said when.
"""

from __future__ import annotations

import re

WORDS_A_SECOND = 2.6  # of a calm voice
BREATH_S = 0.3  # every phrase takes this much longer than its words
LARGEST = 9_999  # larger numbers are left to the voice

_FIGURES = frozenset("0123456789")
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {  # one of them, several
    "km": ("kilometre", "kilometres"),
    "kg": ("kilogram", "kilograms"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "min": ("minute", "minutes"),
    "lb": ("pound", "pounds"),
    "m": ("metre", "metres"),
    "g": ("gram", "grams"),
    "s": ("second", "seconds"),
    "h": ("hour", "hours"),
    "%": ("percent", "percent"),
}
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_NUMBER = rf"{_WHOLE}(?:\.[0-9]+)?"
_FIGURE = (
    r"(?P<clock>(?<![0-9:])[0-9]{1,2}:[0-5][0-9](?![0-9:]))"
    rf"|(?P<minus>(?<![\w.,:-])[-\u2212])?(?P<first>{_NUMBER})"
    rf"(?P<more>(?:\s?[-\u2013]\s?{_NUMBER})*)"
    r"(?:\s?(?P<unit>km|kg|cm|mm|min|lb|m|g|s|h|%)(?!\w))?"
)


def speaking_s(text: str) -> float:
    """Seconds that a voice needs for a text, at least."""
    words = _plain_words(text)
    if words is None:
        words = len(in_words(text).replace("-", " ").split())
    return words / WORDS_A_SECOND + BREATH_S if words else 0.0


def _plain_words(text: str) -> int | None:
    """How many words are said of a text whose figures are whole numbers by themselves, as in most:
    that needs no search. None for any other."""
    words = text.split()
    if _FIGURES.isdisjoint(text):
        return len(words)
    count = 0
    for word, follows in zip(words, [*words[1:], "end"], strict=True):
        if not _FIGURES.isdisjoint(word):
            word = word.rstrip(".,:;?!")
            unit = follows.rstrip(".,:;?!")
            if not (word.isdecimal() and unit.isalnum() and unit not in _UNITS and text.isascii()):
                return None
            word = _number(word)
        count += len(word.replace("-", " ").split())
    return count


def in_words(text: str) -> str:
    """A sentence as it is spoken: numbers up to 9,999, times of day and units as words. What no
    voice can say (control characters, half of a pair) becomes a blank."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split())
    if _FIGURES.isdisjoint(text):
        return text
    whole = text.endswith((".", "?", "!"))  # sentences, not a part of one
    pieces: list[str] = []
    at = 0
    for found in re.finditer(_FIGURE, text):
        before = text[at : found.start()]
        said = _figure(found)
        opens = not (pieces or before.strip()) or re.search(r"[.?!]\s*$", before)
        said = said[:1].upper() + said[1:] if whole and opens else said
        pieces += [before, _apart(before, said)]
        at = found.end()
        if text[at : at + 1].isalnum():  # "3rd": a figure never runs into a word
            pieces.append(" ")
    return "".join([*pieces, text[at:]])


def _apart(before: str, said: str) -> str:
    return f" {said}" if before[-1:].isalnum() or before.endswith((".", ":", ",")) else said


def _figure(found: re.Match[str]) -> str:
    """One figure: a time of day, a number, a range or a row of numbers, with its unit."""
    if found["clock"]:
        return _clock(*(int(part) for part in found["clock"].split(":")))
    numbers = [found["first"], *re.findall(_NUMBER, found["more"])]
    # a range has two ends; three numbers or more ("2-2-3") are a row
    said = (" to " if len(numbers) == 2 else ", ").join(_number(one) for one in numbers)
    said = f"minus {said}" if found["minus"] else said
    if not found["unit"]:
        return said
    one, several = _UNITS[found["unit"]]
    return f"{said} {one if numbers == ['1'] else several}"


def _clock(hours: int, minutes: int) -> str:
    """A time of day: "seven thirty", "ten o'clock", "six oh five"."""
    if minutes == 0:
        return f"{_whole(hours)} o'clock"
    return f"{_whole(hours)} {'oh ' if minutes < 10 else ''}{_whole(minutes)}"


def _number(figures: str) -> str:
    whole, _, fraction = figures.replace(",", "").partition(".")
    digits = whole.lstrip("0") or "0"  # before int(), which refuses thousands of figures
    if len(digits) > len(str(LARGEST)):
        return figures
    said = _whole(int(digits))
    return said + (" point " + " ".join(_SMALL[int(one)] for one in fraction) if fraction else "")


def _whole(number: int) -> str:
    """0 to 9,999: "two hundred and five"."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    size, noun = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    link = " and " if 0 < rest < 100 else " "
    return f"{_whole(count)} {noun}" + (f"{link}{_whole(rest)}" if rest else "")
