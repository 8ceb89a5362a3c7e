"""One comment for the reviewer of a pull request: the verdict first, details folded away."""

from convergence_cli.language import Language
from convergence_cli.rendering.page import page_markdown
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_text import compared_lines


def compared_markdown(compared: Compared, language: Language) -> str:
    """Return what changed as Markdown."""
    return page_markdown(compared_lines(compared, language))
