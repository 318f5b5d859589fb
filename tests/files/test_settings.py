from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from calfcoach.errors import CoachError
from calfcoach.files.config_file import set_setting
from calfcoach.files.folders import Folders, as_typed, find_folders
from calfcoach.files.settings import NAMES, Settings, load_settings
from calfcoach.files.settings_table import SETTINGS
from calfcoach.terms import Coach, Level, Sound

DEFAULTS = {setting.name: "default" for setting in SETTINGS}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"CALFCOACH_HOME": str(tmp_path / "calf")})


def config(folders: Folders, text: str | bytes) -> Path:
    path = folders.config / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problems(settings: Settings) -> list[tuple[str, str, str]]:
    return [(one.where, one.message, one.hint) for one in settings.problems]


def refused(folders: Folders, name: str, text: str) -> tuple[str, str, str]:
    with pytest.raises(CoachError) as caught:
        set_setting(folders, name, text)
    return caught.value.where, caught.value.message, caught.value.hint


def test_without_a_file_every_setting_has_its_default(folders: Folders) -> None:
    settings = load_settings(folders, {})
    assert settings == Settings(origins=DEFAULTS)
    assert settings.day_starts == datetime.time(4)
    assert {name: settings.text(name) for name in DEFAULTS} == {
        "level": "default",
        "day_starts": "04:00",
        "units": "cm",
        "sound": "clear",
        "volume": "70",
        "voice": "false",
        "voice_command": "",
        "quiet_hours": "22:00-07:00",
        "working_hours": "09:00-17:00",
        "tips": "true",
        "notify": "auto",
        "flash": "off",
        "big": "false",
        "pictures": "moving",
        "accessible": "false",
        "coach": "learn",
    }
    assert not folders.config.exists()


def test_the_defaults_are_those_of_the_table_and_each_has_a_meaning() -> None:
    settings = Settings(origins=DEFAULTS)
    assert {one.name: one.default for one in SETTINGS} == {
        one.name: getattr(settings, one.name) for one in SETTINGS
    }
    assert sorted(NAMES) == sorted(one.name for one in SETTINGS)
    assert all(one.meaning for one in SETTINGS)


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    folders: Folders,
) -> None:
    config(folders, 'level = "start"\nday_starts = "05:30"\nsound = "bell"\n')
    environ = {"CALFCOACH_SOUND": "off", "CALFCOACH_COACH": "few", "CALFCOACH_LEVEL": ""}
    assert load_settings(folders, environ) == Settings(
        level=Level.START,
        day_starts=datetime.time(5, 30),
        sound=Sound.OFF,
        coach=Coach.FEW,
        origins=DEFAULTS
        | {
            "level": "config.toml",
            "day_starts": "config.toml",
            "sound": "CALFCOACH_SOUND",
            "coach": "CALFCOACH_COACH",
        },
    )


def test_hours_that_cannot_be_read_are_answered_with_their_own_example(folders: Folders) -> None:
    assert refused(folders, "working_hours", "always")[1:] == (
        '`working_hours` must be hours such as "09:00-17:00" or "off", got "always"',
        'type calfcoach config set working_hours "09:00-17:00"',
    )


def test_quiet_hours_may_go_over_midnight_or_be_off(folders: Folders) -> None:
    config(folders, 'quiet_hours = "21:30-6:00"\n')
    assert load_settings(folders, {}).text("quiet_hours") == "21:30-06:00"
    assert load_settings(folders, {"CALFCOACH_QUIET_HOURS": "off"}).text("quiet_hours") == "off"


@pytest.mark.parametrize("value", ["22:00", "22:00-25:00", "10pm-7am", "", "-"])
def test_hours_that_are_none_are_refused(folders: Folders, value: str) -> None:
    assert refused(folders, "quiet_hours", value)[1:] == (
        f'`quiet_hours` must be hours such as "22:00-07:00" or "off", got "{value}"',
        'type calfcoach config set quiet_hours "22:00-07:00"',
    )


def test_a_command_keeps_its_quotes_and_backslashes(folders: Folders) -> None:
    command = r"""piper --model "my voice" -o {file} \d"""
    set_setting(folders, "voice_command", command)
    assert load_settings(folders, {}).voice_command == command
    set_setting(folders, "voice_command", "")
    assert load_settings(folders, {}).voice_command == ""


def test_a_volume_is_a_whole_number(folders: Folders) -> None:
    set_setting(folders, "volume", "35")
    assert (folders.config / "config.toml").read_text() == "volume = 35\n"
    assert load_settings(folders, {"CALFCOACH_VOLUME": "0"}).volume == 0
    assert "100" in refused(folders, "volume", "101")[1]


@pytest.mark.parametrize("value", ["1", "yes", "anything"])
def test_accessible_is_what_other_programs_take_it_for(folders: Folders, value: str) -> None:
    config(folders, "accessible = false")
    settings = load_settings(folders, {"ACCESSIBLE": value})
    assert settings.accessible
    assert settings.origins["accessible"] == "ACCESSIBLE"


@pytest.mark.parametrize("value", ["", "0"])
def test_accessible_zero_or_empty_says_nothing(folders: Folders, value: str) -> None:
    config(folders, "accessible = true")
    settings = load_settings(folders, {"ACCESSIBLE": value})
    assert (settings.accessible, settings.origins["accessible"]) == (True, "config.toml")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False)])
def test_our_own_variable_takes_the_usual_words(folders: Folders, text: str, value: bool) -> None:
    settings = load_settings(folders, {"CALFCOACH_ACCESSIBLE": text, "ACCESSIBLE": "1"})
    assert settings.accessible is value
    assert settings.origins["accessible"] == "CALFCOACH_ACCESSIBLE"


@pytest.mark.parametrize("time", ['"00:00"', '"12:00"', '"4:00"', "04:00:00"])
def test_a_day_starts_between_midnight_and_noon(folders: Folders, time: str) -> None:
    config(folders, f"day_starts = {time}")
    assert load_settings(folders, {}).problems == ()


def test_what_is_wrong_in_the_file_falls_back_and_the_rest_counts(folders: Folders) -> None:
    path = config(
        folders,
        'coach = "few"\nlevel = "hard"\nsuond = "off"\nday_starts = "12:01"\naccessible = 1\n',
    )
    settings = load_settings(folders, {})
    where = as_typed(path)
    assert settings.coach is Coach.FEW
    assert settings.level is Level.DEFAULT
    assert settings.origins == DEFAULTS | {"coach": "config.toml"}
    assert problems(settings) == [
        (
            f"{where}:2:9",
            '`level` must be start, default or advanced, got "hard"',
            'choose the one that is meant, such as "start"',
        ),
        (f"{where}:3:1", "`suond` is not a setting", "did you mean `sound`?"),
        (
            f"{where}:4:14",
            '`day_starts` must be a time from 00:00 to 12:00, got "12:01"',
            'write day_starts = "04:00"',
        ),
        (f"{where}:5:14", "`accessible` must be true or false, got 1", "write accessible = true"),
    ]


def test_a_file_that_is_not_toml_is_told_by_its_line_and_stops_nothing(
    folders: Folders,
) -> None:
    path = config(folders, 'level = "start"\ncoach = few\n')
    settings = load_settings(folders, {"CALFCOACH_SOUND": "soft"})
    assert (settings.level, settings.sound) == (Level.DEFAULT, Sound.SOFT)
    assert problems(settings) == [
        (
            f"{as_typed(path)}:2:9  coach",
            "the file is not valid TOML: text must stand in quotes",
            'write coach = "few"',
        )
    ]


@pytest.mark.parametrize(
    ("line", "place", "hint"),
    [
        ("sound = off", "1:9  sound", 'write sound = "off"'),
        ('sound = "off" soft', "1:15  sound", "one key and its value a line"),
        ("sound: off", "1:6  sound", 'write sound = "off"'),
        ('"sound" = "off', "1:11  sound", "put a quote at the end of the text"),
        ("= off", "1:1", 'write a line as sound = "off"'),
        ('sound = "off"\nsound = "soft"', "2:1  sound", "a setting may stand once: leave one out"),
        ("[a]\n[a]", "2:1", "settings stand one a line and need no [table]"),
    ],
)
def test_a_line_that_is_not_toml_is_told_with_its_setting(
    folders: Folders, line: str, place: str, hint: str
) -> None:
    path = config(folders, line)
    (problem,) = load_settings(folders, {}).problems
    assert (problem.where, problem.hint) == (f"{as_typed(path)}:{place}", hint)


def test_what_is_no_file_at_all_stops_nothing(folders: Folders) -> None:
    (folders.config / "config.toml").mkdir(parents=True)
    (error,) = load_settings(folders, {}).problems
    assert error.message == "this is a folder, not a file"


def test_a_hundred_thousand_strange_keys_do_not_hide_a_known_one(folders: Folders) -> None:
    junk = "".join(f"k{number} = 1\n" for number in range(50_000))
    config(folders, f'{junk}level = "start"\n')
    settings = load_settings(folders, {})
    assert settings.level is Level.START
    assert len(settings.problems) < 101


def test_a_bad_value_in_the_environment_is_a_problem_and_not_used(folders: Folders) -> None:
    config(folders, 'level = "start"')
    settings = load_settings(folders, {"CALFCOACH_LEVEL": "advansed\x1b[2J"})
    assert (settings.level, settings.origins["level"]) == (Level.START, "config.toml")
    assert problems(settings) == [
        (
            "environment",
            '`CALFCOACH_LEVEL` must be start, default or advanced, got "advansedU+001B[2J"',
            "did you mean `advanced`?",
        )
    ]
    assert problems(load_settings(folders, {"CALFCOACH_DAY_STARTS": "25:00"})) == [
        (
            "environment",
            '`CALFCOACH_DAY_STARTS` must be a time from 00:00 to 12:00, got "25:00"',
            'write CALFCOACH_DAY_STARTS="04:00"',
        )
    ]


# ------------------------------------------------------------------------ changing a setting


def test_setting_one_makes_a_private_file_in_a_private_folder(folders: Folders) -> None:
    assert set_setting(folders, "sound", "soft") == "soft"
    path = folders.config / "config.toml"
    assert path.read_text() == 'sound = "soft"\n'
    assert path.stat().st_mode & 0o777 == 0o600
    assert folders.config.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in folders.config.iterdir()] == ["config.toml"]


def test_each_setting_can_be_set_and_read_again(folders: Folders) -> None:
    for name, text, shown in [
        ("level", "advanced", "advanced"),
        ("day_starts", "3:30", "03:30"),
        ("sound", "off", "off"),
        ("accessible", "yes", "true"),
        ("coach", "few", "few"),
    ]:
        assert set_setting(folders, name, text) == shown
        assert load_settings(folders, {}).text(name) == shown
    assert load_settings(folders, {}).problems == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('level = "start"', 'level = "advanced"'),
        ('level = "start"\n', 'level = "advanced"\n'),
        (
            '# mine\nlevel="start"  # for now\n\ncoach = "few" # ok\n',
            '# mine\nlevel = "advanced"  # for now\n\ncoach = "few" # ok\n',
        ),
        (
            "level = 'start'\r\ncoach = \"few\"\r\n",
            'level = "advanced"\r\ncoach = "few"\r\n',
        ),
        ('"level" = 7\n', 'level = "advanced"\n'),
        ('level = """\nstart"""\ncoach = "few"\n', 'level = "advanced"\ncoach = "few"\n'),
        ('level = [\n  "start", # a\n]\n', 'level = "advanced"\n'),
        ('coach = "few"', 'coach = "few"\nlevel = "advanced"\n'),
        ('[later]\nlevel = "x"\n', 'level = "advanced"\n[later]\nlevel = "x"\n'),
        (
            'note = """\nlevel = "start"\n"""\n',
            'note = """\nlevel = "start"\n"""\nlevel = "advanced"\n',
        ),
        (
            'note = """\n[a]\nlevel = 1\n"""\n[later]\na = 1\n',
            'note = """\n[a]\nlevel = 1\n"""\nlevel = "advanced"\n[later]\na = 1\n',
        ),
    ],
)
def test_only_the_line_of_the_key_changes(folders: Folders, before: str, after: str) -> None:
    path = config(folders, before.encode())
    set_setting(folders, "level", "advanced")
    assert path.read_bytes().decode() == after


def test_a_wrong_name_or_value_changes_nothing(folders: Folders) -> None:
    path = config(folders, 'level = "start"\n')
    assert refused(folders, "levl", "start") == (
        "",
        "no setting is called `levl`",
        "did you mean `level`? `calfcoach config` shows them all",
    )
    assert refused(folders, "zzz", "start")[2] == "`calfcoach config` shows them all"
    assert refused(folders, "level", "advansed") == (
        "",
        '`level` must be start, default or advanced, got "advansed"',
        "did you mean `advanced`?",
    )
    assert refused(folders, "day_starts", "noon") == (
        "",
        '`day_starts` must be a time from 00:00 to 12:00, got "noon"',
        'type calfcoach config set day_starts "04:00"',
    )
    assert path.read_text() == 'level = "start"\n'


def test_a_broken_file_is_not_rewritten(folders: Folders) -> None:
    path = config(folders, "coach = few\n")
    assert refused(folders, "level", "start") == (
        f"{as_typed(path)}:1:9  coach",
        "the file is not valid TOML: text must stand in quotes",
        'write coach = "few"',
    )
    assert path.read_text() == "coach = few\n"


def test_a_link_to_the_file_stays_a_link(folders: Folders, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text('level = "start"\n')
    folders.config.mkdir()
    (folders.config / "config.toml").symlink_to(kept)
    set_setting(folders, "level", "advanced")
    assert (folders.config / "config.toml").is_symlink()
    assert kept.read_text() == 'level = "advanced"\n'


def test_a_folder_that_cannot_be_written_to_is_told(folders: Folders) -> None:
    folders.config.parent.mkdir(exist_ok=True)
    folders.config.write_text("a file where the folder should be")
    assert refused(folders, "level", "start") == (
        as_typed(folders.config),
        "the folder cannot be made: file exists",
        "make it yourself, or set CALFCOACH_HOME to a folder that you may write to",
    )


def test_a_full_disk_changes_nothing_and_leaves_nothing_behind(folders: Folders) -> None:
    import resource

    path = config(folders, f'level = "start"\n#{"x" * 5000}\n')
    before = path.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limit[1]))
    try:
        found = refused(folders, "level", "advanced")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert found == (
        as_typed(path),
        "the settings cannot be saved: file too large",
        "nothing was changed; see whether you may write there and there is room",
    )
    assert path.read_bytes() == before
    assert [one.name for one in folders.config.iterdir()] == ["config.toml"]
