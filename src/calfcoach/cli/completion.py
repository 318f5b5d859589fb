"""What the shell may offer behind a command: names of routines, exercises and cards, fixed words.

Owns completion only. It must be quick and silent: names are those of the files, nothing is
read, and a folder that cannot be listed offers nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from calfcoach.errors import CoachError
from calfcoach.terms import Goal, Kind, Level, Side


def complete_routine(incomplete: str) -> list[str]:
    """Names of routines that begin so."""
    return _beginning(incomplete, _routines())


def complete_either(incomplete: str) -> list[str]:
    """Names of routines and exercises that begin so, each once."""
    return _beginning(incomplete, sorted({*_routines(), *_exercises()}))


def complete_topic(incomplete: str) -> list[str]:
    """Names of cards that begin so."""
    from calfcoach.files.card import card_names

    try:
        return _beginning(incomplete, card_names())
    except CoachError:  # the command itself will say what is wrong with the folder
        return []


def complete_goal(incomplete: str) -> list[str]:
    """Goals of routines that begin so."""
    return _beginning(incomplete, Goal)


def complete_kind(incomplete: str) -> list[str]:
    """Kinds of exercises that begin so."""
    return _beginning(incomplete, Kind)


def complete_level(incomplete: str) -> list[str]:
    """Levels that begin so."""
    return _beginning(incomplete, Level)


def complete_side(incomplete: str) -> list[str]:
    """Left or right, if it begins so."""
    return _beginning(incomplete, (Side.LEFT, Side.RIGHT))


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    return [str(word) for word in words if word.startswith(incomplete)]


def _routines() -> list[str]:
    from calfcoach.files.catalog import Catalog
    from calfcoach.files.folders import find_folders

    try:
        return Catalog(find_folders(os.environ)).names()
    except CoachError:  # the command itself will say what is wrong with the folder
        return []


def _exercises() -> list[str]:
    from calfcoach.files.catalog import Catalog
    from calfcoach.files.folders import find_folders

    try:
        return Catalog(find_folders(os.environ)).exercise_names()
    except CoachError:  # the command itself will say what is wrong with the folder
        return []
