"""The stage: a timeline, a terminal and the drivers are put together and played.

Owns the line before a session and which drivers it gets. The questions before it are
`opening`'s, those after it `ending`'s.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from signal import SIGINT

from calfcoach import script
from calfcoach.cli.forms import end_lines, flash_of, open_screen, wants_screen
from calfcoach.cli.hearing import Hearing, hearing_for, starts_muted
from calfcoach.cli.surroundings import Surroundings, folded_for, talk
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.drivers.awake import Awake
from calfcoach.drivers.children import Children
from calfcoach.drivers.journal import Journal
from calfcoach.drivers.output import write_within
from calfcoach.errors import CoachError
from calfcoach.events import Credit
from calfcoach.files.problems import visible
from calfcoach.frozen import frozen
from calfcoach.model import Routine
from calfcoach.phase import Coaching
from calfcoach.player import Driver, Outcome, ViewLostError, play
from calfcoach.session import AWAY_S, Session
from calfcoach.store import History
from calfcoach.timeline import Options, Timeline, compile_routine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from calfcoach.drivers.plain import Lines, Plain
    from calfcoach.drivers.remote import Remote
    from calfcoach.drivers.screen import Screen
    from calfcoach.drivers.terminal import Display, Terminal
    from calfcoach.drivers.windows import Console

END_PATIENCE_S = 2.0  # for the last words after a signal
WARNING_S = 15.0  # on a screen; it is told once more behind it
KNOWN_FROM = 3  # sessions with an exercise, after which its set-up is no longer told
SAVE_PATIENCE_S = 0.25  # while the clock runs
LAST_TRIES = 20  # at the end nothing is late any more: five seconds in all


@frozen
class Record:
    """Where a session is written: the open history, its id, when it began (UTC), and the seconds
    that it has lasted at least, where it broke off and is gone on with."""

    history: History
    session_id: str
    started: datetime
    lived_s: float = 0.0


@frozen
class Played:
    """What came of it. `saved` is None where nothing was to be saved, False where it failed;
    `dropped` says that nothing was done; `signal` is the signal that ended it; `on_screen` that
    it was shown on a whole terminal, which may still have `left_over` to take; `notes` what a
    person should know of what was heard, or not."""

    outcome: Outcome
    on_screen: bool
    left_over: bytes
    saved: bool | None
    dropped: bool
    signal: int | None
    notes: tuple[str, ...] = ()


def timeline_of(
    routine: Routine,
    around: Surroundings,
    wishes: Wishes,
    *,
    known: frozenset[str] = frozenset(),
    done: frozenset[int] = frozenset(),
    cued: bool = True,
) -> Timeline:
    """The session as it will be, or (not `cued`) only its times. Raises `CoachError` where the
    options leave nothing."""
    options = Options(
        level=wishes.level,
        side=wishes.side,
        start_at=wishes.start_at,
        manual=wishes.manual,
        accessible=around.accessible,
    )
    if wishes.within_s is not None:
        from calfcoach.shorten import shortened

        routine = shortened(routine, options, wishes.within_s)
    coaching = Coaching(
        coach=around.settings.coach,
        known=known,
        keys=around.stdin_is_terminal and wishes.speed is None,
    )
    return compile_routine(routine, options, coaching, done=done, cued=cued)


def rehearse(around: Surroundings, routine: Routine, wishes: Wishes, speed: float) -> int:
    """Play faster, silent, without lock and history; the exit code."""
    timeline = timeline_of(routine, around, wishes)
    played = perform(timeline, around, wishes, speed=speed)
    _say_end(played, around, keeping="A rehearsal, not saved.")
    return exit_code(played)


def perform(
    timeline: Timeline,
    around: Surroundings,
    wishes: Wishes,
    *,
    record: Record | None = None,
    earned: Iterable[Credit] = (),
    speed: float = 1.0,
    introduced: str = "",
    steered: bool = False,
) -> Played:
    """Play a timeline on the real terminal, or on none. `introduced` is the line that was said of
    it already; `steered`: another shell may steer it, which takes the lock."""
    keyboard = sys.stdin.fileno() if around.stdin_is_terminal else None
    screen = _screen(timeline, around, wishes, speed=speed)
    view = screen or _plain(timeline, around, introduced)
    children = Children()
    real = speed == 1.0
    hearing = hearing_for(around, wishes, children, view.pass_on) if real else None
    session = Session(
        timeline,
        earned=earned,
        away_s=AWAY_S * max(1.0, speed),
        muted=starts_muted(timeline.routine, wishes),
        audible=hearing is not None and hearing.audible,
    )
    warnings: list[CoachError] = []
    remote = partial(_remote, around.folders.socket) if steered else None
    with terminal_for(keyboard, around, screen, speed=speed, remote=remote) as terminal:
        told = partial(_warn, screen, terminal, warnings, accessible=around.accessible)
        journal = _journal(record, terminal, told) if record is not None else None
        drivers: list[Driver] = [journal] if journal is not None else []
        drivers += [*(hearing.drivers if hearing else ()), view]
        with _awake(children, drivers, hearing):
            outcome = _play_saving(session, terminal, drivers, record, journal)
    for problem in warnings:  # a screen takes its messages with it
        _warn_if_heard(problem, accessible=around.accessible)
    return Played(
        outcome=outcome,
        on_screen=screen is not None,
        left_over=screen.left_over if screen is not None else b"",
        saved=journal.saved if journal is not None else None,
        dropped=journal is not None and journal.dropped,
        signal=terminal.ended_by,
        notes=tuple(hearing.notes) if hearing is not None else (),
    )


def _screen(
    timeline: Timeline, around: Surroundings, wishes: Wishes, *, speed: float
) -> Screen | None:
    """The view in screen form, where that is wanted."""
    sys.stdout.flush()
    if not wants_screen(around, wishes):
        return None
    flash = flash_of(timeline.routine, around.settings)
    return open_screen(around, wishes, speed=speed, flash=flash)


def _remote(path: Path) -> Remote | None:
    from calfcoach.drivers.remote import Remote  # its modules take a third of an interpreter

    return Remote.at(path)


@contextlib.contextmanager
def _awake(children: Children, drivers: list[Driver], hearing: Hearing | None) -> Iterator[None]:
    """While a real session runs, the machine stays awake; behind it nothing that it started makes
    a sound any more, but for the last one."""
    if hearing is None:
        yield
        return
    awake = Awake(children)
    drivers.append(awake)
    try:
        yield
    finally:
        awake.close()
        hearing.close()


def terminal_for(
    keyboard: int | None,
    around: Surroundings,
    screen: Display | None,
    *,
    speed: float,
    remote: Callable[[], Remote | None] | None = None,
) -> Terminal | Console:
    """Keys, clock and signals of this system."""
    if os.name == "nt":
        from calfcoach.drivers.windows import Console

        return Console(keyboard, accessible=around.accessible, speed=speed)
    from calfcoach.drivers.terminal import Terminal

    return Terminal(
        keyboard, accessible=around.accessible, speed=speed, display=screen, remote=remote
    )


def _plain(timeline: Timeline, around: Surroundings, introduced: str) -> Plain:
    """The view in plain form, with the line before everything where that was not said before the
    questions, or is another one now."""
    from calfcoach.drivers.plain import Plain

    lines = _lines(around)
    if introduced != _first_line(timeline):
        _say_first(lines, timeline)
    return Plain(lines)


def introduce(timeline: Timeline, around: Surroundings) -> str:
    """Say the line before everything already; the line."""
    _say_first(_lines(around), timeline)
    return _first_line(timeline)


def _lines(around: Surroundings) -> Lines:
    from calfcoach.drivers.plain import Lines

    return Lines(
        sys.stdout.fileno(),
        sys.stdout.encoding or "utf-8",
        room=lambda: around.folds_at,
    )


def _say_first(lines: Lines, timeline: Timeline) -> None:
    with contextlib.suppress(ViewLostError):  # the session's first word meets it again
        lines.say(_first_line(timeline))


def _play_saving(
    session: Session,
    terminal: Terminal | Console,
    drivers: Sequence[Driver],
    record: Record | None,
    journal: Journal | None,
) -> Outcome:
    """Play; while the clock runs no write waits long for another program's, at the end it may."""
    if record is None or journal is None:
        return play(session, terminal, drivers)
    record.history.wait_at_most(SAVE_PATIENCE_S)
    outcome = play(session, terminal, drivers)
    for _ in range(LAST_TRIES):  # short waits: in the middle of one no second Ctrl-C is heard
        journal.save_rest()
        if journal.saved:
            break
    return outcome


def _journal(
    record: Record, terminal: Terminal | Console, told: Callable[[CoachError], None]
) -> Journal:
    # The clock on the wall may have been set back since then: time lived is never taken back.
    lived_s = (datetime.now(record.started.tzinfo) - record.started).total_seconds()
    lived_s = max(lived_s, record.lived_s)
    return Journal(
        record.history,
        record.session_id,
        started=record.started,
        clock_start=terminal.now() - lived_s,
        warn=told,
    )


def _warn(
    screen: Screen | None,
    terminal: Terminal | Console,
    warnings: list[CoachError],
    problem: CoachError,
    *,
    accessible: bool,
) -> None:
    """A warning in mid-session: at once, and from a screen once more behind it."""
    if screen is None:
        _warn_if_heard(problem, accessible=accessible)
        return
    screen.tell(visible(str(problem)), terminal.now(), lasts_s=WARNING_S)
    warnings.append(problem)


def _warn_if_heard(problem: CoachError, *, accessible: bool) -> None:
    """A warning in mid-session; that nobody reads stderr does not end it."""
    with contextlib.suppress(OSError):
        warn(problem, accessible=accessible)


def known_exercises(history: History) -> frozenset[str]:
    """The exercises that need no set-up any more."""
    met = history.times_met(most=KNOWN_FROM)
    return frozenset(name for name, times in met.items() if times >= KNOWN_FROM)


def _first_line(timeline: Timeline) -> str:
    """What it is, how long, how many parts, what one needs."""
    length = script.length(timeline.total_s)
    parts = script.counted(len(timeline.steps), "part")
    needs = script.needs([step.exercise for step in timeline.steps])
    up_to = "Up to " if timeline.up_to else ""
    words = f"{script.sentence(timeline.routine.title)} {up_to}{length}, {parts}."
    return f"{words} You need {needs}." if needs else words


def _say_last(data: bytes) -> None:
    """The last words; that nobody can read them any more (a closed pipe, a terminal that is gone, a
    full disk) is no error: the session has ended for it already."""
    try:
        sys.stdout.flush()
        while data:
            data = data[os.write(sys.stdout.fileno(), data) :]
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_result(played: Played, around: Surroundings) -> None:
    """The summary, once all there is to save is on disk, or the truth that it is not."""
    if played.dropped:
        keeping = "Nothing was done, so nothing is kept."
    else:
        keeping = "Saved." if played.saved else "Not saved."
    _say_end(played, around, keeping=keeping)
    if played.signal in (None, SIGINT):
        for line in (each for note in played.notes for each in folded_for(note, around)):
            talk(line)


def _say_end(played: Played, around: Surroundings, *, keeping: str) -> None:
    """The end, in the form that the session had. After a signal nothing waits for a terminal that
    has stopped reading."""
    from calfcoach import closing

    lines = [closing.summary(played.outcome.snapshot, keeping=keeping)]
    if played.on_screen:
        lines = end_lines(played.outcome, around, keeping=keeping)
    text = "".join(f"{line}\n" for line in lines)
    data = played.left_over + text.encode(sys.stdout.encoding or "utf-8", "replace")
    if played.signal is None:
        _say_last(data)
        return
    with contextlib.suppress(OSError):
        write_within(sys.stdout.fileno(), data, END_PATIENCE_S)


def exit_code(played: Played) -> int:
    """0 to the end, 3 ended early, 128 and the signal, 1 not saved."""
    from calfcoach.records import Status

    if played.signal is not None:
        return 128 + played.signal
    if played.saved is False:
        return 1
    return 0 if played.outcome.snapshot.status is Status.COMPLETED else 3
