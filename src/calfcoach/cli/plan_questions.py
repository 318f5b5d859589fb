"""What a new plan has to know: by options, and what they leave open by one short page of questions.

Owns the questions and how an answer is read. Every one but the goal may be skipped. Knows nothing
of what a plan does with the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from calfcoach.cli.asking import put, put_choice, put_numbers, tell_list
from calfcoach.cli.option_values import read_option
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.problems import did_you_mean, visible
from calfcoach.files.values import Choice
from calfcoach.frozen import frozen
from calfcoach.plan.model import PlanGoal

if TYPE_CHECKING:
    from calfcoach.files.goal_file import GoalInfo

YOUNGEST, OLDEST = 10, 110  # years
_RISKS = {
    "heels": "I often wear heels",
    "sitting": "I sit for most of the day",
    "cold": "My legs are often cold",
    "crossing": "I often sit with crossed legs",
    "water": "I drink little water",
}
_SEXES = ("female", "male")
_SHOWN_CHARS = 40

_GOAL_PAGE = "What is the plan for?"
_GOAL = "One number, then Enter. Q leaves."
_RISK_PAGE = "Which of these are so? Tips after a session go by them."
_RISK = "Their numbers, such as 1 3, then Enter. Enter alone: none."
_AGE = "How old are you? Only the usual range of the heel-raise test goes by it. Enter skips."
_AGE_AGAIN = f"Years from {YOUNGEST} to {OLDEST}, or Enter alone to skip."
_SEX = "That range goes by sex too: 1 female, 2 male, then Enter. Enter alone skips."


@frozen
class Wishes:
    """What is known of a new plan. `risks`, `age` in years and `sex` are None where nobody said
    anything of them: then they may be asked for."""

    goal: PlanGoal | None = None
    risks: tuple[str, ...] | None = None
    age: int | None = None
    sex: str | None = None


def read_wishes(goal: str, risks: str | None, age: str, sex: str) -> Wishes:
    """The options as they were typed, empty where they were not. CoachError (usage) for a word that
    is none of theirs."""
    return Wishes(
        goal=_goal(goal) if goal else None,
        risks=None if risks is None else _risks(risks),
        age=_read_age(age) if age else None,
        sex=read_option(Choice(words=_SEXES), sex, "--sex") if sex else None,
    )


def ask_what_is_open(wishes: Wishes, infos: Sequence[GoalInfo], around: Surroundings) -> Wishes:
    """The wishes with what a person adds to them at a terminal. LeftError where they leave."""
    goal = wishes.goal or _ask_goal(infos, around)
    risks = wishes.risks if wishes.risks is not None else _ask_risks(around)
    age = wishes.age if wishes.age is not None else _ask_age(around)
    sex = wishes.sex if wishes.sex is not None or age is None else _ask_sex(around)
    return Wishes(goal=goal, risks=risks, age=age, sex=sex or "")


def no_goal() -> CoachError:
    """What is said where nobody can be asked for the goal."""
    return CoachError(
        f"a plan needs a goal: {_listed([goal.value for goal in PlanGoal])}",
        hint="write calfcoach plan start loosen",
        exit_code=2,
    )


# ---------------------------------------------------------------------------- options


def _goal(text: str) -> PlanGoal:
    word = text.strip().lower()
    found = next((goal for goal in PlanGoal if goal.value == word), None)
    if found is None:
        words = [goal.value for goal in PlanGoal]
        raise CoachError(
            f"a goal is {_listed(words)}, got {_shown(text)}",
            hint=did_you_mean(word, words) or "write calfcoach plan start loosen",
            exit_code=2,
        )
    return found


def _risks(text: str) -> tuple[str, ...]:
    """The risks in the order of the checklist; "none" is an answer too."""
    words = [word for word in text.lower().replace(",", " ").split() if word != "none"]
    wrong = next((word for word in words if word not in _RISKS), None)
    if wrong is not None:
        raise CoachError(
            f"`--risks` must be of {_listed([*_RISKS])}, got {_shown(wrong)}",
            hint="write --risks heels,sitting, or --risks none",
            exit_code=2,
        )
    return tuple(risk for risk in _RISKS if risk in words)


def _read_age(text: str) -> int:
    age = _years(text)
    if age is None:
        raise CoachError(
            f"`--age` must be {YOUNGEST} to {OLDEST} years, got {_shown(text)}",
            hint="write --age 45",
            exit_code=2,
        )
    return age


def _years(text: str) -> int | None:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(OLDEST))):
        return None
    return int(digits) if YOUNGEST <= int(digits) <= OLDEST else None


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _shown(text: str) -> str:
    cut = text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"
    return f'"{visible(cut)}"'


# -------------------------------------------------------------------------- questions


def _ask_goal(infos: Sequence[GoalInfo], around: Surroundings) -> PlanGoal:
    entries = [f"{info.title}: {info.summary}" for info in infos]
    typed = tell_list(around, _GOAL_PAGE, entries)
    number = typed[0] if len(typed) == 1 else 0
    while not number:
        number = put_choice(around, [_GOAL], len(infos))
    return infos[number - 1].goal


def _ask_risks(around: Surroundings) -> tuple[str, ...]:
    typed = tell_list(around, _RISK_PAGE, [*_RISKS.values()])
    numbers = {*typed, *put_numbers(around, _RISK, len(_RISKS))}
    return tuple(risk for no, risk in enumerate(_RISKS, 1) if no in numbers)


def _ask_age(around: Surroundings) -> int | None:
    return _until_read(_AGE, _AGE_AGAIN, _years, around)


def _until_read(
    question: str, again: str, read: Callable[[str], int | None], around: Surroundings
) -> int | None:
    """What is read from an answer; None for Enter alone."""
    while answer := put(around, question):
        value = read(answer)
        if value is not None:
            return value
        question = again
    return None


def _ask_sex(around: Surroundings) -> str:
    number = put_choice(around, [_SEX], len(_SEXES))
    return _SEXES[number - 1] if number else ""
