"""The keys of routine and exercise files and of their tables: what each takes and means.

The one place where a key is declared. Knows single keys; which of them go together is the
business of `dose`, `exercise` and `routine`.
"""

from __future__ import annotations

from calfcoach.files.amounts import CountText, Duration, TempoText
from calfcoach.files.fields import Field, ListOf, NamedTables, Table, TableOf, Tables, read_table
from calfcoach.files.problems import Spot, as_written
from calfcoach.files.values import TITLE_CHARS, Choice, Days, Flag, Text, Whole, choice
from calfcoach.frozen import frozen, replace
from calfcoach.model import Source
from calfcoach.terms import Advance, Gaze, Goal, Kind, Level, Place, Sides

PHASE_MAX_S = 3_600.0
MARKS = ("own", "article", "read", "secondhand", "consensus", "judgement", "recalled")
TECHNIQUES = (  # the columns of the safety table
    "move",
    "relax",
    "stretch",
    "heel-raise",
    "strength",
    "heel-walk",
    "balance",
    "massage",
    "roll",
    "trigger-point",
    "mallet",
    "heat",
    "cold",
    "contrast",
)


@frozen
class SourceOf:
    """A source: text alone, or a table with what is claimed, who says so, and a mark."""

    def __call__(self, value: object, spot: Spot) -> Source | None:
        """Read one source; text alone is a user's own."""
        if isinstance(value, str):
            cite = Text(some=True)(value, spot)
            return Source(claim="", cite=cite, mark="own") if cite is not None else None
        if not isinstance(value, dict):
            spot.report(
                f"{spot.name} must be text or a table, got {as_written(value)}",
                spot.write('"…"'),
            )
            return None
        values = read_table(value, SOURCE, spot)
        if "cite" not in values:
            return None
        claim, mark = values.get("claim", ""), values.get("mark", "own")
        return Source(claim=claim, cite=values["cite"], mark=mark)


@frozen
class BeatWords:
    """What the two ways of a rep are called."""

    def __call__(self, value: object, spot: Spot) -> tuple[str, ...] | None:
        """Read two words."""
        words = ListOf(read=Text(chars=TITLE_CHARS, some=True), example='["up", "down"]')(
            value, spot
        )
        if words is not None and len(words) != 2:
            spot.report(
                f"{spot.name} must be two words, got {len(words)}", spot.write('["up", "down"]')
            )
            return None
        return words


_PAUSE = Duration(low_s=0, high_s=600, example="5s")
_WORK_TIME = Duration(low_s=1, high_s=PHASE_MAX_S, example="60s")
_LIST = ListOf(read=Text(chars=TITLE_CHARS, some=True), single=True)
_SENTENCES = ListOf(read=Text(some=True), single=True)
_TITLE = Text(chars=TITLE_CHARS, some=True)
# A part of any other kind would be an exercise of its own, and pass by the limit of heat and cold.
_PART_KIND = Choice(words=(Kind.HEAT.value, Kind.COLD.value, Kind.RELAX.value), kind=Kind)
_SOURCES = Field(name="sources", read=ListOf(read=SourceOf(), single=True), meaning="who says so")

_TOP = (
    Field(name="format", read=Whole(low=1, high=1), meaning="the form of this file"),
    Field(name="title", read=_TITLE, meaning="its name in a list", required=True),
    Field(name="summary", read=Text(), meaning="what it is for, in a sentence"),
    Field(name="who", read=Text(), meaning="whom it is for"),
    Field(name="expect", read=_SENTENCES, meaning="what to expect of it"),
    Field(name="expect_not", read=_SENTENCES, meaning="what not to expect"),
    Field(name="goal", read=choice(Goal), meaning="what it is for"),
    Field(name="tags", read=_LIST, meaning="words to find it by"),
    Field(name="per_day", read=Whole(low=1, high=24), meaning="how often a day"),
    Field(name="days", read=Days(), meaning="how many days a week, or which"),
    Field(name="warm_up", read=Flag(), meaning="whether a warm-up is offered"),
    Field(name="sound", read=Flag(), meaning="false: silent until the key m is pressed"),
    Field(name="flash", read=Flag(), meaning="true: the screen flashes at a change and an end"),
    _SOURCES,
)
_TOP_KEYS = tuple(field.name for field in _TOP)

PACING = Table(
    called="[pacing]",
    fields=(
        Field(name="prepare", read=_PAUSE, meaning="time to get ready, once before a step"),
        Field(name="move", read=_PAUSE, meaning="the same when the place changes"),
        Field(name="switch", read=_PAUSE, meaning="time between the sides, and between parts"),
        Field(name="countdown", read=Whole(low=0, high=10), meaning="ticks before a start"),
        Field(name="advance", read=choice(Advance), meaning="go on by itself or wait for a key"),
    ),
    elsewhere=((_TOP_KEYS, "above [pacing]"),),  # what follows a table's header belongs to it
)
SOURCE = Table(
    called="a source",
    fields=(
        Field(name="claim", read=Text(), meaning="what is claimed"),
        Field(name="cite", read=Text(some=True), meaning="who says so", required=True),
        Field(name="mark", read=Choice(words=MARKS), meaning="how well it is known"),
    ),
)
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
        Field(name="kind", read=_PART_KIND, meaning="heat, cold, or relax for rest"),
    ),
)
DOSE = Table(
    called="a dose",
    fields=(
        Field(name="hold", read=Duration(low_s=1, high_s=600), meaning="how long to hold"),
        Field(name="reps", read=CountText(), meaning="how many; with `hold`, short holds"),
        Field(name="tempo", read=TempoText(), meaning="seconds of a rep: up-hold-down"),
        Field(name="limit", read=_WORK_TIME, meaning="longest time at your own pace"),
        Field(name="release", read=_PAUSE, meaning="time between short holds"),
        Field(name="time", read=_WORK_TIME, meaning="how long, without a break"),
        Field(
            name="pass",
            read=Duration(low_s=0.5, high_s=60, example="3s"),
            meaning="metronome for rolling and massage",
        ),
        Field(name="steps", read=Whole(low=1, high=200), meaning="how many steps to walk"),
        Field(name="rounds", read=Whole(low=1, high=20), meaning="how often through the parts"),
        Field(
            name="parts",
            read=ListOf(read=TableOf(table=PART), example='[{ name = "Warm", time = "3m" }]'),
            meaning="what follows what in a round",
        ),
        Field(name="end", read=_TITLE, meaning="the part that the last round ends with"),
        Field(name="sets", read=Whole(low=1, high=20), meaning="how many sets"),
        Field(name="sides", read=choice(Sides), meaning="which legs, in which order"),
        Field(
            name="rest",
            read=Duration(low_s=0, high_s=3_600, example="30s"),
            meaning="time between sets",
        ),
        Field(name="load", read=_TITLE, meaning="the weight, as you call it"),
    ),
)
STEP = Table(
    called="a step",
    fields=(
        Field(name="exercise", read=_TITLE, meaning="which exercise", required=True),
        *DOSE.fields,
        Field(name="note", read=Text(), meaning="a word to yourself"),
        *PACING.fields,
    ),
    elsewhere=((_TOP_KEYS, "above the first [[step]]"),),
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
            read=Duration(low_s=0, high_s=3_600, example="30s"),
            meaning="time between rounds",
        ),
        Field(
            name="step",
            read=Tables(header="[[step.step]]"),
            meaning="its steps",
            required=True,
            missing="a circuit needs at least one [[step.step]]",
        ),
        *PACING.fields,
    ),
    elsewhere=(
        (_TOP_KEYS, "above the first [[step]]"),
        (STEP.names(), "in a [[step.step]] of the circuit"),
    ),
)
DOSES = Table(
    called="[dose]",
    fields=tuple(
        Field(name=level.value, read=TableOf(table=DOSE), meaning=f"the dose at level {level}")
        for level in Level
    ),
    elsewhere=((DOSE.names(), "in a level such as [dose.default]"),),
)
EXERCISE = Table(
    called="an exercise",
    fields=(
        Field(name="title", read=_TITLE, meaning="its name in a list", required=True),
        Field(
            name="kind",
            read=choice(Kind),
            meaning="what it does",
            required=True,
            missing='write kind = "stretch"',
        ),
        Field(name="technique", read=Choice(words=TECHNIQUES), meaning="for the safety table"),
        Field(name="muscles", read=_LIST, meaning="what it works on"),
        Field(name="equipment", read=_LIST, meaning="what one must have"),
        Field(name="place", read=choice(Place), meaning="where one stands or lies"),
        Field(name="gaze", read=choice(Gaze), meaning="whether one sees the screen"),
        Field(name="sides", read=choice(Sides), meaning="which legs, where a step says nothing"),
        Field(name="setup", read=_SENTENCES, meaning="how to get ready"),
        Field(name="cues", read=_SENTENCES, meaning="what is said on the way"),
        Field(name="mistakes", read=_SENTENCES, meaning="what goes wrong"),
        Field(name="cautions", read=_SENTENCES, meaning="who should take care"),
        Field(name="say", read=_TITLE, meaning="its name in a spoken sentence"),
        Field(name="side_words", read=_TITLE, meaning='how a side is named: "{side} leg back"'),
        Field(name="beats", read=BeatWords(), meaning='the two ways of a rep: ["up", "down"]'),
        Field(name="dose", read=TableOf(table=DOSES), meaning="how much, by level"),
        Field(name="easier", read=Text(), meaning="an easier form"),
        Field(name="harder", read=Text(), meaning="a harder form"),
        Field(name="seated", read=Text(), meaning="a seated or supported form"),
        Field(name="disagree", read=Text(), meaning="where sources differ, and what is done here"),
        _SOURCES,
    ),
    elsewhere=((DOSE.names(), "in a dose, such as [dose.default]"),),
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
