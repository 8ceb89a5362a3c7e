"""From outcomes to exit codes: the one place where exceptions end (SPEC §4)."""

import os
import sys
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from convergence_cli import __version__
from convergence_cli.cli.console import say, spoken
from convergence_cli.errors import ConvergenceError, ForbiddenError


class ExitCode(IntEnum):
    """What a run answers."""

    YES = 0
    NO = 1
    NO_VERDICT = 2
    BUG = 3
    INTERRUPTED = 130


def run() -> NoReturn:
    """Run the command line and exit."""
    _open_closed_streams()
    try:
        from convergence_cli.cli.app import app

        app()
    except ConvergenceError as error:
        tell(error)
        is_answer = isinstance(error, ForbiddenError)
        sys.exit(ExitCode.NO if is_answer else ExitCode.NO_VERDICT)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:
        # A disk, a folder or a name that the system refuses: the user's side mends it.
        say(f"convergence: {error.strerror or type(error).__name__}: {error.filename or '-'}")
        sys.exit(ExitCode.NO_VERDICT)
    except Exception as error:
        say(bug_report(error))
        sys.exit(ExitCode.BUG)
    sys.exit(ExitCode.YES)


def tell(error: ConvergenceError) -> None:
    """Say what stopped the tool, and what to do next."""
    language = spoken()
    say(f"convergence: {error.message.in_(language)}")
    if error.hint is not None:
        say(f"   {error.hint.in_(language)}")


def _open_closed_streams() -> None:
    # Started with a stream closed (`>&-`): what it would have shown goes nowhere.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)


def bug_report(error: BaseException) -> str:
    """Return a block to paste into a report: where it broke, and none of the user's data."""
    # Imported here: only a bug needs them.
    import platform
    import traceback

    package = Path(__file__).resolve().parent.parent
    frames = [
        f"  {_inside(frame.filename, package)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    lines = [
        "convergence: this is a bug in convergence, and no verdict on your files.",
        "Please report it with this block; it holds none of your data.",
        "",
        f"  convergence {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"  {type(error).__name__}",
        *frames,
    ]
    return "\n".join(lines)


def _inside(filename: str, package: Path) -> str:
    path = Path(filename)
    if path.is_relative_to(package):
        return path.relative_to(package.parent).as_posix()
    return path.name
