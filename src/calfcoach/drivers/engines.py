"""Which program speaks, and how it is called. No driver: what they share.

Owns the order in which engines are looked for, their options, and that a phrase is only ever a
phrase: never an option, a directive of an engine or a control character. Starts nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from calfcoach.drivers.programs import find_program
from calfcoach.frozen import frozen

TEXT, FILE = "{text}", "{file}"
MOST_CHARACTERS = 500
USUAL_VOLUME = 70  # the setting's default: what an engine does without being told
_HOLES = r"\{text\}|\{file\}"
# Espeak reads phonemes between square brackets, `say` reads orders to its synthesizer.
_DIRECTIVES = str.maketrans("[]", "  ")
_SPD_SAY_MOST = 100
_ESPEAK_USUAL, _ESPEAK_MOST = 100, 200


@frozen
class Engine:
    """A program that speaks. `speaks` are the arguments with which it says a phrase aloud,
    `renders` those with which it writes it into a sound file named `…suffix`; empty where it
    cannot. The phrase stands where `{text}` does, or is its input (`on_stdin`). What is not
    `endable` speaks on when it is killed. `address` is the socket of the server behind it."""

    name: str
    speaks: tuple[str, ...] = ()
    renders: tuple[str, ...] = ()
    on_stdin: bool = False
    suffix: str = ".wav"
    endable: bool = True
    address: str = ""


@frozen
class Found:
    """The engine, None where there is none, and what the person should know of the search."""

    engine: Engine | None
    note: str = ""


def find_engine(command: str, volume: int, environ: Mapping[str, str] | None = None) -> Found:
    """The engine to speak with at `volume` 0–100: the person's own `command` where there is one
    that can be run, else the first that is installed. `environ` is the process's where None."""
    known = os.environ if environ is None else environ
    path = known.get("PATH")
    installed = _installed(volume, known)
    if not command.strip():
        return Found(engine=installed)
    argv = _split(command)
    if argv is None:
        return Found(engine=installed, note=_note("cannot be read: a quote is open", installed))
    program = find_program(os.path.expanduser(argv[0]), path) if argv[0] else ""  # noqa: PTH111  # a name, not yet a path
    if not program:
        return Found(engine=installed, note=_note(f"names `{argv[0]}`, not found", installed))
    return Found(engine=_own(program, argv))


def phrase(words: str) -> str:
    """Words as an engine may be given them: printable, on one line, never with a hyphen in front,
    which would make an option of them, and at most 500 characters. Empty where nothing is left."""
    printable = "".join(each if each.isprintable() else " " for each in words)
    one_line = " ".join(printable.translate(_DIRECTIVES).split())
    return one_line.lstrip("-–—/@ ")[:MOST_CHARACTERS].rstrip()


def speech(engine: Engine, words: str) -> tuple[list[str], bytes]:
    """The arguments and the input with which an engine that speaks says a phrase aloud."""
    return _filled(engine.speaks, phrase(words), ""), _input(engine, words)


def rendering(engine: Engine, words: str, file: str) -> tuple[list[str], bytes]:
    """The arguments and the input with which an engine writes a phrase into `file`."""
    return _filled(engine.renders, phrase(words), file), _input(engine, words)


def speechd_address(environ: Mapping[str, str]) -> str:
    """Where the socket of Speech Dispatcher would be; empty where it is not reached by one."""
    kind, _, path = environ.get("SPEECHD_ADDRESS", "unix_socket").partition(":")
    if kind != "unix_socket":
        return ""
    if path:
        return path
    home = os.path.expanduser("~/.cache")  # noqa: PTH111  # the path is only passed on
    folder = environ.get("XDG_RUNTIME_DIR") or environ.get("XDG_CACHE_HOME") or home
    return f"{folder}/speech-dispatcher/speechd.sock"


def _installed(volume: int, environ: Mapping[str, str]) -> Engine | None:
    path = environ.get("PATH")
    if program := find_program("spd-say", path):
        return _spd_say(program, volume, environ)
    if program := find_program("espeak-ng", path):
        return _espeak(program, volume)
    if program := find_program("say", path):
        speaks = (program, TEXT)
        renders = (program, "-o", FILE, TEXT)
        return Engine(name="say", speaks=speaks, renders=renders, suffix=".aiff")
    return None


def _spd_say(program: str, volume: int, environ: Mapping[str, str]) -> Engine:
    """Never with `-C` or `-S`, which would end what other programs say."""
    loud = str(spd_volume(volume))
    options = ("--wait", "-N", "calfcoach", "-l", "en", "-i", loud)
    speaks = (program, *options, "--", TEXT)
    address = speechd_address(environ)
    return Engine(name="spd-say", speaks=speaks, endable=False, address=address)


def spd_volume(volume: int) -> int:
    """A volume of 0–100 as Speech Dispatcher counts it, from -100 to 100, which is its default
    and its most."""
    return min(_SPD_SAY_MOST, round(2 * _SPD_SAY_MOST * volume / USUAL_VOLUME) - _SPD_SAY_MOST)


def _espeak(program: str, volume: int) -> Engine:
    loud = str(min(_ESPEAK_MOST, round(_ESPEAK_USUAL * volume / USUAL_VOLUME)))
    options = (program, "-v", "en", "-a", loud)
    return Engine(
        name="espeak-ng",
        speaks=(*options, "--", TEXT),
        renders=(*options, "-w", FILE, "--", TEXT),
    )


def _own(program: str, argv: list[str]) -> Engine:
    """The person's own command: one that writes a file is never asked to speak."""
    whole = (program, *argv[1:])
    return Engine(
        name=os.path.basename(program),  # noqa: PTH119  # spares the making of a path
        speaks=() if any(FILE in each for each in whole) else whole,
        renders=whole if any(FILE in each for each in whole) else (),
        on_stdin=not any(TEXT in each for each in whole),
    )


def _split(command: str) -> list[str] | None:
    """A command's words, at least one; None where it cannot be read. No shell ever sees it."""
    import shlex

    try:
        return shlex.split(command) or None
    except ValueError:
        return None


def _note(problem: str, instead: Engine | None) -> str:
    spoke = f"`{instead.name}` spoke instead." if instead else "Nothing else could speak."
    return f"`voice_command` {problem}. {spoke}"


def _filled(argv: tuple[str, ...], words: str, file: str) -> list[str]:
    """Both at once: a phrase may say `{file}`. A function, since a backslash is only that."""
    said = words.replace("%", " percent") if argv and argv[0].endswith("spd-say") else words
    given = {TEXT: said, FILE: file}
    import re  # late: whoever only asks which engine there is does without

    return [re.sub(_HOLES, lambda hole: given[hole.group()], each) for each in argv]


def _input(engine: Engine, words: str) -> bytes:
    return f"{phrase(words)}\n".encode(errors="replace") if engine.on_stdin else b""
