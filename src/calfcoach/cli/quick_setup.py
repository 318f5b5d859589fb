"""The calls behind the quick lines of safety, of own routines and of what is set up.

As in `quick_calls`: each is the one that Typer's function of the command makes, and every module
is imported by the call that needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.quick_lines import Typed
    from calfcoach.cli.surroundings import Surroundings


def screen_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach screen`."""
    del typed
    from calfcoach.cli.safety import ask_pages

    return ask_pages(around)


def screen_show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach screen show`."""
    from calfcoach.cli.screening_page import show_screening

    show_screening(around, as_json="json" in typed.on)


def screen_clear_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach screen clear`."""
    del typed
    from calfcoach.cli.safety import ask_to_clear

    return ask_to_clear(around)


def routine_check_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach routine check`."""
    from calfcoach.cli.routine_check import check_files

    return check_files(around, typed.words, as_json="json" in typed.on)


def routine_path_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach routine path`."""
    from calfcoach.cli.routine_files import tell_path

    tell_path(around, typed.word())


def remind_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach remind`."""
    del typed
    from calfcoach.cli.remind_options import Wanted
    from calfcoach.cli.reminding import set_reminders

    set_reminders(around, Wanted())


def remind_show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach remind show`."""
    from calfcoach.cli.reminding import show_reminders

    show_reminders(around, as_json="json" in typed.on)


def remind_off_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach remind off`."""
    del typed
    from calfcoach.cli.reminding import remove_reminders

    remove_reminders(around)


def config_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach config` and `calfcoach config list`."""
    from calfcoach.cli.config_list import tell_settings

    tell_settings(around, as_json="json" in typed.on)


def config_get_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach config get`."""
    from calfcoach.cli.config_list import tell_setting

    tell_setting(around, typed.word())


def config_path_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach config path`."""
    del typed
    from calfcoach.cli.config_list import tell_place

    tell_place(around)


def export_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach export`."""
    from calfcoach.cli.exporting import Wanted, export_history, print_schema

    if "schema" in typed.on:
        print_schema()
        return
    wanted = Wanted(
        file=typed.word() if typed.words else "-",
        form=typed.text("format"),
        since=typed.text("from"),
        until=typed.text("to"),
        details="details" in typed.on,
        force="force" in typed.on,
    )
    export_history(around, wanted)


def doctor_line(around: Surroundings, typed: Typed) -> int:
    """`calfcoach doctor`."""
    from calfcoach.cli.doctoring import Wanted, attend

    wanted = Wanted(
        which=None,
        as_json="json" in typed.on,
        mend=False,
        restore="restore" in typed.on,
        yes=False,
    )
    return attend(around, wanted)
