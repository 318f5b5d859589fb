"""Which keys matter now, and the page of all of them. Pure.

Five at most on a screen, and in a pause, a rest or a question those that matter there; `?`
shows all. Without a keyboard there are none to show.
"""

from __future__ import annotations

from calfcoach.advice import Advice, Offer
from calfcoach.events import Mode, Question, Snapshot
from calfcoach.phase import PhaseKind
from calfcoach.screen.page import Key
from calfcoach.screen.text import clean
from calfcoach.terms import Kind

ALL = (
    ("space p", "pause", "pause; again: the preparation once more, then the rest of it"),
    ("n →", "next", "next: skip this"),
    ("enter", "done, or now", "done, where you set the pace; in a change or a rest: start now"),
    ("b ←", "back", "back to the work before; after 3 seconds of work, this one again"),
    ("r", "this side again", "this side again from its start"),
    ("a", "afterwards", "afterwards: what is left of this step comes at the end"),
    ("+ -", "5 s or one rep", "5 seconds more or less; at a tempo one rep"),
    ("w", "where am I", "where am I"),
    ("m", "sound", "sound off and on"),
    ("v", "picture", "the picture: moving, still, off"),
    ("t", "tender spot", "rolling: stay on a tender spot, 30 seconds at most; again: roll on"),
    ("f", "faded", "pressing: the spot has faded, on to the next"),
    ("h !", "it hurts", "it hurts: the clock stands still, you say where and how much"),
    ("q", "stop", "stop: then Enter saves and ends, Space goes on"),
    ("ctrl-c", "save and end", "save and end at once"),
    ("?", "close", "close this page"),
)
"""Every key that does something in a session: briefly, and in a line."""

_PAUSE = Key(name="space", does="pause", short="pause")
_NEXT = Key(name="n", does="next", short="next")
_BACK = Key(name="b", does="back", short="back")
_HURT = Key(name="h", does="it hurts", short="hurts", kept=True)
_STOP = Key(name="q", does="stop", short="stop")
_ALL = Key(name="?", does="all keys", short="keys")
_NOW = Key(name="n", does="start now", short="now", kept=True)
_MORE = Key(name="+", does="5 s more", short="5 s")
_GO_ON = Key(name="space", does="go on", short="go on", kept=True)
_ENTER_DONE = Key(name="enter", does="done", short="done", kept=True)
_ENTER_STOP = Key(name="enter", does="stop and save", short="stop", kept=True)
_SKIP = Key(name="n", does="skip this", short="skip", kept=True)
_SAVE = Key(name="q", does="stop and save", short="stop", kept=True)
_TYPE = Key(name="0-10", does="then Enter", short="enter", kept=True)
_PLACE = Key(name="1-5", does="where", short="where", kept=True)
_SKIP_IT = Key(name="enter", does="skip", short="skip", kept=True)
_YES = Key(name="y", does="yes", short="yes", kept=True)
_NO = Key(name="enter", does="no", short="no", kept=True)
_LIGHTER = Key(name="space", does="go on, lighter", short="lighter", kept=True)
_SPOT = Key(name="t", does="tender spot", short="spot", kept=True)
_ROLL_ON = Key(name="t", does="roll on", short="roll on", kept=True)
_FADED = Key(name="f", does="faded", short="faded", kept=True)
_ALONE = Key(name="ctrl-c", does="save and end", short="end", kept=True)
_END = Key(name="ctrl-c", does="end", short="end", kept=True)

_QUESTIONS = {
    Question.STOP: (_ENTER_STOP, _GO_ON),
    Question.WHERE: (_PLACE, _SKIP_IT, _SAVE),
    Question.PAIN: (_TYPE, _SAVE),
    Question.SHARP: (_YES, _NO, _SAVE),
    Question.PULSING: (_YES, _NO, _SAVE),
}


def keys_of(snapshot: Snapshot, *, rehearsal: bool = False) -> tuple[Key, ...]:
    """The keys that matter in this instant, in order."""
    if rehearsal:
        return (_END,)
    if not snapshot.timeline.coaching.keys:
        return (_ALONE,)
    if snapshot.asking is not None:
        advice = snapshot.advice
        return _QUESTIONS[snapshot.asking] if advice is None else _offered(advice)
    if snapshot.mode is Mode.PAUSED:
        redo = Key(name="r", does="redo side", short="redo")
        return (_GO_ON, redo, _NEXT, _HURT, _SAVE)
    if snapshot.mode is Mode.RETURNING:
        return (
            Key(name="enter", does="start now", short="now", kept=True),
            _PAUSE,
            _HURT,
            _STOP,
            _ALL,
        )
    match snapshot.phase.kind:
        case PhaseKind.WORK if snapshot.phase.self_paced:
            return (_ENTER_DONE, _PAUSE, _NEXT, _HURT, _STOP, _ALL)
        case PhaseKind.WORK:
            return (_PAUSE, _NEXT, _own(snapshot), _HURT, _STOP, _ALL)
        case PhaseKind.REST:
            return (_NOW, _MORE, _PAUSE, _STOP, _ALL)
        case PhaseKind.SWITCH:
            again = Key(name="b", does=f"{_other(snapshot)} again", short="again")
            return (_NOW, _MORE, _PAUSE, again, _STOP, _ALL)
        case PhaseKind.WAIT:
            return (Key(name="enter", does="go on", short="go on", kept=True), _BACK, _STOP, _ALL)
        case PhaseKind.PREPARE:
            back = (_BACK,) if snapshot.credits else ()
            return (_NOW, _MORE, _PAUSE, *back, _STOP, _ALL)


def _own(snapshot: Snapshot) -> Key:
    """The key that only this kind of work has; else the way back."""
    match snapshot.phase.item.exercise.kind:
        case Kind.ROLL:
            return _SPOT if snapshot.spot_left_s is None else _ROLL_ON
        case Kind.PRESS:
            return _FADED
        case _:
            return _BACK


def _offered(advice: Advice) -> tuple[Key, ...]:
    """The keys of what is advised; where only stopping is left, the same key as everywhere."""
    if advice.stop_only:
        return (_SAVE,) if advice.watch else (_ENTER_STOP, _SAVE)
    on = [_LIGHTER] if Offer.LIGHTER in advice.offers else []
    on += [_GO_ON] if Offer.GO_ON in advice.offers else []
    return (*on, _SKIP, _SAVE)


def _other(snapshot: Snapshot) -> str:
    """What was done before a change: the other leg, or the part before."""
    before = snapshot.timeline.phases[: snapshot.index]
    last = next((p for p in reversed(before) if p.kind is PhaseKind.WORK), snapshot.phase)
    return clean(last.item.part.name) if last.item.part else str(last.item.side)
