"""Every tone, a sentence for each cue, one alert; and what plays and says them.

Owns the order and the words. Nothing of it is a session: nothing is kept, and Ctrl-C leaves.
"""

from __future__ import annotations

import sys
import time

from calfcoach.alerts import BEL, Way, alert, in_words, way_to_call
from calfcoach.cli.hearing import is_far, is_quiet_now, volume_now
from calfcoach.cli.surroundings import Surroundings, columns, tell, tell_json
from calfcoach.drivers.children import Children
from calfcoach.drivers.engines import Found, find_engine
from calfcoach.drivers.output import write_within
from calfcoach.drivers.players import Player
from calfcoach.drivers.tonefiles import ToneFiles
from calfcoach.earcons import Tone
from calfcoach.files.settings import Settings
from calfcoach.frozen import frozen
from calfcoach.terms import Notify, Side, Sound
from calfcoach.utterances import Rank

APART_S = 1.2  # from one tone to the next
BELLS_APART_S = 0.4
_LOOK_S = 0.02
_TELLS = {
    Tone.PREPARE: "get ready: something new, or somewhere else",
    Tone.TICK: "3, 2, 1 before a start, and before the end of a hold",
    Tone.HALF_WAY: "half way",
    Tone.START: "start",
    Tone.SWITCH: "the other leg, or the next part",
    Tone.END: "the end of a set; a rest, or another exercise",
    Tone.UP: "up",
    Tone.DOWN: "down, or let go",
    Tone.PAUSED: "paused, or away",
    Tone.REMIND: "it waits for a key",
    Tone.DONE: "done and saved",
}
_BELLS = ((1, "start"), (2, "a change"), (3, "done"))
_SENTENCES = (  # one for each cue that has words
    "Wall calf stretch. Left leg back.",
    "Hands on the wall, left knee straight, left heel down.",
    "Start. Lean in to a mild pull.",
    "Half way. Breathe out slowly.",
    "Next, right leg back.",
    "Change. Right leg back.",
    "Up.",
    "Down.",
    "Four.",
    "Rest, ten seconds. Next, set two of three.",
    "Stop. On the floor, foam roll.",
    "Paused. Left leg back, twelve seconds left. Space goes on.",
    "Waiting for Enter.",
    "Done.",
)
_NO_PLAYER = "none found; install pipewire, pulseaudio-utils or alsa-utils"
_NO_VOICE = "none found; install espeak-ng or speech-dispatcher, or set voice_command"
_FAR = "not used: over ssh it would sound at the other machine"
_CALL = "This is what an alert looks like."


@frozen
class _Heard:
    """What was found here."""

    player: str
    engine: Found
    way: Way
    far: bool
    rings: bool


def try_cues(around: Surroundings, *, voice: bool | None, as_json: bool) -> None:
    """Tell what was found, then let it be heard; with `as_json` only the first."""
    children = Children()
    settings = around.settings
    player = Player(children)
    found = _Heard(
        player=player.name,
        engine=find_engine(settings.voice_command, volume_now(settings), around.environ),
        way=way_to_call(settings.notify, around.environ),
        far=is_far(around.environ),
        rings=around.stdout_is_terminal,
    )
    if as_json:
        tell_json("cues", _as_json(found, settings))
        return
    for line in _facts(found, around):
        tell(line)
    sys.stdout.flush()
    try:
        _sound_all(around, player, found)
        if found.engine.engine is not None and voice is not False and (voice or not found.far):
            _say_all(around, children, player, found)
        _call(around, found)
    except KeyboardInterrupt:
        tell()


# --------------------------------------------------------------------------- what there is


def _facts(found: _Heard, around: Surroundings) -> list[str]:
    """What was found, as labels and texts."""
    settings, engine = around.settings, found.engine.engine
    hours = settings.text("quiet_hours")
    quiet = "never" if hours == "off" else f"{hours}, half the volume"
    rows = [
        ("tones", f"{settings.sound.value}, volume {settings.volume}"),
        ("quiet hours", quiet + (", now" if is_quiet_now(settings) else "")),
        ("player", (_FAR if found.far else found.player) if found.player else _NO_PLAYER),
        ("voice", "on" if settings.voice else "off; calfcoach config set voice true"),
        ("engine", engine.name if engine is not None else _NO_VOICE),
        ("alert", _without_stop(in_words(found.way))),
        ("flash", settings.flash.value),
        ("note", found.engine.note),
    ]
    shown = [(label, text) for label, text in rows if text]
    if around.accessible:
        return [f"{label[:1].upper()}{label[1:]}: {_without_stop(text)}." for label, text in shown]
    return columns(shown)


def _without_stop(text: str) -> str:
    return text.removesuffix(".")


def _as_json(found: _Heard, settings: Settings) -> dict[str, object]:
    """The content of `calfcoach.cues/1`: names of programs are null where there is none; `alert`
    is a sentence, `far` says that sound would be heard at another machine."""
    engine = found.engine.engine
    return {
        "sound": settings.sound.value,
        "volume": settings.volume,
        "quiet_hours": settings.text("quiet_hours"),
        "player": found.player or None,
        "voice": settings.voice,
        "engine": engine.name if engine is not None else None,
        "note": found.engine.note or None,
        "alert": in_words(found.way),
        "flash": settings.flash.value,
        "far": found.far,
    }


# --------------------------------------------------------------------------------- sounding


def _sound_all(around: Surroundings, player: Player, found: _Heard) -> None:
    """Each tone, or what rings in its place."""
    settings = around.settings
    if settings.sound is Sound.OFF:
        return
    if settings.sound is not Sound.BELL and found.player and not found.far:
        tell()
        files = ToneFiles(around.folders.cache / "tones", settings.sound, settings.volume)
        for tone, meaning in _TELLS.items():
            _tell_now(f"{tone.value:<10}{meaning}" if not around.accessible else f"{meaning}.")
            file = files.file(tone, Side.BOTH, quiet=is_quiet_now(settings))
            if file is not None:
                player.play(file, time.monotonic())
            _let_pass(APART_S, player)
        trouble = files.trouble or player.trouble
        if not trouble:
            return
        tell(f"{trouble}; the bell rings instead.")
    if not found.rings or (around.accessible and settings.sound is not Sound.BELL):
        return
    tell()
    for number, meaning in _BELLS:
        _tell_now(f"{number} × bell   {meaning}" if not around.accessible else f"{meaning}.")
        for _ in range(number):
            write_within(sys.stdout.fileno(), BEL, 1.0)
            time.sleep(BELLS_APART_S)
        time.sleep(APART_S - BELLS_APART_S)


def _let_pass(seconds: float, player: Player) -> None:
    until = time.monotonic() + seconds
    while (now := time.monotonic()) < until:
        player.attend(now)
        time.sleep(min(_LOOK_S, until - now))


def _say_all(around: Surroundings, children: Children, player: Player, found: _Heard) -> None:
    """A few sentences of a session."""
    from calfcoach.drivers.voice import Voice

    engine = found.engine.engine
    assert engine is not None  # looked at before
    voice = Voice(
        children,
        engine,
        folder=around.folders.cache / "voice",
        player=None if player.lost or found.far else player.play,
        tones=lambda: False,
        volume=volume_now(around.settings),
    )
    tell()
    try:
        for sentence in _SENTENCES:
            _tell_now(sentence)
            voice.say(sentence, Rank.NAME, time.monotonic())
            while voice.speaking:
                voice.attend(time.monotonic())
                time.sleep(_LOOK_S)
    finally:
        voice.close()
    if voice.note:
        tell(voice.note)


def _call(around: Surroundings, found: _Heard) -> None:
    """One alert, as it would come at a change."""
    if not found.rings or around.accessible or found.way.by in (Notify.OFF, Notify.BELL):
        return
    tell()
    _tell_now(_CALL)
    data = alert(found.way, _CALL, encoding=sys.stdout.encoding or "utf-8")
    write_within(sys.stdout.fileno(), data, 1.0)


def _tell_now(line: str) -> None:
    tell(line)
    sys.stdout.flush()
