"""Measurements, as somebody does them who stands at a wall with a terminal beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from players import install
from processes import agree, answer_pages, local_today, run, wait_until
from terminal import person

from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.store import History

pytestmark = pytest.mark.tty


def measures(home: Path) -> list[MeasureRecord]:
    with History.read(home / "history.db") as history:
        return history.measures()


def values(home: Path) -> dict[str, object]:
    (one,) = measures(home)
    return dict(one.values)


# ------------------------------------------------------------------------- knee to wall


def test_knee_to_wall_asks_three_trials_of_each_leg(home: Path) -> None:
    agree(home)
    with person("measure", "knee-to-wall") as one:
        one.sees("The heel stays on the floor all the time.")
        for typed, question in (
            ("9.5\r", "Left leg, trial 1 of 3: how many centimetres?"),
            ("10\r", "Left leg, trial 2 of 3"),
            ("10,3\r", "Left leg, trial 3 of 3"),
            ("9 cm\r", "Right leg, trial 1 of 3"),
            ("\r", "Right leg, trial 2 of 3"),
            ("\r", "Right leg, trial 3 of 3"),
        ):
            one.sees(question)
            one.replies(typed)
        one.sees("Left leg: best 10.3 cm, mean 9.9 cm of 3.")
        one.sees("Right leg: best 9 cm, one trial.")
        one.sees("Saved.")
        assert one.leaves() == 0
    assert values(home) == {"left_cm": [9.5, 10.0, 10.3], "right_cm": [9.0]}


def test_a_trial_that_cannot_be_is_asked_again(home: Path) -> None:
    agree(home)
    with person("measure", "knee-to-wall", "--unit", "in") as one:
        one.sees("Left leg, trial 1 of 3: how many inches?")
        one.replies("12\r")
        one.sees("A number from 0 to 9.8, or Enter alone.")
        one.replies("far\r")
        one.sees("A number from 0 to 9.8, or Enter alone.")
        one.replies("q\r")
        one.sees("Nothing was measured, so nothing is kept.")
        assert one.leaves() == 3
    assert measures(home) == []


# --------------------------------------------------------------------------- heel raises


def test_the_heel_raise_test_counts_by_the_beat_and_can_be_corrected(home: Path) -> None:
    agree(home)
    with person("measure", "heel-raise") as one:
        one.sees("Or when more than fingertips hold you.")
        one.sees("Hold on first. Enter starts the warm-up, Q leaves.")
        one.replies("\r")
        one.sees("Warm-up: 10 raises on both legs. It starts in 5 seconds.")
        one.types("\r")
        one.sees("Left leg. Lift the right foot, fingertips on the wall.")
        one.types("\r")
        one.sees("Up 2.")
        one.types("\r")
        one.sees("Left leg, 1 rep by the beat.")
        one.sees("Rest 2 minutes. Enter goes on before.")
        one.types("w")
        one.sees("Rest. Right leg in ")
        one.types("\r")
        one.sees("Right leg. Lift the left foot")
        one.types("\r")
        one.sees("Down.")
        one.types("\r")
        one.sees("Right leg, 0 reps by the beat.")
        one.sees("Left leg, 1 by the beat. Enter if so, or your own count.")
        one.replies("22\r")
        one.sees("What ended it?")
        one.replies("2\r")
        one.sees("Right leg, 0 by the beat.")
        one.replies("21\r")
        one.sees("What ended it?")
        one.replies("\r")
        one.sees("How much pain is there now, 0 to 10?")
        one.replies("1\r")
        one.sees("Left leg: 22 reps, form lost.")
        one.sees("Saved.")
        assert one.leaves() == 0
    assert values(home) == {
        "left_reps": 22,
        "right_reps": 21,
        "left_why": "form",
        "right_why": "",
        "pain": 1,
    }


def test_it_hurts_ends_the_test_and_keeps_the_leg(home: Path) -> None:
    agree(home)
    with person("measure", "heel-raise", "--side", "right", "--accessible") as one:
        one.sees("Enter starts the warm-up")
        one.replies("\r")
        one.sees("Warm-up")
        one.types("\rd")  # Enter leaks from a screen reader and does nothing
        one.sees("It starts in 15 seconds; D starts now.")
        one.types("d")
        one.sees("Up 2.")
        one.types("h")
        one.sees("It hurts, so the test ends here. Heels down.")
        one.sees("Right leg, 1 by the beat.")
        one.replies("\r")
        one.sees("How much pain is there now, 0 to 10?")
        one.replies("6\r")
        assert one.leaves() == 0
    assert values(home) == {
        "left_reps": None,
        "right_reps": 1,
        "left_why": "",
        "right_why": "pain",
        "pain": 6,
    }
    assert "\x1b" not in one.screen


def test_ctrl_c_keeps_nothing_of_a_leg_that_was_not_done(home: Path) -> None:
    agree(home)
    with person("measure", "heel-raise") as one:
        one.sees("Enter starts the warm-up")
        one.replies("\r")
        one.sees("Up 1.")
        one.types("\x03")
        one.sees("Nothing was counted, so nothing is kept.")
        assert one.leaves() == 130
    assert measures(home) == []


def test_the_limits_of_a_tendon_leave_the_heel_raise_test_out(home: Path) -> None:
    agree(home)
    answer_pages(home, "insertional-achilles")
    with person("measure", "heel-raise") as one:
        one.sees("error: `measure heel-raise` is left out for now")
        one.sees("Pain where the Achilles joins the heel bone")
        assert one.leaves() == 1
    assert measures(home) == []


def test_a_refusal_is_folded_between_words(home: Path) -> None:
    agree(home)
    answer_pages(home, "insertional-achilles")
    with person("measure", "heel-raise", columns=60) as one:
        assert one.leaves() == 1
        lines = one.screen.replace("\r", "").splitlines()
    hint = lines[lines.index("error: `measure heel-raise` is left out for now") + 1 :]
    assert hint[0].startswith("  hint: Pain where the Achilles joins the heel bone")
    assert len(hint) > 1
    assert all(len(line) <= 60 and line.startswith("    ") for line in hint[1:])
    assert len(hint[0]) <= 60


def test_each_beat_is_heard(home: Path, tmp_path: Path) -> None:
    agree(home)
    log = tmp_path / "log"
    programs = Path(install(tmp_path / "programs", f'echo "$*" >> {log}', "paplay"))
    with person(
        *("measure", "heel-raise", "--side", "left"),
        PATH=str(programs),
        CALFCOACH_SOUND="clear",
        CALFCOACH_QUIET_HOURS="off",
    ) as one:
        one.sees("Enter starts the warm-up")
        one.replies("\r")
        one.sees("Up 2.")
        wait_until(lambda: log.exists() and len(log.read_text().split()) >= 3)
        one.types("m")
        one.sees("Sound off.")
        one.types("q")
        assert one.leaves() == 3
    tones = [Path(line).stem.split("-")[3] for line in log.read_text().split()]
    assert tones[:3] == ["up", "down", "up"]


def test_age_and_sex_are_those_of_the_plan(home: Path) -> None:
    started = run("plan", "start", "maintain", "--age", "45", "--sex", "male", "--yes")
    assert started.code == 0, started.err

    counted = run("measure", "heel-raise", "--left", "20")

    assert "For men of 40 to 49 sources give 24 to 28 on one leg.\n" in counted.out


def test_a_plan_for_a_tendon_leaves_the_heel_raise_test_out(home: Path) -> None:
    agree(home)
    assert run("plan", "start", "achilles", "--yes").code == 0
    with person("measure", "heel-raise") as one:
        one.sees("The plan is for a tendon that hurts")
        assert one.leaves() == 1


def test_calves_that_are_sore_today_leave_it_out_and_what_limits_is_told_before(home: Path) -> None:
    agree(home)
    answer_pages(home, "blood-thinner")
    with person("measure", "heel-raise") as one:
        one.sees("Move without jerks and have something to hold")
        one.sees("Enter starts the warm-up, Q leaves.")
        one.replies("q\r")
        one.sees("Nothing was counted, so nothing is kept.")
        assert one.leaves() == 3
    with History.open(home / "history.db") as history:
        history.save_day_answer(local_today(), "sore 5", at=datetime.now(UTC))
    with person("measure", "heel-raise") as one:
        one.sees("Calves as sore as today get no raises and no load.")
        assert one.leaves() == 1


def test_who_was_never_asked_is_asked_before_a_guided_measurement(home: Path) -> None:
    with person("measure", "heel-raise") as one:
        one.sees("Page 1 of 2, right now: does any of these apply to you?")
        one.sees("Q leaves.")
        one.replies("q\r")
        assert one.leaves() == 3
    assert measures(home) == []


# -------------------------------------------------------------------------- squat, cramps


def test_the_squat_is_answered_by_yes_or_no(home: Path) -> None:
    agree(home)
    with person("measure", "squat") as one:
        one.sees("Do both heels stay down? Y yes, N no, then Enter.")
        one.replies("n\r")
        one.sees("The heels come up.")
        assert one.leaves() == 0
    assert values(home) == {"heels_down": False}


def test_the_diary_asks_for_a_night(home: Path) -> None:
    with person("measure", "cramps", "--night", "yesterday") as one:
        one.sees("The night that began yesterday: how many cramps? 0 for none, Q leaves.")
        one.replies("2\r")
        one.sees("How many minutes in all? Enter skips.")
        one.replies("\r")
        one.sees("How bad was the worst, 0 to 10?")
        one.replies("7\r")
        one.sees("Which leg? L left, R right, B both. Enter skips.")
        one.replies("b\r")
        one.sees("Last night: 2 cramps, severity 7 of 10, both legs.")
        assert one.leaves() == 0
    (kept,) = measures(home)
    assert kept.kind is MeasureKind.CRAMPS
    told = {name: value for name, value in kept.values.items() if name != "night"}
    assert told == {"count": 2, "minutes": None, "severity": 7, "side": "both"}


def test_an_open_flag_comes_before_every_guided_measurement(home: Path) -> None:
    agree(home)
    run("measure", "squat", "--yes")
    with person("cramp") as one:  # a way to tell of a flag
        one.sees("Straighten the knee.")
        one.types("n")
        one.sees("Enter alone: none of these.")
        one.replies("1\r")
        one.sees("is that right?")
        one.replies("yes\r")
        assert one.leaves() == 4
    for kind in ("knee-to-wall", "heel-raise", "squat"):
        with person("measure", kind) as one:
            one.sees("calfcoach screen clear")
            assert one.leaves() == 4
    assert len(measures(home)) == 1
