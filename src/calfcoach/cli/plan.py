"""`calfcoach plan`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)

_YES = typer.Option("--yes", help="Take what is proposed without being asked.")
_SOURCES = typer.Option("--sources", help="Where the figures come from.")


def _complete_goal(incomplete: str) -> list[str]:
    """Goals of plans that begin so."""
    from calfcoach.plan.model import PlanGoal

    return [goal.value for goal in PlanGoal if goal.value.startswith(incomplete)]


@app.callback(invoke_without_command=True, epilog="Example: calfcoach plan start loosen")
def plan(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Weeks that adapt to you: start a plan, see it, change it. Alone, as `plan show`."""
    if context.invoked_subcommand is None:
        from calfcoach.cli.plan_show import show_plan

        show_plan(surroundings_of(context), as_json=as_json)


@app.command(epilog="Example: calfcoach plan start loosen --age 45 --risks heels,sitting")
def start(
    context: typer.Context,
    goal: Annotated[
        str,
        typer.Argument(
            metavar="[GOAL]",
            help="loosen, strengthen, night-cramps, heel-pain, achilles or maintain.",
            autocompletion=_complete_goal,
        ),
    ] = "",
    age: Annotated[str, typer.Option(metavar="N", help="Years, for usual ranges alone.")] = "",
    sex: Annotated[
        str, typer.Option(metavar="female|male", help="For the same ranges alone.")
    ] = "",
    risks: Annotated[
        str | None,
        typer.Option(metavar="heels,sitting,cold,crossing,water", help="What is so, for tips."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Instead of the plan that stands.")
    ] = False,
) -> None:
    """Begin a plan for a goal, from today on. Every question but the goal may be skipped."""
    from calfcoach.cli.plan_questions import read_wishes
    from calfcoach.cli.planning import start_plan

    wishes = read_wishes(goal, risks, age, sex)
    code = start_plan(surroundings_of(context), wishes, ask=not yes, replace=replace)
    raise typer.Exit(code)


@app.command(epilog="Example: calfcoach plan show --json")
def show(
    context: typer.Context,
    sources: Annotated[bool, _SOURCES] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Show the calendar of the plan with what was done."""
    from calfcoach.cli.plan_show import show_plan

    show_plan(surroundings_of(context), as_json=as_json, sources=sources)


@app.command(epilog="Example: calfcoach plan review")
def review(
    context: typer.Context,
    yes: Annotated[bool, _YES] = False,
    sources: Annotated[bool, _SOURCES] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="As one JSON document; nothing is taken.")
    ] = False,
) -> None:
    """Say what has changed since the plan began, and what has not."""
    from calfcoach.cli.plan_steps import tell_review, tell_review_json

    around = surroundings_of(context)
    if as_json:
        tell_review_json(around)
        return
    raise typer.Exit(tell_review(around, yes=yes, sources=sources))


@app.command(epilog="Example: calfcoach plan why --yes")
def why(
    context: typer.Context,
    yes: Annotated[bool, _YES] = False,
    sources: Annotated[bool, _SOURCES] = False,
) -> None:
    """Say what the plan proposes now, with its reasons, and take it if you wish."""
    from calfcoach.cli.plan_steps import tell_why

    raise typer.Exit(tell_why(surroundings_of(context), yes=yes, sources=sources))


@app.command(epilog="Example: calfcoach plan pause --until fri")
def pause(
    context: typer.Context,
    until: Annotated[
        str,
        typer.Option(
            metavar="DAY", help="The last day of it: tomorrow, fri or 2026-11-20. Else it is open."
        ),
    ] = "",
) -> None:
    """Let the plan stand still from today on: its days do not count on."""
    from calfcoach.cli.plan_pauses import pause_plan

    pause_plan(surroundings_of(context), until)


@app.command(epilog="Example: calfcoach plan resume")
def resume(context: typer.Context) -> None:
    """Let a plan that stands still go on today."""
    from calfcoach.cli.plan_pauses import resume_plan

    resume_plan(surroundings_of(context))


@app.command(epilog="Example: calfcoach plan stop")
def stop(context: typer.Context) -> None:
    """End the plan. Sessions and measurements stay in the history."""
    from calfcoach.cli.plan_pauses import stop_plan

    stop_plan(surroundings_of(context))
