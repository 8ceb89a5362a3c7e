"""`convergence member add`: one more person of the company."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import member_options, options
from convergence_cli.cli.console import is_interactive
from convergence_cli.language import Text

if TYPE_CHECKING:
    from convergence_cli.cli.membership import Wishes
    from convergence_cli.model.workspace import Workspace

NewMemberArgument = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="Their id, such as a.martin.")
]

_CHANGE = Text(
    en="change them: convergence member change {id}",
    fr="modifiez-le : convergence member change {id}",
)
_MISSING = Text(
    en="nobody can be asked here, and not everything is said",
    fr="personne à interroger ici, et tout n'est pas dit",
)
_GIVE = Text(
    en="give ID, --name and --email: convergence member add a.martin --name … --email …",
    fr="donnez ID, --name et --email : convergence member add a.martin --name … --email …",
)


def member_add(
    id_: NewMemberArgument = None,
    name: member_options.NameOption = None,
    email: member_options.EmailOption = None,
    role: member_options.RoleOption = None,
    rights: member_options.RightsOption = None,
    products: member_options.ProductsOption = None,
    by: options.ByOption = None,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Add a member; on a terminal it asks for what is missing.

    Takes the right manage_members, but for the first member, who must be given it.

    Example: convergence member add b.durand --name "B. Durand" --email b.durand@example.org
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.membership import (
        Wishes,
        refuse_forbidden,
        refuse_unfit_options,
        settings_of,
        write_settings,
    )
    from convergence_cli.cli.session import open_session
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.revising.membership import addition, as_member

    session = open_session(workspace, lang)
    session.refuse_errors()
    wishes = Wishes(name, email, role, rights, products)
    refuse_unfit_options(id_, wishes)
    _refuse_taken(id_, wishes, session.workspace)
    if is_interactive() and not (id_ and name and email):
        from convergence_cli.cli.member_interview import asked

        id_, wishes = asked(session, id_, wishes)
    if not (id_ and wishes.name and wishes.email):
        raise ConvergenceError(_MISSING, _GIVE)
    wish = {"id": id_, **_completed(wishes).keys(session.workspace)}
    refuse_forbidden(session, by, None, as_member(wish))
    changes = Changes(session.root)
    edits = addition(settings_of(session, changes), wish)
    write_settings(session, changes, edits, dry_run=dry_run)


def _refuse_taken(id_: str | None, wishes: "Wishes", workspace: "Workspace") -> None:
    """Stop, before anything is asked, where an option gives what is another member's."""
    from convergence_cli.cli.member_form import TAKEN
    from convergence_cli.cli.membership import refuse_taken_email
    from convergence_cli.errors import ConvergenceError

    if id_ in {each.id for each in workspace.members}:
        raise ConvergenceError(TAKEN.fill(id=id_), _CHANGE.fill(id=id_))
    if wishes.email:
        refuse_taken_email({"email": wishes.email}, workspace, id_ or "")


def _completed(wishes: "Wishes") -> "Wishes":
    from convergence_cli.model.rights import Role

    return replace(
        wishes,
        role=wishes.role or Role.CONTRIBUTOR,
        rights=wishes.rights or (),
        products=wishes.products or (),
    )
