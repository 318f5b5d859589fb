from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
DRAWN = runpy.run_path(str(DOCS / "screenshots.py"))


def said(svg: str) -> list[tuple[str, str]]:
    """Class and text of each piece; where they stand to a tenth of a pixel is Rich's."""
    return re.findall(r'<text class="([^"]*)"[^>]*>([^<]*)</text>', svg)


@pytest.mark.parametrize("name", DRAWN["INSTANTS"])
def test_a_picture_of_the_readme_is_what_the_screen_looks_like_now(name: str) -> None:
    drawn = DRAWN["svg"](DRAWN["INSTANTS"][name])
    kept = (DOCS / f"{name}.svg").read_text(encoding="utf-8")
    assert said(kept) == said(drawn), "run `make screenshots`"
    assert len(said(kept)) > 20


@pytest.mark.parametrize("name", DRAWN["INSTANTS"])
def test_a_picture_of_the_readme_fetches_nothing(name: str) -> None:
    text = (DOCS / f"{name}.svg").read_text(encoding="utf-8")
    assert text.count("://") == text.count('xmlns="http://') == 1
