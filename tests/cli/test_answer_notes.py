"""What `answer` says of an answer that nothing stops."""

from pathlib import Path

import pytest

from convergence_cli.model.workspace import Answer
from tests.checking.judging import rule, with_rules
from tests.cli.answering import POLICY, SHEET, own, workspace
from tests.cli.running import AS_OF, Finished, run
from tests.scripted_history import DURAND, ENVIRONMENT, LEFEVRE, MARTIN, ScriptedHistory

STRANGER = "somebody@example.org"


def answer(root: Path, *args: str, product: str = "med") -> Finished:
    """Run `answer` for a product."""
    return run("answer", product, *args, *AS_OF, at=root)


# Rules


def test_a_contradicted_rule_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """What `check` finds from now on is said at once: the rule, what it asks, and where to read."""
    root = with_rules(workspace(tmp_path, care={}), rule("[{criterion: A, at_least: 2}]"))

    done = answer(root, "--set", "A=1")

    assert done.code == 0
    assert own(root, "A") == Answer(1)
    assert done.err.endswith(
        "note: convergence check finds CV601 from now on: 'A' is 1, under 2, against RULE-A\n"
        "   because (S1; 'convergence explain RULE-A')\n"
    )
    checked = run("check", *AS_OF, at=root)
    assert "CV601" in checked.out


def test_what_was_contradicted_before_is_not_told_again(tmp_path: Path) -> None:
    """Only what the answer brings about is said."""
    root = with_rules(workspace(tmp_path, care={"A": 1}), rule("[{criterion: A, at_least: 2}]"))

    assert "note: " not in answer(root, "--set", "B=1").err
    assert "note: " not in answer(root, "--set", "A=2").err
    assert "CV601" in answer(root, "--set", "A=0", "--dry-run").err
    assert "level: 2" in (root / SHEET).read_text(encoding="utf-8")


# Members


def committing(email: str) -> dict[str, str]:
    """Return the environment in which git commits as somebody."""
    return {**ENVIRONMENT, "GIT_AUTHOR_NAME": "X", "GIT_AUTHOR_EMAIL": email}


def test_an_answer_to_what_is_not_theirs_is_told(tmp_path: Path) -> None:
    """A member hears what the audit will find of a product of others; their own is no matter."""
    history = ScriptedHistory.founded(tmp_path)
    theirs = ("answer", "medicab", "--set", "INT-TRA-01=2", *AS_OF)

    done = run(*theirs, at=history.root, env=committing(LEFEVRE))

    assert done.code == 0
    first, second = done.err.splitlines()[:2]
    assert first == (
        "note: git commits here as 'q.lefevre', and 'medicab' is none of their products: "
        "once this is committed, convergence member audit reports CV702"
    )
    assert second.startswith("wrote products/medicab/")
    history.commit(LEFEVRE)
    audited = run("member", "audit", "--against", "base", at=history.root, env=ENVIRONMENT)
    assert "CV702" in audited.out
    again = run(*theirs[:3], "INT-TRA-01=1", *AS_OF, at=history.root, env=committing(DURAND))
    assert "note: " not in again.err


def test_an_answer_of_the_company_is_told_too(tmp_path: Path) -> None:
    """What belongs to everybody is for those who have every product."""
    history = ScriptedHistory.founded(tmp_path)
    history.write("questionnaires/policy.yaml", POLICY)
    asked = ("answer", "--company", "--set", "P=1", "--dry-run", *AS_OF)

    assert "CV703" in run(*asked, at=history.root, env=committing(DURAND)).err
    assert "CV703" not in run(*asked, at=history.root, env=committing(MARTIN)).err


@pytest.mark.parametrize("email", ["", STRANGER])
def test_nothing_is_said_of_who_is_not_known(email: str, tmp_path: Path) -> None:
    """Without an identity, or with that of no member, there is no right to compare."""
    history = ScriptedHistory.founded(tmp_path)

    done = run(
        "answer", "medicab", "--set", "INT-TRA-01=2", *AS_OF, at=history.root, env=committing(email)
    )

    assert done.code == 0
    assert "note: " not in done.err


# Archived products


def archived(root: Path) -> Path:
    """Archive the edition of a workspace that has answers."""
    reason = ("--because", "no one buys it", "--on", "2026-03-01")
    assert run("product", "archive", "kin", *reason, *AS_OF, at=root).code == 0
    return root


def test_an_answer_of_an_archived_product_counts_nowhere(tmp_path: Path) -> None:
    """It is written, and that it does not count is said first."""
    root = archived(workspace(tmp_path, care={}))

    done = answer(root, "--set", "A=1", product="kin")

    assert done.code == 0
    assert done.err.startswith("note: 'kin' is archived since 2026-03-01, and counts nowhere\n")
    assert "archived" not in answer(root, "--set", "A=1").err
