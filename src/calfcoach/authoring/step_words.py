"""One step from a few words: "wall-calf-stretch hold=30s sets=2 sides=each", "heel raise 2x12".

Owns how a step is typed behind `--step` and at a question. Whether its values may stand in a file
is the reader's to say.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping

from calfcoach.authoring.amounts_in_words import read_amounts
from calfcoach.authoring.dose_words import examples_for, read_dose_words
from calfcoach.authoring.draft import DraftStep, Value, typed_value
from calfcoach.authoring.matching import Meant, Names, spelled_out
from calfcoach.authoring.sheet import step_from
from calfcoach.errors import CoachError
from calfcoach.files.problems import did_you_mean, listed, visible
from calfcoach.files.tables import STEP
from calfcoach.frozen import replace
from calfcoach.model import Exercise

EXAMPLE = "wall-calf-stretch hold=30s sets=2 sides=each"
_PAIR = re.compile(r"([A-Za-z_]{1,40})=(.*)", re.DOTALL)
_SHOWN_CHARS = 64
_SHOWN_NAMES = 8


def read_step(text: str, names: Names, exercises: Mapping[str, Exercise]) -> DraftStep:
    """The step that a text names, its exercise first. Raises CoachError for an exercise that is
    not known or not clear, and for what is no `key=value`."""
    text, doubt = spelled_out(text)
    words = _words(text)
    name = [word for word in words if not _PAIR.fullmatch(word)]
    pairs = [word for word in words if _PAIR.fullmatch(word)]
    if not name:
        raise CoachError("the step names no exercise", hint=f'write "{EXAMPLE}"', exit_code=2)
    if pairs or len(name) == 1:
        step = _plain(find_exercise(" ".join(name), names), exercises)
        return replace(step, keys=read_keys(pairs))
    amounts = read_amounts(" ".join(name))
    meant = names.meant_by(amounts.left)
    if meant is None or meant.others:
        meant = Meant(id=find_exercise(amounts.left or text, names), sure=True)
    exercise = exercises[meant.id]
    if amounts.says_nothing and not meant.left:
        return _plain(meant.id, exercises)
    if not amounts.says_work and any(word.isdecimal() for word in meant.left):
        amounts = read_dose_words(" ".join(name), exercise).amounts
        meant = names.meant_by(amounts.left) or meant
    if doubt:
        amounts = replace(amounts, doubts=(doubt, *amounts.doubts))
    return step_from(", ".join(meant.left), meant, exercise, amounts)


def says_dose(text: str) -> bool:
    """Whether a text that should name an exercise says how much of it is done as well."""
    said = any(char.isdecimal() for char in text) or not read_amounts(text).says_nothing
    return "=" in text or said


def read_dose(text: str, step: DraftStep, exercise: Exercise) -> DraftStep:
    """The step with the dose that a text gives it: `hold=20s sets=2`, or "2x20s each side". What
    is not certain and words that were not read are comments of it. CoachError for a text that
    says no dose, naming what is not understood."""
    words = _words(text)
    if any(_PAIR.fullmatch(word) for word in words):
        return replace(step, keys=read_keys(words))
    said = read_dose_words(text, exercise)
    if said.says_nothing:
        examples = examples_for(exercise)
        short, keys = examples[0], examples[-1]
        raise CoachError(
            f"`{_shown(text)}` says no dose",
            hint=f"write such as {short}" + (f", or {keys}" if keys != short else ""),
        )
    unread = ", ".join(said.unread)
    return step_from(unread, Meant(id=exercise.id, sure=True), exercise, said.amounts)


def find_exercise(text: str, names: Names) -> str:
    """The id that is meant by a name, its beginning, or its words. CoachError where none is, or
    several are."""
    found = names.beginning(text)
    if len(found) == 1:
        return found[0]
    meant = names.meant_by(text)
    if meant is not None and not meant.others and not meant.left:
        return meant.id
    shown = _shown(text)
    several = found or (meant is not None and (meant.id, *meant.others)) or ()
    if len(several) > 1:
        more = " and more" if len(several) > _SHOWN_NAMES else ""
        raise CoachError(
            f"`{shown}` can be {listed(several[:_SHOWN_NAMES])}{more}",
            hint="write more of its name",
        )
    near = names.near(text) or (meant.id if meant else "")
    hint = f"did you mean `{near}`?" if near else ""
    raise CoachError(
        f"no exercise is called `{shown}`",
        hint=f"{hint} `calfcoach exercises` shows them all".strip(),
    )


def read_keys(pairs: list[str]) -> tuple[tuple[str, Value], ...]:
    """Keys and values of `key=value` texts. CoachError for what is none, or stands twice."""
    keys: dict[str, Value] = {}
    for pair in pairs:
        found = _PAIR.fullmatch(pair)
        if found is None:
            raise CoachError(
                f"`{_shown(pair)}` is not a key and a value",
                hint="write key=value, such as hold=30s",
            )
        key = found[1]
        _check_key(key, keys)
        keys[key] = typed_value(key, found[2])
    return tuple(keys.items())


def _check_key(key: str, keys: Mapping[str, Value]) -> None:
    known = [name for name in STEP.names() if name not in ("exercise", "parts")]
    if key == "parts":
        raise CoachError(
            "`parts` cannot be written in one line",
            hint="leave it out here and write it into the file: `calfcoach routine edit`",
        )
    if key not in known:
        hint = did_you_mean(key, known) or f"the keys are {listed(known, 'and')}"
        raise CoachError(f"`{key}` is not a key of a step", hint=hint)
    if key in keys:
        raise CoachError(f"`{key}` stands there twice", hint="leave one of them out")


def _shown(text: str) -> str:
    """The beginning of a text that was typed, without blanks around it."""
    return visible(text.strip()[:_SHOWN_CHARS].rstrip())


def _plain(name: str, exercises: Mapping[str, Exercise]) -> DraftStep:
    return DraftStep(exercise=name, title=exercises[name].title)


def _words(text: str) -> list[str]:
    """The words of a text; quotes keep a value with spaces together, as in a shell."""
    if "=" not in text:
        return text.split()
    try:
        return shlex.split(text)
    except ValueError:
        raise CoachError(
            "a quote is left open", hint='write load="5 kg", with both quotes'
        ) from None
