"""Braille, blocks and arrows, or plain characters: as the terminal's locale says, and as asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

_PROGRAM = (
    "import os\n"
    "from calfcoach.cli.letters import encoding_of\n"
    "print(encoding_of(os.environ).lower().replace('-', ''))\n"
)
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING")


def encoding_under(locale: Mapping[str, str]) -> str:
    """What a process of its own makes of a locale: Python looks at it once, when it starts."""
    around = {name: value for name, value in os.environ.items() if name not in _LOCALE}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**around, **locale},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "C"},
        {"LANG": "POSIX"},
        {"LC_ALL": "C", "LANG": "C.UTF-8"},
        {"LC_ALL": "de_DE.ISO-8859-1"},
        {"LANG": "de_DE.ISO-8859-15@euro"},
    ],
)
def test_a_locale_without_braille_gets_plain_characters(locale: dict[str, str]) -> None:
    assert encoding_under(locale) == "ascii"


@pytest.mark.parametrize(
    "locale",
    [
        {},
        {"LANG": "C.UTF-8"},
        {"LC_ALL": "C.utf8"},
        {"LC_CTYPE": "C.UTF-8"},
        {"LC_CTYPE": "C.UTF-8", "LANG": "C"},
        {"LANG": "xx_XX.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "1"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
    ],
)
def test_a_locale_with_braille_and_one_that_is_not_named_keep_it(locale: dict[str, str]) -> None:
    assert encoding_under(locale) == "utf8"
