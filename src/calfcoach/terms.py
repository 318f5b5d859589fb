"""The words with few meanings: kinds, places, sides, levels. Enumerations only.

Owns how each of them is written in a file. Knows nothing else.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum


class Kind(StrEnum):
    """What an exercise does; decides what counts as stretch and what is asked of it."""

    STRETCH = "stretch"
    STRENGTH = "strength"
    ACTIVATION = "activation"
    MOBILITY = "mobility"
    MASSAGE = "massage"
    PRESS = "press"
    ROLL = "roll"
    HEAT = "heat"
    COLD = "cold"
    CONTRAST = "contrast"
    WARM_UP = "warm-up"
    RELAX = "relax"
    CHECK = "check"


THERMAL = frozenset({Kind.HEAT, Kind.COLD, Kind.CONTRAST})


class Goal(StrEnum):
    """What a routine is for."""

    LOOSEN = "loosen"
    STRENGTHEN = "strengthen"
    RECOVER = "recover"
    RELIEVE = "relieve"
    MAINTAIN = "maintain"


class Place(StrEnum):
    """Where one stands or lies; a change of it needs time to walk."""

    WALL = "wall"
    FLOOR = "floor"
    CHAIR = "chair"
    STEP = "step"
    OPEN_FLOOR = "open floor"
    BED = "bed"


class Gaze(StrEnum):
    """Whether the person can see the screen while doing it."""

    SCREEN = "screen"
    AWAY = "away"


class Level(StrEnum):
    """Which of an exercise's doses is used where a step names none."""

    START = "start"
    DEFAULT = "default"
    ADVANCED = "advanced"


class Coach(StrEnum):
    """How much is said."""

    LEARN = "learn"
    NORMAL = "normal"
    FEW = "few"


class Sound(StrEnum):
    """What the tones are like."""

    CLEAR = "clear"
    SOFT = "soft"
    BELL = "bell"
    OFF = "off"


class Notify(StrEnum):
    """By which of a terminal's ways a person is called back."""

    AUTO = "auto"
    OSC9 = "osc9"
    OSC777 = "osc777"
    OSC99 = "osc99"
    BELL = "bell"
    OFF = "off"


class Pictures(StrEnum):
    """What the running session shows of the figure of an exercise."""

    MOVING = "moving"
    STILL = "still"
    OFF = "off"


class Flash(StrEnum):
    """How strongly the screen flashes at a change and an end."""

    OFF = "off"
    SOFT = "soft"
    STRONG = "strong"


class Side(StrEnum):
    """The leg that works in one work phase."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite leg; both legs have no opposite and return themselves."""
        match self:
            case Side.LEFT:
                return Side.RIGHT
            case Side.RIGHT:
                return Side.LEFT
            case Side.BOTH:
                return Side.BOTH


class Sides(StrEnum):
    """How a step goes through the legs."""

    BOTH = "both"
    EACH = "each"  # all sets left, change, all sets right
    ALTERNATE = "alternate"  # left, change, right, the longer of rest and change, left …
    LEFT = "left"
    RIGHT = "right"


class Advance(StrEnum):
    """Whether the next step starts by itself or waits for a key."""

    AUTO = "auto"
    MANUAL = "manual"


class Unit(StrEnum):
    """In which lengths are typed and shown."""

    CM = "cm"
    INCH = "in"


class Origin(StrEnum):
    """Where a routine or an exercise comes from."""

    SHIPPED = "shipped"
    USER = "user"  # a file in the config folder
    INLINE = "inline"  # an exercise written in a routine file
    FILE = "file"  # a routine given by path
