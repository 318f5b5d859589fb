"""In which unit lengths are typed and shown: that of the option, else that of the setting."""

from __future__ import annotations

from calfcoach.cli.surroundings import Surroundings
from calfcoach.terms import Unit


def unit_of(around: Surroundings, asked: Unit | None) -> Unit:
    """The unit of an option, else that of the setting `units`."""
    return asked or around.settings.units
