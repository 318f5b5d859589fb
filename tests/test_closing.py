from __future__ import annotations

from building import exercise, hold, own_reps, routine, step, tempo_reps, timeline, work_items

from calfcoach.closing import next_time, summary, work_done
from calfcoach.events import Credit
from calfcoach.phase import WorkItem
from calfcoach.records import Status, WorkStatus
from calfcoach.session import Session
from calfcoach.terms import Sides

RAISE = exercise("rise", say="heel raise")


def credit(item: WorkItem, done_s: float, done_reps: int | None = None) -> Credit:
    return Credit(item=item, done_s=done_s, done_reps=done_reps, status=WorkStatus.DONE)


def items(*steps: object) -> list[WorkItem]:
    return work_items(timeline(*steps))  # type: ignore[arg-type]  # steps of any kind


def test_time_is_told_for_each_leg_and_reps_by_exercise() -> None:
    each = items(step(hold(30), sides=Sides.EACH, sets=3), step(tempo_reps(10), RAISE, sets=2))
    earned = [credit(item, 30.0) for item in each[:6]]
    earned += [credit(item, 70.0, 10) for item in each[6:]]
    assert work_done(earned) == [
        "left leg 1 minute 30 seconds",
        "right leg 1 minute 30 seconds",
        "20 heel raises",
    ]


def test_reps_of_one_leg_at_a_time_are_told_for_each() -> None:
    each = items(step(own_reps(15), RAISE, sides=Sides.EACH))
    assert work_done([credit(item, 40.0, 15) for item in each]) == ["heel raises left 15, right 15"]
    assert work_done([credit(each[0], 3.0, 1)]) == ["heel raises left 1, right 0"]


def test_reps_that_nobody_counted_are_told_as_time() -> None:
    each = items(step(own_reps(15), sides=Sides.EACH))
    assert work_done([credit(each[1], 40.0)]) == ["right leg 40 seconds"]


def test_work_on_both_legs_is_told_where_there_is_nothing_else() -> None:
    both = items(step(hold(30)), step(hold(30), sides=Sides.LEFT))
    assert work_done([credit(both[0], 30.0)]) == ["30 seconds of work"]
    assert work_done([credit(item, 30.0) for item in both]) == ["left leg 30 seconds"]


def test_less_than_a_second_and_no_reps_are_nothing_to_tell() -> None:
    each = items(step(hold(30), sides=Sides.EACH), step(tempo_reps(10)))
    assert work_done([]) == []
    assert work_done([credit(each[0], 0.4), credit(each[2], 1.0, 0)]) == []


def test_the_summary_says_how_it_ended_what_was_done_and_whether_it_is_saved() -> None:
    session = Session(timeline(step(hold(30), sides=Sides.LEFT)))
    session.advance(0.0)
    session.advance(1.0)
    assert summary(session.snapshot(), keeping="Saved.") == "Saved."
    for second in range(2, 40):
        session.advance(float(second))
    assert session.snapshot().status is Status.COMPLETED
    done = summary(session.snapshot(), keeping="Saved.")
    assert done == "Done. Left leg 30 seconds. Saved."


def test_the_routine_comes_up_again_today_tomorrow_or_on_its_days() -> None:
    daily = routine(step(hold()), name="daily", per_day=3)
    assert next_time(daily, 1) == "Next, daily twice more today."
    assert next_time(daily, 2) == "Next, daily once more today."
    assert next_time(daily, 3) == "Next, daily tomorrow."
    assert next_time(daily, 5) == "Next, daily tomorrow."
    weekly = routine(step(hold()), name="strength", days=3)
    assert next_time(weekly, 1) == "strength is for 3 days a week."
    fixed = routine(step(hold()), name="strength", days=("mon", "wed", "fri"))
    assert next_time(fixed, 1) == "Next, strength on mon, wed and fri."
