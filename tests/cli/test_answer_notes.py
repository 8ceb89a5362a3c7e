"""What `answer` says of an answer that nothing stops."""

from pathlib import Path

from convergence_cli.model.workspace import Answer
from tests.checking.judging import rule, with_rules
from tests.cli.answering import SHEET, own, workspace
from tests.cli.running import AS_OF, Finished, run


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
