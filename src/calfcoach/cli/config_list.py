"""The settings as `calfcoach config` lists them, and where they are kept; no parsing of options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from calfcoach.cli.surroundings import Surroundings, columns, tell, tell_json, width
from calfcoach.files.problems import visible
from calfcoach.files.settings import FILE_NAME, Settings
from calfcoach.files.settings_table import SETTINGS, find_setting, plain

_HEADER = ("name", "value", "from", "meaning")
_NARROWEST = 24  # letters a line of a meaning; on a smaller terminal it is not wrapped


def settings_file(around: Surroundings) -> Path:
    """The file of the settings, which need not exist."""
    return around.folders.config / FILE_NAME


def tell_place(around: Surroundings) -> None:
    """Where they are kept."""
    tell(visible(str(settings_file(around))))


def tell_setting(around: Surroundings, name: str) -> None:
    """The value of one setting. CoachError for a name that none has."""
    tell(around.settings.text(find_setting(name).name))


def tell_settings(around: Surroundings, *, as_json: bool) -> None:
    """All settings, with their values, where each comes from and what it means."""
    settings = around.settings
    if as_json:
        tell_json("config", {"settings": [_as_json(settings, each.name) for each in SETTINGS]})
        return
    if around.accessible:
        for setting in SETTINGS:
            value, origin = _shown(settings, setting.name), _origin(settings, setting.name)
            tell(f"{setting.name} is {value}, {origin}.")
            tell(f"{setting.meaning[:1].upper()}{setting.meaning[1:]}.")
        return
    rows = [_HEADER, *(_row(settings, setting.name) for setting in SETTINGS)]
    for line in columns(_fitted(rows, around)):
        tell(line)


def _as_json(settings: Settings, name: str) -> dict[str, Any]:
    """An object of `calfcoach.config/1`: a value is true, false, a number or
    text."""
    setting = find_setting(name)
    value = getattr(settings, name)
    return {
        "name": name,
        "value": value if isinstance(value, int) else plain(value),
        "default": setting.default if isinstance(value, int) else plain(setting.default),
        "origin": settings.origins[name],
        "meaning": setting.meaning,
    }


def _row(settings: Settings, name: str) -> tuple[str, ...]:
    return (name, _shown(settings, name), settings.origins[name], find_setting(name).meaning)


def _shown(settings: Settings, name: str) -> str:
    """A value where an empty one could not be seen."""
    return settings.text(name) or "not set"


def _fitted(rows: list[tuple[str, ...]], around: Surroundings) -> list[tuple[str, ...]]:
    """On a terminal, rows whose last cell goes on below itself instead of at the left edge."""
    if around.room is None:
        return rows
    room = around.room - sum(max(width(row[i]) for row in rows) + 2 for i in range(3))
    if room < _NARROWEST:
        return rows
    import textwrap

    fitted: list[tuple[str, ...]] = []
    for row in rows:
        first, *rest = textwrap.wrap(row[-1], room)
        fitted.append((*row[:-1], first))
        fitted += [("", "", "", line) for line in rest]
    return fitted


def _origin(settings: Settings, name: str) -> str:
    origin = settings.origins[name]
    return "the default" if origin == "default" else f"set by {origin}"
