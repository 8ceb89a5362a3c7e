"""Where each value of a profile comes from: own, inherited, not asked, or nowhere."""

from convergence_cli.profiling.origins import Origin, inherited_values, profile_values
from convergence_cli.scoring.standing import Judge
from tests.building import workspace_of
from tests.written import Data, files_of, product

QUESTIONS = {"a": None, "b": None, "c": "a", "d": None}


def origins(id_: str, *products: Data) -> dict[str, tuple[Origin, object, str | None]]:
    """Return the origin of each value of one product, what is stored, and who gives it."""
    workspace = workspace_of(files_of(questions=dict(QUESTIONS), products=products))
    subject = Judge(workspace).product(id_)
    values = profile_values(workspace.products[id_], subject.profile, workspace)
    return {each.question.id: (each.origin, each.stored, each.given_by) for each in values}


def test_a_value_is_own_or_missing() -> None:
    """A product that extends none has its own values, and questions without an answer."""
    assert origins("base", product("base", {"a": True, "b": None})) == {
        "a": (Origin.OWN, True, "base"),
        "b": (Origin.UNANSWERED, None, None),
        "c": (Origin.UNANSWERED, None, None),
        "d": (Origin.UNANSWERED, None, None),
    }


def test_a_chain_names_the_product_that_gives_the_value() -> None:
    """In a chain of editions, each value names the product that gives it, not the next one."""
    found = origins(
        "ipad",
        product("base", {"a": True, "b": True, "d": False}),
        product("ios", {"b": False}, extends="base"),
        product("ipad", {"d": True}, extends="ios"),
    )

    assert found["a"] == (Origin.INHERITED, True, "base")
    assert found["b"] == (Origin.INHERITED, False, "ios")
    assert found["d"] == (Origin.OWN, True, "ipad")


def test_a_question_that_is_not_asked_has_no_value_that_is_read() -> None:
    """A question that does not apply is not asked, whatever is stored for it, and by whom."""
    found = origins(
        "ios",
        product("base", {"a": True, "c": True}),
        product("ios", {"a": False}, extends="base"),
    )

    assert found["c"] == (Origin.NOT_ASKED, True, "base")


def test_only_values_that_are_read_count_as_inherited() -> None:
    """What is inherited is counted for each giver, without the questions that are not asked."""
    workspace = workspace_of(
        files_of(
            questions=dict(QUESTIONS),
            products=[
                product("base", {"b": True, "c": True, "d": True}),
                product("ios", {"a": False, "d": False}, extends="base"),
                product("ipad", extends="ios"),
            ],
        )
    )
    subject = Judge(workspace).product("ipad")
    values = profile_values(workspace.products["ipad"], subject.profile, workspace)

    assert inherited_values(values) == {"ios": 2, "base": 1}
    assert [each.read for each in values] == [False, True, None, False]
