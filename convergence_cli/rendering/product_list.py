"""What `product list` renders: each product, what it rests on, and how far it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.rendering import product_words, words
from convergence_cli.rendering.json_document import definitions, document
from convergence_cli.rendering.page import Lines, headed, page_markdown, page_text
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.score import SubjectScore

_NONE = Text(en="no product to list", fr="aucun produit à énumérer")


@dataclass(frozen=True)
class ProductList:
    """The products that were asked for."""

    workspace: Workspace
    scores: Sequence[SubjectScore]
    """By id."""


def list_text(listed: ProductList, language: Language, screen: Screen) -> str:
    """Return a paragraph for each product."""
    return page_text(_lines(listed, language), screen).lstrip("\n")


def list_markdown(listed: ProductList, language: Language) -> str:
    """Return a section for each product."""
    return page_markdown(_lines(listed, language))


def list_json(listed: ProductList) -> str:
    """Return one object for each product."""
    return document(
        definitions=definitions(listed.workspace.questionnaires.values()),
        products=[
            {
                **product_words.product_json(each.subject.product),
                **product_words.questionnaires_json(each),
            }
            for each in listed.scores
            if each.subject.product is not None
        ],
    )


def _lines(listed: ProductList, language: Language) -> Lines:
    if not listed.scores:
        yield _NONE.in_(language)
    for score in listed.scores:
        yield from headed(product_words.product_heading(score.subject, language), 3)
        if score.subject.product is not None:
            yield from _facts(score.subject.product, listed.workspace, language)
        yield from product_words.questionnaire_items(score, language)


def _facts(product: Product, workspace: Workspace, language: Language) -> Lines:
    extends = () if product.extends is None else (product.extends,)
    parts = [
        f"{label.in_(language)} {product_words.named_products(ids, workspace.products, language)}"
        for label, ids in (
            (product_words.EXTENDS, extends),
            (product_words.REQUIRES, product.requires),
        )
        if ids
    ]
    if product.manager is not None:
        parts.append(words.labelled(product_words.MANAGER, product.manager, language))
    if parts:
        yield " · ".join(parts)
    yield from product_words.archive_lines(product, language)
