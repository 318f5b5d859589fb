"""The measurements: how each is set up, its limits and norms, read from `library/measures/`.

Owns the keys of those files. Knows nothing of what is measured, or of how it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from calfcoach.figure.model import Figure
from calfcoach.files.card_picture import FIELDS as PICTURE_FIELDS
from calfcoach.files.card_picture import take_picture
from calfcoach.files.document import parse
from calfcoach.files.fields import Field, ListOf, Table, TableOf, read_table
from calfcoach.files.problems import Problem, Spot, error_of
from calfcoach.files.tables import TECHNIQUES, SourceOf
from calfcoach.files.values import TITLE_CHARS, Choice, Reader, Text, Whole
from calfcoach.frozen import frozen
from calfcoach.measure.knee import KneeLimits
from calfcoach.measure.raise_test import Dose
from calfcoach.measure.raises import Norm, RaiseNorms
from calfcoach.records import MeasureKind
from calfcoach.source import Source

SHOWN = (MeasureKind.KNEE_TO_WALL, MeasureKind.HEEL_RAISE, MeasureKind.SQUAT, MeasureKind.CRAMPS)
_FOLDER = Path(__file__).parent.parent / "library" / "measures"


@frozen
class MeasureSheet:
    """What is known of one kind of measurement. `setup` is told before it, `stop` what ends it.
    `technique` is the one by which conditions limit it; `not_with` names conditions that forbid
    it beyond that, each with its sentence. `knee`, `norms`, `dose` are there for their kind, and
    `picture` with its `caption` where it takes a picture to see how it is done."""

    kind: MeasureKind
    title: str
    technique: str
    setup: tuple[str, ...]
    stop: tuple[str, ...]
    not_with: Mapping[str, str]
    sources: tuple[Source, ...]
    knee: KneeLimits | None = None
    norms: RaiseNorms | None = None
    dose: Dose | None = None
    picture: Figure | None = None
    caption: str = ""


@cache
def measure_sheet(kind: MeasureKind) -> MeasureSheet:
    """The shipped sheet of a kind that can be shown."""
    path = _FOLDER / f"{kind.value}.toml"
    return read_sheet(path.read_bytes(), kind, where=path.name)


def knee_limits() -> KneeLimits:
    """The limits of the knee-to-wall test."""
    limits = measure_sheet(MeasureKind.KNEE_TO_WALL).knee
    assert limits is not None
    return limits


def raise_norms() -> RaiseNorms:
    """The norms of the heel-raise test."""
    norms = measure_sheet(MeasureKind.HEEL_RAISE).norms
    assert norms is not None
    return norms


def read_sheet(data: bytes, kind: MeasureKind, *, where: str) -> MeasureSheet:
    """Read the sheet of a kind. Raises CoachError with all problems of the file."""
    document = parse(data, where)
    problems: list[Problem] = []
    spot = Spot(problems=problems)
    values = read_table(document, _TABLES.get(kind, _SHEET), spot)
    picture = take_picture(values, spot)
    if problems:
        raise error_of(problems, document, where)
    return MeasureSheet(
        kind=kind,
        title=values["title"],
        technique=values["technique"],
        setup=values["setup"],
        stop=values.get("stop", ()),
        not_with={one["condition"]: one["say"] for one in values.get("not_with", ())},
        sources=values["sources"],
        knee=_knee(values) if kind is MeasureKind.KNEE_TO_WALL else None,
        norms=_norms(values) if kind is MeasureKind.HEEL_RAISE else None,
        dose=_dose(values) if kind is MeasureKind.HEEL_RAISE else None,
        picture=picture,
        caption=values.get("caption", ""),
    )


def _knee(values: Mapping[str, Any]) -> KneeLimits:
    return KneeLimits(**{name: float(values[name]) for name in _LENGTHS})


def _dose(values: Mapping[str, Any]) -> Dose:
    return Dose(
        warm_up_reps=values["warm_up_reps"],
        beat_s=60.0 / values["beats_a_minute"],
        rest_s=float(values["rest_s"]),
    )


def _norms(values: Mapping[str, Any]) -> RaiseNorms:
    return RaiseNorms(
        by_age=tuple(Norm(**one) for one in values["norm"]),
        **{name: values[name] for name in _NORM_KEYS},
    )


def _key(name: str, read: Reader, meaning: str) -> Field:
    return Field(name=name, read=read, meaning=meaning, required=True)


_SENTENCES = ListOf(read=Text(some=True))
_COUNTS = ListOf(read=Whole(low=1, high=200))
_AGE = Whole(low=1, high=120)
_LENGTHS = ("change_cm", "gap_cm", "most_cm")
_NORM_KEYS = ("female", "male", "any_one", "day_to_day", "even_percent", "caveats")
_NOT_WITH = Table(
    called="a condition that forbids it",
    fields=(
        _key("condition", Text(chars=TITLE_CHARS, some=True), "which"),
        _key("say", Text(some=True), "why"),
    ),
)
_NORM = Table(
    called="a norm",
    fields=(
        _key("low", _AGE, "from this age on"),
        _key("high", _AGE, "up to this age"),
        _key("female", _COUNTS, "counts of women"),
        _key("male", _COUNTS, "counts of men"),
    ),
)
_SHEET = Table(
    called="a measurement",
    fields=(
        _key("title", Text(chars=TITLE_CHARS, some=True), "its name"),
        _key("technique", Choice(words=TECHNIQUES), "by which it is limited"),
        _key("setup", _SENTENCES, "told before it"),
        Field(name="stop", read=_SENTENCES, meaning="what ends it"),
        Field(name="not_with", read=ListOf(read=TableOf(table=_NOT_WITH)), meaning="forbidden"),
        _key("sources", ListOf(read=SourceOf()), "who says so"),
    ),
)
_TABLES = {
    MeasureKind.KNEE_TO_WALL: Table(
        called="knee to wall",
        fields=(
            *_SHEET.fields,
            *(_key(name, Whole(low=1, high=60), "a length in cm") for name in _LENGTHS),
            *(field for field in PICTURE_FIELDS if field.name != "labels"),
        ),
    ),
    MeasureKind.HEEL_RAISE: Table(
        called="the heel-raise test",
        fields=(
            *_SHEET.fields,
            _key("warm_up_reps", Whole(low=0, high=50), "raises on both legs"),
            _key("beats_a_minute", Whole(low=20, high=120), "how fast"),
            _key("rest_s", Whole(low=0, high=600), "between the legs"),
            _key("female", _COUNTS, "counts of women of all ages"),
            _key("male", _COUNTS, "counts of men of all ages"),
            _key("any_one", _COUNTS, "counts of everybody"),
            _key("day_to_day", Whole(low=1, high=50), "how two days differ"),
            _key("even_percent", Whole(low=1, high=100), "how far legs are even"),
            _key("caveats", _SENTENCES, "told with the range"),
            _key("norm", ListOf(read=TableOf(table=_NORM)), "by age"),
        ),
    ),
}
