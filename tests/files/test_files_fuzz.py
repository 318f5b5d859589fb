from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples

from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.config_file import set_setting
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import find_folders, shipped_exercises, shipped_routines
from calfcoach.files.places import PlacedError
from calfcoach.files.routine import read_routine
from calfcoach.files.settings import load_settings
from calfcoach.model import Exercise
from calfcoach.terms import Level, Origin

FILES = [
    path.read_bytes()
    for folder in (shipped_routines(), shipped_exercises())
    for path in sorted(folder.glob("*.toml"))
]
PIECES = [
    b"[[step]]\n", b"[step]\n", b"[[step.step]]\n", b"[pacing]\n", b"[exercise.own]\n",
    b"[dose.default]\n", b'exercise = "own"\n', b'hold = "30s"\n', b"hold = 1e999\n",
    b"reps = 12\n", b'reps = "max"\n', b'reps = "10-12"\n', b'tempo = "2-3-3"\n',
    b'tempo = "0-0-0"\n', b'limit = "1m"\n', b"steps = 3\n", b"rounds = 2\n", b"rounds = nan\n",
    b'parts = [{ name = "A", time = 9 }]\n', b"parts = [{}]\n", b"parts = [3]\n", b'end = "A"\n',
    b'end = "B"\n', b"repeat = 2\n", b"repeat = 0xfffffffffffffffffffffffff\n", b'pass = "3s"\n',
    b'release = "5s"\n', b"sets = 3\n", b'sides = "each"\n', b"rest = -1\n", b'title = "T"\n',
    b'kind = "heat"\n', b'kind = "roll"\n', b"step = []\n", b"exercise = 3\n", b"pacing = 3\n",
    b"days = [1979-05-27]\n", b"dose = { default = 3 }\n", b"sources = [[]]\n", b"step = [[]]\n",
    b"\x1b[2J", b"\x00", b"\xff", b'"\\u001b"', b"\xe2\x80\xae", b'"', b"'''", b"[", b"]", b"{",
    b"=", b"\n", b"#", b".", b"level = ", b"9" * 30,
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 6))):
        lines = data.splitlines(keepends=True) or [b""]
        index = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 4)):
            case 0:
                del lines[index]
            case 1:
                lines.insert(index, draw(st.sampled_from(PIECES)))
            case 2:
                lines[index] = draw(st.sampled_from(PIECES))
            case 3:
                lines.insert(draw(st.integers(0, len(lines))), lines[index])
            case _:
                place = draw(st.integers(0, len(lines[index])))
                piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3))
                lines[index] = lines[index][:place] + piece + lines[index][place + 1 :]
        data = b"".join(lines)
    return data


pieced = st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join)
anything = mutated() | mutated() | pieced | st.binary(max_size=200)


def library() -> dict[str, Exercise]:
    with TemporaryDirectory() as folder:
        found, _ = Catalog(find_folders({"CALFCOACH_HOME": folder})).exercises()
    return {exercise.id: exercise for exercise in found}


LIBRARY = library()


TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def steers(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in TURNING
    )


def assert_in_place(error: PlacedError, data: bytes) -> None:
    """The line that is quoted is the line of the file, from the column on."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    line = [*text.split("\n"), ""][error.place.line_no - 1]
    before, after = line[: error.place.column - 1], line[error.place.column - 1 :]
    assert before.endswith(error.place.before.removeprefix("…"))
    assert after.startswith(error.place.after.removesuffix("…"))


def assert_harmless(error: CoachError, data: bytes = b"") -> None:
    for one in error.all():
        if isinstance(one, PlacedError) and data:
            assert_in_place(one, data)
        assert one.message
        assert not any(map(steers, f"{one.where}{one.message}{one.hint}"))


@examples(150)
@given(data=anything)
@example(data=b"step = [{ rounds = 2, parts = [] }]")
@example(data=b'[[step]]\nexercise = "own"\n[exercise.own.dose]\ndefault = { hold = "9s" }')
def test_a_routine_is_read_or_refused_with_words(data: bytes) -> None:
    try:
        routine = read_routine(
            data, id="mine", where="mine.toml", exercises=LIBRARY, origin=Origin.FILE
        )
    except CoachError as error:
        assert_harmless(error, data)
        return
    steps = routine.each_step()
    assert [step.no for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.dose(level).work.duration_s > 0 for step in steps for level in Level)


@examples(80)
@given(data=anything)
def test_an_exercise_is_read_or_refused_with_words(data: bytes) -> None:
    try:
        read_exercise_file(data, id="mine", where="mine.toml", origin=Origin.USER)
    except CoachError as error:
        assert_harmless(error, data)


@examples(60)
@given(data=anything, text=st.text(st.characters(exclude_characters="\0"), max_size=20))
@example(data=b"level = nan\n", text="start")
@example(data=b"[a]\nlevel = nan\n", text="start")
def test_settings_are_always_there_and_changed_or_refused_with_words(
    data: bytes, text: str
) -> None:
    with TemporaryDirectory() as folder:
        folders = find_folders({"CALFCOACH_HOME": folder})
        (Path(folder) / "config.toml").write_bytes(data)
        for problem in load_settings(folders, {"CALFCOACH_LEVEL": text}).problems:
            assert_harmless(problem)
        for value in ("start", text):
            try:
                set_setting(folders, "level", value)
            except CoachError as error:
                assert_harmless(error)
            else:
                assert load_settings(folders, {}).text("level") == value
