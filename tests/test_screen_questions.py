"""The screens of the questions in mid-session and of rolling, pressing and counting, as pictures.

`CALFCOACH_REWRITE=1` writes them anew; look at each difference before you keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import continuous, exercise, max_reps, routine, step, tempo_reps, timeline
from screens import SIZES, STARTED, as_text, picture, started
from test_screen_pages import compare, framed
from virtual import QUIET, Run

from calfcoach.events import Act, Command, Digit
from calfcoach.frozen import replace
from calfcoach.phase import PhaseKind
from calfcoach.screen.keys import keys_of
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import changes_in_s, page_of
from calfcoach.terms import Goal, Kind, Side, Sides
from calfcoach.timeline import compile_routine

CALF, HEEL, ANKLE, KNEE = (Digit(value=no) for no in (1, 2, 3, 4))


def asked(run: Run, *commands: Command) -> Run:
    """Answers given one after the other, as slowly as a person does."""
    for command in commands:
        run.pass_s(1)
        run.press(command)
    return run


def hurting(home: Path, *answers: Command) -> Run:
    return asked(started("daily", home, 83.0), Act.HURT, *answers)


def advised(home: Path, pain: int, *, where: Command = CALF, sharp: bool = False) -> Run:
    answers = (where, Digit(value=pain), Act.ENTER, Act.YES if sharp else Act.ENTER)
    return hurting(home, *answers)


def raising(home: Path) -> Run:
    """Strength at 5 in a track, at the front of the ankle: the longest advice there is."""
    del home
    raises = step(tempo_reps(), exercise("heel-raise", kind=Kind.STRENGTH), pacing=QUIET)
    run = Run(compile_routine(routine(raises, tags=("achilles",))))
    run.until(20)
    return asked(run, Act.HURT, ANKLE, Digit(value=5), Act.ENTER, Act.ENTER)


def rolling(home: Path) -> Run:
    run = started("roll", home, 0)
    while not (run.at.phase.kind is PhaseKind.WORK and run.at.phase.item.side is Side.RIGHT):
        run.pass_s(1)
    assert run.at.phase.item.exercise.kind is Kind.ROLL
    run.pass_s(8)
    run.press(Act.SPOT)
    run.pass_s(4)
    return run


def pressing(home: Path) -> Run:
    del home
    press = exercise("press-the-calf", kind=Kind.PRESS)
    run = Run(timeline(step(continuous(60), press, sides=Sides.EACH, pacing=QUIET)))
    run.until(20)
    return run


def counting(home: Path) -> Run:
    del home
    curls = exercise("towel-toe-curl", kind=Kind.STRENGTH)
    run = Run(timeline(step(max_reps(60), curls, sets=2, rest_s=30, pacing=QUIET)))
    run.until(30)
    run.press(Act.ENTER)
    return asked(run, Digit(value=1), Digit(value=2))


def more(home: Path, prepare_s: float = 20) -> Run:
    del home
    raises = exercise("heel-raise", kind=Kind.STRENGTH, technique="heel-raise")
    walks = step(continuous(20), exercise("heel-walk"), sets=2, rest_s=20)
    pacing = replace(QUIET, prepare_s=prepare_s)
    entries = [replace(each, pacing=pacing) for each in (step(tempo_reps(), raises), walks)]
    run = Run(compile_routine(routine(*entries, goal=Goal.STRENGTHEN)))
    while run.at.counting is None:
        run.pass_s(0.25)
    return asked(run, Digit(value=4))


SCENES: dict[str, Callable[[Path], Run]] = {
    "hurts where": lambda home: hurting(home),
    "hurts how much": lambda home: hurting(home, CALF, Digit(value=4)),
    "hurts sharp": lambda home: hurting(home, CALF, Digit(value=4), Act.ENTER),
    "hurts pulsing": lambda home: hurting(home, KNEE, Digit(value=4), Act.ENTER),
    "advice ease off": lambda home: advised(home, 1),
    "advice half the lean": lambda home: advised(home, 3, where=HEEL),
    "advice leave out": lambda home: advised(home, 5),
    "advice joint": lambda home: advised(home, 2, where=ANKLE),
    "advice smaller": raising,
    "advice too much": lambda home: advised(home, 6),
    "advice sharp": lambda home: advised(home, 2, sharp=True),
    "tender spot": rolling,
    "pressing": pressing,
    "how many": counting,
    "how many more": more,
    "how many more raises": lambda home: more(home, prepare_s=5),
}


@pytest.mark.parametrize("name", SCENES)
def test_a_question_looks_like_its_picture_at_every_size(name: str, tmp_path: Path) -> None:
    run = SCENES[name](tmp_path)
    lines: list[str] = []
    for columns, rows in SIZES:
        lines += framed(f"{columns}x{rows}", picture(run.at, run.now, columns, rows))
    lines += framed("80x24, big", picture(run.at, run.now, 80, 24, big=True))
    compare(name, lines)


@pytest.mark.parametrize("name", SCENES)
def test_a_question_fits_a_window_of_any_size(name: str, tmp_path: Path) -> None:
    page = page_of(SCENES[name](tmp_path).at, STARTED)
    for columns in (1, 2, 5, 11, 19, 20, 21, 29, 31, 39, 47, 59, 61, 99, 133):
        for rows in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 13, 14, 17, 20, 23, 31, 50):
            for big in (False, True):
                assert as_text(laid_out(page, columns, rows, big=big), columns, rows)


def test_the_key_of_rolling_and_that_of_pressing_are_offered_there_alone(tmp_path: Path) -> None:
    def names(run: Run) -> list[tuple[str, str]]:
        return [(key.name, key.does) for key in keys_of(run.at) if key.name in "tf"]

    run = rolling(tmp_path)
    assert names(run) == [("t", "roll on")]
    run.press(Act.SPOT)
    assert names(run) == [("t", "tender spot")]
    run.press(Act.PAUSE)
    assert names(run) == []
    assert names(pressing(tmp_path)) == [("f", "faded")]
    assert names(started("daily", tmp_path, 83.0)) == []


def test_on_a_tender_spot_the_page_changes_with_its_seconds_alone(tmp_path: Path) -> None:
    run = rolling(tmp_path)
    run.pass_s(0.25)
    soon_s = changes_in_s(run.at)
    assert soon_s is not None
    assert 0 < soon_s <= 0.75 + 1e-6
    assert "26 s at most." in page_of(run.at, STARTED).beside


def test_an_answer_to_a_key_is_shown_before_how_many(tmp_path: Path) -> None:
    run = counting(tmp_path)
    assert page_of(run.at, STARTED).message == "How many? 12  Type a number, then Enter."
    assert page_of(run.at, STARTED, message="Sound off.").message == "Sound off."
    run.press(Act.PAUSE)
    assert page_of(run.at, STARTED).message == ""


def test_how_many_more_stands_above_the_keys_until_it_is_answered(tmp_path: Path) -> None:
    run = more(tmp_path)
    run.press(Act.ERASE)
    assert (
        page_of(run.at, STARTED).message
        == "How many more could you have done? _  0-9, Enter skips."
    )
    run.press(Digit(value=4))
    assert page_of(run.at, STARTED).message == "How many more could you have done? 4  Then Enter."
    run.press(Act.ENTER)
    assert page_of(run.at, STARTED).message == ""
