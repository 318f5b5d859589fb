"""The day as JSON: the content of `calfcoach.today/1`."""

from __future__ import annotations

from typing import Any

from calfcoach.report.agenda import Agenda
from calfcoach.report.day import Today
from calfcoach.report.dose import Amount, DoseRow
from calfcoach.report.exercises_done import ExerciseDone
from calfcoach.report.figures import session_json


def today_json(today: Today) -> dict[str, Any]:
    """The content of `calfcoach.today/1`.

    `sessions`, `running` and `broken` are objects of `calfcoach.history/1`; `days` are the
    last seven, today last; `tightness` has the first and the last score of these days. `due` is
    the routine that comes next, null where nothing is due now; `daily_done` whether all that was
    asked is done, `daily_s` how long the routine to suggest is; `next_due` what the plan asks for
    next where today it asks for nothing.
    """
    scores, agenda = today.tightness, today.agenda
    due = agenda.due(today.part)
    return {
        "day": today.day.isoformat(),
        "history_readable": today.readable,
        "first_start": today.first_start,
        "due": due[0].routine if due else None,
        "blocked": agenda.blocked,
        "sessions": [session_json(each) for each in today.sessions],
        "exercises": [_exercise_json(each) for each in today.exercises],
        "days": [
            {
                "day": mark.day.isoformat(),
                "kept": mark.kept,
                "begun": mark.begun,
                "rest": mark.rest,
                "due": mark.due,
            }
            for mark in today.week
        ],
        "tightness": {"first": scores[0], "last": scores[-1]} if scores else None,
        "running": session_json(today.running) if today.running else None,
        "broken": session_json(today.broken) if today.broken else None,
        "next_due": {
            "day": today.next_due.day.isoformat(),
            "routines": list(today.next_due.routines),
        }
        if today.next_due
        else None,
        "daily_done": agenda.all_done,
        "daily_s": today.length.total_s if today.length else None,
        "daily_up_to": today.length.up_to if today.length else None,
        "next_command": today.next_command,
        **agenda_json(agenda),
        "dose": [_dose_json(row) for row in today.dose],
    }


def _exercise_json(done: ExerciseDone) -> dict[str, Any]:
    return {
        "exercise": done.exercise_id,
        "title": done.title,
        "kind": done.kind,
        "left_s": done.left_s,
        "right_s": done.right_s,
        "both_s": done.both_s,
        "left_reps": done.left_reps,
        "right_reps": done.right_reps,
        "both_reps": done.both_reps,
    }


def agenda_json(agenda: Agenda) -> dict[str, Any]:
    """What is asked of a day. `asked` are its routines with how often each is asked and done;
    `rest` says why there are none; `plan` is null without one."""
    day = agenda.plan_day
    return {
        "asked": [
            {"routine": item.routine, "times": item.times, "done": item.done}
            for item in agenda.items
        ],
        "rest": agenda.rest or None,
        "flare": agenda.flare,
        "plan": None
        if day is None
        else {
            "day_no": day.day_no,
            "of_days": day.of_days,
            "stage": day.stage,
            "review": day.review,
            "proposal": agenda.proposal,
        },
    }


def _dose_json(row: DoseRow) -> dict[str, Any]:
    """One row of the day's dose: by side, seconds and reps (null where none are counted)."""
    return {
        "title": row.title,
        "kind": row.kind,
        "asked": {side.value: _amount_json(amount) for side, amount in row.asked.items()},
        "done": {side.value: _amount_json(amount) for side, amount in row.done.items()},
    }


def _amount_json(amount: Amount) -> dict[str, Any]:
    return {"seconds": amount.seconds, "reps": amount.reps}
