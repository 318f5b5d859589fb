"""Names of sessions: ids that are unique across machines, and the short codes people type.

Owns the shape of an id and of a code. Knows nothing of SQLite, files or the clock: the
instant and the random bytes are arguments.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RANDOM_BYTES = 10  # of an id; 74 of the 80 bits are used
CODE_LENGTH = 4  # letters that a listing shows, unless more are needed
TAIL_LENGTH = 12  # hex digits at the end of an id, all random, that the code is made of

# One letter a hex digit. No vowels, so that no words come out; no l, q, v, x or y, which are
# misread as 1, g, u, k and j, or misheard.
CODE_LETTERS = "bcdfghjkmnprstwz"

_HEX = "0123456789abcdef"
_ID = "00000000-0000-0000-0000-000000000000"
_TO_ZEROS = str.maketrans(_HEX, "0" * len(_HEX))
_TO_LETTERS = str.maketrans(_HEX, CODE_LETTERS)
_TO_HEX = str.maketrans(CODE_LETTERS, _HEX)


def new_id(now_ms: int, random: bytes) -> str:
    """An id in the form of a version 7 UUID: later ids sort after earlier ones.

    `now_ms` is milliseconds since 1970, 0 or more and below 2**48; `random` is
    `RANDOM_BYTES` bytes from the system. Ids of the same millisecond sort by chance.
    ValueError when either is out of range.
    """
    if not 0 <= now_ms < 1 << 48:
        raise ValueError(f"not a time of an id: {now_ms}")
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"an id needs {RANDOM_BYTES} random bytes, got {len(random)}")
    number = int.from_bytes(random, "big")
    high = number >> 68  # 12 bits, after the version
    low = number & ((1 << 62) - 1)  # 62 bits, after the variant
    digits = f"{now_ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def is_id(value: object) -> bool:
    """Whether a value has the form of an id, so that its code is made of letters alone."""
    return isinstance(value, str) and value.translate(_TO_ZEROS) == _ID


def are_ids(texts: Sequence[str]) -> bool:
    """Whether all of them have. At once: a thousand, each by itself, take six times as long.
    TypeError for no text."""
    return "\n".join(texts).translate(_TO_ZEROS) == "\n".join([_ID] * len(texts))


def full_code(session_id: str) -> str:
    """All letters of an id's code: `TAIL_LENGTH` of them."""
    return session_id[-TAIL_LENGTH:].translate(_TO_LETTERS)


def shortest_codes(session_ids: Iterable[str]) -> dict[str, str]:
    """For each id the code that tells it from all the others.

    At least `CODE_LENGTH` letters. Ids that share their whole random tail keep the full
    code: only the id itself tells them apart.
    """
    codes: dict[str, str] = {}
    waiting = {each: full_code(each) for each in session_ids}
    for length in range(CODE_LENGTH, TAIL_LENGTH):
        alike: dict[str, list[str]] = {}
        for session_id, code in waiting.items():
            alike.setdefault(code[:length], []).append(session_id)
        codes |= {those[0]: head for head, those in alike.items() if len(those) == 1}
        waiting = {
            each: waiting[each] for those in alike.values() if len(those) > 1 for each in those
        }
        if not waiting:  # nearly always at once
            break
    return codes | waiting


def is_code(text: str) -> bool:
    """Whether a text can be a code or its beginning."""
    return 0 < len(text) <= TAIL_LENGTH and all(letter in CODE_LETTERS for letter in text)


def tail_of_code(code: str) -> str:
    """The hex digits that a code, or its beginning, stands for."""
    return code.translate(_TO_HEX)
