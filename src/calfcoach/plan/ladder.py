"""The ladder of the heel raise: its forms, the lowest first, and where it is climbed."""

from __future__ import annotations

from calfcoach.frozen import frozen

LADDER_ROUTINES = ("strength", "achilles")  # others stay on two legs: they come on many days


@frozen
class Rung:
    """A form of the heel raise: its name, the exercise and the load that it is done with."""

    name: str
    exercise: str
    load: str = ""


# The second rung is slow on the way up and down. Held for 3 s at the top instead, dozens of times
# a session, the calf is at its shortest for so long that it may cramp.
RUNGS = (
    Rung(name="two legs", exercise="heel-raise"),
    Rung(name="two legs, slowly", exercise="heel-raise-slow"),
    Rung(name="up on two, down on one", exercise="heel-raise-down-one"),
    Rung(name="one leg", exercise="heel-raise-one-leg"),
    Rung(name="one leg with a backpack", exercise="heel-raise-one-leg", load="backpack"),
)
