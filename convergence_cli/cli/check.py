"""`convergence check`: whether the files are right."""

import typer

from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, say, screen_of
from convergence_cli.cli.options import (
    CheckFormat,
    CheckFormatOption,
    ColorOption,
    DayOption,
    LanguageOption,
    OutputOption,
    WorkspaceOption,
)


def check(
    workspace: WorkspaceOption = None,
    format_: CheckFormatOption = CheckFormat.TEXT,
    output: OutputOption = None,
    as_of: DayOption = None,
    lang: LanguageOption = None,
    color: ColorOption = ColorChoice.AUTO,
) -> None:
    """Check every file of the workspace.

    Exits 1 where something is an error; warnings and notes never fail.

    Example: convergence check --format json
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.check_result import check_json, check_summary
    from convergence_cli.rendering.diagnostics_text import diagnostics_text

    session = open_session(workspace, lang, as_of)
    diagnostics = session.diagnostics()
    if format_ is CheckFormat.JSON:
        deliver_data(check_json(diagnostics, session.language), output, session.root)
    else:
        text = diagnostics_text(diagnostics, session.language, screen_of(color, output))
        deliver_text(text, output, session.root)
        say(check_summary(diagnostics, session.workspace))
    if any(each.is_error for each in diagnostics):
        raise typer.Exit(ExitCode.NO)
