from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from test_terminal_tables import seen

from calfcoach.cli.card_page import Ways, card_drawn, card_lines
from calfcoach.cli.completion import complete_topic
from calfcoach.cli.drawing import Pen
from calfcoach.files.card import Card, card_names, load_card
from calfcoach.source import Source

Calf = Callable[..., Result]

CARD = Card(
    id="warm-feet",
    title="Warm [b]feet[/b]",
    group="myths",
    summary="Why socks matter.",
    heard="Feet need no socks.",
    text=("Socks warm the feet for 20 min, and that is all there is to say about them.",),
    points=("Wool is warmer than cotton.",),
    disagree="Some say no.",
    sources=(Source(claim="socks warm for 20 min", cite="CalfCoach", mark="judgement"),),
)
WAYS = Ways(
    attempts=("calfcoach run daily",),
    see=("calfcoach learn cold-feet", "calfcoach learn shoes"),
    sources="calfcoach learn warm-feet --sources",
)


def listed(calf: Calf) -> dict[str, list[str]]:
    """The ids of the list by group, in its order."""
    result = calf("learn", "--json")
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    assert document["schema"] == "calfcoach.cards/1"
    groups: dict[str, list[str]] = {}
    for card in document["cards"]:
        assert set(card) == {"id", "title", "group", "summary", "words"}
        groups.setdefault(card["group"], []).append(card["id"])
    return groups


def test_alone_it_lists_all_cards_by_group(calf: Calf) -> None:
    groups = listed(calf)
    order = ["product", "safety", "body", "symptoms", "doing", "habits", "professionals", "myths"]
    assert list(groups) == [group for group in order if group in groups]
    assert sorted(name for names in groups.values() for name in names) == card_names()
    assert groups["product"] == ["about", "glossary"]
    assert groups["safety"] == ["listen-to-the-body", "offload", "red-flags"]


def test_in_a_pipe_the_list_is_columns(calf: Calf) -> None:
    result = calf("learn")
    assert (result.code, result.err) == (0, "")
    header, first, *_ = [re.split(r"  +", line) for line in result.out.splitlines()]
    assert header == ["name", "group", "summary"]
    assert first == ["about", "product", "What this program is, and what it is not."]


def test_the_accessible_list_is_a_sentence_a_card(calf: Calf) -> None:
    lines = calf("learn", "--accessible").out.splitlines()
    assert lines[:6] == [
        "This program.",
        "about: What this program is, and what it is not.",
        "glossary: What the words of this program mean.",
        "When to get help.",
        "listen-to-the-body: How to read pain from 0 to 10.",
        "offload: What to leave out while a calf is strained or sore.",
    ]
    assert lines[-1] == "To read one, type calfcoach learn and its name."


@pytest.mark.tty
def test_on_a_terminal_groups_have_headings_and_names_stand_in_a_column(home: Path) -> None:
    lines = seen("learn")
    column = re.match(r"about +", lines[1])
    assert column is not None
    assert lines[0] == "This program"
    assert lines[3:5] == ["", "When to get help"]
    assert lines[7].startswith("red-flags ".ljust(column.end()) + "Signs that need a doctor")
    assert lines[-2:] == ["", "To read one: calfcoach learn night-cramps"]


@pytest.mark.tty
def test_on_a_narrow_terminal_a_card_is_folded_between_words(home: Path) -> None:
    assert seen("learn", "uncross", size=(40, 12))[:6] == [
        "uncross  Uncross the legs",
        "Why crossed knees are worth noticing.",
        "",
        "Sitting with one knee over the other for",
        "long can press on a nerve at the outer",
        "side of the knee. That nerve runs the",
    ]


@pytest.mark.parametrize("room", [20, 40, 80])
@pytest.mark.parametrize("name", card_names())
def test_no_card_is_wider_than_the_terminal(name: str, room: int) -> None:
    card = load_card(name)
    pen = Pen(room=room, color=False)
    lines = card_drawn(card, Ways(), pen, sources=True)
    lines += card_lines(card, Ways(), sources=False, room=room)
    assert [line for line in lines if len(re.sub(r"\x1b\[\d*m", "", line)) > room] == []


def test_about_says_what_this_is_and_that_no_clinician_has_reviewed_it(calf: Calf) -> None:
    result = calf("learn", "about")
    said = " ".join(result.out.split())
    assert (result.code, result.err) == (0, "")
    assert "It makes no diagnosis, it treats nothing, and it replaces no examination" in said
    assert "No clinician has reviewed it." in said


def test_a_card_has_its_text_what_to_try_where_to_read_on_and_where_the_sources_are(
    calf: Calf,
) -> None:
    result = calf("learn", "night-cramps")
    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[:4] == [
        "night-cramps: Night cramps",
        "What may help against cramps at night.",
        "",
        "Cramps at night are common and mostly in the calf. In most people no cause is",
    ]
    assert lines[-6:] == [
        "Try: calfcoach run night-cramps",
        "     calfcoach cramp",
        "See: calfcoach learn cramps",
        "     calfcoach learn hydrate",
        "     calfcoach learn keep-warm",
        "Sources: calfcoach learn night-cramps --sources",
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (("night-cramps",), "night-cramps: Night cramps"),
        (("Night", "Cramps"), "night-cramps: Night cramps"),
        (("charley horse",), "cramps: Cramps"),
        (("charley", "horse"), "cramps: Cramps"),
        (("plantar fasciitis",), "heel-pain: Pain under the heel"),
        (("Pain behind the heel",), "achilles: Achilles tendon pain"),
        (("knots",), "trigger-points: Tender spots in the soleus"),
        (("DOMS",), "soreness: Sore the next day"),
        (("blood clot",), "red-flags: When to get help instead"),
    ],
)
def test_a_card_is_found_by_what_people_call_it(
    calf: Calf, typed: tuple[str, ...], title: str
) -> None:
    result = calf("learn", *typed)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == title


def test_a_wrong_topic_is_answered_with_a_near_one(calf: Calf) -> None:
    result = calf("learn", "nigt-cramps")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: no card is called `nigt-cramps`\n"
        "  hint: did you mean `night-cramps`? `calfcoach learn` lists them all\n"
    )


def test_a_topic_that_would_steer_the_terminal_is_shown_by_numbers(calf: Calf) -> None:
    result = calf("learn", "\x1b[2J" + "x" * 100)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == f"error: no card is called `U+001B[2J{'x' * 60}`"


def test_the_sources_stand_at_the_end_when_they_are_asked_for(calf: Calf) -> None:
    result = calf("learn", "uncross", "--sources")
    lines = result.out.splitlines()
    start = lines.index("Sources:")
    assert lines[start : start + 3] == [
        "Sources:",
        "  habitual crossing of knees and ankles",
        "    lowerbacktightness Pain and the Role of Calf Muscles (source article)",
    ]
    assert lines[-1] == "    CalfCoach (judgement of the authors)"
    assert "--sources" not in result.out


def test_sources_of_no_card_are_refused(calf: Calf) -> None:
    result = calf("learn", "--sources")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `--sources` belongs to one card\n"
        "  hint: write calfcoach learn night-cramps --sources\n"
    )


def test_the_accessible_card_is_sentences_without_the_drawing(calf: Calf) -> None:
    result = calf("learn", "trigger-points", "--accessible", "--sources")
    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[:2] == [
        "Tender spots in the soleus.",
        "Two spots that therapists press, and a dispute about them.",
    ]
    assert (
        "Never press in the knee crease or the hollow behind it: vessels and a nerve run there."
        in lines
    )
    assert "To try, type calfcoach show tp-soleus-upper." in lines
    assert lines[-1] == "Source: CalfCoach, judgement of the authors."
    assert "at the left edge" not in result.out
    assert "The right leg from behind" not in result.out


@pytest.mark.parametrize("name", card_names())
def test_every_card_can_be_heard_line_by_line(calf: Calf, name: str) -> None:
    result = calf("learn", name, "--accessible")
    assert (result.code, result.err) == (0, "")
    for line in result.out.splitlines():
        assert re.match(r"[^\W_]", line), line
        assert line.endswith((".", "?", ":")), line
        assert not re.search(r"  |[`|…]|\d s\b|\bmin\b", line), line


def test_a_card_as_json_has_everything(calf: Calf) -> None:
    result = calf("learn", "trigger-points", "--json")
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    card = load_card("trigger-points")
    assert document["schema"] == "calfcoach.card/1"
    assert list(document)[1:] == [
        *("id", "title", "group", "summary", "heard", "text", "points", "try", "see", "words"),
        *("disagree", "picture", "caption", "sources"),
    ]
    assert [line for line in document["picture"] if "never press here" in line]
    assert len(document["picture"]) == 20
    assert all(line.isascii() for line in document["picture"])
    assert document["caption"] == card.caption
    assert document["try"] == ["tp-soleus-upper", "tp-soleus-medial", "leg-lift-relax"]
    assert document["sources"][0]["mark_words"] == "source article"


def test_plain_lines_have_all_parts_in_one_order() -> None:
    assert card_lines(CARD, WAYS, sources=False, room=40) == [
        "warm-feet: Warm [b]feet[/b]",
        "Why socks matter.",
        "",
        "You may have heard: Feet need no socks.",
        "",
        "Socks warm the feet for 20 min, and that",
        "is all there is to say about them.",
        "",
        "- Wool is warmer than cotton.",
        "",
        "Sources disagree: Some say no.",
        "",
        "Try: calfcoach run daily",
        "See: calfcoach learn cold-feet",
        "     calfcoach learn shoes",
        "Sources: calfcoach learn warm-feet --sources",
    ]


def test_a_terminal_has_the_same_with_the_name_in_bold() -> None:
    plain = card_lines(CARD, WAYS, sources=True, room=60)
    drawn = card_drawn(CARD, WAYS, Pen(room=60, color=False), sources=True)
    assert drawn[0] == "\x1b[1mwarm-feet\x1b[0m  Warm [b]feet[/b]"
    assert drawn[1:-3] == plain[1:-3]
    assert drawn[-3:] == [
        "\x1b[4mSources\x1b[0m",
        "  socks warm for 20 min",
        "    CalfCoach (judgement of the authors)",
    ]


def test_the_shell_is_offered_the_names_of_cards() -> None:
    assert complete_topic("night") == ["night-cramps"]
    assert complete_topic("") == card_names()
    assert complete_topic("zzz") == []
