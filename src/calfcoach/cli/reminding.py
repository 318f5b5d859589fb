"""Reminders set up, shown and taken away.

What `calfcoach remind` does, without the parsing of its options: it shows exactly what would be
written, asks, takes away what stood before and installs. Nothing of ours keeps running.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from calfcoach.cli.asking import LeftError, put_yes_or_no
from calfcoach.cli.moments import present
from calfcoach.cli.remind_options import Wanted, read_form, wanted_reminders
from calfcoach.cli.remind_places import Place, places, usual_form
from calfcoach.cli.surroundings import Surroundings, columns, folded_for, talk, tell, tell_json
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.files.problems import visible
from calfcoach.reminders import ics, times
from calfcoach.reminders.model import Kind, Reminder
from calfcoach.reminders.week import WEEKDAYS
from calfcoach.script import counted

_WHAT_ELSE = (
    "Sessions twice a day are offered. Breaks and bedtime are off until you ask for them: "
    "--move twice, --posture 60m, --bedtime 22:30."
)
_AFTER_MIDNIGHT = "A time after midnight belongs to the evening before: its days are the next ones."
_NAMES = {
    Kind.SESSION: "session",
    Kind.BEDTIME: "bedtime stretch",
    Kind.POSTURE: "posture check",
    Kind.MOVE: "move break",
}


def set_reminders(around: Surroundings, wanted: Wanted) -> None:
    """Show what would be written, and install it once that is agreed to. CoachError for options
    that cannot be read, and where the system refuses."""
    form = read_form(wanted)
    reminders = wanted_reminders(around, wanted)
    if not wanted.any:
        for line in folded_for(_WHAT_ELSE, around):
            talk(line)
    if wanted.output or form == ics.FORM:
        _write_calendar(around, reminders, wanted)
        return
    place = places(around)[form or usual_form(around)]
    if not wanted.force:
        _refuse_others(place.others(reminders))
    _show_what_would_be(around, place, reminders)
    if not _agreed(around, wanted):
        return
    _install(around, place, reminders)
    _, problem = _remove_all(around, but=place.form)
    if problem is not None:
        warn(problem, accessible=around.accessible)
    tell(f"Installed, by {place.form}.")
    talk("To see them, type calfcoach remind show. To take them away, calfcoach remind off.")


def show_reminders(around: Surroundings, *, as_json: bool) -> None:
    """Print what is installed."""
    found = [
        (place.form, kind, reminder)
        for place in places(around).values()
        for kind, reminders in _standing(around, place).items()
        for reminder in reminders or (None,)
    ]
    if as_json:
        tell_json("reminders", {"reminders": [_document(*one) for one in found]})
        return
    if not found:
        tell("No reminders are installed.")
        talk("To be reminded, type calfcoach remind --at 07:30,18:00.")
        return
    if around.accessible:
        for form, kind, reminder in found:
            tell(f"{_NAMES[kind].capitalize()}: {_when(reminder)}, by {form}.")
        return
    for line in columns([(_NAMES[kind], _when(one), form) for form, kind, one in found]):
        tell(line)


def remove_reminders(around: Surroundings) -> None:
    """Take all of them away, whatever way they were installed. CoachError where it cannot be told
    whether some are left."""
    removed, problem = _remove_all(around)
    if removed:
        tell(f"Reminders taken away from {times.listed(removed)}.")
    if problem is not None:
        raise problem
    if not removed:
        tell("No reminders are installed.")
    talk("A calendar that read a file of ours keeps its events: delete them there.")


# ---------------------------------------------------------------------------- doing it


def _write_calendar(around: Surroundings, reminders: Sequence[Reminder], wanted: Wanted) -> None:
    """Write the calendar to a file, or on stdout where none is named."""
    now = present(around.settings.day_starts)
    data = ics.calendar(reminders, first_day=now.today, at=datetime.now(UTC))
    if wanted.output in (None, "-"):
        import sys

        sys.stdout.write(data.decode().replace("\r\n", "\n"))
        return
    from calfcoach.cli.new_file import NewFile

    path = Path(wanted.output)
    _tell_times(around, reminders)
    if around.can_ask and not wanted.yes:
        count = counted(sum(len(one.times) for one in reminders), "event")
        if not _says_yes(around, f"Write {count} to {as_typed(path)}?"):
            talk("Nothing was written.")
            return
    with NewFile(path, replace=wanted.force) as file:
        file.write(data)
    tell(f"Written to {as_typed(path)}.")
    talk("Open it with a calendar to be reminded by it.")


def _tell_times(around: Surroundings, reminders: Sequence[Reminder]) -> None:
    for one in reminders:
        tell(f"{_NAMES[one.kind].capitalize()}: {_when(one)}.")
    turn = around.settings.day_starts
    if any(one.times[0] < turn and one.days != WEEKDAYS for one in reminders):
        for line in folded_for(_AFTER_MIDNIGHT, around):
            talk(line)


def _show_what_would_be(around: Surroundings, place: Place, reminders: Sequence[Reminder]) -> None:
    _tell_times(around, reminders)
    for shown in place.shown(reminders):
        tell()
        tell(f"This would be written to {shown.where}:")
        for line in shown.text.rstrip("\n").split("\n"):
            plain = visible(line.expandtabs(2))
            tell(plain if around.accessible else f"  {plain}".rstrip())
    tell()


def _agreed(around: Surroundings, wanted: Wanted) -> bool:
    if wanted.yes:
        return True
    if not around.can_ask:
        talk("Nothing was installed. Add --yes to install it.")
        return False
    for line in folded_for("What was installed before is replaced.", around):
        talk(line)
    agreed = _says_yes(around, "Install it?")
    if not agreed:
        talk("Nothing was installed.")
    return agreed


def _says_yes(around: Surroundings, question: str) -> bool:
    try:
        return put_yes_or_no(around, question)
    except LeftError:
        return False


def _refuse_others(paths: Sequence[Path]) -> None:
    """CoachError where files of others would be written over."""
    problems = [
        CoachError(
            "there is a file of this name that calfcoach did not write",
            where=as_typed(path),
            hint="move it away, or add --force to replace it",
        )
        for path in paths
    ]
    if problems:
        first, *rest = problems
        raise CoachError(first.message, where=first.where, hint=first.hint, others=tuple(rest))


def _install(around: Surroundings, place: Place, reminders: Sequence[Reminder]) -> None:
    """Install them. CoachError, which says that those from before stand, where there are any."""
    standing = _any_standing(around)
    try:
        place.install(reminders)
    except CoachError as problem:
        if problem.others or not standing:
            raise
        hint = f"the reminders from before stand as they were; {problem.hint}"
        raise CoachError(problem.message, where=problem.where, hint=hint) from None


def _any_standing(around: Surroundings) -> bool:
    for place in places(around).values():
        with suppress(CoachError):
            if place.standing():
                return True
    return False


def _remove_all(around: Surroundings, *, but: str = "") -> tuple[list[str], CoachError | None]:
    """Take away all that is ours, but not that of one form; from where, and what a place said that
    could not be asked."""
    removed, problem = list[str](), None
    for place in places(around).values():
        if place.form == but:
            continue
        try:
            standing = place.standing()
        except CoachError as unknown:
            problem = unknown
            continue
        if standing:
            place.remove()
            removed.append(place.form)
    return removed, problem


def _standing(around: Surroundings, place: Place) -> dict[Kind, tuple[Reminder, ...]]:
    """What is installed there. A place that does not answer is warned of: others still count."""
    try:
        return place.standing()
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return {}


# ---------------------------------------------------------------------------- words


def _when(reminder: Reminder | None) -> str:
    if reminder is None:
        return "its times cannot be read"
    clocks = times.listed([f"{at:%H:%M}" for at in reminder.times])
    return f"{times.days_words(reminder.days)} at {clocks}"


def _document(form: str, kind: Kind, reminder: Reminder | None) -> dict[str, object]:
    at = [f"{one:%H:%M}" for one in reminder.times] if reminder else []
    return {
        "kind": kind.value,
        "with": form,
        "days": list(reminder.days) if reminder else [],
        "times": at,
    }
