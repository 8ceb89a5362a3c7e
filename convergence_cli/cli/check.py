"""`convergence check`: whether the files are right."""

from convergence_cli.cli.console import ColorChoice
from convergence_cli.cli.options import (
    ColorOption,
    DayOption,
    FindingsFormat,
    FindingsFormatOption,
    LanguageOption,
    OutputOption,
    WorkspaceOption,
)


def check(
    workspace: WorkspaceOption = None,
    format_: FindingsFormatOption = FindingsFormat.TEXT,
    output: OutputOption = None,
    as_of: DayOption = None,
    lang: LanguageOption = None,
    color: ColorOption = ColorChoice.AUTO,
) -> None:
    """Check every file of the workspace.

    Exits 1 where something is an error; warnings and notes never fail.

    Example: convergence check --format json
    """
    from convergence_cli.cli.diagnosing import Diagnosed, tell
    from convergence_cli.cli.session import open_session
    from convergence_cli.diagnostics import Severity
    from convergence_cli.rendering.check_result import check_summary

    session = open_session(workspace, lang, as_of)
    diagnostics = session.diagnostics()
    summary = check_summary(diagnostics, session.workspace)
    found = Diagnosed("check", diagnostics, summary, {Severity.ERROR})
    tell(found, session, format_, output, color)
