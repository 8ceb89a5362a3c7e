"""One writer of a workspace at a time; the system frees the lock however a process ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_TAKEN = Text(
    en="another command is writing in {folder} at this moment, so nothing was written",
    fr="une autre commande écrit dans {folder} en ce moment : rien n'a été écrit",
)
_AGAIN = Text(
    en="run the command again once the other one has ended",
    fr="relancez la commande quand l'autre sera terminée",
)
_FAR = 1 << 40
"""Behind the end of every file: what is locked there keeps nobody from reading."""


@contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Hold the lock of a workspace; stop where another process holds it."""
    try:
        handle = os.open(root / "convergence.yaml", os.O_RDONLY)
    except FileNotFoundError:
        # A workspace that is only coming into being has no other writer.
        yield
        return
    try:
        _take(handle, root)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _take(handle: int, root: Path) -> None:
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise _taken(root) from error
else:

    def _take(handle: int, root: Path) -> None:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _taken(root) from error
        except OSError:
            # A file system without locks: the comparison of bytes is what is left.
            return


def _taken(root: Path) -> ConvergenceError:
    return ConvergenceError(_TAKEN.fill(folder=root), _AGAIN)
