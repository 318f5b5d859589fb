"""A person's plan as a file: read with all its problems at once, and written to be read.

Owns the keys of plan.toml. Knows nothing of where it lies, the history or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from calfcoach.errors import CoachError
from calfcoach.files.fields import Field, ListOf, Table, Tables, read_table
from calfcoach.files.plan_tables import (
    ENTRIES_MAX,
    LENGTH,
    REVIEWS,
    SOURCES,
    STAGES,
    STAGES_MAX,
    Day,
    problems_error,
    read_file,
    read_stages,
)
from calfcoach.files.problems import UNSAFE, Problem, Spot
from calfcoach.files.values import TITLE_CHARS, Choice, Text, Whole, choice
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import DoseChange, Item, Plan, PlanGoal, PlanPause, PlanState, Stage
from calfcoach.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.files.plan_names import Names

_TITLE = Text(chars=TITLE_CHARS, some=True)
_DATE = Day()
_PLAN = Table(
    called="a plan",
    fields=(
        Field(name="format", read=Whole(low=1, high=1), meaning="the form of this file"),
        Field(name="id", read=_TITLE, meaning="what its versions share", required=True),
        Field(name="goal", read=choice(PlanGoal), meaning="what it is for", required=True),
        Field(name="began", read=_DATE, meaning="its first day", required=True),
        LENGTH,
        Field(name="stage_no", read=Whole(low=1, high=STAGES_MAX), meaning="the stage of now"),
        Field(name="stage_since", read=_DATE, meaning="the stage's first day"),
        Field(
            name="stage_before", read=Whole(low=0, high=STAGES_MAX), meaning="the one up to then"
        ),
        Field(name="raise_rung", read=Whole(low=0, high=len(RUNGS) - 1), meaning="the heel raise"),
        Field(name="raise_since", read=_DATE, meaning="the first day of that raise"),
        Field(
            name="raise_before",
            read=Whole(low=0, high=len(RUNGS) - 1),
            meaning="the heel raise up to then",
        ),
        REVIEWS,
        Field(name="state", read=choice(PlanState), meaning="whether it asks for anything"),
        Field(name="risks", read=ListOf(read=_TITLE), meaning="what was ticked"),
        Field(name="age", read=Whole(low=1, high=120), meaning="in years, for norms"),
        Field(name="sex", read=Choice(words=("female", "male", "")), meaning="for norms"),
        SOURCES,
        Field(name="pause", read=Tables(header="[[pause]]"), meaning="days it stands still"),
        STAGES,
    ),
)
_PAUSE = Table(
    called="a pause",
    fields=(
        Field(name="from", read=_DATE, meaning="its first day", required=True),
        Field(name="until", read=_DATE, meaning="its last day; none for an open one"),
        Field(name="reason", read=Text(chars=TITLE_CHARS), meaning="why"),
    ),
)
_HEAD = "# A plan of CalfCoach. You may edit it; `calfcoach plan show` then shows what it asks."
_STAGES = """\
# The stages, one after the other. `days` is how many days a week, or which; `instead_of` names
# the routine that is left out on those days. A change gives other doses to an exercise, or to
# all of a kind, in each routine or in one: seconds of a hold, sets in one session, reps."""


def read_plan(data: bytes, *, where: str, names: Names | None = None) -> Plan:
    """Read a plan. `where` is the file as the user would type it; with `names` the routines and
    exercises that it names must be there.

    Raises CoachError with all problems of the file.
    """
    document = read_file(data, where)
    problems: list[Problem] = []
    spot = Spot(problems=problems)
    try:
        values = _read(document, spot)
        if names is not None:
            names.check(document, spot)
        plan = None if problems else Plan(**values)
    except CoachError as stopped:  # too many problems to go on
        raise problems_error(problems, document, where, stopped) from None
    if plan is None or problems:
        raise problems_error(problems, document, where)
    return plan


def is_harmless(text: str) -> bool:
    """Whether nothing in it steers a terminal."""
    plain = text.replace("\r\n", "\n").translate({9: None, 10: None})
    if plain.isprintable():
        return True
    import re  # late: nearly all is printable

    return not re.search(UNSAFE, plain)


def may_stand(text: str) -> bool:
    """Whether the program may make this the plan's file: a plan, and harmless."""
    if not is_harmless(text):
        return False
    try:
        read_plan(text.encode(), where="plan.toml")
    except CoachError:
        return False
    return True


def _read(document: Mapping[str, object], spot: Spot) -> dict[str, Any]:
    values = read_table(document, _PLAN, spot)
    tables = values.pop("stage", ())
    stages = read_stages(tables, spot.at("stage"))
    pauses = _read_pauses(values.pop("pause", ()), spot.at("pause"))
    values.pop("format", None)
    if "began" in values:
        values.setdefault("stage_since", values["began"])
    _check(values, len(tables), spot)
    return {**values, "stages": stages, "pauses": pauses}


def _read_pauses(tables: Any, spot: Spot) -> tuple[PlanPause, ...]:
    if len(tables) > ENTRIES_MAX * 4:
        spot.report(
            f"there are {len(tables):,} of {spot.name}, the limit is {ENTRIES_MAX * 4}",
            "leave out old ones",
        )
        return ()
    pauses = []
    for no, table in enumerate(tables):
        values = read_table(table, _PAUSE, spot.at(no))
        first, last = values.get("from"), values.get("until")
        if first and last and last < first:
            spot.at(no, "until").report(
                f"`until` is {last}, before `from`", f"write until = {first}, or a later day"
            )
        if first:
            reason = values.get("reason", "")
            pauses.append(PlanPause(from_day=first, until_day=last, reason=reason))
    return tuple(pauses)


def _check(values: Mapping[str, Any], stages: int, spot: Spot) -> None:
    """What single keys cannot know of each other."""
    for key in ("stage_no", "stage_before"):
        if values.get(key, 1) > stages > 0:
            spot.at(key).report(
                f"`{key}` is {values[key]}, and the last stage is {stages}",
                f"write {key} = {stages}",
            )
    since, began = values.get("stage_since"), values.get("began")
    if since and began and since < began:
        spot.at("stage_since").report(
            f"`stage_since` is {since}, before the plan began",
            f"write stage_since = {began}, or a later day",
        )


# ---------------------------------------------------------------------------- writing


def plan_text(plan: Plan) -> str:
    """The plan as a file that `read_plan` reads back to the same plan."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield from (_HEAD, "format = 1", f"id = {_text(plan.id)}", f"goal = {_text(plan.goal)}")
    yield from (f"began = {plan.began}", f"days = {plan.days}", f"reviews = {list(plan.reviews)}")
    yield from ("", "# Where it stands. `raise_rung` is the form of the heel raise:")
    yield f"# {', '.join(f'{no} {rung.name}' for no, rung in enumerate(RUNGS))}."
    yield from (f"state = {_text(plan.state)}", f"stage_no = {plan.stage_no}")
    yield f"stage_since = {plan.stage_since}"
    if plan.stage_before:
        yield f"stage_before = {plan.stage_before}"
    yield f"raise_rung = {plan.raise_rung}"
    if plan.raise_since is not None:
        yield from (f"raise_since = {plan.raise_since}", f"raise_before = {plan.raise_before}")
    yield from ("", "# What you told; age and sex serve for comparing alone.")
    yield f"risks = {_array(plan.risks, _text)}"
    if plan.age is not None:
        yield f"age = {plan.age}"
    yield f"sex = {_text(plan.sex)}"
    yield from ("", "# Where the doses come from.", "sources = [")
    yield from (f"  {_source(source)}," for source in plan.sources)
    yield "]"
    if plan.pauses:
        yield from ("", "# Days on which it stood still, the first and the last meant.")
    for pause in plan.pauses:
        yield from _pause_lines(pause)
    yield from ("", _STAGES)
    for stage in plan.stages:
        yield from _stage_lines(stage)


def _pause_lines(pause: PlanPause) -> Iterator[str]:
    yield from ("[[pause]]", f"from = {pause.from_day}")
    if pause.until_day is not None:
        yield f"until = {pause.until_day}"
    if pause.reason:
        yield f"reason = {_text(pause.reason)}"


def _stage_lines(stage: Stage) -> Iterator[str]:
    yield from ("", "[[stage]]", f"name = {_text(stage.name)}", f"weeks = {stage.weeks}")
    for item in stage.items:
        yield from _item_lines(item)
    for change in stage.changes:
        yield from _change_lines(change)


def _item_lines(item: Item) -> Iterator[str]:
    days = item.days if isinstance(item.days, int) else _array(item.days, _text)
    yield from ("  [[stage.item]]", f"  routine = {_text(item.routine)}", f"  days = {days}")
    if item.per_day != 1:
        yield f"  per_day = {item.per_day}"
    if item.instead_of:
        yield f"  instead_of = {_text(item.instead_of)}"


def _change_lines(change: DoseChange) -> Iterator[str]:
    yield "  [[stage.change]]"
    hold = "" if change.hold_s is None else f"{change.hold_s:g}s"
    texts = {
        "exercise": change.exercise,
        "kind": change.kind,
        "routine": change.routine,
        "use": change.use,
        "hold": hold,
    }
    yield from (f"  {key} = {_text(text)}" for key, text in texts.items() if text)
    amounts = {"sets": change.sets, "reps": change.reps}
    yield from (f"  {key} = {amount}" for key, amount in amounts.items() if amount is not None)
    if change.load:
        yield f"  load = {_text(change.load)}"


def _source(source: Source) -> str:
    texts = {"claim": source.claim, "cite": source.cite, "mark": source.mark}
    return f"{{ {', '.join(f'{key} = {_text(text)}' for key, text in texts.items())} }}"


def _array(entries: tuple[str, ...], write: Callable[[str], str]) -> str:
    return f"[{', '.join(write(entry) for entry in entries)}]"


def _text(text: str) -> str:
    """Text as a TOML string. What the reader takes has no control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
