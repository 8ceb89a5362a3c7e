"""`convergence diff`: what changed between two states, criterion by criterion."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ReviewFormat

if TYPE_CHECKING:
    from convergence_cli.cli.comparing import Comparison

BaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="BASE", help="A commit, branch or tag; BASE... is where HEAD left that branch."
    ),
]
HeadArgument = Annotated[
    str | None,
    typer.Argument(metavar="[HEAD]", help="The newer commit; left out, the files as they stand."),
]


def diff(
    base: BaseArgument,
    head: HeadArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    strict: options.StrictOption = False,
    format_: options.ReviewFormatOption = ReviewFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Say what changed since a commit, and exit 1 on what got worse.

    Levels, answers, evidence, profiles, seals, plans, products, definitions; and each mean.

    Example: convergence diff main
    """
    from convergence_cli.cli.comparing import compare
    from convergence_cli.rendering.diff_json import diff_json
    from convergence_cli.rendering.review_text import compared_text
    from convergence_cli.reviewing.change import STRICT, USUAL

    failing = STRICT if strict else USUAL
    found = compare(base, head, workspace, lang, as_of, questionnaire, failing)
    language, compared = found.language, found.compared
    match format_:
        case ReviewFormat.JSON:
            deliver_data(diff_json(compared, found.day, language), output, found.root)
        case ReviewFormat.MARKDOWN:
            deliver_data(_markdown(found), output, found.root)
        case ReviewFormat.TEXT:
            text = compared_text(compared, language, screen_of(color, output))
            deliver_text(text, output, found.root)
        case _:
            from convergence_cli.cli.platforms import Platform
            from convergence_cli.cli.review_platforms import deliver_review

            deliver_review(compared, (), Platform(format_.value), "diff", found, output)
    if compared.regressions:
        raise typer.Exit(ExitCode.NO)


def _markdown(found: "Comparison") -> str:
    from convergence_cli.cli.comment_links import links_of
    from convergence_cli.rendering.review_markdown import compared_markdown

    links = links_of(found.compared, found.root)
    return compared_markdown(found.compared, links, found.language)
