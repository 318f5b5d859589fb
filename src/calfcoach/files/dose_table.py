"""The keys of a dose: how much, in a step or in an exercise.

Knows single keys; which of them go together is the business of `dose`.
"""

from __future__ import annotations

from calfcoach.files.amounts import CountText, Duration, TempoText
from calfcoach.files.fields import Field, ListOf, Table, TableOf
from calfcoach.files.values import TITLE_CHARS, Choice, Text, Whole, choice
from calfcoach.frozen import replace
from calfcoach.model import RELEASE_S, SECONDS_A_FOOT_STEP, SECONDS_A_REP
from calfcoach.terms import Kind, Level, Sides

PHASE_MAX_S = 3_600.0
LIMIT_GRAIN_S = 30  # a limit of our own is rounded up to this
PAUSE = Duration(low_s=0, high_s=600, example="5s")
REST = Duration(low_s=0, high_s=PHASE_MAX_S, example="30s")

_WORK_TIME = Duration(low_s=1, high_s=PHASE_MAX_S, example="60s")
_HOLD = Duration(low_s=1, high_s=600, in_sets=True)
_TIME = replace(_WORK_TIME, in_sets=True)
_TITLE = Text(chars=TITLE_CHARS, some=True)
_EACH = (
    *("left and right", "right and left", "left, right", "left/right", "l/r", "r/l", "l+r"),
    *("both sides", "each side", "each leg", "every leg", "per leg", "per side"),
    *("one leg at a time", "one at a time"),
)
SIDES = choice(
    Sides,
    meant=(
        (_EACH, Sides.EACH.value),
        (("in turn", "taking turns", "by turns"), Sides.ALTERNATE.value),
        (("both legs", "together", "at once"), Sides.BOTH.value),
    ),
)
_LENGTHS = ("duration", "seconds", "second", "secs", "sec", "minutes", "minute", "length")
_MEANT = (
    (_LENGTHS, ("time", "hold")),
    (("repetitions", "repetition", "repeats", "count", "times"), ("reps",)),
    (("side", "leg", "legs"), ("sides",)),
    (("weight",), ("load",)),
    (("pause", "break"), ("rest",)),
)
# A part of any other kind would be an exercise of its own, and pass by the limit of heat and cold.
_PART_KIND = Choice(words=(Kind.HEAT.value, Kind.COLD.value, Kind.RELAX.value), kind=Kind)

PART = Table(
    called="a part",
    fields=(
        Field(name="name", read=_TITLE, meaning="what it is called", required=True),
        Field(
            name="time",
            read=_WORK_TIME,
            meaning="how long",
            required=True,
            missing='write time = "3m"',
        ),
        Field(
            name="kind",
            read=_PART_KIND,
            meaning="heat, cold, or relax for rest",
            otherwise="the kind of the exercise",
        ),
    ),
    meant=((_LENGTHS, ("time",)),),
)
DOSE = Table(
    called="a dose",
    fields=(
        Field(name="hold", read=_HOLD, meaning="how long to hold"),
        Field(name="reps", read=CountText(), meaning="how many; with `hold`, short holds"),
        Field(
            name="tempo",
            read=TempoText(),
            meaning="seconds of a rep: up-hold-down, or up-hold-down-pause",
            otherwise="your own pace",
        ),
        Field(
            name="limit",
            read=_WORK_TIME,
            meaning="longest time of a set at your own pace",
            otherwise=f"{SECONDS_A_REP:g} s a rep, rounded up to {LIMIT_GRAIN_S} s; "
            f"{SECONDS_A_FOOT_STEP:g} s a foot step",
        ),
        Field(
            name="release",
            read=PAUSE,
            meaning="time between short holds",
            default=f"{RELEASE_S:g}s",
        ),
        Field(name="time", read=_TIME, meaning="how long, without a break"),
        Field(
            name="pass",
            read=Duration(low_s=0.5, high_s=60, example="3s"),
            meaning="metronome for rolling and massage",
        ),
        Field(name="steps", read=Whole(low=1, high=200), meaning="how many foot steps to walk"),
        Field(
            name="rounds", read=Whole(low=1, high=20), meaning="how many times through the parts"
        ),
        Field(
            name="parts",
            read=ListOf(read=TableOf(table=PART), example='[{ name = "Warm", time = "3m" }]'),
            meaning="what follows what in a round",
        ),
        Field(
            name="end",
            read=_TITLE,
            meaning="the part that the last round ends with",
            otherwise="the last one",
        ),
        Field(
            name="sets",
            read=Whole(low=1, high=20, with_reps=True),
            meaning="how many sets",
            default=1,
        ),
        Field(
            name="sides",
            read=SIDES,
            meaning="which legs, in which order",
            otherwise="as the exercise says",
        ),
        Field(
            name="rest",
            read=REST,
            meaning="time between sets; none after the last",
            default="0s",
        ),
        Field(name="load", read=_TITLE, meaning="the weight, as you call it"),
    ),
    meant=_MEANT,
)
DOSES = Table(
    called="[dose]",
    fields=tuple(
        Field(name=level.value, read=TableOf(table=DOSE), meaning=f"the dose at level {level}")
        for level in Level
    ),
    elsewhere=((DOSE.names(), "in a level such as [dose.default]"),),
)
