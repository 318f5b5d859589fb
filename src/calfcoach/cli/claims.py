"""Who says so: sources as lines and as JSON, each with its mark in words.

What was only recalled is never shown as a fact: it stands there as unverified.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.cli import phrases
from calfcoach.source import Source

_UNVERIFIED = "unverified"
_MARKS = {
    "article": "source article",
    "read": "study or guideline, read in excerpt",
    "secondhand": "reported by a second source",
    "consensus": "consensus",
    "judgement": "judgement of the authors",
    "own": "your own source",
    "recalled": _UNVERIFIED,
}


def source_lines(sources: Iterable[Source], *, accessible: bool) -> list[str]:
    """Claim, cite and mark of each source; without a claim the cite alone."""
    lines: list[str] = []
    for source in sources:
        mark = _mark(source)
        claim = f"{_UNVERIFIED}: {source.claim}" if mark == _UNVERIFIED else source.claim
        if accessible:
            lines += phrases.sentences([phrases.spelled(claim)] if source.claim else [])
            lines += phrases.sentences([f"Source: {source.cite}, {mark}"])
        elif source.claim:
            lines += [f"  {claim}", f"    {source.cite} ({mark})"]
        else:
            lines.append(f"  {source.cite} ({mark})")
    return lines


def source_documents(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Sources: `claim`, `cite`, `mark` and what the mark means, in `mark_words`."""
    return [
        {
            "claim": source.claim,
            "cite": source.cite,
            "mark": source.mark,
            "mark_words": _mark(source),
        }
        for source in sources
    ]


def _mark(source: Source) -> str:
    return _MARKS.get(source.mark, _UNVERIFIED)
