"""The cue sheet: which cue falls when in each phase, and what it says.

Owns the rules of coaching: what is told the first time, half-way, the last seconds, what
comes next. Pure; the sentences are `script`'s. A line never begins before the one before it
can have been read to its end.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

from calfcoach import script
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Hold, Reps, Tempo
from calfcoach.phase import Coaching, Cue, CueKind, Phase, PhaseKind, WorkItem
from calfcoach.terms import Coach, Side

HALF_WAY_FROM_S = 30.0  # shorter work has no half-way: experience of the coach, not a dose
LAST_SECONDS_FROM_S = 15.0
LAST_S = 3.0
REST_OVER_S = 5.0  # a rest is told to end this long before it does: time to stand ready
NEXT_PLACE_S = 5.0  # a change of place is told this long before the end
SPOKEN_REPS = 3  # "Up" and "Down" are said for the first reps, then only the number at the top
MOST_CHARACTERS = 100  # of a line: one row of a Braille display or of a narrow terminal, twice
_EPSILON_S = 1e-6


class _Told:
    """What this session has told so far, while the sheet is written."""

    def __init__(self, coaching: Coaching) -> None:
        self.coaching = coaching
        self.texts: dict[str, deque[str]] = {}
        self.setup_due: set[str] = set()
        self.noted: set[int] = set()
        self.place = False

    def meet(self, item: WorkItem) -> None:
        """Get the words of an exercise ready when it comes up for the first time, and the note
        of a step likewise."""
        exercise = item.exercise
        first = 0
        if exercise.id not in self.texts:
            self.texts[exercise.id] = deque()
            if self.coaching.coach is Coach.LEARN and exercise.id not in self.coaching.known:
                self.texts[exercise.id].extend([*exercise.setup[:1], *exercise.cues])
                first = len(exercise.setup[:1]) + len(exercise.cues[:1])
                if exercise.setup:
                    self.setup_due.add(exercise.id)
        if item.step.note and item.step.no not in self.noted:
            self.noted.add(item.step.no)
            if self.coaching.coach is not Coach.FEW:
                # behind the set-up and the first cue, which says what to do at the start
                self.texts[exercise.id].insert(first, script.sentence(item.step.note))

    def text(self, before: str, room_s: float, item: WorkItem) -> str:
        """The next text, taken, if it can be read after `before` within `room_s`; else ""."""
        texts = self.texts[item.exercise.id]
        if not texts:
            return ""
        text = script.capital(script.filled(texts[0], item.side))
        line = f"{before} {text}".strip()
        if len(line) > MOST_CHARACTERS or self.reading_s(line) > room_s + _EPSILON_S:
            return ""
        texts.popleft()
        self.setup_due.discard(item.exercise.id)
        return text

    def reading_s(self, text: str) -> float:
        """Seconds that a line needs before the next may begin."""
        return script.reading_s(text, accessible=self.coaching.accessible)


def with_cues(phases: Sequence[Phase], coaching: Coaching, *, behind: int = 0) -> tuple[Phase, ...]:
    """The same phases with their cues, in order of offset. Each phase's cues depend on what
    stands before and after it, so the whole sheet is written anew after any change; the first
    `behind` phases keep theirs, for they were heard."""
    told = _Told(coaching)
    sheet: list[Phase] = []
    for index, phase in enumerate(phases):
        before = phases[index - 1] if index else None
        after = phases[index + 1] if index + 1 < len(phases) else None
        told.meet(phase.item)
        if phase.kind is PhaseKind.WORK:
            cues = _work(phase, before, after, told)
        else:
            cues = _lead(phase, before, told)
        if index < behind:
            told.place = False  # what was told may no longer be where it goes
            sheet.append(phase)
            continue
        cues.sort(key=lambda cue: cue.offset_s)
        sheet.append(replace(phase, cues=tuple(cues)))
    return tuple(sheet)


# ------------------------------------------------- preparation, change, rest and wait


def _lead(phase: Phase, before: Phase | None, told: _Told) -> list[Cue]:
    match phase.kind:
        case PhaseKind.SWITCH:
            cues = [Cue(kind=CueKind.SWITCH, offset_s=0.0, words=_switch_words(phase, before))]
        case PhaseKind.REST:
            cues = _rest(phase, told)
        case PhaseKind.WAIT:
            key = "D" if told.coaching.accessible else "Enter"
            words = f"Next, {script.announcement(phase.item, place=phase.moves)} {key} goes on."
            cues = [Cue(kind=CueKind.WAIT, offset_s=0.0, words=_lower_second(words))]
        case _:
            cues = _prepare(phase, before, told)
    return cues + _ticks(phase, phase.item.step.pacing.countdown)


def _lower_second(words: str) -> str:
    """ "Next, Heel walk" → "Next, heel walk"."""
    return words[:6] + words[6].lower() + words[7:]


def _switch_words(phase: Phase, before: Phase | None) -> str:
    item = phase.item
    previous = before.item if before else None
    new_turn = previous is None or (previous.set_no, previous.round_no) != (
        item.set_no,
        item.round_no,
    )
    new_side = previous is None or previous.side is not item.side
    parts = [
        script.side(item) if new_side else "",
        script.dose(item) if item.part else "",
        script.turn(item) if new_turn else "",
    ]
    return "Change. " + script.sentence(", ".join(part for part in parts if part))


def _rest(phase: Phase, told: _Told) -> list[Cue]:
    item = phase.item
    next_words = script.turn(item)
    if item.circuit_no and item.set_no == 1:
        next_words = f"{script.name(item.exercise)}, {next_words}"
    words = f"Rest, {script.seconds(phase.duration_s)}. Next, {next_words}."
    cues = [Cue(kind=CueKind.REST, offset_s=0.0, words=words)]
    at_s = math.ceil(told.reading_s(words))
    long = phase.duration_s >= LAST_SECONDS_FROM_S
    quiet_from_s = phase.duration_s - (REST_OVER_S if long else 0.0)
    text = told.text("", quiet_from_s - at_s, item)
    if text:
        cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
    if long:
        cues.append(
            Cue(kind=CueKind.LAST, offset_s=quiet_from_s, words=f"{REST_OVER_S:g} seconds.")
        )
    return cues


def _prepare(phase: Phase, before: Phase | None, told: _Told) -> list[Cue]:
    kind = CueKind.PLACE if phase.moves else CueKind.PREPARE
    place = phase.moves and not told.place
    told.place = False
    forms = [_prepare_words(phase, before, told, place, brief=brief) for brief in (False, True)]
    forms = [words for words in forms if len(words) <= MOST_CHARACTERS] or forms[1:]
    words = next(
        (w for w in forms if told.reading_s(w) <= phase.duration_s + _EPSILON_S), forms[-1]
    )
    setup_due = phase.item.exercise.id in told.setup_due
    if setup_due:
        setup = script.filled(told.texts[phase.item.exercise.id][0], phase.item.side)
        both = [w for w in forms if _fit(w, setup, phase.duration_s, told)]
        words = both[0] if both else words
    cues = [Cue(kind=kind, offset_s=0.0, words=words)]
    at_s = math.ceil(told.reading_s(words))
    if setup_due or phase.item.at_tempo:  # reps at a tempo leave no room for it later
        text = told.text("", phase.duration_s - at_s, phase.item)
        if text:
            cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
    return cues


def _fit(first: str, second: str, room_s: float, told: _Told) -> bool:
    needed_s = math.ceil(told.reading_s(first)) + told.reading_s(second)
    return needed_s <= room_s + _EPSILON_S


def _prepare_words(
    phase: Phase, before: Phase | None, told: _Told, place: bool, *, brief: bool
) -> str:
    if before is not None:
        stop = "Stop. " if before.kind is PhaseKind.WORK else ""
        return stop + script.announcement(phase.item, place=place, brief=brief)
    words = script.first_announcement(phase.item, brief=brief)
    return words + (" W says where you are, Space pauses." if told.coaching.keys else "")


def _ticks(phase: Phase, number: int) -> list[Cue]:
    if not math.isfinite(phase.duration_s):
        return []
    return [
        Cue(kind=CueKind.TICK, offset_s=phase.duration_s - second, count=second)
        for second in range(number, 0, -1)
        if phase.duration_s - second > 0
    ]


# ------------------------------------------------------------------------------- work


def _work(phase: Phase, before: Phase | None, after: Phase | None, told: _Told) -> list[Cue]:
    work = phase.item.work
    opening = "Start."
    if before is None or before.kind in (PhaseKind.WORK, PhaseKind.WAIT):
        opening = f"Start. {script.announcement(phase.item)}"  # nothing stood before to say it
    told.place = False
    if isinstance(work, Reps) and work.tempo is not None:
        cues = _tempo(phase, work, opening, told)
    elif phase.self_paced:
        cues = _own_pace(phase, opening, told)
    elif isinstance(work, Hold) and work.reps > 1:
        cues = _short_holds(phase, work, opening, told)
    else:
        cues = _timed(phase, opening, after, told)
    return [*cues, Cue(kind=CueKind.END, offset_s=phase.duration_s)]


def _timed(phase: Phase, opening: str, after: Phase | None, told: _Told) -> list[Cue]:
    """A hold, continuous work or a part: start, half-way, the last seconds."""
    lasts_s = phase.duration_s
    half_s = lasts_s / 2 if lasts_s >= HALF_WAY_FROM_S else None
    last = _last(phase, after, told) if lasts_s >= LAST_SECONDS_FROM_S else []
    quiet_from_s = last[0].offset_s if last else lasts_s
    text = told.text(opening, half_s or quiet_from_s, phase.item)
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {text}".strip())]
    if half_s is not None:
        text = told.text("Half way.", quiet_from_s - half_s, phase.item)
        text = text or _next_side(phase, after)
        words = f"Half way. {text}".strip()
        cues.append(Cue(kind=CueKind.HALF_WAY, offset_s=half_s, words=words))
    if last:
        cues += [*last, *_ticks(phase, int(LAST_S))]
    return cues + _passes(phase)


def _next_side(phase: Phase, after: Phase | None) -> str:
    """Told on the first side only: after the second, the change itself says what comes."""
    if after is None or after.kind is not PhaseKind.SWITCH or phase.item.side is not Side.LEFT:
        return ""
    if after.item.side is phase.item.side:
        return ""
    return f"Next, {script.short_side(after.item)}."


def _last(phase: Phase, after: Phase | None, told: _Told) -> list[Cue]:
    if after is not None and after.moves:
        told.place = True
        words = f"{NEXT_PLACE_S:g} seconds. Next, {script.at_place(after.item.exercise.place)}."
        return [
            Cue(kind=CueKind.NEXT, offset_s=phase.duration_s - NEXT_PLACE_S, words=words),
        ]
    words = f"{LAST_S:g} seconds."
    return [Cue(kind=CueKind.LAST, offset_s=phase.duration_s - LAST_S, words=words)]


def _passes(phase: Phase) -> list[Cue]:
    work = phase.item.work
    if not isinstance(work, Continuous) or work.pass_s is None:
        return []
    number = math.ceil(phase.duration_s / work.pass_s - 1e-9)
    return [Cue(kind=CueKind.PASS, offset_s=no * work.pass_s, count=no + 1) for no in range(number)]


def _own_pace(phase: Phase, opening: str, told: _Told) -> list[Cue]:
    asked = script.own_pace(phase.item)
    limit = script.seconds(phase.duration_s)
    key = "D" if told.coaching.accessible else "Enter"
    words = f"{opening} {script.sentence(asked)} At your own pace, {limit} at most."
    if told.coaching.keys:
        words += f" {key} when done."
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=words)]
    if phase.duration_s >= HALF_WAY_FROM_S:
        at_s = math.ceil(told.reading_s(words))
        text = told.text("", phase.duration_s - 10 - at_s, phase.item)
        if text:
            cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
        cues += [
            Cue(kind=CueKind.LAST, offset_s=phase.duration_s - 10, words="10 seconds left."),
            *_ticks(phase, int(LAST_S)),
        ]
    return cues


def _short_holds(phase: Phase, work: Hold, opening: str, told: _Told) -> list[Cue]:
    """Several short holds as one set: start and release of each."""
    text = told.text(opening, work.hold_s, phase.item)
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {text}".strip(), count=1)]
    for no in range(1, work.reps):
        release_s = no * (work.hold_s + work.release_s) - work.release_s
        start_s = release_s + work.release_s
        if start_s >= phase.duration_s:
            break
        words = f"Hold {no + 1} of {work.reps}."
        if work.release_s > 0:
            cues.append(Cue(kind=CueKind.RELEASE, offset_s=release_s, words="Let go.", count=no))
        cues.append(Cue(kind=CueKind.START, offset_s=start_s, words=words, count=no + 1))
    return _readable(cues, phase.duration_s, told)


def _tempo(phase: Phase, work: Reps, opening: str, told: _Told) -> list[Cue]:
    """Every beat of every rep, with the number of the rep."""
    assert work.tempo is not None
    beats = [
        (CueKind.UP, work.tempo.up_s),
        (CueKind.HOLD, work.tempo.hold_s),
        (CueKind.DOWN, work.tempo.down_s),
        (CueKind.PAUSE, work.tempo.pause_s),
    ]
    beats = [(kind, beat_s) for kind, beat_s in beats if beat_s > 0]
    kinds = [kind for kind, _ in beats]
    top = kinds[1] if len(kinds) > 1 else kinds[0]
    first_word = _beat_words(kinds[0], phase) or script.sentence(kinds[0].value)
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {first_word}")]
    spoken = SPOKEN_REPS if _sayable(work.tempo, phase, told) else 1
    for rep_no in range(1, (phase.reps or 0) + 1):
        at_s = (rep_no - 1) * work.tempo.rep_s
        for kind, beat_s in beats:
            first = rep_no == 1 and kind is kinds[0]
            words = f"{rep_no}." if rep_no > spoken and kind is top else ""
            if rep_no <= spoken and not first:  # the first beat of all is in the start
                words = _beat_words(kind, phase)
            cues.append(Cue(kind=kind, offset_s=at_s, words=words, count=rep_no))
            at_s += beat_s
    return _readable(cues, phase.duration_s, told)


def _sayable(tempo: Tempo, phase: Phase, told: _Told) -> bool:
    """Whether both ways have time for their word; else "Up" would follow "Up"."""
    longest = max(phase.item.exercise.beats, key=len)
    rising_s = tempo.up_s + tempo.hold_s
    falling_s = tempo.down_s + tempo.pause_s
    least_s = min(rising_s, falling_s) if tempo.up_s and tempo.down_s else rising_s + falling_s
    return least_s + _EPSILON_S >= told.reading_s(longest)


def _beat_words(kind: CueKind, phase: Phase) -> str:
    """Only the two ways of a rep are said; what stands between needs no word."""
    up, down = phase.item.exercise.beats
    return {CueKind.UP: script.sentence(up), CueKind.DOWN: script.sentence(down)}.get(kind, "")


def _readable(cues: list[Cue], end_s: float, told: _Told) -> list[Cue]:
    """Without the words that could not be read to their end before the next ones begin; the
    cues themselves, and so their tones, stay."""
    kept: list[Cue] = []
    next_s = end_s
    start_s = told.reading_s(cues[0].words)  # the start of all is always said, and read first
    for cue in reversed(cues):
        words = cue.words
        if words and cue is not cues[0]:
            fits = told.reading_s(words) <= next_s - cue.offset_s + _EPSILON_S
            words = words if fits and cue.offset_s >= start_s - _EPSILON_S else ""
        next_s = cue.offset_s if words else next_s
        kept.append(replace(cue, words=words))
    return kept[::-1]
