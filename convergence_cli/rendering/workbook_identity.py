"""What a workbook says of a product, or of the company, before any figure."""

from collections.abc import Iterator, Sequence

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Product, Workspace
from convergence_cli.rendering import product_words, words
from convergence_cli.scoring.standing import Subject

_SIREN = Text(en="SIREN", fr="SIREN")
_PRODUCT = Text(en="Product", fr="Produit")
_PRODUCTS = Text(en="Products", fr="Produits")
_KIND = Text(en="Kind", fr="Nature")
_SYSTEM = Text(en="System and device", fr="Système et appareil")
_VERSIONS = Text(en="Versions", fr="Versions")
_DEPLOYMENT = Text(en="Deployment", fr="Déploiement")
_EXTENDS = Text(en="Edition of", fr="Édition de")
_REQUIRES = Text(en="Requires", fr="Requiert")
_MANAGER = Text(en="Manager", fr="Responsable")
_DESCRIPTION = Text(en="Description", fr="Description")
_CERTIFICATIONS = Text(en="Certifications", fr="Certifications")

Said = tuple[Text, str | None]
"""A label, and a value that may be missing."""


def identity(
    workspace: Workspace, subjects: Sequence[Subject], language: Language
) -> Iterator[tuple[str, str]]:
    """Yield labels and values: the company, then its one product, or the products by name."""
    company = workspace.company
    said: list[Said] = [(words.COMPANY, company.name), (_SIREN, company.siren)]
    products = [each.product for each in subjects if each.product is not None]
    if len(products) == 1:
        said += _declared(products[0], workspace, language)
    elif products:
        said.append((_PRODUCTS, ", ".join(f"{each.name} ({each.id})" for each in products)))
    for label, value in said:
        if value:
            yield label.in_(language), value


def _declared(product: Product, workspace: Workspace, language: Language) -> list[Said]:
    names = {each.id: each.name for each in workspace.members}
    device = None if product.device is None else product_words.DEVICE_WORDS[product.device]
    system = (product.os, None if device is None else device.in_(language))
    manager = product.manager
    return [
        (_PRODUCT, f"{product.name} ({product.id})"),
        (_KIND, words.PRODUCT_KIND_WORDS[product.kind].in_(language)),
        (_SYSTEM, " · ".join(each for each in system if each)),
        (_VERSIONS, ", ".join(product.versions)),
        (_DEPLOYMENT, product_words.DEPLOYMENT_WORDS[product.deployment].in_(language)),
        (_EXTENDS, product.extends),
        (_REQUIRES, ", ".join(product.requires)),
        (_MANAGER, None if manager is None else names.get(manager, manager)),
        (_DESCRIPTION, product.description),
        (_CERTIFICATIONS, "\n".join(_certificates(product))),
    ]


def _certificates(product: Product) -> Iterator[str]:
    for each in product.certifications:
        days = " → ".join(day for day in (each.issued_on, each.expires_on) if day)
        yield " · ".join(part for part in (each.title, each.reference, days) if part)
