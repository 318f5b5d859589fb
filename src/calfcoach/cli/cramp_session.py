"""A cramp from its first line to the history: the loop, what is asked after it, what is kept.

Owns the order. Nothing is asked before it starts, no other session stands in its way, and a
history that cannot be written is told of afterwards.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

from calfcoach import script
from calfcoach.care.data import questions
from calfcoach.care.model import Flag
from calfcoach.cli.cramp_view import WindowView, view_for
from calfcoach.cli.forms import wants_screen
from calfcoach.cli.gate import open_flag, refuse, tell_what_to_do
from calfcoach.cli.stage import may_ring, ring, terminal_for
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
from calfcoach.script import WORDS_A_SECOND
from calfcoach.store import History, HistoryError, instant_text, local_day
from calfcoach.terms import Kind, Side

NIGHT_FROM, NIGHT_UNTIL = 22, 7  # hours: no bell, light ink
LEAST_S = 5.0  # a shorter one was started by mistake and is not kept
EXIT_BLOCKED, EXIT_EARLY = 4, 3
_PATIENCE_S = 15.0
_PATIENCE_ACCESSIBLE_S = 60.0
_LOOK_ALIKES = (  # flag, and how it is told here
    ("clot", "One leg swollen, warm, red or darker, or a hard sore vein"),
    ("pop", "A pop, a snap or a kick, or you cannot rise on your toes"),
    ("breathless", "Breathless, chest pain, coughing blood or faint"),
)
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
    while True:
        signal = _lead(cramp, began, around, wishes)
        led = Led(cramp=cramp, started=started, signal=signal)
        if cramp.end is not End.OTHER or signal is not None:
            return _after(led, around, wishes)
        flag = _look_alike(around)
        if flag is not None:
            return _stop_for(flag, led, around, wishes)


def _lead(cramp: Cramp, began: float, around: Surroundings, wishes: Wishes) -> int | None:
    """The loop: clock and keys → cramp → view and bell; the signal that ended it. `began` is
    `boot_clock` at the start."""
    speed = wishes.speed or 1.0
    night = _is_night(datetime.now(UTC).astimezone())
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


def _is_night(wall: datetime) -> bool:
    return wall.hour >= NIGHT_FROM or wall.hour < NIGHT_UNTIL


# ------------------------------------------------------------------------- something else


def _look_alike(around: Surroundings) -> Flag | None:
    """What it is instead, confirmed in words; None where it is none of these."""
    if not around.can_ask:
        for _, words in _LOOK_ALIKES:
            tell(f"{words}: do not go on, get help.")
        return None
    flags = {flag.id: flag for flag in questions().flags}
    while True:
        lines = [f"{no}. {words}." for no, (_, words) in enumerate(_LOOK_ALIKES, 1)]
        answer = ask(
            *lines,
            "Is one of these so? Type its number, then Enter. Enter alone: none of these.",
            room=around.folds_at,
        )
        if not answer:
            return None
        if answer in ("1", "2", "3"):
            flag_id, words = _LOOK_ALIKES[int(answer) - 1]
            if ask(f"{words}: is that right? Y or N, then Enter.", room=around.folds_at) == "y":
                return flags[flag_id]


def _stop_for(flag: Flag, led: Led, around: Surroundings, wishes: Wishes) -> int:
    """Keep the flag and say what to do now."""
    tell_what_to_do([flag.id], around)
    if wishes.speed is None:
        try:
            open_flag(around, flag.id, origin=FlagOrigin.CRAMP)
        except HistoryError as problem:
            warn(problem, accessible=around.accessible)
        if led.cramp.lasted_s >= LEAST_S:
            _keep(led, Side.BOTH, around)
    return EXIT_BLOCKED


# ------------------------------------------------------------------------------ afterwards


def _after(led: Led, around: Surroundings, wishes: Wishes) -> int:
    cramp = led.cramp
    if led.signal is None:
        for line in _last_lines(cramp, told=not wants_screen(around, wishes)):
            tell(line)
    if wishes.speed is not None:
        tell("A rehearsal, not saved.")
        return 0
    side = Side.BOTH
    if led.signal is None and around.can_ask and cramp.lasted_s >= LEAST_S:
        side = _which_leg(around)
        talk(_AFTER)
    saved = _keep(led, side, around)
    if led.signal is not None:
        return 128 + led.signal
    if not saved:
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
    least_s = _PATIENCE_ACCESSIBLE_S if around.accessible else _PATIENCE_S
    question = "Which leg? L left, R right, then Enter. Enter alone skips."
    patience_s = len(question.split()) / WORDS_A_SECOND + least_s
    try:
        answer = ask(question, patience_s=patience_s, room=around.folds_at)
    except KeyboardInterrupt:
        talk()
        return Side.BOTH
    return {"l": Side.LEFT, "left": Side.LEFT, "r": Side.RIGHT, "right": Side.RIGHT}.get(
        answer or "", Side.BOTH
    )


def _keep(led: Led, side: Side, around: Surroundings) -> bool:
    """Write it to the history; False, with a warning, where that fails."""
    cramp = led.cramp
    if cramp.lasted_s < LEAST_S:
        talk("Nothing was done, so nothing is kept.")
        return True
    ended_at = led.started + timedelta(seconds=cramp.lasted_s)
    try:
        with History.open(around.folders.history) as history:
            session_id = history.begin(_start(led, around))
            history.save_work(session_id, _work(led, side, ended_at), at=ended_at)
            status = {End.LEFT: Status.STOPPED, End.OTHER: Status.STOPPED}.get(
                cramp.end or End.LEFT, Status.COMPLETED
            )
            if led.signal is not None:
                status = Status.INTERRUPTED
            history.finish(session_id, status, at=ended_at, lasted_s=round(cramp.lasted_s, 3))
    except HistoryError as problem:
        warn(problem, accessible=around.accessible)
        return False
    talk("Saved.")
    return True


def _start(led: Led, around: Surroundings) -> SessionStart:
    offset = led.started.astimezone().utcoffset() or timedelta()
    offset_s = int(offset.total_seconds())
    return SessionStart(
        started_at=led.started,
        utc_offset_s=offset_s,
        local_day=local_day(led.started, offset_s, around.settings.day_starts),
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
