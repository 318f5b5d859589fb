"""The command lines that are typed every day, done before Typer is imported.

Owns which lines those are: they mean exactly what Typer would make of them, and call the same
functions. Every other line, and every mistake, is Typer's. Its import is two thirds of the time
until the first line of a listing is seen.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `ctl status` is typed every second: no more is imported than it needs
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from calfcoach.cli.surroundings import Surroundings

_SWITCHES = ("plain", "big", "mute", "voice", "resume", "manual", "yes")  # of `run`, no value
_TURNED_OFF = ("no-mute", "no-voice")
_ANSWERED = (  # what has an exit code of its own
    ["cramp"],
    ["screen"],
    ["screen", "clear"],
    ["due"],
    ["due", "--json"],
    ["due", "--notify"],
)
_DUE = (["due"], ["due", "--json"])  # of which an answer may be kept


def quick(arguments: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """The exit code of a line that is done at once; None where Typer has to read it."""
    if any(name.endswith("_COMPLETE") for name in environ):
        return None
    if arguments[:1] == ["ctl"]:
        return _steer(arguments[1:], environ)
    if list(arguments) in _DUE and (code := _said_before(arguments[1:], environ)) is not None:
        return code
    wanted = _run(arguments) if arguments[:1] == ["run"] else None
    if wanted is None and not _is_listing(arguments) and list(arguments) not in _ANSWERED:
        return None
    return _done(arguments, wanted, environ)


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


def _said_before(words: Sequence[str], environ: Mapping[str, str]) -> int | None:
    """What `due` has said last, where that still holds: a prompt asks for it every second."""
    from calfcoach.cli.due_kept import kept_answer

    found = kept_answer(words, environ)
    if found is None:
        return None
    code, text = found
    sys.stdout.write(text)
    return code


def _done(
    arguments: Sequence[str], wanted: dict[str, Any] | None, environ: Mapping[str, str]
) -> int:
    from calfcoach.cli.surroundings import look_around
    from calfcoach.cli.trouble import report, warn
    from calfcoach.errors import CoachError

    around = look_around(environ, accessible=False, color="auto")
    for problem in around.settings.problems:
        warn(problem, accessible=around.accessible)
    try:
        if wanted is not None:
            return _guide(wanted, around)
        if list(arguments) in _ANSWERED:
            return _answer(arguments, around)
        _list(arguments, around)
    except CoachError as problem:
        return report(problem, accessible=around.accessible)
    return 0


def _is_listing(arguments: Sequence[str]) -> bool:
    if len(arguments) == 2 and arguments[0] == "show":
        return not arguments[1].startswith("-")
    return list(arguments) in (
        [],
        ["history"],
        ["stats"],
        ["plan"],
        ["plan", "show"],
        ["measure"],
        ["measure", "show"],
        ["list"],
        ["exercises"],
        ["screen", "show"],
    )


def _run(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The wishes of `run` with nothing but a routine's name and switches."""
    wishes: dict[str, Any] = {}
    for word in arguments[1:]:
        if word.startswith("--") and word[2:] in _SWITCHES:
            wishes[word[2:]] = True
        elif word.startswith("--") and word[2:] in _TURNED_OFF:
            wishes[word[5:]] = False
        elif not word.startswith("-") and "routine" not in wishes:
            wishes["routine"] = word
        else:
            return None
    return wishes


def _guide(wanted: dict[str, Any], around: Surroundings) -> int:
    from calfcoach.cli.guide import guide
    from calfcoach.cli.wishes import WHAT_IS_DUE, Wishes

    settings = around.settings
    usual = {"routine": WHAT_IS_DUE, "level": settings.level, "big": settings.big}
    return guide(around, Wishes(**{**usual, **wanted}))


def _answer(arguments: Sequence[str], around: Surroundings) -> int:
    if arguments[0] == "cramp":
        from calfcoach.cli.cramp_session import lead_through
        from calfcoach.cli.wishes import Wishes

        return lead_through(around, Wishes(routine="cramp", level=around.settings.level))
    if arguments[0] == "due":
        from calfcoach.cli.due_told import notify_due, tell_due

        if "--notify" in arguments:
            notify_due(around)
            return 0
        return tell_due(around, as_json="--json" in arguments)
    from calfcoach.cli.safety import ask_pages, ask_to_clear

    return ask_pages(around) if len(arguments) == 1 else ask_to_clear(around)


def _list(arguments: Sequence[str], around: Surroundings) -> None:
    if not arguments:
        from calfcoach.cli.today import show_today

        show_today(around, as_json=False)
    elif arguments[0] == "history":
        from calfcoach.cli.past import list_sessions

        list_sessions(around)
    elif arguments[0] == "stats":
        from calfcoach.cli.adding_up import show_stats

        show_stats(around)
    elif arguments[0] == "plan":
        from calfcoach.cli.plan_show import show_plan

        show_plan(around)
    elif arguments[0] == "measure":
        from calfcoach.cli.measure_show import show_measures

        show_measures(around, None, as_json=False, sources=False, unit=None)
    elif arguments[0] == "screen":
        from calfcoach.cli.screening_page import show_screening

        show_screening(around, as_json=False)
    elif arguments[0] == "show":
        from calfcoach.cli.entry import Wanted, show_entry

        show_entry(around, arguments[1], Wanted())
    else:
        _list_library(arguments[0], around)


def _list_library(name: str, around: Surroundings) -> None:
    from calfcoach.cli.filters import read_filters

    if name == "list":
        from calfcoach.cli.routine_list import show_routines

        show_routines(around, read_filters(), as_json=False)
    else:
        from calfcoach.cli.exercise_list import show_exercises

        show_exercises(around, read_filters(), as_json=False)
