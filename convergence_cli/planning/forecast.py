"""What is to come until a day: what a plan promises, what runs out, what becomes expected."""

from collections.abc import Iterable

from convergence_cli.planning.due import Due, due
from convergence_cli.scoring.expiry import Expiry, expiries
from convergence_cli.scoring.standing import Subject

Coming = Due | Expiry
"""One thing that has a day."""


def forecast(subjects: Iterable[Subject], day: str, until: str) -> tuple[Coming, ...]:
    """Return what is overdue or ran out before a day, and what comes from it until another.

    In the order of the days; on one day, what a plan promises before what runs out.
    """
    asked = tuple(subjects)
    promised = [each for subject in asked for each in due(subject) if each.on <= until]
    return tuple(sorted((*promised, *expiries(asked, day, until)), key=lambda each: each.on))
