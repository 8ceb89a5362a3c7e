"""A score that was saved, as what the workspace is compared with."""

from collections.abc import Collection, Sequence
from pathlib import Path

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.baseline import load_baseline
from convergence_cli.rendering.review_result import Compared
from convergence_cli.reviewing.change import Bearing
from convergence_cli.reviewing.definitions import judged_by
from convergence_cli.reviewing.record import before_of_record
from convergence_cli.reviewing.review import review
from convergence_cli.scoring.standing import Judge

_SAME_FILE = Text(
    en="{file} is what the score is compared with, and is not overwritten by it",
    fr="{file} est ce à quoi la note est comparée, et n'est pas écrasé par elle",
)
_ANOTHER_NAME = Text(
    en="choose another name for --output", fr="choisissez un autre nom pour --output"
)


def compared_with_baseline(
    file: Path,
    questionnaires: Sequence[str] | None,
    judge: Judge,
    day: str,
    products: Sequence[str] | None,
    failing: Collection[Bearing],
) -> Compared:
    """Return what changed since a score was saved, until the workspace of a judge."""
    record = load_baseline(file)
    if questionnaires:
        # Of what is not looked at now, nothing is concluded.
        record = record.only({*questionnaires, *judged_by(judge.workspace)})
    before = before_of_record(record, judge.workspace)
    found = review(before, judge, day, products)
    return Compared(found, str(file), None, None, (), failing)


def refuse_overwriting(baseline: Path, output: Path | None) -> None:
    """Stop where the result would be written over the score that it is compared with."""
    if output is not None and output.resolve() == baseline.resolve():
        raise ConvergenceError(_SAME_FILE.fill(file=baseline), _ANOTHER_NAME)
