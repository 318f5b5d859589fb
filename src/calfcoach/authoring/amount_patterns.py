"""The forms in which amounts stand on sheets, and what each of them says.

Owns the patterns and their order; what is made of a match is `amount_takers`'s. Knows no exercise.
"""

from __future__ import annotations

import re

from calfcoach.authoring import amount_takers as take
from calfcoach.authoring.amounts import LENGTH, NUMBER, UNIT

_COUNT = r"[0-9]{1,3}(?:\s*-\s*[0-9]{1,3})?"
_FEW = r"[0-9]{1,2}"
_ALONE = rf"(?![0-9:%]|\.[0-9]|\s*{UNIT}(?![a-z]))"  # the number ends, is no share nor a length
_X = r"\s*x\s*"
_REPS = r"(?:reps?|repetitions?)"
_SETS = r"(?:sets?|rounds?)"
_MAX = r"(?:to failure|to fatigue|max(?:imum)?|as many as (?:you can|possible)|amrap)"

# ------------------------------------------------------------------------------ patterns
# Tried in this order: what is more certain comes first and is taken out of the line. How often
# and sides come before counts, so that "15 reps each foot x 2" reads as "15 reps x 2".

_LEG = r"(?:sides?|legs?|foot|feet|calf|calves|ankles?)"
_DAY = r"(?:(?:a|per|each|every|/)\s*day\b|/\s*d\b|daily\b)"
_WEEK = r"(?:(?:a|per|each|every|/)\s*(?:week|wk)\b|weekly\b)"
_FREE = r"(?<!x)(?<!x )(?<![0-9-])"  # the number is not the second of "3 x 12"
_NEXT = r"(?:(?<=x[0-9] )|(?<=x[0-9][0-9] )|(?<![0-9])(?<![0-9] ))"  # nor the x that of it
_TOP = r"\s*at (?:the )?top"
_BEATS = rf"\b({_FEW})-({_FEW})-({_FEW})(?:-({_FEW}))?\b(?!\s*{_REPS})"
_SLASHED = rf"\btempo\s*:?\s*({_FEW})[/-]({_FEW})[/-]({_FEW})(?:[/-]({_FEW}))?\b"
_BEAT = rf"({_FEW})\s*(?:seconds?|secs?|s|\")?"
_THEN = r"[\s,;/-]*(?:(?:and|then)\s*)?"
_FOR = r"\s*(?:for|in)?\s*"
_UP_DOWN = (
    rf"\b{_BEAT}\s*up\b{_THEN}(?:{_BEAT}\s*(?:hold|pause)\b(?:{_TOP})?{_THEN})?"
    rf"{_BEAT}\s*(?:down|lower)\b"
)
_UP_FOR = (
    rf"\bup{_FOR}{_BEAT}{_THEN}(?:(?:hold|pause){_FOR}{_BEAT}(?:{_TOP})?{_THEN})?"
    rf"(?:down|lower){_FOR}{_BEAT}(?![0-9a-z])"
)
_BETWEEN = rf"(?:\s*(?:in ?between|between|btw|b/w)\s*(?:each\s*)?{_SETS})?"
_L_AND_R = r"\s*(?:/|\+|&|and)\s*"

PATTERNS: tuple[tuple[re.Pattern[str], take.Take], ...] = tuple(
    (re.compile(pattern), taker)
    for pattern, taker in (
        (rf"\(?\s*{_SLASHED}\s*\)?", take.tempo),
        (rf"\(?\s*{_BEATS}\s*\)?", take.tempo),
        (_UP_DOWN, take.tempo),
        (_UP_FOR, take.tempo),
        (rf"[+@]?\s*\b({_FEW}{_X})?({NUMBER})\s*(kg|kilos?|lbs?)\b", take.load),
        (rf"({LENGTH})\s*(?:holds?|pauses?|squeezes?){_TOP}\b", take.top),
        (rf"\b(?:hold|pause|squeeze)\s*(?:for\s*)?({LENGTH}){_TOP}\b", take.top),
        (rf"\b(?:hold|pause|squeeze){_TOP}\s*(?:for\s*)?({LENGTH})", take.top),
        (rf"\brest(?:ing)?{_BETWEEN}\s*(?:for|of|:|=)?\s*({LENGTH}){_BETWEEN}", take.rest),
        (rf"({LENGTH})\s*(?:of\s*)?(?:rest|break|pause)\b{_BETWEEN}", take.rest),
        (rf"{_FREE}\b({_COUNT})\s*(?:times|x)\s*{_DAY}", take.per_day),
        (rf"{_NEXT}\bx\s*({_COUNT})\s*{_DAY}", take.per_day),
        (rf"{_FREE}\b({_COUNT})\s*(?:(?:a|per|/)\s*day|/\s*d)\b", take.per_day),
        (
            rf"\b(?:once|twice)\s*{_DAY}|\bdaily\b|\bevery (?:day|night|evening|morning)\b",
            take.per_day_in_words,
        ),
        (rf"{_FREE}\b({_COUNT})\s*(?:times|x|days)\s*{_WEEK}", take.days),
        (rf"{_NEXT}\bx\s*({_COUNT})\s*{_WEEK}", take.days),
        (rf"\b(?:once|twice)\s*{_WEEK}", take.days_in_words),
        (rf"\b{_COUNT}\s*(?:times|x)\s*(?:an?|per|each|every|/)\s*(?:hour|month)\b", take.no_room),
        (rf"(?:{_LEG}\s*)?\balternat(?:e|ing|ely)\b(?:\s*{_LEG})?", take.sides("alternate")),
        (
            rf"\b(?:(?:on|for|with)\s+)?(?:each|per|every|ea\.?)\s*{_LEG}\b|\be/s\b|/\s*{_LEG}\b",
            take.sides("each"),
        ),
        (rf"\b(?:left|l){_L_AND_R}(?:right|r)\b(?:\s*{_LEG}\b)?", take.sides("each")),
        (rf"\b(?:right|r){_L_AND_R}(?:left|l)\b(?:\s*{_LEG}\b)?", take.sides("each")),
        (r"\b(?:each|ea)\b\.?(?=\s*(?:$|[,.;)]))", take.sides("each")),
        (rf"\bboth\s*{_LEG}\s*(?:together|at once)\b", take.sides("together")),
        (r"\bboth sides\b", take.sides("both sides")),
        (rf"\bboth\s*{_LEG}\b", take.sides("both")),
        (
            rf"\b(?:left|l)\s*{_LEG}?\s*only\b|\bonly (?:the )?left\b(?:\s*{_LEG})?",
            take.sides("left"),
        ),
        (
            rf"\b(?:right|r)\s*{_LEG}?\s*only\b|\bonly (?:the )?right\b(?:\s*{_LEG})?",
            take.sides("right"),
        ),
        (
            rf"\b({_FEW})(?:{_X}|\s*{_SETS}\s*(?:of|x)?\s*)({LENGTH})(?:\s*holds?\b)?",
            take.lengths(1, 2),
        ),
        (
            rf"({LENGTH})\s*(?:holds?\s*)?(?:{_X}|,?\s*)({_FEW})\s*(?:{_SETS}|times|x)\b(?!\s*(?:of|x)\b)",
            take.lengths(2, 1),
        ),
        (rf"({LENGTH})(?:\s*holds?)?{_X}({_FEW}){_ALONE}(?!\s*{_REPS}\b)", take.lengths(2, 1)),
        (
            rf"\b({_FEW})(?:{_X}|\s*{_SETS}\s*(?:of|x)?\s*)([0-9]{{1,3}})\s*steps?\b",
            take.some_steps(1, 2),
        ),
        (
            rf"\b([0-9]{{1,3}})\s*steps?\s*(?:x\s*({_FEW}){_ALONE}(?:\s*{_SETS}\b)?"
            rf"|(?:for|,)?\s*({_FEW})\s*(?:{_SETS}\b|x(?![0-9])))",
            lambda found, match: take.some_steps(2 if match[2] else 3, 1)(found, match),
        ),
        (rf"\b({_FEW})(?:{_X}|\s*sets?\s*(?:of|x)?\s*)({_COUNT})\s*{_REPS}\b", take.counts(1, 2)),
        (rf"\b({_COUNT})\s*{_REPS}{_X}({_FEW}){_ALONE}(?:\s*{_SETS}\b)?", take.counts(2, 1)),
        (
            rf"\b({_COUNT})\s*{_REPS}\s*(?:for|,)?\s*({_FEW})\s*(?:{_SETS}|x)(?!\s*[0-9a-z])",
            take.counts(2, 1),
        ),
        (r"\b([0-9]{1,3})\s*steps?\b", take.some_steps(0, 1)),
        (
            rf"\b({_FEW})(?:{_X}|\s*{_SETS}\s*(?:of|x)?\s*){_MAX}\b(?:\s*{_REPS}\b)?",
            take.sets_of_most,
        ),
        (
            rf"\b{_MAX}(?:\s*{_REPS})?(?:{_X}|\s*for\s*)({_FEW})\b(?:\s*{_SETS}\b)?",
            take.sets_of_most,
        ),
        (rf"\b({_FEW})\s*{_SETS}\s*(?:of|x)\s*({_COUNT}){_ALONE}", take.counts_bare),
        (rf"(?:\bx\s*|\b)({_COUNT}){_X}({_COUNT}){_ALONE}", take.bare),
        (rf"\b({_FEW})\s*{_SETS}\b", take.sets),
        (rf"\b({_COUNT})\s*(?:{_REPS}|times|x)(?![a-z0-9])", take.reps),
        (rf"\bx\s*({_COUNT}){_ALONE}", take.reps),
        (rf"(?:\bhold(?:ing)?\s*(?:for|:)?\s*)?({LENGTH})(?:\s*holds?\b)?", take.length),
        (rf"\b{_MAX}\b", take.to_failure),
    )
)
