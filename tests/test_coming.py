"""What comes next, so that a sound or a phrase can be started in time."""

from __future__ import annotations

from building import exercise, hold, step, timeline
from virtual import Run, two_sides, two_steps, with_wait

from calfcoach.coming import coming
from calfcoach.events import Act, CueDue
from calfcoach.phase import PhaseKind
from calfcoach.terms import Gaze


def next_of(run: Run) -> tuple[float, list[str]] | None:
    """In how many seconds something comes, and of what kinds."""
    found = coming(run.at)
    if found is None:
        return None
    return round(found.in_s, 3), [event.cue.kind.value for event in found.events]


def test_what_comes_is_what_then_is_due() -> None:
    for made in (two_sides(40), two_steps(), timeline(step(hold(20), exercise(gaze=Gaze.AWAY)))):
        run = Run(made)
        while (found := coming(run.at)) is not None:
            due = [event.cue for event in run.pass_s(found.in_s) if isinstance(event, CueDue)]
            assert [event.cue for event in found.events] == due
            if run.session.ended:
                break


def test_the_end_of_a_hold_and_the_change_behind_it_are_one_instant() -> None:
    run = Run(two_sides())
    run.until(24)
    assert next_of(run) == (1, ["end", "switch"])


def test_the_end_of_all_is_not_told_before_it_is_there() -> None:
    run = Run(two_steps())
    run.until(49.5)
    assert next_of(run) is None


def test_a_wait_is_called_to_mind_and_ends_with_a_key_alone() -> None:
    run = Run(with_wait())
    run.until(15)
    assert run.at.phase.kind is PhaseKind.WAIT
    assert next_of(run) == (30, ["remind"])
    run.pass_s(571)
    assert next_of(run) is None


def test_nothing_comes_in_a_pause() -> None:
    run = Run(two_sides())
    run.until(8)
    run.press(Act.PAUSE)
    assert next_of(run) is None
