"""The loop of the heel-raise test: clock and keys → test → lines and beats.

Owns what a key means here, and what is heard. What is said and when is `measure.raise_test`'s.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from calfcoach.alerts import BEL
from calfcoach.cli.hearing import Hearing, hearing_for, may_ring
from calfcoach.cli.stage import terminal_for
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.wishes import Wishes
from calfcoach.drivers.children import Children
from calfcoach.drivers.plain import Lines
from calfcoach.drivers.sound import Sound
from calfcoach.earcons import Tone
from calfcoach.events import Act, Command
from calfcoach.measure.raise_test import Beat, RaiseTest, Said
from calfcoach.player import ViewLostError
from calfcoach.terms import Side

_RETRY_S = 0.2  # a terminal that has stopped reading is tried again
_TONES = {
    Beat.UP: Tone.UP,
    Beat.DOWN: Tone.DOWN,
    Beat.TICK: Tone.TICK,
    Beat.START: Tone.START,
    Beat.END: Tone.END,
}
_RUNG = frozenset({Beat.UP, Beat.START, Beat.END})  # a bell on every beat is no beat any more
_KEYS = "{key} goes on and ends a leg. H it hurts. W where am I. M sound. Q stop."


def lead(test: RaiseTest, around: Surroundings, *, speed: float, mute: bool) -> int | None:
    """Lead through a test to its end; the signal that ended it."""
    keyboard = sys.stdin.fileno() if around.stdin_is_terminal else None
    sys.stdout.flush()
    encoding = sys.stdout.encoding or "utf-8"
    lines = Lines(sys.stdout.fileno(), encoding, room=lambda: around.folds_at)
    with (
        _metronome(around, lines, silent=speed != 1.0, mute=mute) as metronome,
        terminal_for(keyboard, around, None, speed=speed) as terminal,
    ):
        said = test.advance(terminal.now())
        while True:
            now = terminal.now()
            again = metronome.sound(said, now)
            try:
                for each in said:
                    lines.say(each.line)
                waiting = not lines.flush()
            except ViewLostError:
                test.stop(now)
                break
            if test.over:
                break
            times = [again, test.deadline(), now + _RETRY_S * speed if waiting else None]
            command = terminal.wait(min((at for at in times if at is not None), default=None))
            now = terminal.now()
            if command is Act.MUTE:
                said = [*test.advance(now), Said(line=metronome.mute())]
            else:
                said = _heeded(test, command, now, accessible=around.accessible)
        return terminal.ended_by


def _heeded(
    test: RaiseTest, command: Command | None, now: float, *, accessible: bool
) -> list[Said]:
    """What is said to a key, or as time goes by."""
    match command:
        case Act.DONE | Act.NEXT:
            return test.go_on(now)
        case Act.ENTER if not accessible:  # a screen reader's own key, which leaks
            return test.go_on(now)
        case Act.HURT:
            return test.it_hurts(now)
        case Act.QUIT | Act.STOP | Act.INTERRUPT:
            return test.stop(now)
        case Act.WHERE:
            return test.where(now)
        case Act.KEYS:
            keys = _KEYS.format(key="D" if accessible else "Enter")
            return [*test.advance(now), Said(line=keys)]
        case _:
            return test.advance(now)


class Metronome:
    """What is heard of a test: its beats, and its other lines where there is a voice."""

    def __init__(self, hearing: Hearing | None, ring: Callable[[], None] | None) -> None:
        self._hearing = hearing
        self._ring = ring
        drivers = hearing.drivers if hearing is not None else []
        self._tones = next((each for each in drivers if isinstance(each, Sound)), None)

    def sound(self, said: Sequence[Said], now: float) -> float | None:
        """Let be heard what was said just now; when to ask again."""
        if self._hearing is None or self._hearing.muted:
            return None
        if self._tones is not None:
            self._tones.player.attend(now)
        beat = next((each.beat for each in reversed(said) if each.beat), None)
        if beat is not None and not self._played(beat, now) and self._ring and beat in _RUNG:
            with suppress(ViewLostError):  # the next line meets it again
                self._ring()
        spoken = [each.line for each in said if each.beat in (None, Beat.END)]
        return self._hearing.tell(spoken, now, knock=False)

    def mute(self) -> str:
        """Turn the sound off or on; what is said of it."""
        if self._hearing is None or not self._hearing.audible:
            return "There is no sound here."
        return "Sound off." if self._hearing.mute() else "Sound on."

    def _played(self, beat: Beat, now: float) -> bool:
        return self._tones is not None and self._tones.preview(_TONES[beat], Side.BOTH, now)


@contextmanager
def _metronome(
    around: Surroundings, lines: Lines, *, silent: bool, mute: bool
) -> Iterator[Metronome]:
    """What is heard here; nothing of a rehearsal."""
    if silent:
        yield Metronome(None, None)
        return
    wishes = Wishes(routine="measure", level=around.settings.level, mute=mute)
    hearing = hearing_for(around, wishes, Children(), lines.pass_on)
    hearing.muted = mute
    try:
        yield Metronome(hearing, partial(lines.pass_on, BEL) if may_ring(around) else None)
    finally:
        hearing.close()
