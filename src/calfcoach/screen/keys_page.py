"""The page of all keys (`?`), at any size. The session goes on behind it and is seen on top."""

from __future__ import annotations

from calfcoach import replies
from calfcoach.screen.keys import ALL
from calfcoach.screen.page import Page
from calfcoach.screen.rows import Row, beside, indented, row, spread
from calfcoach.screen.styles import PLAIN, STRONG
from calfcoach.screen.text import cut, folded

_AROUND = 4  # rows that do not hold keys: where one is, two blanks, how to close it
_NAME = 10  # cells of a key's name
_COLUMN = 19  # cells of a key with its short words, at least


def keys_page(page: Page, columns: int, rows: int) -> tuple[Row, ...]:
    """The keys with a line each, where they do not fit in columns, else as one sentence."""
    now = spread(*page.brief[0], columns, STRONG)
    room = columns - 2
    if rows >= len(ALL) + _AROUND and columns >= 60:
        lines = [
            row((f"{name:<{_NAME}}", STRONG), (cut(does, room - _NAME), PLAIN))
            for name, _, does in ALL
        ]
        top = (rows - len(lines) - _AROUND) // 3
        page_rows = [indented(now, 0), (), *([()] * top), *(indented(line, 1) for line in lines)]
        return (*page_rows, *([()] * (rows - len(page_rows))))[:rows]
    across = max(1, columns // _COLUMN)
    down = -(-len(ALL) // across)
    if columns >= _COLUMN and down + 1 <= rows:
        return (now, *(_in_columns(number, down, columns // across) for number in range(down)))
    said = folded(replies.KEYS, columns, max(1, rows - 1))
    return (now, *(row((text, PLAIN)) for text in said))[:rows]


def _in_columns(number: int, down: int, cells: int) -> Row:
    line: Row = ()
    for at, (name, short, _) in enumerate(ALL[number::down]):
        text = cut(short, cells - len(name) - 2)
        line = beside(line, row((f"{name} ", STRONG), (text, PLAIN)), at * cells)
    return line
