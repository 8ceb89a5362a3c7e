"""A mean and its counts as JSON."""

from convergence_cli.rendering.json_document import Json, exact_text, rounded_number
from convergence_cli.scoring.score import Tally


def tally_json(tally: Tally, top: int) -> Json:
    """Return a mean with its bounds, what is expected, and its counts; null stands for none."""
    return {
        "mean": exact_text(tally.mean),
        "mean_rounded": rounded_number(tally.mean, top),
        "lowest": exact_text(tally.lowest),
        "highest": exact_text(tally.highest(top)),
        "expected_mean": exact_text(tally.expected_mean),
        "counts": counts_json(tally),
    }


def counts_json(tally: Tally) -> Json:
    """Return how many criteria a mean rests on, and how many stand outside it."""
    return {
        "applicable": tally.applicable,
        "answered": tally.answered,
        "not_applicable": tally.not_applicable,
        "unanswered": tally.unanswered,
        "undetermined": tally.undetermined,
        "obsolete": tally.obsolete,
        "inherited": tally.inherited,
    }
