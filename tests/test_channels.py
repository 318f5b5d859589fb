"""One channel is enough: three readers, of whom one only hears the voice, one only sees the
screen and one only reads the lines, each find all that they need in every shipped routine.

What a reader knows is its texts with their instants, nothing else; the routine file says what
should be found in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from building import lived, starts
from screens import picture
from virtual import Run
from voices import heard

from calfcoach import script
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.frozen import frozen
from calfcoach.model import Continuous, Hold, Parts
from calfcoach.phase import Coaching, Phase, PhaseKind
from calfcoach.screen import glyphs
from calfcoach.terms import Side
from calfcoach.timeline import Timeline, compile_routine

ROUTINES = (
    *("achilles", "after-run", "before-walk", "daily", "desk", "flare", "heat-cold", "heel-pain"),
    *("high-heels", "night-cramps", "posture", "roll", "soleus", "starter", "strength"),
)
INK = str.maketrans("▒░", "██")
ENDINGS = ("stop.", "change.", "swap.", "rest,", "rest.")  # and what begins then

every_routine = pytest.mark.parametrize("name", ROUTINES)
in_words = pytest.mark.parametrize("channel", ["voice", "lines"])


@frozen
class Turn:
    """A work phase with what leads to it. `new` where the exercise is not the one before,
    `turned` where the side is another; `after` is what follows, None at the end of all."""

    work: Phase
    leads: tuple[Phase, ...]
    before: Phase | None
    after: Phase | None
    led_from_s: float
    starts_s: float

    @property
    def ends_s(self) -> float:
        return self.starts_s + self.work.duration_s

    @property
    def new(self) -> bool:
        return self.before is None or self.before.item.block_no != self.work.item.block_no

    @property
    def turned(self) -> bool:
        return self.new or (self.before is not None and self.before.item.side is not self.side)

    @property
    def moved(self) -> bool:
        return any(lead.moves for lead in self.leads)

    @property
    def side(self) -> Side:
        return self.work.item.side

    @property
    def has_half_way(self) -> bool:
        timed = isinstance(self.work.item.work, Hold | Continuous | Parts)
        return timed and self.work.item.planned_reps is None and self.work.duration_s >= 30


def turns(made: Timeline) -> Iterator[Turn]:
    begun = starts(made)
    before: Phase | None = None
    first = 0
    for index, phase in enumerate(made.phases):
        if phase.kind is not PhaseKind.WORK:
            continue
        yield Turn(
            work=phase,
            leads=made.phases[first:index],
            before=before,
            after=made.phases[index + 1] if index + 1 < len(made.phases) else None,
            led_from_s=begun[first] if first < index else begun[index],
            starts_s=begun[index],
        )
        before, first = phase, index + 1


@cache
def timeline_of(name: str) -> Timeline:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": "/nonexistent/calfcoach"}))
    return compile_routine(catalog.routine(name), coaching=Coaching())


def test_all_shipped_routines_are_read() -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": "/nonexistent/calfcoach"}))
    assert catalog.names() == [*ROUTINES]


# ------------------------------------------------------------------- the voice and the lines


Texts = list[tuple[float, str]]


def texts_of(channel: str, made: Timeline) -> Texts:
    """What one channel alone tells of an untouched session, with the instants."""
    if channel == "voice":
        spoken = [(one.at_s, one.words) for one in heard(made, tones=False)]
        return [(at_s, words.lower()) for at_s, words in spoken]
    return [(at_s, words.lower()) for at_s, words in lived(made)]


def told(texts: Texts, from_s: float, to_s: float) -> str:
    """All that is told from one instant to another, both included."""
    return " ".join(words for at_s, words in texts if from_s - 0.01 <= at_s <= to_s + 0.01)


@every_routine
@in_words
def test_exercise_side_and_place_are_told_before_the_work(name: str, channel: str) -> None:
    made = timeline_of(name)
    texts = texts_of(channel, made)
    for turn in turns(made):
        words = told(texts, turn.led_from_s, turn.starts_s)
        if turn.new:
            assert script.name(turn.work.item.exercise).lower() in words
        if turn.turned and turn.side is not Side.BOTH:
            assert script.side(turn.work.item).lower() in words
        if turn.moved:
            # at the end of the work before at the earliest
            words = told(texts, turn.led_from_s - 5, turn.starts_s)
            assert script.at_place(turn.work.item.exercise.place) in words


@every_routine
@in_words
def test_start_half_way_and_end_are_told_at_their_instants(name: str, channel: str) -> None:
    made = timeline_of(name)
    texts = texts_of(channel, made)
    for turn in turns(made):
        assert told(texts, turn.starts_s, turn.starts_s).startswith("start.")
        half_s = turn.starts_s + turn.work.duration_s / 2
        if turn.has_half_way:
            assert told(texts, half_s, half_s).startswith("half way.")
        if turn.after is None:
            continue  # told once it is saved
        ending = told(texts, turn.ends_s, turn.ends_s)
        assert ending.startswith(ENDINGS), ending


@every_routine
@in_words
def test_switch_rest_and_what_comes_next_are_told_as_they_come(name: str, channel: str) -> None:
    made = timeline_of(name)
    texts = texts_of(channel, made)
    for turn in turns(made):
        if turn.after is None:
            continue
        at_end = told(texts, turn.ends_s, turn.ends_s)
        item = turn.after.item
        match turn.after.kind:
            case PhaseKind.SWITCH if item.side is not turn.side:
                assert at_end.startswith(f"change. {script.side(item)}".lower())
            case PhaseKind.SWITCH:
                assert item.part is not None
                assert at_end.startswith(f"swap. {item.part.name}".lower())
            case PhaseKind.REST:
                assert re.match(r"rest.*next, ", at_end)
            case _:
                assert script.name(item.exercise).lower() in at_end


@every_routine
def test_the_voice_alone_ends_with_its_last_word(name: str) -> None:
    made = timeline_of(name)
    assert texts_of("voice", made)[-1] == (made.total_s, "done.")


# ---------------------------------------------------------------------------- the screen


@cache
def frames_of(name: str) -> list[tuple[float, str]]:
    """The text of the screen at every second of an untouched session."""
    run = Run(timeline_of(name))
    frames: list[tuple[float, str]] = []
    while not run.session.ended:
        frames.append((run.now, "\n".join(picture(run.at, run.now, 80, 24)).translate(INK)))
        run.pass_s(1)
    return frames


def seen(name: str, from_s: float, to_s: float) -> list[str]:
    """The frames from one instant to another, the last one not included."""
    return [frame for at_s, frame in frames_of(name) if from_s <= at_s < to_s]


def shows(frame: str, seconds: int) -> bool:
    """Whether a countdown is drawn in large digits, of whatever size."""
    digits = str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}"
    rows = frame.split("\n")
    for scale in (3, 2, 1, glyphs.LOW, glyphs.NARROW, glyphs.LOW_NARROW):
        drawn = [line.strip() for line in glyphs.drawn(digits, scale, "█")]
        tops = range(len(rows) - len(drawn) + 1)
        if any(all(map(str.__contains__, rows[top:], drawn)) for top in tops):
            return True
    return False


def named_side(turn: Turn) -> str:
    return "BOTH" if turn.side is Side.BOTH else turn.side.upper()


@every_routine
def test_the_screen_shows_exercise_side_and_place_before_the_work(name: str) -> None:
    for turn in turns(timeline_of(name)):
        frames = seen(name, turn.led_from_s, turn.starts_s)
        exercise = turn.work.item.exercise
        assert frames
        for frame in frames:
            assert exercise.title[:20].lower() in frame.lower() or (
                script.name(exercise).lower() in frame.lower()
            )
            assert turn.side is Side.BOTH or named_side(turn) in frame
        if turn.moved:
            assert any(script.at_place(exercise.place) in frame for frame in frames)


@every_routine
def test_the_screen_shows_side_and_what_comes_next_through_all_of_the_work(name: str) -> None:
    for turn in turns(timeline_of(name)):
        for frame in seen(name, turn.starts_s, turn.ends_s):
            assert "START" not in frame
            assert turn.side is Side.BOTH or named_side(turn) in frame
            if turn.after is not None:
                assert following(turn.after) in frame.lower()


def following(after: Phase) -> str:
    """What the line behind "then" must hold, in small letters."""
    match after.kind:
        case PhaseKind.SWITCH if after.item.part is not None:
            return after.item.part.name.lower()
        case PhaseKind.SWITCH:
            return f"change, {script.side(after.item)}".lower()
        case PhaseKind.REST:
            return "rest"
        case _:
            return script.name(after.item.exercise).lower()


@every_routine
def test_the_screen_counts_timed_work_down_from_its_start_past_half_way_to_its_end(
    name: str,
) -> None:
    for turn in turns(timeline_of(name)):
        if not turn.has_half_way:
            continue
        frames = seen(name, turn.starts_s, turn.ends_s)
        lasts_s = round(turn.work.duration_s)
        assert shows(frames[0], lasts_s)
        assert shows(frames[lasts_s // 2], lasts_s - lasts_s // 2)
        assert shows(frames[-1], 1)
        assert len(frames) == lasts_s


@every_routine
def test_the_screen_tells_change_rest_and_getting_ready_from_work(name: str) -> None:
    labels = {
        PhaseKind.SWITCH: "CHANGE",
        PhaseKind.REST: "REST",
        PhaseKind.PREPARE: "GET READY",
    }
    made = timeline_of(name)
    for phase, start_s in zip(made.phases, starts(made), strict=True):
        frames = seen(name, start_s, start_s + phase.duration_s)
        label = labels.get(phase.kind)
        for frame in frames:
            shown = [word for word in labels.values() if re.search(rf"\b{word}\b", frame)]
            assert shown == ([label] if label else [])
