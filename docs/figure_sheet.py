"""Draws docs/exercises.svg, every exercise over its name: `make screenshots`.

One test holds it and the exercises together.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from calfcoach.figure.sheet import sheet
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders

SHEET = Path(__file__).parent / "exercises.svg"
COLUMNS = 6
# On a dark page black lines on nothing would not be seen.
_PAPER = '<rect width="100%" height="100%" fill="#ffffff"/>\n'


def drawn() -> str:
    """The contact sheet of the shipped exercises that have a picture, by their ids."""
    with TemporaryDirectory() as empty:
        catalog = Catalog(find_folders({"CALFCOACH_HOME": empty}))
        found, _ = catalog.exercises()
        entries = [(one.title, figure) for one in found if (figure := one.picture) is not None]
    head, title, rest = sheet(entries, COLUMNS).partition("</title>\n")
    return f"{head}{title}{_PAPER}{rest}"


if __name__ == "__main__":
    SHEET.write_text(drawn(), encoding="utf-8")
