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
from calfcoach.phase import Cue, CueKind, Phase
from calfcoach.report.clock import clock
from calfcoach.timeline import Timeline

_NARROWEST = 16  # cells; below it folding only makes it worse
_ANNOUNCING = frozenset({CueKind.PREPARE, CueKind.PLACE})


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
    """Everything that is said, with the second of it; a cue twice in a row only once. What a
    session leaves out where its seconds are few is there: who reads has the time."""
    last = ""
    notes = _unsaid_notes(timeline)
    for start_s, phase in started(timeline):
        for cue in phase.cues:
            words = _in_full(cue, phase, first=phase is timeline.phases[0])
            if words and words != last:
                yield start_s + cue.offset_s, words
                last = words
            if note := notes.pop(phase.item.step.no, ""):
                yield start_s, note
        if not math.isfinite(phase.duration_s):
            yield start_s, "Wait for a key."


def _in_full(cue: Cue, phase: Phase, *, first: bool) -> str:
    """The words of a cue; an announcement with tempo, set and round, and without the keys."""
    if cue.kind not in _ANNOUNCING or not cue.words:
        return cue.words
    if first:
        return script.first_announcement(phase.item)
    stop = "Stop. " if cue.words.startswith("Stop. ") else ""
    there = script.capital(script.at_place(phase.item.exercise.place))
    place = cue.words.removeprefix(stop).startswith(there)
    return stop + script.announcement(phase.item, place=place)


def _unsaid_notes(timeline: Timeline) -> dict[int, str]:
    """By step, the note that there is no time to say."""
    notes: dict[int, str] = {}
    for phase in timeline.phases:
        step = phase.item.step
        if step.note and step.no not in notes:
            notes[step.no] = script.capital(
                script.filled(script.sentence(step.note), phase.item.side)
            )
    for phase in timeline.phases:
        no = phase.item.step.no
        if no in notes and any(notes[no] in cue.words for cue in phase.cues):
            del notes[no]
    return notes


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
