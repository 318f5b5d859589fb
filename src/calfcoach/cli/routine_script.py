"""A whole session as text with times: everything that is said, and when.

Owns what `calfcoach show ROUTINE --script` prints. Pure: a timeline in, lines out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.documents import started
from calfcoach.cli.surroundings import width
from calfcoach.report.clock import clock
from calfcoach.timeline import Timeline

_NARROWEST = 24  # cells; below it folding only makes it worse


def script_lines(timeline: Timeline, room: int | None) -> list[str]:
    """The session with its times in front, folded to `room` cells where there is a limit."""
    needs = script.needs([step.exercise for step in timeline.steps])
    head = [
        timeline.routine.title,
        f"{phrases.total(timeline, accessible=False)}. Needs: {needs}.",
    ]
    lines = [line for text in head for line in _folded(text, "", room)] + [""]
    said = [(clock(int(at_s)), words) for at_s, words in _said(timeline)]
    said.append((clock(timeline.total_s), "End."))
    column = max(width(at) for at, _ in said)
    for at, words in said:
        lines += _folded(words, f"{at:>{column}}  ", room)
    return lines


def script_sentences(timeline: Timeline) -> list[str]:
    """The same for a screen reader: the time in words, then what is said then."""
    needs = script.needs([step.exercise for step in timeline.steps])
    texts = [
        timeline.routine.title,
        f"It lasts {phrases.total(timeline, accessible=True)}",
        f"You need {needs}",
    ]
    last = ""
    for at_s, words in _said(timeline):
        at = "At the start" if at_s < 1 else f"After {script.length(int(at_s))}"
        if at != last:
            texts.append(at)
        last = at
        texts.append(words)
    texts.append(f"End after {script.length(timeline.total_s)}")
    return phrases.sentences(texts)


def _said(timeline: Timeline) -> Iterator[tuple[float, str]]:
    """Everything that is said, with the second of it; a cue twice in a row only once."""
    last = ""
    for start_s, phase in started(timeline):
        for cue in phase.cues:
            if cue.words and cue.words != last:
                yield start_s + cue.offset_s, cue.words
                last = cue.words
        if not math.isfinite(phase.duration_s):
            yield start_s, "Wait for a key."


def _folded(text: str, before: str, room: int | None) -> list[str]:
    lines = text.split("\n")
    if room is not None and room >= _NARROWEST:
        import textwrap

        wide = room - len(before)
        lines = [
            part
            for line in lines
            for part in textwrap.wrap(line, wide, break_on_hyphens=False) or [""]
        ]
    first, *rest = lines
    return [before + first, *(" " * len(before) + line for line in rest)]
