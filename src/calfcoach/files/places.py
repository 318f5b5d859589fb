"""A place in a file: its line and column, what a reader calls it, and the line itself.

Owns the error that carries one. Knows no keys, and not how a place is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.errors import CoachError
from calfcoach.frozen import frozen

_BESIDE_CHARS = 300  # of a line on each side of a place; a line may have a mebibyte
_TOML_FILE = r"\.toml(?=  )"


@frozen
class Place:
    """Line and column, both from 1, columns in characters. `called` is the step or table in which
    it is, or nothing. `before` and `after` are the line up to the column and from there on, each
    shortened to 300 characters with … in the place of the rest. They are as they stand in the
    file: whatever is shown of them has to be made harmless first.
    """

    file: str
    line_no: int
    column: int
    called: str = ""
    before: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """The place as it stands in an error: mine.toml:9:8  step 2 (soleus-stretch)."""
        return f"{self.file}:{self.line_no}:{self.column}" + (self.called and f"  {self.called}")


class PlacedError(CoachError):
    """A problem whose line is known. `where` is the place in words."""

    def __init__(
        self,
        message: str,
        *,
        place: Place,
        hint: str = "",
        others: tuple[CoachError, ...] = (),
    ) -> None:
        super().__init__(message, where=place.words, hint=hint, others=others)
        self.place = place


def place_at(text: str, offset: int, where: str, called: str = "") -> Place:
    """The place of a character of a file. `where` is the file as the user would type it; a part
    of it may be named behind its ending and two spaces (mine.toml  stage 2)."""
    import re  # late, as what follows: only an error needs it

    from calfcoach.files.positions import line_and_column

    if found := re.search(_TOML_FILE, where):
        named = where[found.end() + 2 :]
        where = where[: found.end()]
        called = ", ".join(filter(None, (named, called)))
    line_no, column = line_and_column(text, offset)
    end = text.find("\n", offset)
    start = offset - column + 1
    before = text[max(start, offset - _BESIDE_CHARS) : offset]
    after = text[offset : len(text) if end < 0 else end].removesuffix("\r")
    if len(before) < offset - start:
        before = f"…{before}"
    if len(after) > _BESIDE_CHARS:
        after = f"{after[:_BESIDE_CHARS]}…"
    return Place(
        file=where, line_no=line_no, column=column, called=called, before=before, after=after
    )


def joined(errors: Sequence[CoachError]) -> CoachError:
    """Several problems as one error, the first in front with all that it carries. There must be
    at least one; they are taken as single problems, without those that travel in `others`."""
    first, rest = errors[0], tuple(errors[1:])
    if isinstance(first, PlacedError):
        return PlacedError(first.message, place=first.place, hint=first.hint, others=rest)
    return CoachError(first.message, where=first.where, hint=first.hint, others=rest)
