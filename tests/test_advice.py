from __future__ import annotations

from itertools import product

import pytest

from calfcoach.advice import Advice, Hurt, Offer, Where, advise
from calfcoach.terms import Kind

STOP = {Offer.STOP}
SKIP = {Offer.STOP, Offer.SKIP}
LIGHTER = {*SKIP, Offer.LIGHTER}
GO_ON = {*SKIP, Offer.GO_ON}
PLACES: list[Where | None] = [None, *Where]
TAGS = [frozenset[str](), frozenset({"achilles"}), frozenset({"heel"}), frozenset({"strength"})]


def advised(pain: int | None, kind: Kind, *tags: str, where: Where = Where.CALF) -> Advice:
    return advise(Hurt(where=where, pain=pain), kind, frozenset(tags))


@pytest.mark.parametrize(
    ("pain", "kind", "offers", "words"),
    [
        (0, Kind.STRETCH, LIGHTER, "Ease off a little."),
        (2, Kind.HEAT, LIGHTER, "Ease off a little."),
        (2, Kind.ROLL, GO_ON, "It may go on. Stop if it climbs."),
        (2, Kind.STRENGTH, GO_ON, "It may go on. Stop if it climbs."),
        (3, Kind.STRETCH, LIGHTER, "Lean half as far. If it still hurts, leave it out."),
        (3, Kind.COLD, LIGHTER, "Take it much milder. If it still hurts, leave it out."),
        (3, Kind.PRESS, LIGHTER, "Press less."),
        (3, Kind.STRENGTH, GO_ON, "It may go on. Stop if it climbs."),
        (4, Kind.STRETCH, SKIP, "Leave this exercise out today."),
        (5, Kind.CONTRAST, SKIP, "Leave this exercise out today."),
        (5, Kind.MASSAGE, LIGHTER, "Press much less, or leave it out."),
        (5, Kind.STRENGTH, LIGHTER, "Do fewer reps, or leave this exercise out today."),
        (6, Kind.STRETCH, STOP, "That is too much to go on with."),
        (6, Kind.ROLL, STOP, "That is too much to go on with."),
        (10, Kind.STRENGTH, STOP, "That is too much to go on with."),
        (None, Kind.STRETCH, LIGHTER, "Lean half as far. If it still hurts, leave it out."),
    ],
)
def test_the_number_and_the_kind_decide(
    pain: int | None, kind: Kind, offers: set[Offer], words: str
) -> None:
    found = advised(pain, kind)
    assert (set(found.offers), found.words) == (offers, words)


@pytest.mark.parametrize("tag", ["achilles", "heel"])
def test_strength_at_four_and_five_stays_in_the_tracks_alone(tag: str) -> None:
    for pain in (4, 5):
        assert advised(pain, Kind.STRENGTH, tag).offers == GO_ON
        assert advised(pain, Kind.STRENGTH, "strength").offers == LIGHTER
        assert advised(pain, Kind.STRETCH, tag).offers == SKIP
    assert advised(6, Kind.STRENGTH, tag).offers == STOP


def test_at_the_front_of_the_ankle_a_stretch_is_left_out_and_a_raise_gets_smaller() -> None:
    def there(pain: int, kind: Kind, *tags: str) -> Advice:
        return advised(pain, kind, *tags, where=Where.ANKLE)

    assert there(0, Kind.STRETCH).words == (
        "That is the joint, not the calf. Leave this exercise out today."
    )
    assert there(0, Kind.STRETCH).offers == SKIP
    assert there(3, Kind.STRENGTH).words == "Make the movement smaller."
    for tags in ((), ("heel",)):
        assert there(5, Kind.STRENGTH, *tags).words == (
            "Do fewer reps, and make the movement smaller."
        )
    assert there(1, Kind.ROLL) == advised(1, Kind.ROLL)
    assert there(8, Kind.STRETCH).offers == STOP


@pytest.mark.parametrize("kind", Kind)
def test_above_five_or_sharp_never_offers_to_go_on_whatever_else_is_said(kind: Kind) -> None:
    for pain, where, tags in product([None, *range(11)], PLACES, TAGS):
        sharp = advise(Hurt(where=where, pain=pain, sharp=True), kind, tags)
        assert (sharp.stop_only, len(sharp.watch)) == (True, 3)
        dull = advise(Hurt(where=where, pain=pain), kind, tags)
        assert dull.watch == ()
        assert dull.stop_only is (pain is not None and pain > 5)
        assert not (dull.stop_only and dull.goes_on)
        assert Offer.STOP in dull.offers


@pytest.mark.parametrize("kind", Kind)
def test_more_pain_never_allows_more(kind: Kind) -> None:
    for where, tags in product(PLACES, TAGS):
        ranks = [_rank(advise(Hurt(where=where, pain=pain), kind, tags)) for pain in range(11)]
        assert ranks == sorted(ranks)


def _rank(advice: Advice) -> int:
    return next(no for no, offer in enumerate(Offer) if offer in advice.offers)


def test_every_line_is_short_enough_and_calm() -> None:
    for kind, pain, where, sharp in product(Kind, range(11), Where, (False, True)):
        advice = advise(Hurt(where=where, pain=pain, sharp=sharp), kind)
        assert len(advice.brief) <= 20
        for line in (advice.words, *advice.watch):
            assert len(line) <= 100
            assert line.endswith(".")
            assert "!" not in line


@pytest.mark.parametrize(
    ("hurt", "why"),
    [
        (Hurt(), "pain"),
        (Hurt(where=Where.CALF, pain=4), "pain calf"),
        (Hurt(where=Where.HEEL, sharp=True), "pain heel sharp"),
        (Hurt(sharp=True), "pain sharp"),
    ],
)
def test_the_history_keeps_the_place_and_that_it_was_sharp(hurt: Hurt, why: str) -> None:
    assert hurt.why == why
