"""The routines and exercises that a plan names: whether they are there.

Owns what a wrong name is answered with. Lists folders and reads no file in them, as `due` asks
this too; a routine that is broken is told where it is run.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.files.folders import Folders, shipped_exercises, shipped_routines, toml_files
from calfcoach.files.problems import Spot, did_you_mean
from calfcoach.plan.model import Plan

_ALL = {"routine": "`calfcoach list`", "exercise": "`calfcoach exercises`"}


class Names:
    """What there is to be named, a person's own and shipped, listed once it is asked for."""

    def __init__(self, folders: Folders) -> None:
        self._folders = {
            "routine": (folders.config / "routines", shipped_routines()),
            "exercise": (folders.config / "exercises", shipped_exercises()),
        }
        self._known: dict[str, frozenset[str]] = {}

    def check(self, plan: Plan, spot: Spot) -> None:
        """Report each name that is none. CoachError for a folder that cannot be listed."""
        for stage_no, stage in enumerate(plan.stages):
            at = spot.at("stage", stage_no)
            for no, item in enumerate(stage.items):
                named = (("routine", item.routine), ("instead_of", item.instead_of))
                self._check("routine", named, at.at("item", no))
            for no, change in enumerate(stage.changes):
                here = at.at("change", no)
                self._check("exercise", (("exercise", change.exercise), ("use", change.use)), here)
                self._check("routine", (("routine", change.routine),), here)

    def _check(self, noun: str, named: Iterable[tuple[str, str]], spot: Spot) -> None:
        for key, name in named:
            if name and name not in self._of(noun):
                spot.at(key).report(
                    f"no {noun} is called `{name}`",
                    did_you_mean(name, self._of(noun)) or f"{_ALL[noun]} shows them all",
                )

    def _of(self, noun: str) -> frozenset[str]:
        if noun not in self._known:
            own, shipped = self._folders[noun]
            self._known[noun] = frozenset((*toml_files(shipped), *toml_files(own)))
        return self._known[noun]
