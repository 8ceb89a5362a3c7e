"""Files that are the old one or the new one, whenever the machine stops (SPEC §5)."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file as `write_whole_bytes` does."""
    write_whole_bytes(path, text.encode("utf-8"))


def write_whole_bytes(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary neighbour: flushed, then renamed.

    A file that is there keeps its permissions.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def refuse_unwritable(path: Path) -> None:
    """Stop where a file may not be written: a rename would replace even one that is read-only."""
    target = path.resolve()
    folder = next(each for each in target.parents if each.exists())
    for each in (folder, target):
        if each.exists() and not os.access(each, os.W_OK):
            raise _unwritable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def write_all_new(folder: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Write files of which none may be there yet, and yield the path of each once it is there."""
    refuse_there(folder, files)
    for path, text in files.items():
        write_whole(folder / path, text)
        yield path


def refuse_there(folder: Path, paths: Iterable[str]) -> None:
    """Stop where one of some files is there already."""
    for path in paths:
        if os.path.lexists(folder / path):
            raise ConvergenceError(
                Text(en="{path} is there already", fr="{path} existe déjà").fill(
                    path=folder / path
                ),
                Text(en="remove it, or choose another name", fr="retirez-le, ou changez de nom"),
            )


def write_output(path: Path, content: bytes, inputs: Path) -> None:
    """Write a result; never over a file that a workspace, this one or another, is read from."""
    target = path.resolve()
    is_inside = target.is_relative_to(inputs.resolve()) or any(
        (folder / "convergence.yaml").exists() for folder in target.parents
    )
    if is_inside and target.suffix.lower() in (".yaml", ".yml"):
        raise ConvergenceError(
            Text(
                en="{path} is a file of the workspace, and is not overwritten by a result",
                fr="{path} est un fichier de l'espace de travail, qu'un résultat n'écrase pas",
            ).fill(path=path),
            Text(en="choose another name for --output", fr="choisissez un autre nom pour --output"),
        )
    write_whole_bytes(path, content)


def _mode_of(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return _usual_mode()


def _usual_mode() -> int:
    # A temporary file is private; a new file has the rights that the user's mask gives.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> ConvergenceError:
    reason = error.strerror or type(error).__name__
    return ConvergenceError(
        Text(
            en="cannot write {path}: {reason}", fr="écriture impossible dans {path} : {reason}"
        ).fill(path=path, reason=reason),
        Text(
            en="check that the folder is there and that you may write in it",
            fr="vérifiez que le dossier existe et que vous pouvez y écrire",
        ),
    )
