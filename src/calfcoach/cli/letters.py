"""Which letters the terminal has: by its encoding, and by what the person said of it.

Owns the one rule for Braille, blocks and arrows or plain characters in their stead. Python writes
UTF-8 where the locale is C, whatever the terminal can show; the names of the locale tell.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

PLAIN = "ascii"
_WHOLE = "utf-8"
_COERCED = "C.UTF-8"  # what Python puts in the place of a locale C, for the processes it starts
_BARE = ("C", "POSIX")


def encoding_of(environ: Mapping[str, str], *, ascii: bool = False) -> str:  # noqa: A002
    """The encoding of what stdout shows; `ascii` where plain characters are asked for."""
    if ascii:
        return PLAIN
    encoding = sys.stdout.encoding or _WHOLE
    # else it was asked for by name, or the locale itself has it
    forced = bool(sys.flags.utf8_mode) and not (
        environ.get("PYTHONUTF8") or environ.get("PYTHONIOENCODING")
    )
    return _named(environ, encoding) if forced else encoding


def _named(environ: Mapping[str, str], encoding: str) -> str:
    """What the names of a locale say that Python did not heed. Where nothing is named a terminal
    of today is meant, as in a container."""
    own = environ.get("LC_CTYPE", "")
    names = (environ.get("LC_ALL"), "" if own == _COERCED else own, environ.get("LANG"))
    name = next((each for each in names if each), "")
    charset = name.partition("@")[0].partition(".")[2].lower().replace("-", "")
    plain = name in _BARE or charset not in ("", "utf8")
    return PLAIN if plain else encoding


def writes(text: str, encoding: str) -> bool:
    """Whether an encoding has all characters of a text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
