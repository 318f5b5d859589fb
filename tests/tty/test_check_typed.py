from __future__ import annotations

from pathlib import Path

import pytest
from terminal import person

from calfcoach.records import MeasureKind
from calfcoach.store import History

pytestmark = pytest.mark.tty

QUESTION = "Enter: moved. N, then Enter: not now."


def checks(home: Path) -> list[bool]:
    if not (home / "history.db").exists():
        return []
    with History.read(home / "history.db") as history:
        return [one.values["moved"] for one in history.measures(MeasureKind.CHECK)]


@pytest.mark.parametrize(
    ("keys", "said", "kept"),
    [("\r", "Noted: moved. Today: 1 time.", [True]), ("n\r", "Noted: not now.", [False])],
)
def test_one_key_answers_the_check(home: Path, keys: str, said: str, kept: list[bool]) -> None:
    with person("check") as one:
        one.sees("Sitting: feet flat")
        one.sees(QUESTION)
        one.replies(keys)
        one.sees(said)
        assert one.leaves() == 0
    assert checks(home) == kept


def test_another_answer_is_asked_again_and_leaving_writes_nothing(home: Path) -> None:
    with person("check") as one:
        one.sees(QUESTION)
        one.replies("later\r")
        one.sees("Enter alone, or N and Enter.")
        one.replies("q\r")
        assert one.leaves() == 0
    assert checks(home) == []
