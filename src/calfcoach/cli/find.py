"""`calfcoach find`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.answering import show_answer
from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)

_Words = Annotated[
    list[str],
    typer.Argument(metavar="WORDS...", help="What you feel, where and when, in your own words."),
]


@app.command(epilog='Example: calfcoach find "calf hurts when I climb stairs"')
def find(
    context: typer.Context,
    words: _Words,
    sources: Annotated[bool, typer.Option("--sources", help="Who says so.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """What to do about a symptom: a routine with its gate question, or whom to see."""
    asked = " ".join(words)
    show_answer(surroundings_of(context), asked, sources=sources, as_json=json)
