"""What every shipped card keeps to, whoever wrote it."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest

from calfcoach.files.card import Card, card_names, load_card, load_cards
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders

OURS = (  # the cards on body, care and symptoms
    *("about", "achilles", "anatomy", "body-mechanics", "consistency", "cramps", "dose"),
    *("footwear", "glossary", "good-form", "heat-and-cold", "heel-pain", "hydrate", "keep-warm"),
    *("listen-to-the-body", "mild-pull", "move-break", "night-cramps", "nutrition", "offload"),
    *("posture", "progress-gradually", "recovery", "red-flags", "rest-days", "rolling"),
    *("sitting", "soreness", "stress", "tests", "trigger-points", "uncross", "warm-up"),
    *("weight", "why-tight"),
)
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")


def words(card: Card) -> int:
    return sum(len(text.split()) for text in (*card.text, *card.points))


def test_every_topic_that_was_promised_has_its_card() -> None:
    assert set(OURS) <= set(card_names())


@pytest.mark.parametrize("name", OURS)
def test_a_card_is_short_enough_to_be_read_and_long_enough_to_help(name: str) -> None:
    assert 80 <= words(load_card(name)) <= 180


@pytest.mark.parametrize("name", card_names())
def test_every_number_of_a_card_stands_in_one_of_its_sources(name: str) -> None:
    card = load_card(name)
    said = " ".join((card.summary, *card.text, *card.points, card.disagree))
    sourced = set(NUMBER.findall(" ".join(source.claim for source in card.sources)))
    assert set(NUMBER.findall(said)) - sourced == set()


@pytest.mark.parametrize("name", card_names())
def test_every_source_of_a_card_says_what_it_is_for_and_how_well_it_is_known(name: str) -> None:
    card = load_card(name)
    assert card.sources
    for source in card.sources:
        assert source.claim
        assert source.mark in ("article", "read", "secondhand", "consensus", "judgement")


def test_cards_lead_only_to_what_is_there() -> None:
    known = set(card_names())
    missing = {(card.id, name) for card in load_cards() for name in card.see if name not in known}
    assert missing == set()


def test_what_a_card_gives_to_try_is_a_routine_an_exercise_or_the_help_with_a_cramp() -> None:
    catalog = Catalog(find_folders(os.environ))
    known = {"cramp", *catalog.names(), *catalog.exercise_names()}
    missing = {
        (card.id, name) for card in load_cards() for name in card.attempts if name not in known
    }
    assert missing == set()


def test_no_word_leads_to_two_cards() -> None:
    cards = load_cards()
    leads = Counter(
        name
        for card in cards
        for name in {
            word.casefold().replace("-", " ") for word in (card.id, card.title, *card.words)
        }
    )
    assert [name for name, number in leads.items() if number > 1] == []


def test_the_map_of_the_tender_spots_keeps_out_of_the_hollow_of_the_knee() -> None:
    card = load_card("trigger-points")
    assert card.picture is not None
    props = card.picture.props
    crease = max(y for prop in props[2:6] for _, y in prop.points)
    (upper,), (inner,) = [prop.points for prop in props if prop.kind == "ball"]
    assert crease + 0.08 < upper[1] < inner[1]
    assert inner[0] < upper[0]  # on the inner side, the left one
    assert "never press here" in card.labels[0].say
    assert [label.at for label in card.labels[1:3]] == [upper[1], inner[1]]


def test_the_map_is_told_in_words_too() -> None:
    said = " ".join(load_card("trigger-points").text)
    assert "two or three finger-widths below the knee crease" in said
    assert "on the inner edge, just behind the shin bone" in said
    assert "Never press in the knee crease or the hollow behind it" in said


@pytest.mark.parametrize("name", card_names())
def test_a_card_speaks_plainly_to_the_person(name: str) -> None:
    card = load_card(name)
    for text in (card.title, card.summary, *card.text, *card.points, card.disagree, card.caption):
        assert not re.search(r"!|\b(?:we|our|us|let's|great|amazing|simply)\b|§", text), text
    for text in (card.summary, *card.text, *card.points, card.disagree, card.caption):
        assert not text or text.endswith((".", "?", ":")), text
