"""Frozen values: what `dataclass(frozen=True, slots=True, kw_only=True)` makes, without its price.

A dataclass compiles six methods for every class. That is 1.3 ms each, and with a hundred of them
it was half of the time until a session's first frame. Here the methods are the same few closures
for all, so that a class costs next to nothing. Knows nothing of what is in a value.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False  # every command makes values, and `typing` costs a quarter of an interpreter
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn, TypeVar, dataclass_transform

    _T = TypeVar("_T")
    _Setter = Callable[[Any, Any], None]
else:

    def dataclass_transform(**told):
        """What only the type checker is told."""
        return lambda made: made


@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen(cls: type[_T]) -> type[_T]:
    """A class of frozen values with the fields that are annotated in its body. Fields are given
    by name; equality and hash are those of the fields; `__post_init__` is called where there is
    one. Assignment raises `AttributeError`."""
    names = tuple(cls.__annotations__)
    body = {name: value for name, value in vars(cls).items() if name not in _DROPPED}
    defaults = {name: body.pop(name) for name in names if name in body}
    setters: list[tuple[str, _Setter]] = []
    fields = attrgetter(*names) if names else lambda value: ()
    init = _init(cls.__name__, names, setters, defaults, getattr(cls, "__post_init__", None))
    meta: Any = type(cls)
    # All of it in the body: to give a method to a class that stands costs twice as much.
    made = meta(
        cls.__name__,
        cls.__bases__,
        {"__eq__": _equality(fields), "__hash__": _hash(fields), "__repr__": _repr}
        | body
        | {
            "__slots__": names,
            "__fields__": names,
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__init__": init,
            "__reduce__": _reduce,
        },
    )
    setters += [(name, getattr(made, name).__set__) for name in names]
    return made  # type: ignore[no-any-return]  # the class, made anew with slots


def replace(value: _T, **changed: Any) -> _T:
    """The same value with some fields changed. TypeError for a name that is none."""
    fields = {name: getattr(value, name) for name in fields_of(value)}
    return type(value)(**(fields | changed))


def maker(kind: type[_T], names: tuple[str, ...]) -> Callable[[Iterable[Any]], _T]:
    """What makes values of a class without `__post_init__` from all of its fields in the order of
    `names`: half as long as by name, where there are thousands. ValueError for other names."""
    if sorted(names) != sorted(fields_of(kind)):
        raise ValueError(f"these are not the fields of {kind.__name__}")
    setters: list[_Setter] = [getattr(kind, name).__set__ for name in names]
    new = object.__new__

    def make(values: Iterable[Any]) -> _T:
        value = new(kind)
        for put, each in zip(setters, values, strict=True):
            put(value, each)
        return value

    return make


def fields_of(value: Any) -> tuple[str, ...]:
    """The names of a value's, or a class's, fields in their order."""
    names: tuple[str, ...] = value.__fields__
    return names


_DROPPED = ("__dict__", "__weakref__")


def _init(
    name: str,
    names: tuple[str, ...],
    setters: list[tuple[str, _Setter]],
    defaults: dict[str, Any],
    after: Callable[[Any], None] | None,
) -> Callable[..., None]:
    count = len(names)

    def __init__(self: Any, **given: Any) -> None:  # noqa: N807  # it becomes the method
        if len(given) != count:
            given = {**defaults, **given}
        try:
            for field, put in setters:
                put(self, given[field])
        except KeyError:
            raise _refused(name, names, {**defaults, **given}) from None
        if len(given) != count:
            raise _refused(name, names, given)
        if after is not None:
            after(self)

    return __init__


def _refused(name: str, names: tuple[str, ...], given: dict[str, Any]) -> TypeError:
    for field in names:
        if field not in given:
            return TypeError(f"{name} needs {field}")
    return TypeError(f"{name} has no {min(given.keys() - set(names))}")


def _equality(fields: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807  # it becomes the method
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or fields(self) == fields(other)

    return __eq__


def _hash(fields: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807  # it becomes the method
        return hash(fields(self))

    return __hash__


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields_of(self))
    return f"{type(self).__qualname__}({said})"


def _reduce(self: Any) -> tuple[Any, ...]:
    return _remade, (type(self), {name: getattr(self, name) for name in fields_of(self)})


def _remade(kind: Callable[..., Any], fields: dict[str, Any]) -> Any:
    return kind(**fields)


def _refuse(self: Any, name: str, *value: object) -> NoReturn:
    raise AttributeError(f"{type(self).__qualname__} is frozen: {name} cannot be changed")
