"""The words of `calfcoach` alone, for ears: sentences, one a line.

What is known stands in `day`, what eyes see in `day_words`.
"""

from __future__ import annotations

from calfcoach.plan.days import OVER
from calfcoach.plan.model import DueItem, PlanDay
from calfcoach.records import SessionRecord, Status
from calfcoach.report.clock import as_lived, spoken_day, weekday
from calfcoach.report.day import NextStep, Today
from calfcoach.report.day_words import FREE, WELCOME, all_done
from calfcoach.report.dose_words import dose_sentence
from calfcoach.report.exercises_done import ExerciseDone
from calfcoach.report.figures import figures_of
from calfcoach.report.plan_where import where_on
from calfcoach.report.spoken import reps, routine_name
from calfcoach.script import capital, joined, length, sentence


def today_sentences(today: Today) -> list[str]:
    """The day, one sentence a line."""
    said = [sentence(spoken_day(today.day, today.day.year))]
    if not today.readable:
        return [*said, *_next_sentences(today)]
    if today.welcomes:
        return [sentence(line) for line in WELCOME]
    said += _plan_sentences(today)
    said += [_session_sentence(each) for each in today.sessions] or ["Nothing done yet today."]
    if today.agenda.plan_day is None:
        said += [_exercise_sentence(each) for each in today.exercises]
    else:
        said += [dose_sentence(each) for each in today.dose]
    kept = [weekday(mark.day) for mark in today.week if mark.kept]
    days = f"done on {joined(kept)}" if kept else "nothing was done"
    said.append(f"In the last 7 days, {days}.")
    if rest := [weekday(mark.day) for mark in today.week if mark.rest and not mark.kept]:
        said.append(
            f"{capital(joined(rest))} {'was a rest day' if len(rest) == 1 else 'were rest days'}."
        )
    if len(today.tightness) > 1:
        first, last = today.tightness[0], today.tightness[-1]
        said.append(f"Tightness by your own scores was {first} first and {last} last.")
    elif today.tightness:
        said.append(f"Tightness by your own score was {today.tightness[0]}.")
    return [*said, *_next_sentences(today)]


def _session_sentence(session: SessionRecord) -> str:
    words = {Status.COMPLETED: "done", Status.STOPPED: "stopped"}
    parts = [routine_name(session), words.get(session.status, session.status.value)]
    done_s = figures_of(session).done_s
    if done_s is not None:
        parts.append(length(done_s))
    started = as_lived(session.started_at, session.utc_offset_s)
    return sentence(f"{', '.join(parts)}, at {started:%H:%M}")


def _exercise_sentence(done: ExerciseDone) -> str:
    sides = (
        ("left leg", done.left_s, done.left_reps),
        ("right leg", done.right_s, done.right_reps),
        ("both legs", done.both_s, done.both_reps),
    )
    said = [done.title]
    for name, done_s, counted in sides:
        if counted:
            said.append(f"{name} {reps(counted, done.kind)}")
        elif done_s > 0:
            said.append(f"{name} {length(done_s)}")
    return sentence(", ".join(said))


def _plan_sentences(today: Today) -> list[str]:
    agenda, said = today.agenda, list[str]()
    if (day := agenda.plan_day) is not None:
        said.append(sentence(_spoken_plan_day(day, waits=agenda.waits)))
    if agenda.rest:
        said.append(sentence(f"Nothing is due: {FREE.get(agenda.rest, agenda.rest)}"))
    if day is None or agenda.blocked:
        return said
    for item in (*agenda.due(today.part), *agenda.later(today.part)):
        words = [f"Due {_when(today, item)}, {item.routine}"]
        if (found := today.lengths.get(item.routine)) is not None:
            words.append(f"{'up to ' if found.up_to else ''}{length(found.total_s)}")
        if item.times > 1:
            words.append(f"{item.done} of {item.times} done")
        said.append(sentence(", ".join(words)))
    return said


def _spoken_plan_day(day: PlanDay, *, waits: bool) -> str:
    if day.day_no < 1:
        return "this is a day before the plan"
    if day.day_no > day.of_days:
        return f"this is a day after the {day.of_days} days of the plan, stage {day.stage}"
    where = where_on(day.day_no, day.of_days, paused=waits)
    if waits:
        return f"the plan is {where}, stage {day.stage}"
    return f"this is {where} of the plan, stage {day.stage}"


def _when(today: Today, item: DueItem) -> str:
    return "this evening" if item in today.agenda.later(today.part) else "now"


def _free_sentences(today: Today) -> list[str]:
    planned, then = today.agenda.plan_day, today.next_due
    said = ["Nothing is due today."]
    if planned is not None and planned.rest == OVER:
        said = ["Nothing is due, all days of the plan are over."]
    elif then is not None:
        day = spoken_day(then.day, today.day.year)
        said.append(sentence(f"Next is {joined(then.routines)}, {day}"))
    return [*said, f"To hear the plan, type {today.next_command}."]


def _next_sentences(today: Today) -> list[str]:
    said = _step_sentences(today)
    if today.agenda.blocked or not today.readable:
        return said
    if today.agenda.resumed:
        said.append(today.agenda.resumed)
    if today.agenda.from_tomorrow:
        said.append(sentence(f"From tomorrow, {today.agenda.from_tomorrow}"))
    if today.agenda.proposal:
        said.append("The plan has a change to propose. To hear it, type calf plan why.")
    elif today.reviews:
        said.append("To hear what has changed with the plan, type calf plan review.")
    return said


def _step_sentences(today: Today) -> list[str]:
    command = today.next_command
    match today.next_step:
        case NextStep.CLEAR:
            return [
                "A safety question stands open, so no session starts.",
                f"Once it has been looked at, type {command}.",
            ]
        case NextStep.WATCH if today.running is not None:
            return [sentence(f"{routine_name(today.running)} is running now")]
        case NextStep.RESUME if today.broken is not None:
            broken = today.broken
            at = as_lived(broken.updated_at, broken.utc_offset_s)
            return [
                sentence(f"{routine_name(broken)} broke off at {at:%H:%M}"),
                f"To go on with it, type {command}.",
            ]
        case NextStep.END_REST:
            return [f"To end the rest, type {command}."]
        case NextStep.UNPAUSE:
            return [f"To go on with the plan, type {command}."]
        case NextStep.LATER:
            return [f"Last thing before lying down, type {command}."]
        case NextStep.LOOK_BACK:
            said = f"{capital(all_done(today))} for today."
            return [said, f"To hear what was done, type {command}."]
        case NextStep.FREE:
            return _free_sentences(today)
        case _:
            said = ""
            if today.length is not None:
                up_to = "up to " if today.length.up_to else ""
                said = f", {up_to}{length(today.length.total_s)}"
            line = f"type {command} for {today.due}{said}."
            return [f"Next, {line}"]
