"""Readers of what platforms are told, each by the rules of its format."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jsonschema import Draft4Validator, FormatChecker

SCHEMA = Path(__file__).parent.parent / "files" / "sarif" / "sarif-2.1.0-rtm.5.json"
_SARIF = Draft4Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker()
)
_GITLAB = Draft4Validator(
    {
        "type": "array",
        "items": {
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "minLength": 1},
                        "lines": {
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
# What each element may hold and carry, after junit-10.xsd of the xUnit plugin of Jenkins; the
# attributes with a star are required.
_JUNIT: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name*", "tests*", "failures*", "errors*", "skipped", "time", "file"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name*", "time", "classname", "group"},
    ),
    "skipped": (set(), {"type", "message"}),
    "failure": (set(), {"type", "message"}),
    "system-out": (set(), set()),
}


def sarif_run(text: str) -> Any:
    """Return the one run of a SARIF log that the schema takes."""
    log = json.loads(text)
    assert [error.message for error in _SARIF.iter_errors(log)] == []
    [run] = log["runs"]
    return run


def gitlab_issues(text: str) -> Any:
    """Return the issues of a code quality report that has what GitLab requires."""
    issues = json.loads(text)
    assert [error.message for error in _GITLAB.iter_errors(issues)] == []
    return issues


def junit_cases(text: str) -> list[ET.Element]:
    """Return the cases of a report of which Jenkins knows every element, and the sums are right."""
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    for element in root.iter():
        children, attributes = _JUNIT[element.tag]
        assert {each.tag for each in element} <= children
        assert {each[:-1] for each in attributes if each.endswith("*")} <= set(element.keys())
        assert set(element.keys()) <= {each.rstrip("*") for each in attributes}
    [suite] = root
    cases = list(suite)
    assert suite.get("tests") == root.get("tests") == str(len(cases))
    for attribute, tag in (("failures", "failure"), ("skipped", "skipped")):
        assert suite.get(attribute) == str(sum(each.find(tag) is not None for each in cases))
    return cases
