"""`convergence product archive`: a product leaves the means and tables, and keeps its files."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import is_interactive, say, spoken
from convergence_cli.cli.options import day_of
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.model.day import is_day

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.model.workspace import Product

BecauseOption = Annotated[
    str | None,
    typer.Option("--because", metavar="TEXT", help="Why; asked for on a terminal."),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", parser=day_of, help="Since when, as 2026-11-21; left out, today."
    ),
]
AndDependantsOption = Annotated[
    bool,
    typer.Option(
        "--and-dependants",
        help="Archive the active products that rest on it too, for the same reason.",
    ),
]
KeepDependantsOption = Annotated[
    bool,
    typer.Option(
        "--keep-dependants",
        help="Leave those products active; check will say that they rest on an archived one.",
    ),
]
_ARCHIVED_ALREADY = Text(
    en="'{id}' is archived already, since {day}", fr="« {id} » est déjà archivé, depuis le {day}"
)
_NOT_A_TERMINAL = Text(
    en="no reason is given, and nobody can be asked: this is no terminal",
    fr="aucun motif n'est donné, et personne à interroger : ce n'est pas un terminal",
)
_GIVE_BECAUSE = Text(en="give --because TEXT", fr="donnez --because TEXTE")
_NO_REASON = Text(en="a reason needs at least one word", fr="un motif a au moins un mot")
_NOT_YET = Text(
    en="{day} is not there yet: a product is archived from the day on which it is",
    fr="le {day} n'est pas encore venu : un produit est archivé à partir du jour où il l'est",
)
_ONE_OF_BOTH = Text(
    en="--and-dependants and --keep-dependants exclude one another",
    fr="--and-dependants et --keep-dependants s'excluent",
)
_RESTS = Text(
    en="active products rest on '{id}': {dependants}",
    fr="des produits actifs reposent sur « {id} » : {dependants}",
)
_TELL_THEM = Text(
    en="archive them first, or with it (--and-dependants), or leave them to rest on an archived "
    "product (--keep-dependants)",
    fr="archivez-les d'abord, ou avec lui (--and-dependants), ou laissez-les reposer sur un "
    "produit archivé (--keep-dependants)",
)
_EXTENDS = Text(en="{id} (extends {others})", fr="{id} (étend {others})")
_REQUIRES = Text(en="{id} (requires {others})", fr="{id} (requiert {others})")
_WHY = Text(en="Why is it archived?", fr="Pourquoi est-il archivé ?")
_SINCE = Text(en="Since which day?", fr="Depuis quel jour ?")
_NO_DAY = Text(en="a day such as {day}, or an earlier one", fr="un jour comme {day}, ou avant")
_WHAT_OF_THEM = Text(en="What becomes of them?", fr="Que deviennent-ils ?")
_TOO = Text(en="archive them too", fr="les archiver aussi")
_KEEP = Text(
    en="leave them active, resting on an archived product",
    fr="les laisser actifs, sur un produit archivé",
)
_LEAVE = Text(en="archive nothing", fr="ne rien archiver")
_ARCHIVED = Text(
    en="archived on {day}: {products}; 'convergence product restore' makes active again",
    fr="archivé le {day} : {products} ; « convergence product restore » rend de nouveau actif",
)
_TOLD = Text(
    en="still active, and resting on an archived product: {products}",
    fr="encore actif, et reposant sur un produit archivé : {products}",
)


def product_archive(
    product: options.ProductArgument,
    because: BecauseOption = None,
    on: OnOption = None,
    and_dependants: AndDependantsOption = False,
    keep_dependants: KeepDependantsOption = False,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Archive a product: no file of it is removed.

    A product that active ones extend or require stays until they are told.

    Example: convergence product archive medicab-classic --because "Replaced by Medicab 5"
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.console import NOTHING_WRITTEN
    from convergence_cli.cli.product_changes import carry_out, edit_product
    from convergence_cli.model.dependants import resting_on
    from convergence_cli.rendering.words import joined
    from convergence_cli.revising.products import archive_edits

    session, chosen = _asked_for(product, workspace, lang, as_of)
    _refuse_day(on, session.day)
    if because is not None and not because.strip():
        raise ConvergenceError(_NO_REASON, _GIVE_BECAUSE)
    if because is None and not is_interactive():
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_BECAUSE)
    resting = resting_on(chosen.id, session.workspace.products)
    fate = _fate(chosen, resting, and_dependants=and_dependants, keep_dependants=keep_dependants)
    if fate is Fate.UNDECIDED:
        say(NOTHING_WRITTEN)
        return
    reason, day = _asked(because, on, session.day)
    archived = (chosen, *(resting if fate is Fate.ARCHIVED else ()))
    changes = Changes(session.root)
    for each in archived:
        edit_product(changes, each, archive_edits(day, reason))
    if carry_out(session, changes, is_asked=because is None, dry_run=dry_run):
        say(_ARCHIVED.fill(day=day, products=joined(each.id for each in archived)))
        if fate is Fate.KEPT:
            say(_TOLD.fill(products=joined(each.id for each in resting)))


class Fate(StrEnum):
    """What becomes of the active products that rest on one that is archived."""

    ARCHIVED = "archived"
    KEPT = "kept"
    NONE = "none"
    """There are none."""
    UNDECIDED = "undecided"
    """A person left the question open."""


def _asked_for(
    product: str, workspace: Path | None, lang: Language | None, as_of: str | None
) -> "tuple[Session, Product]":
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session

    session = open_session(workspace, lang, as_of)
    session.refuse_errors()
    products = session.workspace.products
    chosen = products[known_id(product, products, NO_PRODUCT)]
    if chosen.is_archived:
        message = _ARCHIVED_ALREADY.fill(id=chosen.id, day=chosen.archived_on or "")
        raise ConvergenceError(message)
    return session, chosen


def _refuse_day(day: str | None, today: str) -> None:
    if day is not None and day > today:
        raise ConvergenceError(_NOT_YET.fill(day=day))


def _fate(
    product: "Product",
    resting: "Sequence[Product]",
    *,
    and_dependants: bool,
    keep_dependants: bool,
) -> Fate:
    if and_dependants and keep_dependants:
        raise ConvergenceError(_ONE_OF_BOTH)
    if not resting:
        return Fate.NONE
    if and_dependants or keep_dependants:
        return Fate.ARCHIVED if and_dependants else Fate.KEPT
    told = _RESTS.fill(id=product.id, dependants=_named(resting))
    if not is_interactive():
        raise ConvergenceError(told, _TELL_THEM)
    from convergence_cli.cli.prompts import ask_one

    say(told)
    choices = ((Fate.UNDECIDED, _LEAVE), (Fate.ARCHIVED, _TOO), (Fate.KEPT, _KEEP))
    labelled = [(fate.value, label.in_(spoken())) for fate, label in choices]
    return Fate(ask_one(_WHAT_OF_THEM.in_(spoken()), labelled))


def _named(products: "Sequence[Product]") -> str:
    def told(product: "Product") -> Iterator[str]:
        if product.extends is not None:
            yield _EXTENDS.fill(id=product.id, others=product.extends).in_(spoken())
        if product.requires:
            yield _REQUIRES.fill(id=product.id, others=", ".join(product.requires)).in_(spoken())

    return ", ".join(part for each in products for part in told(each))


def _asked(because: str | None, on: str | None, today: str) -> tuple[str, str]:
    """Return the reason and the day; what no option gives is asked for with the reason."""
    if because is not None:
        return because.strip(), on or today
    from convergence_cli.cli.prompts import ask_text

    def no_reason(text: str) -> str | None:
        return None if text else _NO_REASON.in_(spoken())

    def no_day(text: str) -> str | None:
        return None if is_day(text) and text <= today else _NO_DAY.fill(day=today).in_(spoken())

    reason = ask_text(_WHY.in_(spoken()), problem=no_reason)
    return reason, on or ask_text(_SINCE.in_(spoken()), today, no_day)
