from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from icalendar import Calendar
from processes import Ran, ended, start

# Little programs that stand for the system's own: each writes down what it was asked for.
ONCE = """\
case "$*" in
*enable*|*bootstrap*) if [ -f "$ONCE" ]; then rm "$ONCE"; exit 1; fi ;;
esac
"""  # the next that is switched on is refused
SYSTEMCTL = f'#!/bin/sh\necho "systemctl $*" >> "$LOG"\n{ONCE}exit ${{SYSTEMCTL_CODE:-0}}\n'
LAUNCHCTL = f'#!/bin/sh\necho "launchctl $*" >> "$LOG"\n{ONCE}exit ${{LAUNCHCTL_CODE:-0}}\n'
CRONTAB = """\
#!/bin/sh
case "$1" in
-l) if [ -n "$CRONTAB_SAYS" ]; then echo "$CRONTAB_SAYS" >&2; exit 1; fi
    if [ -f "$TAB" ]; then cat "$TAB"; else echo "no crontab for me" >&2; exit 1; fi ;;
-r) echo "crontab -r" >> "$LOG"; rm "$TAB" ;;
-) echo "crontab -" >> "$LOG"; cat > "$TAB" ;;
esac
"""
TOOLS = {"systemctl": SYSTEMCTL, "launchctl": LAUNCHCTL, "crontab": CRONTAB}
MINE = b"# mine\n5 4 * * * backup 100\\%\n\n@reboot \xff\n"


class System:
    """A home, and a system with some of these programs."""

    def __init__(self, base: Path, *tools: str) -> None:
        self.user = base / "user"
        self.user.mkdir()
        self.log = base / "log"
        self.tab = base / "tab"
        programs = base / "programs"
        programs.mkdir()
        for name in tools:
            (programs / name).write_text(TOOLS[name], encoding="utf-8")
            (programs / name).chmod(0o755)
        for name in ("cat", "rm"):
            (programs / name).symlink_to(f"/bin/{name}")
        self.environ = {
            "HOME": str(self.user),
            "PATH": str(programs),
            "LOG": str(self.log),
            "TAB": str(self.tab),
            "ONCE": str(base / "once"),
            "XDG_CONFIG_HOME": "",
            "XDG_RUNTIME_DIR": str(base),
        }

    def types(self, *arguments: str, **environ: str) -> Ran:
        return ended(start("remind", *arguments, environ=self.environ | environ))

    def asked_for(self) -> list[str]:
        """What the programs were asked for so far, once."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines

    def files(self) -> list[str]:
        return sorted(
            str(path.relative_to(self.user)) for path in self.user.rglob("*") if path.is_file()
        )


def all_of(base: Path) -> System:
    return System(base, *TOOLS)


def test_without_yes_it_only_shows_what_it_would_write(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    ran = system.types("--at", "7:30", "--with", "systemd")
    assert ran.err == "Nothing was installed. Add --yes to install it.\n"
    assert ran.out == (
        "Session: every day at 07:30.\n"
        "\n"
        "This would be written to ~/.config/systemd/user/calfcoach-session.timer:\n"
        "  # Written by calfcoach remind. To take it away: calfcoach remind off\n"
        "  [Unit]\n"
        "  Description=CalfCoach session\n"
        "\n"
        "  [Timer]\n"
        "  OnCalendar=Mon,Tue,Wed,Thu,Fri,Sat,Sun *-*-* 07:30:00\n"
        "  AccuracySec=1min\n"
        "\n"
        "  [Install]\n"
        "  WantedBy=timers.target\n"
        "\n"
        "This would be written to ~/.config/systemd/user/calfcoach-session.service:\n"
        "  # Written by calfcoach remind. To take it away: calfcoach remind off\n"
        "  [Unit]\n"
        "  Description=CalfCoach session\n"
        "\n"
        "  [Service]\n"
        "  Type=oneshot\n"
        f"  Environment=CALFCOACH_HOME={os.environ['CALFCOACH_HOME']}\n"
        f"  ExecStart={sys.executable} -m calfcoach due --notify\n"
        "  SuccessExitStatus=10\n"
        "\n"
    )
    assert (ran.code, system.files(), system.asked_for()) == (0, [], [])


def test_systemd_units_are_installed_shown_and_taken_away(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    ran = system.types("--at", "07:30,18:00", "--move", "twice", "--yes")
    assert ran.out.endswith("\nInstalled, by systemd.\n")
    assert ran.err == (
        "To see them, type calfcoach remind show. To take them away, calfcoach remind off.\n"
    )
    assert system.files() == [
        f".config/systemd/user/calfcoach-{name}"
        for name in ("move.service", "move.timer", "session.service", "session.timer")
    ]
    assert system.asked_for() == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now calfcoach-session.timer calfcoach-move.timer",
    ]
    shown = system.types("show")
    assert shown.out == (
        "session     every day at 07:30 and 18:00          systemd\n"
        "move break  Monday to Friday at 11:45 and 14:15  systemd\n"
    ).replace("18:00          ", "18:00         ")
    off = system.types("off")
    assert off.out == "Reminders taken away from systemd.\n"
    assert system.files() == []
    assert system.asked_for() == [
        "systemctl --user disable --now calfcoach-session.timer calfcoach-move.timer",
        "systemctl --user daemon-reload",
    ]
    assert system.types("off").out == "No reminders are installed.\n"
    assert system.asked_for() == []


def test_units_follow_the_config_folder_and_leave_those_of_others(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    config = tmp_path / "a config"
    other = config / "systemd" / "user" / "calfcoach-of-mine.timer"
    other.parent.mkdir(parents=True)
    other.write_text("[Timer]\n", encoding="utf-8")
    environ = {"XDG_CONFIG_HOME": str(config)}
    system.types("--bedtime", "22:30", "--with", "systemd", "--yes", **environ)
    names = {path.name for path in other.parent.iterdir()}
    assert names == {other.name, "calfcoach-bedtime.timer", "calfcoach-bedtime.service"}
    system.types("off", **environ)
    assert [path.name for path in other.parent.iterdir()] == [other.name]


def test_what_systemd_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    ran = system.types("--with", "systemd", "--at", "7:30", "--yes", SYSTEMCTL_CODE="1")
    assert (ran.code, system.files()) == (1, [])
    assert ran.err == (
        "error: `systemctl` refused: it ended with code 1\n"
        "  hint: choose another way by --with; `--with ics` writes a calendar file\n"
    )


FORMS = [
    ("systemd", ".config/systemd/user/calfcoach-session.timer"),
    ("launchd", "Library/LaunchAgents/calfcoach.session.plist"),
]


def contents(system: System) -> dict[str, bytes]:
    return {name: (system.user / name).read_bytes() for name in system.files()}


@pytest.mark.parametrize(("form", "name"), FORMS)
def test_what_cannot_be_installed_leaves_the_reminders_from_before(
    tmp_path: Path, form: str, name: str
) -> None:
    system = all_of(tmp_path)
    system.types("--at", "07:30", "--move", "twice", "--with", form, "--yes")
    before, shown = contents(system), system.types("show").out
    assert name in before
    system.asked_for()

    (tmp_path / "once").touch()
    ran = system.types("--at", "18:00", "--bedtime", "22:30", "--with", form, "--yes")

    assert ran.code == 1
    assert "  hint: the reminders from before stand as they were; choose another way" in ran.err
    assert (contents(system), system.types("show").out) == (before, shown)
    last = system.asked_for()[-1]
    assert last.startswith(("systemctl --user enable", "launchctl bootstrap"))
    assert "session" in last
    assert "bedtime" not in last


def test_another_way_that_fails_leaves_the_one_from_before(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    system.types("--at", "07:30", "--with", "cron", "--yes")
    shown = system.types("show").out
    (tmp_path / "once").touch()
    ran = system.types("--at", "18:00", "--with", "systemd", "--yes")
    assert (ran.code, system.types("show").out, system.files()) == (1, shown, [])


def test_reminders_that_stay_off_are_told_of(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    system.types("--at", "07:30", "--with", "systemd", "--yes")
    ran = system.types("--at", "18:00", "--with", "systemd", "--yes", SYSTEMCTL_CODE="1")
    assert ran.err.endswith(
        "error: the reminders from before could not be switched on again\n"
        "  hint: type calfcoach remind show to see what is left of them\n"
    )
    assert system.types("show").out == "session  every day at 07:30  systemd\n"


@pytest.mark.parametrize(("form", "name"), FORMS)
def test_a_file_of_others_is_neither_replaced_nor_removed(
    tmp_path: Path, form: str, name: str
) -> None:
    system = all_of(tmp_path)
    path = system.user / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff mine\n")

    ran = system.types("--at", "07:30", "--with", form, "--yes")

    assert (ran.code, ran.out, path.read_bytes()) == (1, "", b"\xff mine\n")
    assert ran.err == (
        "error: there is a file of this name that calfcoach did not write\n"
        f"  --> ~/{name}\n"
        "  hint: move it away, or add --force to replace it\n"
    )
    system.types("--move", "twice", "--with", form, "--yes")
    assert "session" not in system.types("show").out
    system.types("off")
    assert contents(system) == {name: b"\xff mine\n"}

    (tmp_path / "once").touch()
    forced = ("--at", "07:30", "--with", form, "--yes", "--force")
    assert system.types(*forced).code == 1
    assert contents(system) == {name: b"\xff mine\n"}
    assert system.types(*forced).code == 0
    system.types("off")
    assert system.files() == []


@pytest.mark.parametrize("form", ["systemd", "launchd", "cron"])
def test_bedtime_after_midnight_is_of_the_evening_before(tmp_path: Path, form: str) -> None:
    system = all_of(tmp_path)
    typed = ("--bedtime", "00:30", "--days", "mon-fri", "--with", form)
    ran = system.types(*typed, "--yes")
    assert ran.out.startswith("Bedtime stretch: Tuesday to Saturday at 00:30.\n")
    assert ran.err.startswith(
        "A time after midnight belongs to the evening before: its days are the next ones.\n"
    )
    assert system.types("show", "--accessible").out == (
        f"Bedtime stretch: Tuesday to Saturday at 00:30, by {form}.\n"
    )


def test_breaks_of_a_night_shift_have_the_days_on_which_it_began(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFCOACH_WORKING_HOURS", "22:00-06:00")
    out = calf("remind", "--move", "120m", "--with", "ics").out
    lines = out.splitlines()
    begins = [line.partition("T0")[2] for line in lines if line.startswith("DTSTART")]
    assert begins == ["00000", "20000", "40000"]
    rules = [line for line in lines if line.startswith("RRULE")]
    assert rules == ["RRULE:FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA"] * 3
    out = calf("remind", "--move", "60m", "--with", "launchd").out
    assert out.startswith(
        "Move break: Monday to Friday at 23:00.\n"
        "Move break: Tuesday to Saturday at 00:00, 01:00, 02:00, 03:00, 04:00 and 05:00.\n"
    )


def test_launchd_agents_are_installed_shown_and_taken_away(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    ran = system.types("--posture", "twice", "--with", "launchd", "--yes")
    assert ran.out.endswith("\nInstalled, by launchd.\n")
    plist = "Library/LaunchAgents/calfcoach.posture.plist"
    assert system.files() == [plist]
    domain = f"gui/{os.getuid()}"
    assert system.asked_for() == [f"launchctl bootstrap {domain} {system.user / plist}"]
    shown = system.types("show", "--accessible")
    assert shown.out == "Posture check: Monday to Friday at 11:45 and 14:15, by launchd.\n"
    system.types("off")
    assert (system.files(), system.asked_for()) == (
        [],
        [f"launchctl bootout {domain}/calfcoach.posture"],
    )


@pytest.mark.parametrize("mine", [None, b"", MINE, MINE[:-1]])
def test_cron_lines_come_and_go_and_those_of_others_stay(
    tmp_path: Path, mine: bytes | None
) -> None:
    system = all_of(tmp_path)
    if mine is not None:
        system.tab.write_bytes(mine)
    for _ in range(2):  # installing again replaces
        ran = system.types("--at", "07:30", "--with", "cron", "--yes")
        assert ran.out.endswith("\nInstalled, by cron.\n")
        assert system.tab.read_bytes().startswith(mine or b"")
        assert system.tab.read_bytes().count(b"due --notify") == 1
    assert system.types("show").out == "session  every day at 07:30  cron\n"
    assert system.types("off").out == "Reminders taken away from cron.\n"
    assert (system.tab.read_bytes() if system.tab.exists() else b"") == (mine or b"")
    assert "crontab -r" not in system.asked_for() or not mine


def test_a_crontab_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    system.tab.write_bytes(MINE)
    ran = system.types("--with", "cron", "--yes", CRONTAB_SAYS="disk on fire")
    assert (ran.code, system.tab.read_bytes()) == (1, MINE)
    assert "error: `crontab` refused: disk on fire\n" in ran.err
    assert system.asked_for() == []


def test_a_new_way_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    system.types("--at", "07:30", "--with", "systemd", "--yes")
    system.types("--at", "18:00", "--with", "cron", "--yes")
    assert system.files() == []
    shown = json.loads(system.types("show", "--json").out)
    assert shown == {
        "schema": "calfcoach.reminders/1",
        "reminders": [
            {
                "kind": "session",
                "with": "cron",
                "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "times": ["18:00"],
            }
        ],
    }


def test_two_sessions_a_day_are_offered_and_breaks_are_off(tmp_path: Path) -> None:
    ran = System(tmp_path, "crontab").types()
    assert ran.out.startswith("Session: every day at 08:00 and 18:00.\n\n")
    assert "break" not in ran.out
    assert ran.err == (
        "Sessions twice a day are offered. Breaks and bedtime are off until you ask for them: "
        "--move twice, --posture 60m, --bedtime 22:30.\n"
        "Nothing was installed. Add --yes to install it.\n"
    )


def test_where_nothing_can_remind_a_calendar_can(tmp_path: Path) -> None:
    system = System(tmp_path)
    ran = system.types("--at", "7:30")
    assert (ran.code, ran.err) == (
        1,
        "error: nothing was found here that could remind: no systemd of this user, no cron\n"
        "  hint: write a calendar file: add --with ics --output calfcoach.ics\n",
    )
    file = tmp_path / "calf.ics"
    ran = system.types("--at", "7:30", "--days", "mon-fri", "--output", str(file))
    assert (ran.out, ran.err) == (
        f"Session: Monday to Friday at 07:30.\nWritten to {file}.\n",
        "Open it with a calendar to be reminded by it.\n",
    )
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    again = system.types("--at", "7:30", "--output", str(file))
    assert again.code == 1
    assert "there is a file of this name already" in again.err
    assert system.types("--at", "7:30", "--output", str(file), "--force").code == 0
    assert system.types("off").out == "No reminders are installed.\n"


def test_without_a_file_the_calendar_is_the_result(tmp_path: Path) -> None:
    ran = System(tmp_path).types("--bedtime", "22:30", "--with", "ics")
    (event,) = Calendar.from_ical(ran.out).walk("VEVENT")
    assert (str(event["summary"]), ran.err) == ("CalfCoach bedtime stretch", "")


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (
            ["--at", "noon"],
            '`--at` must be times such as 07:30,18:00, at most 12, got "noon"',
            2,
        ),
        (
            ["--at", ""],
            '`--at` must be times such as 07:30,18:00, at most 12, got ""',
            2,
        ),
        (["--output", ""], "`--output` names no file", 2),
        (
            ["--days", "x\x1b"],
            '`--days` must be days such as mon-fri or mon,wed,fri, got "xU+001B"',
            2,
        ),
        (["--move", "5m"], '`--move` can be 15 min to 240 min, got "5m"', 2),
        (["--posture", "soon"], '`--posture` must be a duration such as "60m", got "soon"', 2),
        (
            ["--with", "at"],
            '`--with` must be systemd, launchd, cron or ics, got "at"',
            2,
        ),
        (
            ["--with", "cron", "--output", "x"],
            "`--output` writes a calendar file, and `--with` asks for something else",
            2,
        ),
    ],
)
def test_options_that_cannot_be_read_are_named(
    calf: Callable[..., Result], arguments: list[str], message: str, code: int
) -> None:
    result = calf("remind", *arguments)
    assert (result.code, result.out) == (code, "")
    assert result.err.splitlines()[0] == f"error: {message}"


def test_breaks_need_working_hours_that_have_room(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFCOACH_WORKING_HOURS", "off")
    assert calf("remind", "--move", "twice").err == (
        "error: `--move` needs working hours, and they are off\n"
        '  hint: type calfcoach config set working_hours "09:00-17:00"\n'
    )
    monkeypatch.setenv("CALFCOACH_WORKING_HOURS", "09:00-09:45")
    assert calf("remind", "--posture", "60m").err == (
        "error: `--posture 60m` leaves no break within the working hours 09:00-09:45\n"
        "  hint: name a shorter time, or change the setting `working_hours`\n"
    )


def test_breaks_follow_the_working_hours(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFCOACH_WORKING_HOURS", "10:00-13:00")
    out = calf("remind", "--posture", "60m", "--with", "launchd").out
    assert out.startswith("Posture check: Monday to Friday at 11:00 and 12:00.\n")


def test_taking_away_fails_where_it_cannot_be_told_what_is_left(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    system.types("--at", "07:30", "--with", "cron", "--yes")
    system.tab.write_bytes(system.tab.read_bytes().rpartition(b"# <<<")[0])
    before = system.tab.read_bytes()
    ran = system.types("off")
    assert (ran.code, ran.out, system.tab.read_bytes()) == (1, "", before)
    assert ran.err == (
        "error: one of the two marks around the lines of calfcoach is missing\n"
        "  --> crontab\n"
        "  hint: type `crontab -e` and delete the lines of calfcoach, marks included\n"
    )


def test_who_may_not_have_a_crontab_needs_none(tmp_path: Path) -> None:
    system = all_of(tmp_path)
    denied = {"CRONTAB_SAYS": "You (me) are not allowed to use this program (crontab)"}
    assert system.types("--at", "7:30", "--yes", **denied).code == 0
    assert system.types("off", **denied).out == "Reminders taken away from systemd.\n"
    assert system.types("--at", "7:30", "--with", "cron", "--yes", **denied).code == 1
