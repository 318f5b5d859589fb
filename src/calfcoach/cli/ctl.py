"""`calfcoach ctl`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.ctl_client import REQUESTS, steer
from calfcoach.cli.surroundings import tell
from calfcoach.errors import CoachError
from calfcoach.files.problems import did_you_mean, visible

app = typer.Typer(add_completion=False)


def _complete(typed: str) -> list[str]:
    return [request for request in REQUESTS if request.startswith(typed)]


@app.command(epilog="Example: calfcoach ctl pause")
def ctl(
    context: typer.Context,
    action: Annotated[
        str,
        typer.Argument(
            metavar="ACTION",
            autocompletion=_complete,
            help=f"{', '.join(REQUESTS[:-1])} or {REQUESTS[-1]}.",
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="The state as one JSON document.")] = False,
) -> None:
    """Steer the running session from another shell, or ask where it is."""
    if action not in REQUESTS:
        near = did_you_mean(action, REQUESTS)
        raise CoachError(
            f"`ctl` knows no `{visible(action[:40])}`",
            hint=near or f"it is {', '.join(REQUESTS[:-1])} or {REQUESTS[-1]}",
            exit_code=2,
        )
    tell(steer(action, surroundings_of(context).environ, as_json=json))
