"""What a routine may do and an author should know: doses that none of the sources give.

Owns the comparison of a step with the exercise's own doses and with the figures that its sources
claim. Pure; says nothing of what must not be: those are errors of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from calfcoach.files.amounts import duration_words
from calfcoach.frozen import frozen
from calfcoach.model import Circuit, Continuous, Dose, Exercise, Hold, Reps, Routine, Step
from calfcoach.source import Source
from calfcoach.terms import Kind, Level

_FIGURES = re.compile(r"\b([0-9]{1,3})(?: to ([0-9]{1,3}))? (s|min)\b")
_UNKNOWN = frozenset({"recalled", "own"})  # marks of claims that nothing is measured against
_SOURCES_NAMED = 2
_AS_ONE_LIKES = frozenset({Kind.WARM_UP, Kind.RELAX, Kind.MOBILITY, Kind.CHECK})
_NUMBERED = ("reps", "sets", "times", "rounds")


@frozen
class Advisory:
    """A remark about a step: `no` is its number, `key` the key that it is about, `says` what is
    unusual and `sources` who gives which figure."""

    no: int
    key: str
    says: str
    sources: str


@frozen
class _Range:
    """What is usual, the same unit as the figure; `claims` are the sources that it comes from."""

    low: float
    high: float
    claims: tuple[Source, ...] = ()


def dose_advisories(routine: Routine) -> tuple[Advisory, ...]:
    """Steps whose hold, reps, time or number of sets lie outside of what the sources give, in the
    order of the file. Exercises without doses of their own are not measured."""
    found: list[Advisory] = []
    sets: dict[str, int] = {}
    for step, rounds in _steps(routine):
        exercise = step.exercise
        unsaid = step.work is None and step.sets is None
        if unsaid or not exercise.doses or exercise.kind in _AS_ONE_LIKES:
            continue
        dose = step.dose(Level.DEFAULT)
        if _alike(dose, exercise):
            found += _of_work(step, dose)
        sets[exercise.id] = sets.get(exercise.id, 0) + dose.sets * rounds
        found += _of_sets(step, sets[exercise.id], dose.sets * rounds)
    return tuple(found)


def _steps(routine: Routine) -> Iterator[tuple[Step, int]]:
    for entry in routine.steps:
        if isinstance(entry, Circuit):
            yield from ((step, entry.repeat) for step in entry.steps)
        else:
            yield entry, 1


def _alike(dose: Dose, exercise: Exercise) -> bool:
    """Whether the exercise's own doses are of the same kind of work."""
    return any(type(own.work) is type(dose.work) for own in exercise.doses.values())


def _of_work(step: Step, dose: Dose) -> Iterator[Advisory]:
    exercise = step.exercise
    match dose.work:
        case Hold(hold_s=hold_s):
            own = [d.work.hold_s for d in exercise.doses.values() if isinstance(d.work, Hold)]
            usual = _usual(own, exercise, "hold")
            yield from _outside(step, "hold", hold_s, usual, duration_words)
        case Continuous(time_s=time_s):
            own = [d.work.time_s for d in exercise.doses.values() if isinstance(d.work, Continuous)]
            yield from _outside(step, "time", time_s, _usual(own, exercise, ""), duration_words)
        case Reps(reps=reps, to_failure=False):
            counted = [d.work for d in exercise.doses.values() if isinstance(d.work, Reps)]
            own = [float(n) for w in counted if not w.to_failure for n in (w.least, w.reps)]
            if own:
                span = _Range(low=min(own), high=max(own))
                yield from _outside(step, "reps", reps, span, _reps_words)
        case _:
            return


def _of_sets(step: Step, sets: int, here: int) -> Iterator[Advisory]:
    """A number of sets in the whole routine above the most of a dose: said at the step that
    goes beyond it first."""
    most = max(dose.sets for dose in step.exercise.doses.values())
    if sets > most >= sets - here:
        yield Advisory(
            no=step.no,
            key="sets",
            says=f"with this step `{step.exercise.id}` comes to {sets} sets, "
            f"its doses have {most} at most",
            sources=_cited(_numbered(step.exercise)),
        )


def _usual(own: Sequence[float], exercise: Exercise, word: str) -> _Range:
    """From the least to the most of the doses, and of the lengths in claims that hold `word`."""
    figures, claims = [*own], []
    for source in exercise.sources:
        if source.mark in _UNKNOWN or not word or word not in source.claim:
            continue
        lengths = [_seconds(f) for f in _FIGURES.finditer(source.claim)]
        if lengths:
            figures += [second for pair in lengths for second in pair]
            claims.append(source)
    return _Range(low=min(figures), high=max(figures), claims=tuple(claims))


def _seconds(found: re.Match[str]) -> tuple[float, float]:
    each_s = 60 if found[3] == "min" else 1
    low = float(found[1]) * each_s
    return low, float(found[2]) * each_s if found[2] else low


def _outside(
    step: Step, key: str, figure: float, usual: _Range, words: Callable[[float], str]
) -> Iterator[Advisory]:
    if usual.low <= figure <= usual.high:
        return
    way = "less" if figure < usual.low else "more"
    low, high = words(usual.low), words(usual.high)
    span = low if usual.low == usual.high else f"{low} to {high}"
    name = step.exercise.id
    giver = f"the sources of `{name}` give" if step.exercise.sources else f"`{name}` has itself"
    said = f"{words(figure)} is {way} than {giver}: {span}"
    others = _numbered(step.exercise) if key == "reps" else _lengthy(step.exercise)
    sources = _cited(usual.claims or others)
    yield Advisory(no=step.no, key=key, says=said, sources=sources)


def _reps_words(reps: float) -> str:
    return f"{reps:g} rep" + ("" if reps == 1 else "s")


def _cited(sources: Iterable[Source]) -> str:
    """Who says what: the first of the claims, each with its source."""
    named = [f"{source.claim} ({source.cite})" for source in sources]
    return "; ".join(named[:_SOURCES_NAMED])


def _numbered(exercise: Exercise) -> list[Source]:
    """The claims that say how often."""
    return [s for s in _known(exercise) if any(word in s.claim for word in _NUMBERED)]


def _lengthy(exercise: Exercise) -> list[Source]:
    """The claims that say how long."""
    return [s for s in _known(exercise) if _FIGURES.search(s.claim)]


def _known(exercise: Exercise) -> list[Source]:
    return [source for source in exercise.sources if source.mark not in _UNKNOWN]
