"""Changing one line of config.toml, and leaving every other as the user wrote it.

Owns the rewriting of the file. Knows nothing of what the settings are for.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.folders import Folders, as_typed, make_private, read_bytes, reason
from calfcoach.files.problems import Problem, Spot
from calfcoach.files.settings import FILE_NAME
from calfcoach.files.settings_table import find_setting, plain, read_value

# a value on one line, and after it at most a comment, which is kept
_ONE_LINE = re.compile(r"""("[^"\\]*"|'[^']*'|[^\s"'#\[{]+)(?P<rest>\s*(?:#.*)?)""", re.DOTALL)

_LONGEST_LINES = 20  # that a value written over several lines may take; each try is a parse


def set_setting(folders: Folders, name: str, text: str) -> str:
    """Set one setting in config.toml from what was typed; returns the value as it now stands.

    Only the line of that key changes; the file is replaced at once or not at all, and is this
    user's alone (0600). Raises CoachError for an unknown name, a value that does not fit, a
    file that is not TOML and a folder that cannot be written to.
    """
    setting = find_setting(name)
    problems: list[Problem] = []
    spot = Spot(problems=problems, path=(name,), form="type calfcoach config set {key} {value}")
    value = read_value(setting, text, spot)
    if problems:
        raise CoachError(problems[0].message, hint=problems[0].hint)
    path = folders.config / FILE_NAME
    where = as_typed(path)
    data = read_bytes(path, where, missing_ok=True)
    shown = plain(value)
    _replace(path, _changed(data, where, name, value if isinstance(value, int) else shown))
    return shown


def _changed(data: bytes, where: str, name: str, value: int | str) -> bytes:
    """The file with one top-level key changed or added. Each try is parsed: it must hold what
    the file held before, but for that key, so no look-alike line in a longer text is taken.
    """
    wanted = parse(data, where, settings=True) | {name: value}
    text = data.decode("utf-8-sig")
    line = f"{name} = {_as_toml(value)}"
    for attempt in _attempts(text, name, line):
        try:
            if parse(attempt.encode(), where, settings=True) == wanted:
                return attempt.encode()
        except CoachError:  # this was not the line; the next try may be
            continue
    raise CoachError(
        f"the line of `{name}` cannot be changed",
        where=where,
        hint=f"change it in your editor: {line}",
    )


def _as_toml(value: int | str) -> str:
    if isinstance(value, int):
        return plain(value).lower()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _attempts(text: str, name: str, line: str) -> Iterator[str]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    key = re.compile(rf"""\s*(?:{name}|"{name}"|'{name}')\s*=\s*""")
    for index, old in enumerate(lines):
        if found := key.match(old):
            rest = _ONE_LINE.fullmatch(old[found.end() :])
            end = rest["rest"] if rest else "\n"
            for after in range(index + 1, min(index + _LONGEST_LINES, len(lines)) + 1):
                yield "".join([*lines[:index], line, end, *lines[after:]])
    newline = "" if not text or text.endswith("\n") else "\n"
    yield f"{text}{newline}{line}\n"
    for index, old in enumerate(lines):
        if old.lstrip().startswith("["):
            yield "".join([*lines[:index], line, "\n", *lines[index:]])
    yield f"{line}\n{text}"


def _replace(path: Path, data: bytes) -> None:
    target = path.resolve()  # a link into someone's collection of settings stays a link
    make_private(target.parent)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".config-", dir=target.parent)  # 0600
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise CoachError(
            f"the settings cannot be saved: {reason(error)}",
            where=as_typed(path),
            hint="nothing was changed; see whether you may write there and there is room",
        ) from None
