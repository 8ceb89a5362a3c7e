"""`convergence score`: means, intervals and counts, and whether they pass."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, screen_of
from convergence_cli.cli.options import ReviewFormat
from convergence_cli.language import Language
from convergence_cli.model.workspace import Gate, Shortfall, Workspace
from convergence_cli.reviewing.change import STRICT, USUAL, Bearing
from convergence_cli.scoring.numbers import exact

if TYPE_CHECKING:
    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.review_result import Compared
    from convergence_cli.rendering.score_result import ScoreResult
    from convergence_cli.scoring.standing import Judge

    Compare = Callable[["Judge", str, Sequence[str] | None, Collection[Bearing]], "Compared"]
    """What compares the workspace of a judge, on a day, with an older state."""

_MEAN = re.compile(r"[0-9]{1,3}(\.[0-9]{1,30})?")

FailUnderOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="[ID=]MEAN",
        help="Exit 1 where a mean is lower: of one questionnaire, or of each; may be repeated.",
    ),
]


AgainstOption = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="REF",
        help="Compare with a commit, and exit 1 on what got worse; REF... is where HEAD left REF.",
    ),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Compare with a score that --format json saved, instead of with a commit.",
    ),
]


def score(
    products: options.ProductsArgument = None,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    archived: options.ArchivedOption = False,
    fail_under: FailUnderOption = None,
    fail_on: options.FailOnOption = None,
    against: AgainstOption = None,
    baseline: BaselineOption = None,
    strict: options.StrictOption = False,
    format_: options.ReviewFormatOption = ReviewFormat.TEXT,
    output: options.OutputOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Score products and the company, each questionnaire apart.

    Exits 1 under the workspace's gate or what --fail-under and --fail-on ask for.

    Example: convergence score medicab --fail-under interoperability=1.5
    """
    from convergence_cli.cli.scoring_session import scored
    from convergence_cli.rendering.score_json import score_json
    from convergence_cli.rendering.score_text import score_text

    if strict and against is None and baseline is None:
        message = "it says what counts as worse than before: name --against REF or --baseline FILE"
        raise typer.BadParameter(message, param_hint="--strict")
    session, compare = _opened(workspace, lang, as_of, questionnaire, against, baseline, output)
    gate = asked_gate(session.workspace, fail_under or (), fail_on or ())
    result = scored(session, products, questionnaire, archived=archived, gate=gate)
    if compare is not None:
        failing = STRICT if strict else USUAL
        result = replace(result, compared=compare(result.judge, session.day, products, failing))
    match format_:
        case ReviewFormat.JSON:
            deliver_data(score_json(result, session.language), output, session.root)
        case ReviewFormat.MARKDOWN:
            deliver_data(_markdown(result, session), output, session.root)
        case ReviewFormat.TEXT:
            text = score_text(result, session.language, screen_of(color, output))
            deliver_text(text, output, session.root)
        case _:
            from convergence_cli.cli.platforms import Platform
            from convergence_cli.cli.review_platforms import deliver_review

            platform = Platform(format_.value)
            found = result.compared
            deliver_review(found, result.refusals, platform, "score", session, output)
    if result.fails:
        raise typer.Exit(ExitCode.NO)


def _markdown(result: "ScoreResult", session: "Session") -> str:
    from convergence_cli.cli.comment_links import links_of
    from convergence_cli.rendering.comment_links import Links
    from convergence_cli.rendering.score_markdown import score_markdown

    compared = result.compared
    links = Links() if compared is None else links_of(compared, session.root)
    return score_markdown(result, links, session.language)


def _opened(
    folder: Path | None,
    language: Language | None,
    day: str | None,
    questionnaires: list[str] | None,
    against: str | None,
    baseline: Path | None,
    output: Path | None,
) -> "tuple[Session, Compare | None]":
    """Return the workspace, and how it is compared with what was named, if anything was."""
    from convergence_cli.cli.session import open_session

    if against is not None:
        if baseline is not None:
            message = "compare with a commit, or with a saved score: not with both"
            raise typer.BadParameter(message, param_hint="--baseline")
        from convergence_cli.cli.comparing import compared_with, open_beside

        session, base = open_beside(folder, language, day, questionnaires, against)
        return session, partial(compared_with, base)
    session = open_session(folder, language, day, questionnaires)
    if baseline is None:
        return session, None
    from convergence_cli.cli.baselines import compared_with_baseline, refuse_overwriting

    refuse_overwriting(baseline, output)
    return session, partial(compared_with_baseline, baseline, questionnaires)


def asked_gate(
    workspace: Workspace, fail_under: Iterable[str], fail_on: Iterable[Shortfall]
) -> Gate:
    """Return the workspace's gate with what the caller asks for on top; the higher bar wins."""
    minimum = dict(workspace.gate.minimum)
    for text in fail_under:
        for id_, mean in _minimums(text, workspace).items():
            minimum[id_] = max(mean, minimum.get(id_, mean))
    together = dict.fromkeys((*workspace.gate.fail_on, *fail_on))
    return Gate(minimum, tuple(together))


def _minimums(text: str, workspace: Workspace) -> dict[str, Fraction]:
    from convergence_cli.cli.session import NO_QUESTIONNAIRE, known_id

    id_, separator, number = text.rpartition("=")
    if not _MEAN.fullmatch(number):
        message = f"'{text}' is not a mean such as 1.5, or interoperability=1.5"
        raise typer.BadParameter(message, param_hint="--fail-under")
    mean = exact(number)
    if separator:
        return {known_id(id_, workspace.questionnaires, NO_QUESTIONNAIRE): mean}
    return dict.fromkeys(workspace.questionnaires, mean)
