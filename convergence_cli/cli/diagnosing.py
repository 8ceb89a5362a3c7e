"""What a command found wrong: told to a person, a script or a platform, then its exit code."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, say, screen_of
from convergence_cli.cli.options import FindingsFormat

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.diagnostics import Diagnostic, Severity
    from convergence_cli.language import Text


@dataclass(frozen=True)
class Diagnosed:
    """What a command found, in reading order."""

    command: str
    """Such as `check`."""
    diagnostics: "tuple[Diagnostic, ...]"
    summary: "Text"
    """The closing sentence: what was looked at, and how much is wrong."""
    failing: "Collection[Severity]"
    """The severities that answer no."""

    @property
    def has_failed(self) -> bool:
        """Whether something found answers no."""
        return any(each.rule.severity in self.failing for each in self.diagnostics)


def tell(
    found: Diagnosed,
    session: "Session",
    format_: FindingsFormat,
    output: Path | None,
    color: ColorChoice,
) -> None:
    """Write what was found, and exit 1 where it answers no."""
    language = session.language
    match format_:
        case FindingsFormat.TEXT:
            from convergence_cli.rendering.diagnostics_text import diagnostics_text

            text = diagnostics_text(found.diagnostics, language, screen_of(color, output))
            deliver_text(text, output, session.root)
        case FindingsFormat.JSON:
            from convergence_cli.rendering.check_result import check_json

            text = check_json(found.diagnostics, language, found.failing)
            deliver_data(text, output, session.root)
        case _:
            _tell_a_platform(found, session, format_, output)
    if format_ is not FindingsFormat.JSON:
        say(found.summary)
    if found.has_failed:
        raise typer.Exit(ExitCode.NO)


def _tell_a_platform(
    found: Diagnosed, session: "Session", format_: FindingsFormat, output: Path | None
) -> None:
    from convergence_cli.cli.platforms import Platform, deliver_findings
    from convergence_cli.rendering.findings import finding_of

    findings = map(finding_of, found.diagnostics)
    platform = Platform(format_.value)
    deliver_findings(findings, platform, found.command, session, output, found.failing)
