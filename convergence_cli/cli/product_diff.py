"""`convergence product diff`: where two products differ."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.scoring.comparison import Comparison

FirstArgument = Annotated[str, typer.Argument(metavar="FIRST", help="The id of a product.")]
SecondArgument = Annotated[
    str, typer.Argument(metavar="SECOND", help="The id of the product to compare it with.")
]


def product_diff(
    first: FirstArgument,
    second: SecondArgument,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Show where two products differ, side by side.

    Profile, criteria that apply to one only and why, answers in force, means.

    Example: convergence product diff medicab medicab-mobile
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.product_diff import diff_markdown, diff_text
    from convergence_cli.rendering.product_diff_json import diff_json

    session = open_session(workspace, lang, as_of, questionnaire)
    found = _compared(session, first, second, questionnaire)
    language = session.language
    match format_:
        case ScoreFormat.JSON:
            deliver_data(diff_json(found, language, session.day), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(diff_markdown(found, language, session.day), output, session.root)
        case ScoreFormat.TEXT:
            text = diff_text(found, language, session.day, screen_of(color, output))
            deliver_text(text, output, session.root)


def _compared(
    session: "Session", first: str, second: str, questionnaires: list[str] | None
) -> "Comparison":
    from convergence_cli.cli.session import NO_PRODUCT, known_id, only
    from convergence_cli.scoring.comparison import compared
    from convergence_cli.scoring.standing import Judge

    session.refuse_errors()
    workspace = only(session.loaded, questionnaires)
    products = workspace.products
    one, other = (products[known_id(each, products, NO_PRODUCT)] for each in (first, second))
    return compared(one, other, Judge(workspace), session.day)
