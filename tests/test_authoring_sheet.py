from __future__ import annotations

import pytest
from building import exercise
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.authoring.draft import Draft, draft_text, step_lines
from calfcoach.authoring.matching import Named, Names
from calfcoach.authoring.sheet import LINES_MAX, Sheet, read_sheet
from calfcoach.authoring.step_words import find_exercise, read_dose, read_step
from calfcoach.errors import CoachError
from calfcoach.files.document import parse
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Dose, Exercise, FootSteps, Hold, Reps, Tempo
from calfcoach.terms import Kind, Level, Sides


def known(
    name: str,
    title: str,
    work: Hold | Reps | Continuous | FootSteps,
    sides: Sides = Sides.EACH,
) -> Exercise:
    made = exercise(name)
    kind = Kind.STRETCH if isinstance(work, Hold) else Kind.STRENGTH
    doses = {Level.DEFAULT: Dose(work=work)}
    return replace(made, title=title, say=title.lower(), kind=kind, doses=doses, sides=sides)


NOTHING = "Nothing is said of how much; its own dose is taken."
TEMPO = Tempo(up_s=2, hold_s=1, down_s=2)
EXERCISES = {
    one.id: one
    for one in (
        known("wall-calf-stretch", "Wall calf stretch", Hold(hold_s=30)),
        known("wall-push-up-stretch", "Wall push-up stretch", Hold(hold_s=30)),
        known("heel-raise", "Heel raise", Reps(reps=10, least=10, tempo=TEMPO), Sides.BOTH),
        known("heel-raise-one-leg", "Heel raise, one leg", Reps(reps=8, least=8, tempo=TEMPO)),
        known("heel-walk", "Heel walk", Continuous(time_s=20)),
        known("toe-walk", "Toe walk", FootSteps(steps=20, limit_s=40)),
        known("foam-roll", "Foam roll, calf", Continuous(time_s=60)),
    )
}
NAMES = Names(Named(id=one.id, texts=(one.title, one.say)) for one in EXERCISES.values())


def sheet(text: str) -> Sheet:
    return read_sheet(text, NAMES, EXERCISES)


def written(text: str) -> str:
    return "\n".join("\n".join(step_lines(step)) for step in sheet(text).steps)


def test_a_line_becomes_a_step() -> None:
    assert written("calf stretch 3x30s each side") == (
        "# From the sheet: calf stretch 3x30s each side\n"
        "[[step]] # Wall calf stretch\n"
        'exercise = "wall-calf-stretch"\n'
        'hold = "30s"\n'
        "sets = 3\n"
        'sides = "each" # all sets of the left leg, then the right'
    )


def test_tempo_rest_and_load_go_into_the_step() -> None:
    assert written("2. heel raises 2 x 12 (2-3-3) rest 60s, +5 kg, both legs") == (
        "# From the sheet: 2. heel raises 2 x 12 (2-3-3) rest 60s, +5 kg, both legs\n"
        "[[step]] # Heel raise\n"
        'exercise = "heel-raise"\n'
        "reps = 12\n"
        'tempo = "2-3-3"\n'
        "sets = 2\n"
        'sides = "both" # both legs at once\n'
        'rest = "60s"\n'
        'load = "5 kg"'
    )


@pytest.mark.parametrize(
    ("line", "remarks"),
    [
        ("calf stretch 3x30", ["30 was read as seconds."]),
        ("calf stretch 3x5", ["3 x 5 is not clear; its own dose is taken.", NOTHING]),
        ("calf stretch 5s 10 reps", ["Read as 10 short holds in one set."]),
        ("calf stretch 30s 3 reps", ["Read as 3 sets of one hold."]),
        ("calf stretch 3 reps", ["How long to hold is not said; 30s is its own dose."]),
        ("calf stretch", [NOTHING]),
        ("heel raise 3x30s", ["A time where reps are usual: is that meant?"]),
        ("heel raise to failure", ["As many as you can: `limit` is the longest time for them."]),
        ("foam roll 2x10", ["10 was read as seconds."]),
        ("toe walk 2x20", ["20 was read as steps."]),
        ("calf stretch 30s against the table", ["Not used of this line: against, table"]),
        ("calf stretch 30s 2-3-3", ["The tempo 2-3-3 does not go with this work."]),
    ],
)
def test_what_is_not_certain_is_marked(line: str, remarks: list[str]) -> None:
    (step,) = sheet(f"A title\n{line}").steps
    marked = [comment for comment in step.comments if comment.startswith("# ? ")]
    assert marked == [f"# ? {remark}" for remark in remarks]


def test_a_line_with_an_unknown_exercise_stays_as_a_remark_to_be_completed() -> None:
    assert written("calf stretch 30s\nclam shells 3x15, 5 kg") == (
        "# From the sheet: calf stretch 30s\n"
        "[[step]] # Wall calf stretch\n"
        'exercise = "wall-calf-stretch"\n'
        'hold = "30s"\n'
        'sides = "each" # all sets of the left leg, then the right\n'
        "# From the sheet: clam shells 3x15, 5 kg\n"
        "# ? No exercise of that name is known.\n"
        "# [[step]]\n"
        '# exercise = "name-of-an-exercise"\n'
        "# reps = 15\n"
        "# sets = 3\n"
        '# load = "5 kg"'
    )


def test_the_first_line_is_the_title_and_how_often_is_read() -> None:
    found = sheet("Programme for Ann\n\ncalf stretch 30s\nDo these twice a day, 5 days a week\n")
    assert (found.title, found.per_day, found.days) == ("Programme for Ann", 2, 5)
    assert found.comments == (
        "# From the sheet: Programme for Ann",
        "# ? How often, from the sheet: Do these twice a day, 5 days a week",
    )
    assert found.named == 1


def test_the_longest_name_wins() -> None:
    assert [step.exercise for step in sheet("single leg heel raises x 8").steps] == [
        "heel-raise-one-leg"
    ]


def test_a_sheet_without_end_is_cut_and_that_is_said() -> None:
    found = sheet("heel raise x 10\n" * (LINES_MAX + 5))
    assert len(found.steps) == LINES_MAX
    assert found.comments == (
        f"# ? The sheet has {LINES_MAX + 5} lines; those after line {LINES_MAX} were left out.",
    )


def test_what_would_steer_a_terminal_counts_as_a_space() -> None:
    found = written("calf\x1bstretch 30s\u202e\r\nheel\traise x 9\x00")
    assert "# From the sheet: calf stretch 30s\n" in found
    assert "# From the sheet: heel raise x 9\n" in found


@given(st.text(max_size=200))
def test_whatever_a_sheet_says_the_draft_is_toml(text: str) -> None:
    found = read_sheet(text, NAMES, EXERCISES)
    draft = Draft(id="x", title=found.title or "X", steps=found.steps, comments=found.comments)
    document = parse(draft_text(draft).encode(), "x.toml")
    assert len(document.get("step", [])) == found.named
    assert found == read_sheet(text, NAMES, EXERCISES)


# ------------------------------------------------------------------------------ a step


def test_a_step_is_typed_with_keys_or_as_on_a_sheet() -> None:
    keys = read_step('wall-calf hold=30s sets=2 load="5 kg"', NAMES, EXERCISES)
    assert (keys.exercise, keys.keys) == (
        "wall-calf-stretch",
        (("hold", "30s"), ("sets", 2), ("load", "5 kg")),
    )
    words = read_step("heel raises 2x12", NAMES, EXERCISES)
    assert words.exercise == "heel-raise"
    assert words.keys == (("reps", 12), ("sets", 2))
    assert read_step("foam", NAMES, EXERCISES).keys == ()


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "the step names no exercise", 'write "wall-calf-stretch hold=30s sets=2 sides=each"'),
        (
            "heel-rise x",
            "no exercise is called `heel-rise x`",
            "did you mean `heel-raise`? `calfcoach exercises` shows them all",
        ),
        (
            "wall hold=3s",
            "`wall` can be wall-calf-stretch or wall-push-up-stretch",
            "write more of its name",
        ),
        ("heel-walk tiem=3s", "`tiem` is not a key of a step", "did you mean `time`?"),
        ("heel-walk time=3s time=4s", "`time` stands there twice", "leave one of them out"),
        ("heel-walk load='5", "a quote is left open", 'write load="5 kg", with both quotes'),
        (
            "heel-walk parts=3",
            "`parts` cannot be written in one line",
            "leave it out here and write it into the file: `calfcoach routine edit`",
        ),
    ],
)
def test_a_step_that_cannot_be_read_says_why(text: str, message: str, hint: str) -> None:
    with pytest.raises(CoachError) as raised:
        read_step(text, NAMES, EXERCISES)
    assert (raised.value.message, raised.value.hint) == (message, hint)


def test_an_exercise_is_found_by_its_beginning_its_words_and_its_usual_name() -> None:
    assert find_exercise("foam", NAMES) == "foam-roll"
    assert find_exercise("Heel raise", NAMES) == "heel-raise"
    assert find_exercise("calf raises", NAMES) == "heel-raise"


def test_a_dose_alone_is_read_both_ways() -> None:
    step = read_step("wall-calf-stretch", NAMES, EXERCISES)
    stretch = EXERCISES["wall-calf-stretch"]
    assert read_dose("2x20s left only", step, stretch).keys == (
        ("hold", "20s"),
        ("sets", 2),
        ("sides", "left"),
    )
    assert read_dose("hold=20s", step, stretch).keys == (("hold", "20s"),)
    with pytest.raises(CoachError) as raised:
        read_dose("a bit", step, stretch)
    assert raised.value.message == "`a bit` says no dose"
