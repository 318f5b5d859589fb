"""Sessions as rows of a table: the listing of the history, and one session step by step.

Owns headings and cells. That no text of a record steers a terminal is the store's doing.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter

from calfcoach.records import (
    LINE_FIELDS,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkStatus,
)
from calfcoach.report.clock import as_lived, clock, short_day, short_moment, short_start
from calfcoach.report.figures import (
    NOTABLE_PAIN,
    Figures,
    eased_s,
    figures_of,
    is_cramp,
    is_logged,
    lived,
)
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from calfcoach.records import GapRecord, SessionLine, WholeLine, WorkRecord

    Entry = SessionRecord | SessionLine | WholeLine | RestRecord

Row = tuple[str, ...]

HISTORY_HEADER: Row = ("when", "code", "routine", "done of plan", "left", "right", "tight", "ended")
HISTORY_RIGHT = frozenset({3, 4, 5, 6})  # columns of figures, which end flush
_A_YEAR = 365  # days
_LOGGED = "logged later"
_SHORTER = {_LOGGED: "logged", "not finished": "unfinished", "rest: travel": "travel"}

_in_a_line = attrgetter(*LINE_FIELDS)

GAP_WORDS = {
    "pause": "paused",
    "away": "away",
    "suspended": "suspended",
    "hurt": "paused, it hurt",
}


def history_rows(
    entries: Iterable[Entry],
    *,
    this_year: int,
    running_id: str | None,
    cells: int | None = None,
    weekdays: bool = True,
) -> list[Row]:
    """The listing, header first, in the order given. A rest is a row too. `running_id` is
    the session that a living process is guiding just now. `cells`: the last column has so many,
    so that what other columns tell too, and then the least of it, is left out there; without it
    all is told. Without `weekdays` those of other years are left out."""
    rows = [
        _line_row(each, this_year, running_id, cells)
        if isinstance(each, tuple)
        else _rest_row(each, this_year, cells)
        if isinstance(each, RestRecord)
        else _session_row(each, this_year, running_id, cells)
        for each in entries
    ]
    if not weekdays:
        rows = [(_without_weekday(row[0]), *row[1:]) for row in rows]
    return [HISTORY_HEADER, *rows]


def _without_weekday(when: str) -> str:
    """20 Nov 2025 07:30 for Thu 20 Nov 2025 07:30; a day of this year stays as it is."""
    import re  # where there is little room

    rest = when.partition(" ")[2]
    return rest if re.match(r" ?\d+ [A-Z]\w+ \d{4}\b", rest) else when


def in_order(
    sessions: Iterable[SessionRecord | SessionLine | WholeLine], rests: Iterable[RestRecord]
) -> list[Entry]:
    """Sessions and rests by their days, oldest first; a rest before what was done on its first
    day all the same."""
    dated: list[tuple[tuple[str, str, str], Entry]]
    dated = [((rest.from_day, "", ""), rest) for rest in rests]
    dated += [
        (
            (each.local_day, each.started_at, each.id)
            if isinstance(each, SessionRecord)
            else each[:3],
            each,
        )
        for each in sessions
    ]
    return [entry for _, entry in sorted(dated, key=itemgetter(0))]


def _rest_row(rest: RestRecord, this_year: int, cells: int | None) -> Row:
    begin, end = date.fromisoformat(rest.from_day), date.fromisoformat(rest.until_day)
    first, last = short_day(begin, this_year), short_day(end, this_year)
    said = f"rest: {rest.reason}" if rest.reason != "rest" else "rest"
    if end == begin:
        return (first, "", "", "", "", "", "", _short(said, cells))
    whole = f"{said}, until {' '.join(last.split())}"
    if cells is None or len(whole) <= cells:
        return (first, "", "", "", "", "", "", whole)
    # Within a year of its first day the last needs none.
    near = end.year if (end - begin).days < _A_YEAR else this_year
    until = " ".join(short_day(end, near).split()[1:])
    return (first, "", "", f"until {until}", "", "", "", _short(said, cells))


def _session_row(
    session: SessionRecord, this_year: int, running_id: str | None, cells: int | None
) -> Row:
    sums = figures_of(session)
    stretched = sums.stretch_left_s, sums.stretch_right_s
    if not is_cramp(session):
        line: Any = (*_in_a_line(session), session.code, session.gaps, *stretched)
        return _line_row(line, this_year, running_id, cells)
    return (
        short_start(session.started_at, session.utc_offset_s, this_year),
        session.code,
        session.routine_id,
        done_of_plan(session, sums),
        *(clock(each) if any(stretched) and not is_logged(session) else "" for each in stretched),
        "" if session.tightness is None else str(session.tightness),
        _ended_within(session, sums, running_id, cells),
    )


def _line_row(line: SessionLine, this_year: int, running_id: str | None, cells: int | None) -> Row:
    # fmt: off
    (
        _, started_at, session_id, lasted_s, status, origin, routine_id, offset_s, planned_s,
        tightness, worst, after, code, gaps, left_s, right_s,
    ) = line
    is_running = session_id == running_id
    cells_of_it = _line_cells(
        lasted_s, status, origin, planned_s, tightness, worst, after, gaps, left_s, right_s,
        is_running, cells,
    )
    # fmt: on
    return (short_start(started_at, offset_s, this_year), code, routine_id, *cells_of_it)


@lru_cache(maxsize=512)  # days are alike
def _line_cells(
    lasted_s: float | None,
    status: Status,
    origin: SessionOrigin,
    planned_s: float,
    tightness: int | None,
    worst: int | None,
    after: int | None,
    gaps: tuple[GapRecord, ...],
    left_s: float,
    right_s: float,
    is_running: bool,
    cells: int | None,
) -> Row:
    """What a line tells behind the routine."""
    _, done_s, _, away_s = lived(lasted_s, planned_s, gaps)
    logged = origin is SessionOrigin.LOGGED
    # One that was written down by hand claims no seconds of its own.
    stretched = not logged and bool(left_s or right_s)
    ending = _LOGGED if logged else _ended_as(status, done_s, running=is_running)
    if worst is not None or after is not None or away_s or cells is not None:
        short = _LOGGED if logged else _ended_as(status, None, running=is_running)
        ending = _within(ending, short, _pains(worst, after), away_s, cells)
    return (
        _by_hand(lasted_s, planned_s) if logged else _of_plan(done_s, planned_s),
        clock(left_s) if stretched else "",
        clock(right_s) if stretched else "",
        "" if tightness is None else str(tightness),
        ending,
    )


def done_of_plan(session: SessionRecord, sums: Figures) -> str:
    """12:10 of 12:10; a dash for what is not known yet."""
    if is_logged(session):
        return _by_hand(session.lasted_s, session.planned_s)
    if is_cramp(session):
        legs = {work.side for work in session.work} - {Side.BOTH.value}
        return " ".join([clock(session.lasted_s or 0.0), *sorted(legs)])
    return _of_plan(sums.done_s, session.planned_s)


def _by_hand(lasted_s: float | None, planned_s: float) -> str:
    return f"{clock(planned_s if lasted_s is None else lasted_s)} by hand"


@lru_cache(maxsize=512)  # days are alike
def _of_plan(done_s: float | None, planned_s: float) -> str:
    return f"{'-' if done_s is None else clock(done_s)} of {clock(planned_s):>5}"


def ended(session: SessionRecord, sums: Figures, running_id: str | None) -> str:
    """How a session ended, and what was not as usual: "stopped 7:02, hurt 2, away 0:05"."""
    return _ended_within(session, sums, running_id, None)


def _ended_within(
    session: SessionRecord, sums: Figures, running_id: str | None, cells: int | None
) -> str:
    endings = _ending(session, sums.done_s, running_id), _ending(session, None, running_id)
    return _within(*endings, _pains(session.pain_worst, session.pain_after), sums.away_s, cells)


def _within(
    ending: str, short: str, scores: list[tuple[int, str]], away_s: float, cells: int | None
) -> str:
    """How it ended, and what was not as usual, in so many cells. After how long it was stopped is
    what was done; how it ended can be seen from that too. Of two scores the higher one stays."""
    away = [f"away {clock(away_s)}"] if away_s > 0 else []
    pains = [said for _, said in scores]
    if cells is None:
        return ", ".join([ending, *pains, *away])
    worst = [said for _, said in sorted(scores)[-1:]]
    for parts in ([short, *pains, *away], [short, *pains], [*pains, *away], pains, worst):
        said = ", ".join(parts)
        if said and len(said) <= cells:
            return said
    return _short(short, cells)


def _short(said: str, cells: int | None) -> str:
    return said if cells is None or len(said) <= cells else _SHORTER.get(said, said)


def _pains(worst: int | None, after: int | None) -> list[tuple[int, str]]:
    """Each score that is worth a remark, in words too."""
    found = [] if worst is None else [(worst, f"hurt {worst}")]
    if after is not None and after >= NOTABLE_PAIN:
        found.append((after, f"pain {after}"))
    return found


def _ending(session: SessionRecord, stopped_s: float | None, running_id: str | None) -> str:
    if is_logged(session):
        return _LOGGED
    let_go_s = eased_s(session) if is_cramp(session) else None
    if let_go_s is not None:
        return f"eased {clock(let_go_s)}"
    if is_cramp(session) and session.status is Status.COMPLETED:
        return "not eased"
    return _ended_as(session.status, stopped_s, running=session.id == running_id)


def _ended_as(status: Status, stopped_s: float | None, *, running: bool) -> str:
    match status:
        case Status.COMPLETED:
            return "done"
        case Status.RUNNING:
            return "running" if running else "not finished"
        case Status.STOPPED:
            return "stopped" if stopped_s is None else f"stopped {clock(stopped_s)}"
        case Status.INTERRUPTED:
            return "interrupted"


# ------------------------------------------------------------------------- one session


def session_facts(session: SessionRecord, *, this_year: int, running_id: str | None) -> list[Row]:
    """A session's facts as label and text."""
    sums = figures_of(session)
    started = as_lived(session.started_at, session.utc_offset_s)
    facts = [
        ("routine", f"{session.routine_id} ({session.routine_title})"),
        ("code", session.code),
        ("when", short_moment(started, this_year)),
        ("done", done_of_plan(session, sums).strip()),
        ("ended", ended(session, sums, running_id)),
        *_side_facts(sums),
        ("paused", clock(sums.paused_s) if sums.paused_s > 0 else ""),
        ("before", session.day_answer),
        *_score_facts(session),
    ]
    notes = session.note.split("\n") if session.note else []
    labels = ["note"] + [""] * len(notes)
    return [fact for fact in facts if fact[1]] + list(zip(labels, notes, strict=False))


def _side_facts(sums: Figures) -> list[Row]:
    """Done and planned work of each side that had any: "0:04 of 3:00"."""
    pairs = (
        ("left", sums.left_s, sums.planned_left_s),
        ("right", sums.right_s, sums.planned_right_s),
        ("both", sums.both_s, sums.planned_both_s),
    )
    return [
        (label, f"{clock(done_s)} of {clock(planned_s)}")
        for label, done_s, planned_s in pairs
        if planned_s > 0 or done_s > 0
    ]


def _score_facts(session: SessionRecord) -> list[Row]:
    """The scores that were given, each with its word: "worst 4 (watch it), after 1 (fine)"."""
    from calfcoach.report.score_words import pain_of, tightness_of  # the listing does without

    told = (("tight", tightness_of(session)), ("pain", pain_of(session)))
    return [
        (label, ", ".join(f"{each.when} {each.score} ({each.word})".strip() for each in given))
        for label, given in told
    ]


def work_rows(work: Sequence[WorkRecord]) -> list[Row]:
    """The work phases, header first; nothing where there are none."""
    if not work:
        return []
    rounds = any(each.round_no > 1 for each in work)
    header = ("step", "exercise", "side", "set", "round", "done of plan", "reps", "remarks")
    rows = [header, *(_work_row(each) for each in work)]
    return rows if rounds else [(*row[:4], *row[5:]) for row in rows]


def _work_row(work: WorkRecord) -> Row:
    return (
        str(work.step_no),
        work.exercise_title,
        work.side,
        str(work.set_no),
        str(work.round_no),
        f"{clock(work.done_s)} of {clock(work.planned_s)}",
        reps_of(work),
        ", ".join(remarks(work)),
    )


def reps_of(work: WorkRecord) -> str:
    """10 of 10; a dash for reps that nobody counted; nothing where the work has none."""
    if work.planned_reps is None:
        return "" if work.done_reps is None else str(work.done_reps)
    return f"{'-' if work.done_reps is None else work.done_reps} of {work.planned_reps}"


def remarks(work: WorkRecord) -> list[str]:
    """What was not as planned in a work phase, and its load."""
    said = [work.load] if work.load else []
    match work.status:
        case WorkStatus.SKIPPED:
            said.append("skipped")
        case WorkStatus.PART:
            said.append("in part")
        case WorkStatus.DONE:
            pass
    if work.why:
        place = ", ".join(work.why.split()[1:])  # "pain knee sharp"
        hurt = f"it hurt ({place})" if place else "it hurt"
        said.append(hurt if work.why.startswith("pain") else work.why)
    if work.pain is not None:
        said.append(f"pain {work.pain}")
    if work.reps_left is not None:
        said.append(f"{work.reps_left} more possible")
    return said


def gap_rows(session: SessionRecord) -> list[Row]:
    """Pauses and time away: when, what, how long, in which step."""
    steps = {work.work_no: work.step_no for work in session.work}
    return [_gap_row(gap, session.utc_offset_s, steps.get(gap.work_no)) for gap in session.gaps]


def _gap_row(gap: GapRecord, offset_s: int, step_no: int | None) -> Row:
    return (
        f"{as_lived(gap.at, offset_s):%H:%M}",
        GAP_WORDS.get(gap.reason, gap.reason),
        clock(gap.seconds),
        "" if step_no is None else f"in step {step_no}",
    )
