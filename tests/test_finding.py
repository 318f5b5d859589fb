"""What a person says about a symptom leads to a routine behind its gate, or to somebody to see;
what calls for help wins over everything that stands beside it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import calfcoach
from calfcoach.care.data import questions
from calfcoach.care.model import Tier
from calfcoach.errors import CoachError
from calfcoach.files.card import card_names
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.symptom import load_book, read_book
from calfcoach.finding import Book, Soon, Symptom, find, meant, stem

BOOK = load_book()
ROWS = {  # a row of the list of symptoms and situations: where it leads, and how it may be said
    1: ("cramp", "calf cramp after walking", "my calf bulges and I can't stretch my leg"),
    2: ("cramp", "cramp when I exercise too long", "cramped up during the marathon"),
    3: ("night-cramps", "calf cramps at night", "charley horse in bed", "wakes me up with a cramp"),
    4: ("desk", "stiff from sitting all day", "calves tight from standing in the shop"),
    5: ("after-run", "calves stiff after running", "sore after training"),
    6: ("flare", "did too much yesterday", "stiff because I suddenly did too much exercise"),
    7: ("daily", "stiff calves in the cold", "cold weather makes my calves stiff"),
    8: ("flare", "strained my calf", "pulled a calf muscle"),
    9: ("daily", "dull ache in my calf that radiates up to my lower back", "my calf aches"),
    10: ("daily", "my calves are not flexible", "reduced flexibility, trouble running"),
    11: ("soleus", "my heels lift when I squat", "can't keep my heels flat when I crouch"),
    12: ("strength", "trouble with push-off", "hard to push off when I walk"),
    13: ("daily", "low back pain with tight calves", "my lower back hurts, my calves are stiff"),
    14: ("visit", "pain in hips and knees", "my back hurts"),
    15: ("today", "swelling of the lower legs", "puffy ankles"),
    16: ("today", "numbness in my foot", "tingling legs", "pins and needles"),
    17: ("today", "can't lift my foot", "weak when I lift the foot"),
    18: ("soleus", "calf hurts when I climb stairs", "knotted tender areas in the calf", "knots"),
    19: ("heel-pain", "first steps in the morning", "heel hurts after resting"),
    20: ("achilles", "throbbing pain behind the heel", "my Achilles hurts on heel raises"),
    21: ("soleus", "pain in arch and heel from the inner calf", "calf pain going into my heel"),
    22: ("high-heels", "I wear high heels and my calves are tight", "stilettos all day"),
    23: ("night-cramps", "stress cramps", "cramps when I am anxious"),
    24: ("night-cramps", "leg cramps in pregnancy", "pregnant and cramping"),
    25: ("cramp", "cramps after diarrhoea", "cramps after sweating a lot"),
}
RULES = {  # what is a reason to ask somebody without hurry, by the number of its question
    1: ("visit", "back pain for days", "lower back pain"),
    2: ("soon", "pain stops me from walking", "I can't sit comfortably"),
    3: ("soon", "recently injured my leg", "an accident last week"),
    4: ("visit", "tight calves and diabetes", "I take a blood thinner", "poor circulation"),
    5: ("night-cramps", "night cramps often", "night cramps spoil my sleep"),
    6: ("soon", "pain at the same walking distance", "calf pain goes when I stop walking"),
    7: ("soon", "a lump in my calf", "a hard area that grows"),
    8: ("visit", "no better after four weeks", "stretching is not getting it better"),
    9: ("visit", "heel pain not better after 2 weeks", "arch pain for weeks"),
    10: ("visit", "I am pregnant", "gave birth last month"),
    11: ("visit", "cramps since I take statins", "night cramps since new tablets"),
    12: ("soon", "my calf is getting thinner", "steadily weaker leg"),
}
ALARMS = {  # words that must never lead to a routine, and the safety question that answers
    "breathless": ("breathless", "short of breath", "chest pain", "coughing blood", "I fainted"),
    "saddle": ("bladder trouble", "numb between my legs", "both legs weak", "incontinence"),
    "cold-leg": ("cold pale foot", "leg suddenly cold", "my leg is blue"),
    "dark-urine": ("dark urine", "cola coloured pee"),
    "clot": (
        *("swelling", "swollen", "swolen", "puffy", "redness", "red", "warm skin", "hot calf"),
        *("throbbing calf", "hard vein", "blood clot", "one leg bigger than the other"),
        *("sore vein", "my varicose vein is sore"),
    ),
    "calf-risk": ("calf pain after surgery", "calf pain after a flight", "leg pain, pregnant"),
    "pop": ("a pop", "snapped", "cannot tiptoe", "can’t rise on my toes", "bruised", "a tear"),
    "numb": ("numb", "numbnes", "tingling", "pins and needles", "weakness", "foot drops"),
    "infection": ("fever", "a wound", "open sore", "sore that does not heal", "infected"),
}
OWN_ALARMS = {
    "long-cramp": ("cramp won't stop", "a cramp for 20 minutes"),
    "unwell": ("weight loss", "night sweats"),
    "falls": ("I fall a lot", "fell down the stairs", "my walk has changed"),
    "behind-knee": ("pain behind my knee", "back of the knee pulsing"),
    "shin-bone": ("shin splints", "pain in the shin bone"),
    "dizzy": ("dizzy", "heart trouble"),
}
SAID = {name: said for alarms in (ALARMS, OWN_ALARMS) for name, said in alarms.items()}
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")
WORD = re.compile(r"[a-z]+")
EMERGENCY_NUMBERS = {"112", "911", "999"}


def best(asked: str) -> Symptom:
    found = find(asked, BOOK)
    assert found, asked
    return found[0].symptom


def led_to(asked: str) -> str:
    symptom = best(asked)
    return symptom.routine or str(symptom.soon)


def told(symptom: Symptom) -> list[str]:
    gates = [text for gate in symptom.gates for text in (gate.ask, gate.then)]
    return [symptom.title, *gates, *symptom.text, *symptom.do, symptom.later]


# ------------------------------------------------------------------------ what leads where


@pytest.mark.parametrize("row", ROWS)
def test_every_symptom_of_the_list_leads_to_its_routine_or_to_somebody(row: int) -> None:
    where, *said = ROWS[row]
    assert len(said) >= 2
    assert {asked: led_to(asked) for asked in said} == dict.fromkeys(said, where)


def test_the_list_of_symptoms_is_whole() -> None:
    assert list(ROWS) == list(range(1, 26))
    assert list(RULES) == list(range(1, 13))


@pytest.mark.parametrize("number", RULES)
def test_every_reason_to_ask_somebody_is_found(number: int) -> None:
    where, *said = RULES[number]
    assert {asked: led_to(asked) for asked in said} == dict.fromkeys(said, where)


def test_frequent_cramps_at_night_come_with_the_advice_to_ask_a_doctor() -> None:
    symptom = best("frequent night cramps")
    assert symptom.routine == "night-cramps"
    assert "See a doctor at the next visit when cramps are frequent" in symptom.later


@pytest.mark.parametrize("flag", ALARMS)
def test_a_warning_is_answered_by_its_safety_question(flag: str) -> None:
    assert {asked: best(asked).flag for asked in ALARMS[flag]} == dict.fromkeys(ALARMS[flag], flag)


@pytest.mark.parametrize("name", OWN_ALARMS)
def test_a_warning_that_no_safety_question_asks_has_its_own_answer(name: str) -> None:
    said = OWN_ALARMS[name]
    assert {asked: best(asked).id for asked in said} == dict.fromkeys(said, name)


@pytest.mark.parametrize("name", SAID)
def test_a_warning_never_leads_to_a_routine_whatever_stands_beside_it(name: str) -> None:
    beside = [symptom.words[0] for symptom in BOOK.symptoms if symptom.routine]
    for alarm in SAID[name]:
        for words in beside:
            for asked in (f"{words}, {alarm}", f"{alarm} and {words}"):
                assert [
                    match.symptom.id for match in find(asked, BOOK) if match.symptom.routine
                ] == []


def test_the_more_urgent_warning_comes_first() -> None:
    found = find("swollen calf, a lump and chest pain", BOOK)
    assert [match.symptom.id for match in found] == ["breathless", "swollen", "lump"]


def test_a_denied_warning_is_still_one() -> None:
    match = find("no swelling but stiff calves", BOOK)[0]
    assert (match.symptom.flag, match.words) == ("clot", ("swelling", "calves"))


@pytest.mark.parametrize(
    ("asked", "routine"),
    [
        ("warm up before running", "before-walk"),
        ("leg cramps when I fall asleep", "night-cramps"),
        ("collapsed arches", "heel-pain"),
        ("I can't feel the stretch", "daily"),
        ("I want stronger calves", "strength"),
        ("calves stiff after a cold shower", "daily"),
        ("calf feels better with a hot pack", ""),
        ("red", ""),
    ],
)
def test_words_that_only_look_like_a_warning(asked: str, routine: str) -> None:
    found = [match.symptom.routine for match in find(asked, BOOK)]
    assert found[:1] == ([routine] if routine or asked == "red" else [])


# ------------------------------------------------------------ said as people say it every day

EVERYDAY = {  # the safety question that answers, and how people say it without its words
    "clot": (
        *("leg grew overnight and is sore",),
        *("calf is thick and sore", "calf tight and shiny skin"),
        *("calf bigger size than the other", "calf hot day and night, hot bath"),
        *("my calf is warm day 3, tight", "right calf bigger, aches"),
        *("my calf has been hot and sore for two days", "calf warm and painful for three days"),
        *("calf is warm and tight since two days", "warm painful calf, drank lots of water"),
        *("calf hot, shower does not help", "my calf is hot day and night", "calf warm all day"),
        *("one calf bigger and sore", "calf thicker than the other and aches", "calf fatter, sore"),
        *("leg ballooned and aches", "leg has blown up and hurts", "calf enlarged and painful"),
        *("one leg twice the size and tight", "calf oedematous tight", "my calf blew up, tight"),
        *("water retention tight calves", "retaining water, stiff calves", "calf doubled in size"),
        *("lower leg full of fluid and tight", "left leg wider than the right, aches"),
        *(
            "inflamed leg sore",
            "pink calf sore",
            "calf inflamed and stiff",
            "flushed skin, sore calf",
        ),
        *(
            "warm weather, but my calf is warm too",
            "calf distended and stiff",
            "suddenly bigger calf",
        ),
        *("sock marks deeper on one leg, calf sore", "swelled calf ache"),
    ),
    "pop": (
        *("felt like someone kicked me, calf sore", "calf suddenly gave, sore"),
        *("something cracked heel hurts", "my ankle cracked, sore"),
        *(
            "something cracked in my calf, pain",
            "heard a bang in my calf pain",
            "pinged my calf sore",
        ),
        *("haematoma calf pain", "hematoma calf sore", "calf exploded while sprinting pain"),
        *("calf gave way running pain", "calf cracked pain running", "achilles gave way"),
        *("cant get up on toes achilles pain", "I can't go up on my toes, calf sore"),
        *("felt a crack in my calf", "something burst in my calf", "something ripped in my calf"),
        *(
            "calf muscle ripped",
            "felt a twang in my calf",
            "calf went bang",
            "thud in the heel, pain",
        ),
        *(
            "calf buckled while running",
            "like being shot in the calf",
            "black mark on calf after run",
        ),
        *("something gave in my calf, sore",),
    ),
    "numb": (
        *("my foot went limp, calf tight", "electric pain in my leg"),
        *("my foot won't lift, calf tight", "can't wiggle my toes, sore calf"),
        *("my foot is asleep and my calf cramps", "my foot starts to fall asleep, calf cramp"),
        *(
            "cant pull foot up calf tight",
            "cant pull toes up calf sore",
            "cant move my foot calf hurts",
        ),
        *("paralysed foot calf pain", "paralyzed leg tight", "calf tight and clumsy foot"),
        *("pins needles calf", "pins & needles in my calf", "floppy foot tight calf"),
        *(
            "my foot flops, calf stiff",
            "cannot move my toes, calf sore",
            "no power in my foot, tight",
        ),
        *("can't flex my foot up, calf tight", "foot catches on the carpet, stiff calf"),
        *("legs like jelly and stiff", "foot feels like cotton wool, tight calf"),
        *(
            "fizzing in my foot, calf tight",
            "ants crawling in my leg, tight",
            "calf twitches and is lame",
        ),
    ),
    "breathless": (
        *("chest feels tight, sore calf",),
        *("blood in my sputum and a sore calf", "I fainted pain in calf"),
        *("heavy breathing, sore calf", "faint, calf aches"),
        *("I feel faint sore calf", "I went faint, aching calf"),
        *(
            "shortness of breth calf sore",
            "shortness of breath calf sore",
            "short breath sore calf",
        ),
        *("winded and calf sore", "cant get enough air sore calf", "palpitations sore calf"),
        *("sharp pain when breathing in sore calf", "heart racing and calf pain"),
        *(
            "my heart is racing and my calf hurts",
            "a racing heart, sore calf",
            "gasping, sore calf",
        ),
        *("it hurts to breathe, sore calf", "can't catch my breath, calf tight"),
        *(
            "heart pounding, calf sore",
            "struggling for breath, sore calf",
            "heart flutters, sore calf",
        ),
        *(
            "spitting blood and a sore calf",
            "keeled over, calf sore",
            "stabbing when I breathe, calf",
        ),
    ),
    "saddle": (
        *("numb bum and tight calves", "leaking urine, tight calves"),
        *("wetting myself back pain tight calves", "wet myself", "both legs giving way tight"),
        *(
            "peed myself, tight calves",
            "soiled myself and my back hurts",
            "can't hold my pee, stiff",
        ),
        *("no feeling when I wipe, back pain", "my legs give way, both of them"),
    ),
    "cold-leg": (
        *("my foot is like ice, calf sore",),
        *("foot ice cold and painful", "my foot went ice cold and my calf hurts", "gray leg pain"),
        *("ice cold foot and calf pain", "grey foot calf pain", "my calf is cold and stiff"),
        *("cold leg, cramps", "foot cold day and night, calf sore", "toes are blue, calf hurts"),
        *(
            "foot went cold days ago, calf sore",
            "mottled leg, tight",
            "stone cold foot, tight calf",
        ),
        *("calf cold, ice pack did nothing", "severe growing pain, compartment syndrome"),
        *("severe growing pain in a tight calf after exercise",),
    ),
    "infection": (
        *("high temperature, tight calf",),
        *("chills and a sore calf", "black toes, sore calf"),
        *("dangle foot out of bed at night", "I hang my leg over the edge of the bed, foot pain"),
        *("hang my foot out of bed", "my calf is oozing and sore", "weeping sore on my foot"),
    ),
}
NO_ALARM = (  # words that look like a warning and are none, each with where it leads
    ("cold feet at night", "visit"),
    ("cold feet in bed", "visit"),
    ("cold feet at night, calves ache", "visit"),
    ("faint ache in calf", "daily"),
    ("kicked a ball sore calf", "after-run"),
    ("kick boxing sore calves", "after-run"),
    ("my baby kicks my calf", ""),
    ("hot yoga sore calves", "after-run"),
    ("fall season running sore calves", "after-run"),
    ("sore calves on a warm day", "daily"),
    ("warm water bottle on sore calf", "daily"),
    ("ice pack on sore calf", "daily"),
    ("stiff calves after an ice bath", "daily"),
    ("my feet are always cold, tight calves", "visit"),
    ("cracked heels", ""),
    ("ping pong sore calf", "after-run"),
    ("leg cramps after red wine", "cramp"),
    ("cramps when I fall asleep", "night-cramps"),
    ("black toe nail", ""),
    ("I want bigger calves", "strength"),
    ("heart condition and training", "soon"),
    ("heart disease exercise", "soon"),
    ("is my heart ok for the gym", "soon"),
    ("heart healthy exercises for calves", "soon"),
    ("stiff after the race", "after-run"),
)
ASKED_FIRST = (  # where a routine would be wrong, and where others lead
    ("cortisone achilles", "tendon-medicine"),
    ("steroid injection in the heel", "tendon-medicine"),
    ("levofloxacin achilles", "tendon-medicine"),
    ("nine year old heel pain", "child"),
    ("my grandson has heel pain", "child"),
    ("legs sore after a hiking trip", "stiff-after-exercise"),
    ("ciprofloxacin calf pain", "tendon-medicine"),
    ("antibiotics and a sore achilles", "tendon-medicine"),
    ("12 year old heel pain", "child"),
    ("child calf pain", "child"),
    ("my son heel pain", "child"),
    ("my daughter has tight calves", "child"),
    ("16 year old runner with tight calves", "child"),
    ("35 year old runner with tight calves", "stiff-after-exercise"),
    ("rolled my ankle", "injury"),
    ("pulled calf muscle", "strain"),
    ("strained my calf", "strain"),
    ("no spring when walking", "push-off"),
    ("heavy legs", "heavy-legs"),
    ("my legs feel heavy and tight", "heavy-legs"),
    ("soleus", "soleus"),
    ("massage", "massage"),
    ("compartment syndrome", "compartment"),
    ("calf tight after an injury", "compartment"),
    ("woken up by leg cramps", "night-cramps"),
    ("my legs are sore after a hike", "stiff-after-exercise"),
)
ORDINARY = (  # words of other matters that a correction once took for a warning
    *("single", "finding", "painting", "ladder", "pickle", "picking", "numbers", "sounds"),
    *("rounds", "pounds", "injection", "inspection", "located", "selling", "spelling", "triangle"),
)


@pytest.mark.parametrize(
    ("flag", "asked"), [(flag, asked) for flag, said in EVERYDAY.items() for asked in said]
)
def test_a_warning_is_heard_in_everyday_words(flag: str, asked: str) -> None:
    found = find(asked, BOOK)
    assert found[0].symptom.flag == flag
    assert [match.symptom.id for match in found if match.symptom.routine] == []


@pytest.mark.parametrize(("asked", "where"), NO_ALARM)
def test_an_everyday_word_raises_no_alarm(asked: str, where: str) -> None:
    found = [one.symptom.routine or str(one.symptom.soon) for one in find(asked, BOOK)]
    assert found[:1] == ([where] if where else [])


@pytest.mark.parametrize(("asked", "name"), ASKED_FIRST)
def test_what_needs_another_answer_than_the_nearest_routine_has_it(asked: str, name: str) -> None:
    assert best(asked).id == name


def test_a_fresh_strain_is_left_in_peace_before_any_routine() -> None:
    first, *others = best("pulled calf muscle").gates
    assert first.ask == "Is it less than 72 hours ago?"
    assert first.then.startswith("Nothing for that leg yet")
    assert "today if it bruises or you cannot rise onto your toes" in first.then
    assert others


def test_a_medicine_that_weakens_tendons_and_a_child_get_no_routine_to_do() -> None:
    for asked in ("levofloxacin achilles", "12 year old heel pain"):
        said = " ".join(best(asked).do)
        assert re.search(r"\bdoctor\b", said)
        assert [match for match in find(asked, BOOK) if match.symptom.routine] == []


# ---------------------------------------------------------------------- slips of the finger


def words_of_warnings() -> set[str]:
    """Each word that a slip could be taken for, of rows that call for help."""
    said = [
        words for one in BOOK.symptoms if one.soon not in (None, Soon.VISIT) for words in one.words
    ]
    return {word for words in said for word in words.split()}


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_is_no_slip(word: str) -> None:
    assert meant(word, BOOK) == word
    assert find(word, BOOK) == []
    assert not [one for one in find(f"{word}, tight calves", BOOK) if not one.symptom.routine]


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        *(("swolen", "swollen"), ("swollten", "swollen"), ("swollwn", "swollen")),
        *(("swlolen", "swollen"), ("numbnes", "numbness"), ("bladdar", "bladder")),
    ],
)
def test_one_slip_in_a_warning_is_forgiven(slip: str, word: str) -> None:
    assert meant(slip, BOOK) == word


@pytest.mark.parametrize("typed", ["wsollen", "bollen", "sowlln", "gladder", "mumbness"])
def test_two_slips_or_another_first_letter_are_no_warning(typed: str) -> None:
    assert meant(typed, BOOK) not in words_of_warnings()


def test_no_word_of_a_shipped_text_is_taken_for_another_that_warns() -> None:
    words = sorted({word for text in shipped_texts() for word in WORD.findall(text.casefold())})
    assert len(words) > 1_000
    changed = {word: found for word in words if (found := meant(word, BOOK)) != word}
    assert {word: found for word, found in changed.items() if warns(found)} == {}


def shipped_texts() -> Iterator[str]:
    """All that cards, exercises and routines say."""
    library = Path(calfcoach.__file__).parent / "library"
    routines = Path(__file__).parent.parent / "routines"
    for folder in (library / "cards", library / "exercises", routines):
        for file in sorted(folder.glob("*.toml")):
            yield from texts_in(tomllib.loads(file.read_text(encoding="utf-8")))


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def warns(word: str) -> bool:
    """Whether a word takes part in a call for help."""
    heads = {group[0] for group in BOOK.same for said in group if word in said.split()}
    return bool({word, *heads} & words_of_warnings())


# ------------------------------------------------------------------------------- matching

TINY = Book(
    symptoms=(
        Symptom(id="cramp", title="Cramp", words=("cramp",), routine="cramp"),
        Symptom(id="night", title="Night", words=("cramp night", "night"), routine="night-cramps"),
        Symptom(id="tight", title="Tight", words=("tight calf",), unless=("corset",), routine="x"),
        Symptom(id="sore", title="Sore", words=("sore calf",), routine="y"),
        Symptom(id="lump", title="Lump", words=("lump",), soon=Soon.SOON),
        Symptom(id="swell", title="Swollen", words=("swollen",), soon=Soon.TODAY),
        Symptom(id="visit", title="Visit", words=("medicine",), soon=Soon.VISIT),
    ),
    same=(("cramp", "charley horse"), ("calf", "calves"), ("tight", "stiff")),
    small=("my", "at", "and", "the"),
)


def ids(asked: str) -> list[str]:
    return [match.symptom.id for match in find(asked, TINY)]


def test_the_row_that_more_words_speak_for_is_best() -> None:
    assert ids("cramp") == ["cramp"]
    assert ids("cramp at night") == ["night"]


def test_all_words_of_a_phrase_have_to_be_said_in_any_order() -> None:
    assert ids("calf") == []
    assert ids("the calf, so tight") == ["tight"]


def test_equally_good_rows_are_all_found_in_the_order_of_the_book() -> None:
    assert ids("sore tight calf") == ["tight", "sore"]


def test_help_wins_over_routines_and_the_sooner_help_over_the_later() -> None:
    assert ids("tight calf at night, a lump, swollen") == ["swell", "lump"]


def test_a_question_for_the_next_visit_wins_by_its_words_alone() -> None:
    assert ids("medicine, cramp at night") == ["night"]


@pytest.mark.parametrize(
    "asked", ["CALVES: stiff!", "stiff calf", "Càlf tight", "tight—calf", "tightness\tin calves"]
)
def test_case_accents_marks_and_endings_do_not_count(asked: str) -> None:
    assert ids(asked) == ["tight"]


def test_several_words_may_mean_one() -> None:
    match = find("my charley horses at night", TINY)[0]
    assert (match.symptom.id, match.words) == ("night", ("charley horses", "night"))


def test_a_slip_in_a_longer_word_is_forgiven() -> None:
    assert ids("swolen") == ids("swollan") == ["swell"]
    assert ids("medecine") == ["visit"]
    assert ids("lumq") == []


def test_phrases_that_mean_something_else_keep_a_row_out() -> None:
    assert ids("tight corset, tight calf") == []


@pytest.mark.parametrize(
    "asked", ["", "   ", "?!", "ふくらはぎ", "\x1b[31m", "elephant", "x" * 5_000]
)
def test_what_says_nothing_finds_nothing(asked: str) -> None:
    assert find(asked, TINY) == find(asked, BOOK) == []


def test_a_very_long_question_is_read_from_its_beginning() -> None:
    assert ids("swollen " + "and " * 100_000) == ["swell"]


@pytest.mark.parametrize(
    ("word", "left"),
    [
        *(("cramps", "cramp"), ("cramping", "cramp"), ("cramped", "cramp"), ("knotted", "knot")),
        *(("numbness", "numb"), ("stairs", "stair"), ("red", "red"), ("press", "pres")),
        *(("raises", "rais"), ("raise", "rais"), ("tingling", "tingl"), ("tingle", "tingl")),
    ],
)
def test_a_word_loses_its_ending(word: str, left: str) -> None:
    assert stem(word) == left


# -------------------------------------------------------------------------- what is shipped


@pytest.mark.parametrize("symptom", BOOK.symptoms, ids=lambda symptom: symptom.id)
def test_every_phrase_leads_to_its_row_and_the_first_one_to_it_alone(symptom: Symptom) -> None:
    assert best(symptom.words[0]).id == symptom.id
    for words in symptom.words:
        assert symptom.id in [match.symptom.id for match in find(words, BOOK)], words


@pytest.mark.parametrize("symptom", BOOK.symptoms, ids=lambda symptom: symptom.id)
def test_an_answer_is_a_routine_behind_a_gate_or_says_first_how_soon_to_see_somebody(
    symptom: Symptom,
) -> None:
    if symptom.routine:
        assert symptom.gates
        assert all(gate.ask.endswith("?") and gate.then.endswith(".") for gate in symptom.gates)
        assert re.search(r"\b(doctor|physiotherapist|midwife|podiatrist)\b", symptom.later)
        assert not symptom.do
    elif not symptom.flag:
        how_soon = {Soon.TODAY: "today", Soon.SOON: "soon", Soon.VISIT: r"next (?:visit|chance)"}
        assert symptom.soon in how_soon
        assert re.search(rf"\b{how_soon[symptom.soon]}\b", " ".join(symptom.do[:2]))


def test_a_warning_is_as_urgent_as_its_safety_question() -> None:
    tiers = {flag.id: flag.tier for flag in questions().flags}
    urgent = {Tier.EMERGENCY: Soon.EMERGENCY, Tier.TODAY: Soon.TODAY}
    shown = {one.id: (one.flag, one.soon) for one in BOOK.symptoms if one.flag}
    assert shown == {name: (flag, urgent[tiers[flag]]) for name, (flag, _) in shown.items()}
    assert {flag for flag, _ in shown.values()} == set(tiers)


def test_answers_lead_only_to_routines_and_cards_that_are_there() -> None:
    routines = {"cramp", *Catalog(find_folders(os.environ)).names()}
    assert {one.routine for one in BOOK.symptoms if one.routine} - routines == set()
    assert {card for one in BOOK.symptoms for card in one.cards} - set(card_names()) == set()
    assert [one.id for one in BOOK.symptoms if not one.cards] == []


def test_no_two_answers_have_one_name() -> None:
    names = [one.id for one in BOOK.symptoms]
    titles = [one.title for one in BOOK.symptoms]
    assert len(set(names)) == len(names)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("symptom", BOOK.symptoms, ids=lambda symptom: symptom.id)
def test_every_number_of_an_answer_stands_in_one_of_its_sources(symptom: Symptom) -> None:
    sourced = set(NUMBER.findall(" ".join(source.claim for source in symptom.sources)))
    said = set(NUMBER.findall(" ".join(told(symptom))))
    assert said - sourced - EMERGENCY_NUMBERS == set()
    for source in symptom.sources:
        assert source.claim
        assert source.mark in ("article", "read", "secondhand", "consensus", "judgement")


@pytest.mark.parametrize("symptom", BOOK.symptoms, ids=lambda symptom: symptom.id)
def test_an_answer_speaks_plainly_and_names_no_illness_as_ones_own(symptom: Symptom) -> None:
    for text in told(symptom):
        assert not re.search(
            r"!|\b(?:we|our|you have|you suffer|cure[sd]?|guarantee\w*)\b", text
        ), text


# ------------------------------------------------------------------------- reading the files

WORDS = b'small = ["my"]\nsame = [["calf", "calves"]]\n'
WHERE = ("symptoms.toml", "words.toml")
LUMP = """
[[symptom]]
id = "lump"
title = "A lump"
words = ["lump"]
soon = "soon"
do = ["See a doctor soon."]
sources = [{ claim = "c", cite = "CalfCoach", mark = "judgement" }]
"""


def refused(symptoms: str) -> str:
    with pytest.raises(CoachError) as caught:
        read_book(symptoms.encode(), WORDS, where=WHERE)
    return str(caught.value)


def test_a_book_is_read() -> None:
    book = read_book(LUMP.encode(), WORDS, where=WHERE)
    assert (book.small, book.same) == (("my",), (("calf", "calves"),))
    assert [(one.id, one.soon, one.do) for one in book.symptoms] == [
        ("lump", Soon.SOON, ("See a doctor soon.",))
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('soon = "soon"\n', "", "`lump` needs either `routine` or `soon`"),
        (
            'soon = "soon"',
            'soon = "soon"\nroutine = "x"',
            "`lump` needs either `routine` or `soon`",
        ),
        ('soon = "soon"', 'routine = "x"', "`lump` has a `routine` and no `gates` before it"),
        ('do = ["See a doctor soon."]\n', "", "`lump` has neither `do` nor `flag`"),
        (
            'soon = "soon"',
            'soon = "soon"\nunless = ["x"]',
            "`lump` calls for help and has `unless`",
        ),
    ],
)
def test_an_answer_that_is_both_or_neither_is_refused(old: str, new: str, message: str) -> None:
    assert message in refused(LUMP.replace(old, new))


def test_a_key_that_is_misspelt_is_refused() -> None:
    assert "`flg` is not a key of a symptom" in refused(LUMP.replace("soon =", 'flg = "x"\nsoon ='))


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ('["lump", 3]', "`words` must be text, got 3"),
        ('["lump", ""]', "`words` must not be empty"),
        ('"lump"', ""),
        ('["b\\u001b"]', "entry 1 of `words` contains the control character U+001B"),
    ],
)
def test_phrases_are_read_as_carefully_as_other_text(phrases: str, message: str) -> None:
    changed = LUMP.replace('words = ["lump"]', f"words = {phrases}")
    if message:
        assert message in refused(changed)
    else:
        assert read_book(changed.encode(), WORDS, where=WHERE).symptoms[0].words == ("lump",)
