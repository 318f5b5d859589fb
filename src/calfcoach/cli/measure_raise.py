"""The heel-raise test: what is told before it, what is asked after it, what is kept.

Owns the order. What happens beat by beat is `measure.raise_test`'s, the loop `measure_raise_led`'s.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from calfcoach.cli.asking import LeftError, put, put_score
from calfcoach.cli.measuring import (
    EXIT_EARLY,
    keep,
    may_measure,
    needs_flags,
    plan_of,
    say_all,
    tell_kept,
)
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.errors import CoachError
from calfcoach.files.measure_file import measure_sheet, raise_norms
from calfcoach.frozen import frozen
from calfcoach.measure.raises import raise_count
from calfcoach.records import MeasureKind
from calfcoach.report.measure_words import raise_sentences
from calfcoach.terms import Side

if TYPE_CHECKING:
    from calfcoach.measure.raise_test import RaiseTest

_NOTHING = "Nothing was counted, so nothing is kept."
_LEGS = (Side.LEFT, Side.RIGHT)
_MOST_REPS = 200
_WHYS = {"1": "tired", "2": "form", "3": "pain", "": ""}
_WHY = "What ended it? 1 tired, 2 height, pace, knee or hold, 3 pain. Enter skips."


@frozen
class RaiseWishes:
    """The options: counts that are only written down, who is tested, and how it is led."""

    left: int | None = None
    right: int | None = None
    pain: int | None = None
    age: int | None = None
    sex: str = ""
    side: Side = Side.BOTH
    mute: bool = False
    speed: float | None = None


@frozen
class Result:
    """What came of a test: reps, what ended each leg, pain of 0–10 after it."""

    reps: dict[Side, int]
    whys: dict[Side, str]
    pain: int | None = None


def measure_raises(around: Surroundings, wishes: RaiseWishes) -> int:
    """Lead through the test, or write down the counts of the options; the exit code."""
    if wishes.left is not None or wishes.right is not None:
        _keep(around, wishes, _given(wishes))
        return 0
    if wishes.pain is not None:
        raise CoachError(
            "`--pain` goes with `--left` or `--right`", hint="leave it out", exit_code=2
        )
    if not around.can_ask and wishes.speed is None:
        raise needs_flags(MeasureKind.HEEL_RAISE, "--left 22 --right 21")
    try:
        blocked = may_measure(around, measure_sheet(MeasureKind.HEEL_RAISE))
        if blocked is not None:
            return blocked
        _introduce(around)
    except LeftError:
        talk(_NOTHING)
        return EXIT_EARLY
    return _led(around, wishes)


def _given(wishes: RaiseWishes) -> Result:
    given = {Side.LEFT: wishes.left, Side.RIGHT: wishes.right}
    reps = {side: number for side, number in given.items() if number is not None}
    return Result(reps=reps, whys={}, pain=wishes.pain)


def _introduce(around: Surroundings) -> None:
    """How it is done and what stops it, and wait for Enter. LeftError."""
    sheet = measure_sheet(MeasureKind.HEEL_RAISE)
    say_all(around, [*sheet.setup, *sheet.stop])
    if not around.can_ask:
        return
    answer = put(around, "Hold on first. Enter starts the warm-up, Q leaves.")
    while answer:
        answer = put(around, "Enter starts, Q leaves.")


def _led(around: Surroundings, wishes: RaiseWishes) -> int:
    from calfcoach.cli.measure_raise_led import lead
    from calfcoach.measure.raise_test import AWAY_S, RaiseTest

    dose = measure_sheet(MeasureKind.HEEL_RAISE).dose
    assert dose is not None
    speed = wishes.speed or 1.0
    test = RaiseTest(
        dose,
        _LEGS if wishes.side is Side.BOTH else (wishes.side,),
        key="D" if around.accessible else "Enter",
        away_s=AWAY_S * max(1.0, speed),
    )
    signal = lead(test, around, speed=speed, mute=wishes.mute)
    if wishes.speed is not None:
        tell("A rehearsal, not saved.")
    elif not test.reps:
        talk(_NOTHING)
    else:
        asks = signal is None and around.can_ask
        _keep(around, wishes, _asked(around, test) if asks else _counted(test))
    if signal is not None:
        return 128 + signal
    return EXIT_EARLY if test.ended_early else 0


def _keep(around: Surroundings, wishes: RaiseWishes, result: Result) -> None:
    values = {
        "left_reps": result.reps.get(Side.LEFT),
        "right_reps": result.reps.get(Side.RIGHT),
        "left_why": result.whys.get(Side.LEFT, ""),
        "right_why": result.whys.get(Side.RIGHT, ""),
        "pain": result.pain,
    }
    records = keep(around, MeasureKind.HEEL_RAISE, values)
    plan = plan_of(around) if wishes.age is None or not wishes.sex else None
    age = wishes.age if wishes.age is not None or plan is None else plan.age
    sex = wishes.sex or (plan.sex if plan is not None else "")
    lines = raise_sentences(
        [raise_count(record) for record in records],
        raise_norms(),
        date.fromisoformat(records[-1].local_day),
        age=age,
        sex=sex,
        spoken=around.accessible,
    )
    tell_kept(around, lines)


# ------------------------------------------------------------------------------ afterwards


def _counted(test: RaiseTest) -> Result:
    """As the beat counted it."""
    return Result(reps=dict(test.reps), whys={} if test.hurt is None else {test.hurt: "pain"})


def _asked(around: Surroundings, test: RaiseTest) -> Result:
    """Correct the counts, and ask what ended each leg and how much pain there is. Who leaves in the
    middle keeps what was told until then."""
    result = _counted(test)
    try:
        for side, reps in test.reps.items():
            result.reps[side] = _corrected(around, side, reps)
            if side not in result.whys:
                result.whys[side] = _why(around)
        pain = put_score(around, "How much pain is there now, 0 to 10?")
    except LeftError:
        return result
    return Result(reps=result.reps, whys=result.whys, pain=pain)


def _corrected(around: Surroundings, side: Side, reps: int) -> int:
    question = f"{side.value.capitalize()} leg, {reps} by the beat. Enter if so, or your own count."
    while True:
        answer = put(around, question)
        if not answer:
            return reps
        if answer.isascii() and answer.isdigit() and len(answer) < 4 and int(answer) <= _MOST_REPS:
            return int(answer)
        question = f"A whole number from 0 to {_MOST_REPS}, or Enter alone for {reps}."


def _why(around: Surroundings) -> str:
    answer = put(around, _WHY)
    while answer not in _WHYS:
        answer = put(around, "1, 2 or 3, or Enter alone.")
    return _WHYS[answer]
