"""The page of all keys (`?`), at any size. What runs goes on behind it, and is seen on top."""

from __future__ import annotations

from calfcoach.screen.bar import drawn_bar
from calfcoach.screen.keys import ALL
from calfcoach.screen.page import Page
from calfcoach.screen.rows import Row, beside, indented, row, spread
from calfcoach.screen.styles import BAR, PLAIN, STRONG
from calfcoach.screen.text import cut

LINES_FROM = (60, len(ALL) + 5)  # columns and rows for a line a key, under the session's own head
_NAME = 10  # cells of a key's name
_LEAST_COLUMN = 19  # cells of a key with its short words
_GAP = 2


def keys_page(page: Page, columns: int, rows: int, number: int = 0) -> tuple[Row, ...]:
    """The `number`th page of keys, from 0; nothing where there are no more. Everything is on one
    where there is room for a line a key, else the keys stand in columns."""
    if columns >= LINES_FROM[0] and rows >= LINES_FROM[1]:
        return _with_a_line_each(page, columns, rows) if number == 0 else ()
    longest = max(len(f"{name} {short}") for name, short, _ in ALL)
    across = max(1, (columns + _GAP) // (longest + _GAP))
    if across * max(1, rows - 1) < len(ALL):
        across = max(1, columns // _LEAST_COLUMN)
    down = max(1, min(rows - 1, -(-len(ALL) // across)))
    shown = ALL[number * across * down : (number + 1) * across * down]
    if not shown:
        return ()
    pages = -(-len(ALL) // (across * down))
    said, figure = page.brief[0]
    at_page = f"  {number + 1}/{pages}" if pages > 1 else ""  # `?` turns them over
    now = spread(said, f"{figure}{at_page}", columns, STRONG)
    lines = [_in_columns(shown[at::down], columns // across) for at in range(min(down, len(shown)))]
    return (now, *lines)[:rows]


def _with_a_line_each(page: Page, columns: int, rows: int) -> tuple[Row, ...]:
    room = columns - 2
    done, left = drawn_bar(page.bar, room)
    head: list[Row] = [
        spread(page.title, f"{page.to_go}   {page.clock}", room),
        row((done, BAR), (left, BAR)),
        (),
        spread(*page.brief[0], room, STRONG),
        (),
    ]
    lines = [
        row((f"{name:<{_NAME}}", STRONG), (cut(does, room - _NAME), PLAIN)) for name, _, does in ALL
    ]
    air = (rows - len(head) - len(lines)) // 3
    return tuple(indented(each, 1) for each in [*head, *([()] * air), *lines])


def _in_columns(keys: tuple[tuple[str, str, str], ...], cells: int) -> Row:
    line: Row = ()
    for at, (name, short, _) in enumerate(keys):
        text = cut(f"{name} {short}", cells if len(keys) == 1 else cells - 1)
        pieces = row((text[: len(name)], STRONG), (text[len(name) :], PLAIN))
        line = beside(line, pieces, at * cells)
    return line
