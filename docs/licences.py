"""Writes docs/licences.md: what is installed with CalfCoach, and under which licences.

`python docs/licences.py pins` prints the same packages with their versions, for `make audit`.
Run it after a change of the dependencies; a test holds the page and the installed packages
together. A package that only other systems need stands there when it is installed here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PAGE = Path(__file__).parent / "licences.md"
_HEAD = """\
# What comes with CalfCoach

CalfCoach itself is under the MIT licence. Its installation brings these packages along, each under
its own licence, as the package states it. None of them is copied into CalfCoach.

Made by `python docs/licences.py`; do not edit.

| package | licence | needed by |
| --- | --- | --- |
"""
# In the index's classifiers and in free text a licence is written otherwise than in SPDX.
_SPDX = {"ISC License": "ISC", "MIT License": "MIT", "BSD License": "BSD"}


def page() -> str:
    """The page as it should be for what is installed here."""
    needed = needs("calfcoach")
    rows = [
        f"| {name} | {licence(distribution(name))} | {', '.join(sorted(by))} |\n"
        for name, by in sorted(needed.items())
    ]
    return _HEAD + "".join(rows)


def needs(top: str) -> dict[str, set[str]]:
    """Every installed package that `top` needs when it runs, with those that ask for it."""
    by: dict[str, set[str]] = {}
    todo = [top]
    while todo:
        asking = todo.pop()
        for name in _asked_for(asking):
            if name not in by:
                todo.append(name)
            by.setdefault(name, set()).add(asking)
    return by


def licence(package: Distribution) -> str:
    """What a package says of its licence. ValueError where it says nothing."""
    metadata = package.metadata
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    said = [metadata["License-Expression"], metadata["License"], *classifiers]
    for text in said:
        if text and "\n" not in text.strip():
            plain = str(text).strip()
            return _SPDX.get(plain, plain)
    raise ValueError(f"{metadata['Name']} does not say under which licence it is")


def _asked_for(name: str) -> Iterator[str]:
    """Markers of Python and system are not asked: what is installed counts, so that the page is
    the same on every Python that brings the same packages along."""
    for line in distribution(name).requires or ():
        wanted, _, marker = line.partition(";")
        found = re.match(r"[A-Za-z0-9._-]+", wanted.strip())
        if found is None or "extra ==" in marker:
            continue
        normal = re.sub(r"[-_.]+", "-", found[0]).lower()
        try:
            distribution(normal)
        except PackageNotFoundError:
            continue
        yield normal


def pins() -> str:
    """The same packages as they are installed here, one requirement a line."""
    names = sorted(needs("calfcoach"))
    return "".join(f"{name}=={distribution(name).version}\n" for name in names)


if __name__ == "__main__":
    if sys.argv[1:] == ["pins"]:
        sys.stdout.write(pins())
        sys.exit()
    PAGE.write_text(page(), encoding="utf-8")
