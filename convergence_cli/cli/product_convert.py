"""`convergence product convert`: a base product becomes an option, or an option a base product."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import is_interactive, say, spoken
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.model.workspace import ProductKind

if TYPE_CHECKING:
    from convergence_cli.model.workspace import Product, Workspace

ToOption = Annotated[ProductKind, typer.Option("--to", help="The kind that it becomes.")]
RequiresOption = Annotated[
    list[str] | None,
    typer.Option(
        "--requires",
        metavar="ID",
        help="A product that the option is bought with; may be repeated; asked for on a terminal.",
    ),
]

_SAME_KIND = Text(en="'{id}' is {kind} already", fr="« {id} » est déjà {kind}")
_A_BASE = Text(en="a base product", fr="un produit socle")
_AN_OPTION = Text(en="an option", fr="une option")
_BASE_REQUIRES = Text(
    en="a base product requires no other: --requires goes with --to option",
    fr="un produit socle n'en requiert pas d'autre : --requires va avec --to option",
)
_NO_SUPPORT = Text(
    en="an option needs at least one base product, and none is named",
    fr="une option a besoin d'un produit socle au moins, et aucun n'est nommé",
)
_GIVE_REQUIRES = Text(
    en="give --requires ID; base products: {ids}", fr="donnez --requires ID ; socles : {ids}"
)
_ITSELF = Text(en="'{id}' cannot require itself", fr="« {id} » ne peut se requérir lui-même")
_ARCHIVED = Text(
    en="'{id}' is archived: an active option cannot be bought with it",
    fr="« {id} » est archivé : une option active ne s'achète pas avec lui",
)
_LEFT = Text(
    en="these would be left without a base product, since they require '{id}': {dependants}",
    fr="ceux-ci resteraient sans produit socle, car ils requièrent « {id} » : {dependants}",
)
_TELL_THEM = Text(
    en="give each another base product first, under 'requires' of its product.yaml, or convert it: "
    "convergence product convert ID --to base",
    fr="donnez d'abord à chacun un autre socle, sous « requires » de son product.yaml, ou "
    "convertissez-le : convergence product convert ID --to base",
)
_WITH_WHICH = Text(en="Bought with which products?", fr="Achetée avec quels produits ?")
_TICK_ONE = Text(
    en="an option needs at least one: tick it with space",
    fr="il en faut au moins un à une option : cochez-le avec espace",
)
_CONVERTED = Text(en="'{id}' is {kind} now", fr="« {id} » est désormais {kind}")


def product_convert(
    product: options.ProductArgument,
    to: ToOption,
    requires: RequiresOption = None,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Make a base product an option, or an option a base product.

    An option requires a base product; nothing that requires this one may lose its own.

    Example: convergence product convert medicab-agenda --to base
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.product_changes import carry_out, edit_product
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session
    from convergence_cli.revising.products import convert_edits

    session = open_session(workspace, lang, as_of)
    session.refuse_errors()
    products = session.workspace.products
    chosen = products[known_id(product, products, NO_PRODUCT)]
    if chosen.kind is to:
        raise ConvergenceError(_SAME_KIND.fill(id=chosen.id, kind=_kind(to)))
    is_asked = to is ProductKind.OPTION and not requires and is_interactive()
    supports: Sequence[str] = ()
    if to is ProductKind.OPTION:
        _refuse_left(chosen, session.workspace)
        supports = _supports(chosen, requires or (), session.workspace)
    elif requires:
        raise ConvergenceError(_BASE_REQUIRES)
    changes = Changes(session.root)
    edit_product(changes, chosen, convert_edits(chosen, to, supports))
    if carry_out(session, changes, is_asked=is_asked, dry_run=dry_run):
        say(_CONVERTED.fill(id=chosen.id, kind=_kind(to)))


def _kind(kind: ProductKind) -> Text:
    return _A_BASE if kind is ProductKind.BASE else _AN_OPTION


def _refuse_left(product: "Product", workspace: "Workspace") -> None:
    from convergence_cli.diagnostics.wording import named
    from convergence_cli.model.dependants import left_without_base

    left = left_without_base(product.id, workspace.products)
    if left:
        dependants = named(each.id for each in left)
        raise ConvergenceError(_LEFT.fill(id=product.id, dependants=dependants), _TELL_THEM)


def _supports(
    product: "Product", requires: Sequence[str], workspace: "Workspace"
) -> tuple[str, ...]:
    """Return the products that an option will require, each fit to be required."""
    from convergence_cli.cli.session import NO_PRODUCT, known_id

    products = workspace.products
    bases = [
        each
        for each in products.values()
        if each.kind is ProductKind.BASE and not each.is_archived and each.id != product.id
    ]
    chosen = tuple(dict.fromkeys(requires)) or _asked(bases)
    for id_ in chosen:
        if id_ == product.id:
            raise ConvergenceError(_ITSELF.fill(id=id_))
        known_id(id_, products, NO_PRODUCT)
        if products[id_].is_archived and not product.is_archived:
            raise ConvergenceError(_ARCHIVED.fill(id=id_))
    if not any(products[id_].kind is ProductKind.BASE for id_ in chosen):
        from convergence_cli.diagnostics.wording import named

        raise ConvergenceError(_NO_SUPPORT, _GIVE_REQUIRES.fill(ids=named(b.id for b in bases)))
    return chosen


def _asked(bases: "Sequence[Product]") -> tuple[str, ...]:
    if not bases or not is_interactive():
        return ()
    from convergence_cli.cli.prompts import ask_several

    choices = [(each.id, f"{each.name} ({each.id})") for each in bases]
    while not (ticked := ask_several(_WITH_WHICH.in_(spoken()), choices)):
        say(_TICK_ONE)
    return ticked
