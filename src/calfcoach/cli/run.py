"""`calfcoach run`: the options, and the order in which a session is put together."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_routine
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.wishes import Wishes, waits_for_keys
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.model import Routine
from calfcoach.terms import Level

app = typer.Typer(add_completion=False)

SLOWEST, FASTEST = 0.1, 1000.0
KEYS_HELP = (
    "Keys: Space pause, n next, Enter done or start now (d in accessible form), b back, "
    "r this side again, "
    "a afterwards, + and - five seconds or one rep, w where am I, m mute, h it hurts, "
    "q stop, ? keys. Ctrl-C saves and ends at once."
)


@app.command(epilog=KEYS_HELP)
def run(
    context: typer.Context,
    routine: Annotated[
        str,
        typer.Argument(
            metavar="[ROUTINE]",
            help="A name, or the path of a routine file.",
            autocompletion=complete_routine,
        ),
    ] = "daily",
    within: Annotated[
        str, typer.Option("--for", metavar="TIME", help="A shorter form, as in --for 6m.")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="One line an event.")] = False,
    mute: Annotated[bool, typer.Option("--mute", help="No sound.")] = False,
    side: Annotated[
        str, typer.Option(metavar="left|right", help="One leg only; steps with both stay.")
    ] = "",
    level: Annotated[
        str, typer.Option(metavar="start|default|advanced", help="Which dose, where none is given.")
    ] = "",
    start_at: Annotated[int, typer.Option(min=1, help="Begin with this step.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a broken session.")] = False,
    manual: Annotated[bool, typer.Option("--manual", help="Wait for a key between steps.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    speed: Annotated[
        float | None,
        typer.Option(metavar="N", help="Rehearse N times faster: silent, never saved."),
    ] = None,
) -> None:
    """Guide a session. Example: calfcoach run daily --for 6m"""
    del plain  # the plain form is the only one so far
    around = surroundings_of(context)
    from calfcoach.cli.option_values import read_duration, read_option, read_side
    from calfcoach.files.values import choice

    wishes = Wishes(
        routine=routine,
        level=read_option(choice(Level), level, "--level") if level else around.settings.level,
        side=read_side(side),
        within_s=read_duration(within, "--for", example="6m") if within else None,
        start_at=start_at,
        resume=resume,
        manual=manual,
        yes=yes,
        mute=mute,
        speed=_checked_speed(speed),
    )
    raise typer.Exit(guide(around, wishes))


def _checked_speed(speed: float | None) -> float | None:
    if speed is not None and not SLOWEST <= speed <= FASTEST:
        raise CoachError(
            f"`--speed` must be {SLOWEST:g} to {FASTEST:g}, got {speed:g}",
            hint="write --speed 60",
            exit_code=2,
        )
    return speed


def guide(around: Surroundings, wishes: Wishes) -> int:
    """Find the routine, then rehearse or run it; the exit code."""
    from calfcoach.cli.stage import rehearse, timeline_of

    wishes = replace(wishes, routine=_as_given(wishes.routine))
    routine = Catalog(around.folders).routine(wishes.routine)
    _check_manual(routine, around, wishes)
    if wishes.speed is not None:
        from calfcoach.cli.opening import tell_disclaimer_if_new

        tell_disclaimer_if_new(around)
        talk(f"Rehearsal, {wishes.speed:g} times faster, silent. It is not saved.")
        return rehearse(around, routine, wishes, wishes.speed)
    if not wishes.resume:
        timeline_of(routine, around, wishes)  # a wrong option is told before anything is done
    return _run_alone(around, routine, wishes)


def _run_alone(around: Surroundings, routine: Routine, wishes: Wishes) -> int:
    """Hold the lock for as long as the session lasts; where there can be none, go on without."""
    from calfcoach.cli.opening import open_session
    from calfcoach.lock import LockUnavailableError, SessionLock

    lock = SessionLock(around.folders.lock)
    unlocked: LockUnavailableError | None = None
    try:
        lock.acquire()
    except LockUnavailableError as problem:
        unlocked = problem
    try:
        return open_session(around, routine, wishes, unlocked=unlocked)
    finally:
        lock.release()


def _as_given(name: str) -> str:
    return os.path.expanduser(name) if name.startswith("~") else name  # noqa: PTH111  # no Path yet


def _check_manual(routine: Routine, around: Surroundings, wishes: Wishes) -> None:
    if waits_for_keys(routine, wishes) and not around.stdin_is_terminal and wishes.speed is None:
        raise CoachError(
            "waiting for a key between steps needs a keyboard, and there is none",
            hint="leave out --manual" if wishes.manual else 'write advance = "auto"',
            exit_code=2,
        )
