"""The JSON Schema of routine and exercise files, made from the tables that read them.

Draft 4, which the editors' TOML extensions (taplo) speak. Owns how a table and a reader are said
in it; knows no single key. The files in `library/schemas` are written from here by
docs/reference.py; a test holds them together.

A file that the reader takes is valid. The other way round only single keys are promised: which
keys exist, of which type, in which range. What keys mean together, how long all lasts and which
exercises there are is for `routine check`, and control characters are refused by the reader alone.

Nothing here is an `anyOf` or `additionalProperties: false` where it can be said otherwise: taplo
marks a whole table for those, with every line of it, and for the forms used here one value.
"""

from __future__ import annotations

import json
from typing import Any

from calfcoach.files.allowed import default_of, takes
from calfcoach.files.amounts import REPS_MAX, CountText, Duration, TempoText
from calfcoach.files.exercise_table import BeatWords
from calfcoach.files.fields import (
    DEVICES,
    ID,
    ID_CHARS,
    Field,
    LateTableOf,
    ListOf,
    NamedTables,
    Table,
    TableOf,
    Tables,
)
from calfcoach.files.picture import PICTURE, PosesOf
from calfcoach.files.picture_numbers import PropOf
from calfcoach.files.picture_schema import first_pose_schema, poses_schema, props_schema
from calfcoach.files.ranges import (
    count_pattern,
    duration_pattern,
    still_tempo_pattern,
    tempo_pattern,
)
from calfcoach.files.source_table import SOURCE, SourceOf
from calfcoach.files.tables import CIRCUIT, EXERCISE, INLINE_EXERCISE, ROUTINE, STEP
from calfcoach.files.values import TITLE_CHARS, WEEKDAYS, Choice, Days, Flag, Reader, Text, Whole

_Schema = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-04/schema#"
_NOT_EMPTY = r"\S"


def schema_text() -> str:
    """The schema of routine files as it is written to a file."""
    return _as_text(_routine_schema())


def exercise_schema_text() -> str:
    """The schema of exercise files as it is written to a file."""
    return _as_text(_document("CalfCoach exercise", table_schema(EXERCISE)))


def _as_text(schema: _Schema) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _routine_schema() -> _Schema:
    schema = table_schema(ROUTINE)
    schema["properties"]["step"]["items"] = _step_or_circuit()
    schema["properties"]["exercise"] |= {
        "patternProperties": {
            f"^({ID})$": table_schema(INLINE_EXERCISE),
            f"^({'|'.join(sorted(DEVICES))})$": _never("choose another: a device on Windows"),
            f"^.{{{ID_CHARS + 1}}}": _never(f"at most {ID_CHARS} characters"),
        },
        "additionalProperties": _never("use lower-case letters, digits and single hyphens"),
    }
    return _document("CalfCoach routine", schema)


def _document(title: str, schema: _Schema) -> _Schema:
    return {"$schema": _DRAFT, "title": title} | schema


def _step_or_circuit() -> _Schema:
    """A step, or a circuit where `repeat` or `step` is among its keys. Both in one object, as no
    choice of two can say which key is wrong."""
    step, circuit = table_schema(STEP), table_schema(CIRCUIT)
    in_circuit = {
        key: _never(f"`{key}` belongs in a [[step.step]] of the circuit")
        for key in STEP.names()
        if key not in CIRCUIT.names()
    }
    circuit["properties"]["step"]["items"] = step
    properties = circuit["properties"] | table_schema(STEP)["properties"]
    rest = next(field for field in STEP.fields if field.name == "rest")
    meaning = "time between sets, or between the rounds of a circuit; none after the last"
    properties["rest"]["description"] = _described(rest, meaning)
    either = {key: value for key, value in step.items() if key != "required"}
    return either | {
        "properties": properties,
        "anyOf": [{"required": [key]} for key in ("exercise", "repeat", "step")],
        "dependencies": {
            "repeat": {"required": ["step"], "properties": in_circuit},
            "step": {"required": ["repeat"], "properties": in_circuit},
        },
    }


def table_schema(table: Table) -> dict[str, Any]:
    """An object with the keys of a table, and a word for those that belong elsewhere."""
    names = table.names()
    elsewhere = {
        f"^({'|'.join(strays)})$": _never(f"this key belongs {where}")
        for keys, where in table.elsewhere
        if (strays := [key for key in keys if key not in names])
    }
    schema: _Schema = {
        "type": "object",
        "properties": {field.name: _property(field) for field in table.fields},
        "additionalProperties": _never(f"this is not a key of {table.called}"),
    }
    if elsewhere:
        schema["patternProperties"] = elsewhere
    if required := [field.name for field in table.fields if field.required]:
        schema["required"] = required
    return schema


def _never(why: str) -> _Schema:
    """What no value satisfies; a checker shows the reason as part of what was not allowed."""
    return {"not": {"title": why}}


def _property(field: Field) -> _Schema:
    schema: _Schema = {"description": _described(field, field.meaning)} | _value(field.read)
    if field.default is not None:
        given = field.default
        schema["default"] = list(given) if isinstance(given, tuple) else given
    return schema


def _described(field: Field, meaning: str) -> str:
    default = default_of(field)
    said = (meaning, takes(field.read), default and f"left out: {default}")
    return " ".join(f"{each[0].upper()}{each[1:]}." for each in said if each)


def _value(read: Reader) -> _Schema:
    """What a value must be. Keywords speak only of their own type, so that two types need no
    choice between them. Raises TypeError for a reader that no table here uses."""
    match read:
        case Whole(low=low, high=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Flag():
            return {"type": "boolean"}
        case Text():
            return {"type": "string"} | _text(read)
        case Choice(words=words):
            return {"enum": list(words)}
        case Days():
            days = {"minItems": 1, "items": {"enum": list(WEEKDAYS)}}
            return {"type": ["integer", "array"], "minimum": 1, "maximum": 7} | days
        case Duration(low_s=low_s, high_s=high_s):
            least = -int(-low_s // 1)  # as a bare number only whole seconds are read
            return {
                "type": ["integer", "string"],
                "minimum": least,
                "maximum": int(high_s),
                "pattern": duration_pattern(read),
            }
        case TempoText():
            tempo = {"type": "string", "pattern": tempo_pattern()}
            return tempo | {"not": {"pattern": still_tempo_pattern()}}
        case CountText():
            reps = {"type": ["integer", "string"], "minimum": 1, "maximum": REPS_MAX}
            return reps | {"pattern": count_pattern()}
        case _:
            return _held(read)


def _text(read: Text) -> _Schema:
    return {"maxLength": read.chars} | ({"pattern": _NOT_EMPTY} if read.some else {})


def _held(read: Reader) -> _Schema:
    """The same of readers that hold others."""
    match read:
        case ListOf(read=inner, single=True):
            text = inner if isinstance(inner, Text) else Text(some=True)
            # an empty text alone counts as an empty array
            alone = _text(text) | ({"pattern": rf"^$|{_NOT_EMPTY}"} if text.some else {})
            return {"type": ["string", "array"], "items": _value(inner)} | alone
        case ListOf(read=PropOf()):
            return props_schema()
        case ListOf(read=inner):
            return {"type": "array", "items": _value(inner)}
        case SourceOf():
            return table_schema(SOURCE) | {"type": ["string", "object"]} | _text(Text(some=True))
        case BeatWords():
            word = _value(Text(chars=TITLE_CHARS, some=True))
            return {"type": "array", "minItems": 2, "maxItems": 2, "items": word}
        case PosesOf():
            return poses_schema()
        case TableOf(table=table) | LateTableOf(table=table):
            return table_schema(table) | (first_pose_schema() if table is PICTURE else {})
        case Tables():
            return {"type": "array", "minItems": 1, "items": {"type": "object"}}
        case NamedTables():
            return {"type": "object"}
        case _:
            raise TypeError(f"nothing is known of {type(read).__name__}")
