"""The keys of an exercise, in a file of its own or inside a routine.

Knows single keys; what makes an exercise of them is `exercise`.
"""

from __future__ import annotations

from calfcoach.files.dose_table import DOSE, DOSES, SIDES
from calfcoach.files.fields import Field, LateTableOf, ListOf, Table, TableOf
from calfcoach.files.problems import Spot
from calfcoach.files.source_table import SOURCES
from calfcoach.files.values import TITLE_CHARS, Choice, Text, choice
from calfcoach.frozen import frozen
from calfcoach.terms import Gaze, Kind, Place, Sides

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
class BeatWords:
    """What the two ways of a rep are called."""

    def __call__(self, value: object, spot: Spot) -> tuple[str, ...] | None:
        """Read two words."""
        words = ListOf(read=Text(chars=TITLE_CHARS, some=True), example='["up", "down"]')(
            value, spot
        )
        if words is not None and len(words) != 2:
            got = f"{len(words)} word{'s' * (len(words) != 1)}"
            spot.report(f"{spot.name} must be two words, got {got}", spot.write('["up", "down"]'))
            return None
        return words


def _picture() -> Table:
    from calfcoach.files.picture import PICTURE

    return PICTURE


TITLE = Text(chars=TITLE_CHARS, some=True)
WORDS = ListOf(read=TITLE, single=True)
SENTENCES = ListOf(read=Text(some=True), single=True)

EXERCISE = Table(
    called="an exercise",
    fields=(
        Field(name="title", read=TITLE, meaning="its name in a list", required=True),
        Field(
            name="kind",
            read=choice(Kind),
            meaning="what it does",
            required=True,
            missing='write kind = "stretch"',
        ),
        Field(name="technique", read=Choice(words=TECHNIQUES), meaning="for the safety table"),
        Field(name="muscles", read=WORDS, meaning="what it works on"),
        Field(name="equipment", read=WORDS, meaning="what one must have"),
        Field(
            name="place",
            read=choice(Place),
            meaning="where one stands or lies",
            default=Place.OPEN_FLOOR.value,
        ),
        Field(
            name="gaze",
            read=choice(Gaze),
            meaning="whether one sees the screen",
            default=Gaze.SCREEN.value,
        ),
        Field(
            name="sides",
            read=SIDES,
            meaning="which legs, where a step says nothing",
            default=Sides.BOTH.value,
        ),
        Field(name="setup", read=SENTENCES, meaning="how to get ready"),
        Field(name="cues", read=SENTENCES, meaning="what is said on the way"),
        Field(name="mistakes", read=SENTENCES, meaning="what goes wrong"),
        Field(name="cautions", read=SENTENCES, meaning="who should take care"),
        Field(
            name="say", read=TITLE, meaning="its name in a spoken sentence", otherwise="its title"
        ),
        Field(
            name="side_words",
            read=TITLE,
            meaning="how a side is named, such as {side} leg back",
            default="{side} leg",
        ),
        Field(
            name="beats",
            read=BeatWords(),
            meaning="what the two ways of a rep are called",
            default=("up", "down"),
        ),
        Field(name="dose", read=TableOf(table=DOSES), meaning="how much, by level"),
        Field(name="picture", read=LateTableOf(find=_picture), meaning="how it looks, as a figure"),
        Field(name="easier", read=Text(), meaning="an easier form"),
        Field(name="harder", read=Text(), meaning="a harder form"),
        Field(name="seated", read=Text(), meaning="a seated or supported form"),
        Field(name="disagree", read=Text(), meaning="where sources differ, and what is done here"),
        SOURCES,
    ),
    elsewhere=((DOSE.names(), "in a dose, such as [dose.default]"),),
)
