"""A past session corrected, by options or in an editor.

What `calfcoach history edit` does, without the parsing of its options.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from calfcoach.cli.editor import edited, names_editor
from calfcoach.cli.moments import Now, present
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.errors import CoachError
from calfcoach.records import SessionRecord, Status
from calfcoach.report.clock import as_lived
from calfcoach.report.moment_words import near_moment
from calfcoach.store import History


def correct(
    around: Surroundings, selector: str, typed: Mapping[str, str], done: tuple[str, ...]
) -> None:
    """Change what is typed; with nothing typed open an editor. CoachError for what cannot be."""
    now = present(around.settings.day_starts)
    # Not held open while an editor is: another program may have something to write.
    with History.read(around.folders.history_file) as history:
        session = history.session(selector)
    if session.status is Status.RUNNING:
        raise CoachError(
            "this session has not ended yet", hint="correct it once it is over, or was kept"
        )
    wanted = _wanted(around, session, typed, done, now)
    if wanted is None:
        return
    with History.open(around.folders.history_file) as history:
        changed = bool(wanted) and history.edit(session.id, wanted, at=now.instant)
        now_so = history.session(session.id)
    name = name_of(now_so, now.today, spoken=around.accessible)
    if changed:
        tell(f"Corrected: {name}.")
        for line in _scores_in(wanted, session, now_so):
            tell(line)
    else:
        talk("Nothing was changed.")


def name_of(session: SessionRecord, today: date, *, spoken: bool) -> str:
    """A session as one says it: daily of today 07:30."""
    lived = as_lived(session.started_at, session.utc_offset_s)
    name = session.routine_id.replace("-", " ") if spoken else session.routine_id
    return f"{name} of {near_moment(lived, session.local_day, today, spoken=spoken)}"


def _scores_in(wanted: Mapping[str, Any], before: SessionRecord, after: SessionRecord) -> list[str]:
    """What each score means that was given just now."""
    from calfcoach.report.score_words import Scored, answer

    lines = []
    for what in Scored:
        score = wanted.get(what)
        if score is not None and score != getattr(before, what):
            ended_with = after.pain_after if what is Scored.MORNING else None
            lines.append(answer(what, score, after=ended_with))
    return lines


def _wanted(
    around: Surroundings,
    session: SessionRecord,
    typed: Mapping[str, str],
    done: tuple[str, ...],
    now: Now,
) -> dict[str, Any] | None:
    """What is to be written; None for a person who left the editor."""
    if typed or done:
        from calfcoach.cli.corrections import read_corrections, read_done

        return {**read_corrections(typed, now), **read_done(done, session)}
    if not around.can_ask and not names_editor(around):
        raise CoachError(
            "nothing says what to change, and there is no terminal for an editor",
            hint="write calfcoach history edit last --tight 4",
            exit_code=2,
        )
    from calfcoach.cli.correction_text import changes_in, text_of

    return edited(
        around,
        text_of(session),
        f"session-{session.code}.toml",
        lambda text: changes_in(text, session, now),
    )
