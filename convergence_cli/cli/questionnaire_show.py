"""`convergence questionnaire show`: one definition, whole."""

from typing import Annotated, assert_never

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ScoreFormat

DefinitionArgument = Annotated[
    str, typer.Argument(metavar="ID", help="A questionnaire, or a preliminary one.")
]


def questionnaire_show(
    id_: DefinitionArgument,
    workspace: options.WorkspaceOption = None,
    format_: options.ScoreFormatOption = ScoreFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Show a questionnaire whole: every criterion, its levels, its origin.

    Where the workspace has none of that id, it shows the built-in one, and says so.

    Example: convergence questionnaire show interoperability
    """
    from convergence_cli.cli.catalogue import open_catalogue
    from convergence_cli.loading.workspace import load_definitions
    from convergence_cli.rendering.questionnaire_show import show_json, show_markdown, show_text

    catalogue = open_catalogue(workspace, lang, load_definitions)
    shown = catalogue.shown(id_)
    match format_:
        case ScoreFormat.TEXT:
            text = show_text(shown, catalogue.language, screen_of(color, output))
            deliver_text(text, output, catalogue.root)
        case ScoreFormat.MARKDOWN:
            deliver_data(show_markdown(shown, catalogue.language), output, catalogue.root)
        case ScoreFormat.JSON:
            deliver_data(show_json(shown), output, catalogue.root)
        case _:
            assert_never(format_)
