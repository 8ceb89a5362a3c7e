"""Findings as a JUnit XML report: a test case each, which fails or is skipped.

Only elements and attributes that Jenkins's schema (junit-10.xsd) knows are used.
"""

from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from convergence_cli.diagnostics import Severity, shapeless_replaced
from convergence_cli.rendering.findings import Finding, FindingsReport

_ATTACHMENT = "[[ATTACHMENT|"


class _Outcome(Enum):
    """What becomes of the test case of a finding."""

    FAILURE = auto()
    SKIPPED = auto()
    PASSED = auto()

    @classmethod
    def of(cls, finding: Finding, report: FindingsReport) -> "_Outcome":
        """Return the outcome: what the command fails on fails, other warnings are skipped."""
        if finding.severity in report.failing:
            return cls.FAILURE
        return cls.PASSED if finding.severity is Severity.NOTE else cls.SKIPPED


def findings_junit(report: FindingsReport) -> str:
    """Return the findings as XML; a run without any is one case that passes."""
    count = Counter(_Outcome.of(each, report) for each in report.findings)
    n_tests, n_failures = max(1, len(report.findings)), count[_Outcome.FAILURE]
    totals = f'tests="{n_tests}" failures="{n_failures}" errors="0"'
    name = _attribute(f"convergence {report.command}")
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites name={name} {totals}>",
        f'  <testsuite name={name} {totals} skipped="{count[_Outcome.SKIPPED]}">',
        *_cases(report),
        "  </testsuite>",
        "</testsuites>",
    )
    # Runners obey `##[error]` and the like anywhere in a line of a log.
    return "".join(f"{line}\n" for line in lines).replace("##", "#&#35;")


def _cases(report: FindingsReport) -> Iterator[str]:
    if not report.findings:
        yield f'    <testcase classname="convergence" name={_attribute(report.command)}/>'
    taken: set[tuple[str, str]] = set()
    for finding in report.findings:
        # A dot would make a package of what stands before it.
        suite = report.path_of(finding).removesuffix(".yaml")
        name = _free_name(suite, finding, taken)
        taken.add((suite, name))
        yield f"    <testcase classname={_attribute(suite)} name={_attribute(name)}>"
        yield f"      {_outcome(finding, report)}"
        yield "    </testcase>"


def _free_name(suite: str, finding: Finding, taken: set[tuple[str, str]]) -> str:
    """Return what a case is called: two cases of one name would be one to their readers."""
    first = " · ".join((finding.rule.title, *finding.identity))
    name, ordinal = first, 1
    while (suite, name) in taken:
        ordinal += 1
        name = f"{first} ({ordinal})"
    return name


def _outcome(finding: Finding, report: FindingsReport) -> str:
    lines = report.lines_of(finding)
    said = _text("\n".join((f"{report.where(finding)}: {lines[0]}", *lines[1:])))
    attributes = f"type={_attribute(finding.rule.id)} message={_attribute(lines[0])}"
    match _Outcome.of(finding, report):
        case _Outcome.FAILURE:
            return f"<failure {attributes}>{said}</failure>"
        case _Outcome.SKIPPED:
            return f"<skipped {attributes}>{said}</skipped>"
        case _Outcome.PASSED:
            return f"<system-out>{said}</system-out>"
        case outcome:
            assert_never(outcome)


def _attribute(text: str) -> str:
    return quoteattr(shapeless_replaced(text))


def _text(text: str) -> str:
    shown = "\n".join(shapeless_replaced(line) for line in text.split("\n"))
    # GitLab would take it for a file that the job kept.
    return escape(shown.replace(_ATTACHMENT, "[[ATTACHMENT |"))
