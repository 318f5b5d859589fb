"""One entry for every measurement: `python bench`, or `make bench`.

    python bench [--short] [--json FILE] [--only start-up,countdown,growth,engine,tones] [--long]

The short form takes about nine minutes, the full one about forty, --long ten more.

Owns the order of it and the choice of lengths. Judges nothing but what the budgets say, and ends
with 0 whatever they say: a slow machine is no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import countdown
import engine
import growth
import peers
import startup
import tones
from figures import Figure, document, markdown, table

PARTS = ("start-up", "countdown", "growth", "engine", "tones")


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    _tell("compiling bytecode")
    startup.compile_bytecode()
    with tempfile.TemporaryDirectory(prefix="calfcoach-bench-") as name:
        found, missing = _measured(options, Path(name))
    _tell("")
    print(markdown(found) if options.markdown else table(found))
    if missing:
        print(f"\nnot there, so not measured: {', '.join(missing)}")
    if options.json is not None:
        form = "short" if options.short else "full"
        text = json.dumps(document(found, form=form), indent=2)
        Path(options.json).write_text(f"{text}\n", encoding="utf-8")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="How fast, how small, how exact.")
    parser.add_argument("--short", action="store_true", help="a few minutes, for every change")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    parser.add_argument("--markdown", action="store_true", help="tables for a page")
    parser.add_argument("--only", metavar="PARTS", default=",".join(PARTS), help=", ".join(PARTS))
    parser.add_argument("--long", action="store_true", help="a countdown of ten minutes too")
    parser.add_argument("--rounds", type=int, metavar="N", help="instead of the usual number")
    parser.add_argument("--no-peers", action="store_true", help="fetch no other programs")
    parser.add_argument(
        "--peers",
        metavar="FOLDER",
        default=str(Path(tempfile.gettempdir()) / "calfcoach-bench-peers"),
        help="where other programs are kept",
    )
    options = parser.parse_args(arguments)
    options.only = [part for part in options.only.split(",") if part]
    if unknown := [part for part in options.only if part not in PARTS]:
        parser.error(f"no part is called {unknown[0]}; there are {', '.join(PARTS)}")
    return options


def _measured(options: argparse.Namespace, folder: Path) -> tuple[list[Figure], list[str]]:
    """All figures; and the programs that could not be had."""
    programs: Path | None = None
    missing: list[str] = []
    if not options.no_peers and {"start-up", "countdown"} & set(options.only):
        _tell("fetching other programs")
        programs, missing = peers.fetch(Path(options.peers))
    found: list[Figure] = []
    if "start-up" in options.only:
        others = peers.prepare(programs, folder / "peers", startup.SESSIONS) if programs else []
        runs = _rounds(options, short=5, full=15)
        found += startup.measure(folder, runs=runs, peers=others, told=_tell)
    if "countdown" in options.only:
        found += countdown.measure(
            folder,
            seconds=20 if options.short else 60,
            runs=_rounds(options, short=1, full=3),
            long_s=600 if options.long else 0,
            termdown=peers.countdown(programs) if programs else None,
            told=_tell,
        )
    if "growth" in options.only:
        top, runs = 10_000 if options.short else 100_000, _rounds(options, short=5, full=11)
        found += growth.measure(folder, top=top, runs=runs, told=_tell)
    if "engine" in options.only:
        found += engine.measure(runs=_rounds(options, short=5, full=21), told=_tell)
    if "tones" in options.only:
        _tell("tones")
        found += tones.measure(60 if options.short else 200)
    return found, missing


def _rounds(options: argparse.Namespace, *, short: int, full: int) -> int:
    """How often each is measured."""
    if options.rounds is not None:
        return max(1, int(options.rounds))
    return short if options.short else full


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
