"""How the statistics read: the page at several widths, the sentences, the JSON."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from tally_samples import DAY, MONDAY, TUESDAY, rest, summary, tally, work

from calfcoach.cli.stats_calendar import calendar_lines
from calfcoach.cli.stats_page import Paper, paper_for, stats_page
from calfcoach.cli.surroundings import width
from calfcoach.files.norms import norms, read_norms
from calfcoach.report.stats_json import stats_json
from calfcoach.report.stats_spoken import stats_sentences
from calfcoach.report.stats_words import behind, numbered_reasons, week_days
from calfcoach.stats.calendar import calendar_of
from calfcoach.stats.legs import Balance
from calfcoach.stats.summary import Summary
from calfcoach.stats.tally import Hurt, SkipTally

AIM_S = 600.0
FIRST = date(2026, 5, 25)


def page(summary: Summary, room: int = 80, bar: str = "█─") -> list[str]:
    return stats_page(summary, Paper(room=room, bar=bar), aim_s=AIM_S)


def sentences(summary: Summary) -> list[str]:
    return stats_sentences(summary, aim_s=AIM_S, aim_each="each muscle, on each leg")


def half_a_year(**more: Any) -> Summary:
    """Each third day missed in spring; four weeks of stretching on both legs; scores."""
    days = [FIRST + timedelta(days=n) for n in range((TUESDAY - FIRST).days + 1)]
    sessions = [
        tally(
            day,
            lasted_s=(200.0, 400.0, 730.0, 1000.0)[number % 4],
            tightness=6 - number // 60 if number % 5 == 0 else None,
            pain=number % 3 if number % 7 == 0 else None,
        )
        for number, day in enumerate(days)
        if number % 9 and day not in (MONDAY - 3 * DAY, MONDAY - 4 * DAY)
    ]
    rows = [
        work(MONDAY, side=side, done_s=done_s, muscles=muscles)
        for muscles in (("gastrocnemius", "soleus"), ("soleus",))
        for side, done_s in (("left", 210.0), ("right", 200.0))
    ]
    raises = work(MONDAY, kind="strength", technique="heel-raise", side="both", reps=52)
    skips = (
        SkipTally(exercise_id="heel-walk", title="Heel walk", reasons={"pain foot": 3, "": 2}),
    )
    usual: dict[str, Any] = {
        "work": (*rows, raises),
        "rests": [rest(MONDAY - 4 * DAY, MONDAY - 3 * DAY, "travel")],
        "hurt": Hurt(day=date(2026, 10, 21), pain=4, title="Calf raise", side="left"),
        "skips": skips,
    }
    return summary(*sessions, **(usual | more))


def test_the_page_stands_as_drawn() -> None:
    assert page(half_a_year()) == [
        "this week, Mon 16 to Sun 22 Nov   day 2 of 7",
        "sessions  2   minutes  20   days kept  2 of 2   run  156 days, longest 156",
        "12 weeks   sessions 69   minutes 672   days kept 69 of 77   weeks kept 11 of 11",
        "",
        "stretch this week    left                 right              aim 10 min a week",
        "straight knee         3:30 ████──────      3:20 ███───────   (see --sources)",
        "bent knee             3:30 ████──────      3:20 ███───────",
        "heel raises          52 both legs   not counted as stretch",
        "",
        "left and right, 4 weeks   7:00 left   6:40 right   right is 5 % behind",
        "",
        "26 weeks        Jun     Jul     Aug       Sep     Oct     Nov",
        "Mon             # + : . # + : .   + : . # + : . #   : . # + : . #",
        "              : . # + :   # + : . # + : .   + : . # + : . #   : .",
        "Wed           +   . # + : . # + :   # + : . # + : .   + : . # +",
        "              # + : . # +   . # + : . # + :   # + : . # + : . r",
        "Fri           . #   : . # + : . # +   . # + : . # + :   # + : r",
        "              : . # + : . #   : . # + : . # +   . # + : . # + :",
        "Sun           + : .   + : . # + : . #   : . # + : . # +   . # +",
        "           blank none  . under 5 min  : 5 to 9  + 10 to 14  # 15 or more  r rest",
        "",
        "tightness by week  5 5 5 4 4 - 4 4 4 4 4 4   first 5, now 4 (your own scores)",
        "pain by week       2 0 1 2 - 1 2 0 1 2 0 1",
        "                   highest 4 on 21 Oct, Calf raise, left",
        "skipped most       Heel walk 5 times (3 it hurt, 2 no reason given)",
    ]


def test_on_forty_cells_the_newest_weeks_are_seen_and_nothing_is_lost() -> None:
    assert page(half_a_year(), 40, "#-") == [
        "this week, Mon 16 to Sun 22 Nov",
        "day 2 of 7",
        "sessions  2   minutes  20",
        "days kept  2 of 2",
        "run  156 days, longest 156",
        "12 weeks   sessions 69   minutes 672",
        "days kept 69 of 77   weeks kept 11 of 11",
        "",
        "stretch this week    left   right",
        "straight knee         3:30   3:20",
        "bent knee             3:30   3:20",
        "aim 10 min a week (see --sources)",
        "heel raises          52 both legs",
        "not counted as stretch",
        "",
        "left and right, 4 weeks   7:00 left",
        "6:40 right   right is 5 % behind",
        "",
        "      Aug       Sep     Oct     Nov",
        "Mon .   + : . # + : . #   : . # + : . #",
        "    : . # + : .   + : . # + : . #   : .",
        "Wed + :   # + : . # + : .   + : . # +",
        "    # + : . # + :   # + : . # + : . r",
        "Fri . # +   . # + : . # + :   # + : r",
        "    : . # + : . # +   . # + : . # + :",
        "Sun + : . #   : . # + : . # +   . # +",
        "blank none  . under 5 min  : 5 to 9",
        "+ 10 to 14  # 15 or more  r rest",
        "",
        "tightness by week",
        "  5 5 5 4 4 - 4 4 4 4 4 4",
        "  first 5, now 4 (your own scores)",
        "pain by week",
        "  2 0 1 2 - 1 2 0 1 2 0 1",
        "  highest 4 on 21 Oct, Calf raise, left",
        "skipped most",
        "  Heel walk 5 times (3 it hurt, 2 no",
        "  reason given)",
    ]


def test_the_first_session_fills_the_page() -> None:
    assert page(summary(tally(tightness=6))) == [
        "this week, Mon 16 to Sun 22 Nov   day 2 of 7",
        "sessions  1   minutes  12   days kept  1 of 2   run  1 day, longest 1",
        "",
        "stretch this week    left                 right              aim 10 min a week",
        "straight knee         0:00 ──────────      0:00 ──────────   (see --sources)",
        "bent knee             0:00 ──────────      0:00 ──────────",
        "",
        "left and right, 4 weeks   no guided work on one leg",
        "",
        "26 weeks        Jun     Jul     Aug       Sep     Oct     Nov",
        "Mon",
        "                                                                +",
        "Wed",
        "",
        "Fri",
        "",
        "Sun",
        "              blank none  . under 5 min  : 5 to 9  + 10 to 14  # 15 or more",
        "",
        "tightness by week  6   now 6 (your own scores)",
    ]


@examples(30)
@given(st.integers(20, 200), st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_nothing_is_wider_than_the_room(room: int, title: str) -> None:
    from calfcoach.files.problems import visible

    name = visible(title)
    found = half_a_year(
        work=(work(kind="strength", title=name, reps=1234567),),
        skips=(SkipTally(exercise_id="x", title=name, reasons={name: 1, "": 2}),),
        hurt=Hurt(day=TUESDAY, pain=10, title=name, side="left"),
    )

    assert [line for line in page(found, room) if width(line) > room] == []


@pytest.mark.parametrize(
    ("encoding", "bar"), [("utf-8", "█─"), ("cp437", "█─"), ("ascii", "#-"), ("no-such", "#-")]
)
def test_bars_are_drawn_with_what_the_encoding_has(encoding: str, bar: str) -> None:
    assert paper_for(None, encoding) == Paper(room=80, bar=bar)


def test_a_bar_is_full_only_when_the_aim_is_reached() -> None:
    def bar(done_s: float) -> str:
        return page(summary(tally(), work=(work(done_s=done_s),)), bar="#-")[4][27:37]

    assert bar(0.0) == "----------"
    assert bar(1.0) == "#---------"
    assert bar(89.0) == "#---------"
    assert bar(90.0) == "##--------"
    assert bar(599.0) == "#########-"
    assert bar(600.0) == bar(6000.0) == "##########"


def test_the_calendar_goes_across_the_new_year() -> None:
    today = date(2027, 1, 3)
    sessions = [tally(date(2026, 12, 31), lasted_s=60.0), tally(date(2027, 1, 1))]

    assert calendar_lines(calendar_of(sessions, today), 16) == [
        "      Dec",
        "Mon",
        "",
        "Wed",
        "              .",
        "Fri           +",
        "",
        "Sun",
        "blank none",
        ". under 5 min",
        ": 5 to 9",
        "+ 10 to 14",
        "# 15 or more",
    ]
    assert calendar_lines(calendar_of(sessions, today), 80)[0] == (
        "26 weeks            Aug       Sep     Oct     Nov       Dec     Jan"
    )


def test_the_sentences_say_all_that_the_page_shows() -> None:
    assert sentences(half_a_year()) == [
        "This week, Monday 16 to Sunday 22 November, day 2 of 7.",
        "2 sessions, 20 minutes, 2 of 2 days kept.",
        "The run of kept days is 156 days long, the longest was 156 days.",
        "In the last 12 weeks, 69 sessions, 672 minutes, 69 of 77 days kept.",
        "11 of 11 weeks kept.",
        "Stretch this week, straight knee, left 3 minutes 30 seconds, right 3 minutes 20 seconds.",
        "Stretch this week, bent knee, left 3 minutes 30 seconds, right 3 minutes 20 seconds.",
        "For comparison, 10 minutes a week for each muscle, on each leg.",
        "To hear where that figure comes from, type calfcoach stats --sources.",
        "Heel raises, 52 both legs, not counted as stretch.",
        "In the last 4 weeks, stretch on the left 7 minutes, on the right 6 minutes 40 seconds.",
        "Right is 5 percent behind.",
        "In the last 26 weeks, 156 days with practice.",
        "Under 5 minutes on 39 days.",
        "5 to 9 minutes on 39 days.",
        "10 to 14 minutes on 39 days.",
        "15 minutes or more on 39 days.",
        "May, 6 days, 58 minutes.",
        "June, 26 days, 253 minutes.",
        "July, 28 days, 272 minutes.",
        "August, 28 days, 272 minutes.",
        "September, 26 days, 253 minutes.",
        "October, 28 days, 281 minutes.",
        "November, 14 days, 127 minutes.",
        "Kept free, 2 days.",
        "Tightness by week, by your own scores, 5, 5, 5, 4, 4, none, 4, 4, 4, 4, 4, 4.",
        "Tightness was 5 first and is 4 now.",
        "Pain by week, by your own scores, 2, 0, 1, 2, none, 1, 2, 0, 1, 2, 0, 1.",
        "Pain was 2 first and is 1 now.",
        "The highest pain was 4 on Wednesday 21 October, Calf raise, left leg.",
        "Skipped, Heel walk, 5 times, 3 because it hurt and 2 with no reason given.",
    ]


def test_no_sentence_holds_a_sign_that_is_spelled_out() -> None:
    said = "\n".join(sentences(half_a_year()))

    assert not set(said) & set("%:;/()[]|#█─…—→×·\x1b")
    assert all(
        (line.endswith(".") and line[0].isupper()) or line[0].isdigit() for line in said.split("\n")
    )


def test_without_a_session_the_sentences_say_what_to_do() -> None:
    assert sentences(summary()) == ["No session yet.", "To start, type calfcoach run daily."]


@pytest.mark.parametrize(
    ("left_s", "right_s", "said"),
    [
        (0.0, 0.0, ""),
        (100.0, 100.0, "even"),
        (2490.0, 2400.0, "right is 4 % behind"),
        (50.0, 100.0, "left is 50 % behind"),
        (0.0, 100.0, "nothing on the left"),
        (1.0, 1000.0, "left is 99 % behind"),
    ],
)
def test_which_leg_is_behind_is_said_in_words(left_s: float, right_s: float, said: str) -> None:
    assert behind(Balance(left_s=left_s, right_s=right_s, of_stretch=True)) == said


def test_a_reason_that_stands_alone_needs_no_number() -> None:
    def said(**reasons: int) -> list[str]:
        return numbered_reasons(SkipTally(exercise_id="x", title="X", reasons=reasons))

    assert said(**{"pain knee sharp": 2, "pain calf": 1}) == ["it hurt"]
    assert said(**{"": 2, "no room": 3}) == ["3 no room", "2 no reason given"]


def test_a_week_over_the_turn_of_the_year_names_both_months() -> None:
    monday, sunday = date(2026, 12, 28), date(2027, 1, 3)

    assert week_days(monday, sunday, 2027, short=True) == "Mon 28 Dec to Sun 3 Jan"
    assert week_days(monday, sunday, 2026, short=False) == (
        "Monday 28 December to Sunday 3 January 2027"
    )


def test_the_document_has_every_figure_of_the_page() -> None:
    found = half_a_year()

    document = stats_json(found, aim_s=AIM_S)

    assert list(document) == [
        "day",
        "any_session",
        "week",
        "weeks",
        "stretch_aim_s",
        "reps",
        "balance",
        "streak",
        "calendar",
        "tightness",
        "pain",
        "skipped",
    ]
    assert document["week"] == document["weeks"][-1]
    assert document["week"] == {
        "monday": "2026-11-16",
        "sunday": "2026-11-22",
        "sessions": 2,
        "cramps": 0,
        "practised_s": 1200.0,
        "days_kept": 2,
        "days_due": 2,
        "kept": None,
        "stretch": [
            {"muscle": "gastrocnemius", "knee": "straight", "left_s": 210.0, "right_s": 200.0},
            {"muscle": "soleus", "knee": "bent", "left_s": 210.0, "right_s": 200.0},
            {"muscle": "other", "knee": None, "left_s": 0.0, "right_s": 0.0},
        ],
    }
    assert document["balance"] == {
        "days": 28,
        "of": "stretch",
        "left_s": 420.0,
        "right_s": 400.0,
        "behind": "right",
        "behind_percent": 5,
    }
    assert document["reps"] == [
        {"exercise": "heel-raise", "title": "heel raises", "left": 0, "right": 0, "both": 52}
    ]
    assert document["calendar"][-5] == {
        "day": "2026-11-13",
        "practised_s": 0.0,
        "level": 0,
        "rest": True,
    }
    assert document["pain"]["highest"] == {
        "score": 4,
        "day": "2026-10-21",
        "exercise": "Calf raise",
        "side": "left",
    }
    assert document["skipped"] == [
        {
            "exercise": "heel-walk",
            "title": "Heel walk",
            "times": 5,
            "reasons": {"pain foot": 3, "": 2},
        }
    ]


def test_the_figure_beside_the_stretch_has_its_source() -> None:
    assert norms().stretch_week_s == AIM_S
    assert [(each.cite, each.mark) for each in norms().sources] == [
        ("Ingram et al. 2025, Sports Medicine (189 studies), as quoted elsewhere", "secondhand"),
        ("CalfCoach", "judgement"),
        ("CalfCoach", "judgement"),
    ]


def test_a_file_of_figures_with_errors_is_refused_with_all_of_them() -> None:
    from calfcoach.errors import CoachError

    with pytest.raises(CoachError) as refused:
        read_norms(b"[stretch_week]\nminutes = 0\n", "norms.toml")

    assert [(each.message, each.hint) for each in refused.value.all()] == [
        ("`kept_week` is missing", 'write kept_week = "…"'),
        ("`pain_scale` is missing", 'write pain_scale = "…"'),
        ("`each` is missing", 'write each = "…"'),
        ("`sources` is missing", 'write sources = "…"'),
        (
            "`minutes` must be a whole number from 1 to 600, got 0",
            "write minutes = 1 or more",
        ),
    ]
