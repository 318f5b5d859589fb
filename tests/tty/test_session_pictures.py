from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from processes import agree, run
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


def dotted(lines: Sequence[str]) -> list[int]:
    """The columns in which Braille stands."""
    return [x for line in lines for x, char in enumerate(line) if "\u2800" < char <= "\u28ff"]


def test_a_session_shows_its_figure_and_a_key_takes_it_away(stretch: str) -> None:
    with viewer("run", stretch, "--mute", "--yes", PYTHONUTF8="1") as one:
        one.watches_for("LEFT leg", "to go")
        seen = one.watches_until(lambda lines: bool(dotted(lines)))
        assert min(dotted(seen)) > 40
        one.types("v")
        one.watches_for("The picture stands still.")
        one.types("V")
        gone = one.watches_for("No picture.")
        assert not dotted(gone)
        one.types("v")
        one.watches_until(lambda lines: bool(dotted(lines)))


def test_a_window_that_shrinks_and_grows_has_its_figure_again(stretch: str) -> None:
    with viewer("run", stretch, "--mute", "--yes", PYTHONUTF8="1") as one:
        one.watches_until(lambda lines: bool(dotted(lines)))
        one.resizes(40, 12)
        one.watches_until(lambda lines: "LEFT" in "".join(lines) and not dotted(lines))
        one.resizes(120, 40)
        one.watches_until(lambda lines: bool(dotted(lines)) and min(dotted(lines)) > 60)


def test_the_setting_leaves_the_figure_out(stretch: str) -> None:
    assert run("config", "set", "pictures", "off").code == 0
    with viewer("run", stretch, "--mute", "--yes", PYTHONUTF8="1") as one:
        assert not dotted(one.watches_for("LEFT leg", "Heel heavy", "to go"))


def test_a_setting_that_there_is_not_is_told_with_those_that_there_are() -> None:
    result = run("config", "set", "pictures", "dancing")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        'error: `pictures` must be moving, still or off, got "dancing"\n'
        '  hint: type calfcoach config set pictures "moving"\n'
    )
