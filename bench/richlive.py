"""A countdown as it is usually written with `rich.live`, for comparison: a panel and a bar.

python bench/richlive.py SECONDS
"""

from __future__ import annotations

import math
import sys
import time

from rich.align import Align
from rich.console import Group
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar

seconds = int(sys.argv[1])
begun = time.monotonic()


def view() -> Group:
    left_s = begun + seconds - time.monotonic()
    told = Panel(Align.center(f"left: {max(0, math.ceil(left_s))} s"), title="Lean")
    return Group(told, ProgressBar(total=seconds, completed=seconds - left_s))


with Live(get_renderable=view, refresh_per_second=4, screen=True):
    time.sleep(seconds)
