"""How a terminal is asked to call a person back: which way, and the bytes of it. Pure.

Owns what each terminal understands, and how it is reached through what stands between (tmux, GNU
screen). It knows neither sessions nor when somebody should be called.

Each terminal gets what its own documentation names: iTerm2 OSC 9; kitty OSC 99; WezTerm, foot and
Ghostty OSC 777. Windows Terminal has OSC 777 in its newest versions only, and rxvt-unicode where an
extension is installed: both get the bell, and `osc777` where that is set.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.terms import Notify

BEL = b"\a"
MOST_CHARS = 100
MOST_BYTES = 200  # older versions of GNU screen print what is behind 256
_NAME = "CalfCoach"
_ST = b"\x1b\\"


class Outer(StrEnum):
    """The terminal that a person looks at."""

    ITERM2 = "iTerm2"
    KITTY = "kitty"
    WEZTERM = "WezTerm"
    GHOSTTY = "Ghostty"
    FOOT = "foot"
    WINDOWS_TERMINAL = "Windows Terminal"
    UNKNOWN = "an unknown terminal"


class Between(StrEnum):
    """What takes our bytes before the terminal does."""

    NOTHING = ""
    TMUX = "tmux"
    SCREEN = "GNU screen"
    BOTH = "tmux and GNU screen"  # nobody can tell which of them is the inner one


@frozen
class Way:
    """How a person is called: `by` is never AUTO, `bell` says that it rings too (or alone)."""

    by: Notify
    between: Between = Between.NOTHING
    bell: bool = False
    outer: Outer = Outer.UNKNOWN


_BY_TERM = {"xterm-kitty": Outer.KITTY, "xterm-ghostty": Outer.GHOSTTY, "wezterm": Outer.WEZTERM}
_BY_TERM |= dict.fromkeys(("foot", "foot-extra", "foot-direct"), Outer.FOOT)
_SIMPLE = ("", "dumb", "unknown", "linux", "vt100", "vt220")
_BY_PROGRAM = {"iTerm.app": Outer.ITERM2, "WezTerm": Outer.WEZTERM, "ghostty": Outer.GHOSTTY}
_BY_VARIABLE = {
    "KITTY_WINDOW_ID": Outer.KITTY,
    "WEZTERM_PANE": Outer.WEZTERM,
    "GHOSTTY_RESOURCES_DIR": Outer.GHOSTTY,
    "WT_SESSION": Outer.WINDOWS_TERMINAL,
}
_UNDERSTOOD = {
    Outer.ITERM2: Notify.OSC9,
    Outer.KITTY: Notify.OSC99,
    Outer.WEZTERM: Notify.OSC777,
    Outer.GHOSTTY: Notify.OSC777,
    Outer.FOOT: Notify.OSC777,
}


def outer_terminal(environ: Mapping[str, str]) -> Outer:
    """The terminal, by the environment. A terminal started from another one inherits variables
    of it: what it always sets itself (TERM, TERM_PROGRAM) is asked first, and one that says that
    it can do little is believed. Over ssh there may be nothing but TERM and LC_TERMINAL."""
    if environ.get("TERM", "") in _SIMPLE:
        return Outer.UNKNOWN
    by_term = _BY_TERM.get(environ.get("TERM", ""))
    if by_term is not None:
        return by_term
    program = environ.get("TERM_PROGRAM", "")
    if program not in ("", "tmux"):
        return _BY_PROGRAM.get(program, Outer.UNKNOWN)
    if environ.get("LC_TERMINAL") == "iTerm2":
        return Outer.ITERM2
    found = (outer for variable, outer in _BY_VARIABLE.items() if environ.get(variable))
    return next(found, Outer.UNKNOWN)


def what_stands_between(environ: Mapping[str, str]) -> Between:
    """Whether tmux or GNU screen stand between us and the terminal. Over ssh only TERM may tell,
    and both may call it `screen`."""
    term = environ.get("TERM", "")
    tmux = bool(environ.get("TMUX")) or term.startswith("tmux")
    screen = bool(environ.get("STY"))
    if term.startswith("screen") and not (tmux or screen):
        return Between.BOTH
    if tmux and screen:
        return Between.BOTH
    return Between.TMUX if tmux else Between.SCREEN if screen else Between.NOTHING


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether this runs at the other end of ssh, where the terminal may be hard to tell."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))


def way_to_call(notify: Notify, environ: Mapping[str, str]) -> Way:
    """How a person is called here. tmux and screen mark their window at a bell, and may keep
    the rest for themselves (`allow-passthrough`): there it always rings too."""
    outer, between = outer_terminal(environ), what_stands_between(environ)
    by = _UNDERSTOOD.get(outer, Notify.BELL) if notify is Notify.AUTO else notify
    if between is Between.BOTH and by is not Notify.OFF:
        by = Notify.BELL
    rings = by is Notify.BELL or (by is not Notify.OFF and between is not Between.NOTHING)
    return Way(by=by, between=between, bell=rings, outer=outer)


def alert(way: Way, text: str, *, rings: bool = True, encoding: str = "utf-8") -> bytes:
    """The bytes that show `text`, which is cleaned, to a person who looks elsewhere. Not `rings`:
    all but the bell. Empty where nothing is to be sent."""
    bell = BEL if way.bell and rings else b""
    if way.by in (Notify.BELL, Notify.OFF):
        return bell
    said = _cleaned(text).encode(encoding, "replace")[:MOST_BYTES]
    said = said.decode(encoding, "ignore").encode(encoding)  # no half of a character
    return _passed_through(_opening(way.by) + said, way.between) + bell


def in_words(way: Way) -> str:
    """The way as a sentence, for a list of what was found."""
    if way.by is Notify.OFF:
        return "No alert."
    if way.by is Notify.BELL:
        return "The terminal's bell."
    through = f" through {way.between.value}" if way.between else ""
    bell = ", and the bell" if way.bell else ""
    return f"A notification of {way.outer.value}{through} ({_LABELS[way.by]}){bell}."


_LABELS = {Notify.OSC9: "OSC 9", Notify.OSC777: "OSC 777", Notify.OSC99: "OSC 99"}


def _opening(by: Notify) -> bytes:
    """A sequence up to its text. The name stands first also because `9;4;…` would be progress, not
    a message. In kitty a newer one takes the place of the older."""
    match by:
        case Notify.OSC777:
            return f"\x1b]777;notify;{_NAME};".encode()
        case Notify.OSC99:
            return f"\x1b]99;i=calfcoach:o=unfocused;{_NAME}: ".encode()
        case _:
            return f"\x1b]9;{_NAME}: ".encode()


def _passed_through(sequence: bytes, between: Between) -> bytes:
    """A sequence with its end. What passes it on reads the same end, ESC \\, as its own: inside
    it BEL has to do."""
    match between:
        case Between.TMUX:
            return b"\x1bPtmux;" + (sequence + BEL).replace(b"\x1b", b"\x1b\x1b") + _ST
        case Between.SCREEN:
            return b"\x1bP" + sequence + BEL + _ST
        case _:
            return sequence + _ST


def _cleaned(text: str) -> str:
    """One line of characters that can be seen, without what separates the parts."""
    line = " ".join(text.replace(";", ",").split())
    line = "".join(char for char in line if char.isprintable())
    return line if len(line) <= MOST_CHARS else line[: MOST_CHARS - 3].rstrip() + "..."
