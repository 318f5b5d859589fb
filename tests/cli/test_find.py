from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import Result
from processes import run

from calfcoach.cli.drawing import Pen
from calfcoach.cli.find_page import Answer, answer_drawn
from calfcoach.finding import Gate, Soon, Symptom
from calfcoach.source import Source

Calf = Callable[..., Result]
STAIRS = "calf hurts when I climb stairs"


def test_the_gate_stands_before_the_routine(calf: Calf) -> None:
    result = calf("find", STAIRS)
    assert result.out.splitlines() == [
        "Calf pain on stairs or hills, or when walking",
        "",
        "First: Does it come at the same walking distance and go when you stop? If so,",
        "see a doctor soon instead.",
        "Also: Is one leg newly swollen, or warm or discoloured? If so, see a doctor",
        "today instead.",
        "",
        "Otherwise:",
        "calfcoach run soleus",
        "",
        "See a doctor at the next visit when 4 weeks of it change nothing.",
        "",
        "Read: calfcoach learn body-mechanics",
        "      calfcoach learn trigger-points",
    ]
    assert (result.code, result.err) == (0, "")


def test_words_need_no_quotes(calf: Calf) -> None:
    assert calf("find", *STAIRS.split()) == calf("find", STAIRS)


def test_a_warning_says_what_to_do_and_how_to_ask_otherwise(calf: Calf) -> None:
    result = calf("find", "one", "calf", "is", "swollen")
    assert result.out.splitlines() == [
        "A swollen, red or discoloured leg, or a hard, sore vein",
        "",
        "See a doctor today, or call your health line or an urgent care centre today.",
        "This can be a sign of a clot in a vein.",
        "Do not rub, roll, press, heat or stretch the leg until it has been examined.",
        "If you get short of breath, faint or have chest pain, call 112, 911 or 999 at",
        "once.",
        "",
        "Read: calfcoach learn red-flags",
        "      calfcoach learn myth-tightness-swells",
        "",
        "Not what you mean? Ask again in other words than: calf swollen.",
    ]
    assert (result.code, result.err) == (0, "")


def test_what_is_meant_as_well_is_named_below_the_best(calf: Calf) -> None:
    result = calf("find", "chest pain and a lump")
    assert result.out.splitlines()[0] == "Short of breath, chest pain or fainting"
    assert "Or: A lump, or a hard area that stays or grows: calfcoach find lump" in (
        result.out.splitlines()
    )


def test_a_cramp_leads_to_the_help_with_a_cramp(calf: Calf) -> None:
    assert calf("find", "charley", "horse").out.splitlines()[4:6] == [
        "Otherwise:",
        "calfcoach cramp",
    ]


def test_what_fits_nothing_is_said_plainly(calf: Calf) -> None:
    result = calf("find", "green", "elephants[/i]")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "error: nothing here fits `green elephants[/i]`",
        "  hint: say where and when you feel it, or look at `calfcoach learn` and `calfcoach list`;"
        " ask a doctor about what is new, strong or worrying",
    ]


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mred alarm\x1b[0m", "\x9b2J", "a\u202eb", "x" * 100_000]
)
def test_hostile_words_cannot_steer_the_terminal(hostile: str, calf: Calf) -> None:
    for options in ((), ("--json",), ("--accessible",)):
        result = calf("find", *options, "--", hostile)
        assert not set("\x1b\x9b\u202e") & {*result.out, *result.err}
        assert len(result.err) < 500


def test_without_words_the_command_line_is_refused(calf: Calf) -> None:
    result = calf("find")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "error: missing argument 'WORDS...'",
        "  hint: `calfcoach find --help` shows how",
    ]


def test_a_fresh_strain_is_first_asked_when_it_happened(calf: Calf) -> None:
    lines = calf("find", "strained my calf").out.splitlines()
    assert lines[2].startswith("First: Is it less than 72 hours ago? If so, nothing for that leg")
    assert lines.index("calfcoach run flare") > 5


@pytest.mark.parametrize("asked", ["levofloxacin achilles", "12 year old heel pain"])
def test_who_is_to_be_asked_first_is_given_no_command_to_run(asked: str, calf: Calf) -> None:
    result = calf("find", *asked.split())
    assert "doctor" in result.out
    assert "calfcoach run" not in result.out


def test_the_accessible_answer_is_one_sentence_a_line(calf: Calf) -> None:
    result = calf("find", "--accessible", "night cramps")
    assert result.out.splitlines() == [
        "Calf cramps at night.",
        "First: Has a cramp lasted over 10 minutes?",
        "If so, get medical help today instead.",
        "Otherwise type calfcoach run night-cramps.",
        "The routine is for the minutes before sleep.",
        "For a cramp right now: calfcoach cramp.",
        "See a doctor at the next visit when cramps are frequent, spoil your sleep, or began with a"
        " new medicine.",
        "To read on, type calfcoach learn night-cramps.",
        "To read on, type calfcoach learn keep-warm.",
        "To read on, type calfcoach learn myth-magnesium.",
    ]
    assert (result.code, result.err) == (0, "")


def test_the_accessible_warning_names_what_else_is_meant(calf: Calf) -> None:
    said = calf("find", "--accessible", "a lump, and I fall").out.splitlines()
    assert said[:2] == [
        "Falls, or a new way of walking.",
        "See a doctor soon, within days.",
    ]
    assert said[-3:] == [
        "If you mean a lump, or a hard area that stays or grows, type calfcoach find lump.",
        "Not what you mean?",
        "Ask again in other words than: fall.",
    ]


def test_the_answer_as_json(calf: Calf) -> None:
    result = calf("find", "--json", STAIRS)
    document = json.loads(result.out)
    sources = document.pop("sources")
    assert document == {
        "schema": "calfcoach.find/1",
        "asked": STAIRS,
        "id": "stairs",
        "title": "Calf pain on stairs or hills, or when walking",
        "routine": "soleus",
        "command": "calfcoach run soleus",
        "gates": [
            {
                "ask": "Does it come at the same walking distance and go when you stop?",
                "then": "See a doctor soon instead.",
            },
            {
                "ask": "Is one leg newly swollen, or warm or discoloured?",
                "then": "See a doctor today instead.",
            },
        ],
        "how_soon": "",
        "flag": "",
        "do": [],
        "text": [],
        "later": "See a doctor at the next visit when 4 weeks of it change nothing.",
        "cards": ["body-mechanics", "trigger-points"],
        "words": ["calf", "hurts", "climb", "stairs"],
        "others": [],
    }
    assert set(sources[0]) == {"claim", "cite", "mark", "mark_words"}
    assert (result.code, result.err) == (0, "")


def test_a_warning_as_json_names_its_safety_question(calf: Calf) -> None:
    document = json.loads(calf("find", "--json", "numb foot").out)
    assert (document["routine"], document["command"], document["gates"]) == ("", "", [])
    assert (document["how_soon"], document["flag"]) == ("today", "numb")
    assert document["do"][0] == "See a doctor today, or call your health line today."


def test_the_sources_are_told_on_request(calf: Calf) -> None:
    lines = calf("find", "--sources", "lump").out.splitlines()
    assert lines[lines.index("Sources:") :] == [
        "Sources:",
        "  a lasting hard spot or lump may need a scan",
        "    How Can I Make My Stiff Calf Muscles Softer? (source article)",
        "  how soon, and no pressing",
        "    CalfCoach (judgement of the authors)",
    ]


def test_the_help_has_an_example(calf: Calf) -> None:
    result = calf("find", "--help")
    assert 'Example: calfcoach find "calf hurts when I climb stairs"' in result.out
    assert (result.code, result.err) == (0, "")


def test_the_real_program_answers_in_a_pipe() -> None:
    ran = run("find", "pop", "in", "the", "calf", FORCE_COLOR="1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("A pop or a kick in calf or heel")
    assert "\x1b" not in ran.out
    assert "calfcoach run" not in ran.out


LEAN = Symptom(
    id="lean",
    title="Stiff [b]calf[/b]",
    words=("stiff",),
    routine="daily",
    gates=(Gate(ask="Is it swollen?", then="See a doctor today instead."),),
    later="Ask a doctor at the next visit.",
    cards=("dose",),
    sources=(Source(claim="swollen", cite="CalfCoach", mark="judgement"),),
)


def test_on_a_terminal_the_answer_is_drawn_at_any_width() -> None:
    answer = Answer(symptom=LEAN, do=(), words=("stiff",))
    assert answer_drawn(answer, Pen(room=30, color=False), sources=True) == [
        "\x1b[1mStiff [b]calf[/b]\x1b[0m",
        "",
        "First: Is it swollen? If so,",
        "see a doctor today instead.",
        "",
        "Otherwise:",
        "\x1b[1mcalfcoach run daily\x1b[0m",
        "",
        "Ask a doctor at the next",
        "visit.",
        "",
        "Read: calfcoach learn dose",
        "",
        "\x1b[4mSources\x1b[0m",
        "  swollen",
        "    CalfCoach (judgement of",
        "    the authors)",
    ]


def test_a_drawn_warning_has_no_command_to_run() -> None:
    lump = Symptom(id="lump", title="Lump", words=("lump",), soon=Soon.SOON)
    answer = Answer(symptom=lump, do=("See a doctor soon.",), words=("lump",), others=(LEAN,))
    assert answer_drawn(answer, Pen(room=80, color=False), sources=False) == [
        "\x1b[1mLump\x1b[0m",
        "",
        "See a doctor soon.",
        "",
        "Or: Stiff [b]calf[/b]: calfcoach find stiff",
        "",
        "Not what you mean? Ask again in other words than: lump.",
    ]
