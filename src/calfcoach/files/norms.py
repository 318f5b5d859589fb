"""The figures that a person's own are set beside, read from `library/norms.toml`.

Owns the keys of that file. Knows nothing of what is compared with them.
"""

from __future__ import annotations

from functools import cache

from calfcoach.files.document import parse
from calfcoach.files.fields import Field, ListOf, Table, TableOf, read_table
from calfcoach.files.problems import Problem, Spot, error_of
from calfcoach.files.tables import SourceOf
from calfcoach.files.values import Text, Whole
from calfcoach.frozen import frozen
from calfcoach.source import Source

_NAME = "norms.toml"
_PATH = f"{__file__.rpartition('norms')[0]}../library/{_NAME}"  # reports, which are pure, get here


@frozen
class Norms:
    """`stretch_week_s`: seconds of stretch a week for `each` ("each muscle, on each leg").
    `kept_days` of seven keep a week. `sources` are those of both.

    Pain of 0–10 is fine up to `fine_up_to`, to be watched up to `watch_up_to`, and too much above
    it; `pain_sources` are those of these limits."""

    stretch_week_s: float
    each: str
    kept_days: int
    sources: tuple[Source, ...]
    fine_up_to: int
    watch_up_to: int
    pain_sources: tuple[Source, ...]


@cache
def norms() -> Norms:
    """The shipped figures."""
    with open(_PATH, "rb") as file:  # noqa: PTH123  # no pathlib here
        return read_norms(file.read(), _NAME)


def read_norms(data: bytes, where: str) -> Norms:
    """Read a file of figures. Raises CoachError with all its problems."""
    document = parse(data, where)
    problems: list[Problem] = []
    values = read_table(document, _NORMS, Spot(problems=problems))
    if problems:
        raise error_of(problems, document, where)
    stretch, kept, pain = values["stretch_week"], values["kept_week"], values["pain_scale"]
    return Norms(
        stretch_week_s=60.0 * stretch["minutes"],
        each=stretch["each"],
        kept_days=kept["days"],
        sources=(*stretch["sources"], *kept["sources"]),
        fine_up_to=pain["fine_up_to"],
        watch_up_to=pain["watch_up_to"],
        pain_sources=tuple(pain["sources"]),
    )


_SOURCES = Field(
    name="sources", read=ListOf(read=SourceOf(), single=True), meaning="who says so", required=True
)
_STRETCH = Table(
    called="the stretch of a week",
    fields=(
        Field(name="minutes", read=Whole(low=1, high=600), meaning="how many", required=True),
        Field(name="each", read=Text(some=True), meaning="for what", required=True),
        _SOURCES,
    ),
)
_KEPT = Table(
    called="a kept week",
    fields=(
        Field(name="days", read=Whole(low=1, high=7), meaning="days of seven", required=True),
        _SOURCES,
    ),
)
_PAIN = Table(
    called="the pain scale",
    fields=(
        Field(name="fine_up_to", read=Whole(low=0, high=10), meaning="still fine", required=True),
        Field(
            name="watch_up_to", read=Whole(low=0, high=10), meaning="to be watched", required=True
        ),
        _SOURCES,
    ),
)
_NORMS = Table(
    called="the figures",
    fields=(
        Field(
            name="stretch_week",
            read=TableOf(table=_STRETCH),
            meaning="stretch a week",
            required=True,
        ),
        Field(name="kept_week", read=TableOf(table=_KEPT), meaning="a kept week", required=True),
        Field(name="pain_scale", read=TableOf(table=_PAIN), meaning="pain", required=True),
    ),
)
