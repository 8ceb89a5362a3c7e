"""`convergence product restore`: an archived product is active again."""

from convergence_cli.cli import options
from convergence_cli.cli.console import say
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_NOT_ARCHIVED = Text(en="'{id}' is not archived", fr="« {id} » n'est pas archivé")
_WAS = Text(
    en="'{id}' was archived on {day}: {reason}", fr="« {id} » était archivé le {day} : {reason}"
)
_RESTS = Text(
    en="it rests on an archived product: {products}",
    fr="il repose sur un produit archivé : {products}",
)


def product_restore(
    product: options.ProductArgument,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Make an archived product active again.

    Day and reason of the archive go from the file; the history keeps them.

    Example: convergence product restore medicab-classic
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.product_changes import carry_out, edit_product
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session
    from convergence_cli.rendering.screen import on_one_line
    from convergence_cli.rendering.words import joined
    from convergence_cli.revising.products import restore_edits

    session = open_session(workspace, lang, as_of)
    session.refuse_errors()
    products = session.workspace.products
    chosen = products[known_id(product, products, NO_PRODUCT)]
    if not chosen.is_archived:
        raise ConvergenceError(_NOT_ARCHIVED.fill(id=chosen.id))
    changes = Changes(session.root)
    edit_product(changes, chosen, restore_edits(chosen))
    if not carry_out(session, changes, is_asked=False, dry_run=dry_run):
        return
    reason = on_one_line(chosen.archived_because or "")
    say(_WAS.fill(id=chosen.id, day=chosen.archived_on, reason=reason))
    supports = (*chosen.requires, *(() if chosen.extends is None else (chosen.extends,)))
    archived = [id_ for id_ in supports if products[id_].is_archived]
    if archived:
        say(_RESTS.fill(products=joined(archived)))
