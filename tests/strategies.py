"""Random workspaces, as the plain data of files that hold together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.written import (
    COMPANY,
    Data,
    Files,
    Level,
    When,
    criterion,
    preliminary_of,
    product,
    question,
    questionnaire,
    scale,
    text,
)

# A workspace is large: generating many takes seconds on a slow machine, which is no defect.
THOROUGH = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
QUICK = settings(THOROUGH, max_examples=80)

DAYS = ("2023-12-31", "2024-01-01", "2025-06-30", "2025-07-01", "2026-11-21")
OPTIONS = ("x", "y", "na")
NUMBERS = (0, 1, 1.5)
TEXTS = ("x", "true", "1")
UNANSWERED = ("left out", None, "")

Key = TypeVar("Key")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """A preliminary questionnaire, values stored for it, and conditions that read it."""

    questions: Mapping[str, When]
    """The condition of each question, by id."""
    values: Mapping[str, Any]
    conditions: tuple[When, ...]


@st.composite
def asked(draw: DrawFn, *, with_answered: bool = True) -> Asked:
    """Draw questions, a profile and conditions; without `answered`, knowledge only grows."""
    questions = draw(questions_that_hold(with_answered=with_answered))
    conditions = [draw(conditions_on(questions, with_answered=with_answered)) for _ in range(3)]
    return Asked(
        {each["id"]: each.get("applies_when") for each in questions},
        draw(profiles_for(questions)),
        tuple(conditions),
    )


@st.composite
def questions_that_hold(
    draw: DrawFn, *, at_least: int = 1, with_answered: bool = True
) -> list[Data]:
    """Draw preliminary questions in any order, none of which decides itself in a loop."""
    count = draw(st.integers(at_least, 5))
    questions: list[Data] = []
    for index in range(count):
        type_ = draw(st.sampled_from(("boolean", "boolean", "choice", "choices", "number", "text")))
        keys: Data = {}
        if type_ in ("choice", "choices"):
            keys["options"] = [{"value": value, "label": text(value)} for value in OPTIONS]
        when = draw(conditions_on(questions, with_answered=with_answered))
        questions.append(question(f"q{index}", when, type_, **keys))
    return draw(st.permutations(questions))


@st.composite
def conditions_on(
    draw: DrawFn, questions: Sequence[Data], *, with_answered: bool = True, depth: int = 2
) -> When:
    """Draw a condition that reads some of these questions."""
    words = ["none", "always", "atom", "atom", "atom", "atom"]
    if depth > 0:
        words += ["all", "any", "not"]
    word = draw(st.sampled_from(words))
    if not questions or word == "none":
        return None
    if word == "always":
        return "always"
    if word == "atom":
        return draw(_atoms_on(draw(st.sampled_from(questions)), with_answered=with_answered))
    terms = conditions_on(questions, with_answered=with_answered, depth=depth - 1).map(_term)
    if word == "not":
        return {"not": draw(terms)}
    return {word: [draw(terms) for _ in range(draw(st.integers(1, 3)))]}


def _term(when: When) -> When:
    # Only a key can be left out; a term is written.
    return "always" if when is None else when


@st.composite
def _atoms_on(draw: DrawFn, asked_first: Data, *, with_answered: bool) -> When:
    id_, type_ = asked_first["id"], asked_first["type"]
    forms = ["equals", "one of"]
    if type_ == "boolean":
        forms += ["is true"] * 3
    if with_answered:
        forms.append("answered")
    form = draw(st.sampled_from(forms))
    if form == "is true":
        return str(id_)
    if form == "answered":
        return {"answered": id_}
    values = _comparable(type_)
    if form == "equals":
        return {id_: draw(st.sampled_from(values))}
    return {id_: draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))}


def _comparable(type_: str) -> tuple[Any, ...]:
    match type_:
        case "boolean":
            return (True, False)
        case "number":
            return NUMBERS
        case "text":
            return TEXTS
        case _:
            return OPTIONS


def answers_to(question_: Data) -> SearchStrategy[Any]:
    """Draw an answer to a preliminary question."""
    values = st.sampled_from(_comparable(question_["type"]))
    if question_["type"] == "choices":
        return st.lists(values, max_size=2, unique=True)
    return values


@st.composite
def profiles_for(draw: DrawFn, questions: Sequence[Data]) -> dict[str, Any]:
    """Draw stored values: answers, gaps, nulls and empty texts, for hidden questions too."""
    profile: dict[str, Any] = {}
    for each in draw(st.permutations(questions)):
        form = draw(st.sampled_from((*UNANSWERED, *["answer"] * 6)))
        if form == "answer":
            profile[each["id"]] = draw(answers_to(each))
        elif form != "left out":
            profile[each["id"]] = form
    return profile


@st.composite
def workspaces(draw: DrawFn) -> Files:
    """Draw the files of a workspace that has no error."""
    questions = draw(questions_that_hold())
    company_questions = draw(questions_that_hold(at_least=0))
    definitions = [
        draw(definitions_on(f"product-{index}", questions, "product"))
        for index in range(draw(st.integers(1, 2)))
    ]
    definitions.append(draw(definitions_on("company", company_questions, "company")))
    products = draw(_products(questions))
    preliminaries = {"product": preliminary_of(*_sections(questions))}
    if company_questions:
        sections = _sections(company_questions)
        preliminaries["company"] = preliminary_of(*sections, scope="company")
    subjects = {COMPANY: "company", **dict.fromkeys(products, "product")}
    return Files(
        preliminaries=preliminaries,
        questionnaires={each["id"]: each for each in definitions},
        products=products,
        answers={
            subject: {
                each["id"]: draw(_levels_for(each))
                for each in definitions
                if each["scope"] == scope and draw(st.integers(0, 3))
            }
            for subject, scope in subjects.items()
        },
        company_profile=draw(profiles_for(company_questions)),
    )


def _sections(questions: Sequence[Data]) -> tuple[tuple[str, Sequence[Data]], ...]:
    half = len(questions) // 2
    return ("procedures", questions[:half]), ("information", questions[half:])


@st.composite
def definitions_on(draw: DrawFn, id_: str, questions: Sequence[Data], scope: str) -> Data:
    """Draw a maturity questionnaire or a requirement set with its own scale."""
    top = draw(st.integers(1, 9))
    kind = draw(st.sampled_from(("maturity", "requirements")))
    axes = {
        f"AXIS-{axis}": [
            draw(_criteria(f"{id_}-{axis}-{index}", questions, top, kind))
            for index in range(draw(st.integers(1, 3)))
        ]
        for axis in range(draw(st.integers(1, 3)))
    }
    # Most questionnaires apply, so that most examples have something to score.
    whole = draw(conditions_on(questions)) if draw(st.integers(0, 2)) == 0 else None
    definition = questionnaire(id_, axes, whole, scope=scope, kind=kind)
    is_doctrine = top == 3 and draw(st.booleans())
    return definition if is_doctrine else {**definition, "scale": scale(top)}


@st.composite
def _criteria(draw: DrawFn, id_: str, questions: Sequence[Data], top: int, kind: str) -> Data:
    when = draw(conditions_on(questions))
    levels = st.integers(0, top)
    dated = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(sorted)
    expected: int | list[Data] = draw(levels)
    if draw(st.booleans()):
        expected = [{"from": day, "level": draw(levels)} for day in draw(dated)]
    written = criterion(id_, when, expected, top)
    if kind == "maturity":
        return written
    del written["levels"]
    if draw(st.booleans()):
        del written["expected"]
    return {**written, "statement": text(id_), "strength": "must"}


@st.composite
def _products(draw: DrawFn, questions: Sequence[Data]) -> dict[str, Data]:
    products: list[Data] = []
    for index in range(draw(st.integers(1, 3))):
        extended = draw(st.sampled_from((None, *(each["id"] for each in products))))
        products.append(product(f"p{index}", draw(profiles_for(questions)), extends=extended))
    return {each["id"]: each for each in draw(st.permutations(products))}


@st.composite
def _levels_for(draw: DrawFn, definition: Data) -> dict[str, Level]:
    top = definition["scale"][-1]["level"] if "scale" in definition else 3
    levels: dict[str, Level] = {}
    for axis in definition["axes"]:
        for each in axis["criteria"]:
            given = draw(st.sampled_from((None, "na", *range(top + 1))))
            if given is not None:
                levels[each["id"]] = given
    return levels


@st.composite
def reordered(draw: DrawFn, files: Files) -> Files:
    """Draw the same files with every mapping, and the preliminary questions, in another order."""
    return replace(
        files,
        preliminaries={
            scope: _with_sections(each, draw(st.permutations(each["sections"])))
            for scope, each in files.preliminaries.items()
        },
        questionnaires=draw(_in_another_order(files.questionnaires)),
        products={
            id_: {**each, "profile": draw(_in_another_order(each["profile"]))}
            for id_, each in draw(_in_another_order(files.products)).items()
        },
        answers={
            subject: {
                id_: draw(_in_another_order(levels))
                for id_, levels in draw(_in_another_order(sheets)).items()
            }
            for subject, sheets in draw(_in_another_order(files.answers)).items()
        },
        company_profile=draw(_in_another_order(files.company_profile)),
    )


def _with_sections(definition: Data, sections: Sequence[Data]) -> Data:
    return {
        **definition,
        "sections": [{**each, "questions": each["questions"][::-1]} for each in sections],
    }


def _in_another_order(mapping: Mapping[Key, Item]) -> SearchStrategy[dict[Key, Item]]:
    return st.permutations(list(mapping.items())).map(dict)


@st.composite
def answers_in(draw: DrawFn, files: Files) -> tuple[str, str, str] | None:
    """Draw the place of an answer with a level: subject, questionnaire, criterion; if any."""
    places = [
        (subject, questionnaire_id, criterion_id)
        for subject, sheets in files.answers.items()
        for questionnaire_id, levels in sheets.items()
        for criterion_id, level in levels.items()
        if level != "na"
    ]
    return draw(st.sampled_from(places)) if places else None
