"""The list of exercises, as columns, as sentences and as JSON.

Owns what `calfcoach exercises` says; imports neither Typer nor Rich, so that it can be printed
before either is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calfcoach.cli.filters import Filters, check_muscle
from calfcoach.cli.listed import (
    SHIPPED,
    ListedExercise,
    exercise_documents,
    goals_by_exercise,
    listed_exercises,
    warn_of,
)
from calfcoach.cli.surroundings import Surroundings, columns, fitted, talk, tell, tell_json
from calfcoach.files.catalog import Catalog

_NARROW_DROP = (4, 3, 5, 6, 2)  # muscles, equipment, from, dose, place
_HEADER = ("name", "kind", "place", "equipment", "muscles", "from", "dose", "title")
_DROP = (5, 4, 3, 6, 2)  # the footer says which are the user's own, so that goes first


def show_exercises(
    around: Surroundings,
    filters: Filters,
    *,
    as_json: bool,
    pictures: bool = False,
    ascii: bool = False,  # noqa: A002 - what the option is called
) -> None:
    """Print the exercises that are meant, with `pictures` as pictures where a terminal shows them;
    broken files are named on stderr and stop nothing. JSON: `exercises`, a list of documents as
    `documents.exercise_document` makes them. Raises `CoachError` for an unknown muscle."""
    catalog = Catalog(around.folders)
    found, problems = listed_exercises(catalog, around)
    warn_of(problems, around)
    if filters.muscle:
        check_muscle(filters.muscle, (name for one in found for name in one.muscles))
    goals: Mapping[str, set[str]] = {}
    if filters.goal:
        goals, problems = goals_by_exercise(catalog)
        warn_of(problems, around)
    meant = [one for one in found if filters.fit_exercise(one, goals=goals.get(one.id, ()))]
    if meant and pictures and not as_json and _shown(meant, catalog, around, ascii=ascii):
        return
    if as_json:
        documents = exercise_documents(catalog, [one.id for one in meant])
        tell_json("exercises", {"exercises": documents})
    else:
        for line in _lines(meant, around):
            tell(line)
    if not meant:
        talk("No exercise fits these filters: `calfcoach exercises` shows them all.")


def _shown(
    meant: Sequence[ListedExercise],
    catalog: Catalog,
    around: Surroundings,
    *,
    ascii: bool,  # noqa: A002 - what the option is called
) -> bool:
    """Print them as pictures; False, and why, where only words can be shown."""
    from calfcoach.cli.picture_sheet import sheet_lines
    from calfcoach.cli.pictures import easel_for, only_words

    easel = easel_for(around, ascii=ascii)
    if easel is None:
        only_words(around)
        return False
    for line in sheet_lines([catalog.exercise(one.id) for one in meant], easel):
        tell(line)
    return True


def _lines(meant: Sequence[ListedExercise], around: Surroundings) -> list[str]:
    """The list in the form that is wanted; nothing where nothing fits."""
    if around.accessible or not meant:
        return [_sentence(one) for one in meant]
    rows = [_row(one) for one in meant]
    listed = _table(rows, around) or columns(fitted([_HEADER, *rows], around.room, _NARROW_DROP))
    footer = [f"{one.id} is yours: {one.place}" for one in meant if one.source != SHIPPED]
    return [*listed, *([""] if footer else []), *footer]


def _table(rows: Sequence[Sequence[str]], around: Surroundings) -> list[str]:
    """The list as a table on a terminal; nothing where plain lines are wanted."""
    if not around.stdout_is_terminal:
        return []
    from calfcoach.cli.cells import Column, Ink  # late: a pipe does without
    from calfcoach.cli.drawing import pen_for

    layout = (
        Column(heading="name", ink=Ink.STRONG),
        Column(heading="kind"),
        Column(heading="place", spare=True),
        Column(heading="equipment", least=14, spare=True),
        Column(heading="muscles", least=16, spare=True),
        Column(heading="from", spare=True),
        Column(heading="dose", least=30, spare=True),
        Column(heading="title", least=16),
    )
    pen = pen_for(around)
    return pen.table(layout, rows, drop=_DROP, lead=2) if pen else []


def _row(one: ListedExercise) -> tuple[str, ...]:
    return (
        one.id,
        one.kind,
        one.place_of_work,
        ", ".join(one.equipment) or "none",
        ", ".join(one.muscles) or "not named",
        one.source,
        one.dose or "none of its own",
        one.title,
    )


def _sentence(one: ListedExercise) -> str:
    yours = "" if one.source == SHIPPED else ", yours"
    return f"{one.id}: {one.title}, {one.said}{yours}."
