from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from processes import agree
from viewer import viewer

pytestmark = pytest.mark.tty

_ROUTINE = """\
title = "One stretch"

[pacing]
prepare = "0s"
countdown = 0

[[step]]
exercise = "wall-calf-stretch"
hold = "60s"
"""


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


@pytest.fixture
def stretch(tmp_path: Path) -> str:
    path = tmp_path / "one.toml"
    path.write_text(_ROUTINE, encoding="utf-8")
    return str(path)


def is_drawn_plainly(lines: Sequence[str]) -> bool:
    """Digits, bar and a head that are ASCII."""
    text = "\n".join(lines)
    return "##" in text and ("()" in text or "(_)" in text) and text.isascii()


def test_an_option_of_run_asks_for_plain_characters(stretch: str) -> None:
    with viewer("run", stretch, "--mute", "--yes", "--ascii", PYTHONUTF8="1") as one:
        one.watches_for("LEFT leg", "to go")
        one.watches_until(is_drawn_plainly)


def test_a_locale_of_plain_characters_is_heeded_in_a_session(stretch: str) -> None:
    with viewer("run", stretch, "--mute", "--yes", LC_ALL="C", PYTHONUTF8="") as one:
        one.watches_for("LEFT leg", "to go")
        one.watches_until(is_drawn_plainly)
