from __future__ import annotations

import math

from building import exercise, hold, routine, step
from virtual import Run, three_sets, two_sides, with_wait

from calfcoach.events import Act
from calfcoach.report.status import document, later, said
from calfcoach.terms import Kind
from calfcoach.timeline import compile_routine


def test_a_document_tells_where_it_is() -> None:
    run = Run(three_sets())
    run.until(40.25)
    assert document(run.at) == {
        "schema": "calfcoach.status/1",
        "routine": "mine",
        "title": "Mine",
        "mode": "running",
        "phase": "work",
        "exercise": "calf-stretch",
        "side": "both",
        "set": 2,
        "sets": 3,
        "round": 1,
        "rounds": 1,
        "left_s": 14.8,
        "elapsed_s": 5.2,
        "to_go_s": 44.8,
        "asking": None,
        "muted": False,
        "status": "running",
        "next": {"exercise": "calf-stretch", "side": "both"},
        "words": (
            "Calf stretch, 15 of 20 seconds left, set 2 of 3. Next, set 3 of 3. 45 seconds to go."
        ),
    }


def test_what_waits_for_a_key_has_no_time_left() -> None:
    run = Run(with_wait())
    run.until(30.0)
    found = document(run.at)
    assert (found["phase"], found["left_s"], found["to_go_s"]) == ("wait", None, 35.0)
    assert later(run.at, 0.5).to_go_s == run.at.to_go_s
    assert math.isinf(later(run.at, 0.5).left_s)


def test_at_the_end_nothing_comes_next() -> None:
    run = Run(two_sides())
    run.to_end()
    found = document(run.at)
    assert (found["mode"], found["status"], found["next"]) == ("ended", "completed", None)
    assert found["words"] == "Ended: completed."


def test_a_sentence_says_what_it_does_and_where_it_is() -> None:
    run = Run(two_sides())
    assert said(run.at) == "Get ready, 5 seconds. Next, calf stretch, left leg. 49 seconds to go."
    run.until(10.0)
    where = "Left leg, 15 of 20 seconds left. Next, right leg."
    assert said(run.at) == f"{where} 39 seconds to go."
    run.press(Act.PAUSE)
    assert said(run.at) == f"Paused. {where} 39 seconds to go."
    run.press(Act.PAUSE)
    run.pass_s(1.5)
    assert said(run.at) == f"Back in place, 4 seconds. {where} 42 seconds to go."


def test_a_while_later_is_what_the_session_itself_would_say() -> None:
    run = Run(two_sides())
    run.until(10.0)
    guessed = later(run.at, 0.5)
    run.pass_s(0.5)
    assert document(guessed) == document(run.at)
    run.press(Act.PAUSE)
    assert later(run.at, 0.5) is run.at or document(later(run.at, 0.5)) == document(run.at)
    run.press(Act.PAUSE)
    guessed = later(run.at, 0.5)
    run.pass_s(0.5)
    assert document(guessed) == document(run.at)


def test_no_figure_falls_below_zero() -> None:
    run = Run(two_sides())
    run.until(24.9)
    assert (later(run.at, 9.0).left_s, later(run.at, 90.0).to_go_s) == (0.0, 24.0)


def test_the_name_of_an_exercise_is_made_harmless() -> None:
    of = exercise(kind=Kind.STRETCH, title="A\x1b[2J", say="a\x1b[2J")
    run = Run(compile_routine(routine(step(hold(), of=of))))
    assert "\x1b" not in said(run.at)
