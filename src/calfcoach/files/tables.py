"""The keys of routine files and of their tables: what each takes and means, and its default.

With `dose_table`, `exercise_table` and `source_table`, whose tables it hands on, the one place
where a key is declared: reading, errors, the JSON Schema and the reference come from here. Knows
single keys; which of them go together is the business of `dose`, `exercise` and `routine`.
"""

from __future__ import annotations

from calfcoach.files.dose_table import DOSE, DOSES, PART, PAUSE, PHASE_MAX_S, REST
from calfcoach.files.exercise_table import EXERCISE, SENTENCES, TECHNIQUES, TITLE, WORDS
from calfcoach.files.fields import Field, NamedTables, Table, TableOf, Tables
from calfcoach.files.source_table import MARKS, SOURCE, SOURCES, SourceOf
from calfcoach.files.values import Days, Flag, Text, Whole, choice
from calfcoach.frozen import replace
from calfcoach.terms import Advance, Goal

__all__ = (
    "CIRCUIT",
    "DOSE",
    "DOSES",
    "EXERCISE",
    "INLINE_EXERCISE",
    "MARKS",
    "PACING",
    "PART",
    "PHASE_MAX_S",
    "ROUTINE",
    "SOURCE",
    "STEP",
    "TECHNIQUES",
    "SourceOf",
)

_TOP = (
    Field(name="format", read=Whole(low=1, high=1), meaning="the form of this file", default=1),
    Field(name="title", read=TITLE, meaning="its name in a list", required=True),
    Field(name="summary", read=Text(), meaning="what it is for, in a sentence"),
    Field(name="who", read=Text(), meaning="whom it is for"),
    Field(name="expect", read=SENTENCES, meaning="what to expect of it"),
    Field(name="expect_not", read=SENTENCES, meaning="what not to expect"),
    Field(name="goal", read=choice(Goal), meaning="what it serves", default=Goal.MAINTAIN.value),
    Field(name="tags", read=WORDS, meaning="words to find it by"),
    Field(name="per_day", read=Whole(low=1, high=24), meaning="how often a day", default=1),
    Field(name="days", read=Days(), meaning="how many days a week, or which", default=7),
    Field(name="warm_up", read=Flag(), meaning="whether a warm-up is offered", default=True),
    Field(
        name="sound", read=Flag(), meaning="false: silent until the key m is pressed", default=True
    ),
    Field(
        name="flash",
        read=Flag(),
        meaning="true: the screen flashes at a change and an end",
        default=False,
    ),
    SOURCES,
)
_TOP_KEYS = tuple(field.name for field in _TOP)

PACING = Table(
    called="[pacing]",
    fields=(
        Field(
            name="prepare",
            read=PAUSE,
            meaning="time to get ready, once before a step",
            default="5s",
        ),
        Field(
            name="move",
            read=PAUSE,
            meaning="time to get ready when the place changes",
            default="15s",
        ),
        Field(
            name="switch",
            read=PAUSE,
            meaning="time between the sides, and between parts",
            default="5s",
        ),
        Field(
            name="countdown",
            read=Whole(low=0, high=10),
            meaning="ticks before a start",
            default=3,
        ),
        Field(
            name="advance",
            read=choice(Advance),
            meaning="go on by itself, or wait for a key",
            default=Advance.AUTO.value,
        ),
    ),
    elsewhere=((_TOP_KEYS, "above [pacing]"),),  # what follows a table's header belongs to it
)
_OWN_PACING = tuple(
    replace(field, default=None, otherwise="as in [pacing], or in the circuit around it")
    for field in PACING.fields
)
STEP = Table(
    called="a step",
    fields=(
        Field(name="exercise", read=TITLE, meaning="which exercise", required=True),
        *DOSE.fields,
        Field(name="note", read=Text(), meaning="a word to yourself"),
        *_OWN_PACING,
    ),
    elsewhere=((_TOP_KEYS, "above the first [[step]]"),),
    meant=(*DOSE.meant, (("name", "move", "movement"), ("exercise",))),
)
CIRCUIT = Table(
    called="a circuit",
    fields=(
        Field(
            name="repeat",
            read=Whole(low=1, high=20),
            meaning="how many rounds",
            required=True,
            missing="write repeat = 2",
        ),
        Field(
            name="rest",
            read=REST,
            meaning="time between rounds; none after the last",
            default="0s",
        ),
        Field(
            name="step",
            read=Tables(header="[[step.step]]"),
            meaning="its steps",
            required=True,
            missing="a circuit needs at least one [[step.step]]",
        ),
        *_OWN_PACING,
    ),
    elsewhere=(
        (_TOP_KEYS, "above the first [[step]]"),
        (STEP.names(), "in a [[step.step]] of the circuit"),
    ),
)
INLINE_EXERCISE = replace(
    EXERCISE,
    elsewhere=(
        (_TOP_KEYS, "above the first [[step]]"),
        (PACING.names(), "under [pacing] or in a [[step]]"),
        (DOSE.names(), "in a dose, such as [exercise.my-id.dose.default]"),
    ),
)
ROUTINE = Table(
    called="a routine",
    fields=(
        *_TOP,
        Field(name="pacing", read=TableOf(table=PACING), meaning="the time around the work"),
        Field(
            name="step",
            read=Tables(header="[[step]]"),
            meaning="what is done",
            required=True,
            missing="a routine needs at least one [[step]]",
        ),
        Field(
            name="exercise",
            read=NamedTables(header="[exercise.my-id]"),
            meaning="exercises of your own",
        ),
    ),
    elsewhere=(
        (PACING.names(), "under [pacing] or in a [[step]]"),
        (STEP.names(), "in a [[step]]"),
        (CIRCUIT.names(), "in a [[step]]"),
    ),
)
