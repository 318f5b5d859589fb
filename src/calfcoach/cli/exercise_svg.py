"""The picture of an exercise as an SVG document.

Owns which leg it shows and what stands in its title. How a figure is drawn is `figure`'s.
"""

from __future__ import annotations

from calfcoach.cli.exercise_outline import working
from calfcoach.cli.pictures import leg
from calfcoach.errors import CoachError
from calfcoach.figure.svg import svg
from calfcoach.model import Exercise
from calfcoach.terms import Side


def svg_lines(exercise: Exercise, side: Side) -> list[str]:
    """The document, of the leg that the words of `show` name; asked for by its option, so in a
    pipe and in accessible form too. CoachError for an exercise without a picture."""
    figure = exercise.picture
    if figure is None:
        raise CoachError(
            f"`{exercise.id}` has no picture",
            hint=f"`calfcoach show {exercise.id}` says in words how it is done",
        )
    shown = working(side)
    title = ", ".join(text for text in (exercise.title, leg(exercise, shown)) if text)
    return svg(figure, side=shown, title=title).splitlines()
