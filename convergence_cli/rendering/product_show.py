"""What `product show` renders: one product whole, each value of its profile with its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import Value
from convergence_cli.model.dependants import dependants_of
from convergence_cli.model.questionnaire import Scope
from convergence_cli.model.workspace import Certification, Product, Workspace
from convergence_cli.profiling.origins import Origin, ProfileValue
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import product_words, words
from convergence_cli.rendering.condition_text import value_text
from convergence_cli.rendering.json_document import Json, definitions, document
from convergence_cli.rendering.page import Heading, Item, Lines, headed, page_markdown, page_text
from convergence_cli.rendering.product_words import named_products
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.scoring.score import SubjectScore

_OS = Text(en="operating system", fr="système")
_DEVICE = Text(en="device", fr="support")
_VERSIONS = Text(en="versions assessed", fr="versions évaluées")
_PURPOSE = Text(en="purpose", fr="finalité")
_CERTIFICATIONS = Text(en="Certifications", fr="Certifications")
_PROFILE = Text(en="Profile", fr="Profil")
_QUESTIONNAIRES = Text(en="Questionnaires", fr="Questionnaires")
_NO_CERTIFICATION = Text(en="none", fr="aucune")
_ISSUED = Text(en="issued on {day}", fr="délivrée le {day}")
_EXPIRES = Text(en="expires on {day}", fr="expire le {day}")
_EXPIRED = Text(en="expired on {day}", fr="échue le {day}")
_NOT_ASKED = Text(en="not asked", fr="non posée")
_KEPT = Text(en="not asked ({value} is kept, not read)", fr="non posée ({value} est gardé, pas lu)")
_MAY_NOT_APPLY = Text(en="may not be asked", fr="n'est peut-être pas posée")


@dataclass(frozen=True)
class ProductPage:
    """One product, and what its page says of it."""

    workspace: Workspace
    day: str
    product: Product
    score: SubjectScore
    values: Sequence[ProfileValue]
    """In the order of the preliminary questionnaire."""


def show_text(page: ProductPage, language: Language, screen: Screen) -> str:
    """Return the page of a product, for a terminal."""
    return page_text(_lines(page, language), screen)


def show_markdown(page: ProductPage, language: Language) -> str:
    """Return the page of a product as a document."""
    return page_markdown(_lines(page, language))


def show_json(page: ProductPage) -> str:
    """Return a product whole; the origin of a value is own, inherited, unanswered or not-asked."""
    product = page.product
    dependants = dependants_of(product.id, page.workspace.products)
    return document(
        as_of=page.day,
        definitions=definitions(page.workspace.questionnaires.values()),
        product={
            **product_words.product_json(product),
            "description": product.description,
            "purpose": product.purpose,
            "certifications": [_certification(each, page.day) for each in product.certifications],
            "extended_by": [each.id for each in dependants.editions],
            "required_by": [each.id for each in dependants.options],
        },
        profile=[value_json(each) for each in page.values],
        **product_words.questionnaires_json(page.score),
    )


def value_json(value: ProfileValue) -> Json:
    """Return what a product has for one question; null stands for no answer."""
    return {
        "question": value.question.id,
        "applies": value.applies.value,
        "origin": value.origin.value,
        "value": written(value.stored),
        "given_by": value.given_by,
    }


def written(value: Value | None) -> Any:
    """Return a profile value as JSON writes it."""
    return list(value) if isinstance(value, tuple) else value


def value_told(value: ProfileValue, product: str, language: Language) -> str:
    """Return a value and where it comes from; or that the question is not asked, or is open."""
    if value.origin is Origin.NOT_ASKED:
        if value.stored is None:
            return _NOT_ASKED.in_(language)
        kept = on_one_line(value_text(value.stored, language))
        return _KEPT.fill(value=kept).in_(language)
    if value.stored is None:
        told = words.NO_ANSWER_YET.in_(language)
    else:
        shown = on_one_line(value_text(value.stored, language))
        told = words.with_origin(shown, value.given_by or product, product, language)
    if value.applies is Truth.UNDETERMINED:
        told += f" · {_MAY_NOT_APPLY.in_(language)}"
    return told


def _lines(page: ProductPage, language: Language) -> Lines:
    product = page.product
    yield Heading(product_words.product_heading(page.score.subject, language), 1)
    yield from product_words.archive_lines(product, language)
    if product.description is not None:
        yield on_one_line(product.description)
    for label, text in _facts(page, language):
        if text:
            yield Item(words.labelled(label, on_one_line(text), language))
    yield from headed(_CERTIFICATIONS.in_(language), 2)
    for each in product.certifications:
        yield Item(" · ".join(_certification_told(each, page.day, language)))
    if not product.certifications:
        yield Item(_NO_CERTIFICATION.in_(language))
    yield from headed(_QUESTIONNAIRES.in_(language), 2)
    yield from product_words.questionnaire_items(page.score, language)
    yield from _profile(page, language)


def _facts(page: ProductPage, language: Language) -> Iterator[tuple[Text, str]]:
    product, products = page.product, page.workspace.products
    dependants = dependants_of(product.id, products)
    device = product.device
    yield _PURPOSE, product.purpose or ""
    yield _OS, product.os or ""
    yield _DEVICE, "" if device is None else product_words.DEVICE_WORDS[device].in_(language)
    yield _VERSIONS, words.joined(product.versions)
    yield product_words.MANAGER, product.manager or ""
    for label, ids in (
        (product_words.EXTENDS, () if product.extends is None else (product.extends,)),
        (product_words.EXTENDED_BY, [each.id for each in dependants.editions]),
        (product_words.REQUIRES, product.requires),
        (product_words.REQUIRED_BY, [each.id for each in dependants.options]),
    ):
        yield label, named_products(ids, products, language)


def _profile(page: ProductPage, language: Language) -> Lines:
    preliminary = page.workspace.preliminaries.get(Scope.PRODUCT)
    if preliminary is None:
        return
    yield from headed(_PROFILE.in_(language), 2)
    told = {each.question.id: each for each in page.values}
    for section in preliminary.sections:
        yield from headed(on_one_line(section.title.in_(language)), 3)
        for question in section.questions:
            shown = value_told(told[question.id], page.product.id, language)
            yield Item(words.labelled(question.id, shown, language))


def _certification_told(
    certification: Certification, day: str, language: Language
) -> Iterator[str]:
    yield on_one_line(certification.title)
    if certification.reference is not None:
        yield on_one_line(certification.reference)
    if certification.issued_on is not None:
        yield _ISSUED.fill(day=certification.issued_on).in_(language)
    if certification.expires_on is not None:
        end = _EXPIRED if _is_expired(certification, day) else _EXPIRES
        yield end.fill(day=certification.expires_on).in_(language)


def _certification(certification: Certification, day: str) -> Json:
    return {
        "title": certification.title,
        "reference": certification.reference,
        "issued_on": certification.issued_on,
        "expires_on": certification.expires_on,
        "expired": _is_expired(certification, day),
    }


def _is_expired(certification: Certification, day: str) -> bool:
    return certification.expires_on is not None and certification.expires_on < day
