"""`plan status`, `plan forecast` and `plan check`: how plans are kept, in words to act on."""

import json
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.cli.options import FindingsFormat
from tests.cli.running import AS_OF, Finished, run
from tests.cli.small import SETTINGS, answers, plan, product, questionnaire, workspace, write
from tests.rendering.reports import gitlab_issues, junit_cases, sarif_run

PLAN = "products/med/plan.yaml"
KIN = "products/kin/plan.yaml"
MEMBERS = "members:\n  - {id: al, name: Al, email: al@example.org, role: contributor}\n"
ENTRIES = """\
format: 1
plan:
  A: {by: 2027-Q2, steps: [{level: 2, by: 2026-Q3}], owner: al}
  B: {by: 2026-01-31}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a workspace: A is late by a step, B is done, C has no entry; the company plans O."""
    workspace(tmp_path, {"A": 1, "B": 3, "C": 0}, MEMBERS)
    return write(
        tmp_path,
        {
            PLAN: ENTRIES,
            "questionnaires/own.yaml": questionnaire("own", {"O": 2, "P": 2}, scope="company"),
            "company/answers/own.yaml": answers("own", {"O": 1}),
            "company/plan.yaml": plan({"O": "2026-12-01"}),
        },
    )


def shown(command: str, root: Path, *args: str) -> str:
    """Return what a view prints; it says yes, and nothing on the side."""
    finished = run("plan", command, *args, *AS_OF, at=root)
    assert (finished.code, finished.err) == (0, "")
    return finished.out


def test_each_plan_has_its_counts_and_what_is_late(root: Path) -> None:
    """Products by id, then the company, then all of them together."""
    assert shown("status", root) == (
        "Med (med) · base product\n"
        "Questionnaire  Done  On track  Overdue  Unplanned  Cannot be planned\n"
        "care              1         0        1          1                  0\n"
        "Total             1         0        1          1                  0\n"
        "Overdue:\n"
        "  2026-Q3 (2026-09-30) · A · step to level 2 (at 1 now) · al\n"
        "Next due: 2027-Q2 (2027-06-30) · A · target, level 3 (at 1 now) · al\n"
        "\n"
        "Exemple · Company\n"
        "Questionnaire  Done  On track  Overdue  Unplanned  Cannot be planned\n"
        "own               0         1        0          0                  0\n"
        "Total             0         1        0          0                  0\n"
        "Not counted, since no level is known: unanswered 1, undetermined 0\n"
        "Next due: 2026-12-01 · O · target, level 3 (at 1 now)\n"
        "\n"
        "Questionnaire  Done  On track  Overdue  Unplanned  Cannot be planned\n"
        "All together      1         1        1          1                  0\n"
    )


def test_who_is_named_is_shown_alone(root: Path) -> None:
    """One product, or the company, or both; what is archived plans nothing, and that is said."""
    archived = "status: archived\narchived_on: 2026-01-01\narchived_because: Old\n"
    write(root, {"products/old/product.yaml": product("old").replace("status: active\n", archived)})

    assert "Company" not in shown("status", root, "med")
    assert "Med" not in shown("status", root, "--company")
    assert "All together" in shown("status", root, "med", "--company")
    old = run("plan", "status", "old", *AS_OF, at=root)
    assert (old.code, old.out) == (0, "")
    assert old.err == "'old' is archived: it has nothing to plan\n"


def test_counts_of_a_narrow_screen_are_lines(root: Path) -> None:
    """Where the table would not fit, only what is not nothing is told, each on its line."""
    narrow = run("plan", "status", "med", *AS_OF, at=root, columns=60).out

    assert "  care: Done 1, Overdue 1, Unplanned 1\n  Total: Done 1" in narrow
    assert max(map(len, narrow.splitlines())) <= 60


def test_what_is_to_come_is_one_list_in_the_order_of_its_days(root: Path) -> None:
    """What is late first; promises, expiries and expected levels are told apart by their words."""
    rising = "expected: [{from: 2026-01-01, level: 0}, {from: 2027-01-01, level: 1}]"
    head, _, tail = questionnaire("care", {"A": 2, "B": 2, "C": 2}).rpartition("expected: 2")
    proof = "evidence: [{title: Test, url: 'https://example.org', expires_on: 2026-12-31}]"
    files = {
        "questionnaires/care.yaml": f"{head}{rising}{tail}",
        "products/med/answers/care.yaml": answers("care", {"A": 1, "B": 3, "C": 0}).replace(
            "level: 3", f"level: 3, {proof}"
        ),
    }

    assert shown("forecast", write(root, files), "--days", "40") == (
        "Overdue or past on 2026-11-22\n"
        "  2026-Q3 (2026-09-30), overdue · med · A · step to level 2 (at 1 now) · al\n"
        "\n"
        "From 2026-11-22 to 2027-01-01\n"
        "  2026-12-01 · Company · O · target, level 3 (at 1 now)\n"
        "  2026-12-31 · med · B · the evidence “Test” expires\n"
        "  2027-01-01 · med · C · level 1 is expected from that day on\n"
    )
    assert "2027-Q2" in shown("forecast", root, "--days", "220")
    assert "2027-Q2" not in shown("forecast", root, "--days", "219")
    assert "2027-Q2" not in shown("forecast", root)


def test_nothing_to_come_is_said(tmp_path: Path) -> None:
    """Where nothing has a day, and where nothing is asked of anyone."""
    root = workspace(tmp_path / "one", {"A": 1})
    nobody = write(tmp_path / "two", {"convergence.yaml": SETTINGS})

    assert shown("forecast", root).endswith("From 2026-11-22 to 2027-05-21\n  nothing\n")
    assert shown("status", nobody) == "nothing is asked of anyone yet\n"
    assert shown("status", nobody, "--format", "markdown") == "nothing is asked of anyone yet\n"


def checked(root: Path, *args: str) -> Finished:
    """Return a run of `plan check`."""
    return run("plan", "check", *args, *AS_OF, at=root)


def codes(root: Path, *args: str) -> list[str]:
    """Return what `plan check` finds: code and file."""
    found = json.loads(checked(root, *args, "--format", "json").out)["diagnostics"]
    return [f"{each['code']} {each['path']}" for each in found]


def test_a_plan_that_is_whole_and_kept_is_a_yes(root: Path) -> None:
    """Warnings are a no; notes are not."""
    late = checked(root)
    kept = ENTRIES.replace("level: 2, by: 2026-Q3", "level: 1, by: 2026-Q4")
    kept += "  C: {target_not_applicable: true, comment: No service}\n"

    whole = checked(write(root, {PLAN: kept}))

    assert late.code == 1
    assert "warning CV331" in late.out
    assert "warning CV333" in late.out
    assert late.err == "2 plans: 2 warnings\n"
    assert (whole.code, whole.err) == (0, "2 plans: 1 note\n")
    assert "note CV335" in whole.out


def test_only_plans_are_told_of(root: Path) -> None:
    """What `check` says of answers is left out, and a project that is out of scope too."""
    project = product("med").replace("production", "project")
    write(root, {"products/med/product.yaml": project})
    everything = [
        each["code"] for each in run("check", "-f", "json", *AS_OF, at=root).json()["diagnostics"]
    ]

    assert {"CV306", "CV316", "CV333"} <= set(everything)
    assert codes(root) == [f"CV333 {PLAN}"]


def test_errors_of_a_plan_are_a_no_and_others_are_no_verdict(root: Path) -> None:
    """A plan that cannot be read is not whole; of files beside it, nothing can be said."""
    write(root, {PLAN: "plan: ["})
    assert checked(root).code == 1
    assert codes(root) == [f"CV006 {PLAN}"]

    write(root, {PLAN: "format: 1\nplan:\n  A: {by: 2027-Q2, owner: bo}\n  Z: {by: 2027-Q2}\n"})
    assert codes(root) == [f"CV206 {PLAN}", f"CV201 {PLAN}"]

    write(root, {"products/med/answers/care.yaml": answers("care", {"A": 9})})
    refused = checked(root)
    assert (refused.code, refused.out) == (2, "")
    assert "CV301" in refused.err
    assert "CV206" not in refused.err


def test_a_plan_that_was_not_asked_about_is_in_the_way_where_it_is_wrong(root: Path) -> None:
    """An edition is judged by the product that it extends, so no verdict is better than a yes."""
    edition = product("kin").replace("kind: base", "kind: base\nextends: med")
    write(root, {"products/kin/product.yaml": edition, KIN: plan({"A": "2027-Q2", "C": "2027-Q2"})})
    assert checked(root, "kin").code == 0

    write(root, {PLAN: "format: 1\nplan: {A: {by: 2027-Q9}}\n"})

    assert checked(root, "kin").code == 2
    assert codes(root, "med") == [f"CV106 {PLAN}"]
    assert checked(root, "--company").code == 2


def test_a_plan_is_told_to_every_platform(root: Path) -> None:
    """The format changes no exit code, and what fails here is a failure there."""
    said = {each: checked(root, "--format", each) for each in FindingsFormat}

    assert {each.code for each in said.values()} == {1}
    assert said[FindingsFormat.JSON].json()["verdict"] == "fail"
    assert len(gitlab_issues(said[FindingsFormat.GITLAB].out)) == 2
    cases = junit_cases(said[FindingsFormat.JUNIT].out)
    assert [[child.tag for child in each] for each in cases] == [["failure"], ["failure"]]
    run_ = sarif_run(said[FindingsFormat.SARIF].out)
    assert run_["automationDetails"]["id"] == "convergence/plan-check/"
    assert said[FindingsFormat.GITHUB].out.count("::warning ") == 2


def test_plans_and_the_gate_agree_on_what_is_overdue(root: Path) -> None:
    """What `plan status` counts as overdue is what `--fail-on overdue` refuses."""
    for day in ("2026-09-30", "2026-10-01", "2026-12-02", "2027-07-01"):
        status: Any = run("plan", "status", "-f", "json", "--as-of", day, at=root).json()
        score = run("score", "--fail-on", "overdue", "-f", "json", "--as-of", day, at=root).json()

        refused = [id_ for each in score["refusals"] for id_ in each["criteria"]]
        assert status["counts"]["overdue"] == len(refused)
