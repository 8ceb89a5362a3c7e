"""Git as processes: how it is run, whatever surrounds it, and how objects are read from it.

Only reads: no checkout, no index, no shell. What git runs on is found from a folder, whatever the
environment of a hook says.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import IO, cast

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_OF_A_HOOK = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What git sets for a hook to point at *its* repository, which need not be the workspace's."""
_OURS = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Names are names, history is what was committed, nothing is locked, and nobody is asked."""
_HEADER = re.compile(rb"[0-9a-f]+ ([a-z]+) ([0-9]+)\n")
_CHUNK = 1 << 16

_NO_GIT = Text(en="git is not installed", fr="git n'est pas installé")
_INSTALL = Text(
    en="install it, or put it on the path of programs",
    fr="installez-le, ou mettez-le dans le chemin des programmes",
)
_REFUSED = Text(en="git refuses: {words}", fr="git refuse : {words}")
_BROKE_OFF = Text(en="git broke off while reading", fr="git s'est interrompu pendant la lecture")
_FETCH_ALL = Text(
    en="a partial clone needs its server; for all files at once: git fetch --refetch --no-filter",
    fr="un clone partiel a besoin de son serveur ; pour tous les fichiers d'un coup : "
    "git fetch --refetch --no-filter",
)

Done = subprocess.CompletedProcess[bytes]


def run_git(folder: Path, *args: str, given: str = "") -> Done:
    """Run git in a folder to its end, whatever that is."""
    return subprocess.run(  # noqa: S603 - a list, never a shell, and no option of a person's
        [_program(), *args],
        cwd=folder,
        env=_environment(),
        input=given.encode(),
        capture_output=True,
        check=False,
    )


def is_installed() -> bool:
    """Return whether there is a git to run."""
    return shutil.which("git") is not None


def refusal(done: Done) -> ConvergenceError:
    """Return the error of a run that git ended, in its own words."""
    words = decoded(done.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
    return ConvergenceError(_REFUSED.fill(words=words or done.returncode))


def decoded(output: bytes) -> str:
    """Return what git said as text; bytes that are none stay what they are."""
    return output.decode("utf-8", "surrogateescape")


def line_of(output: bytes) -> str:
    """Return the one line that git said: a path may hold any character."""
    return decoded(output).removesuffix("\n")


class BrokenOffError(ConvergenceError):
    """Git ended while it was asked: also where what it lacks is on a server that is not there."""

    def __init__(self) -> None:
        super().__init__(_BROKE_OFF, _FETCH_ALL)


class ObjectReader:
    """One long-lived process that gives objects by name; to be closed."""

    def __init__(self, git_folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - as above
            [_program(), f"--git-dir={git_folder}", "cat-file", "--batch"],
            cwd=git_folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asking = cast("IO[bytes]", self._process.stdin)
        self._told = cast("IO[bytes]", self._process.stdout)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def content(self, name: str, limit: int) -> bytes | None:
        """Return at most so many bytes of a file; None where the name is that of no file."""
        try:
            self._asking.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            self._asking.flush()
        except BrokenPipeError:
            raise BrokenOffError from None
        header = self._told.readline()
        found = _HEADER.fullmatch(header)
        if found is None:
            # What does not exist is said; nothing is said by a process that is gone.
            if not header:
                raise BrokenOffError
            return None
        content = self._read(int(found[2]), limit)
        self._told.readline()
        return content if found[1] == b"blob" else None

    def _read(self, size: int, limit: int) -> bytes:
        """Return the first bytes of an object, and pass over the rest of it."""
        content = self._told.read(min(size, limit))
        rest = size - len(content)
        while rest > 0:
            passed = len(self._told.read(min(rest, _CHUNK)))
            if not passed:
                raise BrokenOffError
            rest -= passed
        return content


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise ConvergenceError(_NO_GIT, _INSTALL)
    return program


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**kept, **_OURS}
