"""`convergence member audit`: who changed or sealed what without the right to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.cli.console import ColorChoice, deliver_data, deliver_text, say, screen_of
from convergence_cli.cli.options import CheckFormat

if TYPE_CHECKING:
    from convergence_cli.rendering.member_audit import AuditResult

AgainstOption = Annotated[
    str,
    typer.Option(
        "--against",
        metavar="REF",
        help="A branch, a tag or a commit: what HEAD holds beyond it is judged.",
    ),
]


def member_audit(
    against: AgainstOption,
    workspace: options.WorkspaceOption = None,
    format_: options.CheckFormatOption = CheckFormat.TEXT,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Find commits that their authors had no right to make.

    Each commit is judged by the members as they were before it, matched by the author's email.
    Exits 1 with findings. Unless commits are signed, git proves nobody's name.

    Example: convergence member audit --against origin/main
    """
    from convergence_cli.cli.session import settle_workspace
    from convergence_cli.rendering.member_audit import audit_json, audit_summary, audit_text

    root, language = settle_workspace(workspace, lang)
    result = _audited(root, against)
    if format_ is CheckFormat.JSON:
        deliver_data(audit_json(result, language), output, root)
    else:
        deliver_text(audit_text(result, language, screen_of(color, output)), output, root)
        for each in audit_summary(result):
            say(each)
    if result.wrong:
        raise typer.Exit(ExitCode.NO)


def _audited(root: Path, against: str) -> "AuditResult":
    from convergence_cli.checking.audit import audit
    from convergence_cli.loading.history import History
    from convergence_cli.loading.repository import Repository
    from convergence_cli.rendering.member_audit import AuditResult, Judged

    with Repository.of(root) as repository:
        base, head = repository.commit(against), repository.commit("HEAD")
        commits = repository.commits(base, head)
        contributions = History(repository).contributions(commits)
        judged = tuple(Judged(each, audit(each)) for each in contributions)
    return AuditResult(against, base, head, len(commits), judged)
