"""What a request from outside asks of a session, and whether it came of it. Pure.

Owns the words of requests, which apply just now, and the answers that are no state. Knows nothing
of the socket that they come by.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.events import Act, Mode, Question, Snapshot
from calfcoach.frozen import frozen


class Request(StrEnum):
    """What can be asked for."""

    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    REDO = "redo"
    AFTERWARDS = "afterwards"
    MORE = "more"
    LESS = "less"
    MUTE = "mute"
    STOP = "stop"
    STATUS = "status"


@frozen
class Step:
    """What a request comes to: a command to send, or none. `note` stands before the state in the
    answer; `error` is why nothing is done."""

    act: Act | None = None
    note: str = ""
    error: str = ""


NOTHING = Step()
_ASKING = "it waits for an answer, which is given where it runs"
_ACTS = {
    Request.PAUSE: Act.PAUSE,
    Request.RESUME: Act.PAUSE,  # one key does both, so that each is asked only where it applies
    Request.NEXT: Act.NEXT,
    Request.BACK: Act.BACK,
    Request.REDO: Act.REDO,
    Request.AFTERWARDS: Act.AFTERWARDS,
    Request.MORE: Act.MORE,
    Request.LESS: Act.LESS,
    Request.MUTE: Act.MUTE,
    Request.STOP: Act.STOP,
}


def read_request(line: str) -> Request | None:
    """The request of a line; None for a line that is none."""
    try:
        return Request(line)
    except ValueError:
        return None


def step_of(request: Request, snapshot: Snapshot) -> Step:
    """What a request means at this instant. Questions are answered by the person who sees them:
    only the one whether to stop may be taken back from outside."""
    if request is Request.STATUS:
        return NOTHING
    if snapshot.mode is Mode.ENDED:
        return Step(error="the session has ended")
    stands = snapshot.mode is Mode.PAUSED
    if request is Request.PAUSE and stands:
        return Step(note="Already paused.")
    if request is Request.RESUME and not stands:
        return Step(note="Not paused.")
    takes_back = request is Request.RESUME and snapshot.asking is Question.STOP
    if snapshot.asking is not None and request is not Request.STOP and not takes_back:
        return Step(error=_ASKING)
    return Step(act=_ACTS[request])


def refusal(request: Request, before: Snapshot, after: Snapshot) -> str:
    """Why the session did not do what it was sent; empty where it did."""
    if after.mode is Mode.ENDED:
        return ""
    stands = after.mode is Mode.PAUSED
    match request:
        case Request.PAUSE if not stands:
            return "it cannot be paused now"
        case Request.RESUME if stands:
            return "it cannot go on now"
        case Request.BACK if after.mode is not Mode.RETURNING and after.index == before.index:
            return "there is nothing to go back to"
        case Request.AFTERWARDS if after.timeline is before.timeline:
            return "nothing can be moved to the end now"
        case Request.MORE | Request.LESS if after.timeline is before.timeline:
            return f"it cannot be {'longer' if request is Request.MORE else 'shorter'} now"
        case Request.MUTE if after.muted == before.muted:
            return "there is no sound here"
        case _:
            return ""
