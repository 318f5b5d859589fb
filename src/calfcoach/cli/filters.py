"""Which routines and exercises are listed: the filters and what they mean.

Owns the matching. Knows nothing of files, of Typer and of how a list looks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from calfcoach.errors import CoachError
from calfcoach.files.problems import as_written, did_you_mean, listed
from calfcoach.files.values import choice
from calfcoach.frozen import frozen
from calfcoach.terms import Goal, Kind, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.listed import ListedExercise, ListedRoutine
    from calfcoach.model import Exercise, Routine

SEATED_PLACES = frozenset({Place.CHAIR, Place.BED})

_WORD = r"\w+"


@frozen
class Filters:
    """What is asked for; without a value a filter lets everything through.

    `muscle` is the beginning of a muscle's name and `words` are beginnings of words, all in
    lower case; every one of `words` must be found.
    """

    max_s: float | None = None
    no_equipment: bool = False
    seated: bool = False
    goal: Goal | None = None
    muscle: str = ""
    kind: Kind | None = None
    words: tuple[str, ...] = ()

    def fit_routine(self, routine: ListedRoutine) -> bool:
        """Whether a routine is meant: equipment and sitting are asked of all its exercises, kind
        and muscle of at least one."""
        texts = [routine.id, routine.title, routine.summary, routine.goal, *routine.tags]
        texts += routine.titles
        return (
            (self.max_s is None or routine.total_s <= self.max_s)
            and (self.goal is None or routine.goal == self.goal)
            and self._fit_means(routine)
            and (self.kind is None or self.kind in routine.kinds)
            and self._fit_muscle(routine)
            and self._fit_words(texts)
        )

    def fit_exercise(self, exercise: ListedExercise, *, goals: Collection[str] = ()) -> bool:
        """Whether an exercise is meant. `goals` are those of the routines that it stands in, and
        count only where they are asked for."""
        texts = [exercise.id, exercise.title, exercise.say, exercise.kind, exercise.place_of_work]
        texts += [*exercise.muscles, *exercise.equipment]
        lasts_s = exercise.lasts_s
        return (
            (self.max_s is None or (lasts_s is not None and lasts_s <= self.max_s))
            and (self.goal is None or self.goal in goals)
            and self._fit_means(exercise)
            and (self.kind is None or exercise.kind == self.kind)
            and self._fit_muscle(exercise)
            and self._fit_words(texts)
        )

    def _fit_means(self, one: ListedRoutine | ListedExercise) -> bool:
        if self.no_equipment and one.equipment:
            return False
        return not self.seated or one.can_sit

    def _fit_muscle(self, one: ListedRoutine | ListedExercise) -> bool:
        return not self.muscle or any(
            muscle.lower().startswith(self.muscle) for muscle in one.muscles
        )

    def _fit_words(self, texts: Iterable[str]) -> bool:
        found = words_of(" ".join(texts)) if self.words else ()
        return all(any(other.startswith(word) for other in found) for word in self.words)


def read_filters(
    *,
    longest: str = "",
    no_equipment: bool = False,
    seated: bool = False,
    goal: str = "",
    muscle: str = "",
    kind: str = "",
    words: str = "",
) -> Filters:
    """Filters from what was typed; empty is no filter. Raises `CoachError` (usage) for a value
    that is none; a muscle is checked by `check_muscle`, which needs the exercises."""
    if not (longest or goal or kind):
        return Filters(
            no_equipment=no_equipment,
            seated=seated,
            muscle=muscle.strip().lower(),
            words=words_of(words),
        )
    from calfcoach.cli.option_values import read_duration, read_option  # late: few are typed

    return Filters(
        max_s=read_duration(longest, "--max", example="10m") if longest else None,
        no_equipment=no_equipment,
        seated=seated,
        goal=read_option(choice(Goal), goal.lower(), "--goal") if goal else None,
        muscle=muscle.strip().lower(),
        kind=read_option(choice(Kind), kind.lower(), "--kind") if kind else None,
        words=words_of(words),
    )


def check_muscle(muscle: str, names: Iterable[str]) -> None:
    """Raise `CoachError` (usage) for what begins none of the names of muscles."""
    known = sorted({name.lower() for name in names})
    if any(name.startswith(muscle) for name in known):
        return
    raise CoachError(
        f"`--muscle` must be {listed(known)}, got {as_written(muscle)}",
        hint=did_you_mean(muscle, known) or f"write --muscle {known[0]}",
        exit_code=2,
    )


def can_sit(exercise: Exercise) -> bool:
    """Whether it is done on a chair or a bed, or has a seated form."""
    return exercise.place in SEATED_PLACES or bool(exercise.seated)


def exercises_of(routine: Routine) -> Sequence[Exercise]:
    """The exercises of a routine, each once, in their order."""
    return tuple({step.exercise.id: step.exercise for step in routine.each_step()}.values())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, each once."""
    return tuple(dict.fromkeys(re.findall(_WORD, text.lower())))
