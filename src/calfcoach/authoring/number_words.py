"""Fractions, number words and "twice" of a line, as the figures that the patterns of amounts know.

Owns "1 1/2 min", "½ minute", "thirty seconds", "half a minute", "twice each leg". A fraction that
is no length is hidden while a line is taken apart: no part of it is an amount. Knows no exercise.
"""

from __future__ import annotations

import re

_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_PARTS = {"1/2": "5", "1/4": "25", "3/4": "75"}
_LONG_UNIT = r"(?:seconds?|secs?|minutes?|mins?)\b"
_UNIT = rf"(?:{_LONG_UNIT}|s\b|m\b)"

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIGURES = {word: number for number, word in enumerate(_SMALL, 1)}
_FIGURES |= {word: number * 10 for number, word in enumerate(_TENS, 2)}
_WORD = rf"(?:(?P<tens>{'|'.join(_TENS)})[ -])?(?P<word>{'|'.join([*_SMALL, *_TENS])})"

_IN_WORDS = re.compile(
    rf"\b{_WORD}(?=[ -](?:sets?|reps?|repetitions?|times|rounds?|steps|x|{_LONG_UNIT})(?![a-z])"
    r"|[ ]and a half\b)"
)
_HALVES = (  # tried in this order
    (re.compile(r"\b([0-9]{1,2}) and a half(?= )"), r"\1.5"),
    (re.compile(r"\ba (minute|min) and a half\b"), r"1.5 \1"),
    (re.compile(r"\b(?:half an?|a half|half)[ -](?=(?:minute|min|second|sec)\b)"), "0.5 "),
)
_RATE = r"(?<!times )(?<!reps )(?<!steps )(?<!twice )(?<!once )(?<!beats )(?<![0-9] )(?<![0-9]x )"
_ONE = re.compile(rf"{_RATE}\ban? (?=(?:minute|min)\b)")
_HYPHEN = re.compile(rf"(?<=[0-9])-(?={_LONG_UNIT})")

_FRACTION = r"(?:1/2|1/4|3/4)"
_LENGTH = re.compile(
    rf"(?<![0-9.,:/])(?:((?<!x)(?<!x )[0-9]{{1,2}}|[1-5]) )?({_FRACTION})(?![0-9/])"
    rf"(?=\s*(?:an?\s+|-\s*[0-9]{{1,3}}(?:[.,][0-9]+)?(?: {_FRACTION})?\s*)?{_UNIT})"
    r"(?:\s*an?(?=\s))?"
)
_SLASHED = re.compile(
    r"(?<![0-9.,:/])(?<!tempo )(?<!tempo: )(?:(?:(?:[0-9]{1,3}\s?)?x\s?)?[0-9]{1,2} )?"
    r"(?<!tempo )[0-9]{1,4}(?:\s?/\s?[0-9]{1,4})+"
)

_DAILY = r"day|week|daily|hour|month|night|morning|evening|minute"
_OFTEN = re.compile(
    r"\b(?:(once)(?=\s*(?:$|[,.;)]|(?:on |for )?(?:each|every|per|ea)\b))|(twice|thrice))\b"
    rf"(?!\s*(?:(?:a|per|each|every|in the|/)\s*)?(?:other\s*)?(?:{_DAILY}))(?!\s+(?:as|the)\b)"
)
_TIMES = {"once": "1 times", "twice": "2 times", "thrice": "3 times"}

_AWAY = 0xE000  # digits and the slash stand there, in a plane for private use, while hidden
_HIDDEN = {ord(sign): _AWAY + ord(sign) for sign in "0123456789/ "}
_SHOWN = {there: sign for sign, there in _HIDDEN.items()}


def in_figures(line: str) -> str:
    """A line in lower case with its halves and number words as figures. What `shown` is for is
    hidden in it."""
    for sign, text in _SIGNS.items():
        line = re.sub(rf"(?<=[0-9])\s?{sign}", f" {text}", line).replace(sign, text)
    line = line.replace("\N{FRACTION SLASH}", "/")
    line = _IN_WORDS.sub(lambda word: str(_figure(word)), _OFTEN.sub(_times, line))
    for pattern, text in _HALVES:
        line = pattern.sub(text, line)
    line = _HYPHEN.sub(" ", _ONE.sub("1 ", line))
    line = _LENGTH.sub(lambda found: f"{found[1] or 0}.{_PARTS[found[2]]}", line)
    return _SLASHED.sub(lambda found: found[0].translate(_HIDDEN), line)


def shown(text: str) -> str:
    """A text with what was hidden in it."""
    return text.translate(_SHOWN)


def _figure(word: re.Match[str]) -> int:
    return _FIGURES[word["word"]] + (_FIGURES[word["tens"]] if word["tens"] else 0)


def _times(found: re.Match[str]) -> str:
    return _TIMES[found[1] or found[2]]
