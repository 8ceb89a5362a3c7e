"""The files that one command changes: read once, edited, shown, written together or not at all."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.source import Data, Source
from convergence_cli.model.edit import Edit
from convergence_cli.writing.atomic import refuse_unwritable, write_whole
from convergence_cli.writing.edits import edited_text
from convergence_cli.writing.layout import Laid
from convergence_cli.writing.lock import only_writer

_SOME = 5
_LINES = re.compile("[^\n]*\n|[^\n]+")
_NOT_EDITABLE = Text(
    en="{path} is written in a way that no edit was found for, so nothing was written",
    fr="{path} est écrit d'une façon qu'aucune retouche ne permet, et rien n'a été écrit",
)
_WRITE_PLAINLY = Text(
    en="write these entries plainly, as 'key: value' on one line, and try again: {routes}",
    fr="écrivez ces entrées simplement, « clé: valeur » sur une ligne, et recommencez : {routes}",
)
_CHANGED = Text(
    en="{path} changed since it was read, so nothing was written",
    fr="{path} a changé depuis sa lecture, et rien n'a été écrit",
)
_AGAIN = Text(en="run the command again", fr="relancez la commande")
_MARK = "\ufeff"


class ChangedSinceReadError(ConvergenceError):
    """A file that is not what it was when it was read."""

    def __init__(self, path: str) -> None:
        super().__init__(_CHANGED.fill(path=path), _AGAIN)


@dataclass(frozen=True)
class FileChange:
    """One file, as it was read and as it will be."""

    path: str
    before: bytes | None
    """None for a file that is new."""
    after: bytes | None
    """None for a file that goes."""


class Changes:
    """What a command changes below a workspace; nothing is on disk until it is written."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, bytes | None] = {}
        self._now: dict[str, bytes | None] = {}

    @property
    def files(self) -> tuple[FileChange, ...]:
        """The files that will be others than they were, by path."""
        return tuple(
            FileChange(path, self._read[path], now)
            for path, now in sorted(self._now.items())
            if now != self._read[path]
        )

    def is_there(self, path: str) -> bool:
        """Return whether a file will be there."""
        return self._content(path) is not None

    def text(self, path: str) -> str:
        """Return a file as it will be, without its byte-order mark; empty if not there."""
        return (self._content(path) or b"").decode("utf-8").removeprefix(_MARK)

    def data(self, path: str) -> Data:
        """Return what a file will say; None where it is no YAML."""
        return laid(self.text(path)).data

    def edit(self, path: str, edits: Sequence[Edit]) -> None:
        """Change the lines of a file that some edits concern."""
        if not edits:
            return
        self.put(path, edited_or_refused(path, self.text(path), edits))

    def put(self, path: str, text: str) -> None:
        """Make a text the whole of a file, new or not; a byte-order mark stays."""
        content = self._content(path) or b""
        mark = _MARK if content.startswith(_MARK.encode()) else ""
        self._now[path] = (mark + text).encode("utf-8")

    def remove(self, path: str) -> None:
        """Let a file go."""
        self._content(path)
        self._now[path] = None

    def expect(self, path: str, seen: object, build: Callable[[Data], object]) -> None:
        """Stop where a file does not say any more what the command was told that it says."""
        try:
            is_as_seen = build(self.data(path)) == seen
        except (AttributeError, KeyError, TypeError, ValueError):
            is_as_seen = False
        if not is_as_seen:
            raise ChangedSinceReadError(path)

    def difference(self) -> str:
        """Return what changes as a unified diff, which `git apply` takes; empty for nothing."""
        return "".join(line for each in self.files for line in _difference(each))

    def write(self) -> Iterator[str]:
        """Write every file, unless one changed since it was read; yield each path written."""
        changes = self.in_order()
        with only_writer(self._root):
            for each in changes:
                if _content_of(self._root / each.path) != each.before:
                    raise ChangedSinceReadError(each.path)
                refuse_unwritable(self._root / each.path)
            for each in changes:
                # Through a link that stays in the workspace, not over it.
                target = (self._root / each.path).resolve()
                if each.after is None:
                    target.unlink()
                else:
                    write_whole(target, each.after.decode("utf-8"))
                yield each.path

    def in_order(self) -> tuple[FileChange, ...]:
        """Return the files in the order in which they are written.

        A new declaration comes first: answers without one are no product. Schemas follow what
        they are made of; definitions come last: until they are there, the answers say that they
        are not.
        """
        return tuple(sorted(self.files, key=_turn))

    def _content(self, path: str) -> bytes | None:
        if path not in self._read:
            self._read[path] = self._now[path] = _content_of(self._root / path)
        return self._now[path]


def edited_or_refused(path: str, text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a file with edits made; stop where no safe one was found."""
    result = edited_text(text, edits, laid)
    if isinstance(result, str):
        return result
    routes = ", ".join(".".join(map(str, each.route)) for each in result.edits[:_SOME])
    raise ConvergenceError(_NOT_EDITABLE.fill(path=path), _WRITE_PLAINLY.fill(routes=routes))


def laid(text: str) -> Laid:
    """Return a text as data with the place of each entry."""
    # Imported here: what edits nothing needs no explaining reader.
    from convergence_cli.loading.composed import compose

    composed = compose(Source("", text))
    return Laid(None if composed.diagnostics else composed.data, composed.index)


def _content_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _turn(change: FileChange) -> tuple[int, bool, str]:
    folders = (".convergence/", "questionnaires/")
    turn = next((at for at, each in enumerate(folders, 1) if change.path.startswith(each)), 0)
    is_new_declaration = change.before is None and change.path.endswith("/product.yaml")
    return turn, not is_new_declaration, change.path


def _difference(change: FileChange) -> Iterator[str]:
    before, after = (
        [] if each is None else _LINES.findall(each.decode("utf-8", "replace"))
        for each in (change.before, change.after)
    )
    was = "/dev/null" if change.before is None else f"a/{change.path}"
    now = "/dev/null" if change.after is None else f"b/{change.path}"
    for line in unified_diff(before, after, was, now):
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"
