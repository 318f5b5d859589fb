"""`calfcoach exercises`: the exercises of the library and the user's own, filtered."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.app import surroundings_of
from calfcoach.cli.documents import exercise_document
from calfcoach.cli.filter_options import AsJson, KindOption, Muscle, NoEquipment, Seated, Words
from calfcoach.cli.filters import check_muscle, read_filters
from calfcoach.cli.origins import exercise_origin, place_of_exercise
from calfcoach.cli.surroundings import Surroundings, columns, fitted, talk, tell, tell_json
from calfcoach.cli.trouble import warn
from calfcoach.files.catalog import Catalog
from calfcoach.model import Exercise, Level, Origin

app = typer.Typer(add_completion=False)

_NARROW_DROP = (4, 3, 5, 6, 2)  # muscles, equipment, from, dose, place
_HEADER = ("name", "kind", "place", "equipment", "muscles", "from", "dose", "title")


@app.command(epilog="Example: calfcoach exercises --kind stretch --muscle soleus")
def exercises(
    context: typer.Context,
    no_equipment: NoEquipment = False,
    seated: Seated = False,
    muscle: Muscle = "",
    kind: KindOption = "",
    words: Words = "",
    json: AsJson = False,
) -> None:
    """List the exercises: kind, place, equipment, muscles, usual dose."""
    around = surroundings_of(context)
    filters = read_filters(
        no_equipment=no_equipment, seated=seated, muscle=muscle, kind=kind, words=words
    )
    found, problems = Catalog(around.folders).exercises()
    for problem in problems:
        warn(problem)
    if filters.muscle:
        check_muscle(filters.muscle, found)
    _print([one for one in found if filters.fit_exercise(one)], around, as_json=json)


def _print(found: Sequence[Exercise], around: Surroundings, *, as_json: bool) -> None:
    """JSON: `exercises`, a list of documents as `documents.exercise_document` makes them."""
    if as_json:
        tell_json("exercises", {"exercises": [exercise_document(one) for one in found]})
    elif around.accessible:
        for one in found:
            tell(_sentence(one))
    else:
        for line in _columns(found, around):
            tell(line)
    if not found:
        talk("No exercise fits these filters: `calfcoach exercises` shows them all.")


def _columns(found: Sequence[Exercise], around: Surroundings) -> list[str]:
    if not found:
        return []
    rows = [_HEADER, *(_row(one) for one in found)]
    own = [one for one in found if one.origin is not Origin.SHIPPED]
    footer = [f"{one.id} is yours: {place_of_exercise(one, around.folders)}" for one in own]
    return [*columns(fitted(rows, around.room, _NARROW_DROP)), *([""] if footer else []), *footer]


def _row(one: Exercise) -> tuple[str, ...]:
    return (
        one.id,
        one.kind.value,
        one.place.value,
        ", ".join(one.equipment) or "none",
        ", ".join(one.muscles) or "not named",
        exercise_origin(one),
        _dose(one, accessible=False) or "none of its own",
        one.title,
    )


def _dose(one: Exercise, *, accessible: bool) -> str:
    dose = one.dose(Level.DEFAULT)
    return "" if dose is None else phrases.dose(dose, accessible=accessible)


def _sentence(one: Exercise) -> str:
    told = (
        f"{one.id}: {one.title}",
        one.kind.value,
        f"for {script.joined(one.muscles)}" if one.muscles else "",
        script.at_place(one.place),
        f"equipment {script.joined(one.equipment)}" if one.equipment else "no equipment",
        _dose(one, accessible=True),
        "yours" if one.origin is not Origin.SHIPPED else "",
    )
    return ", ".join(part for part in told if part) + "."
