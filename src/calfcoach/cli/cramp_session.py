"""A cramp from its first line to the history: the loop, what is asked after it, what is kept.

Owns the order. Nothing is asked before it starts, no other session stands in its way, and a
history that cannot be written is told of afterwards.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from signal import SIGINT

from calfcoach import script
from calfcoach.care.data import questions
from calfcoach.care.model import Flag
from calfcoach.cli.asking import LeftError, put_choice, put_yes_or_no, tell_list
from calfcoach.cli.cramp_view import WindowView, view_for
from calfcoach.cli.ending import patience_for
from calfcoach.cli.forms import wants_screen
from calfcoach.cli.gate import offset_of, open_flag, refuse, tell_what_to_do, today_of
from calfcoach.cli.stage import may_ring, ring, terminal_for
from calfcoach.cli.standing import is_night
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.cramp import TOO_LONG, Cramp, End
from calfcoach.drivers.prompt import ask
from calfcoach.drivers.terminal import boot_clock
from calfcoach.frozen import frozen
from calfcoach.player import ViewLostError
from calfcoach.records import FlagOrigin, SessionStart, Status, WorkRecord, WorkStatus
from calfcoach.report.figures import CRAMP, EASED
from calfcoach.store import History, HistoryError, instant_text
from calfcoach.terms import Kind, Side

LEAST_S = 5.0  # a shorter one was started by mistake and is not kept
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


@frozen
class Led:
    """How a cramp went. `signal` is the one that ended it, or None."""

    cramp: Cramp
    started: datetime
    signal: int | None


def lead_through(around: Surroundings, wishes: Wishes) -> int:
    """Guide through a cramp; the exit code."""
    blocked = refuse(around)
    if blocked is not None:
        return blocked
    cramp = Cramp(key="D" if around.accessible else "Enter")
    started, began = datetime.now(UTC), boot_clock()
    book = _Book(around, kept=wishes.speed is None)
    while True:
        signal = _lead(cramp, began, around, wishes)
        led = Led(cramp=cramp, started=started, signal=signal)
        book.write(led, Side.BOTH)  # before anything is asked: who is asked may be gone
        if signal is not None:
            return 128 + signal
        if cramp.end is not End.OTHER:
            return _after(led, book, around, wishes)
        code = _something_else(led, around, wishes)
        if code is not None:
            return code


def _lead(cramp: Cramp, began: float, around: Surroundings, wishes: Wishes) -> int | None:
    """The loop: clock and keys → cramp → view and bell; the signal that ended it. `began` is
    `boot_clock` at the start."""
    speed = wishes.speed or 1.0
    night = is_night(datetime.now(UTC))  # no bell, light ink
    audible = speed == 1.0 and not wishes.mute and not night and may_ring(around)
    view = view_for(around, wishes, night=night, speed=speed)
    display = view if isinstance(view, WindowView) else None
    keyboard = sys.stdin.fileno() if around.stdin_is_terminal else None
    sys.stdout.flush()
    with terminal_for(keyboard, around, display, speed=speed) as terminal:
        earlier_s = (boot_clock() - began) * speed - terminal.now()
        now = terminal.now() + earlier_s
        said = cramp.advance(now) if cramp.end is None else cramp.resume(now)
        stage = None
        while True:
            if audible and cramp.stage is not stage:
                ring()
            stage = cramp.stage
            try:
                again = view.show(cramp, said, now)
            except ViewLostError:
                cramp.leave()
                break
            if cramp.end is not None:
                break
            times = [at - earlier_s for at in (again, cramp.deadline()) if at is not None]
            command = terminal.wait(min(times) if times else None)
            now = terminal.now() + earlier_s
            said = cramp.advance(now) if command is None else cramp.send(command, now)
        return terminal.ended_by


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


def _after(led: Led, book: _Book, around: Surroundings, wishes: Wishes) -> int:
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


class _Book:
    """A cramp in the history, written as soon as it is over and again when more is known."""

    def __init__(self, around: Surroundings, *, kept: bool) -> None:
        self._around = around
        self._kept = kept
        self._id = ""
        self.failed = False

    def write(self, led: Led, side: Side) -> None:
        """Write it; a failure is a warning, once."""
        cramp = led.cramp
        if not self._kept or cramp.lasted_s < LEAST_S or self.failed:
            return
        ended_at = led.started + timedelta(seconds=cramp.lasted_s)
        try:
            with History.open(self._around.folders.history) as history:
                self._id = self._id or history.begin(_start(led, self._around))
                history.save_work(self._id, _work(led, side, ended_at), at=ended_at)
                lasted_s = round(cramp.lasted_s, 3)
                history.finish(self._id, _status(led), at=ended_at, lasted_s=lasted_s)
        except HistoryError as problem:
            warn(problem, accessible=self._around.accessible)
            self.failed = True

    def tell(self) -> None:
        """Say whether it is kept."""
        if self._id:
            talk("Saved." if not self.failed else "Not saved.")
        elif not self.failed:
            talk("Nothing was done, so nothing is kept.")


def _status(led: Led) -> Status:
    if led.signal is not None and led.signal != SIGINT:
        return Status.INTERRUPTED
    return Status.STOPPED if led.cramp.end in (End.LEFT, End.OTHER) else Status.COMPLETED


def _start(led: Led, around: Surroundings) -> SessionStart:
    return SessionStart(
        started_at=led.started,
        utc_offset_s=offset_of(led.started),
        local_day=today_of(around, led.started),
        routine_id=CRAMP,
        routine_title="Cramp",
        routine_hash="",
        planned_s=round(led.cramp.lasted_s, 3),
        day_answer="not asked",
    )


def _work(led: Led, side: Side, at: datetime) -> WorkRecord:
    """The release: how long until it let go, or for how long it was tried."""
    cramp = led.cramp
    eased_s = cramp.eased_s
    return WorkRecord(
        work_no=1,
        step_no=1,
        set_no=1,
        round_no=1,
        exercise_id="cramp-release",
        exercise_title="Cramp release",
        kind=Kind.RELAX.value,
        muscles=("gastrocnemius", "soleus"),
        technique="stretch",
        side=side.value,
        planned_s=0.0,
        done_s=round(cramp.lasted_s if eased_s is None else eased_s, 3),
        planned_reps=None,
        done_reps=None,
        load="",
        status=WorkStatus.PART if eased_s is None else WorkStatus.DONE,
        why="" if eased_s is None else EASED,
        pain=None,
        at=instant_text(at),
    )
