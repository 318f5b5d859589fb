from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from building import continuous, exercise, hold, step, timeline
from listening import shipped, tones
from players import FAILS, HANGS, RECORDS, TALKS, Heard, OneByOne, install, wait_for
from virtual import QUIET, VirtualTerminal, three_sets, two_sides, two_steps, with_wait

from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.players import find_players
from calfcoach.drivers.sound import EARLY_S, Sound
from calfcoach.earcons import Tone
from calfcoach.earcons.waves import wave
from calfcoach.events import Act
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Kind, Side
from calfcoach.terms import Sound as Set

FOUND_NONE = "No player for the tones was found (`pw-play`, `paplay` or `aplay`)"
BELLS_OF_TWO_SIDES = [5, 25, 25.4, 29, 49, 49.4, 49.8]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    return tmp_path / "bin"


# -------------------------------------------------------------------------------- the tones


def test_each_tone_is_started_a_hundredth_of_a_second_before_its_instant(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_sides(), tmp_path, path)
    assert heard.played == [
        (0, "prepare"),  # nobody could foresee it
        (4.99, "start"),
        (21.99, "tick"),
        (22.99, "tick"),
        (23.99, "tick"),
        (24.99, "switch-right"),
        (28.99, "start"),
        (45.99, "tick"),
        (46.99, "tick"),
        (47.99, "tick"),
        (49, "done"),  # told once it is saved
    ]
    assert (heard.rings, heard.note) == ([], "")


def test_what_a_key_asks_for_sounds_at_once(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_sides(), tmp_path, path, (12, Act.PAUSE), (20, Act.PAUSE), (26, Act.STOP))
    assert heard.played == [
        (0, "prepare"),
        (4.99, "start"),
        (12, "paused"),
        (22, "tick"),
        (23, "tick"),
        (24, "tick"),
        (25, "start"),
    ]


def test_the_knock_follows_the_end_where_something_new_comes(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_steps(), tmp_path, path)
    assert heard.played[2:5] == [(14.99, "end"), (15.49, "prepare"), (29.99, "start")]


def test_a_knock_that_is_to_follow_gives_way_to_what_a_key_asks_for(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_steps(), tmp_path, path, (15.3, Act.PAUSE), (16.0, Act.STOP))
    assert heard.played[2:] == [(14.99, "end"), (15.3, "paused")]
    (programs / "log").unlink()
    heard = Heard(two_steps(), tmp_path, path, (15.3, Act.ENTER), (16.0, Act.STOP))
    assert heard.played[2:] == [(14.99, "end"), (15.3, "start")]


def test_a_key_just_before_an_instant_does_not_sound_it_twice(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_sides(), tmp_path, path, (4.995, Act.WHERE), (6.0, Act.STOP))
    assert heard.played == [(0, "prepare"), (4.99, "start")]


def test_a_tone_begun_early_is_heard_again_after_a_pause_that_came_between(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    keys = ((21.995, Act.PAUSE), (23.0, Act.PAUSE), (28.5, Act.STOP))
    heard = Heard(two_sides(), tmp_path, path, *keys)
    # the preparation once more takes 5 s, then the first of the last seconds is due at once
    assert heard.played[2:] == [
        (21.99, "tick"),
        (21.995, "paused"),
        (25, "tick"),
        (26, "tick"),
        (27, "tick"),
        (28, "start"),
        (28, "tick"),
    ]


def test_on_a_tender_spot_no_pass_is_sounded(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    made = timeline(step(continuous(40, pass_s=2), of=exercise("roll", kind=Kind.ROLL)))
    assert Heard(made, tmp_path, path, (12, Act.STOP)).played[-2:] == [
        (8.99, "tick"),
        (10.99, "tick"),
    ]
    (programs / "log").unlink()
    heard = Heard(made, tmp_path, path, (8, Act.SPOT), (12, Act.STOP))
    assert heard.played[-1:] == [(6.99, "tick")]


def test_away_is_called_again_once_a_minute_three_times_at_most(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(with_wait(), tmp_path, path, (500, Act.STOP), gaps=((8, 400),))
    assert heard.played[2:] == [(408, "paused"), (468, "paused")]
    (programs / "log").unlink()
    heard = Heard(with_wait(), tmp_path, path, (900, Act.STOP), gaps=((8, 400),))
    assert heard.played[2:] == [(at, "paused") for at in (408, 468, 528, 588)]


def test_a_pause_by_a_key_is_not_called_again(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_sides(), tmp_path, path, (8, Act.PAUSE), (300, Act.STOP))
    assert heard.played[2:] == [(8, "paused")]


def test_muted_and_at_volume_0_nothing_is_started(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    assert Heard(two_sides(), tmp_path, path, muted=True).started == []
    assert Heard(two_sides(), tmp_path, path, volume=0).started == []


def test_mute_and_unmute_take_effect_at_once(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    keys = ((15.2, Act.MUTE), (20.0, Act.MUTE), (30.5, Act.STOP))
    heard = Heard(two_steps(), tmp_path, path, *keys)
    assert heard.played[2:] == [(14.99, "end"), (29.99, "start")]


def test_in_the_quiet_hours_it_is_half_as_loud_and_ends_softly(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    heard = Heard(two_sides(), tmp_path, path, quiet=True)
    assert heard.played[-1:] == [(49, "end")]
    files = {line.split()[-1] for line in (programs / "log").read_text().splitlines()}
    assert {Path(file).name.split("-")[2] for file in files} == {"35"}
    start = tmp_path / "tones" / "1-clear-35-start-both.wav"
    assert start.read_bytes() == wave(Tone.START, Side.BOTH, Set.CLEAR, 35)


@pytest.mark.parametrize("name", ["night-cramps", "strength"])
def test_a_whole_routine_plays_every_tone_once_and_in_time(
    name: str, tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    made = shipped(name)
    heard = Heard(made, tmp_path, path)
    meant = [(at, tone.replace(" ", "-")) for at, tone in tones(made)]
    assert [tone for _, tone in heard.played] == [tone for _, tone in meant]
    for (at, _), (instant, _) in zip(heard.played, meant, strict=True):
        assert instant - EARLY_S - 0.001 <= at <= instant


# ------------------------------------------------------------------------------- the players


def test_the_players_are_taken_in_their_order(programs: Path) -> None:
    names = ["afplay", "aplay", "paplay", "pw-play"]
    found = []
    for name in names:
        path = install(programs, RECORDS, name)
        found.append([Path(command[0]).name for command in find_players(path)])
    assert found == [names[: len(names) - left][::-1] for left in (3, 2, 1, 0)]
    assert find_players("/nonexistent") == []


def test_aplay_is_told_to_be_quiet_and_each_has_just_the_file(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "aplay")
    heard = Heard(two_sides(), tmp_path, path, (6, Act.STOP))
    assert heard.record == ["aplay -q prepare", "aplay -q start"]


def test_a_player_that_fails_at_its_first_tone_gives_way_to_the_next(
    tmp_path: Path, programs: Path
) -> None:
    install(programs, FAILS, "pw-play")
    path = install(programs, RECORDS, "paplay", "aplay")
    heard = Heard(two_sides(), tmp_path, path, (30, Act.STOP))
    assert heard.record[:3] == ["pw-play prepare", "paplay start", "paplay tick"]
    assert (heard.rings, heard.note) == ([], "")


def test_where_all_players_fail_the_bell_rings_and_the_end_says_why(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, FAILS, "pw-play", "aplay")
    heard = Heard(two_sides(), tmp_path, path)
    assert heard.record == ["pw-play prepare", "aplay -q start"]
    assert heard.rings == BELLS_OF_TWO_SIDES
    assert heard.note == (
        "`pw-play` and `aplay` could not play the tones, so the bell rang instead."
    )


def test_a_player_that_cannot_be_started_gives_way_at_once(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "paplay", "pw-play")
    (programs / "pw-play").write_text("#!/nonexistent/interpreter\n")
    heard = Heard(two_sides(), tmp_path, path, (6, Act.STOP))
    assert heard.record == ["paplay prepare", "paplay start"]


def test_one_failure_of_a_player_that_has_played_is_forgiven(
    tmp_path: Path, programs: Path
) -> None:
    once = f'{RECORDS}; [ "$(wc -l < "$(dirname "$0")/log")" != 3 ]'
    path = install(programs, once, "pw-play")
    heard = Heard(two_sides(), tmp_path, path)
    assert (len(heard.record), heard.rings, heard.note) == (11, [], "")


def test_a_device_that_goes_away_is_given_up_after_three_failures(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, f'{RECORDS}; [ "$(wc -l < "$(dirname "$0")/log")" = 1 ]', "pw-play")
    heard = Heard(two_sides(), tmp_path, path)
    assert [tone for _, tone in heard.played] == ["prepare", "start", "tick", "tick"]
    assert heard.rings == BELLS_OF_TWO_SIDES[1:]
    assert heard.note == "`pw-play` could not play the tones, so the bell rang instead."


def test_players_that_hang_are_ended_and_the_bell_takes_over(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, HANGS, "pw-play", "aplay")
    children = Watched()
    heard = Heard(three_sets(), tmp_path, path, children=children)
    # the fifth tone is that of 23 s; five seconds later they have all been there too long
    assert heard.rings == [35, 55, 55.4, 65, 85, 85.4, 85.8]
    assert heard.note == "`pw-play` did not come to an end, so the bell rang instead."
    for child in children.all:
        wait_for(child)
        assert child.status is not None
        assert child.status < 0


def test_without_a_player_the_bell_rings_from_the_beginning(tmp_path: Path) -> None:
    heard = Heard(two_sides(), tmp_path, "")
    assert heard.rings == BELLS_OF_TWO_SIDES
    assert heard.note == f"{FOUND_NONE}, so the bell rang instead."


def test_where_the_bell_is_not_wanted_the_note_says_that_nothing_was_heard(tmp_path: Path) -> None:
    heard = Heard(two_sides(), tmp_path, "", bell=False)
    assert heard.rings == []
    assert heard.note == f"{FOUND_NONE}, so none were heard."


def test_a_session_that_was_muted_throughout_misses_nothing(tmp_path: Path) -> None:
    heard = Heard(two_sides(), tmp_path, "", muted=True)
    assert (heard.rings, heard.note) == ([], "")


# --------------------------------------------------------------------------------- the files


def test_a_session_writes_the_tones_once_for_this_user_alone(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    cache = tmp_path / "cache" / "tones"
    Heard(two_sides(), tmp_path, path, cache=cache)
    files = sorted(cache.iterdir())
    assert [file.name for file in files] == sorted(
        f"1-clear-70-{name}.wav"
        for name in (
            *("prepare-both", "tick-both", "start-both", "half-way-both", "switch-right"),
            *("end-both", "switch-left", "up-both", "down-both", "done-both", "paused-both"),
            *("switch-both", "remind-both"),
        )
    )
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    written = [file.stat().st_mtime_ns for file in files]
    Heard(two_sides(), tmp_path, path, cache=cache)
    assert [file.stat().st_mtime_ns for file in sorted(cache.iterdir())] == written


def test_a_tone_whose_file_is_empty_or_gone_is_written_again(
    tmp_path: Path, programs: Path
) -> None:
    path = install(programs, RECORDS, "pw-play")
    Heard(two_sides(), tmp_path, path, (1, Act.STOP))
    prepare = tmp_path / "tones" / "1-clear-70-prepare-both.wav"
    whole = prepare.read_bytes()
    prepare.write_bytes(b"")
    Heard(two_sides(), tmp_path, path, (1, Act.STOP))
    assert prepare.read_bytes() == whole
    prepare.unlink()
    Heard(two_sides(), tmp_path, path, (1, Act.STOP))
    assert prepare.read_bytes() == whole


def test_where_the_files_cannot_be_written_the_bell_rings(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    (tmp_path / "cache").write_text("a file, not a folder")
    cache = tmp_path / "cache" / "tones"
    heard = Heard(two_sides(), tmp_path, path, cache=cache)
    assert (heard.record, heard.rings) == ([], BELLS_OF_TWO_SIDES)
    assert heard.note == (f"The tones could not be written to `{cache}`, so the bell rang instead.")


def test_a_full_disk_leaves_no_half_tone_behind(tmp_path: Path, programs: Path) -> None:
    import resource
    import signal

    path = install(programs, RECORDS, "pw-play")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        heard = Heard(two_sides(), tmp_path, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert heard.rings == BELLS_OF_TWO_SIDES
    assert list((tmp_path / "tones").iterdir()) == []


def test_the_files_do_not_keep_a_session_from_ending(tmp_path: Path, programs: Path) -> None:
    path = install(programs, RECORDS, "pw-play")
    terminal = VirtualTerminal()
    sound = Sound(
        OneByOne(),
        folder=tmp_path / "tones",
        sound=Set.SOFT,
        volume=100,
        quiet=lambda: False,
        bell=None,
        path=path,
    )
    play(Session(timeline(step(hold(1), pacing=QUIET))), terminal, [sound])
    assert terminal.now() == 6


# ------------------------------------------------------------------------------ the children


def test_players_write_nothing_on_our_terminal_and_leave_nothing_behind(
    tmp_path: Path, programs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = install(programs, TALKS, "pw-play")
    Heard(two_sides(), tmp_path, path)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
    with pytest.raises(ChildProcessError):  # none is left, ended or not
        os.waitpid(-1, os.WNOHANG)


class Watched(Children):
    """Children that are all remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Child] = []

    def start(self, *arguments: object, **options: object) -> Child | None:
        child = super().start(*arguments, **options)  # type: ignore[arg-type]  # as they came
        if child is not None:
            self.all.append(child)
        return child
