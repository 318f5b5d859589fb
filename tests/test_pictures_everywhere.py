"""What is shown in a shipped routine has a picture, also what only that routine knows."""

from __future__ import annotations

from pathlib import Path

from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders


def test_every_exercise_of_every_shipped_routine_has_a_picture(home: Path) -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(home)}))
    steps = [step for name in catalog.names() for step in catalog.routine(name).each_step()]
    ids = {step.exercise.id for step in steps}
    assert any(id_.endswith("walk-back") for id_ in ids)
    assert {step.exercise.id for step in steps if step.exercise.picture is None} == set()
