"""A cramp from its first line to the history: the loop, what is asked after it, what is kept.

Owns the order. Nothing is asked before it starts, no other session stands in its way, and a
history that cannot be written is told of afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from signal import SIGINT
from typing import TYPE_CHECKING

from calfcoach import script
from calfcoach.cli.cramp_book import LEAST_S, Book, Led
from calfcoach.cli.cramp_view import LinesView, WindowView, view_for
from calfcoach.cli.forms import wants_screen
from calfcoach.cli.gate import open_flag, refuse, tell_what_to_do
from calfcoach.cli.hearing import Hearing, hearing_for
from calfcoach.cli.leaving import LeftError
from calfcoach.cli.stage import terminal_for
from calfcoach.cli.standing import is_night
from calfcoach.cli.surroundings import Surroundings, folded_for, talk, tell
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.cramp import TOO_LONG, Cramp, End
from calfcoach.drivers.children import Children
from calfcoach.drivers.terminal import boot_clock
from calfcoach.events import Act
from calfcoach.player import ViewLostError
from calfcoach.records import FlagOrigin
from calfcoach.store import HistoryError
from calfcoach.terms import Side

if TYPE_CHECKING:
    from calfcoach.care.model import Flag

EXIT_BLOCKED, EXIT_EARLY = 4, 3
_LOOK_ALIKES = (  # flag, and how it is told here
    ("clot", "One leg swollen, warm, red or darker, or a hard sore vein"),
    ("pop", "A pop, a snap or a kick, or you cannot rise on your toes"),
    ("breathless", "Breathless, chest pain, coughing blood or faint"),
)
_WHICH = "Its number, then Enter. Enter alone: none of these."
_NO_CRAMP = (
    "Then this is not a cramp to stretch. Leave the toes as they are.",
    "Rest the leg, knee a little bent. If it does not ease within an hour, or anything new comes, "
    "get medical advice now.",
)
NO_KNOT_FROM_S = 180.0  # from here it was said that this may be no cramp to stretch
_AFTER = "Sore for a day is common. Swelling is not: have that looked at the same day."


def lead_through(around: Surroundings, wishes: Wishes) -> int:
    """Guide through a cramp; the exit code."""
    blocked = refuse(around)
    if blocked is not None:
        return blocked
    cramp = Cramp(key="D" if around.accessible else "Enter")
    started, began = datetime.now(UTC), boot_clock()
    book = Book(around, kept=wishes.speed is None)
    while True:
        signal, notes = _lead(cramp, began, around, wishes)
        led = Led(cramp=cramp, started=started, signal=signal)
        book.write(led, Side.BOTH)  # before anything is asked: who is asked may be gone
        _tell_notes(notes, signal, around)
        if signal is not None:
            return 128 + signal
        if cramp.end is not End.OTHER:
            return _after(led, book, around, wishes)
        code = _something_else(led, around, wishes)
        if code is not None:
            return code


def _tell_notes(notes: Sequence[str], signal: int | None, around: Surroundings) -> None:
    """What a person should know of what was heard, or not; not to a terminal that is gone."""
    if signal in (None, SIGINT):
        for line in (each for note in notes for each in folded_for(note, around)):
            talk(line)


def _lead(
    cramp: Cramp, began: float, around: Surroundings, wishes: Wishes
) -> tuple[int | None, list[str]]:
    """The loop: clock and keys → cramp → view and sound; the signal that ended it, and the notes
    on what was heard. `began` is `boot_clock` at the start."""
    speed = wishes.speed or 1.0
    night = is_night(datetime.now(UTC))  # no tones, light ink
    view = view_for(around, wishes, night=night, speed=speed)
    display = view if isinstance(view, WindowView) else None
    keyboard = sys.stdin.fileno() if around.stdin_is_terminal else None
    sys.stdout.flush()
    with (
        _hearing(around, wishes, view, silent=speed != 1.0) as hearing,
        terminal_for(keyboard, around, display, speed=speed) as terminal,
    ):
        earlier_s = (boot_clock() - began) * speed - terminal.now()
        now = terminal.now() + earlier_s
        said = cramp.advance(now) if cramp.end is None else cramp.resume(now)
        stage = None
        while True:
            try:
                again = [view.show(cramp, said, now)]
            except ViewLostError:
                cramp.leave()
                break
            if hearing is not None:
                knock = cramp.stage is not stage and cramp.end is None and not night
                again.append(hearing.tell(said, now, knock=knock))
            stage = cramp.stage
            if cramp.end is not None:
                break
            times = [at - earlier_s for at in (*again, cramp.deadline()) if at is not None]
            command = terminal.wait(min(times) if times else None)
            now = terminal.now() + earlier_s
            said = cramp.advance(now) if command is None else cramp.send(command, now)
            if command is Act.MUTE:
                view.note(_muted(hearing))
    return terminal.ended_by, hearing.notes if hearing is not None else []


def _muted(hearing: Hearing | None) -> str:
    """Turn the sound off or on; what is said of it."""
    if hearing is None or not hearing.audible:
        return "There is no sound here."
    return "Sound off." if hearing.mute() else "Sound on."


@contextmanager
def _hearing(
    around: Surroundings, wishes: Wishes, view: LinesView | WindowView, *, silent: bool
) -> Iterator[Hearing | None]:
    """What is heard of a cramp; None for nothing."""
    if silent:
        yield None
        return
    hearing = hearing_for(around, wishes, Children(), view.pass_on)
    hearing.muted = bool(wishes.mute)
    try:
        yield hearing
    finally:
        hearing.close()


# ------------------------------------------------------------------------- something else


def _something_else(led: Led, around: Surroundings, wishes: Wishes) -> int | None:
    """Ask what it is instead; the exit code, or None where it is a cramp after all."""
    if not around.can_ask:
        for _, words in _LOOK_ALIKES:
            tell(f"{words}: do not go on, get help.")
        return EXIT_EARLY
    try:
        flag = _look_alike(around)
    except LeftError:
        return EXIT_EARLY
    if flag is not None:
        tell_what_to_do([flag.id], around)
        if wishes.speed is None:
            try:
                open_flag(around, flag.id, origin=FlagOrigin.CRAMP)
            except HistoryError as problem:
                warn(problem, accessible=around.accessible)
        return EXIT_BLOCKED
    if led.cramp.lasted_s < NO_KNOT_FROM_S:
        return None
    for line in _NO_CRAMP:
        tell(line)
    return EXIT_EARLY


def _look_alike(around: Surroundings) -> Flag | None:
    """What it is instead, confirmed in words; None where it is none of these. LeftError."""
    from calfcoach.care.data import questions  # late: a cramp begins without a question
    from calfcoach.cli.asking import put_choice, put_yes_or_no, tell_list

    flags = {flag.id: flag for flag in questions().flags}
    while True:
        early = tell_list(around, "Is one of these so?", [words for _, words in _LOOK_ALIKES])
        chosen = early[0] if early else put_choice(around, [_WHICH], len(_LOOK_ALIKES))
        if not chosen:
            return None
        flag_id, words = _LOOK_ALIKES[chosen - 1]
        if put_yes_or_no(around, f"{words}: is that right?"):
            return flags[flag_id]


# ------------------------------------------------------------------------------ afterwards


def _after(led: Led, book: Book, around: Surroundings, wishes: Wishes) -> int:
    cramp = led.cramp
    for line in _last_lines(cramp, told=not wants_screen(around, wishes)):
        tell(line)
    if wishes.speed is not None:
        tell("A rehearsal, not saved.")
        return 0
    if around.can_ask and cramp.lasted_s >= LEAST_S:
        side = _which_leg(around)
        if side is not Side.BOTH:
            book.write(led, side)
        talk(_AFTER)
    book.tell()
    if book.failed:
        return 1
    return EXIT_EARLY if cramp.end is End.LEFT else 0


def _last_lines(cramp: Cramp, *, told: bool) -> tuple[str, ...]:
    """What stands there when it is over; what lines have `told` already is not said twice."""
    match cramp.end:
        case End.TOO_LONG:
            return () if told else TOO_LONG
        case End.EASED:
            return (f"It let go after {script.length(cramp.eased_s or 0.0)}.",)
        case _:
            return ("Stopped.",)


def _which_leg(around: Surroundings) -> Side:
    from calfcoach.cli.ending import patience_for
    from calfcoach.drivers.prompt import ask

    legs = {"l": Side.LEFT, "left": Side.LEFT, "r": Side.RIGHT, "right": Side.RIGHT}
    question = "Which leg? L left, R right, then Enter. Enter alone skips."
    while True:
        patience_s = patience_for([question], around)
        try:
            answer = ask(question, patience_s=patience_s, room=around.folds_at)
        except KeyboardInterrupt:
            talk()
            return Side.BOTH
        if not answer or answer in legs:
            return legs.get(answer or "", Side.BOTH)
        question = "L or R, then Enter. Enter alone skips."
