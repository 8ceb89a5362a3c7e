"""git merges and rebases real branches with `convergence merge-file`."""

import subprocess
import sys
from pathlib import Path

import pytest

from convergence_cli.cli.merge_driver import SETTINGS, set_up
from tests.cli.running import run
from tests.scripted_history import DURAND, MARTIN, ScriptedHistory, identity

ANSWERS = "products/medicab/answers/interoperability.yaml"
PLAN = "products/medicab/plan.yaml"
HEAD = 'format: 1\nquestionnaire: interoperability\nversion: "1"\nstatus: draft\nanswers:\n'
ONE = "  INT-TRA-01: {level: 1}\n"
TWO = "  INT-TRA-02: {level: 2}\n"
THREE = "  INT-TRA-03: {level: 3}\n"


@pytest.fixture(params=[".", "dépôt de test/vues"])
def history(tmp_path: Path, request: pytest.FixtureRequest) -> ScriptedHistory:
    """Return a repository whose workspace git was told to merge, at its root or below it."""
    history = ScriptedHistory.founded(tmp_path / "repository", request.param)
    history.write(ANSWERS, HEAD + ONE)
    configured(history)
    history.commit(MARTIN)
    return history


def configured(history: ScriptedHistory) -> None:
    """Set git up, with the program of these tests in the place of the one that is installed."""
    set_up(history.root)
    key = "merge.convergence.driver"
    program = f"PYTHONPATH='{Path.cwd()}' '{sys.executable}' -m convergence_cli"
    history.git("config", key, SETTINGS[key].replace("convergence", program, 1))


def branch(history: ScriptedHistory, name: str, files: dict[str, str]) -> None:
    """Commit some files on a branch from main, and go back."""
    history.git("checkout", "--quiet", "-b", name, "main")
    for path, text in files.items():
        history.write(path, text)
    history.commit(DURAND)
    history.git("checkout", "--quiet", "main")


def joined(history: ScriptedHistory, *command: str) -> subprocess.CalledProcessError | None:
    """Run what merges; return how it failed, if it did."""
    try:
        history.git(*command, **identity(MARTIN))
    except subprocess.CalledProcessError as error:
        return error
    return None


@pytest.mark.parametrize(
    "command",
    [("merge", "--quiet", "theirs"), ("rebase", "--quiet", "theirs"), ("cherry-pick", "theirs")],
)
def test_both_append_and_git_takes_both(history: ScriptedHistory, command: tuple[str, ...]) -> None:
    """Two branches that answer different criteria are merged, and rebased, without a question."""
    branch(history, "theirs", {ANSWERS: HEAD + ONE + TWO})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)

    assert joined(history, *command) is None
    assert sorted(history.read(ANSWERS).splitlines()) == sorted(
        (HEAD + ONE + TWO + THREE).splitlines()
    )
    assert history.git("status", "--porcelain") == ""


def test_git_shows_what_both_answered(history: ScriptedHistory) -> None:
    """One criterion answered twice: git reports a conflict, and `check` names it."""
    branch(history, "theirs", {ANSWERS: HEAD + ONE.replace("1}", "2}") + TWO})
    history.write(ANSWERS, HEAD + ONE.replace("1}", "3}"))
    history.commit(MARTIN)
    failed = joined(history, "merge", "theirs")

    assert failed is not None
    assert "both sides changed INT-TRA-01" in failed.stderr.decode()
    assert history.git("status", "--porcelain").startswith("UU ")
    text = history.read(ANSWERS)
    assert [text.count(f"INT-TRA-01: {{level: {n}}}") for n in (1, 2, 3)] == [1, 1, 1]
    assert text.endswith(f">>>>>>> theirs\n{TWO}")
    checked = run("check", at=history.root)
    assert (checked.code, checked.out.count("CV019 conflict-marker")) == (1, 1)
    assert "CV006" not in checked.out


def test_what_cannot_be_read_stays_a_conflict(history: ScriptedHistory) -> None:
    """Broken YAML on one side: git reports a conflict, whatever its own merge makes of it."""
    branch(history, "theirs", {ANSWERS: (HEAD + ONE).replace("format: 1", "format: [")})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)
    failed = joined(history, "merge", "theirs")

    assert failed is not None
    assert "cannot be read as YAML" in failed.stderr.decode()
    assert history.git("status", "--porcelain").startswith("UU ")
    assert THREE in history.read(ANSWERS)
    assert "format: [" in history.read(ANSWERS)


def test_bytes_that_are_no_text_stay_a_conflict(history: ScriptedHistory) -> None:
    """What nobody can merge stays ours, and git keeps the other side for whoever decides."""
    branch(history, "theirs", {ANSWERS: "\0"})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)

    assert joined(history, "merge", "theirs") is not None
    assert history.read(ANSWERS) == HEAD + ONE + THREE
    assert history.git("status", "--porcelain").startswith("UU ")


def test_a_file_that_both_branches_start(history: ScriptedHistory) -> None:
    """Both add the same plan: its entries are merged, though git has nothing to start from."""
    history.remove(PLAN)
    history.commit(MARTIN)
    entry = "  INT-TRA-0{}: {{by: 2027-Q{}}}\n"
    branch(history, "theirs", {PLAN: "format: 1\nplan:\n" + entry.format(2, 2)})
    history.write(PLAN, "format: 1\nplan:\n" + entry.format(1, 1))
    history.commit(MARTIN)

    assert joined(history, "merge", "--quiet", "theirs") is None
    assert history.read(PLAN) == "format: 1\nplan:\n" + entry.format(1, 1) + entry.format(2, 2)


def crossed(history: ScriptedHistory, ours: str, theirs: str, decided: str) -> None:
    """Merge two branches into each other, both with the same decision, and stand on main."""
    branch(history, "theirs", {ANSWERS: theirs})
    history.write(ANSWERS, ours)
    history.commit(MARTIN)
    history.git("branch", "before")
    for here, there in (("main", "theirs"), ("theirs", "before")):
        history.git("checkout", "--quiet", here)
        if joined(history, "merge", "--quiet", there) is not None:
            history.write(ANSWERS, decided)
            history.commit(MARTIN)
        assert sorted(history.read(ANSWERS).splitlines()) == sorted(decided.splitlines())
    history.write(ANSWERS, history.read(ANSWERS).replace(THREE, ""))
    history.commit(DURAND)
    history.git("checkout", "--quiet", "main")
    history.append(ANSWERS, "  INT-TRA-04: {level: 0}\n")
    history.commit(MARTIN)


@pytest.mark.parametrize("level", [1, 2])
def test_branches_that_crossed(history: ScriptedHistory, level: int) -> None:
    """Git merges its two bases first, with the same driver: a conflict there is none here."""
    other = ONE.replace("1}", f"{level}}}")
    ours = HEAD + (ONE if level == 1 else ONE.replace("1}", "0}")) + THREE
    crossed(history, ours, HEAD + other + TWO, HEAD + other + TWO + THREE)

    assert joined(history, "merge", "--quiet", "theirs") is None
    assert sorted(history.read(ANSWERS).splitlines()) == sorted(
        (HEAD + other + TWO + "  INT-TRA-04: {level: 0}\n").splitlines()
    )


def test_a_stash_comes_back(history: ScriptedHistory) -> None:
    """What was put aside is merged into what came since."""
    history.write(ANSWERS, HEAD + ONE + TWO)
    history.git("stash", **identity(MARTIN))
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)

    assert joined(history, "stash", "pop") is None
    assert sorted(history.read(ANSWERS).splitlines()) == sorted(
        (HEAD + ONE + TWO + THREE).splitlines()
    )


def test_without_the_driver_git_merges_text(history: ScriptedHistory) -> None:
    """A clone that was not set up merges as git always does: with a conflict to decide."""
    history.git("config", "--remove-section", "merge.convergence")
    branch(history, "theirs", {ANSWERS: HEAD + ONE + TWO})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)

    assert joined(history, "merge", "theirs") is not None
    assert "<<<<<<< HEAD\n" in history.read(ANSWERS)


def test_where_the_program_is_gone_nothing_is_lost(history: ScriptedHistory) -> None:
    """A clone was set up and the program removed: git merges the text, and shows its conflicts."""
    key = "merge.convergence.driver"
    history.git("config", key, SETTINGS[key].replace("convergence", "no-such-program", 1))
    branch(history, "theirs", {ANSWERS: HEAD + ONE + TWO})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)

    assert joined(history, "merge", "theirs") is not None
    text = history.read(ANSWERS)
    assert "<<<<<<<" in text
    assert TWO in text
    assert THREE in text


def test_a_merge_that_breaks_a_seal_says_so(history: ScriptedHistory) -> None:
    """One side sealed, the other answered: git merges, and the person is told what it means."""
    seal = "seal: {by: a.martin, on: 2026-11-20, digest: x}\n"
    branch(history, "theirs", {ANSWERS: HEAD.replace("answers:\n", f"{seal}answers:\n") + ONE})
    history.write(ANSWERS, HEAD + ONE + THREE)
    history.commit(MARTIN)
    files = [f"{name.replace('~', '-')}.yaml" for name in ("main~1", "main", "theirs")]
    below = history.root.relative_to(history.top).as_posix()
    for file in files:
        ref = file.removesuffix(".yaml").replace("-", "~")
        text = history.git("show", f"{ref}:./{below}/{ANSWERS}")
        (history.top / file).write_text(f"{text}\n", encoding="utf-8")
    done = run("merge-file", *files, f"{history.root}/{ANSWERS}", at=history.top)

    assert done.code == 0
    assert "the seal was put on other answers; 'convergence check' says" in done.err
    assert joined(history, "merge", "--quiet", "theirs") is None
    assert seal in history.read(ANSWERS)
    assert THREE in history.read(ANSWERS)
