"""What `score --against` and `diff` render: a review, and which states it is of."""

from collections.abc import Collection
from dataclasses import dataclass

from convergence_cli.language import Text
from convergence_cli.reviewing.change import USUAL, Bearing, Change
from convergence_cli.reviewing.review import Review


@dataclass(frozen=True)
class Compared:
    """A review with what a reader must know of it."""

    review: Review
    base: str
    """What the older state is called: a name that git knows, or a file."""
    commit: str | None
    """The hash of the older state; none where it is no commit."""
    head: str | None = None
    """The hash of the newer state; none where it is the files as they stand."""
    notices: tuple[Text, ...] = ()
    failing: Collection[Bearing] = USUAL

    @property
    def regressions(self) -> tuple[Change, ...]:
        """The changes that fail the run."""
        return self.review.regressions(self.failing)

    @property
    def base_shown(self) -> str:
        """What the older state is called, with its hash where that is not its name."""
        if self.commit is None or self.commit.startswith(self.base):
            return self.base if self.commit is None else self.commit[:_SHORT]
        return f"{self.base} ({self.commit[:_SHORT]})"


_SHORT = 10
