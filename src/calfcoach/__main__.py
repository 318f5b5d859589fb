"""The entry point: the few quick paths, and the one boundary that every error meets.

No traceback reaches a user: what they can mend is said in words, a bug of ours becomes a crash
report whose path is printed. Owns the two output streams too: that stdout cannot be written ends
a command, that stderr cannot be written never does.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys

from calfcoach import __version__

TYPE_CHECKING = False  # the one of `typing` costs more than all that `--version` needs
if TYPE_CHECKING:
    from typing import Any, NoReturn

EXIT_BUG = 5
EXIT_INTERRUPTED = 130
# Before garbage is looked for. What imports make is no garbage, and the usual 700 would have all of
# it looked at thirty times before the first line is seen; this many are some megabytes at most.
_NEW_THINGS = 50_000


class OutputError(OSError):
    """Stdout cannot be written; `cause` says why. It has no `errno` itself: Click would take a
    broken pipe for its own to handle, and end with 1."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class _Result(io.FileIO):
    """Stdout as bytes: its failures are told from those of every other file."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OutputError(error) from error


class _Talk(io.FileIO):
    """Stderr as bytes: what nobody can hear is dropped."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(data)


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_NEW_THINGS)
    sys.stdout = _stream(sys.stdout, _Result, errors="replace")  # a title it lacks is no bug
    sys.stderr = _stream(sys.stderr, _Talk)
    code = guarded(sys.argv[1:])
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once, with everything written and nothing left to be closed. The system takes back all
    memory as one: Python would take modules and values apart, for a third of its own start."""
    sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)


def _stream(stream: Any, kind: type[io.FileIO], errors: str | None = None) -> Any:
    """A standard stream, written to through `kind`."""
    if stream is None:  # closed by whoever started us (`>&-`)
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # lives as long as we do
    buffer = getattr(stream, "buffer", None)
    if not isinstance(getattr(buffer, "raw", buffer), io.FileIO):  # the console of Windows
        return stream
    raw = kind(stream.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(
        raw if stream.write_through else io.BufferedWriter(raw),  # PYTHONUNBUFFERED
        encoding=stream.encoding,
        errors=errors or stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def guarded(arguments: list[str]) -> int:
    """Run one command line; its exit code, whatever happens."""
    code = 0
    try:
        code = _ran(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _close_stdout()
        return EXIT_INTERRUPTED
    except OutputError as lost:
        _close_stdout()
        if isinstance(lost.cause, BrokenPipeError):  # whoever read us has read enough
            return code
        return _explained(lost)
    return code


def _ran(arguments: list[str]) -> int:
    try:
        return _version() if arguments == ["--version"] else _command(arguments)
    except OutputError:
        raise
    except Exception as problem:  # noqa: BLE001  # the one boundary: everything else is a bug of ours
        return _explained(problem)


def _version() -> int:
    """Quick: nothing is imported for it."""
    sys.stdout.write(f"calfcoach {__version__}\n")
    return 0


def _command(arguments: list[str]) -> int:
    from calfcoach.cli.quick import quick

    code = quick(arguments, os.environ)
    if code is not None:
        return code
    from calfcoach.cli.app import run_command

    # `calf` completes as itself; whatever else started us is called by the full name.
    short = os.path.basename(sys.argv[0]) == "calf"  # noqa: PTH119  # pathlib costs start-up
    return run_command(arguments, os.environ, "calf" if short else "calfcoach")


def _close_stdout() -> None:
    """Say no more on stdout, also not while the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explained(problem: Exception) -> int:
    """Tell what the user can mend; report what only we can."""
    from calfcoach.cli.trouble import crash, report
    from calfcoach.errors import CoachError
    from calfcoach.files.folders import reason

    if isinstance(problem, OutputError):
        problem = CoachError(f"the output cannot be written: {reason(problem.cause)}")
    if isinstance(problem, CoachError):
        return report(problem)
    crash(problem, os.environ)
    return EXIT_BUG


if __name__ == "__main__":
    main()
