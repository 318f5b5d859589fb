"""The arithmetic of the measurements in bench/, on given numbers. Nothing here is timed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "bench"))  # scripts, no package

from figures import SCHEMA, Figure, document, figure, markdown, percentile, ratios, table
from meter import (
    Recording,
    analysed,
    drift_ms_a_min,
    key_to_screen_ms,
    lateness_ms,
    tick_times,
)


def test_a_figure_is_the_median_with_its_spread() -> None:
    assert figure("Start-up", "list", [4.0, 1.0, 3.0, 2.0, 10.0], budget=3.5, note="a note") == (
        Figure(
            section="Start-up",
            name="list",
            unit="x",
            runs=5,
            median=3.0,
            least=1.0,
            most=10.0,
            low=2.0,
            high=4.0,
            budget=3.5,
            note="a note",
        )
    )


def test_a_figure_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^nothing was measured for list$"):
        figure("Start-up", "list", [])


@pytest.mark.parametrize(
    ("budget", "verdict"), [(None, ""), (2.0, "ok"), (1.5, "ok"), (1.49, "over")]
)
def test_the_median_is_held_against_the_budget(budget: float | None, verdict: str) -> None:
    assert figure("Start-up", "list", [1.0, 1.5, 9.0], budget=budget).verdict == verdict


@pytest.mark.parametrize(("percent", "value"), [(0, 1.0), (50, 3.0), (75, 4.0), (99, 4.96)])
def test_a_percentile_lies_between_two_values_in_proportion(percent: float, value: float) -> None:
    assert percentile([5.0, 1.0, 4.0, 2.0, 3.0], percent) == pytest.approx(value)


def test_a_ratio_is_that_of_a_pair() -> None:
    assert ratios([10.0, 30.0], [5.0, 10.0]) == [2.0, 3.0]


def test_a_ratio_needs_as_many_floors_as_values() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratios([10.0, 30.0], [5.0])


SAMPLES = [
    figure("Start-up", "python -I -c pass", [14.0, 15.0, 16.0], unit="ms", note="floor"),
    figure("Start-up", "list", [3.0, 3.2, 4.0], budget=3.5),
    figure("Growth", "stats, 10,000", [3.21, 3.21, 3.21], budget=3, note="178 ms"),
    figure("Growth", "history.db, 10,000", [1234.5], unit="MB"),
]

TABLE = """\
Start-up                                           median         middle half   budget
python -I -c pass                                 15.0 ms        14.5 to 15.5        -      floor
list                                               3.20 x        3.10 to 3.60      3.5 ok

Growth                                             median         middle half   budget
stats, 10,000                                      3.21 x        3.21 to 3.21        3 over 178 ms
history.db, 10,000                               1,234 MB      1,234 to 1,234        -"""


def test_the_table_has_a_line_for_each_figure_with_ok_or_over() -> None:
    assert table(SAMPLES) == TABLE


def test_the_tables_of_a_page_have_the_same_figures() -> None:
    assert markdown(SAMPLES[1:]) == (
        "| Start-up | median | middle half | budget | |\n"
        "|---|--:|--:|--:|---|\n"
        "| list | 3.20 x | 3.10 to 3.60 | 3.5 | ok |\n"
        "\n"
        "| Growth | median | middle half | budget | |\n"
        "|---|--:|--:|--:|---|\n"
        "| stats, 10,000 | 3.21 x | 3.21 to 3.21 | 3 | over, 178 ms |\n"
        "| history.db, 10,000 | 1,234 MB |  |  |  |"
    )


def test_the_document_has_each_figure_and_the_kind_of_machine() -> None:
    made = json.loads(json.dumps(document(SAMPLES, form="short")))
    assert (made["schema"], made["form"]) == (SCHEMA, "short")
    assert sorted(made["machine"]) == ["architecture", "cores", "load", "python", "system"]
    assert made["figures"][1] == {
        "section": "Start-up",
        "name": "list",
        "unit": "x",
        "runs": 3,
        "median": 3.2,
        "least": 3.0,
        "most": 4.0,
        "low": 3.1,
        "high": 3.6,
        "budget": 3.5,
        "note": "",
        "verdict": "ok",
    }


# ------------------------------------------------------------------------------- countdowns


def test_lateness_is_told_from_the_grid_through_the_median_tick() -> None:
    ticks = [10.0, 11.001, 12.001, 13.001, 14.004]
    assert [round(ms, 6) for ms in lateness_ms(ticks)] == [1.0, 0.0, 0.0, 0.0, 3.0]


def test_a_second_that_was_not_shown_makes_no_other_late() -> None:
    assert [round(ms, 6) for ms in lateness_ms([10.0, 11.0, 13.0, 14.002])] == [0, 0, 0, 2]


def test_a_clock_that_loses_a_millisecond_a_second_drifts_by_sixty_a_minute() -> None:
    ticks = [no * 1.001 for no in range(60)]
    assert drift_ms_a_min(ticks) == pytest.approx(60, rel=0.01)


def recording(*written: tuple[float, bytes], keys: tuple[float, ...] = ()) -> Recording:
    cost = ((1.5, 0.020), (3.5, 0.022))
    return Recording(size=(20, 3), chunks=written, keys=keys, cost=cost, peak_kib=20_480)


FOUR_SECONDS = recording(
    (0.5, b"left: 4"),
    (1.5, b"\rleft: 3"),
    (1.55, b"\x1b[2;1Hof 4"),
    (2.501, b"\x1b[1;1Hleft: 2"),
    (2.7, b"\x1b[2;1Hof four"),
    (3.5, b"\x1b[1;1Hleft: 1"),
    (4.5, b"\x1b[1;1Hdone   "),
)


def test_a_tick_is_another_picture_and_changes_close_together_are_one() -> None:
    assert tick_times(FOUR_SECONDS) == [0.5, 1.5, 2.501, 2.7, 3.5, 4.5]


def test_a_tick_is_another_number_where_a_pattern_says_so() -> None:
    assert tick_times(FOUR_SECONDS, r"left: \d") == [0.5, 1.5, 2.501, 3.5]


def test_what_is_written_again_is_no_tick() -> None:
    assert tick_times(recording((0.5, b"4"), (1.0, b"\r4"), (1.5, b"\r3"))) == [0.5, 1.5]


def test_a_countdown_is_told_by_its_ticks_bytes_and_cost() -> None:
    seen = analysed(FOUR_SECONDS, r"left: \d|done")
    assert seen.ticks == 3
    assert round(seen.late_p50_ms, 6) == 0
    assert round(seen.late_max_ms, 6) == 1
    assert seen.bytes_per_s == pytest.approx(77 / 4)
    assert seen.steady_per_s == pytest.approx((10 + 13 + 13 + 13) / 2)
    assert seen.cpu_percent == pytest.approx(0.1)
    assert seen.peak_mib == 20


def test_a_key_is_told_by_what_is_written_next_and_not_by_the_next_second() -> None:
    made = recording((1.0, b"4"), (1.5025, b"+"), (2.0, b"3"), keys=(1.5, 1.55))
    assert [round(ms, 6) for ms in key_to_screen_ms(made)] == [2.5]
