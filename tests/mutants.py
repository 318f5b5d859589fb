"""Files as nobody should write them: what is shipped, broken at random by a seeded mutator.

Quick, so that hundreds of thousands can be tried; Hypothesis finds smaller ones, more slowly.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from calfcoach.files.folders import shipped_exercises, shipped_routines

LARGEST = 1_100_000  # a little more than a file may have
_NUMBER = re.compile(rb"[0-9]+")
_TEXT = re.compile(rb'"[^"\n]*"')
_VALUES = (
    b"1000000000",
    b'"1000000000s"',
    b'"99999999999999999999m"',
    b"-1",
    b"0",
    b"nan",
    b"inf",
    b"-inf",
    b"1e999",
    b"1e-999",
    b"0x7fffffffffffffffff",
    b"9" * 5_000,
    b"1." + b"9" * 5_000,
    b"1979-05-27",
    b"1979-05-27T07:32:00Z",
    b"07:32:00",
    b"9999-12-31",
    b"true",
    b"[]",
    b"{}",
    b"[[]]",
    b"[{}]",
    b'""',
    b'"\\u001b[2J"',
    b'"\\u009b"',
    b'"\\u202e"',
    b'"\\u2066x"',
    b'"\\u0000"',
    b'"\\u007f"',
    b'"\\ud800"',
    b'"../../etc/passwd"',
    b'"con"',
    b'"[red]x[/]"',
    b'"' + b"x" * 3_000 + b'"',
    b"[" * 300 + b"]" * 300,
    b"[" * 50_000,
    b"{a=" * 200 + b"1" + b"}" * 200,
    b"a." * 300 + b"a = 1\n",
    b"'''",
    b'"""',
    b"'",
    b'"',
    b"\\",
    b"[1, 2",
    b"{ a = 1",
    b"20",
    b'"20-0-20"',
    b'"10-12"',
    b'"max"',
    b'"1-200"',
    b'"60-60-60-60"',
    b"each",
    b'"alternate"',
)
_LINES = (
    b"[[step]]\n",
    b"[step]\n",
    b"[[step.step]]\n",
    b"[pacing]\n",
    b"[exercise.own]\n",
    b"[[stage]]\n",
    b"[exercise.own.dose.default]\n",
    b"[dose.default]\n",
    b'exercise = "own"\n',
    b"repeat = 20\n",
    b"sets = 20\n",
    b"rounds = 20\n",
    b'reps = "max"\n',
    b"hold = 600\n",
    b"time = 3600\n",
    b"steps = 200\n",
    b'parts = [{ name = "A", time = 9 }]\n',
    b'end = "A"\n',
    b'pass = "0.5s"\n',
    b"limit = 3600\n",
    b'tempo = "60-60-60"\n',
    b'sides = "alternate"\n',
    b"format = 2\n",
    b"sources = [[]]\n",
    b"step = []\n",
    b"[[stage.item]]\n",
    b'routine = "daily"\n',
    b"title.x = 1\n",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\x1b[2J\n",
    b"# \xe2\x80\xae\n",
    b"\xc2\x9b31m\n",
    b"\xff\xfe\n",
    b"\xed\xa0\x80",
    b"\x00",
    b"\t\t\n",
)
_BYTES = b"\"'[]{}=.,#\n\r\t\\ \x00\x1b\x7f\x80\xc2\xe2\xffa0-_"


def seeds() -> list[bytes]:
    """What is shipped, and files that are broken already."""
    here = Path(__file__).parent
    folders = (shipped_routines(), *shipped_exercises().parent.iterdir())
    paths = [path for folder in folders if folder.is_dir() for path in folder.glob("*.toml")]
    paths += (here / "files" / "broken").glob("*.toml")
    return [path.read_bytes() for path in sorted(paths)]


def mutants(number: int, seed: int) -> Iterator[bytes]:
    """As many broken files, the same ones for the same seed."""
    chance = random.Random(seed)  # to be the same again, not to be secret
    corpus = seeds()
    for _ in range(number):
        data = chance.choice(corpus)
        for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
            data = _changed(data, chance, corpus)
        yield data[:LARGEST]


def _changed(data: bytes, chance: random.Random, corpus: list[bytes]) -> bytes:
    match chance.randrange(10):
        case 0 | 1:
            return _with_value(data, chance, _NUMBER)
        case 2 | 3:
            return _with_value(data, chance, _TEXT)
        case 4:
            place = chance.randrange(len(data) + 1)
            return data[:place] + bytes([chance.choice(_BYTES)]) + data[place + 1 :]
        case 5:
            start = chance.randrange(len(data) + 1)
            return data[:start] + data[start + chance.randrange(1, 40) :]
        case 6:
            other = chance.choice(corpus)
            return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]
        case 7 if chance.randrange(200) == 0:
            return data * min(chance.choice((10, 300, 10_000)), LARGEST // (len(data) + 1) + 1)
        case _:
            return _with_line(data, chance)


def _with_value(data: bytes, chance: random.Random, pattern: re.Pattern[bytes]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_VALUES) + data[one.end() :]


def _with_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    place = chance.randrange(len(lines) + 1)
    match chance.randrange(4):
        case 0 if lines:
            del lines[place - 1]
        case 1 if lines:
            lines.insert(place, chance.choice(lines))
        case 2 if lines:
            chance.shuffle(lines)
        case _:
            lines.insert(place, chance.choice(_LINES))
    return b"".join(lines)
