"""The calls behind the quick lines of every day and of the library.

Each is the one that Typer's function of the command makes. Owns the way from what was typed to a
call; knows no grammar. Every module is imported by the call that needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.cli.quick_lines import Typed
    from calfcoach.cli.surroundings import Surroundings


# ------------------------------------------------------------------------- every day


def today_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach` alone."""
    from calfcoach.cli.today import show_today

    show_today(around, as_json="json" in typed.on)


def cramp_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach cramp`."""
    from calfcoach.cli.cramp_session import lead_through
    from calfcoach.cli.wishes import Wishes

    on = typed.on
    wishes = Wishes(
        routine="cramp", level=around.settings.level, plain="plain" in on, mute="mute" in on
    )
    return lead_through(around, wishes)


def log_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach log`."""
    from calfcoach.cli.logged import Told, log_session
    from calfcoach.cli.moments import read_minutes
    from calfcoach.cli.option_values import read_side

    minutes = typed.text("minutes")
    told = Told(
        routine=typed.word(),
        at=typed.text("at"),
        lasted_s=read_minutes(minutes, "--minutes") if minutes else None,
        done=(),
        side=read_side(typed.text("side")),
        tightness=None,
        pain=None,
        note=typed.text("note"),
    )
    log_session(around, told)


def undo_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach undo`."""
    from calfcoach.cli.undone import take_back

    take_back(around, redo="redo" in typed.on)


def due_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach due`."""
    from calfcoach.cli.due_told import notify_due, tell_due

    if "notify" in typed.on:
        notify_due(around)
        return 0
    return tell_due(around, as_json="json" in typed.on)


def check_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach check`."""
    from calfcoach.cli.checking import Asked, check_posture, give_notice

    if notify := typed.text("notify"):
        give_notice(around, notify)
        return 0
    on = typed.on
    asked = Asked(
        moved=True if "moved" in on else None,
        sitting="sitting" in on,
        standing="standing" in on,
        sources="sources" in on,
    )
    return check_posture(around, asked)


# --------------------------------------------------------------------------- library


def list_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach list`."""
    from calfcoach.cli.filters import read_filters
    from calfcoach.cli.routine_list import show_routines

    show_routines(around, read_filters(**_filters(typed)), as_json="json" in typed.on)


def exercises_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach exercises`."""
    from calfcoach.cli.exercise_list import show_exercises
    from calfcoach.cli.filters import read_filters

    show_exercises(around, read_filters(**_filters(typed)), as_json="json" in typed.on)


def _filters(typed: Typed) -> dict[str, Any]:
    return {
        "longest": typed.text("max"),
        "no_equipment": "no-equipment" in typed.on,
        "seated": "seated" in typed.on,
        "goal": typed.text("goal"),
        "muscle": typed.text("muscle"),
        "kind": typed.text("kind"),
        "words": typed.text("for"),
    }


def show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach show`."""
    from calfcoach.cli.entry import Wanted, show_entry
    from calfcoach.cli.option_values import read_duration, read_option, read_side
    from calfcoach.files.values import choice
    from calfcoach.terms import Level

    on, level, within = typed.on, typed.text("level"), typed.text("for")
    wanted = Wanted(
        level=read_option(choice(Level), level, "--level") if level else None,
        side=read_side(typed.text("side")),
        within_s=read_duration(within, "--for", example="6m") if within else None,
        sources="sources" in on,
        script="script" in on,
        json="json" in on,
    )
    show_entry(around, typed.word(), wanted, exercise_only="exercise" in on)


def learn_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach learn`."""
    from calfcoach.cli.card_list import show_card, show_cards

    asked, on = " ".join(typed.words), typed.on
    if asked:
        show_card(around, asked, sources="sources" in on, as_json="json" in on)
    else:
        show_cards(around, sources="sources" in on, as_json="json" in on)


def find_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach find`."""
    from calfcoach.cli.answering import show_answer

    asked, on = " ".join(typed.words), typed.on
    show_answer(around, asked, sources="sources" in on, as_json="json" in on)
