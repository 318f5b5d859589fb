from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import own_reps, step, timeline
from fake_speechd import FakeSpeechd
from processes import wait_until
from virtual import QUIET, Run, VirtualTerminal, for_strength, three_sets, two_sides, two_steps

from calfcoach import replies
from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.engines import Engine, find_engine
from calfcoach.drivers.phrasebook import KEPT_S, Phrasebook, Trust
from calfcoach.drivers.voice import EARLY_S, Voice
from calfcoach.events import Act, Asked, Command, CueDue
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.timeline import Timeline
from calfcoach.utterances import Rank, in_words, phrases, said

HOW_MANY = in_words(replies.HOW_MANY)

# Writes its arguments into a log, and with -w a file that begins as a sound does.
ESPEAK = """\
#!/bin/sh
printf '%s\\n' "$*" >> "{log}"
while [ $# -gt 1 ]; do [ "$1" = -w ] && file=$2; shift; done
[ -z "$file" ] && exit {code}
{{ printf 'RIFF    WAVE%s\\n' "$1"; head -c 2000 /dev/zero; }} > "$file"
exit {code}
"""
HANGS = '#!/bin/sh\nprintf \'%s\\n\' "$*" >> "{log}"\nexec sleep 600\n'


class Sounding(Child):
    """A player's child, which sounds for a while of the clock that it is given."""

    def __init__(self, words: str, clock: Callable[[], float], lasts_s: float) -> None:
        super().__init__(0)
        self.words = words
        self.killed = False
        self._clock = clock
        self._ends_at = clock() + lasts_s

    @property
    def running(self) -> bool:
        return not self.killed and self._clock() < self._ends_at

    def kill(self) -> None:
        self.killed = True


class Stage:
    """A voice with a clock, an engine that writes and a player that keeps what it played."""

    def __init__(self, tmp_path: Path, script: str = ESPEAK, *, code: int = 0) -> None:
        self.now = 0.0
        self.clock: Callable[[], float] = lambda: self.now
        self.lasts_s = 0.5
        self.played: list[tuple[float, str]] = []
        self.sounding: list[Sounding] = []
        self.children = Children()
        self.folder = tmp_path / "cache"
        self.log = tmp_path / "log"
        self.engine = espeak(tmp_path, script.format(log=self.log, code=code))

    def player(self, path: Path, now: float) -> Child:
        del now
        words = path.read_bytes()[12:].split(b"\n")[0].decode()
        self.played.append((round(self.clock(), 3), words))
        self.sounding.append(Sounding(words, self.clock, self.lasts_s))
        return self.sounding[-1]

    def voice(self, *, player: bool = True, engine: Engine | None = None) -> Voice:
        return Voice(
            self.children,
            engine or self.engine,
            folder=self.folder,
            player=self.player if player else None,
            tones=lambda: True,
            volume=70,
        )

    def write(self, *words: str) -> None:
        """Have phrases written before anything begins."""
        book = Phrasebook(self.children, self.engine, self.folder, 70, Trust("it"))
        book.order(words)

        def written() -> bool:
            book.attend(0.0)
            book.go_on(0.0)
            return not book.busy

        wait_until(written)

    def play(self, made: Timeline, *keys: tuple[float, Command], muted: bool = False) -> Voice:
        """Play a session whose phrases were all written."""
        self.write(*phrases(made, tones=True))
        terminal = VirtualTerminal(keys)
        self.clock = terminal.now
        voice = self.voice()
        play(Session(made, muted=muted), terminal, [voice])
        voice.close()
        return voice

    @property
    def asked(self) -> list[str]:
        """What the engine was asked to say aloud, in its order."""
        if not self.log.exists():
            return []
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.partition("-- ")[2] for line in lines if "-w" not in line.split()]


def espeak(folder: Path, script: str) -> Engine:
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "espeak-ng"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    engine = find_engine("", 70, {"PATH": str(folder / "bin")}).engine
    assert engine is not None
    return engine


def planned(made: Timeline) -> list[tuple[float, str]]:
    """When each phrase of a session that nobody touches is due, and the phrase."""
    run = Run(made)
    events = [(run.now, event) for event in run.events]
    while not run.session.ended:
        deadline = run.session.deadline()
        assert deadline is not None
        events += [(deadline, event) for event in run.until(deadline)]
        run.now = deadline
    told = [(at, event, said(event, tones=True)) for at, event in events]
    return [
        (
            round(at - (event.late_s if isinstance(event, CueDue) else 0.0) + each.delay_s, 3),
            each.words,
        )
        for at, event, each in told
        if each is not None
    ]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    wait_until(no_zombies)


def no_zombies() -> bool:
    """Whether every child that has ended was reaped."""
    try:
        return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return True


# ------------------------------------------------------------------------ in a session


def test_what_was_written_is_played_ten_milliseconds_before_its_time(stage: Stage) -> None:
    stage.lasts_s = 0.1
    made = two_sides()
    stage.play(made)
    due = {words: at for at, words in planned(made)}
    assert [words for _, words in stage.played] == [words for _, words in planned(made)]
    first, *later = stage.played
    assert first[0] <= due[first[1]]
    for at, words in later[:-1]:
        assert at == pytest.approx(due[words] - EARLY_S, abs=0.0011)


def test_each_phrase_is_said_once(stage: Stage) -> None:
    stage.lasts_s = 0.1
    made = three_sets()
    stage.play(made)
    assert [words for _, words in stage.played] == [words for _, words in planned(made)]


def test_nothing_is_said_when_muted(stage: Stage) -> None:
    stage.play(two_sides(), muted=True)
    assert stage.played == []
    assert stage.asked == []


def test_muting_ends_what_is_being_said(stage: Stage) -> None:
    stage.lasts_s = 10.0
    stage.play(two_sides(), (1.0, Act.MUTE))
    assert [each.killed for each in stage.sounding] == [True]


def test_pausing_ends_what_is_being_said_and_says_so(stage: Stage) -> None:
    stage.lasts_s = 10.0
    stage.write("Lean in.")
    run, voice = Run(two_sides()), stage.voice()
    voice.say("Lean in.", Rank.NAME, run.now)
    voice.update(run.press(Act.PAUSE), run.at, run.now)
    assert stage.sounding[0].killed
    run.pass_s(0.9)
    voice.update([], run.at, run.now)
    wait_until(lambda: any(words.startswith("Paused.") for words in stage.asked))
    voice.close()


def test_the_name_of_what_was_skipped_gives_way_to_what_comes(stage: Stage) -> None:
    stage.lasts_s = 10.0
    stage.play(two_steps(), (1.0, Act.NEXT), (2.0, Act.NEXT), (5.0, Act.STOP))
    (skipped, _), (next_at, _) = stage.played
    assert skipped < 1 < next_at < 3
    assert stage.sounding[0].killed


def asking(stage: Stage) -> tuple[Run, Voice]:
    """A session in which a set at one's own pace was just done and a rest begins, in which it is
    asked how many reps it were."""
    made = timeline(step(own_reps(15, 90), sets=2, rest_s=60, pacing=QUIET))
    stage.write(*phrases(made, tones=True), HOW_MANY)
    run, voice = Run(made), stage.voice()
    run.until(10.0)
    run.press(Act.DONE)
    return run, voice


def pass_s(stage: Stage, run: Run, voice: Voice, seconds: float) -> None:
    until = run.now + seconds
    while run.now < until:
        came = run.pass_s(0.1)
        stage.now = run.now
        voice.update(came, run.at, run.now)


def test_a_question_in_a_rest_waits_for_what_is_being_said(stage: Stage) -> None:
    run, voice = asking(stage)
    stage.lasts_s = 5.0
    stage.now = run.now
    stage.write("A long line.")
    voice.say("A long line.", Rank.NAME, run.now)
    pass_s(stage, run, voice, 10)
    assert [words for _, words in stage.played][:2] == ["A long line.", HOW_MANY]
    assert not stage.sounding[0].killed
    voice.close()


def test_a_question_that_was_answered_is_not_asked_any_more(stage: Stage) -> None:
    run, voice = asking(stage)
    stage.lasts_s = 60.0
    stage.now = run.now
    stage.write("A long line.")
    voice.say("A long line.", Rank.NAME, run.now)
    asked = [event for event in run.pass_s(4.0) if isinstance(event, Asked)]
    voice.update(asked, run.at, run.now)
    assert len(asked) == 1
    run.type_number(12)
    run.press(Act.ENTER)
    voice.update([], run.at, run.now)
    stage.sounding[0].kill()
    pass_s(stage, run, voice, 5)
    assert HOW_MANY not in [words for _, words in stage.played]
    voice.close()


def test_how_many_more_is_said_behind_what_comes_next(stage: Stage) -> None:
    made = for_strength()
    more = in_words(replies.HOW_MANY_MORE)
    stage.write(*phrases(made, tones=True), more)
    stage.lasts_s = 1.0
    stage.play(made)
    said = [words for _, words in stage.played]
    assert said[said.index(more) - 1] == "Stop. Calf stretch."
    assert said.count(more) == 1


def test_the_last_word_is_said_to_its_end(stage: Stage) -> None:
    stage.lasts_s = 2.0
    stage.play(two_sides())
    assert stage.played[-1][1] == "Done."
    assert not stage.sounding[-1].killed


def test_a_session_that_is_stopped_leaves_nothing_sounding(stage: Stage) -> None:
    stage.lasts_s = 10.0
    stage.play(two_sides(), (1.0, Act.STOP))
    assert [each.killed for each in stage.sounding] == [True]


def test_phrases_are_written_while_nothing_else_happens(stage: Stage) -> None:
    made = two_sides()
    run, voice = Run(made), stage.voice()
    voice.update(run.events, run.at, run.now)

    run.until(1.0)

    def written() -> bool:
        voice.update([], run.at, run.now)
        return len(list(stage.folder.glob("[!.]*.wav"))) == len(phrases(made, tones=True))

    wait_until(written)
    assert not list(stage.folder.glob(".*"))
    voice.close()


def test_nothing_is_written_shortly_before_a_cue(stage: Stage) -> None:
    run, voice = Run(two_sides()), stage.voice(engine=stage.engine)
    run.until(4.75)  # the first hold starts at 5
    voice.update([], run.at, run.now)
    assert not stage.folder.exists()
    run.until(5.1)
    voice.update([], run.at, run.now)
    assert stage.folder.exists()
    voice.close()


def test_where_nothing_plays_a_file_nothing_is_written_and_all_is_spoken(stage: Stage) -> None:
    made = two_sides()
    run, voice = Run(made), stage.voice(player=False)
    voice.update(run.events, run.at, run.now)
    run.until(0.9)
    voice.update([], run.at, run.now)
    wait_until(lambda: bool(stage.asked))
    assert stage.asked == [planned(made)[0][1]]
    assert not stage.folder.exists()
    voice.close()


# ------------------------------------------------------------------ what gives way to what


def test_a_higher_rank_ends_a_lower_one(stage: Stage) -> None:
    stage.write("Low.", "High.")
    voice = stage.voice()
    voice.say("Low.", Rank.CUE, 0.0)
    stage.now = 0.2
    voice.say("High.", Rank.NAME, 0.2)
    assert stage.played == [(0.0, "Low."), (0.2, "High.")]
    assert stage.sounding[0].killed
    voice.close()


def test_the_same_rank_waits_for_the_end_of_what_is_said(stage: Stage) -> None:
    stage.write("One.", "Two.")
    voice = stage.voice()
    voice.say("One.", Rank.NAME, 0.0)
    voice.say("Two.", Rank.NAME, 0.0)
    wish = voice.attend(0.0)
    assert wish == pytest.approx(0.02)
    stage.now = 0.5
    voice.attend(0.5)
    assert stage.played == [(0.0, "One."), (0.5, "Two.")]
    assert not stage.sounding[0].killed
    voice.close()


def test_what_cannot_begin_within_a_second_is_dropped(stage: Stage) -> None:
    stage.lasts_s = 1.1
    stage.write("One.", "Two.")
    voice = stage.voice()
    voice.say("One.", Rank.NAME, 0.0)
    voice.say("Two.", Rank.HALF_WAY, 0.0)
    for stage.now in (0.5, 0.99, 1.01, 1.2):
        voice.attend(stage.now)
    assert stage.played == [(0.0, "One.")]
    assert not voice.speaking
    voice.close()


def test_of_two_at_once_the_more_important_is_said(stage: Stage) -> None:
    stage.write("Low.", "High.")
    run, voice = Run(two_sides()), stage.voice()
    voice.update([], run.at, 0.0)
    voice.hush()
    voice.say("High.", Rank.SWITCH, 0.0)
    voice.say("Low.", Rank.HALF_WAY, 0.0)
    assert stage.played == [(0.0, "High.")]
    voice.close()


def test_what_is_killed_by_a_higher_one_is_no_failure(stage: Stage, tmp_path: Path) -> None:
    slow = espeak(tmp_path, HANGS.format(log=stage.log))
    voice = stage.voice(player=False, engine=slow)
    for turn in range(6):
        voice.say("Low.", Rank.CUE, float(turn))
        voice.say("High.", Rank.NAME, turn + 0.5)
        voice.hush()
    assert voice.note == ""
    voice.close()


# ---------------------------------------------------------------- engines that misbehave


def test_an_engine_that_hangs_is_killed_and_given_up_after_two_hangs(tmp_path: Path) -> None:
    stage = Stage(tmp_path, HANGS)
    voice = stage.voice(player=False)
    for turn in range(3):
        voice.say(f"Number {turn}.", Rank.NAME, turn * 30.0)
        wait_until(lambda: len(stage.asked) == min(turn + 1, 2))  # noqa: B023  # called at once
        assert voice.attend(turn * 30.0 + 1) == (None if turn == 2 else turn * 30.0 + 20)
        voice.attend(turn * 30.0 + 20)
    assert stage.asked == ["Number 0.", "Number 1."]
    assert voice.note == "The voice was turned off: `espeak-ng` did not come to an end."
    wait_until(no_zombies)
    voice.close()


def test_writing_that_hangs_is_killed_after_ten_seconds(tmp_path: Path) -> None:
    stage = Stage(tmp_path, HANGS)
    book = Phrasebook(stage.children, stage.engine, stage.folder, 70, trust := Trust("it"))
    for at in (0.0, 20.0):
        book.write(f"At {at}.", at)
        book.attend(at + 9.9)
        assert book.busy
        book.attend(at + 10)
        assert not book.busy
    assert trust.note == "The voice was turned off: `it` did not come to an end."
    assert list(stage.folder.iterdir()) == []


def test_an_engine_that_fails_three_times_is_given_up(tmp_path: Path) -> None:
    stage = Stage(tmp_path, code=1)
    voice = stage.voice(player=False)
    for turn in range(4):
        voice.say(f"Number {turn}.", Rank.NAME, turn * 3.0)
        ended(voice, turn * 3.0 + 1)
    assert stage.asked == ["Number 0.", "Number 1.", "Number 2."]
    assert voice.note == "The voice was turned off: `espeak-ng` failed again and again."
    voice.close()


def test_an_engine_that_is_gone_is_given_up(stage: Stage) -> None:
    gone = Engine(name="gone", speaks=("/nowhere/gone", "{text}"))
    voice = stage.voice(engine=gone)
    for turn in range(3):
        voice.say("Up.", Rank.NAME, float(turn))
    assert voice.note == "The voice was turned off: `gone` failed again and again."
    voice.close()


def test_an_engine_that_cannot_write_still_speaks(tmp_path: Path) -> None:
    stage = Stage(tmp_path, ESPEAK.replace("/dev/zero", "/dev/null"))
    made = two_sides()
    run, voice = Run(made), stage.voice()
    run.until(1.0)

    def settled() -> bool:
        voice.update([], run.at, run.now)
        return (
            stage.log.read_text(encoding="utf-8").count("-w") == 3 if stage.log.exists() else False
        )

    wait_until(settled)
    voice.say("Up.", Rank.NAME, run.now)
    ended(voice, run.now)
    assert "Up." in stage.asked
    assert voice.note == ""
    assert not list(stage.folder.glob("[!.]*.wav"))
    voice.close()


def test_a_hang_of_a_minute_moves_no_event(tmp_path: Path) -> None:
    stage = Stage(tmp_path, HANGS)
    made = two_sides()
    quiet, spoken = VirtualTerminal(), VirtualTerminal()
    voice = stage.voice()
    began = time.monotonic()
    alone = play(Session(made), quiet, [])
    along = play(Session(made), spoken, [voice])
    voice.close()
    assert along.lasted_s == alone.lasted_s
    assert along.snapshot.credits == alone.snapshot.credits
    assert time.monotonic() - began < 5
    wait_until(no_zombies)


def test_closing_kills_what_hung_before_and_what_is_being_written(tmp_path: Path) -> None:
    stage = Stage(tmp_path, HANGS)
    run, voice = Run(two_sides()), stage.voice()
    voice.update([], run.at, run.now)
    wait_until(stage.log.exists)
    voice.close()
    wait_until(no_zombies)
    assert list(stage.folder.iterdir()) == []


def test_a_player_that_fails_leaves_speaking_to_the_engine(stage: Stage) -> None:
    stage.write("Up.")

    def broken(path: Path, now: float) -> Child | None:
        del now
        stage.played.append((0.0, path.name))
        return None

    voice = Voice(
        stage.children,
        stage.engine,
        folder=stage.folder,
        player=broken,
        tones=lambda: True,
        volume=70,
    )
    for turn in range(5):
        voice.say("Up.", Rank.NAME, turn * 3.0)
        ended(voice, turn * 3.0 + 1)
    assert len(stage.played) == 3
    assert stage.asked == ["Up."] * 5
    assert voice.note == ""
    voice.close()


def test_an_engine_that_only_writes_is_heard_as_soon_as_it_has_written(stage: Stage) -> None:
    only = Engine(name="piper", renders=stage.engine.renders)
    voice = stage.voice(engine=only)
    voice.say("Up.", Rank.NAME, 0.0)

    def heard() -> bool:
        voice.attend(0.5)
        return bool(stage.played)

    wait_until(heard)
    assert stage.played == [(0.0, "Up.")]
    voice.close()


def test_an_engine_that_only_writes_needs_a_player(stage: Stage) -> None:
    only = Engine(name="piper", renders=stage.engine.renders)
    voice = stage.voice(engine=only, player=False)
    voice.say("Up.", Rank.NAME, 0.0)
    assert voice.attend(1.0) is None
    assert voice.note == "`piper` was not heard: no sound file could be played."
    voice.close()


# --------------------------------------------------------------------------- the cache


def test_a_phrase_is_written_once_for_all_sessions(stage: Stage) -> None:
    stage.write("Up.", "Down.")
    stage.write("Up.", "Down.")
    assert stage.log.read_text(encoding="utf-8").count("\n") == 2


def test_what_is_written_is_for_this_user_alone(stage: Stage) -> None:
    stage.write("Half way.")
    (file,) = stage.folder.iterdir()
    assert (stage.folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_another_volume_is_another_file(stage: Stage) -> None:
    stage.write("Up.")
    book = Phrasebook(stage.children, stage.engine, stage.folder, 35, Trust("it"))
    assert book.file("Up.") is None


def test_what_was_not_used_for_long_is_removed_a_few_at_a_time(stage: Stage) -> None:
    stage.folder.mkdir()
    old = time.time() - KEPT_S - 1
    for number in range(7):
        file = stage.folder / f"{number:032x}.wav"
        file.touch()
        os.utime(file, (old, old))
    (stage.folder / "mine.wav").touch()
    os.utime(stage.folder / "mine.wav", (old, old))
    (stage.folder / f"{99:032x}.wav").touch()
    book = Phrasebook(stage.children, stage.engine, stage.folder, 70, Trust("it"))
    book.go_on(0.0)
    assert len(list(stage.folder.iterdir())) == 4
    book.go_on(0.0)
    assert sorted(each.name for each in stage.folder.iterdir()) == [f"{99:032x}.wav", "mine.wav"]


def test_of_more_than_two_thousand_files_the_oldest_go(stage: Stage) -> None:
    stage.folder.mkdir()
    now = time.time()
    for number in range(2_003):
        file = stage.folder / f"{number:032x}.wav"
        file.touch()
        os.utime(file, (now - number, now - number))
    book = Phrasebook(stage.children, stage.engine, stage.folder, 70, Trust("it"))
    book.go_on(0.0)
    left = {each.name for each in stage.folder.iterdir()}
    assert len(left) == 2_000
    assert f"{2_000:032x}.wav" not in left


# ------------------------------------------------------------- a server that is spoken to


def spd_say(tmp_path: Path, log: Path) -> Engine:
    program = tmp_path / "spd-say"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> {log}\nexec sleep 60\n")
    program.chmod(0o755)
    environ = {"PATH": str(tmp_path), "SPEECHD_ADDRESS": f"unix_socket:{tmp_path}/s"}
    engine = find_engine("", 70, environ).engine
    assert engine is not None
    return engine


def test_a_server_says_a_phrase_and_is_told_to_end_it(stage: Stage, tmp_path: Path) -> None:
    with FakeSpeechd(tmp_path / "s") as server:
        voice = stage.voice(engine=spd_say(tmp_path, stage.log))
        voice.say("Lean in.", Rank.CUE, 0.0)
        wait_until(lambda: server.said == ["Lean in."])
        voice.say("Change.", Rank.SWITCH, 0.5)
        wait_until(lambda: server.said == ["Lean in.", "Change."])
        assert server.lines[-4:] == ["CANCEL SELF", "SPEAK", "Change.", "."]
        voice.close()
    assert not stage.log.exists()


def test_what_a_server_says_is_waited_for_by_the_same_rank(stage: Stage, tmp_path: Path) -> None:
    with FakeSpeechd(tmp_path / "s") as server:
        voice = stage.voice(engine=spd_say(tmp_path, stage.log))
        voice.say("One.", Rank.CUE, 0.0)
        wait_until(lambda: server.said == ["One."])
        voice.say("Two.", Rank.CUE, 0.5)
        assert server.said == ["One."]
        server.finish()

        def second() -> bool:
            voice.attend(0.9)
            return server.said == ["One.", "Two."]

        wait_until(second)
        voice.close()


def test_what_a_server_has_not_begun_within_a_second_is_taken_back(
    stage: Stage, tmp_path: Path
) -> None:
    with FakeSpeechd(tmp_path / "s") as server:
        voice = stage.voice(engine=spd_say(tmp_path, stage.log))
        voice.say("One.", Rank.CUE, 0.0)
        wait_until(lambda: server.said == ["One."])
        server.finish()
        ended(voice, 0.5)
        server.tells = False  # a screen reader is speaking
        voice.say("Two.", Rank.CUE, 3.0)
        wait_until(lambda: server.queued == 2)
        voice.attend(3.9)
        assert voice.speaking
        ended(voice, 4.1)
        wait_until(lambda: server.lines[-1:] == ["CANCEL SELF"])
        assert voice.note == ""
        voice.close()


def test_a_server_that_tells_nothing_is_given_the_time_of_the_words(
    stage: Stage, tmp_path: Path
) -> None:
    with FakeSpeechd(tmp_path / "s", tells=False) as server:
        voice = stage.voice(engine=spd_say(tmp_path, stage.log))
        voice.say("Twenty characters ...", Rank.CUE, 0.0)
        wait_until(lambda: server.queued == 1)
        voice.attend(3.0)
        assert voice.speaking
        ended(voice, 3.2)
        assert "CANCEL SELF" not in server.lines
        voice.close()


def test_a_server_that_never_answers_is_given_up_after_three_phrases(
    stage: Stage, tmp_path: Path
) -> None:
    with FakeSpeechd(tmp_path / "s", silent=True):
        voice = stage.voice(engine=spd_say(tmp_path, stage.log))
        for turn in range(3):
            assert voice.note == ""
            voice.say("Up.", Rank.NAME, turn * 5.0)
            voice.attend(turn * 5.0 + 1.5)
        assert voice.note == "The voice was turned off: `spd-say` failed again and again."
        voice.close()


def test_without_a_server_a_program_says_it_and_is_not_ended(stage: Stage, tmp_path: Path) -> None:
    voice = stage.voice(engine=spd_say(tmp_path, stage.log))
    voice.say("Lean in.", Rank.CUE, 0.0)
    wait_until(stage.log.exists)
    voice.say("Change.", Rank.SWITCH, 0.5)
    voice.attend(1.2)
    assert voice.speaking  # the change waits
    voice.attend(1.6)
    assert stage.asked == ["Lean in."]
    voice.close()
    wait_until(no_zombies)


def ended(voice: Voice, now: float) -> None:
    """Wait in real time until nothing is being said."""

    def silent() -> bool:
        voice.attend(now)
        return not voice.speaking

    wait_until(silent)
