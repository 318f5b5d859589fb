"""A new routine, as somebody makes one who is asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import person

pytestmark = pytest.mark.tty


def test_a_few_questions_make_a_routine(home: Path) -> None:
    with person("routine", "new") as one:
        one.sees("What is it called?")
        one.replies("Evening Calves\r")
        one.sees("Step 1: which exercise?")
        one.replies("warm\r")
        one.sees("March on the spot. How much?")
        one.replies("\r")
        one.sees("So far 1 step, 1 min 5 s.")
        one.sees("Step 2: which exercise?")
        one.replies("wall\r")
        one.sees("`wall` can be wall-calf-stretch or wall-push-up-stretch")
        one.sees("Step 2: which exercise?")
        one.replies("wall-c\r")
        one.sees("Wall calf stretch, knee straight. How much?")
        one.replies("some\r")
        one.sees("`some` says no dose")
        one.sees("How much?")
        one.replies("2x20s each side\r")
        one.sees("So far 2 steps, ")
        one.sees("Step 3: which exercise?")
        one.replies("\r")
        one.sees("written to ")
        assert one.leaves() == 0
    text = (home / "routines" / "evening-calves.toml").read_text()
    assert 'title = "Evening Calves"' in text
    assert 'hold = "20s"\nsets = 2\nsides = "each"' in text


def test_a_person_can_go_back_and_sees_what_was_not_understood(home: Path) -> None:
    with person("routine", "new", "mine") as one:
        one.sees("Step 1: which exercise?")
        one.replies("?\r")
        one.sees("Stretch: bedtime-calf-stretch, ")
        one.sees("Step 1: which exercise?")
        one.replies("b\r")
        one.sees("There is no step to take back.")
        one.sees("Step 1: which exercise?")
        one.replies("heel-walk\r")
        one.sees("How much? Such as 30 s. Enter alone: ")
        one.replies("?\r")
        one.sees("2x20 steps.")
        one.sees("How much?")
        one.replies("b\r")
        one.sees("Step 1: which exercise?")
        one.replies("calf stretch 3x30s each side\r")
        one.sees("So far 1 step, ")
        one.sees("Step 2: which exercise?")
        one.replies("heel-raise\r")
        one.sees("How much?")
        one.replies("2x12 quick\r")
        one.sees("Not used: quick")
        one.sees("Heel raise, two legs, 12 reps ")
        one.sees("right? Enter takes it, B goes back.")
        one.replies("b\r")
        one.sees("How much?")
        one.replies("2x12 quick\r")
        one.sees("right?")
        one.replies("\r")
        one.sees("So far 2 steps, ")
        one.sees("Step 3: which exercise?")
        one.replies("b\r")
        one.sees("Taken back: Heel raise, two legs.")
        one.sees("So far 1 step, ")
        one.sees("Step 2: which exercise?")
        one.replies("\r")
        one.sees("comes without a warm-up")
        assert one.leaves() == 0
    text = (home / "routines" / "mine.toml").read_text()
    assert text.endswith(
        'hold = "30s"\nsets = 3\nsides = "each" # all sets of the left leg, then the right\n'
    )


def test_a_dose_typed_at_what_was_not_certain_takes_its_place(home: Path) -> None:
    with person("routine", "new", "mine") as one:
        one.sees("Step 1: which exercise?")
        one.replies("heel-raise\r")
        one.sees("How much?")
        one.replies("2x12 quick\r")
        one.sees("right? Enter takes it, B goes back. Another dose replaces it.")
        one.replies("hm\r")
        one.sees("`hm` says no dose")
        one.sees("right?")
        one.replies("3x15\r")
        one.sees("So far 1 step, ")
        one.sees("Step 2: which exercise?")
        one.replies("Hold the wall calf stretch for thirty seconds, three times each leg\r")
        one.sees("So far 2 steps, ")
        one.sees("Step 3: which exercise?")
        one.replies("foam roller, one minute for each leg\r")
        one.sees("So far 3 steps, ")
        one.sees("Step 4: which exercise?")
        one.replies("\r")
        assert one.leaves() == 0
    text = (home / "routines" / "mine.toml").read_text()
    assert "reps = 15\nsets = 3\n" in text
    assert 'hold = "30s"\nsets = 3\nsides = "each"' in text
    assert 'time = "60s"\nsides = "each"' in text


def test_a_title_can_be_corrected_and_there_is_nothing_before_it(home: Path) -> None:
    with person("routine", "new") as one:
        one.sees("What is it called?")
        one.replies("b\r")
        one.sees("This is the first question: there is nothing to go back to.")
        one.sees("What is it called?")
        one.replies("Mroning\r")
        one.sees("B goes back to the title.")
        one.replies("b\r")
        one.sees("What is it called?")
        one.replies("Morning\r")
        one.sees("Step 1: which exercise?")
        one.replies("heel walk 30 s\r")
        one.sees("Step 2: which exercise?")
        one.replies("\r")
        assert one.leaves() == 0
    assert 'title = "Morning"' in (home / "routines" / "morning.toml").read_text()


def test_leaving_writes_nothing(home: Path) -> None:
    with person("routine", "new", "mine") as one:
        one.sees("Step 1: which exercise?")
        one.replies("heel-raise\r")
        one.sees("How much?")
        one.replies("q\r")
        one.sees("Nothing was written.")
        assert one.leaves() == 3
    assert not (home / "routines").exists()


def test_a_broken_text_is_opened_again_on_request(home: Path, tmp_path: Path) -> None:
    file = home / "routines" / "mine.toml"
    file.parent.mkdir(parents=True)
    file.write_text('title = "M"\nwarm_up = false\n[[step]]\nexercise = "heel-walk"\n')
    editor = tmp_path / "editor.sh"
    editor.write_text(
        '#!/bin/sh\nif grep -q walks "$1"; then sed -i s/walks/walk/ "$1"\n'
        'else sed -i "s/walk/walks/; s/M/N/" "$1"; fi\n'
    )
    editor.chmod(0o755)
    with person("routine", "edit", "mine", EDITOR=str(editor)) as one:
        one.sees("no exercise is called `heel-walks`")
        one.sees("Enter opens it again. Q, then Enter, leaves it.")
        one.replies("yes\r")
        one.sees("Enter opens it again. Q, then Enter, leaves it.")
        one.replies("\r")
        one.sees("saved in ")
        assert one.leaves() == 0
    assert 'title = "N"' in file.read_text()
