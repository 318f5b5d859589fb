from __future__ import annotations

import pytest
from routine_samples import read, refused

from calfcoach.model import Circuit


@pytest.mark.parametrize("repeat", [1, 20])
def test_a_circuit_repeats_up_to_twenty_times(repeat: int) -> None:
    nested = '[[step.step]]\nexercise = "wall-calf-stretch"\n'
    (found,) = read(f'title = "Mine"\n[[step]]\nrepeat = {repeat}\n{nested}').steps
    assert isinstance(found, Circuit)
    assert found.repeat == repeat


def test_what_is_wrong_with_a_circuit_is_told_at_the_circuit() -> None:
    text = """\
title = "Mine"
[[step]]
exercise = "wall-calf-stretch"
[[step]]
repeat = 21
hold = "30s"
rest = 3601
  [[step.step]]
  exercise = "wall-calf-stretch"
"""
    place = "~/mine.toml  circuit from step 2"
    assert refused(text) == [
        (
            place,
            "`repeat` must be a whole number from 1 to 20, got 21",
            "write repeat = 20 or less",
        ),
        (
            place,
            "`hold` is not a key of a circuit",
            "`hold` belongs in a [[step.step]] of the circuit",
        ),
        (place, "`rest` can be 0 s to 60 min, got 3601", 'write rest = "60m" or less'),
    ]


def test_a_circuit_needs_steps_and_how_often() -> None:
    assert refused('title = "Mine"\n[[step]]\nrepeat = 2\n') == [
        (
            "~/mine.toml  circuit from step 1",
            "`step` is missing",
            "a circuit needs at least one [[step.step]]",
        )
    ]
    nested = '[[step.step]]\nexercise = "wall-calf-stretch"\n'
    assert refused(f'title = "Mine"\n[[step]]\n{nested}') == [
        ("~/mine.toml  circuit from step 1", "`repeat` is missing", "write repeat = 2")
    ]


def test_a_circuit_in_a_circuit_is_refused() -> None:
    text = """\
title = "Mine"
[[step]]
repeat = 2
  [[step.step]]
  repeat = 2
    [[step.step.step]]
    exercise = "wall-calf-stretch"
"""
    assert refused(text) == [
        (
            "~/mine.toml  step 1",
            "a circuit cannot stand in a circuit: one level of nesting is the limit",
            "write its steps out one by one",
        )
    ]
