"""The file of a plan: what is written is read back, and what is wrong is told, all at once."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_stories import begun
from strategies import QUICK

from calfcoach.errors import CoachError
from calfcoach.files.plan_file import plan_text, read_plan
from calfcoach.files.values import WEEKDAYS
from calfcoach.frozen import replace
from calfcoach.plan.model import (
    DoseChange,
    Item,
    Plan,
    PlanGoal,
    PlanPause,
    PlanState,
    Stage,
)
from calfcoach.source import Source
from calfcoach.terms import Kind

WHERE = "~/plan.toml"
HEAD = 'id = "p1"\ngoal = "loosen"\nbegan = 2026-11-09\ndays = 28\n'
STAGE = '[[stage]]\nname = "one"\nweeks = 4\n[[stage.item]]\nroutine = "daily"\n'


def problems(text: str) -> list[tuple[str, str, str]]:
    """Where, message and hint of all that is wrong."""
    with pytest.raises(CoachError) as caught:
        read_plan(text.encode(), where=WHERE)
    return [(error.where, error.message, error.hint) for error in caught.value.all()]


# ------------------------------------------------------------------- there and back again


def test_a_short_plan_means_what_is_usual() -> None:
    assert read_plan((HEAD + STAGE).encode(), where=WHERE) == Plan(
        id="p1",
        goal=PlanGoal.LOOSEN,
        began=date(2026, 11, 9),
        stage_since=date(2026, 11, 9),
        days=28,
        stages=(Stage(name="one", weeks=4, items=(Item(routine="daily"),)),),
    )


def test_a_plan_is_written_to_be_read() -> None:
    plan = replace(
        read_plan((HEAD + STAGE).encode(), where=WHERE),
        state=PlanState.PAUSED,
        risks=("heels", "cold"),
        age=44,
        sources=(Source(claim='"much" of it', cite="Somebody", mark="own"),),
        pauses=(PlanPause(from_day=date(2026, 11, 12), reason="away"),),
        stages=(
            Stage(
                name="one",
                weeks=4,
                items=(Item(routine="daily", days=("mon", "thu"), instead_of="desk"),),
                changes=(DoseChange(kind="stretch", routine="daily", hold_s=27.5, sets=2),),
            ),
        ),
    )
    assert (
        plan_text(plan)
        == """\
# A plan of CalfCoach. You may edit it; `calfcoach plan show` then shows what it asks.
format = 1
id = "p1"
goal = "loosen"
began = 2026-11-09
days = 28
reviews = [14, 28]

# Where it stands. `raise_rung` is the form of the heel raise:
# 0 two legs, 1 two legs, slowly, 2 up on two, down on one, 3 one leg, 4 one leg with a backpack.
state = "paused"
stage_no = 1
stage_since = 2026-11-09
raise_rung = 0

# What you told; age and sex serve for comparing alone.
risks = ["heels", "cold"]
age = 44
sex = ""

# Where the doses come from.
sources = [
  { claim = "\\"much\\" of it", cite = "Somebody", mark = "own" },
]

# Days on which it stood still, the first and the last meant.
[[pause]]
from = 2026-11-12
reason = "away"

# The stages, one after the other. `days` is how many days a week, or which; `instead_of` names
# the routine that is left out on those days. A change gives other doses to an exercise, or to
# all of a kind, in each routine or in one: seconds of a hold, sets in one session, reps.

[[stage]]
name = "one"
weeks = 4
  [[stage.item]]
  routine = "daily"
  days = ["mon", "thu"]
  instead_of = "desk"
  [[stage.change]]
  kind = "stretch"
  routine = "daily"
  hold = "27.5s"
  sets = 2
"""
    )
    assert read_plan(plan_text(plan).encode(), where=WHERE) == plan


@pytest.mark.parametrize("goal", PlanGoal)
def test_each_goal_is_read_back_as_it_was_written(goal: PlanGoal) -> None:
    plan = begun(goal)
    assert read_plan(plan_text(plan).encode(), where=WHERE) == plan


_SIGNS = string.ascii_letters + string.digits + "\"\\'#=[]{}äß…–日 "
_titles = st.text(_SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
_texts = st.text(_SIGNS, max_size=30).map(str.strip)
_ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
_dates = st.dates(date(2000, 1, 1), date(2199, 12, 31))
_days = st.integers(1, 7) | st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(
    lambda names: tuple(sorted(names, key=WEEKDAYS.index))
)
_amounts = {
    "hold_s": st.none() | st.integers(2, 1_200).map(lambda halves: halves / 2),
    "sets": st.none() | st.integers(1, 20),
    "reps": st.none() | st.integers(1, 200),
    "load": _texts,
    "use": st.just("") | _ids,
    "routine": st.just("") | _ids,
}
_changes = st.builds(DoseChange, exercise=_ids, **_amounts) | st.builds(
    DoseChange, kind=st.sampled_from([kind.value for kind in Kind]), **_amounts
)
_items = st.builds(
    Item, routine=_ids, days=_days, per_day=st.integers(1, 24), instead_of=st.just("") | _ids
)
_stages = st.builds(
    Stage,
    name=_titles,
    weeks=st.integers(1, 52),
    items=st.lists(_items, min_size=1, max_size=3).map(tuple),
    changes=st.lists(_changes, max_size=3).map(tuple),
)
_marks = st.sampled_from(["article", "judgement", "own"])


@st.composite
def _pauses(draw: st.DrawFn) -> PlanPause:
    first, last = sorted((draw(_dates), draw(_dates)))
    return PlanPause(
        from_day=first, until_day=draw(st.sampled_from([None, last])), reason=draw(_texts)
    )


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    began, since = sorted((draw(_dates), draw(_dates)))
    stages = tuple(draw(st.lists(_stages, min_size=1, max_size=3)))
    sources = st.builds(Source, claim=_texts, cite=_titles, mark=_marks)
    return Plan(
        id=draw(_titles),
        goal=draw(st.sampled_from([*PlanGoal])),
        began=began,
        stage_since=since,
        days=draw(st.integers(1, 366)),
        stages=stages,
        stage_no=draw(st.integers(1, len(stages))),
        stage_before=draw(st.integers(0, len(stages))),
        raise_rung=draw(st.integers(0, 4)),
        raise_since=draw(st.none() | st.just(began)),
        reviews=tuple(draw(st.lists(st.integers(1, 366), max_size=4))),
        state=draw(st.sampled_from([*PlanState])),
        pauses=tuple(draw(st.lists(_pauses(), max_size=3))),
        risks=tuple(draw(st.lists(_titles, max_size=3))),
        age=draw(st.none() | st.integers(1, 120)),
        sex=draw(st.sampled_from(["", "female", "male"])),
        sources=tuple(draw(st.lists(sources, max_size=2))),
    )


@QUICK
@given(_plans())
def test_whatever_is_written_is_read_back(plan: Plan) -> None:
    assert read_plan(plan_text(plan).encode(), where=WHERE) == plan


# ----------------------------------------------------------------------- what is wrong in it


def test_all_problems_are_told_at_once_and_where_they_are() -> None:
    text = (
        'id = "p1"\ngoal = "losen"\nbegan = "last monday"\ndays = 0\nstag_no = 1\n'
        "[[stage]]\nname = 3\nweks = 2\n[[stage.item]]\nrutine = 'daily'\n"
        "[[stage.change]]\nsets = 1\n"
    )
    assert problems(text) == [
        (
            f"{WHERE}:2:8",
            "`goal` must be achilles, heel-pain, loosen, maintain, night-cramps or strengthen, "
            'got "losen"',
            "did you mean `loosen`?",
        ),
        (
            f"{WHERE}:3:9",
            '`began` must be a day such as 2026-11-20, got "last monday"',
            "write began = 2026-11-20",
        ),
        (
            f"{WHERE}:4:8",
            "`days` must be a whole number from 1 to 366, got 0",
            "write days = 1 or more",
        ),
        (f"{WHERE}:5:1", "`stag_no` is not a key of a plan", "did you mean `stage_no`?"),
        (f"{WHERE}:7:8  stage 1", "`name` must be text, got 3", 'write name = "3"'),
        (f"{WHERE}:8:1  stage 1", "`weks` is not a key of a stage", "did you mean `weeks`?"),
        (
            f"{WHERE}:11:1  stage 1, change 1",
            "a change names either an `exercise` or a `kind`",
            'write exercise = "heel-raise", or kind = "stretch"',
        ),
        (
            f"{WHERE}:10:1  stage 1, item 1",
            "`rutine` is not a key of an item",
            "did you mean `routine`?",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "the file is empty", "`calfcoach plan start` writes a plan"),
        (
            HEAD + "stage_no = 2\n" + STAGE,
            "`stage_no` is 2, and the last stage is 1",
            "write stage_no = 1",
        ),
        (
            HEAD + "stage_since = 2026-11-08\n" + STAGE,
            "`stage_since` is 2026-11-08, before the plan began",
            "write stage_since = 2026-11-09, or a later day",
        ),
        (
            HEAD + STAGE + "[[pause]]\nfrom = 2026-11-12\nuntil = 2026-11-11\n",
            "`until` is 2026-11-11, before `from`",
            "write until = 2026-11-12, or a later day",
        ),
        (
            HEAD.replace("2026-11-09", "1066-10-14") + STAGE,
            "`began` must be a day from 2000-01-01 to 2199-12-31, got 1066-10-14",
            "write began = 2026-11-20",
        ),
        (
            HEAD.replace("2026-11-09", "2026-11-09T07:00:00") + STAGE,
            "`began` must be a day such as 2026-11-20, got 2026-11-09 07:00:00",
            "write began = 2026-11-20",
        ),
        (
            HEAD,
            "`stage` is missing",
            "a plan needs at least one [[stage]]",
        ),
        (
            HEAD + "raise_rung = 9\n" + STAGE,
            "`raise_rung` must be a whole number from 0 to 4, got 9",
            "write raise_rung = 4 or less",
        ),
        (
            HEAD + STAGE.replace('"daily"', '"../../etc/passwd"'),
            '`routine` must be a name such as daily, got "../../etc/passwd"',
            'write routine = "daily"',
        ),
        (
            HEAD.replace("p1", "p\\u001b[31m1") + STAGE,
            "`id` contains the control character U+001B",
            "remove U+001B",
        ),
        (
            HEAD + "stage = 3\n",
            "`stage` must be tables that begin with [[stage]], got 3",
            "write [[stage]] above the keys of each stage",
        ),
        (
            HEAD + STAGE.replace("weeks = 4", "weeks = 9" + 500 * "9"),
            "`weeks` must be a whole number from 1 to 52, got a huge number",
            "write weeks = 52 or less",
        ),
        (
            HEAD + STAGE * 21,
            "there are 21 of `stage`, the limit is 20",
            "leave some out",
        ),
        (
            HEAD + STAGE + '[[stage.item]]\nroutine = "desk"\n' * 50,
            "there are 51 of `item`, the limit is 50",
            "leave some out",
        ),
        (
            HEAD + "[[pause]]\nfrom = 2026-11-12\n" * 201 + STAGE,
            "there are 201 of `pause`, the limit is 200",
            "leave out old ones",
        ),
    ],
)  # fmt: skip
def test_one_problem_is_told_with_what_to_do(text: str, message: str, hint: str) -> None:
    assert [(said, do) for _, said, do in problems(text)] == [(message, hint)]


def test_a_file_full_of_problems_is_read_no_further_than_a_hundred() -> None:
    found = problems(HEAD + STAGE + "".join(f"key{no} = 1\n" for no in range(5_000)))
    assert len(found) == 101
    assert found[-1] == (
        WHERE,
        "there are more problems than these 100",
        "mend these first",
    )


def test_a_file_of_more_than_a_mebibyte_is_not_read() -> None:
    (only,) = problems(HEAD + STAGE + "#" * 1_048_576)
    assert only[1] == "the file is larger than 1 MiB"


def test_what_is_no_text_or_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(CoachError) as caught:
        read_plan(b"id = \xff", where=WHERE)
    assert (caught.value.where, caught.value.message) == (
        f"{WHERE}:1:6",
        "the file is not UTF-8 text: byte 0xff",
    )
    assert problems(HEAD + "stage = [[[")[0][0] == f"{WHERE}:5:12"
