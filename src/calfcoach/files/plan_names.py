"""The routines and exercises that a plan names: whether they are there.

Owns what a wrong name is answered with. Lists folders and reads no file in them, as `due` asks
this too; a routine that is broken is told where it is run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from calfcoach.files.fields import is_id
from calfcoach.files.folders import (
    Folders,
    shipped_exercises_folder,
    shipped_routines_folder,
    toml_names,
)
from calfcoach.files.problems import Spot, did_you_mean

_ALL = {"routine": "`calfcoach list`", "exercise": "`calfcoach exercises`"}


class Names:
    """What there is to be named, a person's own and shipped, listed once it is asked for."""

    def __init__(self, folders: Folders) -> None:
        own = folders.config_folder
        self._folders = {
            "routine": (os.path.join(own, "routines"), shipped_routines_folder()),
            "exercise": (os.path.join(own, "exercises"), shipped_exercises_folder()),
        }
        self._listed: dict[str, frozenset[str]] = {}

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
            if isinstance(name, str) and is_id(name) and not self._is_known(noun, name):
                spot.at(key).report(
                    f"no {noun} is called `{name}`",
                    did_you_mean(name, self._all(noun)) or f"{_ALL[noun]} shows them all",
                )

    def _is_known(self, noun: str, name: str) -> bool:
        """Of what is shipped only this one is looked for: there are a hundred."""
        return name in self._own(noun) or os.path.lexists(
            os.path.join(self._folders[noun][1], f"{name}.toml")
        )

    def _own(self, noun: str) -> frozenset[str]:
        if noun not in self._listed:
            self._listed[noun] = frozenset(toml_names(self._folders[noun][0]))
        return self._listed[noun]

    def _all(self, noun: str) -> frozenset[str]:
        return self._own(noun) | frozenset(toml_names(self._folders[noun][1]))


def _tables(
    table: Mapping[str, object], key: str, spot: Spot
) -> Iterator[tuple[Mapping[str, object], Spot]]:
    """The tables of an array, as far as they are some, each with its place."""
    found = table.get(key)
    for no, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict):
            yield one, spot.at(key, no)
