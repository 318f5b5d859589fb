"""Routine files as files: copied, found, and the schema by which editors know them.

What `calfcoach routine copy`, `path` and `schema` do, without the parsing of their options.
"""

from __future__ import annotations

from pathlib import Path

from calfcoach.cli.new_file import NewFile
from calfcoach.cli.routine_reading import (
    file_of,
    folder_problem,
    library_of,
    own_file,
    read_text,
)
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.errors import CoachError
from calfcoach.files.catalog import is_path
from calfcoach.files.folders import (
    as_typed,
    make_private,
    read_bytes,
    refuse_link_out_of_folder,
    shipped_routines,
)
from calfcoach.files.problems import visible

SCHEMA_NAME = "routine.schema.json"


def copy_routine(around: Surroundings, name: str, new_name: str, *, force: bool) -> None:
    """Copy a routine, by name or path, into the user's folder. CoachError for one that cannot be
    read as a routine: what is broken is not multiplied."""
    source = file_of(around.folders, name)
    where = as_typed(source)
    target = own_file(around.folders, new_name or source.name.removesuffix(".toml"))
    if not new_name and not is_path(name) and source.parent != shipped_routines():
        raise CoachError(
            f"`{name}` is yours already",
            where=where,
            hint=f"name the copy: calfcoach routine copy {name} {name}-2",
            exit_code=2,
        )
    data = read_bytes(source, where, pipe_ok=is_path(name))
    read_text(data, target.name.removesuffix(".toml"), where, library_of(around))
    save(target, data, force=force)
    written = as_typed(target)
    copied = target.name.removesuffix(".toml")
    tell(f"Copied to {written}." if around.accessible else f"copied to {written}")
    if (shipped_routines() / target.name).is_file():
        talk(f"It stands in the place of the shipped {copied} from now on.")
    talk(f"To change it: calfcoach routine edit {copied}")


def save(target: Path, data: bytes, *, force: bool) -> None:
    """Write a routine of the user's, whole or not at all. CoachError where there is one already
    and `force` was not given, and where a link leads out of the folder."""
    make_own(target.parent)
    refuse_link_out_of_folder(target, as_typed(target), done="written")
    with NewFile(target, replace=force) as file:
        file.write(data)


def make_own(folder: Path) -> None:
    """Make a folder of the user's where it is missing. CoachError with what stands in its place,
    and where it cannot be made."""
    if problem := folder_problem(folder):
        raise problem
    make_private(folder)


def tell_path(around: Surroundings, name: str) -> None:
    """Print the folder of the user's routines, or the file of one routine. The folder is there
    from then on: what is written or copied to the printed path never takes its place."""
    if not name:
        folder = around.folders.config / "routines"
        make_own(folder)
        tell(visible(str(folder)))
        return
    tell(visible(str(file_of(around.folders, name).absolute())))


def write_schema(around: Surroundings, output: str, *, force: bool) -> None:
    """Print the schema, or write it to a file or into a folder."""
    from calfcoach.files.schema import schema_text

    text = schema_text()
    if output == "-":
        tell(text.rstrip("\n"))
        return
    path = Path(output)
    if path.is_dir():
        path /= SCHEMA_NAME
    with NewFile(path, replace=force) as file:
        file.write(text.rstrip("\n").encode("utf-8") + b"\n")
    written = as_typed(path)
    tell(f"Written to {written}." if around.accessible else f"written to {written}")
    talk(f"The first line of a routine that uses it: #:schema ./{visible(path.name)}")
