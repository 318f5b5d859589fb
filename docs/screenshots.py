"""Draws the pictures of the README with the code that draws the screen: `make screenshots`.

Each is an instant of `daily` at 80×24, as the engine and the screen have it; Rich turns it into
an SVG without anything to be fetched.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from calfcoach.events import Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import page_of
from calfcoach.session import Session
from calfcoach.timeline import compile_routine

FOLDER = Path(__file__).parent
INSTANTS = {"hold": 83.0, "change": 106.0, "tempo": 378.0}  # seconds into `daily`
STARTED = datetime(2026, 11, 17, 7, 42, tzinfo=UTC)
COLUMNS, ROWS = 80, 24

# Rich's own template asks a server for its font; this one takes the reader's monospace.
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}"
height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def at(seconds: float) -> Snapshot:
    """The instant of `daily` after so many seconds."""
    with TemporaryDirectory() as empty:
        catalog = Catalog(find_folders({"CALFCOACH_HOME": empty}))
        session = Session(compile_routine(catalog.routine("daily")))
    now = 0.0
    session.advance(now)
    while now < seconds:
        now = min(session.deadline() or seconds, seconds)
        session.advance(now)
    return session.snapshot()


def svg(seconds: float) -> str:
    """The screen of an instant as an SVG."""
    page = page_of(at(seconds), STARTED + timedelta(seconds=seconds))
    console = Console(
        width=COLUMNS, record=True, file=StringIO(), force_terminal=True, color_system="standard"
    )
    rows = laid_out(page, COLUMNS, ROWS)
    for row in [*rows, *([()] * (ROWS - len(rows)))]:
        line = Text.assemble(*((piece.text, str(piece.style or "")) for piece in row))
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    drawn = console.export_svg(title="calfcoach run daily", code_format=_SVG, unique_id="calf")
    return "\n".join(line.rstrip() for line in drawn.split("\n"))


def main() -> None:
    """Write every picture."""
    for name, seconds in INSTANTS.items():
        (FOLDER / f"{name}.svg").write_text(svg(seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
