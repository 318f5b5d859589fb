from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from past_sessions import gap, keep, raises, stretches
from processes import local_today, sessions
from store_samples import start

from calfcoach.cli.correction_text import changes_in, text_of
from calfcoach.cli.moments import present
from calfcoach.records import SessionRecord, Status, WorkStatus
from calfcoach.store import History

Calf = Callable[..., Any]

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def only(home: Path) -> SessionRecord:
    (session,) = sessions(home)
    return session


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """An editor of one shell script; "$1" is the file."""
    script = tmp_path / "my editor"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")


# ------------------------------------------------------------------------- by options


def test_a_score_can_be_given_later(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, utc_offset_s=0)

    result = calf("history", "edit", "last", "--tight", "4", "--pain", "0", "--note", "fine")

    session = only(home)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Corrected: daily of Mon 16 Nov 2020 06:30.",
        "Tightness 4 of 10, watch it. Next time stretch to a mild pull and no further.",
        "Pain 0 of 10, fine.",
    ]
    assert (session.tightness, session.pain_after, session.note) == (4, 0, "fine")


def test_a_score_is_taken_out_with_none(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, tightness=4)

    calf("history", "edit", "--tight", "none", "--pain-next-morning", "3")

    assert (only(home).tightness, only(home).pain_next_morning) == (None, 3)


def test_time_and_length_are_corrected_together(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)

    result = calf("history", "edit", "last", "--at", "2020-11-15 18:00", "--minutes", "10")

    session = only(home)
    assert result.out == "Corrected: daily of Sun 15 Nov 2020 18:00.\n"
    assert (session.local_day, session.lasted_s) == ("2020-11-15", 600.0)


def test_what_was_done_is_corrected_set_by_set(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, rows=(*stretches(), raises()))

    calf("history", "edit", "--done", "wall-calf-stretch=1x30s", "--done", "heel-raise=5")

    assert [(w.side, w.done_s, w.done_reps, w.status) for w in only(home).work] == [
        ("left", 30.0, None, WorkStatus.DONE),
        ("right", 30.0, None, WorkStatus.DONE),
        ("left", 0.0, None, WorkStatus.SKIPPED),
        ("right", 0.0, None, WorkStatus.SKIPPED),
        ("both", 35.0, 5, WorkStatus.PART),
    ]


def test_a_session_is_never_shorter_than_a_part_of_it(calf: Calf, home: Path) -> None:
    walk = raises(done_s=120.0, planned_s=120.0)
    keep(home, MONDAY, rows=(walk,), gaps=[gap("away", 100.0)])

    shorter = calf("history", "edit", "last", "--minutes", "0.5")
    longer = calf("history", "edit", "last", "--done", "heel-raise=20m")

    hint = "  hint: its length is from its start to its end, pauses included\n"
    assert (shorter.code, shorter.err) == (
        1,
        "error: the session would be shorter than one phase of it: 30 seconds and 2 minutes\n"
        + hint,
    )
    assert (longer.code, longer.err) == (
        1,
        "error: the session would be shorter than one phase of it: 12 minutes 10 seconds and"
        " 20 minutes\n" + hint,
    )
    assert (only(home).lasted_s, only(home).work[0].done_s) == (730.0, 120.0)


def test_nothing_new_is_said(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, tightness=4)

    result = calf("history", "edit", "last", "--tight", "4")

    assert (result.code, result.out, result.err) == (0, "", "Nothing was changed.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--tight", "11"],
            'error: `--tight` must be 0 to 10, or none, got "11"\n  hint: write --tight 4\n',
        ),
        (
            ["--pain-next-morning", "٣"],
            'error: `--pain-next-morning` must be 0 to 10, or none, got "٣"\n'
            "  hint: write --pain-next-morning 4\n",
        ),
        (
            ["--minutes", "inf"],
            'error: `--minutes` must be 0.1 to 360 minutes, got "inf"\n'
            "  hint: write --minutes 12\n",
        ),
        (
            ["--done", "heel-walk=5"],
            'error: this session has no exercise "heel-walk"\n  hint: it has wall-calf-stretch\n',
        ),
        (
            [],
            "error: nothing says what to change, and there is no terminal for an editor\n"
            "  hint: write calfcoach history edit last --tight 4\n",
        ),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    calf: Calf, home: Path, arguments: list[str], message: str
) -> None:
    keep(home, MONDAY)
    before = only(home)

    result = calf("history", "edit", "last", *arguments)

    assert (result.code, result.out, result.err) == (2, "", message)
    assert only(home) == before


def test_a_running_session_is_not_corrected(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, status=Status.RUNNING)

    result = calf("history", "edit", "last", "--tight", "4")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: this session has not ended yet\n  hint: correct it once it is over, or was kept\n"
    )


# ----------------------------------------------------------------------- in an editor


def test_a_text_that_is_only_looked_at_changes_nothing(home: Path) -> None:
    note = 'two lines\n"""quoted""" \\ and # signs = "x"\n'
    keep(home, MONDAY, note=note, tightness=3, rows=(*stretches(), raises()), lasted_s=733.337)
    now = present(time(4))

    assert changes_in(text_of(only(home)), only(home), now) == {}


def test_what_is_changed_in_the_editor_is_changed(
    calf: Calf, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, MONDAY, rows=(*stretches(), raises()))
    editor(
        tmp_path,
        monkeypatch,
        """sed -i 's/^tight = .*/tight = 4/; s/^note = .*/note = "better [b]"/'"""
        """ "$1"; sed -i 's/^1 = "30s"/1 = "20s"/; s/^5 = "10"/5 = 8/' "$1" """,
    )

    result = calf("history", "edit")

    session = only(home)
    assert (result.code, result.err) == (0, "")
    assert (session.tightness, session.note) == (4, "better [b]")
    assert [w.done_s for w in session.work] == [20.0, 30.0, 30.0, 30.0, 56.0]
    assert session.work[4].done_reps == 8
    assert list((home).rglob("session-*.toml")) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("echo 'tight = ' > \"$1\"", "the text cannot be read: "),
        ("echo 'tigth = 3' > \"$1\"", "unknown key `tigth`\n  hint: did you mean `tight`?"),
        ("echo 'tight = 30' > \"$1\"", "`tight` must be 0 to 10, or none"),
        ("echo 'tight = true' > \"$1\"", "`tight` must be a text or a number"),
        ("echo 'done = 3' > \"$1\"", "`done` must be a table"),
        ("printf '[done]\\n9 = 3' > \"$1\"", "this session has no work phase 9"),
        ("printf '\\377' > \"$1\"", "the text is not valid UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_is_kept(
    calf: Calf,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    message: str,
) -> None:
    keep(home, MONDAY)
    before = only(home)
    editor(tmp_path, monkeypatch, body)

    result = calf("history", "edit")

    assert result.code in (1, 2)
    assert result.out == ""
    assert message in result.err
    (kept,) = home.rglob("session-*.toml")
    assert f"Nothing was changed. The text is kept in {kept}." in result.err
    assert kept.stat().st_mode & 0o777 == 0o600
    assert only(home) == before


# ----------------------------------------------------------------------------- delete


def test_deleting_says_what_and_how_to_have_it_back(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, utc_offset_s=0)

    result = calf("history", "delete", "last", "--yes")

    assert (result.code, result.out) == (0, "Deleted: daily of Mon 16 Nov 2020 06:30.\n")
    assert result.err == "To have it back, type calfcoach undo.\n"
    assert sessions(home) == []


def test_without_a_terminal_nothing_is_deleted_unasked(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)

    for purge in ([], ["--purge"]):
        result = calf("history", "delete", "last", *purge)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "error: nobody can be asked here whether to delete\n  hint: add --yes if it is meant\n"
        )
    assert len(sessions(home)) == 1


def test_one_wrong_name_deletes_nothing(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)

    result = calf("history", "delete", "last", "last~9", "--yes")

    assert (result.code, result.out) == (1, "")
    assert len(sessions(home)) == 1


def test_a_purge_names_the_copies_that_it_cannot_reach(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, note="a secret of mine")
    backup = home / "backups" / "history-2020-11-16.db"
    backup.parent.mkdir()
    backup.write_bytes(b"")

    result = calf("history", "delete", "last", "--purge", "--yes")

    assert result.code == 0
    today = backup.with_name(f"history-{local_today()}.db")  # taken before the first write
    assert result.err == (
        f"These copies of the history still hold it: {backup}, {today}.\n"
        "Exports, and backups of this computer, are out of reach: delete them yourself.\n"
    )
    assert b"secret" not in (home / "history.db").read_bytes()
    assert calf("undo").code == 1


@pytest.mark.parametrize("options", [(), ("--purge",)])
def test_a_session_that_runs_is_not_deleted(
    calf: Calf, home: Path, options: tuple[str, ...]
) -> None:
    with History.open(home / "history.db") as history:
        history.begin(start())

    result = calf("history", "delete", "last", "--yes", *options)

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: this session has not ended yet\n")
    assert len(sessions(home)) == 1
