"""Routines and exercises as JSON: stable keys, units in their names.

Owns the documents of `show` and of `exercises`. What has no value is null, an empty text or an
empty list, never a missing key.
"""

from __future__ import annotations

import math
from typing import Any, assert_never

from calfcoach.cli import phrases
from calfcoach.cli.claims import source_documents
from calfcoach.files.warnings import warnings_of
from calfcoach.model import Continuous, Dose, Exercise, FootSteps, Hold, Parts, Reps, Work
from calfcoach.phase import Phase, PhaseKind
from calfcoach.terms import Level, Side
from calfcoach.timeline import Options, Timeline


def routine_document(
    timeline: Timeline, options: Options, within_s: float | None
) -> dict[str, Any]:
    """A routine as one session: `id`, `title`, `summary`, `who` it is for, what to `expect` and
    what not (`expect_not`), `goal`, `tags`, `per_day`, `days` (a number a week or a list of
    names), `warm_up`, `sound`, `flash`, `origin`, `path`, `hash`; the options `level`, `side` and
    `for_s`; `total_s`, `up_to`, `work_s` by side, `places`, `equipment`; `steps` in their order,
    each with the `starts_s` of all times that it comes up; `phases` in theirs; `warnings`, whole
    sentences; `sources`. `duration_s` is null where a key is waited for; `at_most` says that work
    may be
    over before it."""
    routine = timeline.routine
    exercises = [step.exercise for step in timeline.steps]
    return {
        "id": routine.id,
        "title": routine.title,
        "summary": routine.summary,
        "who": routine.who,
        "expect": list(routine.expect),
        "expect_not": list(routine.expect_not),
        "goal": routine.goal.value,
        "tags": list(routine.tags),
        "per_day": routine.per_day,
        "days": routine.days if isinstance(routine.days, int) else list(routine.days),
        "warm_up": routine.warm_up,
        "sound": routine.sound,
        "flash": routine.flash,
        "origin": routine.origin.value,
        "path": routine.path,
        "hash": routine.hash,
        "level": options.level.value,
        "side": options.side.value,
        "for_s": within_s,
        "total_s": timeline.total_s,
        "up_to": timeline.up_to,
        "work_s": {side.value: timeline.work_s(side) for side in Side},
        "places": list(dict.fromkeys(one.place.value for one in exercises)),
        "equipment": list(dict.fromkeys(thing for one in exercises for thing in one.equipment)),
        "steps": _steps(timeline, options.level),
        "phases": _phases(timeline),
        "warnings": list(warnings_of(routine)),
        "sources": source_documents(routine.sources),
    }


def _steps(timeline: Timeline, level: Level) -> list[dict[str, Any]]:
    starts: dict[int, dict[int, float]] = {}
    for start_s, phase in started(timeline):
        starts.setdefault(phase.item.step.no, {}).setdefault(phase.item.block_no, start_s)
    return [
        {
            "no": step.no,
            "exercise": step.exercise.id,
            "title": step.exercise.title,
            "kind": step.exercise.kind.value,
            "place": step.exercise.place.value,
            "dose": dose_document(step.dose(level)),
            "note": step.note,
            "starts_s": list(starts[step.no].values()),
        }
        for step in timeline.steps
    ]


def started(timeline: Timeline) -> list[tuple[float, Phase]]:
    """Every phase with its start in seconds; waiting for a key counts nothing."""
    found: list[tuple[float, Phase]] = []
    at_s = 0.0
    for phase in timeline.phases:
        found.append((at_s, phase))
        at_s += phase.duration_s if math.isfinite(phase.duration_s) else 0.0
    return found


def _phases(timeline: Timeline) -> list[dict[str, Any]]:
    return [
        {
            "start_s": start_s,
            "duration_s": phase.duration_s if math.isfinite(phase.duration_s) else None,
            "kind": phase.kind.value,
            "step_no": phase.item.step.no,
            "side": phase.item.side.value,
            "set_no": phase.item.set_no,
            "sets": phase.item.sets,
            "round_no": phase.item.round_no,
            "rounds": phase.item.rounds,
            "part": phase.item.part.name if phase.item.part else "",
            "reps": phase.reps if phase.kind is PhaseKind.WORK else None,
            "self_paced": phase.self_paced,
            "at_most": phase.at_most,
            "moves": phase.moves,
        }
        for start_s, phase in started(timeline)
    ]


def exercise_document(exercise: Exercise) -> dict[str, Any]:
    """An exercise: `id`, `title`, `kind`, `technique`, `muscles`, `equipment`, `place`, `gaze`,
    `sides`, the texts `setup`, `cues`, `mistakes`, `cautions` ({side} and {other} in them stand
    for the working leg and the other), `easier`, `harder`, `seated`, where sources
    `disagree`, `doses` by level, `origin`, `sources`."""
    return {
        "id": exercise.id,
        "title": exercise.title,
        "kind": exercise.kind.value,
        "technique": exercise.technique,
        "muscles": list(exercise.muscles),
        "equipment": list(exercise.equipment),
        "place": exercise.place.value,
        "gaze": exercise.gaze.value,
        "sides": exercise.sides.value,
        "setup": list(exercise.setup),
        "cues": list(exercise.cues),
        "mistakes": list(exercise.mistakes),
        "cautions": list(exercise.cautions),
        "easier": exercise.easier,
        "harder": exercise.harder,
        "seated": exercise.seated,
        "disagree": exercise.disagree,
        "doses": {
            level.value: dose_document(exercise.doses[level])
            for level in Level
            if level in exercise.doses
        },
        "origin": exercise.origin.value,
        "sources": source_documents(exercise.sources),
    }


def dose_document(dose: Dose) -> dict[str, Any]:
    """A dose: `work` with its `type` and `duration_s` (of one set, at most), `sets`, `sides`,
    `rest_s`, `load`, and all of it in `words`."""
    return {
        "work": {**_work(dose.work), "duration_s": dose.work.duration_s},
        "sets": dose.sets,
        "sides": dose.sides.value,
        "rest_s": dose.rest_s,
        "load": dose.load,
        "words": phrases.dose(dose, accessible=False),
    }


def _work(work: Work) -> dict[str, Any]:
    match work:
        case Hold():
            held = {"hold_s": work.hold_s, "reps": work.reps, "release_s": work.release_s}
            return {"type": "hold", **held}
        case Reps():
            return _reps(work)
        case Continuous():
            return {"type": "time", "time_s": work.time_s, "pass_s": work.pass_s}
        case FootSteps():
            return {"type": "steps", "steps": work.steps, "limit_s": work.limit_s}
        case Parts():
            parts = [
                {"name": part.name, "time_s": part.time_s, "kind": part.kind.value}
                for part in work.parts
            ]
            return {"type": "parts", "rounds": work.rounds, "parts": parts, "end": work.end}
        case _:
            assert_never(work)


def _reps(work: Reps) -> dict[str, Any]:
    tempo = work.tempo
    return {
        "type": "reps",
        "reps": None if work.to_failure else work.reps,
        "least": None if work.to_failure else work.least,
        "to_failure": work.to_failure,
        "tempo_s": tempo and [tempo.up_s, tempo.hold_s, tempo.down_s, tempo.pause_s],
        "limit_s": work.limit_s,
    }
