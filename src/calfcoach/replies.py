"""The sentences that answer a key or an event in mid-session. Pure.

Together with the words of the cues this is all that plain lines, and later the voice, say.
"""

from __future__ import annotations

import math

from calfcoach import script
from calfcoach.advice import Advice, Offer, Where
from calfcoach.events import (
    Act,
    Adjusted,
    Answered,
    Asked,
    CueDue,
    Ended,
    Event,
    MovedToEnd,
    Muted,
    PainNoted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    Question,
    Reason,
    Resumed,
    Returning,
    Snapshot,
    Told,
    Unpaused,
)
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.terms import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import assert_never

KEYS = (
    "Space pause. N next. B back. R this side again. W where am I. H it hurts. M mute. Q stop. "
    "More: calfcoach run --help."
)
SPOT_KEY = "T stays on a tender spot."
FADED_KEY = "F when it has faded."
HOW_MANY = "How many? Type a number and press Enter."
HOW_MANY_MORE = "How many more could you have done? 0 to 9, Enter skips."
HOW_MANY_RAISES = "How many more heel raises could you have done? 0 to 9, Enter skips."
STAY = "Stay on the spot, 30 seconds at most."
ROLL_ON = "Roll on."


def words(event: Event) -> str:
    """What an event says; empty where it says nothing. What is more than a line has line breaks
    between its sentences."""
    match event:
        case CueDue(returning=True) | PhaseStarted() | PhaseEnded() | Unpaused() | Ended():
            return ""
        case CueDue(cue=cue):
            return cue.words
        case Paused(reason=Reason.AWAY, gap_s=gap_s, snapshot=snapshot):
            return _away(gap_s, snapshot)
        case Paused(reason=Reason.SUSPENDED, gap_s=gap_s, snapshot=snapshot) if gap_s >= 0.5:
            return _away(gap_s, snapshot)
        case Paused(reason=Reason.KEY | Reason.SUSPENDED, snapshot=snapshot):
            key = " Space goes on." if snapshot.timeline.coaching.keys else ""
            return f"Paused. {_standing(snapshot)}{key}"
        case Paused() | PainNoted():
            return ""  # the question that follows says it
        case Returning(phase=phase, duration_s=duration_s, again=again):
            back = f"Again. {_who(phase.item)}." if again else "Back in place."
            return f"{back} {script.seconds(round(duration_s))}."
        case Resumed(phase=phase) if phase.kind is PhaseKind.WAIT:
            return f"Go on. {_waiting(phase)}"
        case Resumed(phase=phase, left_s=left_s):
            rest = "Rest, " if phase.kind is PhaseKind.REST else ""
            return f"Go on. {rest}{script.seconds(_whole(left_s))}."
        case Asked(question=question, advice=advice):
            return _question(question, advice)
        case Answered(question=question, value=int() as value):
            return _answer(question, value)
        case Answered():
            return ""
        case Adjusted(phase=phase, left_s=left_s):
            return _adjusted(phase, left_s)
        case MovedToEnd(step=step):
            return f"Moved to the end: {script.name(step.exercise)}."
        case Told(what=what, snapshot=snapshot):
            return _told(what, snapshot)
        case Muted(muted=muted):
            return "Sound off." if muted else "Sound on."
        case _:
            assert_never(event)


def _told(what: Act, snapshot: Snapshot) -> str:
    match what:
        case Act.MUTE:
            return "There is no sound here."
        case Act.PICTURES:
            return "Pictures are shown on a whole screen only."
        case Act.KEYS:
            return _keys(snapshot)
        case Act.SPOT:
            return ROLL_ON if snapshot.spot_left_s is None else STAY
        case _:
            return where(snapshot)


def where(snapshot: Snapshot) -> str:
    """Where am I: side, what is left, turn, what comes next, what is left of the session."""
    following = _next(snapshot)
    parts = [_standing(snapshot, turn=True), f"Next, {following}." if following else ""]
    parts.append(script.sentence(script.to_go(snapshot.to_go_s)))
    return " ".join(part for part in parts if part)


def _standing(snapshot: Snapshot, *, turn: bool = False) -> str:
    """What the open phase is and what is left of it."""
    phase = snapshot.phase
    if phase.kind is PhaseKind.WAIT:
        return _waiting(phase)  # it has no end that could be told in seconds
    left = script.seconds(_whole(snapshot.left_s))
    match phase.kind:
        case PhaseKind.WORK:
            return _working(snapshot, turn=turn)
        case PhaseKind.REST:
            return f"Rest, {left} left."
        case PhaseKind.SWITCH:
            return f"Change, {left}."
        case PhaseKind.PREPARE:
            return f"Get ready, {left}."
        case _:
            assert_never(phase.kind)


def _waiting(phase: Phase) -> str:
    """The key that ends a wait is the one that its own line names."""
    named = any(cue.words.endswith(" D goes on.") for cue in phase.cues)
    return f"Waiting for {'D' if named else 'Enter'}."


def _working(snapshot: Snapshot, *, turn: bool) -> str:
    phase = snapshot.phase
    reps_done = phase.reps_after(snapshot.elapsed_s)
    if reps_done is not None and phase.reps:
        noun = "rep" if phase.item.at_tempo else "hold"
        left = f"{reps_done} of {script.counted(phase.reps, noun)} done"
    elif turn:
        left_s, total = _whole(snapshot.left_s), script.seconds(_whole(phase.duration_s))
        counted = total.endswith(("second", "seconds")) and " minute" not in total
        left = f"{left_s if counted else script.seconds(left_s)} of {total} left"
    else:
        left = f"{script.seconds(_whole(snapshot.left_s))} left"
    which = script.turn(phase.item) if turn else ""
    return script.sentence(", ".join(p for p in (_who(phase.item), left, which) if p))


def _who(item: WorkItem) -> str:
    """The side where there is one, else the exercise; and which part of it."""
    who = script.side(item) or script.name(item.exercise)
    return script.capital(f"{who}, {item.part.name}" if item.part else who)


def _next(snapshot: Snapshot) -> str:
    following = snapshot.next_work
    if following is None:
        return ""
    phase = snapshot.phase
    same = phase.kind is PhaseKind.WORK and following.block_no == phase.item.block_no
    if same:
        return script.side(following) or script.turn(following)
    named = [script.name(following.exercise), script.side(following)]
    return ", ".join(part for part in named if part)


def _away(gap_s: float, snapshot: Snapshot) -> str:
    said = f"Away {script.seconds(round(gap_s))}, not counted."
    phase = snapshot.phase
    here = f"{_who(phase.item)}." if phase.kind is PhaseKind.WORK else _standing(snapshot)
    if snapshot.goes_on_in_s is None:
        return f"{said} {here} Space goes on."
    return f"{said} {here} Going on in {script.seconds(round(snapshot.goes_on_in_s))}."


def _keys(snapshot: Snapshot) -> str:
    """The keys; those of rolling and of pressing only there."""
    if snapshot.phase.kind is not PhaseKind.WORK:
        return KEYS
    match snapshot.phase.item.exercise.kind:
        case Kind.ROLL:
            return f"{SPOT_KEY}\n{KEYS}"
        case Kind.PRESS:
            return f"{FADED_KEY}\n{KEYS}"
        case _:
            return KEYS


def _question(question: Question, advice: Advice | None) -> str:
    match question:
        case Question.STOP:
            return "Stop and save? Enter stops, Space goes on."
        case Question.WHERE:
            places = [f"{number} {where.words}" for number, where in enumerate(Where, 1)]
            return f"Paused. Where? Type a number. Enter skips.\n{', '.join(places)}."
        case Question.PAIN:
            return "How much, 0 to 10? Type a number and press Enter."
        case Question.SHARP:
            return "Sharp or sudden, tingling, or with a pop? Y yes, Enter no."
        case Question.PULSING:
            return "Sharp or sudden, tingling, pulsing, or with a pop? Y yes, Enter no."
        case Question.AFTER_PAIN:
            return "" if advice is None else advised(advice)
        case Question.HOW_MANY:
            return HOW_MANY
        case Question.HOW_MANY_MORE:
            return HOW_MANY_MORE
        case Question.HOW_MANY_RAISES:
            return HOW_MANY_RAISES
        case _:
            assert_never(question)


def advised(advice: Advice) -> str:
    """What to do about a pain, signs to watch for, and the keys, on lines of their own."""
    return "\n".join((advice.words, *advice.watch, offered(advice)))


def offered(advice: Advice) -> str:
    """The keys of what is offered, in sentences: "Space goes on. N skips this."."""
    if advice.stop_only:
        return "Q stops and saves." if advice.watch else "Enter or Q stops and saves."
    said = {
        Offer.GO_ON: "Space goes on.",
        Offer.LIGHTER: "Space goes on, lighter.",
        Offer.SKIP: "N skips this.",
        Offer.STOP: "Q stops and saves.",
    }
    return " ".join(words for offer, words in said.items() if offer in advice.offers)


def _answer(question: Question, value: int) -> str:
    """A number, or what it stands for, so that a wrong key is heard."""
    match question:
        case Question.WHERE:
            return script.sentence(list(Where)[value - 1].words)
        case Question.PAIN:
            return f"{value} of 10."
        case Question.HOW_MANY:
            return f"{script.counted(value, 'rep')}."
        case Question.HOW_MANY_MORE | Question.HOW_MANY_RAISES:
            return f"{value} more."
        case _:
            return "Yes."


def _adjusted(phase: Phase, left_s: float) -> str:
    if phase.kind is PhaseKind.WORK and phase.item.at_tempo and phase.reps:
        return f"{script.counted(phase.reps, 'rep')} now."
    return f"{script.capital(script.seconds(_whole(left_s)))} left."


def _whole(left_s: float) -> int:
    """Seconds that are left as a countdown counts them: 0 is the end, and only the end."""
    return max(0, math.ceil(left_s - 1e-6)) if math.isfinite(left_s) else 0
