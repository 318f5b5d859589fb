from __future__ import annotations

import hashlib

from routine_samples import LIBRARY, SHORT, read, refused, step_refused

from calfcoach.model import (
    Circuit,
    Continuous,
    Dose,
    Exercise,
    Hold,
    Pacing,
    Reps,
    Routine,
    Step,
    Tempo,
)
from calfcoach.source import Source
from calfcoach.terms import Advance, Goal, Kind, Level, Origin, Sides

FULL = """\
#:schema ./routine.schema.json
format = 1
title = "Mine"
summary = "Both calves."
goal = "loosen"
tags = ["daily", "short"]
per_day = 2
days = ["mon", "fri"]
warm_up = false
sources = ["my physio", { claim = "30 s", cite = "A paper", mark = "read" }]

[pacing]
prepare = "6s"
move = "20s"
switch = "4s"
countdown = 5
advance = "manual"

[[step]]
exercise = "wall-calf-stretch"
note = "Breathe out."
prepare = "0s"

[[step]]
repeat = 2
rest = "30s"
switch = "9s"
  [[step.step]]
  exercise = "own-walk"
  time = "25s"
  [[step.step]]
  exercise = "heel-raise"
  reps = 10
  tempo = "2-1-2"
  advance = "auto"

[[step]]
exercise = "soleus-stretch"
hold = "20s"
sets = 3
sides = "alternate"
rest = "5s"
load = "5 kg"

[exercise.own-walk]
title = "Own walk"
kind = "warm-up"
"""


def test_every_key_of_a_routine_is_read() -> None:
    paced = Pacing(prepare_s=6, move_s=20, switch_s=4, countdown=5, advance=Advance.MANUAL)
    slower = Pacing(prepare_s=6, move_s=20, switch_s=9, countdown=5, advance=Advance.MANUAL)
    own = Exercise(id="mine/own-walk", title="Own walk", kind=Kind.WARM_UP, origin=Origin.INLINE)
    assert read(FULL) == Routine(
        id="mine",
        title="Mine",
        summary="Both calves.",
        goal=Goal.LOOSEN,
        tags=("daily", "short"),
        per_day=2,
        days=("mon", "fri"),
        warm_up=False,
        sources=(
            Source(claim="", cite="my physio", mark="own"),
            Source(claim="30 s", cite="A paper", mark="read"),
        ),
        pacing=paced,
        origin=Origin.FILE,
        path="~/mine.toml",
        hash=hashlib.sha256(FULL.encode()).hexdigest(),
        steps=(
            Step(
                no=1,
                exercise=LIBRARY["wall-calf-stretch"],
                pacing=Pacing(
                    prepare_s=0, move_s=20, switch_s=4, countdown=5, advance=Advance.MANUAL
                ),
                note="Breathe out.",
            ),
            Circuit(
                repeat=2,
                rest_s=30,
                steps=(
                    Step(no=2, exercise=own, pacing=slower, work=Continuous(time_s=25)),
                    Step(
                        no=3,
                        exercise=LIBRARY["heel-raise"],
                        pacing=Pacing(prepare_s=6, move_s=20, switch_s=9, countdown=5),
                        work=Reps(reps=10, least=10, tempo=Tempo(up_s=2, hold_s=1, down_s=2)),
                    ),
                ),
            ),
            Step(
                no=4,
                exercise=LIBRARY["soleus-stretch"],
                pacing=paced,
                work=Hold(hold_s=20),
                sets=3,
                sides=Sides.ALTERNATE,
                rest_s=5,
                load="5 kg",
            ),
        ),
    )


def test_a_title_and_a_step_are_enough() -> None:
    routine = read('title = "Mine"\n[[step]]\nexercise = "wall-calf-stretch"\n')
    assert (routine.goal, routine.per_day, routine.days, routine.warm_up) == (
        Goal.MAINTAIN,
        1,
        7,
        True,
    )
    assert routine.pacing == Pacing()
    (only,) = routine.each_step()
    assert only.work is None
    assert only.dose(Level.START) == SHORT


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    text = '\ufefftitle = "Mine"\r\n[[step]]\r\nexercise = "wall-calf-stretch"\r\n'
    assert read(text).title == "Mine"


def test_a_key_that_belongs_at_the_top_is_told_so() -> None:
    text = """\
hold = "30s"
prepare = "5s"
[pacing]
title = "Mine"
[[step]]
exercise = "wall-calf-stretch"
per_day = 2
hodl = "30s"
colour = "red"
"""
    (missing, hold, prepare, title, per_day, hodl, colour) = refused(text)
    assert missing == ("~/mine.toml", "`title` is missing", 'write title = "…"')
    assert hold == (
        "~/mine.toml",
        "`hold` is not a key of a routine",
        "`hold` belongs in a [[step]]",
    )
    assert prepare == (
        "~/mine.toml",
        "`prepare` is not a key of a routine",
        "`prepare` belongs under [pacing] or in a [[step]]",
    )
    assert title == (
        "~/mine.toml  [pacing]",
        "`title` is not a key of [pacing]",
        "`title` belongs above [pacing]",
    )
    assert per_day == (
        "~/mine.toml  step 1 (wall-calf-stretch)",
        "`per_day` is not a key of a step",
        "`per_day` belongs above the first [[step]]",
    )
    assert hodl == (
        "~/mine.toml  step 1 (wall-calf-stretch)",
        "`hodl` is not a key of a step",
        "did you mean `hold`?",
    )
    assert colour[2] == (
        "the keys are exercise, hold, reps, tempo, limit, release, time, pass, steps, rounds, "
        "parts, end, sets, sides, rest, load, note, prepare, move, switch, countdown and advance"
    )


def test_a_routine_needs_a_step() -> None:
    assert refused('title = "Mine"') == [
        ("~/mine.toml", "`step` is missing", "a routine needs at least one [[step]]")
    ]
    for wrong, got in [
        ("[]", "an empty array"),
        ("3", "3"),
        ("{}", "a table"),
    ]:
        assert refused(f'title = "Mine"\nstep = {wrong}') == [
            (
                "~/mine.toml",
                f"`step` must be tables that begin with [[step]], got {got}",
                "write [[step]] above the keys of each step",
            )
        ]


def test_what_should_be_a_table_is_told_how_one_is_written() -> None:
    step = '[[step]]\nexercise = "contrast"\nrounds = 2\nparts = [3]\n'
    assert refused(f'title = "Mine"\npacing = 3\nexercise = 3\n{step}') == [
        (
            "~/mine.toml  [pacing]",
            "`pacing` must be a table, got 3",
            "write pacing = { key = value }",
        ),
        (
            "~/mine.toml",
            "`exercise` must hold tables such as [exercise.my-id]",
            "write [exercise.my-id]",
        ),
        (
            "~/mine.toml  step 1 (contrast)",
            "entry 1 of `parts` must be a table, got 3",
            "write { key = value }",
        ),
    ]


def test_an_unknown_exercise_is_answered_with_the_nearest() -> None:
    assert step_refused("hold = 9", "wal-calf-stretch") == (
        "no exercise is called `wal-calf-stretch`",
        "did you mean `wall-calf-stretch`?",
    )
    assert step_refused("hold = 9", "../../etc/passwd") == (
        "no exercise is called `../../etc/passwd`",
        "`calfcoach exercises` shows them all",
    )


def test_an_own_exercise_wins_over_the_library_and_is_kept_under_the_routine() -> None:
    text = """\
title = "Mine"
[[step]]
exercise = "wall-calf-stretch"
[exercise.wall-calf-stretch]
title = "My own"
kind = "mobility"
sides = "left"
dose.default = { time = "20s" }
"""
    (only,) = read(text).each_step()
    assert only.exercise.id == "mine/wall-calf-stretch"
    assert only.exercise.origin is Origin.INLINE
    assert only.dose(Level.ADVANCED) == Dose(work=Continuous(time_s=20), sides=Sides.LEFT)


def test_an_own_exercise_is_wrong_once_however_often_it_is_used() -> None:
    text = """\
title = "Mine"
[[step]]
exercise = "own"
hold = 9
[[step]]
exercise = "own"
hold = 9
[exercise.own]
kind = "stretch"
dose.default.hold = 0
[exercise."../own"]
title = "Own"
kind = "stretch"
per_day = 2
"""
    assert refused(text) == [
        ("~/mine.toml  exercise own", "`title` is missing", 'write title = "…"'),
        (
            "~/mine.toml  exercise own, dose.default",
            "`hold` can be 1 s to 10 min, got 0",
            'write hold = "1s" or more',
        ),
        (
            "~/mine.toml  exercise ../own",
            '"../own" cannot be the name of an exercise',
            "use lower-case letters, digits and single hyphens, at most 64 characters",
        ),
        (
            "~/mine.toml  exercise ../own",
            "`per_day` is not a key of an exercise",
            "`per_day` belongs above the first [[step]]",
        ),
    ]
