"""What can be wrong in a file: problems, each with the path of the key that has it.

Owns how a problem is named, quoted and placed. Knows nothing of single keys and their rules,
nor how an error is printed. All text that comes from a file is made harmless before it
stands in a message.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence

from calfcoach.errors import CoachError
from calfcoach.frozen import frozen

KeyPath = tuple[str | int, ...]

# C0, DEL, C1, line and paragraph separators, marks that turn the reading direction, and the
# lone surrogates that stand for undecodable bytes in file names. A text, which `re` compiles when
# it is first used: a millisecond that every command would wait for, and hardly any needs.
UNSAFE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
# as little seen, but sound in a title: what joins and parts letters is shown only in a name
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]"
PROBLEMS_MAX = 100
_IN_A_FILE = "write {key} = {value}"
_SHOWN_CHARS = 40  # of a wrong value; more would bury the message


@frozen
class Problem:
    """One thing wrong. `path` leads to the key from the top of the file: table keys as text,
    places in an array from 0, so ("step", 1, "hold") is `hold` in the second step. It is shown
    where the value stands; `of_key`: where the key does; `char`: at this character of the value.
    """

    path: KeyPath
    message: str
    hint: str = ""
    of_key: bool = False
    char: str = ""


class Spot:
    """The place that is being read, and where its problems are gathered.

    `form` is how a value is written here: in a file `key = value`, elsewhere otherwise. No value of
    `frozen`, which takes three times as long to make: a routine has a thousand places.
    """

    __slots__ = ("form", "path", "problems")

    def __init__(
        self, *, problems: list[Problem], path: KeyPath = (), form: str = _IN_A_FILE
    ) -> None:
        self.problems, self.path, self.form = problems, path, form

    def at(self, *keys: str | int) -> Spot:
        """The place of a key or of an entry of an array, inside this one."""
        return Spot(problems=self.problems, path=(*self.path, *keys), form=self.form)

    def report(self, message: str, hint: str = "", *, of_key: bool = False, char: str = "") -> None:
        """Note a problem here, with what `Problem` says of it. Raises CoachError, which ends the
        reading, when there are too many already: nobody reads on, and looking for near words
        takes its time.
        """
        if len(self.problems) >= PROBLEMS_MAX:
            raise CoachError(
                f"there are more problems than these {PROBLEMS_MAX}", hint="mend these first"
            )
        self.problems.append(
            Problem(path=self.path, message=message, hint=hint, of_key=of_key, char=char)
        )

    def write(self, value: str) -> str:
        """The hint that shows how the key of this place, or its entry, is written with a value."""
        if self.path and isinstance(self.path[-1], int):
            return f"write {value}"
        return self.form.replace("{key}", self._key()).replace("{value}", value)

    @property
    def name(self) -> str:
        """The key of this place in backticks; of an entry of an array also which one."""
        last = self.path[-1] if self.path else ""
        entry = f"entry {last + 1} of " if isinstance(last, int) else ""
        return f"{entry}`{self._key()}`"

    def _key(self) -> str:
        keys = [visible(key) for key in self.path if isinstance(key, str)]
        return keys[-1] if keys else ""


def visible(text: str) -> str:
    """Text that can be shown: what would steer a terminal stands as U+001B and the like."""
    if text.isprintable():
        return text
    if text.isascii():  # to make the search takes a millisecond
        return "".join(sign if sign.isprintable() else code_point(sign) for sign in text)
    import re

    return re.sub(UNSAFE, lambda found: code_point(found.group()), text)


def visible_name(text: str) -> str:
    """A name that can be shown, with what nobody can see in it as U+200B and the like."""
    import re  # late: hardly any name is wrong

    return re.sub(_UNSEEN, lambda found: code_point(found.group()), visible(text))


def refuse_unsafe(text: str, spot: Spot) -> bool:
    """Report the first control character of a text that is no blank; whether there was one."""
    import re

    found = next((one for one in re.finditer(UNSAFE, text) if one.group() not in "\n\t"), None)
    if found is not None:
        code = code_point(found.group())
        message = f"{spot.name} contains the control character {code}"
        spot.report(message, f"remove {code}", char=found.group())
    return found is not None


def has_content(value: object, spot: Spot) -> bool:
    """Whether a value says something that somebody may have meant: where it does, a hint must
    not put an example in its place. Of an option, which is typed again at once, only a figure."""
    if isinstance(value, str):
        if spot.form != _IN_A_FILE:
            return any(map(str.isdigit, value[:100]))
        return bool(value.strip())
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, bool) and value not in ([], {})


def code_point(char: str) -> str:
    """A character's number as Unicode writes it, such as U+001B."""
    return f"U+{ord(char):04X}"


def as_written(value: object) -> str:
    """A value of a file as it may stand in a message: short, harmless, as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            rest = "…" if len(value) > _SHOWN_CHARS else ""
            return f'"{visible(value[:_SHOWN_CHARS])}{rest}"'
        case int() if abs(value) >= 10**15:
            return "a huge number"  # thousands of digits cannot even be turned into text
        case int() | float() | datetime.date() | datetime.time():
            return str(value)
        case dict():
            return "a table"
        case _:
            return "an array"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint for a word that nobody knows: the nearest one that exists, or nothing."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The word most like one that nobody knows, or an empty text where none is much like it."""
    import difflib  # late: most files have no wrong word in them

    return next(iter(difflib.get_close_matches(word[:100].lower(), list(known), n=1)), "")


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words in a row as a sentence has them: a, b or c."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def error_of(
    problems: Sequence[Problem],
    document: Mapping[str, object],
    where: str,
    stopped: CoachError | None = None,
) -> CoachError:
    """All problems of a file as one error, in the order of the file, the first in front.

    `where` is the file as the user would type it; line, column and step are added to it, the
    first two where `document` is one that was parsed. There must be at least one problem.
    `stopped` is what ended the reading early, and comes last.
    """
    from calfcoach.files.placing import placed_errors  # late: few files have an error in them

    return placed_errors(problems, document, where, stopped)
