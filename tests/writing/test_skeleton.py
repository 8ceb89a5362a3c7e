"""Skeletons: what a person fills in by removing a # is right, and nothing else is live YAML."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.language import Language, Text
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_explaining
from convergence_cli.loading.shipped import examples_folder
from convergence_cli.loading.source import Source
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.condition import ALWAYS
from convergence_cli.model.questionnaire import (
    Axis,
    Criterion,
    ExpectedStep,
    Option,
    Question,
    Questionnaire,
    QuestionType,
)
from convergence_cli.model.workspace import Product
from convergence_cli.writing.skeleton import answers_text, product_text

Data = dict[str, Any]

DAY = "2026-11-22"
SCHEMA = "../x.schema.json"


@cache
def example() -> Questionnaire:
    """Return the interoperability questionnaire of the example company."""
    loaded = load_workspace(examples_folder() / "exemple-sante")
    return loaded.workspace.questionnaires["interoperability"]


def skeleton(definition: Questionnaire, language: Language = Language.EN) -> str:
    """Return the skeleton in which every criterion of a questionnaire is open."""
    return answers_text(definition, definition.criteria, schema=SCHEMA, day=DAY, language=language)


def answers_in(text: str) -> Data:
    """Return the answers of a file that its schema accepts."""
    loaded = read_explaining(Source("answers.yaml", text), lambda _data: Contract.ANSWERS)
    assert loaded.diagnostics == ()
    assert loaded.data is not None
    return dict(loaded.data["answers"] or {})


def filled_in(text: str, id_: str, level: str) -> str:
    """Do what the file says: remove the # in front of a criterion's lines, and give a level."""
    block = re.compile(rf"^  # {re.escape(id_)}:\n  #   level:\n  #   comment: \"\"\n", re.M)
    assert len(block.findall(text)) == 1
    bare = f'  {id_}:\n    level: {level}\n    comment: ""\n'
    return block.sub(lambda _found: bare, text)


@pytest.mark.parametrize("language", Language)
def test_an_untouched_skeleton_answers_nothing(language: Language) -> None:
    """A skeleton is a valid file at once, and answers no criterion."""
    assert answers_in(skeleton(example(), language)) == {}


@pytest.mark.parametrize("id_", [each.id for each in example().criteria])
def test_each_criterion_can_be_filled_in(id_: str) -> None:
    """Removing the # of one block and giving a level answers that criterion, and no other."""
    text = filled_in(skeleton(example()), id_, "2")

    assert answers_in(text) == {id_: {"level": 2, "comment": ""}}


def test_all_criteria_can_be_filled_in() -> None:
    """Every block filled in, one after the other, the file answers the whole questionnaire."""
    text = skeleton(example(), Language.FR)
    for each in example().criteria:
        text = filled_in(text, each.id, "3")

    assert answers_in(text) == {each.id: {"level": 3, "comment": ""} for each in example().criteria}


@pytest.mark.parametrize("id_", ["1", "true", "Null", "1e3", "0x1F", "1.5", "no", "2026-01-01"])
def test_a_criterion_may_be_called_anything(id_: str) -> None:
    """A criterion whose id looks like a number or a truth is answered under that very id."""
    text = skeleton(_of(replace(example().criteria[0], id=id_)))
    *head, name, level, comment = text.splitlines()

    bare = [line.replace("# ", "", 1) for line in (name, f"{level} 1", comment)]

    assert answers_in("\n".join([*head, *bare, ""])) == {id_: {"level": 1, "comment": ""}}


def test_every_level_is_explained() -> None:
    """A block says what each level means, which one is expected on the day, and the target."""
    steps = (ExpectedStep("2024-01-01", 1), ExpectedStep("2026-12-01", 2))
    levels = {level: _both(f"Level {level}.") for level in range(4)}

    text = skeleton(_of(replace(example().criteria[0], expected=steps, levels=levels)))

    assert [line[6:] for line in text.splitlines() if "Level " in line] == [
        *("0 Level 0.", "1 Level 1. (expected)", "2 Level 2.", "3 Level 3. (target)"),
    ]


def test_what_is_inherited_and_undetermined_is_told() -> None:
    """A skeleton names how much is inherited from whom, and what waits for the profile."""
    definition = example()
    text = answers_text(
        definition,
        definition.criteria[:1],
        schema=SCHEMA,
        day=DAY,
        language=Language.EN,
        inherited=(12, "medicab"),
        undetermined=definition.criteria[1:3],
    )

    assert "# 12 answers are inherited from medicab; " in text
    assert "# Undetermined until the profile is answered: INT-SEM-02, INT-SEM-03\n" in text
    assert answers_in(text) == {}


HOSTILE = st.one_of(
    st.text(min_size=1),
    st.sampled_from(
        ["\n  LIVE: {level: 1}", "a\nLIVE: 1", "\r\nLIVE: 1", "\x85LIVE: 1", " \n# x", "]"]
    ),
    st.text(st.sampled_from("\n\r\t #:-{}[]'\"\\ab\u2028\x85"), min_size=1),
)


@settings(max_examples=150)
@given(title=HOSTILE, statement=HOSTILE, meaning=HOSTILE)
def test_no_definition_reaches_out_of_its_comment(title: str, statement: str, meaning: str) -> None:
    """Whatever a criterion is called, and says, its block is comments to the last line."""
    one = replace(
        example().criteria[0],
        title=_both(title),
        levels=dict.fromkeys(range(4), _both(meaning)),
        statement=_both(statement),
    )

    text = skeleton(replace(_of(one), version=title))

    assert answers_in(text) == {}
    live = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert [line.partition(":")[0] for line in live] == [
        *("format", "questionnaire", "version", "status", "answers"),
    ]


@settings(max_examples=150)
@given(name=HOSTILE, title=HOSTILE)
def test_no_question_reaches_out_of_its_comment(name: str, title: str) -> None:
    """Whatever a preliminary question asks, it stands as a comment in product.yaml."""
    options = (Option("first", _both(title)), Option("2", _both(title)))
    questions = [
        Question(f"{each}_question", each, _both(title), ALWAYS, options=options)
        for each in QuestionType
    ]
    product = Product(id="x", name=name, versions=("1",), profile={}, description=title)

    data = _declared(product, questions)

    assert {key: data[key] for key in ("name", "description", "profile")} == {
        "name": name,
        "description": title,
        "profile": None,
    }


@pytest.mark.parametrize(
    ("type_", "line", "value"),
    [
        (QuestionType.BOOLEAN, "true | false", True),
        (QuestionType.CHOICES, '[first, "2"]', ["first", "2"]),
        (QuestionType.CHOICE, 'first | "2"', "first"),
    ],
)
def test_the_comment_of_a_question_shows_how_to_answer(
    type_: QuestionType, line: str, value: object
) -> None:
    """Without its #, and with one choice kept, the comment of a question is its answer."""
    options = (Option("first", _both("First")), Option("2", _both("Second")))
    question = Question("on", type_, _both("Which?"), ALWAYS, options=options)
    product = Product(id="x", name="X", versions=("1",))

    text = product_text(product, [question], SCHEMA, Language.EN)

    commented = f'  # "on": {line}\n'
    assert commented in text
    kept = commented.replace("# ", "").partition(" | ")[0].rstrip() + "\n"
    answered = text.replace(commented, kept)
    assert _product_in(answered)["profile"] == {"on": value}


def _declared(product: Product, questions: Sequence[Question]) -> Data:
    return _product_in(product_text(product, questions, SCHEMA, Language.EN))


def _product_in(text: str) -> Data:
    loaded = read_explaining(Source("product.yaml", text), lambda _data: Contract.PRODUCT)
    assert loaded.diagnostics == ()
    assert loaded.data is not None
    return dict(loaded.data)


def _of(criterion: Criterion) -> Questionnaire:
    """Return a questionnaire of one criterion."""
    return replace(example(), axes=(Axis("A", _both("Axis"), (criterion,)),))


def _both(text: str) -> Text:
    return Text(en=text, fr=text)
