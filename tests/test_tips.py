from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_library import check_sources, numbers

from calfcoach.errors import CoachError
from calfcoach.files.card import card_names
from calfcoach.files.tip_file import check_words, load_tips, read_tips
from calfcoach.records import TipTold
from calfcoach.source import Source
from calfcoach.tips import Tip, choose

DAY = date(2026, 11, 17)
SOURCE = Source(claim="", cite="CalfCoach", mark="judgement")
RISKS = ("heels", "sitting", "cold", "crossing", "water")
GOALS = ("loosen", "strengthen", "night-cramps", "heel-pain", "achilles", "maintain")


def tip(name: str, *risks: str, goals: tuple[str, ...] = (), cold: bool = False) -> Tip:
    return Tip(id=name, text=(name,), risks=risks, goals=goals, cold=cold, sources=(SOURCE,))


def told(name: str, days_ago: int) -> TipTold:
    day = DAY - timedelta(days=days_ago)
    return TipTold(tip=name, local_day=day.isoformat(), at=f"{day.isoformat()}T07:00:00Z")


TIPS = (tip("all"), tip("cramps", goals=("night-cramps",)), tip("heels", "heels"))


def test_a_risk_that_was_told_comes_before_the_goal_and_the_goal_before_the_rest() -> None:
    def named(risks: tuple[str, ...], goal: str) -> str:
        found = choose(TIPS, (), risks, DAY, goal)
        return found.id if found else ""

    assert named(("heels",), "night-cramps") == "heels"
    assert named((), "night-cramps") == "cramps"
    assert named(("cold",), "loosen") == "all"
    assert choose(TIPS[1:], (), ("cold",), DAY, "loosen") is None


def test_two_tips_in_seven_days_are_enough() -> None:
    assert choose(TIPS, (told("a", 6), told("b", 2)), (), DAY) is None
    assert choose(TIPS, (told("a", 7), told("b", 2)), (), DAY) == TIPS[0]


def test_a_day_has_one_tip_at_most() -> None:
    assert choose(TIPS, (told("a", 0),), (), DAY) is None


def test_a_tip_comes_again_after_four_weeks_at_the_earliest() -> None:
    assert choose(TIPS[:1], (told("all", 27),), (), DAY) is None
    assert choose(TIPS[:1], (told("all", 28),), (), DAY) == TIPS[0]


def test_of_several_the_one_that_was_not_told_yet_or_longest_ago_comes() -> None:
    three = (tip("a"), tip("b"), tip("c"))
    assert choose(three, (told("a", 40),), (), DAY) == three[1]
    assert choose(three, (told("a", 40), told("c", 50), told("b", 30)), (), DAY) == three[2]


def test_a_tip_for_the_cold_waits_for_the_cold_season() -> None:
    cold = (tip("socks", "cold", cold=True),)
    assert choose(cold, (), ("cold",), DAY, cold=False) is None
    assert choose(cold, (), ("cold",), DAY) == cold[0]


@given(
    st.lists(st.integers(0, 60), min_size=20, max_size=60),
    st.sets(st.sampled_from(RISKS)),
    st.sampled_from(GOALS),
)
def test_however_often_somebody_trains_the_limits_hold(
    days: list[int], risks: set[str], goal: str
) -> None:
    given_tips: list[TipTold] = []
    for later in sorted(days):
        today = DAY + timedelta(days=later)
        found = choose(load_tips(), given_tips, risks, today, goal)
        if found:
            assert not found.risks or risks.intersection(found.risks)
            assert not found.goals or goal in found.goals
            given_tips.append(TipTold(tip=found.id, local_day=today.isoformat(), at=""))
    on = [(one.tip, date.fromisoformat(one.local_day)) for one in given_tips]
    for place, (name, day) in enumerate(on):
        assert sum(day <= other < day + timedelta(days=7) for _, other in on) <= 2
        assert all(
            abs((day - other).days) >= 28
            for each, other in (*on[:place], *on[place + 1 :])
            if each == name
        )


def test_every_shipped_tip_has_a_card_and_sources_and_a_known_risk_or_goal() -> None:
    cards = card_names()
    for one in load_tips():
        assert one.card in cards, one.id
        assert one.sources, one.id
        assert set(one.risks) <= set(RISKS), one.id
        assert set(one.goals) <= set(GOALS), one.id
        assert all(source.mark != "recalled" for source in one.sources), one.id


def test_every_risk_has_a_tip_and_there_are_some_for_everybody() -> None:
    shipped = load_tips()
    assert {risk for one in shipped for risk in one.risks} == set(RISKS)
    assert sum(not one.risks and not one.goals for one in shipped) >= 4


def test_no_shipped_sentence_is_long_or_loud() -> None:
    words = check_words()
    lines = [*words.sit, *words.stand, *words.move, *dict(words.extras).values()]
    for line in [line for one in load_tips() for line in one.text] + lines:
        assert len(line) <= 120, line
        assert line[-1] in ".?", line
        assert "!" not in line, line


def test_every_number_has_its_source_beside_it() -> None:
    words = check_words()
    said = [*words.sit, *words.stand, *words.move, *dict(words.notices).values()]
    texts = [(tip.text, tip.sources) for tip in load_tips()] + [(tuple(said), words.sources)]
    for text, sources in texts:
        check_sources(list(sources))
        sourced = {number for source in sources for number in numbers(source.claim)}
        figures = {float(number) for number in re.findall(r"[0-9]+", " ".join(text))}
        assert figures <= sourced, text


def test_a_file_of_tips_tells_all_its_problems() -> None:
    with pytest.raises(CoachError) as caught:
        read_tips(b'[tip.a]\ntext = [""]\nrisk = "heels"\n', "tips.toml")
    assert [one.message for one in caught.value.all()] == [
        "`sources` is missing",
        "entry 1 of `text` must not be empty",
        "`risk` is not a key of a tip",
    ]
