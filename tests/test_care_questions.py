"""The safety questions as they ship: complete, in order, calm, and never a diagnosis."""

from __future__ import annotations

import re

import pytest

from calfcoach.care.data import day_items, questions, read_questions, version
from calfcoach.care.model import Condition, Door, Flag, Tier
from calfcoach.errors import CoachError
from calfcoach.files.tables import MARKS

EMERGENCIES = ("breathless", "saddle", "cold-leg", "dark-urine")
DIAGNOSIS = re.compile(r"\byou(?: may| might| probably)? have (?:an? |the )?[a-z]", re.IGNORECASE)

every_flag = pytest.mark.parametrize("flag", questions().flags, ids=lambda flag: flag.id)
every_condition = pytest.mark.parametrize(
    "condition", questions().conditions, ids=lambda condition: condition.id
)


def test_the_first_page_has_nine_flags_in_order() -> None:
    assert [(flag.no, flag.id) for flag in questions().flags] == [
        (1, "breathless"),
        (2, "saddle"),
        (3, "cold-leg"),
        (4, "clot"),
        (5, "calf-risk"),
        (6, "pop"),
        (7, "numb"),
        (8, "infection"),
        (9, "dark-urine"),
    ]


def test_the_second_page_has_twelve_conditions_and_what_follows_from_them_comes_last() -> None:
    assert [(condition.no, condition.id) for condition in questions().conditions] == [
        (1, "pregnant"),
        (2, "diabetes-circulation"),
        (3, "raynaud"),
        (4, "blood-thinner"),
        (5, "fragile-bones"),
        (6, "injury"),
        (7, "unsteady"),
        (8, "heart"),
        (9, "quinolone-cortisone"),
        (10, "insertional-achilles"),
        (11, "walking-pain"),
        (12, "under-18"),
        (0, "injury-fresh"),
        (0, "fracture-unhealed"),
        (0, "gentle-only"),
    ]


def test_what_a_second_question_adds_is_a_condition_too() -> None:
    asked = {each.id: (each.then, each.then_id) for each in questions().conditions if each.then}
    assert asked == {
        "fragile-bones": (
            "Is it a fracture that no clinician has called healed yet?",
            "fracture-unhealed",
        ),
        "injury": ("Did it happen less than 72 hours ago?", "injury-fresh"),
    }


@every_flag
def test_an_emergency_is_one_that_cannot_wait_until_tonight(flag: Flag) -> None:
    assert (flag.tier is Tier.EMERGENCY) == (flag.id in EMERGENCIES)


@every_flag
def test_what_to_do_is_two_to_four_whole_sentences(flag: Flag) -> None:
    assert 2 <= len(flag.do) <= 4
    for sentence in flag.do:
        assert re.fullmatch(r"[A-Z][^!?]*[^.!?]\.", sentence), sentence
        assert len(sentence) <= 120


@every_flag
def test_what_to_do_says_first_whom_to_call_or_see(flag: Flag) -> None:
    first = flag.do[0]
    if flag.tier is Tier.EMERGENCY:
        assert first.startswith("Call the emergency number now")
        assert "112, 911 or 999" in first
    else:
        assert "today" in first
        assert "112" not in first


@every_flag
def test_a_flag_tells_what_it_can_be_a_sign_of_and_never_what_somebody_has(flag: Flag) -> None:
    said = (flag.ask, flag.confirm, *flag.do, flag.back)
    assert sum("can be a sign" in sentence for sentence in flag.do) == 1
    assert not [text for text in said if DIAGNOSIS.search(text.replace("if you", ""))]


def test_the_wording_check_would_find_a_diagnosis() -> None:
    assert DIAGNOSIS.search("You have a clot.")
    assert DIAGNOSIS.search("You may have torn a muscle.")


@every_flag
def test_only_numbness_may_have_passed_by_itself(flag: Flag) -> None:
    passing = (Door.CLINICIAN, Door.MISTAKE, Door.PASSED)
    assert flag.doors == (passing if flag.id == "numb" else passing[:2])
    assert bool(flag.back) == (flag.id == "numb")


@every_flag
def test_a_flag_whose_leg_must_not_be_touched_says_so(flag: Flag) -> None:
    said = " ".join(flag.do)
    if flag.id in ("breathless", "cold-leg", "clot", "calf-risk", "pop", "infection"):
        for word in ("rub", "roll", "press", "heat", "stretch"):
            assert re.search(rf"(?:not|no) [^.]*\b{word}", said), word


@every_flag
def test_figures_of_a_flag_stand_in_its_claims(flag: Flag) -> None:
    claimed = " ".join(source.claim for source in flag.sources)
    said = " ".join((flag.ask, flag.confirm, *flag.do)).replace("112, 911 or 999", "")
    said = said.replace("page 2", "")
    assert [figure for figure in re.findall(r"\d+", said) if figure not in claimed] == []
    assert flag.sources
    for source in flag.sources:
        assert source.mark in set(MARKS) - {"own", "recalled"}
        assert (source.cite == "CalfCoach") == (source.mark == "judgement")


@every_condition
def test_a_condition_is_asked_in_one_line_and_its_figures_have_a_source(
    condition: Condition,
) -> None:
    assert re.fullmatch(r"[A-Z][^.!?]*", condition.ask)
    assert len(condition.ask) <= 130
    assert len(condition.label) <= 45
    claimed = " ".join(source.claim for source in condition.sources)
    said = f"{condition.ask} {condition.then} {condition.label}"
    assert [figure for figure in re.findall(r"\d+", said) if figure not in claimed] == []


def test_the_days_question_has_four_lines_each_of_which_opens_a_flag() -> None:
    assert [(item.ask, item.flag) for item in day_items()] == [
        ("one leg swollen, or painful and warm or discoloured", "clot"),
        ("new numbness or weakness that stays", "numb"),
        ("a pop or a kick", "pop"),
        ("chest pain, breathless", "breathless"),
    ]
    assert {item.flag for item in day_items()} <= {flag.id for flag in questions().flags}
    assert all(re.fullmatch(r"[A-Z][^.!?]*", item.confirm) for item in day_items())


def test_the_version_is_known_without_reading_the_questions() -> None:
    assert version() == questions().version == "1"


def test_no_two_answers_share_an_id() -> None:
    ids = [flag.id for flag in questions().flags]
    ids += [condition.id for condition in questions().conditions]
    assert len(set(ids)) == len(ids)


def test_the_two_pages_are_read_in_a_minute_or_two() -> None:
    pages = [flag.ask for flag in questions().flags]
    pages += [condition.ask for condition in questions().conditions if condition.no]
    words = sum(len(page.split()) for page in pages)
    assert words / 240 * 60 <= 100  # 240 words a minute, read in silence


# ------------------------------------------------------------------------- a broken file


def refused(data: str) -> list[tuple[str, str]]:
    with pytest.raises(CoachError) as caught:
        read_questions(data.encode(), "questions.toml")
    return [(one.message, one.hint) for one in caught.value.all()]


FILE = """\
version = "1"

[[flag]]
id = "odd"
no = 1
tier = "today"
ask = "Something odd"
confirm = "Something odd"
do = ["Ask."]
doors = ["mistake"]
sources = [{ claim = "ask", cite = "CalfCoach", mark = "judgement" }]

[[condition]]
id = "tired"
no = 1
ask = "Tired"
label = "tired"

[[day]]
flag = "odd"
ask = "something odd"
confirm = "Something odd"
"""


def test_a_file_of_questions_is_read_whole() -> None:
    found = read_questions(FILE.encode(), "questions.toml")
    assert (found.version, len(found.flags), len(found.conditions)) == ("1", 1, 1)
    assert found.day_items[0].flag == "odd"


def test_unknown_tiers_doors_and_keys_are_refused_at_once() -> None:
    broken = FILE.replace('"today"', '"soon"').replace('["mistake"]', '["back-door"]')
    assert refused(broken + 'flags = "odd"\n') == [
        (
            '`tier` must be emergency or today, got "soon"',
            'choose the one that is meant, such as "emergency"',
        ),
        (
            'entry 1 of `doors` must be clinician, mistake or passed, got "back-door"',
            'choose the one that is meant, such as "clinician"',
        ),
        ("`flags` is not a key of a line of the day's question", "did you mean `flag`?"),
    ]


def test_a_number_that_is_not_on_the_page_is_refused() -> None:
    assert refused(FILE.replace("no = 1\ntier", "no = 10\ntier")) == [
        ("`no` must be a whole number from 1 to 9, got 10", "write no = 9 or less")
    ]
