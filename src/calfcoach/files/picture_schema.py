"""The poses and the props of a picture in the JSON Schema, so that an editor offers the joints.

Knows no other key; `schema` puts it in its place.
"""

from __future__ import annotations

from typing import Any

from calfcoach.figure.body import JOINTS, NEEDED
from calfcoach.figure.kinds import KINDS, Form
from calfcoach.figure.model import View
from calfcoach.files.picture import POSES_MAX
from calfcoach.files.picture_numbers import LINE_MAX, PROPS_MAX

_Schema = dict[str, Any]
_SHARE: _Schema = {"type": "number", "minimum": 0, "maximum": 1}


def poses_schema() -> dict[str, Any]:
    """What the poses of a picture must be."""
    joints = {name: _numbers(2) for name in JOINTS}
    pose = {
        "type": "object",
        "properties": joints | {"props": props_schema()},
        "additionalProperties": {"not": {"title": "this is not a joint"}},
    }
    return {"type": "array", "minItems": 1, "maxItems": POSES_MAX, "items": pose}


def first_pose_schema() -> dict[str, Any]:
    """Which joints a picture must give, which hangs on its view. A choice of three marks the
    picture as a whole; nothing less can, as what is wrong is what is not there."""
    return {"anyOf": [_seen_from(view) for view in View]}


def _seen_from(view: View) -> _Schema:
    poses = {"items": [{"required": list(NEEDED[view])}]}  # more poses may follow
    must = {} if view is View.SIDE else {"required": ["view"]}
    return {"properties": {"view": {"enum": [view.value]}, "pose": poses}} | must


def props_schema() -> dict[str, Any]:
    """What the things beside the person must be."""
    return {"type": "array", "maxItems": PROPS_MAX, "items": prop_schema()}


def prop_schema() -> dict[str, Any]:
    """What a thing beside the person must be."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {kind: _of_form(form) for kind, form in KINDS.items()},
        "additionalProperties": {"not": {"title": "this is not a thing in a picture"}},
    }


def _of_form(form: Form) -> _Schema:
    match form:
        case Form.UPRIGHT | Form.LEVEL:
            return dict(_SHARE)
        case Form.SPOT:
            return _numbers(2)
        case Form.ROUND:
            return _numbers(3)
        case Form.BOX:
            return _numbers(4)
        case Form.LINE:
            return {"type": "array", "minItems": 2, "maxItems": LINE_MAX, "items": _numbers(2)}


def _numbers(count: int) -> _Schema:
    return {"type": "array", "minItems": count, "maxItems": count, "items": dict(_SHARE)}
