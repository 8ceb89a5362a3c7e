"""Where something stands: a file, a route of keys and indices in it, and characters.

Rules point with routes, never with lines. Loading turns a route into a span, once.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

Route = tuple[str | int, ...]
"""Keys and list positions from the top of a file; the empty route is the whole file."""


class Part(Enum):
    """Which half of an entry is meant: its key or its value."""

    KEY = auto()
    VALUE = auto()


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of text: 1-based, counted in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """A place in a file of the workspace; a tuple, since rules point at many and report few."""

    path: str
    """Relative to the workspace, with forward slashes."""
    route: Route = ()
    part: Part = Part.VALUE
    span: Span | None = None
    """Known once located; always known for a defect of the text itself."""
    excerpt: str = ""
    """The line of the span as it can be shown: one cell for each character that has no shape."""

    @property
    def key(self) -> "Place":
        """The same entry, seen by its key."""
        return Place(self.path, self.route, Part.KEY)

    def at(self, *steps: str | int) -> "Place":
        """Return the place of an entry below this one."""
        return Place(self.path, (*self.route, *steps))
