from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from processes import (
    REP,
    SLOW_REP,
    agree,
    done,
    ended,
    only_session,
    read_until,
    routine_file,
    sessions,
    start,
)
from terminal import Person, person

from calfcoach.records import Status
from calfcoach.store import History

pytestmark = pytest.mark.tty

FIRST = "Screen reader? Type calfcoach --accessible once; I remember it."
AGREE = "Enter: I have read this. Q, then Enter: leave."
PAGE_1 = "Page 1 of 2, right now: does any of these apply to you?"
PAGE_2 = "Page 2 of 2, good to know: which of these apply?"
DAY = "Calves today?   Enter as usual    s sore    n new or wrong"
SOUND = ("Sound? Enter tones, V tones and voice, N none.", "")
ENDS = {PAGE_1: "Q leaves.", PAGE_2: "Q leaves.", DAY: "wrong = "}
TIGHT = "How tight, 0 to 10? Type a number and press Enter. Enter alone skips."


def acknowledged(home: Path) -> str | None:
    with History.read(home / "history.db") as history:
        return history.acknowledged("disclaimer")


def newcomer(*arguments: str) -> AbstractContextManager[Person]:
    """Somebody who has set no sound, where nothing plays and nothing speaks."""
    return person(*arguments, CALFCOACH_SOUND="", PATH="/nowhere")


def settings_of(home: Path) -> str:
    return (home / "config.toml").read_text(encoding="utf-8")


def answer(one: Person, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.replies(text)


# ------------------------------------------------------------------------ the disclaimer


def test_the_first_start_shows_the_disclaimer_and_enter_acknowledges_it_once(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute") as one:
        one.sees(AGREE)
        one.types("q\r")  # in the first half second: not meant for the question
        answer(one, "\r")
        for question in (PAGE_1, PAGE_2):
            one.sees(question)
            one.sees(ENDS[question])
            answer(one, "\r")
        one.sees("Start. Rise, left leg")
        one.sees(TIGHT)
        one.types("\x03")
        assert one.leaves() == 0
    assert one.screen.startswith(f"{FIRST}\r\n")
    assert acknowledged(home) == "1"
    with person("run", path, "--mute", "--yes") as one:
        assert one.leaves() == 0
    assert FIRST not in one.screen


def test_the_first_start_is_four_answers_the_last_about_sound(home: Path, tmp_path: Path) -> None:
    with newcomer("run", routine_file(tmp_path, REP)) as one:
        for question, ends in ((AGREE, ""), (PAGE_1, "Q leaves."), (PAGE_2, "Q leaves."), SOUND):
            one.sees(question)
            one.sees(ends)
            answer(one, "\r")
        one.sees("Tones. calfcoach config set sound, or voice, changes it.")
        one.sees("Start. Rise, left leg")
    assert DAY not in one.screen
    assert settings_of(home) == 'sound = "clear"\nvoice = false\n'


@pytest.mark.parametrize(
    ("typed", "said", "kept"),
    [
        ("v\r", "Tones and voice.", 'sound = "clear"\nvoice = true\n'),
        ("N\r", "No sound.", 'sound = "off"\nvoice = false\n'),
        ("x\rt\r", "Tones.", 'sound = "clear"\nvoice = false\n'),
    ],
)
def test_what_sounds_is_chosen_once(
    home: Path, tmp_path: Path, typed: str, said: str, kept: str
) -> None:
    agree(home, sound=False)
    path = routine_file(tmp_path, REP)
    with newcomer("run", path) as one:
        one.sees(SOUND[0])
        for line in typed.splitlines():
            answer(one, f"{line}\r")
        one.sees(f"{said} calfcoach config set")
        one.sees("Start. Rise, left leg")
    assert settings_of(home) == kept
    with newcomer("run", path) as one:
        one.sees("Start. Rise, left leg")
    assert SOUND[0] not in one.screen


def test_who_has_set_the_sound_is_not_asked(home: Path, tmp_path: Path) -> None:
    agree(home, sound=False)
    (home / "config.toml").write_text('sound = "soft"\n')
    with newcomer("run", routine_file(tmp_path, REP)) as one:
        one.sees("Start. Rise, left leg")
    assert SOUND[0] not in one.screen
    assert settings_of(home) == 'sound = "soft"\n'


def test_the_screen_reader_is_the_voice(home: Path, tmp_path: Path) -> None:
    agree(home, sound=False)
    with newcomer("run", routine_file(tmp_path, REP), "--accessible") as one:
        one.sees("Sound? Enter tones, N none. Your screen reader is the voice.")
        answer(one, "n\r")
        one.sees("Start. Rise, left leg")
    assert settings_of(home) == 'sound = "off"\nvoice = false\n'


def test_settings_that_cannot_be_kept_hold_for_this_session(home: Path, tmp_path: Path) -> None:
    agree(home, sound=False)
    (home / "config.toml").mkdir()
    with newcomer("run", routine_file(tmp_path, REP)) as one:
        one.sees(SOUND[0])
        answer(one, "n\r")
        one.sees("Start. Rise, left leg")
    assert "warning:" in one.screen


def test_leaving_at_the_disclaimer_acknowledges_nothing(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP)) as one:
        one.sees(AGREE)
        answer(one, "Q\r")
        assert one.leaves() == 3
    assert acknowledged(home) is None
    assert sessions(home) == []


def test_yes_shows_the_disclaimer_asks_nothing_and_acknowledges_nothing(
    home: Path, tmp_path: Path
) -> None:
    with person("run", routine_file(tmp_path, REP), "--yes", "--mute") as one:
        assert one.leaves() == 0
    assert one.screen.startswith(f"{FIRST}\r\n")
    assert AGREE not in one.screen
    assert TIGHT not in one.screen
    assert acknowledged(home) is None
    assert only_session(home).status is Status.COMPLETED


# ------------------------------------------------------------------------ the end question


def test_a_number_at_the_end_is_kept_as_tightness_and_nonsense_asks_again(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        one.sees(TIGHT)
        answer(one, "0011\r")
        one.sees("A number from 0 to 10, or Enter alone.")
        answer(one, "4\r")
        assert one.leaves() == 0
        assert one.settings_now() == one.settings
    assert only_session(home).tightness == 4


def test_leaving_the_end_question_with_ctrl_c_is_no_interruption(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        one.sees(TIGHT)
        one.types("7\x03")
        assert one.leaves() == 0
    session = only_session(home)
    assert (session.status, session.tightness) == (Status.COMPLETED, None)


# --------------------------------------------------------------- a session that broke off


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home and the routine of a session that was killed after its first two sets."""
    folder = tmp_path_factory.mktemp("killed")
    path = routine_file(folder, f"{REP}\n\n[[step]]\n{SLOW_REP}", name="broken")
    agree(folder / "home")
    process = start("run", path, environ={"CALFCOACH_HOME": str(folder / "home")})
    read_until(process, "Start. Rise, left leg, 1 rep, up 0.3, down 0.3. Up.")
    process.kill()
    ended(process)
    return folder / "home", path


@pytest.fixture
def broken(killed: tuple[Path, str], home: Path) -> None:
    shutil.copytree(killed[0], home, ignore=shutil.ignore_patterns("run"))


def is_asked(one: Person) -> None:
    one.sees("Broken: a session broke off, with part of it done.\r\n")
    one.sees("R goes on with it, K keeps what was done, D discards it. Then Enter.\r\n")


def test_a_broken_session_can_be_gone_on_with(home: Path, tmp_path: Path, broken: None) -> None:
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        is_asked(one)
        answer(one, "r\r")
        one.sees("Going on with broken.\r\n")
        one.sees("Broken. 1 second, 1 part. You need clear floor.\r\n")
        one.sees("Start. Rise, left leg, 1 rep, up 0.3, down 0.3. Up.\r\n")
        one.sees("Done. Rises left 2, right 2. Saved.\r\n")
        one.sees(TIGHT)
        one.types("\x03")
        assert one.leaves() == 0
    session = only_session(home)
    assert (session.routine_id, session.status) == ("broken", Status.COMPLETED)
    assert done(session) == [
        ("left", 0.2, 0.2),
        ("right", 0.2, 0.2),
        ("left", 0.6, 0.6),
        ("right", 0.6, 0.6),
    ]


def test_a_broken_session_can_be_kept_or_discarded(
    tmp_path: Path, killed: tuple[Path, str]
) -> None:
    path = routine_file(tmp_path, REP, prepare="60s")
    kept, discarded = tmp_path / "kept", tmp_path / "discarded"
    shutil.copytree(killed[0], kept, ignore=shutil.ignore_patterns("run"))
    shutil.copytree(killed[0], discarded, ignore=shutil.ignore_patterns("run"))
    with (
        person("run", path, "--mute", CALFCOACH_HOME=str(kept)) as one,
        person("run", path, "--mute", CALFCOACH_HOME=str(discarded)) as other,
    ):
        is_asked(one)
        is_asked(other)
        answer(one, "what\r")  # asks again
        is_asked(one)
        answer(one, "k\r")
        answer(other, "d\r")
        one.sees("What was done of broken before it broke off is kept.\r\n")
        other.sees("The broken session of broken is discarded.\r\n")
        for each in (one, other):
            each.sees("Get ready.")
            each.types("\x03")
            assert each.leaves() == 130
    session = only_session(kept)
    assert (session.routine_id, session.status) == ("broken", Status.INTERRUPTED)
    assert done(session) == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]
    assert sessions(discarded) == []


# ------------------------------------------------------------- a history out of reach


def test_a_session_that_cannot_be_saved_asks_before_it_starts(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    for folder in (home, elsewhere):
        folder.mkdir()
        (folder / "history.db").write_bytes(b"no database at all" * 100)
    question = "This session cannot be saved. Enter goes on without, Q leaves.\r\n"
    path = routine_file(tmp_path, REP)
    with (
        person("run", path, "--mute") as leaving,
        person("run", path, "--mute", CALFCOACH_HOME=str(elsewhere)) as going_on,
    ):
        leaving.sees("warning: the history is damaged\r\n")
        leaving.sees(question)
        going_on.sees(question)
        answer(leaving, "q\r")
        answer(going_on, "\r")
        assert leaving.leaves() == 3
        going_on.sees("Done. Rises left 1, right 1. Not saved.\r\n")
        assert going_on.leaves() == 1
    assert "Start." not in leaving.screen
    assert TIGHT not in going_on.screen


# ------------------------------------------------------------- before and after their time

ASKS = """
from calfcoach.drivers.prompt import ask
print(ask("How tight?", patience_s=1.5, room=80), flush=True)
"""


def test_what_is_typed_before_its_time_is_neither_taken_nor_seen() -> None:
    with person(program=ASKS) as one:
        one.sees("How tight?")
        one.types("7\r")
        answer(one, "4\r")
        one.sees("4\r\n4\r\n")
        assert one.leaves() == 0
        assert "7" not in one.screen
        assert one.settings_now() == one.settings


def test_half_an_answer_that_came_too_late_is_no_command_for_the_shell() -> None:
    with person(program=f"{ASKS}\nimport sys; print('next', sys.stdin.readline())") as one:
        one.sees("How tight?")
        answer(one, "4")
        one.sees("None")
        one.types("ls\r")
        one.sees("next ls")
        assert one.leaves() == 0
