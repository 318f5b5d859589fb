"""Files broken as newcomers break them, each with the exact text that its author reads.

`broken/NAME.toml` is the file, `broken/NAME.txt` what is printed. With CALFCOACH_REWRITE=1 the
texts are written anew, to be read before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calfcoach.cli.trouble import in_lines
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.routine import read_routine
from calfcoach.terms import Origin

FILES = sorted((Path(__file__).parent / "broken").glob("*.toml"))


def told(path: Path, home: Path) -> str:
    """What is printed of a file."""
    library = {one.id: one for one in Catalog(find_folders({"CALFCOACH_HOME": str(home)}))
               .exercises()[0]}  # fmt: skip
    with pytest.raises(CoachError) as caught:
        read_routine(
            path.read_bytes(),
            id="mine",
            where="mine.toml",
            exercises=library,
            origin=Origin.FILE,
        )
    return "".join(map(in_lines, caught.value.all()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_newcomer_is_told_what_is_wrong_and_where(path: Path, home: Path) -> None:
    text = told(path, home)
    expected = path.with_suffix(".txt")
    if os.environ.get("CALFCOACH_REWRITE"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def test_there_are_forty_of_them() -> None:
    assert len(FILES) >= 40
