"""What got worse, as platforms read it: at its lines, with fingerprints that stay."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import commands_in
from tests.handbook import TODAY, example_in, run
from tests.rendering.reports import gitlab_issues, junit_cases, sarif_run
from tests.scripted_history import MARTIN, ScriptedHistory

INTEROPERABILITY = "products/medicab/answers/interoperability.yaml"
AGAINST = ("score", "--against", "base", "--lang", "en", "--as-of", TODAY)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return the example below the root of a repository, with changes since its tag `base`."""
    top = tmp_path_factory.mktemp("platforms")
    found = ScriptedHistory(top, "dossier conformité")
    example_in(top / "made").replace(top / "there")
    for each in (top / "there").iterdir():
        each.rename(found.root / each.name)
    (top / "there").rmdir()
    (top / "made").rmdir()
    found.commit(MARTIN)
    found.tag("base")
    found.replace(INTEROPERABILITY, "INT-TRA-01:\n    level: 3", "INT-TRA-01:\n    level: 1")
    found.replace(INTEROPERABILITY, "INT-SEM-01:\n    level: 1", "INT-SEM-01:\n    level: 3")
    found.replace("products/medicab-agenda/product.yaml", "saas: true", "saas: false")
    found.commit(MARTIN)
    return found


def told(history: ScriptedHistory, form: str, *args: str) -> str:
    """Return what a platform is told."""
    done = run([*(args or AGAINST), "--format", form], history.root)
    assert done.code == 1, done.screen
    return done.stdout


def test_a_regression_is_an_error_at_its_line(history: ScriptedHistory) -> None:
    """GitHub is told of each regression at the level that went down, and of nothing better."""
    commands = commands_in(told(history, "github"))

    found = {(each.name, each.properties["title"]) for each in commands}
    assert found == {("error", "level-lowered"), ("warning", "left-profile")}
    lowered = next(each for each in commands if each.name == "error")
    assert lowered.properties["file"] == f"dossier conformité/{INTEROPERABILITY}"
    line = history.read(INTEROPERABILITY).splitlines()[int(lowered.properties["line"]) - 1]
    assert line == "    level: 1"
    assert "INT-TRA-01 3 → 1" in lowered.data


def test_strict_makes_errors_of_what_may_be_right(history: ScriptedHistory) -> None:
    """Under --strict, what is to be looked at fails, and says so."""
    commands = commands_in(told(history, "github", *AGAINST, "--strict"))

    assert {each.name for each in commands} == {"error"}


def test_every_platform_is_told_the_same(history: ScriptedHistory) -> None:
    """As many findings, in each form, as there are changes that are not for the better."""
    changes = json.loads(told(history, "json"))["changes"]
    n_told = sum(each["bearing"] != "better" for each in changes)
    results = sarif_run(told(history, "sarif"))["results"]

    assert n_told > 2
    assert len(results) == len(gitlab_issues(told(history, "gitlab"))) == n_told
    assert len(junit_cases(told(history, "junit"))) == n_told
    assert {each["baselineState"] for each in results} == {"new"}


def test_the_gate_is_told_beside_the_changes(history: ScriptedHistory) -> None:
    """What the gate refuses of the newer state stands beside what got worse."""
    args = (*AGAINST, "--fail-under", "interoperability=1.78")
    titles = {each.properties["title"] for each in commands_in(told(history, "github", *args))}

    assert "CV501 under-minimum" in titles
    assert "level-lowered" in titles


def test_diff_tells_platforms_too(history: ScriptedHistory) -> None:
    """Between two commits, places are those of the newer one."""
    between = ("diff", "base", "HEAD", "--lang", "en", "--as-of", TODAY)
    first = told(history, "github", *between)

    with _changed(history, INTEROPERABILITY, "# moved\n\n"):
        assert told(history, "github", *between) == first
    assert first == told(history, "github")


def test_a_fingerprint_survives_lines_that_move(history: ScriptedHistory) -> None:
    """A comment above, another language, or --strict: what was told is known again."""
    before = _fingerprints(told(history, "gitlab"))

    with _changed(history, INTEROPERABILITY, "# moved\n\n"):
        assert _fingerprints(told(history, "gitlab")) == before
    assert _fingerprints(told(history, "gitlab", *AGAINST, "--strict", "--lang", "fr")) == before


def test_a_saved_score_is_compared_for_platforms_too(
    history: ScriptedHistory, tmp_path: Path
) -> None:
    """With --baseline, platforms are told what a comparison with the commit tells them."""
    history.git("worktree", "add", "--quiet", str(tmp_path / "old"), "base")
    saved = tmp_path / "saved.json"
    old = tmp_path / "old" / "dossier conformité"
    save = ("score", "--archived", "--format", "json", "--output", str(saved), "--as-of", TODAY)
    assert run(save, old).code == 0

    by_file = told(history, "github", *("score", "--baseline", str(saved)), *AGAINST[3:])

    assert by_file == told(history, "github")


def _fingerprints(report: str) -> list[str]:
    issues: list[dict[str, Any]] = json.loads(report)
    return sorted(each["fingerprint"] for each in issues)


@contextmanager
def _changed(history: ScriptedHistory, path: str, front: str) -> Iterator[None]:
    """Put something in front of a file, for a while."""
    file = history.root / path
    content = file.read_bytes()
    file.write_bytes(front.encode() + content)
    yield
    file.write_bytes(content)
