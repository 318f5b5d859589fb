"""Errors, printed: what is wrong, where, what to do. And the report of a bug of ours."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from calfcoach.errors import CoachError
from calfcoach.files.problems import visible

_NARROW = 40  # cells; on fewer a place hardly ever fits
_BEHIND_FOLDER = r"(?<=[/\\])|(?<=  )|(?= \()"


def report(problem: CoachError, *, accessible: bool = False) -> int:
    """Print a problem and those found with it on stderr; its exit code."""
    for one in problem.all():
        sys.stderr.write(in_sentences(one) if accessible else in_lines(one, room=_room()))
    return problem.exit_code


def warn(problem: CoachError, *, accessible: bool = False) -> None:
    """Print a problem that stops nothing."""
    for one in problem.all():
        said = in_sentences(one, word="warning")
        sys.stderr.write(said if accessible else in_lines(one, word="warning", room=_room()))
    sys.stderr.flush()


def in_lines(problem: CoachError, *, word: str = "error", room: int | None = None) -> str:
    """One problem in up to three lines, which nothing quoted in it can add to; where its line is
    known also that line, with a caret under the place. With `room`, cells of a terminal, what it
    says and the hint are folded between words, and on a narrow one the place between folders;
    elsewhere a place stays whole, to be copied or clicked on."""
    from calfcoach.files.places import PlacedError  # late: most lines have nothing to tell of

    lines = _folded(f"{word}: {visible(problem.message)}", "  ", room)
    if problem.where:
        lines += _place(visible(problem.where), room)
    if isinstance(problem, PlacedError):
        from shutil import get_terminal_size  # late: few problems have a line

        from calfcoach.cli.excerpt import picture

        lines += picture(problem.place, room or get_terminal_size((100, 24)).columns)
    if problem.hint:
        lines += _folded(f"  hint: {visible(problem.hint)}", "    ", room)
    return "\n".join(lines) + "\n"


def _place(where: str, room: int | None) -> list[str]:
    arrow = "  --> "
    if room is None or room >= _NARROW or len(arrow + where) <= room:
        return [f"{arrow}{where}"]
    import re

    lines = [arrow]
    for piece in re.split(_BEHIND_FOLDER, where):
        if len(lines[-1]) > len(arrow) and len(lines[-1] + piece.rstrip()) > room:
            lines.append(" " * len(arrow))
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _folded(line: str, indent: str, room: int | None) -> list[str]:
    if room is None or len(line) <= room:
        return [line]
    import textwrap

    return textwrap.wrap(
        line,
        max(room, 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _room() -> int | None:
    """Cells in a line of the terminal that shows errors; None for a pipe, a file, or where it
    does not tell."""
    import os

    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None


def in_sentences(problem: CoachError, *, word: str = "error") -> str:
    """One problem for a screen reader: a sentence a line, without signs that it would spell out."""
    from calfcoach.files.places import PlacedError

    places = [problem.where and f"in {problem.where}"]
    if isinstance(problem, PlacedError):
        from calfcoach.cli.excerpt import said

        places = said(problem.place)
    message, hint = (_without_signs(part) for part in (problem.message, problem.hint))
    parts = [f"{word}: {message}", *places, hint]
    lines = [_sentence(part) for part in parts if part]
    # a command at the start of a hint keeps the small letter that it is typed with
    return "".join(f"{line.replace('`', '')}\n" for line in lines)


def _without_signs(text: str) -> str:
    """A message or a hint. A … alone stands in it for a text that is asked for, one at an end for
    what was cut off; in a line of a file it may mean anything, so this is not for that."""
    return text.replace('"…"', '"text"').replace('…"', '" and more').replace("…", "")


def _sentence(text: str) -> str:
    from calfcoach.script import sentence  # late: it brings the model, which few commands need

    return sentence(" ".join(visible(text.replace("\t", " ")).split()))


def crash(bug: Exception, environ: Mapping[str, str]) -> None:
    """Keep a crash report and say where it is. Of the user's it holds what the error quotes."""
    import datetime
    import os
    import platform
    import traceback

    from calfcoach import __version__
    from calfcoach.files.folders import as_typed, find_folders, make_private

    now = datetime.datetime.now(datetime.UTC)
    text = "\n".join(
        visible(line)
        for line in [
            f"calfcoach {__version__}, Python {platform.python_version()}, {platform.platform()}",
            now.isoformat(),
            *"".join(traceback.format_exception(bug)).split("\n"),
        ]
    )
    sys.stderr.write("error: this is a bug of CalfCoach, not of yours\n")
    try:
        folder = find_folders(environ).state
        make_private(folder)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
    except (OSError, CoachError):
        sys.stderr.write(text)
        return
    sys.stderr.write(f"  --> {as_typed(path)}\n")
    sys.stderr.write(
        "  hint: the report holds no history, but may name files and folders of yours;"
        " read it before you send it to the authors\n"
    )
