"""A running session as a document and as a sentence, for those who look from outside.

Owns the keys of `calfcoach.status/1`. What has no value is null, never a missing key. Knows
nothing of sockets and of who asks.
"""

from __future__ import annotations

import math
from typing import Any

from calfcoach import replies, script
from calfcoach.events import Mode, Snapshot
from calfcoach.files.problems import visible
from calfcoach.frozen import replace

SCHEMA = "calfcoach.status/1"


def document(snapshot: Snapshot) -> dict[str, Any]:
    """The state of this instant. Seconds with one decimal, `left_s` null where it waits for a key;
    `asking` names a question that waits for its answer, or is null; `words` is the sentence for
    people. Before work, exercise and side are those of what comes."""
    phase, item = snapshot.phase, snapshot.phase.item
    routine, following = snapshot.timeline.routine, snapshot.next_work
    return {
        "schema": SCHEMA,
        "routine": routine.id,
        "title": routine.title,
        "mode": snapshot.mode.value,
        "phase": phase.kind.value,
        "exercise": item.exercise.id,
        "side": item.side.value,
        "set": item.set_no,
        "sets": item.sets,
        "round": item.round_no,
        "rounds": item.rounds,
        "left_s": _seconds(snapshot.left_s),
        "elapsed_s": _seconds(snapshot.elapsed_s),
        "to_go_s": _seconds(snapshot.to_go_s),
        "asking": snapshot.asking and snapshot.asking.value,
        "muted": snapshot.muted,
        "status": snapshot.status.value,
        "next": following and {"exercise": following.exercise.id, "side": following.side.value},
        "words": said(snapshot),
    }


def said(snapshot: Snapshot) -> str:
    """What it does and where it is, on one line."""
    match snapshot.mode:
        case Mode.RUNNING:
            where = replies.where(snapshot)
        case Mode.RETURNING:
            left = script.seconds(math.ceil(snapshot.returning_left_s))
            where = f"Back in place, {left}. {replies.where(snapshot)}"
        case Mode.PAUSED:
            asks = " It asks a question, to be answered there." if snapshot.asking else ""
            where = f"Paused.{asks} {replies.where(snapshot)}"
        case Mode.ENDED:
            where = f"Ended: {snapshot.status.value}."
    muted = snapshot.muted and snapshot.mode is not Mode.ENDED
    return visible(f"{where} Sound off." if muted else where)


def later(snapshot: Snapshot, by_s: float) -> Snapshot:
    """The same state `by_s` seconds on, so that a look from outside need not turn the session's
    loop. For less time than there is to the next event; no figure falls below zero."""
    if snapshot.mode is Mode.RETURNING:
        return replace(
            snapshot,
            returning_left_s=max(0.0, snapshot.returning_left_s - by_s),
            to_go_s=max(0.0, snapshot.to_go_s - by_s),
        )
    if snapshot.mode is not Mode.RUNNING:
        return snapshot
    passed_s = min(by_s, snapshot.left_s)
    waits = math.isinf(snapshot.left_s)  # a wait is no part of what is to go
    return replace(
        snapshot,
        elapsed_s=snapshot.elapsed_s + passed_s,
        left_s=snapshot.left_s - passed_s,
        to_go_s=snapshot.to_go_s if waits else max(0.0, snapshot.to_go_s - passed_s),
    )


def _seconds(length_s: float) -> float | None:
    return round(length_s, 1) if math.isfinite(length_s) else None
