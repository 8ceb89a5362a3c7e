"""The comment on a pull request: what it says first, what it never leaves out, what it leads to."""

from fractions import Fraction
from urllib.parse import unquote

import pytest

from tests.cli.reviewed import FOLDER, history_in
from tests.cli.running import AS_OF, run
from tests.rendering.comment_reading import seen
from tests.scripted_history import ScriptedHistory

ASKED = ("diff", "main", "--format", "markdown", "--lang", "en", *AS_OF)
GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "exemple/sante"}
GITLAB = {"CI_PROJECT_URL": "https://gitlab.example.org/exemple/sante"}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a pull request in which something of every kind happens."""
    return history_in(tmp_path_factory.mktemp("reviewed"))


@pytest.fixture(scope="module")
def comment(history: ScriptedHistory) -> str:
    """Return the comment on it, as GitHub Actions would have it."""
    return run(*ASKED, at=history.root, env=GITHUB).out


def test_the_verdict_comes_first(comment: str) -> None:
    """The first line that is seen says whether it passes, what fails, and against what."""
    found = seen(comment)

    assert comment.splitlines()[0] == "<!-- convergence -->"
    assert found.headings[0].startswith(
        "❌ Convergence: 7 regressions, 8 to look at · compared with main ("
    )


def test_sections_come_in_the_order_of_a_reviewer(comment: str) -> None:
    """What got worse is read before what got better, and both before means and radars."""
    assert [each.partition(" (")[0] for each in seen(comment).headings[1:]] == [
        "What got worse",
        "To look at",
        "Definitions changed",
        "What got better",
        "Scores",
        "What moved them",
        "Radar: medicab · interoperability",
        "Radar: medicab-mobile · interoperability",
        "At the target level without evidence",
    ]


def test_a_regression_is_a_row(comment: str) -> None:
    """Product, criterion with its title, what happened, why, and the line to look at."""
    cells = seen(comment).cells

    at = cells.index("INT-TRA-01 Synchronous exchange with other systems")
    assert cells[at - 1 : at + 4] == [
        "medicab",
        "INT-TRA-01 Synchronous exchange with other systems",
        "level lowered 3 → 2",
        "answers",
        "interoperability.yaml:20",
    ]


def test_links_lead_to_the_line_in_the_commit(comment: str, history: ScriptedHistory) -> None:
    """Each link names a file of a commit and a line of it; what is gone, where it stood."""
    links = seen(comment, f"{GITHUB['GITHUB_SERVER_URL']}/exemple/sante/blob/").links
    here, base = history.git("rev-parse", "HEAD"), history.git("rev-parse", "main")

    answers = f"{FOLDER}/products/medicab/answers/interoperability.yaml"
    assert unquote(links[0]).endswith(f"/blob/{here}/{answers}#L20")
    assert unquote(links[1]).endswith(f"/blob/{base}/{answers}#L79")
    for link in links:
        commit, _, rest = unquote(link.partition("/blob/")[2]).partition("/")
        path, _, line = rest.partition("#L")
        content = history.git("show", f"{commit}:{path}")
        assert 0 < int(line) <= len(content.splitlines())


def test_gitlab_has_its_own_addresses(history: ScriptedHistory) -> None:
    """On GitLab CI, links are those of GitLab."""
    links = seen(run(*ASKED, at=history.root, env=GITLAB).out).links

    here = history.git("rev-parse", "HEAD")
    assert links[0].startswith(f"https://gitlab.example.org/exemple/sante/-/blob/{here}/suivi%20")


@pytest.mark.parametrize("env", [{}, {"CI_PROJECT_URL": "javascript:alert(1)//"}])
def test_without_a_platform_paths_are_code(env: dict[str, str], history: ScriptedHistory) -> None:
    """Elsewhere there is nothing to link to, and a path with its line says where to look."""
    comment = run(*ASKED, at=history.root, env=env).out

    assert seen(comment).links == []
    assert "| `products/medicab/answers/interoperability.yaml:20` |" in comment


def test_strictness_moves_doubts_among_the_regressions(history: ScriptedHistory) -> None:
    """Under --strict, what may be right fails, and stands among what got worse."""
    found = seen(run(*ASKED, "--strict", at=history.root).out)

    assert found.headings[0].startswith("❌ Convergence: 15 regressions · compared")
    assert not [each for each in found.headings if each.startswith("To look at")]
    assert "gate loosened minimum 1.5 → 1.25" in found.cells


def test_the_gate_is_in_the_verdict(history: ScriptedHistory) -> None:
    """With score, what the gate refuses fails too, and each product's scores are folded away."""
    asked = ("score", "--against", "main", "--fail-under", "interoperability=1.8")
    finished = run(*asked, "--format", "markdown", "--lang", "en", *AS_OF, at=history.root)

    found = seen(finished.out)
    assert finished.code == 1
    assert found.headings[0].startswith("❌ Convergence: 7 regressions, the gate refuses 1, 8 to")
    assert "medicab-agenda, interoperability: 1.75 is under the minimum of 1.8" in found.items
    assert [each for each in found.folds if "Medicab (medicab)" in each]


def test_effects_of_causes_add_up_exactly(comment: str) -> None:
    """Beside each rounded effect stands the fraction, so that the parts add up to the whole."""
    items = seen(comment).items
    at = items.index("medicab · interoperability: 1.76 → 1.94 [1.83 – 2.00]")
    parts = [each.partition("(")[2].partition(")")[0] for each in items[at + 1 : at + 6]]

    whole = sum(Fraction(each.replace("−", "-")) for each in parts)
    assert whole == Fraction(33, 17) - Fraction(37, 21)


def test_nothing_changed_passes(history: ScriptedHistory) -> None:
    """Where nothing changed, the comment is two lines long."""
    finished = run("diff", "HEAD", *ASKED[2:], at=history.root)

    found = seen(finished.out)
    assert finished.code == 0
    assert found.headings == [found.headings[0]]
    assert found.headings[0].startswith("✅ Convergence: passes · compared with HEAD")
    assert found.items == ["nothing changed"]
