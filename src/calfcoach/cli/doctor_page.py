"""The findings of `doctor`, printed in its three forms."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from calfcoach.cli.surroundings import COLORLESS, Surroundings, tell, tell_json
from calfcoach.doctor.findings import Finding, State
from calfcoach.files.problems import visible
from calfcoach.store.integrity import Look
from calfcoach.store.meanwhile import begin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.doctor.system import Heard, Terminal

_SPOKEN = {State.OK: "", State.NOTE: "Note. ", State.PROBLEM: "Problem. "}
_LETTERS = "é█⠿"  # of names, of the large digits, of pictures


def examine(around: Surroundings, *, as_json: bool, look: Look | None = None) -> int:
    """Look at everything and print what was found; 1 where there is a problem, else 0. `look` is
    that at the history where it was begun before. The JSON
    document (`calfcoach.doctor/1`) has `problems`, their number, and `findings`, each with `name`,
    `state` (ok, note, problem), `words` and `hint`."""
    findings = [*_found(around, look)]
    problems = sum(each.state is State.PROBLEM for each in findings)
    if as_json:
        found = [
            {"name": f.name, "state": f.state.value, "words": f.words, "hint": f.hint}
            for f in findings
        ]
        tell_json("doctor", {"problems": problems, "findings": found})
    elif around.accessible:
        _say(findings, problems)
    else:
        _print(around, findings, problems)
    return 1 if problems else 0


def _found(around: Surroundings, look: Look | None) -> Iterator[Finding]:
    """All findings. What SQLite looks at takes longest, and it is looked at while the modules
    behind the other checks are imported."""
    folders = around.folders
    look = look or Look(folders.history_file)
    from calfcoach.doctor.copies import check_copies

    copies = begin(lambda: [*check_copies(folders)])
    from calfcoach.doctor import history, leftovers, own, system

    yield from system.check_program()
    yield from system.check_folders(folders)
    yield from own.check_settings(folders, around.settings)
    yield from own.check_own_files(folders)
    yield from own.check_plan(folders)
    terminal, heard = _terminal(around), _heard(around)
    yield from history.check_history(folders, datetime.now(UTC), look)
    yield from copies()
    yield from leftovers.check_leftovers(folders)
    yield from system.check_disk(folders)
    yield from system.check_terminal(terminal)
    yield from system.check_sound(heard)


def _heard(around: Surroundings) -> Heard:
    from calfcoach.alerts import in_words, way_to_call
    from calfcoach.doctor.system import Heard
    from calfcoach.drivers.engines import find_engine
    from calfcoach.drivers.players import find_players

    settings = around.settings
    found = find_engine(settings.voice_command, settings.volume, around.environ)
    players = find_players(around.environ.get("PATH"))
    return Heard(
        players=tuple(os.path.basename(command[0]) for command in players),
        engine=found.engine.name if found.engine is not None else "",
        note=found.note,
        alert=in_words(way_to_call(settings.notify, around.environ)).removesuffix("."),
    )


def _print(around: Surroundings, findings: Sequence[Finding], problems: int) -> None:
    """A finding a line, what to do below it; the names aligned."""
    wide = max(len(each.name) for each in findings)
    for each in findings:
        start = f"{each.state.value:<7}  {each.name:<{wide}}  "
        _hang(start, visible(each.words), around)
        if each.hint:
            _hang(" " * len(start) + "hint: ", visible(each.hint), around)
    tell()
    tell(_sum(problems))


def _hang(start: str, text: str, around: Surroundings) -> None:
    """A line that goes on below its text where it is too long for the terminal."""
    room = around.folds_at
    if room is None or room < 2 * len(start):
        tell(start + text)
        return
    import textwrap

    lines = textwrap.wrap(text, room - len(start), break_on_hyphens=False) or [""]
    for no, line in enumerate(lines):
        tell((" " * len(start) if no else start) + line)


def _say(findings: Sequence[Finding], problems: int) -> None:
    for each in findings:
        name = each.name[:1].upper() + each.name[1:]
        tell(_SPOKEN[each.state] + _spoken(f"{name}: {each.words}"))
        if each.hint:
            tell(_spoken(each.hint))
    tell(_sum(problems))


def _spoken(text: str) -> str:
    from calfcoach.script import sentence

    return sentence(visible(text).replace("`", "").replace("…", "text"))


def _sum(problems: int) -> str:
    if not problems:
        return "No problem was found."
    return "There is 1 problem." if problems == 1 else f"There are {problems} problems."


def _size() -> os.terminal_size:
    import shutil

    return shutil.get_terminal_size()


def _terminal(around: Surroundings) -> Terminal:
    from calfcoach.doctor.system import Terminal

    size = _size() if around.stdout_is_terminal else None
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        _LETTERS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        whole = False
    else:
        whole = True
    return Terminal(
        columns=size and size.columns,
        rows=size and size.lines,
        colors=around.wants_color,
        codes=around.environ.get("TERM") not in COLORLESS and not around.accessible,
        encoding=encoding.upper(),
        unicode=whole,
    )
