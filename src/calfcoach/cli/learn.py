"""`calfcoach learn`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.card_list import show_card, show_cards
from calfcoach.cli.completion import complete_topic
from calfcoach.cli.filter_options import AsciiOption

app = typer.Typer(add_completion=False)

_Topic = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC]",
        help="A card by name, title or another word for it; without one, the list.",
        autocompletion=complete_topic,
    ),
]


@app.command(epilog="Example: calfcoach learn night-cramps")
def learn(
    context: typer.Context,
    topic: _Topic = None,
    sources: Annotated[bool, typer.Option("--sources", help="Who says so.")] = False,
    ascii: AsciiOption = False,  # noqa: A002
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Read a short card on calves and their care; alone, list the cards."""
    asked = " ".join(topic or [])
    if asked:
        show_card(surroundings_of(context), asked, sources=sources, as_json=json, ascii=ascii)
    else:
        show_cards(surroundings_of(context), sources=sources, as_json=json)
