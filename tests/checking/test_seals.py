"""What `check` says of seals, and that a seal which does not hold counts for nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.checking.judging import found
from tests.cli import small
from tests.cli.running import AS_OF, run

MEMBERS = """\
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, rights: [validate], products: all}
  - {id: b.durand, name: B. Durand, email: b.durand@example.org, role: contributor, products: [med]}
  - {id: q.lefevre, name: Q. Lefèvre, email: q.lefevre@example.org, role: contributor, rights: [validate], products: []}
"""  # noqa: E501 - a member is a line
SHEET = "products/med/answers/care.yaml"
CODES = ("CV323", "CV324", "CV325", "CV326", "CV327", "CV206")


def sealed(root: Path, by: str = "a.martin") -> Path:
    """Write a workspace whose one questionnaire is validated."""
    small.workspace(root, {"A": 1, "B": 2, "C": 2}, MEMBERS)
    finished = run("validate", "med", "--by", "a.martin", *AS_OF, at=root)
    assert finished.code == 0, finished.err
    return changed(root, SHEET, "by: a.martin", f"by: {by}")


def changed(root: Path, path: str, old: str, new: str) -> Path:
    """Change a file as an editor would."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root


def codes(root: Path) -> Sequence[str]:
    """Return what `check` finds about seals and members."""
    return [each["code"] for each in found(root, *CODES)]


def status(root: Path) -> str:
    """Return the state that `score` gives the questionnaire."""
    scored = run("score", "-f", "json", *AS_OF, at=root).json()
    return str(scored["products"][0]["questionnaires"][0]["status"])


def test_a_seal_that_holds_is_not_spoken_of(tmp_path: Path) -> None:
    """Nothing is reported of a questionnaire that is validated as it stands."""
    root = sealed(tmp_path)

    assert codes(root) == []
    assert status(root) == "validated"


def test_a_change_breaks_the_seal(tmp_path: Path) -> None:
    """A broken seal is a warning with the command that mends it, and counts as a draft."""
    root = changed(sealed(tmp_path), SHEET, "A: {level: 1}", "A: {level: 3}")

    [broken] = found(root, *CODES)

    assert (broken["code"], broken["severity"]) == ("CV323", "warning")
    assert "a.martin" in broken["message"]
    assert "2026-11-22" in broken["message"]
    assert "convergence validate med -q care" in broken["hint"]
    assert status(root) == "draft"
    assert run("validate", "med", "--by", "a.martin", *AS_OF, at=root).code == 0
    assert (codes(root), status(root)) == ([], "validated")


def test_a_seal_that_a_base_breaks_names_its_file(tmp_path: Path) -> None:
    """The history that shows the change may be that of another product's answers."""
    root = small.workspace(tmp_path, {"A": 1, "B": 2, "C": 2}, MEMBERS)
    edition = small.product("ed") + "extends: med\n"
    small.write(root, {"products/ed/product.yaml": edition})
    assert run("validate", "ed", "--by", "a.martin", *AS_OF, at=root).code == 0

    [broken] = found(changed(root, SHEET, "A: {level: 1}", "A: {level: 3}"), *CODES)

    assert broken["path"] == "products/ed/answers/care.yaml"
    assert f"git log -p -- products/ed/answers/care.yaml {SHEET})" in broken["hint"]


def test_a_seal_is_whole_again_once_the_change_is_undone(tmp_path: Path) -> None:
    """Nobody has to notice that a seal broke: it holds or not, each time it is looked at."""
    root = changed(sealed(tmp_path), SHEET, "A: {level: 1}", "A: {level: 3}")

    changed(root, SHEET, "A: {level: 3}", "A: {level: 1} # as it was")

    assert (codes(root), status(root)) == ([], "validated")


def test_the_word_validated_is_no_seal(tmp_path: Path) -> None:
    """Only a seal validates: without one, the questionnaire counts as a draft."""
    root = small.workspace(tmp_path, {"A": 1}, MEMBERS)

    changed(root, SHEET, "status: draft", "status: validated")

    assert (codes(root), status(root)) == (["CV324"], "draft")


def test_a_draft_has_no_use_for_a_seal(tmp_path: Path) -> None:
    """A seal that was left on a draft is told, and counts for nothing."""
    root = changed(sealed(tmp_path), SHEET, "status: validated", "status: draft")

    assert (codes(root), status(root)) == (["CV325"], "draft")


@pytest.mark.parametrize(
    ("by", "code", "words"),
    [
        ("b.durand", "CV326", "without the right 'validate'"),
        ("q.lefevre", "CV326", "none of their products"),
        ("c.petit", "CV327", "'c.petit' is no member"),
    ],
)
def test_who_sealed_is_looked_at(by: str, code: str, words: str, tmp_path: Path) -> None:
    """A seal by somebody who may not, or who is gone, is a warning: it stops no score."""
    [diagnostic] = found(sealed(tmp_path, by), *CODES)

    assert (diagnostic["code"], diagnostic["severity"]) == (code, "warning")
    assert words in diagnostic["message"]
    assert run("score", *AS_OF, at=tmp_path).code == 0


def test_an_approval_outlives_its_member(tmp_path: Path) -> None:
    """Who approved may have left; who is in charge may not."""
    root = small.workspace(tmp_path, {"A": 1, "B": 2}, MEMBERS)
    changed(root, SHEET, "B: {level: 2}", "B: {level: na, comment: x, approved_by: c.petit}")

    assert codes(root) == ["CV327"]

    plan = "format: 1\nplan:\n  A: {by: 2027-Q2, owner: c.petit}\n"
    small.write(root, {"products/med/plan.yaml": plan})
    changed(root, "products/med/product.yaml", "profile:", "manager: c.petit\nprofile:")
    assert sorted(codes(root)) == ["CV206", "CV206"]


def test_a_misspelt_name_has_its_likeness(tmp_path: Path) -> None:
    """An id that is nearly a member's is told which one."""
    [diagnostic] = found(sealed(tmp_path, "a.martn"), *CODES)

    assert diagnostic["hint"] == "did you mean 'a.martin'?"


def test_nobody_who_may_is_nobody(tmp_path: Path) -> None:
    """Where no member may validate, the hint says so."""
    root = changed(sealed(tmp_path), "convergence.yaml", "rights: [validate]", "rights: []")

    [diagnostic] = found(root, *CODES)

    assert diagnostic["hint"].endswith("nobody yet")


def test_an_archived_product_is_not_spoken_of(tmp_path: Path) -> None:
    """What is archived keeps its broken seals in peace."""
    root = changed(sealed(tmp_path), SHEET, "A: {level: 1}", "A: {level: 3}")
    archived = "status: archived\narchived_on: 2026-11-21\narchived_because: Sold"

    changed(root, "products/med/product.yaml", "status: active", archived)

    assert codes(root) == []


def test_the_company_is_sealed_by_those_who_have_all(tmp_path: Path) -> None:
    """The answers of the company belong to members with all products."""
    root = small.workspace(tmp_path, {"A": 1}, MEMBERS)
    strategy = small.questionnaire("strategy", {"S": 2}, scope="company")
    answers = small.answers("strategy", {"S": 2})
    files = {"questionnaires/strategy.yaml": strategy, "company/answers/strategy.yaml": answers}
    small.write(root, files)
    assert run("validate", "--company", "--by", "a.martin", *AS_OF, at=root).code == 0
    changed(root, "company/answers/strategy.yaml", "by: a.martin", "by: q.lefevre")

    [diagnostic] = found(root, *CODES)

    assert "products: all" in diagnostic["message"]
    assert "convergence validate --company -q strategy" in diagnostic["hint"]
