from __future__ import annotations

import pytest
from past_sessions import session

from calfcoach.files.norms import norms
from calfcoach.report.score_words import Scored, answer, asks_next_morning, light, word
from calfcoach.report.spoken import session_sentences
from calfcoach.report.tables import session_facts


def test_the_limits_of_the_words_have_their_source() -> None:
    assert (norms().fine_up_to, norms().watch_up_to) == (3, 5)
    assert [(each.cite, each.mark) for each in norms().pain_sources] == [
        ("clinic summaries of Silbernagel's pain scale of 2007", "secondhand"),
        ("CalfCoach", "judgement"),
    ]


def test_every_score_has_its_word() -> None:
    fine, watch, too_much = ["fine"] * 4, ["watch it"] * 2, ["too much"] * 5

    assert [light(score).value for score in range(11)] == fine + watch + too_much
    assert [word(score) for score in range(11)] == fine + watch + too_much
    assert [word(score, Scored.TIGHTNESS) for score in range(11)] == fine + watch + ["high"] * 5


@pytest.mark.parametrize(
    ("what", "score", "said"),
    [
        (Scored.TIGHTNESS, 3, "Tightness 3 of 10, fine."),
        (
            Scored.TIGHTNESS,
            5,
            "Tightness 5 of 10, watch it. Next time stretch to a mild pull and no further.",
        ),
        (
            Scored.TIGHTNESS,
            6,
            "Tightness 6 of 10, high."
            " Next time lean half as far, and stop where a pull turns into pain.",
        ),
        (Scored.PAIN, 0, "Pain 0 of 10, fine."),
        (
            Scored.PAIN,
            4,
            "Pain 4 of 10, watch it."
            " Next time the same and no more, and less if the morning is worse.",
        ),
        (
            Scored.PAIN,
            10,
            "Pain 10 of 10, too much."
            " Next time do less: a milder pull, fewer reps, nothing pressed.",
        ),
        (
            Scored.MORNING,
            4,
            "Morning pain 4 of 10, watch it."
            " Do no more than the last time, and less where it climbs.",
        ),
        (
            Scored.MORNING,
            7,
            "Morning pain 7 of 10, too much."
            " Do less than the last time: a milder pull, fewer reps, nothing pressed.",
        ),
    ],
)
def test_an_answer_gets_its_word_and_the_higher_ones_a_sentence(
    what: Scored, score: int, said: str
) -> None:
    assert answer(what, score) == said


def test_a_morning_worse_than_the_evening_asks_for_less_however_little_it_is() -> None:
    less = "That is more than after the session, so do less than the last time."

    assert answer(Scored.MORNING, 2, after=1) == f"Morning pain 2 of 10, fine. {less}"
    assert answer(Scored.MORNING, 5, after=4) == f"Morning pain 5 of 10, watch it. {less}"
    assert answer(Scored.MORNING, 2, after=2) == "Morning pain 2 of 10, fine."


def test_only_what_is_no_longer_fine_is_asked_about_in_the_morning() -> None:
    assert [asks_next_morning(score) for score in (None, 0, 3, 4, 10)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_session_shows_each_of_its_scores_with_its_word() -> None:
    scored = session(
        tightness=7, pain_before=0, pain_worst=6, pain_after=4, pain_next_morning=2, work=()
    )

    facts = {row[0]: row[1] for row in session_facts(scored, this_year=2026, running_id=None)}
    assert facts["tight"] == "7 (high)"
    assert facts["pain"] == (
        "before 0 (fine), worst 6 (too much), after 4 (watch it), next morning 2 (fine)"
    )
    assert session_sentences(scored, this_year=2026, running_id=None)[1:] == [
        "Pain before 0, fine.",
        "Pain worst 6, too much.",
        "Pain after 4, watch it.",
        "Pain next morning 2, fine.",
        "Tightness 7, high.",
    ]
