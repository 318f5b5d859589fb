"""Pictures of shipped exercises, read when one is shown: most commands show none, and a picture
takes as long to read as the rest of its exercise.

Owns where a file is parted. Users' files are read as a whole, so that what is wrong in a picture
is told before a session, not in it.
"""

from __future__ import annotations

import re

from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.files.fields import read_table
from calfcoach.files.problems import Problem, Spot, error_of
from calfcoach.frozen import frozen
from calfcoach.terms import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.figure.model import Figure

_BEGINS = b"\n[picture]\n"
_OTHER_TABLE = re.compile(rb"^\[(?!\[picture\.pose\]\])", re.MULTILINE)


@frozen
class Unread:
    """A file in two: all that is before its picture, and the picture."""

    before: bytes
    picture: bytes
    where: str

    def of(self, kind: Kind) -> LateFigure:
        """The figure, still to be read, of an exercise of this kind."""
        return LateFigure(self, kind)


class LateFigure:
    """Reads a figure when it is called first. Equal where the file says the same."""

    __slots__ = ("_figure", "_unread", "kind")

    def __init__(self, unread: Unread, kind: Kind) -> None:
        self._unread, self.kind = unread, kind
        self._figure: Figure | None = None

    def __call__(self) -> Figure:
        """The figure. Raises CoachError with all problems of the picture."""
        if self._figure is None:
            from calfcoach.files.ready import ready_figure  # late: it imports this

            unread, kind = self._unread, self.kind
            self._figure = ready_figure(unread.picture, kind) or read_figure(unread, kind)
        return self._figure

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LateFigure):
            return NotImplemented
        return (self._unread, self.kind) == (other._unread, other.kind)

    def __hash__(self) -> int:
        return hash((self._unread, self.kind))


def unread_picture(data: bytes, where: str) -> Unread | None:
    """The file in two; None where it has no picture, or one with other tables below it."""
    before, begins, picture = data.partition(_BEGINS)
    if not begins or _OTHER_TABLE.search(picture):
        return None
    return Unread(before=before + b"\n", picture=begins[1:] + picture, where=where)


def read_figure(unread: Unread, kind: Kind) -> Figure:
    """The figure from its file. CoachError with its problems at their lines in the whole file."""
    from calfcoach.files.picture import PICTURE, figure_of

    where = unread.where
    document = parse(b"\n" * unread.before.count(b"\n") + unread.picture, where)
    problems: list[Problem] = []
    spot = Spot(problems=problems).at("picture")
    try:
        figure = figure_of(read_table(document["picture"], PICTURE, spot), kind, spot)
    except CoachError as stopped:
        raise error_of(problems, document, where, stopped) from None
    if figure is None:
        raise error_of(problems, document, where)
    return figure
