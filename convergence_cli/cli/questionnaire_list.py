"""`convergence questionnaire list`: the definitions here, and those that are built in."""

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import CheckFormat


def questionnaire_list(
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List the questionnaires here, and the built-in ones.

    Without a workspace it lists the built-in ones.

    Example: convergence questionnaire list
    """
    from convergence_cli.cli.catalogue import open_catalogue
    from convergence_cli.loading.workspace import load_definitions
    from convergence_cli.rendering.questionnaire_list import list_json, list_text

    catalogue = open_catalogue(workspace, lang, load_definitions)
    if format_ is CheckFormat.JSON:
        deliver_data(list_json(catalogue.entries), output, catalogue.root)
    else:
        screen = screen_of(color, output)
        text = list_text(catalogue.entries, catalogue.language, screen)
        deliver_text(text, output, catalogue.root)
