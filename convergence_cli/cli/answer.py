"""`convergence answer`: answers given on a terminal one by one, or by options."""

from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli import options
from convergence_cli.cli.console import (
    NOTHING_WRITTEN,
    ColorChoice,
    deliver_data,
    is_interactive,
    say,
    screen_of,
)
from convergence_cli.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from convergence_cli.checking.asking import Selection
    from convergence_cli.cli.answer_options import Details
    from convergence_cli.cli.session import Session
    from convergence_cli.rendering.screen import Screen
    from convergence_cli.scoring.standing import Subject

UnansweredOption = Annotated[
    bool, typer.Option("--unanswered", help="Ask only what has no answer in force.")
]
UnderExpectedOption = Annotated[
    bool,
    typer.Option("--under-expected", help="Ask only what is under its expected level."),
]
AxisOption = Annotated[
    list[str] | None,
    typer.Option("--axis", metavar="ID", help="Ask only this axis; may be repeated."),
]
CriterionOption = Annotated[
    list[str] | None,
    typer.Option("--criterion", metavar="ID", help="Ask only this criterion; may be repeated."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=LEVEL",
        help="Answer a criterion without being asked: a level, or na; may be repeated.",
    ),
]
UnsetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unset",
        metavar="ID",
        help="Remove the own answer, so that an inherited one counts again; may be repeated.",
    ),
]
CommentOption = Annotated[
    str | None,
    typer.Option(
        "--comment", metavar="TEXT", help="With one --set: the comment; for na, the reason."
    ),
]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        metavar="TEXT",
        help="With one --set: 'title|url or path', then '|issued on|expires on'; may be repeated.",
    ),
]
ApprovedByOption = Annotated[
    str | None,
    typer.Option("--approved-by", metavar="ID", help="With one --set ID=na: who approved it."),
]
UntilOption = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        parser=options.day_of,
        help="With one --set ID=na: the last day on which it holds.",
    ),
]

_NOTHING_CHANGED = Text(en="nothing changed", fr="rien n'a changé")
_NOT_A_TERMINAL = Text(
    en="nobody can be asked here: this is no terminal",
    fr="personne à interroger ici : ce n'est pas un terminal",
)
_GIVE_OPTIONS = Text(
    en="give --set ID=LEVEL, or --unset ID", fr="donnez --set ID=NIVEAU, ou --unset ID"
)
_ONLY_WITH_SET = Text(
    en="--comment, --evidence, --approved-by, --until and --dry-run go with --set",
    fr="--comment, --evidence, --approved-by, --until et --dry-run vont avec --set",
)
_ASKED_OR_GIVEN = Text(
    en="-q, --axis, --criterion, --unanswered and --under-expected choose what is asked, "
    "and with --set or --unset nothing is",
    fr="-q, --axis, --criterion, --unanswered et --under-expected choisissent ce qui est demandé, "
    "et avec --set ou --unset rien ne l'est",
)


def answer(
    product: options.OneProductArgument = None,
    company: options.CompanyOption = False,
    questionnaire: options.QuestionnaireOption = None,
    axis: AxisOption = None,
    criterion: CriterionOption = None,
    unanswered: UnansweredOption = False,
    under_expected: UnderExpectedOption = False,
    set_: SetOption = None,
    unset: UnsetOption = None,
    comment: CommentOption = None,
    evidence: EvidenceOption = None,
    approved_by: ApprovedByOption = None,
    until: UntilOption = None,
    dry_run: options.DryRunOption = False,
    workspace: options.WorkspaceOption = None,
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Answer a questionnaire.

    On a terminal it asks one criterion at a time and saves each answer as it is given.

    Example: convergence answer medicab --set INT-TRA-01=2 --comment "VIHF missing"
    """
    from convergence_cli.checking.asking import Selection
    from convergence_cli.cli.answer_files import Who
    from convergence_cli.cli.answer_options import Details
    from convergence_cli.cli.session import open_session, the_subject
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.model.workspace import Shortfall
    from convergence_cli.scoring.standing import Judge

    def opened() -> "Session":
        session = open_session(workspace, lang, as_of)
        session.refuse_errors()
        the_subject(Judge(session.workspace), product, company=company)
        return session

    wanted = {Shortfall.UNANSWERED: unanswered, Shortfall.UNDER_EXPECTED: under_expected}
    selection = Selection(
        frozenset(questionnaire or ()),
        frozenset(axis or ()),
        frozenset(criterion or ()),
        frozenset(each for each, is_wanted in wanted.items() if is_wanted),
    )
    details = Details(comment, tuple(evidence or ()), approved_by, until)
    if (set_ or unset) and selection != Selection():
        raise ConvergenceError(_ASKED_OR_GIVEN)
    if not (set_ or unset) and (details.is_given or dry_run):
        raise ConvergenceError(_ONLY_WITH_SET)
    session = opened()
    subject = Who(product or "").subject(Judge(session.workspace))
    if set_ or unset:
        _write_given(session, subject, set_ or [], unset or [], details, dry_run=dry_run)
    elif is_interactive():
        _converse(session, subject, selection, opened, screen_of(color, None))
    else:
        raise ConvergenceError(_NOT_A_TERMINAL, _GIVE_OPTIONS)


def _converse(
    session: "Session",
    subject: "Subject",
    selection: "Selection",
    opened: "Callable[[], Session]",
    screen: "Screen",
) -> None:
    from convergence_cli.cli.answer_files import Who
    from convergence_cli.cli.answer_notes import tell_beforehand
    from convergence_cli.cli.answer_saving import Saving
    from convergence_cli.cli.answer_selection import refuse_unknown
    from convergence_cli.cli.answer_summary import converse

    who = Who(subject.id)
    refuse_unknown(selection, session, subject)
    tell_beforehand(session, who)
    converse(Saving(session, who, opened), selection, screen)


def _write_given(
    session: "Session",
    subject: "Subject",
    assignments: "Sequence[str]",
    removed: "Sequence[str]",
    details: "Details",
    *,
    dry_run: bool,
) -> None:
    from convergence_cli.cli.answer_files import (
        Who,
        changes_of,
        tell_effects,
        tell_losses,
        with_workspace,
        write,
    )
    from convergence_cli.cli.answer_notes import tell_beforehand, tell_contradictions
    from convergence_cli.cli.answer_options import answers_given
    from convergence_cli.cli.judgement import judged

    who = Who(subject.id)
    answers = answers_given(session, subject, assignments, removed, details)
    changes = changes_of(session, subject, answers)
    if not changes.files:
        say(_NOTHING_CHANGED)
        return
    tell_beforehand(session, who)
    if dry_run:
        after = with_workspace(session, judged(session, changes))
        deliver_data(changes.difference(), None, session.root)
        say(NOTHING_WRITTEN)
    else:
        after = write(session, changes)
    tell_losses(session, after, who, answers)
    tell_effects(session, after, who, answers)
    tell_contradictions(session, after, who)
