from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from terminal import person

pytestmark = pytest.mark.tty


def test_a_long_import_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    last = date(2020, 1, 1)
    days = (last - timedelta(days=number % 9_000) for number in range(10_000))
    path.write_text("\n".join(["date", *map(str, days)]) + "\n", encoding="utf-8")
    with person("import", str(path), "--routine", "daily", "--dry-run") as one:
        one.sees("10,000 entries are read.")
        one.sees("All are read. Now they are compared with the history.")
