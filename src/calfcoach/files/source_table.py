"""Where a number or a claim comes from, as files say it: the keys of a source, and its reader.

Knows nothing of what the source stands beside.
"""

from __future__ import annotations

from calfcoach.files.fields import Field, ListOf, Table, read_table
from calfcoach.files.problems import Spot, as_written
from calfcoach.files.values import Choice, Text
from calfcoach.frozen import frozen
from calfcoach.source import Source

MARKS = ("own", "article", "read", "secondhand", "consensus", "judgement", "recalled")


SOURCE = Table(
    called="a source",
    fields=(
        Field(name="claim", read=Text(), meaning="what is claimed"),
        Field(name="cite", read=Text(some=True), meaning="who says so", required=True),
        Field(
            name="mark",
            read=Choice(words=MARKS),
            meaning="how well it is known",
            default="own",
        ),
    ),
)


@frozen
class SourceOf:
    """A source: text alone, or a table with what is claimed, who says so, and a mark."""

    def __call__(self, value: object, spot: Spot) -> Source | None:
        """Read one source; text alone is a user's own."""
        if isinstance(value, str):
            cite = Text(some=True)(value, spot)
            return Source(claim="", cite=cite, mark="own") if cite is not None else None
        if not isinstance(value, dict):
            spot.report(
                f"{spot.name} must be text or a table, got {as_written(value)}",
                spot.write('"…"'),
            )
            return None
        values = read_table(value, SOURCE, spot)
        if "cite" not in values:
            return None
        claim, mark = values.get("claim", ""), values.get("mark", "own")
        return Source(claim=claim, cite=values["cite"], mark=mark)


SOURCES = Field(name="sources", read=ListOf(read=SourceOf(), single=True), meaning="who says so")
