"""What the shipped routines promise: their lengths, and every line of their accessible form.

The whole scripts stand in tests/scripts/. After a change that is meant, rewrite them with
`CALFCOACH_REWRITE=1 pytest tests/test_shipped_routines.py` (the tests that rewrote a file
fail once, so that it is never done unseen) and read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from building import lived, starts, works
from conftest import Result
from virtual import played
from voices import Spoken, heard

from calfcoach import script
from calfcoach.cues import with_cues
from calfcoach.events import Ended, Event, PhaseStarted, Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.model import Routine
from calfcoach.phase import Coaching, CueKind, Phase, PhaseKind
from calfcoach.records import Status
from calfcoach.spoken import speaking_s
from calfcoach.terms import Coach, Gaze, Level, Side
from calfcoach.timeline import Options, Timeline, adjusted, compile_routine

TOTALS_S = {
    "achilles": 816,
    "after-run": 640,
    "before-walk": 264,
    "daily": 730,
    "desk": 300,
    "flare": 285,
    "heat-cold": 1025,
    "heel-pain": 735,
    "high-heels": 410,
    "night-cramps": 170,
    "posture": 175,
    "roll": 615,
    "soleus": 385,
    "starter": 430,
    "strength": 892,
}
SCRIPTS = Path(__file__).parent / "scripts"
ACCESSIBLE = Options(accessible=True)
BANNED = re.compile(r"[·—→×%▸…>\[\]]|\d:\d|\d-\d+-\d")

every_routine = pytest.mark.parametrize("name", TOTALS_S)

FIRST_THREE_MINUTES_OF_DAILY = """\
0:00 Get ready to march on the spot, 60 seconds. W says where you are, Space pauses.
0:08 Start.
0:38 Half way.
1:03 5 seconds. Next, at the wall.
1:08 Stop. Wall calf stretch, left leg back, 30 seconds, round 1 of 2.
1:15 Hands on the wall, left knee straight, left heel down.
1:21 Start. Lean in to a mild pull.
1:36 Half way. Heel heavy, breathe out.
1:48 3 seconds.
1:51 Change. Right leg back.
1:59 Start.
2:14 Half way.
2:26 3 seconds.
2:29 Change. Left leg back, round 2 of 2.
2:37 Start.
2:52 Half way. Next, right leg.
3:04 3 seconds."""


class Kept:
    """A driver that keeps every event."""

    def __init__(self) -> None:
        self.kept: list[Event] = []

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        del snapshot, now
        self.kept += events
        return None


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Routine]:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path_factory.mktemp("home"))}))
    return {name: catalog.routine(name) for name in catalog.names()}


@pytest.fixture(scope="module")
def accessible(shipped: dict[str, Routine]) -> dict[str, Timeline]:
    return {name: compile_routine(found, ACCESSIBLE) for name, found in shipped.items()}


@pytest.fixture(scope="module")
def scripts(accessible: dict[str, Timeline]) -> dict[str, list[tuple[float, str]]]:
    return {name: lived(made) for name, made in accessible.items()}


def timed(lines: list[tuple[float, str]]) -> list[str]:
    """Each line behind its minute and second: "1:08 Stop."."""
    return [f"{int(at_s) // 60}:{int(at_s) % 60:02} {words}" for at_s, words in lines]


# ------------------------------------------------------------------------------- lengths


def test_these_routines_are_shipped(shipped: dict[str, Routine]) -> None:
    assert list(shipped) == list(TOTALS_S)


@every_routine
def test_a_routine_is_as_long_as_promised(shipped: dict[str, Routine], name: str) -> None:
    made = compile_routine(shipped[name])
    assert made.total_s == TOTALS_S[name]
    assert made.up_to is (name == "soleus")  # pressing ends when the spot has faded


def test_daily_is_784_s_in_accessible_form(accessible: dict[str, Timeline]) -> None:
    assert accessible["daily"].total_s == 784


def test_the_steps_of_daily_begin_when_promised(shipped: dict[str, Routine]) -> None:
    made = compile_routine(shipped["daily"])
    begun = {phase.item.step.no: 0.0 for phase in made.phases}
    for phase, start_s in reversed(list(zip(made.phases, starts(made), strict=True))):
        begun[phase.item.step.no] = start_s
    minutes = {no: f"{int(s) // 60}:{int(s) % 60:02}" for no, s in begun.items()}
    times = ["0:00", "1:05", "3:30", "5:50", "7:05", "9:10", "10:20", "11:30"]
    assert list(minutes.values()) == times


def test_daily_is_90_s_of_each_stretch_a_leg_20_raises_and_40_s_of_heel_walking(
    shipped: dict[str, Routine],
) -> None:
    done: dict[tuple[str, Side], float] = {}
    for phase in works(compile_routine(shipped["daily"])):
        key = (phase.item.exercise.id, phase.item.side)
        done[key] = done.get(key, 0) + (phase.reps or phase.duration_s)
    assert done == {
        ("warm-up-march", Side.BOTH): 60,
        ("wall-calf-stretch", Side.LEFT): 90,
        ("wall-calf-stretch", Side.RIGHT): 90,
        ("soleus-stretch", Side.LEFT): 90,
        ("soleus-stretch", Side.RIGHT): 90,
        ("heel-raise", Side.BOTH): 20,
        ("heel-walk", Side.BOTH): 40,
        ("leg-lift-relax", Side.BOTH): 30,
    }


@every_routine
@pytest.mark.parametrize("level", Level)
def test_both_legs_get_the_same_at_every_level(
    shipped: dict[str, Routine], name: str, level: Level
) -> None:
    made = compile_routine(shipped[name], Options(level=level))
    assert made.work_s(Side.LEFT) == made.work_s(Side.RIGHT)


@every_routine
@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("coach", [Coach.LEARN, Coach.FEW])
def test_more_and_less_leave_every_cue_as_a_sheet_written_anew_has_it(
    shipped: dict[str, Routine], name: str, coach: Coach, by: int
) -> None:
    made = compile_routine(shipped[name], coaching=Coaching(coach=coach))
    for index in range(len(made.phases)):
        once = adjusted(made, index, by, 0.0) or made
        twice = adjusted(once, index, by, 0.0) or once
        assert once.phases == with_cues(once.phases, made.coaching)
        assert twice.phases == with_cues(twice.phases, made.coaching)


def in_units(seconds: float) -> str:
    """730 is "12 min 10 s"."""
    minutes, rest = divmod(round(seconds), 60)
    return " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest))


@every_routine
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("side", Side)
def test_a_routine_is_played_to_its_end_in_the_time_that_show_prints(
    shipped: dict[str, Routine],
    calf: Callable[..., Result],
    name: str,
    level: Level,
    side: Side,
) -> None:
    made = compile_routine(shipped[name], Options(level=level, side=side))
    events = Kept()
    outcome, _ = played(made, drivers=[events])
    (ended,) = [event for event in events.kept if isinstance(event, Ended)]
    assert ended.status is Status.COMPLETED
    assert len([e for e in events.kept if isinstance(e, PhaseStarted)]) == len(made.phases)
    assert outcome.lasted_s == pytest.approx(made.total_s)
    one_side = [] if side is Side.BOTH else ["--side", side.value]
    shown = calf("show", name, "--level", level.value, *one_side)
    up_to = "up to " if name == "soleus" else ""
    length = next(line for line in shown.out.splitlines() if line.startswith("length "))
    assert length.split(maxsplit=1)[1] == up_to + in_units(made.total_s)
    assert (shown.code, shown.err) == (0, "")


# ------------------------------------------------------------------------------- scripts


def test_the_first_three_minutes_of_daily_are_as_written(
    scripts: dict[str, list[tuple[float, str]]],
) -> None:
    lines = [(at_s, words) for at_s, words in scripts["daily"] if at_s <= 184]
    assert "\n".join(timed(lines)) == FIRST_THREE_MINUTES_OF_DAILY


@every_routine
def test_the_whole_script_is_as_kept(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    same_as_kept(f"{name}.txt", scripts[name])


def same_as_kept(name: str, lines: list[tuple[float, str]]) -> None:
    file = SCRIPTS / name
    said = "\n".join(timed(lines)) + "\n"
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if said != kept and os.environ.get("CALFCOACH_REWRITE") == "1":
        file.write_text(said, encoding="utf-8")
        pytest.fail(f"{file.name} was rewritten: read what changed")
    assert said == kept


@pytest.mark.parametrize("coach", Coach)
def test_what_a_voice_says_in_daily_is_as_kept(shipped: dict[str, Routine], coach: Coach) -> None:
    made = compile_routine(shipped["daily"], coaching=Coaching(coach=coach))
    same_as_kept(f"voice-{coach}.txt", [(one.at_s, one.words) for one in heard(made, tones=False)])


# --------------------------------------------------------------------- rules of every phrase


def phrases_of(shipped: dict[str, Routine], name: str, coach: Coach) -> list[list[Spoken]]:
    """What is spoken in a routine, without tones and with them."""
    made = compile_routine(shipped[name], coaching=Coaching(coach=coach))
    return [heard(made, tones=tones) for tones in (False, True)]


@pytest.mark.parametrize(("coach", "most"), [(Coach.NORMAL, 60), (Coach.FEW, 45)])
def test_who_knows_daily_hears_few_phrases(
    shipped: dict[str, Routine], coach: Coach, most: int
) -> None:
    assert all(len(spoken) <= most for spoken in phrases_of(shipped, "daily", coach))


@every_routine
@pytest.mark.parametrize("coach", Coach)
def test_a_phrase_has_been_said_before_the_next_one_begins(
    shipped: dict[str, Routine], name: str, coach: Coach
) -> None:
    for spoken in phrases_of(shipped, name, coach):
        cut = [
            (one.words, two.words)
            for one, two in pairwise(spoken)
            if one.begins_s + speaking_s(one.words) > two.begins_s + 1e-6
        ]
        assert cut == []


@every_routine
@pytest.mark.parametrize(("coach", "most"), [(Coach.LEARN, 5), (Coach.NORMAL, 1)])
def test_a_hold_is_not_talked_through(
    shipped: dict[str, Routine], name: str, coach: Coach, most: int
) -> None:
    made = compile_routine(shipped[name], coaching=Coaching(coach=coach))
    for phase in works(made):
        counted = phase.self_paced or phase.item.planned_reps
        safety = [c for c in phase.cues if c.kind in (CueKind.RAMP, CueKind.CHECK)]
        spoken = [cue for cue in phase.cues if cue.spoken and cue not in safety]
        if coach is not Coach.LEARN:  # a tone tells the start, and only where there is none a word
            spoken = [cue for cue in spoken if cue.spoken != "Start."]
        noted = bool(phase.item.step.note)  # the author's own word comes on top
        assert counted or len(spoken) <= most + noted


@every_routine
@pytest.mark.parametrize("coach", Coach)
def test_nothing_is_spoken_with_a_figure_or_a_sign(
    shipped: dict[str, Routine], name: str, coach: Coach
) -> None:
    for spoken in phrases_of(shipped, name, coach):
        assert [one.words for one in spoken if re.search(r"[0-9·—→×%▸…>{}\[\]]", one.words)] == []
        assert [one.words for one in spoken if not re.fullmatch(r"[A-Z].*[.?]", one.words)] == []


# --------------------------------------------------------------------- rules of every line


@every_routine
def test_there_is_one_line_at_an_instant(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    instants = [at_s for at_s, _ in scripts[name]]
    assert instants == sorted(set(instants))


@every_routine
def test_a_line_has_at_most_100_characters(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    assert [words for _, words in scripts[name] if len(words) > 100] == []


@every_routine
def test_a_line_can_be_read_to_its_end_before_the_next(
    scripts: dict[str, list[tuple[float, str]]], accessible: dict[str, Timeline], name: str
) -> None:
    lines = [*scripts[name], (accessible[name].total_s, "")]
    hurried = [
        (words, then_s - at_s)
        for (at_s, words), (then_s, _) in pairwise(lines)
        if len(words.split()) / 2.5 > then_s - at_s - 1 + 1e-6
    ]
    assert hurried == []


@every_routine
def test_no_line_has_a_sign_that_a_screen_reader_would_spell_out(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    assert [words for _, words in scripts[name] if BANNED.search(words)] == []


@every_routine
def test_a_line_begins_like_a_sentence_and_ends_like_one(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    whole = re.compile(r"[A-Z0-9].*[.?]", re.ASCII)
    assert [words for _, words in scripts[name] if not whole.fullmatch(words)] == []


@every_routine
def test_no_line_comes_twice_in_a_row(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    lines = timed(scripts[name])
    twice = [
        (one, two) for one, two in pairwise(lines) if one.split(" ", 1)[1] == two.split(" ", 1)[1]
    ]
    assert twice == []


@every_routine
def test_a_change_names_the_side_before_everything_else(
    scripts: dict[str, list[tuple[float, str]]], name: str
) -> None:
    changes = [words for _, words in scripts[name] if "Change." in words]
    assert [w for w in changes if not re.match(r"Change\. (Left|Right) ", w)] == []


# ------------------------------------------------------------------ all that can be found


def lines_of(phases: list[Phase]) -> str:
    return " ".join(cue.words for phase in phases for cue in phase.cues).lower()


def since_work_began(made: Timeline) -> list[tuple[list[Phase], Phase]]:
    """Each work phase with all phases from the work before it on."""
    found: list[tuple[list[Phase], Phase]] = []
    before: list[Phase] = []
    for phase in made.phases:
        if phase.kind is PhaseKind.WORK:
            found.append((before, phase))
            before = []
        before.append(phase)
    return found


@every_routine
def test_exercise_dose_side_and_turn_are_told_before_the_work(
    accessible: dict[str, Timeline], name: str
) -> None:
    for before, work in since_work_began(accessible[name]):
        told = lines_of(before)
        item = work.item
        last = before[0].item if before and before[0].kind is PhaseKind.WORK else None
        if last is None or last.side is not item.side:
            assert script.side(item).lower() in told
        if last is None or last.block_no != item.block_no:
            assert script.name(item.exercise).lower() in told
            assert script.short_dose(item).lower() in told
        elif last.set_no != item.set_no:
            assert script.turn(item) in told


@every_routine
def test_a_place_is_told_before_it_is_needed(accessible: dict[str, Timeline], name: str) -> None:
    moves = 0
    for before, work in since_work_began(accessible[name]):
        if any(phase.moves for phase in before):
            moves += 1
            assert script.at_place(work.item.exercise.place) in lines_of(before)
    places = [step.exercise.place for step in accessible[name].steps]
    assert moves == sum(one is not two for one, two in pairwise(places))


@every_routine
def test_starts_changes_and_rests_are_told_when_they_come(
    accessible: dict[str, Timeline], name: str
) -> None:
    opening = {
        PhaseKind.WORK: "Start.",
        PhaseKind.SWITCH: "Change. ",
        PhaseKind.REST: "Rest, ",
    }
    for phase in accessible[name].phases:
        first = phase.cues[0]
        assert first.offset_s == 0
        swaps = phase.kind is PhaseKind.SWITCH and phase.item.part is not None
        assert first.words.startswith("Swap. " if swaps else opening.get(phase.kind, ""))
        if phase.kind is PhaseKind.REST:
            assert "Next, " in first.words


@every_routine
def test_half_way_is_told_in_work_of_30_s_and_more_alone(
    accessible: dict[str, Timeline], name: str
) -> None:
    for phase in accessible[name].phases:
        halves = [cue for cue in phase.cues if cue.kind is CueKind.HALF_WAY]
        half = [cue.offset_s for cue in halves if cue.words]
        timed_work = phase.kind is PhaseKind.WORK and not phase.item.at_tempo
        expected = [phase.duration_s / 2] if timed_work and phase.duration_s >= 30 else []
        assert half == expected
        assert ("half way" in lines_of([phase])) is bool(expected)
        away = timed_work and phase.item.exercise.gaze is Gaze.AWAY and phase.duration_s >= 10
        assert bool(halves) is (away or bool(expected))
        assert all(cue.spoken.startswith("Half way.") for cue in halves if away)


@every_routine
def test_what_is_known_is_told_in_fewer_lines(shipped: dict[str, Routine], name: str) -> None:
    learnt = Coaching(known=frozenset(step.exercise.id for step in shipped[name].each_step()))
    first = lived(compile_routine(shipped[name], ACCESSIBLE))
    later = lived(compile_routine(shipped[name], ACCESSIBLE, learnt))
    assert len(" ".join(words for _, words in later)) < len(" ".join(words for _, words in first))
    assert len(later) <= len(first)
