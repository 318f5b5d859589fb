"""What an editor is told of a picture by the schema."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calfcoach.figure.body import NEEDED
from calfcoach.figure.model import View
from calfcoach.files.schema import exercise_schema_text


def marked(picture: dict[str, Any]) -> list[list[str | int]]:
    """The places that a checker marks in an exercise with this picture."""
    jsonschema: Any = pytest.importorskip("jsonschema", reason="it comes with the dev extra")
    ask = jsonschema.Draft4Validator(json.loads(exercise_schema_text()))
    document = {"title": "Mine", "kind": "stretch", "picture": picture}
    return [list(error.path) for error in ask.iter_errors(document)]


def pictured(view: View, **keys: object) -> dict[str, Any]:
    first: dict[str, object] = {key: [0.5, 0.5] for key in NEEDED[view]}
    return {"view": view.value, "pose": [first, {"toe": [0.5, 0.6]}]} | keys


@pytest.mark.parametrize("view", View)
def test_a_first_pose_needs_the_joints_of_its_view(view: View) -> None:
    assert marked(pictured(view)) == []
    for name in NEEDED[view]:
        lacking = pictured(view)
        del lacking["pose"][0][name]
        assert marked(lacking) == [["picture"]]


def test_a_picture_that_names_no_view_is_one_from_the_side() -> None:
    leg = pictured(View.LEG)
    del leg["view"]
    side = pictured(View.SIDE)
    del side["view"]

    assert marked(leg) == [["picture"]]
    assert marked(side) == []


def test_a_picture_has_at_most_twelve_props() -> None:
    assert marked(pictured(View.LEG, props=[{"floor": 0.9}] * 12)) == []
    assert marked(pictured(View.LEG, props=[{"floor": 0.9}] * 13)) == [["picture", "props"]]


def test_the_props_of_a_pose_are_those_of_a_picture() -> None:
    wrong = pictured(View.LEG)
    wrong["pose"][1]["props"] = [{"roller": [0.5, 0.5]}]

    assert marked(wrong) == [["picture", "pose", 1, "props", 0, "roller"]]
