from __future__ import annotations

import plistlib

import pytest
from reminder_samples import ALL, CALL, ODD_NAMES, SHIFT

from calfcoach.errors import CoachError
from calfcoach.reminders.launchd import agents, read_agent
from calfcoach.reminders.model import Call, Kind


def test_an_agent_is_written_for_each_reminder() -> None:
    made = agents(ALL, CALL)
    assert [one.name for one in made] == [
        "calfcoach.session.plist",
        "calfcoach.bedtime.plist",
        "calfcoach.posture.plist",
        "calfcoach.move.plist",
    ]
    assert plistlib.loads(made[3].text.encode()) == {
        "Label": "calfcoach.move",
        "ProgramArguments": ["/usr/bin/calfcoach", "check", "--notify", "move"],
        "StartCalendarInterval": [
            {"Weekday": 1, "Hour": 10, "Minute": 45},
            {"Weekday": 1, "Hour": 11, "Minute": 30},
            {"Weekday": 6, "Hour": 10, "Minute": 45},
            {"Weekday": 6, "Hour": 11, "Minute": 30},
            {"Weekday": 7, "Hour": 10, "Minute": 45},
            {"Weekday": 7, "Hour": 11, "Minute": 30},
        ],
        "ProcessType": "Background",
    }


def test_what_was_written_is_read_back() -> None:
    made = agents(ALL, CALL)
    assert [
        read_agent(one.kind, file.text.encode()) for one, file in zip(ALL, made, strict=True)
    ] == [(one,) for one in ALL]


def test_a_kind_with_two_sets_of_days_is_one_agent() -> None:
    (agent,) = agents(SHIFT, CALL)
    assert read_agent(Kind.MOVE, agent.text.encode()) == SHIFT
    assert agent.text.splitlines()[2] == (
        "<!-- Written by calfcoach remind. To take it away: calfcoach remind off -->"
    )


@pytest.mark.parametrize("name", [*ODD_NAMES, "line\nend", "<b>&amp;</b>", "back\\slash"])
def test_paths_come_back_as_they_were(name: str) -> None:
    call = Call(program=(f"/opt/{name}/calfcoach",), environ=(("CALFCOACH_HOME", f"/h/{name}"),))
    document = plistlib.loads(agents(ALL[:1], call)[0].text.encode())
    assert document["ProgramArguments"] == [f"/opt/{name}/calfcoach", "due", "--notify"]
    assert document["EnvironmentVariables"] == {"CALFCOACH_HOME": f"/h/{name}"}


def test_a_path_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(CoachError) as caught:
        agents(ALL, Call(program=("/opt/\x1b[31m/calfcoach",)))
    assert caught.value.message == (
        "a launchd agent cannot hold a control character, as in `/opt/\\x1b[31m/calfcoach`"
    )


@pytest.mark.parametrize("data", [b"", b"<plist>", b"no", plistlib.dumps({"Label": "x"})])
def test_an_agent_that_was_changed_beyond_reading_tells_nothing(data: bytes) -> None:
    assert read_agent(Kind.SESSION, data) == ()
