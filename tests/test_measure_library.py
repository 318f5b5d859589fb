"""The sheets of the measurements: whole, with a source beside each figure, and read strictly."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from test_library import check_sources, numbers

from calfcoach.care.data import table
from calfcoach.errors import CoachError
from calfcoach.files import measure_file
from calfcoach.files.measure_file import SHOWN, measure_sheet, raise_norms, read_sheet
from calfcoach.records import MeasureKind

FOLDER = Path(measure_file.__file__).parent.parent / "library" / "measures"
SQUAT = (FOLDER / "squat.toml").read_bytes()

every_kind = pytest.mark.parametrize("kind", SHOWN, ids=str)


def test_each_kind_has_a_sheet_and_each_sheet_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {kind.value for kind in SHOWN}


@every_kind
def test_sources_say_what_and_who(kind: MeasureKind) -> None:
    sources = measure_sheet(kind).sources
    assert sources
    check_sources(sources)


@every_kind
def test_every_figure_that_is_told_has_a_source(kind: MeasureKind) -> None:
    sheet = measure_sheet(kind)
    caveats = sheet.norms.caveats if sheet.norms else ()
    told = " ".join([*sheet.setup, *sheet.stop, *sheet.not_with.values(), *caveats])
    claimed = set[float]().union(*(numbers(source.claim) for source in sheet.sources))
    # "one" is a pronoun there, and ten raises are told as a word
    assert numbers(told) - {1.0} <= claimed


def test_the_limits_of_the_table_are_in_its_sources() -> None:
    raw = tomllib.loads((FOLDER / "heel-raise.toml").read_text(encoding="utf-8"))
    claims = " ".join(source["claim"] for source in raw["sources"])
    assert "60 beats a minute" in claims
    assert raw["rest_s"] == 60 * 2
    assert "2 minutes" in claims
    assert (raw["male"], raw["female"], raw["any_one"]) == ([24], [21], [24, 25])


def test_ages_follow_each_other_without_a_gap() -> None:
    norms = raise_norms().by_age
    assert all(before.high + 1 == after.low for before, after in pairwise(norms))


def test_conditions_that_forbid_a_test_are_those_that_are_asked_for() -> None:
    assert set(measure_sheet(MeasureKind.HEEL_RAISE).not_with) <= set(table())


def test_no_sheet_promises_or_judges() -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"!|\bwe\b|guarantee|\bcure|you have\b|normal\b", text, re.I), path


def test_all_problems_of_a_sheet_are_told_at_once() -> None:
    broken = SQUAT.replace(b"title", b"titel", 1).replace(b'"stretch"', b'"strech"')

    with pytest.raises(CoachError) as raised:
        read_sheet(broken, MeasureKind.SQUAT, where="squat.toml")

    assert [one.message for one in raised.value.all()] == [
        "`titel` is not a key of a measurement",
        "`technique` must be balance, cold, contrast, heat, heel-raise, heel-walk, mallet, "
        'massage, move, relax, roll, strength, stretch or trigger-point, got "strech"',
    ]
