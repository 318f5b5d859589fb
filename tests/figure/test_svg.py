from __future__ import annotations

from xml.etree import ElementTree

import pytest
from figure_samples import facing, raising, standing

from calfcoach.figure.model import Figure, Works
from calfcoach.figure.sheet import sheet
from calfcoach.figure.svg import ACCENT, UNIT, svg
from calfcoach.terms import Side

NS = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_a_figure_is_a_document_with_its_title() -> None:
    root = read(svg(standing(), side=Side.RIGHT, title="Heel raise"))

    assert root.tag == f"{NS}svg"
    assert root.findtext(f"{NS}title") == "Heel raise"


def test_a_hostile_title_is_text_and_nothing_else() -> None:
    title = "</title><script>x</script>\x1b[31m\x00 & \ufffe"
    root = read(svg(standing(), side=Side.RIGHT, title=title))

    assert root.findtext(f"{NS}title") == "</title><script>x</script> [31m  &  "
    assert root.find(f".//{NS}script") is None


def test_the_working_leg_has_an_accent_and_is_heavier() -> None:
    root = read(svg(standing(), side=Side.RIGHT, title="x"))
    accents = [line.get("stroke-width") for line in root.iter() if line.get("stroke") == ACCENT]
    plain = read(svg(standing(Works.NONE), side=Side.RIGHT, title="x"))

    assert accents == ["11", "5.5"]
    assert [line for line in plain.iter() if line.get("stroke") == ACCENT] == []


def spots(text: str) -> list[tuple[float, float]]:
    """All points of all lines, and the middles of all circles, in their order."""
    found = []
    for element in read(text).iter():
        for pair in element.get("points", "").split():
            x, y = pair.split(",")
            found.append((float(x), float(y)))
        if element.get("cx"):
            found.append((float(element.get("cx", "")), float(element.get("cy", ""))))
    return found


@pytest.mark.parametrize("figure", [standing(), facing()])
def test_the_left_leg_is_the_right_one_mirrored(figure: Figure) -> None:
    left, right = (spots(svg(figure, side=side, title="x")) for side in (Side.LEFT, Side.RIGHT))

    assert left != right
    assert [x for x, _ in left] == pytest.approx([UNIT - x for x, _ in right], abs=0.11)
    assert [y for _, y in left] == [y for _, y in right]


def test_several_poses_stand_side_by_side_over_their_numbers() -> None:
    root = read(svg(raising(), side=Side.RIGHT, title="x"))
    groups = [one for one in root if one.tag == f"{NS}g"]
    single = read(svg(standing(), side=Side.RIGHT, title="x"))

    assert [one.findtext(f"{NS}text") for one in groups] == ["1", "2"]
    assert [one.get("transform", "").startswith("translate(") for one in groups] == [True, True]
    assert groups[0].get("transform") != groups[1].get("transform")
    assert list(single.iter(f"{NS}text")) == []
    assert float(root.get("width", "")) > 2 * float(single.get("width", ""))


def test_one_place_between_the_poses_is_one_picture() -> None:
    root = read(svg(raising(), side=Side.RIGHT, title="x", at=0.5))

    assert list(root.iter(f"{NS}text")) == []
    assert len(list(root.iter(f"{NS}circle"))) == 1


@pytest.mark.parametrize("figure", [standing(), raising()])
def test_the_paper_covers_the_document_and_the_ink_is_dark(figure: Figure) -> None:
    root = read(svg(figure, side=Side.RIGHT, title="x"))
    paper = root.find(f"{NS}rect")

    assert paper is not None
    box = " ".join(paper.get(name, "") for name in ("x", "y", "width", "height"))
    assert (paper.get("fill"), box) == ("#ffffff", root.get("viewBox"))
    assert root.get("color") == "#1c1c1c"


def test_a_sheet_has_every_figure_and_its_name() -> None:
    root = read(sheet([("One <b>", standing()), ("Two", raising()), ("Three", facing())], 2))

    assert [text.text for text in root.iter(f"{NS}text")] == ["One <b>", "Two", "Three"]
    assert (root.get("width"), root.get("height")) == ("552", "608")
    assert len(list(root.iter(f"{NS}circle"))) == 3


def test_a_sheet_without_figures_is_still_a_document() -> None:
    assert read(sheet([], 4)).tag == f"{NS}svg"
