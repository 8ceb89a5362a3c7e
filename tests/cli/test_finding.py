"""How a command finds its workspace, and what it says where a name means nothing."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, run
from tests.cli.small import questionnaire, workspace, write

COMMANDS = ("check", "score", "gap", "radar", "profile", "status")


def test_a_workspace_is_found_upward(tmp_path: Path) -> None:
    """From any folder of a workspace, a command judges the whole of it."""
    root = workspace(tmp_path / "work", {"A": 1})
    below = root / "products/med/answers"

    for command in COMMANDS:
        assert run(command, *_day(command), at=below) == run(command, *_day(command), at=root)


def test_the_nearest_workspace_counts(tmp_path: Path) -> None:
    """A workspace inside another one is found first."""
    outer = workspace(tmp_path, {"A": 1})
    inner = workspace(outer / "inner", {"A": 3})

    assert (
        run("score", "-f", "json", at=inner / "products").json()["products"][0]["questionnaires"][
            0
        ]["mean"]
        == "3"
    )


def test_a_workspace_may_be_named(tmp_path: Path) -> None:
    """--workspace names the folder, from anywhere."""
    root = workspace(tmp_path / "work", {"A": 1})

    for command in COMMANDS:
        named = run(command, "--workspace", str(root), *_day(command), at=tmp_path)
        assert named == run(command, *_day(command), at=root)
        assert run(command, "-w", "work", *_day(command), at=tmp_path) == named


@pytest.mark.parametrize("command", [*COMMANDS, "init-product"])
def test_no_workspace_is_2(command: str, tmp_path: Path) -> None:
    """Without a convergence.yaml there is no verdict, and the way to one is named."""
    finished = run(command, at=tmp_path)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        f"convergence: no workspace: there is no convergence.yaml in {tmp_path} or above\n"
        "   start one with 'convergence init', or name it with --workspace DIR\n"
    )


def test_no_workspace_is_said_in_the_language_asked_for(tmp_path: Path) -> None:
    """--lang counts before a workspace is found."""
    finished = run("score", "--lang", "fr", at=tmp_path)

    assert finished.err.startswith("convergence: pas d'espace de travail : ")


@pytest.mark.parametrize("name", ["products", "nowhere", "convergence.yaml"])
def test_a_folder_that_is_no_workspace_is_2(name: str, tmp_path: Path) -> None:
    """--workspace does not look upward: the folder named must be the workspace itself."""
    finished = run("score", "--workspace", name, at=workspace(tmp_path, {"A": 1}))

    assert (finished.code, finished.out) == (2, "")
    assert f"no workspace: there is no convergence.yaml in {name}\n" in finished.err


@pytest.mark.parametrize(
    "args",
    [
        ("score", "medicap"),
        ("gap", "medicab", "medicap"),
        ("radar", "medicap"),
        ("radar", "--compare", "medicap"),
        ("profile", "medicap"),
        ("explain", "INT-TRA-01", "--product", "medicap"),
    ],
    ids=" ".join,
)
def test_an_unknown_product_has_a_near_one(args: tuple[str, ...], example: Path) -> None:
    """A product that does not exist is 2, and the nearest id is named."""
    finished = run(*args, "--lang", "en", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: no product is called 'medicap'\n   did you mean 'medicab'?\n"
    )


def test_an_unknown_product_that_is_like_no_other(example: Path) -> None:
    """Where no id is near, those that exist are listed, in French as well."""
    finished = run("score", "zzz", at=example)

    assert finished.err == (
        "convergence: aucun produit ne s'appelle « zzz »\n"
        "   il y a : medicab, medicab-agenda, medicab-classic, medicab-mobile\n"
    )


@pytest.mark.parametrize("command", ["score", "gap", "radar"])
def test_an_unknown_questionnaire_has_a_near_one(command: str, example: Path) -> None:
    """A questionnaire that does not exist is 2, and the nearest id is named."""
    finished = run(command, "-q", "interoperabilite", "--lang", "en", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        "convergence: no questionnaire is called 'interoperabilite'\n"
        "   did you mean 'interoperability'?\n"
    )


@pytest.mark.parametrize(
    ("topic", "near"),
    [
        ("INT-TRA-1", "INT-TRA-01"),
        ("interop", "interoperability"),
        ("messagin", "messaging"),
        ("preliminari", "preliminary"),
        ("CV1055", "CV105"),
    ],
)
def test_an_unknown_topic_has_a_near_one(topic: str, near: str, example: Path) -> None:
    """A topic that `explain` does not know is 2, and the nearest one is named."""
    finished = run("explain", topic, "--lang", "en", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err == (
        f"convergence: '{topic}' is no code, criterion, question, rule or questionnaire\n"
        f"   did you mean '{near}'?\n"
    )


def test_a_code_is_explained_without_a_workspace(tmp_path: Path) -> None:
    """`explain` knows the page of a diagnostic anywhere, by code or name, in any case."""
    page = run("explain", "CV201", at=tmp_path)

    assert page.code == 0
    assert page.out.startswith("# CV201 unknown-criterion\n")
    for topic in ("cv201", "unknown-criterion", "Unknown-Criterion"):
        assert run("explain", topic, at=tmp_path) == page


def test_what_has_no_product_is_not_explained_for_one(example: Path) -> None:
    """--product with a question or a questionnaire is 2: only a criterion has an answer."""
    for topic in ("messaging", "interoperability", "preliminary", "nothing"):
        finished = run("explain", topic, "-p", "medicab", "--lang", "en", at=example)

        assert (finished.code, finished.out) == (2, "")
        assert finished.err == (
            f"convergence: --product goes with a criterion, and '{topic}' is none\n"
        )


def test_a_criterion_of_the_company_belongs_to_no_product(tmp_path: Path) -> None:
    """A criterion that the company answers is explained for the company, and for no product."""
    strategy = questionnaire("strategy", {"S": 1}, scope="company")
    root = write(workspace(tmp_path, {"A": 1}), {"questionnaires/strategy.yaml": strategy})

    assert "\nno answer yet\n" in run("explain", "S", at=root).out
    refused = run("explain", "S", "-p", "med", at=root)
    assert refused.code == 2
    assert refused.err == "convergence: 'S' is answered by the company, not by a product\n"


def test_a_criterion_is_explained_in_a_workspace_with_errors(tmp_path: Path) -> None:
    """What a criterion asks is told while answers are wrong; how a product stands is not."""
    root = workspace(tmp_path, {"A": 9})

    assert run("explain", "A", at=root).code == 0
    assert run("explain", "A", "-p", "med", at=root).code == 2


def test_several_pictures_do_not_fit_in_one(example: Path) -> None:
    """SVG holds one radar: asked for more, the command says how to name each."""
    finished = run("radar", "-f", "svg", *AS_OF, "--lang", "en", at=example)

    assert (finished.code, finished.out) == (2, "")
    assert finished.err.startswith(
        "convergence: a picture holds one radar, not 15\n"
        "   name one: medicab -q hds, medicab -q interoperability"
    )


def _day(command: str) -> tuple[str, ...]:
    return () if command == "profile" else AS_OF
