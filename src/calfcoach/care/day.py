"""The answer to the day's question, and from which scores on calves are sore.

Owns only that: whoever asks what is due needs no more of what care is.
"""

from __future__ import annotations

from calfcoach.frozen import frozen

SORE_FROM = 4  # of 10: from here no raises, no rolling, half the stretch
VERY_SORE_FROM = 6  # of 10: from here rest, or the routine `flare`


@frozen
class DayAnswer:
    """The day's question: "usual", "sore" with `sore` 0–10, "new" with the `flag` it opened, or
    "not asked". `kept` is how it stands in the history."""

    word: str = "not asked"
    sore: int | None = None
    flag: str = ""

    @property
    def kept(self) -> str:
        """ "usual", "sore 4", "new swollen" or "not asked"."""
        return " ".join(str(p) for p in (self.word, self.sore, self.flag) if p not in (None, ""))
