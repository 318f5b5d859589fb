"""The end of a session, as it stays in the scrollback: what was done on each leg. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from calfcoach import closing, script
from calfcoach.events import Snapshot
from calfcoach.records import Status, WorkStatus
from calfcoach.report.clock import clock
from calfcoach.screen import words
from calfcoach.screen.bar import bar_of, drawn_bar
from calfcoach.screen.rows import Row, row, spread
from calfcoach.screen.styles import BAR, PLAIN, STRONG
from calfcoach.screen.text import clean, cut, folded, width
from calfcoach.terms import Kind, Side

LEAST_COLUMNS = 36  # below it a sentence says it better than a table
ROOMY_COLUMNS = 50
WIDEST = 80
SHORT_KEEPING = ("Saved.", "Not saved.")  # short enough for the first row
_ASIDE = (Kind.WARM_UP, Kind.RELAX)  # left out where there is other work to tell of
_ENDED = {Status.COMPLETED: "done", Status.STOPPED: "stopped", Status.INTERRUPTED: "interrupted"}


class _Tally:
    """What was planned and done of one exercise, by side: reps where they are counted."""

    def __init__(self, name: str, counted: bool) -> None:
        self.name = name
        self.counted = counted
        self.planned: dict[Side, float] = {}
        self.done: dict[Side, float] = {}


def end_rows(
    snapshot: Snapshot, wall: datetime, *, keeping: str, lasted_s: float, columns: int
) -> list[Row]:
    """The end in rows of at most `columns` cells: what and when, a row an exercise, the sum.
    `keeping` says whether it is saved, `lasted_s` is all of it with its pauses."""
    title = clean(snapshot.timeline.routine.title)
    room = min(columns, WIDEST)
    if room < LEAST_COLUMNS:
        said = closing.summary(snapshot, keeping=keeping)
        return [row((text, PLAIN)) for text in [cut(title, room), *folded(said, room)]]
    saved = keeping if keeping in SHORT_KEEPING else ""
    how = f"{_ENDED.get(snapshot.status, '')} {wall:%H:%M}"
    how += f"   {saved.rstrip('.').lower()}" if saved else ""
    rows = [spread(title, how, room, STRONG), _bar(snapshot, room), ()]
    rows += _table(_tallies(snapshot), room) if _anything(snapshot) else []
    told = [_sum(snapshot, lasted_s), "" if saved else keeping]
    rows += [row((text, PLAIN)) for each in told for text in folded(each, room)]
    return rows


def _anything(snapshot: Snapshot) -> bool:
    return any(credit.done_s > 0 for credit in snapshot.credits.values())


def _bar(snapshot: Snapshot, room: int) -> Row:
    ended = snapshot.status is Status.COMPLETED
    last = len(snapshot.timeline.phases) - 1
    bar = bar_of(snapshot.timeline, snapshot.index, snapshot.elapsed_s)
    if ended:
        bar = bar_of(snapshot.timeline, last, snapshot.timeline.phases[last].duration_s)
    done, left = drawn_bar(bar, room)
    return row((done, BAR), (left, BAR))


def _tallies(snapshot: Snapshot) -> list[_Tally]:
    phases = words.planned(snapshot)
    if any(phase.item.exercise.kind not in _ASIDE for phase in phases):
        phases = [phase for phase in phases if phase.item.exercise.kind not in _ASIDE]
    tallies: dict[tuple[str, bool, bool], _Tally] = {}
    for phase in phases:
        item = phase.item
        counted = item.at_tempo  # at one's own pace nobody counted: the time is what is known
        key = (item.exercise.id, counted, item.side is Side.BOTH)
        tally = tallies.setdefault(key, _Tally(words.name(item), counted))
        planned = phase.reps if counted else phase.duration_s
        tally.planned[item.side] = tally.planned.get(item.side, 0) + (planned or 0)
        credit = snapshot.credits.get(item.work_no)
        done = 0.0 if credit is None else credit.done_reps if counted else credit.done_s
        tally.done[item.side] = tally.done.get(item.side, 0) + (done or 0)
    return list(tallies.values())


def _table(tallies: Sequence[_Tally], room: int) -> list[Row]:
    of = " of " if room >= ROOMY_COLUMNS else "/"
    cells = [
        (tally.name, *(_cell(tally, side, of) for side in (Side.LEFT, Side.RIGHT, Side.BOTH)))
        for tally in tallies
    ]
    side = max((width(text) for each in cells for text in each[1:3]), default=0)
    side = max(side, len("right"))
    both = max((width(each[3]) + len(" both") for each in cells if each[3]), default=0)
    name = max((width(each[0]) for each in cells), default=0)
    name = min(name, room - max(2 * side + 5, both + 3))
    sided = any(each[1] or each[2] for each in cells)
    rows = []
    if sided:
        rows.append(row((f"{'':{name}}   {'left':<{side}}  {'right':<{side}}".rstrip(), STRONG)))
    for title, left, right, together in cells:
        said = cut(title, name)
        said += " " * (name - width(said) + 3)
        figures = f"{together} both" if together else f"{left:<{side}}  {right:<{side}}".rstrip()
        rows.append(row((said, PLAIN), (figures, STRONG)))
    return rows


def _cell(tally: _Tally, side: Side, of: str) -> str:
    if side not in tally.planned:
        return ""
    done, planned = tally.done.get(side, 0.0), tally.planned[side]
    if tally.counted:
        return f"{done:g}{of}{planned:g}"
    return f"{clock(done)}{of}{clock(planned)}"


def _sum(snapshot: Snapshot, lasted_s: float) -> str:
    """How long, what was skipped, how long it stood still."""
    skipped = [c for c in snapshot.credits.values() if c.status is WorkStatus.SKIPPED]
    names = list(dict.fromkeys(clean(script.name(c.item.exercise)) for c in skipped))
    said = [words.length(lasted_s)]
    said.append(f"skipped {script.joined(names)}" if names else "nothing skipped")
    if snapshot.pauses:
        stood = words.length(snapshot.stood_s)
        one = snapshot.pauses == 1
        said.append(f"one pause of {stood}" if one else f"{snapshot.pauses} pauses, {stood}")
    if snapshot.away_s >= 1:
        said.append(f"away {words.length(snapshot.away_s)}")
    return ", ".join(said)
