from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.alerts import (
    MOST_BYTES,
    Between,
    Outer,
    Way,
    alert,
    in_words,
    is_remote,
    outer_terminal,
    way_to_call,
)
from calfcoach.terms import Notify

TEXT = "Change. Right leg."
SSH = {"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22", "SSH_TTY": "/dev/pts/3"}
TMUX = {"TMUX": "/run/tmux/default,1,0", "TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}
SCREEN = {"STY": "4242.pts-0.host", "TERM": "screen"}
HERE = {  # what a terminal sets on its own machine
    "iTerm2": {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"},
    "kitty": {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
    "WezTerm": {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "WEZTERM_PANE": "0"},
    "Windows Terminal": {"TERM": "xterm-256color", "WT_SESSION": "6b1f0a52"},
    "unknown": {"TERM": "xterm-256color"},
}
THERE = {  # what of it arrives over ssh
    "iTerm2": {"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"},
    "kitty": {"TERM": "xterm-kitty"},
    "WezTerm": {"TERM": "wezterm"},
    "Windows Terminal": {"TERM": "xterm-256color"},
    "unknown": {"TERM": "xterm-256color"},
}
BELL = b"\a"
PLAIN = {
    "iTerm2": b"\x1b]9;CalfCoach: Change. Right leg.\x1b\\",
    "kitty": b"\x1b]99;i=calfcoach:o=unfocused;CalfCoach: Change. Right leg.\x1b\\",
    "WezTerm": b"\x1b]777;notify;CalfCoach;Change. Right leg.\x1b\\",
    "Windows Terminal": BELL,
    "unknown": BELL,
}
IN_TMUX = {
    "iTerm2": b"\x1bPtmux;\x1b\x1b]9;CalfCoach: Change. Right leg.\a\x1b\\\a",
    "kitty": (
        b"\x1bPtmux;\x1b\x1b]99;i=calfcoach:o=unfocused;CalfCoach: Change. Right leg.\a\x1b\\\a"
    ),
    "WezTerm": b"\x1bPtmux;\x1b\x1b]777;notify;CalfCoach;Change. Right leg.\a\x1b\\\a",
    "Windows Terminal": BELL,
    "unknown": BELL,
}
IN_SCREEN = {
    "iTerm2": b"\x1bP\x1b]9;CalfCoach: Change. Right leg.\a\x1b\\\a",
    "kitty": b"\x1bP\x1b]99;i=calfcoach:o=unfocused;CalfCoach: Change. Right leg.\a\x1b\\\a",
    "WezTerm": b"\x1bP\x1b]777;notify;CalfCoach;Change. Right leg.\a\x1b\\\a",
    "Windows Terminal": BELL,
    "unknown": BELL,
}
PLACES = {"plain": PLAIN, "ssh": PLAIN, "tmux": IN_TMUX, "screen": IN_SCREEN}


def environment(terminal: str, place: str) -> dict[str, str]:
    """The environment of a program on this terminal, in this place. tmux and screen put their
    own TERM, and tmux its TERM_PROGRAM, in the place of the terminal's."""
    match place:
        case "ssh":
            return THERE[terminal] | SSH
        case "tmux":
            return HERE[terminal] | TMUX
        case "screen":
            return HERE[terminal] | SCREEN
        case _:
            return HERE[terminal]


@pytest.mark.parametrize("terminal", HERE)
@pytest.mark.parametrize("place", PLACES)
def test_each_terminal_is_called_in_its_own_way_wherever_the_program_runs(
    terminal: str, place: str
) -> None:
    way = way_to_call(Notify.AUTO, environment(terminal, place))
    assert alert(way, TEXT) == PLACES[place][terminal]


@pytest.mark.parametrize(
    ("notify", "plain", "in_tmux", "in_screen"),
    [
        (Notify.OSC9, PLAIN["iTerm2"], IN_TMUX["iTerm2"], IN_SCREEN["iTerm2"]),
        (Notify.OSC777, PLAIN["WezTerm"], IN_TMUX["WezTerm"], IN_SCREEN["WezTerm"]),
        (Notify.OSC99, PLAIN["kitty"], IN_TMUX["kitty"], IN_SCREEN["kitty"]),
        (Notify.BELL, BELL, BELL, BELL),
        (Notify.OFF, b"", b"", b""),
    ],
)
@pytest.mark.parametrize("terminal", HERE)
def test_what_is_set_is_done_on_every_terminal(
    notify: Notify, plain: bytes, in_tmux: bytes, in_screen: bytes, terminal: str
) -> None:
    sent = [
        alert(way_to_call(notify, environment(terminal, place)), TEXT)
        for place in ("plain", "ssh", "tmux", "screen")
    ]
    assert sent == [plain, plain, in_tmux, in_screen]


@pytest.mark.parametrize("notify", [Notify.AUTO, Notify.OSC9, Notify.OSC777, Notify.OSC99])
def test_where_nobody_can_tell_which_is_the_inner_one_the_bell_alone_rings(notify: Notify) -> None:
    assert alert(way_to_call(notify, HERE["iTerm2"] | SCREEN | TMUX), TEXT) == BELL


@pytest.mark.parametrize(
    ("environ", "outer"),
    [
        ({"TERM": "foot"}, Outer.FOOT),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, Outer.GHOSTTY),
        ({"TERM": "tmux-256color", "GHOSTTY_RESOURCES_DIR": "/usr/share"}, Outer.GHOSTTY),
        ({"TERM": "xterm-kitty", "TERM_PROGRAM": "iTerm.app"}, Outer.KITTY),
        ({"TERM": "xterm", "TERM_PROGRAM": "vscode", "KITTY_WINDOW_ID": "1"}, Outer.UNKNOWN),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, Outer.UNKNOWN),
        ({"TERM": "rxvt-unicode-256color"}, Outer.UNKNOWN),
        ({}, Outer.UNKNOWN),
    ],
)
def test_a_terminal_is_known_by_what_it_always_sets_itself(
    environ: dict[str, str], outer: Outer
) -> None:
    assert outer_terminal(environ) is outer


def test_the_other_end_of_ssh_is_told_from_here() -> None:
    assert is_remote(SSH)
    assert is_remote({"SSH_TTY": "/dev/pts/3"})
    assert not is_remote(HERE["kitty"])


def test_without_the_bell_the_rest_is_sent() -> None:
    in_tmux = way_to_call(Notify.AUTO, environment("iTerm2", "tmux"))
    assert alert(in_tmux, TEXT, rings=False) == IN_TMUX["iTerm2"][:-1]
    assert alert(Way(by=Notify.BELL, bell=True), TEXT, rings=False) == b""


@pytest.mark.parametrize("by", [Notify.OSC9, Notify.OSC777, Notify.OSC99])
@given(text=st.text())
def test_no_text_can_end_or_split_a_sequence(by: Notify, text: str) -> None:
    sent = alert(Way(by=by), text)
    opening = {Notify.OSC9: 1, Notify.OSC777: 3, Notify.OSC99: 2}[by]
    assert sent.count(b"\x1b") == 2
    assert sent.count(b";") == opening
    assert sent.endswith(b"\x1b\\")
    said = sent[2:-2].decode()
    assert said.isprintable()
    assert len(sent) <= MOST_BYTES + 60


def test_what_is_hostile_in_a_text_is_taken_out() -> None:
    text = "4;3;Lean\x1b]0;x\a in\x9c\u202e,\n  left\tleg\ud800"
    assert alert(Way(by=Notify.OSC9), text) == b"\x1b]9;CalfCoach: 4,3,Lean]0,x in, left leg\x1b\\"


def test_an_osc_9_text_never_begins_with_a_digit() -> None:
    assert alert(Way(by=Notify.OSC9), "4;1;50").startswith(b"\x1b]9;C")


def test_a_long_text_is_cut_to_a_hundred_characters() -> None:
    sent = alert(Way(by=Notify.OSC777), "calf " * 40).removeprefix(b"\x1b]777;notify;CalfCoach;")
    assert sent == b"calf " * 19 + b"ca...\x1b\\"


def test_a_text_of_wide_characters_is_cut_between_them() -> None:
    sent = alert(Way(by=Notify.OSC9), "腿" * 90).removeprefix(b"\x1b]9;CalfCoach: ")
    assert sent.removesuffix(b"\x1b\\").decode() == "腿" * (MOST_BYTES // 3)


def test_what_the_encoding_lacks_becomes_a_question_mark() -> None:
    sent = alert(Way(by=Notify.OSC9), "Dehnübung 腿", encoding="latin-1")
    assert sent == b"\x1b]9;CalfCoach: Dehn\xfcbung ?\x1b\\"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (Way(by=Notify.OFF), "No alert."),
        (Way(by=Notify.BELL, bell=True), "The terminal's bell."),
        (Way(by=Notify.OSC99, outer=Outer.KITTY), "A notification of kitty (OSC 99)."),
        (
            Way(by=Notify.OSC9, between=Between.TMUX, bell=True, outer=Outer.ITERM2),
            "A notification of iTerm2 through tmux (OSC 9), and the bell.",
        ),
        (Way(by=Notify.OSC777), "A notification of an unknown terminal (OSC 777)."),
    ],
)
def test_the_way_is_told_in_a_sentence(way: Way, said: str) -> None:
    assert in_words(way) == said
