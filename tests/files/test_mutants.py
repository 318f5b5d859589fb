"""Many broken files: none brings a traceback, a hang, or a character that steers a terminal.

CALFCOACH_TEST_MUTANTS says how many; `make torture` asks for 200,000.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from tempfile import TemporaryDirectory

import pytest
from mutants import mutants
from test_files_fuzz import steers

from calfcoach.cli.trouble import in_lines, in_sentences
from calfcoach.errors import CoachError
from calfcoach.files.card import read_card
from calfcoach.files.catalog import Catalog
from calfcoach.files.document import parse
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import find_folders
from calfcoach.files.plan_file import read_plan
from calfcoach.files.routine import read_routine
from calfcoach.model import Exercise
from calfcoach.terms import Origin
from calfcoach.timeline import compile_routine

SHARDS = 8
MUTANTS = int(os.environ.get("CALFCOACH_TEST_MUTANTS", "800"))
LONGEST_S = 1.0


@cache
def library() -> Mapping[str, Exercise]:
    with TemporaryDirectory() as folder:
        found, _ = Catalog(find_folders({"CALFCOACH_HOME": folder})).exercises()
    return {exercise.id: exercise for exercise in found}


def play(data: bytes) -> None:
    """What `run` does with a file up to the first second."""
    routine = read_routine(
        data, id="mine", where="mine.toml", exercises=library(), origin=Origin.FILE
    )
    compile_routine(routine)


READERS: tuple[Callable[[bytes], object], ...] = (
    play,
    partial(read_exercise_file, id="mine", where="mine.toml", origin=Origin.USER),
    partial(read_plan, where="plan.toml"),
    partial(read_card, id="mine", where="mine.toml"),
    partial(parse, where="config.toml", settings=True),
)


def told(read: Callable[[bytes], object], data: bytes) -> str:
    """What a person reads of a file, in both forms; nothing of one that is sound."""
    try:
        read(data)
    except CoachError as error:
        return "".join(in_lines(one) + in_sentences(one) for one in error.all())
    return ""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_broken_file_brings_a_traceback_a_hang_or_a_control_character(shard: int) -> None:
    library()
    for number, data in enumerate(mutants(MUTANTS // SHARDS, seed=shard)):
        readers = READERS[:1] if number % 4 else READERS
        for read in readers:
            began = time.process_time()  # not of the clock: other tests have the machine too
            text = told(read, data)
            took_s = time.process_time() - began
            assert took_s < LONGEST_S, (took_s, read, data[:2_000])
            assert not any(map(steers, set(text) - {"\n"})), (text, data[:2_000])
