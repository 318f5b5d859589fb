"""The plan that stands: `plan.toml` in the config folder, and its versions in the history.

Owns that the file and the history tell the same: what is written is kept as a version, and what
was edited by hand is kept before it is written over. Knows nothing of what a plan asks for. Reads
the file with nothing imported that a missing file does without: `due` passes here.
"""

from __future__ import annotations

import os

from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from calfcoach.cli.moments import Now
    from calfcoach.plan.model import Plan
    from calfcoach.records import PlanVersion, RestRecord
    from calfcoach.store import History

START, EDIT, ACCEPT, DECLINE = "start", "edit", "accept", "decline"
PAUSE, RESUME, STOP = "pause", "resume", "stop"


def plan_path(around: Surroundings) -> Path:
    """Where the plan lies, whether there is one or not."""
    from pathlib import Path  # late: who only reads it has the text

    return Path(plan_file(around))


def plan_file(around: Surroundings) -> str:
    """The same as a text."""
    return os.path.join(around.folders.config_folder, "plan.toml")


def standing_plan(around: Surroundings, history: History | None = None) -> Plan | None:
    """The plan as its file has it; None where there is none, or it was stopped. With a history its
    long rests and flares are pauses of the plan, and it goes on lower after them. CoachError for a
    file that cannot be read or is no plan, HistoryError."""
    plan = filed_plan(around)
    if plan is None or plan.state.value == "stopped":
        return None
    return plan if history is None else as_history_has_it(plan, around, history)


def as_history_has_it(plan: Plan, around: Surroundings, history: History) -> Plan:
    """A plan of the file as it stands today, by rests and flares of the history. HistoryError."""
    from datetime import UTC, date, datetime

    from calfcoach.cli.gate import today_of
    from calfcoach.cli.standing import with_flares

    today = date.fromisoformat(today_of(around, datetime.now(UTC)))
    return as_it_stands(plan, with_flares(history, today, plan.began), today)


def as_it_stands(plan: Plan, rests: Iterable[RestRecord], today: date) -> Plan:
    """A plan of the file with the pauses of its rests, and as it goes on after them."""
    from calfcoach.plan.resuming import gone_on
    from calfcoach.plan.standing import with_rests

    return gone_on(with_rests(plan, rests), today)


def needed_plan(around: Surroundings, history: History | None = None) -> Plan:
    """The same for those who cannot do without one: CoachError where there is none."""
    plan = standing_plan(around, history)
    if plan is None:
        raise CoachError("there is no plan", hint="`calfcoach plan start` begins one")
    return plan


def filed_plan(around: Surroundings) -> Plan | None:
    """The same with a plan that was stopped."""
    path = plan_file(around)
    data = read_bytes(path, as_typed(path), missing_ok=True)
    if not data.strip():
        return None
    from calfcoach.files.plan_file import read_plan
    from calfcoach.files.plan_names import Names

    return read_plan(data, where=as_typed(path), names=Names(around.folders))


def keep(around: Surroundings, history: History, plan: Plan, why: str, now: Now) -> None:
    """Write the plan's file, for its owner only, and its version. `why` is one of the words above.
    The file comes first: a version that could not be kept is met as an edit the next time.
    CoachError where either cannot be written."""
    from calfcoach.files.plan_file import plan_text
    from calfcoach.plan.standing import with_rests

    keep_edit(around, history, now)
    keep_removal(around, history, now)
    text = plan_text(with_rests(plan, ()))  # rests stand in the history, and may change
    _write(plan_path(around), text)
    history.keep_plan(plan.id, text, why, local_day=now.today.isoformat(), at=now.instant)


def notice_edit(around: Surroundings, now: Now, history: History | None = None) -> None:
    """Keep at once what was edited by hand, so that it holds from today on and not from the next
    change. `history` is one that was opened to be read. Where nothing can be kept, nothing is
    said: whoever looks at the plan does not need it."""
    if not os.access(plan_file(around), os.F_OK):  # none, or in a folder that may not be entered
        return
    from contextlib import suppress

    from calfcoach.store import History

    with suppress(CoachError):
        if history is None:
            with History.read(around.folders.history_file) as found:
                edited = is_edited(around, found)
        else:
            edited = is_edited(around, history)
        if edited:
            with History.open(around.folders.history_file) as kept:
                keep_edit(around, kept, now)


def is_edited(around: Surroundings, history: History) -> bool:
    """Whether the file is another than the version that it was written from. HistoryError."""
    text = _text(around)
    if not text.strip():
        return False
    versions = history.plan_versions()
    if versions and versions[-1].text == text:
        return False
    newest = _newest(versions)  # what an undo writes, where the last one is no plan
    return newest is None or newest.text != text


def keep_removal(around: Surroundings, history: History, now: Now) -> bool:
    """Keep that the file was taken away by hand, as the end of its plan; whether it was. So an undo
    of what comes after does not bring it back."""
    if plan_path(around).exists():
        return False
    newest = _newest_plan(history.plan_versions())
    if newest is None or newest.why == STOP:
        return False
    text = _stopped(newest.text)
    history.keep_plan(newest.plan_id, text, STOP, local_day=now.today.isoformat(), at=now.instant)
    return True


def keep_edit(around: Surroundings, history: History, now: Now) -> bool:
    """Keep the file as a version where it was edited by hand since the last one; whether it was. A
    file that is no plan any more is kept too, as it stands: nothing that was typed is lost."""
    if not is_edited(around, history):
        return False
    text, versions = _text(around), history.plan_versions()
    plan_id = _id_of(text) or (versions[-1].plan_id if versions else "unreadable")
    history.keep_plan(plan_id, text, EDIT, local_day=now.today.isoformat(), at=now.instant)
    return True


def after_undo(around: Surroundings, history: History, undone: PlanVersion) -> None:
    """Put the file back to the newest version that stands, or take it away where there is none. A
    text that steers a terminal stays in the history: it may come from another's file. Where that
    version or `undone`, the one that was taken back, is damaged, the file stays as it is. What was
    edited by hand since is only safe where `keep_edit` came before the undo. CoachError where it
    cannot be written."""
    newest = _newest(history.plan_versions())
    if _is_damaged(undone) or (newest is not None and _is_damaged(newest)):
        return
    if newest is None:
        plan_path(around).unlink(missing_ok=True)
    else:
        _write(plan_path(around), newest.text)


def newest_is_damaged(history: History) -> bool:
    """Whether the newest version is no plan any more: what the file holds may well be that version
    as it was, so it is not taken for an edit that an undo takes back first. HistoryError."""
    newest = _newest(history.plan_versions())
    return newest is not None and _is_damaged(newest)


def _is_damaged(version: PlanVersion) -> bool:
    """Whether its text is no plan, though it was not typed by hand: the program writes none."""
    from calfcoach.files.plan_file import is_harmless, may_stand

    return version.why != EDIT and is_harmless(version.text) and not may_stand(version.text)


def put_in_place(around: Surroundings, history: History) -> None:
    """Make the newest version that is a plan the file: for one that came from elsewhere."""
    newest = _newest_plan(history.plan_versions())
    if newest is not None:
        _write(plan_path(around), newest.text)


def _newest(versions: Sequence[PlanVersion]) -> PlanVersion | None:
    """The newest version that may be written, also one that somebody broke by hand."""
    from calfcoach.files.plan_file import is_harmless

    return next((each for each in reversed(versions) if is_harmless(each.text)), None)


def _newest_plan(versions: Sequence[PlanVersion]) -> PlanVersion | None:
    """The newest version that is a plan."""
    from calfcoach.files.plan_file import may_stand

    return next((each for each in reversed(versions) if may_stand(each.text)), None)


def _text(around: Surroundings) -> str:
    path = plan_file(around)
    return read_bytes(path, as_typed(path), missing_ok=True).decode("utf-8", "replace")


def _stopped(text: str) -> str:
    """The text of a plan as that of one that has ended. CoachError for one that is none."""
    from calfcoach.files.plan_file import plan_text, read_plan
    from calfcoach.plan.standing import stopped

    return plan_text(stopped(read_plan(text.encode(), where="plan.toml")))


def _id_of(text: str) -> str:
    from calfcoach.files.plan_file import read_plan

    try:
        return read_plan(text.encode(), where="plan.toml").id
    except CoachError:  # told where the plan is asked for; here it is only kept
        return ""


def _write(path: Path, text: str) -> None:
    from calfcoach.cli.new_file import NewFile
    from calfcoach.files.folders import make_private

    make_private(path.parent)
    with NewFile(path, replace=True) as file:
        file.write(text.encode())
