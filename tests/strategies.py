"""Random workspaces, as the plain data of files that hold together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

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
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
QUICK = settings(THOROUGH, max_examples=70)

DAYS = ("2023-12-31", "2024-01-01", "2025-06-30", "2025-07-01", "2026-11-21")
TYPES = ("boolean", "boolean", "choice", "choices", "number", "text")
OPTIONS = ("x", "y", "na")
COMPARABLE: Mapping[str, tuple[Any, ...]] = {
    "boolean": (True, False),
    "choice": OPTIONS,
    "choices": OPTIONS,
    "number": (0, 1, 1.5),
    "text": ("x", "true", "1"),
}
"""What a condition may compare an answer with, by type of question."""

Key = TypeVar("Key")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """Preliminary questions, values stored for them, and conditions that read them."""

    questions: Mapping[str, When]
    """The condition of each question, by id."""
    values: Mapping[str, Any]
    conditions: tuple[When, ...]


@st.composite
def asked(draw: DrawFn, *, with_answered: bool = True) -> Asked:
    """Draw questions, a profile and conditions; without `answered`, knowledge only grows."""
    questions = _questions(draw, 1, with_answered=with_answered)
    return Asked(
        {each["id"]: each.get("applies_when") for each in questions},
        _profile(draw, questions),
        tuple(_condition(draw, questions, with_answered=with_answered) for _ in range(3)),
    )


@st.composite
def workspaces(draw: DrawFn) -> Files:
    """Draw the files of a workspace that has no error."""
    questions = _questions(draw, 1)
    company_questions = _questions(draw, 0)
    definitions = [
        _definition(draw, f"product-{index}", questions, "product")
        for index in range(_whole(draw, 1, 2))
    ]
    definitions.append(_definition(draw, "company", company_questions, "company"))
    preliminaries = {"product": preliminary_of(*_sections(questions))}
    if company_questions:
        sections = _sections(company_questions)
        preliminaries["company"] = preliminary_of(*sections, scope="company")
    products = _products(draw, questions)
    subjects = {COMPANY: "company", **dict.fromkeys(products, "product")}
    return Files(
        preliminaries=preliminaries,
        questionnaires={each["id"]: each for each in definitions},
        products=products,
        answers={
            subject: {
                each["id"]: _levels(draw, each)
                for each in definitions
                if each["scope"] == scope and not _is_rare(draw)
            }
            for subject, scope in subjects.items()
        },
        company_profile=_profile(draw, company_questions),
    )


@st.composite
def definitions(draw: DrawFn) -> Files:
    """Draw a preliminary questionnaire and one that it decides: few enough questions to try all."""
    questions = _questions(draw, 1, 3)
    definition = _definition(draw, "product-0", questions, "product")
    return Files(
        preliminaries={"product": preliminary_of(*_sections(questions))},
        questionnaires={definition["id"]: definition},
    )


def _whole(draw: DrawFn, least: int, most: int) -> int:
    return draw(st.integers(least, most))


def _one_of(draw: DrawFn, items: Sequence[Item]) -> Item:
    return items[_whole(draw, 0, len(items) - 1)]


def _is_rare(draw: DrawFn) -> bool:
    return _whole(draw, 0, 3) == 3


def _some_of(draw: DrawFn, items: Iterable[Item]) -> list[Item]:
    return [each for each in items if draw(st.booleans())]


def _questions(
    draw: DrawFn, at_least: int, at_most: int = 4, *, with_answered: bool = True
) -> list[Data]:
    """Draw questions in any order of which none decides itself in a loop."""
    questions: list[Data] = []
    for index in range(_whole(draw, at_least, at_most)):
        type_ = _one_of(draw, TYPES)
        keys: Data = {}
        if type_ in ("choice", "choices"):
            keys["options"] = [{"value": value, "label": text(value)} for value in OPTIONS]
        when = _condition(draw, questions, with_answered=with_answered)
        questions.append(question(f"q{index}", when, type_, **keys))
    return draw(st.permutations(questions))


def _condition(
    draw: DrawFn, questions: Sequence[Data], *, with_answered: bool = True, depth: int = 2
) -> When:
    words = ("none", "always", "atom", "atom", "atom", "atom", "all", "any", "not")
    word = _one_of(draw, words if depth else words[:-3])
    if not questions or word == "none":
        return None
    if word == "always":
        return "always"
    if word == "atom":
        return _atom(draw, _one_of(draw, questions), with_answered=with_answered)

    def term() -> When:
        when = _condition(draw, questions, with_answered=with_answered, depth=depth - 1)
        # Only a key can be left out; a term is written.
        return "always" if when is None else when

    if word == "not":
        return {"not": term()}
    return {word: [term() for _ in range(_whole(draw, 1, 3))]}


def _atom(draw: DrawFn, asked_first: Data, *, with_answered: bool) -> When:
    id_, values = asked_first["id"], COMPARABLE[asked_first["type"]]
    is_boolean = asked_first["type"] == "boolean"
    form = _one_of(
        draw,
        (
            *(("is true",) * 3 if is_boolean else ()),
            "equals",
            "one of",
            *(("answered",) if with_answered else ()),
        ),
    )
    if form == "is true":
        return str(id_)
    if form == "answered":
        return {"answered": id_}
    value = _one_of(draw, values)
    return {id_: value if form == "equals" else list(dict.fromkeys((value, values[0])))}


def _profile(draw: DrawFn, questions: Sequence[Data]) -> dict[str, Any]:
    """Draw stored values: answers, gaps, nulls and empty texts, for hidden questions too."""
    forms = (*("answer",) * 6, "left out", None, "")
    profile: dict[str, Any] = {}
    for each in questions:
        form = _one_of(draw, forms)
        if form == "answer":
            values = COMPARABLE[each["type"]]
            is_list = each["type"] == "choices"
            profile[each["id"]] = _some_of(draw, values) if is_list else _one_of(draw, values)
        elif form != "left out":
            profile[each["id"]] = form
    return profile


def _sections(questions: Sequence[Data]) -> tuple[tuple[str, Sequence[Data]], ...]:
    half = len(questions) // 2
    return ("procedures", questions[:half]), ("information", questions[half:])


def _definition(draw: DrawFn, id_: str, questions: Sequence[Data], scope: str) -> Data:
    top = _whole(draw, 1, 9)
    kind = _one_of(draw, ("maturity", "requirements"))
    axes = {
        f"AXIS-{axis}": [
            _criterion(draw, f"{id_}-{axis}-{index}", questions, top, kind)
            for index in range(_whole(draw, 1, 3))
        ]
        for axis in range(_whole(draw, 1, 3))
    }
    # Most questionnaires apply, so that most examples have something to score.
    whole = _condition(draw, questions) if _is_rare(draw) else None
    definition = questionnaire(id_, axes, whole, scope=scope, kind=kind)
    is_doctrine = top == 3 and draw(st.booleans())
    return definition if is_doctrine else {**definition, "scale": scale(top)}


def _criterion(draw: DrawFn, id_: str, questions: Sequence[Data], top: int, kind: str) -> Data:
    when = _condition(draw, questions)
    expected: int | list[Data] = _whole(draw, 0, top)
    if draw(st.booleans()):
        days = _some_of(draw, DAYS[1:-1]) or DAYS[-1:]
        expected = [{"from": day, "level": _whole(draw, 0, top)} for day in days]
    written = criterion(id_, when, expected, top)
    if kind == "maturity":
        return written
    del written["levels"]
    if _is_rare(draw):
        del written["expected"]
    return {**written, "statement": text(id_), "strength": "must"}


def _products(draw: DrawFn, questions: Sequence[Data]) -> dict[str, Data]:
    products: dict[str, Data] = {}
    for index in range(_whole(draw, 1, 3)):
        extended = _one_of(draw, (None, *products))
        products[f"p{index}"] = product(f"p{index}", _profile(draw, questions), extends=extended)
    return dict(reversed(products.items())) if draw(st.booleans()) else products


def _levels(draw: DrawFn, definition: Data) -> dict[str, Level]:
    top = definition["scale"][-1]["level"] if "scale" in definition else 3
    given: tuple[Level | None, ...] = (None, None, "na", *range(top + 1))
    levels: dict[str, Level] = {}
    for axis in definition["axes"]:
        for each in axis["criteria"]:
            level = _one_of(draw, given)
            if level is not None:
                levels[each["id"]] = level
    return levels


@st.composite
def reordered(draw: DrawFn, files: Files) -> Files:
    """Draw the same files with every mapping, and the preliminary questions, in another order."""

    def shuffled(mapping: Mapping[Key, Item]) -> dict[Key, Item]:
        return dict(draw(st.permutations(list(mapping.items()))))

    return replace(
        files,
        preliminaries={
            scope: {
                **each,
                "sections": [
                    {**section, "questions": draw(st.permutations(section["questions"]))}
                    for section in reversed(each["sections"])
                ],
            }
            for scope, each in files.preliminaries.items()
        },
        questionnaires=shuffled(files.questionnaires),
        products={
            id_: {**each, "profile": shuffled(each["profile"])}
            for id_, each in shuffled(files.products).items()
        },
        answers={
            subject: {id_: shuffled(levels) for id_, levels in shuffled(sheets).items()}
            for subject, sheets in shuffled(files.answers).items()
        },
        company_profile=shuffled(files.company_profile),
    )
