"""`convergence member hand-over`: another member is in charge from now on."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import say
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.session import Session
    from convergence_cli.model.workspace import Member
    from convergence_cli.revising.membership import Duty

FromArgument = Annotated[
    str, typer.Argument(metavar="FROM", help="The id of the member in charge; or who was one.")
]
ToOption = Annotated[
    str, typer.Option("--to", metavar="MEMBER", help="The id of the member in charge from now on.")
]
OnlyProductOption = Annotated[
    list[str] | None,
    typer.Option("--product", metavar="ID", help="Only this product; may be repeated."),
]

_SAME = Text(en="'{member}' is both FROM and TO", fr="« {member} » est à la fois FROM et TO")
_NO_DUTY = Text(
    en="'{member}' is in charge of nothing here", fr="« {member} » n'est responsable de rien ici"
)
_HANDED = Text(
    en="from '{before}' to '{after}': {duties}", fr="de « {before} » à « {after} » : {duties}"
)
_NOT_THEIRS = Text(
    en="note: '{member}' may not change these yet: {subjects} "
    "(convergence member change {member} --products …)",
    fr="note : « {member} » ne peut pas encore les modifier : {subjects} "
    "(convergence member change {member} --products …)",
)


def member_hand_over(
    from_: FromArgument,
    to: ToOption,
    product: OnlyProductOption = None,
    by: options.ByOption = None,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Hand products and plan entries over to another member.

    All that FROM manages or owns, archived products included, or some products. Each must be
    among the products of the member who does it.

    Example: convergence member hand-over b.durand --to q.lefevre
    """
    from convergence_cli.cli.acting import Committer
    from convergence_cli.cli.membership import index_of, refuse
    from convergence_cli.cli.outcome import write_or_show
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session
    from convergence_cli.diagnostics import reference_rules
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.revising.member_rules import duties_named, refusal_of_hand_over
    from convergence_cli.revising.membership import duties_of

    session = open_session(workspace, lang)
    # What a member who is gone left behind is what this mends.
    session.refuse_errors(reference_rules.UNKNOWN_MEMBER)
    heir = session.workspace.members[index_of(to, session.workspace)]
    if from_ == to:
        raise ConvergenceError(_SAME.fill(member=to))
    products = session.workspace.products
    only = None if not product else {known_id(each, products, NO_PRODUCT) for each in product}
    duties = duties_of(from_, session.workspace, only)
    if not duties:
        raise ConvergenceError(_NO_DUTY.fill(member=from_))
    actor = Committer(session.root, session.workspace.members).acting(by)
    refuse(refusal_of_hand_over(actor, duties, session.workspace))
    say(_HANDED.fill(duties=duties_named(duties), before=from_, after=to))
    _note_foreign(heir, duties)
    write_or_show(session, _changes(session, duties, to), dry_run=dry_run)


def _note_foreign(heir: "Member", duties: "tuple[Duty, ...]") -> None:
    from convergence_cli.diagnostics.wording import named
    from convergence_cli.model.rights import holds

    foreign = dict.fromkeys(each.product for each in duties if not holds(heir, each.product))
    if foreign:
        subjects = named(each or "company" for each in foreign)
        say(_NOT_THEIRS.fill(member=heir.id, subjects=subjects))


def _changes(session: "Session", duties: "tuple[Duty, ...]", to: str) -> "Changes":
    from convergence_cli.cli.changes import Changes
    from convergence_cli.loading.build_workspace import build_plan, build_product
    from convergence_cli.revising.membership import handed_over

    workspace = session.workspace
    changes = Changes(session.root)
    for duty in duties:
        path = duty.path
        product = None if duty.product is None else workspace.products[duty.product]
        plan = workspace.company.plan if product is None else product.plan
        if duty.is_manager and product is not None:
            read = partial(build_product, path=path, sheets=product.sheets, plan=product.plan)
            changes.expect(path, product, read)
        else:
            changes.expect(path, plan, partial(build_plan, path=path))
        changes.edit(path, handed_over(duty, to))
    return changes
