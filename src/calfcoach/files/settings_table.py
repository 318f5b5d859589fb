"""The table of the settings: what each means, how it is read, and what its places say.

Owns config.toml. Knows nothing of what a setting brings about.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import islice

from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.folders import as_typed, read_bytes
from calfcoach.files.problems import PROBLEMS_MAX, Problem, Spot, did_you_mean, error_of, visible
from calfcoach.files.settings import FILE_NAME, OF_ALL_PROGRAMS, OURS, Settings
from calfcoach.files.values import Flag, Hours, Reader, Text, TimeOfDay, Whole, choice
from calfcoach.frozen import frozen
from calfcoach.terms import Coach, Flash, Level, Notify, Pictures, Sound, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off")


_DEFAULTS = Settings(origins={})


@frozen
class Setting:
    """One setting: how its value is read, and what it means."""

    name: str
    read: Reader
    meaning: str

    @property
    def default(self) -> Any:
        """What it is where nobody chose."""
        return getattr(_DEFAULTS, self.name)

    @property
    def variable(self) -> str:
        """The environment variable that overrides it."""
        return f"{OURS}{self.name.upper()}"


SETTINGS = (
    Setting(
        name="level",
        read=choice(Level),
        meaning="how much a step asks for that names no dose: start, default or advanced",
    ),
    Setting(
        name="day_starts",
        read=TimeOfDay(latest_hour=12),
        meaning="when a day begins; what is done before counts for the day before",
    ),
    Setting(
        name="units",
        read=choice(Unit),
        meaning="in which lengths are typed and shown: cm or in",
    ),
    Setting(
        name="sound",
        read=choice(Sound),
        meaning="the tones: clear, soft, bell (the terminal's own) or off",
    ),
    Setting(
        name="volume",
        read=Whole(low=0, high=100),
        meaning="how loud tones and voice are, 0 to 100",
    ),
    Setting(
        name="voice",
        read=Flag(),
        meaning="whether what is told is also spoken: true or false",
    ),
    Setting(
        name="voice_command",
        read=Text(),
        meaning=(
            "a program that speaks instead of the one found; {text} is what is said (else it is "
            "its input), {file} a sound file that it writes"
        ),
    ),
    Setting(
        name="quiet_hours",
        read=Hours(),
        meaning='when sound has half its volume: "22:00-07:00", or "off"',
    ),
    Setting(
        name="working_hours",
        read=Hours(example="09:00-17:00"),
        meaning='when `remind` may call for breaks: "09:00-17:00", or "off"',
    ),
    Setting(
        name="tips",
        read=Flag(),
        meaning="whether a session may end with a tip, at most two a week: true or false",
    ),
    Setting(
        name="notify",
        read=choice(Notify),
        meaning="how the terminal calls you at a start, a change and the end",
    ),
    Setting(
        name="flash",
        read=choice(Flash),
        meaning="a band across the screen at a change and an end: off, soft or strong",
    ),
    Setting(
        name="big",
        read=Flag(),
        meaning="the running session with digits as large as the window: true or false",
    ),
    Setting(
        name="pictures",
        read=choice(Pictures),
        meaning="the figure beside the digits of a running session: moving, still or off",
    ),
    Setting(
        name="accessible",
        read=Flag(),
        meaning="plain sentences everywhere, for screen readers: true or false",
    ),
    Setting(
        name="coach",
        read=choice(Coach),
        meaning=(
            "learn: set-up and cues in the first three sessions of an exercise; "
            "normal and few: without them"
        ),
    ),
)


def read_settings(path: str, environ: Mapping[str, str]) -> Settings:
    """All settings, config.toml being `path`. Never raises: what is wrong is in `problems`, and the
    rest counts."""
    where = as_typed(path)
    problems: list[CoachError] = []
    values: dict[str, Any] = {setting.name: setting.default for setting in SETTINGS}
    origins = dict.fromkeys(values, "default")
    document: Mapping[str, object] = {}
    try:
        data = read_bytes(path, where, missing_ok=True)
        if data:
            document = parse(data, where, settings=True, mostly_plain=True)
    except CoachError as error:
        problems.append(error)
    from_file = _from_file(document, where, problems)
    values |= from_file
    origins |= dict.fromkeys(from_file, FILE_NAME)
    for setting in SETTINGS:
        variable, value = _from_environment(setting, environ, problems)
        if value is not None:
            values[setting.name], origins[setting.name] = value, variable
    return Settings(**values, origins=origins, problems=tuple(problems))


def find_setting(name: str) -> Setting:
    """The setting of a name; CoachError where there is none."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    near = did_you_mean(name, [setting.name for setting in SETTINGS])
    raise CoachError(
        f"no setting is called `{visible(name[:64])}`",
        hint=f"{near} `calfcoach config` shows them all".strip(),
    )


def read_value(setting: Setting, text: str, spot: Spot) -> Any:
    """A setting's value from text that was typed, not written in TOML; None after a problem."""
    value: object = text
    if isinstance(setting.read, Flag) and text.lower() in (*_YES, *_NO):
        value = text.lower() in _YES
    if isinstance(setting.read, Whole) and text.isascii() and text.isdigit() and len(text) < 10:
        value = int(text)
    return setting.read(value, spot)


def plain(value: object) -> str:
    """A setting's value as text: true, 04:00, clear."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime.time():
            return value.strftime("%H:%M")
        case (datetime.time() as first, datetime.time() as last):
            return "off" if first == last else f"{first:%H:%M}-{last:%H:%M}"
        case _:
            return str(value)


def _from_file(
    document: Mapping[str, object], where: str, errors: list[CoachError]
) -> dict[str, Any]:
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    known = {setting.name: setting for setting in SETTINGS}
    for key in document.keys() & known.keys():
        value = known[key].read(document[key], Spot(problems=problems, path=(key,)))
        if value is not None:
            values[key] = value
    strange = (key for key in document if key not in known)
    for key in islice(strange, PROBLEMS_MAX - len(known)):  # one more would end the reading
        spot = Spot(problems=problems, path=(key,))
        near = did_you_mean(key, known)
        hint = near or "`calfcoach config` shows them all"
        spot.report(f"{spot.name} is not a setting", hint, of_key=True)
    if problems:
        errors += error_of(problems, document, where).all()
    return values


def _from_environment(
    setting: Setting, environ: Mapping[str, str], errors: list[CoachError]
) -> tuple[str, Any]:
    text = environ.get(setting.variable, "")
    if text:
        problems: list[Problem] = []
        spot = Spot(problems=problems, path=(setting.variable,), form="write {key}={value}")
        value = read_value(setting, text, spot)
        errors += [CoachError(one.message, where="environment", hint=one.hint) for one in problems]
        if value is not None:
            return setting.variable, value
    if setting.name == "accessible" and environ.get(OF_ALL_PROGRAMS, "0") not in ("", "0"):
        return OF_ALL_PROGRAMS, True
    return "", None
