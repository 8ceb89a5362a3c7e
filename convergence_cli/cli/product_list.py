"""`convergence product list`: the products, what they rest on, how far each is answered."""

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat


def product_list(
    workspace: options.WorkspaceOption = None,
    archived: options.ArchivedOption = False,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List the products, and how far each questionnaire is answered.

    Example: convergence product list --archived
    """
    from convergence_cli.cli.session import chosen_subjects, open_session
    from convergence_cli.rendering.product_list import (
        ProductList,
        list_json,
        list_markdown,
        list_text,
    )
    from convergence_cli.scoring.score import score_of
    from convergence_cli.scoring.standing import Judge

    session = open_session(workspace, lang)
    session.refuse_errors()
    subjects = chosen_subjects(session.workspace, Judge(session.workspace), None, archived=archived)
    listed = ProductList(session.workspace, [score_of(each, session.day) for each in subjects])
    match format_:
        case ScoreFormat.JSON:
            deliver_data(list_json(listed), output, session.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(list_markdown(listed, session.language), output, session.root)
        case ScoreFormat.TEXT:
            text = list_text(listed, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)
