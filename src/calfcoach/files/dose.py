"""Which keys of a dose go together, and the work that they make.

Owns the rules between the keys of a step or a dose (one kind of work, what goes with it, how
long a phase and how much heat or cold there may be). Single keys are read by `fields`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from calfcoach.files.amounts import Count, duration_words
from calfcoach.files.dose_table import LIMIT_GRAIN_S
from calfcoach.files.problems import Spot
from calfcoach.files.tables import DOSE, PHASE_MAX_S
from calfcoach.model import (
    RELEASE_S,
    SECONDS_A_FOOT_STEP,
    SECONDS_A_REP,
    Continuous,
    Dose,
    FootSteps,
    Hold,
    Part,
    Parts,
    Reps,
    Tempo,
    Work,
)
from calfcoach.terms import THERMAL, Kind, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

THERMAL_MAX_S = 1_200.0
WORK_KEYS = ("hold", "reps", "time", "steps", "rounds")

_SHORT_HOLDS = frozenset({"hold", "reps"})
_REPS = frozenset({"reps"})
_TIME = frozenset({"time"})
_FOOT_STEPS = frozenset({"steps"})
_ROUNDS = frozenset({"rounds"})
_COMPANIONS = {  # a key, the work that it may stand beside, and that in words
    "tempo": ((_REPS,), "`reps`"),
    "limit": ((_REPS, _FOOT_STEPS), "`reps` or `steps`"),
    "release": ((_SHORT_HOLDS,), "`hold` and `reps` together"),
    "pass": ((_TIME,), "`time`"),
    "parts": ((_ROUNDS,), "`rounds`"),
    "end": ((_ROUNDS,), "`rounds`"),
}
_WITH_PASS = (Kind.ROLL, Kind.MASSAGE)


def read_work(
    raw: Mapping[str, object], values: Mapping[str, Any], kind: Kind | None, spot: Spot
) -> Work | None:
    """The work that a step or a dose asks for, or None where it names none.

    `raw` is the table as it stands in the file, `values` what could be read of it, `kind` that
    of the exercise, None where it is not known. Also None after a problem; the caller can tell
    by the problems.
    """
    known = len(spot.problems)
    works = frozenset(raw).intersection(WORK_KEYS)
    _check_companions(raw, works, spot)
    keys = [key for key in raw if key in works]
    _check_end(values, spot)
    if len(works) > 1 and works != _SHORT_HOLDS:
        pair = works >= _SHORT_HOLDS  # these two go together, so the fault is what is beside them
        words = "`hold` and `reps`" if pair else f"`{keys[0]}`"
        for key in [key for key in keys if key not in _SHORT_HOLDS] if pair else keys[1:]:
            spot.at(key).report(
                f"`{key}` cannot stand beside {words}: a step has one kind of work",
                "leave one of them out, or make two steps",
                of_key=True,
            )
        return None
    unread = raw.keys() & set(DOSE.names()) - values.keys()
    if not works or unread:
        return None
    work = _build(works, values, kind, spot)
    if work is not None:
        _check_phase(work, keys[0], spot)
    return work if len(spot.problems) == known else None


def _meant_works(spot: Spot) -> frozenset[str]:
    """The kinds of work that may be meant by keys that are none, as they were told."""
    hints = [one.hint for one in spot.problems if one.of_key and one.path[:-1] == spot.path]
    meant = [hint for hint in hints if hint.startswith("did you mean")]
    return frozenset(key for key in WORK_KEYS if any(f"`{key}`" in hint for hint in meant))


def _check_companions(raw: Mapping[str, object], works: frozenset[str], spot: Spot) -> None:
    meant = _meant_works(spot)  # what goes with these is in order once their names are
    several = len(works) > 1 and works != _SHORT_HOLDS  # which is reported of the works
    for key, (beside, words) in _COMPANIONS.items():
        fits = any(one <= works for one in beside) if several else works in beside
        if meant and any(one <= works | meant for one in beside):
            continue
        if key in raw and not fits:
            spot.at(key).report(
                f"`{key}` goes only with {words}", f"leave out `{key}`", of_key=True
            )
    if "tempo" in raw and "limit" in raw and works == _REPS:
        spot.at("limit").report(
            "`limit` cannot stand beside `tempo`: the tempo says how long the reps take",
            "leave one of them out",
            of_key=True,
        )
    if works == _ROUNDS and raw.get("parts", []) == []:
        spot.at("parts").report(
            "`rounds` needs at least one part",
            'write parts = [{ name = "Warm", time = "3m", kind = "heat" }]',
        )
    if "sets" in raw and works == _ROUNDS:
        spot.at("sets").report(
            "`sets` cannot stand beside `rounds`: the rounds are the sets",
            "leave out `sets`",
            of_key=True,
        )


def _check_end(values: Mapping[str, Any], spot: Spot) -> None:
    """Of the names alone, so that it is told beside whatever else is wrong with the parts."""
    end = values.get("end")
    names = [part.get("name") for part in values.get("parts", ())]
    if end is not None and names and None not in names and end not in names:
        spot.at("end").report(
            f'`end` must name one of the parts, got "{end}"', spot.at("end").write(f'"{names[0]}"')
        )


def _build(
    works: frozenset[str], values: Mapping[str, Any], kind: Kind | None, spot: Spot
) -> Work | None:
    if works == _TIME:
        return _continuous(values, kind, spot)
    if works == _ROUNDS:
        return _parts(values, kind, spot)
    if works == _FOOT_STEPS:
        steps: int = values["steps"]
        return FootSteps(steps=steps, limit_s=values.get("limit", steps * SECONDS_A_FOOT_STEP))
    if works == _REPS:
        return _reps(values["reps"], values.get("tempo"), values.get("limit"), spot)
    if works == _SHORT_HOLDS:
        return _short_holds(values, spot)
    return Hold(hold_s=values["hold"])


def _continuous(values: Mapping[str, Any], kind: Kind | None, spot: Spot) -> Work | None:
    if "pass" in values and kind is not None and kind not in _WITH_PASS:
        spot.at("pass").report(
            f"`pass` goes only with rolling and massage, this exercise is of the kind `{kind}`",
            "leave out `pass`",
            of_key=True,
        )
        return None
    return Continuous(time_s=values["time"], pass_s=values.get("pass"))


def _parts(values: Mapping[str, Any], kind: Kind | None, spot: Spot) -> Work | None:
    tables = values.get("parts", ())
    if not tables or any("name" not in part or "time" not in part for part in tables):
        return None  # which is reported already
    parts = tuple(
        Part(name=part["name"], time_s=part["time"], kind=part.get("kind", kind or Kind.CONTRAST))
        for part in tables
    )
    end = values.get("end")
    if end is not None and end not in [part.name for part in parts]:
        return None  # which is reported already
    return Parts(rounds=values["rounds"], parts=parts, end=end)


def _reps(count: Count, tempo: Tempo | None, limit_s: float | None, spot: Spot) -> Work | None:
    if count.to_failure and (tempo is not None or limit_s is None):
        wrong = "cannot stand beside `tempo`" if tempo is not None else "needs `limit`"
        spot.at("reps").report(
            f'`reps` = "max" {wrong}: nobody knows how many there will be', 'write limit = "2m"'
        )
        return None
    if tempo is not None and limit_s is not None:
        return None  # which is reported already
    if tempo is None and limit_s is None:
        limit_s = math.ceil(count.reps * SECONDS_A_REP / LIMIT_GRAIN_S) * float(LIMIT_GRAIN_S)
    return Reps(
        reps=count.reps,
        least=count.least,
        to_failure=count.to_failure,
        tempo=tempo,
        limit_s=limit_s,
    )


def _short_holds(values: Mapping[str, Any], spot: Spot) -> Work | None:
    count: Count = values["reps"]
    if count.least != count.reps or count.to_failure:
        spot.at("reps").report("`reps` beside `hold` must be one number", "write reps = 3")
        return None
    return Hold(hold_s=values["hold"], reps=count.reps, release_s=values.get("release", RELEASE_S))


def _check_phase(work: Work, key: str, spot: Spot) -> None:
    if not isinstance(work, Parts) and work.duration_s > PHASE_MAX_S:
        spot.at(key).report(
            f"one set lasts {duration_words(work.duration_s)}, "
            f"the limit is {duration_words(PHASE_MAX_S)}",
            "make it shorter, or make more sets of it",
        )


def thermal_s(dose: Dose, kind: Kind | None) -> float:
    """Seconds of heat and cold in all sets on all sides of a dose of an exercise of `kind`."""
    legs = 2 if dose.sides in (Sides.EACH, Sides.ALTERNATE) else 1
    work = dose.work
    if isinstance(work, Parts):
        rounds = (work.in_round(no) for no in range(1, work.rounds + 1))
        seconds = sum(part.time_s for parts in rounds for part in parts if part.kind in THERMAL)
    else:
        seconds = work.duration_s if kind in THERMAL else 0.0
    return seconds * dose.sets * legs


def check_thermal(seconds: float, spot: Spot) -> None:
    """Report more heat and cold than a step may have in all."""
    if seconds > THERMAL_MAX_S:
        spot.report(
            f"heat and cold last {duration_words(seconds)} in this step, "
            f"the limit is {duration_words(THERMAL_MAX_S)}",
            "make it shorter, or leave out a round or a set",
        )
