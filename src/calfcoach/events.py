"""What goes into a session (commands) and what comes out (events, snapshot). Frozen values."""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.records import Status, WorkStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.advice import Advice, Hurt, Where
    from calfcoach.model import Step
    from calfcoach.phase import Cue, Phase, WorkItem
    from calfcoach.timeline import Timeline


class Act(StrEnum):
    """What a key or a signal asks for. One that does not apply just now changes nothing."""

    PAUSE = "pause"
    NEXT = "next"
    DONE = "done"
    ENTER = "enter"  # DONE, but in accessible form it only answers questions
    BACK = "back"
    REDO = "redo"
    AFTERWARDS = "afterwards"
    MORE = "more"
    LESS = "less"
    WHERE = "where"
    MUTE = "mute"
    HURT = "hurt"
    SPOT = "spot"  # rolling: stay on a tender spot, and roll on
    FADED = "faded"  # pressing: the spot has eased
    YES = "yes"  # only answers a question
    KEYS = "keys"
    PICTURES = "pictures"  # moving, still, off: the screen alone has them
    QUIT = "quit"
    ERASE = "erase"
    STOP = "stop"  # Ctrl-C: save and end at once
    INTERRUPT = "interrupt"  # SIGHUP, SIGTERM, a lost terminal, a closed pipe
    SUSPENDED = "suspended"  # back from Ctrl-Z


@frozen
class Digit:
    """One digit, 0–9, typed into a question."""

    value: int


Command = Act | Digit


class Mode(StrEnum):
    """What the clock is doing."""

    RUNNING = "running"
    RETURNING = "returning"  # the preparation once more; not counted
    PAUSED = "paused"
    ENDED = "ended"


class Reason(StrEnum):
    """Why a session stands still."""

    KEY = "pause"
    AWAY = "away"
    SUSPENDED = "suspended"
    HURT = "hurt"
    QUIT = "quit"


class Question(StrEnum):
    """What is asked in mid-session; for most of it the clock stands still."""

    STOP = "stop"  # Enter stops and saves, Space goes on
    WHERE = "where"  # 1 to 5
    PAIN = "pain"  # 0 to 10
    SHARP = "sharp"  # y, Enter for no
    PULSING = "pulsing"  # the same, asked of the back of the knee
    AFTER_PAIN = "after-pain"  # the advice: what is offered depends on it
    HOW_MANY = "how-many"  # the reps of a set at one's own pace
    HOW_MANY_MORE = "how-many-more"  # 0 to 9, after the last set of heel raises
    HOW_MANY_RAISES = "how-many-raises"  # the same, where other work has come between

    @property
    def of_what_could_be(self) -> bool:
        """Whether it asks how many more reps it could have been."""
        return self in (Question.HOW_MANY_MORE, Question.HOW_MANY_RAISES)

    @property
    def lets_time_run(self) -> bool:
        """Whether it is asked while the clock runs on."""
        return self is Question.HOW_MANY or self.of_what_could_be


@frozen
class Credit:
    """What was done of one work phase, the best of its attempts. `done_reps` is None where
    there are no reps or nobody counted them; `pain` is 0–10 or None. `reps_left` is how many more
    reps it could have been, 0–9, None where nobody said."""

    item: WorkItem
    done_s: float
    done_reps: int | None
    status: WorkStatus
    why: str = ""
    pain: int | None = None
    reps_left: int | None = None


@frozen
class PhaseStarted:
    """A phase is open from now on; exactly one is, until the session ends."""

    phase: Phase
    late_s: float


@frozen
class PhaseEnded:
    """The open phase is closed. `finished`: it came to its end or was done; else it was
    skipped or left. `credit` is what the history should hold; None unless it was work."""

    phase: Phase
    finished: bool
    credit: Credit | None


@frozen
class CueDue:
    """A cue's instant has come, `late_s` ago. `returning`: a tick before the work goes on."""

    phase: Phase
    cue: Cue
    late_s: float
    returning: bool = False


@frozen
class Paused:
    """Time stands still. `gap_s` is what nobody was there for, before this was noticed."""

    reason: Reason
    gap_s: float
    snapshot: Snapshot


@frozen
class Returning:
    """The preparation once more, `duration_s` long. `again`: the work starts from its beginning
    (back, redo)."""

    phase: Phase
    duration_s: float
    again: bool


@frozen
class Resumed:
    """The work goes on, with `left_s` of it."""

    phase: Phase
    left_s: float


@frozen
class Unpaused:
    """A pause of `paused_s` seconds has ended."""

    reason: Reason
    paused_s: float


@frozen
class Asked:
    """A question stands until it is answered, one that lets time run until the next work. `advice`
    comes with AFTER_PAIN."""

    question: Question
    advice: Advice | None = None


@frozen
class Answered:
    """What was answered. `value` is a number: the place for WHERE, 1 for yes to SHARP and PULSING,
    else None. `credit` is the work that it says something of, as it is now."""

    question: Question
    value: int | None
    credit: Credit | None = None


@frozen
class PainNoted:
    """What was said of a pain during or after the work of `credit`, which is None where nothing
    had been done yet: after every answer, all that is known then. `pain` is 0–10 or None."""

    pain: int | None
    credit: Credit | None
    where: Where | None = None
    sharp: bool = False


@frozen
class Adjusted:
    """The open phase got longer or shorter; `phase` is as it is now."""

    phase: Phase
    left_s: float


@frozen
class MovedToEnd:
    """What was left of a step comes at the end."""

    step: Step


@frozen
class Told:
    """Something that needs no more than a word: where am I, the keys, a mute where there is no
    sound, the start and the end of a stay on a tender spot."""

    what: Act
    snapshot: Snapshot


@frozen
class Muted:
    """Sound was turned off or on."""

    muted: bool


@frozen
class Ended:
    """The session is over. `waited`: nobody came back from a pause."""

    status: Status
    waited: bool = False


Event = (
    PhaseStarted
    | PhaseEnded
    | CueDue
    | Paused
    | Returning
    | Resumed
    | Unpaused
    | Asked
    | Answered
    | PainNoted
    | Adjusted
    | MovedToEnd
    | Told
    | Muted
    | Ended
)


@frozen
class Snapshot:
    """All that a view needs of this instant. Seconds; `to_go_s` is the time left until the end
    if nothing more happens. `pauses` counts those that are over, `stood_s` is their length,
    `away_s` all the time that nobody was there for. `counting` is the question whose
    number may be typed while time runs; `typed` belongs to that or to the one that is `asking`.
    `advice` and `hurt` are what was said of a pain, as long as it is asked about. `spot_left_s` is
    how long one may still stay on a tender spot, None where one does not."""

    phase: Phase
    next_work: WorkItem | None
    index: int
    mode: Mode
    elapsed_s: float
    left_s: float
    to_go_s: float
    returning_left_s: float
    reason: Reason | None
    goes_on_in_s: float | None
    gap_s: float
    paused_s: float
    asking: Question | None
    typed: str
    advice: Advice | None = None
    hurt: Hurt | None = None
    counting: Question | None = None
    spot_left_s: float | None = None
    muted: bool
    credits: Mapping[int, Credit]
    status: Status
    timeline: Timeline
    pauses: int
    stood_s: float
    away_s: float
