"""`convergence plan init`: an entry to fill in for each criterion that wants a plan."""

from typing import TYPE_CHECKING

from convergence_cli.cli import options
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, say
from convergence_cli.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.session import Session
    from convergence_cli.planning.proposal import Unplanned
    from convergence_cli.scoring.standing import Subject

_PROPOSED = Text(
    en="{subject}: proposed, the most urgent first ({n}): {criteria}",
    fr="{subject} : proposés, les plus urgents d'abord ({n}) : {criteria}",
)
_UNANSWERED = Text(
    en="{subject}: without an answer yet, so not proposed ({n}): {criteria}",
    fr="{subject} : sans réponse pour l'instant, donc non proposés ({n}) : {criteria}",
)
_COMPLETE = Text(
    en="nothing to do: every criterion under its target has an entry",
    fr="rien à faire : chaque critère sous sa cible a une entrée",
)
_NEXT = Text(
    en="next: give each entry a date in by, or say why there is none; then convergence plan show",
    fr="pour continuer : donnez une date à chaque entrée dans by, ou dites pourquoi il n'y en a "
    "pas ; puis convergence plan show",
)


def plan_init(
    products: options.ProductsArgument = None,
    company: options.PlansOfCompanyOption = False,
    workspace: options.WorkspaceOption = None,
    questionnaire: options.QuestionnaireOption = None,
    dry_run: options.DryRunOption = False,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
) -> None:
    """Add an entry without a date for each criterion under target that has none.

    The most urgent first; what is planned already stays as it is. Left out, every active product
    and the company.

    Example: convergence plan init medicab --dry-run
    """
    from convergence_cli.cli.changes import Changes
    from convergence_cli.cli.judgement import judged
    from convergence_cli.cli.planning_session import planners, tell_archived
    from convergence_cli.cli.session import open_session

    session = open_session(workspace, lang, as_of, questionnaire)
    chosen = planners(session, products, questionnaire, company=company)
    tell_archived(chosen)
    changes = Changes(session.root)
    for subject in chosen.subjects:
        _propose(subject, session, changes)
    judged(session, changes)
    _finish(changes, session, dry_run=dry_run)


def _propose(subject: "Subject", session: "Session", changes: "Changes") -> None:
    from convergence_cli.planning.proposal import unanswered, unplanned

    proposed = [each for each in unplanned(subject, session.day) if each.entry is None]
    if proposed:
        _add(proposed, subject, session, changes)
        _tell(_PROPOSED, subject, [each.criterion.id for each in proposed])
    open_ = unanswered(subject)
    if open_:
        _tell(_UNANSWERED, subject, [each.id for each in open_])


def _add(
    proposed: "Sequence[Unplanned]", subject: "Subject", session: "Session", changes: "Changes"
) -> None:
    from convergence_cli.cli.plan_files import begin_plan
    from convergence_cli.cli.planning_session import plan_path
    from convergence_cli.writing.plan_skeleton import proposed_entry

    begin_plan(changes, session, subject)
    edits = [proposed_entry(each, session.language) for each in proposed]
    changes.edit(plan_path(subject), edits)


def _tell(message: Text, subject: "Subject", ids: "Sequence[str]") -> None:
    from convergence_cli.diagnostics.wording import named

    say(message.fill(subject=subject.id or "company", n=len(ids), criteria=named(ids)))


def _finish(changes: "Changes", session: "Session", *, dry_run: bool) -> None:
    if not changes.files:
        say(_COMPLETE)
        return
    if dry_run:
        deliver_data(changes.difference(), None, session.root)
        say(NOTHING_WRITTEN)
        return
    for path in changes.write():
        say(WROTE.fill(path=path))
    say(_NEXT)
