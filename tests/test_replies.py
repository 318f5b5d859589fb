from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from building import (
    circuit,
    continuous,
    exercise,
    hold,
    own_reps,
    short_holds,
    step,
    tempo_reps,
    timeline,
)

from calfcoach.advice import Hurt, Where, advise
from calfcoach.events import (
    Act,
    Adjusted,
    Answered,
    Asked,
    CueDue,
    Ended,
    Event,
    MovedToEnd,
    Muted,
    PainNoted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    Question,
    Reason,
    Resumed,
    Returning,
    Snapshot,
    Told,
    Unpaused,
)
from calfcoach.frozen import replace
from calfcoach.phase import Cue, CueKind, Phase
from calfcoach.records import Status
from calfcoach.replies import where, words
from calfcoach.session import Session
from calfcoach.terms import Kind, Place, Sides
from calfcoach.timeline import Timeline

WALL = exercise("wall-stretch", side_words="{side} leg back")
TWICE = step(hold(30), WALL, sets=2, rest_s=20, sides=Sides.ALTERNATE)
MADE = timeline(
    TWICE,
    step(tempo_reps(10, 2, 2, 3), exercise("heel-raise"), sets=2, rest_s=60),
    step(continuous(20), exercise("heel-walk", place=Place.OPEN_FLOOR)),
)
PREPARE, LEFT, SWITCH, RIGHT, BACK, LEFT_AGAIN, RIGHT_AGAIN = (0, 1, 2, 3, 4, 5, 7)
RAISE, REST, RAISE_AGAIN, WALK = 9, 10, 11, 13


def at(index: int, elapsed_s: float = 0.0, of: Timeline = MADE) -> Snapshot:
    """The instant at which `elapsed_s` of one phase of an untouched session have passed."""
    session = Session(of, away_s=100_000)
    session.advance(0)
    session.advance(sum(phase.duration_s for phase in of.phases[:index]) + elapsed_s)
    assert session.snapshot().index == index
    return session.snapshot()


def phase(index: int, of: Timeline = MADE) -> Phase:
    return of.phases[index]


def paused(index: int, elapsed_s: float, **changed: Any) -> Paused:
    usual = Paused(reason=Reason.KEY, gap_s=0.0, snapshot=at(index, elapsed_s))
    return replace(usual, **changed)


def away(gap_s: float, snapshot: Snapshot, goes_on_in_s: float | None = 8) -> Paused:
    here = replace(snapshot, goes_on_in_s=goes_on_in_s)
    return Paused(reason=Reason.AWAY, gap_s=gap_s, snapshot=here)


# ------------------------------------------------------------------------- where am I


@pytest.mark.parametrize(
    ("index", "elapsed_s", "said"),
    [
        (PREPARE, 2, "Get ready, 3 seconds. Next, wall stretch, left leg back. 7 minutes to go."),
        (
            LEFT,
            12,
            "Left leg back, 18 of 30 seconds left, round 1 of 2. Next, right leg back. "
            "6 minutes to go.",
        ),
        (SWITCH, 3, "Change, 1 second. Next, wall stretch, right leg back. 6 minutes to go."),
        (
            RIGHT_AGAIN,
            29,
            "Right leg back, 1 of 30 seconds left, round 2 of 2. Next, heel raise. "
            "4 minutes to go.",
        ),
        (
            RAISE,
            15,
            "Heel raise, 2 of 10 reps done, set 1 of 2. Next, set 2 of 2. 4 minutes to go.",
        ),
        (REST, 20, "Rest, 40 seconds left. Next, heel raise. 2 minutes to go."),
        (WALK, 12, "Heel walk, 8 of 20 seconds left. 8 seconds to go."),
    ],
)
def test_where_am_i_tells_side_time_turn_what_comes_and_what_is_left(
    index: int, elapsed_s: float, said: str
) -> None:
    snapshot = at(index, elapsed_s)
    assert where(snapshot) == said
    assert words(Told(what=Act.WHERE, snapshot=snapshot)) == said


def test_where_am_i_counts_short_holds() -> None:
    short = timeline(step(short_holds(10, reps=3, release_s=5), WALL))
    assert where(at(1, 27, short)) == "Wall stretch, 2 of 3 holds done. 13 seconds to go."


def test_where_am_i_in_a_round_names_the_next_exercise() -> None:
    made = timeline(circuit(2, step(hold(20), WALL), step(hold(20), exercise("heel-walk"))))
    said = "Wall stretch, 20 of 20 seconds left, round 1 of 2. Next, heel walk. 2 minutes to go."
    assert where(at(1, 0, made)) == said


def test_where_am_i_at_ones_own_pace_tells_the_time_to_the_limit() -> None:
    made = timeline(step(own_reps(15, limit_s=90), exercise("toe-curl")))
    assert where(at(1, 10, made)) == "Toe curl, 80 of 90 seconds left. 1 minute to go."


def test_minutes_are_left_of_minutes() -> None:
    made = timeline(step(hold(300), WALL))
    assert where(at(1, 10, made)).startswith("Wall stretch, 4 minutes 50 seconds of 5 minutes")
    assert where(at(1, 210, made)).startswith("Wall stretch, 90 seconds of 5 minutes left.")


def test_where_am_i_in_a_wait_tells_the_key_that_goes_on() -> None:
    entries = (step(hold(10), WALL), step(hold(20), exercise("heel-walk")))
    manual = timeline(*entries, manual=True)
    assert where(at(2, 0, manual)) == "Waiting for Enter. Next, heel walk. 25 seconds to go."
    accessible = timeline(*entries, manual=True, accessible=True)
    assert where(at(2, 0, accessible)) == "Waiting for D. Next, heel walk. 28 seconds to go."


# ---------------------------------------------------------------------- pause and return


@pytest.mark.parametrize(
    ("index", "elapsed_s", "said"),
    [
        (LEFT_AGAIN, 18, "Paused. Left leg back, 12 seconds left. Space goes on."),
        (PREPARE, 1, "Paused. Get ready, 4 seconds. Space goes on."),
        (SWITCH, 1, "Paused. Change, 3 seconds. Space goes on."),
        (RAISE, 7, "Paused. Heel raise, 1 of 10 reps done. Space goes on."),
        (REST, 30, "Paused. Rest, 30 seconds left. Space goes on."),
        (WALK, 5, "Paused. Heel walk, 15 seconds left. Space goes on."),
    ],
)
def test_a_pause_tells_what_stands_still_and_the_key(
    index: int, elapsed_s: float, said: str
) -> None:
    assert words(paused(index, elapsed_s)) == said
    assert words(paused(index, elapsed_s, reason=Reason.SUSPENDED)) == said


def test_an_absence_tells_how_long_and_how_it_goes_on() -> None:
    left = at(LEFT_AGAIN, 18)
    said = "Away 5 seconds, not counted. Left leg back. Going on in 8 seconds."
    assert words(away(5, left)) == said
    long = "Away 6 minutes 40 seconds, not counted. Left leg back. Space goes on."
    assert words(away(400, left, None)) == long
    rest = "Away 5 seconds, not counted. Rest, 30 seconds left. Going on in 8 seconds."
    assert words(away(5, at(REST, 30))) == rest


def test_a_gap_after_ctrl_z_is_told_like_an_absence() -> None:
    gone = paused(LEFT_AGAIN, 18, reason=Reason.SUSPENDED, gap_s=70.0)
    assert words(gone) == "Away 70 seconds, not counted. Left leg back. Space goes on."


def test_a_question_speaks_for_the_pause_it_makes() -> None:
    assert words(paused(LEFT, 5, reason=Reason.HURT)) == ""
    assert words(paused(LEFT, 5, reason=Reason.QUIT)) == ""


def test_the_way_back_tells_its_time_and_what_is_done_again() -> None:
    back = Returning(phase=phase(LEFT), duration_s=8, again=False)
    assert words(back) == "Back in place. 8 seconds."
    assert words(replace(back, again=True)) == "Again. Left leg back. 8 seconds."
    raises = Returning(phase=phase(RAISE), duration_s=1, again=True)
    assert words(raises) == "Again. Heel raise. 1 second."


def test_going_on_tells_what_is_left() -> None:
    assert words(Resumed(phase=phase(LEFT), left_s=12)) == "Go on. 12 seconds."
    assert words(Resumed(phase=phase(REST), left_s=29.6)) == "Go on. Rest, 30 seconds."
    manual = timeline(step(hold(10)), step(hold(20)), manual=True)
    assert words(Resumed(phase=phase(2, manual), left_s=0)) == "Go on. Waiting for Enter."


# ------------------------------------------------------------------------------ questions


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question.STOP, "Stop and save? Enter stops, Space goes on."),
        (
            Question.WHERE,
            "Paused. Where? Type a number. Enter skips.\n"
            "1 calf, 2 heel or Achilles, 3 front of the ankle, 4 behind the knee, 5 elsewhere.",
        ),
        (Question.PAIN, "How much, 0 to 10? Type a number and press Enter."),
        (Question.SHARP, "Sharp or sudden, tingling, or with a pop? Y yes, Enter no."),
        (
            Question.PULSING,
            "Sharp or sudden, tingling, pulsing, or with a pop? Y yes, Enter no.",
        ),
        (Question.HOW_MANY, "How many? Type a number and press Enter."),
        (
            Question.HOW_MANY_MORE,
            "How many more could you have done? 0 to 9, Enter skips.",
        ),
        (
            Question.HOW_MANY_RAISES,
            "How many more heel raises could you have done? 0 to 9, Enter skips.",
        ),
        (Question.AFTER_PAIN, ""),
    ],
)
def test_a_question_names_its_answers(question: Question, said: str) -> None:
    assert words(Asked(question=question)) == said


@pytest.mark.parametrize(
    ("hurt", "kind", "said"),
    [
        (
            Hurt(pain=1),
            Kind.STRETCH,
            "Ease off a little.\nSpace goes on, lighter. N skips this. Q stops and saves.",
        ),
        (
            Hurt(pain=1),
            Kind.ROLL,
            "It may go on. Stop if it climbs.\nSpace goes on. N skips this. Q stops and saves.",
        ),
        (
            Hurt(pain=5),
            Kind.STRETCH,
            "Leave this exercise out today.\nN skips this. Q stops and saves.",
        ),
        (
            Hurt(pain=6),
            Kind.ROLL,
            "That is too much to go on with.\nEnter or Q stops and saves.",
        ),
        (
            Hurt(sharp=True),
            Kind.ROLL,
            "This session stops here.\n"
            "Chest pain or short breath: call the emergency number.\n"
            "Be seen today if the leg swells, feels warm or changes colour.\n"
            "Also if it popped, stays numb or weak, or will not lift you on tiptoe.\n"
            "Q stops and saves.",
        ),
    ],
)
def test_advice_is_told_with_its_keys(hurt: Hurt, kind: Kind, said: str) -> None:
    assert words(Asked(question=Question.AFTER_PAIN, advice=advise(hurt, kind))) == said


@pytest.mark.parametrize("kind", Kind)
def test_no_line_of_advice_is_longer_than_a_line_of_a_session(kind: Kind) -> None:
    for pain, place in product(range(11), Where):
        for tags in (frozenset[str](), frozenset({"heel"})):
            advice = advise(Hurt(where=place, pain=pain), kind, tags)
            said = words(Asked(question=Question.AFTER_PAIN, advice=advice))
            assert all(len(line) <= 100 for line in said.split("\n")), said


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        (Question.WHERE, 3, "Front of the ankle."),
        (Question.WHERE, None, ""),
        (Question.PAIN, 3, "3 of 10."),
        (Question.PAIN, None, ""),
        (Question.SHARP, 1, "Yes."),
        (Question.PULSING, None, ""),
        (Question.STOP, None, ""),
        (Question.HOW_MANY, 1, "1 rep."),
        (Question.HOW_MANY, 12, "12 reps."),
        (Question.HOW_MANY_MORE, 4, "4 more."),
        (Question.HOW_MANY_MORE, None, ""),
        (Question.HOW_MANY_RAISES, 0, "0 more."),
    ],
)
def test_what_was_answered_is_repeated(question: Question, value: int | None, said: str) -> None:
    assert words(Answered(question=question, value=value)) == said


# ------------------------------------------------------------------------- other replies


def test_more_and_less_tell_what_is_left() -> None:
    assert words(Adjusted(phase=phase(LEFT), left_s=17)) == "17 seconds left."
    raises = replace(phase(RAISE), duration_s=77)
    assert words(Adjusted(phase=raises, left_s=70)) == "11 reps now."
    assert words(Adjusted(phase=replace(raises, duration_s=7), left_s=7)) == "1 rep now."
    ready = timeline(step(tempo_reps(5), WALL)).phases[0]
    assert words(Adjusted(phase=ready, left_s=8)) == "8 seconds left."


def test_what_moves_to_the_end_is_named() -> None:
    assert words(MovedToEnd(step=TWICE)) == "Moved to the end: wall stretch."


def test_the_keys_are_told_in_one_line() -> None:
    assert words(Told(what=Act.KEYS, snapshot=at(LEFT))) == (
        "Space pause. N next. B back. R this side again. W where am I. H it hurts. M mute. "
        "Q stop. More: calfcoach run --help."
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.ROLL, "T stays on a tender spot.\nSpace pause."),
        (Kind.PRESS, "F when it has faded.\nSpace pause."),
        (Kind.MASSAGE, "Space pause."),
    ],
)
def test_rolling_and_pressing_name_their_own_key(kind: Kind, said: str) -> None:
    made = timeline(step(continuous(60), exercise("calf", kind=kind)))
    told = words(Told(what=Act.KEYS, snapshot=at(1, 5, made)))
    assert told.startswith(said)
    assert words(Told(what=Act.KEYS, snapshot=at(0, 1, made))).startswith("Space pause.")


def test_a_stay_on_a_tender_spot_tells_how_long_and_when_it_is_over() -> None:
    here = at(LEFT, 5)
    assert words(Told(what=Act.SPOT, snapshot=replace(here, spot_left_s=30.0))) == (
        "Stay on the spot, 30 seconds at most."
    )
    assert words(Told(what=Act.SPOT, snapshot=here)) == "Roll on."


def test_lines_say_where_pictures_are() -> None:
    told = words(Told(what=Act.PICTURES, snapshot=at(LEFT)))
    assert told == "Pictures are shown on a whole screen only."


def test_sound_says_whether_it_is_on() -> None:
    assert words(Muted(muted=True)) == "Sound off."
    assert words(Muted(muted=False)) == "Sound on."


def test_a_cue_says_its_words_unless_it_counts_the_way_back() -> None:
    due = CueDue(phase=phase(LEFT), cue=Cue(kind=CueKind.LAST, offset_s=27, words="3."), late_s=0)
    assert words(due) == "3."
    assert words(replace(due, returning=True)) == ""


@pytest.mark.parametrize(
    "event",
    [
        PhaseStarted(phase=MADE.phases[0], late_s=0),
        PhaseEnded(phase=MADE.phases[0], finished=True, credit=None),
        Unpaused(reason=Reason.KEY, paused_s=5),
        PainNoted(pain=3, credit=None),
        Ended(status=Status.COMPLETED),
    ],
)
def test_what_needs_no_words_has_none(event: Event) -> None:
    assert words(event) == ""
