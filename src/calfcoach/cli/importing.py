"""What `calfcoach import` does: read everything, then write all of it or nothing.

Owns the order of it and what is said. Which form a file has stands in `incoming`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from calfcoach.cli.incoming import Source, entries_of, opened
from calfcoach.cli.moments import present
from calfcoach.cli.plan_book import plan_path, put_in_place
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.exchange.dates import LONGEST_MINUTES, read_map
from calfcoach.exchange.entries import Entry, Gathered, gather, new_answers
from calfcoach.exchange.shapes import CLEARANCE, FLAG, SCREENING, TIP
from calfcoach.files.problems import PROBLEMS_MAX, as_written, visible
from calfcoach.frozen import frozen
from calfcoach.records import Added
from calfcoach.store import History

_TOLD_EVERY = 10_000  # entries; they take a second or two

_ONE = {"sessions and rests": "session or rest", "entries": "entry"}


@frozen
class Wanted:
    """The options as they were typed."""

    file: str
    dry_run: bool
    skip_bad: bool
    columns: tuple[str, ...]
    routine: str
    minutes: float | None
    habits: tuple[str, ...]


def import_file(around: Surroundings, wanted: Wanted) -> None:
    """Read the file and write what is new in it, as one change. Raises `CoachError`, all problems
    at once, for what cannot be read; nothing is then written."""
    now = datetime.now(UTC)
    source = Source(
        columns=read_map(wanted.columns) if wanted.columns else {},
        routine=_routine(around, wanted.routine) if wanted.routine else "",
        minutes=_minutes(wanted.minutes),
        habits=wanted.habits,
        day_starts=around.settings.day_starts,
        now=now,
    )
    with opened(wanted.file) as file:
        with History.read(around.folders.history_file) as history:
            flags = {str(row["id"]) for row in history.all_rows("flags")}
        gathered = gather(
            _counted(entries_of(file, source), around),
            file.where,
            flags,
            now=now,
            today=present(around.settings.day_starts).today.isoformat(),
        )
    with History.read(around.folders.history_file) as history:
        answers = new_answers(gathered.answers, history.all_rows)
    if gathered.problems and not wanted.skip_bad:
        raise _all_of(gathered.problems)
    for problem in gathered.problems[:PROBLEMS_MAX]:
        warn(problem, accessible=around.accessible)
    if wanted.dry_run:
        added = _foretold(around, gathered)
    else:
        with History.open(around.folders.history_file) as history:
            added = history.add(
                gathered.sessions,
                gathered.rests,
                what=visible(Path(wanted.file).name)[:100],
                at=now,
                plans=gathered.plans,
                plan_stays=plan_path(around).exists(),
                measures=gathered.measures,
                answers=answers,
            )
            _put_plan_in_place(around, history, gathered)
    told = {table: len(rows) for table, rows in answers.items() if table != TIP.plural}
    _say(around, wanted, gathered, added, told)


def _counted(entries: Iterator[Entry], around: Surroundings) -> Iterator[Entry]:
    """The same entries; whoever waits at a terminal for many of them is told how far it is."""
    count = 0
    for count, entry in enumerate(entries, 1):
        yield entry
        if count % _TOLD_EVERY == 0 and around.stdout_is_terminal:
            talk(f"{count:,} entries are read.")
    if count >= _TOLD_EVERY and around.stdout_is_terminal:
        talk("All are read. Now they are compared with the history.")


def _put_plan_in_place(around: Surroundings, history: History, gathered: Gathered) -> None:
    """A plan that came along is the plan here, unless there is one already."""
    if gathered.plans and not plan_path(around).exists():
        put_in_place(around, history)


def _routine(around: Surroundings, name: str) -> str:
    """The routine of this name, or one that the history holds. Raises `CoachError` for another:
    it would be counted apart for ever."""
    with History.read(around.folders.history_file) as history:
        if history.count(routine=name):
            return name
    from calfcoach.files.catalog import Catalog

    return Catalog(around.folders).routine(name).id


def _minutes(minutes: float | None) -> float | None:
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise CoachError(
            f"`--minutes` must be above 0 and at most {LONGEST_MINUTES:g}, "
            f"got {as_written(minutes)}",
            hint="write --minutes 12",
            exit_code=2,
        )
    return minutes


def _all_of(problems: tuple[CoachError, ...]) -> CoachError:
    shown = list(problems[:PROBLEMS_MAX])
    if len(problems) > len(shown):
        shown.append(CoachError(f"there are {len(problems) - len(shown)} more such problems"))
    shown.append(
        CoachError(
            "nothing was imported",
            hint="mend the file, or add --skip-bad to import the rest of it",
        )
    )
    first = shown[0]
    return CoachError(first.message, where=first.where, hint=first.hint, others=tuple(shown[1:]))


def _foretold(around: Surroundings, gathered: Gathered) -> Added:
    """What an import would make of everything."""
    with History.read(around.folders.history_file) as history:
        sessions = history.fates("sessions", (each.id for each in gathered.sessions))
        rests = history.fates("rests", (each.id for each in gathered.rests))
        plans = history.fates("plans", (each.id for each in gathered.plans))
        measures = history.fates("measures", (each.id for each in gathered.measures))
    fates = [each for found in (sessions, rests, plans, measures) for each in found.values()]
    return Added(**{name: fates.count(name) for name in ("new", "back", "known", "purged")})


def _say(
    around: Surroundings,
    wanted: Wanted,
    gathered: Gathered,
    added: Added,
    answers: Mapping[str, int],
) -> None:
    would = "would be" if wanted.dry_run else ""
    said = [
        (added.new, f"{would or 'were'} imported"),
        (added.back, f"{would or 'were'} brought back"),
        (added.known, "are there already"),
        (added.purged, "were removed for good and stay away"),
        (len(gathered.problems), f"{would or 'were'} left out as wrong"),
    ]
    noun = "sessions and rests" if gathered.rests else "sessions"
    noun = "entries" if gathered.plans or gathered.measures else noun
    lines = [_line(number, noun, what) for number, what in said if number]
    if not lines:
        lines = ["There is no session in the file."]
    lines += _of_answers(answers, would or "were")
    if gathered.asked_here and (added.new or added.back):
        lines.append(
            "What was agreed to elsewhere, and the answer of today, stay there: they are asked "
            "for here."
        )
    if wanted.dry_run:
        lines.append("Nothing was changed.")
    elif added.new or added.back:
        lines.append("To take it back, type calfcoach undo.")
    for line in lines:
        for part in folded_for(line, around):
            tell(part)


def _of_answers(answers: Mapping[str, int], were: str) -> list[str]:
    """What is said of answers, by the tables that they went to."""
    count = sum(answers.values())
    lines = [_line(count, "answers", f"{were} taken along; they stay")] if count else []
    if answers.get(SCREENING.plural):
        lines += [
            "With them the safety questions count as answered.",
            "To answer them anew, type calfcoach screen.",
        ]
    if answers.get(FLAG.plural) or answers.get(CLEARANCE.plural):
        lines.append(
            "A red flag that was told here is not cleared by a file; calfcoach screen clear does."
        )
    return lines


def _line(number: int, noun: str, what: str) -> str:
    if number == 1:
        noun = _ONE.get(noun, noun.removesuffix("s"))
        what = what.replace("were ", "was ").replace("are ", "is ").replace("they stay", "it stays")
        what = what.replace("and stay away", "and stays away")
    return f"{number} {noun} {what}."
