"""Results for platforms: findings in a form that one of them reads."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, assert_never

from convergence_cli.cli.console import deliver_data
from convergence_cli.diagnostics import Severity
from convergence_cli.language import Language

if TYPE_CHECKING:
    from convergence_cli.rendering.findings import Finding, FindingsReport


class Platform(StrEnum):
    """Who reads findings."""

    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class Told(Protocol):
    """What a platform is told of: a workspace, in a language."""

    @property
    def root(self) -> Path:
        """The workspace's folder."""

    @property
    def language(self) -> Language:
        """The language of the result."""


def deliver_findings(
    findings: Iterable["Finding"],
    platform: Platform,
    command: str,
    told: Told,
    output: Path | None,
    failing: Collection[Severity] = (Severity.ERROR,),
) -> None:
    """Write the findings of a command, with paths from the root of the repository.

    `failing` are the severities for which it answers no.
    """
    from convergence_cli.loading.repository import prefix_of
    from convergence_cli.rendering.findings import FindingsReport

    prefix = prefix_of(told.root) or ""
    report = FindingsReport(command, tuple(findings), told.language, prefix, failing)
    deliver_data(_rendered(report, platform), output, told.root)


def _rendered(report: "FindingsReport", platform: Platform) -> str:
    match platform:
        case Platform.SARIF:
            from convergence_cli.rendering.findings_sarif import findings_sarif

            return findings_sarif(report)
        case Platform.GITHUB:
            from convergence_cli.rendering.findings_github import findings_github

            return findings_github(report)
        case Platform.GITLAB:
            from convergence_cli.rendering.findings_gitlab import findings_gitlab

            return findings_gitlab(report)
        case Platform.JUNIT:
            from convergence_cli.rendering.findings_junit import findings_junit

            return findings_junit(report)
        case _:
            assert_never(platform)
