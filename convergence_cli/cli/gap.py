"""`convergence gap`: how far each answer is from what is expected and from the target."""

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat


def gap(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    archived: options.ArchivedOption = False,
    fail_on: options.FailOnOption = None,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List the answers under expected, under target, at target.

    Unanswered and undetermined criteria are listed after.

    Example: convergence gap medicab --fail-on under-expected
    """
    from convergence_cli.cli.scoring_session import gaps
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.gap_result import gap_json
    from convergence_cli.rendering.gap_text import gap_markdown, gap_text

    session = open_session(workspace, lang, as_of, questionnaire)
    result = gaps(session, products, questionnaire, archived=archived, fail_on=fail_on or ())
    match format_:
        case ScoreFormat.JSON:
            deliver_data(gap_json(result, session.language), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(gap_markdown(result, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = gap_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)
    if result.refusals:
        raise typer.Exit(ExitCode.NO)
