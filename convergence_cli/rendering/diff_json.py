"""What `diff` prints as JSON."""

from convergence_cli.language import Language
from convergence_cli.rendering.json_document import definitions, document
from convergence_cli.rendering.review_json import compared_json
from convergence_cli.rendering.review_result import Compared


def diff_json(compared: Compared, day: str, language: Language) -> str:
    """Return what changed, as of an ISO day, under the definitions of the newer state."""
    return document(
        as_of=day,
        verdict="fail" if compared.regressions else "pass",
        definitions=definitions(compared.review.after.questionnaires.values()),
        **compared_json(compared, language),
    )
