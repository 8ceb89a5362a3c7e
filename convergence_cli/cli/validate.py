"""`convergence validate`: a member puts their seal on answers, or takes a seal away."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import say

if TYPE_CHECKING:
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.sealing import Validation

WithdrawOption = Annotated[
    bool, typer.Option("--withdraw", help="Take the seal away: the answers are a draft again.")
]


def validate(
    product: options.OneProductArgument = None,
    company: options.CompanyOption = False,
    questionnaire: options.QuestionnaireOption = None,
    by: options.ByOption = None,
    withdraw: WithdrawOption = False,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Seal complete answers in a member's name.

    Without -q, every questionnaire that applies and is not validated. Exits 1, and seals none,
    where answers are not complete or the member may not.

    Example: convergence validate medicab -q interoperability
    """
    from convergence_cli.cli.acting import Committer
    from convergence_cli.cli.outcome import write_or_show
    from convergence_cli.cli.sealing import Validation
    from convergence_cli.cli.session import open_session, the_subject
    from convergence_cli.model.rights import validators
    from convergence_cli.scoring.standing import Judge

    session = open_session(workspace, lang, as_of)
    session.refuse_errors()
    judge = Judge(session.workspace)
    subject = the_subject(judge, product, company=company)
    members = session.workspace.members
    entitled = validators(members, subject.id or None)
    member = Committer(session.root, members).acting(by, entitled)
    validation = Validation(session, judge, subject, member)
    validation.refuse_archived()
    validation.refuse_right()
    changes = (
        _withdrawn(validation, questionnaire) if withdraw else _sealed(validation, questionnaire)
    )
    write_or_show(session, changes, dry_run=dry_run)


def _sealed(validation: "Validation", ids: list[str] | None) -> "Changes":
    from convergence_cli.cli.console import NOTHING_WRITTEN
    from convergence_cli.rendering.sealing_text import already_text, sealed_text

    waiting, done = validation.to_seal(ids)
    reasons = validation.reasons(waiting)
    if reasons:
        say(reasons.rstrip("\n"))
        say(NOTHING_WRITTEN)
        raise typer.Exit(ExitCode.NO)
    for standing in done:
        if standing.seal is not None:
            say(already_text(standing, standing.seal))
    for standing in waiting:
        for each in sealed_text(standing, validation.seal_on(standing), validation.judge):
            say(each)
    return validation.sealed(waiting)


def _withdrawn(validation: "Validation", ids: list[str] | None) -> "Changes":
    from convergence_cli.rendering.sealing_text import withdrawn_text

    standings = validation.to_withdraw(ids)
    for standing in standings:
        say(withdrawn_text(standing))
    return validation.withdrawn(standings)
