"""`convergence questionnaire check`: whether definitions hold together."""

from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import (
    ColorChoice,
    deliver_data,
    deliver_text,
    say,
    screen_of,
    speak,
)
from convergence_cli.cli.options import CheckFormat

TopicsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID|FILE...",
        help="Ids of definitions here, or YAML files elsewhere; left out, all that are here.",
    ),
]


def questionnaire_check(
    topics: TopicsArgument = None,
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Check definitions, and what their conditions amount to.

    A file is judged as if it stood in the workspace, in place of the definition of its id.
    Without a workspace, the definitions are the built-in ones. Exits 1 where something is an error;
    warnings and notes never fail.

    Example: convergence questionnaire check mine.yaml
    """
    from convergence_cli.cli.definitions import open_definitions
    from convergence_cli.rendering.check_result import check_json, definitions_summary
    from convergence_cli.rendering.diagnostics_text import diagnostics_text

    if lang is not None:
        speak(lang)
    definitions = open_definitions(topics or (), workspace, lang)
    definitions.refuse_to_overwrite(output)
    diagnostics = definitions.diagnostics()
    if format_ is CheckFormat.JSON:
        deliver_data(check_json(diagnostics, definitions.language), output, definitions.root)
    else:
        text = diagnostics_text(diagnostics, definitions.language, screen_of(color, output))
        deliver_text(text, output, definitions.root)
        say(definitions_summary(diagnostics, definitions.count))
    if any(each.is_error for each in diagnostics):
        raise typer.Exit(ExitCode.NO)
