"""What a voice says of an event: the words, their rank, and their place behind a tone."""

from __future__ import annotations

import re

import pytest
from building import exercise, hold, own_reps, step, tempo_reps, timeline
from hypothesis import given
from hypothesis import strategies as st
from virtual import Run, three_sets, two_sides, two_steps, with_wait
from voices import heard

from calfcoach.events import Act, CueDue, Ended, Event, Muted
from calfcoach.phase import Cue, CueKind
from calfcoach.records import Status
from calfcoach.spoken import speaking_s
from calfcoach.terms import Gaze, Place, Sides
from calfcoach.utterances import Rank, Utterance, in_words, phrases, said


def uttered(event: Event, *, tones: bool = True) -> Utterance:
    utterance = said(event, tones=tones)
    assert utterance is not None
    return utterance


def cue(kind: CueKind, words: str) -> CueDue:
    (phase, *_) = two_sides().phases
    return CueDue(phase=phase, cue=Cue(kind=kind, offset_s=0, words=words), late_s=0)


def said_of(events: list[Event], *, tones: bool = True) -> list[str]:
    found = [said(event, tones=tones) for event in events]
    return [each.words for each in found if each is not None]


# ----------------------------------------------------------------------- numbers as words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("30 seconds", "thirty seconds"),
        ("4.", "Four."),
        ("round 1 of 2", "round one of two"),
        ("2.5", "two point five"),
        ("0.05", "zero point zero five"),
        ("0 to 10", "zero to ten"),
        ("1 kg", "one kilogram"),
        ("5 kg", "five kilograms"),
        ("2.5 kg", "two point five kilograms"),
        ("10cm, 5 mm and 3 km", "ten centimetres, five millimetres and three kilometres"),
        ("250 g or 12 lb", "two hundred and fifty grams or twelve pounds"),
        ("50 % of it", "fifty percent of it"),
        ("10-12 reps", "ten to twelve reps"),
        ("10 – 12 reps", "ten to twelve reps"),
        ("1-2 kg", "one to two kilograms"),
        ("tempo 2-2-3", "tempo two, two, three"),
        ("at 07:30", "at seven thirty"),
        ("at 22:05", "at twenty-two oh five"),
        ("10:00", "ten o'clock"),
        ("100", "one hundred"),
        ("1,250", "one thousand two hundred and fifty"),
        ("9,999", "nine thousand nine hundred and ninety-nine"),
        ("2005", "two thousand and five"),
        ("10000 and 123456", "10000 and 123456"),
        ("007", "seven"),
        ("-5", "minus five"),
        ("M mute. D when done.", "M mute. D when done."),
        ("Press 3 m", "Press three metres"),
        ("Press 3 minutes", "Press three minutes"),
        ("Band T7", "Band T seven"),
        ("the 3rd", "the three rd"),
        ("Stay. 3 more. 2 left?", "Stay. Three more. Two left?"),
        ("", ""),
        ("  two \n lines\t", "two lines"),
        ("a\x1b[31mb\x00c", "a [thirty-one mb c"),
        ("\ud800 4", "four"),
    ],
)
def test_numbers_and_units_are_spoken_as_words(written: str, spoken: str) -> None:
    assert in_words(written) == spoken


@given(st.text(max_size=2000))
def test_any_text_can_be_spoken(text: str) -> None:
    words = in_words(text)
    assert words.isprintable()
    words.encode()  # no half of a pair is left
    assert in_words(text) == words
    assert speaking_s(text) >= 0


@given(
    st.integers(0, 9_999), st.sampled_from(("{}", "{}.", "{} kg", "at {} of {}", "x{}y", "{}-{}"))
)
def test_no_figure_is_left_of_a_number_below_10_000(number: int, form: str) -> None:
    for figures in (str(number), f"{number:,}", f"{number}.5", f"{number:08}"):
        assert not re.search(r"[0-9]", in_words(form.replace("{}", figures)))


@given(st.text(alphabet="0123456789.,:-% kgm", max_size=60))
def test_figures_that_make_no_number_are_spoken_too(text: str) -> None:
    left = re.findall(r"[0-9][0-9,.]*", in_words(text))
    assert [figures for figures in left if len(figures) < 5] == []


def test_a_number_of_ten_thousand_figures_is_left_as_it_is() -> None:
    assert in_words("9" * 10_000) == "9" * 10_000
    assert in_words("0" * 10_000 + "7") == "seven"


def test_speaking_takes_2_6_words_a_second_and_a_breath() -> None:
    assert speaking_s("") == 0
    assert speaking_s("Wall calf stretch. Left leg back.") == pytest.approx(6 / 2.6 + 0.3)
    assert speaking_s("23.") == speaking_s("Twenty three.")
    assert speaking_s("1%") == speaking_s("one percent")


_WORDS = ("10", "23.", "9,", "-", "5", "s", "m", "kg,", "of", "Knee-to-wall", "3-4", "%", "1,000")
_MORE_WORDS = (
    "10:30",
    "\u2013",
    "12345",
    "1.5",
    "A3",
    "set",
    "!",
    "m/s",
    "(2)",
    "\u00e9",
    "007",
    "-5",
)


@given(st.lists(st.sampled_from((*_WORDS, *_MORE_WORDS)), max_size=6).map(" ".join))
def test_speaking_takes_as_long_as_the_words_that_are_said(text: str) -> None:
    if any(map(str.isdigit, text)):
        words = len(in_words(text).replace("-", " ").split())
        assert speaking_s(text) == pytest.approx(words / 2.6 + 0.3)


# ----------------------------------------------------------------------------------- rank


@pytest.mark.parametrize(
    ("rank", "kinds"),
    [
        (Rank.NAME, "prepare place rest wait remind check"),
        (Rank.SWITCH, "switch start release up hold down pause"),
        (Rank.HALF_WAY, "half-way last next"),
        (Rank.CUE, "setup more ramp pass"),
    ],
)
def test_a_name_comes_before_a_switch_and_both_before_half_way_and_a_cue(
    rank: Rank, kinds: str
) -> None:
    for kind in kinds.split():
        assert uttered(cue(CueKind(kind), "Words.")).rank is rank
    assert Rank.NAME > Rank.SWITCH > Rank.HALF_WAY > Rank.CUE


def test_all_kinds_of_words_have_a_rank() -> None:
    silent = {CueKind.END, CueKind.TICK}
    kinds = set(CueKind) - silent
    assert {kind for kind in kinds if uttered(cue(kind, "Words.")).rank} == kinds


# ---------------------------------------------------------------------------------- tones


def test_a_start_is_told_by_its_tone_or_by_its_word() -> None:
    bare, taught = cue(CueKind.START, "Start."), cue(CueKind.START, "Start. Lean in.")
    assert said(bare, tones=True) is None
    assert uttered(bare, tones=False) == Utterance(words="Start.", rank=Rank.SWITCH)
    behind = Utterance(words="Lean in.", rank=Rank.SWITCH, delay_s=0.6)
    assert uttered(taught, tones=True) == behind
    assert uttered(taught, tones=False).words == "Start. Lean in."


def test_words_wait_for_the_tone_of_their_instant_and_least_at_a_change() -> None:
    delays = {kind.value: uttered(cue(kind, "Words.")).delay_s for kind in CueKind}
    assert {kind for kind, delay_s in delays.items() if delay_s == 0.8} == {"prepare", "place"}
    assert {kind for kind, delay_s in delays.items() if delay_s == 0.6} == {
        *("start", "half-way", "rest", "wait", "remind", "check", "end"),
    }
    assert {kind for kind, delay_s in delays.items() if delay_s == 0.3} == {
        *("switch", "up", "down", "release", "pass", "ramp"),
    }
    assert {uttered(cue(kind, "Words."), tones=False).delay_s for kind in CueKind} == {0}


# -------------------------------------------------------------------------------- replies


def test_answers_to_keys_are_spoken_in_words_and_come_first() -> None:
    run = Run(two_sides())
    run.until(13)
    (paused,) = [each for each in run.press(Act.PAUSE) if said(each, tones=False)]
    assert uttered(paused, tones=False) == Utterance(
        words="Paused. Left leg, twelve seconds left. Space goes on.", rank=Rank.NAME
    )
    assert uttered(paused, tones=True).delay_s == 0.6
    assert said_of(run.press(Act.PAUSE)) == ["Back in place. Five seconds."]
    assert said_of(run.pass_s(5)) == ["Go on. Twelve seconds."]


def test_the_ticks_of_coming_back_are_not_spoken() -> None:
    run = Run(two_sides())
    run.until(13)
    run.press(Act.PAUSE, Act.PAUSE)
    ticking = [e for e in run.pass_s(4) if isinstance(e, CueDue)]
    assert [e.returning for e in ticking] == [True] * 3
    assert said_of([*ticking]) == []


def test_an_answer_of_several_lines_is_one_phrase() -> None:
    run = Run(two_sides())
    run.until(13)
    (phrase,) = said_of(run.press(Act.HURT))
    assert phrase.startswith("Paused. Where? Type a number. Enter skips. One ")
    assert "\n" not in phrase


def test_turning_the_sound_off_is_silent_and_turning_it_on_is_not() -> None:
    assert said(Muted(muted=True), tones=True) is None
    assert uttered(Muted(muted=False)).words == "Sound on."


def test_of_the_picture_a_voice_says_nothing() -> None:
    run = Run(two_sides())
    run.until(13)
    assert said_of(run.press(Act.PICTURES)) == []


def test_the_end_of_all_is_told_where_it_was_reached() -> None:
    ended = uttered(Ended(status=Status.COMPLETED))
    assert ended == Utterance(words="Done.", rank=Rank.NAME, delay_s=0.6)
    assert said(Ended(status=Status.STOPPED), tones=True) is None


# -------------------------------------------------------------------------------- phrases


def test_the_phrases_of_a_session_are_all_that_is_heard_each_once() -> None:
    entries = (
        step(hold(30), exercise(gaze=Gaze.AWAY, cues=("Lean in.",)), sides=Sides.EACH),
        step(tempo_reps(4), exercise("raise", place=Place.FLOOR)),
        step(own_reps(), exercise("curl")),
    )
    for made in (timeline(*entries), three_sets()):
        for tones in (True, False):
            spoken = [each.words for each in heard(made, tones=tones)]
            assert phrases(made, tones=tones) == list(dict.fromkeys(spoken))


def test_the_phrases_of_two_steps_are_these() -> None:
    assert phrases(two_steps(), tones=True) == [
        "Get ready. Calf stretch.",
        "Stop. On the floor, soleus.",
        "Done.",
    ]
    assert phrases(with_wait(), tones=True) == [
        "Get ready. Calf stretch.",
        "Next, on the floor, soleus. Enter goes on.",
        "Waiting for Enter.",
        "On the floor, soleus.",
        "Done.",
    ]
