"""What belongs to the user: settings, routines and exercises, and the plan.

Owns which of what is found there is worth a note, and what to do about it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from calfcoach.doctor.findings import Finding, State, of_error
from calfcoach.errors import CoachError
from calfcoach.files.as_shipped import is_as_shipped
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import Folders, as_typed, mode_of, read_bytes
from calfcoach.files.plan_file import read_plan
from calfcoach.files.plan_names import Names
from calfcoach.files.settings import Settings, settings_file
from calfcoach.terms import Origin


def check_settings(folders: Folders, settings: Settings) -> Iterator[Finding]:
    """config.toml, and the settings of the environment."""
    if not settings.problems:
        there = mode_of(settings_file(folders))
        yield Finding(
            name="settings",
            state=State.OK,
            words="all can be read" if there else "all as they come; there is no config.toml",
        )
    for problem in settings.problems:
        yield of_error("settings", problem)


def check_own_files(folders: Folders) -> Iterator[Finding]:
    """The user's routines and exercises. Shipped ones are read where they are not as they were
    shipped, or may have become others by the user's own."""
    try:
        catalog = Catalog(folders)
        shipped = is_as_shipped()
        routines, broken = catalog.routines(catalog.known_routines() if shipped else ())
        exercises, more = catalog.exercises(catalog.known_exercises() if shipped else ())
    except CoachError as error:
        yield of_error("routines", error)
        return
    origins = [*(each.origin for each in routines), *(each.origin for each in exercises)]
    own = origins.count(Origin.USER)
    if not broken and not more:
        words = f"{own} own, all can be read" if own else "no own ones"
        yield Finding(name="routines", state=State.OK, words=words)
    for problem in [*broken, *more]:
        for one in problem.all():
            yield of_error("routines", one)


def check_plan(folders: Folders) -> Iterator[Finding]:
    """plan.toml, where it is no plan."""
    path = os.path.join(folders.config_folder, "plan.toml")
    try:
        data = read_bytes(path, as_typed(path), missing_ok=True)
        if data.strip():
            read_plan(data, where=as_typed(path), names=Names(folders))
    except CoachError as error:
        for one in error.all():
            yield of_error("plan", one)
