"""Findings as a code quality report of GitLab: the part of the Code Climate format it reads."""

from convergence_cli.diagnostics import Severity
from convergence_cli.rendering.findings import Finding, FindingsReport
from convergence_cli.rendering.platform_json import platform_json

_SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def findings_gitlab(report: FindingsReport) -> str:
    """Return the findings as a JSON list, empty where there are none."""
    pairs = zip(report.findings, report.fingerprints(), strict=True)
    return platform_json([_issue(finding, report, known_by) for finding, known_by in pairs])


def _issue(finding: Finding, report: FindingsReport, known_by: str) -> dict[str, object]:
    told = " · ".join(report.lines_of(finding))
    begin = 1 if finding.span is None else finding.span.line
    return {
        "description": f"{finding.rule.title}: {told}",
        "check_name": finding.rule.title,
        "fingerprint": known_by,
        "severity": _SEVERITIES[finding.severity],
        # A line is required, even where the whole file is meant.
        "location": {"path": report.path_of(finding), "lines": {"begin": begin}},
    }
