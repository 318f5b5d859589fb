"""What stays as it is for a whole phase is made once, and not again each second.

Owns when something is made anew: when what it is made of is no longer equal. The very same objects
are found equal without a look into them, so that what differs first should be told first.
"""

from __future__ import annotations

from functools import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    _P = ParamSpec("_P")
    _T = TypeVar("_T")


def lasting(of: Callable[_P, tuple[object, ...]]) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """A decorator of pure functions: what was made last is given again while `of` the arguments is
    the same, so it must depend on nothing else. `lru_cache` would need a hash of it all, and a
    look into every phase of a timeline."""

    def keeping(make: Callable[_P, _T]) -> Callable[_P, _T]:
        last: list[tuple[tuple[object, ...], _T]] = []

        @wraps(make)
        def given(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            these = of(*args, **kwargs)
            if not last or last[0][0] != these:
                last[:] = [(these, make(*args, **kwargs))]
            return last[0][1]

        return given

    return keeping
