"""A score that was saved as JSON, and what changed since."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.changing import Edit, all_of, changes, company, copied
from tests.cli.test_against import BETTER, DOUBTFUL, WORSE
from tests.cli.test_against_definitions import FOLLOWED, RENAMED
from tests.handbook import TODAY, example_in, run
from tests.scripted_history import MARTIN, ScriptedHistory

Data = dict[str, Any]
INTEROPERABILITY = "products/medicab/answers/interoperability.yaml"
AGENDA = "products/medicab-agenda/product.yaml"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the example with much changed since its last commit, and the score saved then."""
    top = tmp_path_factory.mktemp("changed")
    root = example_in(top)
    history = ScriptedHistory(root)
    history.commit(MARTIN)
    saved = top / "saved.json"
    done = run(["score", "--archived", "--format", "json", "--output", str(saved), *DAY], root)
    assert done.code == 0, done.screen
    history.replace(INTEROPERABILITY, "INT-TRA-01:\n    level: 3", "INT-TRA-01:\n    level: 1")
    history.replace(INTEROPERABILITY, "INT-SEM-01:\n    level: 1", "INT-SEM-01:\n    level: 3")
    history.replace(INTEROPERABILITY, "INT-TRA-05:\n    level: 1", "INT-TRA-05:\n    level: na")
    history.replace(AGENDA, "saas: true", "saas: false")
    history.replace("products/medicab-mobile/product.yaml", "status: active", ARCHIVED)
    return root, saved


DAY = ("--as-of", TODAY)
ARCHIVED = 'status: archived\narchived_on: "2026-11-20"\narchived_because: Replaced'


def compared(root: Path, *args: str) -> Data:
    """Return what `score` says as JSON."""
    done = run(["score", "--format", "json", *DAY, *args], root)
    assert done.code in (0, 1), done.screen
    found: Data = json.loads(done.stdout)
    return found


def test_a_saved_score_and_its_commit_tell_the_same(changed: tuple[Path, Path]) -> None:
    """What changed since a score was saved is what changed since the commit it was made of."""
    root, saved = changed

    by_file = compared(root, "--baseline", str(saved))
    by_commit = compared(root, "--against", "HEAD")

    assert by_file["changes"] == by_commit["changes"]
    assert by_file["movements"] == by_commit["movements"]
    kinds = {each["kind"] for each in by_file["changes"]}
    assert kinds >= {"level-lowered", "level-raised", "became-na", "left-profile"}
    assert (by_file["verdict"], by_file["against"]["commit"]) == ("fail", None)


def test_a_score_against_itself_has_no_change(changed: tuple[Path, Path], tmp_path: Path) -> None:
    """Nothing changed since a score that was saved just now; archived products do not appear."""
    root, _ = changed
    again = tmp_path / "again.json"
    run(["score", "--format", "json", "--output", str(again), *DAY], root)

    found = compared(root, "--baseline", str(again))

    assert (found["changes"], found["movements"], found["verdict"]) == ([], [], "pass")


def test_a_definition_that_changed_is_named(changed: tuple[Path, Path], tmp_path: Path) -> None:
    """Where a definition says something else than when the score was saved, that is told."""
    root, saved = changed
    data = json.loads(saved.read_text(encoding="utf-8"))
    data["fingerprints"]["security"] = "sha256:" + "0" * 64
    other = tmp_path / "other.json"
    other.write_text(json.dumps(data), encoding="utf-8")

    found = compared(root, "--baseline", str(other))

    changed_ones = [each for each in found["changes"] if each["kind"] == "definition-changed"]
    assert [each["questionnaire"] for each in changed_ones] == ["security"]
    assert not changed_ones[0]["regression"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[ScriptedHistory, Path]:
    """Return a small company, and its score as it was saved, archived products included."""
    top = tmp_path_factory.mktemp("small")
    history = company(top / "company")
    saved = top / "saved.json"
    save = ("score", "--archived", "--format", "json", "--output", str(saved), *DAY)
    assert run(save, history.root).code in (0, 1)
    return history, saved


@pytest.mark.parametrize("row", [*WORSE, *DOUBTFUL, *BETTER])
def test_whatever_changes_is_told_alike(
    row: str, small: tuple[ScriptedHistory, Path], tmp_path: Path
) -> None:
    """Each kind of change is told since a saved score as it is since a commit.

    A saved score holds no gate, and no reason for what broke a seal but the answers.
    """
    base, saved = small
    history = copied(base, tmp_path)
    {**WORSE, **DOUBTFUL, **BETTER}[row][0](history)

    by_file = compared(history.root, "--baseline", str(saved))
    by_commit = compared(history.root, "--against", "base")

    assert changes(by_file) == [each for each in changes(by_commit) if each[0] != "gate-loosened"]
    assert by_file["movements"] == by_commit["movements"]


@pytest.mark.parametrize("edit", [RENAMED, all_of(RENAMED, FOLLOWED)], ids=["alone", "followed"])
def test_a_renamed_criterion_is_the_same(
    edit: Edit, small: tuple[ScriptedHistory, Path], tmp_path: Path
) -> None:
    """A criterion with a new id is followed where its answers were, and loses nothing."""
    base, saved = small
    history = copied(base, tmp_path)
    edit(history)

    by_file = compared(history.root, "--baseline", str(saved))

    assert {each[0] for each in changes(by_file)} <= {"definition-changed", "answer-removed"}
    assert not [each for each in by_file["changes"] if each["regression"]]


def test_one_questionnaire_is_compared_alone(
    small: tuple[ScriptedHistory, Path], tmp_path: Path
) -> None:
    """With -q, nothing is concluded from what the score holds of other questionnaires."""
    base, saved = small
    history = copied(base, tmp_path)

    found = compared(history.root, "--baseline", str(saved), "-q", "care")

    assert (found["changes"], found["movements"]) == ([], [])


def test_rules_that_say_something_else_are_told(tmp_path: Path) -> None:
    """Rules are no questionnaire, and change with what is refused: both comparisons name them."""
    root = example_in(tmp_path)
    history = ScriptedHistory(root)
    history.commit(MARTIN)
    saved = tmp_path / "saved.json"
    run(["score", "--archived", "--format", "json", "--output", str(saved), *DAY], root)
    rules = history.read("questionnaires/rules.yaml")
    history.write("questionnaires/rules.yaml", rules.replace("at_least: 3", "at_least: 2"))
    only = ("-q", "interoperability")

    by_file = compared(root, "--baseline", str(saved))
    by_commit = compared(root, "--against", "HEAD")

    told = [("definition-changed", None, None, "2026.1", "2026.1")]
    assert changes(by_commit) == told
    assert [each[0] for each in changes(by_file)] == ["definition-changed"]
    assert by_file["changes"][0]["questionnaire"] == "rules"
    assert compared(root, "--baseline", str(saved), *only)["changes"] == []
    assert compared(root, "--against", "HEAD", *only)["changes"] == []


def _without_answers(data: Data) -> object:
    del data["products"][0]["questionnaires"][0]["answers"]
    return data


def _a_list(_data: Data) -> object:
    return []


def _a_level_of_text(data: Data) -> object:
    data["products"][0]["questionnaires"][0]["answers"]["INT-TRA-01"] = "3"
    return data


@pytest.mark.parametrize("spoil", [_without_answers, _a_list, _a_level_of_text])
def test_what_is_no_score_gives_no_verdict(
    spoil: Callable[[Data], object], changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """JSON that is no saved score of this form is refused, with the command that saves one."""
    root, saved = changed
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text(json.dumps(spoil(json.loads(saved.read_text("utf-8")))), encoding="utf-8")

    done = run(["score", "--baseline", str(spoilt), "--lang", "en"], root)

    assert done.code == 2
    assert "is no score that this version saved" in done.stderr
    assert "convergence score --format json --output" in done.stderr


@pytest.mark.parametrize("content", [b"", b"format: 1\n", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_gives_no_verdict(
    content: bytes, changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """A file that is no JSON at all is refused, however odd it is."""
    root, _ = changed
    odd = tmp_path / "odd.json"
    odd.write_bytes(content)

    done = run(["score", "--baseline", str(odd), "--lang", "en"], root)

    assert (done.code, done.stdout) == (2, "")
    assert "cannot be read: it is no JSON" in done.stderr


def test_a_missing_file_gives_no_verdict(changed: tuple[Path, Path]) -> None:
    """A saved score that is not there is named."""
    root, _ = changed

    done = run(["score", "--baseline", "nowhere.json", "--lang", "en"], root)

    assert done.code == 2
    assert "nowhere.json cannot be read" in done.stderr


def test_the_baseline_is_never_overwritten(changed: tuple[Path, Path]) -> None:
    """A result is not written over what it was compared with: a baseline never slides."""
    root, saved = changed
    content = saved.read_bytes()

    done = run(["score", "--baseline", str(saved), "--output", str(saved), "--lang", "en"], root)

    assert done.code == 2
    assert "is not overwritten" in done.stderr
    assert saved.read_bytes() == content


def test_a_commit_and_a_file_are_not_both_compared_with(changed: tuple[Path, Path]) -> None:
    """One run compares with one state."""
    root, saved = changed

    done = run(["score", "--baseline", str(saved), "--against", "HEAD"], root)

    assert done.code == 2
    assert "not with both" in done.stderr
