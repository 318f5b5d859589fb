"""How tables are read: declared keys drive the reading and every error of it.

Owns what a field and a table of fields are, and the readers made of other readers. Knows no
single key: those are declared in `tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from calfcoach.files.problems import (
    Spot,
    as_written,
    did_you_mean,
    listed,
    nearest,
    visible,
    visible_name,
)
from calfcoach.files.values import Reader
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_CHARS = 64
# Windows opens the device, whatever the folder and the ending
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{no}" for port in ("com", "lpt") for no in range(10))]
)


@frozen
class Field:
    """One key of a table: how its value is read, and what it means in a few words.

    `missing` is the hint where a required key is not there; without one, how to write text.
    `default` is what a file could say instead of leaving the key out, `otherwise` the same in
    words where it hangs on something else. Both only describe: the model has the defaults.
    """

    name: str
    read: Reader
    meaning: str
    required: bool = False
    missing: str = ""
    default: bool | int | str | tuple[str, ...] | None = None
    otherwise: str = ""


@frozen
class Table:
    """The keys of one kind of table; `called` is what a reader calls it ("a step").

    `elsewhere` lists keys that are often written here by mistake, and where they belong;
    `meant` keys that are none, each with those of the table that may be meant.
    """

    called: str
    fields: tuple[Field, ...]
    elsewhere: tuple[tuple[tuple[str, ...], str], ...] = ()
    meant: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    def names(self) -> tuple[str, ...]:
        """The keys, in the order in which they are explained."""
        return tuple(field.name for field in self.fields)


def is_id(text: str) -> bool:
    """Whether text can be the name of a routine or an exercise, and so of a file: ID, and none of
    DEVICES."""
    fits = len(text) <= ID_CHARS and text.isascii() and text == text.lower()
    return fits and all(map(str.isalnum, text.split("-"))) and text not in DEVICES


def id_rule(text: str) -> str:
    """What to do about text that is no such name."""
    if text.lower() in DEVICES:
        return f"choose another: `{text.lower()}` is a device on Windows"
    return f"use lower-case letters, digits and single hyphens, at most {ID_CHARS} characters"


def read_table(raw: Mapping[str, object], table: Table, spot: Spot) -> dict[str, Any]:
    """Read every key of a table; keys that are unknown, missing or wrong become problems.

    The result holds only what could be read.
    """
    values: dict[str, Any] = {}
    names = table.names()
    meant: set[str] = set()
    for key in raw:
        if key not in names:
            message = f"`{visible_name(key[:ID_CHARS])}` is not a key of {table.called}"
            hint = _header_meant(key, raw[key], table) or _where_it_belongs(key, table)
            meant.update(name for name in names if hint.endswith((f" `{name}`?", f"{name}]]?")))
            spot.at(key).report(message, hint, of_key=True)
    for field in table.fields:
        if field.name in raw:
            value = field.read(raw[field.name], spot.at(field.name))
            if value is not None:
                values[field.name] = value
        elif field.required and field.name not in meant:
            place = spot.at(field.name)
            place.report(f"{place.name} is missing", field.missing or place.write('"…"'))
    return values


def _header_meant(key: str, value: object, table: Table) -> str:
    """What tables under an unknown key are meant for: [[step]] where someone wrote [[steps]].
    Asked first, as `steps` is also a key of another table."""
    if not value or not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return ""
    headers = {one.name: one.read.header for one in table.fields if isinstance(one.read, Tables)}
    near = nearest(key, headers)
    return f"did you mean {headers[near]}?" if near else ""


def _where_it_belongs(key: str, table: Table) -> str:
    for keys, where in table.elsewhere:
        if key in keys:
            return f"`{key}` belongs {where}"
    for keys, names in table.meant:
        if key.lower() in keys:
            return f"did you mean {listed([f'`{name}`' for name in names])}?"
    return did_you_mean(key, table.names()) or f"the keys are {listed(table.names(), 'and')}"


@frozen
class TableOf:
    """A table with the keys of another table of fields."""

    table: Table

    def __call__(self, value: object, spot: Spot) -> dict[str, Any] | None:
        """Read a table into what its keys hold."""
        if isinstance(value, dict):
            return read_table(value, self.table, spot)
        header = ".".join(visible(key) for key in spot.path if isinstance(key, str))
        many = isinstance(value, list) and value and isinstance(value[0], dict)
        if many and not isinstance(spot.path[-1], int):
            spot.report(f"{spot.name} is one table, not an array of them", f"write [{header}]")
            return None
        spot.report(
            f"{spot.name} must be a table, got {as_written(value)}", spot.write("{ key = value }")
        )
        return None


@frozen
class LateTableOf:
    """The same where the keys are imported when there are any to read: those of a picture take as
    long to import as those of its exercise, and most commands read none."""

    find: Callable[[], Table]

    @property
    def table(self) -> Table:
        """The table of fields."""
        return self.find()

    def __call__(self, value: object, spot: Spot) -> dict[str, Any] | None:
        """Read a table into what its keys hold."""
        return TableOf(table=self.table)(value, spot)


@frozen
class Tables:
    """An array of tables, left as they are: `[[step]]`. What they may hold hangs on each."""

    header: str

    def __call__(self, value: object, spot: Spot) -> list[dict[str, object]] | None:
        """Check that it is an array of tables with at least one in it."""
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return value
        got = "an empty array" if value == [] else as_written(value)
        one_called = self.header.strip("[]").rpartition(".")[2]
        hint = f"write {self.header} above the keys of each {one_called}"
        for no, one in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(one, dict):
                place = spot.at(no)
                place.report(f"{place.name} must be a table, got {as_written(one)}", hint)
        if not value or not isinstance(value, list):
            message = f"{spot.name} must be tables that begin with {self.header}, got {got}"
            spot.report(message, hint)
        return None


@frozen
class NamedTables:
    """Tables by name, left as they are: `[exercise.my-id]`, `[dose.start]`."""

    header: str

    def __call__(self, value: object, spot: Spot) -> dict[str, dict[str, object]] | None:
        """Check that it is a table of tables; those that are any are what is read."""
        if not isinstance(value, dict):
            message = f"{spot.name} must hold tables such as {self.header}"
            spot.report(message, f"write {self.header}")
            return None
        for name, one in value.items():
            if not isinstance(one, dict):
                place = spot.at(name)
                place.report(
                    f"{place.name} must be a table such as {self.header}, got {as_written(one)}",
                    f"write its keys below {self.header}",
                    of_key=True,
                )
        return {name: one for name, one in value.items() if isinstance(one, dict)}


@frozen
class ListOf:
    """An array, each entry read alike, as a tuple; a single text may stand for an array of one."""

    read: Reader
    single: bool = False
    example: str = '["…"]'

    def __call__(self, value: object, spot: Spot) -> tuple[Any, ...] | None:
        """Read every entry; None when one of them could not be read."""
        if isinstance(value, str) and self.single:
            entry = self.read(value, spot) if value else None
            return (entry,) if entry is not None else None
        if not isinstance(value, list):
            spot.report(
                f"{spot.name} must be an array, got {as_written(value)}", spot.write(self.example)
            )
            return None
        entries = [self.read(entry, spot.at(index)) for index, entry in enumerate(value)]
        return tuple(entries) if None not in entries else None
