"""The vocabulary of the history: one session and its work phases, as they were. Frozen values.

All but SessionStart are what the store returns. Knows nothing of SQLite or the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    SessionLine = tuple[
        str,
        str,
        str,
        float | None,
        "Status",
        "SessionOrigin",
        str,
        int,
        float,
        int | None,
        int | None,
        int | None,
        str,
        tuple["GapRecord", ...],
        float,
        float,
    ]
    """What one line of a listing tells of a session that is no cramp: the fields of `LINE_FIELDS`
    as in `SessionRecord`, its code, its gaps, and the seconds of stretches on the left and on the
    right. There may be thousands, and a record takes ten times as long."""

    WholeLine = tuple[Any, ...]
    """All that is told of such a session: the fields of `WHOLE_LINE_FIELDS`, its code, its gaps,
    and the seconds of `WorkSums` in their order."""


class Status(StrEnum):
    """How a session stands. RUNNING is also what a killed one looks like until it is settled."""

    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class SessionOrigin(StrEnum):
    """How a session came into the history."""

    GUIDED = "guided"
    LOGGED = "logged"


class FlagOrigin(StrEnum):
    """Where a red flag was told."""

    SCREEN = "screen"
    DAY = "day"
    CRAMP = "cramp"
    HURT = "hurt"


class RestReason(StrEnum):
    """Why days were kept free."""

    REST = "rest"
    FLARE = "flare"
    TRAVEL = "travel"
    ILL = "ill"


class MeasureKind(StrEnum):
    """What is measured, or noted down as it happens."""

    KNEE_TO_WALL = "knee-to-wall"
    HEEL_RAISE = "heel-raise"
    SQUAT = "squat"
    CRAMPS = "cramps"
    CHECK = "check"


class WorkStatus(StrEnum):
    """How one work phase ended. PART: begun, some of it done, not all."""

    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"


@frozen
class SessionStart:
    """What is known of a session when it begins; the rest comes as it goes.

    `started_at` is aware, `utc_offset_s` the seconds east of UTC at that instant and
    `local_day` the day it belongs to (see `days.local_day`). `planned_s` is the whole length,
    `planned_left_s` and so on the work in it, by side.
    Texts are never None; `options` and `day_answer` are kept as given.
    """

    started_at: datetime
    utc_offset_s: int
    local_day: str
    routine_id: str
    routine_title: str
    routine_hash: str
    planned_s: float
    planned_left_s: float = 0.0
    planned_right_s: float = 0.0
    planned_both_s: float = 0.0
    origin: SessionOrigin = SessionOrigin.GUIDED
    options: str = ""
    day_answer: str = ""
    pain_before: int | None = None


@frozen
class WorkRecord:
    """One work phase: what was planned and what was done, on one side.

    `work_no` counts the work phases of the session as planned, from 1. Reps are None where
    the work has none; `done_reps` is also None where nobody counted them. `why` says why a
    phase was skipped ("pain") or is empty. `pain` is 0–10 as given during it, or None. `reps_left`
    is how many more reps the person could have done after it, 0–9, None where nobody said.
    """

    work_no: int
    step_no: int
    set_no: int
    round_no: int
    exercise_id: str
    exercise_title: str
    kind: str
    muscles: tuple[str, ...]
    technique: str
    side: str
    planned_s: float
    done_s: float
    planned_reps: int | None
    done_reps: int | None
    load: str
    status: WorkStatus
    why: str
    pain: int | None
    at: str
    reps_left: int | None = None


GAP_REASONS = ("pause", "away", "suspended", "hurt")


@frozen
class GapRecord:
    """Time that was not work: `reason` is one of `GAP_REASONS`."""

    work_no: int
    reason: str
    at: str
    seconds: float


@frozen
class WorkSums:
    """Seconds of work done in one session, by side, and those of stretches among them."""

    left_s: float = 0.0
    right_s: float = 0.0
    both_s: float = 0.0
    stretch_left_s: float = 0.0
    stretch_right_s: float = 0.0

    @property
    def done_s(self) -> float:
        """On all sides."""
        return self.left_s + self.right_s + self.both_s


@frozen
class SessionRecord:
    """One session. Instants are UTC in ISO 8601; `utc_offset_s` and `local_day` are those of
    its start; `updated_at` is when its last row was written. `planned_s` is the whole length,
    preparation and rest included, `planned_left_s` and so on the work in it by side;
    `lasted_s` is the time from start to end as lived. Scores are 0–10 or None. `sums` are those of
    its work where a listing asked for no more: `work` is empty then, or has what was told in it.
    """

    id: str
    code: str
    status: Status
    origin: SessionOrigin
    routine_id: str
    routine_title: str
    routine_hash: str
    started_at: str
    ended_at: str | None
    updated_at: str
    utc_offset_s: int
    local_day: str
    planned_s: float
    planned_left_s: float = 0.0
    planned_right_s: float = 0.0
    planned_both_s: float = 0.0
    lasted_s: float | None
    options: str
    day_answer: str
    tightness: int | None
    pain_before: int | None
    pain_worst: int | None
    pain_after: int | None
    pain_next_morning: int | None
    note: str
    work: tuple[WorkRecord, ...] = ()
    gaps: tuple[GapRecord, ...] = ()
    sums: WorkSums | None = None


LINE_FIELDS = (
    "local_day",
    "started_at",
    "id",
    "lasted_s",
    "status",
    "origin",
    "routine_id",
    "utc_offset_s",
    "planned_s",
    "tightness",
    "pain_worst",
    "pain_after",
)
WHOLE_LINE_FIELDS = (
    "local_day",
    "started_at",
    "id",
    "status",
    "origin",
    "routine_id",
    "routine_title",
    "routine_hash",
    "ended_at",
    "utc_offset_s",
    "planned_s",
    "lasted_s",
    "planned_left_s",
    "planned_right_s",
    "planned_both_s",
    "tightness",
    "pain_before",
    "pain_worst",
    "pain_after",
    "pain_next_morning",
    "day_answer",
    "options",
    "note",
)


@frozen
class ChangeRecord:
    """One change to the history. `what` holds what was replaced, by column, as it was before;
    it is empty where nothing was.
    """

    id: str
    at: str
    session_id: str
    action: str
    what: Mapping[str, object]


@frozen
class ScreeningRecord:
    """The safety questions as they were answered. `at` is an instant, `local_day` its day there,
    `version` that of the questions. `flags` are the ids that were answered with yes: then the
    second page was not asked, and `conditions` is empty.
    """

    at: str
    local_day: str
    version: str
    conditions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@frozen
class FlagRecord:
    """A red flag that was told. `flag` is its id among the questions, `id` that of this row.

    `door`, `said` and `day` are those of the newest try to clear it, which need not have closed it;
    `day` is when a clinician was seen, or when it passed. `closed_at` is None while it is open.
    """

    id: str
    flag: str
    opened_at: str
    origin: FlagOrigin
    closed_at: str | None
    door: str
    said: str
    day: str


@frozen
class CalfSign:
    """What a local day told of the calves at an instant: an answer to the day's question, or, where
    `answer` is None, a session that pain ended."""

    at: str
    local_day: str
    answer: str | None = None


@frozen
class RestRecord:
    """Days that were kept free: they neither break a run of days nor add to it.

    `from_day` and `until_day` are local days, both meant; `reason` is a `RestReason`, `at` the
    instant at which it was written.
    """

    id: str
    from_day: str
    until_day: str
    reason: str = "rest"
    at: str


@frozen
class Undone:
    """A change to the history that was taken back, or made again.

    `kind` is session, log, edit, score, note, delete, import, rest, rest end, plan or measure; `at`
    the instant at which it was made first, `count` how many entries it touched. `session` is the
    newest of those as it stood with the change (without its work); `rest`, `plan` and `measure` the
    newest of each, where there was one. `source` says where an import came from. `words` names it
    all in short.
    """

    words: str
    at: str
    kind: str
    count: int = 1
    session: SessionRecord | None = None
    rest: RestRecord | None = None
    source: str = ""
    plan: PlanVersion | None = None
    measure: MeasureRecord | None = None


@frozen
class Added:
    """What came of an import, in sessions, rests, versions of the plan and measurements: `new`
    ones, those that were deleted and are `back`, those `known` already, and those that were
    `purged` and stay away.
    """

    new: int = 0
    back: int = 0
    known: int = 0
    purged: int = 0


@frozen
class MeasureRecord:
    """One measurement, or one note of a night or a check. `values` is a JSON object, by kind:

    - knee-to-wall: `left_cm` and `right_cm`, lists of trials in cm (either may be empty);
    - heel-raise: `left_reps` and `right_reps` (None where a leg was not done), `left_why` and
      `right_why` ("tired", "form", "pain" or ""), `pain` (0–10 or None);
    - squat: `heels_down` (true or false);
    - cramps: `night` (the local day on which the night began), `count`, `minutes` (or None),
      `severity` (0–10 or None), `side` ("left", "right", "both" or "");
    - check: `posture` ("sit", "stand" or "") and `moved` (true or false).
    """

    id: str
    kind: MeasureKind
    at: str
    utc_offset_s: int
    local_day: str
    values: Mapping[str, Any]
    note: str = ""


@frozen
class PlanVersion:
    """The text of the plan's file as it stood from `at` on. `plan_id` names the plan (all of its
    versions share it), `why` is start, edit, accept, decline, pause, resume or stop."""

    id: str
    plan_id: str
    at: str
    local_day: str
    why: str
    text: str


@frozen
class TipTold:
    """A tip that was told at the end of a session."""

    tip: str
    local_day: str
    at: str
