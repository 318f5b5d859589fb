"""The settings as they stand, and what each is where nobody chose.

A value comes from the environment, else from config.toml, else it is the default; nothing that
stands there ever stops a command. What the first two say is read by `settings_table`, where they
say anything: every command comes by here. Knows nothing of options (they win over all of this) and
of what a setting brings about.
"""

from __future__ import annotations

import datetime
import os

from calfcoach.files.runtime import HOME_VARIABLE
from calfcoach.frozen import fields_of, frozen
from calfcoach.terms import Coach, Flash, Level, Notify, Pictures, Sound, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from calfcoach.errors import CoachError
    from calfcoach.files.folders import Folders

FILE_NAME = "config.toml"
OURS, OF_ALL_PROGRAMS = "CALFCOACH_", "ACCESSIBLE"  # variables of the environment


@frozen
class Settings:
    """All settings as they stand. `origins` says of each name where its value comes from:
    "default", "config.toml" or the environment variable. `problems` are worth a warning.
    """

    level: Level = Level.DEFAULT
    day_starts: datetime.time = datetime.time(4)
    units: Unit = Unit.CM
    sound: Sound = Sound.CLEAR
    volume: int = 70
    voice: bool = False
    voice_command: str = ""
    quiet_hours: tuple[datetime.time, datetime.time] = (datetime.time(22), datetime.time(7))
    working_hours: tuple[datetime.time, datetime.time] = (datetime.time(9), datetime.time(17))
    tips: bool = True
    notify: Notify = Notify.AUTO
    flash: Flash = Flash.OFF
    big: bool = False
    pictures: Pictures = Pictures.MOVING
    accessible: bool = False
    coach: Coach = Coach.LEARN
    origins: Mapping[str, str]
    problems: tuple[CoachError, ...] = ()

    def text(self, name: str) -> str:
        """A setting's value as one would type it; KeyError for an unknown name."""
        if name not in self.origins:
            raise KeyError(name)
        from calfcoach.files.settings_table import plain

        return plain(getattr(self, name))


NAMES = tuple(name for name in fields_of(Settings) if name not in ("origins", "problems"))


def settings_file(folders: Folders) -> str:
    """The file that a person sets them in; it need not be there."""
    return os.path.join(folders.config_folder, FILE_NAME)


def load_settings(folders: Folders, environ: Mapping[str, str]) -> Settings:
    """All settings. Never raises: what is wrong is in `problems`, and the rest counts."""
    path = settings_file(folders)
    if not _is_any_there(path) and not any(map(_is_asked, environ)):
        return Settings(origins=dict.fromkeys(NAMES, "default"))
    from calfcoach.files.settings_table import read_settings  # mostly nobody chose anything

    return read_settings(path, environ)


def _is_any_there(path: str) -> bool:
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        pass  # whoever reads it tells
    return True


def _is_asked(variable: str) -> bool:
    ours = variable.startswith(OURS) and variable != HOME_VARIABLE
    return ours or variable == OF_ALL_PROGRAMS
