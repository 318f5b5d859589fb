"""The published JSON Schema of an export, made from the shapes.

The file in `library/schemas` is written by this; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from calfcoach.exchange.shapes import SCHEMA, SHAPES, Field, Shape


def export_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of the JSON form. A line of the JSON Lines form is one of its
    definitions with a `type` beside the other keys."""
    inner = {shape.name: shape for outer in SHAPES for _, shape in outer.nested}
    named = {shape.name: shape for shape in SHAPES} | inner
    lists = {
        shape.plural: {"type": "array", "items": {"$ref": f"#/$defs/{shape.name}"}}
        for shape in SHAPES
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CalfCoach history",
        "description": (
            "Everything that the history holds. Moments are in UTC, lengths in seconds, "
            "scores from 0 to 10. What was not told is null."
        ),
        "type": "object",
        "required": ["schema"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA},
            "exported_at": {"type": "string", "format": "date-time"},
            "app_version": {"type": "string"},
            **lists,
        },
        "$defs": {name: _record(shape) for name, shape in named.items()},
    }


def _record(shape: Shape) -> dict[str, Any]:
    properties = {field.name: _value(field) for field in shape.fields}
    for key, inner in shape.nested:
        properties[key] = {"type": "array", "items": {"$ref": f"#/$defs/{inner.name}"}}
    return {
        "type": "object",
        "required": [field.name for field in shape.fields if not field.empty],
        "additionalProperties": False,
        "properties": properties,
    }


def _value(field: Field) -> dict[str, Any]:
    schema = field.rule.schema()
    return {"anyOf": [schema, {"type": "null"}]} if field.empty else schema
