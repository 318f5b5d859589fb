"""The routines and exercises that a plan names: whether they are there.

Owns what a wrong name is answered with. Lists folders and reads no file in them, as `due` asks
this too; a routine that is broken is told where it is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from calfcoach.files.fields import is_id
from calfcoach.files.folders import Folders, shipped_exercises, shipped_routines, toml_files
from calfcoach.files.problems import Spot, did_you_mean

_ALL = {"routine": "`calfcoach list`", "exercise": "`calfcoach exercises`"}


class Names:
    """What there is to be named, a person's own and shipped, listed once it is asked for."""

    def __init__(self, folders: Folders) -> None:
        self._folders = {
            "routine": (folders.config / "routines", shipped_routines()),
            "exercise": (folders.config / "exercises", shipped_exercises()),
        }
        self._known: dict[str, frozenset[str]] = {}

    def check(self, document: Mapping[str, object], spot: Spot) -> None:
        """Report each name in the tables of a plan's file that is none, whatever else is wrong
        there: what has not the form of a name is told by who reads it. CoachError for a folder
        that cannot be listed."""
        for stage, at in _tables(document, "stage", spot):
            for item, here in _tables(stage, "item", at):
                self._check("routine", ("routine", "instead_of"), item, here)
            for change, here in _tables(stage, "change", at):
                self._check("exercise", ("exercise", "use"), change, here)
                self._check("routine", ("routine",), change, here)

    def _check(
        self, noun: str, keys: Iterable[str], table: Mapping[str, object], spot: Spot
    ) -> None:
        for key in keys:
            name = table.get(key)
            if isinstance(name, str) and is_id(name) and name not in self._of(noun):
                spot.at(key).report(
                    f"no {noun} is called `{name}`",
                    did_you_mean(name, self._of(noun)) or f"{_ALL[noun]} shows them all",
                )

    def _of(self, noun: str) -> frozenset[str]:
        if noun not in self._known:
            own, shipped = self._folders[noun]
            self._known[noun] = frozenset((*toml_files(shipped), *toml_files(own)))
        return self._known[noun]


def _tables(
    table: Mapping[str, object], key: str, spot: Spot
) -> Iterator[tuple[Mapping[str, object], Spot]]:
    """The tables of an array, as far as they are some, each with its place."""
    found = table.get(key)
    for no, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict):
            yield one, spot.at(key, no)
