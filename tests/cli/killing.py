"""Runs of one command, each killed at another step of those that write.

`python -m tests.cli.killing WORKSPACE FOLDER ARGUMENT...` runs the command on copies of a
workspace, `FOLDER/1`, `FOLDER/2` and so on. Run n gets a signal that nothing can catch right before
step n; the last copy is that of the run that was not killed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_STEPS = ("os.rename", "os.chmod", "os.remove", "os.mkdir", "os.link", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MOST = 200


def main() -> None:
    """Run the command again and again, until a run ends by itself."""
    workspace, folder = Path(sys.argv[1]), Path(sys.argv[2])
    arguments = sys.argv[3:]
    # Imported once: each run is a fork of this process.
    from convergence_cli.__main__ import main as convergence

    for step in range(1, _MOST):
        copy = folder / str(step)
        shutil.copytree(workspace, copy, symlinks=True)
        child = os.fork()
        if child == 0:
            _run(convergence, step, copy, arguments)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))
    sys.exit("the command writes without an end")


def _run(convergence: Callable[[], object], step: int, copy: Path, arguments: list[str]) -> None:
    os.chdir(copy)
    sys.argv = ["convergence", *arguments]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    _kill_at(step)
    convergence()
    os._exit(0)


def _kill_at(step: int) -> None:
    done = 0

    def count() -> bool:
        nonlocal done
        done += 1
        return done == step

    def heard(event: str, values: tuple[Any, ...]) -> None:
        is_opened = event == "open" and isinstance(values[2], int) and values[2] & _WRITING
        if (event in _STEPS or is_opened) and count():
            _end()

    flushed, opened = os.fsync, os.fdopen

    def fsync(fd: Any) -> None:
        if count():
            _end()
        flushed(fd)

    def fdopen(*values: Any, **named: Any) -> Any:
        file = opened(*values, **named)
        write = file.write
        if count():

            def write_half(text: str) -> None:
                write(text[: len(text) // 2])
                file.flush()
                _end()

            file.write = write_half
        return file

    os.fsync, os.fdopen = fsync, fdopen
    sys.addaudithook(heard)


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
