"""The calls behind the quick lines of what was done: the history, stats, measurements, the plan.

As in `quick_calls`: each is the one that Typer's function of the command makes, and every module
is imported by the call that needs it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.past import Filters
    from calfcoach.cli.quick_lines import Typed
    from calfcoach.cli.surroundings import Surroundings


def history_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach history`."""
    from calfcoach.cli.past import list_sessions

    on = typed.on
    list_sessions(
        around,
        everything="all" in on,
        as_json="json" in on,
        as_csv="csv" in on,
        filters=_past_filters(around, typed),
    )


def _past_filters(around: Surroundings, typed: Typed) -> Filters | None:
    if not typed.texts and not typed.on & {"week", "month", "deleted"}:
        return None
    from calfcoach.cli.moments import present
    from calfcoach.cli.past_filters import Asked, read_filters

    asked = Asked(
        since=typed.text("from"),
        until=typed.text("to"),
        day=typed.text("day"),
        week="week" in typed.on,
        month="month" in typed.on,
        routine=typed.text("routine"),
        status=typed.text("status"),
        deleted="deleted" in typed.on,
    )
    return read_filters(asked, present(around.settings.day_starts))


def history_show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach history show`."""
    from calfcoach.cli.past_session import show_session

    show_session(around, typed.word() or "last", as_json="json" in typed.on)


def rest_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach rest`."""
    from calfcoach.cli.option_values import read_option
    from calfcoach.cli.resting import begin_rest
    from calfcoach.files.values import choice
    from calfcoach.records import RestReason

    why: RestReason = read_option(choice(RestReason), typed.text("reason", "rest"), "--reason")
    begin_rest(around, typed.text("until", "today"), why)


def rest_end_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach rest end`."""
    del typed
    from calfcoach.cli.resting import end_rest

    end_rest(around)


def stats_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach stats`."""
    from calfcoach.cli.adding_up import show_stats

    show_stats(around, as_json="json" in typed.on, sources="sources" in typed.on)


def measure_show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach measure show`."""
    from calfcoach.cli.measure_show import show_measures
    from calfcoach.cli.option_values import read_option
    from calfcoach.files.values import Choice
    from calfcoach.records import MeasureKind

    kinds = tuple(kind.value for kind in MeasureKind if kind is not MeasureKind.CHECK)
    word = typed.word()
    only = MeasureKind(read_option(Choice(words=kinds), word, "measure show")) if word else None
    on = typed.on
    show_measures(around, only, as_json="json" in on, sources="sources" in on, unit=None)


def plan_show_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach plan show`."""
    from calfcoach.cli.plan_show import show_plan

    show_plan(around, as_json="json" in typed.on, sources="sources" in typed.on)


def plan_review_line(around: Surroundings, typed: Typed) -> int | None:
    """`calfcoach plan review`."""
    from calfcoach.cli.plan_steps import tell_review, tell_review_json

    if "json" in typed.on:
        tell_review_json(around)
        return None
    return tell_review(around, yes="yes" in typed.on, sources="sources" in typed.on)


def plan_why_line(around: Surroundings, typed: Typed) -> int | None:
    """`calfcoach plan why`."""
    from calfcoach.cli.plan_steps import tell_why

    return tell_why(around, yes="yes" in typed.on, sources="sources" in typed.on)


def plan_pause_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach plan pause`."""
    from calfcoach.cli.plan_pauses import pause_plan

    pause_plan(around, typed.text("until"))


def plan_resume_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach plan resume`."""
    del typed
    from calfcoach.cli.plan_pauses import resume_plan

    resume_plan(around)


def plan_stop_line(around: Surroundings, typed: Typed) -> None:
    """`calfcoach plan stop`."""
    del typed
    from calfcoach.cli.plan_pauses import stop_plan

    stop_plan(around)
