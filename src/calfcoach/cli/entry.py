"""One entry of the library, a routine or an exercise, with everything that is known of it.

What `calfcoach show` prints, without the parsing of its options.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.cli.cells import Ink
from calfcoach.cli.drawing import pen_for
from calfcoach.cli.surroundings import Surroundings, talk, tell, tell_json
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog, beside_hint, is_path
from calfcoach.files.fields import is_id
from calfcoach.files.problems import did_you_mean, visible
from calfcoach.frozen import frozen
from calfcoach.model import Exercise, Routine
from calfcoach.source import Source
from calfcoach.terms import Level, Origin, Side

if TYPE_CHECKING:
    from calfcoach.cli.pictures import Easel


@frozen
class Wanted:
    """What of a routine or an exercise is to be shown, and how. `level` is None where none was
    given."""

    level: Level | None = None
    side: Side = Side.BOTH
    within_s: float | None = None
    sources: bool = False
    script: bool = False
    pictures: bool = False
    svg: bool = False
    ascii: bool = False
    json: bool = False


def show_entry(
    around: Surroundings, name: str, wanted: Wanted, *, exercise_only: bool = False
) -> None:
    """Print the routine of a name or path, else the exercise. Raises `CoachError` for a name
    that is neither."""
    _refuse_two(wanted)
    catalog = Catalog(around.folders)
    for problem in catalog.folder_errors():
        warn(problem, accessible=around.accessible)
    match _find(name, catalog, exercise_only=exercise_only):
        case Routine() as routine:
            if name in catalog.exercise_names():
                talk(f"hint: `calfcoach show {name} --exercise` shows the exercise of that name")
            _show_routine(routine, around, wanted)
        case found:
            _show_exercise(found, around, wanted)


# ---------------------------------------------------------------------------- finding


def _find(name: str, catalog: Catalog, *, exercise_only: bool) -> Routine | Exercise:
    """The routine of a name or path, else the exercise of that name; `routine/exercise` is one
    that is written in a routine's file, unless there is a file of that path."""
    inline = _inline(name, catalog)
    if inline is not None:
        return inline
    if exercise_only:
        return catalog.exercise(name)
    names = catalog.names()
    if name in names or is_path(name):
        return catalog.routine(name)
    exercises = catalog.exercise_names()
    if name in exercises:
        return catalog.exercise(name)
    near = did_you_mean(name, [*names, *exercises])
    raise catalog.misnamed(name) or CoachError(
        f"no routine or exercise is called `{visible(name[:64])}`",
        hint=beside_hint(name)
        or f"{near} `calfcoach list` and `calfcoach exercises` show them all".strip(),
    )


def _inline(name: str, catalog: Catalog) -> Exercise | None:
    routine_id, slash, exercise_id = name.partition("/")
    if not slash or not is_id(exercise_id) or routine_id not in catalog.names():
        return None
    if Path(name).exists():
        return None
    steps = catalog.routine(routine_id).each_step()
    known = {step.exercise.id: step.exercise for step in steps if step.exercise.id == name}
    return known.get(name)


# ---------------------------------------------------------------------------- showing


def _show_routine(routine: Routine, around: Surroundings, wanted: Wanted) -> None:
    from calfcoach.cli.documents import routine_document
    from calfcoach.cli.routine_outline import routine_lines, routine_sentences
    from calfcoach.shorten import shortened
    from calfcoach.timeline import Options, compile_routine

    _refuse_svg(routine, wanted)
    options = Options(
        level=wanted.level or around.settings.level,
        side=wanted.side,
        accessible=around.accessible,
    )
    if wanted.within_s is not None:
        routine = shortened(routine, options, wanted.within_s)
    timeline = compile_routine(routine, options)
    if wanted.json:
        tell_json("routine", routine_document(timeline, options, wanted.within_s))
        return
    easel = _easel(around, wanted) if wanted.pictures else None
    if easel is not None:
        from calfcoach.cli.picture_sheet import strip_lines

        _tell(strip_lines(routine, options, easel))
    elif wanted.script:
        from calfcoach.cli.routine_script import script_lines, script_sentences

        spoken = around.accessible
        _tell(script_sentences(timeline) if spoken else script_lines(timeline, around.room))
    elif pen := pen_for(around):
        from calfcoach.cli.routine_table import routine_table

        _tell(routine_table(timeline, options, wanted.within_s, pen))
    else:
        outline = routine_sentences if around.accessible else routine_lines
        _tell(outline(timeline, options, wanted.within_s))
    if wanted.sources:
        _tell_sources(routine.sources, around)


def _show_exercise(exercise: Exercise, around: Surroundings, wanted: Wanted) -> None:
    from calfcoach.cli.documents import exercise_document
    from calfcoach.cli.exercise_outline import (
        exercise_drawn,
        exercise_lines,
        exercise_sentences,
    )

    _refuse_routine_options(exercise, wanted)
    if wanted.json:
        tell_json("exercise", exercise_document(exercise))
        return
    if wanted.svg:
        from calfcoach.cli.exercise_svg import svg_lines

        _tell(svg_lines(exercise, wanted.side))
        return
    origin = _origin(exercise, around)
    if pen := pen_for(around):
        from calfcoach.cli.pictures import easel_for

        easel = easel_for(around, ascii=wanted.ascii)
        side, level = wanted.side, wanted.level
        _tell(exercise_drawn(exercise, pen, origin=origin, side=side, level=level, easel=easel))
    else:
        outline = exercise_sentences if around.accessible else exercise_lines
        _tell(outline(exercise, origin=origin, side=wanted.side, level=wanted.level))
    if wanted.sources:
        _tell_sources(exercise.sources, around)


def _refuse_two(wanted: Wanted) -> None:
    """What is printed is one thing: a document, a picture, or a text."""
    forms = ("--json", wanted.json), ("--svg", wanted.svg), ("--pictures", wanted.pictures)
    given = [option for option, there in (*forms, ("--script", wanted.script)) if there]
    if len(given) > 1:
        raise CoachError(
            f"`{given[0]}` and `{given[1]}` contradict each other",
            hint=f"leave out {given[0]} or {given[1]}",
            exit_code=2,
        )


def _refuse_routine_options(exercise: Exercise, wanted: Wanted) -> None:
    for option, given, does in (
        ("--for", wanted.within_s is not None, "shortens routines"),
        ("--script", wanted.script, "writes out routines"),
        ("--pictures", wanted.pictures, "shows the steps of routines"),
    ):
        if given:
            raise CoachError(
                f"`{option}` {does}, and `{exercise.id}` is an exercise",
                hint=f"leave out {option}",
                exit_code=2,
            )


def _refuse_svg(routine: Routine, wanted: Wanted) -> None:
    if wanted.svg:
        raise CoachError(
            f"`--svg` draws exercises, and `{routine.id}` is a routine",
            hint="write the name of one of its exercises; --pictures shows all its steps",
            exit_code=2,
        )


def _easel(around: Surroundings, wanted: Wanted) -> Easel | None:
    from calfcoach.cli.pictures import easel_for, only_words

    easel = easel_for(around, ascii=wanted.ascii)
    if easel is None:
        only_words(around)
    return easel


def _origin(exercise: Exercise, around: Surroundings) -> str:
    from calfcoach.cli.origins import place_of_exercise

    place = place_of_exercise(exercise, around.folders)
    match exercise.origin:
        case Origin.SHIPPED:
            return "It comes with CalfCoach" if around.accessible else "shipped"
        case Origin.INLINE:
            return f"It is written in {place}" if around.accessible else place
        case Origin.USER | Origin.FILE:
            return f"It is yours, in {place}" if around.accessible else f"yours, {place}"


def _tell_sources(sources: tuple[Source, ...], around: Surroundings) -> None:
    from calfcoach.cli.claims import source_lines

    lines = source_lines(sources, accessible=around.accessible)
    if around.accessible:
        _tell(lines or ["No sources are given."])
        return
    told = ["sources", *(lines or ["  none are given"])]
    if pen := pen_for(around):
        heading, *below = told
        told = pen.text(heading, ink=Ink.HEADING)
        for line in below:
            told += pen.text(line.lstrip(), indent=len(line) - len(line.lstrip()))
    _tell(["", *told])


def _tell(lines: list[str]) -> None:
    for line in lines:
        tell(line)
