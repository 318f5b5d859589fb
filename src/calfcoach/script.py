"""The sentences. What is said, shown and printed in a session comes from here.

Owns wording only: side before everything else, numbers as digits, units as words, sentence
case, full stop; no sign that a screen reader would spell out. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calfcoach.model import Continuous, Exercise, FootSteps, Hold, Parts, Reps, Tempo
from calfcoach.terms import Kind, Place, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.phase import WorkItem

WORDS_A_SECOND = 2.5  # a slow screen reader: 150 words a minute
WORDS_A_SECOND_READ = 5.0  # eyes, a line at a time

START = "Start."

_AT = {
    Place.WALL: "at the wall",
    Place.FLOOR: "on the floor",
    Place.CHAIR: "on the chair",
    Place.STEP: "at the step",
    Place.OPEN_FLOOR: "on clear floor",
    Place.BED: "on the bed",
}
_NEEDS = {
    Place.WALL: "a wall",
    Place.OPEN_FLOOR: "clear floor",
    Place.FLOOR: "floor to lie on",
    Place.CHAIR: "a chair",
    Place.STEP: "a step",
    Place.BED: "a bed",
}


def sentence(text: str) -> str:
    """With a capital first letter and one full stop, unless it asks or calls."""
    text = text.strip().rstrip(".")
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith(("?", "!")) else ".")


def capital(text: str) -> str:
    """With a capital first letter, and else as it is."""
    return text[:1].upper() + text[1:]


def joined(parts: Iterable[str]) -> str:
    """A list as one speaks it: "a wall, clear floor and a chair"."""
    words = [part for part in parts if part]
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def counted(number: float, noun: str) -> str:
    """A number with its noun: "1 second", "2.5 seconds", "3 calf stretches"."""
    plural = noun + ("es" if noun.endswith(("ch", "sh", "s", "x")) else "s")
    return f"{number:g} {noun if number == 1 else plural}"


def times(number: float, name: str) -> str:
    """How often something was done, by its name: "20 heel raises". A name may be a plural already
    ("15 ankle pumps"), or not a word of English."""
    one = name.split(",")[0]
    head, how, rest = one.partition(" with ")
    if (head.endswith("s") and not head.endswith("ss")) or not head.isascii():
        return f"{number:g} {one}"
    return f"{counted(number, head)}{how}{rest}"


def seconds(duration_s: float) -> str:
    """A dose: seconds up to 99, then minutes. A tenth is the finest that is said."""
    rounded = round(duration_s, 1)
    return counted(rounded, "second") if rounded < 100 else length(duration_s)


def length(duration_s: float) -> str:
    """A length: "13 minutes 4 seconds", "1 hour 2 minutes"."""
    whole = round(duration_s)
    hours, rest = divmod(whole, 3600)
    minutes, left_s = divmod(rest, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (left_s if not hours else 0, "second")]
    said = " ".join(counted(number, noun) for number, noun in parts if number)
    return said or "0 seconds"


def to_go(duration_s: float) -> str:
    """What is left of a session: whole minutes, or seconds in the last one."""
    if duration_s < 60:
        return f"{counted(max(0, round(duration_s)), 'second')} to go"
    return f"{counted(round(duration_s / 60), 'minute')} to go"


def name(exercise: Exercise) -> str:
    """The name as it stands in a sentence."""
    return exercise.say or exercise.title


def side(item: WorkItem) -> str:
    """The working leg, "left leg back"; empty where both work."""
    if item.side is Side.BOTH:
        return ""
    return filled(item.exercise.side_words, item.side)


def short_side(item: WorkItem) -> str:
    """The working leg in two words, "left leg"; empty where both work."""
    return "" if item.side is Side.BOTH else f"{item.side} leg"


def filled(text: str, working: Side) -> str:
    """`{side}` and `{other}` replaced; other braces stay as typed."""
    if working is Side.BOTH:
        return text.replace("{side}", "each").replace("{other}", "other")
    return text.replace("{side}", working.value).replace("{other}", working.other.value)


def tempo(beats: Tempo, words: tuple[str, str] = ("up", "down")) -> str:
    """A tempo in words: "up 2, hold 2, down 3"."""
    named = [(words[0], beats.up_s), ("hold", beats.hold_s), (words[1], beats.down_s)]
    named.append(("pause", beats.pause_s))
    return ", ".join(f"{word} {beat_s:g}" for word, beat_s in named if beat_s)


def dose(item: WorkItem) -> str:
    """How much one work phase is: "30 seconds", "10 reps, up 2, hold 2, down 3"."""
    match item.work:
        case Reps(tempo=Tempo() as beats, reps=reps):
            return f"{counted(reps, 'rep')}, {tempo(beats, item.exercise.beats)}"
        case Reps() | FootSteps():
            return own_pace(item)
        case Hold(reps=reps, hold_s=hold_s) if reps > 1:
            return f"{reps} holds of {seconds(hold_s)}"
        case Hold() | Continuous() | Parts():
            said = seconds(item.planned_s)
            if item.exercise.kind is Kind.PRESS:
                said += " at most"  # it is over when the spot fades
            return f"{item.part.name}, {said}" if item.part else said


def short_dose(item: WorkItem) -> str:
    """As `dose`, without the tempo."""
    if isinstance(item.work, Reps) and item.work.tempo is not None:
        return counted(item.work.reps, "rep")
    return dose(item)


def own_pace(item: WorkItem) -> str:
    """What is asked for where the person ends the set."""
    match item.work:
        case Reps(to_failure=True):
            return "as many reps as you can"
        case Reps(reps=reps, least=least) if least < reps:
            return f"{least} to {reps} reps"
        case FootSteps(steps=steps):
            return counted(steps, "step")
        case Reps(reps=reps):
            return counted(reps, "rep")
        case _:
            return ""


def turn(item: WorkItem) -> str:
    """Which set or round it is: "round 1 of 2", "set 2 of 3"; empty where there is one."""
    said = []
    if item.sets > 1:
        noun = "round" if item.alternate or item.part else "set"
        said.append(f"{noun} {item.set_no} of {item.sets}")
    if item.rounds > 1:
        said.append(f"round {item.round_no} of {item.rounds}")
    return ", ".join(said)


def at_place(place: Place) -> str:
    """Where to go: "at the wall"."""
    return _AT[place]


def announcement(item: WorkItem, *, place: bool = False, brief: bool = False) -> str:
    """What comes: name, side, dose, turn. `brief` leaves out the tempo and the turn."""
    parts = [
        at_place(item.exercise.place) if place else "",
        name(item.exercise),
        side(item),
        short_dose(item) if brief else dose(item),
        item.load,
        "" if brief else turn(item),
    ]
    return sentence(", ".join(part for part in parts if part))


def names(item: WorkItem) -> str:
    """What comes, by name and side alone."""
    return sentence(", ".join(part for part in (name(item.exercise), side(item)) if part))


def first_announcement(item: WorkItem, *, brief: bool = False) -> str:
    """The first words of a session's first step."""
    exercise = item.exercise
    if exercise.kind is Kind.WARM_UP and exercise.say:
        return sentence(f"Get ready to {exercise.say}, {short_dose(item)}")
    return "Get ready. " + announcement(item, brief=brief)


def announced(item: WorkItem, *, place: bool = False) -> str:
    """What comes, for the ear: "On the floor, foam roll. Left leg."."""
    where = f"{at_place(item.exercise.place)}, " if place else ""
    return f"{sentence(where + name(item.exercise))} {sentence(side(item))}".strip()


def first_announced(item: WorkItem) -> str:
    """The first words of a session, for the ear."""
    if item.exercise.kind is Kind.WARM_UP and item.exercise.say:
        return sentence(f"Get ready to {item.exercise.say}")
    return "Get ready. " + announced(item)


def needs(exercises: Sequence[Exercise]) -> str:
    """What one needs: places in a fixed order, then equipment; empty for nothing."""
    places = {exercise.place for exercise in exercises}
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    said = [words for place, words in _NEEDS.items() if place in places]
    return joined([*said, *(_with_article(thing) for thing in things)])


def _with_article(thing: str) -> str:
    if thing.split(" ")[0] in ("a", "an", "the", "some", "two") or thing.endswith("s"):
        return thing
    return ("an " if thing[0] in "aeiou" else "a ") + thing


def reading_s(text: str, *, accessible: bool) -> float:
    """Seconds from the start of a line to the earliest start of the next one."""
    pace = WORDS_A_SECOND if accessible else WORDS_A_SECOND_READ
    return len(text.split()) / pace + 1.0
