"""What is only noted: a squat with the heels down or not, and the cramps of a night.

Owns the questions, and which night is meant.
"""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.cli.asking import LeftError, put, put_score, put_yes_or_no
from calfcoach.cli.measuring import (
    EXIT_EARLY,
    keep,
    may_measure,
    needs_flags,
    say_all,
    tell_kept,
)
from calfcoach.cli.moments import Now, present, read_day
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.errors import CoachError
from calfcoach.files.measure_file import measure_sheet
from calfcoach.frozen import frozen, replace
from calfcoach.measure.nights import nights
from calfcoach.records import MeasureKind
from calfcoach.report.measure_words import (
    cramp_sentences,
    instead_of,
    night_sentence,
    squat_sentence,
)

_EVENING_FROM = 18  # hours: from here on the night that begins today is meant
_NOT_KEPT = "Nothing is kept."
_MOST_CRAMPS, _MOST_MINUTES = 100, 1440
_SIDES = {"l": "left", "r": "right", "b": "both", "left": "left", "right": "right", "both": "both"}


@frozen
class NightTold:
    """What was told of a night by options; `night` as typed."""

    count: int | None = None
    none: bool = False
    minutes: float | None = None
    severity: int | None = None
    side: str = ""
    night: str = ""


def note_squat(around: Surroundings, heels_down: bool | None) -> int:
    """Note whether the heels stay down, asked where it was not said; the exit code."""
    if heels_down is None:
        if not around.can_ask:
            raise needs_flags(MeasureKind.SQUAT, "--yes")
        sheet = measure_sheet(MeasureKind.SQUAT)
        try:
            blocked = may_measure(around, sheet)
            if blocked is not None:
                return blocked
            say_all(around, sheet.setup)
            heels_down = put_yes_or_no(around, "Do both heels stay down?")
        except LeftError:
            talk(_NOT_KEPT)
            return EXIT_EARLY
    records = keep(around, MeasureKind.SQUAT, {"heels_down": heels_down})
    lines = [squat_sentence(heels_down=heels_down)]
    if len(records) > 1:
        before = bool(records[-2].values["heels_down"])
        lines.append("As last time." if before is heels_down else "That was not so last time.")
    tell_kept(around, lines)
    return 0


def note_night(around: Surroundings, told: NightTold) -> int:
    """Note the cramps of a night, asked where nothing was said; the exit code."""
    now = present(around.settings.day_starts)
    night = _night(told.night, now)
    if told.none or told.count == 0:
        told = _as_none(told)
    if told.count is None and (told.minutes, told.severity, told.side) != (None, None, ""):
        raise CoachError(
            "`measure cramps` needs `--count`, how many there were",
            hint="write --count 1, or --none",
            exit_code=2,
        )
    if told.count is None:
        if not around.can_ask:
            raise needs_flags(MeasureKind.CRAMPS, "--count 2, or --none")
        try:
            told = _asked(around, night, now.today)
        except LeftError:
            talk(_NOT_KEPT)
            return EXIT_EARLY
    _keep(around, told, night, now.today)
    return 0


def _as_none(told: NightTold) -> NightTold:
    if told.count or told.minutes or told.severity or told.side:
        none = "--none" if told.none else "--count 0"
        raise CoachError(
            f"`{none}` and a cramp contradict each other", hint="leave out one", exit_code=2
        )
    return replace(told, count=0, minutes=None, severity=None)


def _keep(around: Surroundings, told: NightTold, night: date, today: date) -> None:
    values = {
        "night": night.isoformat(),
        "count": told.count,
        "minutes": told.minutes,
        "severity": told.severity,
        "side": told.side,
    }
    records = keep(around, MeasureKind.CRAMPS, values)
    noted = nights(records)
    own = next(each for each in noted if each.day == night)
    lines = [night_sentence(own, today, spoken=around.accessible)]
    before = [each for each in records[:-1] if each.values["night"] == night.isoformat()]
    lines += [instead_of(each, today, spoken=around.accessible) for each in before[-1:]]
    tell_kept(around, [*lines, *cramp_sentences(noted)])


def _night(text: str, now: Now) -> date:
    """The day on which the night began. Without a text it is the night before, in the evening the
    one that begins. CoachError (usage) for a day to come."""
    if not text:
        evening = now.instant.hour >= _EVENING_FROM or now.instant.date() > now.today
        return now.today if evening else now.today - timedelta(days=1)
    night = read_day(text, now, "--night")
    if night > now.today:
        raise CoachError(
            f"`--night` lies in the future: {night.isoformat()}",
            hint="write --night yesterday",
            exit_code=2,
        )
    return night


# --------------------------------------------------------------------------------- asked


def _asked(around: Surroundings, night: date, today: date) -> NightTold:
    from calfcoach.report.moment_words import near_day

    say_all(around, measure_sheet(MeasureKind.CRAMPS).setup)
    when = near_day(night.isoformat(), today, spoken=around.accessible)
    count = _put_number(
        around, f"The night that began {when}: how many cramps? 0 for none, Q leaves.", _MOST_CRAMPS
    )
    while count is None:
        count = _put_number(around, _number_again(_MOST_CRAMPS), _MOST_CRAMPS)
    if not count:
        return NightTold(count=0)
    minutes = _put_number(around, "How many minutes in all? Enter skips.", _MOST_MINUTES)
    severity = put_score(around, "How bad was the worst, 0 to 10?")
    side = put(around, "Which leg? L left, R right, B both. Enter skips.")
    while side and side not in _SIDES:
        side = put(around, "L, R or B, or Enter alone.")
    return NightTold(
        count=count,
        minutes=None if minutes is None else float(minutes),
        severity=severity,
        side=_SIDES.get(side, ""),
    )


def _put_number(around: Surroundings, question: str, most: int) -> int | None:
    """A whole number up to `most`; None for Enter alone."""
    while True:
        answer = put(around, question)
        if not answer:
            return None
        if answer.isascii() and answer.isdigit() and len(answer) < 5 and int(answer) <= most:
            return int(answer)
        question = _number_again(most)


def _number_again(most: int) -> str:
    return f"A whole number from 0 to {most}."
