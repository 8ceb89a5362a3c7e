"""`convergence member remove`: somebody leaves, and nothing stays without anybody in charge."""

from convergence_cli.cli import member_options, options
from convergence_cli.cli.console import say
from convergence_cli.language import Text

_SEALS = Text(
    en="note: {n} seals by {member} stay, and 'convergence check' says that nobody is called "
    "so any more (CV327)",
    fr="note : {n} sceaux de {member} restent, et « convergence check » dit que plus personne "
    "ne s'appelle ainsi (CV327)",
)


def member_remove(
    id_: member_options.MemberArgument,
    by: options.ByOption = None,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Remove a member who is in charge of nothing.

    Takes the right manage_members. Who manages a product or owns plan entries hands them over
    first; the last member who may manage members stays.

    Example: convergence member remove b.durand
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.membership import (
        index_of,
        refuse_forbidden,
        settings_of,
        write_settings,
    )
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.member_list import sealed_by
    from convergence_cli.revising.membership import removal

    session = open_session(workspace, lang)
    session.refuse_errors()
    index = index_of(id_, session.workspace)
    member = session.workspace.members[index]
    refuse_forbidden(session, by, member, None)
    changes = Changes(session.root)
    settings_of(session, changes)
    seals = sealed_by(member, session.workspace)
    if seals:
        say(_SEALS.fill(n=len(seals), member=id_))
    write_settings(session, changes, removal(index), dry_run=dry_run)
