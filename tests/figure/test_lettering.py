from __future__ import annotations

import pytest

from calfcoach.figure.lettering import Lettering
from calfcoach.figure.stroke import Weight


def cells(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[int, int]]:
    letters = Lettering(12, 12)
    letters.line(start, end, Weight.THIN)
    rows = [list(row) for row in letters.texts()]
    return [(x, y) for y, row in enumerate(rows) for x, (char, _) in enumerate(row) if char != " "]


@pytest.mark.parametrize("far", [1.2, 2.4, 3.49, 5.45, 7.3])
@pytest.mark.parametrize("at", [0.0, 0.3, 0.55, 0.95])
def test_a_line_has_no_holes_however_long_and_wherever_it_is(far: float, at: float) -> None:
    down = [y for _, y in cells((4.5, at), (5.5, at + far))]
    across = [x for x, _ in sorted(cells((at, 4.5), (at + far, 5.5)))]

    for places in (down, across):
        assert sorted(set(places)) == list(range(min(places), max(places) + 1))
