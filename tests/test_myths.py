"""Every claim that one may have met elsewhere has a card with the fact beside it, and what is for
professionals alone has one that says whom to ask."""

from __future__ import annotations

import re

import pytest

from calfcoach.files.card import Card, card_names, find_card, load_card

MYTHS = {  # a row of the list of wrong claims: its cards, and a word of the fact
    1: (("myth-lactic-acid",), "within about an hour"),
    2: (("myth-soleus-knee",), "The soleus crosses the ankle alone."),
    3: (("myth-heel-strike",), "not more often"),
    4: (("myth-only-soleus-stands",), "Both muscles"),
    5: (("myth-three-calf-muscles",), "one muscle with two heads"),
    6: (("myth-night-cramps-nerves",), "nobody finds a cause"),
    7: (("myth-nerve-roots",), "There is no study"),
    8: (("myth-tightness-swells",), "doctor the same day"),
    9: (("myth-tightness-numbs",), "doctor the same day"),
    10: (("myth-back-pain",), "This is not shown."),
    11: (("myth-posture",), "No position is right for hours."),
    12: (("myth-pelvis",), "The soleus does not reach the pelvis."),
    13: (("myth-inflamed-heel", "myth-inflamed-achilles"), "12"),
    14: (("myth-knots",), "rejected by some researchers and defended by others"),
    15: (("myth-soleus-start",), "below the knee joint"),
    16: (("myth-big-toe-muscle",), "on the back of the fibula"),
    17: (("myth-raises-stretch",), "That makes it stronger."),
    18: (("myth-shape",), "nothing to show for it"),
    19: (("myth-circulation",), "legs feel looser"),
    20: (("myth-painkillers",), "CalfCoach advises no medicine."),
    21: (("myth-magnesium",), "0.18 cramps a week"),
    22: (("myth-water-and-salt",), "point both ways"),
    23: (("myth-cramp-seconds",), "up to about 10 minutes"),
    24: (("myth-alignment",), "a claim without evidence"),
    25: (("myth-stretching-soreness",), "little or no effect"),
    27: (("myth-back-days",), "within 2 to 6 weeks"),
    29: (("myth-heel-walk",), "No trial of it was found."),
    30: (("myth-sitting-shortens",), "is not settled"),
}
NO_CLAIM = {26, 28}  # slips of a translation, and a scale for another illness
ALL_MYTHS = sorted(name for names, _ in MYTHS.values() for name in names)
PROFESSIONALS = {  # a card for what only a professional may do, and what one may call it
    "professionals": "who to see",
    "ask-medicines": "muscle relaxants",
    "creams": "ointment",
    "orthotics": "insole",
    "chiropractic": "chiropractor",
    "acupuncture": "dry needling",
    "physiotherapy": "physical therapy",
    "massage-therapist": "deep tissue massage",
    "calf-squeeze-test": "Thompson test",
    "scans": "MRI",
}
ASKED = re.compile(
    r"\b(?:doctor|pharmacist|podiatrist|physiotherapist|therapist|clinician|midwife|licensed)\b"
)


def said(card: Card) -> str:
    return " ".join((*card.text, *card.points))


def test_every_claim_has_its_card_and_every_card_its_claim() -> None:
    assert sorted({*MYTHS, *NO_CLAIM}) == list(range(1, 31))
    assert [name for name in card_names() if name.startswith("myth-")] == ALL_MYTHS


@pytest.mark.parametrize("row", MYTHS)
def test_a_myth_tells_what_was_heard_and_the_fact(row: int) -> None:
    names, fact = MYTHS[row]
    for name in names:
        card = load_card(name)
        assert card.group == "myths"
        assert card.heard.endswith(".")
        assert card.heard not in said(card)
        assert fact in said(card)


@pytest.mark.parametrize("name", ALL_MYTHS)
def test_a_myth_names_where_it_was_met_and_who_knows_better(name: str) -> None:
    marks = [source.mark for source in load_card(name).sources]
    assert marks[0] == "article"
    assert set(marks[1:]) & {"read", "secondhand", "consensus", "judgement"}


@pytest.mark.parametrize("name", ALL_MYTHS)
def test_a_title_in_the_list_does_not_state_the_claim(name: str) -> None:
    card = load_card(name)
    heard = set(re.findall(r"[a-z]+", card.heard.casefold()))
    title = set(re.findall(r"[a-z]+", card.title.casefold()))
    assert not title >= heard
    assert "?" not in card.title


@pytest.mark.parametrize("name", [*ALL_MYTHS, *PROFESSIONALS])
def test_a_card_takes_a_minute_to_read(name: str) -> None:
    assert 50 <= len(said(load_card(name)).split()) <= 120


@pytest.mark.parametrize("name", ["myth-tightness-swells", "myth-tightness-numbs"])
def test_what_would_reassure_wrongly_gives_nothing_to_try(name: str) -> None:
    card = load_card(name)
    assert card.attempts == ()
    assert "red-flags" in card.see


@pytest.mark.parametrize("name", PROFESSIONALS)
def test_what_is_for_professionals_says_whom_to_ask(name: str) -> None:
    card = load_card(name)
    assert card.group == "professionals"
    assert ASKED.search(said(card)), name
    assert find_card(PROFESSIONALS[name]).id == name


def test_no_card_tells_how_to_test_a_tendon_or_which_medicine_to_take() -> None:
    assert "does not explain how to do it" in said(load_card("calf-squeeze-test"))
    assert "CalfCoach advises none of them." in said(load_card("ask-medicines"))
