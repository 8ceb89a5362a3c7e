"""What definitions say of themselves."""

from typing import Any

import pytest

from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.model.questionnaire import DOCTRINE_SCALE, Colour, Criterion, ExpectedStep
from convergence_cli.model.workspace import Product, ProductStatus
from tests.building import NO_TEXT, workspace_of
from tests.written import criterion, files_of, preliminary_of, question, questionnaire

ROUTED: dict[str, Any] = {"X": [criterion("C2"), criterion("C1")], "Y": [criterion("C3")]}


def test_the_scale_of_the_doctrine_has_four_levels() -> None:
    """A definition that declares no scale has red 0, orange 1, yellow 2 and green 3."""
    built = build_questionnaire(questionnaire("q", ROUTED), "q.yaml")

    assert built.scale is DOCTRINE_SCALE
    assert [(each.level, each.colour) for each in built.scale.levels] == [
        (0, Colour.RED),
        (1, Colour.ORANGE),
        (2, Colour.YELLOW),
        (3, Colour.GREEN),
    ]
    assert (built.scale.top, built.scale.values) == (3, (0, 1, 2, 3))


def test_criteria_stand_in_the_order_of_the_axes() -> None:
    """Criteria are read axis by axis, found by id, and know their axis and their place."""
    built = build_questionnaire(questionnaire("q", ROUTED), "q.yaml")

    assert [(each.id, each.axis) for each in built.criteria] == [
        ("C2", "X"),
        ("C1", "X"),
        ("C3", "Y"),
    ]
    assert built.criterion_by_id["C3"] is built.criteria[2]
    assert [(each.id, route) for each, route in built.routes()] == [
        ("C2", ("axes", 0, "criteria", 0)),
        ("C1", ("axes", 0, "criteria", 1)),
        ("C3", ("axes", 1, "criteria", 0)),
    ]


def test_questions_stand_in_the_order_of_the_sections() -> None:
    """Preliminary questions are read section by section, found by id, and know their place."""
    sections = ("procedures", [question("b")]), ("information", [question("a"), question("c")])
    built = build_preliminary(preliminary_of(*sections), "preliminary.yaml")

    assert [each.id for each in built.questions] == ["b", "a", "c"]
    assert built.question_by_id["a"] is built.questions[1]
    assert [(each.id, route) for each, route in built.routes()] == [
        ("b", ("sections", 0, "questions", 0)),
        ("a", ("sections", 1, "questions", 0)),
        ("c", ("sections", 1, "questions", 1)),
    ]


@pytest.mark.parametrize(
    ("day", "level"),
    [("0001-01-01", 0), ("2024-01-01", 2), ("2025-01-01", 1), ("9999-12-31", 1)],
)
def test_the_expected_level_can_go_down(day: str, level: int) -> None:
    """Each step replaces the one before, upwards or downwards, from its own day on."""
    steps = (ExpectedStep("2024-01-01", 2), ExpectedStep("2025-01-01", 1))
    dated = Criterion("C", "X", NO_TEXT, steps, "2021-12-23")

    assert dated.expected_on(day) == level


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_expected_level_without_a_date_always_holds(day: str) -> None:
    """A level that is expected without a date is expected on every day."""
    undated = Criterion("C", "X", NO_TEXT, (ExpectedStep("", 2),), "2021-12-23")

    assert undated.expected_on(day) == 2


def test_questionnaires_are_told_apart_by_scope() -> None:
    """Products answer the questionnaires of their scope, and the company those of its own."""
    definitions = [
        questionnaire("b", ROUTED),
        questionnaire("a", ROUTED, scope="company"),
        questionnaire("c", ROUTED),
    ]
    workspace = workspace_of(files_of(questionnaires=definitions))

    by_scope = {
        scope: [each.id for each in workspace.questionnaires_of(scope)]
        for scope in {each.scope for each in workspace.questionnaires.values()}
    }
    assert by_scope == {"product": ["b", "c"], "company": ["a"]}


def test_only_archived_products_are_archived() -> None:
    """A product stays in every table until it is archived."""
    products = [Product(status, status, status=status) for status in ProductStatus]

    assert {each.id: each.is_archived for each in products} == {"active": False, "archived": True}
