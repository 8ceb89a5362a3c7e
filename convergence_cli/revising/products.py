"""Which edits make a product archived, active again, another's copy, or of another kind."""

from collections.abc import Iterator, Mapping, Sequence

from convergence_cli.model.edit import Data, Edit, Put, Remove
from convergence_cli.model.workspace import (
    AnswerSheet,
    Product,
    ProductKind,
    ProductStatus,
    SheetStatus,
)

ORDER = (
    *("format", "id", "name", "os", "device", "kind", "requires", "extends"),
    *("status", "archived_on", "archived_because", "deployment", "versions"),
    *("description", "purpose", "certifications", "manager", "profile"),
)
"""The keys of a declaration, in the order in which a new one takes its place."""


def archive_edits(day: str, reason: str) -> tuple[Edit, ...]:
    """Return what archives a product on an ISO day."""
    return (
        _put("status", ProductStatus.ARCHIVED.value),
        _put("archived_on", day),
        _put("archived_because", reason),
    )


def restore_edits(product: Product) -> tuple[Edit, ...]:
    """Return what makes an archived product active again."""
    return (_put("status", ProductStatus.ACTIVE.value), *_without_archive(product))


def convert_edits(product: Product, kind: ProductKind, requires: Sequence[str]) -> tuple[Edit, ...]:
    """Return what makes a product another kind; a base product requires nothing."""
    if kind is ProductKind.OPTION:
        return (_put("kind", kind.value), _put("requires", [*requires]))
    removed = (Remove(("requires",)),) if product.requires else ()
    return (_put("kind", kind.value), *removed)


def copy_edits(product: Product, identity: Mapping[str, Data]) -> tuple[Edit, ...]:
    """Return what makes the declaration of a product that of its copy; null takes a key away.

    Certificates and an archive belong to the product that has them, and are not copied.
    """
    own = tuple(
        Remove((key,)) if value is None else _put(key, value)
        for key, value in identity.items()
        if value is not None or getattr(product, key) is not None
    )
    certified = (Remove(("certifications",)),) if product.certifications else ()
    restored = restore_edits(product) if product.is_archived else ()
    return (*own, *certified, *restored)


def draft_edits(sheet: AnswerSheet) -> tuple[Edit, ...]:
    """Return what makes answers a draft that nobody sealed."""
    validated = sheet.status is SheetStatus.VALIDATED
    status = (Put(("status",), SheetStatus.DRAFT.value),) if validated else ()
    return (*status, *(() if sheet.seal is None else (Remove(("seal",)),)))


def _put(key: str, value: Data) -> Put:
    return Put((key,), value, ORDER)


def _without_archive(product: Product) -> Iterator[Edit]:
    if product.archived_on is not None:
        yield Remove(("archived_on",))
    if product.archived_because is not None:
        yield Remove(("archived_because",))
