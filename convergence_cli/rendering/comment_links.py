"""Where a comment leads: files by name and line, as addresses where the platform has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from convergence_cli.diagnostics import Place
from convergence_cli.rendering.markdown_text import as_code, inline
from convergence_cli.rendering.review_result import Compared
from convergence_cli.reviewing.change import Bearing, Change
from convergence_cli.reviewing.places import place_before, place_of_change
from convergence_cli.reviewing.review import Review

READING_ORDER = (Bearing.WORSE, Bearing.DOUBTFUL, Bearing.APART, Bearing.BETTER)
_LONGEST = 1000
_MANY = 200
"""Changes whose lines are looked for: more than a comment has room for."""


class Spot(NamedTuple):
    """A place in the files of one of two states."""

    place: Place
    is_gone: bool = False
    """Whether it is in the older state."""


@dataclass(frozen=True)
class Links:
    """What turns spots into links; none where nothing is known of a platform."""

    before: str | None = None
    """The address of the workspace's folder in the older state, up to its last slash."""
    after: str | None = None
    lines: Mapping[Spot, int] = field(default_factory=dict)

    def cell(self, spot: Spot) -> str:
        """Return a spot as Markdown: a link to its line, or its path as code."""
        line = self.lines.get(spot)
        base = self.before if spot.is_gone else self.after
        path = spot.place.path
        if base is None:
            return as_code(path if line is None else f"{path}:{line}")
        name = path.rpartition("/")[2]
        address = base + quote(path) + ("" if line is None else f"#L{line}")
        shown = inline(name if line is None else f"{name}:{line}")
        return f"[{shown}]({address})" if len(address) <= _LONGEST else shown


def spot_of(change: Change, review: Review) -> Spot:
    """Return where a reader looks for a change: what is gone, where it stood."""
    gone = place_before(change, review)
    # A saved score holds no files.
    if gone is None or not gone.path:
        return Spot(place_of_change(change, review))
    return Spot(gone, is_gone=True)


def spots_of(compared: Compared) -> Iterator[Spot]:
    """Yield the spots of the changes that a comment may speak of, the worst first."""
    changes = compared.review.changes
    told = [each for bearing in READING_ORDER for each in changes if each.bearing is bearing]
    for change in told[:_MANY]:
        yield spot_of(change, compared.review)
