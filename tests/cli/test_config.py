from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from calfcoach.cli.config import complete_setting

Calf = Callable[..., Any]


def write(home: Path, text: str) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    file = home / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """An editor that does `body` to the file, which is its argument $1."""
    script = tmp_path / "my editor"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")


# ------------------------------------------------------------------------------- list


@pytest.mark.parametrize("arguments", [("config",), ("config", "list")])
def test_settings_are_listed_with_origin_and_meaning(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    write(home, 'sound = "soft"\n')
    monkeypatch.setenv("CALFCOACH_LEVEL", "start")

    result = calf(*arguments)

    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[:5] == [
        "name           value        from             meaning",
        "level          start        CALFCOACH_LEVEL  "
        "how much a step asks for that names no dose: start, default or advanced",
        "day_starts     04:00        default          "
        "when a day begins; what is done before counts for the day before",
        "units          cm           default          "
        "in which lengths are typed and shown: cm or in",
        "sound          soft         config.toml      "
        "the tones: clear, soft, bell (the terminal's own) or off",
    ]


def test_settings_are_said_in_sentences(calf: Calf) -> None:
    result = calf("config", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[2:4] == [
        "day_starts is 04:00, the default.",
        "When a day begins; what is done before counts for the day before.",
    ]


def test_settings_are_one_json_document(calf: Calf, home: Path) -> None:
    write(home, 'day_starts = "05:30"\n')

    result = calf("config", "list", "--json")

    made = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert made["schema"] == "calfcoach.config/1"
    named = {each["name"]: each for each in made["settings"]}
    assert named["day_starts"] == {
        "name": "day_starts",
        "value": "05:30",
        "default": "04:00",
        "origin": "config.toml",
        "meaning": "when a day begins; what is done before counts for the day before",
    }
    assert named["accessible"]["value"] is False
    assert calf("config", "--json").out == result.out


def test_a_broken_file_is_a_warning_and_the_defaults_are_listed(calf: Calf, home: Path) -> None:
    file = write(home, 'level = "start"\nsound = loud\n')

    result = calf("config", "get", "level")

    assert (result.code, result.out) == (0, "default\n")
    assert result.err == (
        "warning: the file is not valid TOML: text must stand in quotes\n"
        f"  --> {file}:2:9  sound\n"
        "   2 | sound = loud\n"
        "     |         ^\n"
        '  hint: write sound = "loud"\n'
    )


# ------------------------------------------------------------------------ get and set


def test_one_value_is_printed_alone(calf: Calf) -> None:
    result = calf("config", "get", "day_starts")

    assert (result.code, result.out, result.err) == (0, "04:00\n", "")


def test_a_wrong_name_is_told_the_near_one(calf: Calf) -> None:
    for arguments in (("get", "lvel"), ("set", "lvel", "start")):
        result = calf("config", *arguments)

        assert (result.code, result.out) == (1, "")
        assert result.err == (
            "error: no setting is called `lvel`\n"
            "  hint: did you mean `level`? `calfcoach config` shows them all\n"
        )


def test_a_value_is_set_and_the_other_lines_stay(calf: Calf, home: Path) -> None:
    file = write(home, '# mine\nsound = "soft" # quiet\n')

    result = calf("config", "set", "sound", "bell")

    assert (result.code, result.out, result.err) == (0, "sound = bell\n", "")
    assert file.read_text(encoding="utf-8") == '# mine\nsound = "bell" # quiet\n'
    assert calf("config", "get", "sound").out == "bell\n"


def test_setting_is_confirmed_in_a_sentence(calf: Calf) -> None:
    result = calf("config", "set", "coach", "few", "--accessible")

    assert (result.code, result.out, result.err) == (0, "coach is now few.\n", "")


def test_a_value_that_does_not_fit_is_refused(calf: Calf, home: Path) -> None:
    result = calf("config", "set", "sound", "loud")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith('error: `sound` must be clear, soft, bell or off, got "loud"\n')
    assert not (home / "config.toml").exists()


def test_a_broken_file_is_not_written_to(calf: Calf, home: Path) -> None:
    file = write(home, "level = \n")

    result = calf("config", "set", "sound", "soft")

    assert (result.code, result.out) == (1, "")
    assert (
        "error: the file is not valid TOML: there is no value behind the =\n"
        f"  --> {file}:1:7  level\n" in result.err
    )
    assert file.read_text(encoding="utf-8") == "level = \n"


def test_what_the_environment_decides_is_said(calf: Calf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALFCOACH_LEVEL", "start")

    result = calf("config", "set", "level", "advanced")

    assert (result.code, result.out) == (0, "level = advanced\n")
    assert result.err == (
        "warning: `CALFCOACH_LEVEL` in the environment still decides `level`\n"
        "  --> environment\n"
        "  hint: unset CALFCOACH_LEVEL to use the value of config.toml\n"
    )


def test_names_are_completed() -> None:
    assert complete_setting("l") == ["level"]
    assert complete_setting("x") == []
    assert "day_starts" in complete_setting("")


# ----------------------------------------------------------------------- path and edit


def test_the_path_is_printed_whole(calf: Calf, home: Path) -> None:
    result = calf("config", "path")

    assert (result.code, result.out, result.err) == (0, f"{home / 'config.toml'}\n", "")


def test_without_an_editor_there_is_a_hint(calf: Calf, home: Path) -> None:
    result = calf("config", "edit")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: no editor is named: neither `VISUAL` nor `EDITOR` is set\n"
        f"  hint: set one of them, or open {home / 'config.toml'} yourself, "
        "or use `calfcoach config set`\n"
    )
    assert not home.exists()


@pytest.mark.tty
@pytest.mark.parametrize(("there", "used"), [(("nano", "vi"), "nano"), (("vi",), "vi")])
def test_without_a_named_editor_a_usual_one_is_used_on_a_terminal(
    home: Path, tmp_path: Path, there: tuple[str, ...], used: str
) -> None:
    for name in there:
        script = tmp_path / "bin" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(f'#!/bin/sh\necho "{name} opens $1"\n', encoding="utf-8")
        script.chmod(0o755)

    shown = pexpect.run(
        f"{sys.executable} -m calfcoach config edit",
        env={**os.environ, "TERM": "xterm", "PATH": str(tmp_path / "bin")},
        encoding="utf-8",
    )

    assert str(shown).splitlines() == [f"{used} opens {home / 'config.toml'}"]


@pytest.mark.tty
def test_on_a_terminal_without_any_editor_there_is_a_hint_too(home: Path, tmp_path: Path) -> None:
    shown = pexpect.run(
        f"{sys.executable} -m calfcoach config edit",
        env={**os.environ, "TERM": "xterm", "PATH": str(tmp_path)},
        encoding="utf-8",
    )

    assert str(shown).splitlines()[0] == (
        "error: no editor is named: neither `VISUAL` nor `EDITOR` is set"
    )


def test_a_missing_file_is_made_private_and_changes_nothing(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "true")
    before = calf("config").out

    result = calf("config", "edit")

    file = home / "config.toml"
    assert (result.code, result.out, result.err) == (0, "", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert '# level = "default"\n' in file.read_text(encoding="utf-8")
    assert "# accessible = false\n" in file.read_text(encoding="utf-8")
    assert calf("config").out == before


def test_every_line_of_a_new_file_counts_without_its_mark(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "true")
    calf("config", "edit")
    file = home / "config.toml"

    lines = file.read_text(encoding="utf-8").splitlines()
    write(home, "\n".join(line.removeprefix("# ") for line in lines if " = " in line))

    result = calf("config", "list", "--json")
    assert result.err == ""
    assert {each["origin"] for each in json.loads(result.out)["settings"]} == {"config.toml"}


def test_visual_goes_before_editor(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'echo "level = \\"start\\"" > "$1"')
    monkeypatch.setenv("VISUAL", "true")

    calf("config", "edit")

    assert calf("config", "get", "level").out == "default\n"
    monkeypatch.delenv("VISUAL")
    calf("config", "edit")
    assert calf("config", "get", "level").out == "start\n"


def test_what_is_wrong_afterwards_is_said(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'printf "sound = 3\\nlvel = 1\\n" > "$1"')

    result = calf("config", "edit")

    where = home / "config.toml"
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: `sound` must be clear, soft, bell or off, got 3\n"
        f"  --> {where}:1:9\n"
        "   1 | sound = 3\n"
        "     |         ^\n"
        '  hint: choose the one that is meant, such as "clear"\n'
        "error: `lvel` is not a setting\n"
        f"  --> {where}:2:1\n"
        "   2 | lvel = 1\n"
        "     | ^\n"
        "  hint: did you mean `level`?\n"
    )


def test_an_editor_that_fails_is_said(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "exit 3")

    result = calf("config", "edit")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"error: the editor `{tmp_path / 'my editor'}` ended with code 3\n"
        f"  hint: {home / 'config.toml'} is as it left it\n"
    )


def test_an_editor_that_is_not_there_is_said(
    calf: Calf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", str(tmp_path / "none"))

    result = calf("config", "edit")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"error: the editor `{tmp_path / 'none'}` cannot be started: no such file or directory\n"
        "  hint: see what VISUAL and EDITOR are set to\n"
    )


def test_an_editor_with_an_open_quote_is_said(calf: Calf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "'nano")

    result = calf("config", "edit")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: `EDITOR` cannot be read as a command: a quote is left open\n"
        "  --> environment\n"
        "  hint: write EDITOR=nano, for example\n"
    )


@pytest.mark.tty
def test_on_a_terminal_meanings_go_on_below_themselves(home: Path) -> None:
    shown = pexpect.run(
        f"{sys.executable} -m calfcoach config",
        env={**os.environ, "TERM": "xterm", "COLUMNS": "70"},
        encoding="utf-8",
    )

    assert not home.exists()
    assert str(shown).splitlines()[:5] == [
        "name           value        from     meaning",
        "level          default      default  how much a step asks for that",
        "                                     names no dose: start, default or",
        "                                     advanced",
        "day_starts     04:00        default  when a day begins; what is done",
    ]


@pytest.mark.parametrize("arguments", [(), ("list",), ("get",), ("set",), ("path",), ("edit",)])
def test_help_has_an_example(calf: Calf, arguments: tuple[str, ...]) -> None:
    result = calf("config", *arguments, "--help")

    assert result.code == 0
    assert " ".join(["Example: calfcoach config", *arguments]) in " ".join(result.out.split())
