"""A pull request in which every text is hostile gets a comment in which nothing acts."""

import pytest

from tests.cli import hostile
from tests.cli.hostile import SHAPELESS, TEXTS
from tests.cli.runner import commands_in
from tests.cli.running import AS_OF, run
from tests.rendering.comment_reading import seen
from tests.scripted_history import MARTIN, ScriptedHistory

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif")
_ENV = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "a/b"}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a repository with two commits for each text: before, and what it became."""
    history = ScriptedHistory(tmp_path_factory.mktemp("hostile"))
    for name, text in TEXTS.items():
        hostile.workspace(history.root, text)
        history.commit(MARTIN)
        history.tag(f"{name}-before")
        _change(history, text)
        history.commit(MARTIN)
        history.tag(f"{name}-after")
    return history


def _change(history: ScriptedHistory, text: str) -> None:
    """Change evidence, levels and definitions; remove an answer, make one na, and one apply."""
    evidence = [{"title": f"{text} 2", "url": "https://example.org/other"}]
    answers = {
        "ONE-1": {"level": 0, "comment": text, "evidence": evidence},
        "TWO-1": {"level": "na", "comment": text},
        "TWO-2": {"level": 2, "comment": text},
        "THREE-1": {"level": 3, "comment": text},
    }
    path = "products/med/answers/care.yaml"
    sheet = {"format": 1, "questionnaire": "care", "version": text, "status": "draft"}
    history.write(path, hostile.yaml({**sheet, "answers": answers}))
    history.replace(
        "products/med/product.yaml", 'some: ["first"]', 'open_one: true, some: ["second"]'
    )
    definition = "questionnaires/care.yaml"
    asked_less = history.read(definition).replace("expected: 2", "expected: 1")
    assert asked_less != history.read(definition)
    history.write(definition, asked_less)


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_acts_in_a_comment(name: str, history: ScriptedHistory) -> None:
    """No text breaks a table, forges a link, a mention or a tag, or closes what it stands in."""
    asked = ("diff", f"{name}-before", f"{name}-after", "--format", "markdown", *AS_OF)

    finished = run(*asked, at=history.root, env=_ENV)

    assert finished.code == 1, finished.err
    found = seen(finished.out, "https://example.org/a/b/blob/")
    assert found.links
    assert found.diagrams
    sections = {each.partition(" (")[0] for each in found.headings}
    assert {"What got worse", "To look at", "Definitions changed", "What got better"} <= sections
    assert [each for each in found.items if "joined the profile" in each]


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_of_a_change_is_more_than_text(name: str, history: ScriptedHistory) -> None:
    """What changed holds nothing without a shape, and commands no runner but by annotations."""
    asked = ("diff", f"{name}-before", f"{name}-after", *AS_OF)
    told = {each: run(*asked, "--format", each, at=history.root) for each in FORMATS}

    n_told = sum(each["bearing"] != "better" for each in told["json"].json()["changes"])
    for form, finished in told.items():
        assert finished.code == 1, finished.err
        assert not SHAPELESS.search(finished.out)
        n_commands = n_told if form == "github" else 0
        assert len(commands_in(finished.out)) == n_commands


def test_scores_beside_it_are_folded_away_safely(history: ScriptedHistory) -> None:
    """The names of products stand in tags, where Markdown's own escapes would be seen."""
    history.git("checkout", "--quiet", "image-after")

    asked = ("score", "--against", "image-before", "--format", "markdown", *AS_OF)
    found = seen(run(*asked, at=history.root).out)

    [fold, *_] = [each for each in found.folds if "(med)" in each]
    assert '"&#62;&#60;img src=x onerror=alert(1)&#62; (med)' in fold
