"""The picture of a card: a figure as exercises have it, and words at some of its heights.

Owns the keys of those words. Knows nothing of how they are placed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calfcoach.figure.model import Figure
from calfcoach.files.fields import Field, ListOf, Table, TableOf
from calfcoach.files.picture import PICTURE, figure_of
from calfcoach.files.problems import Spot, as_written
from calfcoach.files.values import TITLE_CHARS, Text
from calfcoach.frozen import frozen


@frozen
class Label:
    """Words beside a figure. `at` is how far down in its box, from 0 to 1."""

    at: float
    say: str


@frozen
class Height:
    """How far down in the box of a figure."""

    def __call__(self, value: object, spot: Spot) -> float | None:
        """Read a number from 0 to 1."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and 0 <= value <= 1:  # type: ignore[operator]  # it is a number
            return float(value)  # type: ignore[arg-type]
        spot.report(
            f"{spot.name} must be a number from 0 to 1, got {as_written(value)}", spot.write("0.5")
        )
        return None


_LABEL = Table(
    called="a label",
    fields=(
        Field(name="at", read=Height(), meaning="how far down it stands", required=True),
        Field(
            name="say",
            read=Text(chars=TITLE_CHARS, some=True),
            meaning="what is there",
            required=True,
        ),
    ),
)
FIELDS = (
    Field(name="picture", read=TableOf(table=PICTURE), meaning="a drawing, as of an exercise"),
    Field(
        name="labels",
        read=ListOf(read=TableOf(table=_LABEL), example='[{ at = 0.5, say = "…" }]'),
        meaning="words beside the drawing",
    ),
    Field(name="caption", read=Text(some=True), meaning="what the drawing shows"),
)


def take_picture(values: dict[str, Any], spot: Spot) -> Figure | None:
    """The figure of what was read, taken out of `values`; None where there is none, or after
    problems, which are added."""
    raw = values.pop("picture", None)
    if raw is None:
        for name in ("labels", "caption"):
            if name in values:
                spot.at(name).report(f"`{name}` belongs to a picture", "write [picture] at the end")
        return None
    if not values.get("caption"):
        spot.at("picture").report("`picture` has no caption", 'write caption = "…"')
    return figure_of(raw, None, spot.at("picture"))


def labels_of(values: Mapping[str, Any]) -> tuple[Label, ...]:
    """The labels of what was read without problems, from the top down."""
    labels = [Label(**one) for one in values.get("labels", ())]
    return tuple(sorted(labels, key=lambda label: label.at))
