"""How exact, cheap and quick a running session is, on a real pseudo-terminal.

A session is really run, in each form, in turn with termdown and a countdown by `rich.live`: one
long hold, or sets of short ones for the plain lines, which a long hold has next to none of. At the
same time, and so on a computer that is just as busy, a bare loop of `select` and `write` runs on a
terminal of its own: what it is late by, nobody could do better. Owns which forms there are and what
each may cost.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import homes
from figures import Figure, figure
from meter import Countdown, analysed, key_to_screen_ms, record
from startup import PROGRAM
from timed import environ_of

from calfcoach.frozen import frozen

SECTION = "Countdown"
MINUTE_S = 60  # over less a drift is nothing but noise, and half of the bytes are start and end
WIDE = (200, 50)
_HERE = Path(__file__).parent
_PREPARE_S = 1
_KEYS = 30
_ROUTINE = """\
title = "One hold"
warm_up = false

[pacing]
prepare = "{prepare}s"
move = "0s"
switch = "0s"

[exercise.lean]
title = "Lean"
say = "lean"
kind = "stretch"

[[step]]
exercise = "lean"
hold = "{hold}s"
sets = {sets}
rest = "{rest}s"
sides = "left"
"""
_RAISES = """\
title = "Raises"
warm_up = false

[pacing]
prepare = "{prepare}s"
move = "0s"

[[step]]
exercise = "heel-raise"
reps = {reps}
tempo = "2-2-3"
"""
_REP_S = 7
_MOVING = "raises, a picture that moves"
_NO_PICTURE = "raises, no picture"
_SHORT_S = 5  # a hold, and a rest, of the plain lines: one long hold has next to none


@frozen
class Form:
    """A countdown that is measured: how it is started, with the seconds in place of `{}`; the
    window; how its number is found, None for any change; and the most bytes a second."""

    name: str
    argv: tuple[str, ...]
    size: tuple[int, int] = (80, 24)
    pattern: str | None = None
    bytes_budget: float | None = None
    ours: bool = False
    lines: bool = False
    raises: bool = False


@frozen
class Run:
    """One countdown, and the lateness of the bare loop that ran beside it."""

    seen: Countdown
    floor_p99_ms: float


def measure(
    folder: Path,
    *,
    seconds: int,
    runs: int,
    long_s: int,
    termdown: str | None,
    told: Callable[[str], None],
) -> list[Figure]:
    """All forms in turn, `runs` times `seconds`; keys; both cores busy; and with `long_s` one
    long hold for the drift."""
    home = folder / "countdown"
    homes.answer(home)
    forms = _forms(folder, termdown)
    seen: dict[str, list[Run]] = {form.name: [] for form in forms}
    for no in range(runs):
        for form in forms:
            told(f"countdown {form.name}, {no + 1} of {runs}")
            seen[form.name].append(_run(form, home, seconds))
    told("keys")
    pressed = _keys(forms[0], home, seconds)
    found = [
        one
        for form in forms
        for one in [
            *_figures(form, form.name, seen[form.name], long=seconds >= MINUTE_S),
            *(pressed if form is forms[0] else []),
        ]
    ]
    found.append(_cost_of_pictures(seen))
    told("all cores busy")
    with _busy():
        name = f"{forms[0].name}, all cores busy"
        found += _figures(forms[0], name, [_run(forms[0], home, seconds)], judged=False)
    if long_s:
        told(f"countdown of {long_s} seconds")
        name = f"{forms[0].name}, {long_s} s"
        found += _figures(forms[0], name, [_run(forms[0], home, long_s)])
    return found


def _forms(folder: Path, termdown: str | None) -> list[Form]:
    run, lines = (
        (PROGRAM, "run", str(folder / f"{name}-{{}}.toml"), "--yes", "--mute")
        for name in ("hold", "sets")
    )
    raises = (PROGRAM, "run", str(folder / "raises-{}.toml"), "--yes", "--mute")
    python = (sys.executable,)
    ours = [
        Form(name="normal, 80x24", argv=run, bytes_budget=200, ours=True),
        Form(name="big, 80x24", argv=(*run, "--big"), bytes_budget=700, ours=True),
        Form(name="big, 200x50", argv=(*run, "--big"), size=WIDE, ours=True),
        Form(name="plain lines", argv=(*lines, "--plain"), bytes_budget=50, ours=True, lines=True),
        *(
            Form(
                name=name,
                argv=("/usr/bin/env", f"CALFCOACH_PICTURES={how}", *raises),
                pattern=r"\d+:\d\d to go",  # between these, bars and the picture move
                ours=True,
                raises=True,
            )
            for name, how in ((_MOVING, "moving"), (_NO_PICTURE, "off"))
        ),
    ]
    live = (*python, str(_HERE / "richlive.py"), "{}")
    others = [Form(name="rich.live", argv=live, pattern=r"left: \d+")]
    if termdown is not None:
        argv = (termdown, "--no-art", "{}")
        others.append(Form(name="termdown", argv=argv, pattern=r"\b\d+\b"))
    return [*ours, *others, Form(name="bare loop", argv=_bare_loop("{}"))]


def _bare_loop(seconds: str) -> tuple[str, ...]:
    return (sys.executable, str(_HERE / "bareloop.py"), seconds)


def _run(form: Form, home: Path, seconds: int) -> Run:
    lasts = seconds + (_PREPARE_S if form.ours else 0) - (_SHORT_S if form.lines else 0)
    if form.raises:
        lasts += -seconds % _REP_S
    argv, environ = _argv(form, home, seconds), environ_of(home)
    floor_pid, told = _start_floor(environ, lasts)
    recording = record(argv, environ, seconds=lasts, size=form.size)
    with os.fdopen(told) as lines:
        floor_p99_ms = float(lines.read())
    os.waitpid(floor_pid, 0)
    return Run(seen=analysed(recording, form.pattern), floor_p99_ms=floor_p99_ms)


def _start_floor(environ: dict[str, str], seconds: int) -> tuple[int, int]:
    """A process of its own that measures a bare loop: its number, and where it writes the 99th
    percentile."""
    told, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(tell)
        return pid, told
    try:
        loop = analysed(record(_bare_loop(str(seconds)), environ, seconds=seconds))
        os.write(tell, str(loop.late_p99_ms).encode())
    finally:
        os._exit(0)


def _argv(form: Form, home: Path, seconds: int) -> list[str]:
    """How it is started; the routine is written for it."""
    if form.raises:
        reps = -(-seconds // _REP_S)
        text = _RAISES.format(prepare=_PREPARE_S, reps=reps)
        (home.parent / f"raises-{seconds}.toml").write_text(text, encoding="utf-8")
    elif form.ours:
        sets = seconds // (2 * _SHORT_S) if form.lines else 1
        text = _ROUTINE.format(
            prepare=_PREPARE_S,
            hold=_SHORT_S if form.lines else seconds,
            sets=sets,
            rest=_SHORT_S if form.lines else 0,
        )
        name = f"{'sets' if form.lines else 'hold'}-{seconds}.toml"
        (home.parent / name).write_text(text, encoding="utf-8")
    return [word.replace("{}", str(seconds)) for word in form.argv]


def _figures(
    form: Form,
    name: str,
    runs: list[Run],
    *,
    judged: bool = True,
    long: bool = True,
) -> Iterator[Figure]:
    """The rows of one form, each the median of its runs; `long` ones are a minute at least."""
    ours = form.ours and judged
    section = f"{SECTION}, {name}"
    floors = [one.floor_p99_ms for one in runs]
    rows: tuple[tuple[str, str, str, float | None], ...] = (
        ("late, p99", "ms", "late_p99_ms", 1.0),
        ("late, p50", "ms", "late_p50_ms", None),
        ("late, most", "ms", "late_max_ms", None),
        ("drift a minute", "ms", "drift_ms_a_min", 1.0 if long else None),
        ("bytes a second", "B", "bytes_per_s", form.bytes_budget if long else None),
        ("bytes a second, steady", "B", "steady_per_s", None if long else form.bytes_budget),
        ("of a core", "%", "cpu_percent", 0.1),
        ("peak memory", "MiB", "peak_mib", 28.0),
    )
    for what, unit, field, budget in rows:
        values = [float(getattr(one.seen, field)) for one in runs]
        yield figure(section, what, values, unit=unit, budget=budget if ours else None)
    yield figure(section, "late, p99, the bare loop beside it", floors, unit="ms")


def _cost_of_pictures(seen: dict[str, list[Run]]) -> Figure:
    """How many bytes a second a picture that moves costs more than none, run by run."""
    more = [
        moving.seen.bytes_per_s - off.seen.bytes_per_s
        for moving, off in zip(seen[_MOVING], seen[_NO_PICTURE], strict=True)
    ]
    section = f"{SECTION}, {_MOVING}"
    return figure(section, "bytes a second more than without", more, unit="B", budget=200)


def _keys(form: Form, home: Path, seconds: int) -> list[Figure]:
    """+ and - in the middle of seconds: each changes the time that is left."""
    number = min(_KEYS, 2 * (seconds - 3))
    keys = [(1.8 + no / 2 + 0.1 * (no % 2), b"+-"[no % 2 : no % 2 + 1]) for no in range(number)]
    recording = record(_argv(form, home, seconds), environ_of(home), seconds=seconds, keys=keys)
    late = key_to_screen_ms(recording)
    section = f"{SECTION}, {form.name}"
    note = f"{len(late)} keys, most {max(late):.1f} ms"
    return [figure(section, "key to screen", late, unit="ms", budget=2.0, note=note)]


@contextmanager
def _busy() -> Iterator[None]:
    """A process on each core that does nothing else than to be busy."""
    spin = [sys.executable, "-I", "-c", "while True: pass"]
    spinners = [subprocess.Popen(spin) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()
