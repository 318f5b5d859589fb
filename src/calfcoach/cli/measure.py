"""`calfcoach measure`: the options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_side
from calfcoach.records import MeasureKind
from calfcoach.terms import Unit

app = typer.Typer(add_completion=False)

_Json = Annotated[bool, typer.Option("--json", help="As one JSON document.")]
_Sources = Annotated[bool, typer.Option("--sources", help="Where the figures come from.")]
_Unit = Annotated[str, typer.Option(metavar="cm|in", help="Centimetres or inches.")]


def _shown_kinds() -> list[str]:
    return [kind.value for kind in MeasureKind if kind is not MeasureKind.CHECK]


def _complete_kind(incomplete: str) -> list[str]:
    return [kind for kind in _shown_kinds() if kind.startswith(incomplete)]


@app.callback(invoke_without_command=True, epilog="Example: calfcoach measure knee-to-wall")
def measure(
    context: typer.Context, as_json: _Json = False, sources: _Sources = False, unit: _Unit = ""
) -> None:
    """Measure, and see how it goes: your own trend, never a pass or a fail.

    Alone it shows what was measured.
    """
    if context.invoked_subcommand is None:
        _show(context, "", as_json=as_json, sources=sources, unit=unit)


@app.command(name="knee-to-wall")
def knee_to_wall(
    context: typer.Context,
    left: Annotated[
        str, typer.Option(metavar="LENGTHS", help="Trials of the left leg, as in 9.5,10,10.")
    ] = "",
    right: Annotated[
        str, typer.Option(metavar="LENGTHS", help="Trials of the right leg, as in 9,9.5,9.")
    ] = "",
    unit: _Unit = "",
) -> None:
    """Measure how far the knee reaches to a wall.

    Three trials a leg, asked one by one on a terminal.

    Example: calfcoach measure knee-to-wall --left 9.5,10,10
    """
    from calfcoach.cli.measure_knee import measure_knee

    around = surroundings_of(context)
    raise typer.Exit(measure_knee(around, left=left, right=right, unit=_read_unit(unit)))


@app.command(name="heel-raise")
def heel_raise(
    context: typer.Context,
    left: Annotated[
        int | None, typer.Option(min=0, max=200, metavar="N", help="Raises of the left leg.")
    ] = None,
    right: Annotated[
        int | None, typer.Option(min=0, max=200, metavar="N", help="Raises of the right leg.")
    ] = None,
    pain: Annotated[
        int | None, typer.Option(min=0, max=10, metavar="N", help="Pain after it, 0 to 10.")
    ] = None,
    age: Annotated[
        int | None, typer.Option(min=1, max=120, metavar="YEARS", help="For the typical range.")
    ] = None,
    sex: Annotated[str, typer.Option(metavar="female|male", help="For the typical range.")] = "",
    side: Annotated[
        str,
        typer.Option(metavar="left|right", help="One leg only.", autocompletion=complete_side),
    ] = "",
    mute: Annotated[bool, typer.Option("--mute", help="No sound.")] = False,
    speed: Annotated[
        float | None,
        typer.Option(metavar="N", help="Rehearse N times faster: silent, never saved."),
    ] = None,
) -> None:
    """Count heel raises on one leg, to a beat.

    Until the form goes, then the other leg. Keys: Enter goes on and ends a leg (d in accessible
    form), h it hurts, w where am I, m sound, q stop.

    Example: calfcoach measure heel-raise --left 22 --right 21
    """
    from calfcoach.cli.measure_raise import RaiseWishes, measure_raises
    from calfcoach.cli.option_values import read_side, read_speed

    wishes = RaiseWishes(
        left=left,
        right=right,
        pain=pain,
        age=age,
        sex=_one_of(("female", "male"), sex, "--sex"),
        side=read_side(side),
        mute=mute,
        speed=read_speed(speed),
    )
    raise typer.Exit(measure_raises(surroundings_of(context), wishes))


@app.command()
def squat(
    context: typer.Context,
    heels_down: Annotated[
        bool | None, typer.Option("--yes/--no", help="Whether the heels stay down.")
    ] = None,
) -> None:
    """Note whether the heels stay down.

    In a squat. Example: calfcoach measure squat --yes
    """
    from calfcoach.cli.measure_notes import note_squat

    raise typer.Exit(note_squat(surroundings_of(context), heels_down))


@app.command()
def cramps(
    context: typer.Context,
    count: Annotated[
        int | None, typer.Option(min=0, max=100, metavar="N", help="How many; 0 for none.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No cramp in that night.")] = False,
    minutes: Annotated[
        float | None, typer.Option(min=0, max=1440, metavar="M", help="How long in all.")
    ] = None,
    severity: Annotated[
        int | None, typer.Option(min=0, max=10, metavar="N", help="The worst of them, 0 to 10.")
    ] = None,
    side: Annotated[str, typer.Option(metavar="left|right|both", help="Which leg.")] = "",
    night: Annotated[
        str,
        typer.Option(
            metavar="DAY",
            help="The day on which the night began: yesterday, fri or 2026-11-20. Without it, the "
            "last night.",
        ),
    ] = "",
) -> None:
    """Note the cramps of a night, or none.

    Example: calfcoach measure cramps --count 2 --minutes 5 --severity 6 --side left
    """
    from calfcoach.cli.measure_notes import NightTold, note_night

    told = NightTold(
        count=count,
        none=none,
        minutes=minutes,
        severity=severity,
        side=_one_of(("left", "right", "both"), side, "--side"),
        night=night,
    )
    raise typer.Exit(note_night(surroundings_of(context), told))


@app.command()
def show(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="knee-to-wall, heel-raise, squat or cramps.",
            autocompletion=_complete_kind,
        ),
    ] = "",
    as_json: _Json = False,
    sources: _Sources = False,
    unit: _Unit = "",
) -> None:
    """Show what was measured, and how it goes. Example: calfcoach measure show knee-to-wall"""
    before = context.parent.params if context.parent is not None else {}
    _show(
        context,
        kind,
        as_json=as_json or bool(before.get("as_json")),
        sources=sources or bool(before.get("sources")),
        unit=unit or str(before.get("unit") or ""),
    )


def _show(context: typer.Context, kind: str, *, as_json: bool, sources: bool, unit: str) -> None:
    from calfcoach.cli.measure_show import show_measures

    word = _one_of(_shown_kinds(), kind, "measure show")
    only = MeasureKind(word) if word else None
    around = surroundings_of(context)
    show_measures(around, only, as_json=as_json, sources=sources, unit=_read_unit(unit))


def _read_unit(text: str) -> Unit | None:
    word = _one_of([unit.value for unit in Unit], text, "--unit")
    return Unit(word) if word else None


def _one_of(words: Sequence[str], text: str, option: str) -> str:
    """The word of an option; "" where it was not given. CoachError (usage) for another word."""
    if not text:
        return ""
    from calfcoach.cli.option_values import read_option
    from calfcoach.files.values import Choice

    return str(read_option(Choice(words=tuple(words)), text, option))
