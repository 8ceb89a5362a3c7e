"""`convergence check`: whether the files are right."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, say, screen_of
from convergence_cli.cli.options import (
    ColorOption,
    DayOption,
    FindingsFormat,
    FindingsFormatOption,
    LanguageOption,
    OutputOption,
    WorkspaceOption,
)
from convergence_cli.rendering.screen import Screen

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.diagnostics import Diagnostic

    Found = tuple[Diagnostic, ...]


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
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.check_result import check_json

    session = open_session(workspace, lang, as_of)
    diagnostics = session.diagnostics()
    match format_:
        case FindingsFormat.TEXT:
            _deliver_text(diagnostics, session, output, screen_of(color, output))
        case FindingsFormat.JSON:
            deliver_data(check_json(diagnostics, session.language), output, session.root)
        case _:
            _deliver_to_platform(diagnostics, session, output, format_)
    if any(each.is_error for each in diagnostics):
        raise typer.Exit(ExitCode.NO)


def _deliver_text(
    diagnostics: "Found", session: "Session", output: Path | None, screen: Screen
) -> None:
    from convergence_cli.rendering.check_result import check_summary
    from convergence_cli.rendering.diagnostics_text import diagnostics_text

    text = diagnostics_text(diagnostics, session.language, screen)
    deliver_text(text, output, session.root)
    say(check_summary(diagnostics, session.workspace))


def _deliver_to_platform(
    diagnostics: "Found", session: "Session", output: Path | None, format_: FindingsFormat
) -> None:
    from convergence_cli.cli.platforms import Platform, deliver_findings
    from convergence_cli.rendering.check_result import check_summary
    from convergence_cli.rendering.findings import finding_of

    findings = map(finding_of, diagnostics)
    deliver_findings(findings, Platform(format_.value), "check", session, output)
    say(check_summary(diagnostics, session.workspace))
