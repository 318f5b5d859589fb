"""The history's write-ahead log, cut where a power cut could leave it.

What SQLite has told as written is a prefix of the log. `make torture` cuts at many more places.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import after, gap, start, work

from calfcoach.records import SessionRecord, Status
from calfcoach.store import History

AT_LENGTH = os.environ.get("HYPOTHESIS_PROFILE") == "torture"
CUTS = int(os.environ.get("CALFCOACH_TEST_CUTS", "30"))  # at random places, beside the boundaries
SHARDS = 3  # side by side
HEAD, FRAME_HEAD, PAGE = 32, 24, 4096  # bytes, by the format of the log
FRAME = FRAME_HEAD + PAGE


class Written:
    """A history whose writes all stand in its log: how long that was, and what the history held,
    after each of them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "history.db"
        self.log = folder / "history.db-wal"
        self.told: list[tuple[int, list[SessionRecord]]] = [(0, [])]
        self._history = History.open(self.path)
        self._keep()
        self._live()
        # The files as they are before SQLite closes them, which would empty the log.
        self.content, self.frames = self.path.read_bytes(), self.log.read_bytes()
        self._history.close()

    def _keep(self) -> None:
        with History.read(self.path) as reader:
            self.told.append((self.log.stat().st_size, reader.sessions(with_work=True)))

    def _live(self) -> None:
        one = self._history.begin(start())
        self._keep()
        deeds: list[Callable[[], object]] = [
            lambda: self._history.save_work(one, work(1, done_s=9.0), at=after(9)),
            lambda: self._history.save_work(one, work(1), at=after(30)),
            lambda: self._history.add_gap(one, gap(), at=after(60)),
            lambda: self._history.save_work(one, work(2, pain=4), at=after(90)),
            lambda: self._history.finish(one, Status.COMPLETED, at=after(99), lasted_s=99.0),
            lambda: self._history.set_score(one, "tightness", 3, at=after(100)),
            lambda: self._history.log(start(after(200)), [work(), work(2)], 60.0, at=after(200)),
            lambda: self._history.edit(one, {"note": "in the rain"}, at=after(300)),
            lambda: self._history.undo(at=after(301)),
        ]
        for deed in deeds:
            deed()
            self._keep()

    def held_at(self, length: int) -> list[SessionRecord]:
        """What was told as written when the log was that long."""
        return [held for size, held in self.told if size <= length][-1]

    def cut(self, place: Path, length: int) -> Path:
        """The history as it lies there with a log of that length; its path."""
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / "history.db").write_bytes(self.content)
        (place / "history.db-wal").write_bytes(self.frames[:length])
        return place / "history.db"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(tmp_path_factory.mktemp("written"))


def boundaries(written: Written) -> Iterator[int]:
    yield from range(HEAD, len(written.frames) + 1, FRAME)


def writes_at(no: int) -> bool:
    """Whether the nth of the cut histories is written on too: in the short form not each."""
    return AT_LENGTH or no % 24 == 0


def holds_what_was_told(path: Path, told: list[SessionRecord], *, writes: bool) -> None:
    # Held open meanwhile: who closes a history last waits for the disk.
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as held:
        assert held.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        with History.read(path) as history:
            assert history.sessions(with_work=True) == told
    if writes:
        with History.open(path) as history:
            history.save_work(history.begin(start(after(900))), work(), at=after(930))
            assert len(history.sessions()) == len(told) + 1


def test_all_was_written_to_the_log_and_nothing_to_the_file(written: Written) -> None:
    assert (len(written.frames) - HEAD) % FRAME == 0
    assert len(list(boundaries(written))) > 2 * len(written.told)
    sizes = [size for size, _ in written.told]
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == len(written.frames)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_log_cut_between_two_frames_leaves_what_was_told_by_then(
    written: Written, tmp_path: Path, shard: int
) -> None:
    for no, length in enumerate(list(boundaries(written))[shard::SHARDS]):
        path = written.cut(tmp_path / "cut", length)
        holds_what_was_told(path, written.held_at(length), writes=writes_at(no))


def test_a_log_cut_within_a_frame_leaves_what_was_told_before_it(
    written: Written, tmp_path: Path
) -> None:
    places = random.Random(1)
    lengths = [0, 1, HEAD - 1, HEAD + 1, HEAD + FRAME_HEAD, len(written.frames) - 1]
    lengths += [places.randrange(len(written.frames)) for _ in range(CUTS)]
    for no, length in enumerate(lengths):
        path = written.cut(tmp_path / "cut", length)
        holds_what_was_told(path, written.held_at(length), writes=writes_at(no))


@pytest.mark.parametrize("filling", [b"\x00", b"\xa5"])
def test_a_log_whose_last_frames_hold_something_else_leaves_what_was_told_before_them(
    written: Written, tmp_path: Path, filling: bytes
) -> None:
    # A disk may have made the log longer, and not have written there yet.
    places = random.Random(2)
    for no in range(CUTS // 2):
        length = places.randrange(len(written.frames))
        path = written.cut(tmp_path / "cut", length)
        with path.with_name("history.db-wal").open("ab") as log:
            log.write(filling * (len(written.frames) - length))
        holds_what_was_told(path, written.held_at(length), writes=writes_at(no))
