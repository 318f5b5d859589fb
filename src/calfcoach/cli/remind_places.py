"""Where the system keeps reminders: systemd's user units, launchd's agents, the crontab.

Owns how each is installed, found again and taken away completely. What stands in the files is
written by `calfcoach.reminders`. Asks nobody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from calfcoach.cli.remind_crontab import Cron
from calfcoach.cli.remind_files import Files
from calfcoach.cli.remind_tools import (
    Shown,
    has_tool,
    home_folder,
    must_run,
    own_call,
    remove_file,
    run_tool,
)
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.reminders import cron, launchd, systemd
from calfcoach.reminders.model import Kind, Reminder, Written


class Place(Protocol):
    """One way to be reminded."""

    form: str

    def shown(self, reminders: Sequence[Reminder]) -> list[Shown]:
        """What `install` would write."""

    def others(self, reminders: Sequence[Reminder]) -> list[Path]:
        """Files that are not ours and would be written over."""

    def install(self, reminders: Sequence[Reminder]) -> None:
        """Write it and switch it on, in place of what stood there. CoachError where that fails;
        then everything is as it was, unless another one beside it says otherwise."""

    def standing(self) -> dict[Kind, tuple[Reminder, ...]]:
        """What is installed, by its kind; nothing of one that is there and cannot be read."""

    def remove(self) -> None:
        """Take away all that is ours. CoachError where that fails."""


def places(around: Surroundings) -> dict[str, Place]:
    """All ways, by the name of `--with`."""
    return {
        systemd.FORM: Systemd(around),
        launchd.FORM: Launchd(around),
        cron.FORM: Cron(around),
    }


def usual_form(around: Surroundings) -> str:
    """The way that suits this system. CoachError where there is none."""
    environ = around.environ
    if sys.platform == "darwin" and has_tool("launchctl", environ):
        return launchd.FORM
    if has_tool("systemctl", environ) and environ.get("XDG_RUNTIME_DIR"):
        return systemd.FORM
    if has_tool("crontab", environ):
        return cron.FORM
    raise CoachError(
        "nothing was found here that could remind: no systemd of this user, no cron",
        hint="write a calendar file: add --with ics --output calfcoach.ics",
    )


class Systemd:
    """User units: a timer and a service for each reminder."""

    form = systemd.FORM

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def shown(self, reminders: Sequence[Reminder]) -> list[Shown]:
        """The units."""
        return self._files.shown(self._made(reminders))

    def others(self, reminders: Sequence[Reminder]) -> list[Path]:
        """Units of others."""
        return self._files.others(self._made(reminders))

    def install(self, reminders: Sequence[Reminder]) -> None:
        """Write the units and start the timers."""
        self._files.install(self._made(reminders))

    def standing(self) -> dict[Kind, tuple[Reminder, ...]]:
        """What the timers say."""
        files, found = self._files, dict[Kind, tuple[Reminder, ...]]()
        ours = files.ours()
        for kind in Kind:
            timer, service = (systemd.unit_name(kind, end) for end in ("timer", "service"))
            if timer in ours or service in ours:
                found[kind] = systemd.read_timer(kind, files.text(timer))
        return found

    def remove(self) -> None:
        """Stop the timers, then remove the units, and what switched them on."""
        self._files.remove()

    # ------------------------------------------------------------------------ as a switch

    def switch_on(self, names: Sequence[str]) -> None:
        """Start the timers."""
        must_run(["systemctl", "--user", "daemon-reload"], self._around.environ)
        if timers := _timers(names):
            must_run(["systemctl", "--user", "enable", "--now", *timers], self._around.environ)

    def switch_off(self, names: Sequence[str]) -> None:
        """Stop the timers."""
        if (timers := _timers(names)) and has_tool("systemctl", self._around.environ):
            run_tool(["systemctl", "--user", "disable", "--now", *timers], self._around.environ)

    def are_gone(self, names: Sequence[str]) -> None:
        """Remove what switched them on."""
        for name in names:
            remove_file(self._wanted(name))
        if has_tool("systemctl", self._around.environ):
            run_tool(["systemctl", "--user", "daemon-reload"], self._around.environ)

    def is_left_over(self, name: str) -> bool:
        """Whether a link still leads to a unit of ours that is gone."""
        link, unit = self._wanted(name), self._folder / name
        try:
            return str(link.readlink()) == str(unit) and not os.path.lexists(unit)
        except OSError:
            return False

    def was_on(self, name: str) -> bool:
        """Whether a link switches it on."""
        return os.path.lexists(self._wanted(name))

    @property
    def _files(self) -> Files:
        return Files(self._folder, systemd.all_names(), self)

    def _made(self, reminders: Sequence[Reminder]) -> tuple[Written, ...]:
        return systemd.units(reminders, own_call(self._around)).files

    @property
    def _folder(self) -> Path:
        config = self._around.environ.get("XDG_CONFIG_HOME", "")
        whole = os.path.isabs(config)  # noqa: PTH117
        base = Path(config) if whole else home_folder(self._around) / ".config"
        return base / "systemd" / "user"

    def _wanted(self, name: str) -> Path:
        return self._folder / "timers.target.wants" / name


class Launchd:
    """Agents: a property list for each reminder."""

    form = launchd.FORM

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def shown(self, reminders: Sequence[Reminder]) -> list[Shown]:
        """The property lists."""
        return self._files.shown(self._made(reminders))

    def others(self, reminders: Sequence[Reminder]) -> list[Path]:
        """Property lists of others."""
        return self._files.others(self._made(reminders))

    def install(self, reminders: Sequence[Reminder]) -> None:
        """Write the property lists and load them."""
        self._files.install(self._made(reminders))

    def standing(self) -> dict[Kind, tuple[Reminder, ...]]:
        """What the property lists say."""
        files = self._files
        ours = files.ours()
        names = {kind: launchd.file_name(kind) for kind in Kind}
        return {
            kind: launchd.read_agent(kind, files.text(name).encode())
            for kind, name in names.items()
            if name in ours
        }

    def remove(self) -> None:
        """Unload the agents, then remove their files."""
        self._files.remove()

    # ------------------------------------------------------------------------ as a switch

    def switch_on(self, names: Sequence[str]) -> None:
        """Load the agents."""
        for name in names:
            load = ["launchctl", "bootstrap", self._domain, str(self._folder / name)]
            must_run(load, self._around.environ)

    def switch_off(self, names: Sequence[str]) -> None:
        """Unload them."""
        if not has_tool("launchctl", self._around.environ):
            return
        for name in names:
            agent = f"{self._domain}/{name.removesuffix('.plist')}"
            run_tool(["launchctl", "bootout", agent], self._around.environ)

    def are_gone(self, names: Sequence[str]) -> None:
        """Nothing else of them is left."""

    def is_left_over(self, name: str) -> bool:
        """Nothing ever is."""
        return False

    def was_on(self, name: str) -> bool:
        """An agent is loaded because its file is there."""
        return True

    @property
    def _files(self) -> Files:
        return Files(self._folder, map(launchd.file_name, Kind), self)

    def _made(self, reminders: Sequence[Reminder]) -> tuple[Written, ...]:
        return launchd.agents(reminders, own_call(self._around))

    @property
    def _folder(self) -> Path:
        return home_folder(self._around) / "Library" / "LaunchAgents"

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid()}"


def _timers(names: Sequence[str]) -> list[str]:
    return [name for name in names if name.endswith(".timer")]
