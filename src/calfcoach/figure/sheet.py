"""A contact sheet: several figures with their names, as one SVG.

Owns how they are laid out. Knows nothing of exercises.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.figure.model import Figure
from calfcoach.figure.shapes import frame
from calfcoach.figure.svg import TEXT, UNIT, body, escaped
from calfcoach.terms import Side

_GAP = 24.0
_NAME = 28.0  # the height of a line with a name
_NAME_CHARS = 34  # as many as go below a figure


def sheet(entries: Sequence[tuple[str, Figure]], columns: int, *, side: Side = Side.RIGHT) -> str:
    """Figures in rows of `columns`, each in its last pose over its name, as a document."""
    columns = max(1, min(columns, len(entries) or 1))
    rows = -(-len(entries) // columns)
    wide, high = columns * (UNIT + _GAP) + _GAP, rows * (UNIT + _NAME + _GAP) + _GAP
    cells = "".join(
        _cell(name, figure, index % columns, index // columns, side)
        for index, (name, figure) in enumerate(entries)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">\n'
        f"<title>Pictures of {len(entries)} exercises</title>\n{cells}</svg>\n"
    )


def _cell(name: str, figure: Figure, column: int, row: int, side: Side) -> str:
    """One figure, in the middle of its place and on the same line as its neighbours."""
    whole = frame(figure, side)
    left = _GAP + column * (UNIT + _GAP)
    top = _GAP + row * (UNIT + _NAME + _GAP)
    right_by = left + UNIT / 2 - (whole.left + whole.right) / 2 * UNIT
    down_by = top + UNIT - whole.bottom * UNIT
    shown = name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1]}…"
    label = (
        f'<text x="{left + UNIT / 2:.1f}" y="{top + UNIT + _NAME - 8:.1f}" {TEXT}>'
        f"{escaped(shown)}</text>\n"
    )
    place = f'<g transform="translate({right_by:.1f} {down_by:.1f})">'
    return f"{place}\n{body(figure, side=side, at=len(figure.poses) - 1)}</g>\n{label}"
