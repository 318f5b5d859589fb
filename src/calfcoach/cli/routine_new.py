"""A new routine file: what is asked for is put together, tried, and only then written.

What `calfcoach routine new` does, without the parsing of its options. Nothing is ever written
that `calfcoach routine check` would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from calfcoach.authoring.draft import Draft, DraftStep, commented, draft_text, quoted, step_lines
from calfcoach.authoring.step_words import EXAMPLE, read_step
from calfcoach.cli import phrases
from calfcoach.cli.asking import say
from calfcoach.cli.routine_drafting import (
    name_from,
    tell_remarks,
    title_from,
    try_steps,
    with_usual,
)
from calfcoach.cli.routine_files import save
from calfcoach.cli.routine_reading import (
    Library,
    file_of,
    library_of,
    own_file,
    planned,
    read_text,
    usual_options,
)
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, read_bytes, shipped_routines
from calfcoach.files.problems import UNSAFE, did_you_mean
from calfcoach.files.values import TITLE_CHARS
from calfcoach.files.warnings import warnings_of
from calfcoach.frozen import frozen, replace
from calfcoach.terms import Goal

EXIT_LEFT = 3
_NAME_CHARS = 64
_TITLE = re.compile(r"^title[ \t]*=.*$", re.MULTILINE)
_RELAX = "leg-lift-relax"


@frozen
class Wishes:
    """What was asked for by options. All of it may be empty."""

    name: str = ""
    title: str = ""
    steps: tuple[str, ...] = ()
    goal: str = ""
    start_from: str = ""
    from_text: str = ""
    force: bool = False


def make_routine(around: Surroundings, wishes: Wishes) -> int:
    """Make the file; 3 where the person left at a question and nothing was written."""
    _check(wishes)
    library = library_of(around)
    if wishes.start_from:
        _write(around, *_copied(around, wishes, library), wishes, library)
    elif wishes.from_text:
        from calfcoach.cli.routine_sheet import sheet_draft

        _write_draft(around, sheet_draft(wishes, library), wishes, library)
    elif wishes.steps:
        _write_draft(around, _from_options(wishes, library), wishes, library)
    elif around.can_ask:
        from calfcoach.cli.routine_asking import ask_for_draft

        if wishes.name:
            _refuse_existing(around, wishes.name, wishes)
        asked = ask_for_draft(around, wishes.name, wishes.title, library)
        if asked is None:
            talk("Nothing was written.")
            return EXIT_LEFT
        draft = replace(asked, goal=wishes.goal or asked.goal)
        _write_draft(around, draft, wishes, library)
    else:
        raise CoachError(
            "nothing says what the routine is made of, and there is no terminal to ask at",
            hint=f'write calfcoach routine new morning --step "{EXAMPLE}"',
            exit_code=2,
        )
    return 0


def _check(wishes: Wishes) -> None:
    """What no file is needed for to be seen as wrong."""
    if wishes.start_from and wishes.from_text:
        raise CoachError(
            "`--from` and `--from-text` both say what to begin with",
            hint="leave one of them out",
            exit_code=2,
        )
    if wishes.from_text and wishes.steps:
        raise CoachError(
            "`--step` cannot stand beside `--from-text`",
            hint="add the steps with `calfcoach routine edit`",
            exit_code=2,
        )
    if wishes.goal and wishes.goal not in list(Goal):
        raise CoachError(
            f"`--goal` must be {', '.join(list(Goal)[:-1])} or {list(Goal)[-1]}",
            hint=did_you_mean(wishes.goal, list(Goal)) or "write --goal maintain",
            exit_code=2,
        )
    if re.search(UNSAFE, wishes.title):
        raise CoachError(
            "`--title` holds a character that cannot be shown",
            hint="write it with ordinary letters",
            exit_code=2,
        )


# ------------------------------------------------------------------------------- options


def _from_options(wishes: Wishes, library: Library) -> Draft:
    name = wishes.name or name_from(wishes.title)
    title = wishes.title or title_from(name)
    steps = _typed_steps(wishes, library)
    return Draft(id=name, title=title, steps=steps, goal=wishes.goal or Goal.MAINTAIN.value)


def _typed_steps(wishes: Wishes, library: Library) -> tuple[DraftStep, ...]:
    names = library.named()
    steps: list[DraftStep] = []
    for no, text in enumerate(wishes.steps, 1):
        try:
            step = read_step(text, names, library)
            try_steps([*steps, step], library)
        except CoachError as error:
            raise CoachError(
                error.message, where=f"--step {no}", hint=error.hint, exit_code=2
            ) from None
        steps.append(step)
    return tuple(with_usual(step, library) for step in steps)


# -------------------------------------------------------------------------- another one


def _copied(around: Surroundings, wishes: Wishes, library: Library) -> tuple[str, str]:
    """The name and the text of a routine that begins as another one."""
    source = file_of(around.folders, wishes.start_from)
    where = as_typed(source)
    data = read_bytes(source, where)
    old = read_text(data, source.name.removesuffix(".toml"), where, library)
    name = wishes.name or (name_from(wishes.title) if wishes.title else f"my-{old.id}"[:64])
    title = wishes.title or (title_from(wishes.name) if wishes.name else f"My {old.title}")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    head = f"# {commented(title)}. It began as a copy of {old.id}.\n"
    text = head + _TITLE.sub(lambda _: f"title = {quoted(title[:TITLE_CHARS])}", text, count=1)
    if wishes.goal:
        text = re.sub(r"^goal[ \t]*=.*$", f'goal = "{wishes.goal}"', text, count=1, flags=re.M)
    for step in _typed_steps(wishes, library):
        text = "\n".join([text.rstrip("\n"), "", *step_lines(step), ""])
    return name, text


# ------------------------------------------------------------------------------- writing


def _write_draft(around: Surroundings, draft: Draft, wishes: Wishes, library: Library) -> None:
    _write(around, draft.id, draft_text(draft), wishes, library, steps=draft.steps)


def _write(
    around: Surroundings,
    name: str,
    text: str,
    wishes: Wishes,
    library: Library,
    *,
    steps: Sequence[DraftStep] = (),
) -> None:
    """Try the text, write it, and say what is left to do and what can be done with it."""
    target = own_file(around.folders, name)
    where = as_typed(target)
    data = text.encode("utf-8")
    routine = read_text(data, name, where, library)
    save(target, data, force=wishes.force)
    timeline = planned(routine, where, usual_options(around))
    total = phrases.total(timeline, accessible=around.accessible)
    if around.accessible:
        tell(f"Written to {where}.")
        tell(f"It lasts {total}.")
    else:
        tell(f"written to {where}, {total}")
    if (shipped_routines() / target.name).is_file():
        talk(f"It stands in the place of the shipped {name} from now on.")
    for remark in warnings_of(routine):
        say(around, remark)
    tell_remarks(around, text, steps)
    talk(f"To see it: calfcoach show {name}")
    talk(f"To change it: calfcoach routine edit {name}")
    talk(f"To do it: calfcoach run {name}")


def _refuse_existing(around: Surroundings, name: str, wishes: Wishes) -> None:
    """Before anything is asked: a file that is there is not replaced."""
    target = own_file(around.folders, name)
    if target.exists() and not wishes.force:
        raise CoachError(
            "there is a file of this name already",
            where=as_typed(target),
            hint="choose another name, or add --force to replace it",
        )
