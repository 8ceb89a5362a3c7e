"""`convergence profile`: what applies to a product."""

from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import CheckFormat

SubjectArgument = Annotated[
    str | None, typer.Argument(metavar="PRODUCT", help="A product's id; left out, the company.")
]


def profile(
    product: SubjectArgument = None,
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """List the criteria that apply to a product, and why not.

    Undetermined criteria come with the preliminary questions that would decide them.

    Example: convergence profile medicab
    """
    from convergence_cli.cli.session import NO_PRODUCT, known_id, open_session
    from convergence_cli.rendering.profile_result import ProfileResult, profile_json, profile_text
    from convergence_cli.scoring.standing import Judge

    session = open_session(workspace, lang)
    session.refuse_errors()
    judge = Judge(session.workspace)
    if product is None:
        subject = judge.company()
    else:
        subject = judge.product(known_id(product, session.workspace.products, NO_PRODUCT))
    result = ProfileResult(session.workspace, subject)
    if format_ is CheckFormat.JSON:
        deliver_data(profile_json(result), output, session.root)
    else:
        text = profile_text(result, session.language, screen_of(color, output))
        deliver_text(text, output, session.root)
