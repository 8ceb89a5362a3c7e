"""Links: two criteria that ask the same thing cannot be answered the opposite way."""

from pathlib import Path

import pytest

from tests.checking.judging import found
from tests.cli import small
from tests.cli.running import run

NA = "{level: na, comment: no}"


def linked(root: Path, one: str, other: str, *, see_from: str = "one") -> Path:
    """Write two questionnaires whose only criteria are linked, and a product's answers to them."""
    files = {"convergence.yaml": small.SETTINGS, "products/med/product.yaml": small.product("med")}
    for id_, criterion, link, answer in (("one", "A", "B", one), ("other", "B", "A", other)):
        see = f"        see: [{link}]\n" if id_ == see_from else ""
        files[f"questionnaires/{id_}.yaml"] = small.questionnaire(id_, {criterion: 0}) + see
        files[f"products/med/answers/{id_}.yaml"] = (
            f'format: 1\nquestionnaire: {id_}\nversion: "1"\nstatus: draft\n'
            f"answers: {{{criterion}: {answer}}}\n"
        )
    return small.write(root, files)


@pytest.mark.parametrize("see_from", ["one", "other"])
@pytest.mark.parametrize(
    ("one", "other", "is_contradiction"),
    [
        ("{level: 3}", "{level: 0}", True),
        ("{level: 0}", "{level: 3}", True),
        ("{level: 3}", NA, True),
        (NA, "{level: 3}", True),
        ("{level: 3}", "{level: 1}", False),
        ("{level: 2}", "{level: 0}", False),
        ("{level: 2}", NA, False),
        (NA, NA, False),
        ("{level: 3}", "{level: 3}", False),
    ],
)
def test_opposite_answers_contradict_each_other(
    one: str,
    other: str,
    is_contradiction: bool,  # noqa: FBT001
    see_from: str,
    tmp_path: Path,
) -> None:
    """The target against 0 or `na` is a contradiction, whichever criterion holds the link."""
    found_here = found(linked(tmp_path, one, other, see_from=see_from), "CV603")

    assert len(found_here) == is_contradiction
    for each in found_here:
        paths = {each["path"], *(related["path"] for related in each["related"])}
        assert paths == {"products/med/answers/one.yaml", "products/med/answers/other.yaml"}


def test_explain_shows_a_link_from_both_ends(tmp_path: Path) -> None:
    """A link reads both ways, with the title and the answer of the other criterion."""
    root = linked(tmp_path, "{level: 3}", "{level: 1}")

    pages = {each: run("explain", each, "--product", "med", at=root).out for each in "AB"}

    assert "B Criterion B (Care) · Level 1" in pages["A"]
    assert "A Criterion A (Care) · Level 3" in pages["B"]


def test_a_link_to_another_workspace_s_criterion_is_shown_as_such(tmp_path: Path) -> None:
    """A criterion of a questionnaire that is not here is named, and contradicts nothing."""
    root = linked(tmp_path, "{level: 3}", "{level: 0}")
    (root / "questionnaires/other.yaml").unlink()
    (root / "products/med/answers/other.yaml").unlink()

    assert found(root, "CV603") == []
    assert "B · of a questionnaire that is not here" in run("explain", "A", at=root).out
