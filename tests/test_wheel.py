"""The wheel: the same bytes from the same files whenever and wherever it is built, and all in it
that an installed program needs.

It is built by the tool that pyproject.toml names, as it is installed here: nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = (".ci", "src", "routines", "docs", "tests", "examples", "bench")
PAGES = (
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "Makefile",
    "pyproject.toml",
    ".gitignore",
    ".importlinter",
)
FROM_LIBRARY = (
    "cards/*.toml",
    "care/*.toml",
    "completions/*",
    "exercises/*.toml",
    "goals/*.toml",
    "index/*.json",
    "measures/*.toml",
    "schemas/*.json",
    "symptoms/*.toml",
)

pytestmark = pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed")


def build(tree: Path, kind: str, into: Path) -> Path:
    """The wheel or the sdist of a tree."""
    environ = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)],
        cwd=tree,
        env=environ,
        check=True,
        capture_output=True,
        timeout=60,
    )
    (built,) = into.iterdir()
    return built


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of this tree as somebody else has them: of another day, readable by them alone."""
    copy = tmp_path_factory.mktemp("tree")
    leave = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for part in PARTS:
        shutil.copytree(ROOT / part, copy / part, ignore=leave)
    for page in PAGES:
        shutil.copy(ROOT / page, copy / page)
    for path in copy.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
        path.chmod(0o700 if path.is_dir() else 0o600)
    return copy


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tree, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tree, "sdist", tmp_path_factory.mktemp("sdist"))


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def differing(one: Path, other: Path) -> list[str]:
    """The files of two wheels that are not in both, or not the same: what to look at."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        here, there = set(first.namelist()), set(second.namelist())
        changed = {name for name in here & there if first.read(name) != second.read(name)}
    return sorted(changed | (here ^ there))


def test_a_wheel_has_the_same_bytes_whenever_it_is_built(wheel: Path, tmp_path: Path) -> None:
    again = build(ROOT, "wheel", tmp_path)
    assert differing(wheel, again) == []
    assert sha256(wheel.read_bytes()).digest() == sha256(again.read_bytes()).digest()


def test_a_source_archive_has_the_same_bytes_whenever_it_is_built(
    tree: Path, sdist: Path, tmp_path: Path
) -> None:
    for path in tree.rglob("*.toml"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    again = build(tree, "sdist", tmp_path)
    assert sha256(sdist.read_bytes()).digest() == sha256(again.read_bytes()).digest()


def test_a_wheel_of_the_source_archive_is_the_wheel_of_the_tree(
    wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as opened:
        opened.extractall(tmp_path / "open", filter="data")
    (unpacked,) = (tmp_path / "open").iterdir()
    again = build(unpacked, "wheel", tmp_path / "wheel")
    assert differing(wheel, again) == []
    assert sha256(wheel.read_bytes()).digest() == sha256(again.read_bytes()).digest()


def test_a_wheel_holds_every_module_and_every_file_of_the_library(wheel: Path) -> None:
    package = ROOT / "src" / "calfcoach"
    wanted = {
        str(Path("calfcoach") / path.relative_to(package))
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert wanted - names_in(wheel) == set()


@pytest.mark.parametrize("pattern", FROM_LIBRARY)
def test_a_kind_of_file_in_the_library_is_not_empty_in_the_wheel(wheel: Path, pattern: str) -> None:
    folder, _, ending = pattern.partition("/*")
    within = f"calfcoach/library/{folder}/"
    found = [n for n in names_in(wheel) if n.startswith(within) and n.endswith(ending)]
    assert found != []


def test_a_wheel_holds_the_routines_and_the_manual_pages(wheel: Path) -> None:
    names = names_in(wheel)
    routines = {f"calfcoach/routines/{path.name}" for path in (ROOT / "routines").glob("*.toml")}
    assert len(routines) >= 15
    assert routines - names == set()
    data = f"{wheel.name.removesuffix('-py3-none-any.whl')}.data/data/share/man"
    assert {n for n in names if ".data/" in n} == {
        f"{data}/man1/calfcoach.1",
        f"{data}/man5/calfcoach-routine.5",
    }


def test_a_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    tops = {name.partition("/")[0] for name in names_in(wheel)}
    of_it = f"calfcoach-{version}"
    assert tops == {"calfcoach", f"{of_it}.data", f"{of_it}.dist-info"}
    assert [name for name in names_in(wheel) if name.endswith((".pyc", ".db", "~"))] == []


def test_the_source_archive_holds_what_the_tests_and_the_pages_need(sdist: Path) -> None:
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert {name for name in kept if (ROOT / name).exists()} - names == set()
