"""Enumerations of words: what `enum.StrEnum` makes, without its price.

That one takes a tenth of an interpreter's start to import, and each class of it as long as ten
others: there are forty. Knows nothing of what the words are.
"""

from __future__ import annotations

__all__ = ["StrEnum"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum
else:

    class _Enumeration(type):
        """The type of an enumeration: each text in its body becomes the one value of it."""

        def __new__(cls, name, bases, body):
            words = {key: body[key] for key in body if type(body[key]) is str and key[0] != "_"}
            rest = {key: body[key] for key in body if key not in words}
            made = super().__new__(cls, name, bases, rest)
            made._by_word = {}
            for key, word in words.items():
                member = str.__new__(made, word)
                member.name, member.value = key, word
                made._by_word[word] = member
                setattr(made, key, member)
            return made

        def __call__(cls, word):
            try:
                return cls._by_word[word]
            except (KeyError, TypeError):
                raise ValueError(f"{word!r} is not a valid {cls.__qualname__}") from None

        def __iter__(cls):
            return iter(cls._by_word.values())

        def __contains__(cls, word):
            return word in cls._by_word

        def __len__(cls):
            return len(cls._by_word)

    class StrEnum(str, metaclass=_Enumeration):
        """A word of an enumeration: a text like any other, and the same object each time."""

        def __repr__(self):
            return f"<{type(self).__qualname__}.{self.name}: {self.value!r}>"

        def __reduce__(self):
            return type(self), (self.value,)
