"""What CalfCoach is made of: it imports what it says it needs and nothing else, each package has
its licence on the page, and what `make` promises is there."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import licences
import tomli

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "calfcoach").rglob("*.py"))


def imported_by(path: Path) -> set[str]:
    """The packages that a module names in an import, wherever in it that stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                names.add(module)
            case _:
                pass
    return {name.partition(".")[0] for name in names}


def dependencies(extra: str = "") -> set[str]:
    """The packages that pyproject.toml asks for: always, or with an extra."""
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in lines}


def test_the_program_imports_only_python_itself_and_what_it_says_it_needs() -> None:
    known = {"calfcoach", *sys.stdlib_module_names}
    imported = {name for path in SOURCES for name in imported_by(path)} - known
    packages = packages_distributions()
    assert {package.lower() for name in imported for package in packages[name]} == dependencies()


def test_no_development_tool_is_needed_to_run_it() -> None:
    assert {"pytest", "hypothesis", "mypy", "hatchling"} <= dependencies("dev")
    assert dependencies() & dependencies("dev") == set()


def test_every_package_that_comes_along_has_its_licence_on_the_page() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert page == licences.page(), "run `make reference`"
    assert dependencies() <= set(licences.needs("calfcoach"))


def test_what_is_audited_is_what_comes_along() -> None:
    audited = {line.partition("==")[0] for line in licences.pins().splitlines()}
    assert audited == set(licences.needs("calfcoach"))


def test_every_make_command_of_the_pages_is_a_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        named = re.findall(r"`make ([a-z]+)`", (ROOT / page).read_text(encoding="utf-8"))
        assert set(named) <= targets, page


def test_every_link_of_the_pages_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"]
    for page in pages:
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert "://" in link or (page.parent / link).exists(), (page.name, link)
