"""What `score` and `gap` fail on: the workspace's own gate, and what a caller asks for on top."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.cli.small import answers, product, questionnaire, workspace, write

HALF = {"A": 1, "B": 2}
"""Answers whose mean is 3/2, with one criterion unanswered."""
THIRD = {"A": 0, "B": 0, "C": 1}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--fail-under", "1.5"), 0),
        (("--fail-under", "1.50"), 0),
        (("--fail-under", "care=1.5"), 0),
        (("--fail-under", "1.51"), 1),
        (("--fail-under", "1.500000000000000000001"), 1),
        (("--fail-under", "care=2"), 1),
        (("--fail-under", "0", "--fail-under", "care=2"), 1),
        (("--fail-under", "care=2", "--fail-under", "0"), 1),
        (("--fail-under", "0"), 0),
    ],
)
def test_a_mean_exactly_at_the_minimum_passes(
    asked: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    """A mean of 3/2 passes a minimum of 1.5 and fails any higher one; the higher bar wins."""
    finished = run("score", *asked, at=workspace(tmp_path, HALF))

    assert finished.code == code


@pytest.mark.parametrize(
    ("minimum", "code"), [("0.33", 0), ("0.333333333333333333", 0), ("0.34", 1)]
)
def test_no_minimum_is_compared_with_a_rounded_mean(
    minimum: str, code: int, tmp_path: Path
) -> None:
    """A mean of 1/3, shown as 0.33, is above 0.333333333333333333."""
    assert run("score", "--fail-under", minimum, at=workspace(tmp_path, THIRD)).code == code


@pytest.mark.parametrize("text", ["", "nan", "inf", "-1", "1e9", "1,5", "care=", "1_0", "٣"])
def test_what_is_no_mean_is_refused(text: str, tmp_path: Path) -> None:
    """A minimum that is no plain decimal number is refused, with two examples of one."""
    finished = run("score", "--fail-under", text, at=workspace(tmp_path, HALF))

    assert (finished.code, finished.out) == (2, "")
    assert f"'{text}' is not a mean such as 1.5, or interoperability=1.5" in finished.err


def test_the_minimum_of_an_unknown_questionnaire_is_refused(tmp_path: Path) -> None:
    """A minimum for a questionnaire that does not exist is 2, with the nearest name."""
    finished = run("score", "--fail-under", "cara=1.5", at=workspace(tmp_path, HALF))

    assert finished.code == 2
    assert finished.err == (
        "convergence: no questionnaire is called 'cara'\n   did you mean 'care'?\n"
    )


@pytest.mark.parametrize(("minimum", "code"), [("1.5", 0), ("1.51", 1)])
def test_the_workspace_has_a_gate_of_its_own(minimum: str, code: int, tmp_path: Path) -> None:
    """`score` and `check` fail on the minimum of convergence.yaml without being told."""
    root = workspace(tmp_path, HALF, f"gate: {{minimum: {{care: {minimum}}}}}\n")

    assert run("score", at=root).code == code
    assert run("check", at=root).code == code


def test_a_caller_cannot_lower_the_gate(tmp_path: Path) -> None:
    """A lower minimum on the command line leaves the one of convergence.yaml in force."""
    root = workspace(tmp_path, HALF, "gate: {minimum: {care: 2}}\n")

    finished = run("score", "--fail-under", "1", at=root)

    assert finished.code == 1
    assert "✗ med, care: 1.50 is under the minimum of 2\n" in finished.out


@pytest.mark.parametrize(
    ("levels", "failing"),
    [
        ({"A": 3, "B": 3, "C": 3}, set()),
        ({"A": 2, "B": 3, "C": 3}, {"under-target"}),
        ({"A": 1, "B": 3, "C": 3}, {"under-target", "under-expected"}),
        ({"A": 3, "B": 3}, {"unanswered"}),
    ],
)
@pytest.mark.parametrize("command", ["score", "gap"])
def test_each_way_to_fall_short_can_fail(
    command: str, levels: dict[str, int], failing: set[str], tmp_path: Path
) -> None:
    """--fail-on fails exactly on the shortfall that is there."""
    root = workspace(tmp_path, levels)
    ways = ("under-expected", "under-target", "unanswered", "undetermined")

    assert {each for each in ways if run(command, "--fail-on", each, at=root).code} == failing


def test_undetermined_criteria_can_fail(example: Path) -> None:
    """--fail-on undetermined fails on the product whose profile leaves a criterion open."""
    asked = ("--fail-on", "undetermined", "--lang", "en")

    refused = run("score", "medicab-agenda", *asked, at=example)

    assert refused.code == 1
    assert refused.out.endswith(
        "✗ medicab-agenda, interoperability: undetermined: INT-SRV-10\n"
        "✗ medicab-agenda, urbanisation: undetermined: URB-ACT-05\n"
    )
    assert run("score", "medicab", *asked, at=example).code == 0


def test_the_gate_may_name_shortfalls(tmp_path: Path) -> None:
    """`fail_on` of convergence.yaml fails `score` and `check`; `gap` fails on what it is asked."""
    root = workspace(tmp_path, HALF, "gate: {fail_on: [under-expected]}\n")

    assert [run(each, at=root).code for each in ("score", "check", "gap")] == [1, 1, 0]
    assert "med, care: under-expected: A" in run("score", at=root).out


def test_every_refusal_is_told(tmp_path: Path) -> None:
    """All that is refused is told at once, in text, in JSON and in Markdown."""
    root = workspace(tmp_path, HALF)
    asked = ("score", "--fail-under", "2", "--fail-on", "under-expected", "--fail-on", "unanswered")

    formats = ("text", "json", "markdown")
    text, data, markdown = (run(*asked, "-f", each, at=root) for each in formats)

    assert text.out.count("✗ ") == markdown.out.count("- ❌ ") == 3
    assert data.json()["verdict"] == "fail"
    assert [each["criteria"] for each in data.json()["refusals"]] == [[], ["A"], ["C"]]


def test_a_questionnaire_without_answers_is_under_its_minimum(tmp_path: Path) -> None:
    """Nothing answered is not a pass: there is no mean, and the minimum is not reached."""
    root = workspace(tmp_path, {})

    finished = run("score", "--fail-under", "0.1", at=root)

    assert finished.code == 1
    assert "✗ med, care: — is under the minimum of 0.1" in finished.out
    assert run("score", at=root).code == 0


def test_the_gate_looks_at_the_company_too(tmp_path: Path) -> None:
    """The questionnaire that the company answers once is held to its minimum."""
    files = {
        "questionnaires/strategy.yaml": questionnaire("strategy", {"S": 1}, scope="company"),
        "company/answers/strategy.yaml": answers("strategy", {"S": 1}),
    }
    root = write(workspace(tmp_path, HALF), files)

    refused = run("score", "--fail-under", "strategy=2", at=root)

    assert refused.code == 1
    assert "✗ company, strategy: 1.00 is under the minimum of 2" in refused.out
    assert run("score", "med", "--fail-under", "strategy=2", at=root).code == 0


def test_only_the_products_named_are_judged(tmp_path: Path) -> None:
    """Naming products leaves the others out of the verdict; an id named twice counts once."""
    files = {
        "products/low/product.yaml": product("low"),
        "products/low/answers/care.yaml": answers("care", {"A": 0}),
    }
    root = write(workspace(tmp_path, HALF), files)

    assert run("score", "--fail-under", "1", at=root).code == 1
    assert run("score", "med", "--fail-under", "1", at=root).code == 0
    twice = run("score", "low", "low", "--fail-under", "1", "-f", "json", at=root)
    assert [each["id"] for each in twice.json()["products"]] == ["low"]


def test_only_the_questionnaires_named_are_judged(tmp_path: Path) -> None:
    """--questionnaire leaves the others out of the score and of the verdict."""
    files = {
        "questionnaires/other.yaml": questionnaire("other", {"O": 1}),
        "products/med/answers/other.yaml": answers("other", {"O": 0}),
    }
    root = write(workspace(tmp_path, HALF), files)

    assert run("score", "--fail-under", "1", at=root).code == 1
    assert run("score", "-q", "care", "--fail-under", "1", at=root).code == 0
    both = run("score", "-q", "other", "-q", "care", "-f", "json", at=root)
    [judged] = both.json()["products"]
    assert [each["id"] for each in judged["questionnaires"]] == ["care", "other"]
