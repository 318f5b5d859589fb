from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfcoach.authoring.draft import DraftStep, Value
from calfcoach.authoring.matching import Named, Names
from calfcoach.authoring.sheet import Sheet, read_sheet
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders

EXERCISES = {
    one.id: one for one in Catalog(find_folders({"CALFCOACH_HOME": "/nowhere"})).exercises()[0]
}
NAMES = Names(Named(id=one.id, texts=(one.title, one.say)) for one in EXERCISES.values())

ALL_YOU_CAN = "As many as you can: `limit` is the longest time for them."
AS_EACH = "Both legs was read as one leg after the other."
OWN_TOP = "2s was read as a hold at the top, in its own tempo."


def sheet(text: str) -> Sheet:
    return read_sheet(text, NAMES, EXERCISES)


def marks(comments: tuple[str, ...]) -> list[str]:
    return [line.removeprefix("# ? ") for line in comments if line.startswith("# ? ")]


def only_step(line: str) -> DraftStep:
    (step,) = sheet(f"Programme\n{line}").steps
    return step


@pytest.mark.parametrize(
    ("line", "exercise", "keys", "doubts"),
    [
        # a count and its sets
        ("Heel raise 12 reps x 3", "heel-raise", {"reps": 12, "sets": 3}, []),
        ("Heel raise 10-12 reps x 3", "heel-raise", {"reps": "10-12", "sets": 3}, []),
        ("Heel raises 10-12 x 3", "heel-raise", {"reps": "10-12", "sets": 3}, []),
        ("Heel raises 3x12", "heel-raise", {"reps": 12, "sets": 3}, []),
        (
            "Heel raises 12x2",
            "heel-raise",
            {"reps": 12, "sets": 2},
            ["12x2 was read as 2 sets of 12."],
        ),
        (
            "Ankle pumps x 20 x 3",
            "ankle-pumps",
            {"reps": 20, "sets": 3},
            ["x 20 x 3 was read as 3 sets of 20."],
        ),
        ("Heel walk 20 steps x 2", "heel-walk", {"steps": 20, "sets": 2}, []),
        ("Heel walk 2 x 20 steps", "heel-walk", {"steps": 20, "sets": 2}, []),
        (
            "Towel curls 15 reps x 2 each foot",
            "towel-toe-curl",
            {"reps": 15, "sets": 2, "sides": "each"},
            [],
        ),
        (
            "Heel raises 2-3 sets of 12",
            "heel-raise",
            {"reps": 12, "sets": 2},
            ["2-3 sets was read as 2 sets."],
        ),
        (
            "Heel raises 3 x max",
            "heel-raise",
            {"reps": "max", "limit": "2m", "sets": 3},
            [ALL_YOU_CAN],
        ),
        (
            "Heel raises max reps x 3",
            "heel-raise",
            {"reps": "max", "limit": "2m", "sets": 3},
            [ALL_YOU_CAN],
        ),
        ("Rise up on your toes 12 times", "heel-raise", {"reps": 12}, []),
        # a second amount
        (
            "Calf stretch 2x30s each, rest 15s, 3 sets on bad days",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 2, "sides": "each", "rest": "15s"},
            ["Not used of this line: 3 sets, bad, day"],
        ),
        (
            "Heel raises 12 reps, then 10 reps quick",
            "heel-raise",
            {"reps": 12},
            ["Not used of this line: 10 reps, quick"],
        ),
        (
            "Heel raises 3x12 then 2x15",
            "heel-raise",
            {"reps": 12, "sets": 3},
            ["Not used of this line: 2x15"],
        ),
        (
            "Heel walk 20 steps 45s",
            "heel-walk",
            {"steps": 20},
            ["Not used of how much: 45s"],
        ),
        (
            "Heel raises 3x12 +2x5kg",
            "heel-raise",
            {"reps": 12, "sets": 3},
            ["Not used of this line: +2x5kg"],
        ),
        (
            "Calf stretch 30-45s x 3",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 3, "sides": "alternate"},
            ["30-45s was read as 30 s."],
        ),
        (
            "Calf stretch 3 sets of 5 reps",
            "wall-calf-stretch",
            {"hold": "30s", "reps": 5, "sets": 3, "sides": "alternate"},
            ["How long to hold is not said; 30s is its own dose."],
        ),
        ("Heel walk 10 m", "heel-walk", {"time": "10m"}, ["10 m was read as minutes."]),
        (
            "Contrast 3 x 10 min",
            "contrast",
            {},
            [
                "Its parts are its own; write them out where yours differ.",
                "Not used of how much: 10m, 3 sets",
            ],
        ),
        # how often
        (
            "Heel raises 3x12, 3x per week",
            "heel-raise",
            {"reps": 12, "sets": 3},
            ["3 days a week is said of this line; a routine has one for all."],
        ),
        (
            "Calf stretch 3x/day, 30s each side",
            "wall-calf-stretch",
            {"hold": "30s", "sides": "each"},
            ["3 a day is said of this line; a routine has one for all."],
        ),
        (
            "Calf stretch 3 x 30s, 2x daily",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 3, "sides": "alternate"},
            ["2 a day is said of this line; a routine has one for all."],
        ),
        ("Heel raises 2x12 daily", "heel-raise", {"reps": 12, "sets": 2}, []),
        (
            "Ankle pumps 10 reps 3 times an hour",
            "ankle-pumps",
            {"reps": 10},
            ["Not used of this line: 3 times an hour"],
        ),
        (
            "Calf stretch 30s x3 x2/day",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 3, "sides": "alternate"},
            ["2 a day is said of this line; a routine has one for all."],
        ),
        ("Heel raises 3 x 10 daily", "heel-raise", {"reps": 10, "sets": 3}, []),
        # sides
        (
            "Calf stretch 30s both legs",
            "wall-calf-stretch",
            {"hold": "30s", "sides": "each"},
            [AS_EACH],
        ),
        (
            "Soleus stretch 30s both legs",
            "soleus-stretch",
            {"hold": "30s", "sides": "each"},
            [AS_EACH],
        ),
        ("Soleus stretch 30s both sides", "soleus-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Foam roll calf 60s both legs", "foam-roll", {"time": "60s", "sides": "each"}, [AS_EACH]),
        ("Heel raises x 12 both legs", "heel-raise", {"reps": 12, "sides": "both"}, []),
        (
            "Heel raises x 12 both sides",
            "heel-raise",
            {"reps": 12, "sides": "both"},
            ["Both sides was read as both legs at once."],
        ),
        ("Calf stretch 30s L/R", "wall-calf-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Calf stretch 30s L+R", "wall-calf-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Calf stretch 30s L & R", "wall-calf-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Calf stretch 30s ea.", "wall-calf-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Calf stretch 30s each", "wall-calf-stretch", {"hold": "30s", "sides": "each"}, []),
        ("Calf stretch 30s R only", "wall-calf-stretch", {"hold": "30s", "sides": "right"}, []),
        # tempo and rest
        (
            'Heel raises both legs 2 x 12, 2s up 2s hold 3s down, 60" rest',
            "heel-raise",
            {"reps": 12, "tempo": "2-2-3", "sets": 2, "sides": "both", "rest": "60s"},
            [],
        ),
        (
            "Heel raises 2x12 60s rest between sets, 2 sec hold at top",
            "heel-raise",
            {"reps": 12, "tempo": "2-2-3", "sets": 2, "rest": "60s"},
            [OWN_TOP],
        ),
        (
            "Heel raises 3x10 tempo 2/2/3",
            "heel-raise",
            {"reps": 10, "tempo": "2-2-3", "sets": 3},
            [],
        ),
        ("Heel raises 3x10 2-2-3", "heel-raise", {"reps": 10, "tempo": "2-2-3", "sets": 3}, []),
        (
            "Heel raises x 12. Up 2 seconds, hold 2, down 3",
            "heel-raise",
            {"reps": 12, "tempo": "2-2-3"},
            [],
        ),
        ("Heel raises x 12 2s up, 3s down", "heel-raise", {"reps": 12, "tempo": "2-0-3"}, []),
        (
            "Heel raises 12 reps, slowly (3s down)",
            "heel-raise",
            {"reps": 12},
            ["Not used of how much: 3s", "Not used of this line: slowly, down"],
        ),
        (
            "Calf stretch 2x30s rest 15s btw sets",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 2, "sides": "alternate", "rest": "15s"},
            [],
        ),
        (
            "Heel raises 5 sec hold x 10 reps",
            "heel-raise",
            {"reps": 10, "tempo": "2-5-3"},
            ["5s was read as a hold at the top, in its own tempo."],
        ),
        (
            "Heel raises 10 reps x 5 sec hold",
            "heel-raise",
            {"reps": 10, "tempo": "2-5-3"},
            ["5s was read as a hold at the top, in its own tempo."],
        ),
        (
            "Heel raises 12 x 5s hold",
            "heel-raise",
            {"reps": 12, "tempo": "2-5-3"},
            [
                "12 holds of 5s were read as 12 reps.",
                "5s was read as a hold at the top, in its own tempo.",
            ],
        ),
        # halves and words
        ("Heel walk 1/2 min", "heel-walk", {"time": "30s"}, []),
        (
            "Heel raises 12 reps ½ range",
            "heel-raise",
            {"reps": 12},
            ["Not used of this line: 1/2, range"],
        ),
        (
            "Heel walk 1/3 min",
            "heel-walk",
            {},
            [
                "Nothing is said of how much; its own dose is taken.",
                "Not used of this line: 1/3, min",
            ],
        ),
        (
            "Hold the wall calf stretch for 30 seconds, twice each leg",
            "wall-calf-stretch",
            {"hold": "30s", "sets": 2, "sides": "each"},
            [],
        ),
        # names
        ("Wall stretch 30s", "wall-calf-stretch", {"hold": "30s", "sides": "alternate"}, []),
        ("HR 3x12", "heel-raise", {"reps": 12, "sets": 3}, ["HR was read as heel raise."]),
        (
            '2. FR 60" each',
            "foam-roll",
            {"time": "60s", "sides": "each"},
            ["FR was read as foam roll."],
        ),
        ("Foam roller calves 2 min", "foam-roll", {"time": "2m", "sides": "each"}, []),
        ('heel walking 45"', "heel-walk", {"time": "45s"}, []),
        ("soleus str. 30s", "soleus-stretch", {"hold": "30s", "sides": "alternate"}, []),
    ],
)
def test_a_line_of_a_sheet_is_read_with_its_doubts(
    line: str, exercise: str, keys: dict[str, Value], doubts: list[str]
) -> None:
    step = only_step(line)
    assert not step.out
    assert (step.exercise, dict(step.keys), marks(step.comments)) == (exercise, keys, doubts)


@pytest.mark.parametrize(
    ("line", "key"), [('Quad rolling 60" each', "time"), ('Quad whatever 60" each', "hold")]
)
def test_an_unknown_exercise_that_rolls_is_done_for_a_time(line: str, key: str) -> None:
    step = only_step(line)
    assert step.out
    assert dict(step.keys) == {key: "60s", "sides": "each"}


# ---------------------------------------------------------------------------- tables

TABLES = [
    "Exercise\tSets\tReps\tHold\tRest\tSide\tTempo\n"
    "Heel raise\t2\t12\t\t60 s\tboth\t2-2-3\n"
    "Calf stretch\t3\t-\t30\t\teach",
    "| Exercise | Sets | Reps | Hold (s) | Rest | Side | Tempo |\n"
    "|----------|------|------|----------|------|------|-------|\n"
    "| Heel raise | 2 | 12 | - | 60 s | both | 2-2-3 |\n"
    "| Calf stretch | 3 |  | 30 |  | each | |",
    "Exercise      Sets  Reps  Hold  Rest  Side  Tempo\n"
    "Heel raise    2     12          60 s  both  2-2-3\n"
    "Calf stretch  3     -     30 s  -     each  -",
]


@pytest.mark.parametrize("text", TABLES)
def test_the_columns_of_a_table_say_what_its_heading_says(text: str) -> None:
    heading, raise_, stretch = sheet(text).steps
    assert heading.out
    assert marks((*heading.comments, *raise_.comments, *stretch.comments)) == []
    assert (raise_.exercise, dict(raise_.keys)) == (
        "heel-raise",
        {"reps": 12, "tempo": "2-2-3", "sets": 2, "sides": "both", "rest": "60s"},
    )
    assert (stretch.exercise, dict(stretch.keys)) == (
        "wall-calf-stretch",
        {"hold": "30s", "sets": 3, "sides": "each"},
    )


def test_a_row_whose_columns_cannot_be_told_is_no_step_yet() -> None:
    found = sheet(
        "Exercise Sets Reps Hold Rest Side Tempo\nHeel raise 2 12 60 s both 2-2-3\n"
        "Calf stretch 3x30s each side\nAll of this 5 days a week"
    )
    _, raise_, stretch = found.steps
    assert (raise_.out, raise_.exercise, raise_.keys) == (True, "heel-raise", ())
    assert marks(raise_.comments) == [
        "Its columns cannot be told apart: put | between them, or write 2x12, rest 60s."
    ]
    assert dict(stretch.keys) == {"hold": "30s", "sets": 3, "sides": "each"}
    assert found.days == 5


def test_a_table_ends_with_an_empty_line() -> None:
    found = sheet("Exercise  Sets  Reps\nHeel raise  2  12\n\nHeel walk  60 s x 2")
    assert [dict(step.keys) for step in found.steps[1:]] == [
        {"reps": 12, "sets": 2},
        {"time": "60s", "sets": 2},
    ]


# ------------------------------------------------------------- two exercises in one line


@pytest.mark.parametrize(
    "line",
    [
        "Heel raises 2x12; soleus stretch 2x30s/side",
        "1. Heel raises 2x12. Soleus stretch 2x30s each leg.",
    ],
)
def test_two_exercises_in_one_line_are_two_steps(line: str) -> None:
    found = sheet(f"Programme\n{line}")
    assert [(step.exercise, dict(step.keys)) for step in found.steps] == [
        ("heel-raise", {"reps": 12, "sets": 2}),
        ("soleus-stretch", {"hold": "30s", "sets": 2, "sides": "each"}),
    ]
    assert [marks(step.comments) for step in found.steps] == [[], []]


@pytest.mark.parametrize("joint", [", ", " and ", " + ", ", rest 60s, ", " and then "])
def test_two_exercises_with_an_amount_each_are_parted_at_a_joint(joint: str) -> None:
    found = sheet(f"Heel raises 2x12{joint}soleus stretch 2x30s, each side")
    assert [(step.exercise, dict(step.keys)) for step in found.steps] == [
        ("heel-raise", {"reps": 12, "sets": 2} | ({"rest": "60s"} if "rest" in joint else {})),
        ("soleus-stretch", {"hold": "30s", "sets": 2, "sides": "each"}),
    ]
    assert [marks(step.comments) for step in found.steps] == [[], []]


@pytest.mark.parametrize("joint", [" then ", " plus "])
def test_two_exercises_that_nothing_parts_for_certain_are_no_step_yet(joint: str) -> None:
    step = only_step(f"Heel raises 2x12{joint}soleus stretch 2x30s/side")
    assert (step.out, step.keys) == (True, ())
    assert marks(step.comments) == ["Two exercises in one line: write a line for each."]


def test_sentences_that_name_no_other_exercise_stay_with_theirs() -> None:
    step = only_step("Soleus stretch 2x30s. Feel a stretch low in the calf. Rest 10s between sets.")
    assert dict(step.keys)["rest"] == "10s"


# ------------------------------------------------------- a name, and its dose below it


@pytest.mark.parametrize("dose", ["\tHold 30 seconds, twice each leg", "- Hold 30 s x 2, each leg"])
def test_a_dose_below_a_name_is_that_of_its_step(dose: str) -> None:
    found = sheet(f"Soleus stretch\n{dose}\nHeel raises\n2 sets of 12")
    stretch, raises = found.steps
    assert (stretch.exercise, dict(stretch.keys)) == (
        "soleus-stretch",
        {"hold": "30s", "sets": 2, "sides": "each"},
    )
    assert stretch.comments == (
        "# From the sheet: Soleus stretch",
        f"# From the sheet: {dose.strip()}",
        "# ? Read with the line above.",
    )
    assert (raises.exercise, dict(raises.keys)) == ("heel-raise", {"reps": 12, "sets": 2})


def test_sets_and_a_hold_below_a_name_are_both_read() -> None:
    step = only_step("Soleus stretch\n2 sets\nHold 20 s")
    assert (step.exercise, dict(step.keys)["hold"], dict(step.keys)["sets"]) == (
        "soleus-stretch",
        "20s",
        2,
    )
    assert marks(step.comments) == ["Read with the line above."] * 2


@pytest.mark.parametrize(
    "below", ["Clam shells 3x15", "All of this twice a day", "No hold of 30 s"]
)
def test_a_line_below_a_name_that_is_no_dose_stays_by_itself(below: str) -> None:
    first = sheet(f"Programme\nSoleus stretch\n{below}").steps[0]
    assert (first.exercise, "Read with the line above." in marks(first.comments)) == (
        "soleus-stretch",
        False,
    )


def test_a_name_with_a_dose_keeps_its_own() -> None:
    first, second = sheet("Soleus stretch 20 s\nHold 30 s").steps
    assert dict(first.keys)["hold"] == "20s"
    assert second.out


@pytest.mark.parametrize("line", ["Hold 30 s", "Holding for 30 s", "Hold it for 30 s"])
def test_words_of_a_dose_suggest_no_exercise(line: str) -> None:
    names = Names([Named(id="cold", texts=("Cold",))])
    (step,) = read_sheet(f"Programme\n{line}", names, {}).steps
    assert (step.exercise, marks(step.comments)) == (
        "name-of-an-exercise",
        ["No exercise of that name is known."],
    )


# ------------------------------------------------------------------------- how often


def test_how_often_of_the_whole_sheet_wins_over_that_of_one_line() -> None:
    found = sheet("Programme\nHeel raises 3x12, 3x per week\nAll of this 5 days a week")
    assert found.days == 5
    assert marks(found.steps[0].comments) == [
        "3 days a week is said of this line; a routine has one for all."
    ]


def test_a_line_that_says_how_often_as_the_whole_sheet_does_is_certain() -> None:
    found = sheet("Programme\nHeel raises 3x12, 2x daily\nAll of this twice a day")
    assert (found.per_day, marks(found.steps[0].comments)) == (2, [])


# -------------------------------------------------------------------------- headings


def test_a_heading_is_the_title_and_stays_as_a_remark() -> None:
    found = sheet("Home programme - Mrs Miller\nHeel raises x 12")
    assert found.title == "Home programme - Mrs Miller"
    assert found.comments == ("# From the sheet: Home programme - Mrs Miller",)


@pytest.mark.parametrize("line", ["Clam shells", "Warm and cold packs"])
def test_a_first_line_that_may_be_no_heading_waits_for_the_author(line: str) -> None:
    found = sheet(f"{line}\nHeel raises x 12")
    assert found.title == line
    assert found.comments == (f"# From the sheet: {line}", "# ? Read as the heading.")
    assert [step.exercise for step in found.steps] == ["heel-raise"]


@pytest.mark.parametrize(
    "line", ["No running for 2 weeks!", "No walking for 2 min", "Stop at 5/10."]
)
@pytest.mark.parametrize("before", ["", "Programme\n", "Heel raises x 9\n"])
def test_what_not_to_do_is_neither_a_title_nor_a_step(line: str, before: str) -> None:
    found = sheet(f"{before}{line}\nHeel raises x 12")
    assert found.title == before.strip().replace("Heel raises x 9", "")
    out = [step for step in found.steps if step.out]
    assert [step.comments for step in out] == [(f"# From the sheet: {line}", "# ? Not used.")]


def test_a_first_line_with_a_number_before_it_is_a_step() -> None:
    (step,) = sheet("1. Calf stretch against the table").steps
    assert step.exercise == "wall-calf-stretch"


def test_a_heading_between_the_steps_stays_where_it_is() -> None:
    found = sheet("Programme\nHeel raises x 12\nEvening:\nCalf stretch 30s")
    assert found.steps[1] == DraftStep(
        exercise="", comments=("# From the sheet: Evening:",), out=True
    )


def test_a_line_without_end_is_cut_and_that_is_said() -> None:
    found = sheet("Programme\nHeel raises x 12 " + "with care " * 60)
    assert marks(found.comments) == [
        "Longer than 500 characters, its end was left out: Heel raises x 12 with care with care wit"
    ]


# ------------------------------------------------------------------------ every number

_FORMS = (
    "{}x{}", "{} x {} reps", "{} reps x {}", "{} sets", "{} reps", "x {}", "{}s", "{} sec hold",
    "hold {}s at top", "rest {}s", "{}s rest between sets", "{} kg", "{}x{}s", "{}s x {}",
    "{} sets of {}", "{}-{} reps", "{}-{}s", "{} steps x {}", "{} x daily", "{} times a week",
    "tempo {}/{}/{}", "{}s up {}s hold {}s down", "{}", "{}x max", "each side", "L/R", "both legs",
    "{} x {} steps", "level {}", "({} times)", "{}-{} sets of {}", "{} x {} kg", "{}/day",
    "{} 1/2 min", "{} {}/{} range", "{}/{}/{} reps", "{}-second hold", "twice each leg",
    "{}x{}; heel raises {}x{}", "{}s. Soleus stretch {}s", "{}s and soleus stretch {}s",
)  # fmt: skip
_NAMES = ("Heel raises", "Calf stretch", "Foam roll", "Heel walk", "Contrast", "Clam shells")


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A line of a sheet, and its numbers: no two are the same."""
    forms = draw(st.lists(st.sampled_from(_FORMS), min_size=1, max_size=4))
    text = draw(st.sampled_from(_NAMES)) + " " + draw(st.sampled_from([", ", " "])).join(forms)
    few = st.integers(min_value=1, max_value=59)
    count = text.count("{}")
    numbers = [str(n) for n in draw(st.lists(few, min_size=count, max_size=count, unique=True))]
    return text.format(*numbers), numbers


@settings(max_examples=300, deadline=None)
@given(lines())
def test_every_number_of_a_line_stands_in_a_key_or_in_a_remark(made: tuple[str, list[str]]) -> None:
    line, numbers = made
    found = sheet(f"Programme\n{line}")
    comments = found.comments + tuple(note for step in found.steps for note in step.comments)
    waiting = marks(comments)
    said = [*(str(value) for step in found.steps for _, value in step.keys), *waiting]
    if waiting == ["Not used."] or any(note.startswith("Two exercises") for note in waiting):
        said = [*comments]  # the line as a whole waits for the author
    shown = re.findall(r"[0-9]+", " ".join(said))
    assert [number for number in numbers if number not in shown and number != "1"] == []  # 1 set
