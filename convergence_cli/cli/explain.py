"""`convergence explain`: a diagnostic, a criterion, a question, a questionnaire."""

from typing import Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import ColorChoice, deliver_text, screen_of, speak

TopicArgument = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help="A code (CV201), a criterion, a preliminary question or a questionnaire.",
    ),
]
ForProductOption = Annotated[
    str | None,
    typer.Option("--product", "-p", metavar="ID", help="Say what a criterion means for a product."),
]


def explain(
    topic: TopicArgument,
    product: ForProductOption = None,
    workspace: options.WorkspaceOption = None,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Explain a diagnostic, a criterion, a question.

    With --product: why a criterion applies, its answer, what it counts for, its plan.

    Example: convergence explain INT-TRA-01 --product medicab
    """
    from pathlib import Path

    from convergence_cli.cli.explanation import explanation, page_of_code

    if lang is not None:
        speak(lang)
    screen = screen_of(color, output)
    page = page_of_code(topic)
    if page is not None:
        deliver_text(page, output, Path.cwd())
        return
    from convergence_cli.cli.session import open_session

    session = open_session(workspace, lang, as_of)
    deliver_text(explanation(session, topic, product, screen), output, session.root)
