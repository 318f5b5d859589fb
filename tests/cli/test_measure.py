"""`calfcoach measure`, typed: numbers by options, and how they are shown."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest
from conftest import Result
from processes import PATIENCE_S, local_today, run

from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.store import History

Calf = Callable[..., Result]


def measures(home: Path) -> list[MeasureRecord]:
    with History.read(home / "history.db") as history:
        return history.measures()


def keep(home: Path, kind: str, values: Mapping[str, Any], *, days_ago: int) -> None:
    with History.open(home / "history.db") as history:
        history.measure(
            MeasureKind(kind),
            values,
            local_day=local_today(days_ago),
            utc_offset_s=0,
            at=datetime.now(UTC) - timedelta(days=days_ago),
        )


def keep_knee(home: Path, left: list[float], right: list[float], *, days_ago: int) -> None:
    keep(home, "knee-to-wall", {"left_cm": left, "right_cm": right}, days_ago=days_ago)


def keep_night(home: Path, count: int, *, days_ago: int) -> None:
    told = {"minutes": None, "severity": None, "side": ""}
    keep(
        home,
        "cramps",
        {"night": local_today(days_ago), "count": count, **told},
        days_ago=days_ago,
    )


def seen(columns: int, *arguments: str) -> list[str]:
    """What stands on a terminal of so many columns."""
    sent = pexpect.run(
        " ".join([sys.executable, "-m", "calfcoach", "measure", *arguments]),
        env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
        encoding="utf-8",
        timeout=PATIENCE_S,
        dimensions=(24, columns),
    )
    screen = pyte.Screen(columns, 100)
    pyte.Stream(screen).feed(str(sent))
    assert "\x1b" not in str(sent)
    return "\n".join(line.rstrip() for line in screen.display).rstrip("\n").split("\n")


# ------------------------------------------------------------------------- knee to wall


def test_knee_to_wall_is_written_down_by_options(calf: Calf, home: Path) -> None:
    result = calf("measure", "knee-to-wall", "--left", "9.5,10,10", "--right", "9, 9")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Left leg: best 10 cm, mean 9.8 cm of 3.\nRight leg: best 9 cm, mean 9 cm of 2.\nSaved.\n"
    )
    (kept,) = measures(home)
    assert (kept.kind, kept.local_day) == (MeasureKind.KNEE_TO_WALL, local_today())
    assert kept.values == {"left_cm": [9.5, 10.0, 10.0], "right_cm": [9.0, 9.0]}


def test_a_second_time_is_set_against_the_first(calf: Calf, home: Path) -> None:
    keep_knee(home, [8.0], [], days_ago=1)

    result = calf("measure", "knee-to-wall", "--left", "10", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Left leg: best 10 centimetres, one trial.\n"
        "Left leg: 2 centimetres more than the first time, yesterday, a change.\n"
        "To hear why 2 centimetres, type calfcoach measure show knee-to-wall --sources.\n"
        "Saved.\n"
    )


def test_inches_are_kept_as_centimetres(calf: Calf, home: Path) -> None:
    result = calf("measure", "knee-to-wall", "--right", "4", "--unit", "in")

    assert result.out == "Right leg: best 4 in, one trial.\nSaved.\n"
    assert measures(home)[0].values == {"left_cm": [], "right_cm": [10.16]}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ("--left", "40"),
            "error: `--left` must be 0 to 25 cm, got 40\n"
            "  hint: measure from the wall to the big toe; --unit says cm or in\n",
        ),
        (
            ("--right", "12", "--unit", "in"),
            "error: `--right` must be 0 to 9.8 in, got 12\n"
            "  hint: measure from the wall to the big toe; --unit says cm or in\n",
        ),
        (
            ("--left", "\x1b[31mfar"),
            'error: `--left` must be lengths such as 9.5,10,10, got "U+001B[31mfar"\n'
            "  hint: write --left 9.5,10,10\n",
        ),
        (
            ("--left", "9", "--unit", "feet"),
            'error: `--unit` must be cm or in, got "feet"\n  hint: write --unit cm\n',
        ),
    ],
)
def test_lengths_that_cannot_be_are_refused(
    calf: Calf, home: Path, arguments: tuple[str, ...], error: str
) -> None:
    result = calf("measure", "knee-to-wall", *arguments)

    assert (result.code, result.out, result.err) == (2, "", error)
    assert not (home / "history.db").exists()


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("knee-to-wall", "--left 9.5,10,10 --right 9,9,9.5"),
        ("heel-raise", "--left 22 --right 21"),
        ("squat", "--yes"),
        ("cramps", "--count 2, or --none"),
    ],
)
def test_without_a_terminal_nothing_is_asked(calf: Calf, home: Path, kind: str, hint: str) -> None:
    result = calf("measure", kind)

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: `measure {kind}` asks on a terminal only\n"
        f"  hint: write calfcoach measure {kind} {hint}\n"
    )
    assert not (home / "history.db").exists()


# -------------------------------------------------------------------------- heel raises


def test_counts_by_options_are_set_beside_a_typical_range(calf: Calf, home: Path) -> None:
    result = calf(
        *("measure", "heel-raise", "--left", "22", "--right", "21", "--pain", "1"),
        *("--age", "62", "--sex", "female"),
    )

    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[:4] == [
        "Left leg: 22 reps.",
        "Right leg: 21 reps.",
        "Pain 1 of 10, fine.",
        "For women of 60 to 69 sources give 19 to 25 on one leg.",
    ]
    assert lines[-2:] == ["It is neither passed nor failed.", "Saved."]
    assert measures(home)[0].values == {
        "left_reps": 22,
        "right_reps": 21,
        "left_why": "",
        "right_why": "",
        "pain": 1,
    }


def test_pain_alone_is_no_test(calf: Calf) -> None:
    result = calf("measure", "heel-raise", "--pain", "3")

    assert (result.code, result.out) == (2, "")
    assert result.err == ("error: `--pain` goes with `--left` or `--right`\n  hint: leave it out\n")


def test_a_rehearsal_leads_to_the_end_and_keeps_nothing(home: Path) -> None:
    rehearsed = run("measure", "heel-raise", "--speed", "1000", "--side", "left")

    assert rehearsed.code == 0
    assert rehearsed.out.startswith(
        "Warm-up: 10 raises on both legs. It starts in 5 seconds.\nUp 1.\n"
    )
    assert "Or when it hurts: H ends the test.\n" in rehearsed.err
    assert rehearsed.out.endswith("A rehearsal, not saved.\n")
    assert measures(home) == []


def test_a_comma_that_may_be_a_decimal_one_is_asked_about(calf: Calf, home: Path) -> None:
    result = calf("measure", "knee-to-wall", "--left", "9,5")

    assert (result.code, result.out, result.err) == (
        2,
        "",
        'error: `--left` is not clear: a comma in "9,5" may stand within a length or between two\n'
        "  hint: write 9.5 with a point, and spaces between trials: --left '9.5 10 10'\n",
    )
    assert not home.exists()


# ------------------------------------------------------------------------ squat, cramps


def test_the_squat_is_set_against_the_last_answer(calf: Calf) -> None:
    first = calf("measure", "squat", "--no")
    second = calf("measure", "squat", "--yes")
    third = calf("measure", "squat", "--yes")

    assert first.out == "The heels come up.\nSaved.\n"
    assert second.out == "Heels stay down.\nThat was not so last time.\nSaved.\n"
    assert third.out == "Heels stay down.\nAs last time.\nSaved.\n"


def test_cramps_are_noted_by_night_and_a_night_without_any_too(calf: Calf, home: Path) -> None:
    night = local_today(1)
    cramps = calf(
        *("measure", "cramps", "--count", "2", "--minutes", "5", "--severity", "6"),
        *("--side", "left", "--night", night),
    )
    none = calf("measure", "cramps", "--none", "--night", local_today(2))

    assert (cramps.code, cramps.err, none.code, none.err) == (0, "", 0, "")
    assert cramps.out.startswith("Last night: 2 cramps, 5 min, severity 6 of 10, left leg.\n")
    assert none.out.splitlines()[0].endswith(": no cramp.")
    assert [each.values["count"] for each in measures(home)] == [2, 0]
    assert measures(home)[0].values == {
        "night": night,
        "count": 2,
        "minutes": 5.0,
        "severity": 6,
        "side": "left",
    }


def test_a_second_note_on_a_night_says_what_it_replaces(calf: Calf) -> None:
    first = calf("measure", "cramps", "--count", "2", "--night", "yesterday")
    second = calf("measure", "cramps", "--none", "--night", "yesterday")
    third = calf("measure", "cramps", "--count", "1", "--night", "yesterday")

    assert "instead" not in first.out
    line = second.out.splitlines()[1]
    assert re.fullmatch(r"That is instead of 2 cramps noted at [0-2][0-9]:[0-5][0-9]\.", line)
    assert third.out.splitlines()[1].startswith("That is instead of no cramp noted at ")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ("--none", "--minutes", "5"),
            "error: `--none` and a cramp contradict each other\n  hint: leave out one\n",
        ),
        (
            ("--count", "0", "--severity", "4"),
            "error: `--count 0` and a cramp contradict each other\n  hint: leave out one\n",
        ),
        (
            ("--minutes", "5"),
            "error: `measure cramps` needs `--count`, how many there were\n"
            "  hint: write --count 1, or --none\n",
        ),
        (
            ("--count", "1", "--night", "9000-01-01"),
            "error: `--night` lies in the future: 9000-01-01\n  hint: write --night yesterday\n",
        ),
    ],
)
def test_what_cannot_be_of_a_night_is_refused(
    calf: Calf, home: Path, arguments: tuple[str, ...], error: str
) -> None:
    result = calf("measure", "cramps", *arguments)

    assert (result.code, result.out, result.err) == (2, "", error)
    assert not (home / "history.db").exists()


# ----------------------------------------------------------------------------- showing


def test_without_a_measurement_it_says_how_to_begin(calf: Calf, home: Path) -> None:
    plain, spoken = calf("measure"), calf("measure", "--accessible")

    assert (plain.code, plain.out) == (0, "")
    assert plain.err == "nothing is measured yet\n  hint: `calfcoach measure knee-to-wall` starts\n"
    assert (spoken.code, spoken.err) == (0, "")
    assert (
        spoken.out == "Nothing is measured yet.\nTo start, type calfcoach measure knee-to-wall.\n"
    )
    assert not home.exists()


def test_a_pipe_gets_columns(calf: Calf, home: Path) -> None:
    keep_knee(home, [9.5, 10.0], [], days_ago=9)
    keep_night(home, 2, days_ago=3)

    everything, knee = calf("measure"), calf("measure", "show", "knee-to-wall")

    assert (everything.code, everything.err) == (0, "")
    columns = (
        "when        left best cm  left mean cm  right best cm  right mean cm\n"
        f"{local_today(9)}            10           9.8              -              -\n"
    )
    assert everything.out == (
        f"knee-to-wall\n{columns}\ncramps\nnight       cramps  minutes  severity  side\n"
        f"{local_today(3)}       2        -         -     -\n"
    )
    assert (knee.out, knee.err) == (columns, "")


def test_a_terminal_gets_charts_that_fit(home: Path) -> None:
    keep_knee(home, [8.0], [8.0], days_ago=9)
    keep_knee(home, [10.0], [], days_ago=2)
    for days_ago in range(14, 0, -1):
        keep_night(home, 2 if days_ago > 7 else 1, days_ago=days_ago)

    wide, narrow, status = seen(80), seen(40), seen(20)

    assert wide[0] == "Knee to wall, mean in cm"
    assert wide[2].endswith(" 8 █████████████───   8 █████████████───")
    assert wide[3].endswith("10 ████████████████   -")
    assert wide[4].startswith("Left leg: 2 cm more than the first time (")
    assert wide[6] == "Night cramps, by week"
    assert wide[7].endswith("  14 ████████████████")
    assert wide[9:] == [
        "First week: 14 cramps in 7 nights noted.",
        "Last week: 7 cramps in 7 nights noted.",
        "Fewer a night than in the first week.",
    ]
    assert "█" in narrow[2]
    assert status[0] == "Knee to wall, mean"
    assert "█" not in status[3]


def test_a_screen_reader_gets_sentences(calf: Calf, home: Path) -> None:
    keep(home, "squat", {"heels_down": False}, days_ago=1)
    calf("measure", "squat", "--yes")

    result = calf("measure", "show", "squat", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Squat, heels down, 2 times, since yesterday.\nToday: heels stay down.\nDown in 1 of 2.\n"
    )


def test_the_document_holds_what_is_kept_and_what_came_of_it(calf: Calf, home: Path) -> None:
    keep_knee(home, [8.0], [], days_ago=9)
    keep_knee(home, [10.5, 11.0], [9.0], days_ago=0)
    keep_night(home, 1, days_ago=1)

    result = calf("measure", "--json")

    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    assert (document["schema"], document["unit"]) == ("calfcoach.measures/1", "cm")
    kinds = [each["kind"] for each in document["measures"]]
    assert kinds == ["knee-to-wall", "knee-to-wall", "cramps"]
    assert document["measures"][1]["values"] == {"left_cm": [10.5, 11.0], "right_cm": [9.0]}
    assert document["knee_to_wall"]["times"][1] == {
        "day": local_today(),
        "legs": {
            "left": {"best_cm": 11.0, "mean_cm": 10.75, "trials": 2},
            "right": {"best_cm": 9.0, "mean_cm": 9.0, "trials": 1},
        },
        "gap_cm": 1.75,
    }
    assert document["knee_to_wall"]["changes"] == [
        {"side": "left", "against": "first", "since": local_today(9), "by_cm": 2.75, "counts": True}
    ]
    assert document["cramps"]["weeks"][0]["from"] == local_today(1)
    assert document["cramps"]["first_and_last"] is None
    assert set(document["sources"]) == {"knee-to-wall", "heel-raise", "squat", "cramps"}


def test_the_document_of_an_empty_history_is_whole(calf: Calf, home: Path) -> None:
    document = json.loads(calf("measure", "show", "cramps", "--json").out)

    assert document["measures"] == []
    assert document["cramps"] == {"weeks": [], "first_and_last": None}
    assert not home.exists()


def test_sources_are_told_with_the_charts(calf: Calf, home: Path) -> None:
    keep_knee(home, [8.0], [], days_ago=1)

    lines = calf("measure", "show", "knee-to-wall", "--sources").out.splitlines()

    assert "Sources, knee to wall:" in lines
    assert lines[-3:] == [
        "    CalfCoach (judgement of the authors)",
        "  shown as your own trend: published limits contradict each other",
        "    CalfCoach (judgement of the authors)",
    ]


def test_an_unknown_kind_is_told(calf: Calf) -> None:
    result = calf("measure", "show", "knee")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        'error: `measure show` must be knee-to-wall, heel-raise, squat or cramps, got "knee"\n'
        "  hint: write measure show knee-to-wall\n"
    )


def test_undo_takes_a_measurement_back(calf: Calf, home: Path) -> None:
    calf("measure", "squat", "--yes")

    undone = calf("undo")

    assert (undone.code, undone.err) == (0, "")
    assert undone.out.startswith("Took back: ")
    assert measures(home) == []
    assert calf("undo", "--redo").code == 0
    assert len(measures(home)) == 1


def test_a_record_of_another_hand_is_shown_all_the_same(calf: Calf, home: Path) -> None:
    keep_knee(home, [], [], days_ago=1)
    keep(
        home,
        "heel-raise",
        {"left_reps": None, "right_reps": None, "left_why": "", "right_why": "", "pain": None},
        days_ago=1,
    )

    assert calf("measure").code == 0
    assert calf("measure", "--accessible").code == 0
    assert "Heel raises on one leg" in seen(80)
    day = date.fromisoformat(local_today(1))
    assert any(line.startswith(f"{day.day:2} ") for line in seen(80))
