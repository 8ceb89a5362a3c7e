"""What `check` tells a platform: where, in which language, and by which fingerprint."""

from pathlib import Path
from typing import Any

import pytest

from convergence_cli.cli.platforms import Platform
from tests.cli import small
from tests.cli.runner import commands_in
from tests.cli.running import AS_OF, Finished, run
from tests.rendering.reports import gitlab_issues, junit_cases, sarif_run
from tests.scripted_history import MARTIN, ScriptedHistory

OTHER_ANSWERS = "products/kin/answers/care.yaml"
ANSWERS = "products/med/answers/care.yaml"
each_platform = pytest.mark.parametrize("platform", Platform)


def check(root: Path, platform: Platform, *args: str) -> Finished:
    return run("check", "--format", platform, *args, *AS_OF, at=root)


def workspace(root: Path) -> Path:
    """Write a workspace with an expired proof, a level off its scale and two unknown criteria."""
    small.workspace(root, {"B": 7, "UNKNOWN": 2, "STRANGE": 1})
    files = {
        "products/kin/product.yaml": small.product("kin"),
        "products/kin/plan.yaml": small.plan({"A": "2027-Q2"}),
        OTHER_ANSWERS: small.answers("care", {}).replace("answers:\n", _EXPIRED),
    }
    return small.write(root, files)


def known_by(root: Path, *args: str) -> dict[str, str]:
    """Return the fingerprints of what is found, by what SARIF calls it and where it points."""
    results = sarif_run(check(root, Platform.SARIF, *args).out)["results"]
    issues = gitlab_issues(check(root, Platform.GITLAB, *args).out)
    prints = {each["partialFingerprints"]["convergence/v1"]: _named(each) for each in results}
    assert sorted(prints) == sorted(each["fingerprint"] for each in issues)
    return {name: each for each, name in prints.items()}


def _named(result: dict[str, Any]) -> str:
    region = result["locations"][0]["physicalLocation"]["region"]
    return f"{result['ruleId']} in line {region['startLine']}"


@each_platform
def test_the_format_changes_no_exit_code(platform: Platform, tmp_path: Path) -> None:
    """An error is 1 and no error is 0, and the summary stays on stderr."""
    wrong, right = workspace(tmp_path / "wrong"), small.workspace(tmp_path / "right", {"A": 2})
    small.write(right, {"products/med/plan.yaml": small.plan({"A": "2027-Q2"})})

    failed, passed = check(wrong, platform), check(right, platform)

    assert (failed.code, passed.code) == (1, 0)
    assert failed.err == "2 products, 2 answers files: 3 errors, 1 warning\n"
    assert passed.err == "1 product, 1 answers file: nothing is wrong\n"
    assert "CV201" in failed.out
    assert "CV" not in passed.out


@each_platform
def test_a_report_goes_to_a_file(platform: Platform, tmp_path: Path) -> None:
    """With `--output`, the file holds what stdout would."""
    root = workspace(tmp_path)
    printed = check(root, platform)

    written = check(root, platform, "--output", "report")

    assert (written.code, written.out) == (1, "")
    assert (root / "report").read_bytes() == printed.stdout


def test_lines_that_move_change_no_fingerprint(tmp_path: Path) -> None:
    """A comment on top of a file moves every finding, and each is known again."""
    root = workspace(tmp_path)
    before = known_by(root)
    for file in (root / ANSWERS, root / OTHER_ANSWERS):
        text = file.read_text(encoding="utf-8")
        file.write_text(f"# read me\n\n{text}", encoding="utf-8")

    after = known_by(root)

    assert set(before) == {
        *("CV305 in line 6", "CV301 in line 6", "CV201 in line 7", "CV201 in line 8")
    }
    assert after == {
        f"{name.rpartition(' ')[0]} {int(name.rpartition(' ')[2]) + 2}": each
        for name, each in before.items()
    }


def test_another_finding_changes_no_fingerprint(tmp_path: Path) -> None:
    """What is mended disappears, and what stays is known again, of the same rule and file too."""
    root = workspace(tmp_path)
    before = known_by(root)
    text = (root / ANSWERS).read_text(encoding="utf-8")
    (root / ANSWERS).write_text(text.replace("  UNKNOWN: {level: 2}\n", ""), encoding="utf-8")

    after = known_by(root)

    assert set(before.values()) - set(after.values()) == {before["CV201 in line 7"]}
    assert set(after.values()) < set(before.values())


def test_a_fingerprint_has_no_language(tmp_path: Path) -> None:
    """In French, the same findings are known by the same fingerprints, and cases by their names."""
    root = workspace(tmp_path)

    assert known_by(root, "--lang", "fr") == known_by(root, "--lang", "en")
    names = [
        [each.get("name") for each in junit_cases(check(root, Platform.JUNIT, "--lang", lang).out)]
        for lang in ("fr", "en")
    ]
    assert names[0] == names[1]
    french = commands_in(check(root, Platform.GITHUB, "--lang", "fr").out)
    assert "conseil : " in french[0].data
    run_ = sarif_run(check(root, Platform.SARIF, "--lang", "fr").out)
    assert run_["language"] == "fr"


def test_questions_of_one_profile_are_told_apart_by_name(tmp_path: Path) -> None:
    """Where two findings stand in one place, each has the name of what it is about."""
    files = {
        "questionnaires/preliminary.yaml": _PRELIMINARY,
        "questionnaires/care.yaml": small.questionnaire("care", {"A": 2, "B": 2}).replace(
            "        expected: 2\n",
            "        expected: 2\n        applies_when: {all: [one, two]}\n",
        ),
    }
    root = small.write(small.workspace(tmp_path, {}), files)
    both = gitlab_issues(check(root, Platform.GITLAB).out)
    product = root / "products/med/product.yaml"
    told = product.read_text(encoding="utf-8").replace("profile: {}", "profile: {one: true}")
    product.write_text(told, encoding="utf-8")

    [left] = gitlab_issues(check(root, Platform.GITLAB).out)

    assert ["'one'" in each["description"] for each in both] == [True, False]
    assert left["fingerprint"] == both[1]["fingerprint"]


def test_paths_start_at_the_root_of_the_repository(tmp_path: Path) -> None:
    """A workspace below the root of a repository is named with its folder, on every platform."""
    below = ScriptedHistory(tmp_path, "conformité de l'année")
    workspace(below.root)
    below.commit(MARTIN)
    folder = "conformité de l'année"

    results = sarif_run(check(below.root, Platform.SARIF).out)["results"]
    issues = gitlab_issues(check(below.root, Platform.GITLAB).out)
    commands = commands_in(check(below.root, Platform.GITHUB).out)
    cases = junit_cases(check(below.root, Platform.JUNIT).out)

    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    named = {f"{folder}/{each}" for each in (ANSWERS, OTHER_ANSWERS)}
    assert uris == {f"conformit%C3%A9%20de%20l%27ann%C3%A9e/{e}" for e in (ANSWERS, OTHER_ANSWERS)}
    assert {each["location"]["path"] for each in issues} == named
    assert {each.properties["file"] for each in commands} == named
    assert {f"{each.get('classname')}.yaml" for each in cases} == named
    assert str(tmp_path) not in check(below.root, Platform.SARIF).out


def test_errors_come_first_where_only_the_first_are_shown(tmp_path: Path) -> None:
    """GitHub shows ten annotations of a kind: none is dropped here, and errors lead."""
    told = commands_in(check(workspace(tmp_path), Platform.GITHUB).out)

    assert [each.name for each in told] == ["error", "error", "error", "warning"]
    assert told[0].properties == {
        "file": ANSWERS,
        "line": "6",
        "endLine": "6",
        "col": "14",
        "endColumn": "15",
        "title": "CV301 level-not-on-scale",
    }


_EXPIRED = """\
answers:
  A: {level: 2, evidence: [{title: Test, url: "https://example.org", expires_on: 2026-01-01}]}
"""
_PRELIMINARY = """\
format: 1
id: preliminary
kind: preliminary
sections:
  - id: only
    title: {fr: Rien, en: Nothing}
    questions:
      - {id: one, type: boolean, title: {fr: Un, en: One}}
      - {id: two, type: boolean, title: {fr: Deux, en: Two}}
"""
