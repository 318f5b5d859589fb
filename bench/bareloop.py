"""The floor of a countdown: `select` until each whole second, then one `write`. Nothing else.

python bench/bareloop.py SECONDS
"""

from __future__ import annotations

import os
import select
import sys
import time

seconds = int(sys.argv[1])
begun = time.monotonic()
for no in range(seconds + 1):
    while (left_s := begun + no - time.monotonic()) > 0:
        select.select([], [], [], left_s)
    os.write(1, b"\r%5d " % (seconds - no))
