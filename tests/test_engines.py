from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import wait_until

from calfcoach.drivers.children import Children
from calfcoach.drivers.engines import (
    Engine,
    Found,
    find_engine,
    phrase,
    rendering,
    speech,
    speechd_address,
)
from calfcoach.drivers.phrasebook import Phrasebook, Trust
from calfcoach.drivers.programs import find_program


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """An environment in which only these programs are there."""

    def install(*names: str) -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
            (folder / name).chmod(0o755)
        return {"PATH": str(folder), "XDG_RUNTIME_DIR": "/run/me"}

    return install


def found(command: str, environ: dict[str, str], volume: int = 70) -> Engine:
    answer = find_engine(command, volume, environ)
    assert answer.engine is not None
    assert answer.note == ""
    return answer.engine


def test_the_first_of_the_known_engines_is_taken(
    installed: Callable[..., dict[str, str]],
) -> None:
    assert find_engine("", 70, installed()) == Found(engine=None)
    assert found("", installed("say")).name == "say"
    assert found("", installed("espeak-ng")).name == "espeak-ng"
    assert found("", installed("spd-say")).name == "spd-say"


def test_how_espeak_speaks_and_writes(installed: Callable[..., dict[str, str]]) -> None:
    environ = installed("espeak-ng")
    program = f"{environ['PATH']}/espeak-ng"
    engine = found("", environ)
    assert speech(engine, "Up.") == ([program, "-v", "en", "-a", "100", "--", "Up."], b"")
    assert rendering(engine, "Up.", "/a.wav") == (
        [program, "-v", "en", "-a", "100", "-w", "/a.wav", "--", "Up."],
        b"",
    )
    assert found("", environ, volume=35).speaks[4] == "50"
    assert found("", environ, volume=0).speaks[4] == "0"
    assert found("", environ, volume=100).speaks[4] == "143"


def test_how_say_speaks_and_writes(installed: Callable[..., dict[str, str]]) -> None:
    environ = installed("say")
    engine = found("", environ)
    program = f"{environ['PATH']}/say"
    assert speech(engine, "Up.") == ([program, "Up."], b"")
    assert rendering(engine, "Up.", "/a.aiff") == ([program, "-o", "/a.aiff", "Up."], b"")
    assert engine.suffix == ".aiff"


def test_spd_say_waits_for_its_end_and_ends_nobody_elses(
    installed: Callable[..., dict[str, str]],
) -> None:
    environ = installed("spd-say")
    engine = found("", environ)
    argv, _ = speech(engine, "100% of -C")
    assert argv[1:] == [
        *("--wait", "-N", "calfcoach", "-l", "en", "-i", "100"),
        *("--", "100 percent of -C"),
    ]
    assert not {"-C", "-S", "--cancel", "--stop"} & set(argv[:-1])
    assert engine.renders == ()
    assert not engine.endable
    assert engine.address == "/run/me/speech-dispatcher/speechd.sock"
    assert found("", environ, volume=35).speaks[7] == "0"
    assert found("", environ, volume=0).speaks[7] == "-100"


def test_where_the_socket_of_the_server_is() -> None:
    default = "/run/me/speech-dispatcher/speechd.sock"
    assert speechd_address({"XDG_RUNTIME_DIR": "/run/me"}) == default
    assert speechd_address({"SPEECHD_ADDRESS": "unix_socket:/s"}) == "/s"
    known = {"SPEECHD_ADDRESS": "unix_socket", "XDG_RUNTIME_DIR": "/run/me"}
    assert speechd_address(known) == default
    assert speechd_address({"SPEECHD_ADDRESS": "inet_socket:localhost:6560"}) == ""


def test_a_command_of_ones_own_comes_first(installed: Callable[..., dict[str, str]]) -> None:
    environ = installed("spd-say", "piper")
    engine = found("piper --model 'a b' {text}", environ)
    assert speech(engine, "Up.") == ([f"{environ['PATH']}/piper", "--model", "a b", "Up."], b"")
    assert engine.renders == ()
    assert engine.name == "piper"


def test_a_command_without_a_place_for_the_phrase_gets_it_as_its_input(
    installed: Callable[..., dict[str, str]],
) -> None:
    environ = installed("piper")
    engine = found("piper -q", environ)
    assert speech(engine, "Up.\nDown.") == ([f"{environ['PATH']}/piper", "-q"], b"Up. Down.\n")


def test_a_command_that_names_a_file_writes_it(
    installed: Callable[..., dict[str, str]],
) -> None:
    environ = installed("piper")
    engine = found("piper --out={file}", environ)
    argv, stdin = rendering(engine, "Say {file}.", "/a.wav")
    assert (argv[1:], stdin) == (["--out=/a.wav"], b"Say {file}.\n")
    assert engine.speaks == ()


def test_a_phrase_fills_no_holes_but_its_own(
    installed: Callable[..., dict[str, str]],
) -> None:
    engine = found("piper {file} {text}", installed("piper"))
    argv, _ = rendering(engine, r"{file} {text} \1", "/a.wav")
    assert argv[1:] == ["/a.wav", r"{file} {text} \1"]


def test_no_shell_reads_a_command(installed: Callable[..., dict[str, str]]) -> None:
    engine = found("piper ; rm -rf $HOME | {text}", installed("piper"))
    assert engine.speaks[1:] == (";", "rm", "-rf", "$HOME", "|", "{text}")


def test_a_command_that_cannot_be_run_leaves_the_others(
    installed: Callable[..., dict[str, str]],
) -> None:
    missing = find_engine("piper {text}", 70, installed())
    assert missing.engine is None
    assert missing.note == "`voice_command` names `piper`, not found. Nothing else could speak."
    instead = find_engine("piper {text}", 70, installed("espeak-ng"))
    assert instead.engine is not None
    assert instead.note == "`voice_command` names `piper`, not found. `espeak-ng` spoke instead."
    unread = find_engine("piper 'x", 70, installed())
    assert unread.note == (
        "`voice_command` cannot be read: a quote is open. `espeak-ng` spoke instead."
    )
    assert find_engine("''", 70, installed()).note.startswith("`voice_command` names ``")


def test_a_phrase_is_one_printable_line_and_no_option() -> None:
    assert phrase("  Lean\x1b[31m in,\r\n\tleft\u202e leg. ") == "Lean 31m in, left leg."
    assert phrase("--help") == "help"
    assert phrase("- –@/etc/passwd") == "etc/passwd"
    assert phrase("\ud800[[volm 1]]") == "volm 1"
    assert phrase("\x00-") == ""
    assert len(phrase("a" * 10_000)) == 500


@pytest.mark.skipif(not find_program("espeak-ng"), reason="espeak-ng is not installed")
def test_espeak_writes_a_phrase(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "espeak-ng").symlink_to(find_program("espeak-ng"))
    engine = found("", {"PATH": str(tmp_path / "bin")})
    trust = Trust(engine.name)
    book = Phrasebook(Children(), engine, tmp_path / "cache", 70, trust)
    book.write("Half way.", 0.0)

    def written() -> bool:
        book.attend(1.0)
        return not book.busy

    wait_until(written)
    path = book.file("Half way.")
    assert path is not None
    assert path.read_bytes()[:4] == b"RIFF"
    assert path.stat().st_size > 10_000
    assert list(path.parent.iterdir()) == [path]
    assert not trust.doubted


def test_nothing_that_an_engine_prints_is_seen(tmp_path: Path) -> None:
    loud = tmp_path / "loud"
    loud.write_text("#!/bin/sh\necho out; echo err >&2; cat\n", encoding="utf-8")
    loud.chmod(0o755)
    program = (
        "import sys, time\n"
        "from calfcoach.drivers.children import Children\n"
        "from calfcoach.drivers.engines import find_engine, speech\n"
        "children = Children()\n"
        "argv, stdin = speech(find_engine(sys.argv[1], 70).engine, 'Up.')\n"
        "child = children.start(argv, stdin=stdin)\n"
        "while child.running:\n    time.sleep(0.01)\n"
        "assert child.status == 0\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(loud)], capture_output=True, check=False, timeout=20
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
