"""What comes of a merge: lines, and conflicts as git shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from convergence_cli.merging.part import Conflict, Piece
from convergence_cli.merging.sheet import Form
from convergence_cli.merging.values import Route, Side


class Labels(NamedTuple):
    """What stands beside the markers of a conflict."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7
    """Of how many signs a marker is made."""


@dataclass(frozen=True)
class Merged:
    """Three states of a file as one."""

    form: Form
    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> tuple[Route, ...]:
        """The entries that both sides changed, each once."""
        routes = (each.route for each in self.pieces if isinstance(each, Conflict))
        return tuple(dict.fromkeys(routes))

    def decided(self, by: Side) -> str:
        """Return the text with every conflict decided as one side has it, without its mark."""
        chosen = (each.of(by) if isinstance(each, Conflict) else each for each in self.pieces)
        return self._text(line for lines in chosen for line in lines)

    def text(self, labels: Labels) -> str:
        """Return the text with markers around each conflict."""
        text = self.form.mark + self._text(self._marked(labels))
        # A marker is a line, also where the last line of the file has no end.
        is_marker_last = (
            not self.form.is_ended and bool(self.pieces) and isinstance(self.pieces[-1], Conflict)
        )
        return f"{text}{self.form.newline}" if is_marker_last else text

    def _marked(self, labels: Labels) -> Iterator[str]:
        for each in self.pieces:
            yield from _between_markers(each, labels) if isinstance(each, Conflict) else each

    def _text(self, lines: Iterable[str]) -> str:
        text = self.form.newline.join(lines)
        return f"{text}{self.form.newline}" if self.form.is_ended and text else text


def _between_markers(conflict: Conflict, labels: Labels) -> Iterator[str]:
    yield _marker("<", labels.ours, labels.size)
    yield from conflict.ours
    yield _marker("|", labels.base, labels.size)
    yield from conflict.base
    yield "=" * labels.size
    yield from conflict.theirs
    yield _marker(">", labels.theirs, labels.size)


def _marker(sign: str, label: str, size: int) -> str:
    return f"{sign * size} {label}".rstrip(" ")
