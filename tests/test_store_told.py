"""A listing with what was told in the work is enough for the figures of a plan."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from past_sessions import TUESDAY, gap, keep, raises, stretches

from calfcoach.frozen import replace
from calfcoach.records import SessionRecord
from calfcoach.store import History


def kept(home: Path) -> None:
    keep(home, TUESDAY, gaps=[gap(seconds=41.0)])
    hurt = [replace(row, pain=4) if row.side == "left" else row for row in stretches()]
    spare = replace(raises(), work_no=9, reps_left=5)
    keep(home, TUESDAY + timedelta(days=1), rows=[*hurt, spare])
    keep(home, TUESDAY + timedelta(days=2), routine_id="cramp", routine_hash="")


def listed(home: Path, *, told: bool) -> list[SessionRecord]:
    with History.read(home / "history.db") as history:
        return history.sessions(with_told=told, with_work=not told)


def test_only_work_in_which_pain_or_spare_reps_were_told_is_brought(tmp_path: Path) -> None:
    kept(tmp_path)

    none, some, cramp = listed(tmp_path, told=True)

    assert none.work == ()
    assert {(row.side, row.pain, row.reps_left) for row in some.work} == {
        ("left", 4, None),
        (raises().side, None, 5),
    }
    assert cramp == listed(tmp_path, told=False)[2]


def test_what_all_work_adds_up_to_is_told_beside_it(tmp_path: Path) -> None:
    kept(tmp_path)

    for told, whole in zip(listed(tmp_path, told=True), listed(tmp_path, told=False), strict=True):
        if told.sums is not None:
            assert told.sums.done_s == sum(row.done_s for row in whole.work)
        assert told.gaps == whole.gaps
