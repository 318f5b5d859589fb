"""One past session, printed step by step.

What `calfcoach history show` does, without the parsing of its options.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from calfcoach.cli.cells import Column, Ink
from calfcoach.cli.drawing import Pen, pen_for
from calfcoach.cli.past import running_session, this_year
from calfcoach.cli.surroundings import Surroundings, columns, tell, tell_json
from calfcoach.records import SessionRecord
from calfcoach.store import History

if TYPE_CHECKING:
    from calfcoach.report.tables import Row

_WORK_COLUMNS = {
    "step": Column(heading="step", right=True, named=True),
    "exercise": Column(heading="exercise", ink=Ink.STRONG, least=16),
    "side": Column(heading="side"),
    "set": Column(heading="set", right=True, named=True),
    "round": Column(heading="round", right=True, named=True),
    "done of plan": Column(heading="done of plan", right=True),
    "reps": Column(heading="reps", right=True, named=True),
    "remarks": Column(heading="remarks", least=11),
}
_GAP_COLUMNS = (Column(), Column(), Column(right=True), Column())


def show_session(around: Surroundings, selector: str, *, as_json: bool = False) -> None:
    """Print one session, phase by phase. Raises `CoachError` where there is none or several."""
    with History.read(around.folders.history) as past:
        session = past.session(selector)
        running = running_session(around, past)
    running_id = running.id if running else None
    if as_json:
        from calfcoach.report.figures import whole_session_json

        tell_json("session", whole_session_json(session))
    elif around.accessible:
        from calfcoach.report.spoken import session_sentences

        for line in session_sentences(session, this_year=this_year(), running_id=running_id):
            tell(line)
    else:
        _print_session(session, running_id, pen_for(around))


def _print_session(session: SessionRecord, running_id: str | None, pen: Pen | None) -> None:
    from calfcoach.report.tables import gap_rows, session_facts, work_rows

    facts = session_facts(session, this_year=this_year(), running_id=running_id)
    work, gaps = work_rows(session.work), gap_rows(session)
    if pen is None:
        blocks = [columns(block) for block in (facts, work, gaps)]
    else:
        blocks = [pen.facts(facts), _work_table(work, pen), pen.table(_GAP_COLUMNS, gaps)]
    for number, block in enumerate(each for each in blocks if each):
        for line in [""] * bool(number) + block:
            tell(line)


def _work_table(rows: Sequence[Row], pen: Pen) -> list[str]:
    if not rows:
        return []
    header, *below = rows
    return pen.table([_WORK_COLUMNS[heading] for heading in header], below, lead=2)
