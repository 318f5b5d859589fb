"""The kinds of things beside a person, and which numbers each has.

Apart from how they are drawn, as every reading of an exercise imports this.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum


class Form(StrEnum):
    """Which numbers a kind of prop has."""

    UPRIGHT = "x"
    LEVEL = "y"
    SPOT = "[x, y]"
    ROUND = "[x, y, radius]"
    BOX = "[left, top, right, bottom]"
    LINE = "[[x, y], [x, y]]"


KINDS = {
    "wall": Form.UPRIGHT,
    "floor": Form.LEVEL,
    "step": Form.BOX,
    "chair": Form.BOX,
    "table": Form.BOX,
    "bed": Form.BOX,
    "mat": Form.BOX,
    "pillow": Form.BOX,
    "pack": Form.BOX,
    "tub": Form.BOX,
    "roller": Form.ROUND,
    "ball": Form.ROUND,
    "towel": Form.LINE,
    "band": Form.LINE,
    "rail": Form.LINE,
    "arrow": Form.LINE,
    "mallet": Form.LINE,
    "hand": Form.SPOT,
}

# What each looks like, for those who write a picture.
LOOKS = {
    "wall": "upright through the whole picture, with short lines behind it",
    "floor": "level through the whole picture",
    "step": "a box",
    "chair": "a seat with one leg below its front, and a back: its numbers are the back, the seat, "
    "the front and the floor; the back may stand at the right of the front",
    "table": "a top and two legs",
    "bed": "a top and two legs",
    "mat": "a filled box",
    "pillow": "a filled box",
    "pack": "a soft box, wound around",
    "tub": "open at the top, with water",
    "roller": "a ring",
    "ball": "a disc",
    "towel": "a line",
    "band": "a line",
    "rail": "a line",
    "arrow": "a line with its tip at the last point",
    "mallet": "a line with a head at the first point",
    "hand": "a disc that presses",
}
