from __future__ import annotations

import pytest
from building import (
    continuous,
    foot_steps,
    hold,
    max_reps,
    own_reps,
    short_holds,
    step,
    tempo_reps,
    timeline,
    works,
)

from calfcoach.advice import Hurt, Where
from calfcoach.events import Credit
from calfcoach.ledger import Ledger
from calfcoach.model import Reps, Work
from calfcoach.phase import Phase
from calfcoach.records import WorkStatus

DONE, PART, SKIPPED = WorkStatus.DONE, WorkStatus.PART, WorkStatus.SKIPPED


def phase_of(work: Work) -> Phase:
    return works(timeline(step(work)))[0]


HOLD = phase_of(hold(30))


def kept(credit: Credit | None) -> tuple[float, WorkStatus] | None:
    return None if credit is None else (credit.done_s, credit.status)


def test_what_was_done_is_kept_by_the_number_of_its_work() -> None:
    ledger = Ledger()
    credit = ledger.enter(HOLD, 30, DONE)
    assert credit == Credit(item=HOLD.item, done_s=30, done_reps=None, status=DONE)
    assert ledger.credits() == {1: credit}


def test_credits_are_a_copy() -> None:
    ledger = Ledger()
    before = ledger.credits()
    ledger.enter(HOLD, 30, DONE)
    assert before == {}


def test_a_part_of_nothing_is_nothing() -> None:
    ledger = Ledger()
    assert ledger.enter(HOLD, 0, PART) is None
    assert ledger.credits() == {}


def test_a_skip_of_nothing_is_a_skip_with_its_reason() -> None:
    credit = Ledger().enter(HOLD, 0, SKIPPED, "pain")
    assert credit == Credit(item=HOLD.item, done_s=0, done_reps=None, status=SKIPPED, why="pain")


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        ([(30, DONE), (5, PART)], (30, DONE)),
        ([(30, DONE), (5, SKIPPED)], (30, DONE)),
        ([(30, DONE), (0, PART)], (30, DONE)),
        ([(5, PART), (30, DONE)], (30, DONE)),
        ([(5, SKIPPED), (30, DONE)], (30, DONE)),
        ([(12, PART), (5, PART)], (12, PART)),
        ([(12, PART), (0, PART)], (12, PART)),
        ([(12, PART), (5, SKIPPED)], (12, SKIPPED)),
        ([(12, SKIPPED), (5, PART)], (12, PART)),
        ([(30, DONE), (25, DONE)], (30, DONE)),
    ],
)
def test_the_best_of_all_attempts_stays(
    attempts: list[tuple[float, WorkStatus]], expected: tuple[float, WorkStatus]
) -> None:
    ledger = Ledger()
    for elapsed_s, status in attempts:
        credit = ledger.enter(HOLD, elapsed_s, status)
    assert kept(credit) == expected
    assert ledger.credits()[1] == credit


def test_what_a_resumed_session_had_done_counts_as_an_attempt() -> None:
    before = Credit(item=HOLD.item, done_s=30, done_reps=None, status=DONE, pain=3)
    ledger = Ledger([before])
    assert ledger.enter(HOLD, 4, PART) == before


@pytest.mark.parametrize(
    ("work", "elapsed_s", "status", "reps"),
    [
        (tempo_reps(10, 2, 2, 3), 70, DONE, 10),
        (tempo_reps(10, 2, 2, 3), 20.9, PART, 2),
        (tempo_reps(10, 0.1, 0.1, 0.1), 0.3 * 7, PART, 7),
        (short_holds(10, 3, 5), 40, DONE, 3),
        (short_holds(10, 3, 5), 25, PART, 2),
        (short_holds(10, 3, 5), 24.9, PART, 1),
        (own_reps(15, 90), 40, DONE, 15),
        (own_reps(15, 90), 40, PART, None),
        (own_reps(15, 90), 40, SKIPPED, None),
        (foot_steps(20, 40), 12, DONE, 20),
        (max_reps(120), 80, DONE, None),
        (continuous(60), 60, DONE, None),
    ],
)
def test_reps_are_those_that_are_known(
    work: Work, elapsed_s: float, status: WorkStatus, reps: int | None
) -> None:
    credit = Ledger().enter(phase_of(work), elapsed_s, status)
    assert credit is not None
    assert credit.done_reps == reps


def test_the_most_reps_of_all_attempts_stay() -> None:
    ledger = Ledger()
    raises = phase_of(tempo_reps(10, 2, 2, 3))
    ledger.enter(raises, 35, PART)
    credit = ledger.enter(raises, 14, SKIPPED)
    assert credit is not None
    assert (credit.done_s, credit.done_reps) == (35, 5)


@pytest.mark.parametrize(
    ("least", "elapsed_s", "status"),
    [(10, 70, DONE), (10, 69.9, SKIPPED), (12, 70, SKIPPED), (0, 70, SKIPPED)],
)
def test_a_set_left_with_the_least_number_of_reps_is_done(
    least: int, elapsed_s: float, status: WorkStatus
) -> None:
    raises = phase_of(Reps(reps=12, least=least, tempo=tempo_reps(1, 2, 2, 3).tempo))
    credit = Ledger().enter(raises, elapsed_s, SKIPPED)
    assert kept(credit) == (elapsed_s, status)


def test_short_holds_are_not_done_before_the_last() -> None:
    assert kept(Ledger().enter(phase_of(short_holds(10, 3, 5)), 39, SKIPPED)) == (39, SKIPPED)


def test_the_worst_pain_stays_through_all_attempts() -> None:
    ledger = Ledger()
    ledger.enter(HOLD, 5, PART)
    noted = [ledger.note_pain(1, Hurt(pain=pain)) for pain in (4, 7, 2, None)]
    assert [credit.pain for credit in noted if credit] == [4, 7, 7, 7]
    again = ledger.enter(HOLD, 30, DONE)
    assert again is not None
    assert again.pain == 7


def test_pain_where_nothing_was_done_has_no_credit() -> None:
    ledger = Ledger()
    assert ledger.note_pain(1, Hurt(pain=5)) is None
    assert ledger.credits() == {}


def test_pain_of_nought_is_pain_that_was_told() -> None:
    ledger = Ledger()
    ledger.enter(HOLD, 5, PART)
    credit = ledger.note_pain(1, Hurt(pain=0))
    assert credit is not None
    assert credit.pain == 0


def test_where_it_hurt_stays_through_all_attempts() -> None:
    ledger = Ledger()
    ledger.enter(HOLD, 5, PART)
    noted = ledger.note_pain(1, Hurt(where=Where.HEEL, sharp=True))
    assert noted is not None
    assert (noted.why, noted.pain) == ("pain heel sharp", None)
    for status, why in ((DONE, ""), (DONE, "faded")):
        again = ledger.enter(HOLD, 30, status, why)
        assert again is not None
        assert again.why == "pain heel sharp"


def test_another_pain_takes_the_place_of_the_one_before() -> None:
    ledger = Ledger()
    ledger.enter(HOLD, 5, SKIPPED, "pain calf")
    credit = ledger.enter(HOLD, 5, SKIPPED, "pain ankle")
    assert credit is not None
    assert credit.why == "pain ankle"


def test_a_count_replaces_what_was_taken_for_granted() -> None:
    ledger = Ledger()
    ledger.enter(phase_of(own_reps(15, 90)), 40, DONE)
    assert ledger.count(1, 12).done_reps == 12
    assert ledger.credits()[1].done_reps == 12
