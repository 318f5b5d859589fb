"""The entry point: the few quick paths, and the one boundary that every error meets.

No traceback reaches a user: what they can mend is said in words, a bug of ours becomes a crash
report whose path is printed.
"""

from __future__ import annotations

import io
import os
import sys

from calfcoach import __version__

EXIT_BUG = 5
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:  # quick: nothing is imported for it
        print(f"calfcoach {__version__}")  # noqa: T201  # the result itself
        return
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us (`>&-`)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # lives as long as we do
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a title that the output cannot show is no bug
    sys.exit(guarded(sys.argv[1:]))


def guarded(arguments: list[str]) -> int:
    """Run one command line; its exit code, whatever happens."""
    from calfcoach.errors import CoachError

    try:
        from calfcoach.cli.app import run_command

        # `calf` completes as itself; whatever else started us is called by the full name.
        short = os.path.basename(sys.argv[0]) == "calf"  # noqa: PTH119  # pathlib costs start-up
        code = run_command(arguments, os.environ, "calf" if short else "calfcoach")
        sys.stdout.flush()
    except CoachError as problem:
        from calfcoach.cli.trouble import report

        return report(problem)
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as bug:  # noqa: BLE001  # the one boundary: everything else is a bug of ours
        from calfcoach.cli.trouble import crash

        crash(bug, os.environ)
        return EXIT_BUG
    else:
        return code


def _forget_stdout() -> None:
    """Whoever read us has gone: say nothing more, also not while the interpreter ends."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


if __name__ == "__main__":
    main()
