from __future__ import annotations

import os
import uuid
from itertools import pairwise

import pytest

from calfcoach.store.ids import (
    CODE_LETTERS,
    RANDOM_BYTES,
    full_code,
    is_code,
    new_id,
    shortest_codes,
    tail_of_code,
)

MAY_2026_MS = 1_780_000_000_000


def an_id(tail: str) -> str:
    return f"019e6f2a-1400-7000-8000-{tail:0>12}"


def test_an_id_is_a_version_7_uuid_that_holds_its_time() -> None:
    made = uuid.UUID(new_id(MAY_2026_MS, bytes(range(RANDOM_BYTES))))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == MAY_2026_MS


def test_an_id_of_all_ones_is_still_a_version_7_uuid() -> None:
    assert new_id((1 << 48) - 1, b"\xff" * RANDOM_BYTES) == "ffffffff-ffff-7fff-bfff-ffffffffffff"


def test_an_id_of_all_zeros_is_still_a_version_7_uuid() -> None:
    assert new_id(0, bytes(RANDOM_BYTES)) == "00000000-0000-7000-8000-000000000000"


def test_later_ids_sort_after_earlier_ones() -> None:
    made = [new_id(MAY_2026_MS + step, os.urandom(RANDOM_BYTES)) for step in range(2000)]
    assert made == sorted(made)


def test_ids_of_two_machines_in_the_same_milliseconds_differ() -> None:
    # Every id of both machines falls into one of five milliseconds.
    here = {new_id(MAY_2026_MS + no % 5, os.urandom(RANDOM_BYTES)) for no in range(20_000)}
    there = {new_id(MAY_2026_MS + no % 5, os.urandom(RANDOM_BYTES)) for no in range(20_000)}
    assert len(here | there) == 40_000


def test_a_time_before_1970_makes_no_id() -> None:
    with pytest.raises(ValueError, match=r"^not a time of an id: -1$"):
        new_id(-1, bytes(RANDOM_BYTES))


def test_an_id_wants_all_its_random_bytes() -> None:
    with pytest.raises(ValueError, match=r"^an id needs 10 random bytes, got 3$"):
        new_id(MAY_2026_MS, b"abc")


def test_the_letters_of_codes_spell_no_words_and_have_no_twins() -> None:
    assert len(set(CODE_LETTERS)) == 16
    assert not set(CODE_LETTERS) & set("aeioulqvxy")


def test_a_code_comes_from_the_random_end_of_the_id() -> None:
    assert full_code(an_id("0123456789ab")) == "bcdfghjkmnpr"
    assert tail_of_code("bcdfg") == "01234"


def test_codes_have_four_letters_where_four_are_enough() -> None:
    ids = [an_id("000000000000"), an_id("000100000000"), an_id("f00000000000")]
    assert list(shortest_codes(ids).values()) == ["bbbb", "bbbc", "zbbb"]


def test_codes_that_begin_alike_are_as_long_as_it_takes() -> None:
    ids = [an_id("000000000000"), an_id("000000100000"), an_id("000010000000")]
    assert shortest_codes(ids) == {
        ids[0]: "bbbbbbb",
        ids[1]: "bbbbbbc",
        ids[2]: "bbbbc",
    }


def test_the_shortest_codes_of_many_ids_are_all_different_and_no_beginning_of_another() -> None:
    ids = [new_id(MAY_2026_MS, os.urandom(RANDOM_BYTES)) for _ in range(5000)]
    codes = sorted(shortest_codes(ids).values())
    assert len(codes) == 5000
    assert not any(b.startswith(a) for a, b in pairwise(codes))


def test_ids_with_the_same_end_keep_the_whole_code() -> None:
    one, other = an_id("7"), an_id("7").replace("1400", "1500")
    assert set(shortest_codes([one, other]).values()) == {"bbbbbbbbbbbk"}


def test_no_ids_have_no_codes() -> None:
    assert shortest_codes([]) == {}


def test_only_letters_of_the_alphabet_make_a_code() -> None:
    assert is_code("bcdf")
    assert not is_code("")
    assert not is_code("last")
    assert not is_code("BCDF")
    assert not is_code("b" * 13)
