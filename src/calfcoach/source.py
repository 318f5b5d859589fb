"""Where a number or a claim comes from: a noun of routines, plans and pages alike."""

from __future__ import annotations

from calfcoach.frozen import frozen


@frozen
class Source:
    """Where a number or a claim comes from.

    `mark` is one of `article` (a source article says it), `read` (the source itself, mostly
    its abstract), `secondhand` (a page that reports it), `consensus`, `judgement`,
    `recalled` (unverified: never shown as a fact) and `own` (a user's own file).
    """

    claim: str
    cite: str
    mark: str
