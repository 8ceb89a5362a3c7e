"""Findings, of whatever text, are told to each platform by its rules."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.diagnostics import RULES, Place, Related, Severity, Span
from convergence_cli.language import Language, Text
from convergence_cli.rendering.findings import (
    Baseline,
    Finding,
    FindingRule,
    FindingsReport,
    finding_of,
)
from convergence_cli.rendering.findings_github import findings_github
from convergence_cli.rendering.findings_gitlab import findings_gitlab
from convergence_cli.rendering.findings_junit import findings_junit
from convergence_cli.rendering.findings_sarif import findings_sarif
from convergence_cli.rendering.screen import on_one_line
from tests.cli.runner import commands_in
from tests.rendering.reports import gitlab_issues, junit_cases, sarif_run

Renderer = Callable[[FindingsReport], str]

RENDERERS: tuple[Renderer, ...] = (
    findings_sarif,
    findings_github,
    findings_gitlab,
    findings_junit,
)
LOWERED = FindingRule(
    "level-lowered",
    "level-lowered",
    Severity.ERROR,
    Text(en="a level is lower than it was", fr="un niveau a baissé"),
    Text(en="say why in a comment", fr="dites pourquoi en commentaire"),
)
# What forges, breaks or hides something somewhere.
_BITS = (
    *("::error::", "##[error]", "##", "#", "::", ",", "%", "%0A", "%25", "\n", "\r", "\x1b[31m"),
    *("]]>", "<b>", "&lt;", '"', "'", "\\", "](1)", "[x](https://example.org)", "[", "]", "\u202e"),
    *("\u2028", "\x85", "\0", "\ufffe", "\ud800", "\udcff", "é", "診", "😀", "{0}", "a b", "../"),
    *("[[ATTACHMENT|/etc/passwd]]", "=", "/", "a", "b"),
)
TEXTS = st.lists(st.sampled_from(_BITS) | st.text(max_size=3), max_size=5).map("".join)
PATHS = TEXTS.map(lambda text: f"products/{text}/product.yaml")
SPANS = st.builds(
    lambda line, column, more: Span(line, column, line + more, column + more),
    *(st.integers(1, 99), st.integers(1, 99), st.integers(0, 3)),
)
RELATED = st.builds(
    lambda path, span, words: Related(Place(path, span=span), Text(en=words, fr=words)),
    *(PATHS, st.none() | SPANS, TEXTS),
)
FINDINGS = st.builds(
    lambda message, hint, **others: Finding(
        rule=LOWERED, message=Text(en=message, fr=f"fr {message}"), hint=hint, **others
    ),
    message=TEXTS,
    hint=st.none() | TEXTS.map(lambda text: Text(en=text, fr=text)),
    severity=st.sampled_from(Severity),
    path=PATHS,
    identity=st.lists(TEXTS, max_size=2).map(tuple),
    span=st.none() | SPANS,
    related=st.lists(RELATED, max_size=2).map(tuple),
    baseline=st.none() | st.sampled_from(Baseline),
)
REPORTS = st.builds(
    FindingsReport,
    command=st.just("check"),
    findings=st.lists(FINDINGS, max_size=4).map(tuple),
    language=st.sampled_from(Language),
    prefix=st.sampled_from(["", "sous dossier/é/"]),
)
_SHAPELESS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\ufeff]")

any_report = given(REPORTS)
QUICK = settings(max_examples=40, deadline=None)


def of(*findings: Finding, prefix: str = "") -> FindingsReport:
    return FindingsReport("score", findings, Language.EN, prefix)


def lowered(**others: object) -> Finding:
    told: dict[str, Any] = {
        "rule": LOWERED,
        "severity": Severity.ERROR,
        "message": Text(en="INT-TRA-01 went from 3 to 2", fr="INT-TRA-01 passe de 3 à 2"),
        "path": "products/med/answers/care.yaml",
        "identity": ("care", "INT-TRA-01"),
        **others,
    }
    return Finding(**told)


@QUICK
@any_report
def test_nothing_commands_a_terminal(report: FindingsReport) -> None:
    """No format holds a character without a shape, whatever the findings say."""
    for render in RENDERERS:
        assert not _SHAPELESS.search(render(report))


@QUICK
@any_report
def test_a_log_holds_no_command_but_ours(report: FindingsReport) -> None:
    """A runner does nothing that a text asks for: one annotation each, errors first, no other."""
    told = commands_in(findings_github(report))

    weights = [("error", "warning", "notice").index(each.name) for each in told]
    assert len(told) == len(report.findings)
    assert weights == sorted(weights)
    assert {each.properties["title"] for each in told} <= {"level-lowered"}
    for render in (findings_sarif, findings_gitlab, findings_junit):
        assert commands_in(render(report)) == []


@QUICK
@any_report
def test_an_annotation_says_what_was_found(report: FindingsReport) -> None:
    """What the runner reads back is the message, the file and the place."""
    found = [each for each in report.findings if each.severity is Severity.WARNING]
    told = [each for each in commands_in(findings_github(report)) if each.name == "warning"]

    for finding, command in zip(found, told, strict=True):
        assert command.data.split("\n") == list(report.lines_of(finding))
        assert command.properties["file"] == on_one_line(f"{report.prefix}{finding.path}")
        span = finding.span
        assert command.properties.get("line") == (None if span is None else str(span.line))
        if span is not None and span.line != span.end_line:
            assert "col" not in command.properties


@QUICK
@any_report
def test_sarif_is_what_the_schema_says(report: FindingsReport) -> None:
    """Any findings are a valid SARIF log, with a rule and a relative URI for each."""
    run = sarif_run(findings_sarif(report))

    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [
        each.rule.id for each in report.findings
    ]
    for result, finding in zip(run["results"], report.findings, strict=True):
        [location] = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert not uri.startswith("/")
        assert ("region" in location["physicalLocation"]) == (finding.span is not None)
        targets = re.findall(r"(?<!\\)(?:\\\\)*\]\(([^)]*)\)", result["message"]["text"])
        assert targets == [str(number + 1) for number in range(len(finding.related))]
        assert result.get("baselineState") == finding.baseline


@QUICK
@any_report
def test_gitlab_finds_what_it_requires(report: FindingsReport) -> None:
    """Any findings are issues with a description, a fingerprint, a severity, a path and a line."""
    issues = gitlab_issues(findings_gitlab(report))

    assert len(issues) == len(report.findings)


@QUICK
@any_report
def test_junit_is_well_formed_and_its_cases_have_names_of_their_own(report: FindingsReport) -> None:
    """Any findings are cases that Jenkins and GitLab keep apart, and there is always one."""
    cases = junit_cases(findings_junit(report))

    names = [(each.get("classname"), each.get("name")) for each in cases]
    assert len(set(names)) == len(names) == max(1, len(report.findings))
    assert "[[ATTACHMENT|" not in "".join(each.text or "" for case in cases for each in case)


@QUICK
@any_report
def test_each_finding_has_a_fingerprint_of_its_own(report: FindingsReport) -> None:
    """Two findings of a run are never taken for one another, in SARIF nor in GitLab."""
    known_by = list(report.fingerprints())

    assert len(set(known_by)) == len(report.findings)
    results = sarif_run(findings_sarif(report))["results"]
    assert [each["partialFingerprints"]["convergence/v1"] for each in results] == known_by
    issues = gitlab_issues(findings_gitlab(report))
    assert [each["fingerprint"] for each in issues] == known_by


def test_a_fingerprint_is_of_what_is_meant() -> None:
    """Place and wording change no fingerprint; rule, file, subject and prefix each do."""
    finding = lowered()
    [known_by] = of(finding).fingerprints()

    for same in (
        lowered(span=Span(4, 1, 4, 9)),
        lowered(message=Text(en="lower", fr="plus bas"), hint=Text(en="why?", fr="pourquoi ?")),
        lowered(severity=Severity.WARNING, baseline=Baseline.NEW),
    ):
        assert list(of(same).fingerprints()) == [known_by]
    for other in (
        of(lowered(path="products/kin/answers/care.yaml")),
        of(lowered(identity=("care", "INT-TRA-02"))),
        of(lowered(identity=("care INT-TRA-01",))),
        of(finding, prefix="below/"),
    ):
        assert list(other.fingerprints()) != [known_by]


def test_alike_findings_are_numbered() -> None:
    """The first of several alike findings keeps its fingerprint, whatever comes after it."""
    [alone] = of(lowered()).fingerprints()
    first, second = of(lowered(), lowered()).fingerprints()

    assert first == alone != second
    cases = junit_cases(findings_junit(of(lowered(), lowered())))
    assert [each.get("name") for each in cases] == [
        "level-lowered · care · INT-TRA-01",
        "level-lowered · care · INT-TRA-01 (2)",
    ]


def test_a_run_without_findings_is_a_report_too() -> None:
    """Nothing found is a valid log, an empty list, no line, and one case that passes."""
    assert sarif_run(findings_sarif(of()))["results"] == []
    assert gitlab_issues(findings_gitlab(of())) == []
    assert findings_github(of()) == ""
    [case] = junit_cases(findings_junit(of()))
    assert (case.get("classname"), case.get("name"), len(case)) == ("convergence", "score", 0)


@pytest.mark.parametrize(
    ("severity", "sarif", "github", "gitlab", "junit"),
    [
        (Severity.ERROR, "error", "error", "major", "failure"),
        (Severity.WARNING, "warning", "warning", "minor", "skipped"),
        (Severity.NOTE, "note", "notice", "info", "system-out"),
    ],
)
def test_each_platform_has_its_word_for_a_severity(
    severity: Severity, sarif: str, github: str, gitlab: str, junit: str
) -> None:
    """An error fails, a warning is seen, a note only tells: in the words of each platform."""
    report = of(lowered(severity=severity))

    assert sarif_run(findings_sarif(report))["results"][0]["level"] == sarif
    assert commands_in(findings_github(report))[0].name == github
    assert gitlab_issues(findings_gitlab(report))[0]["severity"] == gitlab
    [case] = junit_cases(findings_junit(report))
    assert [each.tag for each in case] == [junit]


def test_what_would_end_a_property_or_a_line_is_escaped() -> None:
    """Commas and colons are escaped before the message, percent signs and new lines everywhere."""
    finding = lowered(
        path="products/a,b:c 5%2C/x=y.yaml",
        message=Text(en="50%: a, b::c\n%0A", fr=""),
        hint=Text(en="why?", fr=""),
    )

    line = findings_github(of(finding))

    assert line == (
        "::error file=products/a%2Cb%3Ac 5%252C/x=y.yaml,title=level-lowered"
        "::50%25: a, b::c %250A%0Ahint: why?\n"
    )
    [command] = commands_in(line)
    assert command.properties["file"] == finding.path
    assert command.data == "50%: a, b::c %0A\nhint: why?"


def test_related_places_are_told_on_every_platform() -> None:
    """SARIF links each related place from the message; the others say where it is."""
    place = Place("convergence.yaml", span=Span(3, 5, 3, 9))
    words = Text(en="first [taken] here", fr="d'abord pris ici")
    report = of(lowered(related=(Related(place, words),)), prefix="below/")

    [result] = sarif_run(findings_sarif(report))["results"]
    assert result["message"]["text"].endswith("\n[first \\[taken\\] here](1)")
    [related] = result["relatedLocations"]
    assert (related["id"], related["message"]["text"]) == (1, words.en)
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "below/convergence.yaml"
    told = "below/convergence.yaml:3:5: first [taken] here"
    assert commands_in(findings_github(report))[0].data.endswith(f"\n{told}")
    assert gitlab_issues(findings_gitlab(report))[0]["description"].endswith(f" · {told}")
    [case] = junit_cases(findings_junit(report))
    assert (case[0].text or "").endswith(f"\n{told}")


def test_a_path_is_a_uri_below_the_root_of_the_repository() -> None:
    """Spaces and accents are percent-encoded, and a byte that is no text stays that byte."""
    finding = lowered(path="products/dossier médical: 1 #2?/me\udcff.yaml", span=Span(2, 3, 2, 5))

    run = sarif_run(findings_sarif(of(finding, prefix="le dossier/")))

    [location] = run["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {
            "uri": "le%20dossier/products/dossier%20m%C3%A9dical%3A%201%20%232%3F/me%FF.yaml",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5},
    }
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_can_be_told_in_general(code: str) -> None:
    """What a rule says and asks for is known without a case, in both languages."""
    values: dict[str, Any] = dict.fromkeys(_places(code), "word")
    finding = finding_of(RULES[code].at(Place("a.yaml", ("answers", 3, "X")), **values))

    assert finding.rule.title == f"{code} {RULES[code].name}"
    for text in (*finding.rule.about, *finding.rule.help):
        assert text
        assert "{" not in text
        assert "……" not in text
    assert finding.rule.help.en.endswith(f"'convergence explain {code}' tells more")
    assert finding.identity[:2] == ("answers", "X")


def _places(code: str) -> set[str]:
    rule = RULES[code]
    texts = (*rule.message, *(rule.hint or ()))
    return {name for text in texts for name in re.findall(r"{([a-z_]+)}", text)}
