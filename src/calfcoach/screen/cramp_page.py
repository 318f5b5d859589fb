"""The page of a cramp: what to do now in a few large words, and how long it has lasted. Pure."""

from __future__ import annotations

from datetime import datetime

from calfcoach.cramp import EASE_S, STEPS_S, STROKE_S, Cramp, Stage
from calfcoach.report.clock import clock
from calfcoach.screen import words
from calfcoach.screen.bar import Bar
from calfcoach.screen.keybar import key_row
from calfcoach.screen.layout import laid_out
from calfcoach.screen.page import Ink, Key, Page
from calfcoach.screen.rows import Row, row, spread
from calfcoach.screen.styles import PLAIN, STRONG
from calfcoach.screen.text import folded, width

ROOMY_COLUMNS, ROOMY_ROWS = 60, 20
_STAGES = (EASE_S, STROKE_S, STEPS_S)
_DONE = {Stage.RELEASE: 0, Stage.EASE: 0, Stage.STROKE: 1, Stage.STEPS: 2, Stage.OVER: 2}
_KEYS = {
    Stage.RELEASE: (
        Key(name="enter", does="it lets go", short="lets go", kept=True),
        Key(name="n", does="something else", short="else"),
        Key(name="q", does="stop", short="stop"),
    ),
    Stage.EASE: (
        Key(name="b", does="it is back", short="back"),
        Key(name="n", does="something else", short="else"),
        Key(name="q", does="stop", short="stop"),
    ),
}


def cramp_rows(
    cramp: Cramp, said: tuple[str, ...], wall: datetime, size: tuple[int, int], *, night: bool
) -> tuple[Row, ...]:
    """The whole window, `size` columns and rows. `said` are the sentences that were said last;
    at night the ink is light. In a small window the sentences need the room of the digits."""
    columns, rows = size
    if columns < ROOMY_COLUMNS or rows < ROOMY_ROWS:
        return _in_words(cramp, said, columns, rows)
    return laid_out(_page(cramp, said, wall, night=night), columns, rows)


def _page(cramp: Cramp, said: tuple[str, ...], wall: datetime, *, night: bool) -> Page:
    left_s = cramp.left_s
    passed_s = float(sum(_STAGES[: _DONE[cramp.stage]]))
    if left_s is not None:
        passed_s += max(0.0, _STAGES[_DONE[cramp.stage]] - words.ceiling(left_s))
    return Page(
        title="Cramp",
        to_go=f"{clock(int(cramp.lasted_s))} so far",
        clock=f"{wall:%H:%M}",
        short_clock=f"{wall:%H:%M}",
        bar=Bar(segments=_STAGES, passed_s=passed_s),
        ink=Ink.LIGHT if night else Ink.WORK,
        wide=True,
        band=cramp.short,
        digits=_figure(cramp),
        widest="10:00" if left_s is None else "30",
        lines=said,
        keys=_KEYS.get(cramp.stage, _KEYS[Stage.EASE]),
        brief=((cramp.short, _figure(cramp)),),
    )


def _figure(cramp: Cramp) -> str:
    left_s = cramp.left_s
    return clock(int(cramp.lasted_s)) if left_s is None else words.digits(words.ceiling(left_s))


def _in_words(cramp: Cramp, said: tuple[str, ...], columns: int, rows: int) -> tuple[Row, ...]:
    """What to do in a few words, the time, the sentences, and the keys where there is room."""
    figure = _figure(cramp)
    short = folded(cramp.short, columns, max(rows - 1, 1))
    lines = [row((text, STRONG)) for text in short]
    if width(short[-1]) + 1 + len(figure) <= columns:
        lines[-1] = spread(short[-1], figure, columns, STRONG)
    elif len(lines) < rows:
        lines.append(spread("", figure, columns, STRONG))
    keys = key_row(_KEYS.get(cramp.stage, _KEYS[Stage.EASE]), columns)
    room = rows - len(lines) - 1
    if room < 1:
        return tuple(lines[:rows])
    sentences = [row((text, PLAIN)) for text in folded(" ".join(said), columns, room)]
    blank: list[Row] = [()] * (room - len(sentences))
    return (*lines, *sentences, *blank, keys)
