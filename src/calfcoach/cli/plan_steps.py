"""What a plan proposes, and how it is taken: `plan why` and `plan review`.

What these two do, without the parsing of their options. Which change is proposed, with its reasons,
and what a review finds are decided by `plan`; here they are told, asked for and kept.
"""

from __future__ import annotations

from calfcoach.cli.asking import LeftError, put_yes_or_no
from calfcoach.cli.gate import refuse_for
from calfcoach.cli.moments import Now, present
from calfcoach.cli.past_lost import readable
from calfcoach.cli.plan_book import ACCEPT, DECLINE, keep, needed_plan, notice_edit
from calfcoach.cli.plan_words import asked_for, tell_lines, tell_sources
from calfcoach.cli.standing import with_flares
from calfcoach.cli.surroundings import Surroundings, tell_json
from calfcoach.frozen import frozen
from calfcoach.plan.figures import week_figures, weeks_of
from calfcoach.plan.model import Plan, Proposal
from calfcoach.plan.progress import declined, proposal
from calfcoach.plan.resuming import resumption, resumption_line
from calfcoach.records import RestRecord, SessionRecord
from calfcoach.store import History

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.plan.review import Review

_TAKE = "Take it?"
_HARDER = frozenset({"forward", "raise"})
_UNDO = "To take this back, type `calfcoach undo`."
_STAYS = "Nothing was changed."
_BY_YES = "To take it: `calfcoach plan why --yes`"


@frozen
class _Stand:
    """A plan with its rests, the sessions since it began, and what is proposed."""

    plan: Plan
    rests: tuple[RestRecord, ...]
    sessions: tuple[SessionRecord, ...]
    proposal: Proposal


def tell_why(around: Surroundings, *, yes: bool, sources: bool) -> int:
    """Tell the proposal of now with its reasons, and take it where it is said so; the exit code.
    CoachError where there is no plan, HistoryError."""
    now = present(around.settings.day_starts)
    with _history(around, yes=yes) as history:
        stand = _stand(around, history, now)
        tell_lines(_told(stand, around, now), around)
        if sources:
            tell_sources((*stand.proposal.sources, *stand.plan.sources), around)
        return _offer(stand, around, history, now, yes=yes)


def tell_review(around: Surroundings, *, yes: bool, sources: bool) -> int:
    """Tell what changed since the plan began and what did not, and then as `tell_why`."""
    from calfcoach.report.plan_review import review_lines

    now = present(around.settings.day_starts)
    with _history(around, yes=yes) as history:
        stand = _stand(around, history, now)
        found = _review(stand, history, now)
        lines = review_lines(found, stand.plan, now.today, spoken=around.accessible)
        tell_lines(lines, around)
        tell_lines(_told(stand, around, now), around)
        if sources:
            every = (*found.sources, *stand.proposal.sources, *stand.plan.sources)
            tell_sources(every, around)
        return _offer(stand, around, history, now, yes=yes)


def tell_review_json(around: Surroundings) -> None:
    """Print the review and what is proposed as one document; nothing is asked or taken."""
    from calfcoach.cli.claims import source_documents
    from calfcoach.report.plan_review_json import review_json

    now = present(around.settings.day_starts)
    with History.read(around.folders.history_file) as history:
        stand = _stand(around, history, now)
        found = _review(stand, history, now)
    content = review_json(found, stand.plan, stand.proposal)
    every = dict.fromkeys((*found.sources, *stand.proposal.sources, *stand.plan.sources))
    tell_json("review", {**content, "sources": source_documents(tuple(every))})


def _review(stand: _Stand, history: History, now: Now) -> Review:
    from calfcoach.cli.plan_nights import cramps_change
    from calfcoach.plan.review import measures_of, review

    weeks = weeks_of(stand.plan, stand.sessions, stand.rests, now.today)
    measures = measures_of(stand.plan, history.measures(), now.today)
    return review(stand.plan, weeks, measures, now.today, cramps_change(measures, now.today))


def _history(around: Surroundings, *, yes: bool) -> History:
    """Opened to be written to only where something may be taken: telling needs no more than to
    read."""
    asks = yes or around.can_ask
    return (History.open if asks else History.read)(around.folders.history_file)


def _stand(around: Surroundings, history: History, now: Now) -> _Stand:
    notice_edit(around, now, history)
    plan = needed_plan(around, history)
    rests = with_flares(history, now.today, plan.began)
    sessions = readable(around, history, plan.began.isoformat(), told=True)
    figures = week_figures(plan, sessions, rests, now.today)
    proposed = proposal(plan, figures, now.today)
    return _Stand(plan=plan, rests=tuple(rests), sessions=tuple(sessions), proposal=proposed)


def _offer(stand: _Stand, around: Surroundings, history: History, now: Now, *, yes: bool) -> int:
    """Ask for what is proposed, and keep the answer. A plan that would get harder is not taken
    while a red flag stands open."""
    proposed = stand.proposal.plan
    if proposed is None:
        return 0
    if stand.proposal.move in _HARDER:
        code = refuse_for(history, around)
        if code is not None:
            return code
    if not yes and not around.can_ask:
        tell_lines([_BY_YES], around)
        return 0
    try:
        taken = yes or put_yes_or_no(around, _TAKE)
    except LeftError:
        tell_lines([_STAYS], around)
        return 0
    if not taken:
        keep(around, history, declined(stand.plan, now.today), DECLINE, now)
        tell_lines(["It stays as it is. The same is not proposed again for a week.", _UNDO], around)
        return 0
    keep(around, history, proposed, ACCEPT, now)
    begins = max(proposed.stage_since, proposed.raise_since or proposed.stage_since)
    when = "From tomorrow on" if begins > now.today else "From today on"
    asks = [f"{when}: {each}." for each in asked_for(proposed, around)]
    tell_lines([*asks, _UNDO], around)
    return 0


def _told(stand: _Stand, around: Surroundings, now: Now) -> list[str]:
    """What it comes to, why, and what becomes of the heel raise."""
    from calfcoach.cli.plan_raise import raise_lines

    then = stand.proposal.plan
    changes = raise_lines(stand.plan, then, around) if then is not None else []
    return [_heading(stand.proposal, stand.plan, now), *stand.proposal.reasons, *changes]


def _heading(proposed: Proposal, plan: Plan, now: Now) -> str:
    """What it comes to, in a sentence; the reasons say the rest."""
    then = proposed.plan or plan
    easier = then.stage_no == plan.stage_no and then.raise_rung < plan.raise_rung
    match proposed.move:
        case "forward":
            return f"Proposed: on to the stage {then.stage.name}."
        case "raise":
            return f"Proposed: another form of the heel raise, {_rung(then)}."
        case "back" if easier:
            return f"Proposed: an easier form of the heel raise, {_rung(then)}."
        case "back" if then.stage_no < plan.stage_no:
            return f"Proposed: one stage lower, {then.stage.name}."
        case "done":
            return "The plan is through."
        case _ if proposed.plan is not None:
            return f"Proposed: the stage {then.stage.name} once more."
        case _ if found := resumption(plan, now.today):
            return resumption_line(plan, found)
        case _:
            return f"For now it stays at {plan.stage.name}."


def _rung(plan: Plan) -> str:
    from calfcoach.plan.ladder import RUNGS

    return RUNGS[plan.raise_rung].name
