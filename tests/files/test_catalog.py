from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import PlatformDirs
from routine_samples import unplaced

from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import (
    Folders,
    as_typed,
    find_folders,
    make_private,
    read_bytes,
    shipped_exercises,
    shipped_routines,
)
from calfcoach.files.xdg import plain_folders
from calfcoach.terms import Level, Origin

ROUTINE = 'title = "{title}"\n[[step]]\nexercise = "wall-calf-stretch"\nhold = "30s"\n'
NO_ORDINARY_FILE = "this is not an ordinary file"
NAME_A_FILE = "name a text file; a device or a socket is not read"
EXERCISE = 'title = "{title}"\nkind = "mobility"\ndose.default.time = "30s"\n'


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return find_folders({"CALFCOACH_HOME": str(tmp_path)})


def put(folders: Folders, name: str, text: str) -> Path:
    path = folders.config / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def told(error: CoachError) -> list[tuple[str, str, str]]:
    return [(unplaced(one.where), one.message, one.hint) for one in error.all()]


def refused(catalog: Catalog, name: str) -> list[tuple[str, str, str]]:
    with pytest.raises(CoachError) as caught:
        catalog.routine(name)
    return told(caught.value)


# ------------------------------------------------------------------------------- routines


def test_a_shipped_routine_is_found_by_name(folders: Folders) -> None:
    routine = Catalog(folders).routine("daily")
    assert (routine.id, routine.origin) == ("daily", Origin.SHIPPED)


def test_the_users_file_wins_over_the_shipped_one(folders: Folders) -> None:
    path = put(folders, "routines/daily.toml", ROUTINE.format(title="Mine"))
    routine = Catalog(folders).routine("daily")
    assert (routine.title, routine.origin, routine.path) == ("Mine", Origin.USER, as_typed(path))


def test_a_broken_file_is_an_error_for_its_own_name_only(folders: Folders) -> None:
    path = put(folders, "routines/daily.toml", "title = 3\n[[step]]\n")
    catalog = Catalog(folders)
    problems = [
        (as_typed(path), "`title` must be text, got 3", 'write title = "3"'),
        (f"{as_typed(path)}  step 1", "`exercise` is missing", 'write exercise = "…"'),
    ]
    assert refused(catalog, "daily") == problems
    routines, errors = catalog.routines()
    assert "daily" in catalog.names()
    assert "daily" not in [routine.id for routine in routines]
    assert "desk" in [routine.id for routine in routines]
    assert [told(error) for error in errors] == [problems]


def test_an_unknown_name_is_answered_with_the_nearest(folders: Folders) -> None:
    catalog = Catalog(folders)
    for wrong in ("dayly", "Daily"):
        assert refused(catalog, wrong) == [
            (
                "",
                f"no routine is called `{wrong}`",
                "did you mean `daily`? `calfcoach list` shows them all",
            )
        ]
    assert refused(catalog, "zzz\x1b[2J") == [
        ("", "no routine is called `zzzU+001B[2J`", "`calfcoach list` shows them all")
    ]


def test_a_path_has_a_separator_or_ends_in_toml(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(ROUTINE.format(title="Elsewhere"))
    routine = Catalog(folders).routine(str(path))
    assert (routine.id, routine.title, routine.origin) == ("elsewhere", "Elsewhere", Origin.FILE)
    assert refused(Catalog(folders), "daily.toml") == [
        ("daily.toml", "there is no such file", "see whether the path is right")
    ]


def test_each_thing_that_is_no_file_has_its_own_error(folders: Folders, tmp_path: Path) -> None:
    catalog = Catalog(folders)
    missing = tmp_path / "missing.toml"
    assert refused(catalog, str(missing)) == [
        (as_typed(missing), "there is no such file", "see whether the path is right")
    ]
    assert refused(catalog, f"{tmp_path}/") == [
        (as_typed(tmp_path), "this is a folder, not a file", "name a file in it")
    ]
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_048_577)
    assert refused(catalog, str(large)) == [
        (
            as_typed(large),
            "the file is larger than 1 MiB",
            "a routine takes a few kilobytes; see whether this is the file you meant",
        )
    ]
    assert refused(catalog, f"{tmp_path}/{'x' * 300}.toml")[0][1:] == (
        "the file cannot be read: file name too long",
        "see whether the path is right and you may read it",
    )
    assert refused(catalog, "./a\x00b")[0][:2] == (
        "aU+0000b",
        "the file cannot be read: a null character in its name",
    )


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_read(folders: Folders, name: str) -> None:
    assert refused(Catalog(folders), name) == [(name, NO_ORDINARY_FILE, NAME_A_FILE)]


def test_a_socket_is_not_read(folders: Folders, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        assert refused(Catalog(folders), str(path)) == [
            (as_typed(path), NO_ORDINARY_FILE, NAME_A_FILE)
        ]


def test_a_pipe_that_nobody_writes_to_is_waited_for_by_nobody(
    folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    os.mkfifo(path)
    assert refused(Catalog(folders), str(path)) == [(as_typed(path), NO_ORDINARY_FILE, NAME_A_FILE)]


def test_a_pipe_by_its_name_is_not_read_even_with_a_writer(
    folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    os.mkfifo(path)
    both_ends = os.open(path, os.O_RDWR)
    try:
        assert refused(Catalog(folders), str(path)) == [
            (as_typed(path), NO_ORDINARY_FILE, NAME_A_FILE)
        ]
    finally:
        os.close(both_ends)


def link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def lost_link(path: Path) -> None:
    path.symlink_to("nowhere")


def only_a_file(path: Path) -> None:
    path.write_text("")


@pytest.mark.parametrize("make", [link_loop, lost_link, only_a_file])
@pytest.mark.parametrize("name", ["routines", "exercises"])
def test_what_is_no_folder_is_told_and_hides_nothing_shipped(
    folders: Folders, make: Callable[[Path], None], name: str
) -> None:
    folders.config.mkdir(exist_ok=True)
    path = folders.config / name
    make(path)
    catalog = Catalog(folders)
    assert catalog.routine("daily").origin is Origin.SHIPPED
    (error,) = catalog.folder_errors()
    assert error.where == as_typed(path)
    assert error.message.startswith("the folder cannot be listed: ")
    assert error.hint == "see whether it is a folder and you may read it"
    told_by = catalog.routines if name == "routines" else catalog.exercises
    assert told_by()[1] == [error]


@pytest.mark.parametrize(
    ("file", "name", "hint"),
    [
        ("con.toml", "con", "rename the file: choose another: `con` is a device on Windows"),
        (
            "A Big Name.toml",
            "A Big Name",
            "rename the file: use lower-case letters, digits and single hyphens, "
            "at most 64 characters",
        ),
        ("good.TOML", "good", "rename the file: write its ending as .toml"),
        ("good.TOML", "good.TOML", "rename the file: write its ending as .toml"),
    ],
)
def test_a_file_that_cannot_be_used_under_its_name_is_named(
    folders: Folders, file: str, name: str, hint: str
) -> None:
    path = put(folders, f"routines/{file}", ROUTINE.format(title="Mine"))
    shown = path.name.removesuffix(".toml")
    expected = [(as_typed(path), f"`{shown}` cannot be the name of a routine", hint)]
    catalog = Catalog(folders)
    assert refused(catalog, name) == expected
    assert [told(error) for error in catalog.routines()[1]] == [expected]


def test_a_pipe_given_by_path_is_read(folders: Folders) -> None:
    ours, theirs = os.pipe()
    os.write(theirs, ROUTINE.format(title="Piped").encode())
    os.close(theirs)
    routine = Catalog(folders).routine(f"/dev/fd/{ours}")
    os.close(ours)
    assert (routine.title, routine.origin) == ("Piped", Origin.FILE)


def test_a_pipe_among_the_users_routines_is_an_error_for_its_own_name(folders: Folders) -> None:
    path = put(folders, "routines/daily.toml", "")
    path.unlink()
    os.mkfifo(path)
    expected = [(as_typed(path), NO_ORDINARY_FILE, NAME_A_FILE)]
    catalog = Catalog(folders)
    assert refused(catalog, "daily") == expected
    assert [told(error) for error in catalog.routines()[1]] == [expected]


def test_a_link_to_a_file_of_the_same_folder_is_read_as_the_file(folders: Folders) -> None:
    put(folders, "routines/first.toml", ROUTINE.format(title="Linked"))
    (folders.config / "routines" / "mine.toml").symlink_to("first.toml")
    assert Catalog(folders).routine("mine").title == "Linked"


def test_a_link_of_the_whole_folder_is_followed(folders: Folders, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine.toml").write_text(ROUTINE.format(title="Linked"))
    (folders.config / "routines").symlink_to(kept)
    assert Catalog(folders).routine("mine").title == "Linked"


@pytest.mark.parametrize("name", ["routines/daily.toml", "exercises/wall-calf-stretch.toml"])
def test_a_link_out_of_the_folder_is_not_read_and_hides_the_shipped_one(
    folders: Folders, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "elsewhere"
    target.write_text(ROUTINE.format(title="Linked"))
    link = put(folders, name, "")
    link.unlink()
    link.symlink_to(target)
    catalog = Catalog(folders)
    ask = catalog.routine if name.startswith("routines") else catalog.exercise
    with pytest.raises(CoachError) as caught:
        ask(link.stem)
    assert told(caught.value) == [
        (
            as_typed(link),
            "this is a link to a file in another folder, which is not read",
            "put a copy of the file there, or make a link of the whole folder",
        )
    ]


def test_a_link_that_is_named_by_its_path_is_followed(folders: Folders, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text(ROUTINE.format(title="Linked"))
    (tmp_path / "mine.toml").symlink_to(target)
    assert Catalog(folders).routine(str(tmp_path / "mine.toml")).title == "Linked"


def test_a_file_whose_name_is_no_id_is_told_to_be_renamed(folders: Folders) -> None:
    path = put(folders, "routines/My Routine.toml", ROUTINE.format(title="Mine"))
    expected = [
        (
            as_typed(path),
            "`My Routine` cannot be the name of a routine",
            "rename the file: use lower-case letters, digits and single hyphens, "
            "at most 64 characters",
        )
    ]
    catalog = Catalog(folders)
    assert refused(catalog, str(path)) == expected
    assert [told(error) for error in catalog.routines()[1]] == [expected]
    assert "My Routine" not in catalog.names()


def test_a_name_cannot_leave_its_folder(folders: Folders) -> None:
    put(folders, "secret.toml", ROUTINE.format(title="Secret"))
    text = 'title = "Mine"\n[[step]]\nexercise = "../secret"\nhold = "30s"\n'
    put(folders, "routines/mine.toml", text)
    assert refused(Catalog(folders), "mine")[0][1] == "no exercise is called `../secret`"
    assert refused(Catalog(folders), "..")[0][1] == "no routine is called `..`"


def test_hidden_files_and_other_files_are_not_routines(folders: Folders) -> None:
    put(folders, "routines/.daily.toml", "broken")
    put(folders, "routines/daily.toml~", "broken")
    assert Catalog(folders).routines()[1] == []


# ------------------------------------------------------------------------------ exercises


def test_a_users_exercise_wins_and_keeps_its_name_in_a_routine(folders: Folders) -> None:
    put(folders, "exercises/wall-calf-stretch.toml", EXERCISE.format(title="My own"))
    put(folders, "routines/mine.toml", ROUTINE.format(title="Mine"))
    catalog = Catalog(folders)
    own = catalog.exercise("wall-calf-stretch")
    assert (own.id, own.title, own.origin) == ("wall-calf-stretch", "My own", Origin.USER)
    assert catalog.routine("mine").each_step()[0].exercise == own


def test_a_broken_exercise_is_an_error_only_where_it_is_used(folders: Folders) -> None:
    broken = put(folders, "exercises/soleus-stretch.toml", "title = ")
    put(folders, "exercises/Bad Name.toml", EXERCISE.format(title="Bad"))
    put(folders, "routines/mine.toml", ROUTINE.format(title="Mine"))
    put(
        folders,
        "routines/other.toml",
        ROUTINE.format(title="Other") + '[[step]]\nexercise = "soleus-stretch"\n',
    )
    catalog = Catalog(folders)
    assert catalog.routine("mine").title == "Mine"
    assert refused(catalog, "other") == [
        (
            f"{as_typed(folders.config)}/routines/other.toml  step 2 (soleus-stretch)",
            "the exercise `soleus-stretch` cannot be read: "
            "the file is not valid TOML: there is no value behind the =",
            f"mend it in {as_typed(broken)}:1:7",
        )
    ]
    found, errors = catalog.exercises()
    assert "heel-walk" in [one.id for one in found]
    assert [error.message for error in errors] == [
        "`Bad Name` cannot be the name of an exercise",
        "the file is not valid TOML: there is no value behind the =",
    ]


def test_an_unknown_exercise_is_answered_with_the_nearest(folders: Folders) -> None:
    with pytest.raises(CoachError) as caught:
        Catalog(folders).exercise("heel-wlak")
    assert told(caught.value) == [
        (
            "",
            "no exercise is called `heel-wlak`",
            "did you mean `heel-walk`? `calfcoach exercises` shows them all",
        )
    ]


def test_one_routine_reads_no_other_file_than_it_needs(folders: Folders) -> None:
    text = 'title = "Mine"\n[[step]]\nexercise = "only"\n[exercise.only]\n'
    put(folders, "routines/mine.toml", text + EXERCISE.format(title="Only"))
    for name in ("routines/desk", "exercises/heel-walk", "exercises/wall-calf-stretch"):
        put(folders, f"{name}.toml", "not TOML")
    assert Catalog(folders).routine("mine").each_step()[0].exercise.id == "mine/only"


# -------------------------------------------------------------------------------- folders


def test_one_variable_puts_everything_under_one_folder(tmp_path: Path) -> None:
    assert find_folders({"CALFCOACH_HOME": str(tmp_path)}) == Folders(
        config_folder=str(tmp_path),
        data_folder=str(tmp_path),
        state_folder=str(tmp_path / "state"),
        cache_folder=str(tmp_path / "cache"),
        runtime_folder=str(tmp_path / "run"),
    )
    assert find_folders({"CALFCOACH_HOME": "~/calf"}).config == Path.home() / "calf"


@pytest.mark.parametrize(
    "home", ["{}/", "{}//calf", "{}/./calf", "{}/calf/.", "{}/../calf", "{}/.calf"]
)
def test_a_folder_is_the_same_as_a_text_and_as_a_path(tmp_path: Path, home: str) -> None:
    home = home.format(tmp_path)
    found = find_folders({"CALFCOACH_HOME": home})
    assert (found.config, found.config_folder) == (Path(home), str(Path(home)))
    assert found.history_file == str(found.history) == str(Path(home) / "history.db")
    assert found.lock_file == str(found.lock)


def test_what_lives_as_long_as_a_session_lies_in_the_folder_of_the_login(tmp_path: Path) -> None:
    found = find_folders({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert found.runtime == tmp_path / "calfcoach"
    assert found.socket == tmp_path / "calfcoach" / "session.sock"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are platformdirs' alone")
@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ({}, True),
        ({"HOME": "/home/me/"}, True),
        ({"HOME": "/"}, True),
        ({"XDG_CONFIG_HOME": "/etc/mine", "XDG_DATA_HOME": ""}, True),
        ({"XDG_STATE_HOME": "/var/mine/", "XDG_CACHE_HOME": "//tmp/mine"}, True),
        ({"XDG_CONFIG_HOME": "mine"}, False),
        ({"XDG_DATA_HOME": "~/mine"}, False),
        ({"XDG_CACHE_HOME": " "}, False),
        ({"HOME": "me"}, False),
        ({"HOME": ""}, False),
    ],
)
def test_the_plain_folders_of_linux_are_those_that_platformdirs_says(
    said: dict[str, str], plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("CALFCOACH_HOME", raising=False)
    for name, value in ({"HOME": "/home/me"} | said).items():
        monkeypatch.setenv(name, value)
    dirs = PlatformDirs("calfcoach", appauthor=False)

    found = find_folders(os.environ)

    assert (plain_folders(os.environ, "calfcoach") is not None) is plain
    assert found.config == dirs.user_config_path
    assert found.data == dirs.user_data_path
    assert found.state == dirs.user_state_path
    assert found.cache == dirs.user_cache_path


def test_without_a_login_it_lies_with_the_cache(tmp_path: Path) -> None:
    found = find_folders({"XDG_RUNTIME_DIR": str(tmp_path / "gone")})
    assert found.runtime == found.cache / "run"


def test_a_relative_home_needs_a_folder_to_start_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert find_folders({"CALFCOACH_HOME": "calf"}).config == here / "calf"
    here.rmdir()
    with pytest.raises(CoachError) as caught:
        find_folders({"CALFCOACH_HOME": "calf"})
    assert told(caught.value) == [
        (
            "environment",
            "`CALFCOACH_HOME` is relative, and the current folder is gone",
            "write the whole path, or change to a folder that is there",
        )
    ]


def test_history_and_lock_lie_in_the_data_folder(folders: Folders) -> None:
    assert folders.history == folders.data / "history.db"
    assert folders.lock == folders.data / "session.lock"


def test_an_empty_variable_means_the_folders_of_the_system() -> None:
    assert find_folders({"CALFCOACH_HOME": ""}) == find_folders({})
    assert find_folders({}).config.name == "calfcoach"


def test_home_is_shown_as_a_tilde_and_steering_characters_as_numbers() -> None:
    assert as_typed(Path.home() / "a" / "b.toml") == "~/a/b.toml"
    assert as_typed(Path("mine.toml")) == "mine.toml"
    assert as_typed(Path("/tmp/a\x1b[2J\udcff")) == "/tmp/aU+001B[2JU+DCFF"


def test_a_new_folder_is_for_its_user_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    make_private(tmp_path / "a" / "b")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(CoachError) as caught:
        make_private(tmp_path / "a" / "b")
    assert told(caught.value) == [
        (
            as_typed(tmp_path / "a" / "b"),
            "the folder cannot be made: file exists",
            "make it yourself, or set CALFCOACH_HOME to a folder that you may write to",
        )
    ]


def test_a_missing_file_may_count_as_empty(tmp_path: Path) -> None:
    assert read_bytes(tmp_path / "missing", "missing", missing_ok=True) == b""


# -------------------------------------------------------------------------------- shipped

EXERCISES = sorted(path.stem for path in shipped_exercises().glob("*.toml"))
ROUTINES = sorted(path.stem for path in shipped_routines().glob("*.toml"))


@pytest.mark.parametrize("name", EXERCISES)
def test_every_shipped_exercise_is_sound(folders: Folders, name: str) -> None:
    exercise = Catalog(folders).exercise(name)
    assert (exercise.id, exercise.origin) == (name, Origin.SHIPPED)
    assert exercise.dose(Level.START) is not None
    assert exercise.sources


@pytest.mark.parametrize("name", ROUTINES)
def test_every_shipped_routine_is_sound(folders: Folders, name: str) -> None:
    routine = Catalog(folders).routine(name)
    assert routine.id == name
    assert routine.summary
    assert all(step.dose(level) for step in routine.each_step() for level in Level)


def test_the_shipped_files_are_there() -> None:
    assert {"daily", "desk", "starter", "night-cramps", "roll", "strength"} <= set(ROUTINES)
    assert len(EXERCISES) >= 12
