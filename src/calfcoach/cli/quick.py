"""The command lines that are typed every day, done before Typer is imported.

Owns which lines those are: they mean exactly what Typer would make of them, and call the same
functions. Every other line, and every mistake, is Typer's. Its import is two thirds of the time
until the first line of a listing is seen.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `ctl status` is typed every second: no more is imported than it needs
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from calfcoach.cli.surroundings import Surroundings

_SWITCHES = ("plain", "big", "mute", "voice", "resume", "manual", "yes")  # of `run`, no value
_TURNED_OFF = ("no-mute", "no-voice")
_TEXTS = ("for", "side", "level")  # with a value


def quick(arguments: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """The exit code of a line that is done at once; None where Typer has to read it."""
    if arguments[:1] == ["ctl"]:
        return _steer(arguments[1:], environ)
    if arguments[:1] in (["__complete"], ["completion"]):
        return _complete(arguments[0], arguments[1:], environ)
    if arguments[:1] == ["run"]:
        wishes = _run(arguments)
        return None if wishes is None else _done(lambda around: _guide(wishes, around), environ)
    if (code := _said_before(arguments, environ)) is not None:
        return code
    if list(arguments) == ["history"] and not sys.stdout.isatty():
        return _history(environ)
    if list(arguments) == ["doctor"]:
        return _doctor(environ)
    from calfcoach.cli.quick_lines import read_line

    read = read_line(arguments)
    if read is None:
        return None
    line, typed = read
    return _done(lambda around: line.call(around, typed), environ)


def _steer(words: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """What the running session is asked for; settings are read only for the form of an error."""
    from calfcoach.cli.ctl_client import REQUESTS, steer
    from calfcoach.errors import CoachError

    if not words or words[0] not in REQUESTS or list(words[1:]) not in ([], ["--json"]):
        return None
    try:
        sys.stdout.write(f"{steer(words[0], environ, as_json=len(words) > 1)}\n")
    except CoachError as problem:
        from calfcoach.cli.surroundings import look_around
        from calfcoach.cli.trouble import report

        around = look_around(environ, accessible=False, color="auto")
        return report(problem, accessible=around.accessible)
    return 0


def _complete(name: str, words: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """A script for a shell, or the names that such a script asks for; no settings are read."""
    from calfcoach.cli.completing import NAMES, SCRIPTS, names, script

    if len(words) != 1:
        return None
    if name == "completion" and words[0] in SCRIPTS:
        sys.stdout.write(script(words[0]))
        return 0
    if name == "__complete" and words[0] in NAMES:
        sys.stdout.writelines(f"{each}\n" for each in names(words[0], environ))
        return 0
    return None


def _said_before(words: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """What the same line has said last, where that still holds: a prompt asks every second."""
    from calfcoach.cli.due_kept import ALWAYS_KEPT, KEPT_IN_PIPES, kept_answer

    line = " ".join(words)
    if line not in ALWAYS_KEPT and (line not in KEPT_IN_PIPES or sys.stdout.isatty()):
        return None
    found = kept_answer(words, environ)
    if found is None:
        return None
    code, text = found
    sys.stdout.write(text)
    return code


def _history(environ: Mapping[str, str]) -> int:
    """The listing of all sessions, which is asked for before the rest is imported."""
    from calfcoach.cli.due_kept import states
    from calfcoach.files.folders import find_folders
    from calfcoach.store.lines_ahead import ask_ahead

    folders = find_folders(environ)
    path = folders.history_file
    before = states([path, f"{path}-wal"])  # writes come first to its log
    ahead = ask_ahead(path)
    from calfcoach.cli.kept_listing import list_and_keep
    from calfcoach.files.settings import settings_file

    before += states([settings_file(folders)])
    return _done(lambda around: list_and_keep(around, ahead, before), environ)


def _doctor(environ: Mapping[str, str]) -> int:
    """The look at everything. What takes longest is begun before the rest is imported."""
    from calfcoach.files.folders import find_folders
    from calfcoach.store.integrity import Look

    look = Look(find_folders(environ).history_file)
    from calfcoach.cli.doctor_page import examine

    return _done(lambda around: examine(around, as_json=False, look=look), environ)


def _done(call: Callable[[Surroundings], int | None], environ: Mapping[str, str]) -> int:
    from calfcoach.cli.surroundings import look_around
    from calfcoach.errors import CoachError

    around = look_around(environ, accessible=False, color="auto")
    for problem in around.settings.problems:
        from calfcoach.cli.trouble import warn

        warn(problem, accessible=around.accessible)
    try:
        return call(around) or 0
    except CoachError as problem:
        from calfcoach.cli.trouble import report

        return report(problem, accessible=around.accessible)


def _run(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The wishes of `run` with nothing but a routine's name, switches and a few options, whose
    texts stand as they were typed."""
    wishes: dict[str, Any] = {}
    waiting = list(arguments[1:])
    while waiting:
        word = waiting.pop(0)
        name = word[2:] if word.startswith("--") else ""
        if name in _SWITCHES:
            wishes[name] = True
        elif name in _TURNED_OFF:
            wishes[name[3:]] = False
        elif name in _TEXTS and name not in wishes and _is_value(waiting[:1]):
            wishes[name] = waiting.pop(0)
        elif not word.startswith("-") and "routine" not in wishes:
            wishes["routine"] = word
        else:
            return None
    return wishes


def _is_value(next_words: Sequence[str]) -> bool:
    return any(not word.startswith("-") for word in next_words)


def _guide(wanted: dict[str, Any], around: Surroundings) -> int:
    from calfcoach.cli.guide import guide
    from calfcoach.cli.wishes import WHAT_IS_DUE, Wishes

    settings = around.settings
    texts = {name: wanted.pop(name) for name in _TEXTS if name in wanted}
    usual = {"routine": WHAT_IS_DUE, "level": settings.level, "big": settings.big}
    return guide(around, Wishes(**{**usual, **wanted, **(_read(texts) if texts else {})}))


def _read(texts: Mapping[str, str]) -> dict[str, Any]:
    """What the texts of options mean. CoachError (usage)."""
    from calfcoach.cli.option_values import read_duration, read_option, read_side
    from calfcoach.files.values import choice
    from calfcoach.terms import Level

    read: dict[str, Any] = {}
    if level := texts.get("level"):
        read |= {"level": read_option(choice(Level), level, "--level"), "own_level": True}
    if side := texts.get("side"):
        read["side"] = read_side(side)
    if within := texts.get("for"):
        read["within_s"] = read_duration(within, "--for", example="6m")
    return read
