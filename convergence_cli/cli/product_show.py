"""`convergence product show`: one product whole."""

from typing import TYPE_CHECKING

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.product_show import ProductPage


def product_show(
    product: options.ProductArgument,
    workspace: options.WorkspaceOption = None,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Show a product whole: what it declares, rests on and inherits.

    Each value of its profile comes with its origin.

    Example: convergence product show medicab-mobile
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.product_show import show_json, show_markdown, show_text

    session = open_session(workspace, lang, as_of)
    page = _page(session, product)
    match format_:
        case ScoreFormat.JSON:
            deliver_data(show_json(page), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(show_markdown(page, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = show_text(page, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)


def _page(session: "Session", product: str) -> "ProductPage":
    from convergence_cli.cli.session import NO_PRODUCT, known_id
    from convergence_cli.profiling.origins import profile_values
    from convergence_cli.rendering.product_show import ProductPage
    from convergence_cli.scoring.score import score_of
    from convergence_cli.scoring.standing import Judge

    session.refuse_errors()
    workspace = session.workspace
    id_ = known_id(product, workspace.products, NO_PRODUCT)
    declared, subject = workspace.products[id_], Judge(workspace).product(id_)
    values = profile_values(declared, subject.profile, workspace)
    return ProductPage(workspace, session.day, declared, score_of(subject, session.day), values)
