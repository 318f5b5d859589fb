"""Paths as a person would type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.files.folders import as_typed


@pytest.mark.parametrize(
    ("home", "path", "typed"),
    [
        ("/home/ann", "/home/ann/a.toml", "~/a.toml"),
        ("/home/ann/", "/home/ann/b/a.toml", "~/b/a.toml"),
        ("/home/ann", "/home/ann", "~"),
        ("/home/ann", "/home/anna/a.toml", "/home/anna/a.toml"),
        ("/home/ann", "a.toml", "a.toml"),
        ("/", "/a.toml", "/a.toml"),
        ("/home/ann", "/home/ann/a\x1b[2J.toml", "~/aU+001B[2J.toml"),
        ("/home/ann", "/a\x1b.toml", "/aU+001B.toml"),
    ],
)
def test_a_path_stands_as_it_would_be_typed(
    monkeypatch: pytest.MonkeyPatch, home: str, path: str, typed: str
) -> None:
    monkeypatch.setenv("HOME", home)
    assert as_typed(Path(path)) == typed
