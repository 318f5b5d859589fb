"""What to do about pain in mid-session: one table, from the answers to the advice.

Owns the advice, its words and what is offered with it. Pure: it knows no session, no key and no
form; which key takes an offer is `questions`', how it looks the views'. None of it is a diagnosis.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.terms import THERMAL, Kind

PAIN = "pain"  # what `why` of a work row begins with where it hurt
WORST_PAIN = 10
NO_NUMBER = 3  # where no number was given: careful, but no reason to stop
TRACKS = frozenset({"achilles", "heel"})  # tags of routines that load a tendon on purpose


class Where(StrEnum):
    """Where it hurts, in the order of its digits, from 1."""

    CALF = "calf"
    HEEL = "heel"
    ANKLE = "ankle"
    KNEE = "knee"
    ELSEWHERE = "elsewhere"

    @property
    def words(self) -> str:
        """As it is asked for: "front of the ankle"."""
        return _PLACES[self]


_PLACES = {
    Where.CALF: "calf",
    Where.HEEL: "heel or Achilles",
    Where.ANKLE: "front of the ankle",
    Where.KNEE: "behind the knee",
    Where.ELSEWHERE: "elsewhere",
}


class Offer(StrEnum):
    """What one may do next."""

    GO_ON = "go on"
    LIGHTER = "go on lighter"
    SKIP = "skip"
    STOP = "stop"


@frozen
class Hurt:
    """What was said of a pain. `pain` is 0–10; None is a question left unanswered. `sharp` also
    stands for sudden, tingling, a pop, or pulsing behind the knee."""

    where: Where | None = None
    pain: int | None = None
    sharp: bool = False

    @property
    def why(self) -> str:
        """As the history keeps it, without the number: "pain", "pain heel sharp"."""
        parts = (PAIN, self.where or "", "sharp" if self.sharp else "")
        return " ".join(part for part in parts if part)

    @property
    def known(self) -> bool:
        """Whether anything was answered."""
        return self != Hurt()


@frozen
class Advice:
    """What to do now. `words` are sentences, `brief` is all of it in a window of 20 columns.
    `watch` are signs that want a professional, a sentence each; with them the session is over and
    they are read first."""

    words: str
    brief: str
    offers: frozenset[Offer]
    watch: tuple[str, ...] = ()

    @property
    def stop_only(self) -> bool:
        """Whether nothing but stopping is offered."""
        return self.offers == {Offer.STOP}

    @property
    def goes_on(self) -> bool:
        """Whether one may go on with the exercise, as it was or lighter."""
        return bool(self.offers & {Offer.GO_ON, Offer.LIGHTER})


class _Way(StrEnum):
    """How an exercise works on the leg, as far as pain is concerned."""

    PULL = "pull"  # it stretches
    REST = "rest"  # it warms, cools, moves gently, or looks
    PRESS = "press"  # roller, ball or hand
    LOAD = "load"  # it strengthens


_WAYS = {
    Kind.STRETCH: _Way.PULL,
    Kind.MOBILITY: _Way.PULL,
    Kind.MASSAGE: _Way.PRESS,
    Kind.PRESS: _Way.PRESS,
    Kind.ROLL: _Way.PRESS,
    Kind.STRENGTH: _Way.LOAD,
    Kind.ACTIVATION: _Way.LOAD,
    Kind.WARM_UP: _Way.REST,
    Kind.RELAX: _Way.REST,
    Kind.CHECK: _Way.REST,
    **dict.fromkeys(THERMAL, _Way.REST),
}

_STOP = frozenset({Offer.STOP})
_SKIP = _STOP | {Offer.SKIP}
_LIGHTER = _SKIP | {Offer.LIGHTER}
_GO_ON = _SKIP | {Offer.GO_ON}
_STRETCHES = (_Way.PULL, _Way.REST)
_ANY = tuple(_Way)

_SHARP = Advice(
    words="This session stops here.",
    brief="swollen, pop, numb?",
    offers=_STOP,
    watch=(
        "Chest pain or short breath: call the emergency number.",
        "Be seen today if the leg swells, feels warm or changes colour.",
        "Also if it popped, stays numb or weak, or will not lift you on tiptoe.",
    ),
)
_STRONG = Advice(words="That is too much to go on with.", brief="too much", offers=_STOP)
_LEAVE = Advice(words="Leave this exercise out today.", brief="leave it out", offers=_SKIP)
_JOINT = Advice(
    words="That is the joint, not the calf. Leave this exercise out today.",
    brief="leave it out",
    offers=_SKIP,
)
_SHORTER = Advice(words="Make the movement smaller.", brief="smaller movement", offers=_LIGHTER)
_FEWER = Advice(
    words="Do fewer reps, or leave this exercise out today.",
    brief="fewer reps",
    offers=_LIGHTER,
)
_STAYS = Advice(
    words="In this routine it may stay at that. Do fewer reps if it climbs.",
    brief="fewer if it climbs",
    offers=_GO_ON,
)
_FEWER_SHORTER = Advice(
    words="Do fewer reps, and make the movement smaller.",
    brief="fewer and smaller",
    offers=_LIGHTER,
)
_SOFTER = Advice(
    words="Press much less, or leave it out.", brief="press much less", offers=_LIGHTER
)
_SOFT = Advice(words="Press less.", brief="press less", offers=_LIGHTER)
_HALF = Advice(
    words="Lean half as far. If it still hurts, leave it out.",
    brief="lean half as far",
    offers=_LIGHTER,
)
_MILDER = Advice(
    words="Take it much milder. If it still hurts, leave it out.",
    brief="much milder",
    offers=_LIGHTER,
)
_EASE = Advice(words="Ease off a little.", brief="ease off a little", offers=_LIGHTER)
_WATCHED = Advice(
    words="It may go on. Stop if it climbs.", brief="stop if it climbs", offers=_GO_ON
)


@frozen
class _Row:
    """A row of the table: it holds up to `pain`, for `ways`, where it hurts at one of `places`
    (none: anywhere), and where `track`, only in routines of the tracks."""

    pain: int
    ways: tuple[_Way, ...]
    advice: Advice
    places: tuple[Where, ...] = ()
    track: bool = False


_ANKLE = (Where.ANKLE,)
_TABLE = (  # the first row that holds
    _Row(pain=5, ways=_STRETCHES, places=_ANKLE, advice=_JOINT),
    _Row(pain=3, ways=(_Way.LOAD,), places=_ANKLE, advice=_SHORTER),
    _Row(pain=5, ways=(_Way.LOAD,), places=_ANKLE, advice=_FEWER_SHORTER),
    _Row(pain=2, ways=_STRETCHES, advice=_EASE),
    _Row(pain=2, ways=(_Way.PRESS,), advice=_WATCHED),
    _Row(pain=3, ways=(_Way.PULL,), advice=_HALF),
    _Row(pain=3, ways=(_Way.REST,), advice=_MILDER),
    _Row(pain=3, ways=(_Way.PRESS,), advice=_SOFT),
    _Row(pain=3, ways=(_Way.LOAD,), advice=_WATCHED),
    _Row(pain=5, ways=(_Way.PRESS,), advice=_SOFTER),
    _Row(pain=5, ways=(_Way.LOAD,), track=True, advice=_STAYS),
    _Row(pain=5, ways=(_Way.LOAD,), advice=_FEWER),
    _Row(pain=5, ways=_ANY, advice=_LEAVE),
    _Row(pain=WORST_PAIN, ways=_ANY, advice=_STRONG),
)


def advise(hurt: Hurt, kind: Kind, tags: frozenset[str] = frozenset()) -> Advice:
    """What to do about `hurt` in an exercise of that kind, in a routine with those tags."""
    if hurt.sharp:
        return _SHARP
    pain = NO_NUMBER if hurt.pain is None else hurt.pain
    way = _WAYS[kind]
    track = bool(tags & TRACKS)
    return next(
        row.advice
        for row in _TABLE
        if pain <= row.pain
        and way in row.ways
        and (not row.places or hurt.where in row.places)
        and (track or not row.track)
    )
