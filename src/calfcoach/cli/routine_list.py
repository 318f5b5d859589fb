"""The list of routines, as a table, as columns, as sentences and as JSON.

Owns what `calfcoach list` says; imports neither Typer nor Rich, so that a plain list can be
printed before either is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.cli.filters import SEATED_PLACES, Filters, check_muscle
from calfcoach.cli.listed import (
    SHIPPED,
    ListedExercise,
    ListedRoutine,
    listed_exercises,
    listed_routines,
    warn_of,
)
from calfcoach.cli.surroundings import Surroundings, columns, fitted, talk, tell, tell_json
from calfcoach.files.catalog import Catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NARROW_DROP = (2, 5, 3, 4)  # on a narrow terminal: times, needs, goal, from
_HEADER = ("name", "length", "times", "goal", "from", "needs", "title")
_DROP = (4, 2, 5, 3)  # the footer says which are the user's own, so that goes first


def show_routines(around: Surroundings, filters: Filters, *, as_json: bool) -> None:
    """Print the routines that are meant; broken files are named on stderr and stop nothing.

    JSON: `level` and `routines`, a list with, for each: `id`, `title`, `summary`, `goal`,
    `tags`, `per_day`, `days` (a number a week or a list of names), `total_s` (seconds), `up_to`
    (whether `total_s` is only the most it can take), `places`, `equipment`, `kinds`, `muscles`,
    `origin` ("shipped" or "user") and `path`. Raises `CoachError` for an unknown muscle.
    """
    catalog = Catalog(around.folders)
    found, problems = listed_routines(catalog, around)
    warn_of(problems, around)
    if filters.muscle:
        known: list[ListedRoutine | ListedExercise] = [*found]
        known += listed_exercises(catalog, around)[0]
        check_muscle(filters.muscle, (name for one in known for name in one.muscles))
    meant = [one for one in found if filters.fit_routine(one)]
    if as_json:
        routines = [_document(one) for one in meant]
        tell_json("list", {"level": around.settings.level.value, "routines": routines})
    else:
        for line in _lines(meant, around):
            tell(line)
    _remark(meant, filters)


def _lines(meant: Sequence[ListedRoutine], around: Surroundings) -> list[str]:
    """The list in the form that is wanted; nothing where nothing fits."""
    if around.accessible or not meant:
        return [_sentence(one) for one in meant]
    listed = _table(meant, around) or _columns(meant, around.room)
    footer = [f"{one.id} is yours: {one.place}" for one in meant if one.origin != SHIPPED]
    return [*listed, *([""] if footer else []), *footer]


def _table(meant: Sequence[ListedRoutine], around: Surroundings) -> list[str]:
    """The list as a table on a terminal; nothing where plain lines are wanted."""
    if not around.stdout_is_terminal:
        return []
    from calfcoach.cli.cells import Column, Ink  # late: a pipe does without
    from calfcoach.cli.drawing import pen_for

    layout = (
        Column(heading="name", ink=Ink.STRONG),
        Column(heading="length"),
        Column(heading="times", least=14),
        Column(heading="goal"),
        Column(heading="from", spare=True),
        Column(heading="needs", least=18),
        Column(heading="title", least=12),
    )
    pen = pen_for(around)
    return pen.table(layout, [_row(one) for one in meant], drop=_DROP, lead=2) if pen else []


def _columns(meant: Sequence[ListedRoutine], room: int | None) -> list[str]:
    rows = [_HEADER, *(_row(one) for one in meant)]
    return columns(fitted(rows, room, _NARROW_DROP))


def _row(one: ListedRoutine) -> tuple[str, ...]:
    return (one.id, one.length, one.times, one.goal, one.source, one.needs, one.title)


def _sentence(one: ListedRoutine) -> str:
    told = (
        f"{one.id}: {one.title}",
        one.length,
        one.times_said,
        f"goal {one.goal}",
        f"with {one.needs_said}",
        "" if one.origin == SHIPPED else f"yours, in {one.place}",
    )
    return ", ".join(part for part in told if part) + "."


def _document(one: ListedRoutine) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "summary": one.summary,
        "goal": one.goal,
        "tags": one.tags,
        "per_day": one.per_day,
        "days": one.days,
        "total_s": one.total_s,
        "up_to": one.up_to,
        "places": one.places,
        "equipment": one.equipment,
        "kinds": one.kinds,
        "muscles": one.muscles,
        "origin": one.origin,
        "path": one.path,
    }


def _remark(meant: Sequence[ListedRoutine], filters: Filters) -> None:
    if not meant:
        talk("No routine fits these filters: `calfcoach list` shows them all.")
    elif filters.seated and any(
        place not in SEATED_PLACES for one in meant for place in one.places
    ):
        talk("Where a step is not done sitting, `calfcoach show EXERCISE` tells its seated form.")
