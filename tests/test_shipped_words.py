"""No shipped text repeats a claim that is known to be wrong, names an illness that a person is
to have, or promises anything. Planted sentences prove that the reading would find them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from shipped_words import CLAIMS, RULES, Finding, findings, said_against_rules, shipped_text

ROOT = Path(__file__).parent.parent

PLANTED = {
    "lactic acid as a cause": (
        "Lactic acid makes the calf stiff after a run.",
        "Stiff calves come from too much lactic acid.",
        "Lactate builds up in the muscle and brings on cramps.",
        "Soreness is caused by an accumulation of lactic acid.",
        "Rolling flushes out lactate.",
        "Metabolites accumulate and cause cramps.",
        "Waste products make muscles sore.",
    ),
    "breaking up knots": (
        "Rolling breaks up knots in the calf.",
        "Press until the knots melt.",
        "Deep pressure dissolves trigger points.",
        "Knead out the knots with your thumb.",
        "Get rid of the knots.",
        "Breaking up adhesions takes 2 minutes.",
        "Melt away the tension.",
        "Feel how the tightness melts.",
    ),
    "swelling from tight calves": (
        "Tight calves can lead to swelling of the lower legs.",
        "Swelling is often due to tight muscles.",
        "Swelling is a sign of tight calves.",
    ),
    "the soleus bends the knee": (
        "The soleus can bend the knee.",
        "The soleus muscle flexes the knee.",
        "The soleus, but also the calf, crosses the knee.",
        "The knee is bent by the soleus.",
        "The soleus starts at the knee joint.",
        "The soleus muscles, but not the gastrocnemius, can bend the knee.",
    ),
    "inflammation of the heel or the Achilles": (
        "The plantar fascia becomes inflamed.",
        "Achilles pain is an inflammation of the tendon.",
        "An inflamed heel needs ice.",
    ),
    "a root cause in the spine": (
        "The root cause must be treated.",
        "Problems at L5 or S1 cause tight calves.",
        "Irritation at S1 is behind it.",
        "Spinal problems lead to tight calves.",
        "Night cramps are a sign of nerve trouble.",
        "Tight calves come from a nerve root in the back.",
    ),
    "soreness prevented": (
        "Stretching prevents soreness.",
        "A cool-down keeps your legs from getting sore.",
        "Stretch after a run and avoid sore calves.",
        "A warm-up reduces soreness the next day.",
        "This routine protects from soreness.",
    ),
    "nerves squeezed by tight calves": (
        "Tight calves can compress nerves in the leg.",
        "Tingling is often caused by tight muscles.",
    ),
    "back pain from tight calves": (
        "Tight calves lead to pain in the lower back.",
        "Back pain often comes from short calves.",
        "Short calves tilt the pelvis forward.",
        "When the pelvis tips, the soleus is overstretched.",
        "Tight calves make the spine bear more weight.",
    ),
    "pain from wrong posture": (
        "Poor posture causes back pain.",
        "Slouching leads to tight calves.",
        "Keep the correct posture all day.",
    ),
    "cramps prevented by minerals or water": (
        "Bananas help to prevent cramps.",
        "Magnesium stops night cramps.",
        "Drinking enough keeps cramps away.",
        "Cramps are caused by dehydration.",
        "Cramps are a sign of low potassium.",
    ),
    "a heel raise called a stretch": (
        "The calf raise is a stretch for the calf.",
        "Do stretches such as heel raises.",
        "Calf raises stretch the calf.",
    ),
    "better circulation": (
        "Massage boosts circulation in the leg.",
        "Heat improves blood flow.",
        "Slow blood circulation makes calves stiff.",
        "Stiffness is slow blood circulation.",
    ),
    "heels that strike more often": ("Their heel strikes the ground more often.",),
    "the big toe's muscle from the soleus": ("The big toe's muscle originates from the soleus.",),
    "heel walking that loosens calves": ("Heel walking loosens tight calves.",),
    "advice on medicines": (
        "Take ibuprofen if it aches.",
        "Try magnesium before bed.",
        "Paracetamol reduces inflammation.",
    ),
    "a new shape or alignment": (
        "Massage restores muscle shape.",
        "It improves overall alignment.",
    ),
    "the soleus alone in standing": (
        "Only the soleus muscle is active while relaxed standing.",
        "In standing only the soleus works.",
    ),
    "three calf muscles": (
        "There are three types of calf muscles. Two are called the gastrocnemius.",
        "Two of them are called the gastrocnemius.",
    ),
    "cramps of seconds alone": (
        "Calf cramps last for a few seconds or tens of seconds.",
        "A cramp lasts some seconds.",
    ),
    "an alarm over days of back pain": (
        "If back pain lasts more than a few days, see a doctor.",
        "Seek help when back pain lasts a few days.",
    ),
    "a scale of spasticity for cramps": (
        "The modified Ashworth scale is the main method for muscle spasm.",
    ),
    "sitting that shortens calves": (
        "Sitting for extended periods can shorten the soleus.",
        "The soleus gets shorter from sitting.",
    ),
    "a diagnosis": (
        "You have a torn calf muscle strain.",
        "You probably have plantar fasciitis.",
        "You've got a blood clot.",
        "It looks as though you may have an Achilles rupture.",
        "You are suffering from tendinopathy.",
        "Your tendon is inflamed.",
        "This is plantar fasciitis.",
        "That's probably a strain.",
        "You have a pulled muscle.",
        "Your symptoms point to plantar fasciitis.",
        "That means a torn muscle.",
        "It probably means a blood clot.",
    ),
    "a promise": (
        "This routine will cure your cramps.",
        "It will quickly relieve the pain.",
        "Stretching heals tendons.",
        "Results are guaranteed.",
        "It always works.",
        "Safe and effective for everybody.",
        "Clinically proven to loosen calves.",
        "Permanently loosens tight calves.",
        "Your pain will be gone in a week.",
        "It is not that it cures cramps alone.",
        "This fixes tight calves.",
        "Your cramps will go away.",
        "Gets rid of cramps for good.",
        "Recover in 14 days.",
        "Ends heel pain.",
        "Stretch afterwards and you will not be sore.",
    ),
    "comfort over a warning sign": (
        "A swollen calf is usually harmless.",
        "A little swelling is normal.",
        "Numb toes are no reason to worry.",
        "A pop is often nothing.",
        "Do not worry about a swollen leg.",
        "Tingling passes by itself.",
    ),
}
HARMLESS = (
    "Lactic acid does not make calves sore.",
    "Lactate is gone within about an hour.",
    "Rolling does not break up knots.",
    "Swelling is never a part of tightness.",
    "With the knee bent for the soleus, straight for the gastrocnemius.",
    "Soleus stretch: bend both knees, back heel down.",
    "The soleus starts below the knee joint.",
    "Plantar fasciitis is an older name for it.",
    "Stretching does little against soreness.",
    "What spares you soreness is to add work in small steps.",
    "One article lists calf raises as a stretch.",
    "Another has tight calves tilt the pelvis.",
    "There is no correct posture.",
    "The belief that poor posture causes pain is widespread.",
    "Magnesium is unlikely to prevent cramps.",
    "Drink with your meals.",
    "Calf and heel raises, then a stretch.",
    "If you have a blood clot or had one, ask first.",
    "Nothing is promised.",
    "Do not take a heat pack to bed.",
    "What you have done is saved.",
    "Press Enter when you have a wall in front of you.",
    "A foot sore that does not heal.",
    "The soleus cannot bend the knee.",
    "It is not true that rolling breaks up knots.",
    "There is no proof that tight calves make the spine bear more weight.",
    "Nobody has shown that sitting shortens the soleus.",
    "Rolling makes a calf feel looser but does not break up knots.",
    "A cramp lasts from seconds to about 10 minutes.",
    "Calf raises do not stretch the calf.",
    "This can be a sign of a clot.",
    "Swelling is never harmless.",
    "A newly swollen calf is not normal.",
    "A pop in the calf is a reason to see a doctor the same day.",
    "If you have a torn muscle, follow your clinician.",
)
NO_EXCUSE = (  # a denial of something else
    ("the soleus bends the knee", "The soleus, but not the gastrocnemius, bends the knee."),
    ("the soleus bends the knee", "Not the gastrocnemius, the soleus can bend the knee."),
    ("breaking up knots", "Rolling does not hurt, and it breaks up knots."),
    ("breaking up knots", "Rolling does not only warm, it breaks up knots."),
    ("breaking up knots", "Do not hurry, because rolling breaks up knots."),
    ("breaking up knots", "There is no doubt: slow rolling breaks up knots."),
    ("breaking up knots", "As said before, rolling breaks up knots."),
    ("breaking up knots", "What we heard is good: rolling slowly breaks up knots."),
    ("soreness prevented", "Stretching, which is not hard, prevents soreness."),
    ("sitting that shortens calves", "Sitting, not standing, shortens the calf."),
)


def test_no_shipped_text_repeats_a_wrong_claim_or_diagnoses_or_promises() -> None:
    assert findings(ROOT) == []


def test_every_rule_has_sentences_that_prove_it() -> None:
    assert list(PLANTED) == [rule.name for rule in RULES]


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, one) for rule, planted in PLANTED.items() for one in planted]
)
def test_a_planted_sentence_is_found(rule: str, sentence: str) -> None:
    assert rule in [name for name, _ in said_against_rules(f"Lean in slowly. {sentence} Rest.")]


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_harmless_sentence_is_let_through(sentence: str) -> None:
    assert said_against_rules(sentence) == []


@pytest.mark.parametrize(("rule", "sentence"), NO_EXCUSE)
def test_a_denial_of_something_else_excuses_nothing(rule: str, sentence: str) -> None:
    assert rule in [name for name, _ in said_against_rules(sentence)]


def test_a_denial_in_another_sentence_excuses_nothing() -> None:
    text = "This is not about heat. Rolling breaks up knots, and that is not all."
    assert said_against_rules(text) == [
        ("breaking up knots", "Rolling breaks up knots, and that is not all.")
    ]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what is read, with one clean file of each sort."""
    library = tmp_path / "src" / "calfcoach" / "library"
    for folder in (library / "exercises", library / "cards", tmp_path / "routines"):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "routines" / "daily.toml", tmp_path / "routines")
    (tmp_path / "README.md").write_text("# CalfCoach\n\nStretch and rest.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/calfcoach/library/exercises/x.toml", 'cues = ["Lean.", "{}"]'),
        ("src/calfcoach/library/cards/x.toml", 'text = ["Good. {}"]'),
        ("src/calfcoach/library/cards/y.toml", 'sources = [{{ claim = "{}", cite = "C" }}]'),
        ("src/calfcoach/library/symptoms/x.toml", '[[symptom]]\nanswer.then = "{}"'),
        ("src/calfcoach/library/care/x.toml", '[[flag]]\ndo = ["{}"]'),
        ("routines/x.toml", '[[step]]\nnote = "{}"'),
        ("README.md", "# CalfCoach\n\n- {}\n"),
        ("src/calfcoach/words.py", 'def say() -> str:\n    return "{}"\n'),
        ("src/calfcoach/cli/joined.py", 'TEXT = (\n    f"{{1}} Lean. "\n    "{}"\n)\n'),
    ],
)
def test_a_sentence_is_found_wherever_it_is_planted(path: str, text: str, checkout: Path) -> None:
    assert findings(checkout) == []
    file = checkout / path
    file.parent.mkdir(parents=True, exist_ok=True)
    sentence = "Stretching will cure cramps."
    file.write_text(text.format(sentence), encoding="utf-8")
    found = findings(checkout)
    assert [(one.rule, one.where) for one in found] == [("a promise", path)]
    assert found[0].sentence.endswith(sentence)


def test_what_a_myth_was_heard_as_and_the_words_to_find_it_by_are_not_read(checkout: Path) -> None:
    card = checkout / "src" / "calfcoach" / "library" / "cards" / "myth-x.toml"
    claim = "Rolling breaks up knots."
    card.write_text(
        f'heard = "{claim}"\nwords = ["{claim}"]\ntext = ["Nobody has seen one."]',
        encoding="utf-8",
    )
    assert findings(checkout) == []
    card.write_text(f'text = ["{claim}"]', encoding="utf-8")
    where = "src/calfcoach/library/cards/myth-x.toml"
    assert findings(checkout) == [Finding(rule="breaking up knots", where=where, sentence=claim)]


def test_a_myth_may_name_its_claim_in_title_and_sources_but_not_in_its_text(
    checkout: Path,
) -> None:
    card = checkout / "src" / "calfcoach" / "library" / "cards" / "myth-x.toml"
    claim = "Rolling breaks up knots."
    named = f'title = "{claim}"\nsources = [{{ claim = "{claim}", cite = "C" }}]\n'
    card.write_text(f'heard = "x"\n{named}', encoding="utf-8")
    assert findings(checkout) == []
    card.write_text(named, encoding="utf-8")
    assert len(findings(checkout)) == 2
    card.write_text(f'heard = "x"\nsummary = "{claim}"\n', encoding="utf-8")
    assert len(findings(checkout)) == 1
    card.write_text('heard = "x"\ntitle = "It will cure cramps."\n', encoding="utf-8")
    assert [one.rule for one in findings(checkout)] == ["a promise"]


def test_what_is_not_to_be_expected_may_name_a_claim(checkout: Path) -> None:
    routine = checkout / "routines" / "x.toml"
    routine.write_text('expect_not = ["Knots dissolve."]', encoding="utf-8")
    assert findings(checkout) == []
    routine.write_text('expect = ["Knots dissolve."]', encoding="utf-8")
    assert [one.rule for one in findings(checkout)] == ["breaking up knots"]


def test_all_sorts_of_shipped_text_are_read() -> None:
    read = {where for where, _ in shipped_text(ROOT)}
    for where in (
        "README.md",
        "routines/daily.toml",
        "src/calfcoach/script.py",
        "src/calfcoach/cli/disclaimer.py",
        "src/calfcoach/library/cards/cramps.toml",
        "src/calfcoach/library/exercises/foam-roll.toml",
        "src/calfcoach/library/care/questions.toml",
    ):
        assert where in read


def test_only_claims_are_excused_by_a_denial() -> None:
    assert [rule.name for rule in RULES if not rule.firm] == [rule.name for rule in CLAIMS]
