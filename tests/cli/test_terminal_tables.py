"""What the listings look like on a real terminal, cell by cell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pexpect
import pyte
import pytest
from conftest import Result
from past_sessions import gap, keep, raises, session, stretches
from processes import PATIENCE_S
from store_samples import work
from test_hostile_rows import hostile_history

from calfcoach.cli.cells import Column, Ink
from calfcoach.cli.drawing import Pen
from calfcoach.cli.past import Filters, Listing, history_lines
from calfcoach.records import RestRecord, SessionOrigin, SessionRecord, Status
from calfcoach.report.clock import short_day
from calfcoach.store import local_day

pytestmark = pytest.mark.tty

Calf = Callable[..., Result]
Environ = Mapping[str, str]
NONE: Environ = MappingProxyType({})
SIZES = [(80, 24), (40, 12), (120, 40), (200, 50), (20, 3)]
MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)
HOSTILE = "[red]x[/] [link=y]z :warning: 腿😀 👨‍👩‍👧"
HOSTILE_SHOWN = "[red]x[/] [link=y]z :warning: 腿😀 👨👩👧"
OWN = f"""
title = "{HOSTILE}"
warm_up = false
goal = "loosen"

[[step]]
exercise = "heel-raise"
reps = 12
tempo = "2-2-3"
sets = 2
rest = "2m30s"
note = "[bold]Slow[/bold]."

[[step]]
exercise = "towel-toe-curl"
reps = "8-10"
limit = "1m"
sides = "each"
advance = "manual"

[[step]]
exercise = "contrast"
rounds = 2
end = "[i]Warm"
  [[step.parts]]
  name = "[i]Warm"
  time = "3m"
  kind = "heat"
  [[step.parts]]
  name = "Cold"
  time = "1m"
  kind = "cold"
"""


def printed(*arguments: str, size: tuple[int, int] = (80, 24), environ: Environ = NONE) -> str:
    """All that a command sends to a terminal of this size, escape codes too."""
    usual = {"TERM": "xterm-256color", "PYTHONUTF8": "1"}
    shown = pexpect.run(
        " ".join([sys.executable, "-m", "calfcoach", *arguments]),
        env={**os.environ, **usual, **environ},
        encoding="utf-8",
        timeout=PATIENCE_S,
        dimensions=(size[1], size[0]),
    )
    return str(shown)


def picture(sent: str, columns: int = 80) -> list[str]:
    """What then stands on the terminal, however far it has scrolled."""
    screen = pyte.Screen(columns, 200)
    pyte.Stream(screen).feed(sent)
    lines = [line.rstrip() for line in screen.display]
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def seen(*arguments: str, size: tuple[int, int] = (80, 24), environ: Environ = NONE) -> list[str]:
    return picture(printed(*arguments, size=size, environ=environ), size[0])


def write(home: Path, name: str, text: str = OWN) -> None:
    path = home / "routines" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def codes_hidden(lines: list[str]) -> list[str]:
    return [re.sub(r"\b[bcdfghjkmnprstwz]{4}\b", "abcd", line) for line in lines]


def some_history(home: Path) -> None:
    keep(home, MONDAY, tightness=5, rows=(*stretches(), raises()))
    keep(
        home,
        MONDAY + timedelta(days=1),
        status=Status.STOPPED,
        lasted_s=427.0,
        gaps=[gap("away", 5.0)],
        rows=(work(1), work(2, side="right", done_s=12.0, pain=2)),
    )
    keep(home, MONDAY + timedelta(days=2), origin=SessionOrigin.LOGGED, tightness=10)


def keep_today(home: Path, **changed: Any) -> str:
    """A session of this day; how the day is written."""
    now = datetime.now(UTC)
    offset_s = int((now.astimezone().utcoffset() or timedelta()).total_seconds())
    day = local_day(now, offset_s, datetime.min.time().replace(hour=4))
    keep(home, now, **{"utc_offset_s": offset_s, "local_day": day, **changed})
    date = datetime.fromisoformat(day).date()
    return short_day(date, date.year)


# -------------------------------------------------------------------------- the pictures


def test_the_list_fits_eighty_columns_with_names_that_can_be_typed(home: Path) -> None:
    assert seen("list", "--goal", "loosen") == [
        "name        length            goal    needs                     title",
        "desk        5 min             loosen  wall, open floor          Desk break",
        "high-heels  6 min 50 s        loosen  wall, open floor          After high heels",
        "roll        10 min 15 s       loosen  wall, floor, chair, open  Roll and massage",
        "                                      floor, foam roller",
        "soleus      up to 6 min 25 s  loosen  wall, chair, open floor   Soleus",
        "starter     7 min 10 s        loosen  wall, chair, open floor   Starter",
    ]


def test_a_narrow_terminal_keeps_name_length_and_title(home: Path) -> None:
    assert seen("list", "--goal", "strengthen", size=(40, 12)) == [
        "name      length       title",
        "achilles  13 min 36 s  Achilles",
        "strength  14 min 52 s  Strength",
    ]


def test_exercises_that_find_no_room_for_columns_take_two_lines(home: Path) -> None:
    assert seen("exercises", "--muscle", "hamstrings", size=(40, 12)) == [
        "bedtime-hamstring-stretch  stretch",
        "  Bedtime hamstring stretch",
        "bridge  strength",
        "  Bridge",
        "toe-touch-seated  stretch",
        "  Seated toe touch with a towel",
        "toe-touch-standing  stretch",
        "  Standing toe touch",
    ]


def test_daily_is_seen_in_forty_lines(home: Path) -> None:
    assert seen("show", "daily") == [
        "daily  Daily calf care",
        "Stretch and strengthen both calves.",
        "",
        "length      12 min 10 s",
        "for         Adults whose calves feel tight, without a new injury or swelling.",
        "goal        maintain",
        "times       daily",
        "needs       a wall, clear floor and a chair",
        "from        shipped",
        "work        left leg 3 min, right leg 3 min, both legs 4 min 30 s",
        "count       Heel raise, two legs: 20 reps",
        "expect      Looser calves right afterwards, most days.",
        "expect      For many a first change within 2 to 4 weeks; all of it can take",
        "            longer.",
        "expect not  A difference that can be measured from one day to the next.",
        "expect not  Less soreness after sport.",
        "",
        "    from  step                              dose, then phases in seconds",
        "1   0:00  March on the spot                 60 s",
        "          warm-up-march, on clear floor     ready 5, 60",
        "2   1:05  Wall calf stretch, knee straight  hold 30 s, 2 rounds",
        "          wall-calf-stretch, at the wall    ready 10, L30 R30 L30 R30, change 5",
        "3   3:30  Soleus stretch, knees bent        hold 30 s, 2 rounds",
        "          soleus-stretch, at the wall       ready 5, L30 R30 L30 R30, change 5",
        "4   5:50  Heel raise, two legs              10 reps, up 2, hold 2, down 3",
        "          heel-raise, at the wall           round 1 of 2: ready 5, 70",
        "5   7:05  Heel walk                         20 s",
        "          heel-walk, at the wall            round 1 of 2: ready 5, 20",
        "4   7:30  Heel raise, two legs              round 2 of 2: ready 5, 70",
        "5   8:45  Heel walk                         round 2 of 2: ready 5, 20",
        "6   9:10  Wall calf stretch, knee straight  hold 30 s",
        "          wall-calf-stretch, at the wall    ready 5, L30 R30, change 5",
        "7  10:20  Soleus stretch, knees bent        hold 30 s",
        "          soleus-stretch, at the wall       ready 5, L30 R30, change 5",
        "8  11:30  Leg lift and relax                30 s",
        "          leg-lift-relax, on the chair      ready 10, 30",
        "",
        "L left leg, R right leg, without a letter both.",
    ]


def test_phases_that_differ_stand_in_their_order(home: Path) -> None:
    write(home, "own")

    lines = seen("show", "own", size=(120, 40))

    assert lines[0] == f"own  {HOSTILE_SHOWN}"
    assert lines[11:] == [
        "   from  step                          dose, then phases in seconds",
        "1  0:00  Heel raise, two legs          12 reps, up 2, hold 2, down 3, 2 sets",
        "         heel-raise, at the wall       ready 5, 84 84, rest 2:30",
        "         [bold]Slow[/bold].",
        "2  5:23  Towel toe curl                8 to 10 reps at your own pace, up to 60 s",
        "         towel-toe-curl, on the chair  wait for a key, ready 15, L up to 60, change 5,"
        " R up to 60",
        "3  7:43  Warm and cold in turn         2 rounds of [i]Warm 3 min and Cold 60 s,"
        " ending with [i]Warm",
        "         contrast, on the chair        ready 5, [i]Warm 3:00, change 5, Cold 60,"
        " change 5, [i]Warm 3:00",
        "",
        "L left leg, R right leg, without a letter both.",
    ]


def test_an_exercise_folds_its_texts_under_their_beginning(home: Path) -> None:
    lines = seen("show", "heel-raise", "--sources", size=(40, 11))  # too low for its picture

    assert lines[:12] == [
        "heel-raise  Heel raise, two legs",
        "",
        "kind       strength",
        "muscles    gastrocnemius, soleus",
        "place      at the wall",
        "equipment  none",
        "from       shipped",
        "",
        "set-up",
        "  Feet hip width apart, fingertips on",
        "  the wall.",
        "  Knees straight, weight spread over",
    ]
    assert lines[lines.index("doses") :][:3] == [
        "doses",
        "  start     8 reps, up 2, hold 1,",
        "            down 2, both legs",
    ]
    assert lines[lines.index("sources") :][:5] == [
        "sources",
        "  10 to 15 reps, a few seconds at the",
        "  top; sets not given",
        "    Soleus Trigger Point: The Hidden",
        "    Culprit (source article)",
    ]


def test_the_history_stands_as_drawn(home: Path) -> None:
    some_history(home)

    assert codes_hidden(seen("history", size=(90, 24))) == [
        "when                   code  routine    done of plan  left  right  tight  ended",
        "Mon 16 Nov 2020 07:30  abcd  daily    12:10 of 12:10  1:00   1:00      5  done",
        "Tue 17 Nov 2020 07:30  abcd  daily     7:02 of 12:10  0:30   0:12         stopped, hurt 2",
        "Wed 18 Nov 2020 07:30  abcd  daily     12:10 by hand                  10  logged later",
        "",
        "3 of 3 shown, oldest first.",
        "left and right are stretch time, in minutes and seconds.",
        "calfcoach history show last  tells the last one step by step",
    ]


def a_listing(this_year: int) -> Listing:
    """Two weeks in which much happened."""
    usual: dict[str, Any] = {"work": (*stretches(), raises())}
    at = "2026-11-17T06:30:00.000Z"
    later = {"started_at": at, "origin": SessionOrigin.LOGGED, "work": ()}
    entries: list[SessionRecord | RestRecord] = [
        session(started_at="2026-11-11T06:41:00.000Z", tightness=5, **usual),
        session(
            started_at="2026-11-12T20:58:00.000Z", routine_id="night-cramps", pain_after=6, **usual
        ),
        session(
            started_at="2026-11-13T06:44:00.000Z",
            status=Status.STOPPED,
            lasted_s=427.0,
            pain_worst=2,
            pain_after=10,
            gaps=(gap("away", 5.0),),
            **usual,
        ),
        rest("2026-11-14", "2026-11-14", "travel"),
        session(**later, pain_after=6),
        session(**later),
        rest("2026-11-18", "2026-11-27", "flare"),
        rest("2026-11-28", "2027-01-07"),
    ]
    return Listing(
        entries=entries,
        total=len(entries),
        running_id=None,
        this_year=this_year,
        filters=Filters(),
    )


def rest(first: str, last: str, reason: str = "rest") -> RestRecord:
    at = "2026-11-14T06:30:00.000Z"
    return RestRecord(id="r", from_day=first, until_day=last, reason=reason, at=at)


def drawn_history(this_year: int, room: int) -> list[str]:
    lines = history_lines(a_listing(this_year), Pen(room=room, color=False))
    return picture("\r\n".join(lines), room)


def test_at_eighty_columns_each_entry_of_the_history_is_one_line() -> None:
    assert drawn_history(2026, 80) == [
        "when              routine         done of plan  left  right  tight  ended",
        "Wed 11 Nov 07:41  daily         12:10 of 12:10  1:00   1:00      5  done",
        "Thu 12 Nov 21:58  night-cramps  12:10 of 12:10  1:00   1:00         done, pain 6",
        "Fri 13 Nov 07:44  daily          7:02 of 12:10  1:00   1:00         pain 10",
        "Sat 14 Nov                                                          rest: travel",
        "Tue 17 Nov 07:30  daily          12:10 by hand                      pain 6",
        "Tue 17 Nov 07:30  daily          12:10 by hand                      logged later",
        "Wed 18 Nov                        until 27 Nov                      rest: flare",
        "Sat 28 Nov                         until 7 Jan                      rest",
    ]


def test_at_eighty_columns_another_year_takes_the_place_of_the_weekday() -> None:
    lines = drawn_history(2027, 80)

    assert [lines[2], *lines[4:]] == [
        "12 Nov 2026 21:58  night-cramps  12:10 of 12:10  1:00   1:00         pain 6",
        "14 Nov 2026                                                          travel",
        "17 Nov 2026 07:30  daily          12:10 by hand                      pain 6",
        "17 Nov 2026 07:30  daily          12:10 by hand                      logged",
        "18 Nov 2026                        until 27 Nov                      rest: flare",
        "28 Nov 2026                         until 7 Jan                      rest",
    ]


def test_where_there_is_room_all_is_told() -> None:
    lines = drawn_history(2026, 110)

    assert lines[3].endswith("stopped, hurt 2, pain 10, away 0:05")
    assert lines[5].endswith("logged later, pain 6")
    assert lines[7].endswith("rest: flare, until Fri 27 Nov")


def test_a_narrow_history_tells_a_session_in_a_few_lines(home: Path) -> None:
    some_history(home)

    assert codes_hidden(seen("history", size=(40, 12)))[:8] == [
        "Mon 16 Nov 2020 07:30  abcd  daily",
        "  12:10 of 12:10, left 1:00, right 1:00,",
        "  tight 5, done",
        "Tue 17 Nov 2020 07:30  abcd  daily",
        "  7:02 of 12:10, left 0:30, right 0:12,",
        "  stopped, hurt 2, away 0:05",
        "Wed 18 Nov 2020 07:30  abcd  daily",
        "  12:10 by hand, tight 10, logged later",
    ]


def test_more_sessions_than_are_shown_are_told_of(home: Path) -> None:
    for days in range(11):
        keep(home, MONDAY + timedelta(days=days))

    lines = seen("history", size=(100, 24))

    assert len(lines) == 1 + 9 + 1 + 3
    assert lines[-3] == "9 of 11 shown, oldest first. `--all` shows them all."
    assert len(seen("history", "--all", size=(100, 24))) == 1 + 11 + 1 + 3


def test_one_session_is_a_table_too(home: Path) -> None:
    keep(
        home,
        MONDAY,
        rows=(*stretches(1), raises(3, exercise_title=HOSTILE, load="5 kg")),
        gaps=[gap(seconds=41.0)],
        lasted_s=776.0,
        note="[bold]fine[/bold]\nthe left more",
    )

    assert codes_hidden(seen("history", "show")) == [
        "routine  daily (Daily calf care)",
        "code     abcd",
        "when     Mon 16 Nov 2020 07:30",
        "done     12:10 of 12:10",
        "ended    done",
        "left     0:30 of 0:30",
        "right    0:30 of 0:30",
        "both     1:10 of 1:10",
        "paused   0:41",
        "note     [bold]fine[/bold]",
        "         the left more",
        "",
        "step  exercise                       side   set  done of plan      reps  remarks",
        "   2  Wall calf stretch              left     1  0:30 of 0:30",
        "   2  Wall calf stretch              right    1  0:30 of 0:30",
        "   3  [red]x[/] [link=y]z :warning:  both     1  1:10 of 1:10  10 of 10  5 kg",
        "      腿😀 👨👩👧",
        "",
        "07:31  paused  0:41  in step 2",
    ]


def test_the_day_shows_each_leg_against_what_daily_asks(home: Path) -> None:
    day = keep_today(
        home,
        routine_id="desk",
        planned_s=300.0,
        lasted_s=300.0,
        rows=(
            *stretches(1),
            raises(3, done_reps=12, planned_reps=12),
            work(4, side="right", exercise_id="mine", exercise_title=HOSTILE, done_s=120.0),
        ),
        tightness=4,
    )

    lines = seen()

    clock = lines[3].split()[-1]
    assert [*lines[:11], *lines[-3:]] == [
        day,
        "",
        "due   daily  12 min 10 s",
        f"done  desk    5:00 of  5:00  {clock}",
        "",
        "today                             left                        right",
        "Wall calf stretch, knee straight  30 of 90 s          ##....  30 of 90 s  ##....",
        "Soleus stretch, knees bent        0 of 90 s           ......  0 of 90 s   ......",
        "Heel raise, two legs              12 of 20 reps both  ###...",
        "Heel walk                         0 of 40 s both      ......",
        "[red]x[/] [link=y]z :warning:  …                              2:00",
        "tight   4 (your own score)",
        "",
        "calf run  daily, 12 min 10 s",
    ]


def test_a_day_of_many_exercises_keeps_to_sixteen_lines(home: Path) -> None:
    for number in range(8):
        rows = [raises(no, exercise_id=f"own-{number}-{no}") for no in range(1, 9)]
        keep_today(home, rows=rows, tightness=5)

    lines = seen()

    assert len(lines) == 16
    assert lines[-1].startswith("calf history show last  daily is done for today")


# ----------------------------------------------------------------------- colour and form


def test_colour_is_only_the_terminals_own(home: Path) -> None:
    keep_today(home, rows=stretches(1))

    for command in (("list",), ("exercises",), ("show", "daily"), ("history",), ()):
        codes = {
            code
            for found in re.findall(r"\x1b\[([0-9;]*)m", printed(*command))
            for code in found.split(";")
        }
        assert codes <= {"0", "1", "4", "32"}, command


@pytest.mark.parametrize(
    ("options", "environ", "codes"),
    [
        ((), {}, {"0", "1", "4", "32"}),
        ((), {"NO_COLOR": "1"}, {"0", "1", "4"}),
        (("--color", "never"), {}, {"0", "1", "4"}),
        (("--color", "always"), {"NO_COLOR": "1"}, {"0", "1", "4", "32"}),
        (("--accessible",), {}, set()),
        ((), {"ACCESSIBLE": "1"}, set()),
        ((), {"TERM": "dumb"}, set()),
    ],
)
def test_without_colour_bold_stays_and_plain_forms_have_neither(
    home: Path, options: tuple[str, ...], environ: Mapping[str, str], codes: set[str]
) -> None:
    keep_today(home, rows=stretches(1))

    sent = printed(*options, environ=environ)

    found = re.findall(r"\x1b\[([0-9;]*)m", sent)
    assert {code for each in found for code in each.split(";")} == codes
    assert sent.count("\x1b") == len(found)


def test_the_same_stands_there_with_and_without_colour(home: Path) -> None:
    keep_today(home, rows=stretches(1))

    for command in (("list",), ("show", "daily"), ("history",), ()):
        assert seen(*command) == seen(*command, environ={"NO_COLOR": "1"})


def test_a_dumb_terminal_has_the_plain_columns(home: Path, calf: Calf) -> None:
    some_history(home)

    for command in (("show", "daily"), ("show", "heel-raise"), ("history", "show")):
        lines = printed(*command, size=(200, 50), environ={"TERM": "dumb"}).splitlines()
        assert lines == calf(*command).out.splitlines()


def test_colour_for_always_leaves_a_pipe_as_it_is(home: Path, calf: Calf) -> None:
    some_history(home)

    for command in (("list",), ("show", "daily"), ("history",), ()):
        assert calf(*command, "--color", "always").out == calf(*command).out


# ---------------------------------------------------------------------- any size, any text


@pytest.mark.parametrize("command", [("history",), ("history", "show"), ()])
def test_what_somebody_wrote_into_the_history_steers_nothing(
    home: Path, command: tuple[str, ...]
) -> None:
    hostile_history(home)

    sent = printed(*command)

    assert sent.count("\x1b") == len(re.findall(r"\x1b\[(?:0|1|4|1;32)m", sent))
    assert not {"\x9b", "\x00", "\u202e"} & {*sent}


@pytest.mark.parametrize(
    "arguments", [["list"], ["history"], [], ["show", "daily"], ["list", "--color", "always"]]
)
def test_a_pipe_does_not_wait_for_rich_tables(home: Path, arguments: list[str]) -> None:
    some_history(home)
    program = (
        "import sys; from calfcoach.__main__ import guarded\n"
        f"code = guarded({arguments!r})\n"
        "sys.exit(code or int('rich.table' in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_terminal_nor_cut_from_a_name(
    home: Path, size: tuple[int, int]
) -> None:
    write(home, "own")
    some_history(home)
    keep_today(home, rows=stretches(1))

    names = ("own", "night-cramps", "strength")
    for command in (("exercises",), ("show", "own"), ("history",), ("history", "show"), ()):
        screen = pyte.Screen(size[0] + 40, 200)  # room for what is too wide
        pyte.Stream(screen).feed(printed(*command, size=size))
        assert max(len(line.rstrip()) for line in screen.display) <= size[0], command
    listed = [line.split("  ")[0] for line in seen("list", size=size)]
    assert {*names} <= {*listed}


def test_titles_are_shown_as_typed_and_columns_stay_straight(home: Path) -> None:
    write(home, "own")

    sent = printed("list", "--for", "own", size=(160, 24))

    screen = pyte.Screen(160, 24)
    pyte.Stream(screen).feed(sent)
    header, row = screen.display[0], screen.buffer[1]
    title = "".join(row[x].data for x in range(header.index("title"), 160)).rstrip()
    assert title == HOSTILE_SHOWN


def test_columns_beside_wide_characters_stay_straight() -> None:
    columns = (Column(heading="title", least=8), Column(heading="more"))
    rows = [("腿腿腿", "a"), ("é😀", "b"), ("e\u0301\u200d\ufe0f👍🏽", "c"), ("\x1b[2J", "d")]

    assert Pen(room=40, color=False).table(columns, rows) == [
        "\x1b[4mtitle\x1b[0m      \x1b[4mmore\x1b[0m",
        "腿腿腿     a",
        "é😀        b",
        "é👍        c",
        "U+001B[2J  d",
    ]


def test_an_amount_is_not_torn_apart() -> None:
    assert Pen(room=14, color=False).text("hold 30 s, then rest 10 min") == [
        "hold 30 s,",
        "then",
        "rest 10 min",
    ]


def test_a_name_longer_than_the_terminal_is_folded_and_never_cut() -> None:
    columns = (Column(heading="name", ink=Ink.STRONG), Column(heading="title", least=10))

    lines = Pen(room=20, color=False).table(columns, [("a" * 64, "Title")])

    assert picture("\r\n".join(lines), 20) == ["a" * 20, "a" * 20, "a" * 20, "a" * 4, "  Title"]
