"""What `calfcoach stats` prints, without the parsing of its options, so that a quick path can do
the same before the command line's library is imported.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from calfcoach.cli.agenda_now import due_days
from calfcoach.cli.gate import today_of
from calfcoach.cli.past_lost import warn_of_lost
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell, tell_json
from calfcoach.files.norms import norms
from calfcoach.stats.summary import Summary, summary_of
from calfcoach.store.readable import Lost
from calfcoach.store.sums import read_tallies

_OF_DAYS_DUE = "Days kept are counted of the days on which the plan asks for something."


def show_stats(around: Surroundings, *, as_json: bool = False, sources: bool = False) -> None:
    """Print the statistics, and with `sources` where their figures come from; the JSON document
    has that always. HistoryError for a history that cannot be read."""
    today = date.fromisoformat(today_of(around, datetime.now(UTC).astimezone()))
    lost: list[Lost] = []
    tallies, rests = read_tallies(around.folders.history_file, today, lost.extend)
    warn_of_lost(around, lost)
    plan, is_due = due_days(around, rests, today)
    summary = summary_of(tallies, today, rests=rests, is_due=is_due)
    if as_json:
        from calfcoach.cli.claims import source_documents
        from calfcoach.report.stats_json import stats_json

        content = stats_json(summary, aim_s=norms().stretch_week_s)
        planned = {"due_by_plan": plan is not None}
        tell_json("stats", {**content, **planned, "sources": source_documents(norms().sources)})
        return
    lines = _lines(summary, around)
    if lines and plan is not None and summary.any_session:
        lines += [] if around.accessible else [""]
        lines += folded_for(_OF_DAYS_DUE, around)
    for line in lines:
        tell(line)
    if sources:
        _tell_sources(around, spaced=summary.any_session)


def _lines(summary: Summary, around: Surroundings) -> list[str]:
    aim_s = norms().stretch_week_s
    if around.accessible:
        from calfcoach.report.stats_spoken import stats_sentences

        return stats_sentences(summary, aim_s=aim_s, aim_each=norms().each)
    if not summary.any_session:
        talk("no session yet")
        talk("  hint: `calfcoach run daily` starts one")
        return []
    from calfcoach.cli.stats_page import paper_for, stats_page

    paper = paper_for(around.room, sys.stdout.encoding or "utf-8")
    return stats_page(summary, paper, aim_s=aim_s)


def _tell_sources(around: Surroundings, *, spaced: bool) -> None:
    from calfcoach.cli.claims import source_lines

    lines = source_lines(norms().sources, accessible=around.accessible)
    if not around.accessible:
        lines = [*([""] if spaced else []), "Sources:", *lines]
    for line in lines:
        for folded in folded_for(line, around):
            tell(folded)
