"""What `calfcoach plan show` prints, without the parsing of its options: a page, sentences or JSON.

Owns what is gathered for it. How it looks is `plan_page`'s; nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.cli.moments import present
from calfcoach.cli.plan_book import notice_edit, plan_path, standing_plan
from calfcoach.cli.plan_calendar import lived_days
from calfcoach.cli.plan_words import asked_for, said, tell_sources
from calfcoach.cli.surroundings import Surroundings, talk, tell, tell_json
from calfcoach.files.folders import as_typed
from calfcoach.plan.days import on_day
from calfcoach.plan.model import Plan, PlanDay
from calfcoach.plan.standing import day_no, pause_on
from calfcoach.report.plan_calendar import Week, weeks_of
from calfcoach.report.plan_where import from_tomorrow
from calfcoach.store import History

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.plan_page import PlanView

_NONE = ("no plan yet", "`calfcoach plan start` begins one")


def show_plan(around: Surroundings, *, as_json: bool = False, sources: bool = False) -> None:
    """Print the plan that stands. CoachError for a file that is none, HistoryError."""
    now = present(around.settings.day_starts)
    today = now.today
    with History.read(around.folders.history_file) as history:
        notice_edit(around, now, history)
        plan = standing_plan(around, history)
        days = lived_days(plan, around, history, today) if plan is not None else ()
    if plan is None:
        _tell_none(around, as_json=as_json)
        return
    weeks = weeks_of(days, today)
    if as_json:
        tell_json("plan", _document(plan, weeks, today, around))
        return
    view = _view(plan, days, weeks, today, around)
    from calfcoach.cli.plan_page import page_lines, page_sentences

    lines = page_sentences(view) if around.accessible else page_lines(view, around.room)
    for line in lines:
        tell(line)
    if sources:
        tell_sources(plan.sources, around)


def _tell_none(around: Surroundings, *, as_json: bool) -> None:
    if as_json:
        tell_json("plan", {"plan": None, "weeks": [], "sources": []})
        return
    words, hint = _NONE
    if around.accessible:
        for line in said([words, "To begin one, type `calfcoach plan start`"], around):
            talk(line)
        return
    talk(words)
    talk(f"  hint: {hint}")


def _view(
    plan: Plan, days: Sequence[PlanDay], weeks: tuple[Week, ...], today: date, around: Surroundings
) -> PlanView:
    from calfcoach.cli.plan_page import PlanView
    from calfcoach.cli.plan_stages import coming_stages

    now = on_day(plan, today)
    ends = days[-1].day if days and days[-1].day_no >= plan.days else None
    return PlanView(
        title=title_of(plan),
        day_no=day_no(plan, today),
        of_days=plan.days,
        stage=now.stage.name,
        began=plan.began,
        ends=ends,
        today=today,
        paused=pause_on(plan, today) is not None,
        now=asked_for(now, around),
        reviews=tuple((day.day_no, day.day) for day in days if day.review and day.day >= today),
        weeks=weeks,
        from_tomorrow=from_tomorrow(plan, today),
        then=coming_stages(plan, min(now.stage_no, plan.stage_no), around),
        notes=tuple(said(["What it proposes, and why: `calfcoach plan why`"], around)),
    )


def title_of(plan: Plan) -> str:
    """The name of the plan's goal."""
    from calfcoach.files.goal_file import goal_info

    return goal_info(plan.goal).title


def _document(
    plan: Plan, weeks: Sequence[Week], today: date, around: Surroundings
) -> dict[str, object]:
    from calfcoach.cli.claims import source_documents
    from calfcoach.report.plan_json import plan_json

    content = plan_json(plan, weeks, today, title=title_of(plan))
    content["file"] = as_typed(plan_path(around))
    return {**content, "sources": source_documents(plan.sources)}
