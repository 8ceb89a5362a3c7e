"""`plan init` proposes entries: what is planned stays, and running it twice changes nothing."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, run
from tests.cli.small import SETTINGS, answers, product, questionnaire, write
from tests.cli.small import workspace as one_product

PLAN = """\
# yaml-language-server: $schema=../../.convergence/schemas/plan.schema.json
format: 1
plan:
  # the audit decides
  A: {by: '2027-Q2', effort: 3 d}  # promised to the agency

# the end
"""
NEW = """\
# yaml-language-server: $schema=../../.convergence/schemas/plan.schema.json
format: 1
# In by, give each criterion the quarter (2027-Q2: its last day) or the day at which it reaches
# its target. Where that cannot be planned, write target_not_applicable: true in the place of
# by, and the reason in comment. Also, as you like: steps, owner, effort, ticket.
plan:

  # B · Criterion B
  # level 0, expected 2, target 3
  B:
    by:

  # A · Criterion A
  # level 1, expected 2, target 3
  A:
    by:
"""


def _plan(root: Path, product_id: str = "med") -> str:
    return (root / f"products/{product_id}/plan.yaml").read_text(encoding="utf-8")


def test_a_new_plan_is_a_form_to_fill_in(tmp_path: Path) -> None:
    """The file says how it is filled in, and of each criterion where it stands."""
    root = one_product(tmp_path, {"A": 1, "B": 0, "C": 3})

    finished = run("plan", "init", *AS_OF, at=root)

    assert (finished.code, finished.out) == (0, "")
    assert finished.err == (
        "med: proposed, the most urgent first (2): B, A\n"
        "wrote products/med/plan.yaml\n"
        "next: give each entry a date in by, or say why there is none; then convergence plan show\n"
    )
    assert _plan(root) == NEW
    assert run("check", *AS_OF, at=root).code == 0


def test_the_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    """An entry without a date is an entry: it is not proposed again."""
    root = one_product(tmp_path, {"A": 1, "B": 0, "C": 3})
    run("plan", "init", *AS_OF, at=root)

    again = run("plan", "init", *AS_OF, at=root)

    assert (again.code, again.out) == (0, "")
    assert again.err == "nothing to do: every criterion under its target has an entry\n"
    assert _plan(root) == NEW


def test_what_is_planned_keeps_every_byte(tmp_path: Path) -> None:
    """Comments, quotes and order of an old plan stay; new entries stand behind the old ones."""
    root = write(one_product(tmp_path, {"A": 1, "B": 0}), {"products/med/plan.yaml": PLAN})

    assert run("plan", "init", "--lang", "fr", *AS_OF, at=root).code == 0

    head, _, tail = PLAN.partition("\n# the end")
    added = "\n  # B · Critère B\n  # niveau 0, attendu 2, cible 3\n  B:\n    by:\n"
    assert _plan(root) == f"{head}{added}\n# the end{tail}"


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_new_lines_end_as_the_old_ones(tmp_path: Path, newline: str) -> None:
    """A plan written elsewhere keeps its line ends, new entries included."""
    text = PLAN.replace("\n", newline)
    root = write(one_product(tmp_path, {"A": 1, "B": 0}), {"products/med/plan.yaml": text})

    run("plan", "init", *AS_OF, at=root)

    after = (root / "products/med/plan.yaml").read_bytes().decode()
    assert after.count(newline) == after.count("\n") > text.count("\n")


def test_a_criterion_without_an_answer_is_told_and_not_proposed(tmp_path: Path) -> None:
    """Nobody plans from nowhere: what is unanswered is said beside."""
    root = one_product(tmp_path, {"A": 1})

    finished = run("plan", "init", *AS_OF, at=root)

    assert "med: without an answer yet, so not proposed (2): B, C\n" in finished.err
    assert "B:" not in _plan(root)


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    """The difference is the result, and the folder stays as it is."""
    root = one_product(tmp_path, {"A": 1, "B": 0, "C": 3})

    finished = run("plan", "init", "--dry-run", *AS_OF, at=root)

    assert finished.code == 0
    assert "+++ b/products/med/plan.yaml\n" in finished.out
    assert "+  B:\n+    by:\n" in finished.out
    assert finished.err.endswith("nothing was written\n")
    assert not (root / "products/med/plan.yaml").exists()


def _family(root: Path) -> Path:
    """Write a base, its edition, an archived product, and a company that answers too."""
    archived = "status: archived\narchived_on: 2026-01-01\narchived_because: Sold no more"
    return write(
        root,
        {
            "convergence.yaml": SETTINGS,
            "questionnaires/care.yaml": questionnaire("care", {"A": 2, "B": 2}),
            "questionnaires/more.yaml": questionnaire("more", {"M": 2}),
            "questionnaires/strategy.yaml": questionnaire("strategy", {"S": 2}, "company"),
            "company/answers/strategy.yaml": answers("strategy", {"S": 1}),
            "products/med/product.yaml": product("med"),
            "products/med/answers/care.yaml": answers("care", {"A": 1, "B": 3}),
            "products/med/answers/more.yaml": answers("more", {"M": 1}),
            "products/edi/product.yaml": product("edi").replace("kind:", "extends: med\nkind:"),
            "products/old/product.yaml": product("old").replace("status: active", archived),
            "products/old/answers/care.yaml": answers("care", {"A": 1, "B": 1}),
        },
    )


def _plans(root: Path) -> list[str]:
    return sorted(each.relative_to(root).as_posix() for each in root.glob("**/plan.yaml"))


def test_every_active_product_and_the_company_plan(tmp_path: Path) -> None:
    """An edition plans what it inherits, an archived product plans nothing."""
    root = _family(tmp_path)

    finished = run("plan", "init", *AS_OF, at=root)

    assert _plans(root) == ["company/plan.yaml", "products/edi/plan.yaml", "products/med/plan.yaml"]
    assert "edi: proposed, the most urgent first (2): A, M\n" in finished.err
    assert "company: proposed, the most urgent first (1): S\n" in finished.err
    company = (root / "company/plan.yaml").read_text(encoding="utf-8")
    assert company.startswith(
        "# yaml-language-server: $schema=../.convergence/schemas/plan-company.schema.json\n"
    )


@pytest.mark.parametrize(
    ("args", "written"),
    [
        (("med",), ["products/med/plan.yaml"]),
        (("--company",), ["company/plan.yaml"]),
        (("med", "--company"), ["company/plan.yaml", "products/med/plan.yaml"]),
        (("old",), []),
    ],
)
def test_whoever_is_named_plans_alone(
    tmp_path: Path, args: tuple[str, ...], written: list[str]
) -> None:
    """Products, the company, or both can be named; an archived product is told why it is not."""
    root = _family(tmp_path)

    finished = run("plan", "init", *args, *AS_OF, at=root)

    assert finished.code == 0
    assert _plans(root) == written
    assert ("'old' is archived: it has nothing to plan\n" in finished.err) == ("old" in args)


def test_only_one_questionnaire_may_be_planned(tmp_path: Path) -> None:
    """Named questionnaires are planned; the entries of others stay for another time."""
    root = _family(tmp_path)

    run("plan", "init", "med", "-q", "more", *AS_OF, at=root)

    assert "M:" in _plan(root)
    assert "A:" not in _plan(root)


def test_files_with_errors_are_mended_first(tmp_path: Path) -> None:
    """A plan that cannot be read is not added to: no verdict, and nothing written."""
    broken = "format: 1\nplan:\n  A: {by: soon}\n"
    root = write(one_product(tmp_path, {"A": 1, "B": 0}), {"products/med/plan.yaml": broken})

    finished = run("plan", "init", *AS_OF, at=root)

    assert finished.code == 2
    assert _plan(root) == broken


def test_an_undated_entry_is_explained(tmp_path: Path) -> None:
    """`explain` says of a proposed entry that its target has no date yet."""
    root = one_product(tmp_path, {"A": 1, "B": 0, "C": 3})
    run("plan", "init", *AS_OF, at=root)

    explained = run("explain", "B", "--product", "med", *AS_OF, at=root)

    assert "\nPlan\nno date for the target yet\n" in explained.out
