"""What a command finds around it: folders, settings, streams, and the form of its output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from calfcoach.errors import CoachError
from calfcoach.files.folders import Folders, find_folders
from calfcoach.files.problems import UNSAFE, visible
from calfcoach.files.settings import Settings, load_settings
from calfcoach.frozen import frozen
from calfcoach.upkeep import arrange

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

COLORS = ("auto", "always", "never")
COLORLESS = ("dumb", "unknown")  # values of TERM
_USUAL_COLUMNS = 80  # where no terminal tells


@frozen
class Surroundings:
    """Made once for a command. `accessible` is the form of everything that is printed, and
    `asked_accessible` whether an option asked for it just now."""

    environ: Mapping[str, str]
    folders: Folders
    settings: Settings
    accessible: bool
    asked_accessible: bool
    color: str

    @property
    def stdin_is_terminal(self) -> bool:
        """Whether keys can be read."""
        return _is_terminal(sys.stdin)

    @property
    def stdout_is_terminal(self) -> bool:
        """Whether a person sees the result as it is printed."""
        return _is_terminal(sys.stdout)

    @property
    def room(self) -> int | None:
        """Cells in a line of the terminal that shows the result; None for a pipe or a file."""
        if not self.stdout_is_terminal:
            return None
        return _columns()

    @property
    def folds_at(self) -> int | None:
        """Cells after which a line to the person is folded between words; None for never: a screen
        reader wants its sentences whole."""
        return None if self.accessible else self.room

    @property
    def can_ask(self) -> bool:
        """Whether a question can be put, on stderr, and answered by somebody who sees it all."""
        return self.stdin_is_terminal and self.stdout_is_terminal and _is_terminal(sys.stderr)

    @property
    def wants_color(self) -> bool:
        """Whether what is printed may have colour: never in accessible form; else the option
        decides, then NO_COLOR and FORCE_COLOR, then whether a terminal that knows it shows it."""
        if self.accessible or self.color != "auto":
            return self.color == "always" and not self.accessible
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return self.stdout_is_terminal and self.environ.get("TERM") not in COLORLESS


def _columns() -> int:
    """Cells in a line of the terminal, as `shutil.get_terminal_size` tells them: it takes a third
    of an interpreter to import."""
    given = os.environ.get("COLUMNS", "")
    try:
        if int(given) > 0:
            return int(given)
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL_COLUMNS  # type: ignore[union-attr]  # caught
    except (AttributeError, ValueError, OSError):
        return _USUAL_COLUMNS


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # a closed stream
        return False


def look_around(environ: Mapping[str, str], *, accessible: bool, color: str) -> Surroundings:
    """The surroundings as they are now. `accessible` and `color` are the options given."""
    folders = find_folders(environ)
    settings = load_settings(folders, environ)
    around = Surroundings(
        environ=environ,
        folders=folders,
        settings=settings,
        accessible=accessible or settings.accessible,
        asked_accessible=accessible,
        color=color,
    )
    arrange(
        folders.history_file,
        partial(_today, around),
        partial(_warn, around),
        partial(_lose, around),
    )
    return around


def _today(around: Surroundings) -> str:
    from calfcoach.cli.moments import present

    return present(around.settings.day_starts).today.isoformat()


def _warn(around: Surroundings, problem: CoachError) -> None:
    from calfcoach.cli.trouble import warn

    warn(problem, accessible=around.accessible)


def _lose(around: Surroundings, table: str, names: Sequence[str]) -> None:
    from calfcoach.cli.past_lost import warn_of_rows

    warn_of_rows(around, table, names)


def take_common(arguments: Sequence[str]) -> tuple[list[str], bool, str]:
    """The options that stand anywhere, `--accessible` and `--color WHEN`, taken out of the
    arguments: what is left, and the two. They decide how even a usage error looks, so they
    are read before everything else. Raises `CoachError` for an unknown WHEN."""
    rest: list[str] = []
    accessible = False
    color = "auto"
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return [*rest, word, *waiting], accessible, color
        if word == "--accessible":
            accessible = True
        elif word == "--color" or word.startswith("--color="):
            given = word.partition("=")[2] if "=" in word else (waiting.pop(0) if waiting else "")
            color = _color(given)
        else:
            rest.append(word)
    return rest, accessible, color


def _color(given: str) -> str:
    if given not in COLORS:
        raise CoachError(
            f'`--color` must be auto, always or never, got "{given}"',
            hint="write --color never",
            exit_code=2,
        )
    return given


# --------------------------------------------------------------------------- printing


def tell(line: str = "") -> None:
    """A line of the result, on stdout."""
    sys.stdout.write(f"{line}\n")


def talk(line: str = "") -> None:
    """A line to the person, on stderr. It may carry a title of the history or the name of a file:
    what would steer the terminal is shown by its number."""
    sys.stderr.write(f"{visible(line)}\n")
    sys.stderr.flush()


def folded_for(line: str, around: Surroundings) -> list[str]:
    """A line to the person on as many lines as the terminal needs for it."""
    room = around.folds_at
    if room is None or width(line) <= room:
        return [line]
    import textwrap

    return textwrap.wrap(line, max(room, 10), break_on_hyphens=False) or [line]


def wrapped(text: str, room: int) -> list[str]:
    """ASCII folded between words; always a line at least."""
    if len(text) <= room and text.isprintable() and text == text.strip():
        return [text]
    import textwrap  # 1 ms that few lines need

    return textwrap.wrap(text, room, break_on_hyphens=False) or [""]


def tell_json(name: str, content: Mapping[str, Any]) -> None:
    """One JSON document of the contract's form, and nothing else, on stdout."""
    sys.stdout.write(json_document(name, content))


def json_document(name: str, content: Mapping[str, Any]) -> str:
    """The same as a text. Letters stand as they are; what would steer a terminal is escaped, also
    where JSON itself would let it pass."""
    from calfcoach.cli.json_text import laid_out  # 3 ms that no other form needs

    text = laid_out({"schema": f"calfcoach.{name}/1", **content})
    # Of ASCII only the last character passes through JSON as it is; to look at each takes 5 ms.
    if not (text.isascii() and "\x7f" not in text) and not text.replace("\n", "").isprintable():
        import re

        text = "\n".join(re.sub(UNSAFE, _escaped, line) for line in text.split("\n"))
    return f"{text}\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def columns(rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines with aligned columns, two spaces apart; columns in `right` end flush."""
    padded = [
        _aligned(column, right=index in right)
        for index, column in enumerate(zip(*rows, strict=True))
    ]
    return ["  ".join(row).rstrip() for row in zip(*padded, strict=True)]


def _aligned(column: Sequence[str], *, right: bool) -> Iterable[str]:
    alike = {*column}
    if "".join(alike).isascii():  # a cell a sign
        wide = max(map(len, alike))
        padded = {cell: cell.rjust(wide) if right else cell.ljust(wide) for cell in alike}
        return [padded[cell] for cell in column]
    taken = [width(cell) for cell in column]
    wide = max(taken)
    blanks = [" " * (wide - each) for each in taken]
    return map(str.__add__, *((blanks, column) if right else (column, blanks)))


def fitted(
    rows: Sequence[Sequence[str]], room: int | None, drop: Sequence[int]
) -> list[Sequence[str]]:
    """The rows without as many of the columns in `drop`, in that order, as it takes for a line to
    fit into `room` cells. Nothing is left out where there is no limit (None)."""
    shown = list(range(len(rows[0]))) if rows else []
    for column in [*drop, None]:
        cells = [[row[i] for i in shown] for row in rows]
        if room is None or all(width(line) <= room for line in columns(cells)):
            return [*cells]
        if column in shown:
            shown.remove(column)
    return [[row[i] for i in shown] for row in rows]


def width(text: str) -> int:
    """Cells that a text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in ("W", "F")
        else 1
        for char in text
    )
