"""`calfcoach history`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_routine
from calfcoach.cli.moments import present
from calfcoach.cli.past import list_sessions
from calfcoach.cli.past_filters import Asked, read_filters
from calfcoach.cli.past_session import show_session

app = typer.Typer(add_completion=False)

_Limit = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="The newest N; without it 9 on a terminal, 5 as sentences, else all.",
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="As one JSON document.")]
_Session = Annotated[
    str,
    typer.Argument(
        metavar="SESSION", help="last, last~2 for the second before it, or a code or id."
    ),
]
_Score = typer.Option(metavar="0-10", help="0 to 10, or none to take it out.")


@app.callback(invoke_without_command=True)
def history(
    context: typer.Context,
    limit: _Limit = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    since: Annotated[
        str, typer.Option("--from", metavar="DAY", help="From this day on, as in --from fri.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Up to this day.")] = "",
    day: Annotated[str, typer.Option(metavar="DAY", help="One day, as in --day yesterday.")] = "",
    week: Annotated[bool, typer.Option("--week", help="This week, from Monday.")] = False,
    month: Annotated[bool, typer.Option("--month", help="This month.")] = False,
    routine: Annotated[
        str,
        typer.Option(metavar="NAME", help="Only this routine.", autocompletion=complete_routine),
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            metavar="completed|stopped|interrupted|running", help="Only what ended like this."
        ),
    ] = "",
    deleted: Annotated[
        bool, typer.Option("--deleted", help="Those that were deleted, instead.")
    ] = False,
    as_json: _Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, one row a session.")] = False,
) -> None:
    """Show past sessions, newest last. Example: calfcoach history --week --routine daily

    `history show` tells one of them step by step, `history edit` corrects it and
    `history delete` takes it out.
    """
    if context.invoked_subcommand is not None:
        return
    around = surroundings_of(context)
    asked = Asked(
        since=since,
        until=until,
        day=day,
        week=week,
        month=month,
        routine=routine,
        status=status,
        deleted=deleted,
    )
    list_sessions(
        around,
        limit=limit,
        everything=everything,
        as_json=as_json,
        as_csv=as_csv,
        filters=read_filters(asked, present(around.settings.day_starts)),
    )


@app.command()
def show(context: typer.Context, selector: _Session = "last", as_json: _Json = False) -> None:
    """Show one session step by step. Example: calfcoach history show last~1"""
    wanted_before = context.parent is not None and bool(context.parent.params.get("as_json"))
    show_session(surroundings_of(context), selector, as_json=as_json or wanted_before)


@app.command()
def edit(
    context: typer.Context,
    selector: _Session = "last",
    tight: Annotated[str | None, _Score] = None,
    pain: Annotated[str | None, _Score] = None,
    pain_next_morning: Annotated[str | None, _Score] = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help='Words of your own; "" takes them out.')
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help='When it began, as in "yesterday 07:30".')
    ] = None,
    minutes: Annotated[
        str | None, typer.Option(metavar="N", help="How long it was, in minutes.")
    ] = None,
    done: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DOSE",
            help="An exercise and what was done in each set, as in wall-calf-stretch=25s "
            "or heel-raise=8. May be given several times.",
        ),
    ] = None,
) -> None:
    """Correct a session, by options or in an editor. Example: calfcoach history edit last --tight 4

    Tightness and pain are those after it. What stood there before is kept: `calfcoach undo`
    brings it back.
    """
    from calfcoach.cli.corrected import correct

    given = {
        "tight": tight,
        "pain": pain,
        "pain_next_morning": pain_next_morning,
        "note": note,
        "at": at,
        "minutes": minutes,
    }
    typed = {name: text for name, text in given.items() if text is not None}
    correct(surroundings_of(context), selector, typed, tuple(done or ()))


@app.command()
def delete(
    context: typer.Context,
    selectors: Annotated[
        list[str],
        typer.Argument(metavar="SESSION...", help="last, last~2, or codes or ids."),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    purge: Annotated[
        bool,
        typer.Option("--purge", help="For good, with everything that tells of it. No undo."),
    ] = False,
) -> None:
    """Take sessions out of the history. Example: calfcoach history delete last~1

    `calfcoach undo` brings them back, but not after `--purge`.
    """
    from calfcoach.cli.deleted import delete_sessions

    delete_sessions(surroundings_of(context), selectors, yes=yes, purge=purge)
