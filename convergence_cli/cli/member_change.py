"""`convergence member change`: what a member is called, may do and works on."""

from convergence_cli.cli import member_options, options
from convergence_cli.language import Text

_NOTHING_SAID = Text(en="nothing to change was said", fr="rien à modifier n'a été dit")
_GIVE = Text(
    en="give --name, --email, --role, --rights or --products",
    fr="donnez --name, --email, --role, --rights ou --products",
)


def member_change(
    id_: member_options.MemberArgument,
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
    """Change a member's name, email, role, rights or products.

    Takes the right manage_members; nobody changes their own rights or products.

    Example: convergence member change b.durand --rights validate --products medicab,visiocab
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.membership import (
        Wishes,
        index_of,
        refuse_forbidden,
        refuse_taken_email,
        refuse_unfit_options,
        settings_of,
        write_settings,
    )
    from convergence_cli.cli.session import open_session
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.revising.membership import as_member, change

    session = open_session(workspace, lang)
    session.refuse_errors()
    index = index_of(id_, session.workspace)
    wishes = Wishes(name, email, role, rights, products)
    refuse_unfit_options(None, wishes)
    wish = wishes.keys(session.workspace)
    if not wish:
        raise ConvergenceError(_NOTHING_SAID, _GIVE)
    refuse_taken_email(wish, session.workspace, id_)
    changes = Changes(session.root)
    settings = settings_of(session, changes)
    after = as_member({**settings["members"][index], **wish})
    refuse_forbidden(session, by, session.workspace.members[index], after)
    edits = change(settings, index, wish)
    write_settings(session, changes, edits, dry_run=dry_run)
