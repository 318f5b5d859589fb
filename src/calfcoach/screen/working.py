"""The pages of work: a hold, reps at a tempo, short holds, rolling, one's own pace. Pure."""

from __future__ import annotations

import math
from operator import attrgetter

from calfcoach import script
from calfcoach.events import Snapshot
from calfcoach.model import Continuous, FootSteps, Hold, Reps, Tempo
from calfcoach.phase import WorkItem
from calfcoach.screen import words
from calfcoach.screen.lasting import lasting
from calfcoach.screen.page import Ink, Meter
from calfcoach.screen.text import clean
from calfcoach.terms import Kind, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

METER_STEP_S = 1.0  # as tones and digits: a meter that glides has the screen drawn all the time
_EPSILON_S = 1e-6


def working(snapshot: Snapshot) -> dict[str, Any]:
    """What a page says while somebody works: the fields of `Page` that differ from phase to
    phase."""
    item = snapshot.phase.item
    whole, then, brief = _whole_phase(snapshot)
    shown: dict[str, Any] = whole | {"following": (then, ("done", "", words.done(snapshot)))}
    match item.work:
        case Reps(tempo=Tempo() as tempo):
            shown |= _tempo(snapshot, tempo)
        case Reps() | FootSteps():
            shown |= _own_pace(snapshot)
        case Hold(reps=reps) if reps > 1:
            shown |= _short_holds(snapshot, item.work)
        case Continuous(pass_s=float() as pass_s):
            shown |= _timed(snapshot) | _passes(snapshot, pass_s)
        case _:
            shown |= _timed(snapshot)
    if snapshot.spot_left_s is not None:
        shown |= _spot(snapshot.spot_left_s)
    shown["brief"] = _brief(item, shown.pop("figure"), shown["live"], brief)
    return shown


@lasting(attrgetter("index", "phase", "timeline"))
def _whole_phase(snapshot: Snapshot) -> tuple[dict[str, Any], tuple[str, str, str], str]:
    """What the page says for the whole phase: fields of it, what comes next, and that briefly."""
    item = snapshot.phase.item
    dose = words.dose_briefly(snapshot.phase)
    tempo = str(item.work.tempo) if isinstance(item.work, Reps) and item.work.tempo else ""
    shown = {
        "ink": Ink.WORK,
        "side": item.side,
        "band": words.band(item),
        "what": words.title(item),
        "turn": words.joined(words.turn(item), dose, tempo, words.load(item)),
        "lines": _lines(snapshot),
        "short": (words.name(item), words.turn_briefly(item)),
        "then": words.then_briefly(snapshot, how_much=False),
    }
    brief = words.then_briefly(snapshot)
    if snapshot.phase.self_paced and snapshot.timeline.coaching.keys:
        brief = "enter when done"
    return shown, ("then", *words.then(snapshot)), brief


def _brief(item: WorkItem, figure: str, live: str, then: str) -> tuple[tuple[str, str], ...]:
    """Side and seconds, name and set, what comes next."""
    who = "" if item.side is Side.BOTH and not live else words.who_briefly(item)
    who = words.band(item) if item.part else who
    second = (words.name(item) if who else "BOTH legs", words.turn_briefly(item))
    return ((words.joined(who or words.name(item), live), figure), second, (then, ""))


def _lines(snapshot: Snapshot) -> tuple[str, ...]:
    """How it is done: the cues, and the note of the step."""
    item = snapshot.phase.item
    told = [*(script.filled(cue, item.side) for cue in item.exercise.cues), item.step.note]
    return tuple(clean(script.sentence(text)) for text in told if text)


def _timed(snapshot: Snapshot) -> dict[str, Any]:
    left = words.ceiling(snapshot.left_s)
    return {
        "digits": words.digits(left),
        "widest": words.digits(words.ceiling(snapshot.phase.duration_s)),
        "live": "",
        "figure": words.figure(left),
    }


def _spot(left_s: float) -> dict[str, Any]:
    """On a tender spot there is nothing to keep time with but how long still."""
    left = words.figure(words.ceiling(left_s))
    return {"live": "STAY", "beside": ("Stay on the spot,", f"{left} at most.", "", "t: roll on")}


def _passes(snapshot: Snapshot, pass_s: float) -> dict[str, Any]:
    """The metronome of rolling and massage: which pass it is, and how far it has come."""
    number = math.floor(snapshot.elapsed_s / pass_s + _EPSILON_S)
    total = math.ceil(snapshot.phase.duration_s / pass_s - _EPSILON_S)
    number = min(number, total - 1)
    into_s = snapshot.elapsed_s - number * pass_s
    # a roller goes up and down; a hand strokes towards the heart only
    rolls = snapshot.phase.item.exercise.kind is Kind.ROLL
    return {
        "beside": (
            Meter(
                word="PASS" if rolls else "STROKE",
                sign="▼" if rolls and number % 2 else "▲",
                filled=_filled(into_s, pass_s),
                lit=True,
            ),
            "",
            f"{'pass' if rolls else 'stroke'} {number + 1} of {total}, {pass_s:g} s each",
        )
    }


def _short_holds(snapshot: Snapshot, work: Hold) -> dict[str, Any]:
    """Several short holds as one set: the one that is held, or the pause after it."""
    number, holding, left_s = _short_hold(snapshot, work)
    left = words.ceiling(left_s)
    live = "" if holding else "LET GO"
    return {
        "ink": Ink.WORK if holding else Ink.LIGHT,
        "digits": words.digits(left),
        "widest": words.digits(words.ceiling(max(work.hold_s, work.release_s))),
        "live": live,
        "beside": (
            Meter(word="HOLD", figure=f"{work.hold_s:g} s", sign="■", lit=holding),
            Meter(word="LET GO", figure=f"{work.release_s:g} s", sign="▼", lit=not holding),
            "",
            f"hold {number + 1} of {work.reps}",
        ),
        "figure": words.figure(left),
    }


def _short_hold(snapshot: Snapshot, work: Hold) -> tuple[int, bool, float]:
    """Which hold it is, from 0, whether it is held or let go, and the seconds left of that."""
    cycle_s = work.hold_s + work.release_s
    number = min(math.floor(snapshot.elapsed_s / cycle_s + _EPSILON_S), work.reps - 1)
    into_s = snapshot.elapsed_s - number * cycle_s
    holding = into_s < work.hold_s - _EPSILON_S or number == work.reps - 1
    left_s = work.hold_s - into_s if holding else cycle_s - into_s
    return number, holding, min(max(0.0, left_s), snapshot.left_s)


def _own_pace(snapshot: Snapshot) -> dict[str, Any]:
    """The person ends it: how many are asked for is what they want to see."""
    item = snapshot.phase.item
    left = words.ceiling(snapshot.left_s)
    asked = item.planned_reps
    noun = "steps" if isinstance(item.work, FootSteps) else "reps"
    shown = str(asked) if asked is not None else words.digits(left)
    key = "Enter when done" if snapshot.timeline.coaching.keys else ""
    beside = [noun if asked is not None else script.own_pace(item), "at your own pace", key]
    limit = f"{words.figure(left)} left at most"
    return {
        "digits": shown,
        "widest": shown if asked is not None else _widest(snapshot),
        "live": "",
        "beside": (*(line for line in beside if line), "", limit),
        "figure": script.own_pace(item) if asked is not None else words.figure(left),
    }


def _widest(snapshot: Snapshot) -> str:
    return words.digits(words.ceiling(snapshot.phase.duration_s))


def _tempo(snapshot: Snapshot, tempo: Tempo) -> dict[str, Any]:
    """Reps at a tempo: the number of the rep, and the beat that is on."""
    reps = snapshot.phase.reps or 1
    done = min(math.floor(snapshot.elapsed_s / tempo.rep_s + _EPSILON_S), reps - 1)
    into_s = snapshot.elapsed_s - done * tempo.rep_s
    up, down = (clean(word).upper() for word in snapshot.phase.item.exercise.beats)
    beats = [
        (up, tempo.up_s, "▲"),
        ("HOLD", tempo.hold_s, "■"),
        (down, tempo.down_s, "▼"),
        ("PAUSE", tempo.pause_s, "■"),
    ]
    rows: list[Meter] = []
    live = ""
    for word, beat_s, sign in beats:
        if not beat_s:
            continue
        lit = -_EPSILON_S <= into_s < beat_s - _EPSILON_S
        far = _filled(max(0.0, into_s), beat_s) if lit else None
        rows.append(Meter(word=word, figure=f"{beat_s:g}", sign=sign, filled=far, lit=lit))
        live = word if lit else live
        into_s -= beat_s
    number = str(done + 1)
    return {
        "digits": number,
        "widest": str(reps),
        "live": live,
        "beside": (*_apart(rows), "", f"rep {number} of {reps}"),
        "figure": f"{number} of {reps}",
    }


def _apart(rows: list[Meter]) -> list[Meter | str]:
    spaced: list[Meter | str] = []
    for row in rows:
        spaced += ["", row] if spaced else [row]
    return spaced


def _filled(into_s: float, lasts_s: float) -> float:
    """How full the meter of something that lasts `lasts_s` is: with the second that is on."""
    steps = math.floor(into_s / METER_STEP_S + _EPSILON_S) + 1
    return min(1.0, steps * METER_STEP_S / lasts_s)


def next_change_s(snapshot: Snapshot) -> float:
    """Seconds until the page of this work looks different, at most one."""
    work = snapshot.phase.item.work
    due = [words.to_whole_s(snapshot.left_s), words.to_whole_s(snapshot.to_go_s)]
    if snapshot.spot_left_s is not None:
        return min(*due, words.to_whole_s(snapshot.spot_left_s))
    match work:
        case Reps(tempo=Tempo() as tempo):
            due.append(_to_beat(snapshot.elapsed_s % tempo.rep_s, tempo))
        case Hold(reps=reps) if reps > 1:
            due.append(words.to_whole_s(_short_hold(snapshot, work)[2]))
        case Continuous(pass_s=float() as pass_s):
            due.append(_to_step(snapshot.elapsed_s % pass_s, pass_s))
        case _:
            pass
    return min(due)


def _to_beat(into_s: float, tempo: Tempo) -> float:
    """Seconds until the meter of the beat, or the beat itself, is another."""
    for beat_s in (tempo.up_s, tempo.hold_s, tempo.down_s, tempo.pause_s):
        if into_s < beat_s - _EPSILON_S:
            return _to_step(into_s, beat_s)
        into_s -= beat_s
    return 1.0


def _to_step(into_s: float, lasts_s: float) -> float:
    """Seconds until the meter is fuller, or what it measures is over."""
    step_s = METER_STEP_S - (into_s + _EPSILON_S) % METER_STEP_S + _EPSILON_S
    return min(step_s, lasts_s - into_s)
