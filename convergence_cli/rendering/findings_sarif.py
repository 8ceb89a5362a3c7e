"""Findings as SARIF 2.1.0, the exchange format of code scanning."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from convergence_cli import __version__
from convergence_cli.diagnostics import Place, Related, Severity, Span
from convergence_cli.language import Language, Text
from convergence_cli.rendering.findings import Finding, FindingRule, FindingsReport
from convergence_cli.rendering.platform_json import platform_json
from convergence_cli.rendering.screen import on_one_line

Json = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_ROOT_WORDS = Text(
    en="The root of the repository, or of the workspace outside one.",
    fr="La racine du dépôt, ou de l'espace de travail hors d'un dépôt.",
)
_PROBLEMS: dict[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}
# Python keeps the bytes of a name that is no UTF-8 as U+DC80 to U+DCFF; the others stand for none.
_LONE_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def findings_sarif(report: FindingsReport) -> str:
    """Return the findings as one run, which names no path of this machine."""
    return platform_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: FindingsReport) -> Json:
    by_id = {each.rule.id: each.rule for each in report.findings}
    rules = [by_id[id_] for id_ in sorted(by_id)]
    index = {rule.id: position for position, rule in enumerate(rules)}
    pairs = zip(report.findings, report.fingerprints(), strict=True)
    category = f"convergence/{report.command.replace(' ', '-')}/{report.prefix}"
    return {
        "tool": {"driver": _driver(rules, report.language)},
        "automationDetails": {"id": category},
        "language": report.language.value,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _message(_ROOT_WORDS, report.language)}},
        "results": [_result(finding, report, index, known_by) for finding, known_by in pairs],
    }


def _driver(rules: list[FindingRule], language: Language) -> Json:
    return {
        "name": "convergence",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(each, language) for each in rules],
    }


def _rule(rule: FindingRule, language: Language) -> Json:
    about = _message(rule.about, language)
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": about,
        "fullDescription": about,
        "help": _message(rule.help, language),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"precision": "very-high", "problem.severity": _PROBLEMS[rule.severity]},
    }


def _result(
    finding: Finding, report: FindingsReport, index: Mapping[str, int], known_by: str
) -> Json:
    result: Json = {
        "ruleId": finding.rule.id,
        "ruleIndex": index[finding.rule.id],
        "level": finding.severity.value,
        "message": {"text": _text(finding, report)},
        "locations": [_location(finding, report)],
        # The second name is the only one that code scanning on GitHub reads.
        "partialFingerprints": {"convergence/v1": known_by, "primaryLocationLineHash": known_by},
    }
    if finding.related:
        result["relatedLocations"] = [
            _related_location(number, each, report)
            for number, each in enumerate(finding.related, start=1)
        ]
    if finding.baseline is not None:
        result["baselineState"] = finding.baseline.value
    return result


def _text(finding: Finding, report: FindingsReport) -> str:
    """Return what is said, with a link to each related place: viewers show them only so."""
    n_related = len(finding.related)
    lines = report.lines_of(finding)
    said = [_without_links(each) for each in lines[: len(lines) - n_related]]
    links = (
        f"[{_in_link(on_one_line(each.message.in_(report.language)))}]({number})"
        for number, each in enumerate(finding.related, start=1)
    )
    return "\n".join((*said, *links))


def _location(place: Place | Finding, report: FindingsReport) -> Json:
    artifact = {"uri": _uri(report.path_of(place)), "uriBaseId": _ROOT}
    physical: Json = {"artifactLocation": artifact}
    if place.span is not None:
        physical["region"] = _region(place.span)
    return {"physicalLocation": physical}


def _related_location(number: int, related: Related, report: FindingsReport) -> Json:
    message = _message(related.message, report.language)
    return {"id": number, **_location(related.place, report), "message": message}


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(text: Text, language: Language) -> Json:
    return {"text": _without_links(on_one_line(text.in_(language)))}


def _without_links(text: str) -> str:
    """Return a text that makes no link where `[words](target)` would be one."""
    return text.replace("](", "] (")


def _in_link(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _uri(path: str) -> str:
    known = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", path)
    return quote(known.encode("utf-8", "surrogateescape"))
