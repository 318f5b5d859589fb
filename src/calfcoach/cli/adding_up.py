"""What `calfcoach stats` prints, without the parsing of its options, so that a quick path can do
the same before the command line's library is imported.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from calfcoach.cli.gate import today_of
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell, tell_json
from calfcoach.files.norms import norms
from calfcoach.stats.summary import Summary, summary_of
from calfcoach.store.sums import read_tallies


def show_stats(around: Surroundings, *, as_json: bool = False, sources: bool = False) -> None:
    """Print the statistics, and with `sources` where their figures come from; the JSON document
    has that always. HistoryError for a history that cannot be read."""
    today = date.fromisoformat(today_of(around, datetime.now(UTC).astimezone()))
    tallies, rests = read_tallies(around.folders.history, today)
    summary = summary_of(tallies, today, rests=rests)
    if as_json:
        from calfcoach.cli.claims import source_documents
        from calfcoach.report.stats_json import stats_json

        content = stats_json(summary, aim_s=norms().stretch_week_s)
        tell_json("stats", {**content, "sources": source_documents(norms().sources)})
        return
    for line in _lines(summary, around):
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
