"""Findings as workflow commands of GitHub Actions, which shows them as annotations.

A line is one command: `::error file=…,line=…,title=…::message`. The runner undoes the escapes.
"""

from collections.abc import Iterator

from convergence_cli.diagnostics import Severity
from convergence_cli.rendering.findings import Finding, FindingsReport
from convergence_cli.rendering.screen import on_one_line

_COMMANDS: dict[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_HEAVIEST_FIRST = tuple(_COMMANDS)


def findings_github(report: FindingsReport) -> str:
    """Return one line for each finding, errors first: GitHub shows only the first of a kind."""
    ordered = sorted(report.findings, key=lambda each: _HEAVIEST_FIRST.index(each.severity))
    return "".join(f"{_annotation(each, report)}\n" for each in ordered)


def _annotation(finding: Finding, report: FindingsReport) -> str:
    told = ",".join(f"{name}={_property(text)}" for name, text in _properties(finding, report))
    data = _data("\n".join(report.lines_of(finding)))
    return f"::{_COMMANDS[finding.severity]} {told}::{data}"


def _properties(finding: Finding, report: FindingsReport) -> Iterator[tuple[str, str]]:
    span = finding.span
    yield "file", on_one_line(report.path_of(finding))
    if span is not None:
        yield "line", str(span.line)
        yield "endLine", str(span.end_line)
        # The runner refuses columns of different lines.
        if span.line == span.end_line:
            yield "col", str(span.column)
            yield "endColumn", str(span.end_column)
    yield "title", on_one_line(finding.rule.title)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
