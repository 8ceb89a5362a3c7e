"""`convergence member list`: who may do what."""

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import CheckFormat


def member_list(
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List the members: rights, products, seals.

    What they may do, the products that they manage, the questionnaires that they sealed.

    Example: convergence member list
    """
    from convergence_cli.cli.session import open_session
    from convergence_cli.rendering.member_list import members_json, members_text

    session = open_session(workspace, lang)
    session.refuse_errors()
    if format_ is CheckFormat.JSON:
        deliver_data(members_json(session.workspace), output, session.root)
    else:
        text = members_text(session.workspace, session.language, screen_of(color, output))
        deliver_text(text, output, session.root)
