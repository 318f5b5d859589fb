"""What a command line means, where reading it is no more than matching words.

Owns the lines that need no Typer: for each command its switches, its options with a text, how many
words it takes, and the call, which is the one that Typer's function makes. A line that is not
exactly one of these is nobody's here. What a
call needs is imported by it.
"""

from __future__ import annotations

from calfcoach.cli import quick_calls as calls
from calfcoach.cli import quick_progress as progress
from calfcoach.cli import quick_setup as setup
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calfcoach.cli.surroundings import Surroundings

MANY = 1_000  # words, where there may be any number


@frozen
class Typed:
    """What was typed behind a command: the switches that are on, options with texts, words."""

    on: frozenset[str]
    texts: dict[str, str]
    words: tuple[str, ...]

    def text(self, name: str, default: str = "") -> str:
        """The text of an option, or its default."""
        return self.texts.get(name, default)

    def word(self) -> str:
        """The first word; empty where there is none."""
        return self.words[0] if self.words else ""


@frozen
class Line:
    """A command: what is called, and what may stand behind it. The call gives an exit code, None
    being 0."""

    call: Callable[[Surroundings, Typed], int | None]
    switches: str = ""
    texts: str = ""
    least: int = 0
    most: int = 0


def read_line(arguments: Sequence[str]) -> tuple[Line, Typed] | None:
    """The command and what was typed behind it; None where Typer has to read that."""
    for length in (2, 1, 0):
        line = LINES.get(tuple(arguments[:length]))
        if line is not None and len(arguments) >= length:
            typed = _typed(line, arguments[length:])
            return None if typed is None else (line, typed)
    return None


def _typed(line: Line, arguments: Sequence[str]) -> Typed | None:
    switches, options = line.switches.split(), line.texts.split()
    on: set[str] = set()
    texts: dict[str, str] = {}
    words: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name = word[2:]
        if not word.startswith("-"):
            words.append(word)
        elif word.startswith("--") and name in switches:
            on.add(name)
        elif word.startswith("--") and name in options and name not in texts:
            if not waiting or waiting[0].startswith("-"):
                return None
            texts[name] = waiting.pop(0)
        else:
            return None
    if not line.least <= len(words) <= line.most:
        return None
    return Typed(on=frozenset(on), texts=texts, words=tuple(words))


_FILTERS = ("no-equipment seated json", "max goal muscle kind for")
LINES: dict[tuple[str, ...], Line] = {
    (): Line(call=calls.today_line, switches="json"),
    ("cramp",): Line(call=calls.cramp_line, switches="plain mute"),
    ("log",): Line(call=calls.log_line, texts="at minutes side note", least=1, most=1),
    ("undo",): Line(call=calls.undo_line, switches="redo"),
    ("due",): Line(call=calls.due_line, switches="json notify"),
    ("check",): Line(
        call=calls.check_line, switches="moved sitting standing sources", texts="notify"
    ),
    ("list",): Line(call=calls.list_line, switches=_FILTERS[0], texts=_FILTERS[1]),
    ("exercises",): Line(call=calls.exercises_line, switches=_FILTERS[0], texts=_FILTERS[1]),
    ("show",): Line(
        call=calls.show_line,
        switches="sources script json exercise",
        texts="level side for",
        least=1,
        most=1,
    ),
    ("learn",): Line(call=calls.learn_line, switches="sources json", most=MANY),
    ("find",): Line(call=calls.find_line, switches="sources json", least=1, most=MANY),
    ("history",): Line(
        call=progress.history_line,
        switches="all json csv week month deleted",
        texts="from to day routine status",
    ),
    ("history", "show"): Line(call=progress.history_show_line, switches="json", most=1),
    ("rest",): Line(call=progress.rest_line, texts="until reason"),
    ("rest", "end"): Line(call=progress.rest_end_line),
    ("stats",): Line(call=progress.stats_line, switches="json sources"),
    ("measure",): Line(call=progress.measure_show_line, switches="json sources"),
    ("measure", "show"): Line(call=progress.measure_show_line, switches="json sources", most=1),
    ("plan",): Line(call=progress.plan_show_line, switches="json"),
    ("plan", "show"): Line(call=progress.plan_show_line, switches="json sources"),
    ("plan", "review"): Line(call=progress.plan_review_line, switches="yes sources json"),
    ("plan", "why"): Line(call=progress.plan_why_line, switches="yes sources"),
    ("plan", "pause"): Line(call=progress.plan_pause_line, texts="until"),
    ("plan", "resume"): Line(call=progress.plan_resume_line),
    ("plan", "stop"): Line(call=progress.plan_stop_line),
    ("screen",): Line(call=setup.screen_line),
    ("screen", "show"): Line(call=setup.screen_show_line, switches="json"),
    ("screen", "clear"): Line(call=setup.screen_clear_line),
    ("routine", "check"): Line(call=setup.routine_check_line, switches="json", most=MANY),
    ("routine", "path"): Line(call=setup.routine_path_line, most=1),
    ("config",): Line(call=setup.config_line, switches="json"),
    ("config", "list"): Line(call=setup.config_line, switches="json"),
    ("config", "get"): Line(call=setup.config_get_line, least=1, most=1),
    ("config", "path"): Line(call=setup.config_path_line),
    ("remind",): Line(call=setup.remind_line),
    ("remind", "show"): Line(call=setup.remind_show_line, switches="json"),
    ("remind", "off"): Line(call=setup.remind_off_line),
    ("export",): Line(
        call=setup.export_line, switches="details force schema", texts="format from to", most=1
    ),
    ("doctor",): Line(call=setup.doctor_line, switches="json restore"),
}
