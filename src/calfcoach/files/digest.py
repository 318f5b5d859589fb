"""The digest of a file's bytes, by which it is told whether it is still the same."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def digest(data: bytes) -> str:
    """The digest in hex digits."""
    return str(_sha256()(data).hexdigest())


@cache  # to look for a module that is not there takes longer than ten digests
def _sha256() -> Callable[[bytes], Any]:
    """`hashlib` loads OpenSSL for it, 5 ms at every start; Python has one of its own, whose name
    differs between versions."""
    for name in ("_sha2", "_sha256", "hashlib"):
        with suppress(ImportError):
            found: Callable[[bytes], Any] = __import__(
                name
            ).sha256  # `importlib` has more behind it
            return found
    raise AssertionError("hashlib is always there")
