"""Products that came, went, were archived or restored."""

from collections.abc import Iterator, Mapping

from convergence_cli.model.workspace import Product
from convergence_cli.reviewing.change import Change, ChangeKind

Products = Mapping[str, Product]

_ALIKE = 0.5
"""The part of its answers that a product shares with one that it may be under another name."""


def added(product: Product) -> Change:
    """Return the change that a product was not there before."""
    return Change(ChangeKind.PRODUCT_ADDED, product.id, after=product.status.value)


def deleted(product: Product, before: Products, after: Products) -> Change:
    """Return the change that a product is gone, with the new one that looks like it."""
    new = [each for id_, each in after.items() if id_ not in before]
    return Change(
        ChangeKind.PRODUCT_DELETED,
        product.id,
        before=product.status.value,
        successor=_like(product, new),
    )


def moved(before: Product, after: Product) -> Iterator[Change]:
    """Yield whether a product was archived, or restored."""
    if before.is_archived is not after.is_archived:
        is_gone = after.is_archived
        kind = ChangeKind.PRODUCT_ARCHIVED if is_gone else ChangeKind.PRODUCT_RESTORED
        yield Change(kind, after.id, before=before.status.value, after=after.status.value)


def _like(product: Product, others: list[Product]) -> str:
    """Return the id of the product that has most of another one's answers; empty for none."""
    answers = _answers(product)
    shares = {each.id: len(answers & _answers(each)) for each in others}
    best = max(shares, key=lambda id_: shares[id_], default="")
    if best and answers:
        return best if shares[best] >= _ALIKE * len(answers) else ""
    return next((each.id for each in others if each.name == product.name), "")


def _answers(product: Product) -> set[tuple[str, str, object]]:
    return {
        (id_, criterion, answer.level)
        for id_, sheet in product.sheets.items()
        for criterion, answer in sheet.answers.items()
    }
