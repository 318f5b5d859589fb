from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.errors import CoachError
from calfcoach.figure.model import Figure, Pose, View
from calfcoach.files.card import Card, card_names, find_card, load_cards, read_card
from calfcoach.files.card_picture import Label
from calfcoach.source import Source

WHOLE = """
title = "Warm feet"
group = "habits"
summary = "Why socks matter."
text = ["First.", "Second."]
points = ["One", "Two"]
try = ["daily", "heel-raise"]
see = ["cold-feet"]
words = ["socks", "Woolly socks"]
disagree = "Some say no."
sources = [{ claim = "socks warm", cite = "CalfCoach", mark = "judgement" }]
"""
WORDS = """
labels = [{ at = 0.9, say = "toe" }, { at = 0, say = "knee" }]
caption = "A leg."
"""
PICTURE = """
[picture]
view = "leg"
[[picture.pose]]
knee = [0.5, 0.3]
ankle = [0.5, 0.7]
toe = [0.7, 0.8]
"""
LEG = {"knee": (0.5, 0.3), "ankle": (0.5, 0.7), "toe": (0.7, 0.8)}
LEAST = """
title = "Cold feet"
group = "myths"
summary = "What was said."
heard = "Cold feet come from thin socks."
text = "One paragraph."
sources = "A book"
"""


def read(text: str) -> Card:
    return read_card(text.encode(), id="warm-feet", where="warm-feet.toml")


def problems(text: str) -> list[tuple[str, str]]:
    """What is wrong with a card, each with its hint."""
    with pytest.raises(CoachError) as caught:
        read(text)
    return [(one.message, one.hint) for one in (caught.value, *caught.value.others)]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "warm-feet.toml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "cold-feet.toml").write_text(LEAST, encoding="utf-8")
    return tmp_path


def test_a_card_is_read_with_all_that_it_may_hold() -> None:
    assert read(WHOLE + WORDS + PICTURE) == Card(
        id="warm-feet",
        title="Warm feet",
        group="habits",
        summary="Why socks matter.",
        text=("First.", "Second."),
        points=("One", "Two"),
        attempts=("daily", "heel-raise"),
        see=("cold-feet",),
        words=("socks", "Woolly socks"),
        disagree="Some say no.",
        picture=Figure(poses=(Pose(joints=LEG),), view=View.LEG),
        labels=(Label(at=0.0, say="knee"), Label(at=0.9, say="toe")),
        caption="A leg.",
        sources=(Source(claim="socks warm", cite="CalfCoach", mark="judgement"),),
    )


def test_a_single_paragraph_and_a_source_in_one_line_are_enough() -> None:
    card = read(LEAST)
    assert card.text == ("One paragraph.",)
    assert card.sources == (Source(claim="", cite="A book", mark="own"),)
    assert (card.points, card.attempts, card.picture, card.labels) == ((), (), None, ())


def test_what_is_missing_is_told_all_at_once() -> None:
    assert problems('summery = "x"\nheard = "y"\n') == [
        ("`title` is missing", 'write title = "…"'),
        ("`group` is missing", 'write group = "body"'),
        ("`text` is missing", 'write text = ["…"]'),
        (
            "`sources` is missing",
            'write sources = [{ claim = "…", cite = "…", mark = "…" }]',
        ),
        ("`summery` is not a key of a card", "did you mean `summary`?"),
    ]


def test_an_empty_file_says_what_belongs_in_it() -> None:
    assert problems(" \n") == [
        ("the file is empty", "write at least title, group, summary, text and sources")
    ]


def test_a_group_that_does_not_exist_names_those_that_do() -> None:
    assert problems(WHOLE.replace('"habits"', '"habit"')) == [
        (
            "`group` must be body, doing, habits, myths, product, professionals, safety or "
            'symptoms, got "habit"',
            "did you mean `habits`?",
        )
    ]


def test_what_was_heard_belongs_to_a_myth_and_to_nothing_else() -> None:
    assert problems(WHOLE + 'heard = "Socks are bad."\n') == [
        ("`heard` belongs to myths only", 'leave it out, or group = "myths"')
    ]
    assert problems(LEAST.replace("heard =", "#")) == [
        ("`heard` is missing", 'write heard = "…", the claim')
    ]


def test_a_picture_is_checked_and_has_a_caption() -> None:
    assert problems(WHOLE + WORDS.replace("caption", "# caption") + PICTURE) == [
        ("`picture` has no caption", 'write caption = "…"')
    ]
    assert problems(WHOLE + WORDS + PICTURE.replace("0.8]", "8]")) == [
        ("`toe` must be [x, y], numbers from 0 to 1, got [0.7, 8]", "write toe = [x, y]")
    ]
    assert problems(WHOLE + WORDS.replace("at = 0.9", "at = 9") + PICTURE) == [
        ("`at` must be a number from 0 to 1, got 9", "write at = 0.5")
    ]


def test_words_of_a_picture_belong_to_one() -> None:
    assert problems(WHOLE + WORDS) == [
        ("`labels` belongs to a picture", "write [picture] at the end"),
        ("`caption` belongs to a picture", "write [picture] at the end"),
    ]


def test_text_that_would_steer_a_terminal_is_refused() -> None:
    assert problems(WHOLE.replace("First.", r"\u001b[31mFirst.")) == [
        ("entry 1 of `text` contains the control character U+001B", "remove U+001B")
    ]


def test_a_card_is_found_by_its_id_its_title_and_other_words_for_it(shelf: Path) -> None:
    for topic in ("warm-feet", "warm feet", "Warm  Feet", "WOOLLY-SOCKS", "socks"):
        assert find_card(topic, shelf).id == "warm-feet"


def test_an_id_or_a_title_wins_over_another_cards_word(shelf: Path) -> None:
    text = WHOLE.replace('"socks"', '"cold feet"')
    (shelf / "a-card.toml").write_text(text, encoding="utf-8")
    assert find_card("cold feet", shelf).id == "cold-feet"


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        ("warm-fet", "did you mean `warm-feet`? `calfcoach learn` lists them all"),
        ("woolly sock", "did you mean `woolly socks`? `calfcoach learn` lists them all"),
        ("zzz", "`calfcoach learn` lists them all"),
        ("../warm-feet", "did you mean `warm-feet`? `calfcoach learn` lists them all"),
    ],
)
def test_a_topic_without_a_card_is_answered_with_a_near_one(
    topic: str, hint: str, shelf: Path
) -> None:
    with pytest.raises(CoachError) as caught:
        find_card(topic, shelf)
    assert caught.value.message == f"no card is called `{topic}`"
    assert caught.value.hint == hint


def test_cards_stand_in_the_order_of_their_groups(shelf: Path) -> None:
    assert card_names(shelf) == ["cold-feet", "warm-feet"]
    assert [card.id for card in load_cards(shelf)] == ["warm-feet", "cold-feet"]
