from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.errors import CoachError
from calfcoach.files.card import Card, card_names, find_card, load_cards, read_card
from calfcoach.model import Source

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
picture = ["  __", " (__)"]
caption = "A sock."
sources = [{ claim = "socks warm", cite = "CalfCoach", mark = "judgement" }]
"""
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
    assert read(WHOLE) == Card(
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
        picture=("  __", " (__)"),
        caption="A sock.",
        sources=(Source(claim="socks warm", cite="CalfCoach", mark="judgement"),),
    )


def test_a_single_paragraph_and_a_source_in_one_line_are_enough() -> None:
    card = read(LEAST)
    assert card.text == ("One paragraph.",)
    assert card.sources == (Source(claim="", cite="A book", mark="own"),)
    assert (card.points, card.attempts, card.picture) == ((), (), ())


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


def test_a_drawing_is_narrow_plain_ascii_and_has_a_caption() -> None:
    wide = "x" * 61
    assert problems(
        WHOLE.replace('"  __"', f'"{wide}"').replace('" (__)"', r'"\u001b[2J", "│"')
    ) == [
        ("entry 1 of `picture` is 61 columns wide, the limit is 60", "draw it narrower"),
        (
            'entry 2 of `picture` may hold printable ASCII only, got "U+001B[2J"',
            "draw with letters, digits and marks such as | / _",
        ),
        (
            'entry 3 of `picture` may hold printable ASCII only, got "│"',
            "draw with letters, digits and marks such as | / _",
        ),
    ]
    assert problems(WHOLE.replace("caption", "# caption")) == [
        ("`picture` has no caption", 'write caption = "…"')
    ]
    tall = ", ".join(['"x"'] * 25)
    assert problems(WHOLE.replace('"  __"', tall)) == [
        ("`picture` has 26 lines, the limit is 24", "draw it smaller")
    ]
    assert problems(WHOLE.replace('"  __"', "7")) == [
        ("entry 1 of `picture` must be text, got 7", 'write "…"')
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
