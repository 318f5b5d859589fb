"""Writes what is made from the tables that read the files: the reference part of docs/routines.md
and the JSON Schemas of the package.

Run it after a change of a table; tests hold all of it together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import reference_picture

from calfcoach.exchange.schema import export_schema
from calfcoach.files.allowed import default_of, takes
from calfcoach.files.document import FILE_MAX_BYTES, KEY_PARTS
from calfcoach.files.dose import THERMAL_MAX_S
from calfcoach.files.fields import ID_CHARS, Field
from calfcoach.files.picture import PICTURE
from calfcoach.files.schema import exercise_schema_text, schema_text
from calfcoach.files.tables import (
    CIRCUIT,
    DOSE,
    DOSES,
    EXERCISE,
    PACING,
    PART,
    PHASE_MAX_S,
    ROUTINE,
    SOURCE,
    STEP,
)
from calfcoach.timeline import LONGEST_ROUTINE_S, MOST_PHASES

SCHEMAS = Path(__file__).parents[1] / "src" / "calfcoach" / "library" / "schemas"
PAGE = Path(__file__).parent / "routines.md"
BEGIN = "<!-- From here to the next mark: made by `python docs/reference.py`. Do not edit. -->\n"
END = "<!-- End of what is made. -->\n"

_STEP_KEYS = tuple(field for field in STEP.fields if field.name not in PACING.names())
_STEP_PACING = tuple(field for field in STEP.fields if field.name in PACING.names())
_CIRCUIT_KEYS = tuple(field for field in CIRCUIT.fields if field.name not in PACING.names())
SECTIONS: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("The routine", "Above the first `[[step]]`.", ROUTINE.fields),
    ("Pacing", "Under `[pacing]`: the time around the work of all steps.", PACING.fields),
    (
        "A step",
        "Under each `[[step]]`. A step that names no work (`hold`, `reps`, `time`, `steps` or "
        "`rounds`) takes the dose of its exercise; `sets`, `sides`, `rest` and `load` beside it "
        "then change that dose.",
        _STEP_KEYS,
    ),
    ("Pacing of one step", "The same keys as under `[pacing]`, for this step.", _STEP_PACING),
    (
        "A circuit",
        "A `[[step]]` with `repeat`. Its steps follow under `[[step.step]]`, with the keys of a "
        "step; the keys of pacing may stand beside `repeat` too.",
        _CIRCUIT_KEYS,
    ),
    ("A part", "An entry of `parts`, for heat, cold and rest in turn.", PART.fields),
    (
        "An exercise",
        "Under `[exercise.my-id]` in a routine, or at the top of a file in the folder "
        "`exercises`. In `setup` and `cues`, `{side}` stands for the leg that works and "
        "`{other}` for the other one.",
        EXERCISE.fields,
    ),
    ("Doses of an exercise", "Under its key `dose`.", DOSES.fields),
    (
        "A dose",
        "For example under `[dose.default]`, or `[exercise.my-id.dose.default]` in a routine. "
        "The keys mean what they mean in a step.",
        DOSE.fields,
    ),
    ("A picture", reference_picture.ABOUT, PICTURE.fields),
    ("A source", "An entry of `sources`. Text alone is a source of your own.", SOURCE.fields),
)


def reference() -> str:
    """All keys of all tables, and the limits, as Markdown."""
    parts = [_section(*section) for section in SECTIONS]
    parts.insert(-1, reference_picture.more())  # of a picture, the last but one
    return "\n".join([*parts, _limits()])


def with_reference(page: str) -> str:
    """A page with its reference part made anew. ValueError where it has no marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no marks for the reference")
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


def _section(heading: str, about: str, fields: Iterable[Field]) -> str:
    rows = [_row(field) for field in fields]
    head = ["| key | takes | left out | meaning |", "|---|---|---|---|"]
    return "\n".join([f"### {heading}\n", f"{about}\n", *head, *rows, ""])


def _row(field: Field) -> str:
    left_out = "must be there" if field.required else default_of(field) or "nothing"
    cells = (f"`{field.name}`", takes(field.read), left_out, field.meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def limits() -> tuple[str, ...]:
    """What no routine may exceed, one sentence each."""
    return (
        f"A file has at most {FILE_MAX_BYTES // 1024 // 1024} MiB.",
        f"A routine lasts at most {LONGEST_ROUTINE_S / 3600:g} hours and has at most "
        f"{MOST_PHASES:,} phases (a hold, a rest and a change are one phase each).",
        f"One phase lasts at most {PHASE_MAX_S / 60:g} minutes.",
        f"Heat and cold last at most {THERMAL_MAX_S / 60:g} minutes in one step.",
        "A circuit cannot stand in a circuit.",
        f"The name of a routine or an exercise has at most {ID_CHARS} lower-case letters, digits "
        "and hyphens.",
        f"A dotted key (`dose.default.hold`) has at most {KEY_PARTS} parts.",
        "Control characters are refused in every text.",
    )


def _limits() -> str:
    return "\n".join(["### Limits\n", *(f"- {line}" for line in limits()), ""])


def _write() -> None:
    PAGE.write_text(with_reference(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    history = json.dumps(export_schema(), indent=2) + "\n"
    texts = {"routine": schema_text(), "exercise": exercise_schema_text(), "history": history}
    for name, text in texts.items():
        (SCHEMAS / f"{name}.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
